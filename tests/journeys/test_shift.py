"""What else happens in a shift: roles, refusals, passwords, and one agent after another at the same window."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from care_console.app.demo import DEMO_PASSWORD
from care_console.domain.events import Outcome, Verb
from care_console.domain.requests import SIGN_IN_FAILURES
from tests.journeys.desk import ANSWER, Caller, Desk, Key, Modifier, a_caller
from tests.journeys.record import IN, OPENED, OUT, done, failed, told

if TYPE_CHECKING:
    from care_console.domain.events import EventRow

CONTROL = Modifier.ControlModifier
MOST_KEYS = 8
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier


def verbs(events: list[EventRow]) -> list[Verb]:
    return [event.verb for event in events]


def test_a_whole_email_finds_one_and_counts_as_a_fact(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.search(caller.email)
    desk.until(lambda: [row.key for row in desk.rows()] == [caller.id])
    assert caller.email not in repr(desk.rows())
    desk.open_chosen()
    desk.until_says("1 of 2 matched", "said earlier")
    assert not desk.says(caller.email)
    desk.answer(caller.number, "Verified")
    desk.until_says(caller.email)
    desk.delivered()
    credit = next(event for event in desk.events() if event.verb is Verb.VERIFIED)
    assert credit.detail == {"fact": "email", "said_in": "search"}


def test_three_wrong_answers_lock_the_record_for_the_next_agent_too(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.answer("00000001", "locks for 24 hours: 2")
    desk.answer("00000002", "locks for 24 hours: 1")
    desk.until(lambda: desk.focused() == "What the customer says")
    desk.say("00000003")
    desk.press(Key.Key_Return)
    desk.until_says("Details stay locked; opting out still works.", "Locked after three wrong answers")
    shows_nothing_of(desk, caller)
    assert ANSWER not in desk.visible_words().splitlines()
    keys = desk.keys
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == "lookup")
    assert desk.keys - keys <= MOST_KEYS
    # Another request of the same agent, and the facts themselves typed into look-up: found, and closed as before.
    desk.search(caller.email)
    desk.until(lambda: [row.key for row in desk.rows()] == [caller.id])
    open_locked(desk, caller)
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == "lookup")
    desk.sign_out()
    desk.at_work("lead")
    desk.search(caller.number)
    desk.until(lambda: [row.key for row in desk.rows()] == [caller.id])
    open_locked(desk, caller)
    desk.sign_out()
    desk.delivered()
    assert told(desk.events()) == [
        IN,
        *OPENED,
        *3 * (failed(Verb.VERIFICATION_FAILED, fact="customer_number"),),
        done(Verb.REQUEST_ENDED, outcome="not_verified"),
        *OPENED,
        done(Verb.REQUEST_ENDED, outcome="not_verified"),
        OUT,
    ]
    assert told(desk.events("lead")) == [IN, *OPENED, OUT]
    assert len({event.request for event in desk.events() if event.request}) == 2


def open_locked(desk: Desk, caller: Caller) -> None:
    """Open the row that is chosen, of a customer whose record is locked."""
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.press(Key.Key_Return)
    desk.until_says("Locked after three wrong answers")
    shows_nothing_of(desk, caller)
    assert ANSWER not in desk.visible_words().splitlines()


def shows_nothing_of(desk: Desk, caller: Caller) -> None:
    """No detail of the customer can be read."""
    for secret in (caller.email, caller.phone, caller.line1, caller.number, caller.birth_date):
        assert not desk.says(secret)


def test_what_cannot_be_read_as_a_fact_is_not_counted(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.answer("---", "so it was not counted")
    desk.until_says("0 of 2 matched")
    assert not desk.says("Wrong answers left")
    assert desk.count("SELECT count(*) FROM verification") == 0


def test_a_lead_reads_the_audit_list(desk: Desk) -> None:
    desk.at_work("agent")
    desk.search("garcia")
    desk.sign_out()
    desk.delivered()
    desk.at_work("lead")
    desk.delivered()
    desk.tab_to("Audit log")
    desk.press(Key.Key_Return)
    desk.until(lambda: re.search(r"^\d+ (newest )?events", desk.visible_words(), re.MULTILINE))
    desk.tab_to("Audit events")
    desk.press(Key.Key_Down)
    desk.until_says("Place in the log", "Received", "Sequence")
    desk.delivered()
    assert verbs(desk.events("lead")) == [Verb.SIGNED_IN, Verb.AUDIT_VIEWED]
    assert desk.events("lead")[1].detail == {"filters": ""}


def test_an_agent_is_not_offered_the_audit_list(desk: Desk) -> None:
    desk.at_work("agent")
    assert desk.says("Look-up")
    assert not desk.says("Audit log")


def test_an_admin_sees_no_customer_by_any_shortcut(desk: Desk) -> None:
    desk.at_work("admin")
    desk.until_says("Administration is done on the command line")
    assert not desk.says("Look-up")
    for key, modifiers in ((Key.Key_K, CONTROL), (Key.Key_E, SHIFTED), (Key.Key_M, CONTROL)):
        desk.press(key, modifiers)
    desk.press(Key.Key_F5)
    assert desk.console.shell.page == "nothing"
    assert desk.count("SELECT count(*) FROM care_request") == 0


def test_wrong_passwords_are_told_alike_and_pause_at_last(desk: Desk) -> None:
    desk.sign_in("nobody", "wrong password")
    desk.until_says("Name or password is wrong.")
    for _ in range(SIGN_IN_FAILURES):
        desk.sign_in("agent", "wrong password")  # what was said before goes with the key
        desk.until_says("Name or password is wrong.")
    desk.say(DEMO_PASSWORD)
    desk.press(Key.Key_Return)
    desk.until_says("Too many wrong passwords. Try again at")
    desk.say(DEMO_PASSWORD)
    desk.press(Key.Key_Return)
    assert desk.says("Too many wrong passwords. Try again at")
    desk.delivered()
    refused = desk.events()
    assert [event.detail["reason"] for event in refused] == SIGN_IN_FAILURES * ["wrong_password"] + ["sign_in_locked"]
    assert {(event.verb, event.outcome) for event in refused} == {(Verb.SIGN_IN_REFUSED, Outcome.REFUSED)}


def test_no_shortcut_of_the_last_shift_serves_the_next_agent(desk: Desk) -> None:
    desk.at_work("agent")
    desk.sign_out()
    for key, modifiers in ((Key.Key_K, CONTROL), (Key.Key_E, SHIFTED), (Key.Key_M, CONTROL), (Key.Key_F5, Modifier(0))):
        desk.press(key, modifiers)
    desk.at_work("lead")
    desk.search("garcia")
    assert desk.count("SELECT count(DISTINCT agent) FROM search") == 1
    desk.delivered()
    assert verbs(desk.events("agent")) == [Verb.SIGNED_IN, Verb.SIGNED_OUT]
    assert verbs(desk.events("lead")) == [Verb.SIGNED_IN, Verb.REQUEST_OPENED]


def test_signing_out_takes_everything_off_the_screen(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.sign_out()
    desk.until(lambda: desk.console.shell.page == "")
    words = desk.visible_words()
    assert not any(secret in words for secret in caller.secrets)
