from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.ports import Ask, Outline
from care_console.lookup.engine import Advice, find
from care_console.lookup.highlight import Match
from care_console.lookup.keys import Indexed
from tests.lookup.memory_index import MemoryIndex
from tests.lookup.people import CALLERS, crowds

BLNS = Path(__file__).parents[3] / "shared/data/blns/blns.json"


@pytest.fixture(scope="module")
def index() -> MemoryIndex:
    return MemoryIndex(CALLERS)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("noah.brown@example.org", 1),
        ("0113 296 0123", 1),
        ("+44 113 296 0123", 1),
        ("SG100234", 1),
        ("100234", 1),
        ("noah brown LS6 2PQ", 1),
        ("2 January 1980 brown", 1),
        ("01/02/1980 brown", 1),
        ("brown leeds", 1),
        ("noha brown leeds", 1),
        ("mary o'connor", 2),
        ("Mrs Mary Jane O Connor", 2),
        ("oconor 80279", 2),
        ("connor mary jane", 2),
        ("zoe mueller", 3),
        ("Lüdenscheidt", 3),
        ("ludenscheit paris", 3),
        ("cathy smith", 4),
        ("bill smith", 5),
        ("smith m1", 5),
        ("王小明", 6),
        ("小明 王", 6),
        ("wang xiaoming", 6),
        ("sukarno", 7),
        ("sukarno jakarta", 7),
        ("محمد الأحمد", 9),
        ("de luca", 10),
        ("deluca gianni", 10),
        ("luca giovanni roma", 10),
        ("brown eh1 1yz noah", 8),
        ("brown eh1 1zy noah", 8),
    ],
)
def test_the_right_customer_comes_first(index: MemoryIndex, said: str, expected: int) -> None:
    hits = find(index, said, 5).hits
    assert hits
    assert hits[0].candidate.customer_id == expected
    assert hits[0].confident


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("nowa braun leeds", 1),
        ("kathryn smyth", 4),
        ("mari okoner", 2),
        ("wiliam smitt manchestr", 5),
        ("jovani de luka", 10),
    ],
)
def test_who_is_misheard_twice_is_still_the_nearest(index: MemoryIndex, said: str, expected: int) -> None:
    assert find(index, said, 5).hits[0].candidate.customer_id == expected


def test_the_same_name_shows_a_choice(index: MemoryIndex) -> None:
    hits = find(index, "noah brown", 5).hits
    assert [hit.candidate.customer_id for hit in hits[:2]] == [1, 8]
    assert hits[0].cost == hits[1].cost == 0


def test_what_is_being_typed_finds_without_fuzziness(index: MemoryIndex) -> None:
    for length in range(2, len("noah brown") + 1):
        typed = "noah brown"[:length]
        assert 1 in [hit.candidate.customer_id for hit in find(index, typed, 5, fuzzy=False).hits], typed


MASKED = (
    "noah.brown@example.org",
    "0113 296 0123",
    "1132960123",
    "LS6 2PQ",
    "19800102",
    "02011980",
    "SG-100234",
    "100234",
)


@pytest.mark.parametrize("fact", MASKED)
@pytest.mark.parametrize("name", ["", "brown "])
def test_masked_facts_are_never_met_by_their_beginning(fact: str, name: str) -> None:
    secret = replace(CALLERS[0], given_names="Ulf", surname="Brown", towns=())
    other = Indexed(99, "north", "Ulf", "Brown", ("LS6 9ZZ",), birth_date=date(1944, 4, 4))
    for length in range(1, len(fact)):
        typed = f"{name}{fact[:length]}".strip()
        hits = find(MemoryIndex([secret, other]), typed, 5).hits
        costs = {hit.candidate.customer_id: hit.cost for hit in hits}
        assert costs.get(1) == costs.get(99), typed


def test_no_range_of_keys_begins_within_a_fact(index: MemoryIndex) -> None:
    index.asked.clear()
    for said in ("80279", "brown 8027", "ls", "ls6 b", "smith 1980", "19800102 br", "@noah", "#w26", "=sg", "+44113"):
        find(index, said, 5)
    for ask in index.asked:
        assert all(start[0].isalpha() or (start[0] in "+*" and " " in start) for start in ask.starts)


@given(crowds, st.data())
def test_a_customer_is_found_by_whole_email_and_by_name_and_postcode(crowd: list[Indexed], data: st.DataObject) -> None:
    person = data.draw(st.sampled_from(crowd))
    index = MemoryIndex(crowd)
    if person.emails:
        hits = find(index, person.emails[0].upper(), 20).hits
        assert person.customer_id in [hit.candidate.customer_id for hit in hits if hit.cost == 0]
    if person.surname and person.postcodes and person.postcodes[0]:
        hits = find(index, f"{person.postcodes[0]}, {person.given_names} {person.surname}", 20).hits
        assert hits[0].confident
        assert person.customer_id in [hit.candidate.customer_id for hit in hits if hit.cost == hits[0].cost]


@given(crowds, st.sampled_from(["noah brown", "olivia smyth", "zoë", "smith 80279", "brown leeds", "maria"]))
def test_an_exact_answer_comes_before_every_other(crowd: list[Indexed], said: str) -> None:
    costs = [hit.cost for hit in find(MemoryIndex(crowd), said, 50).hits]
    assert costs == sorted(costs)


@given(crowds, st.sampled_from(["noah brown", "smith", "marie lefevre 75008", "garcia", "wang"]))
def test_results_are_the_same_after_indexing_anew(crowd: list[Indexed], said: str) -> None:
    assert find(MemoryIndex(crowd), said, 20) == find(MemoryIndex(crowd[::-1]), said, 20)


def test_altered_surname_and_postcode_together_are_no_confident_answer(index: MemoryIndex) -> None:
    assert not any(hit.confident for hit in find(index, "noah grunwald 99887", 5).hits)
    for said in ("mary oconor 80279", "mary oconnor 80297"):
        assert find(index, said, 5).hits[0].confident
    assert not any(hit.confident for hit in find(index, "mary oconor 80297", 5).hits)


@pytest.mark.parametrize(
    ("said", "advice"),
    [
        ("", Advice.SAY_SOMETHING),
        ("   \t\n ", Advice.SAY_SOMETHING),
        ("…!?", Advice.SAY_SOMETHING),
        ("b", Advice.MORE_LETTERS),
        ("7", Advice.MORE_LETTERS),
        ("nobody@example.org", Advice.WHOLE_FACT),
        ("99887766", Advice.WHOLE_FACT),
        ("qqqqqq", Advice.CHECK_SPELLING),
        ("brown " * 2000, Advice.SHORTEN),
    ],
)
def test_advice_says_what_else_to_ask(index: MemoryIndex, said: str, advice: Advice) -> None:
    assert find(index, said, 5).advice is advice


def test_too_many_equal_answers_ask_for_a_fact() -> None:
    crowd = [Indexed(number, "north", "John", "Smith") for number in range(1, 60)]
    found = find(MemoryIndex(crowd), "john smith", 10)
    assert len(found.hits) == 10
    assert found.advice is Advice.ADD_FACT


def test_the_agents_latest_customers_come_first_among_equals(index: MemoryIndex) -> None:
    class Remembering(MemoryIndex):
        def hits(self, ask: Ask) -> list[Outline]:
            return [
                replace(one, last_contact=datetime(2026, 1, one.customer_id, tzinfo=UTC)) for one in super().hits(ask)
            ]

    hits = find(Remembering(CALLERS), "noah brown", 5).hits
    assert [hit.candidate.customer_id for hit in hits[:2]] == [8, 1]


@pytest.mark.parametrize(
    ("said", "matches"),
    [
        ("mary oconnor", {("given_names", "Mary"), ("surname", "O'Connor")}),
        ("maryjane", {("given_names", "Mary Jane")}),
        ("oco", {("surname", "O'Co")}),
        ("connor denver", {("surname", "O'Connor"), ("town", "Denver")}),
        ("80279 mary", {("given_names", "Mary"), ("outward", "80")}),
    ],
)
def test_matches_are_places_in_what_is_shown(index: MemoryIndex, said: str, matches: set[tuple[str, str]]) -> None:
    hit = next(hit for hit in find(index, said, 5).hits if hit.candidate.customer_id == 2)
    assert {(m.field, str(getattr(hit.candidate, m.field))[m.start : m.end]) for m in hit.matches} == matches
    assert all(isinstance(match, Match) for match in hit.matches)


@pytest.mark.parametrize(
    "said",
    ["a" * 10_000, "7" * 10_000, "a " * 5_000, "@" * 10_000, "\u0301" * 10_000, "\ud800", "\x00", "%_'\";--",
        "\u202eأحمد noah",
     "noah\u200dbrown", "🙂" * 300, "0" * 40, "+" * 50, "1 2 3 4 5 6 7 8 9 0 1 2", "ﷺ" * 240, "a@b.c\ud800d.org"],
)  # fmt: skip
def test_hostile_texts_are_answered_with_bounded_work(index: MemoryIndex, said: str) -> None:
    index.asked.clear()
    found = find(index, said, 5)
    assert len(found.hits) <= 5
    assert len(index.asked) <= 3
    assert all(len(ask.starts) <= 60 and len(ask.keys) <= 220 and len(ask.whole) <= 60 for ask in index.asked)


def test_naughty_strings_are_answered(index: MemoryIndex) -> None:
    if not BLNS.is_file():
        pytest.skip(f"{BLNS} is not here")
    for said in json.loads(BLNS.read_text(encoding="utf-8")):
        assert len(find(index, said, 5).hits) <= 5


@given(st.text(max_size=60))
def test_any_text_is_answered(said: str) -> None:
    found = find(MemoryIndex(CALLERS), said, 3)
    assert found.hits or found.advice is not None


def test_a_date_of_birth_counts_as_said_in_either_order() -> None:
    both = [
        Indexed(1, "north", "Ann", "Lee", birth_date=date(1984, 5, 3)),
        Indexed(2, "north", "Ann", "Lee", birth_date=date(1984, 3, 5)),
        Indexed(3, "north", "Ann", "Lee", birth_date=date(1970, 1, 1)),
    ]
    hits = find(MemoryIndex(both), "lee 03/05/1984", 5).hits
    assert [hit.candidate.customer_id for hit in hits if hit.cost == 0] == [1, 2]


@pytest.mark.parametrize(
    "said",
    ["noah.brwon@example.org", "noah.browm@example.org", "noahh.brown@example.org", "noah.brown@exmple.org"],
)
def test_an_email_with_a_slip_finds_whom_it_names(index: MemoryIndex, said: str) -> None:
    first, *others = find(index, said, 5).hits
    assert first.candidate.customer_id == 1
    assert first.confident
    assert not any(hit.confident for hit in others)


def test_an_email_of_somebody_else_of_that_name_is_no_answer(index: MemoryIndex) -> None:
    hits = find(index, "catherine.smith@example.org", 5).hits
    assert hits[0].candidate.customer_id == 4
    assert not hits[0].confident


def test_every_town_is_met_and_only_the_one_shown_is_highlighted() -> None:
    moved = Indexed(1, "north", "Ann", "Lee", ("LS6 2PQ", "75008"), ("Leeds", "Paris"))
    index = MemoryIndex([moved, Indexed(2, "north", "Ann", "Lee", ("M1 1AE",), ("Manchester",))])
    for town, fields in (("paris", {"surname"}), ("leeds", {"surname", "town"})):
        first = find(index, f"lee {town}", 5).hits[0]
        assert (first.candidate.customer_id, first.confident) == (1, True)
        assert {match.field for match in first.matches} == fields


class AmongMany(MemoryIndex):
    """Customers hidden among a million whom nobody asks for."""

    def size(self) -> int:
        return 1_000_000


def test_a_rare_surname_is_found_with_another_given_name() -> None:
    assert find(AmongMany(CALLERS), "rosalind thistlewood", 5).hits == ()
    both = [*CALLERS, Indexed(20, "north", "Edgar", "Thistlewood")]
    hits = find(AmongMany(both), "rosalind thistlewood", 5).hits
    assert [hit.candidate.customer_id for hit in hits] == [20]
    assert not hits[0].confident


@pytest.mark.parametrize("said", ["smiht", "noha smith", "noha smiht"])
def test_a_slip_in_a_name_that_everybody_has_is_still_met(said: str) -> None:
    family = MemoryIndex(Indexed(number, "north", "Noah", "Smith") for number in (1, 2))
    assert [hit.candidate.customer_id for hit in find(family, said, 5).hits] == [1, 2]


def test_both_names_misheard_are_nearer_than_one_that_is_missed_in_a_small_store() -> None:
    people = [Indexed(number, "north", "Yusuf", "Khan") for number in range(1, 9)]
    people += [Indexed(number, "north", "Omar", "Ahmed") for number in range(9, 20)]
    index = MemoryIndex([*people, Indexed(20, "north", "Yusuf", "Ahmed")])
    assert find(index, "jusuf achmet", 5).hits[0].candidate.customer_id == 20
    assert not any(hit.confident for hit in find(index, "omar khan", 5).hits), "each has one of the two names"


def test_few_are_shown_who_are_merely_near() -> None:
    crowd = [Indexed(number, "north", "John", "Thistlewood") for number in range(1, 40)]
    hits = find(AmongMany(crowd), "rosalind thistlewood", 30).hits
    assert len(hits) == 10
    assert not any(hit.confident for hit in hits)


SMITHS = (
    Indexed(1, "north", "Ann", "Smith", ("LS6 2PQ",), ("Leeds",), date(1980, 1, 2), ("ann@example.org",)),
    Indexed(2, "north", "Bea", "Smith", ("LS6 2QP",), ("Leeds",), date(1980, 2, 1)),
    Indexed(3, "north", "Cora", "Smyth", ("LS6 2PQ",), ("Leeds",), date(1980, 1, 2)),
    Indexed(4, "north", "Dora", "Smith", ("M1 1AE",), ("Manchester",), date(1944, 4, 4)),
)


@pytest.mark.parametrize("said", ["smith ls6 2pq", "ls6 2pq smith", "smith 1980-01-02"])
def test_behind_who_meets_all_that_was_said_stand_those_with_a_slip_in_it(said: str) -> None:
    index = AmongMany(SMITHS)
    assert not find(index, said, 5, fuzzy=False).settled
    first, *others = find(index, said, 5).hits
    assert (first.candidate.customer_id, first.cost) == (1, 0)
    assert all(hit.cost > 0 and hit.confident for hit in others)
    assert 3 in [hit.candidate.customer_id for hit in others]
    assert 4 not in [hit.candidate.customer_id for hit in others], "of that name alone"


def test_a_fact_of_one_customer_alone_needs_nobody_behind() -> None:
    found = find(AmongMany(SMITHS), "smith ann@example.org", 5, fuzzy=False)
    assert found.settled
    assert [hit.candidate.customer_id for hit in found.hits] == [1]


@pytest.mark.parametrize("said", ["유수프 아흐메드", "noh 12 345 6 abc 99"])
def test_nobody_is_near_who_meets_next_to_nothing(said: str) -> None:
    people = [Indexed(number, "north", name, "Li") for number, name in enumerate(("Yara", "Mei", "Noah"), 1)]
    found = find(AmongMany(people), said, 5)
    assert found.hits == ()
    assert found.advice in (Advice.WHOLE_FACT, Advice.CHECK_SPELLING)


def test_two_letters_exchanged_are_a_slip_too() -> None:
    index = AmongMany([Indexed(1, "north", "Lin", "Yu", ("80279",)), Indexed(2, "north", "Lin", "Wu", ("80279",))])
    first = find(index, "uy 80279", 5).hits[0]
    assert (first.candidate.customer_id, first.confident) == (1, True)


def test_two_letters_of_a_surname_being_typed_bring_those_who_begin_so() -> None:
    others = [Indexed(number, "north", "Irene", "Brown") for number in range(1, 4)]
    hits = find(AmongMany([*others, Indexed(9, "north", "Irene", "Muller")]), "irene mu", 5).hits
    assert (hits[0].candidate.customer_id, hits[0].confident) == (9, True)
    assert ("surname", 0, 2) in {(match.field, match.start, match.end) for match in hits[0].matches}
