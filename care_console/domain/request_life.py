"""What becomes of a care request between its first keystroke and its end (`care.md`, "A request's life").

A dropped call is parked, work that somebody else shall do is handed over, a wrong customer is closed at once, and a
promise stays on the list until it is kept. What is unsaved is kept with the request.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final

from care_console.domain.card_numbers import refuse_card_number
from care_console.domain.errors import InvalidError
from care_console.domain.requests import CareRequest, RequestOutcome
from care_console.domain.roles import Role

PARKED_FOR: Final = timedelta(minutes=30)
"""For how long verification is kept while the customer is not open: the request is parked, masked or left alone.
Afterwards identity is verified afresh."""
HANDED_FOR: Final = timedelta(minutes=10)
"""For how long verification stays after a hand-over; afterwards one fact confirms it again."""
UNUSED_AFTER: Final = timedelta(minutes=15)
"""A draft under which nobody was opened and nothing was searched for so long ends by itself."""
ERROR_WINDOW: Final = timedelta(hours=24)
ERRORS_THAT_FLAG: Final = 3
"""So many customers opened in error by one agent within the window are flagged for leads."""
REPEATED: Final = "repeated"
YES: Final = "yes"
"""How the event tells of that flag: detail and value."""
LONGEST_NOTE: Final = 2_000
LONGEST_DRAFT: Final = 20_000
"""Characters of one unsaved form."""
LONGEST_PROMISE: Final = 500
LONGEST_REFERENCE: Final = 100
FURTHEST_PROMISE: Final = timedelta(days=366)


class Masked(StrEnum):
    """Why a console masked everything that it showed."""

    IDLE = "idle"
    ASKED = "asked"
    SESSION = "session"
    """The session of the computer was locked."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What the customer was promised, and the day by which it is due."""

    text: str
    due: date


@dataclass(frozen=True, slots=True)
class Note:
    """A line that somebody left on a request; `agent` is the name."""

    at: datetime
    agent: str
    text: str


@dataclass(frozen=True, slots=True)
class Unsaved:
    """What an agent typed into a form and did not save: `key` names the row of the page, `values` its inputs."""

    key: str
    values: Mapping[str, str]
    saved_at: datetime


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody to whom a request can be handed over."""

    id: str
    name: str
    role: Role


@dataclass(frozen=True, slots=True)
class Held:
    """A request on the list: the agent's own, handed over to the agent, or waiting in the queue for anybody.

    `customer` is the mask of the customer's number as search hits show it, empty where nobody was opened. `holder` is
    the name of who handed it over, empty for an own request. `verified_until` is when a parked one has to be verified
    afresh; None where that does not matter.
    """

    request: CareRequest
    customer: str
    holder: str = ""
    notes: int = 0
    unsaved: int = 0
    verified_until: datetime | None = None


def likely_outcome(*, saved: int, found: bool, verified: bool, gone_on: bool = True) -> RequestOutcome:
    """How a request ends, filled in for whoever ends it, from how many changes were `saved` under it.

    `found` is whether a customer was opened, `gone_on` whether the request is ended while it is served, not from afar.
    """
    if saved:
        return RequestOutcome.DONE
    if not found:
        return RequestOutcome.NOT_FOUND
    if not gone_on:
        return RequestOutcome.WITHDRAWN
    return RequestOutcome.DONE if verified else RequestOutcome.NOT_VERIFIED


def checked_note(typed: str) -> str:
    """A note as it is kept. Raises InvalidError, in words, for nothing, too much, or what cannot be printed."""
    return checked_text("note", typed, LONGEST_NOTE)


def checked_reference(typed: str) -> str:
    """The reference of a call, mail or letter in one line; empty for none. Raises InvalidError, in words."""
    text = " ".join(typed.split())
    return checked_text("reference", text, LONGEST_REFERENCE) if text else ""


def checked_promise(text: str, due: str, today: date) -> Promise:
    """A promise, its day as it is typed (`promise_day`). Raises InvalidError, in words."""
    kept = checked_text("promise", text, LONGEST_PROMISE)
    day = promise_day(due, today)
    if day is None:
        raise InvalidError(
            "promise.due", "This is no day.", todo="Type a day such as 24/11, or +3 for three days from now."
        )
    if not today <= day <= today + FURTHEST_PROMISE:
        raise InvalidError("promise.due", "A promise is due today or within a year.", todo="Type a later day.")
    return Promise(kept, day)


def promise_day(typed: str, today: date) -> date | None:
    """The day that is meant: `2026-11-24`, `24/11/2026`, `24/11` (the next one), or `+3` days; None for no day."""
    text = "".join(typed.split())
    if relative := re.fullmatch(r"\+(\d{1,3})", text, re.ASCII):
        return today + timedelta(days=int(relative[1]))
    if iso := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text, re.ASCII):
        return _day(int(iso[1]), int(iso[2]), int(iso[3]))
    if spoken := re.fullmatch(r"(\d{1,2})[./](\d{1,2})(?:[./](\d{4}))?", text, re.ASCII):
        month, day = int(spoken[2]), int(spoken[1])
        if spoken[3]:
            return _day(int(spoken[3]), month, day)
        this_year = _day(today.year, month, day)
        return this_year if this_year is None or this_year >= today else _day(today.year + 1, month, day)
    return None


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def checked_text(field: str, typed: str, longest: int) -> str:
    """Text as it is kept.

    Raises InvalidError, in words, for nothing, too much, what cannot be printed, and what may be a card number (M4).
    """
    text = unicodedata.normalize("NFC", typed).strip()
    if not text:
        raise InvalidError(f"request.{field}", "Nothing is written.", todo="Write it, or go back.")
    if len(text) > longest:
        raise InvalidError(
            f"request.{field}", "This is longer than {longest} characters.", todo="Shorten it.", longest=longest
        )
    if any(unicodedata.category(each) in {"Cc", "Cs"} and each not in "\n\t" for each in text):
        raise InvalidError(f"request.{field}", "This holds characters that cannot be shown.", todo="Retype it.")
    refuse_card_number(f"request.{field}", text)
    return text
