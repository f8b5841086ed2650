"""What the sending page shows. Every text is ready to be shown; nothing that is hidden in the copy is in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field

from care_console.domain.redaction import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters `start` to `end` of a message as shown, and the characters of the original that they stand for.

    `linear`: one for one; else all of them stand for all of the others.
    """

    start: int
    end: int
    origin: int
    origin_end: int
    linear: bool = True


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the mail. `message` is -1 outside the conversation and on heads; else its text begins after `indent`.

    `offset` is where the line begins in the message as shown.
    """

    text: str = field(repr=False)
    message: int = -1
    offset: int = 0
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Sheet:
    """The text of the mail in lines, and per message the pieces that lead back to the original."""

    rows: tuple[Row, ...] = ()
    pieces: tuple[tuple[Piece, ...], ...] = ()

    def original(self, message: int, start: int, end: int) -> Span:
        """What the characters `start` to `end` of a message as shown stand for; `start` is less than `end`."""
        pieces = self.pieces[message]
        first, last = _piece(pieces, start), _piece(pieces, end - 1)
        begins = first.origin + (start - first.start if first.linear else 0)
        ends = last.origin + end - last.start if last.linear else last.origin_end
        return Span(message, begins, ends)

    def shown(self, message: int, origin: int) -> int:
        """Where a character of the original is in its message as shown."""
        for piece in self.pieces[message]:
            if piece.origin <= origin < piece.origin_end:
                return piece.start + (origin - piece.origin if piece.linear else 0)
        return 0


def _piece(pieces: tuple[Piece, ...], offset: int) -> Piece:
    return pieces[max(bisect_right(pieces, offset, key=lambda each: each.start) - 1, 0)]


@dataclass(frozen=True, slots=True)
class FindingView:
    """One place that is hidden, or was proposed and stays legible: `title`, where, and the words around it."""

    title: str
    place: str
    context: str
    hidden: bool
    span: Span
    note: str = ""
    """Why it stays legible, or why it must be hidden."""


@dataclass(frozen=True, slots=True)
class RecipientView:
    """An address that the copy may go to; `note` tells under what condition."""

    key: str
    words: str
    note: str
    needs_lead: bool
    warns: bool


@dataclass(frozen=True, slots=True)
class CopyView:
    """The copy as it goes."""

    sender: str
    subject: str
    attachment: str
    sheet: Sheet
    findings: tuple[FindingView, ...]
