"""Requests and access: drafting, opening, verifying, revealing, ending (A1, A2).

Each method commits what records an access in one transaction and reads in a later one, so that nothing is returned
without a durable event. Raises StoreError when the record cannot be made durable: then nothing is shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from care_console.domain.facts import answer_key
from care_console.domain.fields import VIEW, reveal_scope
from care_console.domain.ports import Store, UnitOfWork
from care_console.domain.request_life import Promise, checked_reference
from care_console.domain.requests import (
    CareRequest,
    Channel,
    Fact,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestOutcome,
    Rung,
    Verification,
)
from care_console.domain.roles import Agent
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.filing import customer_file, request_info

HISTORY_LINES = 50
CONSENT_LINES = 200
MESSAGES = 50


@dataclass(frozen=True, slots=True)
class RecentRequest:
    """One of the agent's own requests, for the list beside the search; the customer is not named."""

    request: RequestInfo
    outcome: RequestOutcome | None


@dataclass(frozen=True, slots=True)
class Access:
    """Serves one customer after another for the agents of a store."""

    store: Store

    def draft(self, agent: Agent, controller: str, brand: str, channel: Channel) -> RequestInfo | Refusal:
        """A draft request; the first keystroke of a search asks for one."""
        with self.store.writing(agent) as unit:
            request = unit.requests.draft(controller, brand, channel)
            drafted = request if isinstance(request, Refusal) else request_info(request)
            unit.commit()
        return drafted

    def come_by(self, agent: Agent, request_id: str, channel: Channel) -> RequestInfo | Refusal:
        """Say by which channel a request comes, before anybody is opened under it; the request as it is then."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.state(request_id, channel=channel)
            own = unit.requests.get(request_id)
            stated = None if own is None else request_info(own)
            unit.commit()
        return refused or stated or Refusal(Reason.NO_REQUEST)

    def recent(self, agent: Agent, limit: int = 6) -> tuple[RecentRequest, ...]:
        """The agent's own requests, newest first."""
        with self.store.reading(agent) as unit:
            return tuple(RecentRequest(request_info(r), r.outcome) for r in unit.requests.recent(limit))

    def open(
        self,
        agent: Agent,
        request_id: str,
        customer_id: int,
        requester: Requester,
        purpose: Purpose,
        channel: Channel | None = None,
        reference: str | None = None,
    ) -> CustomerFile | Refusal:
        """Say who asks, what for and how, open a customer, and read what may be seen before verification.

        `reference` is that of the call, mail or letter. Raises InvalidError for what cannot be one.
        """
        kept = None if reference is None else checked_reference(reference)
        with self.store.writing(agent) as unit:
            refused = unit.requests.state(
                request_id, requester=requester, purpose=purpose, channel=channel, reference=kept
            )
            unit.commit()
        if refused:
            return refused
        with self.store.writing(agent) as unit:
            grant = unit.open_customer(request_id, customer_id)
            unit.commit()
        return grant if isinstance(grant, Refusal) else self._view_if_verified(agent, request_id, customer_id)

    def verify(
        self, agent: Agent, request_id: str, customer_id: int, fact: Fact, said: str, region: str
    ) -> Verification | Refusal:
        """Compare what the caller says with the store; the answer on file is never read.

        `region` is the market's country; a phone number without a country code is read in the customer's own first.
        What cannot be read as such a fact is refused without counting as a failure.
        """
        key = answer_key(fact, said, region, *self._countries(agent, customer_id, fact))
        if key is None:
            return Refusal(Reason.FACT_UNREADABLE)
        with self.store.writing(agent) as unit:
            attempt = unit.verify(request_id, customer_id, fact, key)
            unit.commit()
        if isinstance(attempt, Refusal):
            return attempt
        with self.store.reading(agent) as unit:
            result = unit.verify_result(attempt)
        return result or Refusal(Reason.NO_REQUEST)

    def _countries(self, agent: Agent, customer_id: int, fact: Fact) -> tuple[str, ...]:
        """Where the customer who is open lives: there a phone number is read as dialled at home, as in imports."""
        if fact is not Fact.PHONE:
            return ()
        with self.store.reading(agent) as unit:
            customer = unit.customer(customer_id)
            return () if customer is None else tuple(dict.fromkeys(each.country for each in customer.addresses))

    def read(self, agent: Agent, request_id: str, customer_id: int) -> CustomerFile | Refusal:
        """The customer's file as the live grants show it; the view is granted first once identity allows it."""
        return self._view_if_verified(agent, request_id, customer_id)

    def possible_duplicates(self, agent: Agent, customer_id: int) -> int:
        """How many others may be the customer who is open, told by what hits show alone (M6).

        They themselves are seen by searching for them, on record as any search.
        """
        with self.store.reading(agent) as unit:
            return unit.possible_duplicates(customer_id)

    def reveal(
        self, agent: Agent, request_id: str, customer_id: int, table: str, column: str
    ) -> CustomerFile | Refusal:
        """Reveal one field that is shown on reveal only, and read the file again."""
        with self.store.writing(agent) as unit:
            grant = unit.grant(request_id, customer_id, [reveal_scope(table, column)])
            unit.prolong(request_id)
            unit.commit()
        return grant if isinstance(grant, Refusal) else self._read(agent, request_id, customer_id)

    def open_again(self, agent: Agent, request_id: str, customer_id: int) -> CustomerFile | Refusal:
        """The file of a customer under a request that goes on: opened again, and recorded, once the grants are over."""
        seen = self._view_if_verified(agent, request_id, customer_id)
        if not isinstance(seen, Refusal) or seen.reason is not Reason.NOT_OPENED:
            return seen
        with self.store.writing(agent) as unit:
            grant = unit.open_customer(request_id, customer_id)
            unit.commit()
        return grant if isinstance(grant, Refusal) else self._view_if_verified(agent, request_id, customer_id)

    def end(
        self, agent: Agent, request_id: str, outcome: RequestOutcome, promise: Promise | None = None
    ) -> Refusal | None:
        """End a request; nothing more is seen under it. A promise stays on the agent's list until it is kept."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.end(request_id, outcome, promise)
            unit.commit()
        return refused

    def order_refusals(self, agent: Agent, customer_id: int) -> Mapping[int, datetime]:
        """What the order system refused of a customer's orders (`UnitOfWork.order_refusals`)."""
        with self.store.reading(agent) as unit:
            return unit.order_refusals(customer_id)

    def _view_if_verified(self, agent: Agent, request_id: str, customer_id: int) -> CustomerFile | Refusal:
        seen = self._read(agent, request_id, customer_id)
        if isinstance(seen, Refusal) or seen.verified or Rung.VIEW not in seen.standing.rungs:
            return seen
        with self.store.writing(agent) as unit:
            grant = unit.grant(request_id, customer_id, [VIEW])
            unit.commit()
        return grant if isinstance(grant, Refusal) else self._read(agent, request_id, customer_id)

    def _read(self, agent: Agent, request_id: str, customer_id: int) -> CustomerFile | Refusal:
        with self.store.reading(agent) as unit:
            return file_of(unit, unit.requests.get(request_id), customer_id)


def file_of(unit: UnitOfWork, request: CareRequest | None, customer_id: int) -> CustomerFile | Refusal:
    """The file of a customer as this transaction may see it under a request."""
    if request is None:
        return Refusal(Reason.NO_REQUEST)
    customer = unit.customer(customer_id) if unit.requests.opens(request.id, customer_id) else None
    if customer is None:
        return Refusal(Reason.NOT_OPENED)
    history = unit.history(customer_id, HISTORY_LINES)
    consents = unit.consents(customer_id, CONSENT_LINES)
    messages = unit.messages(customer_id, MESSAGES)
    standing = unit.standing(request.id, customer_id)
    scopes = unit.scopes(customer_id)
    file = customer_file(customer, history, consents, messages, standing, request, scopes, unit)
    file = file.with_refusals(unit.order_refusals(customer_id))
    authorities, minor = tuple(unit.authorities(customer_id)), unit.is_minor(request.id, customer_id)
    return replace(file, authorities=authorities, minor=minor)
