"""The copy of a conversation as it leaves: line by line, and by what rules its redaction may be adjusted (T2).

What was proposed may be left legible only with a reason, and a valid card number never (PCI DSS 3.4). A line has a head
(time and name), and its text stands apart from it in every form of the copy, so that nobody's text reads as somebody
else's line.
"""

from __future__ import annotations

import html
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from enum import StrEnum
from typing import Final

from care_console.domain.card_numbers import holds_card_number
from care_console.domain.messages import clean_text, one_line
from care_console.domain.redaction import Span
from care_console.domain.transcripts import Conversation, Speaker

INDENT: Final = "  "
"""Before each line of a message's text: a text that looks like a head is none."""
_BLOCK: Final = '<span style="display:block;margin:0 0 .7em">{}</span>'
_HEAD: Final = '<span style="display:block;color:#52525b;font-size:14px">{}</span>'
_TEXT: Final = '<span style="display:block;overflow-wrap:anywhere;word-break:break-word" dir="{}">{}</span>'


class WhyKept(StrEnum):
    """Why something proposed stays legible in a copy."""

    HARMLESS = "harmless"
    """Neither a payment detail nor a secret: an order's number, a size, a year."""
    OWN = "own"
    """The customer's own detail, which they ask to keep."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A proposal that somebody leaves legible, and why."""

    span: Span
    why: WhyKept


@dataclass(frozen=True, slots=True)
class Adjusted:
    """What will be hidden in a copy, and what was proposed and will not be."""

    spans: tuple[Span, ...]
    kept: tuple[Kept, ...] = ()


def text_of(conversation: Conversation, span: Span) -> str:
    """The text that a span covers."""
    whole = conversation.topic if span.message < 0 else conversation.messages[span.message].text
    return whole[span.start : span.end]


def must_hide(conversation: Conversation, span: Span) -> bool:
    """Whether no reason leaves a span legible: it holds a card number with a valid check digit."""
    return holds_card_number(text_of(conversation, span))


def uncovered(proposed: Iterable[Span], adjusted: Adjusted) -> list[Span]:
    """The proposals that are neither hidden whole nor left legible with a reason."""
    excused = [kept.span for kept in adjusted.kept]
    return [span for span in proposed if not _within(span, adjusted.spans) and not _within(span, excused)]


def _within(span: Span, spans: Iterable[Span]) -> bool:
    return any(one.message == span.message and one.start <= span.start and span.end <= one.end for one in spans)


@dataclass(frozen=True, slots=True)
class Line:
    """One message of a copy: who, when in hours and minutes, and its text."""

    speaker: Speaker
    name: str = field(repr=False)
    time: str
    text: str = field(repr=False)

    @property
    def head(self) -> str:
        """As it stands above the text."""
        return f"{self.time}{INDENT}{self.name}"

    def marked_head(self) -> str:
        """As `head`, in HTML."""
        return f"{html.escape(self.time)}&nbsp; <b>{html.escape(self.name)}</b>"


@dataclass(frozen=True, slots=True)
class Talk:
    """The lines of a copy, for a mail text's `conversation`."""

    lines: tuple[Line, ...]

    def plain(self) -> str:
        """As text: each head at the margin, the text beneath it indented, an empty line between messages."""
        return "\n\n".join(
            "\n".join((line.head, *(f"{INDENT}{part}" for part in line.text.split("\n")))) for line in self.lines
        )

    def markup(self) -> str:
        """As HTML that may stand inside a paragraph; each text has its own direction."""
        return "\n".join(
            _BLOCK.format(
                _HEAD.format(f"<bdi>{line.marked_head()}</bdi>") + _TEXT.format(direction(line.text), breaks(line.text))
            )
            for line in self.lines
        )


def talk(conversation: Conversation, names: Mapping[Speaker, str], zone: tzinfo | None = None) -> Talk:
    """The lines of a (redacted) conversation; times are those of `zone`, of this computer where it is None."""
    return Talk(
        tuple(
            Line(message.speaker, one_line(names[message.speaker]), time_of(message.at, zone), clean_text(message.text))
            for message in conversation.messages
        )
    )


def time_of(moment: datetime, zone: tzinfo | None) -> str:
    """Hours and minutes."""
    return f"{moment.astimezone(zone):%H:%M}"


def breaks(text: str) -> str:
    """A text in HTML that keeps its lines and its spaces."""
    kept = html.escape(text).replace("  ", " \N{NO-BREAK SPACE}")
    return kept.replace("\n", "<br>\n")


def direction(text: str) -> str:
    """`rtl` or `ltr`: that of the first letter that has one (Unicode UAX 9, P2 and P3)."""
    for character in text:
        kind = unicodedata.bidirectional(character)
        if kind in ("R", "AL"):
            return "rtl"
        if kind == "L":
            return "ltr"
    return "ltr"


def read_back(text: str) -> Iterator[tuple[str, str, str]]:
    """Time, name and text of each line of `Talk.plain`, as whoever reads a mail can tell them apart."""
    head, said = "", list[str]()
    for row in (*text.split("\n"), ""):
        if row.startswith(INDENT):
            said.append(row.removeprefix(INDENT))
            continue
        if head and said:
            time, _, name = head.partition(INDENT)
            yield time, name, "\n".join(said)
        head, said = row, []
