from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.ports import Ask, Likeness, Outline
from care_console.lookup.keys import Indexed
from care_console.lookup.likeness import like_date, like_postcode
from care_console.lookup.query import Kind, parse
from care_console.lookup.rank import CONFIDENT, FAR, Ranking, word_cost
from tests.lookup.memory_index import MemoryIndex
from tests.lookup.people import CALLERS, crowds

words = st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=14)


def cost(said: str, customer_id: int) -> float:
    index = MemoryIndex(CALLERS)
    query = parse(said)
    (ranked,) = Ranking(query, 1_000_000).rank(c for c in everybody(index, said) if c.customer_id == customer_id)
    return ranked.cost


def everybody(index: MemoryIndex, said: str) -> list[Outline]:
    query = parse(said)
    starts = tuple("abcdefghijklmnopqrstuvwxyz")
    return index.hits(
        Ask(starts=starts, each=1000, postcodes=query.values(Kind.POSTCODE), dates=query.values(Kind.DATE))
    )


@given(words, words)
def test_only_equal_words_are_exact(said: str, held: str) -> None:
    assert (word_cost(said, held) == 0) == (said == held)
    assert 0 <= word_cost(said, held) <= FAR


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        (("noah", "noah"), ("noha", "noah")),
        (("bill", "william"), ("balliam", "william")),
        (("smyth", "smith"), ("smirh", "smith")),
        (("smith", "smith"), ("smith", "smithson")),
        (("cathrin", "catherine"), ("catherxyz", "catherine")),
        (("smiht", "smith"), ("smiab", "smith")),
    ],
)
def test_what_is_nearer_costs_less(better: tuple[str, str], worse: tuple[str, str]) -> None:
    assert word_cost(*better) < word_cost(*worse)


@pytest.mark.parametrize(
    "said",
    [
        "noah brown",
        "brown noah",
        "brown noah leeds",
        "ls6 2pq brown",
        "noah brown ls62pq",
        "02 01 1980 brown",
        "leeds brown",
    ],
)
def test_what_is_exact_costs_next_to_nothing(said: str) -> None:
    assert cost(said, 1) <= 0.3


@pytest.mark.parametrize("said", ["noha brown", "noah browne", "n brown", "noah brwon leeds", "noah brown ls6 2qp"])
def test_one_slip_is_still_confident(said: str) -> None:
    assert 0 < cost(said, 1) <= CONFIDENT


def test_joined_and_split_names_meet() -> None:
    assert cost("maryjane oconnor", 2) == 0
    assert cost("mary o connor", 2) <= 1
    assert cost("mary jane o'connor", 2) <= 1


@given(crowds, st.data())
def test_the_order_of_names_and_facts_does_not_matter(crowd: list[Indexed], data: st.DataObject) -> None:
    names = st.sampled_from(["noah", "brown", "smith", "mary", "olivia", "leeds", "80279"])
    said = data.draw(st.lists(names, min_size=2, max_size=4, unique=True))
    index = MemoryIndex(crowd)
    straight, other = (
        {one.outline.customer_id: one.cost for one in Ranking(parse(text), 1000).rank(everybody(index, text))}
        for text in (" ".join(said), " ".join(data.draw(st.permutations(said))))
    )
    assert straight == pytest.approx(other)


@given(crowds, st.sampled_from(["noah brown", "zoe", "smith 80279", "x y"]))
def test_ranking_is_the_same_whatever_order_candidates_come_in(crowd: list[Indexed], said: str) -> None:
    found = everybody(MemoryIndex(crowd), said)
    ranking = Ranking(parse(said), 1000)
    assert ranking.rank(found) == ranking.rank(found[::-1])


@pytest.mark.parametrize(
    ("said", "held", "likeness"),
    [
        ("ls62pq", "LS6 2PQ", Likeness.EQUAL),
        ("ls6", "LS6 2PQ", Likeness.OUTWARD),
        ("ls62qp", "LS6 2PQ", Likeness.SWAPPED),
        ("ls63pq", "LS6 2PQ", Likeness.ONE_CHARACTER),
        ("ls62p", "LS6 2PQ", Likeness.NONE),
        ("ls6", "LS61 2PQ", Likeness.NONE),
        ("8027", "80279", Likeness.NONE),
        ("80", "80279", Likeness.OUTWARD),
        ("101", "101", Likeness.EQUAL),
        ("80279", "", Likeness.NONE),
    ],
)
def test_likeness_of_postcodes(said: str, held: str, likeness: Likeness) -> None:
    assert like_postcode(said, ["EH1 1YZ", held]) is likeness


def test_a_date_of_birth_is_never_met_by_its_beginning() -> None:
    born = CALLERS[0].birth_date
    assert like_date("19800102", born) is Likeness.EQUAL
    assert like_date("19800120", born) is Likeness.SWAPPED
    assert like_date("19800103", born) is Likeness.ONE_CHARACTER
    assert all(like_date("19800102"[:length], born) is Likeness.NONE for length in range(8))
    assert like_date("19800102", None) is Likeness.NONE
