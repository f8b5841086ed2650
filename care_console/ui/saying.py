"""What the agent reads aloud at a step: in the language of whoever is on the line, not in that of the window."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from care_console.domain.policies import NoPolicyError
from care_console.domain.say_lines import Step
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.words import quoted

if TYPE_CHECKING:
    from care_console.domain.requests import Fact
    from care_console.ui.shift import Services


def line(services: Services, what: Step | Fact, brand: str, *, customer: str = "", until: date | None = None) -> str:
    """A line of a brand; `customer` is the language on file of whoever is on the line, empty where nobody is known."""
    language = services.say.language(customer=customer, market=services.market)
    shown = QLocale(language).toString(QDate(until.year, until.month, until.day), "d MMMM yyyy") if until else ""
    return services.say.line(what, brand, services.brand(brand).name, language, until=shown)


def greeting(services: Services, brand: str) -> str:
    """The first words on a brand's line, which tell of a recording where its policy says that calls are recorded (A4).

    Where no policy is known they tell of it too: it takes nothing from anybody.
    """
    today = datetime.now(UTC).astimezone().date()
    try:
        recorded = services.book.in_force(brand, services.market, today).care.calls_recorded
    except NoPolicyError:
        recorded = True
    return line(services, Step.RECORDING if recorded else Step.GREETING, brand)


def read_aloud(words: str) -> str:
    """A line as a note shows it."""
    return QCoreApplication.translate("consequences", "Read aloud: {0}").format(quoted(words))


def aloud(words: str) -> EffectLine:
    """A line among the consequences of a step."""
    return EffectLine(Effect.READ_ALOUD, quoted(words))
