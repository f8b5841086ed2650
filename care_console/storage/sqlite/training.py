"""Conversations opened for training in the embedded store: by leads, one by one, redacted before they leave (T3)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Row, Select, select

from care_console.domain.events import Verb
from care_console.domain.fields import GUARDED
from care_console.domain.ports import Clock, TrainingChat
from care_console.domain.requests import CareRequest, Purpose, Reason, Refusal, RequestStatus
from care_console.domain.retention import Retention
from care_console.domain.roles import Agent, Permission
from care_console.domain.training import for_training
from care_console.domain.transcripts import Conversation, Message, Speaker
from care_console.storage import tables as t
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.grants import Grants, training_scope
from care_console.storage.sqlite.guard import kept


class TrainingDesk(Desk):
    """What is recorded, and granted, before conversations are shown for training."""

    def begin(self, request: CareRequest | None) -> Refusal | None:
        """See `domain.ports.Training`."""
        refused = self._may_train(request)
        if refused or request is None:
            return self.refuse(Verb.TRANSCRIPTS_LISTED, request, refused or Refusal(Reason.NO_REQUEST))
        request.status = RequestStatus.OPEN
        self.record(Verb.TRANSCRIPTS_LISTED, request)
        return None

    def open(self, request: CareRequest | None, found: Row[Any] | None) -> Refusal | None:
        """See `domain.ports.Training`; `found` is the conversation's row, None where there is none to be opened."""
        refused = self._may_train(request)
        if not refused and found is None:
            refused = Refusal(Reason.NO_SUCH_TRANSCRIPT)
        if refused or request is None or found is None:
            return self.refuse(Verb.TRANSCRIPT_READ, request, refused or Refusal(Reason.NO_REQUEST))
        grant = self.grants.give(request, found.customer_id, {training_scope(found.id)})
        self.record(Verb.TRANSCRIPT_READ, request, grant=grant.id, customer=self.pseudonym(found.customer_id))
        return None

    def _may_train(self, request: CareRequest | None) -> Refusal | None:
        if not self.agent.may(Permission.OPEN_FOR_TRAINING):
            return Refusal(Reason.NOT_PERMITTED)
        if (refused := self.may_serve(request)) or request is None:
            return refused
        return None if request.purpose is Purpose.TRAINING else Refusal(Reason.PURPOSE_BOUND)


@dataclass(frozen=True, slots=True)
class SqliteTraining:
    """See `domain.ports.Training`. `unit` names the transaction: what it grants itself shows nothing yet."""

    connection: Connection
    agent: Agent
    retention: Retention
    clock: Clock
    unit: str
    writes: bool
    own: Callable[[str], CareRequest | None]
    desk: Callable[[], TrainingDesk]

    def begin(self, request_id: str) -> Refusal | None:
        """See the port."""
        return self.desk().begin(self.own(request_id))

    def open(self, request_id: str, transcript_id: int) -> Refusal | None:
        """See the port."""
        request = self.own(request_id)
        found = None if request is None else self._row(request, transcript_id)
        return self.desk().open(request, found)

    def chats(self, request_id: str, limit: int) -> list[TrainingChat]:
        """See the port."""
        request = self._training(request_id)
        # A writing transaction would see what it has only just recorded itself.
        if request is None or self.writes:
            return []
        chat = t.transcript.c
        rows = self.connection.execute(
            self._there(request).order_by(chat.started_at.desc(), chat.id.desc()).limit(limit)
        )
        return [self._listed(row) for row in rows]

    def transcript(self, request_id: str, transcript_id: int) -> Conversation | None:
        """See the port."""
        request = self._training(request_id)
        row = None if request is None else self._row(request, transcript_id)
        if row is None or not self._granted(request_id, transcript_id):
            return None
        said = select(t.transcript_message).where(t.transcript_message.c.transcript_id == transcript_id)
        messages = tuple(
            Message(each.at, Speaker(each.speaker), each.text)
            for each in self.connection.execute(said.order_by(t.transcript_message.c.position))
        )
        return for_training(_conversation(row, messages), self._personal(row.customer_id))

    def _training(self, request_id: str) -> CareRequest | None:
        request = self.own(request_id)
        may = self.agent.may(Permission.OPEN_FOR_TRAINING)
        fits = request is not None and (request.purpose, request.status) == (Purpose.TRAINING, RequestStatus.OPEN)
        return request if may and fits else None

    def _there(self, request: CareRequest) -> Select[Any]:
        since = self.retention.since(self.clock.now())
        return (
            select(t.transcript)
            .join(t.customer, t.customer.c.id == t.transcript.c.customer_id)
            .where(
                t.customer.c.controller == request.controller,
                t.transcript.c.held,
                t.transcript.c.messages > 0,
                kept(t.transcript, GUARDED["transcript"].kept_by, since),
            )
        )

    def _row(self, request: CareRequest, transcript_id: int) -> Row[Any] | None:
        return self.connection.execute(self._there(request).where(t.transcript.c.id == transcript_id)).one_or_none()

    def _granted(self, request_id: str, transcript_id: int) -> bool:
        grants = Grants(self.connection, self.agent, self.clock, self.unit)
        return grants.for_training(request_id, transcript_id)

    def _listed(self, row: Row[Any]) -> TrainingChat:
        bare = for_training(_conversation(row, ()), self._personal(row.customer_id))
        last_day = self.retention.last_day(row.brand, row.ended_at)
        return TrainingChat(
            row.id, row.brand, row.started_at, row.ended_at, row.advisor, bare.topic, row.messages, last_day
        )

    def _personal(self, customer_id: int) -> set[str]:
        """What the store knows of a customer that would tell who it is."""
        of = self.connection.execute(select(t.customer).where(t.customer.c.id == customer_id)).one()
        found = {*of.given_names.split(), *of.surname.split(), of.surname, of.guardian_name or ""}
        for table, names in (
            (t.customer_number, ("number",)),
            (t.email, ("address",)),
            (t.phone, ("number",)),
            (t.address, ("recipient", "line1", "line2", "town", "postcode")),
            (t.order, ("number",)),
        ):
            for row in self.connection.execute(select(table).where(table.c.customer_id == customer_id)).mappings():
                found |= {str(row[name]).strip("#") for name in names if row[name]}
        return found


def _conversation(row: Row[Any], messages: tuple[Message, ...]) -> Conversation:
    return Conversation(
        provider=row.provider,
        reference=row.reference,
        brand=row.brand,
        started_at=row.started_at,
        ended_at=row.ended_at,
        advisor=row.advisor,
        topic=row.topic,
        messages=messages,
    )
