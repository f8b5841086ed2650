"""Parking, handing over, resuming, closing a wrong customer, keeping a promise, in the embedded store (`care.md`)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import insert, select, true, update

from care_console.domain.events import Verb
from care_console.domain.request_life import (
    ERROR_WINDOW,
    ERRORS_THAT_FLAG,
    REPEATED,
    YES,
    Colleague,
    Masked,
)
from care_console.domain.requests import CareRequest, Reason, Refusal, RequestStatus
from care_console.domain.roles import PURPOSES_OF_ROLES, Agent, Permission
from care_console.storage import tables as t
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.request_rows import RequestRows
from care_console.storage.sqlite.standing import left_alone

QUEUE = ""


@dataclass(frozen=True)
class RequestLife(RequestRows):
    """See `domain.ports.Requests`."""

    def park(self, request_id: str) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = desk.may_serve(request)
        if refused or request is None:
            return desk.refuse(Verb.REQUEST_PARKED, request, refused or Refusal(Reason.NO_REQUEST))
        self._put_away(desk, request)
        request.status, request.parked_at = RequestStatus.PARKED, self.clock.now()
        desk.record(Verb.REQUEST_PARKED, request, customer=desk.pseudonym(request.customer_id))
        return None

    def hand_over(self, request_id: str, to: str) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = desk.may_serve(request) or self._may_take(request, to)
        if refused or request is None:
            return desk.refuse(Verb.REQUEST_HANDED_OVER, request, refused or Refusal(Reason.NO_REQUEST))
        self._put_away(desk, request)
        request.status, request.handed_at, request.handed_to = RequestStatus.HANDED_OVER, self.clock.now(), to
        desk.record(
            Verb.REQUEST_HANDED_OVER,
            request,
            customer=desk.pseudonym(request.customer_id),
            detail={"to": to or "queue"},
        )
        return None

    def _may_take(self, request: CareRequest | None, to: str) -> Refusal | None:
        """Whether this colleague, or everybody at the queue, may have the request."""
        needed = PURPOSES_OF_ROLES.get(request.purpose) if request and request.purpose else None
        if to == QUEUE:
            return Refusal(Reason.PURPOSE_BOUND) if needed else None
        found = next((each for each in self.colleagues() if each.id == to), None)
        if found is None:
            return Refusal(Reason.NO_SUCH_COLLEAGUE)
        may = needed is None or Agent(found.id, found.name, found.role).may(needed)
        return None if may else Refusal(Reason.PURPOSE_BOUND)

    def colleagues(self) -> list[Colleague]:
        """See the port."""
        rows = self.session.connection().execute(
            select(t.agent.c.id, t.agent.c.name, t.agent.c.role).order_by(t.agent.c.name)
        )
        return [
            Colleague(row.id, row.name, row.role)
            for row in rows
            if row.id != self.agent.id and Agent(row.id, row.name, row.role).may(Permission.SERVE_CUSTOMERS)
        ]

    def resume(self, request_id: str) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.session.get(CareRequest, request_id)
        refused = self._may_resume(request)
        if refused or request is None:
            known = request if request is not None and request.agent == self.agent.id else None
            return desk.refuse(Verb.REQUEST_RESUMED, known, refused or Refusal(Reason.NO_REQUEST))
        from_where = request.status
        kept = not left_alone(self.session.connection(), self.clock.now(), request, request.customer_id)
        request.agent, request.status = self.agent.id, RequestStatus.OPEN
        request.parked_at = request.handed_to = None
        desk.record(
            Verb.REQUEST_RESUMED,
            request,
            customer=desk.pseudonym(request.customer_id),
            detail={"after": from_where.value, "verification": "kept" if kept else "afresh"},
        )
        return None

    def _may_resume(self, request: CareRequest | None) -> Refusal | None:
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            return Refusal(Reason.NOT_PERMITTED)
        if request is None:
            return Refusal(Reason.NO_REQUEST)
        mine = request.agent == self.agent.id
        if request.status is RequestStatus.HANDED_OVER and (mine or request.handed_to in {self.agent.id, QUEUE}):
            return None
        if not mine:
            return Refusal(Reason.NO_REQUEST)
        if request.status is RequestStatus.ENDED:
            return Refusal(Reason.REQUEST_ENDED)
        return None if request.status is RequestStatus.PARKED else Refusal(Reason.NOT_AWAY)

    def mask(self, why: Masked) -> None:
        """See the port."""
        desk = self.desk()
        desk.fold_searches(true())
        closed = desk.grants.close_all()
        desk.record(Verb.CONSOLE_MASKED, None, detail={"why": why.value, "grants": str(closed)})

    def close_views(self) -> None:
        """See the port."""
        self.desk().grants.close_all()

    def wrong_customer(self, request_id: str) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = desk.may_serve(request)
        customer_id = request.customer_id if request else None
        if not refused and customer_id is None:
            refused = Refusal(Reason.NO_CUSTOMER)
        if refused or request is None or customer_id is None:
            return desk.refuse(Verb.OPENED_IN_ERROR, request, refused or Refusal(Reason.NO_REQUEST))
        self._put_away(desk, request)
        self.erase_unsaved(request.id)
        again, times = self._errors(customer_id)
        # Closed in error a second time, or locked already, failures stand: each closing would be new guesses.
        if not again and not desk.standing(request.id, customer_id).locked:
            self._void(request.id, customer_id)
        self.session.connection().execute(
            insert(t.opened_in_error).values(
                request_id=request.id, customer_id=customer_id, agent=self.agent.id, at=self.clock.now()
            )
        )
        detail = {"times": str(times + 1)} | ({REPEATED: YES} if times + 1 >= ERRORS_THAT_FLAG else {})
        desk.record(Verb.OPENED_IN_ERROR, request, customer=desk.pseudonym(customer_id), detail=detail)
        request.customer_id, request.status = None, RequestStatus.DRAFT
        return None

    def _errors(self, customer_id: int) -> tuple[bool, int]:
        """Whether this agent closed this customer in error within the window, and how many customers in all."""
        error = t.opened_in_error.c
        rows = self.session.connection().execute(
            select(error.customer_id).where(error.agent == self.agent.id, error.at > self.clock.now() - ERROR_WINDOW)
        )
        closed = [row.customer_id for row in rows]
        return customer_id in closed, len(closed)

    def _void(self, request_id: str, customer_id: int) -> None:
        self.session.connection().execute(
            update(t.verification)
            .where(t.verification.c.request_id == request_id, t.verification.c.customer_id == customer_id)
            .values(voided=True)
        )

    def keep_promise(self, request_id: str) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = None if self.agent.may(Permission.SERVE_CUSTOMERS) else Refusal(Reason.NOT_PERMITTED)
        if not refused and (request is None or not request.promise_due or request.promise_kept_at):
            refused = Refusal(Reason.NO_PROMISE)
        if refused or request is None:
            return desk.refuse(Verb.PROMISE_KEPT, request, refused or Refusal(Reason.NO_PROMISE))
        request.promise_kept_at = self.clock.now()
        desk.record(Verb.PROMISE_KEPT, request, customer=desk.pseudonym(request.customer_id))
        return None

    def erase_unsaved(self, request_id: str) -> None:
        """Forget what was typed under a request and not saved."""
        self.session.connection().execute(t.request_draft.delete().where(t.request_draft.c.request_id == request_id))

    @staticmethod
    def _put_away(desk: Desk, request: CareRequest) -> None:
        """Mask what shows: close the grants; the searches so far are one event."""
        desk.fold_searches(t.search.c.request_id == request.id)
        desk.grants.close_of(request)
