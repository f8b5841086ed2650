"""Flags that show before anything of a customer is revealed (`care.md`), and what they ask for."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Flag(StrEnum):
    """What shows before anything is revealed (`care.md`)."""

    DECEASED = "deceased"
    VULNERABLE = "vulnerable"
    HIDE_LOCATION = "hide_location"
    TAKE_OVER = "take_over"
    CODE_WORD = "code_word"


STRENGTHENING: Final = frozenset({Flag.HIDE_LOCATION, Flag.TAKE_OVER, Flag.CODE_WORD})
"""Under these an order, the birth date or the security answer must be among the facts before anything opens."""

SILENCING: Final = frozenset({Flag.DECEASED, Flag.TAKE_OVER})
"""Under these no marketing is sent, whatever was chosen: contacts may be in other hands. What was chosen is kept."""

SETTABLE: Final = frozenset(Flag) - {Flag.DECEASED}
"""What whoever serves the customer may set, with a reason; a death is reported, and a lead settles it."""
