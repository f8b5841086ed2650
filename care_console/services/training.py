"""Training: a lead opens conversations under a request of that purpose alone, redacted, each recorded first (T3)."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.domain.ports import Store, TrainingChat
from care_console.domain.requests import Channel, Purpose, Reason, Refusal, RequestOutcome
from care_console.domain.roles import Agent
from care_console.services.transcripts import OpenedTranscript

MOST = 200
"""Conversations listed, the latest."""


@dataclass(frozen=True, slots=True)
class TrainingBegun:
    """A request of the purpose training, and what may be opened under it."""

    request_id: str
    number: str
    chats: tuple[TrainingChat, ...]


@dataclass(frozen=True, slots=True)
class TrainingRoom:
    """Opens conversations for training."""

    store: Store

    def begin(self, agent: Agent, controller: str, brand: str) -> TrainingBegun | Refusal:
        """Begin a request for training, and list the conversations of a controller; nobody's name is among them."""
        with self.store.writing(agent) as unit:
            request = unit.requests.draft(controller, brand, Channel.CHAT)
            refused = request if isinstance(request, Refusal) else None
            if not isinstance(request, Refusal):
                refused = unit.requests.state(request.id, purpose=Purpose.TRAINING) or unit.training.begin(request.id)
                if refused:
                    unit.requests.end(request.id, RequestOutcome.WITHDRAWN)
            unit.commit()
        if refused or isinstance(request, Refusal):
            return refused or Refusal(Reason.NO_REQUEST)
        with self.store.reading(agent) as unit:
            return TrainingBegun(request.id, request.number, tuple(unit.training.chats(request.id, MOST)))

    def read(self, agent: Agent, request_id: str, transcript_id: int) -> OpenedTranscript | Refusal:
        """Record that a conversation is read for training, then read it, redacted."""
        with self.store.writing(agent) as unit:
            refused = unit.training.open(request_id, transcript_id)
            unit.commit()
        if refused:
            return refused
        with self.store.reading(agent) as unit:
            conversation = unit.training.transcript(request_id, transcript_id)
            if conversation is None:
                return Refusal(Reason.NO_SUCH_TRANSCRIPT)
            return OpenedTranscript(conversation, unit.last_day(conversation.brand, conversation.ended_at))

    def end(self, agent: Agent, request_id: str) -> Refusal | None:
        """End the request: what was opened under it closes."""
        with self.store.writing(agent) as unit:
            refused = unit.requests.end(request_id, RequestOutcome.DONE)
            unit.commit()
        return refused
