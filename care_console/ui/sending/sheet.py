"""Turns a copy into the lines of the mail, each leading back to the characters of the original that it shows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from care_console.domain.copies import INDENT
from care_console.domain.messages import clean_text
from care_console.domain.redaction import BLOCK, Span
from care_console.ui.sending.data import Piece, Row, Sheet

if TYPE_CHECKING:
    from care_console.domain.transcripts import Conversation
    from care_console.services.copies import Preview

_CHARACTERS = re.compile(r"\r\n|.", re.DOTALL)


def sheet_of(preview: Preview, conversation: Conversation, spans: Sequence[Span]) -> Sheet:
    """The mail's text in lines; what stands around the conversation is in it as it goes, too."""
    if not conversation.messages:
        return Sheet(tuple(map(Row, preview.text.split("\n"))), ())
    before, _, after = preview.text.partition(preview.talk.plain())
    rows = [Row(text) for text in before.split("\n")[:-1]]
    pieces: list[tuple[Piece, ...]] = []
    for index, line in enumerate(preview.talk.lines):
        hidden = [span for span in spans if span.message == index]
        pieces.append(tuple(_pieces(conversation.messages[index].text, hidden)))
        rows += [Row("")] if index else []
        rows.append(Row(line.head))
        offset = 0
        for text in line.text.split("\n"):
            rows.append(Row(f"{INDENT}{text}", index, offset, len(INDENT)))
            offset += len(text) + 1
    rows += [Row(text) for text in after.split("\n")[1:]]
    return Sheet(tuple(rows), tuple(pieces))


def _pieces(text: str, hidden: Sequence[Span]) -> Iterator[Piece]:
    """The pieces of one message, in order, without gaps; at least one."""
    shown = done = 0
    for span in (*hidden, None):
        end = len(text) if span is None else span.start
        for piece in _legible(text, done, end, shown):
            yield piece
            shown = piece.end
        if span is not None:
            yield Piece(shown, shown + len(BLOCK), span.start, span.end, linear=False)
            shown += len(BLOCK)
            done = span.end
    if not text:
        yield Piece(0, 0, 0, 0)


def _legible(text: str, start: int, end: int, shown: int) -> Iterator[Piece]:
    """What is not hidden: one piece, or where cleaning changes its length a piece for each character."""
    part = text[start:end]
    if not part:
        return
    if "\r\n" not in part or len(clean_text(part)) == len(part):
        yield Piece(shown, shown + len(part), start, end)
        return
    for found in _CHARACTERS.finditer(part):
        yield Piece(shown, shown + 1, start + found.start(), start + found.end(), linear=False)
        shown += 1
