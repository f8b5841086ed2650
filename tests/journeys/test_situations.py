"""Deaths, minors and suppressed addresses by keyboard alone, with the events that the audit API has of them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from care_console.domain.events import Verb
from tests.journeys.desk import Desk, Key, Modifier, a_caller
from tests.journeys.record import ALL_MARKETING, DRAFTED, IN, OPENED, OUT, VERIFIED, done, refused, told
from tests.stores import Planted, SqliteSeed

if TYPE_CHECKING:
    from tests.journeys.desk import Caller

MOST_KEYS = 8
BOTH = Modifier.ControlModifier | Modifier.ShiftModifier
STOPPED = "SELECT count(DISTINCT brand) FROM preference WHERE customer_id = {0} AND NOT chosen AND subject = 'email'"
ALLOWED = "SELECT count(*) FROM preference WHERE customer_id = 900002 AND chosen AND subject = 'direct-mail'"


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
        "Stays as it is: all that is on file; none of it is disclosed to anybody.",
        "Is told: a team lead, who confirms the evidence.",
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
    keys = desk.keys
    desk.press(Key.Key_A, BOTH)
    desk.until(lambda: desk.focused().startswith("Settle: "))
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused().startswith(f"Confirm: {caller.given_names} {caller.surname}, "))
    desk.until_says("Reported deaths", "on the word of somebody of the household")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "What evidence was seen")
    desk.say("Copy of the certificate")
    desk.press(Key.Key_Return)
    desk.until_says("Confirmed.", "No report waits.")
    assert desk.keys - keys <= MOST_KEYS
    confirmed = f"SELECT confirmed FROM customer_flag WHERE flag = 'deceased' AND customer_id = {caller.id}"
    assert desk.count(confirmed) == 1
    desk.sign_out()
    desk.delivered()
    brands = "mr-porter net-a-porter the-outnet"
    fields = ("customer_flag.flag", *ALL_MARKETING)
    assert told(desk.events()) == [
        IN,
        DRAFTED,
        done(Verb.SEARCHED),
        done(Verb.DEATH_REPORTED, *fields, brands=brands, word_of="household"),
        done(Verb.REQUEST_ENDED, outcome="done"),
        *OPENED,
        OUT,
    ]
    assert told(desk.events("lead")) == [
        IN,
        done(Verb.DEATHS_VIEWED),
        done(Verb.SUPPRESSIONS_VIEWED, by="all", entries="0"),
        done(Verb.DEATH_SETTLED, confirmed="yes"),
        done(Verb.DEATHS_VIEWED),
        OUT,
    ]
    whose = {event.customer for who in ("agent", "lead") for event in desk.events(who)}
    assert whose == {"", caller.pseudonym}


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
    desk.delivered()
    looked = [event.request for event in desk.events() if event.verb is Verb.SUPPRESSIONS_VIEWED]
    assert len(looked) == 2, "looked for, and read again once one was taken back"
    assert set(looked) <= {event.request for event in desk.events() if event.verb is Verb.REQUEST_OPENED}
    assert len(set(looked)) == 1


def a_child(desk: Desk) -> Planted:
    """A customer of fourteen, for whom nobody has agreed to anything."""
    child = Planted(
        id=900_002, controller="net-a-porter-group", brand="mr-porter", given_names="Kit", surname="Underage",
        birth_date=datetime.now(UTC).date() - timedelta(days=14 * 365), number="99887755", order="#W9900003",
        older_order="#W9900004", email="kit@example.com", phone="+441134960734", guardian="", guardian_agreed_on=None,
    )  # fmt: skip
    SqliteSeed(desk.store).customer(child)
    return child


def verify_child(desk: Desk, child: Planted) -> None:
    """Give the two facts that open the details."""
    desk.answer(child.number, "1 of 2 matched")
    desk.answer(child.birth_date.isoformat(), "Verified")


def ask_for_direct_mail(desk: Desk) -> None:
    """Switch direct mail on, up to the customer's word."""
    desk.tab_to("Direct mail, MR PORTER")
    desk.press(Key.Key_Space)
    desk.until(lambda: desk.focused() == "The customer agrees")


def test_a_minor_opts_out_but_is_switched_on_with_a_guardian_s_agreement_only(desk: Desk) -> None:
    child = a_child(desk)
    desk.at_work("agent")
    desk.search("Kit Underage")
    desk.open_chosen()
    verify_child(desk, child)
    keys = desk.keys
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Stopped for Kit Underage")
    assert desk.keys - keys <= MOST_KEYS
    desk.press(Key.Key_Escape)
    ask_for_direct_mail(desk)
    desk.press(Key.Key_Return)
    desk.until_says("The customer is a minor: marketing needs a guardian's agreement on file.")
    desk.sign_out()
    desk.delivered()
    assert told(desk.events()) == [
        IN,
        *OPENED,
        *VERIFIED,
        done(Verb.OPTED_OUT, "preference.direct_mail", brands="mr-porter", word_of="customer"),
        done(Verb.MESSAGE_QUEUED, kind="opt_out_confirmed", copies="2"),
        refused(Verb.OPTED_IN, "guardian_needed", "preference.direct_mail"),
        done(Verb.SEARCHED),  # whether the same person is on file once more
        OUT,
    ]


def test_a_guardian_agrees_and_then_the_minor_may_be_written_to(desk: Desk) -> None:
    child = a_child(desk)
    desk.at_work("agent")
    desk.search("Kit Underage")
    keys = desk.keys
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Return)
    desk.until_says("A parent or guardian")
    assert desk.keys - keys == 3
    verify_child(desk, child)
    desk.until_says("No agreement on file")
    desk.tab_to("Amend Guardian")
    keys = desk.keys
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Name of the parent or guardian")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.say("Robin Underage")
    desk.press(Key.Key_Tab)
    desk.until(lambda: desk.focused() == "Agreed on")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say("3 May 2190")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("This is no day up to today.")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say("3 May 2026")
    desk.until_says("marketing choices: the guardian allows them one by one")
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("Guardian: nothing became Robin Underage", "agreed 3 May 2026")
    assert desk.keys - keys <= MOST_KEYS
    ask_for_direct_mail(desk)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.count(ALLOWED) == 1)
    desk.sign_out()
    desk.delivered()
    agreement = ("customer.guardian_agreed_on", "customer.guardian_name")
    assert told(desk.events()) == [
        IN,
        DRAFTED,
        done(Verb.SEARCHED),
        done(Verb.OPENED, requester="guardian"),
        *VERIFIED,
        done(Verb.GRANTED, *agreement, scopes="amend"),
        done(Verb.AMENDED, *agreement),
        done(Verb.MESSAGE_QUEUED, kind="detail_changed", copies="2"),
        done(Verb.OPTED_IN, "preference.direct_mail", brands="mr-porter", word_of="guardian"),
        OUT,
    ]
    assert "Robin" not in str(desk.events())
