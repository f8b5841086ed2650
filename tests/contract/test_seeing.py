"""Nothing is seen without a grant that another transaction committed; each column only at its stage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from care_console.domain import fields
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import GUARDED, OPEN, VIEW, Rows, Shown, amend_scope, reveal_scope
from care_console.domain.masking import DOT
from care_console.domain.requests import (
    Channel,
    Fact,
    Grant,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestStatus,
)
from care_console.domain.roles import Role
from tests.contract.desk import ALL, STRONGER, VIEWERS, Desk
from tests.stores import stranger

PARTS = {
    "customer_number": "numbers",
    "customer_flag": "flags",
    "email": "emails",
    "phone": "phones",
    "address": "addresses",
    "order": "orders",
    "order_item": "orders",
    "card": "cards",
    "preference": "preferences",
    "transcript": "transcripts",
}
ELSEWHERE = {"consent", "history"}
"""Guarded tables that are no part of the customer object."""


def rows(customer: Any, table: str) -> list[Any]:
    if table == "customer":
        return [customer]
    if table == "order_item":
        return [item for order in customer.orders for item in order.items]
    return list(getattr(customer, PARTS[table]))


def test_every_guarded_table_is_walked() -> None:
    assert set(PARTS) | ELSEWHERE | {"customer"} == set(GUARDED)


def test_without_a_grant_there_is_nobody(desk: Desk) -> None:
    before = desk.events()
    assert desk.see() is None
    assert desk.history() == []
    assert desk.events() == before


def test_a_grant_opens_from_the_next_transaction_on(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request)
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.open_customer(request, 1), Grant)
        assert unit.customer(1) is None
        assert unit.scopes(1) == frozenset()
        unit.commit()
    assert desk.must_see().surname == desk.her.surname


def test_a_grant_rolled_back_opens_nothing_and_leaves_no_event(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request)
    before = desk.events()
    with desk.store.writing(desk.who) as unit:
        unit.open_customer(request, 1)
    assert desk.see() is None
    assert desk.events() == before


def test_a_grant_is_the_agents_own(desk: Desk) -> None:
    desk.verified()
    other = desk.place.seed.agent("Sam", Role.LEAD)
    assert desk.see(who=other) is None
    assert desk.see(2) is None


def locked(customer: Any, table: str) -> set[str]:
    """The locked columns of a table's rows, the same in each; every locked one is empty."""
    found = [{name for name in GUARDED[table].columns if row.is_locked(name)} for row in rows(customer, table)]
    assert all(getattr(row, name) is None for row in rows(customer, table) for name in found[0])
    assert all(one == found[0] for one in found)
    return found[0] if found else set(GUARDED[table].columns)


@pytest.mark.parametrize("table", sorted(set(GUARDED) - ELSEWHERE))
def test_every_column_shows_at_its_stage_and_not_before(desk: Desk, table: str) -> None:
    rule = GUARDED[table]

    def beyond(*shown: Shown) -> set[str]:
        return {name for name, column in rule.columns.items() if column.shown not in shown}

    request = desk.opened()
    opened = desk.must_see()
    appear = len(rows(opened, table))
    assert appear == {Rows.ALL: appear or -1, Rows.LATEST: 1, Rows.NONE: 0}[rule.opened_rows]
    assert locked(opened, table) == (beyond(Shown.OPENED) if appear else set(rule.columns))
    desk.answer(request, Fact.EMAIL, desk.her.email)
    desk.answer(request, Fact.POSTCODE, "LS6 2PQ, 14")
    assert locked(desk.must_see(), table) == locked(opened, table), "facts alone show nothing, only the grant does"
    desk.grant(request, [VIEW])
    assert rows(desk.must_see(), table)
    assert locked(desk.must_see(), table) == beyond(Shown.OPENED, Shown.VERIFIED)
    for name in beyond(Shown.OPENED, Shown.VERIFIED, Shown.NEVER):
        assert isinstance(desk.grant(request, [reveal_scope(table, name)]), Grant)
        assert (desk.last().verb, desk.last().fields) == (Verb.REVEALED, (f"{table}.{name}",))
        assert name not in locked(desk.must_see(), table)


def test_masks_of_an_opened_customer_are_those_of_the_table(desk: Desk) -> None:
    desk.opened()
    seen = desk.must_see()
    assert seen.full_name == "Ms Margaret Hargreaves"
    assert seen.numbers[0].hints["number"] == f"{DOT * 4} 0923"
    assert seen.emails[0].hints["address"] == f"m{DOT * 6}@example.org"
    assert seen.phones[0].hints["number"] == f"{DOT * 5} {DOT * 3}412"
    assert seen.addresses[0].hints["postcode"] == f"LS6 {DOT * 3}"
    assert (seen.addresses[0].town, seen.addresses[0].line1) == ("Leeds", None)
    assert seen.hints["birth_date"] == f"{DOT * 2} {DOT * 3} {DOT * 4}"
    assert seen.hints["security_question"] == ""
    assert [(order.number, order.total_minor, order.items) for order in seen.orders] == [(None, None, [])]
    assert isinstance(seen.orders[0].placed_at, datetime)
    assert (seen.cards, seen.preferences, seen.transcripts) == ([], [], [])
    assert [flag.flag.value for flag in seen.flags] == ["vulnerable"]


def test_what_is_never_shown_is_not_shown_under_every_scope_there_is(desk: Desk) -> None:
    desk.verified(ALL, [scope for scope in declared_scopes() if scope != OPEN])
    seen = desk.must_see()
    assert seen.birth_date == date(1958, 5, 3)
    assert seen.security_question == desk.her.question
    assert seen.security_answer_key is None
    assert (seen.cards[0].token, seen.cards[0].last_four) == (None, desk.her.last_four)
    assert {seen.emails[0].address_key, seen.phones[0].number_key, seen.addresses[0].premise_key} == {None}


def test_a_reveal_opens_one_field_only(desk: Desk) -> None:
    desk.verified(VIEWERS, [VIEW, reveal_scope("customer", "birth_date")])
    seen = desk.must_see()
    assert seen.birth_date == desk.her.birth_date
    assert seen.is_locked("security_question")


def test_an_amend_grant_reads_its_field_and_no_other(desk: Desk) -> None:
    desk.verified(ALL, [amend_scope("email", "address")])
    seen = desk.must_see()
    assert seen.emails[0].address == desk.her.email
    assert seen.phones[0].is_locked("number")


def declared_scopes() -> list[str]:
    """Those that the customer's own word reaches; see test_situations for a guardian's."""
    found = [OPEN, VIEW]
    for table, rule in GUARDED.items():
        found += [f"add.{table}"] * bool(rule.add) + [f"retire.{table}"] * bool(rule.retire)
        for name, column in rule.columns.items():
            found += [reveal_scope(table, name)] * (column.shown is Shown.REVEALED)
            found += [amend_scope(table, name)] * (bool(column.amend) and column.word_of is None)
    return found


@pytest.mark.parametrize("scope", declared_scopes())
def test_each_scope_needs_its_rung(desk: Desk, scope: str) -> None:
    needed = fields.needed_rung(scope)
    request = desk.opened()
    given: list[frozenset[str]] = []
    for facts in ((), VIEWERS[:1], VIEWERS[1:], STRONGER[1:]):
        for fact in facts:
            text = {"email": desk.her.email, "postcode": "LS6 2PQ, 14", "birth_date": "3 May 1958"}[fact]
            desk.answer(request, fact, text)
        with desk.store.reading(desk.who) as unit:
            reached = unit.standing(request, 1).rungs
        given.append(frozenset(reached))
        granted = desk.grant(request, [scope])
        if needed is None or needed in reached:
            assert isinstance(granted, Grant)
            assert granted.scopes == {scope}
        else:
            assert granted == Refusal(Reason.RUNG_TOO_LOW if reached else Reason.NOT_VERIFIED)
            event = desk.last()
            assert (event.outcome, event.detail["reason"]) == (Outcome.REFUSED, granted.reason.value)
    assert [len(rungs) for rungs in given] == [0, 0, 1, 3]


@pytest.mark.parametrize(
    "scope", ["amend.email.since", "reveal.card.token", "add.customer", "retire.customer", "all", ""]
)
def test_a_scope_that_is_not_declared_is_refused_and_not_recorded_by_name(desk: Desk, scope: str) -> None:
    request = desk.verified()
    assert desk.grant(request, [VIEW, scope]) == Refusal(Reason.NO_SUCH_FIELD)
    assert desk.last().fields == ()


def test_opening_is_refused_for_each_reason_with_its_event(desk: Desk) -> None:
    foreign = desk.place.seed.customer(stranger(id=3, controller="elsewhere", number="1", order="#1", older_order="#2"))
    request = desk.draft()

    def refused(reason: Reason, request_id: str = request, customer: int = 1) -> None:
        assert desk.open(request_id, customer) == Refusal(reason)
        event = desk.last()
        assert (event.verb, event.outcome, event.detail) == (Verb.OPENED, Outcome.REFUSED, {"reason": reason.value})

    refused(Reason.REQUESTER_UNKNOWN)
    refused(Reason.NO_REQUEST, "no such request")
    desk.state(request, purpose=None)
    refused(Reason.NO_SUCH_CUSTOMER, customer=99)
    refused(Reason.OTHER_CONTROLLER, customer=foreign.id)
    assert desk.see(foreign.id) is None
    desk.end(request)
    refused(Reason.REQUEST_ENDED)


def test_a_request_of_somebody_elses_is_no_request(desk: Desk) -> None:
    request = desk.opened()
    other = desk.place.seed.agent("Sam", Role.AGENT)
    assert desk.open(request, 1, other) == Refusal(Reason.NO_REQUEST)
    with desk.store.writing(other) as unit:
        assert unit.requests.get(request) is None
        assert unit.requests.recent(5) == []
        assert unit.requests.state(request, note="x") == Refusal(Reason.NO_REQUEST)


def test_an_administrator_serves_nobody(desk: Desk) -> None:
    admin = desk.place.seed.agent("Root", Role.ADMIN)
    with desk.store.writing(admin) as unit:
        assert unit.requests.draft("northwind", "harbour", Channel.PHONE) == Refusal(Reason.NOT_PERMITTED)
        assert unit.open_customer("no request", 1) == Refusal(Reason.NOT_PERMITTED)
        unit.commit()
    assert [event.outcome for event in desk.place.events(admin)] == [Outcome.REFUSED] * 2


def test_details_need_somebody_who_may_see_them_and_a_purpose(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request, Requester.HOUSEHOLD, None)
    assert desk.open(request) == Refusal(Reason.REQUESTER_MAY_NOT_SEE)
    desk.state(request, Requester.CUSTOMER, None)
    assert isinstance(desk.open(request), Grant)
    assert desk.wrong(request) == Refusal(Reason.PURPOSE_UNKNOWN)
    desk.state(request, None, Purpose.ORDER)
    assert not isinstance(desk.wrong(request), Refusal)
    assert desk.wrong(request.upper()) == Refusal(Reason.NO_REQUEST)
    assert desk.wrong(request, 2) == Refusal(Reason.NOT_OPENED)
    assert desk.grant(request, [VIEW], 2) == Refusal(Reason.NOT_OPENED)


def test_what_was_revealed_is_masked_again_when_the_caller_turns_out_to_be_nobody(desk: Desk) -> None:
    request = desk.verified()
    desk.state(request, Requester.UNKNOWN, None)
    assert desk.see() is None
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_OPENED)
    assert desk.open(request) == Refusal(Reason.REQUESTER_MAY_NOT_SEE)


def test_ending_closes(desk: Desk) -> None:
    request = desk.verified()
    assert desk.end(request) is None
    assert desk.see() is None
    assert desk.last().verb is Verb.REQUEST_ENDED
    assert desk.last().detail == {"outcome": "done"}
    assert desk.end(request) == Refusal(Reason.REQUEST_ENDED)
    assert desk.state(request) == Refusal(Reason.REQUEST_ENDED)


def test_another_customer_under_the_same_request_closes_the_first(desk: Desk) -> None:
    request = desk.verified()
    desk.open(request, 2)
    assert desk.see(1) is None
    assert desk.must_see(2).surname == desk.him.surname


def test_two_requests_keep_their_own_grants(desk: Desk) -> None:
    first = desk.verified()
    second = desk.opened()
    assert desk.grant(second, [VIEW]) == Refusal(Reason.NOT_VERIFIED), "verified under another request"
    desk.end(first)
    assert desk.must_see().emails[0].is_locked("address")
    assert desk.grant(first, [VIEW]) == Refusal(Reason.REQUEST_ENDED)


def test_grants_end_by_themselves_and_work_prolongs_them(desk: Desk) -> None:
    request = desk.verified()
    desk.place.clock.move(minutes=14, seconds=59)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    desk.place.clock.move(minutes=14, seconds=59)
    assert desk.must_see().emails[0].address == desk.her.email
    desk.place.clock.move(seconds=1)
    assert desk.see() is None
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    assert desk.see() is None, "what is over is not prolonged"


def test_a_request_read_from_the_store_is_a_copy(desk: Desk) -> None:
    request = desk.opened()
    with desk.store.writing(desk.who) as unit:
        own = unit.requests.get(request)
        assert own is not None
        own.status, own.controller, own.customer_id, own.agent = RequestStatus.DRAFT, "elsewhere", 2, "x"
        unit.requests.recent(1)[0].controller = "elsewhere"
        unit.commit()
    with desk.store.reading(desk.who) as unit:
        kept = unit.requests.get(request)
    assert kept is not None
    assert (kept.status, kept.controller, kept.customer_id) == (RequestStatus.OPEN, "northwind", 1)


def test_stating_and_ending_leave_an_event_when_they_are_refused(desk: Desk) -> None:
    request = desk.opened()
    desk.end(request)
    before = len(desk.events())
    assert desk.state(request) == Refusal(Reason.REQUEST_ENDED)
    assert desk.end("no such request") == Refusal(Reason.NO_REQUEST)
    assert [(each.verb, each.outcome, each.request, each.detail) for each in desk.events()[before:]] == [
        (Verb.REQUEST_STATED, Outcome.REFUSED, request, {"reason": "request_ended"}),
        (Verb.REQUEST_ENDED, Outcome.REFUSED, "", {"reason": "no_request"}),
    ]


def test_training_is_a_leads_purpose_and_binds_its_request(desk: Desk) -> None:
    request = desk.draft()
    assert desk.state(request, None, Purpose.TRAINING) == Refusal(Reason.NOT_PERMITTED)
    desk.who = desk.place.seed.agent("Lee", Role.LEAD)
    served = desk.opened()
    assert desk.state(served, None, Purpose.TRAINING) == Refusal(Reason.PURPOSE_BOUND), "a customer asks under it"
    training = desk.draft()
    assert desk.state(training, None, Purpose.TRAINING) is None
    assert desk.state(training, None, Purpose.ORDER) == Refusal(Reason.PURPOSE_BOUND)
    assert isinstance(desk.open(training), Grant), "nobody asks, so nobody is named"
    assert desk.wrong(training) == Refusal(Reason.PURPOSE_BOUND)
    assert desk.grant(training, [VIEW]) == Refusal(Reason.PURPOSE_BOUND)


def test_the_privacy_officers_purpose_is_the_privacy_officers(desk: Desk) -> None:
    desk.who = desk.place.seed.agent("Lee", Role.LEAD)
    assert desk.state(desk.draft(), None, Purpose.PRIVACY) == Refusal(Reason.NOT_PERMITTED)
    desk.who = desk.place.seed.agent("Pat", Role.PRIVACY_OFFICER)
    assert desk.state(desk.draft(), None, Purpose.PRIVACY) is None
