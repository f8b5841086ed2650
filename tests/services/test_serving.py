"""Searching, opening, verifying, revealing, amending: what is recorded first, refused, and never returned."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from care_console.domain.amendments import Conflict, Difference, FieldChange, Saved
from care_console.domain.errors import InvalidError, StoreFullError
from care_console.domain.events import Outcome, Verb
from care_console.domain.requests import (
    Channel,
    Fact,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestOutcome,
    RequestStatus,
    Verification,
)
from care_console.domain.roles import Agent, Role
from care_console.lookup.engine import Advice, Findings
from care_console.services.access import Access
from care_console.services.amend import Amend
from care_console.services.customer_file import CustomerFile
from care_console.services.lookup import Lookup

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.domain.ports import Outbox, Outgoing, SignInAttempt, Store, UnitOfWork
    from tests.services.conftest import Counter

THREE = (Fact.EMAIL, Fact.POSTCODE, Fact.BIRTH_DATE)
NEW = "new@example.org"


def refused(reason: Reason) -> Refusal:
    return Refusal(reason)


# --- searching


def test_hits_are_masked_and_their_search_is_a_row(counter: Counter) -> None:
    found = counter.lookup.find(counter.who, counter.draft(), counter.her.email)
    assert isinstance(found, Findings)
    (hit,) = found.hits
    assert hit.candidate.customer_id == counter.her.id
    shown = repr(hit)
    assert not any(text in shown for text in counter.her.personal if text != counter.her.surname)


def test_nothing_said_is_neither_searched_nor_recorded(counter: Counter) -> None:
    request = counter.draft()
    before = len(counter.place.events())
    assert counter.lookup.find(counter.who, request, "  ") == Findings((), Advice.SAY_SOMETHING)
    counter.access.end(counter.who, request, RequestOutcome.WITHDRAWN)
    assert [event.verb for event in counter.place.events()][before:] == [Verb.REQUEST_ENDED]


def test_no_search_without_a_request_of_ones_own(counter: Counter) -> None:
    other = counter.place.seed.agent("Sam", Role.AGENT)
    request = counter.draft(other)
    assert counter.lookup.find(counter.who, request, "hargreaves") == refused(Reason.NO_REQUEST)
    assert counter.lookup.find(counter.who, "no such request", "hargreaves") == refused(Reason.NO_REQUEST)
    counter.access.end(other, request, RequestOutcome.DONE)
    assert counter.lookup.find(other, request, "hargreaves") == refused(Reason.REQUEST_ENDED)


def test_an_administrator_is_refused_a_request_and_that_is_recorded(counter: Counter) -> None:
    admin = counter.place.seed.agent("Root", Role.ADMIN)
    made = counter.access.draft(admin, "northwind", "harbour", Channel.PHONE)
    assert made == refused(Reason.NOT_PERMITTED)
    (event,) = counter.place.events(admin)
    assert (event.verb, event.outcome) == (Verb.REQUEST_OPENED, Outcome.REFUSED)
    assert counter.access.recent(admin) == ()


# --- opening and verifying


def test_an_opened_file_is_masked(counter: Counter) -> None:
    seen = counter.open()
    assert not seen.verified
    assert seen.name.endswith("Hargreaves")
    shown = repr(seen)
    assert not any(text in shown for text in counter.her.personal if text != counter.her.surname)
    assert [*seen.cards, *seen.preferences, *seen.transcripts, *seen.history] == []
    assert [event.verb for event in counter.place.events(counter.who)] == [Verb.REQUEST_OPENED, Verb.OPENED]


def test_two_facts_open_the_view_by_themselves(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    assert seen.verified
    assert counter.her.email in {line.value.text for line in seen.emails}
    assert counter.her.token not in repr(seen)
    assert counter.her.birth_date.isoformat() not in repr(seen)
    assert [event.verb for event in counter.place.events(counter.who)][2:] == [
        Verb.VERIFIED,
        Verb.VERIFIED,
        Verb.GRANTED,
    ]


def test_what_cannot_be_read_as_a_fact_is_not_an_attempt(counter: Counter) -> None:
    request = counter.open().request.id
    before = len(counter.place.events())
    for fact, text in ((Fact.BIRTH_DATE, "31/31/1999"), (Fact.CARD, "44179"), (Fact.EMAIL, "no at sign")):
        assert counter.answer(request, fact, text) == refused(Reason.FACT_UNREADABLE)
    assert len(counter.place.events()) == before
    assert counter.read(request).standing.failures == 0


def test_three_wrong_answers_lock_over_all_requests(counter: Counter) -> None:
    for number in range(3):
        request = counter.open().request.id
        told = counter.answer(request, Fact.CUSTOMER_NUMBER, f"0000000{number}")
        assert isinstance(told, Verification)
        assert (told.matched, told.standing.failures) == (False, number + 1)
    request = counter.open().request.id
    assert counter.answer(request, Fact.EMAIL) == refused(Reason.LOCKED)
    assert counter.read(request).standing.locked
    assert not counter.read(request).verified


def test_a_fact_counts_once(counter: Counter) -> None:
    request = counter.open().request.id
    counter.answer(request, Fact.EMAIL)
    assert counter.answer(request, Fact.EMAIL) == refused(Reason.FACT_USED)


@pytest.mark.parametrize("requester", [Requester.HOUSEHOLD, Requester.UNKNOWN])
def test_for_whoever_may_not_see_nobody_is_opened(counter: Counter, requester: Requester) -> None:
    request = counter.draft()
    opened = counter.access.open(counter.who, request, 1, requester, Purpose.OTHER)
    assert opened == refused(Reason.REQUESTER_MAY_NOT_SEE)
    assert counter.answer(request, Fact.EMAIL) == refused(Reason.NOT_OPENED)


def test_an_unknown_customer_and_an_unknown_request_are_refused(counter: Counter) -> None:
    asked = (Requester.CUSTOMER, Purpose.ORDER)
    assert counter.access.open(counter.who, counter.draft(), 999, *asked) == refused(Reason.NO_SUCH_CUSTOMER)
    assert counter.access.open(counter.who, "nothing", 1, *asked) == refused(Reason.NO_REQUEST)
    assert counter.access.read(counter.who, "nothing", 1) == refused(Reason.NO_REQUEST)
    assert counter.access.read(counter.who, counter.draft(), 1) == refused(Reason.NOT_OPENED)


def test_another_agent_reads_nothing_under_my_request(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    other = counter.place.seed.agent("Sam", Role.LEAD)
    assert counter.access.read(other, seen.request.id, 1) == refused(Reason.NO_REQUEST)
    assert counter.access.read(other, counter.draft(other), 1) == refused(Reason.NOT_OPENED)


def test_a_reveal_opens_one_field_and_says_which(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    assert seen.birth_date.locked
    shown = counter.access.reveal(counter.who, seen.request.id, 1, "customer", "birth_date")
    assert isinstance(shown, CustomerFile)
    assert shown.birth_date.text == counter.her.birth_date.isoformat()
    last = counter.place.events(counter.who)[-1]
    assert (last.verb, last.fields) == (Verb.REVEALED, ("customer.birth_date",))


def test_a_reveal_before_verification_is_refused(counter: Counter) -> None:
    request = counter.open().request.id
    answer = counter.access.reveal(counter.who, request, 1, "customer", "birth_date")
    assert answer == refused(Reason.NOT_VERIFIED)
    assert counter.place.events(counter.who)[-1].outcome is Outcome.REFUSED


def test_ending_closes_everything_and_only_once(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    request = seen.request.id
    assert counter.access.end(counter.who, request, RequestOutcome.DONE) is None
    assert counter.access.read(counter.who, request, 1) == refused(Reason.NOT_OPENED)
    assert counter.access.end(counter.who, request, RequestOutcome.DONE) == refused(Reason.REQUEST_ENDED)
    (recent,) = counter.access.recent(counter.who)
    assert (recent.request.status, recent.outcome) == (RequestStatus.ENDED, RequestOutcome.DONE)


def test_a_grant_that_is_over_shows_nothing(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    counter.place.clock.move(minutes=16)
    assert counter.access.read(counter.who, seen.request.id, 1) == refused(Reason.NOT_OPENED)


# --- amending


def email_change(seen: CustomerFile, value: str = NEW) -> FieldChange:
    line = next(line for line in seen.emails if line.row_id == min(each.row_id for each in seen.emails))
    return FieldChange("email", "address", line.row_id, line.version, value)


def test_an_amendment_is_granted_written_and_kept_in_history(counter: Counter) -> None:
    seen = counter.verified(*THREE)
    assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, [email_change(seen)]), Saved)
    after = counter.read(seen.request.id)
    assert NEW in {line.value.text for line in after.emails}
    change = next(line for line in after.history if line.field == "email.address")
    assert (change.field, change.before, change.after) == ("email.address", counter.her.email, NEW)
    assert change.request_number == seen.request.number
    found = counter.lookup.find(counter.who, counter.draft(), NEW)
    assert isinstance(found, Findings)
    assert [hit.candidate.customer_id for hit in found.hits] == [1]


def test_two_facts_are_not_enough_for_a_contact(counter: Counter) -> None:
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE)
    answer = counter.amend.amend(counter.who, seen.request.id, 1, [email_change(seen)])
    assert answer == refused(Reason.RUNG_TOO_LOW)
    assert counter.read(seen.request.id).history == ()


def test_a_change_since_it_was_read_is_a_conflict_and_overwrites_nothing(counter: Counter) -> None:
    seen = counter.verified(*THREE)
    mine, theirs = email_change(seen), email_change(seen, "first@example.org")
    assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, [theirs]), Saved)
    difference = Difference("email.address", mine.row_id, mine.version + 1, "first@example.org", NEW)
    assert counter.amend.amend(counter.who, seen.request.id, 1, [mine]) == Conflict((difference,))
    event = counter.place.events(counter.who)[-1]
    assert (event.verb, event.outcome, event.detail) == (Verb.AMENDED, Outcome.FAILED, {"reason": "conflict"})
    after = counter.read(seen.request.id)
    assert "first@example.org" in {line.value.text for line in after.emails}
    assert [line.after for line in after.history if line.field == "email.address"] == ["first@example.org"]


def test_a_row_of_another_customer_is_no_row_of_hers(counter: Counter) -> None:
    seen = counter.verified(*THREE)
    line = email_change(seen)
    foreign = FieldChange("email", "address", 10_000, line.version, NEW)
    difference = Difference("email.address", 10_000, None, "", NEW)
    assert counter.amend.amend(counter.who, seen.request.id, 1, [foreign]) == Conflict((difference,))
    assert counter.read(seen.request.id).history == ()


def test_a_mask_is_never_written(counter: Counter) -> None:
    masked = counter.open().emails[0].value.text
    seen = counter.verified(*THREE)
    with pytest.raises(InvalidError):
        counter.amend.amend(counter.who, seen.request.id, 1, [email_change(seen, masked)])
    assert counter.her.email in {line.value.text for line in counter.read(seen.request.id).emails}


def test_all_changes_are_written_or_none(counter: Counter) -> None:
    seen = counter.verified(*THREE)
    good = email_change(seen)
    phone = seen.phones[0]
    stale = FieldChange("phone", "number", phone.row_id, phone.version + 1, "+441134960999")
    answer = counter.amend.amend(counter.who, seen.request.id, 1, [good, stale])
    assert isinstance(answer, Conflict)
    assert [each.field for each in answer.differences] == ["phone.number"]
    after = counter.read(seen.request.id)
    assert NEW not in {line.value.text for line in after.emails}
    assert after.history == ()


# --- when the record cannot be made durable


@dataclass
class FullDisk:
    """A store whose commits fail from now on; counts the reads that follow."""

    store: Store
    full: bool = True
    reads: int = 0

    @contextmanager
    def reading(self, agent: Agent) -> Iterator[UnitOfWork]:
        self.reads += 1
        with self.store.reading(agent) as unit:
            yield unit

    @contextmanager
    def writing(self, agent: Agent) -> Iterator[UnitOfWork]:
        with self.store.writing(agent) as unit:
            if self.full:
                unit.commit = _fail  # type: ignore[method-assign]
            yield unit

    def attempt_sign_in(self, name: str) -> SignInAttempt | Refusal:
        return self.store.attempt_sign_in(name)

    def finish_sign_in(self, attempt: SignInAttempt, *, matched: bool) -> None:
        self.store.finish_sign_in(attempt, matched=matched)

    @property
    def outbox(self) -> Outbox:
        return self.store.outbox

    @property
    def outgoing(self) -> Outgoing:
        return self.store.outgoing

    def end_unused_requests(self) -> None:
        self.store.end_unused_requests()

    def close(self) -> None:
        self.store.close()


def _fail() -> None:
    raise StoreFullError("The disk that holds the store is full.")


def test_nothing_is_read_when_what_records_it_cannot_be_committed(counter: Counter) -> None:
    opened = counter.open().request.id
    seen = counter.verified(*THREE)
    before = counter.place.events()
    disk = FullDisk(counter.place.store)
    access, who, request = Access(disk), counter.who, seen.request.id
    for attempt in (
        lambda: access.draft(who, "northwind", "harbour", Channel.PHONE),
        lambda: Lookup(disk).find(who, opened, "hargreaves"),
        lambda: access.open(who, opened, 1, Requester.CUSTOMER, Purpose.ORDER),
        lambda: access.verify(who, opened, 1, Fact.EMAIL, counter.her.email, "GB"),
        lambda: access.reveal(who, request, 1, "customer", "birth_date"),
        lambda: Amend(disk, counter.place.clock, counter.amend.notices).amend(who, request, 1, [email_change(seen)]),
        lambda: access.end(who, request, RequestOutcome.DONE),
    ):
        with pytest.raises(StoreFullError):
            attempt()
    assert disk.reads == 0
    assert counter.place.events() == before
    assert NEW not in repr(counter.read(request))
