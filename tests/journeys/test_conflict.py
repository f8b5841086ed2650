"""Two windows on one store amend one customer: each sees what the other saved, field by field, and nothing is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLineEdit

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Key, Modifier, a_caller, in_front

if TYPE_CHECKING:
    from tests.journeys.desk import Caller, Desk

CONTROL = Modifier.ControlModifier
SAVE = (Key.Key_Return, CONTROL)
MOST_KEYS = 8
"""Beyond the facts and what is typed: from the button to the saved change, the conflict and its answer included."""
CLASH = "Somebody else changed this"


def serve(desk: Desk, agent: str, caller: Caller) -> None:
    """Sign in, find the caller and verify."""
    in_front(desk)
    desk.at_work(agent)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)


def amend_name(desk: Desk, **typed: str) -> None:
    """Begin to amend the name, and type into these fields; the keys that lead there are counted."""
    in_front(desk)
    desk.tab_to("Amend Name")
    desk.keys = 0
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    for name, text in typed.items():
        desk.tab_to(name.replace("_", " ").capitalize())
        if desk.focused() != "Title":  # the first one is selected when the editor opens, and Tab selects the others
            desk.press(Key.Key_A, CONTROL)
        desk.say(text)
    desk.until_says("Read it back to the customer.")


def fields(desk: Desk) -> dict[str, str]:
    """What stands in the fields of the open editor."""
    found = desk.console.shell.findChildren(QLineEdit)
    names = ("Title", "Given names", "Surname")
    return {each.accessibleName(): each.text() for each in found if each.isVisible() and each.accessibleName() in names}


def stored(desk: Desk, caller: Caller, **columns: str) -> bool:
    """Whether the customer's own row has these values."""
    wanted = " AND ".join(f"{column} = '{value}'" for column, value in columns.items())
    return desk.count(f"SELECT count(*) FROM customer WHERE id = {caller.id} AND {wanted}") == 1


def test_two_windows_amend_one_name_and_nothing_is_lost(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    serve(desk, "agent", caller)
    serve(second, "colleague", caller)
    amend_name(desk, surname="Mine")
    amend_name(second, title="Dr", surname="Theirs")
    second.press(*SAVE)
    second.until_says("Saved: Title, Surname.")

    in_front(desk)
    desk.press(*SAVE)
    desk.until_says(CLASH, "Theirs", "Yours", "Mine", "Dr")
    # What only the other changed is taken in; of what both changed, both show and ones own is still typed.
    assert fields(desk) == {"Title": "Dr", "Given names": caller.given_names, "Surname": "Mine"}
    assert desk.focused() == "Surname"
    assert stored(desk, caller, surname="Theirs", title="Dr"), "nothing is written over what was not seen"
    desk.press(*SAVE)
    desk.until_says("Saved: Surname.", "Surname: Theirs became Mine", f"Surname: {caller.surname} became Theirs")
    assert desk.keys <= MOST_KEYS
    assert stored(desk, caller, title="Dr", surname="Mine", given_names=caller.given_names)

    in_front(second)
    second.press(Key.Key_Z, CONTROL)
    second.until_says("Not undone, somebody else has changed it meanwhile. Surname: Mine")
    assert stored(desk, caller, title="Dr", surname="Mine")
    desk.delivered()
    done, failed = Outcome.DONE, Outcome.FAILED
    ours = [
        (event.verb, event.outcome, event.fields, event.detail)
        for event in desk.events()
        if event.verb not in (Verb.SIGNED_IN, Verb.REQUEST_OPENED, Verb.SEARCHED)
    ]
    assert ours == [
        (Verb.OPENED, done, (), {"requester": "customer"}),
        (Verb.VERIFIED, done, (), {"fact": "customer_number"}),
        (Verb.VERIFIED, done, (), {"fact": "birth_date"}),
        (Verb.GRANTED, done, (), {"scopes": "view"}),
        (Verb.GRANTED, done, ("customer.surname",), {"scopes": "amend"}),
        (Verb.AMENDED, failed, (), {"reason": "conflict"}),
        (Verb.GRANTED, done, ("customer.surname",), {"scopes": "amend"}),
        (Verb.AMENDED, done, ("customer.surname",), {}),
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "detail_changed", "copies": "1"}),
    ]
    theirs = [event for event in desk.events("colleague") if event.verb is Verb.AMENDED]
    assert [(event.outcome, event.fields, event.detail) for event in theirs] == [
        (done, ("customer.surname", "customer.title"), {}),
        (failed, (), {"reason": "conflict"}),
    ]


def test_what_two_agents_amend_beside_each_other_needs_no_question(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    serve(desk, "agent", caller)
    serve(second, "colleague", caller)
    amend_name(desk, surname="Mine")
    in_front(second)
    second.tab_to("Amend Language")
    second.press(Key.Key_Return)
    second.until(lambda: second.focused() == "New language")
    second.say("Fr")
    second.press(*SAVE)
    second.until_says("Saved: Language.")

    in_front(desk)
    desk.press(*SAVE)
    desk.until_says("Saved: Surname.")
    assert not desk.says(CLASH)
    assert stored(desk, caller, language="fr", surname="Mine")


def test_what_is_read_again_for_another_part_does_not_pass_for_seen(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    serve(desk, "agent", caller)
    serve(second, "colleague", caller)
    amend_name(desk, surname="Mine")
    amend_name(second, surname="Theirs")
    second.press(*SAVE)
    second.until_says("Saved: Surname.")

    in_front(desk)
    desk.press(Key.Key_D, CONTROL)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Stopped for")
    desk.tab_to("Surname")
    desk.press(*SAVE)
    desk.until_says(CLASH, "Theirs", "Yours", "Mine")
    assert stored(desk, caller, surname="Theirs"), "nothing is written over what was not seen"


def test_a_row_that_the_other_removed_is_told_and_what_was_typed_stays(desk: Desk, second: Desk) -> None:
    caller = a_caller(desk.store)
    third = f"{caller.postcode}, {caller.line1.split()[0]}"
    serve(desk, "agent", caller)
    serve(second, "colleague", caller)
    in_front(desk)
    desk.press(Key.Key_M, CONTROL)
    desk.until_says("Verify identity")
    desk.answer(third, "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say("mine@example.org")
    desk.until_says("Well formed.")

    in_front(second)
    second.tab_to(f"Remove E-mail {caller.email}")
    second.press(Key.Key_Return)
    second.until_says("Verify identity")
    second.answer(third, "Before")
    second.press(*SAVE)
    second.until_says(f"E-mail: {caller.email} became nothing")

    in_front(desk)
    desk.press(*SAVE)
    desk.until_says(CLASH, "Theirs", "removed", "Yours", "mine@example.org")
    desk.press(*SAVE)
    assert desk.count(f"SELECT count(*) FROM email WHERE customer_id = {caller.id}") == 0
