"""Every page for the keyboard and the screen reader: names, roles, and a tab cycle that reaches everything."""

from __future__ import annotations

import importlib
import pkgutil
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from care_console import ui
from care_console.ui.customer.view import CustomerPage
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.error_bar import ErrorBar, Trouble
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import holder, row
from care_console.ui.kit.page import Page
from care_console.ui.lookup.view import LookupView
from care_console.ui.shell import Shell
from care_console.ui.sidebar import NavEntry
from care_console.ui.signin.view import SignInView
from tests.ui import samples
from tests.ui.pages import PAGES, customer_page, lookup_with_hits

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.ComboBox, ROLE.List, ROLE.Table, ROLE.Graphic,
    ROLE.PageTabList, ROLE.ProgressBar,
}  # fmt: skip
BLANK = {ROLE.Client, ROLE.Pane, ROLE.NoRole, ROLE.Grouping}
ENTRIES = (NavEntry("page", "Lookup", "search"), NavEntry("review", "Audit review", "list-checks", "Team lead"))


def click(window: QWidget, target: QWidget) -> None:
    """Click as the mouse does: through the window."""
    handle = window.windowHandle()
    assert handle is not None
    QTest.mouseClick(
        handle,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        target.mapTo(window, target.rect().center()),
    )


def name_of(widget: QWidget) -> str:
    return QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name)


def reachable(window: QWidget) -> set[QWidget]:
    return {
        widget
        for widget in window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
    }


def unreached(window: Shell) -> list[tuple[str, str]]:
    """What Tab does not reach. One button of a group is enough: arrow keys reach the others."""
    seen = set(tab_cycle(window))
    groups = {button.group() for button in seen if isinstance(button, QAbstractButton)} - {None}
    return [
        (type(widget).__name__, name_of(widget))
        for widget in reachable(window) - seen
        if not (isinstance(widget, QAbstractButton) and widget.group() in groups)
    ]


def faults(window: QWidget) -> list[tuple[str, str]]:
    found = []
    for widget in window.findChildren(QWidget):
        interface = QAccessible.queryAccessibleInterface(widget)
        if not widget.isVisible() or interface is None:
            continue
        stop = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled()
        if (interface.role() in CONTROLS or stop) and not interface.text(QAccessible.Text.Name):
            found.append(("unnamed", type(widget).__name__))
        if stop and interface.role() in BLANK:
            found.append(("no role", type(widget).__name__))
    return found


def tab_cycle(window: Shell) -> list[QWidget]:
    handle = window.windowHandle()
    assert handle is not None
    seen: list[QWidget] = []
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    for _ in range(200):
        focused = QApplication.focusWidget()
        assert focused is not None
        if focused in seen:
            break
        seen.append(focused)
        QTest.keyClick(handle, Qt.Key.Key_Tab)
    return seen


def open_shell(qtbot: QtBot) -> Shell:
    shell = Shell(SignInView())
    qtbot.addWidget(shell)
    shell.resize(1440, 900)
    with qtbot.waitExposed(shell):
        shell.show()
    shell.activateWindow()
    qtbot.waitUntil(shell.isActiveWindow)
    return shell


@pytest.mark.parametrize("page", PAGES)
def test_names_roles_and_tab_cycle(look: Theme, qtbot: QtBot, page: str) -> None:
    shell = open_shell(qtbot)
    shell.add_page("page", PAGES[page])
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    shell.show_page("page")
    shell.show_trouble(Trouble("It failed.", "Nothing was changed.", "Try again.", "Try again"))
    QApplication.processEvents()
    assert faults(shell) == []
    assert unreached(shell) == []


def test_every_page_and_bar_is_walked(look: Theme, qtbot: QtBot) -> None:
    for found in pkgutil.walk_packages(ui.__path__, "care_console.ui."):
        importlib.import_module(found.name)
    parts = {made for made in subclasses(QWidget) if made.__module__.startswith("care_console.ui.")}
    shown = {made for made in parts if not made.__subclasses__()}  # what others are made of never shows by itself
    wanted = {made for made in shown if issubclass(made, Page) or made.__name__.endswith("Bar")} - {ErrorBar}
    walked = set()
    for make in PAGES.values():
        page = make()
        qtbot.addWidget(page)
        walked |= {type(page), *(type(part) for part in page.findChildren(QWidget) if not part.isHidden())}
    assert {made.__name__ for made in wanted - walked} == set()


def subclasses(of: type) -> set[type]:
    direct: list[type] = of.__subclasses__()
    return {made for each in direct for made in (each, *subclasses(each))}


def test_tab_goes_through_the_page_as_it_is_laid_out_however_often_it_was_filled(look: Theme, qtbot: QtBot) -> None:
    shell = open_shell(qtbot)
    made = customer_page(verified=True)
    assert isinstance(made, CustomerPage)
    shell.add_page("page", lambda: made)
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    shell.show_page("page")
    made.show_customer(samples.customer(verified=True))
    made.show_messages(samples.MESSAGES)
    QApplication.processEvents()
    cards = [made.details, made.transcripts, made.messages]
    cycle = tab_cycle(shell)
    visited = [card for stop in cycle for card in cards if card.isAncestorOf(stop)]
    assert list(dict.fromkeys(visited)) == cards
    assert visited == sorted(visited, key=cards.index), "each card is left once all of it was visited"
    inside = [stop for stop in cycle if made.details.isAncestorOf(stop)]
    places = [stop.mapTo(made.details, stop.rect().center()).y() for stop in inside]
    assert places == sorted(places)


def test_sign_in_is_named_and_reachable(look: Theme, qtbot: QtBot) -> None:
    shell = open_shell(qtbot)
    assert faults(shell) == []
    assert {name_of(widget) for widget in tab_cycle(shell)} == {"Agent name", "Password"}


def test_names_in_the_rail_are_kept(look: Theme, qtbot: QtBot) -> None:
    shell = open_shell(qtbot)
    shell.add_page("page", LookupView)
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    shell.show_page("page")
    shell.resize(900, 700)
    QApplication.processEvents()
    names = {name_of(widget) for widget in tab_cycle(shell)}
    assert {"Lookup", "Audit review", "Sign out Jordan Okafor"} <= names


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
def test_tab_leaves_the_open_list_of_a_choice_and_takes_what_is_marked(look: Theme, qtbot: QtBot) -> None:
    choice, after = Choice("Kind of fact"), text_field("What the customer says")
    choice.addItems(["Postcode", "Date of birth"])
    window = holder(row(choice, after))
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: choice.view().isVisible())
    QTest.keyClick(choice.view(), Qt.Key.Key_Down)
    with qtbot.waitSignal(choice.activated):
        QTest.keyClick(choice.view(), Qt.Key.Key_Tab)
    qtbot.waitUntil(after.hasFocus)
    assert (choice.currentText(), choice.view().isVisible()) == ("Date of birth", False)


def test_the_ring_shows_for_the_keyboard_only(look: Theme, qtbot: QtBot) -> None:
    from care_console.ui.kit.focus_ring import FocusRing

    shell = open_shell(qtbot)
    shell.add_page("page", lambda: customer_page(verified=True))
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    page = shell.show_page("page")
    assert isinstance(page, CustomerPage)
    (ring,) = shell.findChildren(FocusRing)
    assert ring.isHidden()
    page.take_focus()
    handle = shell.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    focused = QApplication.focusWidget()
    assert focused is not None
    assert ring.isVisible()
    assert ring.geometry().contains(focused.rect().translated(focused.mapTo(shell, focused.rect().topLeft())))
    click(shell, page.banner.end)
    assert ring.isHidden()


def test_the_ring_shows_where_a_shortcut_leads_without_any_tab(look: Theme, qtbot: QtBot) -> None:
    from care_console.ui.kit.focus_ring import FocusRing

    shell = open_shell(qtbot)
    shell.add_page("page", lambda: customer_page(verified=True))
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    page = shell.show_page("page")
    assert isinstance(page, CustomerPage)
    (ring,) = shell.findChildren(FocusRing)
    handle = shell.windowHandle()
    assert handle is not None
    on_keys(shell, "Ctrl+Shift+C", page.transcripts.ask_copy)
    click(shell, page.banner.end)
    QTest.keyClick(handle, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    asked = page.transcripts.confirm
    assert QApplication.focusWidget() is asked
    qtbot.waitUntil(ring.isVisible)
    assert ring.geometry().contains(asked.rect().translated(asked.mapTo(shell, asked.rect().topLeft())))


def test_a_page_on_which_nothing_can_have_the_focus_has_no_ring(look: Theme, qtbot: QtBot) -> None:
    from care_console.ui.kit.focus_ring import FocusRing

    shell = open_shell(qtbot)
    shell.add_page("page", PAGES["approvals empty"])
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    handle = shell.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_Tab)
    (ring,) = shell.findChildren(FocusRing)
    assert ring.isVisible()
    page = shell.show_page("page")
    assert page.hasFocus()
    assert ring.isHidden()


def test_what_takes_the_focus_is_scrolled_into_sight_and_its_ring_scrolls_along(look: Theme, qtbot: QtBot) -> None:
    from care_console.ui.kit.focus_ring import FocusRing

    shell = open_shell(qtbot)
    shell.add_page("page", lambda: customer_page(verified=True))
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    page = shell.show_page("page")
    assert isinstance(page, CustomerPage)
    shell.resize(1100, 500)
    (ring,) = shell.findChildren(FocusRing)
    view = page.findChildren(QScrollArea)[0]
    bar = view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 400)
    QApplication.processEvents()  # the page begins at its top
    page.take_focus()
    bar.setValue(bar.maximum())
    handle = shell.windowHandle()
    assert handle is not None
    first = None
    while first is None or not view.viewport().isAncestorOf(first):
        QTest.keyClick(handle, Qt.Key.Key_Tab)
        first = QApplication.focusWidget()
    assert not first.visibleRegion().isEmpty()
    assert ring.isVisible()
    around, before = ring.geometry(), bar.value()
    bar.setValue(before + 10)
    assert ring.geometry() == around.translated(0, before - bar.value())
    bar.setValue(bar.maximum())
    assert ring.isHidden()


def test_tab_goes_through_lookup_in_reading_order(look: Theme, qtbot: QtBot) -> None:
    shell = open_shell(qtbot)
    shell.add_page("page", lookup_with_hits)
    shell.show_work("Jordan Okafor", "Team lead", ENTRIES)
    shell.show_page("page")
    QApplication.processEvents()
    names = [name_of(widget) for widget in tab_cycle(shell)]
    start = names.index("Find a customer")
    assert [*names[start:], *names[:start]] == [
        "Find a customer",
        samples.BRAND.name,
        "by letter",
        "All brands",
        "Customers who match",
        "Lookup",
        "Audit review",
        "Sign out Jordan Okafor",
    ]
