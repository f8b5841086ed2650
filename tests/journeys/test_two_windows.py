"""Two windows on one store: a request handed from one to the other, and put away behind the back of the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from care_console.domain.events import Outcome, Verb
from care_console.ui.customer.drafts import Drafts
from care_console.ui.customer.watch import Watch
from tests.journeys import record
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller, in_front
from tests.journeys.test_requests import begin_to_amend, in_hand, open_caller, told, typed

if TYPE_CHECKING:
    import pytest

CONTROL = Modifier.ControlModifier
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier


def test_a_request_is_handed_over_between_two_windows(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    in_front(desk)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "half.typed@exam")
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    desk.say("Spells it with two l.")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() != "What is to be remembered")
    assert desk.count("SELECT count(*) FROM request_note") == 1
    before = desk.keys
    desk.press(Key.Key_H, SHIFTED)
    desk.until(lambda: desk.focused() == "What the other needs to know")
    desk.press(Key.Key_Backtab)
    assert desk.focused() == "To whom"
    desk.say("lead")
    desk.press(Key.Key_Tab)
    desk.say("Please finish the e-mail.")
    desk.press(Key.Key_Return)
    assert desk.keys - before == 4
    desk.until_says("Handed over: REQ-00001, to lead.")
    for secret in caller.secrets:
        assert not desk.says(secret)

    in_front(second)
    second.at_work("lead")
    second.press(Key.Key_O, CONTROL)
    second.until(lambda: second.focused() == "Open requests" and len(in_hand(second)) == 1)
    (row,) = in_hand(second)
    assert (row.state.text, row.action) == ("For you", "Take it")
    assert row.hint == "From agent  ·  Notes: 2  ·  Forms not saved: 1"
    second.press(Key.Key_Return)
    second.until(lambda: typed(second, "New e-mail") == "half.typed@exam")
    second.press(Key.Key_N, SHIFTED)
    second.until_says("agent: Spells it with two l.", "agent: Please finish the e-mail.")
    second.press(Key.Key_Escape)

    in_front(desk)
    desk.press(Key.Key_O, CONTROL)
    desk.until_says("Nothing in hand")
    desk.delivered()
    assert record.told(desk.events()) == [
        record.IN,
        *record.OPENED,
        *record.VERIFIED,
        record.done(Verb.VERIFIED, fact="postcode"),
        record.done(Verb.NOTE_LEFT),
        record.done(Verb.REQUEST_HANDED_OVER, to=desk.agent("lead")),
        record.done(Verb.NOTE_LEFT),
    ]
    taken = desk.events("lead")
    assert record.told(taken) == [
        record.IN,
        record.done(Verb.REQUEST_RESUMED, after="handed_over", verification="kept"),
        record.done(Verb.OPENED, requester="customer"),
        record.done(Verb.GRANTED, scopes="view"),
    ]
    assert {event.request for event in taken[1:]} == {desk.events()[1].request}


def test_who_is_handed_a_request_hears_of_it_and_reads_the_note_when_taking_it(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    in_front(second)
    second.at_work("colleague")
    in_front(desk)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.press(Key.Key_H, SHIFTED)
    desk.until(lambda: desk.focused() == "What the other needs to know")
    desk.press(Key.Key_Backtab)
    desk.say("coll")
    desk.press(Key.Key_Tab)
    desk.say("Spells it with two l.")
    desk.press(Key.Key_Return)
    desk.until_says("Handed over: REQ-00001, to colleague.")

    second.until_says("agent handed REQ-00001 over to you")
    for secret in caller.secrets:
        assert not second.says(secret)
    in_front(second)
    before = second.keys
    second.press(Key.Key_O, CONTROL)
    second.until(lambda: second.focused() == "Open requests" and len(in_hand(second)) == 1)
    assert not second.says("handed REQ-00001 over to you")
    second.press(Key.Key_Return)
    second.until_says("agent notes: Spells it with two l.")
    assert second.keys - before == 2


def both_serve(desk: Desk, second: Desk) -> Caller:
    """One agent at two windows with the same customer under one request, a form half typed in the first."""
    caller = a_caller(desk.store)
    in_front(desk)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "half.typed@exam")
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft") == 1)
    in_front(second)
    second.at_work("agent")
    second.press(Key.Key_O, CONTROL)
    second.until(lambda: second.focused() == "Open requests" and len(in_hand(second)) == 1)
    second.press(Key.Key_Return)
    second.until_says(caller.email)
    second.until(lambda: typed(second, "New e-mail") == "half.typed@exam")
    return caller


def shows_nothing_of(desk: Desk, caller: Caller) -> None:
    for secret in caller.secrets:
        assert not desk.says(secret), secret


def test_what_another_window_parks_leaves_this_one_and_comes_back_with_what_was_typed(desk: Desk, second: Desk) -> None:
    caller = both_serve(desk, second)
    in_front(desk)
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say("ple")
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft WHERE \"values\" LIKE '%example%'") == 1)
    in_front(second)
    second.press(Key.Key_P, CONTROL)
    second.until_says("Parked: REQ-00001.")
    in_front(desk)
    desk.until_says("REQ-00001 is no longer open here.", "It was parked or handed over in another window.")
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == 1)
    shows_nothing_of(desk, caller)
    desk.press(Key.Key_Return)
    desk.until(lambda: typed(desk, "New e-mail").startswith("half.typed@exam"))


def test_what_is_typed_until_another_window_is_noticed_is_kept(
    desk: Desk, second: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.ui.customer.watch.WATCH_MS", 1_000_000)
    both_serve(desk, second)
    second.press(Key.Key_H, SHIFTED)
    second.until(lambda: second.focused() == "What the other needs to know")
    second.press(Key.Key_Return)
    second.until_says("Handed over: REQ-00001, to The queue.")
    in_front(desk)
    desk.until(lambda: desk.focused() == "New e-mail")
    for timer in desk.console.shell.findChildren(Drafts)[0].findChildren(QTimer):
        timer.setInterval(1_000_000)
    desk.say("ple.org")
    desk.console.shell.findChildren(Watch)[0].look()
    desk.until_says("REQ-00001 is no longer open here.", "It was parked or handed over in another window.")
    desk.until(lambda: len(in_hand(desk)) == 1)
    desk.press(Key.Key_Return)
    desk.until(lambda: typed(desk, "New e-mail") == "half.typed@example.org")


def test_saving_under_a_request_that_was_parked_elsewhere_saves_nothing_and_loses_nothing(
    desk: Desk, second: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.ui.customer.watch.WATCH_MS", 1_000_000)
    caller = both_serve(desk, second)
    second.press(Key.Key_P, CONTROL)
    second.until_says("Parked: REQ-00001.")
    in_front(desk)
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say("ple.org")
    desk.until_says("Well formed.")
    desk.press(Key.Key_Return)
    desk.until_says("REQ-00001 is no longer open here.", "It was parked or handed over in another window.")
    shows_nothing_of(desk, caller)
    assert desk.count("SELECT count(*) FROM history") == 0
    desk.until(lambda: len(in_hand(desk)) == 1)
    desk.press(Key.Key_Return)
    desk.until(lambda: typed(desk, "New e-mail") == "half.typed@example.org")
    desk.press(Key.Key_Return)
    desk.until_says("Saved: E-mail.")


def test_what_another_window_ends_leaves_this_one(desk: Desk, second: Desk) -> None:
    caller = both_serve(desk, second)
    second.press(Key.Key_E, SHIFTED)
    second.until(lambda: second.focused() == "End request")
    second.until_says("Forms not saved: 1; ending drops what was typed there.")
    second.press(Key.Key_Return)
    second.until_says("Ended: REQ-00001. Outcome: Done.")
    in_front(desk)
    desk.until_says("REQ-00001 is no longer open here. It was ended in another window.", "Nothing in hand")
    shows_nothing_of(desk, caller)
    desk.delivered()
    (ended,) = told(desk.events(), Verb.REQUEST_ENDED)
    assert ended == (Verb.REQUEST_ENDED, Outcome.DONE, {"outcome": "done"})


def test_what_a_colleague_has_taken_leaves_this_window(
    desk: Desk, second: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.ui.customer.watch.WATCH_MS", 1_000_000)
    caller = both_serve(desk, second)
    second.press(Key.Key_H, SHIFTED)
    second.until(lambda: second.focused() == "What the other needs to know")
    second.press(Key.Key_Return)
    second.until_says("Handed over: REQ-00001, to The queue.")
    second.sign_out()
    second.at_work("lead")
    second.press(Key.Key_O, CONTROL)
    second.until(lambda: second.focused() == "Open requests" and len(in_hand(second)) == 1)
    second.press(Key.Key_Return)
    second.until(lambda: typed(second, "New e-mail") == "half.typed@exam")
    in_front(desk)
    desk.press(Key.Key_P, CONTROL)
    desk.until_says("REQ-00001 is no longer open here. It is in other hands now.", "Nothing in hand")
    shows_nothing_of(desk, caller)
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_PARKED) == [
        (Verb.REQUEST_PARKED, Outcome.REFUSED, {"reason": "no_request"})
    ]
