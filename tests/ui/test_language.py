"""The window's language: what is translated, how it is chosen, and what lower layers say in it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, get_args, get_type_hints

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QObject
from PySide6.QtWidgets import QApplication, QDialogButtonBox

from care_console.domain.errors import InvalidError, ToldError, said
from care_console.domain.roles import Role
from care_console.settings import Settings
from care_console.ui.language import LANGUAGES, language_of, speak
from care_console.ui.told import told, told_parts
from care_console.ui.words import day, money, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


@pytest.fixture
def french(qapp: QApplication) -> Iterator[QApplication]:
    speak(qapp, "fr")
    yield qapp
    speak(qapp, "en")


def test_every_language_that_can_be_set_is_offered_by_its_own_name() -> None:
    choices = get_args(get_type_hints(Settings)["language"])
    assert {"system", *LANGUAGES} == set(choices)


def test_words_dates_and_money_are_in_the_language(french: QApplication) -> None:
    assert word(Role.LEAD) == "Responsable d'équipe"
    assert day(date(2026, 2, 3)) == "3 févr. 2026"
    assert money(123456, "GBP").replace("\u202f", " ").replace("\xa0", " ") == "1 234,56 £"


def test_the_language_can_be_changed_back(qapp: QApplication) -> None:
    speak(qapp, "fr")
    speak(qapp, "en")
    assert word(Role.LEAD) == "Team lead"
    assert day(date(2026, 2, 3)) == "3 Feb 2026"


def test_what_qt_itself_says_is_in_the_language(look: Theme, french: QApplication, qtbot: QtBot) -> None:
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert box.button(QDialogButtonBox.StandardButton.Cancel).text() == "Annuler"


def test_errors_of_lower_layers_are_told_in_the_language(french: QApplication) -> None:
    error = InvalidError("surname", "{name} is needed.", todo="Type it again.", name=said("The surname"))
    assert str(error) == "The surname is needed. Type it again."
    happened, safe, todo = told_parts(error)
    assert happened != error.happened
    assert "The surname" not in happened
    assert (safe, todo) == ("", told(ToldError("Type it again.")))


def test_a_sentence_that_nobody_translated_is_told_as_it_is(french: QApplication) -> None:
    assert told(ToldError("A {name} of no file.", name="thing")) == "A thing of no file."
    assert told(ToldError("Braces {} without values stay.")) == "Braces {} without values stay."


def test_the_system_language_is_taken_where_it_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    for locale, expected in (("fr_BE", "fr"), ("en_US", "en"), ("de_DE", "en")):
        monkeypatch.setattr(QLocale, "system", lambda locale=locale: QLocale(locale))
        assert language_of("system") == expected


def test_the_territory_of_the_system_stays_where_the_language_is_the_same(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QLocale, "system", lambda: QLocale("fr_CH"))
    speak(qapp, "fr")
    assert QLocale().name() == "fr_CH"
    speak(qapp, "en")
    assert QLocale().name() == "en_GB"


def test_windows_hear_of_a_change(qapp: QApplication, look: Theme, qtbot: QtBot) -> None:
    heard: list[QEvent.Type] = []

    class Ear(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
            heard.append(event.type())
            return False

    ear = Ear()
    qapp.installEventFilter(ear)
    speak(qapp, "fr")
    QCoreApplication.processEvents()
    qapp.removeEventFilter(ear)
    speak(qapp, "en")
    assert QEvent.Type.LanguageChange in heard
