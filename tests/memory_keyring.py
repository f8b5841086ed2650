"""A keyring that lives in memory: what tests use in place of the one of whoever runs them.

Import `keyring` before this module: it loads this one itself, by the name in PYTHON_KEYRING_BACKEND.
"""

from __future__ import annotations

import keyring.errors
from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """Holds passwords by service and user name until it is dropped."""

    priority = 9

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        """The password, or None."""
        return self.held.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        """Hold the password."""
        self.held[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        """Forget the password, or raise PasswordDeleteError when there is none."""
        if self.held.pop((service, username), None) is None:
            raise keyring.errors.PasswordDeleteError("no such password")
