"""Connections to an embedded store: encryption, durability, transactions, and errors in words.

Each store has two engines: readers cannot write (`query_only`), writers take the write lock with their first statement
(BEGIN IMMEDIATE), because a transaction that reads first and writes later fails at once when another one wrote between.

SQLite goes on writing to a file that was moved or deleted, where nobody finds it again, and makes an empty one in its
place. So the file is compared with the one that each connection opened whenever a transaction begins.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlcipher3
from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DisconnectionError
from sqlalchemy.pool import QueuePool

from care_console.domain.errors import (
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreKeyError,
    StoreReadOnlyError,
)

if TYPE_CHECKING:
    from sqlalchemy.pool import ConnectionPoolEntry

BUSY_SECONDS = 5.0
READ_CACHE_KIB = 65_536
"""Decrypted pages at hand for a reader, taken as they are read. With the usual 8 MiB a look-up among a million
customers decrypts most of what it reads anew, and takes twice as long."""
_NOTHING_LOST = "Nothing that was saved is lost; what was just asked for was not done, and nothing of it was shown."


@dataclass(frozen=True, slots=True)
class Engines:
    """The two engines of one database file."""

    reader: Engine
    writer: Engine

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot that cannot write."""
        with self.reader.begin() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """The write lock from the start; committed at the end."""
        with self.writer.begin() as connection:
            yield connection

    def dispose(self) -> None:
        """Close every pooled connection."""
        self.reader.dispose()
        self.writer.dispose()


def open_engines(path: Path, key: bytes | None) -> Engines:
    """Engines for the SQLite file at `path`, encrypted with the raw 32-byte `key` (None: not encrypted).

    Opens nothing yet. Errors of every later statement arrive as the `StoreError` that fits, without parameters.
    """
    opened = _OpenedFile(path)
    return Engines(
        reader=_engine(opened, key, begin="BEGIN", read_only=True),
        writer=_engine(opened, key, begin="BEGIN IMMEDIATE", read_only=False),
    )


def _engine(opened: _OpenedFile, key: bytes | None, *, begin: str, read_only: bool) -> Engine:
    def connect() -> Any:  # noqa: ANN401 - the driver has no types
        opened.require()
        return _connect(opened.path, key, read_only=read_only)

    engine = create_engine(
        "sqlite://",
        module=sqlcipher3,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=12,
        hide_parameters=True,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    event.listen(engine, "connect", lambda _raw, record: opened.note(record))
    event.listen(engine, "checkout", lambda _raw, record, _proxy: opened.compare(record))
    event.listen(engine, "handle_error", _translate, retval=True)
    return engine


class _OpenedFile:
    """The file of a store, as its connections found it; the first of them may make it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._known = False

    def require(self) -> None:
        """Raise StoreError where the file that was there is gone: connecting would make an empty one."""
        if self._known and self._identity() is None:
            raise _gone()

    def note(self, record: ConnectionPoolEntry) -> None:
        """Remember which file a connection has opened."""
        record.info["file"] = self._identity()
        self._known = True

    def compare(self, record: ConnectionPoolEntry) -> None:
        """Raise StoreError where the file is gone; have the pool connect again where another is in its place."""
        now = self._identity()
        if now is None:
            raise _gone()
        if now != record.info["file"]:
            raise DisconnectionError

    def _identity(self) -> tuple[int, int] | None:
        try:
            found = self.path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino


def _gone() -> StoreError:
    return StoreError(
        "The store's file is no longer at its place.",
        safe=_NOTHING_LOST,
        todo="Ask IT to put it back, then try again; what you have typed is kept here until then.",
    )


def _connect(path: Path, key: bytes | None, *, read_only: bool) -> Any:  # noqa: ANN401 - the driver has no types
    try:
        raw = sqlcipher3.connect(str(path), timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False)
        # The library writes to the error stream by itself unless told not to.
        raw.execute("PRAGMA cipher_log_level = NONE")
        if key is not None:
            # A raw key: a passphrase would cost a key derivation of 80 ms for every connection.
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.execute("PRAGMA journal_mode = WAL")
        raw.execute("PRAGMA synchronous = FULL")
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute("PRAGMA trusted_schema = OFF")
        if sys.platform == "darwin":
            raw.execute("PRAGMA fullfsync = ON")
            raw.execute("PRAGMA checkpoint_fullfsync = ON")
        if read_only:
            raw.execute("PRAGMA query_only = ON")
            raw.execute(f"PRAGMA cache_size = -{READ_CACHE_KIB}")
    except sqlcipher3.Error as error:
        raise told(error) from None
    return raw


def _translate(context: ExceptionContext) -> BaseException | None:
    error = context.original_exception
    if isinstance(error, sqlcipher3.DatabaseError) and not isinstance(error, sqlcipher3.ProgrammingError):
        return told(error)
    return None


def told(error: BaseException) -> StoreError:
    """The store's error for the driver's, by its words; the driver's own text is kept out, it may quote values."""
    text = str(error).lower()
    if "full" in text:
        return StoreFullError(
            "The disk that holds the store is full.",
            safe=_NOTHING_LOST,
            todo="Free some space on that disk, then try again.",
        )
    if "readonly" in text or "read-only" in text:
        return StoreReadOnlyError(
            "The store cannot be written: its folder or file is read-only.",
            safe=_NOTHING_LOST,
            todo="Ask IT to make the folder writable for you, then try again.",
        )
    if "locked" in text or "busy" in text:
        return StoreBusyError(
            "The store is busy with another program's work.", safe=_NOTHING_LOST, todo="Try again in a moment."
        )
    if "not a database" in text or "hmac" in text:
        return StoreKeyError(
            "The key does not open this store.",
            safe="The store was not changed.",
            todo="Check that this is the right store, and that this computer's keyring is the one it was made with.",
        )
    if "unable to open" in text:
        return StoreReadOnlyError(
            "The store's file cannot be opened or made.",
            safe=_NOTHING_LOST,
            todo="Check that the folder exists and that you may write there.",
        )
    return StoreError(
        "The store could not be read or written.",
        safe=_NOTHING_LOST,
        todo="Try again; if it goes on, check the disk and ask IT to look at the store.",
    )
