"""What the agent reads aloud at a step: in the language of whoever is on the line, not in that of the window."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.words import quoted

if TYPE_CHECKING:
    from care_console.domain.requests import Fact
    from care_console.domain.say_lines import Step
    from care_console.ui.shift import Services


def line(services: Services, what: Step | Fact, brand: str, *, customer: str = "", until: date | None = None) -> str:
    """A line of a brand; `customer` is the language on file of whoever is on the line, empty where nobody is known."""
    language = services.say.language(customer=customer, market=services.market)
    shown = QLocale(language).toString(QDate(until.year, until.month, until.day), "d MMMM yyyy") if until else ""
    return services.say.line(what, brand, services.brand(brand).name, language, until=shown)


def read_aloud(words: str) -> str:
    """A line as a note shows it."""
    return QCoreApplication.translate("consequences", "Read aloud: {0}").format(quoted(words))


def aloud(words: str) -> EffectLine:
    """A line among the consequences of a step."""
    return EffectLine(Effect.READ_ALOUD, quoted(words))
