"""Live-chat conversations, and how long they are kept (policies T1 to T3)."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from enum import StrEnum
from typing import Final

from care_console.domain.card_numbers import without_card_numbers

EXCERPT: Final = 60


class Speaker(StrEnum):
    """Who wrote a message; `system` is the chat's own notices."""

    CUSTOMER = "customer"
    ADVISOR = "advisor"
    SYSTEM = "system"


@dataclass(frozen=True, slots=True)
class Message:
    """One message; `at` is time-zone aware."""

    at: datetime
    speaker: Speaker
    text: str


@dataclass(frozen=True, slots=True)
class Conversation:
    """A chat with its messages in the order they were sent, known by provider and reference; times are aware."""

    provider: str
    reference: str
    brand: str
    started_at: datetime
    ended_at: datetime
    advisor: str = ""
    topic: str = ""
    messages: tuple[Message, ...] = ()


def legible(conversation: Conversation) -> Conversation:
    """A conversation as it is read on the screen: customers write card numbers, and nobody is shown one (M4)."""
    return replace(
        conversation,
        topic=without_card_numbers(conversation.topic),
        messages=tuple(replace(each, text=without_card_numbers(each.text)) for each in conversation.messages),
    )


def sought(text: str) -> re.Pattern[str] | None:
    """What finds a text whatever its case, and however its words are parted; None where there is no text."""
    words = text.split()
    return re.compile(r"\s+".join(map(re.escape, words)), re.IGNORECASE) if words else None


def excerpt(found: re.Match[str], around: int = EXCERPT) -> str:
    """One line: what was found, and at most so many characters before and after it."""
    start, end = max(found.start() - around, 0), found.end() + around
    before, after = "…" if start else "", "…" if end < len(found.string) else ""
    return f"{before}{' '.join(found.string[start:end].split())}{after}"


def last_day(ended_at: datetime, months: int, zone: tzinfo) -> date:
    """The last day, in the brand's time zone, on which a conversation is kept.

    A period of months ends with the last hour of the day that bears the same number as the day of the event, or of the
    month's last day where it has no such day (Regulation (EEC, Euratom) 1182/71, article 3(2)(c)).
    """
    day = ended_at.astimezone(zone).date()
    year, month = _months_from(day, months)
    return date(year, month, min(day.day, calendar.monthrange(year, month)[1]))


def over_at(ended_at: datetime, months: int, zone: tzinfo) -> datetime:
    """The instant (UTC) from which a conversation may no longer be listed, fetched or sent."""
    return _midnight(last_day(ended_at, months, zone) + timedelta(days=1), zone)


def kept_since(now: datetime, months: int, zone: tzinfo) -> datetime:
    """The instant (UTC) before which a conversation must have ended for it to be over now.

    `ended_at < kept_since(now, ...)` is the same question as `over_at(ended_at, ...) <= now`, asked of an index.
    """
    today = now.astimezone(zone).date()
    year, month = _months_from(today, -months)
    if today.day <= calendar.monthrange(year, month)[1]:
        return _midnight(date(year, month, today.day), zone)
    return _midnight(date(*_months_from(date(year, month, 1), 1), 1), zone)


def is_over(ended_at: datetime, now: datetime, months: int, zone: tzinfo) -> bool:
    """Whether a conversation that ended then is past its retention."""
    return over_at(ended_at, months, zone) <= now


def days_left(ended_at: datetime, now: datetime, months: int, zone: tzinfo) -> int:
    """Days, today included, on which the conversation may still be opened; 0 when it is over."""
    return max(0, (last_day(ended_at, months, zone) - now.astimezone(zone).date()).days + 1)


def _months_from(day: date, months: int) -> tuple[int, int]:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return year, month + 1


def _midnight(day: date, zone: tzinfo) -> datetime:
    """The first instant of a day; where clocks skip midnight, fold 0 gives the instant of the change."""
    return datetime.combine(day, time(), zone).astimezone(UTC)
