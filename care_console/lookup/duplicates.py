"""Who may be on file twice (M6), told by nothing but what a search hit shows of both: names, home, masks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Final

from care_console.domain.ports import Candidate
from care_console.lookup.keys import name_terms
from care_console.lookup.normalise import compact
from care_console.lookup.rank import word_cost

_MOST: Final = 2.5
"""What both names may cost together (`lookup.rank`): one slip, one short form or one initial."""
_TOWN_SLIP: Final = 2.4


def possible_duplicates(shown: Sequence[Candidate]) -> dict[int, int]:
    """By customer: how many others of these may be the same person. Who is like nobody is left out."""
    like: dict[int, int] = {}
    for one, other in combinations(shown, 2):
        if may_be_same(one, other):
            for customer in (one, other):
                like[customer.customer_id] = like.get(customer.customer_id, 0) + 1
    return like


def may_be_same(one: Candidate, other: Candidate) -> bool:
    """Whether two customers are called alike and live alike, or are reached alike.

    Only what a hit shows is compared: that two share a masked fact is not for anybody to learn.
    """
    return one.customer_id != other.customer_id and (_near(one, other) or _reached(one, other)) and _named(one, other)


def _near(one: Candidate, other: Candidate) -> bool:
    towns = compact(one.town), compact(other.town)
    if not all(towns) or one.outward.casefold() != other.outward.casefold() or one.country != other.country:
        return False
    return word_cost(*towns) <= _TOWN_SLIP


def _reached(one: Candidate, other: Candidate) -> bool:
    masks = (one.email.casefold(), one.phone), (other.email.casefold(), other.phone)
    return all(masks[0]) and masks[0] == masks[1]


def _named(one: Candidate, other: Candidate) -> bool:
    given, surname = _whole(one.given_names), _whole(one.surname)
    theirs, their_surname = _whole(other.given_names), _whole(other.surname)
    if not (given or surname) or not (theirs or their_surname):
        return False
    straight = _cost(given, theirs) + _cost(surname, their_surname)
    return straight <= _MOST or (given, surname) == (their_surname, theirs)


def _whole(name: str) -> str:
    return next(iter(name_terms(name)), "")


def _cost(one: str, other: str) -> float:
    """The same both ways; a name that is missing is like none but a missing one."""
    return 0.0 if one == other else min(word_cost(one, other), word_cost(other, one)) if one and other else _MOST + 1
