from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
import sqlalchemy as sa

from care_console.domain.errors import ToldError
from care_console.lookup.engine import find
from care_console.lookup.keys import Indexed
from care_console.services.bench_corrupter import mishear, mistype, transpose
from care_console.services.bench_lookup import (
    FORMS,
    measure_lookup,
    measure_quality,
    questions,
    read_queries,
    sample,
    spread,
)
from care_console.services.bench_people import CONTROLLER, make_people
from care_console.storage import schema
from care_console.storage.engine import Engines, open_engines
from care_console.storage.lookup_bench import LookupBed, fill
from care_console.storage.lookup_build import rebuild
from care_console.storage.lookup_check import misfiled
from care_console.storage.lookup_index import put_keys, read_records, recount
from care_console.storage.lookup_tables import lookup_card, lookup_key, lookup_term, lookup_variant

COUNT = 3_000
TOWN = 0.3
INDEX = (lookup_key, lookup_card, lookup_term, lookup_variant)


@pytest.fixture(scope="module")
def people() -> list[Indexed]:
    return list(make_people(COUNT, 7))


@pytest.fixture(scope="module")
def engines(tmp_path_factory: pytest.TempPathFactory, people: list[Indexed]) -> Iterator[Engines]:
    engines = open_engines(tmp_path_factory.mktemp("bench") / "bench.store", bytes(32))
    with engines.writing() as connection:
        schema.migrate(connection)
    assert fill(engines, people) == COUNT
    yield engines
    engines.dispose()


@pytest.fixture(scope="module")
def bed(engines: Engines) -> LookupBed:
    return LookupBed(engines, CONTROLLER)


def content(connection: sa.Connection) -> list[set[tuple[object, ...]]]:
    return [{tuple(row) for row in connection.execute(sa.select(table))} for table in INDEX]


def test_the_same_seed_makes_the_same_people_and_another_others(people: list[Indexed]) -> None:
    assert list(make_people(COUNT, 7)) == people
    assert list(make_people(COUNT, 8)) != people
    assert [one.customer_id for one in people] == list(range(1, COUNT + 1))


def test_names_are_as_frequent_as_names_are() -> None:
    borne = Counter(one.surname for one in make_people(20_000, 1))
    (_, most), *_rest = borne.most_common()
    assert 0.005 < most / 20_000 < 0.03
    assert sum(count == 1 for count in borne.values()) > 1_000


def test_a_filled_store_is_filed_as_it_should_be(engines: Engines) -> None:
    with engines.reading() as connection:
        assert list(misfiled(connection)) == []


@pytest.mark.parametrize("worth_a_process", [10**9, 1_000])
def test_building_on_one_core_or_many_is_filing_one_by_one(
    engines: Engines, monkeypatch: pytest.MonkeyPatch, worth_a_process: int
) -> None:
    monkeypatch.setattr("care_console.storage.lookup_build._WORTH_A_PROCESS", worth_a_process)
    with engines.writer.connect() as connection:
        assert rebuild(connection, read_records(connection), cores=2) == COUNT
        built = content(connection)
        for table in INDEX:
            connection.execute(sa.delete(table))
        put_keys(connection, read_records(connection))
        recount(connection)
        assert content(connection) == built
        connection.rollback()


def test_figures_are_what_the_contract_says(bed: LookupBed, people: list[Indexed]) -> None:
    figures = measure_lookup(bed, people, seed=1, count=3)
    assert list(figures) == ["customers", "forms", "like", "longest_pause_ms"]
    assert figures["customers"] == COUNT
    for part in ("forms", "like"):
        forms = figures[part]
        assert isinstance(forms, dict)
        assert tuple(forms) == FORMS
        assert all(
            set(form) == {"p50_ms", "p99_ms", "n"} and form["p99_ms"] >= form["p50_ms"] > 0 for form in forms.values()
        )


def test_exact_questions_are_answered_and_misspelt_ones_mostly(bed: LookupBed, people: list[Indexed]) -> None:
    asked = questions(people, Random(3), 60)
    with bed.index() as index:
        assert all(find(index, text, 5).hits[0].cost <= TOWN for text in asked["exact"])
        answered = sum(bool(hits := find(index, text, 5).hits) and hits[0].confident for text in asked["three_fuzzy"])
    assert answered >= 30


def test_like_finds_who_is_written_so(bed: LookupBed, people: list[Indexed]) -> None:
    one = people[0]
    assert bed.like([one.emails[0]]) == 1
    assert bed.like([one.given_names, one.surname, one.towns[0]]) >= 1
    assert bed.like(["qqqqqq"]) == 0


def test_quality_counts_ranks(bed: LookupBed, people: list[Indexed]) -> None:
    found = [(one.emails[0], one.customer_id) for one in people[:30] if one.emails]
    figures = measure_quality(bed, [*found, *((text, None) for text, _ in found)])
    assert (figures["queries"], figures["r1"], figures["r5"], figures["mrr"]) == (2 * len(found), 0.5, 0.5, 0.5)


def test_a_sample_is_drawn_from_all() -> None:
    drawn = sample(make_people(6_000, 1), Random(1))
    assert len({one.customer_id for one in drawn}) == 2_000
    assert max(one.customer_id for one in drawn) > 5_000


def test_spread_is_the_median_and_nearly_the_worst() -> None:
    assert spread([float(number) for number in range(100, 0, -1)]) == {"p50_ms": 51.0, "p99_ms": 100.0, "n": 100}


def test_queries_are_read_with_or_without_a_heading(tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    file.write_text('query,customer number\n"brown, leeds",C1\n', encoding="utf-8-sig")
    assert read_queries(file) == [("brown, leeds", "C1")]
    file.write_text("brown,C1\nsmith,C2\n", encoding="utf-8")
    assert read_queries(file) == [("brown", "C1"), ("smith", "C2")]


@pytest.mark.parametrize("content", [b"", b"query,customer number\n", b"\xff\xfe\x00"])
def test_a_file_without_queries_is_told(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "queries.csv"
    file.write_bytes(content)
    with pytest.raises(ToldError):
        read_queries(file)


def test_a_slip_changes_one_place_and_hearing_keeps_the_sound() -> None:
    rng = Random(1)
    for word in ("smith", "philips", "garcia", "ng", "aa"):
        for _ in range(50):
            assert abs(len(mistype(word, rng)) - len(word)) <= 1
            assert sorted(transpose(word, rng)) == sorted(word)
    assert {mishear("f", Random(seed)) for seed in range(30)} == {"ph", "v"}
    assert mistype("x", rng) == "x"
    assert mishear("mm", rng) == "mm"
