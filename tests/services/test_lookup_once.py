"""One search without a window: recorded like any other, told as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from care_console.domain.events import Verb
from care_console.domain.requests import Reason, Refusal, RequestStatus
from care_console.domain.roles import Agent, Role
from care_console.lookup.engine import Findings
from care_console.services.lookup import hits_as_json

if TYPE_CHECKING:
    from tests.services.conftest import Counter


def ask(counter: Counter, agent: Agent, text: str) -> Findings | Refusal:
    return counter.lookup.find_once(agent, text, reason="call 17", controller="northwind", brand="harbour")


def test_a_search_of_its_own_is_recorded_and_its_request_ended(counter: Counter) -> None:
    found = ask(counter, counter.who, counter.her.email)
    assert isinstance(found, Findings)
    (hit,) = json.loads(json.dumps(hits_as_json(found)))["hits"]
    assert hit["cost"] == 0
    assert counter.her.surname in hit["name"]
    assert counter.her.number not in hit["customer_number"]
    assert counter.her.email not in json.dumps(hit)
    verbs = [event.verb for event in counter.place.events(counter.who)]
    assert verbs == [Verb.REQUEST_OPENED, Verb.SEARCHED, Verb.REQUEST_ENDED]
    with counter.place.store.reading(counter.who) as unit:
        (request,) = unit.requests.recent(5)
        assert (request.status, request.note) == (RequestStatus.ENDED, "call 17")


def test_a_lead_sees_whole_numbers(counter: Counter) -> None:
    lead = counter.place.seed.agent("Lena Lead", Role.LEAD)
    found = ask(counter, lead, counter.her.email)
    assert isinstance(found, Findings)
    assert [hit.candidate.whole_number for hit in found.hits] == [counter.her.number]


def test_whoever_may_not_serve_is_refused(counter: Counter) -> None:
    admin = counter.place.seed.agent("Ada Admin", Role.ADMIN)
    assert ask(counter, admin, counter.her.email) == Refusal(Reason.NOT_PERMITTED)
