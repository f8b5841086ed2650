"""Width divided by text scale decides the arrangement; 200 % text fits 1280 by 720."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from care_console.app.places import navigation
from care_console.domain.roles import Agent, Role
from care_console.ui.customer.view import CustomerPage
from care_console.ui.kit.cards import Card
from care_console.ui.kit.fitting import Fitting
from care_console.ui.kit.layout import Scrolling, holder, signed
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import ElidedLabel, label
from care_console.ui.lookup.results import OF_USE, Results
from care_console.ui.review.table import WHAT, AuditTable
from care_console.ui.shell import Shell
from care_console.ui.sidebar import RAIL, WIDE, NavEntry, NavItem, Sidebar
from care_console.ui.signin.view import SignInView
from care_console.ui.theme import Scheme, install
from tests.ui.pages import PAGES
from tests.ui.test_access import ENTRIES

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


def shell_with(qtbot: QtBot, page: str, width: int, height: int) -> Shell:
    shell = Shell(SignInView())
    qtbot.addWidget(shell)
    shell.add_page("page", PAGES[page])
    shell.resize(width, height)
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    shell.show_page("page")
    with qtbot.waitExposed(shell):
        shell.show()
    QApplication.processEvents()
    return shell


def cut(shell: Shell) -> list[tuple[str, str]]:
    """What has less room than its words need, or reaches beyond the window."""
    found = []
    for widget in shell.findChildren(QWidget):
        if not widget.isVisible() or not isinstance(widget, QLabel | QPushButton | QLineEdit):
            continue
        tall = widget.minimumSizeHint().height()
        if isinstance(widget, QLabel) and widget.wordWrap():
            tall = max(tall, widget.heightForWidth(widget.width()))
        short = widget.height() + 2 < tall
        narrow = not isinstance(widget, QLineEdit | ElidedLabel) and widget.width() < widget.minimumSizeHint().width()
        beyond = widget.mapTo(shell, QPoint(widget.width(), 0)).x() > shell.width()
        if beyond or short or narrow:
            found.append((type(widget).__name__, widget.accessibleName() or getattr(widget, "text", str)()))
    return found


def stretched(shell: Shell) -> list[tuple[str, int]]:
    """Keycaps wider than their key's name."""
    caps = [cap for cap in shell.findChildren(QLabel) if cap.property("kit") == "keycap" and cap.isVisible()]
    return [(cap.text(), cap.width()) for cap in caps if cap.size() != cap.sizeHint()]


@pytest.mark.parametrize("page", PAGES)
def test_double_text_fits(qapp: QApplication, qtbot: QtBot, page: str) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    shell = shell_with(qtbot, page, 1280, 720)
    assert (shell.width(), shell.height()) == (1280, 720)
    assert cut(shell) == []
    assert stretched(shell) == []
    for area in shell.findChildren(QScrollArea):
        content = area.widget()
        if area.isVisible() and content is not None:
            assert content.width() <= area.viewport().width(), "a page would have to be scrolled sideways"
    qapp.setStyleSheet("")


@pytest.mark.parametrize("page", PAGES)
def test_plain_text_fits(look: Theme, qtbot: QtBot, page: str) -> None:
    shell = shell_with(qtbot, page, 1280, 720)
    assert (shell.width(), shell.height()) == (1280, 720)
    assert cut(shell) == []
    assert stretched(shell) == []


BARS_OF_LOOKUP = ["lookup opening", "lookup opting out", "lookup opted out", "lookup with address"]


@pytest.mark.parametrize("page", BARS_OF_LOOKUP)
def test_a_bar_of_lookup_is_whole_and_leaves_hits_in_sight(look: Theme, qtbot: QtBot, page: str) -> None:
    shell = shell_with(qtbot, page, 1280, 720)
    (asked,) = shell.findChildren(Fitting)
    (hits,) = shell.findChildren(Results)
    qtbot.waitUntil(lambda: asked.verticalScrollBar().maximum() == 0)
    assert hits.isVisible()
    assert hits.height() >= OF_USE


@pytest.mark.parametrize("page", BARS_OF_LOOKUP)
def test_a_bar_of_lookup_is_whole_at_double_text(qapp: QApplication, qtbot: QtBot, page: str) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    shell = shell_with(qtbot, page, 1280, 720)
    (asked,) = shell.findChildren(Fitting)
    qtbot.waitUntil(lambda: asked.verticalScrollBar().maximum() == 0)
    assert asked.mapTo(shell, QPoint(0, 0)).y() < shell.height() / 3, "it stands at the top of the room that it has"
    qapp.setStyleSheet("")


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_what_scrolls_keeps_the_edges_of_what_stands_still(
    look: Theme, qapp: QApplication, qtbot: QtBot, direction: Qt.LayoutDirection
) -> None:
    qapp.setLayoutDirection(direction)
    shell = shell_with(qtbot, "customer verified", 1280, 720)
    page = shell.findChild(CustomerPage)
    assert isinstance(page, CustomerPage)
    (scrolls,) = page.findChildren(Scrolling)
    assert scrolls.verticalScrollBar().isVisible()
    edges = [(card.mapTo(page, QPoint(0, 0)).x(), card.width()) for card in page.findChildren(Card) if card.isVisible()]
    banner = page.banner.geometry()
    assert (min(left for left, _ in edges), max(left + width for left, width in edges)) == (
        banner.left(),
        banner.right() + 1,
    )
    qapp.setLayoutDirection(Qt.LayoutDirection.LeftToRight)


def test_a_lead_has_every_place_in_sight_on_a_small_screen_at_double_text(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    shell = shell_with(qtbot, "lookup empty", 1280, 720)
    lead = Agent("lead", "Nadia Rahimi", Role.LEAD)
    places = navigation(lead)
    shell.show_work("Nadia Rahimi", "Team lead", places)
    (sidebar,) = shell.findChildren(Sidebar)
    items = sidebar.findChildren(NavItem)
    qtbot.waitUntil(lambda: all(item.visibleRegion().boundingRect() == item.rect() for item in items))
    assert len(items) == len(places) > 6
    assert shell.height() == 720
    qapp.setStyleSheet("")


@pytest.mark.parametrize(("scale", "width", "expected"), [(1.0, 1440, WIDE), (1.0, 990, RAIL), (1.5, 1440, RAIL)])
def test_the_sidebar_folds_by_width_over_scale(
    qapp: QApplication, qtbot: QtBot, scale: float, width: int, expected: int
) -> None:
    install(qapp, scale, Scheme.LIGHT)
    shell = shell_with(qtbot, "lookup empty", width, 800)
    (sidebar,) = shell.findChildren(Sidebar)
    assert sidebar.width() == round(expected * scale)
    qapp.setStyleSheet("")


def test_double_text_sign_in_can_be_reached(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    shell = Shell(SignInView())
    qtbot.addWidget(shell)
    shell.resize(1280, 720)
    with qtbot.waitExposed(shell):
        shell.show()
    assert (shell.width(), shell.height()) == (1280, 720)
    qapp.setStyleSheet("")


def test_many_places_scroll_and_leave_the_window_on_a_small_screen(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    shell = shell_with(qtbot, "lookup empty", 1280, 720)
    places = tuple(NavEntry(f"place {number}", f"Place {number}", "search") for number in range(12))
    shell.show_work("Jordan Okafor", "Team lead", places)
    QApplication.processEvents()
    assert (shell.height(), shell.minimumSizeHint().height() <= 720) == (720, True)
    qapp.setStyleSheet("")


def test_a_mark_stays_beside_the_first_line_where_there_is_more_height(look: Theme, qtbot: QtBot) -> None:
    mark, words = IconMark("info", 16), label("Stopped: direct mail.", "strong", wrap=True)
    line = holder(signed(mark, words))
    qtbot.addWidget(line)
    line.resize(300, 200)
    line.show()
    QApplication.processEvents()
    assert words.height() < 40
    assert abs(mark.geometry().center().y() - words.geometry().center().y()) <= 2


def test_what_happened_is_whole_in_the_audit_log_at_double_text(qapp: QApplication, qtbot: QtBot) -> None:
    look = install(qapp, 2.0, Scheme.LIGHT)
    shell = shell_with(qtbot, "review", 1280, 720)
    (table,) = shell.findChildren(AuditTable)
    words = QFontMetrics(look.font("medium", tabular=True)).horizontalAdvance("Verification failed")
    assert table.columnWidth(WHAT) >= words + look.px(12 + 15 + 8 + 4), "with its mark, and the space around"
    qapp.setStyleSheet("")
