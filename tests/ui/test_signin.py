"""Signing in: what is asked, what is told, and that the password does not stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from care_console.ui.signin.view import SignInView
from care_console.ui.theme import Scheme, install

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


@pytest.fixture
def view(look: Theme, qtbot: QtBot) -> SignInView:
    made = SignInView()
    qtbot.addWidget(made)
    made.show()
    return made


def fields(view: SignInView) -> tuple[QLineEdit, QLineEdit]:
    name, password = view.findChildren(QLineEdit)
    return name, password


def told(view: SignInView) -> set[str]:
    return {label.text() for label in view.findChildren(QLabel) if label.isVisible()}


def test_enter_asks_and_the_password_is_gone(view: SignInView, qtbot: QtBot) -> None:
    name, password = fields(view)
    QTest.keyClicks(name, " jordan ")
    QTest.keyClick(name, Qt.Key.Key_Return)
    QTest.keyClicks(password, "tulip & Fern")
    with qtbot.waitSignal(view.sign_in_asked) as asked:
        QTest.keyClick(password, Qt.Key.Key_Return)
    assert asked.args == ["jordan", "tulip & Fern"]
    assert password.text() == ""
    assert password.echoMode() == QLineEdit.EchoMode.Password


def test_what_went_wrong_is_in_sight_on_a_small_screen_at_twice_the_text_size(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    view = SignInView()
    qtbot.addWidget(view)
    view.resize(1264, 704)  # what a window of 1280 x 720 leaves it
    view.show_masked("jordan", "")
    with qtbot.waitExposed(view):
        view.show()
    view.show_refused("Name or password is wrong.")
    (message,) = (label for label in view.findChildren(QLabel) if label.text() == "Name or password is wrong.")
    qtbot.waitUntil(lambda: message.visibleRegion().boundingRect() == message.rect())


def test_why_it_is_masked_is_in_sight_on_a_small_screen_at_twice_the_text_size(
    qapp: QApplication, qtbot: QtBot
) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    view = SignInView()
    qtbot.addWidget(view)
    view.resize(1264, 704)
    view.show_masked("jordan", "Masked because this computer was locked.")
    with qtbot.waitExposed(view):
        view.show()
    (why,) = (label for label in view.findChildren(QLabel) if "this computer was locked" in label.text())
    _name, password = fields(view)
    qtbot.waitUntil(lambda: all(part.visibleRegion().boundingRect() == part.rect() for part in (why, password)))
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("name", "password"), [("", "x"), ("   ", "x"), ("jordan", "")])
def test_nothing_is_asked_without_both(view: SignInView, qtbot: QtBot, name: str, password: str) -> None:
    name_field, password_field = fields(view)
    QTest.keyClicks(name_field, name)
    QTest.keyClicks(password_field, password)
    with qtbot.assertNotEmitted(view.sign_in_asked):
        QTest.keyClick(password_field, Qt.Key.Key_Return)


@pytest.mark.parametrize("state", ["checking", "locked", "failed"])
def test_nothing_is_asked_while_it_cannot_be_answered(view: SignInView, qtbot: QtBot, state: str) -> None:
    show: dict[str, Callable[[], None]] = {
        "checking": view.show_checking,
        "locked": lambda: view.show_locked("Wait a minute."),
        "failed": lambda: view.show_failed("The store is newer than this console."),
    }
    show[state]()
    name, password = fields(view)
    QTest.keyClicks(name, "jordan")
    QTest.keyClicks(password, "x")
    with qtbot.assertNotEmitted(view.sign_in_asked):
        QTest.keyClick(password, Qt.Key.Key_Return)
    view.show_ready()
    with qtbot.waitSignal(view.sign_in_asked):
        QTest.keyClick(password, Qt.Key.Key_Return)


WAITS = "You are signed in once it is open."


def test_enter_while_the_store_opens_asks_once_it_is_open(view: SignInView, qtbot: QtBot) -> None:
    view.show_opening()
    name, password = fields(view)
    QTest.keyClicks(name, "jordan")
    QTest.keyClicks(password, "tulip")
    with qtbot.assertNotEmitted(view.sign_in_asked):
        QTest.keyClick(password, Qt.Key.Key_Return)
    assert f"Opening the customer store… {WAITS}" in told(view)
    view.show_opening("Bringing the store to this version…")
    assert f"Bringing the store to this version… {WAITS}" in told(view)
    with qtbot.waitSignal(view.sign_in_asked) as asked:
        view.show_ready()
    assert asked.args == ["jordan", "tulip"]
    assert password.text() == ""
    QTest.keyClicks(password, "x")
    with qtbot.assertNotEmitted(view.sign_in_asked):
        view.show_ready()


def test_what_is_typed_after_enter_while_the_store_opens_waits_for_another_enter(
    view: SignInView, qtbot: QtBot
) -> None:
    view.show_opening()
    name, password = fields(view)
    QTest.keyClicks(name, "jordan")
    QTest.keyClicks(password, "tulip")
    QTest.keyClick(password, Qt.Key.Key_Return)
    QTest.keyClicks(password, "s")
    assert "Opening the customer store…" in told(view)
    with qtbot.assertNotEmitted(view.sign_in_asked):
        view.show_ready()


def test_nobody_is_signed_in_where_the_store_cannot_be_opened(view: SignInView, qtbot: QtBot) -> None:
    view.show_opening()
    name, password = fields(view)
    QTest.keyClicks(name, "jordan")
    QTest.keyClicks(password, "tulip")
    QTest.keyClick(password, Qt.Key.Key_Return)
    with qtbot.assertNotEmitted(view.sign_in_asked):
        view.show_failed("The store is newer than this console.")
        view.show_ready()
    assert WAITS not in " ".join(told(view))


def test_the_reason_is_told(view: SignInView) -> None:
    view.show_refused("That name and password do not belong together.")
    assert "That name and password do not belong together." in told(view)
    view.show_ready()
    assert "That name and password do not belong together." not in told(view)


def test_a_remembered_name_leads_to_the_password(view: SignInView, qtbot: QtBot) -> None:
    with qtbot.waitExposed(view):
        view.activateWindow()
    view.remember("jordan")
    name, password = fields(view)
    assert name.text() == "jordan"
    assert password.hasFocus()
    (go,) = (each for each in view.findChildren(QPushButton) if each.isVisible())
    assert not go.isEnabled()


@pytest.mark.parametrize(
    ("text", "shift", "expected"), [("a", False, False), ("A", True, False), ("A", False, True), ("a", True, True)]
)
def test_caps_lock_is_noticed_from_what_is_typed(view: SignInView, text: str, shift: bool, expected: bool) -> None:
    _name, password = fields(view)
    modifier = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(password, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, modifier, text))
    assert ("Caps Lock may be on" in told(view)) == expected
