"""Copies that wait for a lead (`domain.ports.Approvals`)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select, update

from care_console.domain.events import Outcome, Verb
from care_console.domain.masking import Mask, mask
from care_console.domain.messages import Approval, Draft, MessageState
from care_console.domain.ports import Clock
from care_console.domain.requests import CareRequest, Reason, Refusal
from care_console.domain.roles import Agent, Permission
from care_console.storage import tables as t
from care_console.storage.recorder import Recorder
from care_console.storage.sqlite.post import Post
from care_console.storage.sqlite.recipients import may_still_go


@dataclass(frozen=True, slots=True)
class ApprovalDesk:
    """In one transaction of one agent; `own` gives a request of this agent's, `post` is for writers only."""

    connection: Connection
    agent: Agent
    clock: Clock
    post: Callable[[], Post]
    own: Callable[[str], CareRequest | None]

    def ask(
        self, request_id: str, customer_id: int, draft: Draft, notice: Draft, *, recipient: str, told: Mapping[str, str]
    ) -> str | Refusal:
        """See the port."""
        return self.post().hold(self.own(request_id), customer_id, draft, notice, recipient, told)

    def pending(self, limit: int) -> list[Approval]:
        """See the port."""
        if not self.agent.may(Permission.APPROVE_COPIES):
            return []
        rows = self.connection.execute(self._waiting().order_by(t.outgoing.c.queued_at, t.approval.c.id).limit(limit))
        return [
            Approval(
                id=row.id,
                request=row.number,
                brand=row.brand,
                agent=row.name,
                asked_at=row.queued_at,
                address=mask(Mask.EMAIL, row.address),
                since=row.since,
                own=row.agent == self.agent.id,
                told=row.notice_id is not None,
            )
            for row in rows
        ]

    def decide(self, approval_id: str, *, granted: bool) -> Refusal | None:
        """See the port."""
        recorder = self.post().recorder
        verb = Verb.APPROVAL_GRANTED if granted else Verb.APPROVAL_DECLINED
        row = self.connection.execute(self._waiting().where(t.approval.c.id == approval_id)).first()
        reason = None
        if not self.agent.may(Permission.APPROVE_COPIES):
            reason = Reason.NOT_PERMITTED
        elif row is None:
            reason = Reason.NO_SUCH_APPROVAL
        elif row.agent == self.agent.id:
            reason = Reason.OWN_APPROVAL
        if reason is not None or row is None:
            refusal = Refusal(reason or Reason.NO_SUCH_APPROVAL)
            _record(recorder, verb, row, Outcome.REFUSED, {"reason": refusal.reason.value})
            return refusal
        refused = may_still_go(self.connection, row.customer_id, row.kind, row.address, new=True) if granted else None
        self._settle(row, granted=granted and refused is None)
        if refused is not None:
            _record(recorder, verb, row, Outcome.REFUSED, {"reason": refused.reason.value})
            return refused
        _record(recorder, verb, row, Outcome.DONE, {})
        return None

    def _settle(self, row: Row[Any], *, granted: bool) -> None:
        """Let the copy and what tells of it go, or neither ever."""
        now = self.clock.now()
        self.connection.execute(
            update(t.approval)
            .where(t.approval.c.id == row.id)
            .values(decided_by=self.agent.id, decided_at=now, granted=granted)
        )
        copy = t.outgoing_recipient
        self.connection.execute(
            update(copy)
            .where(copy.c.outgoing_id.in_([row.outgoing_id, row.notice_id]), copy.c.state == MessageState.HELD)
            .values(state=MessageState.QUEUED if granted else MessageState.CANCELLED, due_at=now)
        )

    def _waiting(self) -> Select[Any]:
        copy, message = t.outgoing_recipient, t.outgoing
        return (
            select(
                t.approval, message.c.agent, message.c.brand, message.c.queued_at, message.c.request_id,
                message.c.customer_id, message.c.kind, copy.c.address,
                t.agent.c.name, t.care_request.c.number, t.customer.c.pseudonym,
            )
            .join(message, message.c.id == t.approval.c.outgoing_id)
            .join(copy, copy.c.outgoing_id == message.c.id)
            .join(t.agent, t.agent.c.id == message.c.agent)
            .join(t.care_request, t.care_request.c.id == message.c.request_id)
            .join(t.customer, t.customer.c.id == message.c.customer_id)
            .where(copy.c.state == MessageState.HELD, message.c.not_after > self.clock.now())
        )  # fmt: skip


def _record(recorder: Recorder, verb: Verb, row: Row[Any] | None, outcome: Outcome, detail: Mapping[str, str]) -> None:
    request, customer = (row.request_id, row.pseudonym) if row is not None else ("", "")
    recorder.record(verb, outcome, request=request, customer=customer, detail=detail)
