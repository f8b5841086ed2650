"""Conversations opened for training (T3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import date, datetime

    from care_console.domain.requests import Refusal
    from care_console.domain.transcripts import Conversation


@dataclass(frozen=True, slots=True)
class TrainingChat:
    """A conversation that may be opened for training; nothing of it tells whose it is. `messages` is their count."""

    id: int
    brand: str
    started_at: datetime
    ended_at: datetime
    advisor: str
    topic: str
    messages: int
    last_day: date


class Training(Protocol):
    """Conversations under a request of the purpose training: of its controller, held here, kept, always redacted."""

    def begin(self, request_id: str) -> Refusal | None:
        """Record that conversations are listed for training; commit before `chats`. Refused to all but leads."""
        ...

    def chats(self, request_id: str, limit: int) -> list[TrainingChat]:
        """Those that may be opened, latest first; none unless `begin` was committed."""
        ...

    def open(self, request_id: str, transcript_id: int) -> Refusal | None:
        """Record that one is read, and grant it to this request alone; commit before reading it."""
        ...

    def transcript(self, request_id: str, transcript_id: int) -> Conversation | None:
        """The conversation, redacted; None without a grant that an earlier transaction committed."""
        ...
