"""Cuts a JSON document into its elements without reading it whole: the members of its outermost array or object.

Only strings and brackets are followed here; each element is decoded by itself afterwards, so that a broken one costs
nothing but itself, and no element is kept beyond `LONGEST_ROW`. Source: RFC 8259.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

LONGEST_ROW: Final = 1 << 20
"""Bytes of one row; a longer one is refused."""
TOO_LONG: Final = f"it is longer than {LONGEST_ROW:,} bytes"

_CHUNK: Final = 1 << 16
_TOKEN: Final = re.compile(rb'[^"{}\[\],:\n]+|["{}\[\],:\n]')
_STRING: Final = re.compile(rb'[^"\\\n]+|["\\\n]')
_BLANK: Final = b" \t\r\n"
_DEEPEST: Final = 1_000
_TOO_DEEP: Final = "it is nested too deeply; nothing behind it was read"
_UNENDED: Final = "the document ends within this row"
_NEITHER: Final = "the document is neither a list nor an object of rows"


@dataclass(frozen=True, slots=True)
class Element:
    """One member: the line that it begins on, its bytes, its name in quotes if it has one; or what is wrong."""

    line: int
    body: bytes = b""
    key: bytes | None = None
    fault: str = ""


class _Cutter:
    """Follows brackets and strings through the bytes, and puts elements together."""

    def __init__(self) -> None:
        self.line = 1
        self._begun = 1
        self._depth = 0
        self._in_string = False
        self._escaped = False
        self._parts: list[bytes] = []
        self._size = 0
        self._key: bytes | None = None
        self._is_object = False
        self.ended = False

    def feed(self, chunk: bytes) -> Iterator[Element]:
        """Take the next bytes, give the elements that end in them."""
        position = 0
        while position < len(chunk) and not self.ended:
            if self._escaped:
                self._keep(chunk[position : position + 1])
                self._escaped = False
                position += 1
                continue
            found = (_STRING if self._in_string else _TOKEN).match(chunk, position)
            if found is None:
                return
            position = found.end()
            if self._in_string:
                self._string(found[0])
            else:
                yield from self._token(found[0])

    def finish(self) -> Iterator[Element]:
        """Tell what is left when the bytes end."""
        if not self.ended:
            yield Element(self._begun, fault=_UNENDED if self._depth else _NEITHER)

    def _keep(self, part: bytes) -> None:
        if part == b"\n":
            self.line += 1
        if not self._size and not part.strip(_BLANK):
            return
        if not self._size:
            self._begun = self.line
        self._size += len(part)
        if self._size <= LONGEST_ROW:
            self._parts.append(part)
        else:
            self._parts.clear()

    def _string(self, part: bytes) -> None:
        self._keep(part)
        if part == b"\\":
            self._escaped = True
        elif part == b'"':
            self._in_string = False

    def _token(self, part: bytes) -> Iterator[Element]:
        if self._depth == 0:
            yield from self._outermost(part)
        elif self._depth == 1 and part in b",]}":
            yield from self._cut()
            self.ended = part != b","
        elif self._depth == 1 and part == b":" and self._is_object and self._key is None:
            self._key = b"".join(self._parts).strip(_BLANK)
            self._parts.clear()
            self._size = 0
        else:
            self._depth += (part in b"{[") - (part in b"]}")
            self._in_string = part == b'"'
            self._keep(part)
            if self._depth > _DEEPEST:
                self.ended = True
                yield Element(self._begun, fault=_TOO_DEEP)

    def _outermost(self, part: bytes) -> Iterator[Element]:
        if part in (b"[", b"{"):
            self._depth = 1
            self._is_object = part == b"{"
        elif part == b"\n":
            self.line += 1
        elif part.strip(_BLANK):
            self.ended = True
            yield Element(self.line, fault=_NEITHER)

    def _cut(self) -> Iterator[Element]:
        if self._size > LONGEST_ROW:
            yield Element(self._begun, fault=TOO_LONG)
        elif self._size:
            yield Element(self._begun, b"".join(self._parts), self._key)
        self._parts.clear()
        self._size = 0
        self._key = None


def elements(read: Callable[[int], bytes]) -> Iterator[Element]:
    """The elements of the document whose bytes `read` gives, at most so many at a call."""
    cutter = _Cutter()
    chunk = read(_CHUNK).removeprefix(b"\xef\xbb\xbf")
    while chunk:
        yield from cutter.feed(chunk)
        chunk = b"" if cutter.ended else read(_CHUNK)
    yield from cutter.finish()
