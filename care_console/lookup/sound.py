"""How a name sounds: one or two consonant codes, so that what is misheard still meets.

In the manner of Lawrence Philips' Double Metaphone: vowels count at the beginning only, voiced and voiceless
consonants fall together, and spellings that English, French, German, Spanish or Italian speakers read differently give
a second code. Codes are not cut.
"""

from __future__ import annotations

import re
from functools import lru_cache

_VOWEL = "[aeiouy]"
# Spelling, first code, second code; the first rule that fits at a place is used.
_RULES: tuple[tuple[str, str, str], ...] = (
    ("^[gkp]n", "N", "N"),
    ("^wr", "R", "R"),
    ("^ps", "S", "S"),
    ("^x", "S", "X"),
    ("^wh?o(?=[aeiou])|^qu", "K", "K"),
    (f"^wh?(?={_VOWEL})", "A", "F"),
    (f"^j(?={_VOWEL})", "J", "A"),
    (f"^h(?={_VOWEL})", "H", "A"),
    (f"^{_VOWEL}+", "A", "A"),
    ("sch(?=[lmnrtw])", "X", "S"),
    ("sch", "X", "SK"),
    ("t?sch|tch|sh", "X", "X"),
    ("sc(?=[eiy])", "S", "X"),
    ("gh(?=t|$)", "", "F"),
    ("gh", "K", ""),
    ("ph|pf|ff?|vv?", "F", "F"),
    ("th", "T", "T"),
    ("t(?=i[ao])", "X", "T"),
    ("ch(?=[lr])", "K", "K"),
    ("ch", "X", "K"),
    ("cz", "X", "S"),
    ("cc(?=[eiy])", "X", "KS"),
    ("c(?=[eiy])", "S", "X"),
    ("ck|cqu?|cc?|kk?|qu?", "K", "K"),
    ("dg(?=[eiy])|dj", "J", "J"),
    ("gl(?=i)", "L", "KL"),
    ("gn", "N", "KN"),
    ("gg?(?=[eiy])", "J", "K"),
    ("gg?", "K", "K"),
    ("j", "J", "H"),
    ("mb$", "M", "M"),
    ("x", "KS", "S"),
    ("tz|ts|zz", "S", "TS"),
    ("z|s+", "S", "S"),
    ("dt|d+|t+", "T", "T"),
    ("b+|p+", "P", "P"),
    ("l+", "L", "L"),
    ("m+", "M", "M"),
    ("n+", "N", "N"),
    ("r+", "R", "R"),
)
_PATTERN = re.compile("|".join(f"({spelling})" for spelling, _, _ in _RULES))


@lru_cache(maxsize=32768)
def sounds(token: str) -> frozenset[str]:
    """The codes of a token of ASCII letters; none where nothing is to be heard (digits, a silent h)."""
    first: list[str] = []
    second: list[str] = []
    for match in _PATTERN.finditer(token):
        _, one, other = _RULES[(match.lastindex or 1) - 1]
        first.append(one)
        second.append(other)
    return frozenset(filter(None, ("".join(first), "".join(second))))
