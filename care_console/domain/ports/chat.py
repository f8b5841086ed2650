"""Conversations of the chat provider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime

    from care_console.domain.transcripts import Conversation


@dataclass(frozen=True, slots=True)
class ListedChat:
    """A conversation as the provider lists it; `customer` is the brand's customer number, times are aware UTC."""

    reference: str
    provider: str
    brand: str
    customer: str
    started_at: datetime
    ended_at: datetime
    advisor: str
    topic: str
    messages: int


class ChatProvider(Protocol):
    """Where conversations of live chat are kept: an archive of files, or a service over HTTP (T1)."""

    def listed(self, brand: str, customer: str, since: datetime) -> list[ListedChat]:
        """One customer's conversations that ended at `since` or later and are still kept, latest first.

        Raises ServiceError when the provider is away, refuses, or answers what contradicts itself.
        """
        ...

    def fetch(self, chat: ListedChat) -> Conversation | None:
        """A listed conversation with its messages in order; None where it is no longer kept. Raises ServiceError."""
        ...
