"""Text to tokens: transliterated, lower case, ASCII letters and digits only.

What is stored and what is typed go through the same functions, so that equality of tokens is all that look-up needs.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile("[a-z0-9]+")
_APOSTROPHES = frozenset("'`\u00b4\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\uff07")
_ASCII_APOSTROPHES = str.maketrans("", "", "'`")


def tokens(text: str) -> list[str]:
    """The tokens of a text: `Zoë O'Brien-Šmíd` -> `zoe`, `obrien`, `smid`; one per ideograph or Hangul syllable."""
    if text.isascii():
        return _WORD.findall(text.lower().translate(_ASCII_APOSTROPHES))
    return _WORD.findall("".join(map(_ascii, unicodedata.normalize("NFC", text))))


def compact(text: str) -> str:
    """All tokens of a text as one: `LS6 2PQ` -> `ls62pq`; empty if there is neither letter nor digit."""
    return "".join(tokens(text))


@dataclass(frozen=True, slots=True)
class Piece:
    """A token and where it stands: `text[start:end]`, and the position of each of its characters."""

    token: str
    positions: tuple[int, ...]
    end: int


@lru_cache(maxsize=8192)
def pieces(text: str) -> tuple[Piece, ...]:
    """The tokens of a text as displayed, with their places; for highlighting."""
    found: list[Piece] = []
    letters: list[str] = []
    positions: list[int] = []
    end = 0

    def finish() -> None:
        if letters:
            found.append(Piece("".join(letters), tuple(positions), end))
            letters.clear()
            positions.clear()

    for place, character in enumerate(text):
        spelling = _ascii(character)
        for letter in spelling:
            if letter == " ":
                finish()
                continue
            letters.append(letter)
            positions.append(place)
            end = place + 1
        if letters and not spelling:
            end = place + 1
    finish()
    return tuple(found)


@lru_cache(maxsize=8192)
def _ascii(character: str) -> str:
    """The spelling of one character: ASCII letters and digits, a space where it parts words, nothing for marks."""
    if character in _APOSTROPHES:
        return ""
    category = unicodedata.category(character)
    if category == "Cf":
        return ""
    if category[0] not in "LNM":
        return " "
    # 40 ms of tables that the first frame does not need.
    from anyascii import anyascii

    spelling = "".join(_WORD.findall(anyascii(character).lower()))
    return f" {spelling} " if spelling and _is_syllable(character) else spelling


def _is_syllable(character: str) -> bool:
    """Whether the character is a word part of its own: a Chinese character or a Korean syllable."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\uac00" <= character <= "\ud7a3"
        or "\uf900" <= character <= "\ufaff"
        or character >= "\U00020000"
    )
