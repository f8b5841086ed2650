"""Measures what redaction proposes against labelled chats (the tab-separated form of MultiDoGO's paper splits)."""

from __future__ import annotations

import re
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from care_console.domain.errors import ToldError
from care_console.domain.redaction import Span, propose
from care_console.domain.transcripts import Conversation, Message, Speaker

SENSITIVE: Final = (
    "card_number",
    "ssn",
    "account_number",
    "target_account_number",
    "account_id",
    "password",
    "email_address",
    "phone_number",
)
"""The labels of what may not leave in a copy; the others name harmless things, or the customers themselves."""

_COLUMNS: Final = 6
_OUTSIDE: Final = "O"
_LONG_RUN: Final = re.compile(r"(?<!\d)\d(?:[ -]?\d){12,18}(?![ -]?\d)")
_WHEN: Final = datetime(2020, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Said:
    """A message with its words, as (start, end) in the text, and a label for each."""

    text: str
    words: tuple[tuple[int, int], ...]
    labels: tuple[str, ...]

    def labelled(self) -> Iterator[tuple[str, int, int]]:
        """Each run of one label: the label, and start and end in the text."""
        first = 0
        for at, label in enumerate(self.labels):
            if at + 1 == len(self.labels) or self.labels[at + 1] != label:
                if label != _OUTSIDE:
                    yield label, self.words[first][0], self.words[at][1]
                first = at + 1


@dataclass(slots=True)
class _Counts:
    messages: int = 0
    skipped: int = 0
    seconds: float = 0.0
    labelled: Counter[str] = field(default_factory=Counter)
    covered: Counter[str] = field(default_factory=Counter)
    without_digits: Counter[str] = field(default_factory=Counter)
    proposed: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)


def bench_redaction(files: Iterable[Path]) -> dict[str, object]:
    """Recall per label of the files, precision per label of the product, and the time it took.

    A labelled span counts as found when all of it is proposed, whatever it was taken for; a proposal counts as right
    when any of it bears a sensitive label. `digits_13_19` are runs of 13 to 19 digits, in groups or not. Raises
    ToldError for a file that cannot be read.
    """
    counts = _Counts()
    for file in files:
        conversations, skipped = read_labelled(file)
        counts.skipped += skipped
        for conversation in conversations:
            _measure(conversation, counts)
    return _figures(counts)


def read_labelled(file: Path) -> tuple[list[list[Said]], int]:
    """The conversations of a file, and how many records have another number of labels than of words.

    Columns: conversation, turn, utterance id, utterance, labels, intent. A line break inside an utterance makes a
    record of two lines, which is put together again. Raises ToldError for a file that cannot be read so.
    """
    try:
        lines = file.read_text(encoding="utf-8").split("\n")[1:]
    except (OSError, UnicodeDecodeError):
        raise ToldError(f"{file.name} cannot be read as a file of labelled chats.") from None
    conversations: dict[str, list[Said]] = {}
    skipped = 0
    record = ""
    for line in lines:
        record = f"{record}\n{line}" if record else line
        if record.count("\t") < _COLUMNS - 1:
            continue
        columns = record.split("\t")
        record = ""
        words = tuple(found.span() for found in re.finditer(r"[^\s\"]+", columns[3]))
        labels = tuple(columns[4].split())
        if len(words) == len(labels):
            conversations.setdefault(columns[0], []).append(Said(columns[3], words, labels))
        else:
            skipped += 1
    if not conversations:
        raise ToldError(f"{file.name} holds no labelled chats.", todo="It has six columns, separated by tabs.")
    return list(conversations.values()), skipped


def _measure(said: Sequence[Said], counts: _Counts) -> None:
    messages = tuple(Message(_WHEN, Speaker.CUSTOMER, each.text) for each in said)
    conversation = Conversation("", "", "", _WHEN, _WHEN, messages=messages)
    began = time.perf_counter()
    spans = propose(conversation)
    counts.seconds += time.perf_counter() - began
    counts.messages += len(said)
    for index, message in enumerate(said):
        here = [span for span in spans if span.message == index]
        for label, start, end in message.labelled():
            counts.labelled[label] += 1
            counts.covered[label] += _covers(here, message, start, end)
            counts.without_digits[label] += not any(each.isdecimal() for each in message.text[start:end])
        for run in _LONG_RUN.finditer(message.text):
            counts.labelled["digits_13_19"] += 1
            counts.covered["digits_13_19"] += _covers(here, message, *run.span())
        for span in here:
            counts.proposed[span.label.value] += 1
            counts.right[span.label.value] += _is_right(span, message)


def _covers(spans: Sequence[Span], message: Said, start: int, end: int) -> bool:
    words = [(max(a, start), min(b, end)) for a, b in message.words if a < end and b > start]
    return all(any(span.start <= a and span.end >= b for span in spans) for a, b in words)


def _is_right(span: Span, message: Said) -> bool:
    return any(label in SENSITIVE and start < span.end and end > span.start for label, start, end in message.labelled())


def _figures(counts: _Counts) -> dict[str, object]:
    figures: dict[str, object] = {
        "messages": counts.messages,
        "skipped": counts.skipped,
        "seconds": round(counts.seconds, 3),
    }
    for label in ("digits_13_19", *SENSITIVE):
        if counts.labelled[label]:
            figures[f"recall.{label}"] = round(counts.covered[label] / counts.labelled[label], 4)
            figures[f"spans.{label}"] = counts.labelled[label]
            figures[f"spans_without_digits.{label}"] = counts.without_digits[label]
    for label, proposed in sorted(counts.proposed.items()):
        figures[f"precision.{label}"] = round(counts.right[label] / proposed, 4)
        figures[f"proposed.{label}"] = proposed
    together = sum(counts.labelled[label] for label in SENSITIVE)
    if together:
        figures["recall.all"] = round(sum(counts.covered[label] for label in SENSITIVE) / together, 4)
    if counts.proposed:
        figures["precision.all"] = round(counts.right.total() / counts.proposed.total(), 4)
    return figures
