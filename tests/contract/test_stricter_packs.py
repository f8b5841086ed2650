"""A pack may ask for more facts than the console does, never for fewer, and for its own brand alone (`care.md`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console.domain.codes import CodeSent
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.messages import Draft, MessageKind
from care_console.domain.request_life import HANDED_FOR
from care_console.domain.requests import Channel, Fact, Grant, Reason, Refusal, Rung, Verification
from care_console.domain.roles import Role
from care_console.domain.terms import Terms
from care_console.storage.store import SqliteStore
from tests.contract.desk import ALL, VIEWERS, Desk, said

if TYPE_CHECKING:
    from collections.abc import Mapping

EMAIL = amend_scope("email", "address")
ADDRESS = amend_scope("address", "line1")


def demand(desk: Desk, rungs: Mapping[Rung, int], brand: str = "harbour") -> None:
    """As if the pack in force of a brand said so."""
    assert isinstance(desk.store, SqliteStore)
    desk.store.terms = Terms(stricter={brand: rungs})


def give(desk: Desk, request: str, *facts: Fact) -> Verification:
    told: Verification | Refusal | None = None
    for fact in facts:
        told = desk.answer(request, fact, said(desk.her, fact))
    assert isinstance(told, Verification)
    return told


def send_code(desk: Desk, request: str) -> str | Refusal:
    """The code that was sent."""
    codes: list[str] = []

    def write(code: str) -> Draft:
        codes.append(code)
        return Draft(
            kind=MessageKind.ONE_TIME_CODE, brand="harbour", language="en", sender_name="Harbour",
            sender="care@harbour.example", subject="Your code", text=f"It is {code}.", html=f"<p>{code}</p>",
        )  # fmt: skip

    with desk.store.writing(desk.who) as unit:
        sent = unit.send_code(request, 1, write)
        unit.commit()
    if isinstance(sent, Refusal):
        return sent
    assert isinstance(sent, CodeSent)
    return codes[-1]


def test_where_a_pack_asks_for_three_facts_two_open_nothing(desk: Desk) -> None:
    demand(desk, {Rung.VIEW: 3})
    request = desk.opened()
    told = give(desk, request, *VIEWERS)
    assert (told.standing.rungs, told.standing.needs(Rung.VIEW)) == (frozenset(), 3)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    assert (desk.last().outcome, desk.last().detail["reason"]) == (Outcome.REFUSED, "not_verified")
    assert desk.must_see().emails[0].is_locked("address")
    assert send_code(desk, request) == Refusal(Reason.NOT_VERIFIED)
    assert desk.last().verb is Verb.MESSAGE_QUEUED
    assert Rung.VIEW in give(desk, request, Fact.ORDER).standing.rungs
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    assert desk.must_see().emails[0].address == desk.her.email


def test_no_other_rung_takes_fewer_facts_than_viewing(desk: Desk) -> None:
    demand(desk, {Rung.VIEW: 3})
    request = desk.opened()
    assert give(desk, request, Fact.EMAIL, Fact.ORDER).standing.rungs == frozenset()
    assert desk.grant(request, [ADDRESS]) == Refusal(Reason.NOT_VERIFIED)


@pytest.mark.parametrize(("rung", "scope"), [(Rung.STRONG, ADDRESS), (Rung.CONTACT, EMAIL)])
def test_each_rung_is_raised_by_itself(desk: Desk, rung: Rung, scope: str) -> None:
    demand(desk, {rung: 4})
    request = desk.verified(ALL)
    assert desk.grant(request, [scope]) == Refusal(Reason.RUNG_TOO_LOW)
    give(desk, request, Fact.CARD)
    assert isinstance(desk.grant(request, [scope]), Grant)


def test_a_pack_never_asks_for_less(desk: Desk) -> None:
    demand(desk, dict.fromkeys(Rung, 1))
    request = desk.opened()
    assert give(desk, request, Fact.ORDER).standing.rungs == frozenset()
    assert give(desk, request, Fact.EMAIL).standing.rungs == {Rung.VIEW, Rung.STRONG}


def test_the_brand_of_the_request_decides(desk: Desk) -> None:
    demand(desk, {Rung.VIEW: 3}, brand="mistral")
    assert isinstance(desk.grant(desk.verified(VIEWERS), [VIEW]), Grant)


@pytest.mark.parametrize("channel", [Channel.PHONE, Channel.EMAIL])
def test_a_code_is_one_of_the_facts_that_a_change_of_contact_takes(desk: Desk, channel: Channel) -> None:
    demand(desk, {Rung.CONTACT: 4})
    with desk.store.writing(desk.who) as unit:
        made = unit.requests.draft("northwind", "harbour", channel)
        unit.commit()
    assert not isinstance(made, Refusal)
    desk.state(made.id)
    desk.open(made.id)
    give(desk, made.id, *VIEWERS)
    code = send_code(desk, made.id)
    assert isinstance(code, str)
    told = desk.answer(made.id, Fact.ONE_TIME_CODE, code)
    assert isinstance(told, Verification)
    assert (told.matched, told.standing.rungs) == (True, frozenset({Rung.VIEW}))
    assert Rung.CONTACT in give(desk, made.id, Fact.CARD).standing.rungs


def test_long_after_a_hand_over_one_fact_confirms_only_what_was_enough(desk: Desk) -> None:
    request = desk.verified(ALL)
    sam = desk.place.seed.agent("Sam", Role.AGENT)
    with desk.store.writing(desk.who) as unit:
        assert unit.requests.hand_over(request, "") is None
        unit.commit()
    desk.who = sam
    with desk.store.writing(sam) as unit:
        assert unit.requests.resume(request) is None
        unit.commit()
    desk.place.clock.move(seconds=HANDED_FOR.total_seconds() + 1)
    for asked, enough in ((3, True), (4, False)):
        demand(desk, {Rung.VIEW: asked})
        with desk.store.reading(sam) as unit:
            standing = unit.standing(request, 1)
        assert (standing.lapsed, standing.confirmable) == (frozenset(ALL), enough)
