"""Writes: each column under its own grant, only what differs, with history, event and version."""

from __future__ import annotations

from typing import Any

import pytest

from care_console.domain.customers import Customer, Email
from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, add_scope, amend_scope, retire_scope, reveal_scope
from care_console.domain.masking import DOT
from care_console.domain.requests import Fact, Verification
from tests.contract.desk import Desk
from tests.stores import START

EMAIL = amend_scope("email", "address")


def write(desk: Desk, change: Any) -> None:
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert isinstance(customer, Customer)
        change(customer)
        unit.commit()


def fresh(customer_id: int = 1, address: str = "new@example.org") -> Email:
    return Email(id=None, customer_id=customer_id, address=address, address_key=None, since=START)  # type: ignore[arg-type]


def test_an_amendment_is_value_history_event_and_version_in_one(desk: Desk) -> None:
    request = desk.verified(scopes=[VIEW, EMAIL])
    before = desk.must_see().emails[0].version
    write(desk, lambda customer: setattr(customer.emails[0], "address", "new@example.org"))
    seen = desk.must_see()
    assert (seen.emails[0].address, seen.emails[0].version) == ("new@example.org", before + 1)
    since, line = desk.history()
    assert (since.field, line.amendment) == ("email.since", since.amendment)
    assert (line.field, line.before, line.after) == ("email.address", desk.her.email, "new@example.org")
    assert (line.agent, line.at) == (desk.who.id, START)
    event = desk.last()
    assert (event.verb, event.outcome, event.fields, event.detail) == (
        Verb.AMENDED, Outcome.DONE, ("email.address",), {},
    )  # fmt: skip
    assert (event.request, event.purpose, event.customer) == (request, "change_details", desk.her.pseudonym)
    granted = [one for one in desk.events() if one.verb is Verb.GRANTED]
    assert event.grant == granted[-1].grant


def test_untouched_and_equal_values_write_nothing(desk: Desk) -> None:
    desk.verified(scopes=[VIEW, EMAIL])
    before = desk.events()
    write(desk, lambda customer: setattr(customer.emails[0], "address", desk.her.email))
    assert desk.events() == before
    assert (desk.history(), desk.must_see().emails[0].version) == ([], 1)


def test_a_locked_column_is_not_overwritten_by_an_amendment_beside_it(desk: Desk) -> None:
    request = desk.verified(scopes=[amend_scope("customer", "title")])
    desk.amend(title="Dr")
    desk.grant(request, [VIEW, reveal_scope("customer", "birth_date")])
    seen = desk.must_see()
    assert (seen.title, seen.birth_date, seen.emails[0].address) == ("Dr", desk.her.birth_date, desk.her.email)


@pytest.mark.parametrize("value", [f"m{DOT * 6}@example.org", DOT])
def test_a_mask_is_never_stored(desk: Desk, value: str) -> None:
    desk.verified(scopes=[VIEW, EMAIL, add_scope("email")])
    with pytest.raises(InvalidError) as caught:
        write(desk, lambda customer: setattr(customer.emails[0], "address", value))
    assert (caught.value.field, value in str(caught.value)) == ("email.address", False)
    with pytest.raises(InvalidError):
        write(desk, lambda customer: customer.emails.append(fresh(address=value)))
    assert [email.address for email in desk.must_see().emails] == [desk.her.email, desk.her.second_email]


def test_rolled_back_nothing_is_written(desk: Desk) -> None:
    desk.verified(scopes=[VIEW, EMAIL])
    before = desk.events()
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
    assert (desk.must_see().emails[0].address, desk.history(), desk.events()) == (desk.her.email, [], before)


def test_rows_are_added_and_retired_under_their_own_scopes(desk: Desk) -> None:
    request = desk.verified(scopes=[VIEW, add_scope("email"), retire_scope("email")])
    write(desk, lambda customer: customer.emails.append(fresh()))
    write(desk, lambda customer: customer.emails.remove(customer.emails[0]))
    assert [email.address for email in desk.must_see().emails] == [desk.her.second_email, "new@example.org"]
    changes = [(line.field, line.before, line.after) for line in desk.history()]
    assert ("email.address", None, "new@example.org") in changes
    assert ("email.address", desk.her.email, None) in changes
    assert [one.fields for one in desk.events() if one.verb is Verb.AMENDED] == [("email.address", "email.since")] * 2
    desk.end(request)
    again = desk.opened()
    told = desk.answer(again, Fact.EMAIL, "NEW@example.org")
    assert isinstance(told, Verification)
    assert told.matched, "the key of an added row was computed"


def test_keys_follow_even_where_part_of_them_is_locked(desk: Desk) -> None:
    desk.verified(scopes=[amend_scope("address", "postcode")])
    write(desk, lambda customer: setattr(customer.addresses[0], "postcode", "LS9 9ZZ"))
    request = desk.opened()
    told = desk.answer(request, Fact.POSTCODE, "LS6 2PQ, 14")
    assert isinstance(told, Verification)
    assert not told.matched
    told = desk.answer(request, Fact.POSTCODE, "LS9 9ZZ, 14")
    assert isinstance(told, Verification)
    assert told.matched


def test_the_history_of_a_field_shown_on_reveal_only_hides_its_values(desk: Desk) -> None:
    scope = amend_scope("customer", "birth_date")
    request = desk.verified(scopes=[VIEW, scope])
    write(desk, lambda customer: setattr(customer, "birth_date", customer.birth_date.replace(year=1959)))
    desk.end(request)
    assert desk.history() == []
    again = desk.opened()
    assert desk.history() == []
    for fact, text in ((Fact.EMAIL, desk.her.email), (Fact.BIRTH_DATE, "3 May 1959")):
        desk.answer(again, fact, text)
    desk.grant(again, [VIEW])
    (line,) = desk.history()
    assert (line.field, line.before, line.after) == ("customer.birth_date", None, None)
    desk.grant(again, [reveal_scope("customer", "birth_date")])
    (line,) = desk.history()
    assert (line.before, line.after) == ("1958-05-03", "1959-05-03")


def test_a_write_is_recorded_under_the_grant_that_allows_it(desk: Desk) -> None:
    first = desk.verified(scopes=[VIEW, amend_scope("customer", "title")])
    desk.place.clock.move(seconds=5)
    desk.opened(2)
    desk.amend(title="Dr")
    assert (desk.last().verb, desk.last().request) == (Verb.AMENDED, first)


def test_a_reader_writes_nothing(desk: Desk) -> None:
    request = desk.verified(scopes=[VIEW, EMAIL])
    with desk.store.reading(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
        with pytest.raises(BugError):
            unit.commit()
    with desk.store.reading(desk.who) as unit, pytest.raises(BugError):
        unit.open_customer(request, 1)
    assert desk.must_see().emails[0].address == desk.her.email


HOSTILE: dict[str, Any] = {
    "amending without a grant": lambda her, him: setattr(her.phones[0], "number", "+441134960999"),
    "writing a locked column": lambda her, him: setattr(her, "birth_date", START.date()),
    "writing a column nobody amends": lambda her, him: setattr(her, "since", START.date()),
    "writing a key": lambda her, him: setattr(her.emails[0], "address_key", "x@example.org"),
    "writing a key beside an amended column": lambda her, him: her.__setattr__(
        "security_answer_key", her.__setattr__("title", "Dr") or "X"
    ),
    "setting a version": lambda her, him: setattr(her.emails[0], "version", 40),
    "writing a token": lambda her, him: setattr(her.cards[0], "token", "tok_evil"),
    "another pseudonym": lambda her, him: setattr(her, "pseudonym", "c-0002"),
    "another controller": lambda her, him: setattr(her, "controller", "elsewhere"),
    "another id": lambda her, him: setattr(her, "id", 77),
    "moving a row by its column": lambda her, him: setattr(her.emails[0], "customer_id", 2),
    "moving a row by its collection": lambda her, him: him.emails.append(her.emails[1]),
    "adding to somebody else's collection": lambda her, him: him.emails.append(fresh(1)),
    "adding where nothing is added": lambda her, him: her.cards.append(type(her.cards[0])(
        id=None, customer_id=1, scheme="visa", last_four="1111", expires="2030-01", token="t")),
    "retiring by removal": lambda her, him: her.phones.clear(),
    "retiring by replacement": lambda her, him: setattr(her, "phones", []),
    "retiring what is never retired": lambda her, him: her.numbers.pop(),
    "an order's sum": lambda her, him: setattr(her.orders[0], "total_minor", 1),
    "an order's address": lambda her, him: setattr(her.orders[0], "address_id", 1),
}  # fmt: skip


@pytest.mark.parametrize("attack", HOSTILE)
def test_a_service_that_forgets_a_rule_is_stopped(desk: Desk, attack: str) -> None:
    desk.verified(scopes=[VIEW, EMAIL, add_scope("email"), amend_scope("customer", "title")])
    desk.opened(2)
    before = desk.events()
    with desk.store.writing(desk.who) as unit:
        her, him = unit.customer(1), unit.customer(2)
        HOSTILE[attack](her, him)
        with pytest.raises(BugError) as caught:
            unit.commit()
        with pytest.raises(BugError):
            unit.commit()
    assert not [text for text in [*desk.her.personal, *desk.him.personal] if text in str(caught.value)]
    assert desk.events() == before
    seen = desk.must_see()
    assert (seen.title, seen.pseudonym, seen.controller) == ("Ms", desk.her.pseudonym, "northwind")
    assert [len(rows) for rows in (seen.emails, seen.phones, seen.numbers, seen.cards)] == [2, 1, 1, 1]
    assert len(desk.must_see(2).emails) == 2
    assert desk.history() == []
