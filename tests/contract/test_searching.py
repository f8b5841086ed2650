"""A search is a committed row before it has hits; rows are folded into events; guessing locks."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import Ask, Likeness
from care_console.domain.requests import SEARCHES_AN_HOUR, Grant, Reason, Refusal, Ticket
from care_console.domain.roles import Role
from care_console.lookup.engine import find
from tests.contract.desk import Desk
from tests.stores import START, stranger


def folded(desk: Desk) -> list[tuple[str, str]]:
    return [(event.request, event.detail["queries"]) for event in desk.events() if event.verb is Verb.SEARCHED]


def test_hits_come_from_the_next_transaction_on(desk: Desk) -> None:
    request = desk.draft()
    with desk.store.writing(desk.who) as unit:
        ticket = unit.record_search(request, "hargreaves")
        assert isinstance(ticket, Ticket)
        assert find(unit.lookup(ticket), "hargreaves", 5).hits == ()
        unit.commit()
    assert desk.hits(ticket) == [1]


def test_no_search_on_record_keeps_a_card_number_however_it_was_typed(desk: Desk) -> None:
    request = desk.draft()
    typed = "4111 1111 1111 1111"
    for end in range(1, len(typed)):
        desk.search(request, typed[:end])
    ticket = desk.search(request, typed)
    assert isinstance(ticket, Ticket)
    assert ticket.text == typed, "it is sought as typed: it may be a number of another kind"
    assert desk.hits(ticket) == []
    assert not any(re.search(r"\d{4} \d{4}", text) for text in desk.place.seed.searched())


def test_a_search_rolled_back_finds_nothing_ever(desk: Desk) -> None:
    request = desk.draft()
    with desk.store.writing(desk.who) as unit:
        ticket = unit.record_search(request, "hargreaves")
    assert desk.hits(ticket) == []


def test_forged_and_foreign_tickets_find_nothing(desk: Desk) -> None:
    desk.place.seed.customer(
        stranger(id=3, controller="elsewhere", given_names="Margaret", surname="Hargreaves", number="7", order="#3",
                 older_order="#4")
    )  # fmt: skip
    ticket = desk.search(desk.draft(), "hargreaves")
    assert isinstance(ticket, Ticket)
    assert desk.hits(ticket, desk.place.seed.agent("Sam", Role.LEAD)) == []
    assert desk.hits(replace(ticket, id="0" * 32)) == []
    assert desk.hits(replace(ticket, text="quillfeather")) == []
    assert desk.hits(replace(ticket, controller="elsewhere")) == [1], "the request says whose customers, not the ticket"


def test_a_ticket_ends_with_its_request(desk: Desk) -> None:
    request = desk.draft()
    ticket = desk.search(request, "hargreaves")
    desk.end(request)
    assert desk.hits(ticket) == []
    assert desk.search(request, "hargreaves") == Refusal(Reason.REQUEST_ENDED)
    assert desk.last().detail == {"reason": "request_ended"}


def test_hits_are_masked(desk: Desk) -> None:
    ticket = desk.search(desk.draft(), "hargreaves")
    assert isinstance(ticket, Ticket)
    with desk.store.reading(desk.who) as unit:
        hit = find(unit.lookup(ticket), "hargreaves", 5).hits[0].candidate
        assert unit.lookup(ticket).hits(Ask(starts=("*1958",))) == []
    shown = repr(hit)
    allowed = {desk.her.surname}
    assert [text for text in desk.her.personal if text in shown and text not in allowed] == []


def test_searches_fold_at_opening_ending_the_next_request_and_signing_out(desk: Desk) -> None:
    first, second = desk.draft(), desk.draft()
    for typed in ("har", "harg", "hargreaves"):
        desk.search(first, typed)
    assert folded(desk) == []
    desk.search(second, "quill")
    assert folded(desk) == [(first, "3")]
    desk.state(second)
    desk.open(second, 2)
    assert folded(desk) == [(first, "3"), (second, "1")]
    desk.search(second, "tobias")
    desk.end(second)
    assert folded(desk)[2:] == [(second, "1")]
    desk.search(first, "again")
    with desk.store.writing(desk.who) as unit:
        unit.fold_searches()
        unit.commit()
    assert folded(desk)[3:] == [(first, "1")]
    with desk.store.writing(desk.who) as unit:
        unit.fold_searches()
        unit.commit()
    assert len(folded(desk)) == 4


def test_searches_left_alone_fold_after_a_quarter_of_an_hour_as_the_agents_own(desk: Desk) -> None:
    other = desk.place.seed.agent("Sam", Role.LEAD)
    request, theirs = desk.draft(), desk.draft(other)
    desk.search(request, "har")
    desk.place.clock.move(minutes=1)
    desk.search(theirs, "quill", other)
    desk.place.clock.move(minutes=14)
    desk.store.outbox.fold_stale_searches()
    assert folded(desk) == [(request, "1")]
    assert (desk.last().agent, desk.last().role) == (desk.who.id, "agent")
    desk.place.clock.move(minutes=1)
    desk.store.outbox.fold_stale_searches()
    desk.store.outbox.fold_stale_searches()
    found = [event for event in desk.place.events() if event.verb is Verb.SEARCHED]
    assert [(event.agent, event.role) for event in found if event.request == theirs] == [(other.id, "lead")]
    assert len(found) == 2


def test_an_hours_searches_have_a_quota(desk: Desk) -> None:
    request = desk.draft()
    desk.place.seed.searches(desk.who, request, SEARCHES_AN_HOUR, START)
    desk.place.clock.move(minutes=10)
    assert desk.search(request, "har") == Refusal(Reason.SEARCH_QUOTA, START + timedelta(hours=1))
    assert (desk.last().verb, desk.last().outcome) == (Verb.SEARCHED, Outcome.REFUSED)
    other = desk.place.seed.agent("Sam", Role.AGENT)
    assert isinstance(desk.search(desk.draft(other), "har", other), Ticket)
    desk.place.clock.move(minutes=50)
    assert isinstance(desk.search(request, "har"), Ticket)


def test_a_ticket_licenses_only_what_derives_from_its_text(desk: Desk) -> None:
    ticket = desk.search(desk.draft(), "hargreaves")
    assert isinstance(ticket, Ticket)
    her = desk.her
    facts = [her.email, her.phone, her.order, her.number, her.postcode, f"{her.birth_date:%d/%m/%Y}"]
    with desk.store.reading(desk.who) as unit:
        for other in ("quillfeather", "tobias", her.given_names, her.town, *facts, f"quill {her.postcode}"):
            assert find(unit.lookup(ticket), other, 5).hits == (), other
        for near in ("hargreaves", "hargraves", "hargreves", "hargreaves 99887"):
            assert find(unit.lookup(ticket), near, 5).hits, near


def test_a_ticket_does_not_spell_out_what_was_not_said(desk: Desk) -> None:
    ticket = desk.search(desk.draft(), "hargreaves")
    assert isinstance(ticket, Ticket)
    born, code = f"{desk.her.birth_date:%Y%m%d}", desk.her.postcode.replace(" ", "").lower()
    with desk.store.reading(desk.who) as unit:
        index = unit.lookup(ticket)
        assert index.terms(["quillfeather", "tobias"]) == []
        assert index.completions("q", 9) == index.completions("h", 9) == []
        for start in ("q", "quill", "h", f"*{born} ", f"+{code} ", f"+{code} hargreaves", "tobias quillfeather"):
            assert index.hits(Ask(starts=(start,))) == [], start
        assert index.hits(Ask(keys=(("tobias quillfeather", 9.0), (f"*{born} hargreaves", 9.0)))) == []
        assert index.hits(Ask(whole=(f"@{desk.her.email}",), orders=("W7000001",))) == []
        (found,) = index.hits(
            Ask(starts=("hargreaves",), postcodes=(code,), dates=(born,), emails=("@" + desk.her.email,))
        )
    assert {*found.postcodes, *found.dates, *found.emails} == {Likeness.NONE}


@pytest.mark.parametrize(
    "guesses",
    [
        ["01/01/1960", "02/02/1961", "04/04/1962", "05/05/1963"],
        ["LS6 2PQ", "LS6 2PR", "LS6 2PS", "LS6 2PT"],
        ["01/01/1960", "LS6 2PQ", "02/02/1961", "LS6 2PR"],
        ["hargreaves 1 jan 1960", "hargreaves 3011", "80279 hargreaves", "5 may 1963"],
    ],
)
def test_a_fourth_birth_date_or_postcode_locks_the_search_but_not_a_name(desk: Desk, guesses: list[str]) -> None:
    request = desk.draft()
    assert all(isinstance(desk.search(request, guess), Ticket) for guess in guesses[:3])
    assert isinstance(desk.search(request, guesses[0]), Ticket), "the same again is no new guess"
    assert desk.search(request, guesses[3]) == Refusal(Reason.SEARCH_LOCKED)
    assert desk.last().detail == {"reason": "search_locked"}
    assert isinstance(desk.search(request, "hargreaves"), Ticket)


def test_a_birth_date_that_there_is_not_is_a_guess_and_no_fact(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request)
    assert isinstance(desk.search(request, "hargreaves 19300752"), Ticket)
    assert isinstance(desk.open(request), Grant)
    assert Verb.VERIFIED not in [event.verb for event in desk.events()]
    assert all(isinstance(desk.search(request, f"hargreaves 1930075{digit}"), Ticket) for digit in "34")
    assert desk.search(request, "hargreaves 19300755") == Refusal(Reason.SEARCH_LOCKED)


def test_a_birth_date_is_one_guess_though_its_year_could_be_a_postcode(desk: Desk) -> None:
    request = desk.draft()
    said = ["hargreaves 1/1/1960", "2.2.1961", "3 march 1962"]
    assert all(isinstance(desk.search(request, text), Ticket) for text in said)


PHONES = ["+1 303-555-0142", "(303) 555-0142", "07700 900123", "0113 296 0123", "+44 (0)7700 900 123", "030 1234567"]


@pytest.mark.parametrize(
    "whole", ["80279", "LS6 2PQ", "hargreaves 75008", "03/05/1958", *PHONES, "hargreaves 303 555 0142"]
)
def test_one_fact_typed_key_by_key_is_at_most_one_guess(desk: Desk, whole: str) -> None:
    request = desk.draft()
    for said in ("hargreaves 10115", "hargreaves 1/1/1960"):
        assert isinstance(desk.search(request, said), Ticket)
    assert all(isinstance(desk.search(request, whole[:length]), Ticket) for length in range(1, len(whole) + 1))


def test_phones_on_record_whole_never_lock_the_search(desk: Desk) -> None:
    request = desk.draft()
    assert all(isinstance(desk.search(request, phone), Ticket) for phone in PHONES)


def test_order_numbers_never_lock_the_search(desk: Desk) -> None:
    request = desk.draft()
    assert all(isinstance(desk.search(request, f"#W26113{number:02d}"), Ticket) for number in range(8))


def test_the_index_follows_an_amendment(desk: Desk) -> None:
    from care_console.domain.fields import amend_scope

    request = desk.verified(scopes=[amend_scope("customer", "surname")])
    desk.amend(surname="Zabriskie")
    assert desk.hits(desk.search(request, "zabriskie")) == [1]
    assert desk.hits(desk.search(request, "hargreaves")) == []
