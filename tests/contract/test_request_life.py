"""What becomes of requests: parked, handed over, closed in error, promised, written on; on every store."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.errors import InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.request_life import HANDED_FOR, LONGEST_DRAFT, PARKED_FOR, UNUSED_AFTER, Masked, Promise
from care_console.domain.requests import (
    GRANT_TIME,
    Channel,
    Fact,
    Grant,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestOutcome,
    RequestStatus,
    Verification,
)
from care_console.domain.roles import Agent, Role
from tests.contract.desk import ALL, VIEWERS, Desk, said

if TYPE_CHECKING:
    from care_console.domain.request_life import Held


class Floor:
    """Two agents; each step is a transaction of its own."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.jo = desk.who
        self.sam = desk.place.seed.agent("Sam", Role.AGENT)

    def do(self, step: str, *arguments: object, who: Agent | None = None) -> object:
        """One call of the port, committed."""
        with self.desk.store.writing(who or self.desk.who) as unit:
            answer = getattr(unit.requests, step)(*arguments)
            unit.commit()
        return answer

    def held(self, who: Agent | None = None) -> list[Held]:
        """The list of an agent."""
        with self.desk.store.reading(who or self.desk.who) as unit:
            return unit.requests.held()

    def later(self, span: timedelta, *, seconds: int = 0) -> None:
        """Let time pass."""
        self.desk.place.clock.move(seconds=int(span.total_seconds()) + seconds)


@pytest.fixture
def floor(desk: Desk) -> Floor:
    """Jo and Sam at work."""
    return Floor(desk)


def test_a_parked_request_shows_nothing_and_keeps_its_verification_for_half_an_hour(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    assert floor.do("park", request) is None
    assert desk.see() is None
    assert desk.open(request) == Refusal(Reason.REQUEST_AWAY)
    assert floor.do("park", request) == Refusal(Reason.REQUEST_AWAY)
    floor.later(timedelta(minutes=30))
    assert floor.do("resume", request) is None
    assert desk.see() is None, "resuming opens nobody"
    desk.open(request)
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    assert [each.detail for each in desk.events() if each.verb is Verb.REQUEST_RESUMED] == [
        {"after": "parked", "verification": "kept"}
    ]
    assert floor.do("resume", request) == Refusal(Reason.NOT_AWAY)


def test_after_half_an_hour_identity_is_verified_afresh(desk: Desk, floor: Floor) -> None:
    request = desk.draft()
    desk.search(request, desk.her.email)
    desk.state(request)
    desk.open(request)
    desk.answer(request, Fact.POSTCODE, said(desk.her, Fact.POSTCODE))
    assert isinstance(desk.grant(request, [VIEW]), Grant), "what was typed to search counted"
    floor.do("park", request)
    floor.later(timedelta(minutes=30), seconds=1)
    floor.do("resume", request)
    desk.open(request)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED), "and counts once"
    for fact in VIEWERS:
        assert isinstance(desk.answer(request, fact, said(desk.her, fact)), Verification)
    assert isinstance(desk.grant(request, [VIEW]), Grant)


def test_a_request_that_is_left_alone_is_verified_afresh_as_a_parked_one_is(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    floor.later(GRANT_TIME + PARKED_FOR)
    desk.open(request)
    assert isinstance(desk.grant(request, [VIEW]), Grant), "the caller may wait for so long"
    desk.wrong(request)
    floor.later(GRANT_TIME + PARKED_FOR, seconds=1)
    desk.open(request)
    assert desk.last().detail == {"requester": "customer", "verification": "afresh"}
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    with desk.store.reading(desk.who) as unit:
        standing = unit.standing(request, 1)
    assert (standing.facts, standing.failures) == (frozenset(), 1), "failures stand"
    for fact in VIEWERS:
        assert isinstance(desk.answer(request, fact, said(desk.her, fact)), Verification)
    assert isinstance(desk.grant(request, [VIEW]), Grant)


def test_parking_late_does_not_prolong_what_was_proved(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    floor.later(timedelta(minutes=35))
    floor.do("park", request)
    (parked,) = floor.held()
    assert parked.verified_until == desk.place.clock.now() + timedelta(minutes=10), "open for 15 minutes, then alone"
    floor.later(timedelta(minutes=10), seconds=1)
    floor.do("resume", request)
    assert desk.last().detail == {"after": "parked", "verification": "afresh"}
    desk.open(request)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)


def test_a_handed_over_request_goes_on_with_the_other_agent_alone(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    floor.do("add_note", request, "She will ring again at four.")
    floor.do("keep_unsaved", request, 1, "email:1", {"email:1": "new@example.org"})
    assert floor.do("hand_over", request, floor.sam.id) is None
    assert desk.see() is None
    assert desk.open(request) == Refusal(Reason.REQUEST_AWAY)
    (offered,) = floor.held(floor.sam)
    assert (offered.holder, offered.customer, offered.notes, offered.unsaved) == ("Jo", "•••• 0923", 1, 1)
    assert floor.do("resume", request, who=floor.sam) is None
    assert floor.held() == []
    assert floor.do("resume", request) == Refusal(Reason.NO_REQUEST)
    desk.who = floor.sam
    with desk.store.reading(floor.sam) as unit:
        assert unit.requests.notes(request) == [], "they tell of a customer who is not open"
        assert unit.requests.unsaved(request, 1) == []
    desk.open(request)
    assert isinstance(desk.grant(request, [VIEW]), Grant), "verification stays"
    with desk.store.reading(floor.sam) as unit:
        assert [(each.agent, each.text) for each in unit.requests.notes(request)] == [
            ("Jo", "She will ring again at four.")
        ]
        assert [each.values for each in unit.requests.unsaved(request, 1)] == [{"email:1": "new@example.org"}]
    moved = {Verb.REQUEST_HANDED_OVER, Verb.REQUEST_RESUMED}
    events = (*desk.place.events(floor.jo), *desk.place.events(floor.sam))
    told = [(each.verb, each.detail) for each in events if each.verb in moved and each.outcome is Outcome.DONE]
    assert told == [
        (Verb.REQUEST_HANDED_OVER, {"to": floor.sam.id}),
        (Verb.REQUEST_RESUMED, {"after": "handed_over", "verification": "kept"}),
    ]


def test_ten_minutes_after_a_hand_over_one_fact_confirms_all(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    floor.do("hand_over", request, "")
    desk.who = floor.sam
    floor.do("resume", request)
    floor.later(HANDED_FOR, seconds=-5)
    desk.open(request)
    grant = desk.grant(request, [VIEW])
    assert isinstance(grant, Grant)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    floor.later(timedelta(seconds=6))
    assert desk.must_see().emails[0].is_locked("address"), "no work prolongs it beyond the ten minutes"
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    with desk.store.reading(desk.who) as unit:
        assert unit.standing(request, 1).lapsed == set(VIEWERS)
    assert isinstance(desk.answer(request, Fact.EMAIL, desk.her.email), Verification), "the same fact may be asked"
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    with desk.store.reading(desk.who) as unit:
        standing = unit.standing(request, 1)
    assert (standing.facts, standing.lapsed) == (frozenset(VIEWERS), frozenset())


def test_the_queue_is_for_everybody_who_serves_and_for_the_first_one(desk: Desk, floor: Floor) -> None:
    request = desk.opened()
    root = desk.place.seed.agent("Root", Role.ADMIN)
    assert floor.do("hand_over", request, root.id) == Refusal(Reason.NO_SUCH_COLLEAGUE)
    assert floor.do("hand_over", request, "") is None
    assert floor.held(root) == []
    assert floor.do("resume", request, who=root) == Refusal(Reason.NOT_PERMITTED)
    assert floor.do("resume", request, who=floor.sam) is None
    assert floor.do("resume", request) == Refusal(Reason.NO_REQUEST)
    with desk.store.reading(desk.who) as unit:
        assert [each.name for each in unit.requests.colleagues()] == ["Sam"], "neither oneself nor administrators"


def test_a_purpose_of_a_role_is_handed_to_that_role_alone(desk: Desk, floor: Floor) -> None:
    desk.who = desk.place.seed.agent("Lee", Role.LEAD)
    other = desk.place.seed.agent("Kim", Role.LEAD)
    request = desk.draft()
    desk.state(request, None, Purpose.TRAINING)
    for to in ("", floor.sam.id):
        assert floor.do("hand_over", request, to) == Refusal(Reason.PURPOSE_BOUND)
    assert floor.do("hand_over", request, other.id) is None


def test_closing_a_wrong_customer_masks_and_counts_nothing_against_them(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    desk.wrong(request)
    desk.wrong(request)
    assert floor.do("wrong_customer", request) is None
    assert desk.see() is None
    event = desk.last()
    assert (event.verb, event.customer, event.detail) == (Verb.OPENED_IN_ERROR, desk.her.pseudonym, {"times": "1"})
    desk.open(request, 2)
    assert desk.must_see(2).surname == desk.him.surname, "the request goes on"
    with desk.store.reading(desk.who) as unit:
        standing = unit.standing(request, 1)
    assert (standing.facts, standing.failures) == (frozenset(), 0)


def test_closing_in_error_again_is_no_way_to_guess_on(desk: Desk, floor: Floor) -> None:
    request = desk.opened()
    desk.wrong(request)
    floor.do("wrong_customer", request)
    for _ in range(3):
        desk.open(request)
        assert isinstance(desk.wrong(request), Verification)
        floor.do("wrong_customer", request)
    desk.open(request)
    assert desk.wrong(request) == Refusal(Reason.LOCKED)
    errors = [each.detail for each in desk.events() if each.verb is Verb.OPENED_IN_ERROR]
    assert errors == [
        {"times": "1"},
        {"times": "2"},
        {"times": "3", "repeated": "yes"},
        {"times": "4", "repeated": "yes"},
    ]


def test_a_lock_stays_when_the_customer_was_opened_in_error(desk: Desk, floor: Floor) -> None:
    request = desk.opened()
    for _ in range(3):
        desk.wrong(request)
    floor.do("wrong_customer", request)
    desk.open(request)
    assert desk.wrong(request) == Refusal(Reason.LOCKED)
    assert floor.do("wrong_customer", desk.draft()) == Refusal(Reason.NO_CUSTOMER)
    assert desk.last().outcome is Outcome.REFUSED


def test_a_promise_stays_on_the_list_until_it_is_kept(desk: Desk, floor: Floor) -> None:
    request = desk.verified()
    due = (desk.place.clock.now() + timedelta(days=2)).date()
    assert floor.do("end", request, RequestOutcome.PROMISED, Promise("Ring back about the refund", due)) is None
    assert desk.last().detail == {"outcome": "promised", "promise_due": due.isoformat()}
    (kept,) = floor.held()
    assert (kept.request.promise, kept.request.promise_due) == ("Ring back about the refund", due)
    assert floor.do("keep_promise", request, who=floor.sam) == Refusal(Reason.NO_PROMISE)
    assert floor.do("keep_promise", request) is None
    assert desk.last().verb is Verb.PROMISE_KEPT
    assert floor.held() == []
    assert floor.do("keep_promise", request) == Refusal(Reason.NO_PROMISE)


def test_drafts_that_nobody_used_end_by_themselves(desk: Desk, floor: Floor) -> None:
    unused, searched, noted, opened = desk.draft(), desk.draft(), desk.draft(), desk.opened()
    foreign = desk.draft(floor.sam)
    floor.later(UNUSED_AFTER)
    desk.search(searched, "hargreaves")
    floor.do("add_note", noted, "Asks about opening hours.")
    fresh = desk.draft()
    assert {each.request.id for each in floor.held()} == {searched, noted, opened, fresh}
    assert [each.request.id for each in floor.held(floor.sam)] == [foreign]
    ended = [each for each in desk.events() if each.verb is Verb.REQUEST_ENDED]
    assert [(each.request, each.detail) for each in ended] == [(unused, {"outcome": "unused"})]
    assert floor.do("end_unused", timedelta(0)) == 2


def test_drafts_that_nobody_used_end_though_nobody_works(desk: Desk, floor: Floor) -> None:
    unused, theirs, searched, opened = desk.draft(), desk.draft(floor.sam), desk.draft(), desk.opened()
    floor.later(UNUSED_AFTER - timedelta(seconds=1))
    desk.search(searched, "hargreaves")
    desk.store.end_unused_requests()
    assert {each.request.id for each in floor.held()} == {unused, searched, opened}
    floor.later(timedelta(seconds=1))
    desk.store.end_unused_requests()
    desk.store.end_unused_requests()
    ended = [each for each in desk.place.events() if each.verb is Verb.REQUEST_ENDED]
    assert {(each.request, each.agent, each.role) for each in ended} == {
        (unused, desk.who.id, "agent"),
        (theirs, floor.sam.id, floor.sam.role.value),
    }
    assert len(ended) == 2
    assert {each.detail["outcome"] for each in ended} == {"unused"}
    assert {each.request.id for each in floor.held()} == {searched, opened}


def test_several_requests_are_open_at_once_each_with_its_own_grants(desk: Desk, floor: Floor) -> None:
    first, second = desk.verified(), desk.opened(2)
    assert {each.request.status for each in floor.held()} == {RequestStatus.OPEN}
    assert desk.must_see(1).emails[0].address == desk.her.email
    assert desk.must_see(2).emails[0].is_locked("address")
    floor.do("park", second)
    assert desk.see(2) is None
    assert desk.must_see(1).emails[0].address == desk.her.email
    assert floor.do("end", second, RequestOutcome.WITHDRAWN) is None, "a parked one can be ended"
    desk.end(first)
    assert floor.held() == []


def test_anybody_may_leave_a_note_and_it_goes_with_the_customer(desk: Desk, floor: Floor) -> None:
    request = desk.draft()
    desk.state(request, Requester.UNKNOWN, None)
    assert floor.do("add_note", request, "  Says that she has moved.  ", 1) is None
    assert (desk.last().verb, desk.last().customer) == (Verb.NOTE_LEFT, desk.her.pseudonym)
    assert floor.do("add_note", request, "Who?", 99) == Refusal(Reason.NO_SUCH_CUSTOMER)
    with desk.store.reading(desk.who) as unit:
        assert unit.requests.notes(request) == [], "nobody is open"
    desk.state(request)
    desk.open(request)
    with desk.store.reading(desk.who) as unit:
        assert [each.text for each in unit.requests.notes(request)] == ["Says that she has moved."]
    with desk.store.reading(floor.sam) as unit:
        assert unit.requests.notes(request) == []
    for empty in ("", " \n ", "x" * 2001, "bell \a"):
        with pytest.raises(InvalidError):
            floor.do("add_note", request, empty)
    floor.do("park", request)
    assert floor.do("add_note", request, "Rang again.") is None
    assert [each.notes for each in floor.held()] == [2]
    floor.do("resume", request)
    desk.end(request)
    assert floor.do("add_note", request, "Too late.") == Refusal(Reason.REQUEST_ENDED)


def test_masking_closes_every_grant_of_the_agent_and_of_nobody_else(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    desk.search(desk.draft(), "smith")
    other = desk.draft(floor.sam)
    with desk.store.writing(floor.sam) as unit:
        unit.requests.state(other, requester=Requester.CUSTOMER, purpose=Purpose.CHANGE_DETAILS)
        unit.commit()
    desk.open(other, 2, floor.sam)
    before = len(desk.events())
    floor.do("mask", Masked.IDLE)
    assert desk.see() is None
    assert desk.see(2, floor.sam) is not None
    told = [(each.verb, each.request, each.detail) for each in desk.events()[before:]]
    assert [(verb, detail) for verb, _, detail in told] == [
        (Verb.SEARCHED, {"queries": "1"}),
        (Verb.CONSOLE_MASKED, {"why": "idle", "grants": "2"}),
    ]
    assert told[-1][1] == ""
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_OPENED)
    desk.open(request)
    assert isinstance(desk.grant(request, [VIEW]), Grant), "facts that were given stand"


def test_a_shift_that_is_over_leaves_nothing_open(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    before = len(desk.events())
    floor.do("close_views")
    assert desk.see() is None
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_OPENED)
    assert [each.outcome for each in desk.events()[before:]] == [Outcome.REFUSED], "signing out is the event"


def test_what_is_not_saved_is_kept_under_the_view_and_erased_with_the_request(desk: Desk, floor: Floor) -> None:
    request = desk.opened()
    form = {"surname": "Hargreaves-Bell", "title": "Dr"}
    assert floor.do("keep_unsaved", request, 1, "name", form) == Refusal(Reason.NOT_VERIFIED)
    for fact in VIEWERS:
        desk.answer(request, fact, said(desk.her, fact))
    desk.grant(request, [VIEW])
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "H"}) is None
    assert floor.do("keep_unsaved", request, 1, "name", form) is None
    assert floor.do("keep_unsaved", request, 1, "email:1", {"email:1": "x@"}) is None
    with pytest.raises(InvalidError):
        floor.do("keep_unsaved", request, 1, "name", {"surname": "x" * LONGEST_DRAFT})
    floor.do("drop_unsaved", request, "email:1")
    with desk.store.reading(desk.who) as unit:
        assert [(each.key, each.values) for each in unit.requests.unsaved(request, 1)] == [("name", form)]
    floor.later(timedelta(minutes=16))
    with desk.store.reading(desk.who) as unit:
        assert unit.requests.unsaved(request, 1) == [], "the view is over"
    desk.open(request)
    desk.grant(request, [VIEW])
    with desk.store.reading(desk.who) as unit:
        assert len(unit.requests.unsaved(request, 1)) == 1
    desk.end(request)
    again = desk.verified()
    with desk.store.reading(desk.who) as unit:
        assert unit.requests.unsaved(again, 1) == []
        assert unit.requests.unsaved(request, 1) == []


def test_what_is_typed_is_kept_when_the_view_ended_while_it_was_typed(desk: Desk, floor: Floor) -> None:
    request = desk.verified(VIEWERS)
    floor.do("hand_over", request, floor.sam.id)
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "Bell"}) is None, "another window handed it over"
    assert floor.do("keep_unsaved", request, 2, "name", {"surname": "Bell"}) == Refusal(Reason.NOT_VERIFIED)
    floor.do("resume", request, who=floor.sam)
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "x"}) == Refusal(Reason.NO_REQUEST)
    desk.who = floor.sam
    desk.open(request)
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "x"}) == Refusal(Reason.NOT_VERIFIED)
    desk.grant(request, [VIEW])
    with desk.store.reading(floor.sam) as unit:
        assert [each.values for each in unit.requests.unsaved(request, 1)] == [{"surname": "Bell"}]
    floor.do("wrong_customer", request)
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "x"}) == Refusal(Reason.NOT_VERIFIED)
    desk.end(request)
    assert floor.do("keep_unsaved", request, 1, "name", {"surname": "x"}) == Refusal(Reason.REQUEST_ENDED)


def test_what_was_saved_under_a_request_tells_how_it_ends(desk: Desk, floor: Floor) -> None:
    request = desk.verified(ALL, (VIEW, "amend.customer.surname", "amend.customer.title"))

    def saved(who: Agent | None = None) -> int:
        with desk.store.reading(who or desk.who) as unit:
            return unit.requests.saved(request)

    assert saved() == 0
    desk.amend(surname="Bell", title="Dr")
    assert saved() == 1, "one amendment of two fields"
    with desk.store.writing(desk.who) as unit:
        made = unit.choices.opt_out(
            request, 1, [Switch("harbour", "email", "HARBOUR:v1", default=True)], Requester.CUSTOMER
        )
        unit.commit()
    assert isinstance(made, ChoiceMade)
    assert saved() == 2
    with desk.store.writing(desk.who) as unit:
        unit.choices.undo(request, made.id)
        unit.commit()
    assert saved() == 1
    assert saved(floor.sam) == 0


def test_nobody_ends_a_parked_request_without_serving_customers(desk: Desk, floor: Floor) -> None:
    request = desk.opened()
    floor.do("park", request)
    moved = Agent(desk.who.id, desk.who.name, Role.ADMIN)
    assert floor.do("end", request, RequestOutcome.DONE, who=moved) == Refusal(Reason.NOT_PERMITTED)
    assert (desk.last().verb, desk.last().outcome) == (Verb.REQUEST_ENDED, Outcome.REFUSED)
    floor.do("resume", request)
    floor.do("hand_over", request, "")
    assert floor.do("end", request, RequestOutcome.DONE) == Refusal(Reason.REQUEST_AWAY)
    assert desk.state(request) == Refusal(Reason.REQUEST_AWAY)
    assert [(each.verb, each.detail) for each in desk.events()[-2:]] == [
        (Verb.REQUEST_ENDED, {"reason": "request_away"}),
        (Verb.REQUEST_STATED, {"reason": "request_away"}),
    ]
    assert desk.state(request, None, None) == Refusal(Reason.REQUEST_AWAY)


def test_a_general_question_opens_nobody(desk: Desk) -> None:
    request = desk.draft()
    assert desk.state(request, Requester.UNKNOWN, Purpose.GENERAL) is None
    assert desk.open(request) == Refusal(Reason.PURPOSE_BOUND)


def test_what_one_caller_proved_does_not_show_under_another_request(desk: Desk, floor: Floor) -> None:
    first = desk.verified(VIEWERS)
    second = desk.opened()
    assert desk.must_see().emails[0].is_locked("address")
    assert desk.grant(first, [VIEW]) == Refusal(Reason.NOT_OPENED)
    with desk.store.reading(desk.who) as unit:
        assert not unit.requests.opens(first, 1)
        assert unit.requests.opens(second, 1)
    desk.open(first)
    assert isinstance(desk.grant(first, [VIEW]), Grant), "what was proved under it stands"
    with desk.store.reading(floor.sam) as unit:
        assert not unit.requests.opens(first, 1)


def test_how_they_asked_is_said_before_anybody_is_opened_and_is_recorded(desk: Desk, floor: Floor) -> None:
    request = desk.draft()
    with desk.store.writing(desk.who) as unit:
        assert unit.requests.state(request, channel=Channel.PHONE, reference="C-4711") is None
        assert unit.requests.state(request, channel=Channel.LETTER) is None
        unit.commit()
    assert (desk.last().verb, desk.last().detail) == (Verb.REQUEST_STATED, {"channel": "letter"})
    desk.state(request)
    assert desk.last().verb is Verb.REQUEST_STATED, "who asks is told by the opening"
    desk.open(request)
    assert (desk.last().verb, desk.last().detail) == (Verb.OPENED, {"requester": "customer"})
    with desk.store.writing(desk.who) as unit:
        assert unit.requests.state(request, channel=Channel.PHONE) == Refusal(Reason.CHANNEL_BOUND)
        assert unit.requests.state(request, channel=Channel.LETTER) is None
        unit.commit()
    assert desk.last().detail == {"reason": "channel_bound"}
    with desk.store.reading(desk.who) as unit:
        kept = unit.requests.get(request)
        assert unit.standing(request, 1).written
    assert kept is not None
    assert (kept.channel, kept.reference) == (Channel.LETTER, "C-4711")


def test_who_asks_and_what_for_are_on_record_whenever_they_change(desk: Desk) -> None:
    request = desk.opened()
    desk.state(request)
    assert desk.last().verb is Verb.OPENED, "nothing changes"
    desk.state(request, Requester.HOUSEHOLD, Purpose.PREFERENCES)
    told = desk.last()
    assert (told.verb, told.purpose) == (Verb.REQUEST_STATED, "preferences")
    assert told.detail == {"requester": "household", "purpose": "preferences"}
    desk.state(request, Requester.CUSTOMER, None)
    assert desk.last().detail == {"requester": "customer"}
