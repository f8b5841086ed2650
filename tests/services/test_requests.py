"""Requests through the service: the list, going on, handing over, promises, general questions."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.errors import InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import OPEN, VIEW
from care_console.domain.request_life import PARKED_FOR, UNUSED_AFTER, Promise
from care_console.domain.requests import Channel, Fact, Reason, Refusal, RequestOutcome, RequestStatus
from care_console.domain.roles import Agent, Role
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.requests import CareRequests, Ending, Resumed

if TYPE_CHECKING:
    from tests.services.conftest import Counter


@pytest.fixture
def requests(counter: Counter) -> CareRequests:
    """The service, on the counter's store and clock."""
    return CareRequests(counter.place.store, counter.place.clock)


@pytest.fixture
def sam(counter: Counter) -> Agent:
    """Somebody else at work."""
    return counter.place.seed.agent("Sam", Role.AGENT)


def test_everything_in_hand_is_listed_by_what_is_to_be_done(
    counter: Counter, requests: CareRequests, sam: Agent
) -> None:
    unused = counter.draft()
    counter.place.clock.move(seconds=int(UNUSED_AFTER.total_seconds()))
    parked, opened, foreign = counter.open(), counter.open(), counter.draft(sam)
    requests.park(counter.who, parked.request.id)
    requests.hand_over(sam, foreign, counter.who.id, "Please ring back.")
    promised = counter.open().request.id
    due = requests.checked_promise("Ring back", "+1")
    counter.access.end(counter.who, promised, RequestOutcome.PROMISED, due)
    held = requests.held(counter.who)
    assert [each.request.id for each in held] == [foreign, opened.request.id, parked.request.id, promised]
    assert unused not in {each.request.id for each in held}
    assert (held[0].holder, held[0].mine, held[0].notes) == ("Sam", True, 1)
    assert held[2].verified_until == counter.place.clock.now() + PARKED_FOR
    assert held[3].promise == Promise("Ring back", (counter.place.clock.now() + timedelta(days=1)).date())
    assert all(counter.her.surname not in repr(each) for each in held)


def test_going_on_opens_the_customer_again_only_where_the_grants_are_over(
    counter: Counter, requests: CareRequests
) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    request = seen.request.id
    before = len(counter.place.events(counter.who))
    resumed = requests.resume(counter.who, request)
    assert isinstance(resumed, Resumed)
    assert resumed.file is not None
    assert resumed.file.verified
    assert len(counter.place.events(counter.who)) == before
    requests.park(counter.who, request)
    again = requests.resume(counter.who, request)
    assert isinstance(again, Resumed)
    assert again.file is not None
    assert again.file.verified
    verbs = [each.verb for each in counter.place.events(counter.who)[before:]]
    assert verbs == [Verb.REQUEST_PARKED, Verb.REQUEST_RESUMED, Verb.OPENED, Verb.GRANTED]


def test_a_draft_goes_on_with_nobody_open(counter: Counter, requests: CareRequests, sam: Agent) -> None:
    draft = counter.draft()
    resumed = requests.resume(counter.who, draft)
    assert isinstance(resumed, Resumed)
    assert (resumed.request.id, resumed.file) == (draft, None)
    assert requests.resume(sam, draft) == Refusal(Reason.NO_REQUEST)


def test_a_hand_over_that_is_refused_leaves_no_note(counter: Counter, requests: CareRequests, sam: Agent) -> None:
    request = counter.verified(Fact.EMAIL, Fact.POSTCODE).request.id
    for _ in range(2):
        refused = requests.hand_over(counter.who, request, "nobody", "Please ring back.")
        assert refused == Refusal(Reason.NO_SUCH_COLLEAGUE)
    assert requests.notes(counter.who, request) == ()
    assert requests.hand_over(counter.who, request, sam.id, "Please ring back.") is None
    resumed = requests.resume(sam, request)
    assert isinstance(resumed, Resumed)
    assert resumed.note is not None
    assert [each.text for each in requests.notes(sam, request)] == ["Please ring back."]


def test_a_hand_over_without_words_leaves_no_note(counter: Counter, requests: CareRequests, sam: Agent) -> None:
    request = counter.open().request.id
    assert [each.name for each in requests.colleagues(counter.who)] == ["Sam"]
    assert requests.hand_over(counter.who, request, sam.id, "  ") is None
    (offered,) = requests.held(sam)
    assert offered.notes == 0
    taken = requests.resume(sam, request)
    assert isinstance(taken, Resumed)
    assert isinstance(taken.file, CustomerFile)


def test_a_wrong_customer_leaves_the_request_with_nobody(counter: Counter, requests: CareRequests) -> None:
    request = counter.open().request.id
    left = requests.wrong_customer(counter.who, request)
    assert isinstance(left, RequestInfo)
    assert left.status is RequestStatus.DRAFT
    assert counter.access.read(counter.who, request, 1) == Refusal(Reason.NOT_OPENED)
    assert requests.wrong_customer(counter.who, request) == Refusal(Reason.NO_CUSTOMER)


def test_a_general_question_is_one_step_with_or_without_a_draft(counter: Counter, requests: CareRequests) -> None:
    for draft in (None, counter.draft()):
        asked = requests.general(
            counter.who, draft, "northwind", "harbour", Channel.PHONE, "When are you open? Nine to five."
        )
        assert asked is None
    with pytest.raises(InvalidError):
        requests.general(counter.who, None, "northwind", "harbour", Channel.PHONE, " ")
    ended = [each for each in counter.place.events(counter.who) if each.verb is Verb.REQUEST_ENDED]
    assert [(each.purpose, each.detail) for each in ended] == 2 * [("general_question", {"outcome": "done"})]
    assert requests.held(counter.who) == (), "a note that was refused leaves no request behind"
    root = counter.place.seed.agent("Root", Role.ADMIN)
    refused = requests.general(root, None, "northwind", "harbour", Channel.PHONE, "x")
    assert refused == Refusal(Reason.NOT_PERMITTED)


def test_forms_are_kept_found_and_dropped(counter: Counter, requests: CareRequests) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    request = seen.request.id
    assert requests.keep_unsaved(counter.who, request, 1, "name", {"surname": "Bell"}) is None
    (kept,) = requests.unsaved(counter.who, request, 1)
    assert (kept.key, kept.values) == ("name", {"surname": "Bell"})
    requests.drop_unsaved(counter.who, request, "name")
    assert requests.unsaved(counter.who, request, 1) == ()


def test_notes_and_promises_are_the_agents_own(counter: Counter, requests: CareRequests, sam: Agent) -> None:
    request = counter.open().request.id
    assert requests.add_note(counter.who, request, "Moved house.") is None
    assert [each.text for each in requests.notes(counter.who, request)] == ["Moved house."]
    assert requests.notes(sam, request) == ()
    counter.access.end(counter.who, request, RequestOutcome.DONE, requests.checked_promise("Write", "+3"))
    assert requests.keep_promise(sam, request) == Refusal(Reason.NO_PROMISE)
    assert requests.keep_promise(counter.who, request) is None
    parked = counter.open().request.id
    requests.park(counter.who, parked)
    assert requests.end_from_list(counter.who, parked) is RequestOutcome.WITHDRAWN
    assert requests.held(counter.who) == ()


def test_a_window_hears_what_another_has_done_with_its_request(
    counter: Counter, requests: CareRequests, sam: Agent
) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    request = seen.request.id
    assert requests.still(counter.who, request, 1) == frozenset({OPEN, VIEW})
    assert requests.still(counter.who, request, 2) == Refusal(Reason.NO_REQUEST)
    counter.place.clock.move(minutes=16)
    assert requests.still(counter.who, request, 1) == frozenset(), "grants end by themselves"
    requests.park(counter.who, request)
    assert requests.still(counter.who, request, 1) == Refusal(Reason.REQUEST_AWAY)
    requests.resume(counter.who, request)
    requests.hand_over(counter.who, request, sam.id)
    assert requests.still(counter.who, request, 1) == Refusal(Reason.REQUEST_AWAY)
    requests.resume(sam, request)
    assert requests.still(counter.who, request, 1) == Refusal(Reason.NO_REQUEST)
    counter.access.end(sam, request, RequestOutcome.DONE)
    assert requests.still(sam, request, 1) == Refusal(Reason.REQUEST_ENDED)


def test_the_outcome_is_filled_in(counter: Counter, requests: CareRequests, sam: Agent) -> None:
    draft, opened = counter.draft(), counter.open().request.id
    assert requests.ending(counter.who, draft) == Ending(RequestOutcome.NOT_FOUND, 0)
    assert requests.ending(counter.who, opened) == Ending(RequestOutcome.NOT_VERIFIED, 0)
    assert requests.ending(sam, opened) == Refusal(Reason.NO_REQUEST)
    verified = counter.verified(Fact.EMAIL, Fact.POSTCODE).request.id
    assert requests.ending(counter.who, verified) == Ending(RequestOutcome.DONE, 0)
    assert requests.end_from_list(counter.who, draft) is RequestOutcome.NOT_FOUND
    assert requests.end_from_list(counter.who, draft) == Refusal(Reason.REQUEST_ENDED)
