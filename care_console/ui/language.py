"""The language of the window: Qt's translators, and how dates, numbers and money are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from care_console import resources

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LANGUAGES = {"en": "English", "fr": "Français"}
"""By their ISO 639-1 codes, each by its own name."""
_HOME = {"en": "en_GB", "fr": "fr_FR"}
"""The locale where the system's own is of another language."""

_installed: list[QTranslator] = []


def language_of(choice: str) -> str:
    """The language that a setting means: itself, or for `system` the first of the system's languages that there is."""
    if choice in LANGUAGES:
        return choice
    wanted = (name.partition("-")[0] for name in QLocale.system().uiLanguages())
    return next((code for code in wanted if code in LANGUAGES), "en")


def speak(app: QApplication, choice: str) -> str:
    """Put a language in force for every text from now on; returns its code. What shows already is not changed.

    `choice` is as in the setting `language`. The system's territory stays where its language is the same: a Belgian
    computer writes dates as Belgium does.
    """
    code = language_of(choice)
    for old in _installed:
        app.removeTranslator(old)
        old.deleteLater()
    _installed.clear()
    _add(app, str(resources.path("translations", f"care_console_{code}.qm")))
    if code != "en":
        _add(app, f"{QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)}/qtbase_{code}.qm")
    system = QLocale.system()
    locale = system if system.name().partition("_")[0] == code else QLocale(_HOME[code])
    QLocale.setDefault(locale)
    app.setLayoutDirection(locale.textDirection())
    return code


def _add(app: QApplication, file: str) -> None:
    """Load one file. Without it the texts of the code show: a window in English is better than none."""
    translator = QTranslator(app)
    if translator.load(file):
        app.installTranslator(translator)
    _installed.append(translator)
