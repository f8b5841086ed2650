"""Choices about marketing: a no always works and tells nothing, a yes needs identity, nothing is overwritten."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.preferences import UNDO_TIME, Addressee, ChoiceMade, Switch
from care_console.domain.requests import Fact, Reason, Refusal, Requester, RequestStatus
from care_console.domain.roles import Role
from tests.contract.desk import ALL, STRONGER, VIEWERS, Desk
from tests.stores import Planted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.preferences import Consent

MAIL = Switch("harbour", "direct-mail", "gb-2", default=True)
EMAIL = Switch("harbour", "email", "gb-2", default=False)
OTHER_BRAND = Switch("quay", "direct-mail", "gb-2", default=True)
AGE = 16
ASKED = "May harbour send you offers?"


def opt_out(
    desk: Desk,
    request: str,
    choices: Sequence[Switch] = (MAIL,),
    word_of: Requester = Requester.CUSTOMER,
    customer: int = 1,
) -> ChoiceMade | Refusal:
    with desk.store.writing(desk.who) as unit:
        made = unit.choices.opt_out(request, customer, choices, word_of)
        unit.commit()
    return made


def opt_in(desk: Desk, request: str, choices: Sequence[Switch] = (MAIL,)) -> ChoiceMade | Refusal:
    with desk.store.writing(desk.who) as unit:
        made = unit.choices.opt_in(request, 1, choices, AGE, ASKED)
        unit.commit()
    return made


def undo(desk: Desk, request: str, made: ChoiceMade | Refusal) -> ChoiceMade | Refusal:
    assert isinstance(made, ChoiceMade)
    with desk.store.writing(desk.who) as unit:
        undone = unit.choices.undo(request, made.id)
        unit.commit()
    return undone


def in_force(desk: Desk, customer: int = 1) -> set[tuple[str, str, bool | None, object, str | None]]:
    """The choices in force, as a verified agent sees them."""
    seen = desk.must_see(customer).preferences
    return {(each.brand, each.subject, each.chosen, each.since, each.policy) for each in seen}


def consents(desk: Desk) -> list[Consent]:
    with desk.store.reading(desk.who) as unit:
        return unit.consents(1, 100)


def reason(answer: object) -> Reason:
    assert isinstance(answer, Refusal)
    return answer.reason


def test_a_no_needs_a_request_and_nothing_else(desk: Desk) -> None:
    request = desk.draft()
    made = opt_out(desk, request, word_of=Requester.HOUSEHOLD)
    assert isinstance(made, ChoiceMade)
    told = desk.last()
    assert (told.verb, told.outcome, told.fields) == (Verb.OPTED_OUT, Outcome.DONE, ("preference.direct_mail",))
    assert (told.customer, told.request) == (desk.her.pseudonym, request)
    assert told.detail == {"brands": "harbour", "word_of": "household"}
    assert desk.see() is None
    with desk.store.reading(desk.who) as unit:
        mine = unit.requests.get(request)
    assert mine is not None
    assert (mine.customer_id, mine.status) == (1, RequestStatus.OPEN)
    desk.verified()
    assert ("harbour", "direct-mail", False, made.at, "gb-2") in in_force(desk)


def test_a_no_works_while_details_are_locked(desk: Desk) -> None:
    request = desk.opened()
    for _ in range(3):
        desk.wrong(request)
    assert isinstance(opt_out(desk, request), ChoiceMade)


def test_a_no_tells_nothing_of_what_stood_before(desk: Desk) -> None:
    request = desk.opened()
    first, second = opt_out(desk, request, [EMAIL]), opt_out(desk, request, [EMAIL])
    assert isinstance(first, ChoiceMade)
    assert isinstance(second, ChoiceMade)
    one, two = desk.events()[-2:]
    assert (one.verb, one.outcome, one.fields, one.detail) == (two.verb, two.outcome, two.fields, two.detail)
    assert first.undo_until - first.at == second.undo_until - second.at
    assert consents(desk) == []
    assert desk.must_see().preferences == []


def test_every_choice_stays_in_the_history(desk: Desk) -> None:
    request = desk.verified()
    first = opt_out(desk, request, [EMAIL])
    desk.place.clock.move(minutes=1)
    second = opt_in(desk, request, [EMAIL])
    assert isinstance(first, ChoiceMade)
    assert isinstance(second, ChoiceMade)
    assert [
        (line.chosen, line.at, line.through, line.word_of, line.policy, line.request_id) for line in consents(desk)
    ] == [
        (True, second.at, "care-phone", "customer", "gb-2", request),
        (False, first.at, "care-phone", "customer", "gb-2", request),
    ]
    assert [(line.wording, line.recorded_by) for line in consents(desk)] == [(ASKED, "Jo"), ("", "Jo")]
    assert {line.request_number for line in consents(desk)} == {"REQ-00001"}


@pytest.mark.parametrize("choices", [[EMAIL], [MAIL], [EMAIL, MAIL, OTHER_BRAND]], ids=["chosen", "default", "several"])
def test_taking_back_returns_everything(desk: Desk, choices: list[Switch]) -> None:
    request = desk.verified()
    before = in_force(desk)
    made = opt_out(desk, request, choices)
    assert in_force(desk) != before
    desk.place.clock.move(minutes=2)
    assert isinstance(undo(desk, request, made), ChoiceMade)
    assert in_force(desk) == before
    assert desk.last().verb is Verb.CHOICE_UNDONE
    assert set(desk.last().fields) == {f"preference.{each.subject.replace('-', '_')}" for each in choices}
    lines = consents(desk)
    assert len(lines) == 2 * len(choices)
    assert {line.through for line in lines[: len(choices)]} == {"undo"}
    assert {line.chosen for line in lines[: len(choices)]} == {True}


def test_taking_back_is_over_once_the_window_has_closed(desk: Desk) -> None:
    request = desk.verified()
    made = opt_out(desk, request)
    desk.place.clock.move(seconds=UNDO_TIME.total_seconds() + 1)
    assert reason(undo(desk, request, made)) is Reason.UNDO_OVER
    assert desk.last().outcome is Outcome.REFUSED
    assert desk.last().detail == {"reason": "undo_over"}


def test_nothing_is_taken_back_twice_or_over_a_later_choice(desk: Desk) -> None:
    request = desk.verified()
    first = opt_out(desk, request)
    desk.place.clock.move(seconds=1)
    second = opt_out(desk, request)
    assert reason(undo(desk, request, first)) is Reason.UNDO_OVER
    assert isinstance(undo(desk, request, second), ChoiceMade)
    assert reason(undo(desk, request, second)) is Reason.UNDO_OVER


def test_nobody_takes_back_under_another_request(desk: Desk) -> None:
    made = opt_out(desk, desk.draft())
    assert reason(undo(desk, desk.draft(), made)) is Reason.UNDO_OVER


def test_a_yes_needs_a_strong_fact(desk: Desk) -> None:
    assert reason(opt_in(desk, desk.draft())) is Reason.NOT_OPENED
    assert reason(opt_in(desk, desk.opened())) is Reason.NOT_VERIFIED
    assert reason(opt_in(desk, desk.verified(VIEWERS))) is Reason.RUNG_TOO_LOW
    assert desk.last().detail == {"reason": "rung_too_low"}
    assert isinstance(opt_in(desk, desk.verified(STRONGER)), ChoiceMade)
    assert (desk.last().verb, desk.last().fields) == (Verb.OPTED_IN, ("preference.direct_mail",))


def test_a_yes_is_locked_with_the_details(desk: Desk) -> None:
    request = desk.verified(ALL, scopes=())
    other = desk.opened()
    for _ in range(3):
        desk.wrong(other)
    desk.open(request)
    assert reason(opt_in(desk, request)) is Reason.LOCKED


@pytest.mark.parametrize(("agreed", "guardian"), [(True, Requester.CUSTOMER), (False, Requester.GUARDIAN)])
def test_a_minor_is_switched_on_with_a_guardian_s_agreement_only(desk: Desk, agreed: bool, guardian: Requester) -> None:
    child = desk.place.seed.customer(
        Planted(
            id=3, birth_date=date(2012, 6, 1), number="70010001", order="#W3000001", older_order="#W3000002",
            guardian_agreed_on=date(2024, 1, 2) if agreed else None,
        )
    )  # fmt: skip
    request = desk.draft()
    desk.state(request, requester=guardian)
    desk.open(request, 3)
    for fact, said in ((Fact.CUSTOMER_NUMBER, child.number), (Fact.BIRTH_DATE, "01/06/2012")):
        desk.answer(request, fact, said, 3)
    with desk.store.writing(desk.who) as unit:
        answer = unit.choices.opt_in(request, 3, [MAIL], AGE, ASKED)
        unit.commit()
    if agreed:
        assert isinstance(answer, ChoiceMade)
    else:
        assert reason(answer) is Reason.GUARDIAN_NEEDED
    assert isinstance(opt_out(desk, request, customer=3), ChoiceMade)


def test_refusals_of_a_no_are_recorded(desk: Desk) -> None:
    request = desk.draft()
    assert reason(opt_out(desk, "no-such-request")) is Reason.NO_REQUEST
    assert reason(opt_out(desk, request, customer=99)) is Reason.NO_SUCH_CUSTOMER
    assert reason(opt_out(desk, request, [])) is Reason.NO_SUCH_FIELD
    assert reason(opt_out(desk, desk.draft(controller="elsewhere"))) is Reason.OTHER_CONTROLLER
    desk.end(request)
    assert reason(opt_out(desk, request)) is Reason.REQUEST_ENDED
    told = [(event.outcome, event.detail["reason"]) for event in desk.events() if event.verb is Verb.OPTED_OUT]
    assert told == [
        (Outcome.REFUSED, why)
        for why in ("no_request", "no_such_customer", "no_such_field", "other_controller", "request_ended")
    ]
    admin = desk.place.seed.agent("Root", Role.ADMIN)
    with desk.store.writing(admin) as unit:
        assert reason(unit.choices.opt_out(request, 1, [MAIL], Requester.CUSTOMER)) is Reason.NOT_PERMITTED


def test_a_second_customer_does_not_take_the_request_over(desk: Desk) -> None:
    request = desk.opened()
    assert isinstance(opt_out(desk, request, customer=2), ChoiceMade)
    with desk.store.reading(desk.who) as unit:
        mine = unit.requests.get(request)
    assert mine is not None
    assert mine.customer_id == 1
    assert desk.last().customer == desk.him.pseudonym


def test_what_is_left_without_commit_stops_nothing(desk: Desk) -> None:
    request = desk.verified()
    before, events = in_force(desk), len(desk.events())
    with desk.store.writing(desk.who) as unit:
        unit.choices.opt_out(request, 1, [EMAIL, MAIL], Requester.CUSTOMER)
    assert in_force(desk) == before
    assert consents(desk) == []
    assert len(desk.events()) == events


def test_an_address_is_suppressed_without_a_customer(desk: Desk) -> None:
    request = desk.draft()
    tenant = Addressee("Jo Former", "9 Gone Street", "Leeds", "LS1 1AA", "GB")
    with desk.store.writing(desk.who) as unit:
        entry = unit.choices.suppress(request, tenant, [MAIL, OTHER_BRAND], Requester.UNKNOWN)
        unit.commit()
    assert isinstance(entry, str)
    told = desk.last()
    assert (told.verb, told.customer, told.fields) == (Verb.SUPPRESSED, "", ("preference.direct_mail",))
    assert told.detail == {"brands": "harbour quay", "word_of": "unknown", "whom": "name"}
    assert not any("Gone" in str(event) or "Former" in str(event) for event in desk.events())
