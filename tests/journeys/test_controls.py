"""Every control of the running program: named, and reached by Tab, in a large window and in a small one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication

from tests.journeys.desk import SMALL, WIDE, Desk, Key, Modifier, a_caller
from tests.ui.test_access import faults, unreached

if TYPE_CHECKING:
    from collections.abc import Callable

SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier


def hits(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")


def opening(desk: Desk) -> None:
    hits(desk)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")


def opened(desk: Desk) -> None:
    hits(desk)
    desk.open_chosen()


def verified(desk: Desk) -> None:
    opened(desk)
    caller = a_caller(desk.store)
    desk.verify(caller)
    desk.until_says(caller.email)


def more_facts(desk: Desk) -> None:
    verified(desk)
    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "What the customer says")


def amending(desk: Desk) -> None:
    more_facts(desk)
    caller = a_caller(desk.store)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say("somebody@example.org")
    desk.until_says("Still sent:")


def ending(desk: Desk) -> None:
    verified(desk)
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")


def audit_list(desk: Desk) -> None:
    desk.delivered()  # the list is read once: what the service has not yet got is not in it
    desk.tab_to("Audit log")
    desk.press(Key.Key_Return)
    desk.tab_to("Audit events")
    desk.press(Key.Key_Return)
    desk.until_says("Place in the log")


def suppressions(desk: Desk) -> None:
    desk.press(Key.Key_S, SHIFTED)
    desk.until_says("No report waits.", "No address is suppressed here.")


def in_trouble(desk: Desk) -> None:
    desk.console.show_error(RuntimeError())
    desk.until_says("Something in the program went wrong.")


PLACES: dict[str, tuple[str, Callable[[Desk], None]]] = {
    "look-up": ("lead", lambda _desk: None),
    "hits": ("agent", hits),
    "opening": ("agent", opening),
    "opened": ("agent", opened),
    "verified": ("agent", verified),
    "more facts": ("agent", more_facts),
    "amending": ("agent", amending),
    "ending": ("agent", ending),
    "audit list": ("lead", audit_list),
    "suppressions": ("lead", suppressions),
    "administration": ("admin", lambda _desk: None),
}


@pytest.mark.parametrize("place", PLACES)
def test_every_control_is_named_and_reached(desk: Desk, place: str) -> None:
    name, go = PLACES[place]
    desk.at_work(name)
    go(desk)
    for size in (WIDE, SMALL):
        desk.console.shell.resize(*size)
        QApplication.processEvents()
        assert faults(desk.console.shell) == [], size
        assert unreached(desk.console.shell) == [], size


@pytest.mark.expects_log("RuntimeError at")
def test_the_bar_of_trouble_is_named_and_reached(desk: Desk) -> None:
    desk.at_work("agent")
    in_trouble(desk)
    assert faults(desk.console.shell) == []
    assert unreached(desk.console.shell) == []


def test_sign_in_is_named_and_reached(desk: Desk) -> None:
    assert faults(desk.console.shell) == []
    assert unreached(desk.console.shell) == []
