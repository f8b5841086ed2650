"""Secrets: the operating system's keyring, store keys, and password hashes. Nothing secret is kept in a file in clear.

Where the system offers no secure keyring, a store's key is wrapped by a passphrase (Argon2id, AES-256-GCM) in a file
beside the store, and the passphrase is asked for at every start (S2).
"""

from __future__ import annotations

import base64
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from care_console.domain.errors import StoreKeyError, ToldError, WrongPassphraseError
from care_console.settings import write_whole

SERVICE = "care-console"
KEY_BYTES = 32
_LEAST_SECURE_PRIORITY = 1
_ARGON2 = {"time_cost": 3, "memory_cost": 64 * 1024, "parallelism": 4}


class KeyringCredentials:
    """The system's keyring (`domain.ports.Credentials`)."""

    def get(self, name: str) -> str | None:
        """See the port; None also where there is no secure keyring. Raises ToldError while it is locked."""
        backend = _secure_backend()
        with _told():
            found: str | None = None if backend is None else backend.get_password(SERVICE, name)
        return found

    def put(self, name: str, secret: str) -> None:
        """See the port."""
        backend = _secure_backend()
        if backend is None:
            raise ToldError(
                "This computer offers no secure keyring.",
                safe="Nothing was stored.",
                todo="Choose a passphrase instead, or ask IT for a keyring service.",
            )
        with _told():
            backend.set_password(SERVICE, name, secret)

    def delete(self, name: str) -> None:
        """See the port."""
        backend = _secure_backend()
        with _told():
            if backend is not None and backend.get_password(SERVICE, name) is not None:
                backend.delete_password(SERVICE, name)

    @property
    def secure(self) -> bool:
        """Whether the system offers a secure keyring."""
        return _secure_backend() is not None


@contextmanager
def _told() -> Iterator[None]:
    """A keyring that refuses, such as one that is locked, in words; its own may hold what was asked for."""
    from keyring.errors import KeyringError

    try:
        yield
    except KeyringError:
        raise ToldError(
            "The keyring of this computer does not answer: it may be locked.",
            safe="Nothing was changed.",
            todo="Unlock it, then start again.",
        ) from None


def _secure_backend() -> Any:  # noqa: ANN401 - keyring's back ends share no typed base
    """The keyring's back end, None if it is missing or keeps secrets in clear text."""
    import keyring
    from keyring.backends.fail import Keyring as NoKeyring

    backend = keyring.get_keyring()
    if isinstance(backend, NoKeyring) or backend.priority < _LEAST_SECURE_PRIORITY:
        return None
    return backend


def new_key() -> bytes:
    """A raw key for a store: 32 random bytes."""
    return os.urandom(KEY_BYTES)


def key_name(store: Path) -> str:
    """The name under which the key of the store at this path is kept."""
    return f"store:{store.resolve()}"


@dataclass(frozen=True, slots=True)
class WrappedKey:
    """A store's key wrapped by a passphrase, in a file beside the store."""

    path: Path

    @classmethod
    def beside(cls, store: Path) -> WrappedKey:
        """The file of a store."""
        return cls(store.with_name(store.name + ".key"))

    def exists(self) -> bool:
        """Whether the store has one."""
        return self.path.is_file()

    def write(self, key: bytes, passphrase: str) -> None:
        """Wrap `key`. Raises OSError when the file cannot be written."""
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        salt, nonce = os.urandom(16), os.urandom(12)
        sealed = AESGCM(_stretched(passphrase, salt)).encrypt(nonce, key, SERVICE.encode())
        parts = {"salt": salt, "nonce": nonce, "key": sealed}
        write_whole(self.path, json.dumps({name: base64.b64encode(part).decode() for name, part in parts.items()}))

    def read(self, passphrase: str) -> bytes:
        """The key. Raises WrongPassphraseError, or StoreKeyError for a damaged file."""
        from argon2.exceptions import HashingError
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        try:
            parts = {name: base64.b64decode(part) for name, part in json.loads(self.path.read_text()).items()}
            return AESGCM(_stretched(passphrase, parts["salt"])).decrypt(parts["nonce"], parts["key"], SERVICE.encode())
        except InvalidTag:
            raise WrongPassphraseError(
                "The passphrase does not open this store.", safe="The store was not changed.", todo="Type it again."
            ) from None
        except (OSError, ValueError, TypeError, KeyError, AttributeError, HashingError) as error:
            raise StoreKeyError(
                "The key file beside the store is damaged or cannot be read.",
                safe="The store itself was not changed.",
                todo="Restore the file that ends in .key from your backup.",
            ) from error


def _stretched(passphrase: str, salt: bytes) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    return hash_secret_raw(passphrase.encode(), salt, hash_len=KEY_BYTES, type=Type.ID, **_ARGON2)


class Argon2Passwords:
    """Password hashes with Argon2id at the library's defaults, RFC 9106 (`domain.ports.Passwords`)."""

    def hash(self, password: str) -> str:
        """A hash to store."""
        from argon2 import PasswordHasher

        return PasswordHasher().hash(password)

    def matches(self, password_hash: str, password: str) -> bool:
        """See the port."""
        from argon2 import PasswordHasher
        from argon2.exceptions import InvalidHashError, VerificationError

        try:
            return PasswordHasher().verify(password_hash, password)
        except (VerificationError, InvalidHashError):
            return False

    def spend(self, password: str) -> None:
        """See the port."""
        self.hash(password)
