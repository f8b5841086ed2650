"""Copies of conversations without what may not leave (policy T2): proposed, adjusted by a person, cut out for good.

`propose` finds, `add` and `drop` adjust, `redact` makes the copy. Each redacted span becomes one block of a fixed
length, so that the copy tells neither the text nor how long it was; a conversation and its copy share no object that
holds redacted text.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from care_console.domain.findings import CARD_DIGITS, Found, Label, Own
from care_console.domain.numbers_said import BLOCK_CHARACTER, Token, tokens_of
from care_console.domain.sensitive import Reading, read
from care_console.domain.transcripts import Conversation, Speaker

BLOCK: Final = BLOCK_CHARACTER * 6
TOPIC: Final = -1
"""In the place of a message's index: the conversation's topic."""

_ROUNDS: Final = 4
_PATIENCE: Final = 2
"""Messages between two parts of a number, and between a question and its answer."""
_MOST_SPREAD: Final = 24
_FEW_WORDS: Final = 3
_LEAST_ECHO: Final = 4


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters `start` to `end` of a message, by its index, or of the `TOPIC`."""

    message: int
    start: int
    end: int
    label: Label = Label.CHOSEN


def propose(conversation: Conversation, own: Own | None = None) -> tuple[Span, ...]:
    """What ought to be redacted, in order and without overlaps; `own` is what may stay."""
    texts = [conversation.topic, *(message.text for message in conversation.messages)]
    speakers = [Speaker.SYSTEM, *(message.speaker for message in conversation.messages)]
    spans: list[Span] = []
    reader = _Reader(own or Own())
    for _ in range(_ROUNDS):
        more = _look(texts, speakers, reader)
        if not more:
            break
        spans += more
        for index, found in _by_message(more).items():
            texts[index + 1] = _hidden(texts[index + 1], found)
    return _tidy(spans)


def add(spans: Iterable[Span], span: Span) -> tuple[Span, ...]:
    """With one more; it is joined with those it overlaps. Raises ValueError for an empty one."""
    if not 0 <= span.start < span.end:
        raise ValueError("a span holds at least one character")
    return _tidy([*spans, span])


def drop(spans: Iterable[Span], message: int, offset: int) -> tuple[Span, ...]:
    """Without the span that covers a character."""
    return tuple(span for span in spans if not (span.message == message and span.start <= offset < span.end))


def redact(conversation: Conversation, spans: Iterable[Span]) -> Conversation:
    """A copy in which each span is one block, and text outside the spans is as it was.

    The advisor, the reference and the topic lose what was redacted from the messages, should they hold it. Raises
    IndexError for a span of a message that there is not, ValueError for one that ends after its text.
    """
    by_message = _by_message(_tidy(spans))
    messages = list(conversation.messages)
    taken: set[str] = set()
    topic = conversation.topic
    for index, found in by_message.items():
        if not TOPIC <= index < len(messages):
            raise IndexError("no such message")
        text = topic if index == TOPIC else messages[index].text
        if found[-1].end > len(text):
            raise ValueError("a span ends after its text")
        for span in found:
            taken.update(_telling(tokens_of(text[span.start : span.end]), span.label))
        cut = _cut(text, found)
        if index == TOPIC:
            topic = cut
        else:
            messages[index] = replace(messages[index], text=cut)
    return replace(
        conversation,
        reference=_without(conversation.reference, taken),
        advisor=_without(conversation.advisor, taken),
        topic=_without(topic, taken),
        messages=tuple(messages),
    )


@dataclass(slots=True)
class _Reader:
    """Reads messages, and those that did not change since the last round only once."""

    own: Own
    known: dict[int, tuple[str, Label | None, Reading]] = field(default_factory=dict)

    def read(self, index: int, text: str, asked: Label | None) -> Reading:
        known = self.known.get(index)
        if known and known[0] == text and known[1] is asked:
            return known[2]
        reading = read(text, asked, self.own)
        self.known[index] = (text, asked, reading)
        return reading


def _look(texts: Sequence[str], speakers: Sequence[Speaker], reader: _Reader) -> list[Span]:
    """One look at everything; index 0 is the topic."""
    readings = _read_all(texts, speakers, reader)
    found = {index: list(reading.found) for index, reading in enumerate(readings) if reading.found}
    for index, more in _spread(readings, speakers).items():
        found.setdefault(index, []).extend(more)
    for index, more in _echoes(texts, readings, found).items():
        found.setdefault(index, []).extend(more)
    return [
        Span(index - 1, each.start, each.end, each.label)
        for index, each_found in found.items()
        for each in each_found
        if texts[index][each.start : each.end].strip(BLOCK_CHARACTER + " ")
    ]


def _read_all(texts: Sequence[str], speakers: Sequence[Speaker], reader: _Reader) -> list[Reading]:
    """Every message, each with what those before it lead one to expect."""
    readings = [reader.read(0, texts[0], None)]
    asked: dict[Speaker, tuple[int, Label]] = {}
    trailing: dict[Speaker, tuple[int, Label]] = {}
    for index in range(1, len(texts)):
        speaker = speakers[index]
        others = [each for who, each in asked.items() if who is not speaker]
        hints = [each for each in (*others, trailing.get(speaker)) if each and index - each[0] <= _PATIENCE + 1]
        reading = reader.read(index, texts[index], max(hints)[1] if hints else None)
        readings.append(reading)
        label = reading.asks_for()
        if label is not None:
            asked[speaker] = (index, label)
            if reading.trails_off():
                trailing[speaker] = (index, label)
    return readings


def _spread(readings: Sequence[Reading], speakers: Sequence[Speaker]) -> dict[int, list[Found]]:
    """Card numbers of which each message brings a part."""
    found: dict[int, list[Found]] = defaultdict(list)
    open_parts: dict[Speaker, list[tuple[int, int, int, int]]] = defaultdict(list)
    for index, reading in enumerate(readings):
        if reading.told:
            for who in Speaker:
                if who is not speakers[index]:
                    open_parts[who].clear()
        parts = open_parts[speakers[index]]
        part = _part(reading, going=bool(parts))
        if part is None:
            continue
        if parts and index - parts[-1][0] > _PATIENCE + 1:
            parts.clear()
        parts.append((index, *part))
        while sum(each[3] for each in parts) > _MOST_SPREAD:
            parts.pop(0)
        if len(parts) > 1 and sum(each[3] for each in parts) >= CARD_DIGITS:
            for place, start, end, _ in parts:
                found[place].append(Found(start, end, Label.CARD))
    return {index: sorted(set(each)) for index, each in found.items()}


def _part(reading: Reading, *, going: bool) -> tuple[int, int, int] | None:
    """Start, end and count of the digits in a message that may be part of a longer number."""
    if not reading.numbers:
        return None
    number = reading.numbers[0] if going else reading.numbers[-1]
    count = len(number.digits)
    alone = reading.words_beside(number) == 0
    at_edge = number.first == 0 if going else number.last == len(reading.tokens) - 1
    if number.glued or not (1 if alone else 3) <= count < CARD_DIGITS or reading.asks_for() is Label.PLAIN:
        return None
    return (number.start, number.end, count) if at_edge or reading.words_beside(number) <= _FEW_WORDS else None


def _echoes(texts: Sequence[str], readings: Sequence[Reading], found: dict[int, list[Found]]) -> dict[int, list[Found]]:
    """Where else the conversation says what was found."""
    labels: dict[str, Label] = {}
    for index, each_found in found.items():
        for each in each_found:
            if each.label not in (Label.EMAIL, Label.PHONE):
                said = _telling(tokens_of(texts[index][each.start : each.end]), each.label)
                labels.update(dict.fromkeys(said, each.label))
    echoes: dict[int, list[Found]] = {}
    if labels:
        for index, reading in enumerate(readings):
            tokens = reading.tokens
            again = [_whole(tokens, at, labels[each.text]) for at, each in enumerate(tokens) if each.text in labels]
            if again:
                echoes[index] = again
    return echoes


def _whole(tokens: Sequence[Token], at: int, label: Label) -> Found:
    """A token; of a password with the letters and digits that touch it, so that of `bluebird77` no `77` stays."""
    first = last = at
    if label not in (Label.PASSWORD, Label.CHOSEN):
        return Found(tokens[at].start, tokens[at].end, label)
    while first and tokens[first - 1].end == tokens[first].start and tokens[first - 1].text[0] != BLOCK_CHARACTER:
        first -= 1
    while last + 1 < len(tokens) and tokens[last].end == tokens[last + 1].start:
        last += 1
    return Found(tokens[first].start, tokens[last].end, label)


def _telling(tokens: Iterable[Token], label: Label) -> set[str]:
    """The parts of a redacted text that would tell it elsewhere: words of a password, numbers of anything."""
    return {
        token.text
        for token in tokens
        if len(token.text) >= _LEAST_ECHO
        and token.text[0] != BLOCK_CHARACTER
        and (token.text[0].isdecimal() or label in (Label.PASSWORD, Label.CHOSEN))
    }


def _without(text: str, taken: set[str]) -> str:
    found = [Span(0, token.start, token.end) for token in tokens_of(text) if token.text in taken] if taken else []
    return _cut(text, found)


def _by_message(spans: Iterable[Span]) -> dict[int, list[Span]]:
    by_message: dict[int, list[Span]] = defaultdict(list)
    for span in spans:
        by_message[span.message].append(span)
    return by_message


def _tidy(spans: Iterable[Span]) -> tuple[Span, ...]:
    """In order, overlapping and touching ones joined; the longest gives its label."""
    tidy: list[Span] = []
    longest = 0
    for span in sorted(spans):
        last = tidy[-1] if tidy else None
        if last is None or last.message != span.message or span.start > last.end:
            tidy.append(span)
            longest = span.end - span.start
            continue
        label = last.label if longest >= span.end - span.start else span.label
        longest = max(longest, span.end - span.start)
        tidy[-1] = replace(last, end=max(last.end, span.end), label=label)
    return tuple(tidy)


def _cut(text: str, spans: Iterable[Span]) -> str:
    parts: list[str] = []
    done = 0
    for span in spans:
        parts += (text[done : span.start], BLOCK)
        done = span.end
    return "".join((*parts, text[done:]))


def _hidden(text: str, spans: Iterable[Span]) -> str:
    """As `_cut`, with every offset kept."""
    parts: list[str] = []
    done = 0
    for span in sorted(spans):
        start = max(span.start, done)
        parts += (text[done:start], BLOCK_CHARACTER * max(0, span.end - start))
        done = max(done, span.end)
    return "".join((*parts, text[done:]))
