"""Searches of the embedded store: each query on record, its limits, and the ticket that it gives (`access.md`).

Every key in look-up waits for this, so the statements are made once, and few are asked.
"""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import Connection, bindparam, exists, func, insert, select, update

from care_console.domain.card_numbers import without_card_numbers
from care_console.domain.events import Verb
from care_console.domain.requests import (
    SEARCHES_AN_HOUR,
    CareRequest,
    Reason,
    Refusal,
    RequestStatus,
    Ticket,
)
from care_console.lookup.guesses import too_many
from care_console.storage.sqlite.desk import Desk
from care_console.storage.tables import care_request, search

_OWN = select(*(column for column in care_request.c if column is not care_request.c.serial)).where(
    care_request.c.id == bindparam("id"), care_request.c.agent == bindparam("agent")
)
_EARLIER = select(
    func.count(),
    func.min(search.c.at),
    exists().where(
        search.c.agent == bindparam("agent"),
        search.c.folded.is_(False),
        search.c.request_id != bindparam("request"),
    ),
).where(search.c.agent == bindparam("agent"), search.c.at > bindparam("since"))
_FACTS = select(search.c.facts).where(search.c.request_id == bindparam("request"))
_RECORD = insert(search)
_CONTROLLER = (
    select(care_request.c.controller)
    .join(search, search.c.request_id == care_request.c.id)
    .where(
        search.c.id == bindparam("ticket"),
        search.c.agent == bindparam("agent"),
        search.c.text == bindparam("text"),
        search.c.unit != bindparam("unit"),
        care_request.c.status != RequestStatus.ENDED,
    )
)


def controller_of(connection: Connection, ticket: Ticket, agent: str, unit: str) -> str:
    """Among whose customers a ticket may ask: its query was committed by another transaction, and its request goes on.

    Empty for a ticket that licenses nothing.
    """
    asked = {"ticket": ticket.id, "agent": agent, "text": without_card_numbers(ticket.text), "unit": unit}
    return connection.scalars(_CONTROLLER, asked).first() or ""


@dataclass(frozen=True, slots=True)
class SearchDesk(Desk):
    """Records queries."""

    def record_search(self, request_id: str, text: str, facts: Collection[str]) -> Ticket | Refusal:
        """Record a query under a request of the agent's.

        `facts` are those that it may be read as (`lookup.guesses`). A card number is sought, but never kept (M4).
        """
        request = self._own(request_id)
        refused = self.may_serve(request)
        if refused or request is None:
            return self.refuse(Verb.SEARCHED, request, refused or Refusal(Reason.NO_REQUEST))
        count, oldest, others = self._connection.execute(
            _EARLIER,
            {"agent": self.agent.id, "request": request.id, "since": self._clock.now() - timedelta(hours=1)},
        ).one()
        if count >= SEARCHES_AN_HOUR:
            refusal = Refusal(Reason.SEARCH_QUOTA, retry_at=oldest + timedelta(hours=1))
            return self.refuse(Verb.SEARCHED, request, refusal)
        if facts and too_many(self._facts_of(request).union(facts)):
            return self.refuse(Verb.SEARCHED, request, Refusal(Reason.SEARCH_LOCKED))
        if others:
            self.fold_searches(search.c.request_id != request.id)
        kept = without_card_numbers(text)
        if kept != text:
            self._forget_begun(request, text, kept)
        return self._recorded(request, text, kept, facts)

    def _own(self, request_id: str) -> CareRequest | None:
        """The request, to be looked at only: without the session and its guard."""
        row = self._connection.execute(_OWN, {"id": request_id, "agent": self.agent.id}).mappings().one_or_none()
        return None if row is None else CareRequest(**row)

    def _facts_of(self, request: CareRequest) -> set[str]:
        return {fact for row in self._connection.scalars(_FACTS, {"request": request.id}) for fact in row}

    def _forget_begun(self, request: CareRequest, text: str, kept: str) -> None:
        """A card number typed key by key: the searches on the way to it keep no more of it than this one does."""
        length = func.length(search.c.text)
        self._connection.execute(
            update(search)
            .where(search.c.request_id == request.id, func.substr(text, 1, length) == search.c.text)
            .values(text=func.substr(kept, 1, length))
        )

    def _recorded(self, request: CareRequest, text: str, kept: str, facts: Collection[str]) -> Ticket:
        ticket = Ticket(uuid.uuid4().hex, request.id, text, request.controller, request.brand)
        self._connection.execute(
            _RECORD,
            {
                "id": ticket.id,
                "request_id": request.id,
                "agent": self.agent.id,
                "at": self._clock.now(),
                "text": kept,
                "facts": sorted(facts),
                "unit": self.unit,
                "folded": False,
            },
        )
        return ticket
