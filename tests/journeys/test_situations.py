"""Deaths, minors and suppressed addresses by keyboard alone, with the events that the audit API has of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Desk, Key, Modifier, a_caller
from tests.stores import Planted, SqliteSeed

if TYPE_CHECKING:
    from tests.journeys.desk import Caller

MOST_KEYS = 8
BOTH = Modifier.ControlModifier | Modifier.ShiftModifier
STOPPED = "SELECT count(DISTINCT brand) FROM preference WHERE customer_id = {0} AND NOT chosen AND subject = 'email'"


def found(desk: Desk) -> Caller:
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    return caller


def report(desk: Desk, caller: Caller) -> None:
    keys = desk.keys
    desk.press(Key.Key_R, BOTH)
    desk.until(lambda: desk.focused() == "Report the death")
    desk.until_says(f"Report the death of {caller.given_names} {caller.surname}", "Stops: all marketing")
    desk.until_says(
        "Stays as it is: details: nothing is disclosed to anybody.", "Is told: a team lead, who confirms the evidence."
    )
    desk.press(Key.Key_Return)
    desk.until_says(f"The death of {caller.given_names} {caller.surname} is reported.", "Undo")
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    assert desk.keys - keys <= MOST_KEYS


def test_a_death_is_reported_from_the_hit_row_and_confirmed_by_a_lead(desk: Desk) -> None:
    desk.at_work("agent")
    caller = found(desk)
    report(desk, caller)
    assert desk.count(STOPPED.format(caller.id)) == 3
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.press(Key.Key_Return)
    desk.until_says("Deceased: reported", "A death was reported: nothing is disclosed. Opting out still works.")
    assert not desk.says(caller.email)
    desk.sign_out()
    desk.at_work("lead")
    desk.press(Key.Key_S, BOTH)
    title = f"{caller.given_names} {caller.surname}"
    desk.until_says("Reported deaths", title, "on the word of somebody of the household")
    desk.until(lambda: desk.focused() == "Whole postcode")
    while not desk.focused().startswith("Confirm: "):
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "What evidence was seen")
    desk.say("Copy of the certificate")
    desk.press(Key.Key_Return)
    desk.until_says("Confirmed.", "No report waits.")
    confirmed = f"SELECT confirmed FROM customer_flag WHERE flag = 'deceased' AND customer_id = {caller.id}"
    assert desk.count(confirmed) == 1
    desk.sign_out()
    desk.delivered()
    reported = [event for event in desk.events() if event.verb is Verb.DEATH_REPORTED]
    assert [(event.outcome, event.customer) for event in reported] == [(Outcome.DONE, caller.pseudonym)]
    assert reported[0].detail == {"brands": "mr-porter net-a-porter the-outnet", "word_of": "household"}
    settled = [event for event in desk.events("lead") if event.verb in (Verb.DEATHS_VIEWED, Verb.DEATH_SETTLED)]
    assert [event.verb for event in settled] == [Verb.DEATHS_VIEWED, Verb.DEATH_SETTLED, Verb.DEATHS_VIEWED]
    assert (settled[1].customer, settled[1].detail) == (caller.pseudonym, {"confirmed": "yes"})


def test_a_suppressed_address_is_undone_at_once_and_found_by_its_postcode(desk: Desk) -> None:
    desk.at_work("agent")
    for _ in range(2):
        desk.until(lambda: desk.focused() == "Find a customer")
        desk.press(Key.Key_D, BOTH)
        desk.until(lambda: desk.focused() == "Name")
        desk.press(Key.Key_Tab)
        desk.say("77 Longgone Lane")
        desk.press(Key.Key_Tab)
        desk.say("LS1 1AA")
        desk.press(Key.Key_Return, Modifier.ControlModifier)
        desk.until_says("Stopped for this address", "It can be undone until")
        if desk.count("SELECT count(*) FROM suppression") == 1:
            desk.press(Key.Key_Z, Modifier.ControlModifier)
            desk.until_says("Taken back: nothing is stopped here.")
        desk.press(Key.Key_Return)
        desk.until(lambda: not desk.says("End request"))
    assert desk.count("SELECT count(*) FROM suppression WHERE lifted_at IS NULL") == 1
    desk.press(Key.Key_S, BOTH)
    desk.until(lambda: desk.focused() == "Whole postcode")
    desk.until_says("Type the whole postcode that the caller says")
    desk.say("ls1 1aa")
    desk.press(Key.Key_Return)
    desk.until_says("Everybody, 77 Longgone Lane, LS1 1AA", "recorded by agent", "lifted")
    while not desk.focused().startswith("Undo: "):
        desk.press(Key.Key_Tab)
    desk.press(Key.Key_Return)
    desk.until_says("Taken back.")
    assert desk.count("SELECT count(*) FROM suppression WHERE lifted_at IS NULL") == 0


def test_a_minor_opts_out_but_is_switched_on_with_a_guardian_s_agreement_only(desk: Desk) -> None:
    from datetime import UTC, datetime, timedelta

    born = datetime.now(UTC).date() - timedelta(days=14 * 365)
    child = Planted(
        id=900_002, controller="net-a-porter-group", brand="mr-porter", given_names="Kit", surname="Underage",
        birth_date=born, number="99887755", order="#W9900003", older_order="#W9900004", email="kit@example.com",
        phone="+441134960734", guardian_agreed_on=None,
    )  # fmt: skip
    SqliteSeed(desk.store).customer(child)
    desk.at_work("agent")
    desk.search("Kit Underage")
    desk.open_chosen()
    desk.answer(child.number, "1 of 2 matched")
    desk.answer(born.isoformat(), "Verified")
    desk.tab_to("Direct mail, MR PORTER")
    desk.press(Key.Key_Space)
    desk.until(lambda: desk.focused() in {"The customer agrees", "Stop it now"})
    if desk.focused() == "Stop it now":
        desk.press(Key.Key_Return)
        desk.until_says("Stopped for Kit Underage")
        desk.press(Key.Key_Escape)
        desk.tab_to("Direct mail, MR PORTER")
        desk.press(Key.Key_Space)
        desk.until(lambda: desk.focused() == "The customer agrees")
    desk.press(Key.Key_Return)
    desk.until_says("The customer is a minor: marketing needs a guardian's agreement on file.")
    desk.sign_out()
    desk.delivered()
    refused = [event for event in desk.events() if event.verb is Verb.OPTED_IN]
    assert [(event.outcome, event.detail["reason"]) for event in refused] == [(Outcome.REFUSED, "guardian_needed")]
