"""Reads import files row by row: CSV, JSON Lines and JSON, plain or gzip-compressed, whatever is wrong with them.

A row that cannot be read is refused with its line and the reason, and reading goes on behind it. No row is longer than
`LONGEST_ROW`, so that no file can fill the memory.
"""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import BufferedReader
from pathlib import Path
from typing import IO, Any, Final, cast

import msgspec

from care_console.domain.errors import ToldError
from care_console.domain.intake import Remark
from care_console.services.intake.elements import LONGEST_ROW, TOO_LONG, Element, elements

Raw = dict[str, Any]
Read = tuple[int, Raw] | Remark

_DEEPEST: Final = 40
_NOT_TEXT: Final = "this is not text in UTF-8; save the file as UTF-8"
_NOT_JSON: Final = "this is no complete JSON object"
_DAMAGED: Final = "the compressed file is damaged from here on; the rows above were read"
_GZIP: Final = b"\x1f\x8b"
_BOM: Final = b"\xef\xbb\xbf"
_UTF_16: Final = (b"\xff\xfe", b"\xfe\xff")
KEY: Final = "$key"
"""Under this name a JSON object of objects gives each record the name that it stands under."""


class Format(StrEnum):
    """The forms of import files."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    JSON = "json"


class FileError(ToldError):
    """A file that cannot be read as a whole."""


def _told(happened: str, todo: str) -> FileError:
    return FileError(happened, safe="Nothing was imported from it.", todo=todo)


def format_of(path: Path) -> Format:
    """The form that a file's name tells. Raises FileError for one that tells none."""
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    last = suffixes[-2:-1] if suffixes[-1:] == [".gz"] else suffixes[-1:]
    found = {".csv": Format.CSV, ".jsonl": Format.JSON_LINES, ".ndjson": Format.JSON_LINES, ".json": Format.JSON}
    if not last or last[0] not in found:
        raise _told(
            "The name of the file does not tell what form it has.",
            "Name it .csv, .jsonl or .json (and .gz if compressed), or say its form.",
        )
    return found[last[0]]


@dataclass
class Opened:
    """An open file: `position` tells how many of its bytes on disk have been read, for progress."""

    disk: BufferedReader
    content: IO[bytes]
    lines: int = 0

    def position(self) -> int:
        """Bytes read so far."""
        return self.disk.tell()


@contextmanager
def opened(path: Path) -> Iterator[Opened]:
    """Open a file, looking into it for compression and for encodings that are not read. Raises FileError."""
    try:
        disk = path.open("rb")
    except OSError as error:
        raise _told("The file cannot be opened.", "Check that it exists, and that you may read it.") from error
    with disk:
        head = disk.peek(4)[:4]
        if head.startswith(_UTF_16):
            raise _told("The file is in UTF-16.", "Save it as UTF-8, then import it again.")
        content = cast("IO[bytes]", gzip.GzipFile(fileobj=disk)) if head.startswith(_GZIP) else cast("IO[bytes]", disk)
        yield Opened(disk, content)


def read(source: Opened, form: Format) -> Iterator[Read]:
    """Every row with its line, or what is wrong with it. Raises FileError for a table without a usable head."""
    reading: dict[Format, Callable[[Opened], Iterator[Read]]] = {
        Format.CSV: _read_csv,
        Format.JSON_LINES: _read_json_lines,
        Format.JSON: _read_json,
    }
    try:
        yield from reading[form](source)
    except (gzip.BadGzipFile, EOFError, zlib.error):
        yield Remark(source.lines + 1, _DAMAGED)


def _lines(source: Opened) -> Iterator[tuple[int, bytes | None]]:
    """Each line with its number; None for one that is too long, which is read past."""
    while line := source.content.readline(LONGEST_ROW):
        source.lines += 1
        number = source.lines
        if number == 1:
            line = line.removeprefix(_BOM)
        if len(line) >= LONGEST_ROW - len(_BOM) and not line.endswith(b"\n"):
            while (rest := source.content.readline(LONGEST_ROW)) and not rest.endswith(b"\n"):
                pass
            yield number, None
        else:
            yield number, line


def _read_json_lines(source: Opened) -> Iterator[Read]:
    for number, line in _lines(source):
        if line is None:
            yield Remark(number, TOO_LONG)
        elif line.strip():
            yield _decoded(number, line, None)


def _read_json(source: Opened) -> Iterator[Read]:
    for element in elements(source.content.read):
        source.lines = element.line
        if element.fault:
            yield Remark(element.line, element.fault)
        else:
            yield _decoded(element.line, element.body, _key(element))


def _key(element: Element) -> str | None:
    try:
        return None if element.key is None else str(msgspec.json.decode(element.key, type=str))
    except (msgspec.DecodeError, UnicodeDecodeError):
        return ""


def _decoded(line: int, body: bytes, key: str | None) -> Read:
    try:
        record = msgspec.json.decode(body)
    except UnicodeDecodeError:
        return Remark(line, _NOT_TEXT)
    except (msgspec.DecodeError, RecursionError):
        return Remark(line, _NOT_JSON)
    if not isinstance(record, dict):
        return Remark(line, _NOT_JSON)
    if body.count(b"[") + body.count(b"{") > _DEEPEST and _depth_over(record, _DEEPEST):
        return Remark(line, "it is nested too deeply")
    if key is not None:
        record[KEY] = key
    return line, record


def _depth_over(value: object, allowed: int) -> bool:
    if allowed < 0:
        return True
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return any(_depth_over(each, allowed - 1) for each in inner if isinstance(each, dict | list))


class _Feed:
    """Hands the lines of a file to the CSV reader, and remembers which it had to spoil to go on."""

    def __init__(self, source: Opened) -> None:
        self._lines = _lines(source)
        self.first = 0
        self.fault = ""

    def start(self) -> None:
        """A new row begins."""
        self.first = 0
        self.fault = ""

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, line = next(self._lines)
        self.first = self.first or number
        if line is None:
            self.fault = TOO_LONG
            return "\n"
        try:
            return line.decode()
        except UnicodeDecodeError:
            self.fault = self.fault or _NOT_TEXT
            return line.decode(errors="replace")


def _read_csv(source: Opened) -> Iterator[Read]:
    feed = _Feed(source)
    first = next(feed, "")
    if feed.fault:
        raise _told(f"The first line of the file cannot be used: {feed.fault}.", "Correct it, then import again.")
    delimiter = max(",;\t", key=first.count)
    names = next(csv.reader([first], delimiter=delimiter), [])
    if not names or any(not name.strip() for name in names) or len(set(names)) != len(names):
        raise _told(
            "The first line of the table must name every column, each name once.", "Correct it, then import again."
        )
    rows = csv.reader(feed, delimiter=delimiter, strict=True)
    while True:
        feed.start()
        try:
            values = next(rows)
        except StopIteration:
            return
        except csv.Error:
            yield Remark(feed.first, "its quotation marks are not closed, or a field is too long")
            continue
        yield from _table_row(feed, names, values)


def _table_row(feed: _Feed, names: list[str], values: list[str]) -> Iterator[Read]:
    if feed.fault:
        yield Remark(feed.first, feed.fault)
    elif len(values) == len(names):
        yield feed.first, {name: value for name, value in zip(names, values, strict=True) if value.strip()}
    elif values:
        yield Remark(feed.first, f"it has {len(values)} columns where the first line names {len(names)}")
