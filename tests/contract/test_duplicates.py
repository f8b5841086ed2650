"""Possible duplicates of a customer who is open: a number alone, within one controller, under a grant alone (M6)."""

from __future__ import annotations

from typing import Any

import pytest

from tests.contract.desk import Desk
from tests.stores import stranger

ALIKE: dict[str, Any] = {"given_names": "Margaret", "surname": "Hargreaves", "town": "Leeds", "postcode": "LS6 9ZZ"}


def plant(desk: Desk, customer_id: int, **other: Any) -> None:
    own = {"number": f"9{customer_id}", "order": f"#D{customer_id}", "older_order": f"#E{customer_id}"}
    desk.place.seed.customer(stranger(id=customer_id, **{**ALIKE, **own, **other}))


def count(desk: Desk, customer_id: int = 1) -> int:
    with desk.store.reading(desk.who) as unit:
        return unit.possible_duplicates(customer_id)


def test_only_who_is_open_is_counted_for_and_nothing_is_recorded(desk: Desk) -> None:
    plant(desk, 3)
    assert count(desk) == 0
    request = desk.opened()
    before = len(desk.events())
    assert count(desk) == 1
    assert count(desk, 3) == 0, "the other one is not open"
    assert len(desk.events()) == before
    desk.end(request)
    assert count(desk) == 0


@pytest.mark.parametrize(
    "other",
    [
        {"controller": "elsewhere"},
        {"given_names": "Tobias"},
        {"town": "York", "postcode": "YO1 7HH"},
        {"postcode": "LS17 9ZZ"},
    ],
)
def test_somebody_of_another_company_name_or_home_is_not_counted(desk: Desk, other: dict[str, Any]) -> None:
    plant(desk, 3, **other)
    desk.opened()
    assert count(desk) == 0


def test_misspelt_and_shortened_names_count(desk: Desk) -> None:
    plant(desk, 3, given_names="Maggie")
    plant(desk, 4, surname="Hargraves")
    desk.opened()
    assert count(desk) == 2


def test_that_two_share_a_masked_fact_is_not_told(desk: Desk) -> None:
    facts = {"birth_date": desk.her.birth_date, "phone": desk.her.phone, "line1": desk.her.line1}
    plant(desk, 3, **facts, given_names="Ann", surname="Other")
    desk.opened()
    assert count(desk) == 0
