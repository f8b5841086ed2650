"""Toasts: they take no focus, keep inside the window, and say what is new once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QWidget

from care_console.ui.kit.layout import column
from care_console.ui.kit.toast import Toast, Toasts

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

ASK = Toast(
    "Emergency: Jo opened an address and phone under REQ-00012", tone="bad", action="Show", shortcut="Ctrl+Shift+A"
)


@pytest.fixture
def window(look: Theme, qtbot: QtBot) -> QWidget:
    assert look.scale == 1
    made = QWidget()
    made.setLayout(column(QLineEdit(), None))
    made.resize(600, 400)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.findChildren(QLineEdit)[0].setFocus()
    return made


def words(toasts: Toasts) -> list[str]:
    return [label.text() for label in toasts.findChildren(QLabel) if label.isVisible() and label.text()]


def test_a_toast_takes_no_focus_and_stays_inside_whatever_the_window_does(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    toasts.show_toast("alerts", ASK)
    toasts.show_toast("idle", Toast("Everything is masked soon", "Any key keeps it."))
    assert window.findChildren(QLineEdit)[0].hasFocus()
    for width, height in ((600, 400), (300, 200), (1200, 300)):
        window.resize(width, height)
        qtbot.waitUntil(lambda: window.rect().contains(toasts.geometry()))
    qtbot.waitUntil(lambda: "Any key keeps it." in words(toasts))


def test_its_button_leads_there_and_takes_it_away(window: QWidget, qtbot: QtBot) -> None:
    toasts = Toasts(window)
    toasts.show_toast("alerts", ASK)
    (show,) = (each for each in toasts.findChildren(QPushButton) if each.text() == "Show")
    with qtbot.waitSignal(toasts.acted) as acted:
        QTest.keyClick(show, Qt.Key.Key_Space)
    assert acted.args == ["alerts"]
    assert toasts.isHidden()


def test_the_same_key_changes_words_and_dropping_empties(window: QWidget) -> None:
    toasts = Toasts(window)
    toasts.show_toast("idle", Toast("60"))
    toasts.show_toast("idle", Toast("59", "soon"))
    assert words(toasts) == ["59", "soon"]
    toasts.drop("idle")
    toasts.drop("idle")
    assert toasts.isHidden()
    toasts.show_toast("a", Toast("A"))
    toasts.show_toast("b", Toast("B"))
    toasts.clear()
    assert toasts.isHidden()
    assert words(toasts) == []
