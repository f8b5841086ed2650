"""Every page for the keyboard and the screen reader: names, roles, and a tab cycle that reaches everything."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QScrollArea, QWidget

from care_console.ui.customer.data import EditorView, InputView
from care_console.ui.customer.view import CustomerPage
from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.lookup.view import LookupView
from care_console.ui.optout.address import AddressBar
from care_console.ui.optout.data import LikelyRecord
from care_console.ui.review.view import ReviewView
from care_console.ui.settings.data import SettingsView
from care_console.ui.settings.view import SettingsPage
from care_console.ui.shell import Shell
from care_console.ui.sidebar import NavEntry
from care_console.ui.signin.view import SignInView
from care_console.ui.training.data import TrainingRow
from care_console.ui.training.view import TrainingView
from care_console.ui.transcript.data import Line, Side, TranscriptView
from care_console.ui.transcript.view import TranscriptPage
from tests.ui import samples

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytestqt.qtbot import QtBot

    from care_console.ui.kit.page import Page
    from care_console.ui.theme import Theme

ROLE = QAccessible.Role
CONTROLS = {
    ROLE.Button, ROLE.CheckBox, ROLE.RadioButton, ROLE.EditableText, ROLE.ComboBox, ROLE.List, ROLE.Table, ROLE.Graphic,
    ROLE.PageTabList, ROLE.ProgressBar,
}  # fmt: skip
BLANK = {ROLE.Client, ROLE.Pane, ROLE.NoRole, ROLE.Grouping}
ENTRIES = (NavEntry("page", "Lookup", "search"), NavEntry("review", "Audit review", "list-checks", "Team lead"))


def lookup_with_hits() -> Page:
    page = LookupView()
    page.show_brands((samples.BRAND, samples.OTHER_BRAND), samples.BRAND)
    page.show_recent(samples.recent())
    page.field.edit.setText("harg")
    page.show_hits(samples.hits())
    return page


def customer_page(*, verified: bool) -> CustomerPage:
    page = CustomerPage()
    page.show_customer(samples.customer(verified=verified))
    page.transcripts.show_chats(samples.CHATS)
    return page


def customer_waiting() -> Page:
    page = customer_page(verified=True)
    page.transcripts.show_waiting("Asking the chat provider: 3 found")
    return page


def customer_without_provider() -> Page:
    page = customer_page(verified=True)
    page.transcripts.show_trouble(Trouble("Not heard", "Safe", "Ask IT.", "Ask again", "warn"))
    page.transcripts.ask_copy()
    return page


def customer_with_editor() -> Page:
    page = customer_page(verified=True)
    new = InputView("email", "New e-mail", "m@example.org")
    page.open_editor(EditorView("email", "E-mail", "m@example.org", (new,), "Type it", "Save change"))
    return page


def review_with_detail() -> Page:
    page = ReviewView()
    page.show_events(samples.events(), more=False)
    page.resize(1200, 800)
    page.choose(0)
    return page


def lookup_opting_out() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    samples.opt_out(page)
    return page


def lookup_opted_out() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    bar = samples.opt_out(page)
    bar.show_saved("Stopped: direct mail.", "Undo until 12:10.", may_undo=True, may_end=True)
    bar.show_likely((LikelyRecord(1, "M Hargreaves", "THE OUTNET, LS6"),))
    return page


def lookup_with_address() -> Page:
    page = lookup_with_hits()
    assert isinstance(page, LookupView)
    bar = AddressBar()
    page.add_bar(bar)
    bar.ask(samples.OPT_OUT_CHOICES)
    bar.show_effects(samples.EFFECTS)
    return page


def transcript() -> Page:
    page = TranscriptPage()
    said = (
        Line(Side.CUSTOMER, "Where is my parcel?", "Ms Hargreaves  10:02", "Ms Hargreaves, 10:02: Where is my parcel?"),
        Line(Side.NOBODY, "5 minutes later", spoken="5 minutes later"),
        Line(Side.ADVISOR, "On its way.", "Ada  10:07", "Ada, 10:07: On its way."),
    )
    page.show_transcript(
        TranscriptView("Chat with Ada", "THE OUTNET", ChipText("9 days left", "warn", "clock"), lines=said)
    )
    page.sought.setText("way")
    return page


def training() -> Page:
    page = TrainingView()
    rows = tuple(
        TrainingRow(
            key, f"Chat with Ada {key}", "THE OUTNET", "2 Mar 2026 10:02", ChipText("9 days left", "warn", "clock")
        )
        for key in range(25)
    )
    page.show_chats("Open under REQ-00042", rows)
    return page


def transcript_asking() -> Page:
    page = TranscriptPage()
    page.ask_copy()
    return page


def settings() -> Page:
    page = SettingsPage()
    page.show_settings(SettingsView("light", 1.0, "en", 5, frozenset({"colours"})))
    return page


PAGES: dict[str, Callable[[], Page]] = {
    "settings": settings,
    "lookup empty": LookupView,
    "lookup opting out": lookup_opting_out,
    "lookup opted out": lookup_opted_out,
    "lookup with address": lookup_with_address,
    "lookup with hits": lookup_with_hits,
    "customer unverified": lambda: customer_page(verified=False),
    "customer verified": lambda: customer_page(verified=True),
    "customer with editor": customer_with_editor,
    "customer, provider asked": customer_waiting,
    "customer, provider away": customer_without_provider,
    "transcript": transcript,
    "training": training,
    "transcript asking": transcript_asking,
    "review": review_with_detail,
    "review empty": ReviewView,
}


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
    QTest.mouseClick(page.banner.end, Qt.MouseButton.LeftButton)
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
        "Customers who match",
        "Lookup",
        "Audit review",
        "Sign out Jordan Okafor",
    ]
