"""Places on a hit that answer what was said, facts behind masks included."""

from __future__ import annotations

import pytest

from care_console.lookup.engine import find
from care_console.lookup.keys import Indexed
from tests.lookup.memory_index import MemoryIndex
from tests.lookup.people import CALLERS

TWICE = Indexed(20, "north", "Lee Ann", "Lee", ("LS6 2PQ", "75008"), ("Leeds", "Paris"))
MARKED = Indexed(21, "north", "Ire\u0301ne", "Mu\u0308ller", ("80331",), ("Mu\u0308nchen",))
EVERYBODY = (*CALLERS, TWICE, MARKED)


def marked(said: str, customer_id: int) -> set[tuple[str, str]]:
    hits = find(MemoryIndex(EVERYBODY), said, 20).hits
    (hit,) = [hit for hit in hits if hit.candidate.customer_id == customer_id]
    return {(one.field, one.text(hit.candidate)[one.start : one.end]) for one in hit.matches}


@pytest.mark.parametrize(
    ("said", "customer_id", "places"),
    [
        ("brown leeds", 1, {("surname", "Brown"), ("town", "Leeds")}),
        ("brown ls6 2pq", 1, {("surname", "Brown"), ("outward", "LS6")}),
        ("brown ls6", 1, {("surname", "Brown"), ("outward", "LS6")}),
        ("noah.brown@example.org", 1, {("email", "n••••••@example.org")}),
        ("0113 296 0123", 1, {("phone", "123")}),
        ("SG-100234", 1, {("numbers", "0234")}),
        ("brown 2 january 1980", 1, {("surname", "Brown")}),
        ("lee ann", 20, {("given_names", "Lee"), ("given_names", "Ann"), ("surname", "Lee")}),
        ("ire", 21, {("given_names", "Ire\u0301")}),
        ("irene mu", 21, {("given_names", "Ire\u0301ne"), ("surname", "Mu\u0308"), ("town", "Mu\u0308")}),
        ("\u0645\u062d\u0645\u062f", 9, {("given_names", "\u0645\u062d\u0645\u062f")}),
    ],
)
def test_every_place_that_was_met_and_shows(said: str, customer_id: int, places: set[tuple[str, str]]) -> None:
    assert marked(said, customer_id) == places


@pytest.mark.parametrize(
    ("said", "customer_id", "field"),
    [
        ("brown ls6 2qp", 1, "outward"),  # two letters exchanged: marking it would tell that the rest is right
        ("noah.brovn@example.org", 1, "email"),
        ("lee 75008", 20, "outward"),  # met by another address than the one that shows
    ],
)
def test_what_is_not_quite_so_or_not_shown_is_not_marked(said: str, customer_id: int, field: str) -> None:
    assert field not in {place for place, _ in marked(said, customer_id)}
