"""Type-ahead: a search on record first, exact and begun names within the frame, misspelt ones after."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console.domain.errors import CancelledError
from care_console.domain.events import Verb
from care_console.domain.requests import Purpose, Reason, Refusal, Requester, RequestOutcome
from care_console.lookup.engine import Findings
from care_console.services.lookup import Begun
from tests.stores import stranger

if TYPE_CHECKING:
    from tests.services.conftest import Counter


def begin(counter: Counter, request: str, text: str, brand: str = "") -> Begun:
    begun = counter.lookup.begin(counter.who, request, text, brand=brand)
    assert isinstance(begun, Begun)
    return begun


def ids(findings: Findings) -> list[int]:
    return [hit.candidate.customer_id for hit in findings.hits]


def misspelt(surname: str) -> str:
    return surname[:2] + surname[3:]


def test_what_is_begun_is_found_at_once_and_needs_no_more_when_enough(counter: Counter) -> None:
    begun = begin(counter, counter.draft(), counter.her.email)
    assert ids(begun.findings) == [counter.her.id]
    assert begun.findings.settled


def test_what_is_misspelt_follows_on_the_same_record(counter: Counter) -> None:
    request = counter.draft()
    said = f"{counter.her.given_names} {misspelt(counter.her.surname)}"
    begun = begin(counter, request, said)
    assert counter.her.id not in ids(begun.findings)
    assert not begun.findings.settled
    assert begun.ticket is not None
    whole = counter.lookup.complete(counter.who, begun.ticket)
    assert ids(whole)[0] == counter.her.id
    assert whole.settled
    searched = [event for event in counter.place.events(counter.who) if event.verb is Verb.SEARCHED]
    assert searched == [], "folded into one event with the end of the searching"
    counter.access.open(counter.who, request, counter.her.id, Requester.CUSTOMER, Purpose.ORDER)
    (event,) = [event for event in counter.place.events(counter.who) if event.verb is Verb.SEARCHED]
    assert event.detail["queries"] == "1"


def test_the_whole_answer_is_what_one_search_gives(counter: Counter) -> None:
    said = f"{counter.her.given_names} {misspelt(counter.her.surname)}"
    begun = begin(counter, counter.draft(), said)
    assert begun.ticket is not None
    at_once = counter.lookup.find(counter.who, counter.draft(), said)
    assert counter.lookup.complete(counter.who, begun.ticket) == at_once


def test_an_answer_that_nobody_waits_for_is_given_up(counter: Counter) -> None:
    begun = begin(counter, counter.draft(), misspelt(counter.her.surname))
    assert begun.ticket is not None
    with pytest.raises(CancelledError):
        counter.lookup.complete(counter.who, begun.ticket, overtaken=lambda: True)


def test_nothing_typed_is_neither_searched_nor_recorded(counter: Counter) -> None:
    request = counter.draft()
    assert begin(counter, request, "  ") == Begun(None, Findings(()))
    counter.access.end(counter.who, request, RequestOutcome.WITHDRAWN)
    assert Verb.SEARCHED not in [event.verb for event in counter.place.events(counter.who)]


def test_only_one_brand_is_shown_when_asked(counter: Counter) -> None:
    request = counter.draft()
    assert ids(begin(counter, request, counter.her.email, brand="harbour").findings) == [counter.her.id]
    assert ids(begin(counter, request, counter.her.email, brand="elsewhere").findings) == []


def test_a_refusal_is_told_and_nothing_is_read(counter: Counter) -> None:
    assert counter.lookup.begin(counter.who, "0" * 32, "harg") == Refusal(Reason.NO_REQUEST)


def test_possible_duplicates_of_who_is_open_are_counted(counter: Counter) -> None:
    twin = stranger(id=3, given_names=counter.her.given_names, surname=counter.her.surname, town=counter.her.town,
                    postcode=counter.her.postcode, number="7", order="#D3", older_order="#E3")  # fmt: skip
    counter.place.seed.customer(twin)
    assert counter.access.possible_duplicates(counter.who, counter.her.id) == 0
    counter.open()
    assert counter.access.possible_duplicates(counter.who, counter.her.id) == 1


def test_own_recent_customers_come_first_among_equals(counter: Counter) -> None:
    twin = stranger(id=3, given_names=counter.her.given_names, surname=counter.her.surname, number="7", order="#D3",
                    older_order="#E3")  # fmt: skip
    counter.place.seed.customer(twin)
    name = f"{counter.her.given_names} {counter.her.surname}"
    assert ids(begin(counter, counter.draft(), name).findings) == [1, 3]
    counter.access.open(counter.who, counter.draft(), 3, Requester.CUSTOMER, Purpose.ORDER)
    assert ids(begin(counter, counter.draft(), name).findings) == [3, 1]
