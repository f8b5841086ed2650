"""Two-step verification: an answer's outcome shows after it is committed, and failures count wherever they happen."""

from __future__ import annotations

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.requests import Fact, Grant, Purpose, Reason, Refusal, Requester, Verification
from care_console.domain.roles import Role
from tests.contract.desk import VIEWERS, Desk, said

ON_FILE = sorted(set(Fact) - {Fact.ONE_TIME_CODE})
"""A code is on no file: see test_codes."""


@pytest.mark.parametrize("fact", ON_FILE)
def test_each_fact_is_matched_and_told_later(desk: Desk, fact: Fact) -> None:
    request = desk.opened()
    told = desk.answer(request, fact, said(desk.her, fact))
    assert isinstance(told, Verification)
    assert (told.matched, told.standing.facts, told.standing.failures) == (True, frozenset({fact}), 0)
    event = desk.last()
    assert (event.verb, event.outcome, event.detail) == (Verb.VERIFIED, Outcome.DONE, {"fact": fact.value})
    assert (event.customer, event.request, event.purpose) == (desk.her.pseudonym, request, "change_details")
    assert desk.answer(request, fact, said(desk.her, fact)) == Refusal(Reason.FACT_USED)
    assert desk.last().detail == {"fact": fact.value, "reason": "fact_used"}


@pytest.mark.parametrize("fact", ON_FILE)
def test_somebody_elses_fact_does_not_match(desk: Desk, fact: Fact) -> None:
    told = desk.answer(desk.opened(), fact, said(desk.him, fact))
    assert isinstance(told, Verification)
    assert (told.matched, told.standing.facts, told.standing.failures) == (False, frozenset(), 1)
    assert (desk.last().verb, desk.last().outcome) == (Verb.VERIFICATION_FAILED, Outcome.FAILED)


@pytest.mark.parametrize("right", [True, False])
def test_nothing_in_the_same_transaction_tells_the_outcome(desk: Desk, right: bool) -> None:
    request = desk.opened()
    key = desk.her.email if right else "wrong@example.org"
    with desk.store.writing(desk.who) as unit:
        before = unit.standing(request, 1)
        attempt = unit.verify(request, 1, Fact.EMAIL, key)
        assert isinstance(attempt, str)
        assert unit.verify_result(attempt) is None
        assert unit.standing(request, 1) == before
        assert isinstance(unit.verify(request, 1, Fact.EMAIL, key), str), "a fact used would tell that it matched"
        assert unit.grant(request, 1, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    assert attempt is not None
    with desk.store.reading(desk.who) as unit:
        assert unit.verify_result(attempt) is None
        assert unit.standing(request, 1) == before


def test_a_transaction_full_of_guesses_is_locked_like_any_other(desk: Desk) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        guesses = [unit.verify(request, 1, Fact.CARD, f"{guess:04d}") for guess in range(4400, 4420)]
        unit.commit()
    assert [isinstance(guess, str) for guess in guesses[:4]] == [True, True, True, False]
    assert set(guesses[3:]) == {Refusal(Reason.LOCKED)}


def test_a_search_and_an_opening_rolled_back_tell_nothing(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request)
    with desk.store.writing(desk.who) as unit:
        unit.record_search(request, desk.her.email)
        unit.open_customer(request, 1)
        assert unit.standing(request, 1).facts == frozenset()


def test_the_third_failure_locks_for_every_agent_and_request_for_a_day(desk: Desk) -> None:
    first = desk.opened()
    desk.wrong(first)
    desk.end(first)
    second = desk.opened()
    for fact in VIEWERS:
        desk.answer(second, fact, said(desk.her, fact))
    desk.wrong(second)
    third = desk.wrong(second)
    assert isinstance(third, Verification)
    assert (third.standing.locked, third.standing.rungs) == (True, frozenset())
    assert desk.grant(second, [VIEW]) == Refusal(Reason.LOCKED)
    assert desk.last().detail == {"reason": "locked"}
    assert desk.answer(second, Fact.BIRTH_DATE, "3 May 1958") == Refusal(Reason.LOCKED)
    other = desk.place.seed.agent("Sam", Role.AGENT)
    request = desk.draft(other)
    with desk.store.writing(other) as unit:
        assert unit.standing(request, 1).failures == 3
        unit.commit()
    assert desk.wrong(desk.opened(2), 2) != Refusal(Reason.LOCKED), "another customer is not locked"
    desk.place.clock.move(hours=24)
    again = desk.opened()
    told = desk.answer(again, Fact.EMAIL, desk.her.email)
    assert isinstance(told, Verification)
    assert told.standing.failures == 0


def test_the_third_failure_masks_what_was_revealed_and_leaves_emergencies(desk: Desk) -> None:
    sam = desk.place.seed.agent("Sam", Role.AGENT)
    request, other = desk.verified(), desk.draft(sam)
    with desk.store.writing(sam) as unit:
        unit.requests.state(other, requester=Requester.UNKNOWN, purpose=Purpose.OTHER)
        assert isinstance(unit.oversight.break_glass(other, 1, "He threatens to go to her house."), Grant)
        unit.commit()
    desk.wrong(request)
    desk.wrong(request)
    assert desk.must_see().emails[0].address == desk.her.email
    with desk.store.writing(desk.who) as unit:
        unit.verify(request, 1, Fact.CUSTOMER_NUMBER, "00000001")
        assert VIEW in unit.scopes(1), "what was tried must not show before it commits"
        unit.commit()
    her = desk.must_see()
    assert (her.emails[0].address, her.given_names) == (None, desk.her.given_names)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    assert desk.must_see().emails[0].address is None
    in_danger = desk.see(who=sam)
    assert in_danger is not None
    assert in_danger.phones[0].number == desk.her.phone


def test_what_was_typed_to_search_is_no_fact_while_a_lock_stands(desk: Desk) -> None:
    locked = desk.opened()
    for _ in range(3):
        desk.wrong(locked)
    request = desk.draft()
    desk.state(request)
    desk.search(request, desk.her.email)
    desk.open(request)
    assert desk.last().verb is Verb.OPENED
    with desk.store.reading(desk.who) as unit:
        assert unit.standing(request, 1).facts == frozenset()
    desk.place.clock.move(hours=24)
    desk.open(request)
    assert desk.last().detail == {"fact": "email", "said_in": "search"}


@pytest.mark.parametrize(
    ("fact", "key"),
    [
        (Fact.PHONE, "412"),
        (Fact.PHONE, ""),
        (Fact.BIRTH_DATE, "yesterday"),
        (Fact.BIRTH_DATE, "1958-13-45"),
        (Fact.BIRTH_DATE, "\uff11\uff19\uff15\uff18-05-03"),
        (Fact.ORDER, "amount:many"),
        (Fact.POSTCODE, "LS62PQ"),
        (Fact.CARD, "%"),
        (Fact.EMAIL, ""),
        (Fact.SECURITY_ANSWER, ""),
        (Fact.CUSTOMER_NUMBER, "9" * 201),
    ],
)
def test_what_cannot_be_such_a_fact_is_refused_and_counts_as_no_failure(desk: Desk, fact: Fact, key: str) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        assert unit.verify(request, 1, fact, key) == Refusal(Reason.FACT_UNREADABLE)
        unit.commit()
    assert desk.last().detail == {"fact": fact.value, "reason": "fact_unreadable"}
    with desk.store.reading(desk.who) as unit:
        assert unit.standing(request, 1).failures == 0


def test_an_attempt_is_told_to_the_agent_who_made_it_only(desk: Desk) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        attempt = unit.verify(request, 1, Fact.EMAIL, desk.her.email)
        unit.commit()
    assert isinstance(attempt, str)
    with desk.store.reading(desk.place.seed.agent("Sam", Role.AGENT)) as unit:
        assert unit.verify_result(attempt) is None


@pytest.mark.parametrize(
    ("typed", "credited"),
    [
        ("margaret.h@example.org", Fact.EMAIL),
        ("0113 496 0412", Fact.PHONE),
        ("03/05/1958 hargreaves", Fact.BIRTH_DATE),
        ("44710923", Fact.CUSTOMER_NUMBER),
        ("#W2611340", Fact.ORDER),
        ("hargreaves LS6 2PQ", None),
        ("margaret hargreaves", None),
        ("tobias@example.com", None),
    ],
)
def test_what_was_typed_to_search_counts_once_as_a_fact(desk: Desk, typed: str, credited: Fact | None) -> None:
    request = desk.draft()
    desk.state(request)
    desk.search(request, typed)
    desk.open(request)
    with desk.store.reading(desk.who) as unit:
        assert unit.standing(request, 1).facts == ({credited} if credited else set())
        assert unit.standing(request, 1).failures == 0
    desk.search(request, "margaret.h@example.org" if credited is not Fact.EMAIL else "44710923")
    if credited:
        desk.open(request)
        with desk.store.reading(desk.who) as unit:
            assert unit.standing(request, 1).facts == {credited}
        found = [event for event in desk.events() if event.verb is Verb.VERIFIED]
        assert [event.detail for event in found] == [{"fact": credited.value, "said_in": "search"}]


def test_two_searches_and_openings_in_one_transaction_credit_one_fact(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request)
    with desk.store.writing(desk.who) as unit:
        for typed in (desk.her.email, desk.her.number):
            unit.record_search(request, typed)
            unit.open_customer(request, 1)
        unit.commit()
    with desk.store.reading(desk.who) as unit:
        assert len(unit.standing(request, 1).facts) == 1


def test_a_number_that_hits_show_whole_is_no_fact_to_whoever_sees_it(desk: Desk) -> None:
    lead = desk.place.seed.agent("Lee", Role.LEAD)
    request = desk.draft(lead)
    with desk.store.writing(lead) as unit:
        unit.requests.state(request, requester=Requester.CUSTOMER, purpose=Purpose.CHANGE_DETAILS)
        unit.commit()
    desk.search(request, desk.her.number, lead)
    desk.open(request, who=lead)
    assert desk.answer(request, Fact.CUSTOMER_NUMBER, desk.her.number, who=lead) == Refusal(Reason.FACT_SHOWN)
    assert desk.place.events(lead)[-1].detail == {"fact": "customer_number", "reason": "fact_shown"}
    with desk.store.reading(lead) as unit:
        standing = unit.standing(request, 1)
        assert (standing.facts, standing.failures) == (frozenset(), 0)
        assert standing.shown == {Fact.CUSTOMER_NUMBER}, "so nobody asks for it"
