"""The ladder: which facts reach which rung."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain import fields
from care_console.domain.requests import STRONG_FACTS, Fact, Rung, Standing, rungs

facts = st.frozensets(st.sampled_from(Fact))


@given(facts, st.booleans())
def test_rungs_follow_the_table(given_facts: frozenset[Fact], written: bool) -> None:
    reached = rungs(given_facts, written=written)
    code, said = Fact.ONE_TIME_CODE in given_facts, given_facts - {Fact.ONE_TIME_CODE}
    assert (Rung.VIEW in reached) == (len(said) >= 2)
    assert (Rung.STRONG in reached) == (len(said) >= 2 and bool(said & STRONG_FACTS))
    assert (Rung.CONTACT in reached) == (len(said) >= 2 and (code or (len(said) >= 3 and not written)))


@given(facts, facts)
def test_another_fact_never_takes_a_rung_away(some: frozenset[Fact], more: frozenset[Fact]) -> None:
    assert rungs(some) <= rungs(some | more)


stricter = st.dictionaries(st.sampled_from(Rung), st.integers(0, 6))


@given(facts, st.booleans(), stricter)
def test_what_is_stricter_takes_rungs_away_and_gives_none(
    given_facts: frozenset[Fact], written: bool, asked: dict[Rung, int]
) -> None:
    reached = rungs(given_facts, written=written, stricter=asked)
    assert reached <= rungs(given_facts, written=written)
    said = len(given_facts - {Fact.ONE_TIME_CODE})
    assert not reached or said >= asked.get(Rung.VIEW, 0)
    assert all((len(given_facts) if rung is Rung.CONTACT else said) >= asked.get(rung, 0) for rung in reached)
    assert not reached or Rung.VIEW in reached, "no rung is reached without viewing"


@given(facts, st.booleans(), stricter)
def test_what_a_rung_needs_is_what_reaches_it(
    given_facts: frozenset[Fact], written: bool, asked: dict[Rung, int]
) -> None:
    standing = Standing(given_facts | STRONG_FACTS, 0, written=written, stricter=asked)
    for rung in Rung:
        enough = all(standing.has(each) >= standing.needs(each) for each in (Rung.VIEW, rung))
        coded = rung is not Rung.CONTACT or not written or Fact.ONE_TIME_CODE in given_facts
        assert (rung in standing.rungs) == (enough and coded)


def test_the_same_fact_twice_is_one() -> None:
    assert rungs([Fact.EMAIL, Fact.EMAIL]) == frozenset()


@given(facts, st.integers(0, 9))
def test_three_failures_lock_whatever_matched(given_facts: frozenset[Fact], failures: int) -> None:
    standing = Standing(given_facts, failures)
    assert standing.locked == (failures >= 3)
    assert standing.rungs == (frozenset() if failures >= 3 else rungs(given_facts))


@pytest.mark.parametrize(
    "scope", ["", "amend.card.token", "reveal.email.address", "amend.email.address_key", "retire.customer"]
)
def test_scopes_that_are_not_declared_do_not_exist(scope: str) -> None:
    assert not fields.is_declared(scope)
    with pytest.raises(KeyError):
        fields.needed_rung(scope)


def test_every_amendment_needs_a_rung_and_nothing_hidden_for_ever_is_amended() -> None:
    for table, rule in fields.GUARDED.items():
        for name, column in rule.columns.items():
            declared = fields.is_declared(fields.amend_scope(table, name))
            assert declared == (column.amend is not None)
            assert not (declared and column.shown is fields.Shown.NEVER)
            everything = frozenset({fields.OPEN, fields.VIEW, fields.reveal_scope(table, name)})
            assert fields.opened_by(table, name, everything) == (column.shown is not fields.Shown.NEVER)
            assert not fields.opened_by(table, name, frozenset())
