"""Secrets: in a secure keyring or wrapped by a passphrase, never in clear; passwords hashed by Argon2id."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import keyring.errors
import pytest
from keyring.backend import KeyringBackend
from keyring.backends.fail import Keyring as NoKeyring

from care_console.credentials import (
    KEY_BYTES,
    Argon2Passwords,
    KeyringCredentials,
    WrappedKey,
    key_name,
    new_key,
)
from care_console.domain.errors import StoreKeyError, ToldError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.memory_keyring import MemoryKeyring

PASSPHRASE = "twelve letters at least"


class PlainKeyring(NoKeyring):
    """Like the one that keeps secrets in a file in clear."""

    priority = 0.5


@pytest.fixture
def wrapped(tmp_path: Path) -> WrappedKey:
    made = WrappedKey.beside(tmp_path / "customers.store")
    made.write(bytes(range(KEY_BYTES)), PASSPHRASE)
    return made


def test_the_keyring_keeps_and_forgets(memory_keyring: MemoryKeyring) -> None:
    credentials = KeyringCredentials()
    assert credentials.secure
    assert credentials.get("store:a") is None
    credentials.put("store:a", "secret")
    assert credentials.get("store:a") == "secret"
    credentials.delete("store:a")
    credentials.delete("store:a")
    assert credentials.get("store:a") is None


@pytest.mark.parametrize("backend", [NoKeyring, PlainKeyring])
def test_without_a_secure_keyring_nothing_is_stored(memory_keyring: MemoryKeyring, backend: Any) -> None:
    keyring.set_keyring(backend())
    credentials = KeyringCredentials()
    assert not credentials.secure
    assert credentials.get("store:a") is None
    credentials.delete("store:a")
    with pytest.raises(ToldError) as told:
        credentials.put("store:a", "secret")
    assert (told.value.safe, "passphrase" in told.value.todo) == ("Nothing was stored.", True)
    assert "secret" not in str(told.value)
    keyring.set_keyring(memory_keyring)


class LockedKeyring(KeyringBackend):
    """One that nobody has unlocked."""

    priority = 5

    def get_password(self, service: str, username: str) -> str | None:
        raise keyring.errors.KeyringLocked(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        raise keyring.errors.PasswordSetError(password)


def test_a_locked_keyring_is_told_without_what_was_asked(memory_keyring: MemoryKeyring) -> None:
    keyring.set_keyring(LockedKeyring())  # type: ignore[no-untyped-call] # its base class leaves out types
    credentials = KeyringCredentials()
    asks: list[Callable[[], object]] = [
        lambda: credentials.get("store:a"),
        lambda: credentials.put("store:a", "secret"),
        lambda: credentials.delete("store:a"),
    ]
    for ask in asks:
        with pytest.raises(ToldError) as told:
            ask()
        assert "Unlock it" in told.value.todo
        assert "secret" not in str(told.value)
        assert told.value.__suppress_context__
    keyring.set_keyring(memory_keyring)


def test_a_passphrase_unwraps_the_key(wrapped: WrappedKey) -> None:
    assert wrapped.exists()
    assert wrapped.read(PASSPHRASE) == bytes(range(KEY_BYTES))


def test_neither_key_nor_passphrase_is_in_the_file(wrapped: WrappedKey) -> None:
    held = wrapped.path.read_bytes()
    assert bytes(range(KEY_BYTES)) not in held
    assert bytes(range(KEY_BYTES)).hex().encode() not in held
    assert PASSPHRASE.encode() not in held
    assert [path.name for path in wrapped.path.parent.iterdir()] == ["customers.store.key"]


def test_each_wrapping_is_different(wrapped: WrappedKey) -> None:
    before = wrapped.path.read_text()
    wrapped.write(bytes(range(KEY_BYTES)), PASSPHRASE)
    assert wrapped.path.read_text() != before


def test_a_wrong_passphrase_says_so_and_changes_nothing(wrapped: WrappedKey) -> None:
    before = wrapped.path.read_bytes()
    with pytest.raises(StoreKeyError) as told:
        wrapped.read("another passphrase")
    assert "passphrase does not open" in told.value.happened
    assert wrapped.path.read_bytes() == before


@pytest.mark.parametrize(
    "damage",
    [
        "",
        "not json",
        "[]",
        "7",
        "null",
        "{}",
        '{"salt": 7, "nonce": 7, "key": 7}',
        '{"salt": "", "nonce": "", "key": ""}',
        '{"salt": "AAAA", "nonce": "AAAA", "key": "A"}',
        '{"salt": "é", "nonce": "", "key": ""}',
    ],
)
def test_a_damaged_file_is_told_as_damaged(wrapped: WrappedKey, damage: str) -> None:
    wrapped.path.write_text(damage, encoding="utf-8")
    with pytest.raises(StoreKeyError) as told:
        wrapped.read(PASSPHRASE)
    assert "key file" in told.value.happened
    assert "backup" in told.value.todo


def test_bytes_that_are_no_text_are_told_as_damaged(wrapped: WrappedKey) -> None:
    wrapped.path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(StoreKeyError):
        wrapped.read(PASSPHRASE)
    wrapped.path.unlink()
    with pytest.raises(StoreKeyError):
        wrapped.read(PASSPHRASE)


@pytest.mark.parametrize("part", ["salt", "nonce", "key"])
def test_a_changed_part_opens_nothing(wrapped: WrappedKey, part: str) -> None:
    held = json.loads(wrapped.path.read_text())
    held[part] = held[part].swapcase()
    wrapped.path.write_text(json.dumps(held))
    with pytest.raises(StoreKeyError):
        wrapped.read(PASSPHRASE)


def test_keys_are_random_and_named_by_their_store(tmp_path: Path) -> None:
    assert len(new_key()) == KEY_BYTES
    assert new_key() != new_key()
    assert key_name(tmp_path / "x" / ".." / "a.store") == key_name(tmp_path / "a.store") != key_name(tmp_path / "b")


def test_passwords_are_hashed_with_argon2id_and_a_salt() -> None:
    passwords = Argon2Passwords()
    first, second = passwords.hash("correct horse"), passwords.hash("correct horse")
    assert first.startswith("$argon2id$")
    assert first != second
    assert passwords.matches(first, "correct horse")
    assert not passwords.matches(first, "wrong")
    assert not passwords.matches("hash of an older program", "correct horse")
    passwords.spend("whatever")
