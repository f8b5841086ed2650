"""Conversations of live chat: listed by their provider, searched, and read for the customer's copy (T1, T2, T3)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from care_console.domain.errors import ServiceError
from care_console.domain.policies import PolicyBook, RecordKind
from care_console.domain.ports import ChatFound, ChatProvider, Merged, Store, Watch
from care_console.domain.requests import Purpose, Reason, Refusal
from care_console.domain.retention import MONTHS_KEPT, Retention
from care_console.domain.roles import Agent
from care_console.domain.transcripts import Conversation, legible


@dataclass(frozen=True, slots=True)
class OpenedTranscript:
    """A conversation that may be read, and the last day on which it is kept."""

    conversation: Conversation
    last_day: date


@dataclass(frozen=True, slots=True)
class Searched:
    """What a search found, latest first; `unread` were listed and not searched, since their provider gave them not.

    `trouble` is why it did not, where it said so.
    """

    found: tuple[ChatFound, ...]
    unread: int = 0
    trouble: ServiceError | None = None


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Lists, searches and opens conversations for the agents of a store; the provider is None where none is set.

    What is asked of the provider is recorded first; what it gives is kept in the store, and read from there.
    """

    store: Store
    provider: ChatProvider | None = None

    def refresh(self, agent: Agent, request_id: str, customer_id: int, watch: Watch) -> Merged | Refusal:
        """Take over what the provider lists of a verified customer, without messages.

        Raises ServiceError when the provider cannot be used, CancelledError; what the store has stays as it is.
        """
        if self.provider is None:
            return Merged()
        with self.store.writing(agent) as unit:
            refused = unit.chats.list_from_provider(request_id, customer_id)
            unit.commit()
        if refused:
            return refused
        with self.store.reading(agent) as unit:
            customer = unit.customer(customer_id)
            if customer is None:
                return Refusal(Reason.NOT_OPENED)
            asked = [(each.brand, each.number, unit.chats.since(each.brand)) for each in customer.numbers]
        made = Merged()
        for brand, number, since in asked:
            if number is None:
                return Refusal(Reason.NOT_VERIFIED)
            listed = self.provider.listed(brand, number, since, watch)
            with self.store.writing(agent) as unit:
                merged = unit.chats.merge(request_id, customer_id, brand, listed)
                unit.commit()
            if isinstance(merged, Refusal):
                return merged
            made = Merged(made.new + merged.new, made.left_out + merged.left_out)
        return made

    def read(
        self,
        agent: Agent,
        request_id: str,
        customer_id: int,
        transcript_id: int,
        watch: Watch,
        *,
        copy_asked: bool = False,
    ) -> OpenedTranscript | Refusal:
        """Record that a conversation is read, then read it; `copy_asked`: the customer has just asked for a copy.

        Refused, and the refusal recorded: without `view`, for another purpose than a copy, beyond its retention.
        Raises ServiceError when only the provider has it and cannot be used, CancelledError.
        """
        with self.store.writing(agent) as unit:
            refused = unit.requests.state(request_id, purpose=Purpose.TRANSCRIPT) if copy_asked else None
            refused = refused or unit.open_transcript(request_id, customer_id, transcript_id)
            unit.prolong(request_id)
            unit.commit()
        if refused:
            return refused
        self._fetch(agent, customer_id, [transcript_id], watch)
        with self.store.reading(agent) as unit:
            conversation = unit.transcript(transcript_id)
            if conversation is None:
                return Refusal(Reason.NO_SUCH_TRANSCRIPT)
            return OpenedTranscript(legible(conversation), unit.last_day(conversation.brand, conversation.ended_at))

    def read_again(self, agent: Agent, request_id: str, customer_id: int, transcript_id: int) -> Conversation | Refusal:
        """A conversation of the store that was read under the request; on record anew where that was closed since."""
        with self.store.reading(agent) as unit:
            conversation = unit.transcript(transcript_id)
        if conversation is not None:
            return conversation
        with self.store.writing(agent) as unit:
            refused = unit.open_transcript(request_id, customer_id, transcript_id)
            unit.commit()
        if refused:
            return refused
        with self.store.reading(agent) as unit:
            return unit.transcript(transcript_id) or Refusal(Reason.NO_SUCH_TRANSCRIPT)

    def search(
        self,
        agent: Agent,
        request_id: str,
        customer_id: int,
        text: str,
        transcript_ids: Sequence[int],
        watch: Watch,
        *,
        copy_asked: bool = False,
    ) -> Searched | Refusal:
        """Find a text in the conversations of a customer; what they say is read for it.

        `transcript_ids` are those listed: what only the provider has of them is fetched first, and what it does not
        give is not searched. Recorded and refused as reading is. Raises CancelledError.
        """
        with self.store.writing(agent) as unit:
            refused = unit.requests.state(request_id, purpose=Purpose.TRANSCRIPT) if copy_asked else None
            refused = refused or unit.chats.search(request_id, customer_id)
            unit.prolong(request_id)
            unit.commit()
        if refused:
            return refused
        trouble = None
        try:
            self._fetch(agent, customer_id, transcript_ids, watch)
        except ServiceError as error:
            trouble = error
        with self.store.reading(agent) as unit:
            unread = len(unit.chats.to_fetch(customer_id, transcript_ids))
            return Searched(tuple(unit.chats.found(customer_id, text)), unread, trouble)

    def _fetch(self, agent: Agent, customer_id: int, transcript_ids: Sequence[int], watch: Watch) -> None:
        """Keep the messages of those that only the provider has; what it no longer has goes."""
        if self.provider is None:
            return
        with self.store.reading(agent) as unit:
            waiting = unit.chats.to_fetch(customer_id, transcript_ids)
        for number, (transcript_id, listed) in enumerate(waiting, 1):
            conversation = self.provider.fetch(listed, watch)
            with self.store.writing(agent) as unit:
                if conversation is None:
                    unit.chats.forget(transcript_id)
                else:
                    unit.chats.keep(transcript_id, conversation)
                unit.commit()
            watch.found(number)


def retention_of(book: PolicyBook, market: str, on: date, kind: RecordKind = RecordKind.CHAT_TRANSCRIPTS) -> Retention:
    """For how long each brand keeps a kind of record, and by whose days, as its pack in force on a day says.

    A brand without a pack there keeps them as long as the published policies do.
    """
    policies = book.all_in_force(market, on).items()
    return Retention(
        {brand: policy.retention_months.get(kind, MONTHS_KEPT) for brand, policy in policies},
        zones={brand: ZoneInfo(policy.time_zone) for brand, policy in policies},
    )
