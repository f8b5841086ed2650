"""A store of customers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from care_console.domain.ports.delivery import Outbox, Outgoing
    from care_console.domain.ports.signing_in import SignInAttempt
    from care_console.domain.ports.unit import UnitOfWork
    from care_console.domain.requests import Refusal
    from care_console.domain.roles import Agent


class Store(Protocol):
    """A store of customers; opened once per process, used from any thread."""

    def reading(self, agent: Agent) -> AbstractContextManager[UnitOfWork]:
        """A transaction that cannot write."""
        ...

    def writing(self, agent: Agent) -> AbstractContextManager[UnitOfWork]:
        """A transaction that holds the write lock from its first statement on."""
        ...

    def attempt_sign_in(self, name: str) -> SignInAttempt | Refusal:
        """Count an attempt and hand out the hash to check against. Unknown names are refused as wrong passwords."""
        ...

    def finish_sign_in(self, attempt: SignInAttempt, *, matched: bool) -> None:
        """Record how an attempt ended; a match resets the counter."""
        ...

    def end_unused_requests(self) -> None:
        """End every agent's drafts that nobody used for `UNUSED_AFTER`, each as its agent's own: nobody has to be here.

        Raises StoreError.
        """
        ...

    @property
    def outbox(self) -> Outbox:
        """The outbox of this store."""
        ...

    @property
    def outgoing(self) -> Outgoing:
        """The messages to customers that this store holds."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...
