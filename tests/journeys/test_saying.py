"""What is to be read aloud stands at each step, in the language of the customer and not of the window."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from sqlalchemy import text

from care_console.settings import Settings
from tests.journeys.desk import Desk, Key, Modifier, a_caller, access_to, close_window, open_window

if TYPE_CHECKING:
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.journeys.desk import Opener

CTRL = Qt.KeyboardModifier.ControlModifier


def test_lines_stand_where_they_are_needed(desk: Desk) -> None:
    desk.at_work("agent")
    desk.until_says("Read aloud: “", "This call may be recorded.")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_D, CTRL)
    desk.until_says("Read aloud: “I am stopping this now.")
    desk.press(Key.Key_Escape)
    desk.open_chosen()
    desk.until_says("Read aloud: “What is your customer number?”")
    desk.answer("AA0000", "No match")
    desk.until_says("Read aloud: “That is not what we have on file. Let us try something else.")
    desk.verify(caller)
    desk.press(Key.Key_E, CTRL | Modifier.ShiftModifier)
    desk.until_says("Is there anything else that I can do for you?")


def test_the_line_is_in_the_language_of_who_is_on_it_and_not_of_the_window(
    qtbot: QtBot, qapp: QApplication, opener: Opener, tmp_path: Path
) -> None:
    console = open_window(qtbot, qapp, opener, Settings(language="en", market="FR"))
    try:
        ((store, service),) = opener.opened
        desk = Desk(qtbot, console, store, access_to(service), tmp_path, service)
        desk.at_work("agent")
        desk.until_says("Cet appel peut être enregistré.")
        caller = a_caller(store)
        desk.find(caller, f"{caller.given_names} {caller.surname}")
        desk.open_chosen()
        with store.engines.reading() as connection:
            spoken = text("SELECT language FROM customer WHERE id = :id")
            assert connection.execute(spoken, {"id": caller.id}).scalar_one() == "en"
        desk.until_says("Read aloud: “What is your customer number?”")
    finally:
        close_window(console)
        qapp.setStyleSheet("")
