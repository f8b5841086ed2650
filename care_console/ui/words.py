"""The domain's vocabulary in the language of the window, and times, dates and money as people here write them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QTime

from care_console.domain.policies import MarketingChannel, SharingPurpose
from care_console.domain.requests import Channel, Fact, Reason
from care_console.ui.word_lists import GONE, REASONS, SHORT_FACTS, TERMS, TYPING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from enum import StrEnum

# Words of different vocabularies may be equal as texts (an e-mail is a channel, a fact and a marketing channel).
_WORDS = {(type(term), term.value): str(source) for term, source in TERMS}


def facts_matched(facts: Iterable[Fact]) -> str:
    """Facts in short, as the banner names them: `e-mail + order`."""
    return " + ".join(QCoreApplication.translate("facts", str(SHORT_FACTS[fact])) for fact in sorted(facts))


def word(term: StrEnum) -> str:
    """A word of the domain's vocabulary in the language of the window; a term without one shows as it is stored."""
    source = _WORDS.get((type(term), term.value))
    return QCoreApplication.translate("words", source) if source else term.value.replace("_", " ")


def gone_words(reason: Reason) -> str:
    """Why a request that was served has left the screen; empty for a reason that leaves it there."""
    return QCoreApplication.translate("reasons", str(GONE[reason])) if reason in GONE else ""


def reason_words(reason: Reason) -> str:
    """Why something was refused, and what to do."""
    return QCoreApplication.translate("reasons", str(REASONS[reason]))


def typing_hint(fact: Fact) -> str:
    """How to type what is said of a fact; empty where it is typed as anybody would."""
    return QCoreApplication.translate("questions", str(TYPING[fact])) if fact in TYPING else ""


def mid_sentence(words: str) -> str:
    """Words that stand alone with a capital, in the middle of a sentence."""
    return words[:1].lower() + words[1:]


def quoted(words: str) -> str:
    """Words that are said or were said."""
    return QCoreApplication.translate("words", "“{0}”").format(words)


def through_words(through: str) -> str:
    """Through whom a choice came (`Consent.through`): care and its channel, taken back, or as an import says it."""
    if through == "undo":
        return QCoreApplication.translate("words", "taken back")
    channel = through.removeprefix("care-")
    if channel != through and channel in set(Channel):
        return QCoreApplication.translate("words", "through care {0}").format(word(Channel(channel)))
    return QCoreApplication.translate("words", "from {0}").format(through) if through else ""


def subject_words(subject: str) -> str:
    """A marketing channel or sharing purpose as a preference names it."""
    for vocabulary in (MarketingChannel, SharingPurpose):
        if subject in {str(member) for member in vocabulary}:
            return word(vocabulary(subject))
    return subject


def duplicates_words(count: int) -> str:
    """How many others may be the same customer; empty for none."""
    if not count:
        return ""
    if count == 1:
        return QCoreApplication.translate("duplicates", "Possible duplicate")
    return QCoreApplication.translate("duplicates", "{0} possible duplicates").format(QLocale().toString(count))


def day(moment: date | datetime) -> str:
    """A day as this locale writes it, short: `21 Nov 2026`."""
    local = moment.astimezone() if isinstance(moment, datetime) else moment
    return QLocale().toString(QDate(local.year, local.month, local.day), "d MMM yyyy")


def clock(moment: datetime) -> str:
    """Hours and minutes here: `09:14`."""
    local = moment.astimezone()
    return QLocale().toString(QTime(local.hour, local.minute), "HH:mm")


def day_and_time(moment: datetime) -> str:
    """A day and its time to the second, for lists of events: `21 Nov 09:14:03`."""
    local = moment.astimezone()
    stamp = QDateTime(QDate(local.year, local.month, local.day), QTime(local.hour, local.minute, local.second))
    return QLocale().toString(stamp, "d MMM HH:mm:ss")


def recently(moment: datetime) -> str:
    """The time if it was today, else the day."""
    return clock(moment) if moment.astimezone().date() == datetime.now(UTC).astimezone().date() else day(moment)


def money(minor: int, currency: str) -> str:
    """An amount in minor units of an ISO 4217 currency: `£536.65`."""
    symbol = {"GBP": "£", "USD": "$", "EUR": "€"}.get(currency, f"{currency} ")
    return QLocale().toCurrencyString(minor / 100, symbol)
