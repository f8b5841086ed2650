"""Queueing, cancelling and settling messages to customers, inside the unit of work of an agent (`domain.messages`)."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, or_, select, update

from care_console.domain.card_numbers import holds_card_number
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import email_key
from care_console.domain.fields import OPEN, VIEW
from care_console.domain.messages import (
    BY_HAND,
    SETTLED_CONTACT,
    Answer,
    Draft,
    MessageKind,
    MessageState,
    Way,
    cancellable,
    said_enough,
)
from care_console.domain.requests import OPENS_TRANSCRIPTS, CareRequest, Reason, Refusal, RequestStatus
from care_console.domain.roles import Agent, Permission
from care_console.storage import tables as t
from care_console.storage.message_rows import empty, put_message
from care_console.storage.recorder import Recorder
from care_console.storage.sqlite.guard import LiveGrants
from care_console.storage.sqlite.recipients import addresses_of, entitled, former_contacts, may_still_go
from care_console.storage.sqlite.standing import is_locked

_IS_HELD = t.outgoing_recipient.c.state == MessageState.HELD


@dataclass(frozen=True, slots=True)
class Post:
    """What one agent does with messages, in a writing transaction."""

    recorder: Recorder
    agent: Agent
    live: LiveGrants
    unit: str

    @property
    def _connection(self) -> Connection:
        return self.recorder.connection

    def queue(
        self,
        request: CareRequest | None,
        customer_id: int,
        draft: Draft,
        recipients: Collection[str] | None,
        drafts: Mapping[str, Draft],
        cause: str,
        told: Mapping[str, str] | None = None,
    ) -> str | Refusal:
        """See `UnitOfWork.queue_message`; `drafts` are all, by language."""
        found = self._customer(customer_id)
        addresses: list[str] | Refusal
        addresses = (
            self._may_send(request, found, customer_id, draft.kind)
            or _may_leave(*drafts.values())
            or entitled(self._connection, customer_id, draft.kind, recipients, self.recorder.clock.now())
        )
        detail = {"kind": draft.kind.value, **(told or {})}
        pseudonym = found.pseudonym if found is not None else ""
        if isinstance(addresses, Refusal) or request is None:
            refusal = addresses if isinstance(addresses, Refusal) else Refusal(Reason.NO_REQUEST)
            detail["reason"] = refusal.reason.value
            self._record(Verb.MESSAGE_QUEUED, request, pseudonym, detail, Outcome.REFUSED)
            return refusal
        spoken = draft if found is None else drafts.get(found.language, draft)
        message_id = self._insert(request, customer_id, spoken, addresses, cause=cause)
        self._record(Verb.MESSAGE_QUEUED, request, pseudonym, {**detail, "copies": str(len(addresses))})
        return message_id

    def tell_otherwise(
        self, request: CareRequest | None, customer_id: int, kind: MessageKind, way: Way
    ) -> Refusal | None:
        """See `UnitOfWork.tell_otherwise`."""
        found = self._customer(customer_id)
        refused = self._may_send(request, found, customer_id, kind)
        detail = {"kind": kind.value, "way": way.value}
        outcome = Outcome.DONE
        if refused:
            detail["reason"], outcome = refused.reason.value, Outcome.REFUSED
        verb = Verb.LETTER_OWED if way is Way.LETTER else Verb.CUSTOMER_TOLD  # no letter writes itself
        self._record(verb, request, found.pseudonym if found is not None else "", detail, outcome)
        return refused

    def _customer(self, customer_id: int) -> Row[*tuple[Any, ...]] | None:
        columns = (t.customer.c.controller, t.customer.c.pseudonym, t.customer.c.language)
        return self._connection.execute(select(*columns).where(t.customer.c.id == customer_id)).one_or_none()

    def _may_send(
        self, request: CareRequest | None, found: Row[*tuple[Any, ...]] | None, customer_id: int, kind: MessageKind
    ) -> Refusal | None:
        reason = None
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            reason = Reason.NOT_PERMITTED
        elif request is None:
            reason = Reason.NO_REQUEST
        elif request.status is RequestStatus.ENDED:
            reason = Reason.REQUEST_ENDED
        elif found is None:
            reason = Reason.NO_SUCH_CUSTOMER
        elif found.controller != request.controller:
            reason = Reason.OTHER_CONTROLLER
        elif kind is not MessageKind.OPT_OUT_CONFIRMED and not self.live.is_open(request.id, customer_id):
            reason = Reason.NOT_OPENED
        elif kind is MessageKind.TRANSCRIPT_COPY:
            return self._may_copy(request, customer_id)
        return Refusal(reason) if reason else None

    def _may_copy(self, request: CareRequest, customer_id: int) -> Refusal | None:
        """Whether a conversation may be read, and leave: asked for and verified under this very request (T2)."""
        connection, clock = self._connection, self.recorder.clock
        if is_locked(connection, clock, customer_id, but=self.unit):
            return Refusal(Reason.LOCKED)
        if self.live.grant_of(request.id, customer_id, VIEW) is None:
            return Refusal(Reason.NOT_VERIFIED)
        return None if request.purpose in OPENS_TRANSCRIPTS else Refusal(Reason.COPY_NOT_ASKED)

    def hold(
        self,
        request: CareRequest | None,
        customer_id: int,
        draft: Draft,
        notice: Draft,
        recipient: str,
        told: Mapping[str, str],
    ) -> str | Refusal:
        """See `Approvals.ask`."""
        found = self._customer(customer_id)
        refused = self._may_send(request, found, customer_id, draft.kind) or _may_leave(draft)
        wanted = addresses_of(self._connection, customer_id).get(email_key(recipient))
        now = self.recorder.clock.now()
        if refused is None and wanted is not None and wanted.since <= now - SETTLED_CONTACT:
            refused = Refusal(Reason.NO_APPROVAL_NEEDED)
        refused = refused or may_still_go(self._connection, customer_id, draft.kind, recipient, new=True)
        pseudonym = found.pseudonym if found is not None else ""
        if refused or request is None or wanted is None:
            refusal = refused or Refusal(Reason.NO_REQUEST)
            self._record(
                Verb.APPROVAL_ASKED, request, pseudonym, {**told, "reason": refusal.reason.value}, Outcome.REFUSED
            )
            return refusal
        message = self._insert(request, customer_id, draft, [wanted.address], state=MessageState.HELD)
        old = former_contacts(self._connection, customer_id, wanted.address, now)
        notice_id = self._insert(request, customer_id, notice, old, state=MessageState.HELD) if old else None
        self._connection.execute(
            insert(t.approval).values(id=message, outgoing_id=message, notice_id=notice_id, since=wanted.since)
        )
        self._record(Verb.APPROVAL_ASKED, request, pseudonym, dict(told))
        return message

    def _insert(
        self,
        request: CareRequest,
        customer_id: int,
        draft: Draft,
        addresses: Collection[str],
        *,
        cause: str = "",
        state: MessageState = MessageState.QUEUED,
    ) -> str:
        return put_message(
            self._connection,
            draft,
            addresses,
            now=self.recorder.clock.now(),
            state=state,
            customer_id=customer_id,
            request_id=request.id,
            agent=self.agent.id,
            cause=cause,
        )

    def cancel(self, message_id: str) -> Refusal | None:
        """See `UnitOfWork.cancel_message`."""
        message = self._own(t.outgoing.c.id == message_id)
        if message is None:
            return Refusal(Reason.NO_SUCH_MESSAGE)
        if message.kind not in BY_HAND:
            detail = {"kind": message.kind.value, "reason": Reason.GOES_WITH_CAUSE.value}
            self._record_of(Verb.MESSAGE_CANCELLED, message, detail, Outcome.REFUSED)
            return Refusal(Reason.GOES_WITH_CAUSE)
        refused = self._call_back(message)
        if refused is None:
            notices = select(t.approval.c.notice_id).where(t.approval.c.outgoing_id == message_id)
            self._set_cancelled(t.outgoing_recipient.c.outgoing_id.in_(notices), _IS_HELD)
        return refused

    def _call_back(self, message: Row[*tuple[Any, ...]]) -> Refusal | None:
        """Cancel every copy of a message; none where one has left."""
        copies = self._connection.execute(
            select(t.outgoing_recipient).where(t.outgoing_recipient.c.outgoing_id == message.id)
        ).all()
        pending = [copy for copy in copies if copy.state is not MessageState.CANCELLED]
        if not pending:
            return None
        detail = {"kind": message.kind.value}
        if not all(cancellable(copy.state, handed_over=copy.handed_at is not None) for copy in pending):
            detail["reason"] = Reason.ALREADY_SENT.value
            self._record_of(Verb.MESSAGE_CANCELLED, message, detail, Outcome.REFUSED)
            return Refusal(Reason.ALREADY_SENT)
        self._set_cancelled(t.outgoing_recipient.c.outgoing_id == message.id)
        if message.kind is MessageKind.ONE_TIME_CODE:
            empty(self._connection, message.id)
        self._record_of(Verb.MESSAGE_CANCELLED, message, detail)
        return None

    def _set_cancelled(self, *which: ColumnElement[bool]) -> None:
        self._connection.execute(update(t.outgoing_recipient).where(*which).values(state=MessageState.CANCELLED))

    def cancel_of(self, cause: str) -> None:
        """See `UnitOfWork.cancel_messages_of`."""
        for message in self._connection.scalars(select(t.outgoing.c.id).where(t.outgoing.c.cause == cause)).all():
            if (own := self._own(t.outgoing.c.id == message)) is not None:
                self._call_back(own)

    def resolve(self, copy_id: str, answer: Answer) -> Refusal | None:
        """See `UnitOfWork.resolve_message`."""
        message = self._own(
            t.outgoing.c.id.in_(
                select(t.outgoing_recipient.c.outgoing_id).where(
                    t.outgoing_recipient.c.id == copy_id, t.outgoing_recipient.c.state == MessageState.UNKNOWN
                )
            )
        )
        if message is None:
            return Refusal(Reason.NO_SUCH_MESSAGE)
        if answer is Answer.AGAIN and message.kind is MessageKind.ONE_TIME_CODE:
            return Refusal(Reason.CODE_OVER)  # what it said is forgotten: a new code is sent instead
        if answer is Answer.AGAIN and (refused := self._may_go_again(copy_id)):
            detail = {"kind": message.kind.value, "answer": answer.value, "reason": refused.reason.value}
            self._record_of(Verb.MESSAGE_RESOLVED, message, detail, Outcome.REFUSED)
            return refused
        values: dict[str, object] = {"state": MessageState.ACCEPTED}
        if answer is Answer.AGAIN:
            values = {"state": MessageState.QUEUED, "due_at": self.recorder.clock.now(), "handed_at": None}
        # Without a holder a late reply of the try before can no longer settle this one.
        self._connection.execute(
            update(t.outgoing_recipient)
            .where(t.outgoing_recipient.c.id == copy_id)
            .values(lease_holder=None, lease_until=None, **values)
        )
        if answer is Answer.ARRIVED and said_enough(message.kind, MessageState.ACCEPTED):
            empty(self._connection, message.id)
        self._record_of(Verb.MESSAGE_RESOLVED, message, {"kind": message.kind.value, "answer": answer.value})
        return None

    def _may_go_again(self, copy_id: str) -> Refusal | None:
        copy, message = t.outgoing_recipient.c, t.outgoing.c
        row = self._connection.execute(
            select(copy.address, message.customer_id, message.kind, t.approval.c.id.label("approval"))
            .join(t.outgoing, message.id == copy.outgoing_id)
            .outerjoin(t.approval, t.approval.c.outgoing_id == message.id)
            .where(copy.id == copy_id)
        ).one()
        new = row.approval is not None
        return may_still_go(self._connection, row.customer_id, row.kind, row.address, new=new)

    def _own(self, which: ColumnElement[bool]) -> Row[*tuple[Any, ...]] | None:
        """A message that this agent queued, or whose customer is open to this agent."""
        mine = or_(t.outgoing.c.agent == self.agent.id, t.outgoing.c.customer_id.in_(self.live.holding(OPEN, VIEW)))
        query = (
            select(t.outgoing.c.id, t.outgoing.c.kind, t.outgoing.c.request_id, t.customer.c.pseudonym)
            .join(t.customer, t.customer.c.id == t.outgoing.c.customer_id)
            .where(which, mine)
        )
        return self._connection.execute(query).one_or_none()

    def _record(
        self,
        verb: Verb,
        request: CareRequest | None,
        customer: str,
        detail: dict[str, str],
        outcome: Outcome = Outcome.DONE,
    ) -> None:
        purpose = request.purpose.value if request and request.purpose else ""
        self.recorder.record(
            verb, outcome, request=request.id if request else "", purpose=purpose, customer=customer, detail=detail
        )

    def _record_of(
        self, verb: Verb, message: Row[*tuple[Any, ...]], detail: dict[str, str], outcome: Outcome = Outcome.DONE
    ) -> None:
        self.recorder.record(verb, outcome, request=message.request_id, customer=message.pseudonym, detail=detail)


def _may_leave(*drafts: Draft) -> Refusal | None:
    """The last wall before a conversation leaves, whatever became of the proposals: no card number goes with it."""
    legible = any(
        holds_card_number(text)
        for draft in drafts
        if draft.kind is MessageKind.TRANSCRIPT_COPY
        for text in (draft.subject, draft.text, draft.html)
    )
    return Refusal(Reason.NOT_REDACTED) if legible else None
