"""Emergencies, what waits for team leads, and joining the requests of others, in the embedded store."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Subquery, exists, func, insert, select, update
from sqlalchemy.orm import Session

from care_console.domain.events import Verb
from care_console.domain.fields import EMERGENCY, OPEN, VIEW, emergency_fields
from care_console.domain.flags import Flag
from care_console.domain.messages import MessageState
from care_console.domain.oversight import (
    GLASS_THAT_FLAGS,
    GLASS_TIME,
    GLASS_WINDOW,
    LONGEST_REASON,
    Alert,
    AlertKind,
    AtWork,
    GlassBroken,
    checked_reason,
)
from care_console.domain.ports import Clock
from care_console.domain.request_life import Note, checked_text
from care_console.domain.requests import CareRequest, Grant, Purpose, Reason, Refusal, Requester, RequestStatus
from care_console.domain.roles import Agent, Permission
from care_console.storage import tables as t
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.flag_rows import flags_of
from care_console.storage.sqlite.grants import shown_to_holder
from care_console.storage.sqlite.guard import LiveGrants
from care_console.storage.sqlite.request_papers import masked_number, notes_on


class OversightDesk(Desk):
    """What is recorded, and granted, before an emergency or somebody else's request shows anything."""

    def break_glass(
        self, request: CareRequest | None, customer_id: int, reason: str, live: LiveGrants
    ) -> Grant | Refusal:
        """See `domain.ports.Oversight`."""
        pseudonym = self.pseudonym(customer_id)
        opened = request is not None and live.is_open(request.id, customer_id)
        refused = self._may_break(request, customer_id, live, opened=opened)
        if refused or request is None:
            return self.refuse(Verb.GLASS_BROKEN, request, refused or Refusal(Reason.NO_REQUEST), customer=pseudonym)
        times = self._times() + 1
        if not opened:
            self.fold_searches(t.search.c.request_id == request.id)
            request.requester = request.requester or Requester.UNKNOWN
            request.customer_id, request.status = customer_id, RequestStatus.OPEN
        grant = self.grants.give(request, customer_id, {EMERGENCY} if opened else {OPEN, EMERGENCY}, GLASS_TIME)
        self._connection.execute(
            insert(t.glass_broken).values(
                id=uuid.uuid4().hex,
                request_id=request.id,
                customer_id=customer_id,
                agent=self.agent.id,
                at=self._clock.now(),
                until=grant.expires_at,
                reason=reason,
            )
        )
        self.record(
            Verb.GLASS_BROKEN,
            request,
            grant=grant.id,
            customer=pseudonym,
            fields=emergency_fields(),
            detail={"times": str(times)} | ({"repeated": "yes"} if times >= GLASS_THAT_FLAGS else {}),
        )
        return grant

    def _may_break(
        self, request: CareRequest | None, customer_id: int, live: LiveGrants, *, opened: bool
    ) -> Refusal | None:
        if (refused := self.may_serve(request)) or request is None:
            return refused
        if not opened and not self._may_be_opened(request, customer_id):
            return Refusal(Reason.NOT_OPENED)
        if request.purpose is Purpose.TRAINING:
            return Refusal(Reason.PURPOSE_BOUND)
        if Flag.DECEASED in flags_of(self._connection, customer_id):
            return Refusal(Reason.DECEASED)
        return Refusal(Reason.GLASS_NOT_NEEDED) if VIEW in live.of(customer_id) else None

    def _may_be_opened(self, request: CareRequest, customer_id: int) -> bool:
        """Whether an emergency may open somebody whom nobody has opened: whoever calls, of the brand's company."""
        if request.customer_id not in {None, customer_id} or request.purpose is Purpose.GENERAL:
            return False
        query = select(t.customer.c.controller).where(t.customer.c.id == customer_id)
        return self._connection.scalars(query).one_or_none() == request.controller

    def _times(self) -> int:
        glass = t.glass_broken.c
        since = self._clock.now() - GLASS_WINDOW
        count = select(func.count()).where(glass.agent == self.agent.id, glass.at > since)
        return self._connection.execute(count).scalar_one()

    def settle(self, glass_id: str, found: str) -> Refusal | None:
        """See `domain.ports.Oversight`."""
        glass = t.glass_broken.c
        row = self._connection.execute(
            select(t.glass_broken).where(glass.id == glass_id, glass.settled_at.is_(None))
        ).one_or_none()
        reason = None
        if not self.agent.may(Permission.OVERSEE):
            reason = Reason.NOT_PERMITTED
        elif row is None:
            reason = Reason.NO_SUCH_ENTRY
        elif row.agent == self.agent.id:
            reason = Reason.OWN_APPROVAL
        if reason is not None or row is None:
            return self.refuse(Verb.GLASS_SETTLED, None, Refusal(reason or Reason.NO_SUCH_ENTRY))
        self._connection.execute(
            update(t.glass_broken)
            .where(glass.id == glass_id)
            .values(settled_by=self.agent.id, settled_at=self._clock.now(), found=found)
        )
        self.recorder.record(Verb.GLASS_SETTLED, request=row.request_id, customer=self.pseudonym(row.customer_id))
        return None

    def join(self, request: CareRequest | None) -> Grant | Refusal:
        """See `domain.ports.Oversight`."""
        reason = None
        if not self.agent.may(Permission.OVERSEE):
            reason = Reason.NOT_PERMITTED
        elif request is None:
            reason = Reason.NO_REQUEST
        elif request.agent == self.agent.id:
            reason = Reason.OWN_REQUEST
        elif request.status is RequestStatus.ENDED:
            reason = Reason.REQUEST_ENDED
        elif request.status is not RequestStatus.OPEN:
            reason = Reason.REQUEST_AWAY
        elif request.customer_id is None:
            reason = Reason.NO_CUSTOMER
        shown = None if reason or request is None else shown_to_holder(self._connection, self._clock, request)
        if request is not None and reason is None and shown is None:
            reason = Reason.NOT_OPENED
        if shown is None or request is None or request.customer_id is None:
            return self.refuse(Verb.SUPERVISED, request, Refusal(reason or Reason.NO_REQUEST))
        self.grants.close_of(request, t.access_grant.c.agent == self.agent.id)
        grant = self.grants.give(request, request.customer_id, {OPEN} | ({VIEW} & shown))
        self.record(
            Verb.SUPERVISED,
            request,
            grant=grant.id,
            customer=self.pseudonym(request.customer_id),
            detail={"scopes": " ".join(sorted(grant.scopes))},
        )
        return grant

    def leave(self, request: CareRequest) -> None:
        """See `domain.ports.Oversight`."""
        self.grants.close_of(request, t.access_grant.c.agent == self.agent.id)


@dataclass(frozen=True, slots=True)
class SqliteOversight:
    """See `domain.ports.Oversight`."""

    session: Session
    agent: Agent
    clock: Clock
    live: LiveGrants
    own: Callable[[str], CareRequest | None]
    desk: Callable[[], OversightDesk]

    def break_glass(self, request_id: str, customer_id: int, reason: str) -> Grant | Refusal:
        """See the port."""
        return self.desk().break_glass(self.own(request_id), customer_id, checked_reason(reason), self.live)

    def alerts(self) -> list[Alert]:
        """See the port."""
        if not self.agent.may(Permission.OVERSEE):
            return []
        connection = self.session.connection()
        found = [
            Alert(kind, str(row.id), row.name, row.number, row.brand, row.at, own=row.agent == self.agent.id)
            for kind, waiting in _waiting(self.clock.now())
            for row in connection.execute(
                select(waiting, t.agent.c.name, t.care_request.c.number, t.care_request.c.brand)
                .join(t.agent, t.agent.c.id == waiting.c.agent)
                .join(t.care_request, t.care_request.c.id == waiting.c.request_id)
            )
        ]
        return sorted(found, key=lambda each: each.at)

    def emergencies(self, limit: int) -> list[GlassBroken]:
        """See the port."""
        if not self.agent.may(Permission.OVERSEE):
            return []
        glass = t.glass_broken
        rows = self.session.connection().execute(
            select(glass, t.agent.c.name, t.care_request.c.number, t.care_request.c.brand)
            .join(t.agent, t.agent.c.id == glass.c.agent)
            .join(t.care_request, t.care_request.c.id == glass.c.request_id)
            .where(glass.c.settled_at.is_(None))
            .order_by(glass.c.at, glass.c.id)
            .limit(limit)
        )
        return [
            GlassBroken(
                row.id, row.name, row.number, row.brand, row.at, row.until, row.reason, own=row.agent == self.agent.id
            )
            for row in rows
        ]

    def settle_glass(self, glass_id: str, found: str) -> Refusal | None:
        """See the port."""
        return self.desk().settle(glass_id, checked_text("found", found, LONGEST_REASON))

    # --- joining

    def at_work(self, limit: int) -> list[AtWork]:
        """See the port."""
        if not self.agent.may(Permission.OVERSEE):
            return []
        request, grant = t.care_request.c, t.access_grant.c
        shows = exists().where(
            grant.request_id == request.id,
            grant.agent == request.agent,
            grant.closed_at.is_(None),
            grant.expires_at > self.clock.now(),
        )
        query = (
            select(CareRequest)
            .where(request.status == RequestStatus.OPEN, request.agent != self.agent.id, shows)
            .order_by(request.started_at, request.serial)
            .limit(limit)
        )
        connection = self.session.connection()
        names = {row.id: row.name for row in connection.execute(select(t.agent.c.id, t.agent.c.name))}
        return [
            AtWork(replace(found), names[found.agent], masked_number(connection, found))
            for found in self.session.scalars(query)
        ]

    def join(self, request_id: str) -> Grant | Refusal:
        """See the port."""
        return self.desk().join(self.session.get(CareRequest, request_id))

    def joined(self, request_id: str) -> CareRequest | None:
        """See the port."""
        found = self._joined(request_id)
        return None if found is None else replace(found)

    def details_show(self, request_id: str) -> bool:
        """See the port."""
        found = self._joined(request_id)
        return found is not None and VIEW in (shown_to_holder(self.session.connection(), self.clock, found) or ())

    def notes(self, request_id: str) -> list[Note]:
        """See the port."""
        found = self._joined(request_id)
        if found is None or found.customer_id is None:
            return []
        opened = [found.customer_id]
        verified = opened if VIEW in self.live.of(found.customer_id) else []
        return notes_on(self.session.connection(), found.id, opened, verified)

    def leave(self, request_id: str) -> None:
        """See the port."""
        if (found := self._joined(request_id)) is not None:
            self.desk().leave(found)

    def _joined(self, request_id: str) -> CareRequest | None:
        found = self.session.get(CareRequest, request_id)
        if found is None or found.agent == self.agent.id or found.customer_id is None:
            return None
        return found if self.live.is_open(found.id, found.customer_id) else None


def _waiting(now: datetime) -> tuple[tuple[AlertKind, Subquery], ...]:
    """What waits for a lead, each with its id, request, agent and time."""
    glass, death, approval = t.glass_broken.c, t.death_report.c, t.approval.c
    copy, message = t.outgoing_recipient.c, t.outgoing.c
    emergencies = select(glass.id, glass.request_id, glass.agent, glass.at).where(glass.settled_at.is_(None))
    deaths = (
        select(death.id, death.request_id, t.choice_made.c.agent, death.at)
        .join(t.choice_made, t.choice_made.c.id == death.choice_made)
        .where(death.settled_at.is_(None))
    )
    copies = (
        select(approval.id, message.request_id, message.agent, message.queued_at.label("at"))
        .distinct()
        .join(t.outgoing, message.id == approval.outgoing_id)
        .join(t.outgoing_recipient, copy.outgoing_id == message.id)
        .where(copy.state == MessageState.HELD, message.not_after > now)
    )
    return (
        (AlertKind.GLASS, emergencies.subquery()),
        (AlertKind.COPY, copies.subquery()),
        (AlertKind.DEATH, deaths.subquery()),
    )
