"""What a journey leaves behind, searched for whatever customers are known by.

Looked through: every file in the folders that a journey may write to, the encrypted store included; every log line
down to DEBUG; both output streams; window titles; the clipboard. Temporary files are not made at all.
"""

from __future__ import annotations

import re
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from sqlalchemy import select

from care_console.storage import tables as t

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QApplication

    from care_console.storage.store import SqliteStore

LETTERS = 6
"""Shorter names may stand in encrypted bytes by chance: three letters do in one store of four."""
_WORD = re.compile(rb"[0-9A-Za-z\x80-\xff][0-9A-Za-z\x80-\xff+@._'-]+[0-9A-Za-z\x80-\xff]")
_TEMPORARY: list[str] = []


def known_by(store: SqliteStore) -> frozenset[bytes]:
    """What the customers of a store are known by: each a word that nothing else is called by."""
    columns = (
        t.customer.c.surname, t.customer.c.birth_date, t.customer_number.c.number, t.email.c.address, t.phone.c.number,
        t.order.c.number,
    )  # fmt: skip
    found: set[str] = set()
    with store.engines.reading() as connection:
        for column in columns:
            found |= {str(value) for value in connection.scalars(select(column).where(column.is_not(None)))}
    plain = {value.removeprefix("#") for value in found}
    return frozenset(value.encode() for value in plain if len(value) >= LETTERS and " " not in value)


def words_of(held: bytes) -> set[bytes]:
    """The words in some bytes, in UTF-8 as in UTF-16."""
    return set(_WORD.findall(held)) | set(_WORD.findall(held.replace(b"\0", b"")))


class Titles(QObject):
    """Every title that a window of the program has had while it was in use."""

    def __init__(self, application: QApplication) -> None:
        super().__init__()
        self.seen: set[str] = set()
        application.focusWindowChanged.connect(self.watch)

    def watch(self, window: QWindow | None) -> None:
        """Note the title of a window, and what becomes of it."""
        if window is not None:
            self._note(window.title())
            window.windowTitleChanged.connect(self._note)

    def _note(self, title: str) -> None:
        self.seen.add(title)


@dataclass
class Traces:
    """What is looked for. `files` are names of files that a test itself has put there."""

    known: frozenset[bytes]
    titles: Titles
    files: set[str] = field(default_factory=set)

    def found(self, files: dict[Path, bytes], texts: Mapping[str, Iterable[str]]) -> list[str]:
        """Each place where something was found, with what it was."""
        places = {str(path): held for path, held in files.items() if path.name not in self.files}
        places |= {place: "\n".join(lines).encode("utf-8", "surrogatepass") for place, lines in texts.items()}
        places["window titles"] = "\n".join(self.titles.seen).encode()
        places["clipboard"] = QGuiApplication.clipboard().text().encode()
        return [
            f"{word.decode()} in {place}"
            for place, held in places.items()
            for word in sorted(words_of(held) & self.known)
        ]


def temporary_files() -> list[str]:
    """Names of the temporary files made since this was last asked, but for the keys of a test's own servers."""
    made, _TEMPORARY[:] = list(_TEMPORARY), []
    return [name for name in made if not name.endswith(".pem")]


def _note(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "tempfile.mkstemp":
        _TEMPORARY.append(str(arguments[0]))


sys.addaudithook(_note)
