"""Who may ask, representatives, minors, flags: each rule of `care.md` kept behind the ports, each refusal recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.flags import SETTABLE, SILENCING, STRENGTHENING, Flag
from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.request_life import Promise
from care_console.domain.requests import Fact, Grant, Purpose, Reason, Refusal, Requester, RequestOutcome, Verification
from care_console.domain.roles import Agent, Role
from care_console.domain.situations import (
    LONGEST_AUTHORITY,
    Authorised,
    AuthorityKind,
    checked_authorised,
    checked_why,
)
from care_console.lookup.engine import find
from tests.contract.desk import ALL, STRONGER, VIEWERS, Desk, said
from tests.stores import Planted, stranger

if TYPE_CHECKING:
    from collections.abc import Collection

    from care_console.domain.situations import Authority

MAIL = Switch("harbour", "direct-mail", "gb-2", default=True)
GUARDIAN = amend_scope("customer", "guardian_name"), amend_scope("customer", "guardian_agreed_on")
TODAY = date(2026, 3, 2)
NEPHEW = Authorised("Nia Hargreaves", AuthorityKind.POWER_OF_ATTORNEY, TODAY + timedelta(days=10))
WHY = "She told us so on the line."


def a_lead(desk: Desk) -> Agent:
    return desk.place.seed.agent("Lee", Role.LEAD)


def set_flag(desk: Desk, request: str, flag: Flag, why: str = WHY) -> Refusal | None:
    with desk.store.writing(desk.who) as unit:
        refused = unit.situations.set_flag(request, 1, flag, why)
        unit.commit()
    return refused


def lift_flag(desk: Desk, request: str, flag: Flag, who: Agent, why: str = WHY) -> Refusal | None:
    with desk.store.writing(who) as unit:
        refused = unit.situations.lift_flag(request, 1, flag, why)
        unit.commit()
    return refused


def record(desk: Desk, request: str, whom: Authorised = NEPHEW, who: Agent | None = None) -> Refusal | None:
    with desk.store.writing(who or desk.who) as unit:
        refused = unit.situations.record_authority(request, 1, whom)
        unit.commit()
    return refused


def end(desk: Desk, request: str, authority: int, who: Agent | None = None) -> Refusal | None:
    with desk.store.writing(who or desk.who) as unit:
        refused = unit.situations.end_authority(request, 1, authority)
        unit.commit()
    return refused


def authorities(desk: Desk) -> list[Authority]:
    with desk.store.reading(desk.who) as unit:
        return unit.authorities(1)


def opened_by(desk: Desk, requester: Requester, facts: Collection[Fact] = ()) -> str:
    """A request of this requester's, under which she is open and these facts are tried."""
    request = desk.draft()
    assert desk.state(request, requester) is None
    assert isinstance(desk.open(request), Grant)
    for fact in facts:
        assert isinstance(desk.answer(request, fact, said(desk.her, fact)), Verification)
    return request


def opened_as(desk: Desk, who: Agent) -> str:
    """A request of another agent's under which she is open."""
    request = desk.draft(who)
    with desk.store.writing(who) as unit:
        unit.requests.state(request, requester=Requester.CUSTOMER, purpose=Purpose.OTHER)
        assert isinstance(unit.open_customer(request, 1), Grant)
        unit.commit()
    return request


def flags(desk: Desk) -> set[str]:
    return {each.flag.value for each in desk.must_see().flags}


# --- household and unknown


@pytest.mark.parametrize("who", [Requester.HOUSEHOLD, Requester.UNKNOWN])
def test_household_and_unknown_opt_out_and_leave_notes_and_nothing_else(desk: Desk, who: Requester) -> None:
    request = desk.draft()
    assert desk.state(request, who) is None
    assert desk.open(request) == Refusal(Reason.REQUESTER_MAY_NOT_SEE)
    assert (desk.last().verb, desk.last().outcome) == (Verb.OPENED, Outcome.REFUSED)
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.choices.opt_out(request, 1, [MAIL], who), ChoiceMade)
        assert unit.requests.add_note(request, "Moved to York.", 1) is None
        assert unit.choices.opt_in(request, 1, [MAIL], 16, "May we?") == Refusal(Reason.NOT_OPENED)
        assert unit.verify(request, 1, Fact.EMAIL, desk.her.email) == Refusal(Reason.NOT_OPENED)
        assert unit.grant(request, 1, [VIEW]) == Refusal(Reason.NOT_OPENED)
        assert unit.situations.set_flag(request, 1, Flag.TAKE_OVER, WHY) == Refusal(Reason.NOT_OPENED)
        assert unit.situations.record_authority(request, 1, NEPHEW) == Refusal(Reason.NOT_OPENED)
        unit.commit()
    with desk.store.reading(desk.who) as unit:
        assert unit.customer(1) is None
        assert unit.requests.notes(request) == []
        assert (unit.history(1, 9), unit.consents(1, 9), unit.messages(1, 9)) == ([], [], [])
        assert (unit.possible_duplicates(1), unit.authorities(1), unit.is_minor(request, 1)) == (0, [], False)


def test_whoever_turns_out_to_be_of_the_household_sees_nothing_any_more(desk: Desk) -> None:
    request = desk.verified()
    assert desk.state(request, Requester.HOUSEHOLD) is None
    assert desk.see() is None


def test_what_a_neighbour_said_is_read_once_the_customer_is_verified(desk: Desk) -> None:
    first = desk.draft()
    desk.state(first, Requester.UNKNOWN)
    with desk.store.writing(desk.who) as unit:
        unit.requests.add_note(first, "Moved to York.", 1)
        unit.requests.end(first, RequestOutcome.DONE, Promise("Ring back", TODAY))
        unit.commit()
    for request, seen in ((desk.opened(), []), (desk.verified(), ["Moved to York."]), (desk.opened(2), [])):
        with desk.store.reading(desk.who) as unit:
            assert [each.text for each in unit.requests.notes(request)] == seen


# --- representatives


def test_a_representative_asks_only_under_an_authority_and_until_it_lapses(desk: Desk) -> None:
    request = opened_by(desk, Requester.REPRESENTATIVE)
    assert desk.wrong(request) == Refusal(Reason.NO_AUTHORITY)
    assert record(desk, desk.verified(STRONGER)) is None
    told = desk.last()
    assert (told.verb, told.customer) == (Verb.AUTHORITY_RECORDED, desk.her.pseudonym)
    assert told.detail == {"kind": "power_of_attorney", "until": "2026-03-12"}
    assert [(each.whom, each.recorded_by) for each in authorities(desk)] == [(NEPHEW, "Jo")]
    request = opened_by(desk, Requester.REPRESENTATIVE, VIEWERS)
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    desk.place.clock.move(days=10)
    request = opened_by(desk, Requester.REPRESENTATIVE, VIEWERS)
    assert isinstance(desk.grant(request, [VIEW]), Grant), "its last day"
    desk.place.clock.move(hours=14, minutes=50)
    request = opened_by(desk, Requester.REPRESENTATIVE, VIEWERS)
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    assert desk.must_see().emails[0].address == desk.her.email
    desk.place.clock.move(minutes=9)
    with desk.store.writing(desk.who) as unit:
        unit.prolong(request)
        unit.commit()
    desk.place.clock.move(minutes=2)
    assert desk.must_see().emails[0].address is None, "no work prolongs what has lapsed"
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NO_AUTHORITY)
    assert authorities(desk) == []
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.choices.opt_out(request, 1, [MAIL], Requester.REPRESENTATIVE), ChoiceMade)
        assert unit.choices.opt_in(request, 1, [MAIL], 16, "May we?") == Refusal(Reason.NO_AUTHORITY)


def test_an_authority_is_recorded_on_the_customers_word_or_by_a_lead(desk: Desk) -> None:
    assert record(desk, desk.draft()) == Refusal(Reason.NOT_OPENED)
    assert record(desk, desk.opened()) == Refusal(Reason.NOT_VERIFIED)
    assert record(desk, desk.verified(VIEWERS)) == Refusal(Reason.RUNG_TOO_LOW)
    assert record(desk, opened_by(desk, Requester.REPRESENTATIVE)) == Refusal(Reason.CUSTOMERS_WORD)
    assert (desk.last().verb, desk.last().outcome) == (Verb.AUTHORITY_RECORDED, Outcome.REFUSED)
    over = replace(NEPHEW, until=TODAY - timedelta(days=1))
    assert record(desk, desk.verified(STRONGER), over) == Refusal(Reason.NO_AUTHORITY)
    lead = a_lead(desk)
    assert record(desk, opened_as(desk, lead), who=lead) is None


def test_an_authority_ends_on_the_customers_word(desk: Desk) -> None:
    record(desk, desk.verified(STRONGER))
    (authority,) = authorities(desk)
    representative = opened_by(desk, Requester.REPRESENTATIVE, VIEWERS)
    assert end(desk, representative, authority.id) == Refusal(Reason.CUSTOMERS_WORD)
    assert end(desk, desk.opened(), authority.id) == Refusal(Reason.NOT_VERIFIED)
    customer = desk.verified(VIEWERS)
    assert end(desk, customer, authority.id + 1) == Refusal(Reason.NO_SUCH_ENTRY)
    assert end(desk, customer, authority.id) is None
    assert (desk.last().verb, desk.last().customer) == (Verb.AUTHORITY_ENDED, desk.her.pseudonym)
    assert desk.must_see().emails[0].address == desk.her.email, "the customer's own view stays"
    assert end(desk, customer, authority.id) == Refusal(Reason.NO_SUCH_ENTRY)
    assert authorities(desk) == []


def test_an_authority_that_ends_masks_what_a_representative_sees(desk: Desk) -> None:
    record(desk, desk.verified(STRONGER))
    (authority,) = authorities(desk)
    request = opened_by(desk, Requester.REPRESENTATIVE, VIEWERS)
    desk.grant(request, [VIEW])
    assert desk.must_see().emails[0].address == desk.her.email
    lead = a_lead(desk)
    assert end(desk, opened_as(desk, lead), authority.id, lead) is None
    assert desk.must_see().emails[0].address is None
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NO_AUTHORITY)


def test_whoever_turns_out_to_represent_without_authority_is_masked(desk: Desk) -> None:
    request = desk.verified()
    assert desk.state(request, Requester.REPRESENTATIVE) is None
    assert desk.must_see().emails[0].address is None
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NO_AUTHORITY)


def test_an_authority_names_somebody_and_has_a_last_day_within_reach() -> None:
    kind = AuthorityKind.COURT_ORDER
    assert checked_authorised("  Nia ", kind, "12/03/2026", TODAY) == Authorised("Nia", kind, date(2026, 3, 12))
    furthest = (TODAY + LONGEST_AUTHORITY).isoformat()
    assert checked_authorised("Nia", kind, furthest, TODAY).until.isoformat() == furthest
    for name, until in (("", "+3"), ("Nia", ""), ("Nia", "31/02/2027"), ("Nia", "2026-03-01"), ("Nia", "2040-01-01")):
        with pytest.raises(InvalidError):
            checked_authorised(name, kind, until, TODAY)


# --- guardians and minors


def test_a_guardian_agrees_on_their_own_word_for_a_minor_only(desk: Desk) -> None:
    child = desk.place.seed.customer(
        Planted(
            id=3, birth_date=date(2012, 6, 1), number="70010001", order="#W3000001", older_order="#W3000002",
            guardian="", guardian_agreed_on=None,
        )
    )  # fmt: skip

    def verified(requester: Requester) -> str:
        request = desk.draft()
        desk.state(request, requester)
        desk.open(request, 3)
        for fact, text in ((Fact.CUSTOMER_NUMBER, child.number), (Fact.BIRTH_DATE, "01/06/2012")):
            desk.answer(request, fact, text, 3)
        assert isinstance(desk.grant(request, [VIEW], 3), Grant)
        with desk.store.reading(desk.who) as unit:
            assert unit.is_minor(request, 3)
        return request

    assert desk.grant(verified(Requester.CUSTOMER), GUARDIAN, 3) == Refusal(Reason.GUARDIANS_WORD)
    assert desk.last().detail["reason"] == "guardians_word"
    request = verified(Requester.GUARDIAN)
    with desk.store.writing(desk.who) as unit:
        assert unit.choices.opt_in(request, 3, [MAIL], 16, "May we?") == Refusal(Reason.GUARDIAN_NEEDED)
        unit.commit()
    assert isinstance(desk.grant(request, GUARDIAN, 3), Grant)
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(3)
        assert customer is not None
        customer.guardian_name, customer.guardian_agreed_on = "Robin Fairweather", TODAY
        unit.commit()
    told = desk.last()
    assert (told.verb, told.fields) == (Verb.AMENDED, ("customer.guardian_agreed_on", "customer.guardian_name"))
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.choices.opt_in(request, 3, [MAIL], 16, "May we?"), ChoiceMade)
    adult = opened_by(desk, Requester.GUARDIAN, STRONGER)
    assert desk.grant(adult, GUARDIAN) == Refusal(Reason.NOT_A_MINOR)


def test_a_minor_corrects_own_details(desk: Desk) -> None:
    desk.place.seed.customer(
        Planted(
            id=3, birth_date=date(2012, 6, 1), number="70010001", order="#W3000001", older_order="#W3000002",
            guardian="", guardian_agreed_on=None,
        )
    )  # fmt: skip
    request = desk.opened(3)
    for fact, text in ((Fact.CUSTOMER_NUMBER, "70010001"), (Fact.BIRTH_DATE, "01/06/2012")):
        desk.answer(request, fact, text, 3)
    assert isinstance(desk.grant(request, [amend_scope("customer", "surname")], 3), Grant)


# --- flags


@pytest.mark.parametrize("flag", sorted(SETTABLE - {Flag.VULNERABLE}))
def test_a_flag_is_set_by_whoever_serves_and_lifted_by_a_lead(desk: Desk, flag: Flag) -> None:
    assert set_flag(desk, desk.draft(), flag) == Refusal(Reason.NOT_OPENED)
    request = desk.opened()
    assert set_flag(desk, request, flag, " ") == Refusal(Reason.REASON_NEEDED)
    assert set_flag(desk, request, flag) is None
    told = desk.last()
    assert (told.verb, told.customer, told.fields) == (Verb.FLAG_SET, desk.her.pseudonym, ("customer_flag.flag",))
    assert told.detail == {"flag": flag.value}
    assert not any(WHY in str(event) for event in desk.events())
    assert flags(desk) == {"vulnerable", flag.value}
    assert set_flag(desk, request, flag) == Refusal(Reason.FLAG_STANDS)
    assert lift_flag(desk, request, flag, desk.who) == Refusal(Reason.NOT_PERMITTED)
    assert (desk.last().verb, desk.last().outcome) == (Verb.FLAG_LIFTED, Outcome.REFUSED)
    lead = a_lead(desk)
    theirs = opened_as(desk, lead)
    assert lift_flag(desk, theirs, flag, lead, "") == Refusal(Reason.REASON_NEEDED)
    assert lift_flag(desk, theirs, flag, lead) is None
    assert lift_flag(desk, theirs, flag, lead) == Refusal(Reason.NO_SUCH_ENTRY)
    assert flags(desk) == {"vulnerable"}


def test_a_flag_shows_on_the_hit_before_anything_is_opened(desk: Desk) -> None:
    def flagged() -> tuple[str, ...]:
        ticket = desk.search(desk.draft(), "Margaret Hargreaves")
        assert not isinstance(ticket, Refusal)
        with desk.store.reading(desk.who) as unit:
            (hit, *_others) = find(unit.lookup(ticket), ticket.text, 10).hits
        return hit.candidate.flags

    assert flagged() == ("vulnerable",)
    request = desk.opened()
    set_flag(desk, request, Flag.TAKE_OVER)
    assert set(flagged()) == {"vulnerable", "take_over"}
    lead = a_lead(desk)
    lift_flag(desk, opened_as(desk, lead), Flag.TAKE_OVER, lead)
    assert flagged() == ("vulnerable",)
    with desk.store.writing(desk.who) as unit:
        made = unit.situations.report_death(request, 1, [MAIL], Requester.HOUSEHOLD)
        assert isinstance(made, ChoiceMade)
        unit.commit()
    assert set(flagged()) == {"vulnerable", "deceased"}
    with desk.store.writing(desk.who) as unit:
        unit.choices.undo(request, made.id)
        unit.commit()
    assert flagged() == ("vulnerable",)


@pytest.mark.parametrize("flag", sorted(STRENGTHENING))
def test_a_flag_asks_for_the_stronger_rung_and_masks_what_weaker_facts_opened(desk: Desk, flag: Flag) -> None:
    request = desk.verified(VIEWERS)
    assert desk.must_see().emails[0].address == desk.her.email
    assert set_flag(desk, request, flag) is None
    assert desk.must_see().emails[0].address is None
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED)
    desk.answer(request, Fact.BIRTH_DATE, said(desk.her, Fact.BIRTH_DATE))
    code_word = flag is Flag.CODE_WORD
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED) if code_word else True
    desk.answer(request, Fact.SECURITY_ANSWER, desk.her.answer)
    assert isinstance(desk.grant(request, [VIEW]), Grant)


def test_no_code_word_is_asked_for_where_there_is_none(desk: Desk) -> None:
    desk.place.seed.customer(stranger(id=3, number="1", order="#1", older_order="#2", answer=""))
    request = desk.opened(3)
    with desk.store.writing(desk.who) as unit:
        assert unit.situations.set_flag(request, 3, Flag.CODE_WORD, WHY) == Refusal(Reason.NO_CODE_WORD)


@pytest.mark.parametrize("flag", sorted(SILENCING - {Flag.DECEASED}))
def test_a_flag_silences_marketing_and_what_was_chosen_stands_when_it_is_lifted(desk: Desk, flag: Flag) -> None:
    request = desk.verified(STRONGER)
    before = [(each.subject, each.chosen) for each in desk.must_see().preferences]
    set_flag(desk, request, flag)
    with desk.store.writing(desk.who) as unit:
        assert unit.choices.opt_in(request, 1, [MAIL], 16, "May we?") == Refusal(Reason.SILENCED)
        unit.commit()
    assert desk.last().detail == {"reason": "silenced"}
    lead = a_lead(desk)

    def exported() -> int:
        made = desk.place.store.stopped.export(lead, "harbour", "direct-mail", TODAY, lambda lines: b"x" * len(lines))  # type: ignore[attr-defined] # every store has one
        return int(made.lines)

    assert exported() == 1
    lift_flag(desk, opened_as(desk, lead), flag, lead)
    assert exported() == 0
    desk.grant(request, [VIEW])
    assert [(each.subject, each.chosen) for each in desk.must_see().preferences] == before
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.choices.opt_in(request, 1, [MAIL], 16, "May we?"), ChoiceMade)


def test_a_death_is_reported_not_flagged_and_lifted_once_it_is_settled(desk: Desk) -> None:
    request = desk.opened()
    assert set_flag(desk, request, Flag.DECEASED) == Refusal(Reason.NOT_PERMITTED)
    with desk.store.writing(desk.who) as unit:
        unit.situations.report_death(request, 1, [MAIL], Requester.HOUSEHOLD)
        unit.commit()
    lead = a_lead(desk)
    theirs = opened_as(desk, lead)
    assert lift_flag(desk, theirs, Flag.DECEASED, lead) == Refusal(Reason.REPORT_WAITS)
    stopped = desk.place.store.stopped  # type: ignore[attr-defined] # every store has one
    (report,) = stopped.deaths(lead, "northwind")
    assert stopped.settle_death(lead, report.id, "Certificate seen", confirmed=True) is None
    assert lift_flag(desk, theirs, Flag.DECEASED, lead, "Another of the same name.") is None
    assert flags(desk) == {"vulnerable"}
    seen = desk.verified(ALL)
    with desk.store.reading(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        assert ("direct-mail", False) in {(each.subject, each.chosen) for each in customer.preferences}
    assert seen


def test_why_a_flag_is_set_is_said_in_words() -> None:
    assert checked_why(" rang twice ") == "rang twice"
    for nothing in ("", "  ", "x" * 501, "bell \a"):
        with pytest.raises(InvalidError):
            checked_why(nothing)


# --- a shared phone, an unknown caller


@pytest.mark.parametrize("shared", [True, False])
def test_hits_of_a_phone_are_listed_and_nobody_is_opened_by_it(desk: Desk, shared: bool) -> None:
    if shared:
        desk.place.seed.customer(stranger(id=3, number="1", order="#1", older_order="#2", phone=desk.her.phone))
    request = desk.draft()
    assert desk.hits(desk.search(request, "0113 496 0412")) == ([1, 3] if shared else [1])
    with desk.store.reading(desk.who) as unit:
        found = unit.requests.get(request)
    assert found is not None
    assert (found.customer_id, desk.see(1), desk.see(3)) == (None, None, None)
    assert Verb.OPENED not in {event.verb for event in desk.events()}


def test_situations_are_for_writing_transactions_only(desk: Desk) -> None:
    with desk.store.reading(desk.who) as unit, pytest.raises(BugError):
        unit.situations  # noqa: B018 - asking for it is refused
