"""Rows added, removed and brought back by keyboard, each told before it is saved; two windows on one customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Key, Modifier
from tests.journeys.test_amending import SAVE, UNDO, served, since_verified

if TYPE_CHECKING:
    from tests.journeys.desk import Caller, Desk

MOST_KEYS = 8
"""Beyond the facts and what is typed; Tab to the row is not counted here: each row has its place in the cycle."""
THIRD = "third@example.org"


def begin(desk: Desk, name: str, facts: tuple[str, ...] = ()) -> None:
    """Press the button of this name; further facts are answered where they are asked."""
    desk.tab_to(name)
    desk.keys = 0
    desk.press(Key.Key_Return)
    for fact in facts:
        desk.until_says("Verify identity")
        desk.answer(fact, "Before" if name.startswith("Remove") else "Is told")


def three_facts(desk: Desk) -> tuple[Caller, tuple[str, ...]]:
    caller, _ = served(desk)
    return caller, (f"{caller.postcode}, {caller.line1.split()[0]}",)


def test_an_email_is_added_taken_back_added_and_removed(desk: Desk) -> None:
    caller, facts = three_facts(desk)
    stored = f"SELECT count(*) FROM email WHERE customer_id = {caller.id}"
    before = desk.count(stored)
    begin(desk, "Add an e-mail", facts)
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say("third@")
    desk.until_says("This cannot be an e-mail address.")
    desk.say("example.org")
    desk.until_says("Well formed.", f"Is told: the customer, by e-mail to {caller.email}, {THIRD}")
    desk.press(*SAVE)
    assert desk.keys <= MOST_KEYS
    desk.until_says("Saved: E-mail.", "The customer is told by e-mail at")
    assert desk.count(stored) == before + 1
    desk.press(*UNDO)
    desk.until_says("Undone: E-mail.")
    assert desk.count(stored) == before

    begin(desk, f"Remove E-mail {caller.email}")
    desk.until_says("Before", f"Stops: messages to {caller.email}", "Is told: the customer, by e-mail to")
    desk.press(*SAVE)
    assert desk.keys <= MOST_KEYS
    desk.until_says(f"E-mail: {caller.email} became nothing")
    assert desk.count(stored) == before - 1

    begin(desk, f"Bring back what stood before: E-mail: {caller.email} became nothing")
    desk.until_says("Before", "nothing", "After", caller.email)
    desk.press(*SAVE)
    assert desk.keys <= MOST_KEYS
    desk.until_says(f"E-mail: nothing became {caller.email}", "agent · REQ-")
    assert desk.count(stored) == before
    desk.delivered()
    amended = [event.fields for event in desk.events() if event.verb is Verb.AMENDED]
    assert amended == [("email.address", "email.since")] * 4


def test_an_address_is_added_in_the_form_of_its_country(desk: Desk) -> None:
    caller, number = served(desk)
    begin(desk, "Add an address")
    desk.until(lambda: desk.focused() == "What for")
    desk.press(Key.Key_Down)
    desk.tab_to("Address")
    desk.say("1 New Road")
    desk.tab_to("Post town")
    desk.say("York")
    desk.tab_to("Postcode")
    desk.say("YO1 7HH")
    desk.until_says("In the form of the country.", "Is told: the customer, by e-mail to", f"hold: order {number}")
    desk.press(*SAVE)
    desk.until_says("Saved: Address. It can be undone", f"Order {number} is on hold.")
    desk.until_says("Kind of address: nothing became Deliveries", "Postcode: nothing became YO1 7HH")
    assert not desk.says("address.since")
    made = f"customer_id = {caller.id} AND line1 = '1 New Road' AND kind = 'delivery'"
    assert desk.count(f"SELECT count(*) FROM address WHERE {made}") == 1
    assert desk.count("SELECT count(*) FROM order_message") == 1, "the order in process is validated again"


def test_a_surname_comes_back_from_the_history(desk: Desk) -> None:
    caller, _ = served(desk)
    begin(desk, "Amend Name")
    desk.until(lambda: desk.focused() == "Title")
    desk.tab_to("Surname")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say("Newname")
    desk.until_says("Read it back", "Is told: the customer, by e-mail to")
    desk.press(*SAVE)
    desk.until_says(f"Surname: {caller.surname} became Newname")
    begin(desk, f"Bring back what stood before: Surname: {caller.surname} became Newname")
    desk.until_says("Bring back Surname", "Before", "After")
    desk.press(*SAVE)
    assert desk.keys <= MOST_KEYS
    desk.until_says(f"Surname: Newname became {caller.surname}")
    assert desk.count(f"SELECT count(*) FROM customer WHERE id = {caller.id} AND surname = '{caller.surname}'") == 1
    desk.delivered()
    done, surname = Outcome.DONE, ("customer.surname",)
    once = [
        (Verb.GRANTED, done, surname, {"scopes": "amend"}),
        (Verb.AMENDED, done, surname, {}),
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "detail_changed", "copies": "1"}),
    ]
    assert since_verified(desk) == [*once, *once]
