"""Opting out by keyboard alone: from the hit row without verification, and on the page of a locked customer."""

from __future__ import annotations

from care_console.domain.events import Verb
from tests.journeys.desk import Desk, Key, Modifier, a_caller
from tests.journeys.record import ALL_MARKETING, DRAFTED, IN, OUT, done, told
from tests.stores import Planted, SqliteSeed

MOST_KEYS = 4
"""Beyond the facts, from the row of the customer to the end of the request (`care.md`)."""
IN_FORCE = "SELECT count(*) FROM preference WHERE customer_id = {0} AND NOT chosen AND subject = 'direct-mail'"
CONSENTS = "SELECT count(*) FROM consent WHERE customer_id = {0} AND through = 'care-phone'"


def test_opt_out_of_direct_mail_from_the_hit_row(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    before = desk.count(IN_FORCE.format(caller.id))
    desk.find(caller, f"{caller.given_names} {caller.surname} {caller.postcode.split()[0]}")
    keys = desk.keys
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.until_says(f"Stop marketing to {caller.given_names} {caller.surname}", "Stops: direct mail, MR PORTER")
    desk.until_says("May still arrive: post that is under way already, until", "Still sent: messages about orders")
    for secret in (caller.email, caller.phone, caller.line1, caller.number, caller.postcode):
        assert not desk.says(secret)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "End request")
    desk.until_says(f"Stopped for {caller.given_names} {caller.surname}: direct mail, MR PORTER.", "Undo")
    assert desk.count(IN_FORCE.format(caller.id)) >= max(before, 1)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    desk.until(lambda: not desk.says("Stopped for"))
    assert desk.keys - keys <= MOST_KEYS
    desk.sign_out()
    desk.delivered()
    events = desk.events()
    assert told(events) == [
        IN,
        DRAFTED,
        done(Verb.SEARCHED),
        done(Verb.OPTED_OUT, "preference.direct_mail", brands="mr-porter", word_of="customer"),
        done(Verb.MESSAGE_QUEUED, kind="opt_out_confirmed", copies="1"),
        done(Verb.SEARCHED),  # whether the same person is on file once more
        done(Verb.REQUEST_ENDED, outcome="done"),
        OUT,
    ]
    (opted,) = [event for event in events if event.verb is Verb.OPTED_OUT]
    assert (opted.customer, opted.purpose) == (caller.pseudonym, "preferences")
    assert desk.count(CONSENTS.format(caller.id)) == 1


def test_an_opting_out_that_came_by_letter_is_recorded_as_such(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname} {caller.postcode.split()[0]}")
    desk.tab_to("How they ask")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Down)
    desk.until(lambda: desk.count("SELECT count(*) FROM care_request WHERE channel = 'letter'") == 1)
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    by_letter = f"SELECT count(*) FROM consent WHERE customer_id = {caller.id} AND through = 'care-letter'"
    assert desk.count(by_letter) == 1
    desk.sign_out()
    desk.delivered()
    stated = [event for event in told(desk.events()) if event[0] is Verb.REQUEST_STATED]
    assert stated == [done(Verb.REQUEST_STATED, channel="email"), done(Verb.REQUEST_STATED, channel="letter")]


def test_undo_from_the_hit_row_leaves_everything_as_it_was(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    rows = f"SELECT coalesce(sum(chosen * 1000 + since % 997), -1) FROM preference WHERE customer_id = {caller.id}"
    before = desk.count(rows)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Stopped for")
    assert desk.count(rows) != before
    desk.press(Key.Key_Z, Modifier.ControlModifier)
    desk.until_says("Taken back: everything is as it was before.")
    assert desk.count(rows) == before
    assert "Z" not in desk.visible_words().splitlines(), "the key of what can no longer be done"
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    desk.sign_out()
    desk.delivered()
    (ended,) = [event.detail for event in desk.events() if event.verb is Verb.REQUEST_ENDED]
    assert ended == {"outcome": "withdrawn"}, "what was taken back is not done"


def test_all_marketing_of_every_brand_for_a_locked_customer(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    for wrong in ("00000001", "00000002"):
        desk.answer(wrong, "Wrong answers left until the record locks")
    desk.answer("00000003", "Details stay locked; opting out still works.")
    keys = desk.keys
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Backtab, times=2)
    desk.until(lambda: desk.focused() == "What stops")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Tab)
    desk.press(Key.Key_Down)
    desk.until_says("Stops: all marketing, by every channel", "NET-A-PORTER, THE OUTNET, from now on.")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("all marketing, MR PORTER, NET-A-PORTER, THE OUTNET.")
    assert desk.keys - keys <= 8
    assert not desk.says(caller.email)
    stopped = f"SELECT count(DISTINCT brand) FROM preference WHERE customer_id = {caller.id} AND NOT chosen"
    assert desk.count(stopped) == 3
    desk.press(Key.Key_E, Modifier.ControlModifier | Modifier.ShiftModifier)
    desk.until_says("Changes saved: 1.")


def test_all_marketing_stops_for_somebody_who_is_not_on_file(desk: Desk) -> None:
    desk.at_work("agent")
    desk.until(lambda: desk.focused() == "Find a customer")
    keys = desk.keys
    desk.press(Key.Key_D, Modifier.ControlModifier | Modifier.ShiftModifier)
    desk.until(lambda: desk.focused() == "Name")
    desk.until_says("Stops: all marketing, by every channel", "May still arrive: post that is under way already, until")
    desk.say("Percival Formertenant")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("House and street are missing.")
    desk.until(lambda: desk.focused() == "House and street")
    desk.say("77 Longgone Lane")
    desk.press(Key.Key_Tab)
    desk.say("LS1 1AA")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("Stopped for this address: all marketing, MR PORTER.")
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    assert desk.keys - keys <= 8
    assert desk.count("SELECT count(*) FROM suppression WHERE premise_key = 'LS11AA/77'") == 1
    desk.sign_out()
    desk.delivered()
    assert told(desk.events()) == [
        IN,
        DRAFTED,
        done(Verb.SUPPRESSED, *ALL_MARKETING, brands="mr-porter", word_of="customer", whom="name"),
        done(Verb.REQUEST_ENDED, outcome="done"),
        OUT,
    ]
    assert {event.customer for event in desk.events()} == {""}


def test_a_further_record_of_the_same_person_is_stopped_too_and_both_are_taken_back(desk: Desk) -> None:
    caller = a_caller(desk.store)
    twin = Planted(
        id=900_001, controller="net-a-porter-group", brand="the-outnet", given_names=caller.given_names,
        surname=caller.surname, postcode=caller.postcode, town="Leeds", number="99887766", order="#W9900001",
        older_order="#W9900002", email="twin@example.com", phone="+441134960733",
    )  # fmt: skip
    SqliteSeed(desk.store).customer(twin)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname} {caller.postcode.split()[0]}")
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Same person? These records have the same name and area.", "THE OUTNET")
    assert not desk.says(twin.email)
    assert not desk.says(twin.number)
    desk.tab_to(f"Stop here too: {twin.given_names} {twin.surname}")
    desk.press(Key.Key_Return)
    desk.press(Key.Key_Z, Modifier.ControlModifier)  # at once, while it may still be on its way to the store
    desk.until_says("Taken back: everything is as it was before.")
    assert desk.count(CONSENTS.format(twin.id)) == 1
    assert desk.count(f"SELECT count(*) FROM consent WHERE customer_id = {twin.id} AND through = 'undo'") == 1
    assert desk.count(f"SELECT count(*) FROM consent WHERE customer_id = {caller.id} AND through = 'undo'") == 1
