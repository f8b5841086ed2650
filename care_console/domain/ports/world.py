"""The time, secrets and passwords."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from datetime import datetime


class Clock(Protocol):
    """The time; tests set it."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Credentials(Protocol):
    """Secrets in the operating system's keyring; never anywhere else."""

    def get(self, name: str) -> str | None:
        """The secret kept under `name`, None if there is none."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep a secret. Raises ToldError where the system offers no secure keyring."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens if there is none."""
        ...


class Passwords(Protocol):
    """Password hashes that are slow to guess (S2)."""

    def matches(self, password_hash: str, password: str) -> bool:
        """Whether a password is the one that was hashed."""
        ...

    def spend(self, password: str) -> None:
        """Take as long as a check takes."""
        ...
