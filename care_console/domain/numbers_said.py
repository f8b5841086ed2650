"""Numbers as people type and say them in a chat: `4111-1111`, `four one double one`, a digit at a time.

Every function is linear in the length of the text, whatever it holds: all patterns are bounded and none nests repeats.
"""

from __future__ import annotations

import re
from collections.abc import Container, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

BLOCK_CHARACTER: Final = "\u2588"
"""What stands in the place of redacted text; a token of its own, however long it is."""

_TOKEN: Final = re.compile(rf"[^\W\d_]+|\d+|{BLOCK_CHARACTER}+")
_UNITS: Final = {
    "zero": "0", "nought": "0", "nil": "0", "one": "1", "two": "2", "three": "3", "four": "4", "five": "5", "six": "6",
    "seven": "7", "eight": "8", "nine": "9",
}  # fmt: skip
_TEENS: Final = {
    "ten": "10", "eleven": "11", "twelve": "12", "thirteen": "13", "fourteen": "14", "fifteen": "15", "sixteen": "16",
    "seventeen": "17", "eighteen": "18", "nineteen": "19",
}  # fmt: skip
_TENS: Final = {
    "twenty": "2", "thirty": "3", "forty": "4", "fourty": "4", "fifty": "5", "sixty": "6", "seventy": "7",
    "eighty": "8", "ninety": "9",
}  # fmt: skip
_TIMES: Final = {"double": 2, "triple": 3, "treble": 3}
NUMBER_WORDS: Final = frozenset((*_UNITS, *_TEENS, *_TENS))
"""Without any of these, and without digits, a text says no number."""
_ZERO_WITHIN: Final = frozenset({"o", "oh"})
_FILLERS: Final = frozenset({"then", "dash", "hyphen", "space", "um", "uh", "er"})
_SHORT_FILLER: Final = "and"
_SHORT: Final = 4
"""Between longer groups of digits than this, `and` tells two numbers apart."""
_COUNTING: Final = frozenset({"last", "first", "final"})
_WIDEST_GAP: Final = 5


class Token(NamedTuple):
    """A word, a run of digits or a block; `text` is folded, offsets are of the original text."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Number:
    """Digits that belong together: tokens `first` to `last`, characters `start` to `end`.

    `groups` are the digits as they were grouped. `glued` means that a letter touches it, as in `W1234` or `4th`.
    """

    first: int
    last: int
    start: int
    end: int
    groups: tuple[str, ...]
    glued: bool

    @property
    def digits(self) -> str:
        """All digits, 0 to 9."""
        return "".join(self.groups)


def tokens_of(text: str) -> list[Token]:
    """The tokens of a text, in order."""
    return [Token(found[0].casefold(), found.start(), found.end()) for found in _TOKEN.finditer(text)]


def digits_of(text: str) -> str:
    """The decimal digits of a text, of any script, as 0 to 9."""
    return "".join(str(int(character)) for character in text if character.isdecimal())


def numbers_in(text: str, tokens: Sequence[Token], apart: Container[int] = ()) -> list[Number]:
    """The numbers of a text; tokens whose index is in `apart` belong to none (dates, prices, times)."""
    found: list[Number] = []
    parts: list[tuple[int, int, str]] = []
    at = fillers = 0
    while at < len(tokens):
        value, used = ("", 1) if at in apart else _value(tokens, at, going=bool(parts))
        if not value and parts and fillers < 2 and at not in apart and _is_filler(tokens[at].text, parts[-1][2]):
            fillers += 1
        elif not value:
            _close(text, tokens, parts, found)
        else:
            if parts and tokens[at].start - tokens[at - 1].end > _WIDEST_GAP:
                _close(text, tokens, parts, found)
            parts.append((at, at + used - 1, value))
            fillers = 0
        at += used
    _close(text, tokens, parts, found)
    return found


def _is_filler(word: str, before: str) -> bool:
    return word in _FILLERS or (word == _SHORT_FILLER and len(before) <= _SHORT)


def _close(text: str, tokens: Sequence[Token], parts: list[tuple[int, int, str]], found: list[Number]) -> None:
    if not parts:
        return
    first, last = parts[0][0], parts[-1][1]
    start, end = tokens[first].start, tokens[last].end
    glued = text[start - 1 : start].isalpha() or text[end : end + 1].isalpha()
    found.append(Number(first, last, start, end, tuple(value for _, _, value in parts), glued))
    parts.clear()


def _value(tokens: Sequence[Token], at: int, *, going: bool) -> tuple[str, int]:
    """The digits that a token says, alone or with the next one, and how many tokens that took; empty for no number."""
    word = tokens[at].text
    if word[0].isdecimal():
        value = word if word.isascii() else digits_of(word)
    elif going and word in _ZERO_WITHIN:
        value = "0"
    else:
        value = _UNITS.get(word) or _TEENS.get(word) or ""
    if value:
        counts = len(value) == 1 and at > 0 and tokens[at - 1].text in _COUNTING
        return ("", 1) if counts else (value, 1)
    following = tokens[at + 1].text if at + 1 < len(tokens) else ""
    unit = _UNITS.get(following, following if len(following) == 1 and following.isdecimal() else "")
    if word in _TIMES and unit:
        return digits_of(unit) * _TIMES[word], 2
    if word in _TENS:
        return (_TENS[word] + unit, 2) if following in _UNITS else (_TENS[word] + "0", 1)
    return "", 1
