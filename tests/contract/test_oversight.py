"""Emergencies, what waits for team leads, and joining the requests of others; on every store."""

from __future__ import annotations

from datetime import timedelta

import pytest

from care_console.domain.errors import InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import OPEN, VIEW, amend_scope, emergency_fields
from care_console.domain.oversight import GLASS_FACTS, GLASS_TIME, GLASS_WINDOW, AlertKind
from care_console.domain.preferences import Switch
from care_console.domain.requests import Fact, Grant, Purpose, Reason, Refusal, Requester, RequestOutcome, Verification
from care_console.domain.roles import Agent, Role
from tests.contract.desk import VIEWERS, Desk, said

WHY = "The caller says that she has taken pills, then the line broke."
OFFERS = Switch("harbour", "email", "gb-2", default=False)


@pytest.fixture
def lead(desk: Desk) -> Agent:
    """A team lead at another desk."""
    return desk.place.seed.agent("Lou", Role.LEAD)


def break_glass(desk: Desk, request: str, why: str = WHY, who: Agent | None = None) -> Grant | Refusal:
    with desk.store.writing(who or desk.who) as unit:
        made = unit.oversight.break_glass(request, 1, why)
        unit.commit()
    return made


def settle(desk: Desk, who: Agent, glass: str, found: str = "Police sent; she is safe.") -> Refusal | None:
    with desk.store.writing(who) as unit:
        refused = unit.oversight.settle_glass(glass, found)
        unit.commit()
    return refused


def join(desk: Desk, who: Agent, request: str) -> Grant | Refusal:
    with desk.store.writing(who) as unit:
        made = unit.oversight.join(request)
        unit.commit()
    return made


def waiting(desk: Desk, who: Agent) -> list[tuple[AlertKind, str, bool]]:
    with desk.store.reading(who) as unit:
        return [(each.kind, each.agent, each.own) for each in unit.oversight.alerts()]


def glasses(desk: Desk, who: Agent) -> list[str]:
    with desk.store.reading(who) as unit:
        return [each.id for each in unit.oversight.emergencies(50)]


# --- emergencies


def test_an_emergency_opens_where_somebody_is_and_how_to_call_and_nothing_else(desk: Desk) -> None:
    request = desk.opened()
    grant = break_glass(desk, request)
    assert isinstance(grant, Grant)
    assert grant.expires_at == desk.place.clock.now() + GLASS_TIME
    her = desk.must_see()
    assert [each.number for each in her.phones] == [desk.her.phone]
    home = next(each for each in her.addresses if each.line1 == desk.her.line1)
    assert (home.postcode, home.town) == (desk.her.postcode, desk.her.town)
    assert {each.address for each in her.emails} == {None}
    assert her.birth_date is None
    assert {each.number for each in her.numbers} == {None}
    assert [*her.cards, *her.preferences, *her.transcripts] == []
    assert len(her.orders) == 1
    assert desk.history() == []
    last = desk.last()
    assert (last.verb, last.outcome, last.customer) == (Verb.GLASS_BROKEN, Outcome.DONE, desk.her.pseudonym)
    assert (last.fields, last.grant, last.detail) == (tuple(emergency_fields()), grant.id, {"times": "1"})


def test_an_emergency_changes_nothing_and_sends_nothing(desk: Desk) -> None:
    request = desk.opened()
    break_glass(desk, request)
    assert desk.grant(request, [amend_scope("phone", "number")]) == Refusal(Reason.NOT_VERIFIED)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    assert desk.grant(request, ["emergency"]) == Refusal(Reason.NO_SUCH_FIELD)
    with desk.store.reading(desk.who) as unit:
        assert unit.recipients(1) == []


def test_a_neighbour_may_call_for_somebody_whom_nobody_has_opened(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request, Requester.HOUSEHOLD, Purpose.OTHER)
    assert desk.open(request) == Refusal(Reason.REQUESTER_MAY_NOT_SEE)
    assert isinstance(break_glass(desk, request), Grant)
    her = desk.must_see()
    assert her.phones[0].number == desk.her.phone
    assert her.emails[0].address is None
    assert desk.answer(request, Fact.EMAIL, desk.her.email) == Refusal(Reason.REQUESTER_MAY_NOT_SEE)
    desk.place.clock.move(minutes=4)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    desk.place.clock.move(minutes=1, seconds=1)
    assert desk.see() is None
    other = desk.draft(controller="redoute")
    assert break_glass(desk, other) == Refusal(Reason.NOT_OPENED)


def test_it_is_over_soon_and_work_does_not_prolong_it(desk: Desk) -> None:
    request = desk.opened()
    break_glass(desk, request)
    desk.place.clock.move(minutes=4)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    assert desk.must_see().phones[0].number == desk.her.phone
    desk.place.clock.move(minutes=1, seconds=1)
    assert desk.must_see().phones[0].number is None
    break_glass(desk, request)
    desk.end(request)
    assert desk.see() is None


def test_it_works_when_verification_is_locked(desk: Desk) -> None:
    own = desk.opened()
    for _ in range(3):
        desk.wrong(own)
    assert isinstance(break_glass(desk, own), Grant)


def test_it_is_refused_where_it_is_not_needed_or_nothing_may_be_disclosed(desk: Desk) -> None:
    assert break_glass(desk, desk.verified(VIEWERS)) == Refusal(Reason.GLASS_NOT_NEEDED)
    desk.end(desk.opened())
    admin = desk.place.seed.agent("Ada", Role.ADMIN)
    assert break_glass(desk, "none", who=admin) == Refusal(Reason.NOT_PERMITTED)
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        unit.situations.report_death(
            request, 1, [Switch("harbour", "email", "gb-2", default=False)], Requester.HOUSEHOLD
        )
        unit.commit()
    assert break_glass(desk, request) == Refusal(Reason.DECEASED)
    last = desk.last()
    assert (last.verb, last.outcome, last.detail) == (Verb.GLASS_BROKEN, Outcome.REFUSED, {"reason": "deceased"})


@pytest.mark.parametrize("why", ["", "   ", "too short", "x" * 501, "bell \a bell bell"])
def test_it_needs_a_reason_in_words(desk: Desk, why: str) -> None:
    request = desk.opened()
    with pytest.raises(InvalidError):
        break_glass(desk, request, why)
    assert desk.must_see().phones[0].number is None


def test_what_an_emergency_showed_identifies_nobody_for_a_day(desk: Desk) -> None:
    assert {field.split(".")[0] for field in emergency_fields()} == {
        each.value.replace("postcode", "address") for each in GLASS_FACTS
    }
    request = desk.opened()
    break_glass(desk, request)
    for fact in GLASS_FACTS:
        assert desk.answer(request, fact, said(desk.her, fact)) == Refusal(Reason.FACT_SHOWN)
        last = desk.last()
        assert (last.verb, last.outcome) == (Verb.VERIFICATION_FAILED, Outcome.REFUSED)
        assert last.detail == {"fact": fact.value, "reason": "fact_shown"}
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    desk.end(request)
    desk.place.clock.move(hours=23)
    again = desk.draft()
    desk.state(again)
    desk.search(again, desk.her.phone)
    desk.open(again)
    assert desk.answer(again, Fact.PHONE, desk.her.phone) == Refusal(Reason.FACT_SHOWN)
    with desk.store.reading(desk.who) as unit:
        assert unit.standing(again, 1).facts == frozenset(), "nor where it was typed to search"
    desk.place.clock.move(hours=1)
    later = desk.opened()
    assert isinstance(desk.answer(later, Fact.PHONE, desk.her.phone), Verification)


def test_an_emergency_spoils_no_fact_of_another_agent_or_customer_nor_what_was_said_before(desk: Desk) -> None:
    request = desk.opened()
    desk.answer(request, Fact.PHONE, desk.her.phone)
    break_glass(desk, request)
    desk.answer(request, Fact.EMAIL, desk.her.email)
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    other = desk.opened(2)
    assert isinstance(desk.answer(other, Fact.PHONE, desk.him.phone, 2), Verification)
    sam = desk.place.seed.agent("Sam", Role.AGENT)
    with desk.store.writing(desk.who) as unit:
        unit.requests.hand_over(request, sam.id)
        unit.commit()
    with desk.store.writing(sam) as unit:
        unit.requests.resume(request)
        unit.commit()
    desk.open(request, who=sam)
    assert desk.answer(request, Fact.POSTCODE, said(desk.her, Fact.POSTCODE), who=sam) == Refusal(Reason.FACT_SHOWN)
    own = desk.draft(sam)
    with desk.store.writing(sam) as unit:
        unit.requests.state(own, requester=Requester.CUSTOMER, purpose=Purpose.OTHER)
        unit.commit()
    desk.open(own, who=sam)
    assert isinstance(desk.answer(own, Fact.POSTCODE, said(desk.her, Fact.POSTCODE), who=sam), Verification)


def test_repeated_use_is_marked(desk: Desk) -> None:
    for _ in range(3):
        break_glass(desk, desk.opened())
    details = [each.detail for each in desk.events() if each.verb is Verb.GLASS_BROKEN]
    assert details == [{"times": "1"}, {"times": "2"}, {"times": "3", "repeated": "yes"}]
    desk.place.clock.move(seconds=int(GLASS_WINDOW.total_seconds()) + 1)
    break_glass(desk, desk.opened())
    assert desk.last().detail == {"times": "1"}


def test_an_emergency_waits_for_another_lead_until_its_outcome_is_told(desk: Desk, lead: Agent) -> None:
    other = desk.place.seed.agent("Max", Role.LEAD)
    request = desk.draft(lead)
    with desk.store.writing(lead) as unit:
        unit.requests.state(request, requester=Requester.CUSTOMER, purpose=Purpose.OTHER)
        unit.commit()
    desk.open(request, 1, lead)
    break_glass(desk, request, who=lead)
    assert waiting(desk, lead) == [(AlertKind.GLASS, "Lou", True)]
    assert waiting(desk, other) == [(AlertKind.GLASS, "Lou", False)]
    assert waiting(desk, desk.who) == []
    assert glasses(desk, desk.who) == []
    (glass,) = glasses(desk, other)
    assert settle(desk, lead, glass) == Refusal(Reason.OWN_APPROVAL)
    assert settle(desk, desk.who, glass) == Refusal(Reason.NOT_PERMITTED)
    with pytest.raises(InvalidError):
        settle(desk, other, glass, " ")
    assert settle(desk, other, glass) is None
    assert settle(desk, other, glass) == Refusal(Reason.NO_SUCH_ENTRY)
    assert waiting(desk, other) == []
    told = desk.place.events(other)
    assert [(each.verb, each.outcome) for each in told] == [
        (Verb.GLASS_SETTLED, Outcome.DONE),
        (Verb.GLASS_SETTLED, Outcome.REFUSED),
    ]
    assert (told[0].request, told[0].customer) == (request, desk.her.pseudonym)
    assert all(WHY not in repr(each) for each in desk.place.events())


def test_a_reported_death_waits_in_the_same_list(desk: Desk, lead: Agent) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        unit.situations.report_death(
            request, 1, [Switch("harbour", "email", "gb-2", default=False)], Requester.HOUSEHOLD
        )
        unit.commit()
    desk.place.clock.move(minutes=1)
    break_glass(desk, desk.opened(2))
    assert waiting(desk, lead) == [(AlertKind.DEATH, "Jo", False)]
    before = len(desk.place.events(lead))
    waiting(desk, lead)
    assert len(desk.place.events(lead)) == before, "it tells of no customer"


# --- joining


def test_a_lead_sees_what_the_agent_may_see_under_an_own_grant(desk: Desk, lead: Agent) -> None:
    request = desk.opened()
    with desk.store.reading(lead) as unit:
        (seen,) = unit.oversight.at_work(50)
        assert unit.oversight.joined(request) is None
    assert (seen.request.id, seen.agent, seen.customer[-4:]) == (request, "Jo", desk.her.number[-4:])
    assert desk.see(who=lead) is None
    grant = join(desk, lead, request)
    assert isinstance(grant, Grant)
    assert grant.scopes == {OPEN}
    assert desk.must_see().emails[0].address is None
    for fact in VIEWERS:
        desk.answer(request, fact, said(desk.her, fact))
    desk.grant(request, [VIEW])
    again = join(desk, lead, request)
    assert isinstance(again, Grant)
    assert again.scopes == {OPEN, VIEW}
    shown = desk.see(who=lead)
    assert shown is not None
    assert shown.emails[0].address == desk.her.email
    assert shown.birth_date is None
    assert [(each.verb, each.outcome, each.request, each.detail) for each in desk.place.events(lead)] == [
        (Verb.SUPERVISED, Outcome.DONE, request, {"scopes": "open"}),
        (Verb.SUPERVISED, Outcome.DONE, request, {"scopes": "open view"}),
    ]


def test_who_joined_can_change_nothing(desk: Desk, lead: Agent) -> None:
    request = desk.verified(VIEWERS)
    join(desk, lead, request)
    with desk.store.writing(lead) as unit:
        scope = amend_scope("customer", "title")
        assert unit.grant(request, 1, [scope]) == Refusal(Reason.NO_REQUEST)
        assert unit.verify(request, 1, Fact.EMAIL, "a@example.org") == Refusal(Reason.NO_REQUEST)
        assert unit.requests.end(request, RequestOutcome.DONE) == Refusal(Reason.NO_REQUEST)
        assert unit.requests.park(request) == Refusal(Reason.NO_REQUEST)
        assert unit.requests.keep_unsaved(request, 1, "name", {"surname": "X"}) == Refusal(Reason.NO_REQUEST)
        assert unit.requests.get(request) is None
        unit.commit()


def test_joining_ends_with_the_request_by_itself_and_when_it_is_left(desk: Desk, lead: Agent) -> None:
    request = desk.opened()
    join(desk, lead, request)
    with desk.store.writing(lead) as unit:
        unit.oversight.leave(request)
        unit.commit()
    assert desk.see(who=lead) is None
    assert desk.see() is not None, "the agent goes on"
    join(desk, lead, request)
    desk.place.clock.move(minutes=16)
    assert desk.see(who=lead) is None
    with desk.store.reading(lead) as unit:
        assert unit.oversight.at_work(50) == [], "nothing shows to the agent either"
    assert join(desk, lead, request) == Refusal(Reason.NOT_OPENED)
    desk.open(request)
    join(desk, lead, request)
    desk.end(request)
    assert desk.see(who=lead) is None
    assert join(desk, lead, request) == Refusal(Reason.REQUEST_ENDED)


def test_who_may_not_oversee_joins_nothing_and_nobody_joins_themselves(desk: Desk, lead: Agent) -> None:
    request = desk.opened()
    sam = desk.place.seed.agent("Sam", Role.AGENT)
    assert join(desk, sam, request) == Refusal(Reason.NOT_PERMITTED)
    assert join(desk, lead, desk.draft()) == Refusal(Reason.REQUEST_AWAY)
    assert join(desk, lead, "none") == Refusal(Reason.NO_REQUEST)
    own = desk.draft(lead)
    assert join(desk, lead, own) == Refusal(Reason.OWN_REQUEST)
    with desk.store.writing(desk.who) as unit:
        unit.requests.park(request)
        unit.commit()
    assert join(desk, lead, request) == Refusal(Reason.REQUEST_AWAY)
    with desk.store.reading(sam) as unit:
        assert unit.oversight.at_work(50) == []


def test_who_joins_sees_what_shows_to_the_agent_now_and_nothing_that_was_masked(desk: Desk, lead: Agent) -> None:
    request = desk.verified(VIEWERS)
    desk.place.clock.move(minutes=10)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    assert isinstance(made := join(desk, lead, request), Grant)
    assert made.scopes == {OPEN, VIEW}
    desk.state(request, Requester.HOUSEHOLD)
    assert desk.see(who=lead) is None
    assert join(desk, lead, request) == Refusal(Reason.NOT_OPENED)
    desk.state(request, Requester.CUSTOMER)
    desk.open(request)
    assert isinstance(made := join(desk, lead, request), Grant)
    assert made.scopes == {OPEN}, "the view was not granted anew"


def test_a_lead_who_joins_does_not_keep_facts_from_lapsing(desk: Desk, lead: Agent) -> None:
    request = desk.verified(VIEWERS)
    desk.place.clock.move(minutes=14)
    join(desk, lead, request)
    desk.place.clock.move(minutes=32)
    desk.open(request)
    assert desk.last().detail == {"requester": "customer", "verification": "afresh"}
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)


def test_notes_show_to_who_joined(desk: Desk, lead: Agent) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        unit.requests.add_note(request, "She is upset.")
        unit.commit()
    with desk.store.reading(lead) as unit:
        assert unit.oversight.notes(request) == []
    join(desk, lead, request)
    with desk.store.reading(lead) as unit:
        assert [each.text for each in unit.oversight.notes(request)] == ["She is upset."]
    desk.place.clock.move(seconds=int(timedelta(minutes=16).total_seconds()))
    with desk.store.reading(lead) as unit:
        assert unit.oversight.notes(request) == []
