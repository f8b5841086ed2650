"""The desk of one agent in the embedded store: the rules and the record that every procedure of a ticket shares.

Refusals are returned, not raised, so that the event that records them commits. Everything here runs inside the writing
transaction of one agent. What is done at the desk is in the modules that build on it (`access`, `verifying`, `choices`,
`situations`, `oversight`, `chats`, `training`, `searching`).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from care_console.domain.events import Outcome, Verb
from care_console.domain.flags import Flag
from care_console.domain.ports import Clock
from care_console.domain.requests import (
    MAY_SEE,
    CareRequest,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestStatus,
    Rung,
    Standing,
)
from care_console.domain.roles import Agent, Permission
from care_console.domain.terms import Terms
from care_console.storage import tables as t
from care_console.storage.recorder import Recorder
from care_console.storage.searches import fold_searches
from care_console.storage.sqlite import authorities
from care_console.storage.sqlite.flag_rows import flags_of
from care_console.storage.sqlite.grants import Grants
from care_console.storage.sqlite.standing import is_minor_of, standing


@dataclass(frozen=True, slots=True)
class Desk:
    """One agent in one writing transaction, named by `unit`."""

    recorder: Recorder
    agent: Agent
    unit: str
    terms: Terms
    """What the packs in force say."""

    @property
    def _connection(self) -> Connection:
        return self.recorder.connection

    @property
    def _clock(self) -> Clock:
        return self.recorder.clock

    @property
    def grants(self) -> Grants:
        """The grants of this agent."""
        return Grants(self._connection, self.agent, self._clock, self.unit)

    def standing(self, request_id: str, customer_id: int) -> Standing:
        """As earlier transactions left it: what this one tried must not show before it commits."""
        return standing(self._connection, self._clock, self.terms.stricter, request_id, customer_id, but=self.unit)

    def fold_searches(self, which: ColumnElement[bool]) -> None:
        """Fold this agent's searches that are not yet in an event into one event a request."""
        mine = (t.search.c.agent == self.agent.id) & t.search.c.folded.is_(False) & which
        fold_searches(self.recorder, mine)

    def narrow(self, request: CareRequest) -> None:
        """Close what was shown to somebody who, it turns out, may not see it."""
        if request.requester not in MAY_SEE:
            self.grants.close_of(request)
        elif request.customer_id is not None and self.may_ask(request, request.customer_id):
            self.grants.mask(t.access_grant.c.request_id == request.id)

    # --- rules

    def may_serve(self, request: CareRequest | None) -> Refusal | None:
        """Whether anything may be done under the request: the role serves customers, the request goes on."""
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            return Refusal(Reason.NOT_PERMITTED)
        if request is None:
            return Refusal(Reason.NO_REQUEST)
        if request.status is RequestStatus.ENDED:
            return Refusal(Reason.REQUEST_ENDED)
        away = request.status in {RequestStatus.PARKED, RequestStatus.HANDED_OVER}
        return Refusal(Reason.REQUEST_AWAY) if away else None

    def may_concern(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        """Whether the request may be about this customer: it goes on, and the record is of its own controller."""
        if (refused := self.may_serve(request)) or request is None:
            return refused
        query = select(t.customer.c.controller).where(t.customer.c.id == customer_id)
        controller = self._connection.scalars(query).one_or_none()
        if controller is None:
            return Refusal(Reason.NO_SUCH_CUSTOMER)
        return None if controller == request.controller else Refusal(Reason.OTHER_CONTROLLER)

    def take_up(self, request: CareRequest, customer_id: int) -> None:
        """The searches so far found this customer: the request becomes theirs if it is nobody's yet."""
        self.fold_searches(t.search.c.request_id == request.id)
        if request.customer_id is None:
            request.customer_id, request.status = customer_id, RequestStatus.OPEN

    def is_open(self, request: CareRequest, customer_id: int) -> bool:
        """Whether the customer was opened under the request, and still is."""
        return self.grants.live().is_open(request.id, customer_id)

    def may_know(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        """Whether anything of this customer may be verified, revealed or changed under the request."""
        if (refused := self.may_serve(request)) or request is None:
            return refused
        if not self.is_open(request, customer_id):
            return Refusal(Reason.NOT_OPENED)
        if request.purpose is Purpose.TRAINING:
            return Refusal(Reason.PURPOSE_BOUND)
        if request.requester not in MAY_SEE:
            return Refusal(Reason.REQUESTER_MAY_NOT_SEE)
        return Refusal(Reason.PURPOSE_UNKNOWN) if request.purpose is None else self.may_ask(request, customer_id)

    def may_ask(self, request: CareRequest, customer_id: int) -> Refusal | None:
        """Whether this customer's details may be asked for at all, and by whoever asks (A1, G1; `care.md`).

        Who is no minor is told once identity is verified: before, it would tell somebody's age.
        """
        if Flag.DECEASED in flags_of(self._connection, customer_id):
            return Refusal(Reason.DECEASED)
        today = self._clock.now().date()
        guarded = request.requester is Requester.GUARDIAN
        verified = guarded and Rung.VIEW in self.standing(request.id, customer_id).rungs
        if verified and not is_minor_of(self._connection, customer_id, request.brand, self.terms.ages, today):
            return Refusal(Reason.NOT_A_MINOR)
        if request.requester is Requester.REPRESENTATIVE and not authorities.lapses_at(
            self._connection, customer_id, today
        ):
            return Refusal(Reason.NO_AUTHORITY)
        return None

    # --- the record

    def pseudonym(self, customer_id: int | None) -> str:
        """How events name a customer; empty for nobody."""
        query = select(t.customer.c.pseudonym).where(t.customer.c.id == customer_id)
        return self._connection.scalars(query).one_or_none() or ""

    def refuse(
        self,
        verb: Verb,
        request: CareRequest | None,
        refusal: Refusal,
        *,
        customer: str = "",
        fields: Collection[str] = (),
        detail: dict[str, str] | None = None,
    ) -> Refusal:
        """Record a refusal under the request, and give it back."""
        self.record(
            verb,
            request,
            outcome=Outcome.REFUSED,
            customer=customer,
            fields=fields,
            detail={**(detail or {}), "reason": refusal.reason.value},
        )
        return refusal

    def record(
        self,
        verb: Verb,
        request: CareRequest | None,
        *,
        outcome: Outcome = Outcome.DONE,
        grant: str = "",
        customer: str = "",
        fields: Collection[str] = (),
        detail: dict[str, str] | None = None,
    ) -> None:
        """Record what was done under the request and for its purpose."""
        self.recorder.record(
            verb,
            outcome,
            request=request.id if request else "",
            purpose=request.purpose.value if request and request.purpose else "",
            grant=grant,
            customer=customer,
            fields=fields,
            detail=detail,
        )
