"""What every page says of conversations: how long one lasted and is kept, and its text made fit to be shown."""

from __future__ import annotations

import unicodedata
from datetime import UTC, date, datetime, timedelta

from PySide6.QtCore import QCoreApplication

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.text import counted
from care_console.ui.words import clock, day

ENDING = 31
"""Days: from so many on it is said that a conversation will soon be gone."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("chat_words", text)


def began(moment: datetime) -> str:
    """When a conversation began: day and time, to the minute."""
    return f"{day(moment)}, {clock(moment)}"


def length(duration: timedelta) -> str:
    """A duration in words: `12 minutes`."""
    minutes = round(duration.total_seconds() / 60)
    if minutes < 1:
        return tr("under a minute")
    if minutes == 1:
        return tr("1 minute")
    if minutes < 120:
        return tr("{0} minutes").format(minutes)
    hours = round(minutes / 60)
    return tr("{0} hours").format(hours) if hours < 48 else tr("{0} days").format(round(hours / 24))


def how_much(messages: int) -> str:
    """How much was said in a conversation: `12 messages`."""
    if not messages:
        return tr("nothing was said")
    return tr("1 message") if messages == 1 else tr("{0} messages").format(counted(messages))


def title(advisor: str) -> str:
    """What a conversation is called: `Chat with Ada`."""
    return tr("Chat with {0}").format(printable(advisor)) if advisor else tr("Chat")


def note(*facts: str) -> str:
    """Facts of a conversation side by side; they may be empty."""
    return "  ·  ".join(printable(fact) for fact in facts if fact)


def kept_chip(last_day: date, today: date | None = None) -> ChipText:
    """Until when a conversation is kept; the days that are left once they are few."""
    left = (last_day - (today or datetime.now(UTC).date())).days + 1
    if left > ENDING:
        return ChipText(tr("Kept until {0}").format(day(last_day)), "neutral", "clock")
    if left <= 1:
        return ChipText(tr("Gone after today"), "warn", "clock")
    return ChipText(tr("{0} days left").format(left), "warn", "clock")


def printable(text: str) -> str:
    """The text with line ends as line ends, and a visible mark for whatever else would not show."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    if plain.isprintable():
        return plain
    return "".join(
        "\N{REPLACEMENT CHARACTER}" if each not in "\n\t" and unicodedata.category(each) in ("Cc", "Cs") else each
        for each in plain
    )
