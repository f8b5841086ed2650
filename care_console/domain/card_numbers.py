"""Card numbers in free text: never kept, whoever types or sends them (M4)."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_DIGITS: Final = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){12,18}(?!\d)")


def luhn(digits: str) -> bool:
    """Whether the last of `digits` is the check digit of the others (ISO/IEC 7812-1, annex B)."""
    total = 0
    for index, character in enumerate(reversed(digits)):
        value = int(character) * (1 + index % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def holds_card_number(text: str) -> bool:
    """Whether 13 to 19 digits in a text, grouped or not, could be a payment card's number."""
    folded = unicodedata.normalize("NFKC", text)
    return any(luhn(re.sub(r"\D", "", found[0])) for found in _DIGITS.finditer(folded))
