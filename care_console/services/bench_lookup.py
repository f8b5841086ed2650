"""Measures look-up: how fast each form of question is answered beside LIKE, and how often the right customer is on top.

Stores are given as an argument; every question runs in a reading transaction of its own, as in the console.
"""

from __future__ import annotations

import csv
import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from pathlib import Path
from random import Random
from typing import Final, Protocol, Self

from care_console.domain.errors import ToldError
from care_console.domain.ports import LookupIndex
from care_console.lookup.engine import find
from care_console.lookup.keys import Indexed
from care_console.services.bench_corrupter import mishear, mistype
from care_console.services.lookup import MOST_HITS

FORMS: Final = ("keystroke", "exact", "two_fuzzy", "three_fuzzy")
_WARM_UP: Final = 40
_LIKE_ASKED: Final = 5
_KEPT: Final = 2_000
_RANKED: Final = 50


class Bed(Protocol):
    """A store of customers, as it is asked."""

    def index(self) -> AbstractContextManager[LookupIndex]:
        """The index, in a transaction."""
        ...

    def like(self, words: Sequence[str]) -> int:
        """How many customers hold every word somewhere, by LIKE."""
        ...


def sample(people: Iterable[Indexed], rng: Random) -> list[Indexed]:
    """At most 2,000 of many customers, each as likely as any other, read once."""
    kept: list[Indexed] = []
    for place, one in enumerate(people):
        if place < _KEPT:
            kept.append(one)
        elif (drawn := rng.randrange(place + 1)) < _KEPT:
            kept[drawn] = one
    return kept


def questions(people: Sequence[Indexed], rng: Random, count: int) -> dict[str, list[str]]:
    """By form: what is asked for these customers, `count` questions each.

    `keystroke`: a name as it is being typed. `exact`: e-mail, phone, number, or a name with a fact, as on file.
    `two_fuzzy` and `three_fuzzy`: two or three words, of which the names and towns are misspelt or misheard.
    """
    asked: dict[str, list[str]] = {form: [] for form in FORMS}
    for _ in range(count):
        one = rng.choice(people)
        given, surname = one.given_names.split(" ")[0].lower(), one.surname.lower()
        town, postcode = one.towns[0].lower(), one.postcodes[0].lower()
        whole = f"{given} {surname}"
        asked["keystroke"].append(whole[: rng.randint(2, len(whole))])
        exact = [whole, f"{surname} {postcode}", f"{whole} {postcode}", f"{surname} {town}", *one.numbers]
        asked["exact"].append(rng.choice([*exact, *one.emails, *one.phones]))
        other = rng.choice((given, town, postcode))
        asked["two_fuzzy"].append(f"{_slip(surname, rng)} {_slip(other, rng)}")
        third = rng.choice((town, postcode))
        asked["three_fuzzy"].append(f"{_slip(given, rng)} {_slip(surname, rng)} {_slip(third, rng)}")
    return asked


def _slip(word: str, rng: Random) -> str:
    if not word.isalpha():
        return word
    return mistype(word, rng) if rng.random() < 0.5 else mishear(word, rng)


def measure_lookup(bed: Bed, people: Sequence[Indexed], *, seed: int, count: int) -> dict[str, object]:
    """Latencies of look-up and of LIKE by form, in one run: `{"customers", "forms", "like", "longest_pause_ms"}`.

    The forms take turns, so that a machine whose speed drifts does so for all. `longest_pause_ms` is the longest of the
    garbage collector while look-up ran.
    """
    rng = Random(f"{seed}:questions")  # noqa: S311 - made-up questions, no secrets
    asked = questions(people, rng, count + _WARM_UP)
    with bed.index() as index:
        customers = index.size()
    for place in range(_WARM_UP):
        for form in FORMS:
            _ask(bed, form, asked[form][count + place])
    # As the console does once it is warm: what lives on is not walked again and again by the collector.
    gc.collect()
    gc.freeze()
    times: dict[str, list[float]] = {form: [] for form in FORMS}
    with _Pauses() as pauses:
        for place in range(count):
            for form in FORMS:
                times[form].append(_timed(lambda form=form, place=place: _ask(bed, form, asked[form][place])))  # type: ignore[misc]
    like: dict[str, list[float]] = {form: [] for form in FORMS}
    for place in range(min(count, _LIKE_ASKED)):
        for form in FORMS:
            like[form].append(_timed(lambda form=form, place=place: bed.like(asked[form][place].split())))  # type: ignore[misc]
    return {
        "customers": customers,
        "forms": {form: spread(found) for form, found in times.items()},
        "like": {form: spread(found) for form, found in like.items()},
        "longest_pause_ms": round(pauses.longest, 3),
    }


def measure_session(bed: Bed, people: Sequence[Indexed], *, seed: int, searches: int) -> dict[str, float]:
    """A session of so many searches, all forms in turn: `{"searches", "longest_pause_ms", "longest_collection_ms"}`.

    `longest_pause_ms` is the longest that one search took, whatever took it, the garbage collector too;
    `longest_collection_ms` is the longest turn of the collector alone.
    """
    asked = questions(people, Random(f"{seed}:session"), searches // len(FORMS) + 1)  # noqa: S311 - no secrets
    times = []
    with _Pauses() as pauses:
        for place in range(searches):
            form = FORMS[place % len(FORMS)]
            text = asked[form][place // len(FORMS)]
            times.append(_timed(lambda form=form, text=text: _ask(bed, form, text)))  # type: ignore[misc]
    return {
        "searches": searches,
        "longest_pause_ms": round(max(times), 3),
        "longest_collection_ms": round(pauses.longest, 3),
    }


def _ask(bed: Bed, form: str, text: str) -> None:
    with bed.index() as index:
        find(index, text, MOST_HITS, fuzzy=form != "keystroke")


def _timed(work: Callable[[], object]) -> float:
    """Milliseconds that some work takes."""
    began = time.perf_counter()
    work()
    return (time.perf_counter() - began) * 1000


def spread(times: Sequence[float]) -> dict[str, float]:
    """The median and the 99th percentile of milliseconds, and how many there are."""
    ordered = sorted(times)
    p99 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    return {"p50_ms": round(ordered[len(ordered) // 2], 3), "p99_ms": round(p99, 3), "n": len(ordered)}


class _Pauses:
    """Times the garbage collector."""

    def __init__(self) -> None:
        self.longest = 0.0
        self._began = 0.0

    def __enter__(self) -> Self:
        gc.callbacks.append(self._on_turn)
        return self

    def __exit__(self, *_: object) -> None:
        gc.callbacks.remove(self._on_turn)

    def _on_turn(self, phase: str, _info: Mapping[str, int]) -> None:
        if phase == "start":
            self._began = time.perf_counter()
        else:
            self.longest = max(self.longest, (time.perf_counter() - self._began) * 1000)


def read_queries(path: Path) -> list[tuple[str, str]]:
    """Pairs of a query and the customer number that it means, from a file with these two columns (UTF-8, CSV).

    Raises ToldError for a file that is none.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            rows = [(row[0], row[1].strip()) for row in csv.reader(lines) if len(row) >= 2]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise ToldError(
            "The file of queries cannot be read.",
            todo="Give a CSV file in UTF-8 with the columns query, customer number.",
        ) from error
    if rows and rows[0][0].strip().casefold() == "query":
        rows = rows[1:]
    if not rows:
        raise ToldError("The file holds no queries.", todo="Give two columns: query, customer number.")
    return rows


def measure_quality(bed: Bed, wanted: Sequence[tuple[str, int | None]]) -> dict[str, object]:
    """How often the customer who is meant comes first or among five, and the mean reciprocal rank, over all queries.

    `wanted`: queries with the ids of customers (None: no such customer, never found). Of customers with the same
    cost the order shown counts. `{"queries", "r1", "r5", "mrr", "p50_ms", "p99_ms"}`.

    Raises ValueError without queries.
    """
    ranks: list[int] = []
    times: list[float] = []
    for text, customer_id in wanted:
        began = time.perf_counter()
        with bed.index() as index:
            hits = find(index, text, _RANKED).hits
        times.append((time.perf_counter() - began) * 1000)
        ids = [hit.candidate.customer_id for hit in hits]
        ranks.append(ids.index(customer_id) + 1 if customer_id in ids else 0)
    total = len(ranks)
    if not total:
        raise ValueError("nothing was asked")
    figures = spread(times)
    return {
        "queries": total,
        "r1": round(sum(rank == 1 for rank in ranks) / total, 4),
        "r5": round(sum(0 < rank <= 5 for rank in ranks) / total, 4),
        "mrr": round(sum(1 / rank for rank in ranks if rank) / total, 4),
        "p50_ms": figures["p50_ms"],
        "p99_ms": figures["p99_ms"],
    }
