"""A request's life by the keyboard alone: parked, resumed, handed over, closed in error, promised, and a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QLineEdit, QListView

from care_console.domain.errors import StoreBusyError
from care_console.domain.events import Outcome, Verb
from care_console.services.requests import CareRequests
from care_console.ui.requests.rows import RequestModel
from care_console.ui.requests.view import RequestsView
from tests.journeys import record
from tests.journeys.desk import ANSWER, Caller, Desk, Key, Modifier, a_caller

if TYPE_CHECKING:
    from care_console.domain.events import EventRow
    from care_console.ui.requests.data import RequestRow

CONTROL = Modifier.ControlModifier
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier


def told(events: list[EventRow], *verbs: Verb) -> list[tuple[Verb, Outcome, dict[str, str]]]:
    """What events of these verbs tell."""
    return [(event.verb, event.outcome, event.detail) for event in events if event.verb in verbs]


def open_caller(desk: Desk, caller: Caller) -> None:
    """Find and open a customer."""
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()


def in_hand(desk: Desk) -> list[RequestRow]:
    """The rows of the open requests."""
    assert desk.console.shell.page == "requests", "not there yet"
    (found,) = desk.page(RequestsView).findChildren(QListView)
    model = found.model()
    assert isinstance(model, RequestModel)
    rows = (model.row(model.index(row, 0)) for row in range(model.rowCount()))
    return [row for row in rows if row is not None]


def typed(desk: Desk, name: str) -> str:
    """What stands in a field that shows."""
    fields = desk.console.shell.findChildren(QLineEdit)
    return next((field.text() for field in fields if field.isVisible() and field.accessibleName() == name), "")


def begin_to_amend(desk: Desk, caller: Caller, draft: str) -> None:
    """Verify, and type a new e-mail without saving it."""
    desk.verify(caller)
    desk.press(Key.Key_M, CONTROL)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say(draft)


def test_what_is_typed_without_a_rest_is_kept_meanwhile(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "")

    def types_on() -> bool:
        desk.say("x")
        return desk.count("SELECT count(*) FROM request_draft") == 1

    desk.until(types_on)


def test_what_is_typed_outlasts_whatever_else_is_asked_of_the_page(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "margaret@example.org")
    desk.press(Key.Key_M, CONTROL)
    assert desk.focused() == "New e-mail"
    desk.say("x")
    desk.until(lambda: typed(desk, "New e-mail").endswith("margaret@example.orgx"))
    desk.tab_to("Amend Name")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    desk.say("Dr")
    desk.press(Key.Key_Return, CONTROL)
    desk.until_says("Saved: Title.")
    desk.until(lambda: typed(desk, "New e-mail").endswith("margaret@example.orgx"))


def test_what_could_not_be_kept_is_not_given_up_with_another_form(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    caller, tried = a_caller(desk.store), []

    def away(*_asked: object) -> None:
        tried.append("kept")
        raise StoreBusyError("The store is busy.")

    desk.at_work("agent")
    open_caller(desk, caller)
    monkeypatch.setattr(CareRequests, "keep_unsaved", away)
    begin_to_amend(desk, caller, "half.typed@exam")
    desk.until(lambda: tried)
    desk.tab_to("Amend Name")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    monkeypatch.undo()
    desk.press(Key.Key_Escape)
    desk.press(Key.Key_K, CONTROL)
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft") == 1)


def test_a_dropped_call_is_parked_and_resumed_with_what_was_typed(desk: Desk) -> None:
    caller, other = a_caller(desk.store), a_caller(desk.store, skip=1)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "half.typed@exam")
    desk.press(Key.Key_P, CONTROL)
    desk.until_says("Parked: REQ-00001.")
    desk.until(lambda: in_hand(desk))
    for secret in caller.secrets:
        assert not desk.says(secret)
    (parked,) = in_hand(desk)
    assert parked.customer.endswith(caller.number[-4:])
    assert (parked.state.text, parked.purpose, parked.action) == ("Parked", "Change of details", "Resume")
    assert "Verify afresh after" in parked.hint
    assert "Forms not saved: 1" in parked.hint

    desk.press(Key.Key_K, CONTROL)
    open_caller(desk, other)
    before = desk.keys
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == 2)
    assert [row.state.text for row in in_hand(desk)] == ["Open", "Parked"]
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    assert desk.keys - before == 3
    desk.until(lambda: typed(desk, "New e-mail") == "half.typed@exam")
    desk.until_says(caller.email)
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft") == 0)

    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: [row.state.text for row in in_hand(desk)] == ["Open", "Open"])
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_PARKED, Verb.REQUEST_RESUMED, Verb.OPENED) == [
        (Verb.OPENED, Outcome.DONE, {"requester": "customer"}),
        (Verb.REQUEST_PARKED, Outcome.DONE, {}),
        (Verb.OPENED, Outcome.DONE, {"requester": "customer"}),
        (Verb.REQUEST_RESUMED, Outcome.DONE, {"after": "parked", "verification": "kept"}),
        (Verb.OPENED, Outcome.DONE, {"requester": "customer"}),
    ]


def test_what_was_typed_survives_the_end_of_the_shift(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "kept@exam")
    desk.sign_out()
    desk.at_work("agent")
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == 1)
    desk.press(Key.Key_Return)
    desk.until(lambda: typed(desk, "New e-mail") == "kept@exam")
    desk.say("ple.org")
    desk.until_says("Well formed.")
    desk.press(Key.Key_Return)
    desk.until_says("Saved: E-mail.")
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft") == 0)


def test_a_wrong_customer_is_closed_by_one_key_and_the_request_goes_on(desk: Desk) -> None:
    caller, other = a_caller(desk.store), a_caller(desk.store, skip=1)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.answer("00000001", "locks for 24 hours: 2")
    desk.press(Key.Key_W, SHIFTED)
    desk.until(lambda: desk.console.shell.page == "lookup" and desk.focused() == "Find a customer")
    desk.until_says("The customer was closed, and recorded as the wrong one.", "REQ-00001 goes on")
    for secret in caller.secrets:
        assert not desk.says(secret)
    desk.press(Key.Key_Z, CONTROL)
    assert typed(desk, desk.focused()) == ""
    open_caller(desk, other)
    desk.press(Key.Key_Z, CONTROL, times=2)
    assert typed(desk, ANSWER) == ""
    desk.verify(other)
    desk.until_says(other.email)
    desk.delivered()
    events = desk.events()
    assert record.told(events) == [
        record.IN,
        *record.OPENED,
        record.failed(Verb.VERIFICATION_FAILED, fact="customer_number"),
        record.done(Verb.OPENED_IN_ERROR, times="1"),
        record.done(Verb.SEARCHED),
        record.done(Verb.OPENED, requester="customer"),
        *record.VERIFIED,
    ]
    assert [event.customer for event in events[3:]] == 3 * [caller.pseudonym] + [""] + 4 * [other.pseudonym]
    assert len({event.request for event in events[1:]}) == 1
    assert desk.count("SELECT count(*) FROM verification WHERE matched = 0 AND voided = 0") == 0


def test_a_promise_ends_the_request_and_stays_until_it_is_kept(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.verify(caller)
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.tab_to("End request")
    desk.press(Key.Key_Backtab)
    desk.press(Key.Key_Backtab)
    assert desk.focused() == "Promise to the customer"
    desk.say("Ring back about the refund")
    desk.press(Key.Key_Return)
    desk.until_says("This is no day.")
    desk.until(lambda: desk.focused() == "Day by which the promise is due")
    desk.say("+2")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == "lookup")
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: [row.state.text for row in in_hand(desk)] == ["Promised"])
    (row,) = in_hand(desk)
    assert row.hint.endswith("Ring back about the refund")
    desk.press(Key.Key_Return)
    desk.until_says("Promise kept: REQ-00001", "Nothing in hand")
    desk.delivered()
    (ended, kept) = told(desk.events(), Verb.REQUEST_ENDED, Verb.PROMISE_KEPT)
    assert ended[2].keys() == {"outcome", "promise_due"}
    assert kept == (Verb.PROMISE_KEPT, Outcome.DONE, {})


def test_a_general_question_needs_no_customer_and_two_keys(desk: Desk) -> None:
    desk.at_work("agent")
    desk.until(lambda: desk.focused() == "Find a customer")
    before = desk.keys
    desk.press(Key.Key_G, SHIFTED)
    desk.until(lambda: desk.focused() == "Question and answer, without personal details")
    desk.press(Key.Key_Return)
    desk.until_says("Nothing is written.")
    desk.say("When does the sale begin? On Friday.")
    desk.press(Key.Key_Return)
    assert desk.keys - before == 3
    desk.until_says("General question noted, and its request ended.")
    desk.delivered()
    assert [(event.verb, event.purpose, event.detail) for event in desk.events()[1:]] == [
        (Verb.REQUEST_OPENED, "", {"channel": "phone", "brand": "mr-porter"}),
        (Verb.NOTE_LEFT, "general_question", {}),
        (Verb.REQUEST_ENDED, "general_question", {"outcome": "done"}),
    ]


def test_a_recent_request_goes_on_from_look_up(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.verify(caller)
    desk.press(Key.Key_K, CONTROL)
    desk.until(lambda: desk.focused() == "Find a customer" and desk.says("Go on with REQ-00001"))
    assert not desk.says(caller.email)
    desk.tab_to("Go on with REQ-00001")
    desk.press(Key.Key_Return)
    desk.until_says(caller.email)
    desk.delivered()
    assert len(told(desk.events(), Verb.OPENED)) == 1, "its grants are live, so nothing is opened anew"


def test_a_letter_is_said_to_be_one_and_its_reference_stands_on_the_list(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.press(Key.Key_Backtab)
    assert desk.focused() == "Reference of the call, mail or letter"
    desk.say("L-2026-17")
    desk.press(Key.Key_Backtab)
    assert desk.focused() == "How they ask"
    desk.press(Key.Key_Down, times=2)
    desk.press(Key.Key_Tab)
    assert typed(desk, "Reference of the call, mail or letter") == "L-2026-17"
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == ANSWER)
    desk.until_says("by letter")
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: len(in_hand(desk)) == 1)
    assert in_hand(desk)[0].hint == "Reference L-2026-17"
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_OPENED, Verb.REQUEST_STATED) == [
        (Verb.REQUEST_OPENED, Outcome.DONE, {"channel": "phone", "brand": "mr-porter"}),
        (Verb.REQUEST_STATED, Outcome.DONE, {"channel": "letter"}),
    ]
