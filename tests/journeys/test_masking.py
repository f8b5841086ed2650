"""Nobody at the desk: everything is masked, and the same agent goes on where the work was left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit

from care_console.app.demo import DEMO_PASSWORD
from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller

if TYPE_CHECKING:
    from PySide6.QtGui import QAccessibleInterface

CONTROL = Modifier.ControlModifier
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier
TYPED = "half.typed@exam"


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


def spoken(root: QAccessibleInterface) -> list[str]:
    """Every name, value and description that a screen reader can come to, whether it shows or not."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Value, QAccessible.Text.Description, QAccessible.Text.Help)
    words = [root.text(kind) for kind in kinds]
    for place in range(root.childCount()):
        child = root.child(place)
        words += spoken(child) if child.isValid() else []
    return words


def amending(desk: Desk) -> Caller:
    """Somebody is verified, and a new e-mail is half typed."""
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.press(Key.Key_M, CONTROL)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say(TYPED)
    return caller


def assert_nothing_shows(desk: Desk, caller: Caller) -> None:
    """Neither on the screen, nor for a screen reader, nor in the clipboard."""
    desk.until(lambda: desk.console.shell.page == "" and desk.focused() == "Password")
    QApplication.processEvents()
    root = QAccessible.queryAccessibleInterface(desk.console.shell)
    assert root is not None
    heard = "\n".join(spoken(root))
    assert "Masked" in heard
    for secret in (*caller.secrets, TYPED):
        assert not desk.says(secret)
        assert secret not in heard
        assert secret not in QApplication.clipboard().text()


def typed_in(desk: Desk) -> str:
    """What stands in the field that has the focus."""
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit), desk.focused()
    return field.text()


def unmask(desk: Desk) -> None:
    """The same agent types the password."""
    with desk.qtbot.waitSignal(desk.console.signed_in):
        desk.say(DEMO_PASSWORD)
        desk.press(Key.Key_Return)


def goes_on(desk: Desk, caller: Caller) -> None:
    """The customer is open again, with what was typed."""
    desk.until(lambda: desk.focused() == "New e-mail")
    fields = desk.console.shell.findChildren(QLineEdit)
    desk.until(lambda: TYPED in [field.text() for field in fields if field.isVisible()])
    desk.until_says(caller.email)


def test_an_idle_console_warns_masks_and_goes_on_where_it_was(desk: Desk) -> None:
    caller = amending(desk)
    idle, clock = desk.console.masking.idle, Clock()
    idle.clocks = (clock,)
    idle.begin(5)
    clock.at += 241
    idle.check()
    desk.until_says("Everything is masked in 59 second", "Any key keeps it on the screen.")
    desk.press(Key.Key_Shift)
    desk.until(lambda: not desk.says("Everything is masked in"))
    clock.at += 239
    idle.check()
    assert desk.console.shell.page == "customer"
    clock.at += 61
    idle.check()
    desk.until_says("Masked", "Masked after 5 minute")
    assert_nothing_shows(desk, caller)
    desk.until(lambda: desk.count("SELECT count(*) FROM access_grant WHERE closed_at IS NULL") == 0)
    for key, modifiers in ((Key.Key_K, CONTROL), (Key.Key_O, CONTROL), (Key.Key_M, CONTROL), (Key.Key_E, SHIFTED)):
        desk.press(key, modifiers)
    assert desk.console.shell.page == ""
    desk.tab_to("Password")
    unmask(desk)
    goes_on(desk, caller)
    desk.delivered()
    events = desk.events()
    last = max(place for place, event in enumerate(events) if event.verb is Verb.CONSOLE_MASKED)
    assert [(event.verb, event.outcome, event.detail) for event in events[last:]] == [
        (Verb.CONSOLE_MASKED, Outcome.DONE, {"why": "idle", "grants": "2"}),
        (Verb.SIGNED_IN, Outcome.DONE, {}),
        (Verb.OPENED, Outcome.DONE, {"requester": "customer"}),
        (Verb.GRANTED, Outcome.DONE, {"scopes": "view"}),
    ]


@pytest.mark.parametrize("why", ["asked", "session"])
def test_one_key_or_the_locked_session_masks_at_once(desk: Desk, why: str) -> None:
    caller = amending(desk)
    if why == "asked":
        before = desk.keys
        desk.press(Key.Key_L, CONTROL)
        assert desk.keys - before == 1
    else:
        desk.console.masking.session.locked.emit()
    assert_nothing_shows(desk, caller)
    unmask(desk)
    goes_on(desk, caller)
    desk.delivered()
    assert [event.detail["why"] for event in desk.events() if event.verb is Verb.CONSOLE_MASKED] == [why]


def test_the_palette_goes_with_what_is_behind_it_and_a_search_goes_on(desk: Desk) -> None:
    desk.at_work("agent")
    desk.search("garcia")
    desk.press(Key.Key_P, SHIFTED)
    desk.until(lambda: QApplication.activeModalWidget() is not None)
    desk.console.masking.session.locked.emit()
    desk.until(lambda: QApplication.activeModalWidget() is None and desk.focused() == "Password")
    unmask(desk)
    desk.search("silva")
    desk.sign_out()
    desk.delivered()
    assert [event.verb for event in desk.events()].count(Verb.REQUEST_OPENED) == 1


def test_what_was_on_its_way_when_it_was_masked_does_not_show(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_L, CONTROL)
    assert_nothing_shows(desk, caller)
    desk.until(lambda: desk.count("SELECT count(*) FROM outbox WHERE verb = 'console_masked'"))
    assert_nothing_shows(desk, caller)
    desk.delivered()
    assert [event.verb for event in desk.events()][-2:] == [Verb.OPENED, Verb.CONSOLE_MASKED]


def test_a_note_and_a_promise_that_were_begun_are_there_again_after_another_bar_and_after_the_lock(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    desk.say("Rings again on Monday")
    desk.press(Key.Key_D, CONTROL)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    assert typed_in(desk) == "Rings again on Monday"
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.back_to("Promise to the customer")
    desk.say("Write about the refund")
    desk.press(Key.Key_L, CONTROL)
    assert_nothing_shows(desk, caller)
    unmask(desk)
    desk.until(lambda: desk.console.shell.page == "customer")
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.back_to("Promise to the customer")
    assert typed_in(desk) == "Write about the refund"
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    assert typed_in(desk) == "Rings again on Monday"
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.count("SELECT count(*) FROM request_note") == 1)
    desk.until(lambda: desk.focused() != "What is to be remembered")
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    assert typed_in(desk) == "", "what is saved is no longer typed"
    desk.press(Key.Key_Escape)


def test_nobody_else_goes_on_with_a_masked_shift(desk: Desk) -> None:
    amending(desk)
    desk.press(Key.Key_L, CONTROL)
    desk.until(lambda: desk.focused() == "Password")
    desk.say("wrong password")
    desk.press(Key.Key_Return)
    desk.until_says("Name or password is wrong.", "Masked")
    desk.tab_to("End this shift: somebody else signs in")
    desk.press(Key.Key_Return)
    desk.until_says("You are signed out.")
    desk.at_work("lead")
    desk.until(lambda: desk.console.shell.page == "lookup")
    desk.delivered()
    assert [event.verb for event in desk.events()][-3:] == [
        Verb.CONSOLE_MASKED,
        Verb.SIGN_IN_REFUSED,
        Verb.SIGNED_OUT,
    ]
