"""Masks: what is left of a value for somebody who may not see it.

A mask has a fixed length, so that it does not tell how long the value is, and it is made of U+2022, which no stored
value may hold: a mask can therefore never be mistaken for a value and written back.
"""

from __future__ import annotations

from enum import StrEnum

DOT = "\u2022"


class Mask(StrEnum):
    """Kinds of mask (the masking table of `care.md`)."""

    NOTHING = "nothing"
    """Shown in full."""
    BLANK = "blank"
    """Not even that there is a value."""
    LAST_FOUR = "last_four"
    EMAIL = "email"
    """First letter and domain."""
    PHONE = "phone"
    """Last three digits."""
    OUTWARD = "outward"
    """The outward part of a postcode."""
    DATE = "date"


def mask(kind: Mask, value: str | None) -> str:  # noqa: PLR0911 - one return per kind
    """The text that stands for `value`; empty for no value and for `BLANK`."""
    if not value or kind is Mask.BLANK:
        return ""
    if kind is Mask.NOTHING:
        return value
    if kind is Mask.DATE:
        return f"{DOT * 2} {DOT * 3} {DOT * 4}"
    if kind is Mask.EMAIL:
        local, at, domain = value.rpartition("@")
        return f"{local[:1]}{DOT * 6}@{domain}" if at else DOT * 6
    if kind is Mask.PHONE:
        return f"{DOT * 5} {DOT * 3}{value[-3:]}" if len(value) > 3 else DOT * 8
    if kind is Mask.LAST_FOUR:
        return f"{DOT * 4} {value[-4:]}" if len(value) > 4 else DOT * 4
    return f"{outward(value)} {DOT * 3}".lstrip()


def outward(postcode: str) -> str:
    """The part of a postcode that names a district, not a street.

    United Kingdom and the like: the part before the last three characters when it ends in digit, letter, letter
    (`LS6 2PQ` -> `LS6`). Elsewhere the first two characters (`75008` -> `75`, `80279` -> `80`); a code of fewer than
    four characters has no such part.
    """
    compact = "".join(postcode.split()).upper()
    if len(compact) >= 5 and compact[-3].isdigit() and compact[-2:].isalpha():
        return compact[:-3]
    return compact[:2] if len(compact) >= 4 else ""


def holds_mask(value: str) -> bool:
    """Whether a text holds the character of which masks are made, and so may not be stored."""
    return DOT in value
