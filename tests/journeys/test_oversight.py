"""Somebody is in danger and nobody can be verified; the leads hear of it at once and look into it."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from sqlalchemy import select, update

from care_console import resources
from care_console.app.places import REVIEW, SUPERVISE, TRAINING
from care_console.app.stores import SystemClock
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import spoken_phone
from care_console.domain.fields import EMERGENCY, emergency_fields
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Channel, Fact, Purpose, Requester, RequestOutcome
from care_console.domain.roles import Agent, Role
from care_console.services.access import Access
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.oversight import Emergency, Oversight
from care_console.services.requests import CareRequests
from care_console.storage import tables as t
from care_console.ui.palette import Palette
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller

SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier
BOOK = PolicyBook.load(resources.path("policies"))
WHY = "Says that she has taken pills, then silence."


def test_an_emergency_opens_address_and_phone_for_a_while_and_a_lead_looks_into_it(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    before = desk.keys
    desk.press(Key.Key_B, SHIFTED)
    desk.until(lambda: desk.focused() == "Who is in danger, and how")
    desk.say("short")
    desk.press(Key.Key_Return)
    desk.until_says("This is too short to be understood.")
    desk.press(Key.Key_A, Modifier.ControlModifier)
    desk.say(WHY)
    desk.press(Key.Key_Return)
    desk.until_says("Leads are alerted.", caller.line1)
    assert desk.keys - before == 4, "Ctrl+Shift+B, Enter, select all, Enter"
    assert desk.says(spoken_phone(caller.phone))
    for secret in (caller.email, caller.birth_date, caller.number):
        assert not desk.says(secret)
    assert not desk.says("Amend")
    desk.sign_out()
    desk.at_work("lead")
    desk.until_says("Emergency: agent opened an address and phone under REQ-")
    desk.press(Key.Key_A, SHIFTED)
    desk.until(lambda: desk.focused().startswith("Looked into: "))
    assert desk.says(WHY)
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "What looking into it has found")
    desk.say("Ambulance came; she is safe.")
    desk.press(Key.Key_Return)
    desk.until_says("Looked into, and on record.", "Nothing waits for you")
    desk.until(lambda: not desk.says("Emergency: agent opened"))
    desk.delivered()
    broken = next(event for event in desk.events() if event.verb is Verb.GLASS_BROKEN)
    assert (broken.outcome, broken.customer, broken.detail) == (Outcome.DONE, caller.pseudonym, {"times": "1"})
    assert broken.fields == tuple(emergency_fields())
    told = [event for event in desk.events("lead") if event.verb is Verb.GLASS_SETTLED]
    assert [(event.outcome, event.request, event.customer) for event in told] == [
        (Outcome.DONE, broken.request, caller.pseudonym)
    ]
    assert all("pills" not in repr(event) for event in desk.events())


def test_what_an_emergency_opened_is_masked_when_it_is_over_though_the_view_is_too(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.press(Key.Key_B, SHIFTED)
    desk.until(lambda: desk.focused() == "Who is in danger, and how")
    desk.say(WHY)
    desk.press(Key.Key_Return)
    desk.until_says(caller.line1)
    with desk.store.engines.writing() as connection:
        connection.execute(update(t.access_grant).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))
    (over,) = desk.console.shell.findChildren(QTimer, "emergency-over")
    over.timeout.emit()
    desk.until(lambda: not desk.says(caller.line1))
    assert desk.console.shell.page == "customer"
    assert not desk.says(spoken_phone(caller.phone))


def test_what_an_emergency_opened_is_masked_though_the_clock_of_the_window_stood_still(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.press(Key.Key_B, SHIFTED)
    desk.until(lambda: desk.focused() == "Who is in danger, and how")
    desk.say(WHY)
    desk.press(Key.Key_Return)
    desk.until_says(caller.line1)
    with desk.store.engines.writing() as connection:
        grants = connection.execute(select(t.access_grant.c.id, t.access_grant.c.scopes)).all()
        broken = [each.id for each in grants if EMERGENCY in each.scopes]
        connection.execute(
            update(t.access_grant)
            .where(t.access_grant.c.id.in_(broken))
            .values(expires_at=datetime(2020, 1, 1, tzinfo=UTC))
        )
    desk.until(lambda: not desk.says(caller.line1))
    assert desk.console.shell.page == "customer"
    (over,) = desk.console.shell.findChildren(QTimer, "emergency-over")
    assert not over.isActive()


def test_a_neighbour_calls_and_the_hit_is_opened_from_look_up_at_once(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_B, SHIFTED)
    desk.until(lambda: desk.focused() == "Who is in danger, and how")
    desk.say("The neighbour hears screams next door.")
    desk.press(Key.Key_Return)
    desk.until_says("Leads are alerted.", caller.line1, spoken_phone(caller.phone))
    assert not desk.says(caller.email)
    (over,) = desk.console.shell.findChildren(QTimer, "emergency-over")
    with desk.store.engines.writing() as connection:
        connection.execute(update(t.access_grant).values(expires_at=datetime(2020, 1, 1, tzinfo=UTC)))
    over.timeout.emit()
    desk.until(lambda: desk.console.shell.page == "lookup")
    assert not desk.says(caller.line1)


def elsewhere(desk: Desk, caller: Caller) -> str:
    """A colleague at another desk has the caller open; their request."""
    who = Agent(desk.agent("agent"), "agent", Role.AGENT)
    access = Access(desk.store)
    drafted = access.draft(who, BOOK.controller_of("mr-porter"), "mr-porter", Channel.PHONE)
    assert isinstance(drafted, RequestInfo)
    seen = access.open(who, drafted.id, caller.id, Requester.CUSTOMER, Purpose.OTHER)
    assert isinstance(seen, CustomerFile)
    return drafted.id


def test_a_lead_who_works_elsewhere_in_the_console_is_told_at_once(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("lead")
    desk.until(lambda: desk.focused() == "Find a customer")
    request = elsewhere(desk, caller)
    who = Agent(desk.agent("agent"), "agent", Role.AGENT)
    shown = Oversight(desk.store).break_glass(who, request, caller.id, WHY)
    assert isinstance(shown, Emergency)
    desk.until_says("Emergency: agent opened an address and phone under REQ-")
    assert desk.focused() == "Find a customer", "a toast takes no focus"
    assert not desk.says("pills")
    desk.tab_to("Show")
    desk.press(Key.Key_Return)
    desk.until_says(WHY)
    assert not desk.says("Emergency: agent opened")


def test_a_lead_joins_what_a_colleague_works_at_and_sees_it_follow(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("lead")
    request = elsewhere(desk, caller)
    who = Agent(desk.agent("agent"), "agent", Role.AGENT)
    desk.tab_to("Supervise")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused().startswith("Join: agent, REQ-"))
    assert not desk.says(caller.surname)
    desk.press(Key.Key_Return)
    desk.until_says("Not verified: details are masked", caller.surname)
    for secret in (caller.email, caller.line1, caller.number):
        assert not desk.says(secret)
    access = Access(desk.store)
    access.verify(who, request, caller.id, Fact.EMAIL, caller.email, "GB")
    access.verify(who, request, caller.id, Fact.CUSTOMER_NUMBER, caller.number, "GB")
    access.read(who, request, caller.id)
    CareRequests(desk.store, SystemClock()).add_note(who, request, "He calls from abroad.")
    desk.until_says("Verified: number + e-mail", caller.email, "He calls from abroad.")
    assert desk.focused() == "Leave"
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.focused().startswith("Join: "))
    assert not desk.says(caller.surname)
    desk.press(Key.Key_Return)
    desk.until_says(caller.email)
    access.end(who, request, RequestOutcome.DONE)
    desk.until_says("Nobody has a customer open")
    assert not desk.says(caller.surname)
    desk.delivered()
    told = [event for event in desk.events("lead") if event.verb is Verb.SUPERVISED]
    assert [(event.request, event.customer, event.detail) for event in told] == [
        (request, caller.pseudonym, {"scopes": "open"}),
        (request, caller.pseudonym, {"scopes": "open view"}),
        (request, caller.pseudonym, {"scopes": "open view"}),
    ]
    assert desk.count("SELECT count(*) FROM access_grant WHERE closed_at IS NULL") == 0


@pytest.mark.parametrize(("name", "place"), [("audit", REVIEW), ("superv", SUPERVISE), ("train", TRAINING)])
def test_a_lead_goes_to_every_place_by_its_name(desk: Desk, name: str, place: str) -> None:
    desk.at_work("lead")
    desk.press(Key.Key_P, SHIFTED)
    desk.until(lambda: QApplication.activeModalWidget() is not None)
    (palette,) = desk.console.shell.findChildren(Palette)
    QTest.keyClicks(palette.field, name)
    QTest.keyClick(palette.field, Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == place)
