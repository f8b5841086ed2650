"""Amending by keyboard alone: the address of an order in process, taking it back, and what somebody else changed."""

from __future__ import annotations

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller

UNDO = (Key.Key_Z, Modifier.ControlModifier)
SAVE = (Key.Key_Return, Modifier.ControlModifier)
MOST_KEYS = 8
"""Beyond the facts and what is typed, from the verified customer to the saved change; Tab is counted once a stop."""
NEW_LINE = "9 Elm Road"


def write(desk: Desk, sql: str) -> None:
    """What another system or another agent did meanwhile."""
    with desk.store.engines.writing() as connection:
        connection.exec_driver_sql(sql)


def served(desk: Desk) -> tuple[Caller, str]:
    """A verified caller, and the number of their latest order, which is in process."""
    caller = a_caller(desk.store)
    with desk.store.engines.reading() as connection:
        query = 'SELECT id, number FROM "order" WHERE customer_id = ? ORDER BY placed_at DESC, id DESC LIMIT 1'
        order, number = connection.exec_driver_sql(query, (caller.id,)).one()
    write(desk, f"UPDATE \"order\" SET status = 'pending' WHERE id = {order}")
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)
    return caller, number


Told = tuple[Verb, Outcome, tuple[str, ...], dict[str, str]]


def since_verified(desk: Desk) -> list[Told]:
    """What the audit API has of everything that followed the view."""
    events = desk.events()
    seen = next(place for place, event in enumerate(events) if event.detail.get("scopes") == "view")
    return [(event.verb, event.outcome, event.fields, event.detail) for event in events[seen + 1 :]]


def test_the_address_of_an_order_in_process_is_amended_and_taken_back(desk: Desk) -> None:
    _, number = served(desk)
    before = desk.count("SELECT count(*) FROM address WHERE line1 = '9 Elm Road'")
    desk.tab_to(f"Amend the address of order {number}")
    desk.keys = 0
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Country")
    desk.tab_to("Address")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say(NEW_LINE)
    desk.until_says(
        "Before", "After", f"Goes on hold: order {number}", "Is told: the order system", "Stays as it is: saved cards"
    )
    desk.press(*SAVE)
    assert desk.keys <= MOST_KEYS
    desk.until_says("Saved: Address.", f"Order {number} is on hold.", "On hold")
    assert desk.count("SELECT count(*) FROM address WHERE line1 = '9 Elm Road'") == before + 1
    assert desk.count("SELECT count(*) FROM order_message WHERE cancelled_at IS NULL") == 1

    desk.press(*UNDO)
    desk.until_says("Undone: Address.")
    assert desk.count("SELECT count(*) FROM address WHERE line1 = '9 Elm Road'") == before
    assert desk.count("SELECT count(*) FROM order_message WHERE cancelled_at IS NULL") == 0
    desk.delivered()
    both, done = ("address.line1", "order.status"), Outcome.DONE
    saved, undone = [event for event in desk.events() if event.verb is Verb.AMENDED]
    assert since_verified(desk) == [
        (Verb.GRANTED, done, both, {"scopes": "amend"}),
        (Verb.AMENDED, done, both, {}),
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "detail_changed", "copies": "1"}),
        (Verb.GRANTED, done, both, {"scopes": "amend"}),
        (Verb.MESSAGE_CANCELLED, done, (), {"kind": "detail_changed"}),
        (Verb.AMENDED, done, both, {"undoes": saved.grant}),
    ]
    assert undone.request == saved.request


def test_what_somebody_else_saved_meanwhile_shows_beside_ones_own(desk: Desk) -> None:
    caller, _ = served(desk)
    desk.tab_to("Amend Name")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    desk.tab_to("Surname")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say("Mine")
    desk.until_says("Read it back to the customer.")
    write(desk, f"UPDATE customer SET surname = 'Theirs-Now', version = version + 1 WHERE id = {caller.id}")
    desk.press(*SAVE)
    desk.until_says("Somebody else changed this", "Theirs", "Theirs-Now", "Yours", "Mine")
    desk.press(*SAVE)
    desk.until_says("Saved: Surname.")
    assert desk.count(f"SELECT count(*) FROM customer WHERE surname = 'Mine' AND id = {caller.id}") == 1
    desk.until_says("Surname: Theirs-Now became Mine")


def test_a_card_is_removed_for_good_once_it_is_said_so(desk: Desk) -> None:
    caller, _ = served(desk)
    cards = f"SELECT count(*) FROM card WHERE customer_id = {caller.id}"
    write(
        desk,
        f"INSERT INTO card (customer_id, scheme, last_four, expires, token, version) "
        f"VALUES ({caller.id}, 'visa', '4242', '2031-04', 'tok_x', 1)",
    )
    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.press(Key.Key_Escape)
    before = desk.count(cards)
    desk.tab_to("Amend Name")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    desk.say("Dr ")
    desk.press(*SAVE)
    desk.until_says("Saved: Title.")
    desk.tab_to("Remove card 4242")
    desk.press(Key.Key_Return)
    desk.until_says("Cannot be undone:", "Stays as it is: orders already paid")
    desk.press(*SAVE)
    desk.until_says("Removed for good.")
    assert desk.count(cards) == before - 1
