"""Conversations in the embedded store: listed by their provider, fetched, kept, searched and read (T1 to T3).

Rows appear through the session alone, so under the view and within their retention; what is written here was received
from the provider for a customer whose view is granted, and is checked against the row that it is for.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, RowMapping, delete, insert, select, update
from sqlalchemy.orm import Session

from care_console.domain.card_numbers import without_card_numbers
from care_console.domain.customers import TranscriptSummary
from care_console.domain.errors import BugError
from care_console.domain.events import Verb
from care_console.domain.fields import VIEW
from care_console.domain.ports import ChatFound, Clock, ListedChat, Merged
from care_console.domain.requests import OPENS_TRANSCRIPTS, CareRequest, Reason, Refusal
from care_console.domain.retention import Retention
from care_console.domain.transcripts import Conversation, Message, Speaker, excerpt, sought
from care_console.storage import tables as t
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.grants import SEARCHING, reading_scope
from care_console.storage.sqlite.guard import LiveGrants

_SUMMARY = ("brand", "started_at", "ended_at", "advisor", "topic", "messages")


@dataclass(frozen=True, slots=True)
class ChatDesk(Desk):
    """What is recorded before conversations are listed, searched or read."""

    def list_from_provider(self, request: CareRequest | None, customer_id: int, grant: str | None) -> Refusal | None:
        """See `domain.ports.Chats`; `grant` is that of the view under this request."""
        return self._announce(Verb.TRANSCRIPTS_LISTED, request, customer_id, grant)

    def search(self, request: CareRequest | None, customer_id: int, grant: str | None) -> Refusal | None:
        """See `domain.ports.Chats`."""
        return self._announce(Verb.TRANSCRIPTS_SEARCHED, request, customer_id, grant, opens=SEARCHING)

    def open_transcript(
        self, request: CareRequest | None, customer_id: int, transcript_id: int, grant: str | None, *, there: bool
    ) -> Refusal | None:
        """Record that a conversation is read, and open it; `there`: the customer has it, and it is kept."""
        scope = reading_scope(transcript_id)
        return self._announce(Verb.TRANSCRIPT_READ, request, customer_id, grant, there=there, opens=scope)

    def _announce(
        self,
        verb: Verb,
        request: CareRequest | None,
        customer_id: int,
        grant: str | None,
        *,
        there: bool = True,
        opens: str = "",
    ) -> Refusal | None:
        """Under the view's `grant`; what is said in conversations is opened for a copy only, by a grant of `opens`."""
        pseudonym = self.pseudonym(customer_id)
        refused = self.may_know(request, customer_id)
        if not refused and request is not None:
            if self.standing(request.id, customer_id).locked:
                refused = Refusal(Reason.LOCKED)
            elif grant is None:
                refused = Refusal(Reason.NOT_VERIFIED)
            elif not there:
                refused = Refusal(Reason.NO_SUCH_TRANSCRIPT)
            elif opens and request.purpose not in OPENS_TRANSCRIPTS:
                refused = Refusal(Reason.COPY_NOT_ASKED)
        if refused or request is None or grant is None:
            return self.refuse(verb, request, refused or Refusal(Reason.NO_REQUEST), customer=pseudonym)
        under = self.grants.give(request, customer_id, {opens}).id if opens else grant
        self.record(verb, request, grant=under, customer=pseudonym)
        return None


@dataclass(frozen=True, slots=True)
class SqliteChats:
    """See `domain.ports.Chats`. `own` gives a request of this agent's; `desk` records, in writing transactions only."""

    connection: Connection
    session: Session
    live: LiveGrants
    retention: Retention
    clock: Clock
    own: Callable[[str], CareRequest | None]
    desk: Callable[[], ChatDesk]

    def list_from_provider(self, request_id: str, customer_id: int) -> Refusal | None:
        """See the port."""
        return self.desk().list_from_provider(self.own(request_id), customer_id, self._grant(request_id, customer_id))

    def search(self, request_id: str, customer_id: int) -> Refusal | None:
        """See the port."""
        return self.desk().search(self.own(request_id), customer_id, self._grant(request_id, customer_id))

    def open_transcript(self, request_id: str, customer_id: int, transcript_id: int) -> Refusal | None:
        """See `domain.ports.UnitOfWork`."""
        found = self._summary(transcript_id)
        there = found is not None and found.customer_id == customer_id
        grant = self._grant(request_id, customer_id)
        return self.desk().open_transcript(self.own(request_id), customer_id, transcript_id, grant, there=there)

    def since(self, brand: str) -> datetime:
        """See the port."""
        by_brand, otherwise = self.retention.since(self.clock.now())
        return by_brand.get(brand, otherwise)

    def transcript(self, transcript_id: int) -> Conversation | None:
        """See `domain.ports.UnitOfWork`."""
        found = self._summary(transcript_id)
        if found is None or not found.held or reading_scope(transcript_id) not in self.live.of(found.customer_id):
            return None
        return self._whole(found)

    # --- what the provider lists and gives

    def merge(self, request_id: str, customer_id: int, brand: str, listed: Sequence[ListedChat]) -> Merged | Refusal:
        """See the port."""
        if self._grant(request_id, customer_id) is None:
            return Refusal(Reason.NOT_VERIFIED)
        new = left_out = 0
        for chat in listed:
            if chat.brand != brand or not self.retention.keeps(brand, chat.ended_at, self.clock.now()):
                raise BugError("an adapter lets nothing through that is of another brand or over")
            there = self._known(chat)
            if there is not None and there["customer_id"] != customer_id:
                left_out += 1
            elif there is None:
                self.connection.execute(insert(t.transcript).values(customer_id=customer_id, **_row_of(chat)))
                new += 1
            elif not there["held"]:
                same = t.transcript.c.id == there["id"]
                self.connection.execute(update(t.transcript).where(same).values(_row_of(chat)))
        self._drop_unlisted(customer_id, brand, listed)
        return Merged(new, left_out)

    def _drop_unlisted(self, customer_id: int, brand: str, listed: Sequence[ListedChat]) -> None:
        names = {(chat.provider, chat.reference) for chat in listed}
        chat = t.transcript.c
        waiting = select(chat.id, chat.provider, chat.reference).where(
            chat.customer_id == customer_id, chat.brand == brand, chat.held.is_(False)
        )
        gone = [row.id for row in self.connection.execute(waiting) if (row.provider, row.reference) not in names]
        if gone:
            self.connection.execute(delete(t.transcript).where(chat.id.in_(gone)))

    def to_fetch(self, customer_id: int, transcript_ids: Collection[int]) -> list[tuple[int, ListedChat]]:
        """See the port."""
        numbers = {
            row.brand: row.number
            for row in self.connection.execute(
                select(t.customer_number).where(t.customer_number.c.customer_id == customer_id)
            )
        }
        return [
            (each.id, _listed(each, numbers[each.brand]))
            for each in self._kept(customer_id)
            if each.id in transcript_ids and not each.held and each.brand in numbers
        ]

    def keep(self, transcript_id: int, conversation: Conversation) -> bool:
        """See the port."""
        found = self._summary(transcript_id)
        if found is None or found.held or not _is_told(found, conversation):
            return False
        said = [
            {
                "transcript_id": transcript_id,
                "position": position,
                "at": message.at,
                "speaker": message.speaker.value,
                "text": message.text,
            }
            for position, message in enumerate(conversation.messages, 1)
        ]
        if said:
            self.connection.execute(insert(t.transcript_message), said)
        self.connection.execute(update(t.transcript).where(t.transcript.c.id == transcript_id).values(held=True))
        return True

    def forget(self, transcript_id: int) -> None:
        """See the port."""
        found = self._summary(transcript_id)
        if found is not None and not found.held:
            self.connection.execute(delete(t.transcript).where(t.transcript.c.id == transcript_id))

    # --- searching

    def found(self, customer_id: int, text: str) -> list[ChatFound]:
        """See the port."""
        wanted = sought(text)
        if wanted is None or SEARCHING not in self.live.of(customer_id):
            return []
        there: list[ChatFound] = []
        for each in self._kept(customer_id):
            texts = [without_card_numbers(row.text) for row in self._messages(each.id)] if each.held else []
            said = [found for text in texts if (found := wanted.search(text))]
            if said:
                there.append(ChatFound(each.id, len(said), excerpt(said[0])))
        return there

    # --- rows

    def _grant(self, request_id: str, customer_id: int) -> str | None:
        return self.live.grant_of(request_id, customer_id, VIEW)

    def _summary(self, transcript_id: int) -> TranscriptSummary | None:
        query = select(TranscriptSummary).where(t.transcript.c.id == transcript_id)
        # What this very transaction wrote is read again: `held` may have changed.
        return self.session.scalars(query, execution_options={"populate_existing": True}).one_or_none()

    def _kept(self, customer_id: int) -> Sequence[TranscriptSummary]:
        query = select(TranscriptSummary).where(t.transcript.c.customer_id == customer_id)
        return self.session.scalars(query.order_by(t.transcript.c.started_at.desc(), t.transcript.c.id.desc())).all()

    def _known(self, chat: ListedChat) -> RowMapping | None:
        """The row of a reference, whosever it is: told to nobody but `merge`, which compares the customer alone."""
        names = (t.transcript.c.provider == chat.provider) & (t.transcript.c.reference == chat.reference)
        return self.connection.execute(select(t.transcript).where(names)).mappings().one_or_none()

    def _messages(self, transcript_id: int) -> list[Message]:
        said = self.connection.execute(
            select(t.transcript_message)
            .where(t.transcript_message.c.transcript_id == transcript_id)
            .order_by(t.transcript_message.c.position)
        )
        return [Message(each.at, Speaker(each.speaker), each.text) for each in said]

    def _whole(self, found: TranscriptSummary) -> Conversation:
        return Conversation(
            reference=found.reference,
            provider=found.provider,
            brand=found.brand,
            started_at=found.started_at,
            ended_at=found.ended_at,
            advisor=found.advisor,
            topic=found.topic,
            messages=tuple(self._messages(found.id)),
        )


def _row_of(chat: ListedChat) -> dict[str, object]:
    summary = {name: getattr(chat, name) for name in _SUMMARY}
    return {"provider": chat.provider, "reference": chat.reference, "held": False, **summary}


def _listed(found: TranscriptSummary, number: str) -> ListedChat:
    summary = {name: getattr(found, name) for name in _SUMMARY}
    return ListedChat(provider=found.provider, reference=found.reference, customer=number, **summary)


def _is_told(found: TranscriptSummary, conversation: Conversation) -> bool:
    """Whether a conversation is the one that was listed, with as many messages."""
    same = ("provider", "reference", "brand", "started_at", "ended_at", "advisor", "topic")
    return found.messages == len(conversation.messages) and all(
        getattr(found, name) == getattr(conversation, name) for name in same
    )
