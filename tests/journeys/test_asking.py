"""Who asks, by keyboard alone: the household, a representative, and callers whom a phone alone does not tell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Desk, Key, Modifier, a_caller
from tests.stores import Planted, SqliteSeed

if TYPE_CHECKING:
    from care_console.domain.events import EventRow

MOST_KEYS = 8
CONTROL = Modifier.ControlModifier
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier


def told(events: list[EventRow], since: Verb) -> list[tuple[Verb, Outcome, dict[str, str]]]:
    """What the events from the first of a verb on tell, without identifiers and times; searches left out."""
    first = next(place for place, event in enumerate(events) if event.verb is since)
    return [(event.verb, event.outcome, event.detail) for event in events[first:] if event.verb is not Verb.SEARCHED]


def test_for_the_household_nobody_is_opened_and_a_note_is_kept(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    keys = desk.keys
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.back_to("Who is asking")
    desk.press(Key.Key_S)
    desk.until_says("Nobody is opened for them.")
    desk.press(Key.Key_N, SHIFTED)
    desk.until(lambda: desk.focused() == "What is to be remembered")
    desk.until_says(f"Note about {caller.given_names} {caller.surname}", "Nobody is opened.")
    assert desk.keys - keys <= MOST_KEYS
    assert not desk.says("Who is asking")
    desk.say("Moved out in spring.")
    desk.press(Key.Key_Return)
    desk.until_says(f"Noted for {caller.given_names} {caller.surname}, and the request ended.")
    desk.sign_out()
    desk.delivered()
    events = desk.events()
    assert told(events, Verb.REQUEST_OPENED) == [
        (Verb.REQUEST_OPENED, Outcome.DONE, {"channel": "phone", "brand": "mr-porter"}),
        (Verb.NOTE_LEFT, Outcome.DONE, {}),
        (Verb.REQUEST_ENDED, Outcome.DONE, {"outcome": "done"}),
        (Verb.SIGNED_OUT, Outcome.DONE, {}),
    ]
    (noted,) = [event for event in events if event.verb is Verb.NOTE_LEFT]
    assert (noted.customer, noted.purpose) == (caller.pseudonym, "other")
    assert desk.count("SELECT count(*) FROM access_grant") == 0
    assert desk.count("SELECT count(*) FROM care_request WHERE requester = 'household'") == 1


def test_one_hit_of_a_shared_phone_or_of_a_lone_one_is_never_opened_by_itself(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    said = f"0{caller.phone.removeprefix('+44')}"
    assert [row.key for row in desk.search(said)] == [caller.id]
    desk.press(Key.Key_A, CONTROL)
    twin = Planted(
        id=900_003, controller="net-a-porter-group", brand="mr-porter", number="99887744", order="#W9900005",
        older_order="#W9900006", phone=caller.phone,
    )  # fmt: skip
    SqliteSeed(desk.store).customer(twin)
    desk.say(said)
    desk.until(lambda: {row.key for row in desk.rows()} == {caller.id, twin.id})
    assert desk.console.shell.page == "lookup"
    assert desk.count("SELECT count(*) FROM access_grant") == 0
    assert desk.count("SELECT count(*) FROM outbox WHERE verb = 'opened'") == 0


def test_a_representative_asks_once_the_customer_has_said_so_and_until_a_lead_ends_it(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    name = f"{caller.given_names} {caller.surname}"
    desk.find(caller, name)
    desk.open_chosen()
    desk.verify(caller)
    keys = desk.keys
    desk.press(Key.Key_F, SHIFTED)
    desk.until(lambda: desk.focused() == "What is recorded")
    desk.press(Key.Key_End)
    desk.press(Key.Key_Tab)
    desk.until(lambda: desk.focused() == "Name of the representative")
    desk.say("Nia Spokeswoman")
    desk.tab_to("Last day")
    desk.say("+90")
    desk.press(Key.Key_Return)
    assert desk.keys - keys <= MOST_KEYS
    desk.until_says("Recorded: Nia Spokeswoman may ask as a representative.", "The customer's own word, until")
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    desk.find(caller, name)
    open_as_representative(desk)
    desk.answer(caller.number, "1 of 2 matched")
    desk.answer(caller.birth_date, "Verified")
    desk.until_says(caller.email)
    desk.sign_out()
    desk.at_work("lead")
    desk.find(caller, name)
    desk.open_chosen()
    desk.press(Key.Key_F, SHIFTED)
    desk.tab_to("End: Nia Spokeswoman may ask as a representative")
    desk.press(Key.Key_Return)
    desk.until_says("The authority has ended.")
    desk.sign_out()
    desk.at_work("agent")
    desk.find(caller, name)
    open_as_representative(desk)
    desk.answer(caller.number, "No authority of a representative is on file, or it has lapsed.")
    desk.sign_out()
    desk.delivered()
    made = [event for event in desk.events() if event.verb is Verb.AUTHORITY_RECORDED]
    assert [(event.outcome, event.customer, event.detail["kind"]) for event in made] == [
        (Outcome.DONE, caller.pseudonym, "customers_word")
    ]
    refused = [event for event in desk.events() if event.outcome is Outcome.REFUSED]
    assert [(event.verb, event.detail["reason"]) for event in refused] == [(Verb.VERIFICATION_FAILED, "no_authority")]
    ended = [event for event in desk.events("lead") if event.verb is Verb.AUTHORITY_ENDED]
    assert [(event.outcome, event.customer) for event in ended] == [(Outcome.DONE, caller.pseudonym)]
    assert not any("Spokeswoman" in str(event) for event in (*desk.events(), *desk.events("lead")))


def open_as_representative(desk: Desk) -> None:
    """Open the chosen row for somebody who says that they may speak for the customer."""
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.back_to("Who is asking")
    desk.press(Key.Key_Down, times=2)
    desk.tab_to("Open the customer")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "What the customer says")


def test_a_suspected_take_over_masks_at_once_and_a_lead_lifts_it(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    name = f"{caller.given_names} {caller.surname}"
    desk.find(caller, name)
    desk.open_chosen()
    desk.answer(caller.number, "1 of 2 matched")
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "so it was not counted")
    desk.press(Key.Key_F, SHIFTED)
    desk.until(lambda: desk.focused() == "What is recorded")
    desk.press(Key.Key_Down, times=2)
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    desk.until_says("The reason is needed.")
    desk.say("Somebody else changed the e-mail yesterday.")
    desk.press(Key.Key_Return)
    desk.until_says("The flag is set: Suspected take-over.", "The flag asks for more")
    desk.sign_out()
    desk.at_work("lead")
    desk.find(caller, name)
    assert next(row for row in desk.rows() if row.key == caller.id).flag is not None
    desk.open_chosen()
    desk.press(Key.Key_F, SHIFTED)
    desk.tab_to("Lift: Suspected take-over")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Why, in a few words")
    desk.say("Rang the customer back.")
    desk.press(Key.Key_Return)
    desk.until_says("The flag is lifted: Suspected take-over.")
    desk.sign_out()
    desk.delivered()
    flags = [event for who in ("agent", "lead") for event in desk.events(who) if event.verb.startswith("flag_")]
    assert [(event.verb, event.outcome, event.customer, event.detail) for event in flags] == [
        (Verb.FLAG_SET, Outcome.DONE, caller.pseudonym, {"flag": "take_over"}),
        (Verb.FLAG_LIFTED, Outcome.DONE, caller.pseudonym, {"flag": "take_over"}),
    ]
