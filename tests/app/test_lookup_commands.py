"""The commands around look-up, on the stores that they open."""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert

from care_console import resources
from care_console.app.lookup_commands import bench_lookup, bench_quality, check_store, look_up
from care_console.app.stores import SystemClock
from care_console.credentials import new_key
from care_console.domain.customers import AddressKind
from care_console.domain.errors import ToldError
from care_console.domain.events import Verb
from care_console.domain.intake import Kind
from care_console.domain.policies import PolicyBook
from care_console.domain.roles import Agent, Role
from care_console.lookup.guesses import guesses_in, too_many
from care_console.services.intake.mapping import OwnNames
from care_console.services.intake.run import run_import
from care_console.storage import tables as t
from care_console.storage.intake import SqliteIntake
from care_console.storage.lookup_index import reindex
from care_console.storage.store import SqliteStore, create_store

if TYPE_CHECKING:
    from collections.abc import Iterator

BLNS = Path(__file__).parents[3] / "shared/data/blns/blns.json"
CUSTOMERS = """given_names,surname,numbers.0.brand,numbers.0.number,emails.0
Margaret,Hargreaves,net-a-porter,N1001,m.h@example.org
Owen,Pritchard,net-a-porter,N1002,o.p@example.org
"""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = create_store(tmp_path / "a.store", new_key(), SystemClock(), "desk")
    rows = tmp_path / "customers.csv"
    rows.write_text(CUSTOMERS, encoding="utf-8")
    book = PolicyBook.load(resources.path("policies"))
    run_import(SqliteIntake(made, SystemClock()), Kind.CUSTOMERS, rows, OwnNames(), book=book, now=datetime.now(UTC))
    yield made
    made.close()


@pytest.fixture
def lead(store: SqliteStore) -> Agent:
    return store.put_agent("Lena Lead", Role.LEAD, "hash")


def asked(text: str) -> argparse.Namespace:
    return argparse.Namespace(text=text, reason="call 17", brand="", limit=5, json=True)


def test_a_lead_finds_somebody_misheard_and_the_search_is_recorded(
    store: SqliteStore, lead: Agent, capsys: pytest.CaptureFixture[str]
) -> None:
    assert look_up(store, lead, asked("margret hargreves")) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert (hit["customer_number"], hit["name"]) == ("N1001", "Margaret Hargreaves")
    source = store.site.source(lead.id)
    assert Verb.SEARCHED in [row.verb for row, _body in store.outbox.pending(source, 10)]


NAUGHTY = (
    *("", " \t\n", "h" * 10_000, "7" * 10_000, "a " * 5_000, "\u0301" * 10_000, "\ud800", "har\udcffgreaves", "\x00"),
    *("h\x00argreaves", "\u202eأحمد", "🙂" * 300, "%_'\";--", "-- ", "h", "7", "1" * 40, "a@b.c\ud800d.org"),
)


@pytest.mark.parametrize("text", NAUGHTY)
def test_bad_input_is_answered_and_recorded(
    store: SqliteStore, lead: Agent, capsys: pytest.CaptureFixture[str], text: str
) -> None:
    assert look_up(store, lead, asked(text)) == 0
    told = json.loads(capsys.readouterr().out)
    assert set(told) == {"hits", "advice"}
    assert told["hits"] or told["advice"], "somebody, or what else to ask"
    assert look_up(store, lead, argparse.Namespace(**vars(asked(text)) | {"json": False})) == 0


def test_naughty_strings_are_answered(store: SqliteStore, lead: Agent, capsys: pytest.CaptureFixture[str]) -> None:
    if not BLNS.is_file():
        pytest.skip(f"{BLNS} is not here")
    for text in json.loads(BLNS.read_text(encoding="utf-8")):
        if too_many(guesses_in(text)):
            # So many numbers that they could be postcodes, one after another.
            with pytest.raises(ToldError, match="Several birth dates or postcodes"):
                look_up(store, lead, asked(text))
            continue
        assert look_up(store, lead, asked(text)) == 0, text
        assert "hits" in json.loads(capsys.readouterr().out)


def test_a_reason_from_a_terminal_in_another_encoding_is_noted(store: SqliteStore, lead: Agent) -> None:
    options = argparse.Namespace(**vars(asked("hargreaves")) | {"reason": "Anruf f\udcfcr 17"})
    assert look_up(store, lead, options) == 0


def test_an_index_that_differs_is_told(store: SqliteStore, capsys: pytest.CaptureFixture[str]) -> None:
    assert check_store(store) == 0
    with store.engines.writing() as connection:
        connection.exec_driver_sql("UPDATE customer SET surname = 'Hargrave' WHERE surname = 'Hargreaves'")
    assert check_store(store) == 1
    told = capsys.readouterr().out
    assert "2 customers, 1 whose look-up keys differ\n  customer 1: keys differ\n" in told
    with store.engines.writing() as connection:
        reindex(connection, [1])
    assert check_store(store) == 0
    told = capsys.readouterr().out
    assert told.endswith("2 words counted before the latest changes\n  hargrave\n  hargreaves\n")
    with store.engines.writing() as connection:
        connection.exec_driver_sql("DELETE FROM lookup_variant WHERE term = 'pritchard' AND v = 'ritchard'")
    assert check_store(store) == 1
    assert "1 spellings of words that differ\n  ritchard of pritchard\n" in capsys.readouterr().out


def test_quality_is_measured_on_the_store_that_is_given(store: SqliteStore, tmp_path: Path) -> None:
    queries = tmp_path / "queries.csv"
    queries.write_text("query,customer number\nhargreaves margaret,N1001\nowen pritchard,N1001\n", encoding="utf-8")
    figures = bench_quality(store, argparse.Namespace(file=queries))
    assert (figures["queries"], figures["r1"]) == (2, 0.5)


@pytest.mark.parametrize("plain", [False, True])
def test_speed_is_measured_on_as_many_customers_as_asked(plain: bool) -> None:
    figures = bench_lookup(argparse.Namespace(customers=200, questions=2, plain=plain))
    assert figures["customers"] == 200
    assert isinstance(figures["forms"], dict)
    assert set(figures["forms"]) == {"keystroke", "exact", "two_fuzzy", "three_fuzzy"}
    session, upkeep = figures["session"], figures["upkeep"]
    assert isinstance(session, dict)
    assert isinstance(upkeep, dict)
    assert session["searches"] == 1_000
    assert session["longest_pause_ms"] >= session["longest_collection_ms"] >= 0
    assert set(upkeep) == {"surname", "birth_date", "address", "postcode", "email", "phone"}
    for field in upkeep.values():
        assert field["ratio"] == pytest.approx(field["with_index_ms"] / field["bare_ms"], rel=0.05)


def test_a_store_that_is_given_is_measured_and_left_as_it_was(store: SqliteStore) -> None:
    with pytest.raises(ToldError, match="nobody"):
        bench_lookup(argparse.Namespace(questions=2), store)
    with store.engines.writing() as connection:
        for customer_id in (1, 2):
            home = {"kind": AddressKind.HOME, "line1": "1", "town": "Leeds", "postcode": "LS6 2PQ", "country": "GB"}
            connection.execute(
                insert(t.address).values(customer_id=customer_id, premise_key="", since=datetime.now(UTC), **home)
            )
        reindex(connection, [1, 2])
        before = connection.exec_driver_sql("SELECT * FROM lookup_card").all()
    figures = bench_lookup(argparse.Namespace(questions=2), store)
    assert figures["customers"] == 2
    assert "session" in figures
    assert "upkeep" not in figures
    with store.engines.reading() as connection:
        assert connection.exec_driver_sql("SELECT * FROM lookup_card").all() == before
