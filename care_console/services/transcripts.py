"""Conversations of live chat: read for the customer's copy, while they are kept (T1, T2, T3)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date

from care_console.domain.policies import NoPolicyError, PolicyBook, RecordKind
from care_console.domain.ports import Store
from care_console.domain.requests import Purpose, Reason, Refusal
from care_console.domain.retention import MONTHS_KEPT, Retention
from care_console.domain.roles import Agent
from care_console.domain.transcripts import Conversation


@dataclass(frozen=True, slots=True)
class OpenedTranscript:
    """A conversation that may be read, and the last day on which it is kept."""

    conversation: Conversation
    last_day: date


@dataclass(frozen=True, slots=True)
class Transcripts:
    """Opens conversations for the agents of a store."""

    store: Store

    def read(
        self, agent: Agent, request_id: str, customer_id: int, transcript_id: int, *, copy_asked: bool = False
    ) -> OpenedTranscript | Refusal:
        """Record that a conversation is read, then read it; `copy_asked`: the customer has just asked for a copy.

        Refused, and the refusal recorded: without `view`, for another purpose than a copy, beyond its retention.
        """
        with self.store.writing(agent) as unit:
            refused = unit.requests.state(request_id, purpose=Purpose.TRANSCRIPT) if copy_asked else None
            refused = refused or unit.open_transcript(request_id, customer_id, transcript_id)
            unit.prolong(request_id)
            unit.commit()
        if refused:
            return refused
        with self.store.reading(agent) as unit:
            conversation = unit.transcript(transcript_id)
            if conversation is None:
                return Refusal(Reason.NO_SUCH_TRANSCRIPT)
            return OpenedTranscript(conversation, unit.last_day(conversation.brand, conversation.ended_at))


def retention_of(book: PolicyBook, market: str, on: date) -> Retention:
    """For how long each brand keeps conversations, as its pack in force in a market on a day says.

    A brand without a pack there keeps them as long as the published policies do.
    """
    months: dict[str, int] = {}
    for controller in book.controllers():
        for brand in book.brands(controller.key):
            with suppress(NoPolicyError):
                policy = book.in_force(brand.key, market, on)
                months[brand.key] = policy.retention_months.get(RecordKind.CHAT_TRANSCRIPTS, MONTHS_KEPT)
    return Retention(months)
