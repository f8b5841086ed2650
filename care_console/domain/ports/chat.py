"""Conversations of the chat provider, and those that the store keeps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from care_console.domain.requests import Refusal
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


class Watch(Protocol):
    """Who waits for the provider. Both raise CancelledError once nobody does any more."""

    def found(self, conversations: int) -> None:
        """So many have come by now."""
        ...

    def pause(self, seconds: float) -> None:
        """Wait before the provider is asked again."""
        ...


class ChatProvider(Protocol):
    """Where conversations of live chat are kept: an archive of files, or a service over HTTP (T1)."""

    def listed(self, brand: str, customer: str, since: datetime, watch: Watch) -> list[ListedChat]:
        """One customer's conversations that ended at `since` or later and are still kept, latest first.

        Raises ServiceError when the provider is away, refuses, or answers what contradicts itself; CancelledError.
        """
        ...

    def fetch(self, chat: ListedChat, watch: Watch) -> Conversation | None:
        """A listed conversation with its messages in order; None where it is no longer kept.

        Raises ServiceError, CancelledError.
        """
        ...


@dataclass(frozen=True, slots=True)
class Merged:
    """What became of a provider's list: conversations that the store did not know, and those that it may not take.

    `left_out` are listed as this customer's, and are another's in the store.
    """

    new: int = 0
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class ChatFound:
    """A conversation in which a text was found: in how many of its messages, and some words around the first."""

    transcript_id: int
    messages: int
    excerpt: str


class Chats(Protocol):
    """The conversations that a store keeps of the customers who are open. Each call needs the view of one request."""

    def list_from_provider(self, request_id: str, customer_id: int) -> Refusal | None:
        """Record that the provider is about to be asked for a customer's conversations; commit before asking."""
        ...

    def since(self, brand: str) -> datetime:
        """When a conversation of a brand must have ended at the earliest to be kept now (T1)."""
        ...

    def merge(self, request_id: str, customer_id: int, brand: str, listed: Sequence[ListedChat]) -> Merged | Refusal:
        """Take over what the provider lists of a customer at a brand, without messages.

        What the provider alone had and no longer lists goes; what the store holds with its messages stays as it is.
        """
        ...

    def to_fetch(self, customer_id: int, transcript_ids: Collection[int]) -> list[tuple[int, ListedChat]]:
        """Those of these conversations whose messages only the provider has, as it listed them."""
        ...

    def keep(self, transcript_id: int, conversation: Conversation) -> bool:
        """Keep the messages of a conversation that the provider gave; False where it is not the one that was listed."""
        ...

    def forget(self, transcript_id: int) -> None:
        """The provider no longer has a conversation whose messages the store does not hold: it goes here too."""
        ...

    def search(self, request_id: str, customer_id: int) -> Refusal | None:
        """Open a customer's conversations, on record, to be searched for the copy from the next transaction on."""
        ...

    def found(self, customer_id: int, text: str) -> list[ChatFound]:
        """The kept conversations of a customer in which a text is found, whatever its case, latest first.

        None of them unless they were opened to be searched.
        """
        ...
