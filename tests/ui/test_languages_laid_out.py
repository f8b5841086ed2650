"""Every page from right to left, and in French at 200 %: mirrored, nothing cut, named and reachable as ever."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QTabBar, QWidget

from care_console.ui.kit.consequences import Effect, EffectLine, EffectText
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.kit.text import keycaps
from care_console.ui.language import speak
from care_console.ui.sidebar import Sidebar
from care_console.ui.theme import Scheme, install
from tests.ui.pages import PAGES
from tests.ui.test_access import faults, unreached
from tests.ui.test_reflow import cut, shell_with

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def right_to_left(qapp: QApplication) -> Iterator[QApplication]:
    install(qapp, 1.0, Scheme.LIGHT)
    qapp.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    yield qapp
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    qapp.setStyleSheet("")


@pytest.fixture
def large_french(qapp: QApplication) -> Iterator[QApplication]:
    install(qapp, 2.0, Scheme.LIGHT)
    speak(qapp, "fr")
    yield qapp
    speak(qapp, "en")
    install(qapp, 1.0, Scheme.LIGHT)
    qapp.setStyleSheet("")


@pytest.mark.parametrize("page", PAGES)
def test_a_page_from_right_to_left(right_to_left: QApplication, qtbot: QtBot, page: str) -> None:
    shell = shell_with(qtbot, page, 1440, 900)
    (sidebar,) = shell.findChildren(Sidebar)
    assert sidebar.mapTo(shell, QPoint(0, 0)).x() > shell.width() / 2
    astray = [
        (words.text(), words.alignment())
        for words in shell.findChildren(QLabel)
        if words.isVisible()
        and words.text()
        and words.alignment() & Qt.AlignmentFlag.AlignLeft
        and words.alignment() & Qt.AlignmentFlag.AlignAbsolute
    ]
    assert astray == []
    outside = [
        type(widget).__name__
        for widget in shell.findChildren(QWidget)
        if isinstance(widget, QLabel | QPushButton | QLineEdit)
        and widget.isVisible()
        and not 0 <= widget.mapTo(shell, QPoint(0, 0)).x() <= shell.width() - widget.width()
    ]
    assert outside == []
    assert faults(shell) == []


def test_keys_are_read_ctrl_first_from_either_side(right_to_left: QApplication) -> None:
    assert [cap.text() for cap in keycaps("Ctrl+K")] == ["K", "Ctrl"], "a mirrored row turns them round again"


def test_a_consequence_reads_in_its_own_direction(right_to_left: QApplication, qtbot: QtBot) -> None:
    told = EffectText(EffectLine(Effect.STOPS, "offers to the old address."))
    qtbot.addWidget(told)
    told.resize(400, 20)
    shown = told.grab().toImage()
    ink = [[y for y in range(20) if shown.pixel(x, y) != shown.pixel(0, 0)] for x in range(shown.width())]
    end = max(x for x, rows in enumerate(ink) if rows)
    assert end > shown.width() - 5, "it begins at the side where lines begin"
    assert all(len(rows) <= 4 for rows in ink[end - 2 : end + 1]), "a full stop comes last, which is low"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_in_french_at_double_size(large_french: QApplication, qtbot: QtBot, page: str) -> None:
    shell = shell_with(qtbot, page, 1280, 720)
    assert (shell.width(), shell.height()) == (1280, 720)
    assert cut(shell) == []
    for area in shell.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None:
            assert content.width() <= area.viewport().width(), "a page would have to be scrolled sideways"
    for tabs in shell.findChildren(QTabBar):
        if tabs.isVisible():
            assert tabs.tabRect(tabs.count() - 1).right() <= tabs.width(), "a tab is out of sight"
    assert faults(shell) == []


@pytest.mark.parametrize("page", ["lookup empty", "customer verified"])
def test_every_control_is_reached_in_french_with_a_message_above(
    large_french: QApplication, qtbot: QtBot, page: str
) -> None:
    shell = shell_with(qtbot, page, 1280, 720)
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    shell.show_trouble(Trouble("Échec.", "Rien n'a été modifié.", "Réessayez.", "Réessayer"))
    QApplication.processEvents()
    assert unreached(shell) == []


@pytest.mark.parametrize("page", ["lookup empty", "lookup with hits", "customer verified", "approvals", "settings"])
def test_a_long_message_above_makes_no_window_higher_than_the_screen(
    large_french: QApplication, qtbot: QtBot, page: str
) -> None:
    shell = shell_with(qtbot, page, 1280, 720)
    happened = "Les enregistrements ne peuvent pas être écrits pour le moment."
    to_do = "Attendez un instant puis réessayez ; si cela dure, prévenez votre informatique."
    shell.show_trouble(Trouble(happened, "Rien n'a été modifié, et votre saisie est conservée.", to_do, "Réessayer"))
    qtbot.waitUntil(lambda: cut(shell) == [])
    assert (shell.width(), shell.height()) == (1280, 720)
