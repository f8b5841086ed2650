"""What an agent copies is concealed, and does not outlive the request or the shift."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QClipboard, QGuiApplication

from care_console.ui.clipboard import KDE_MARK
from tests.journeys.desk import Key, Modifier, a_caller

if TYPE_CHECKING:
    from tests.journeys.desk import Desk

CONTROL = Modifier.ControlModifier


def copied() -> str:
    clipboard = QGuiApplication.clipboard()
    if clipboard.text():
        assert clipboard.mimeData(QClipboard.Mode.Clipboard).hasFormat(KDE_MARK)
    return clipboard.text()


def copy_a_new_email(desk: Desk) -> None:
    """Copy from the field in which an amendment is typed."""
    desk.press(Key.Key_M, CONTROL)
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.press(Key.Key_A, CONTROL)
    desk.say("copied@example.org")
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_C, CONTROL)
    assert copied() == "copied@example.org"


def test_a_copied_detail_goes_with_its_request_and_with_the_shift(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.press(Key.Key_M, CONTROL)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    copy_a_new_email(desk)
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_E, CONTROL | Modifier.ShiftModifier)
    desk.until_says("Nothing was changed.")
    assert copied() == "copied@example.org"
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    assert copied() == ""

    desk.say("somebody else")
    desk.press(Key.Key_A, CONTROL)
    desk.press(Key.Key_C, CONTROL)
    assert copied() == "somebody else"
    desk.sign_out()
    assert copied() == ""
