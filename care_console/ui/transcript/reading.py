"""Turns a conversation into lines to be read: pauses said in words, long messages in pieces, nothing unprintable."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.transcripts import Speaker
from care_console.ui.chat_words import began, how_much, kept_chip, length, note, printable, title
from care_console.ui.transcript.data import Line, Side, TranscriptView
from care_console.ui.words import clock, day

if TYPE_CHECKING:
    from care_console.domain.transcripts import Message
    from care_console.services.transcripts import OpenedTranscript

PAUSE = timedelta(minutes=3)
"""A silence from this on is said."""
PIECE = 1200
"""Characters in one row: a message of a megabyte is laid out row by row, as it is scrolled to."""

_SIDES = {Speaker.CUSTOMER: Side.CUSTOMER, Speaker.ADVISOR: Side.ADVISOR, Speaker.SYSTEM: Side.NOBODY}


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("transcript", text)


def transcript_view(opened: OpenedTranscript, customer: str, brand: str) -> TranscriptView:
    """A conversation between `customer` and the brand's advisor."""
    chat = opened.conversation
    lasted = length(chat.ended_at - chat.started_at)
    return TranscriptView(
        title=title(chat.advisor),
        note=note(brand, began(chat.started_at), lasted, how_much(len(chat.messages)), chat.topic),
        kept=kept_chip(opened.last_day),
        lines=tuple(_lines(chat.messages, customer, chat.advisor)),
    )


def _lines(messages: tuple[Message, ...], customer: str, advisor: str) -> Iterator[Line]:
    names = {
        Speaker.CUSTOMER: customer,
        Speaker.ADVISOR: printable(advisor) or tr("Advisor"),
        Speaker.SYSTEM: tr("Chat"),
    }
    before: Message | None = None
    for message in messages:
        paused = before is not None and message.at - before.at >= PAUSE
        if before is not None and message.at.astimezone().date() != before.at.astimezone().date():
            yield Line(Side.NOBODY, day(message.at), spoken=day(message.at))
        elif paused and before is not None:
            words = tr("{0} later").format(length(message.at - before.at))
            yield Line(Side.NOBODY, words, spoken=words)
        goes_on = before is not None and before.speaker is message.speaker and not paused
        name, time = names[message.speaker], clock(message.at)
        for place, piece in enumerate(pieces(printable(message.text))):
            head = "" if place or goes_on or message.speaker is Speaker.SYSTEM else f"{name}  {time}"
            yield Line(_SIDES[message.speaker], piece, head, f"{name}, {time}: {piece}")
        before = message


def pieces(text: str) -> Iterator[str]:
    """The text in rows of at most `PIECE` characters, broken between words where there are any."""
    start = 0
    while len(text) - start > PIECE:
        space = max(text.rfind(" ", start, start + PIECE), text.rfind("\n", start, start + PIECE))
        end = space + 1 if space > start else start + PIECE
        yield text[start:end]
        start = end
    yield text[start:]
