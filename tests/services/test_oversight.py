"""Emergencies and joined requests through the services: nothing shows that is not recorded, and no more than may."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Verb
from care_console.domain.oversight import GLASS_TIME, AlertKind
from care_console.domain.requests import Fact, Reason, Refusal
from care_console.domain.roles import Agent, Role
from care_console.services.oversight import Emergency, Joined, Oversight

if TYPE_CHECKING:
    from tests.services.conftest import Counter


@pytest.fixture
def oversight(counter: Counter) -> Oversight:
    return Oversight(counter.place.store)


@pytest.fixture
def lead(counter: Counter) -> Agent:
    return counter.place.seed.agent("Lou", Role.LEAD)


def test_an_emergency_shows_where_she_is_until_it_is_over(counter: Counter, oversight: Oversight, lead: Agent) -> None:
    request = counter.open().request.id
    shown = oversight.break_glass(counter.who, request, counter.her.id, "She says that she cannot breathe.")
    assert isinstance(shown, Emergency)
    assert shown.until == counter.place.clock.now() + GLASS_TIME
    assert shown.file.emergency
    assert not shown.file.verified
    assert shown.file.phones[0].value.text == counter.her.phone
    assert shown.file.emails[0].value.locked
    assert any(counter.her.line1 in each.value.text for each in shown.file.addresses)
    (alert,) = oversight.alerts(lead)
    assert (alert.kind, alert.request) == (AlertKind.GLASS, shown.file.request.number)
    assert counter.her.surname not in repr(alert)
    counter.place.clock.move(seconds=GLASS_TIME.total_seconds() + 1)
    over = counter.read(request)
    assert not over.emergency
    assert over.phones[0].value.locked
    (waiting,) = oversight.emergencies(lead)
    assert waiting.reason == "She says that she cannot breathe."
    assert oversight.settle(lead, waiting.id, "Ambulance came.") is None
    assert oversight.alerts(lead) == ()


def test_a_lead_looks_on_and_sees_details_once_the_agent_may(
    counter: Counter, oversight: Oversight, lead: Agent
) -> None:
    request = counter.open().request.id
    (at_work,) = oversight.at_work(lead)
    assert at_work.request.id == request
    assert oversight.look(lead, request) == Refusal(Reason.NOT_OPENED)
    joined = oversight.join(lead, request)
    assert isinstance(joined, Joined)
    assert joined.file.emails[0].value.locked
    assert oversight.look(lead, request) == joined
    counter.answer(request, Fact.EMAIL)
    counter.answer(request, Fact.POSTCODE)
    assert counter.read(request).verified
    seen = oversight.look(lead, request)
    assert isinstance(seen, Joined)
    assert seen.file.emails[0].value.text == counter.her.email
    assert [each.verb for each in counter.place.events(lead)] == [Verb.SUPERVISED, Verb.SUPERVISED]
    oversight.leave(lead, request)
    assert oversight.look(lead, request) == Refusal(Reason.NOT_OPENED)
    oversight.join(lead, request)
    counter.place.clock.move(seconds=timedelta(minutes=16).total_seconds())
    assert oversight.look(lead, request) == Refusal(Reason.NOT_OPENED)
