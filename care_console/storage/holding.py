"""Who holds leases: every open store, known by the others to be dead once the system has let go of its lock.

A process that is killed leaves leases behind. Whoever opens the store has a locked file beside it, and the system ends
that lock with the process: another process of the same computer (and SQLite's write-ahead log allows none elsewhere)
can take over at once what the dead one held. Where files cannot be locked, leases end by themselves.
"""

from __future__ import annotations

import contextlib
import os
import sys
import threading
import uuid
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from sqlalchemy import ColumnElement, Connection, Table, exists, or_, select

_MARK = ".held-"


class Holding:
    """The life of one open store at `path`, shown from its first lease on."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._name = ""
        self._lock: int | None = None
        self._change = threading.Lock()

    def signed(self, holder: str) -> str:
        """The name of a holder in this process, as leases keep it."""
        with self._change:
            if not self._name:
                self._name = uuid.uuid4().hex
                self._lock = _locked(self._file(self._name), os.O_CREAT)
                self._clear_away()
            return f"{self._name if self._lock is not None else ''}/{holder}"

    def free(
        self,
        connection: Connection,
        table: Table,
        now: datetime,
        wanted: Iterable[ColumnElement[bool]],
        mine: str | None = None,
    ) -> ColumnElement[bool] | None:
        """What is true of rows that nobody else than `mine` holds, if one of those that are wanted is free; else None.

        Whether other holders live is looked at only where all that is wanted is leased.
        """
        ended = or_(table.c.lease_until.is_(None), table.c.lease_until <= now, table.c.lease_holder == mine)
        wants = tuple(wanted)
        if connection.scalar(select(exists().where(*wants, ended))):
            return ended
        held = select(table.c.lease_holder).where(*wants, table.c.lease_until > now).distinct()
        dead = [holder for holder in connection.scalars(held) if holder and self._is_gone(holder.partition("/")[0])]
        return or_(ended, table.c.lease_holder.in_(dead)) if dead else None

    def close(self) -> None:
        """Nothing is held any more."""
        with self._change:
            if self._lock is not None:
                _remove(self._file(self._name), self._lock)
            self._name, self._lock = "", None

    def _clear_away(self) -> None:
        """Remove the files of the dead."""
        for file in self._path.parent.iterdir():
            whose, mark, name = file.name.rpartition(_MARK)
            if mark and whose == self._path.name:
                self._is_gone(name)

    def _is_gone(self, name: str) -> bool:
        """Whether whoever had this name is dead. A file is there before its first lease; only the dead lose theirs."""
        if name in ("", self._name):
            return False
        file = self._file(name)
        if (lock := _locked(file)) is not None:
            _remove(file, lock)
        return not file.exists()

    def _file(self, name: str) -> Path:
        return self._path.with_name(f"{self._path.name}{_MARK}{name}")


def _remove(path: Path, lock: int) -> None:
    os.close(lock)  # first, for Windows
    with contextlib.suppress(OSError):
        path.unlink()


def _locked(path: Path, flags: int = 0) -> int | None:
    """A descriptor that locks the file for this process, as long as it is open; None where that is not possible."""
    try:
        file = os.open(path, os.O_RDWR | flags, 0o600)
    except OSError:
        return None
    try:
        if sys.platform == "win32":
            import msvcrt

            msvcrt.locking(file, msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(file)
        return None
    return file
