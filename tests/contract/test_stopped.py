"""Suppressed addresses, reported deaths and suppression files: who may, what is recorded, what comes back."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.flags import Flag
from care_console.domain.preferences import UNDO_TIME, Addressee, ChoiceMade, Switch
from care_console.domain.requests import Fact, Reason, Refusal, Requester, Verification
from care_console.domain.roles import Agent, Role
from care_console.domain.stopped import DeathReport, Export, Suppression
from tests.contract.desk import ALL, VIEWERS, Desk, said
from tests.stores import Planted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.ports import Stopped
    from care_console.domain.stopped import Suppressed

MAIL = Switch("harbour", "direct-mail", "gb-2", default=True)
EMAIL = Switch("harbour", "email", "gb-2", default=False)
GONE = Addressee("Jo Former", "9 Gone Street", "Leeds", "LS1 1AA", "GB")


def stopped(desk: Desk) -> Stopped:
    return desk.place.store.stopped  # type: ignore[attr-defined] # every store has one


def a_lead(desk: Desk) -> Agent:
    return desk.place.seed.agent("Lee", Role.LEAD)


def suppress(desk: Desk, who: Addressee = GONE, choices: Sequence[Switch] = (MAIL,)) -> str:
    request = desk.draft()
    with desk.store.writing(desk.who) as unit:
        entry = unit.choices.suppress(request, who, choices, Requester.HOUSEHOLD)
        unit.commit()
    assert isinstance(entry, str)
    return entry


def found(desk: Desk, who: Agent, postcode: str = "", controller: str = "northwind") -> tuple[Suppression, ...]:
    request = "" if who.role is Role.LEAD else desk.draft(who, controller)
    answer = stopped(desk).find(who, request, controller, postcode)
    assert not isinstance(answer, Refusal)
    return answer


def report(desk: Desk, request: str, customer: int = 1) -> ChoiceMade | Refusal:
    with desk.store.writing(desk.who) as unit:
        made = unit.situations.report_death(request, customer, [MAIL, EMAIL], Requester.HOUSEHOLD)
        unit.commit()
    return made


def waiting(desk: Desk, lead: Agent) -> tuple[DeathReport, ...]:
    answer = stopped(desk).deaths(lead, "northwind")
    assert not isinstance(answer, Refusal)
    return answer


def plain(lines: Sequence[Suppressed]) -> bytes:
    return "\n".join(f"{line.name}|{line.line1}|{line.postcode}" for line in lines).encode()


def exported(desk: Desk, who: Agent, minors_after: date = date(2100, 1, 1)) -> list[str]:
    made = stopped(desk).export(who, "harbour", "direct-mail", minors_after, plain)
    assert isinstance(made, Export)
    assert made.digest == hashlib.sha256(made.content).hexdigest()
    lines = made.content.decode().splitlines()
    assert len(lines) == made.lines
    return lines


def test_a_suppression_is_found_by_its_whole_postcode_and_that_is_recorded(desk: Desk) -> None:
    suppress(desk)
    suppress(desk, Addressee("", "3 Elsewhere", "York", "YO1 1AA", "GB"))
    (entry,) = found(desk, desk.who, "ls1 1aa")
    assert (entry.who, entry.choices, entry.recorded_by) == (GONE, (("harbour", "direct-mail"),), "Jo")
    assert (entry.mine, entry.word_of, entry.lifted_at) == (True, Requester.HOUSEHOLD, None)
    assert (desk.last().verb, desk.last().detail) == (Verb.SUPPRESSIONS_VIEWED, {"by": "postcode", "entries": "1"})
    assert found(desk, desk.who, "LS1") == ()
    assert found(desk, desk.who, "LS1 1AA", controller="southwind") == ()


def test_only_leads_list_every_suppression(desk: Desk) -> None:
    suppress(desk)
    assert stopped(desk).find(desk.who, desk.draft(), "northwind", " ") == Refusal(Reason.POSTCODE_NEEDED)
    assert (desk.last().outcome, desk.last().detail["reason"]) == (Outcome.REFUSED, "postcode_needed")
    assert len(found(desk, a_lead(desk))) == 1
    admin = desk.place.seed.agent("Al", Role.ADMIN)
    assert stopped(desk).find(admin, "", "northwind", "LS1 1AA") == Refusal(Reason.NOT_PERMITTED)


def test_an_agent_looks_for_suppressions_under_an_own_request_of_the_company_that_goes_on(desk: Desk) -> None:
    suppress(desk)
    sam = desk.place.seed.agent("Sam", Role.AGENT)

    def look(request: str) -> tuple[Suppression, ...] | Refusal:
        return stopped(desk).find(desk.who, request, "northwind", "LS1 1AA")

    assert look("") == Refusal(Reason.NO_REQUEST)
    assert look(desk.draft(sam)) == Refusal(Reason.NO_REQUEST)
    assert look(desk.draft(controller="southwind")) == Refusal(Reason.OTHER_CONTROLLER)
    request = desk.opened()
    answer = look(request)
    assert not isinstance(answer, Refusal)
    assert len(answer) == 1
    assert (desk.last().verb, desk.last().request) == (Verb.SUPPRESSIONS_VIEWED, request)
    with desk.store.writing(desk.who) as unit:
        unit.requests.park(request)
        unit.commit()
    assert look(request) == Refusal(Reason.REQUEST_AWAY)
    desk.end(request)
    assert look(request) == Refusal(Reason.REQUEST_ENDED)
    assert desk.last().detail == {"by": "postcode", "reason": "request_ended"}


def test_a_suppression_is_undone_by_whoever_recorded_it_while_that_is_possible(desk: Desk) -> None:
    entry, late = suppress(desk), suppress(desk)
    lead = a_lead(desk)
    assert stopped(desk).take_back(lead, entry) == Refusal(Reason.UNDO_OVER)
    assert stopped(desk).take_back(desk.who, entry) is None
    assert (desk.last().verb, desk.last().detail) == (Verb.SUPPRESSION_LIFTED, {"how": "undo"})
    assert stopped(desk).take_back(desk.who, entry) == Refusal(Reason.UNDO_OVER)
    desk.place.clock.move(seconds=UNDO_TIME.total_seconds() + 1)
    assert stopped(desk).take_back(desk.who, late) == Refusal(Reason.UNDO_OVER)
    assert {each.id: each.lifted_by for each in found(desk, lead)} == {entry: "Jo", late: ""}


def test_a_lead_lifts_a_suppression_with_a_reason_and_it_stays_on_record(desk: Desk) -> None:
    entry = suppress(desk)
    lead = a_lead(desk)
    desk.place.clock.move(days=400)
    assert stopped(desk).lift(desk.who, entry, "moved back") == Refusal(Reason.NOT_PERMITTED)
    assert stopped(desk).lift(lead, entry, "  ") == Refusal(Reason.REASON_NEEDED)
    assert stopped(desk).lift(lead, entry, "The tenant came back and asked for it.") is None
    assert stopped(desk).lift(lead, entry, "again") == Refusal(Reason.NO_SUCH_ENTRY)
    (kept,) = found(desk, lead)
    assert (kept.lifted_at, kept.lifted_by) == (desk.place.clock.now(), "Lee")
    assert exported(desk, lead) == []


def test_a_file_holds_everybody_who_may_not_be_written_to_and_is_recorded_first(desk: Desk) -> None:
    lead = a_lead(desk)
    assert exported(desk, lead) == []
    suppress(desk)
    suppress(desk, Addressee("", "1 Only E-mail", "Leeds", "LS1 1AB", "GB"), [EMAIL])
    request = desk.draft()
    with desk.store.writing(desk.who) as unit:
        unit.choices.opt_out(request, 1, [MAIL], Requester.CUSTOMER)
        unit.commit()
    child = Planted(
        id=3, birth_date=date(2013, 6, 1), number="70010001", order="#W3000001", older_order="#W3000002",
        given_names="Kit", guardian_agreed_on=None, line1="5 School Lane",
    )  # fmt: skip
    desk.place.seed.customer(child)
    assert exported(desk, lead, date(2010, 3, 2)) == [
        "Jo Former|9 Gone Street|LS1 1AA",
        "Margaret Hargreaves|14 Ashfield Terrace|LS6 2PQ",
        "Kit Hargreaves|5 School Lane|LS6 2PQ",
    ]
    told = desk.place.events(lead)[-1]
    assert (told.verb, told.detail["lines"], told.detail["brand"]) == (Verb.SUPPRESSIONS_EXPORTED, "3", "harbour")
    assert len(told.detail["sha256"]) == 64
    refused = stopped(desk).export(desk.who, "harbour", "direct-mail", date(2010, 3, 2), plain)
    assert refused == Refusal(Reason.NOT_PERMITTED)


def test_a_reported_death_stops_marketing_masks_and_discloses_nothing(desk: Desk) -> None:
    request = desk.verified()
    assert VIEW in _scopes(desk)
    made = report(desk, desk.draft())
    assert isinstance(made, ChoiceMade)
    told = desk.last()
    assert (told.verb, told.outcome, told.customer) == (Verb.DEATH_REPORTED, Outcome.DONE, desk.her.pseudonym)
    assert told.detail == {"brands": "harbour", "word_of": "household"}
    assert VIEW not in _scopes(desk)
    seen = desk.must_see()
    assert (seen.emails[0].address, seen.preferences) == (None, [])
    assert {(flag.flag, flag.confirmed) for flag in seen.flags} == {(Flag.VULNERABLE, True), (Flag.DECEASED, False)}
    assert desk.grant(request, [VIEW]) == Refusal(Reason.DECEASED)
    assert desk.answer(request, Fact.CARD, desk.her.last_four) == Refusal(Reason.DECEASED)
    again = desk.opened()
    with desk.store.writing(desk.who) as unit:
        assert unit.choices.opt_in(again, 1, [MAIL], 16, "May we?") == Refusal(Reason.DECEASED)
        unit.commit()


def _scopes(desk: Desk) -> frozenset[str]:
    with desk.store.reading(desk.who) as unit:
        return unit.scopes(1)


def test_a_report_needs_no_verification_and_works_when_locked(desk: Desk) -> None:
    request = desk.opened()
    for _ in range(3):
        desk.wrong(request)
    assert isinstance(report(desk, request), ChoiceMade)
    assert report(desk, "none") == Refusal(Reason.NO_REQUEST)


def test_a_lead_confirms_a_death_and_the_list_is_empty(desk: Desk) -> None:
    report(desk, desk.draft())
    lead = a_lead(desk)
    assert stopped(desk).deaths(desk.who, "northwind") == Refusal(Reason.NOT_PERMITTED)
    assert stopped(desk).deaths(lead, "southwind") == (), "nothing crosses from one company to another"
    (item,) = waiting(desk, lead)
    assert (item.name, item.outward, item.recorded_by) == ("Margaret Hargreaves", "LS6", "Jo")
    assert stopped(desk).settle_death(desk.who, item.id, "seen", confirmed=True) == Refusal(Reason.NOT_PERMITTED)
    assert stopped(desk).settle_death(lead, item.id, " ", confirmed=True) == Refusal(Reason.REASON_NEEDED)
    assert stopped(desk).settle_death(lead, item.id, "Certificate seen", confirmed=True) is None
    told = desk.place.events(lead)[-1]
    assert (told.verb, told.customer, told.detail) == (Verb.DEATH_SETTLED, desk.her.pseudonym, {"confirmed": "yes"})
    assert waiting(desk, lead) == ()
    assert "Margaret Hargreaves|14 Ashfield Terrace|LS6 2PQ" in exported(desk, lead)


@pytest.mark.parametrize("confirmed", [True, False])
def test_nobody_settles_what_they_reported_themselves(desk: Desk, confirmed: bool) -> None:
    desk.who = a_lead(desk)
    report(desk, desk.draft())
    (item,) = waiting(desk, desk.who)
    assert item.own
    refused = stopped(desk).settle_death(desk.who, item.id, "Certificate seen", confirmed=confirmed)
    assert refused == Refusal(Reason.OWN_APPROVAL)
    assert (desk.last().verb, desk.last().outcome) == (Verb.DEATH_SETTLED, Outcome.REFUSED)
    other = desk.place.seed.agent("Max", Role.LEAD)
    (item,) = waiting(desk, other)
    assert not item.own
    assert stopped(desk).settle_death(other, item.id, "Certificate seen", confirmed=confirmed) is None


def test_a_report_that_was_an_error_is_as_if_it_had_not_been(desk: Desk) -> None:
    before = _in_force(desk)
    report(desk, desk.draft())
    lead = a_lead(desk)
    (item,) = waiting(desk, lead)
    assert stopped(desk).settle_death(lead, item.id, "He rang himself.", confirmed=False) is None
    assert _in_force(desk) == before
    assert {flag.flag for flag in desk.must_see().flags} == {Flag.VULNERABLE}


def test_a_report_is_taken_back_with_its_flag(desk: Desk) -> None:
    before = _in_force(desk)
    request = desk.draft()
    made = report(desk, request)
    assert isinstance(made, ChoiceMade)
    with desk.store.writing(desk.who) as unit:
        assert isinstance(unit.choices.undo(request, made.id), ChoiceMade)
        unit.commit()
    assert _in_force(desk) == before
    assert waiting(desk, a_lead(desk)) == ()


def _in_force(desk: Desk) -> set[tuple[str, str, bool, object]]:
    desk.verified(ALL)
    return {(each.brand, each.subject, each.chosen, each.since) for each in desk.must_see().preferences}


def test_a_guardian_asks_for_a_minor_only(desk: Desk) -> None:
    request = desk.draft()
    desk.state(request, requester=Requester.GUARDIAN)
    desk.open(request)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_VERIFIED), "nobody's age is told before"
    for fact in VIEWERS:
        assert isinstance(desk.answer(request, fact, said(desk.her, fact)), Verification)
    assert desk.grant(request, [VIEW]) == Refusal(Reason.NOT_A_MINOR)
    assert desk.wrong(request) == Refusal(Reason.NOT_A_MINOR)
    assert desk.last().detail == {"fact": "customer_number", "reason": "not_a_minor"}
    assert isinstance(report(desk, request), ChoiceMade)
