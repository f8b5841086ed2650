"""Who may be on file twice, by what hits show."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from care_console.domain.ports import Candidate
from care_console.lookup.duplicates import may_be_same, possible_duplicates

ONE = Candidate(
    customer_id=1,
    given_names="Catherine",
    surname="Whitlock",
    town="Leeds",
    outward="LS6",
    country="GB",
    brands=("harbour",),
    numbers=("•••• 0923",),
    email="c••••••@example.org",
    phone="••••• •••412",
    flags=(),
)
OTHER = replace(ONE, customer_id=2, numbers=("•••• 7711",), email="", phone="")


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"given_names": "Kate"},
        {"given_names": "C"},
        {"surname": "Whitlok"},
        {"given_names": "Whitlock", "surname": "Catherine"},
        {"town": "Leads"},
        {"outward": "ls6"},
        {"town": "York", "outward": "YO1", "email": ONE.email, "phone": ONE.phone},
    ],
)
def test_alike_in_name_and_home_or_in_name_and_both_masks(changed: dict[str, Any]) -> None:
    other = replace(OTHER, **changed)
    assert may_be_same(ONE, other)
    assert may_be_same(other, ONE)


@pytest.mark.parametrize(
    "changed",
    [
        {"given_names": "Margaret"},
        {"given_names": ""},
        {"given_names": "Kate", "surname": "Whitlok"},
        {"surname": "Hargreaves"},
        {"town": "York"},
        {"town": "", "outward": ""},
        {"outward": "LS7"},
        {"country": "US"},
        {"town": "York", "email": ONE.email},
        {"town": "York", "phone": ONE.phone},
    ],
)
def test_one_thing_alike_is_not_enough(changed: dict[str, Any]) -> None:
    other = replace(OTHER, **changed)
    assert not may_be_same(ONE, other)
    assert not may_be_same(other, ONE)


def test_nobody_is_a_duplicate_of_oneself_or_of_nobody() -> None:
    assert not may_be_same(ONE, replace(OTHER, customer_id=1))
    nameless = replace(ONE, given_names="", surname="")
    assert not may_be_same(nameless, replace(nameless, customer_id=2))


def test_each_is_told_how_many_are_like_it() -> None:
    third = replace(OTHER, customer_id=3, given_names="Catharine")
    stranger = replace(OTHER, customer_id=4, surname="Okafor")
    assert possible_duplicates([ONE, OTHER, third, stranger]) == {1: 2, 2: 2, 3: 2}
    assert possible_duplicates([ONE, stranger]) == {}
