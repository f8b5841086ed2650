"""Names of months as callers of every market say them, folded: lower case, without accents."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

_NAMES: Final = (
    "jan january januar janvier enero ene gennaio gen",
    "feb february februar fevrier fev febrero febbraio",
    "mar march marz maerz mars marzo",
    "apr april avril avr abril abr aprile",
    "may mai mayo maggio mag",
    "jun june juni juin junio giugno giu",
    "jul july juli juillet julio luglio lug",
    "aug august aout agosto ago",
    "sep sept september septembre septiembre settembre set",
    "oct october oktober okt octobre octubre ottobre ott",
    "nov november novembre noviembre",
    "dec december dezember dez decembre diciembre dic dicembre",
)
MONTH: Final = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
"""The number of each month by each of its names."""
_FEWEST_LETTERS: Final = 3


def month_in(text: str) -> int | None:
    """The first month that a text names, whole or cut short (`d\u00e9c.`, `juil.`); None where it names none."""
    plain = "".join(each for each in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(each))
    return next(filter(None, map(_month, re.findall(r"[^\W\d_]+", plain))), None)


def _month(word: str) -> int | None:
    if word in MONTH or len(word) < _FEWEST_LETTERS:
        return MONTH.get(word)
    begun = {number for name, number in MONTH.items() if name.startswith(word)}
    return begun.pop() if len(begun) == 1 else None
