"""A ticket answers the question that was committed with it in full, and no other."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.ports import Ask
from care_console.lookup.engine import find
from care_console.lookup.keys import Indexed
from care_console.lookup.licence import Licensed
from tests.lookup.memory_index import MemoryIndex
from tests.lookup.people import CALLERS, GIVEN, POSTCODES, SURNAMES, TOWNS, crowds

BLNS = Path(__file__).parents[3] / "shared/data/blns/blns.json"
WORDS = (*GIVEN, *SURNAMES, *TOWNS, *POSTCODES, "2 jan 1980", "19800102", "SG-100234", "noah.brown@example.org",
         "noah.brwon@example.org", "0113 296 0123", "nowa", "braun", "okoner", "cathy", "n", "lude", "de la luca",
         "100235", "W2611340")  # fmt: skip


@pytest.mark.parametrize("one", WORDS)
@pytest.mark.parametrize("other", ["", "brown", "noah ls6 2pq", "smiht leeds", "mary jane", "31/12/1955"])
def test_the_committed_question_is_answered_in_full(one: str, other: str) -> None:
    for said in (f"{one} {other}", f"{other} {one}"):
        index = MemoryIndex(CALLERS)
        assert find(Licensed(index, said), said, 10) == find(index, said, 10), said


@given(crowds, st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join))
def test_whatever_is_said_of_whomever(crowd: list[Indexed], said: str) -> None:
    index = MemoryIndex(crowd)
    assert find(Licensed(index, said), said, 20) == find(index, said, 20)


@given(st.text(max_size=60))
def test_any_text_is_answered_alike(said: str) -> None:
    index = MemoryIndex(CALLERS)
    assert find(Licensed(index, said), said, 5) == find(index, said, 5)


def test_naughty_strings_are_answered_alike() -> None:
    if not BLNS.is_file():
        pytest.skip(f"{BLNS} is not here")
    index = MemoryIndex(CALLERS)
    for said in json.loads(BLNS.read_text(encoding="utf-8")):
        assert find(Licensed(index, said), said, 5) == find(index, said, 5)


@pytest.mark.parametrize(
    ("committed", "asked"),
    [
        ("brown", "smith"),
        ("brown", "b"),
        ("brown leeds", "noah"),
        ("brown ls6 2pq", "smith ls6 3ab"),
        ("80279", "75008"),
        ("noah.brown@example.org", "mj@example.org"),
        ("0113 296 0123", "303 555 0142"),
        ("SG-100234", "SG-100235"),
        ("brown 2 jan 1980", "brown 9 sep 1991"),
        ("", "brown"),
    ],
)
def test_another_question_is_not_answered(committed: str, asked: str) -> None:
    index = Licensed(MemoryIndex(CALLERS), committed)
    confident = {hit.candidate.customer_id for hit in find(index, asked, 9).hits if hit.confident}
    assert confident <= {hit.candidate.customer_id for hit in find(MemoryIndex(CALLERS), committed, 9).hits}
    assert not any(hit.cost == 0 and len(asked.split()) > 1 for hit in find(index, asked, 9).hits)


def test_a_shorter_beginning_than_was_said_is_dropped() -> None:
    inner = MemoryIndex(CALLERS)
    index = Licensed(inner, "noah brown")
    index.hits(Ask(starts=("n", "no", "noah", "noah b", "noah brown", "brown noa", "noahbrown", "noah ")))
    assert inner.asked[-1].starts == ("noah", "noah brown", "noahbrown", "noah ")
