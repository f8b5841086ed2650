"""Card numbers in free text: never kept, whoever types or sends them (M4)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from care_console.domain.errors import InvalidError
from care_console.domain.masking import DOT

FEWEST: Final = 13
LEFT: Final = 4
"""How many digits of a card may be held or shown (M4)."""
_DIGITS: Final = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){12,18}(?!\d)")
_GAP: Final = re.compile(r"\D")


def luhn(digits: str) -> bool:
    """Whether the last of `digits` is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, character in enumerate(reversed(digits)):
        value = int(character) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def holds_card_number(text: str) -> bool:
    """Whether 13 to 19 digits in a text, grouped or not, could be a payment card's number."""
    return next(_spans(text), None) is not None


def without_card_numbers(text: str) -> str:
    """The text as long as it was, with dots for the digits of each card number but the last four (M4)."""
    shown = list(text)
    for start, end in _spans(text):
        digits = [at for at in range(start, end) if _folded(text[at]).isdecimal()]
        for at in digits[:-LEFT]:
            shown[at] = DOT
    return "".join(shown)


def refuse_card_number(field: str, text: str) -> None:
    """Raises InvalidError, in words, for a text of an agent's that holds one."""
    if holds_card_number(text):
        raise InvalidError(field, "This may be a full card number, which is never kept.", todo="Leave it out.")


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Where card numbers stand in a text, digits in any script and width."""
    if _DIGITS.search(_folded(text)) is None:
        return
    folded = [_folded(character) for character in text]
    places = [at for at, each in enumerate(folded) for _ in each]
    for run in _DIGITS.finditer("".join(folded)):
        end = _end_of(run[0])
        if end:
            yield places[run.start()], places[run.start() + end - 1] + 1


def _end_of(run: str) -> int:
    """Where the card number ends with which a run of digits begins; 0 for none. An expiry or a code may follow it."""
    ends = (len(run), *(gap.start() for gap in reversed(list(_GAP.finditer(run)))))
    for end in ends:
        digits = re.sub(r"\D", "", run[:end])
        if len(digits) >= FEWEST and luhn(digits):
            return end
    return 0


def _folded(text: str) -> str:
    return text if text.isascii() else unicodedata.normalize("NFKC", text)
