"""One-time codes: kept as a slow hash alone, shortly, for few tries, and gone from the queue once they have left."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from care_console.domain.codes import CODE_TRIES, CODES_A_DAY, CodeSent, code_hash, is_code, new_code
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.messages import Answer, Draft, MessageKind, MessageState, Verdict
from care_console.domain.requests import Channel, Fact, Grant, Reason, Refusal, Requester, Rung, Verification
from care_console.storage.store import SqliteStore
from tests.contract.desk import ALL, VIEWERS, Desk, said

if TYPE_CHECKING:
    from care_console.domain.messages import Letter

EMAIL = amend_scope("email", "address")
ACCEPTED = Verdict(MessageState.ACCEPTED)


def write(code: str) -> Draft:
    return Draft(
        kind=MessageKind.ONE_TIME_CODE, brand="harbour", language="en", sender_name="Harbour",
        sender="care@harbour.example", subject="Your code", text=f"It is {code}.", html=f"<p>{code}</p>",
    )  # fmt: skip


def send(desk: Desk, request: str) -> CodeSent | Refusal:
    with desk.store.writing(desk.who) as unit:
        sent = unit.send_code(request, 1, write)
        unit.commit()
    return sent


def letter(desk: Desk) -> Letter:
    found = desk.store.outgoing.claim("one", 60)
    assert found is not None
    return found


def code_of(one: Letter) -> str:
    found = re.search(r"\d{6}", one.draft.text)
    assert found
    return found.group()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


def raw(desk: Desk, sql: str) -> list[tuple[object, ...]]:
    assert isinstance(desk.store, SqliteStore)
    with desk.store.engines.reading() as connection:
        return [tuple(row) for row in connection.exec_driver_sql(sql)]


def rungs(desk: Desk, request: str) -> frozenset[Rung]:
    with desk.store.reading(desk.who) as unit:
        return unit.standing(request, 1).rungs


def test_a_code_adds_to_two_facts_what_a_change_of_contact_needs(desk: Desk) -> None:
    request = desk.verified(VIEWERS)
    assert desk.grant(request, [EMAIL]) == Refusal(Reason.RUNG_TOO_LOW)
    sent = send(desk, request)
    assert isinstance(sent, CodeSent)
    event = desk.last()
    assert (event.verb, event.outcome) == (Verb.MESSAGE_QUEUED, Outcome.DONE)
    assert event.detail == {"kind": "one_time_code", "copies": "2"}
    told = desk.answer(request, Fact.ONE_TIME_CODE, code_of(letter(desk)))
    assert isinstance(told, Verification)
    assert told.matched
    assert (desk.last().verb, desk.last().detail) == (Verb.VERIFIED, {"fact": "one_time_code"})
    assert Rung.CONTACT in rungs(desk, request)
    assert isinstance(desk.grant(request, [EMAIL]), Grant)


def test_the_code_itself_is_kept_nowhere_once_it_has_left(desk: Desk) -> None:
    request = desk.verified(VIEWERS)
    send(desk, request)
    first, second = letter(desk), letter(desk)
    code = code_of(first)
    assert code_of(second) == code
    desk.store.outgoing.settle(first.id, "one", ACCEPTED)
    assert code in str(raw(desk, "SELECT text FROM outgoing")), "another copy still waits"
    desk.store.outgoing.settle(second.id, "one", Verdict(MessageState.UNKNOWN))
    assert raw(desk, "SELECT subject, text, html FROM outgoing") == [("", "", "")]
    ((kept,),) = raw(desk, "SELECT hash FROM one_time_code")
    assert code not in str(kept)
    assert not any(code in str(event) for event in desk.place.events())
    with desk.store.writing(desk.who) as unit:
        assert unit.resolve_message(second.id, Answer.AGAIN) == Refusal(Reason.CODE_OVER)
    told = desk.answer(request, Fact.ONE_TIME_CODE, code)
    assert isinstance(told, Verification)
    assert told.matched
    assert raw(desk, "SELECT hash FROM one_time_code") == [(None,)]


def test_it_lives_for_minutes_and_is_not_delivered_afterwards(desk: Desk) -> None:
    request = desk.verified(VIEWERS)
    send(desk, request)
    code = code_of(letter(desk))
    desk.place.clock.move(minutes=10)
    assert desk.answer(request, Fact.ONE_TIME_CODE, code) == Refusal(Reason.CODE_OVER)
    event = desk.last()
    assert (event.verb, event.outcome) == (Verb.VERIFICATION_FAILED, Outcome.REFUSED)
    assert event.detail == {"fact": "one_time_code", "reason": "code_over"}
    assert desk.store.outgoing.claim("two", 60) is None
    assert raw(desk, "SELECT text FROM outgoing") == [("",)]
    assert raw(desk, "SELECT hash FROM one_time_code") == [(None,)]


def test_a_wrong_code_counts_and_the_third_failure_locks(desk: Desk) -> None:
    request = desk.verified(VIEWERS)
    send(desk, request)
    code = code_of(letter(desk))
    for count in range(1, CODE_TRIES + 1):
        told = desk.answer(request, Fact.ONE_TIME_CODE, wrong(code))
        assert isinstance(told, Verification)
        assert (told.matched, told.standing.failures) == (False, count)
    assert desk.answer(request, Fact.ONE_TIME_CODE, code) == Refusal(Reason.LOCKED)
    assert raw(desk, "SELECT hash FROM one_time_code") == [(None,)]
    assert send(desk, request) == Refusal(Reason.LOCKED)


def test_a_new_code_ends_the_one_before_and_there_are_few(desk: Desk) -> None:
    request = desk.verified(VIEWERS)
    send(desk, request)
    old = code_of(letter(desk))
    for _ in range(CODES_A_DAY - 1):
        assert isinstance(send(desk, request), CodeSent)
    assert send(desk, request) == Refusal(Reason.CODE_QUOTA)
    assert desk.last().detail == {"kind": "one_time_code", "reason": "code_quota"}
    new = code_of(letter(desk))
    assert len([row for row in raw(desk, "SELECT text FROM outgoing") if row != ("",)]) == 1
    if old != new:
        told = desk.answer(request, Fact.ONE_TIME_CODE, old)
        assert isinstance(told, Verification)
        assert not told.matched
    desk.place.clock.move(hours=25)
    assert isinstance(send(desk, desk.verified(VIEWERS)), CodeSent)


def test_a_code_is_of_one_request(desk: Desk) -> None:
    send(desk, desk.verified(VIEWERS))
    code = code_of(letter(desk))
    assert desk.answer(desk.verified(VIEWERS), Fact.ONE_TIME_CODE, code) == Refusal(Reason.CODE_OVER)


@pytest.mark.parametrize(("facts", "reason"), [((), Reason.NOT_VERIFIED), ((Fact.EMAIL,), Reason.NOT_VERIFIED)])
def test_a_code_comes_after_two_facts(desk: Desk, facts: tuple[Fact, ...], reason: Reason) -> None:
    request = desk.verified(facts, scopes=())
    assert send(desk, request) == Refusal(reason)
    assert desk.last().detail == {"kind": "one_time_code", "reason": reason.value}
    assert raw(desk, "SELECT count(*) FROM outgoing") == [(0,)]


def test_a_contact_that_has_just_changed_gets_none(desk: Desk) -> None:
    request = desk.verified(ALL, scopes=[VIEW, EMAIL])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        for number, email in enumerate(customer.emails):
            email.address = f"new{number}@example.org"
        unit.commit()
    assert send(desk, request) == Refusal(Reason.RECIPIENT_TOO_NEW)
    desk.place.clock.move(days=7)
    fresh = desk.opened()
    for fact in (Fact.POSTCODE, Fact.BIRTH_DATE):
        desk.answer(fresh, fact, said(desk.her, fact))
    assert isinstance(send(desk, fresh), CodeSent)


@pytest.mark.parametrize("channel", [Channel.EMAIL, Channel.LETTER])
def test_what_is_asked_in_writing_is_confirmed_by_a_code_however_many_facts_match(desk: Desk, channel: Channel) -> None:
    with desk.store.writing(desk.who) as unit:
        made = unit.requests.draft("northwind", "harbour", channel)
        unit.commit()
    assert not isinstance(made, Refusal)
    assert desk.state(made.id, Requester.CUSTOMER) is None
    assert isinstance(desk.open(made.id), Grant)
    for fact in ALL:
        desk.answer(made.id, fact, said(desk.her, fact))
    assert rungs(desk, made.id) == {Rung.VIEW, Rung.STRONG}
    sent = send(desk, made.id)
    assert isinstance(sent, CodeSent)
    assert (sent.expires_at - desk.place.clock.now()).days == 1
    desk.answer(made.id, Fact.ONE_TIME_CODE, code_of(letter(desk)))
    assert Rung.CONTACT in rungs(desk, made.id)


def test_codes_are_six_digits_and_their_hashes_differ() -> None:
    codes = {new_code() for _ in range(50)}
    assert all(len(code) == 6 and code.isdecimal() for code in codes)
    assert len(codes) > 40
    first, second = code_hash("012345"), code_hash("012345")
    assert first != second
    assert is_code("012345", first)
    assert not is_code("12345", second)
