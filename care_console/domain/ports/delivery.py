"""The two queues of a store: audit events for the relay, messages to customers for the courier."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from care_console.domain.amendments import OrderNote
from care_console.domain.messages import Letter

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from care_console.domain.events import EventRow
    from care_console.domain.messages import Return, Taken, Verdict

Carried_co = TypeVar("Carried_co", bound="Sendable", covariant=True)
Taken_contra = TypeVar("Taken_contra", bound="Sendable", contravariant=True)


@dataclass(frozen=True, slots=True)
class Backlog:
    """What still waits: how many rows, when the oldest was written (None if none), and how many are parked."""

    waiting: int
    oldest: datetime | None
    parked: int


class Outbox(Protocol):
    """Rows of audit events not yet acknowledged, in the same database as the customers.

    Safe to use from several threads and processes; each call is one short transaction. A source is leased by one
    holder at a time, so that its rows stay in order.
    """

    def lease(self, holder: str, seconds: float) -> str | None:
        """Lease the source whose waiting row is oldest, or renew; None when nothing waits or all are leased."""
        ...

    def pending(self, source: str, limit: int) -> list[tuple[EventRow, bytes | None]]:
        """The next rows of a source in order of sequence, with the bytes stored for each (None: none yet)."""
        ...

    def store_bodies(self, source: str, bodies: Mapping[int, bytes]) -> None:
        """Keep the exact bytes per sequence before the first sending; bytes stored already are never changed."""
        ...

    def acknowledge(self, source: str, holder: str, through: int) -> None:
        """Every row up to sequence `through` is at the API, named in a complete and parsed reply."""
        ...

    def park(self, source: str, holder: str, sequence: int, reason: str) -> None:
        """Set a poisoned row aside: kept and shown, not retried by itself, no longer blocking."""
        ...

    def release(self, source: str, holder: str) -> None:
        """Give a lease back before it ends."""
        ...

    def backlog(self) -> Backlog:
        """What still waits."""
        ...

    def fold_stale_searches(self) -> None:
        """Make events of searches that no window has folded for a quarter of an hour (`access.md`)."""
        ...


@dataclass(frozen=True, slots=True)
class MailBacklog:
    """What still waits: how many copies, when the next is due (None if none), and how many are in doubt."""

    waiting: int
    due_at: datetime | None
    unknown: int


class Sendable(Protocol):
    """What a courier carries: known by its id, and tried so often before."""

    @property
    def id(self) -> str:
        """The same in every try."""
        ...

    @property
    def tries(self) -> int:
        """Tries before this one."""
        ...


class Queue(Protocol[Carried_co]):
    """What is not yet settled, in the same database as the customers.

    Safe to use from several threads and processes; each call is one short transaction.
    """

    def claim(self, holder: str, seconds: float) -> Carried_co | None:
        """Take the copy that is due first, leased for some seconds; None when nothing is due.

        Copies whose lease ended are set to what `messages.lost_state` says, those over time are given up.
        """
        ...

    def hand_over(self, copy_id: str, holder: str) -> bool:
        """Note durably that a copy is about to leave; False when it may not: cancelled, or no longer this holder's."""
        ...

    def settle(self, copy_id: str, holder: str, verdict: Verdict, due_at: datetime | None = None) -> None:
        """Write how a try ended, with its event; a copy that is deferred is due again at `due_at`.

        Nothing happens if the copy was cancelled or is another holder's by now.
        """
        ...

    def give_back(self, copy_id: str, holder: str) -> None:
        """The server could not be used, which says nothing about the copy: it waits as before, and no try counts."""
        ...

    def backlog(self) -> MailBacklog:
        """What still waits."""
        ...


class Outgoing(Queue[Letter], Protocol):
    """Copies of messages to customers."""

    def take_back(self, returned: Return) -> Taken:
        """A copy that was accepted, or in doubt, came back: it is refused, with its event, and once only.

        Its address is marked as failing where the report names it and says that it is no good (`address_fails`).
        """
        ...


class Returns(Protocol):
    """A mailbox to which reports come of copies that came back."""

    def each(self, take: Callable[[bytes], bool]) -> None:
        """Show `take` each report that is new; one is put aside once `take` has said that it is done with.

        Raises TransportError; what was not shown comes again.
        """
        ...


class OrderQueue(Queue[OrderNote], Protocol):
    """Messages to the order system, for when they can no longer be undone (M5)."""


class Way(Protocol[Taken_contra]):
    """The way to the server that takes what a courier carries."""

    def deliver(self, item: Taken_contra, hand_over: Callable[[], bool], /) -> Verdict:
        """Try one. `hand_over` is called once, right before it may reach the server; False stops it there.

        Raises TransportError when the server could not be used before anything was said about this copy.
        """
        ...

    def hang_up(self) -> None:
        """Break the connection that `deliver` of another thread waits on."""
        ...


class Mailer(Way[Letter], Protocol):
    """The way to the mail server."""


class OrderSystem(Way[OrderNote], Protocol):
    """The way to the order system."""
