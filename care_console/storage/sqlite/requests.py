"""Care requests of the embedded store: drafting, stating, ending (A1).

What lies between is in `request_life`, what is written under a request in `request_papers`.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, func, insert, select

from care_console.domain.events import Verb
from care_console.domain.request_life import UNUSED_AFTER, Promise
from care_console.domain.requests import (
    CareRequest,
    Channel,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestOutcome,
    RequestStatus,
)
from care_console.domain.roles import PURPOSES_OF_ROLES, Permission
from care_console.storage import tables as t
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.request_life import RequestLife
from care_console.storage.sqlite.request_papers import RequestPapers


@dataclass(frozen=True)
class SqliteRequests(RequestLife, RequestPapers):
    """See `domain.ports.Requests`."""

    def draft(self, controller: str, brand: str, channel: Channel) -> CareRequest | Refusal:
        """See the port."""
        desk = self.desk()
        self.end_unused(UNUSED_AFTER)
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            return desk.refuse(Verb.REQUEST_OPENED, None, Refusal(Reason.NOT_PERMITTED))
        connection = self.session.connection()
        serial = connection.execute(select(func.coalesce(func.max(t.care_request.c.serial), 0) + 1)).scalar_one()
        identifier = uuid.uuid4().hex
        connection.execute(
            insert(t.care_request).values(
                id=identifier,
                serial=serial,
                number=f"REQ-{serial:05d}",
                agent=self.agent.id,
                controller=controller,
                brand=brand,
                channel=channel,
                status=RequestStatus.DRAFT,
                started_at=self.clock.now(),
            )
        )
        made = self.session.get_one(CareRequest, identifier)
        desk.record(Verb.REQUEST_OPENED, made, detail={"channel": channel.value, "brand": brand})
        return replace(made)

    def recent(self, limit: int) -> list[CareRequest]:
        """See the port."""
        query = (
            select(CareRequest)
            .where(t.care_request.c.agent == self.agent.id)
            .order_by(t.care_request.c.started_at.desc(), t.care_request.c.serial.desc())
            .limit(limit)
        )
        return [replace(found) for found in self.session.scalars(query)]

    def state(
        self,
        request_id: str,
        *,
        requester: Requester | None = None,
        purpose: Purpose | None = None,
        channel: Channel | None = None,
        reference: str | None = None,
        note: str | None = None,
    ) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = desk.may_serve(request) or self._may_have(request, purpose) or self._may_come_by(request, channel)
        if refused or request is None:
            return desk.refuse(Verb.REQUEST_STATED, request, refused or Refusal(Reason.NO_REQUEST))
        told = _restated(request, requester, purpose, channel)
        requester_changes = requester is not None and requester is not request.requester
        request.requester = requester or request.requester
        request.purpose = purpose or request.purpose
        request.channel = channel or request.channel
        if requester_changes:
            desk.narrow(request)
        if told:
            desk.record(Verb.REQUEST_STATED, request, detail=told)
        request.reference = request.reference if reference is None else reference
        request.note = request.note if note is None else note
        return None

    @staticmethod
    def _may_come_by(request: CareRequest | None, channel: Channel | None) -> Refusal | None:
        """Whether the channel is this one: it is said before somebody is opened."""
        if request is None or channel is None or channel is request.channel:
            return None
        return None if request.status is RequestStatus.DRAFT else Refusal(Reason.CHANNEL_BOUND)

    def _may_have(self, request: CareRequest | None, purpose: Purpose | None) -> Refusal | None:
        """Whether the role may have this purpose; a customer's request stays one."""
        if request is None or purpose is None or purpose is request.purpose:
            return None
        if purpose in PURPOSES_OF_ROLES and not self.agent.may(PURPOSES_OF_ROLES[purpose]):
            return Refusal(Reason.NOT_PERMITTED)
        served = purpose in PURPOSES_OF_ROLES and request.customer_id is not None
        return Refusal(Reason.PURPOSE_BOUND) if served or request.purpose in PURPOSES_OF_ROLES else None

    def end(self, request_id: str, outcome: RequestOutcome, promise: Promise | None = None) -> Refusal | None:
        """See the port."""
        desk, request = self.desk(), self.own(request_id)
        refused = desk.may_serve(request)
        if request is not None and request.status is RequestStatus.PARKED and refused == Refusal(Reason.REQUEST_AWAY):
            refused = None
        if refused or request is None:
            return desk.refuse(Verb.REQUEST_ENDED, request, refused or Refusal(Reason.NO_REQUEST))
        self._end(desk, request, outcome, promise)
        return None

    def end_unused(self, idle: timedelta) -> int:
        """See the port."""
        desk = self.desk()
        mine = (t.care_request.c.agent == self.agent.id) & unused_since(self.clock.now() - idle)
        unused = list(self.session.scalars(select(CareRequest).where(mine)))
        for each in unused:
            self._end(desk, each, RequestOutcome.UNUSED, None)
        return len(unused)

    def _end(self, desk: Desk, request: CareRequest, outcome: RequestOutcome, promise: Promise | None) -> None:
        desk.fold_searches(t.search.c.request_id == request.id)
        desk.grants.close_of(request)
        self.erase_unsaved(request.id)
        request.status, request.outcome, request.ended_at = RequestStatus.ENDED, outcome, self.clock.now()
        detail = {"outcome": outcome.value}
        if promise is not None:
            request.promise, request.promise_due = promise.text, promise.due
            detail["promise_due"] = promise.due.isoformat()
        desk.record(Verb.REQUEST_ENDED, request, detail=detail)


def _restated(
    request: CareRequest, requester: Requester | None, purpose: Purpose | None, channel: Channel | None
) -> dict[str, str]:
    """What is said now otherwise than before, by name; who asked first is told by the opening (A1)."""
    said = (("requester", request.requester, requester), ("purpose", request.purpose, purpose))
    told = {name: now.value for name, before, now in said if now and before and now is not before}
    return told | ({"channel": channel.value} if channel and channel is not request.channel else {})


def unused_since(before: datetime) -> ColumnElement[bool]:
    """Which requests are drafts that nobody used since then."""
    request = t.care_request.c
    return and_(
        request.status == RequestStatus.DRAFT,
        request.started_at <= before,
        request.purpose.is_(None),
        request.note == "",
        request.id.not_in(select(t.search.c.request_id).where(t.search.c.at > before)),
        request.id.not_in(select(t.request_note.c.request_id)),
    )
