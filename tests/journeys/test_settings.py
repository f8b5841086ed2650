"""Settings by the keyboard alone: they apply at once, are kept for the user, and yield to the administrator."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from care_console import settings as declared
from care_console.settings import Places, Settings
from care_console.ui.language import speak
from care_console.ui.theme import Scheme, install, theme
from tests.journeys.desk import Desk, Key, Modifier, Opener, a_caller, access_to, close_window, open_window
from tests.ui.test_access import faults, unreached

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

CTRL = Modifier.ControlModifier


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "site" / "policy.toml", tmp_path / "user" / "settings.toml", tmp_path / "data")


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, opener: Opener, tmp_path: Path, places: Places) -> Iterator[Desk]:
    """A window that keeps settings, with IT's word on when to mask."""
    places.managed.parent.mkdir()
    places.managed.write_text("idle_minutes = 3\n", encoding="utf-8")
    settings = Settings(language="en", colours="light", idle_minutes=3)
    console = open_window(qtbot, qapp, opener, settings, places)
    ((store, service),) = opener.opened
    yield Desk(qtbot, console, store, access_to(service), tmp_path, service)
    close_window(console)
    speak(qapp, "en")
    install(qapp, 1.0, Scheme.LIGHT)
    qapp.setStyleSheet("")


def test_choices_apply_at_once_and_are_kept(desk: Desk, places: Places) -> None:
    desk.at_work("agent")
    desk.press(Key.Key_Comma, CTRL)
    desk.until_says("Settings", "3. Your IT has fixed this.")
    assert desk.focused() == "Light"
    desk.press(Key.Key_Right)
    desk.until(lambda: theme().dark)
    desk.press(Key.Key_Tab)
    assert desk.focused() == "100%"
    desk.press(Key.Key_Right)
    desk.until(lambda: theme().scale == 1.25 and desk.focused() == "125%")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Right)
    desk.until_says("Réglages")
    assert desk.focused() == "Français"
    assert faults(desk.console.shell) == []
    assert unreached(desk.console.shell) == []
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.focused() == "Trouver un client")
    desk.until(lambda: declared.load(places).language == "fr")
    kept = declared.load(places)
    assert (kept.colours, kept.text_scale, kept.idle_minutes) == ("dark", 1.25, 3)


def test_an_open_customer_stays_open_and_a_begun_change_makes_size_and_language_wait(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.press(Key.Key_Comma, CTRL)
    desk.until(lambda: desk.focused() == "Light")
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Right)
    desk.until(lambda: theme().scale == 1.25 and desk.focused() == "125%")
    desk.press(Key.Key_Escape)
    desk.until_says(caller.email, "Verified")
    desk.press(Key.Key_M, CTRL)
    desk.until(lambda: desk.focused() == "What the customer says")
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.press(Key.Key_Comma, CTRL)
    desk.until_says("Text size and language wait until the change that you have begun is saved or cancelled.")
    desk.press(Key.Key_Escape)
    desk.until_says("Before")
