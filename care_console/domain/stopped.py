"""What was stopped without a customer's own choice: suppressed addresses, reports of deaths, and files of both.

O2: the next suppression file for the mailing house carries every opt-out. D2: a processor gets only the fields that it
needs, and each export is recorded. `care.md`, "Situations": somebody who is not on file, and the deceased.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from care_console.domain.preferences import UNDO_TIME, Addressee
from care_console.domain.requests import Requester

LONGEST_REASON: Final = 500
"""Characters of a reason or of what evidence was seen."""
SHOWN: Final = 200
"""The most entries that are shown at once, newest first."""


@dataclass(frozen=True, slots=True)
class Suppression:
    """An address that is kept from being written to; `choices` are pairs of brand and subject.

    `mine` tells whether the reader recorded it. Lifted ones stay, with `lifted_at` and `lifted_by` (a name).
    """

    id: str
    who: Addressee
    choices: tuple[tuple[str, str], ...]
    at: datetime
    recorded_by: str
    request_number: str
    word_of: Requester
    mine: bool
    lifted_at: datetime | None = None
    lifted_by: str = ""

    def may_be_taken_back(self, now: datetime) -> bool:
        """Whether whoever recorded it can still undo it."""
        return self.mine and self.lifted_at is None and now <= self.at + UNDO_TIME


@dataclass(frozen=True, slots=True)
class DeathReport:
    """A death that was reported and waits for a lead: who, as a search hit shows them, when, and on whose word.

    `own`: the lead reported it, and so another one settles it.
    """

    id: int
    name: str
    town: str
    outward: str
    brands: tuple[str, ...]
    at: datetime
    recorded_by: str
    request_number: str
    word_of: Requester
    own: bool


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A line of a suppression file: an address, and the name that is not to be written to there (empty: everybody)."""

    name: str
    line1: str
    line2: str
    town: str
    region: str
    postcode: str
    country: str


@dataclass(frozen=True, slots=True)
class Export:
    """A suppression file whose event is recorded: its bytes, their SHA-256 in hex, and how many lines it has."""

    content: bytes
    digest: str
    lines: int
