"""Who else may ask, and what is flagged: authorities of representatives and flags (`care.md`, "Situations").

A representative may ask only while an authority on file says so; it is recorded with its last day and lapses by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from care_console.domain.amendments import checked_text
from care_console.domain.errors import InvalidError, said
from care_console.domain.request_life import promise_day

LONGEST_AUTHORITY: Final = timedelta(days=3 * 366)
"""An authority without an end is looked at again after this time."""
LONGEST_WHY: Final = 500


class AuthorityKind(StrEnum):
    """On what a representative's authority rests."""

    CUSTOMERS_WORD = "customers_word"
    """The customer, verified, has said so."""
    WRITTEN_CONSENT = "written_consent"
    POWER_OF_ATTORNEY = "power_of_attorney"
    COURT_ORDER = "court_order"


@dataclass(frozen=True, slots=True)
class Authorised:
    """Who is to be a representative, on what that rests, and the last day of it."""

    name: str
    kind: AuthorityKind
    until: date


@dataclass(frozen=True, slots=True)
class Authority:
    """An authority on file; `recorded_by` is the name of whoever saw its evidence, or heard the customer say it."""

    id: int
    whom: Authorised
    at: datetime
    recorded_by: str
    request_number: str


def checked_authorised(name: str, kind: AuthorityKind, until: str, today: date) -> Authorised:
    """A representative as typed, the day as `promise_day` reads it. Raises InvalidError, in words."""
    whom = checked_text("authority.name", said("The name"), name, needed=True)
    day = promise_day(until, today)
    if day is None:
        raise InvalidError("authority.until", "This is no day.", todo="Type a day such as 24/11/2027.")
    if not today <= day <= today + LONGEST_AUTHORITY:
        raise InvalidError(
            "authority.until",
            "An authority lasts from today to three years from now at most.",
            todo="Type its last day, or a day on which it is to be looked at again.",
        )
    return Authorised(whom, kind, day)


def checked_why(typed: str) -> str:
    """Why a flag is set or lifted. Raises InvalidError, in words, for nothing or for too much."""
    return checked_text("flag.why", said("The reason"), typed, needed=True, longest=LONGEST_WHY)
