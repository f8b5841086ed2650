"""What can be switched and what a no does, for every pack, subject, mailing and age."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.policies import Choice, Default, Policy, PolicyBook
from care_console.domain.preferences import (
    ALL_MARKETING,
    SUBJECTS,
    Mailing,
    chosen_switches,
    effects,
    may_be_switched_on,
    switches,
)
from tests.domain.policy_toml import FOLDER

BOOK = PolicyBook.load(FOLDER)
TODAY = date(2026, 3, 2)
POLICIES = [
    BOOK.in_force(brand.key, market, TODAY)
    for controller in BOOK.controllers()
    for brand in BOOK.brands(controller.key)
    for market in ("GB", "US", "FR")
    if not (brand.key == "la-redoute" and market != "GB")
]
policies = st.sampled_from(POLICIES)
subjects = st.frozensets(st.sampled_from(SUBJECTS))
days = st.integers(-100, 100).map(lambda number: TODAY + timedelta(days=number))


@st.composite
def mailings(draw: st.DrawFn) -> Mailing:
    cut = draw(days)
    drop = cut + timedelta(days=draw(st.integers(0, 30)))
    brand = draw(st.sampled_from(["mr-porter", "the-outnet", "la-redoute"]))
    return Mailing(brand, "catalogue", cut, drop, drop + timedelta(days=draw(st.integers(0, 30))))


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: f"{policy.brand.key}-{policy.market}")
def test_what_is_never_done_is_not_offered_and_all_else_is(policy: Policy) -> None:
    both = (*policy.channels.items(), *policy.purposes.items())
    choices: dict[str, Choice] = {str(subject): choice for subject, choice in both}
    offered = {each.subject: each for each in switches(policy)}
    assert set(offered) == {subject for subject, choice in choices.items() if choice.default is not Default.NEVER}
    assert all(each.policy == policy.id and each.brand == policy.brand.key for each in offered.values())
    assert {subject for subject, each in offered.items() if each.default} == {
        subject for subject, choice in choices.items() if choice.default is Default.ON
    }


def test_all_marketing_is_every_channel_and_purpose_but_the_testimonial() -> None:
    assert set(SUBJECTS) - ALL_MARKETING == {"testimonial"}


@given(st.lists(policies, min_size=1, max_size=3), subjects, st.lists(mailings()))
def test_a_no_stops_what_was_asked_and_leaves_the_rest(
    chosen: list[Policy], asked: frozenset[str], known: list[Mailing]
) -> None:
    offered = [each for policy in chosen for each in switches(policy)]
    stopped = chosen_switches(chosen, asked)
    told = effects(offered, stopped, known, TODAY)
    assert set(told.stops) <= asked
    assert set(told.stops) | set(told.untouched) == {each.subject for each in offered}
    assert not set(told.stops) & set(told.untouched)
    posted = {each.brand for each in stopped if each.subject == "direct-mail"}
    under_way = [one for one in known if one.brand in posted and one.data_cut <= TODAY <= one.in_homes_until]
    assert told.may_arrive_until == (max(one.in_homes_until for one in under_way) if under_way else None)


@given(st.dates(date(1930, 1, 1), TODAY), st.booleans(), st.integers(13, 18))
def test_only_a_minor_needs_a_guardian(born: date, agreed: bool, age: int) -> None:
    birthday = (born.year + age, born.month, born.day)
    of_age = birthday <= (TODAY.year, TODAY.month, TODAY.day)
    assert may_be_switched_on(born, TODAY if agreed else None, age, TODAY) == (of_age or agreed)


def test_an_unknown_age_is_an_adult_s() -> None:
    assert may_be_switched_on(None, None, 16, TODAY)
