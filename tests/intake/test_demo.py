"""The demo: the published data whole, completed the same way for the same seed."""

from __future__ import annotations

from pathlib import Path

from care_console.domain.intake import Tally
from care_console.domain.roles import Role
from care_console.services.demo import Demo, add_demo_agents, build_demo
from care_console.storage.intake import SqliteIntake
from care_console.storage.lookup_check import misfiled
from care_console.storage.sqlite.twins import count_twins
from care_console.storage.store import SqliteStore
from tests.intake.support import NOW, FixedClock, content, new_store, policy_book, rows


def build(store: SqliteStore, seed: int = 1) -> Demo:
    return build_demo(SqliteIntake(store, FixedClock()), policy_book(), now=NOW, seed=seed)


def test_the_demo_holds_what_its_screens_show(store: SqliteStore) -> None:
    demo = build(store)
    assert demo.customers.tally == Tally(created=500)
    assert demo.orders.tally == Tally(created=1000)
    assert demo.transcripts.tally == Tally(created=800)
    assert not demo.customers.warnings
    assert dict(rows(store, "SELECT brand, count(*) > 40 FROM customer_number GROUP BY 1")) == {
        "la-redoute": 1,
        "mr-porter": 1,
        "net-a-porter": 1,
        "the-outnet": 1,
    }
    assert {row[0] for row in rows(store, "SELECT DISTINCT country FROM address")} == {"GB", "FR", "US"}
    assert rows(store, "SELECT count(*) FROM customer_flag WHERE flag = 'deceased'") == [(1,)]
    assert rows(store, "SELECT count(*) FROM customer WHERE guardian_name <> ''") == [(1,)]
    assert rows(store, "SELECT count(*) FROM mailing") == [(12,)]
    with store.engines.reading() as connection:
        assert not list(misfiled(connection))


def test_the_british_shop_has_british_customers_and_no_chats(store: SqliteStore) -> None:
    build(store)
    there = "SELECT DISTINCT a.country FROM address a JOIN customer c ON c.id = a.customer_id"
    assert rows(store, f"{there} WHERE c.controller = 'la-redoute'") == [("GB",)]
    assert rows(store, "SELECT count(*) FROM transcript WHERE brand = 'la-redoute'") == [(0,)]


def test_somebody_is_on_file_twice(store: SqliteStore) -> None:
    build(store)
    twice = rows(store, "SELECT id FROM customer WHERE given_names = 'Ivan' AND surname = 'Santos' ORDER BY id")
    assert len(twice) == 2
    with store.engines.reading() as connection:
        assert [count_twins(connection, customer_id) for (customer_id,) in twice] == [1, 1]


def test_chats_lie_on_both_sides_of_thirteen_months(store: SqliteStore) -> None:
    build(store)
    edge = int(NOW.replace(year=NOW.year - 1, month=NOW.month - 1).timestamp() * 1_000_000)
    older = rows(store, f"SELECT count(*) FROM transcript WHERE started_at < {edge}")[0][0]
    assert 20 < older < 120


def test_the_same_seed_gives_the_same_demo(store: SqliteStore, tmp_path: Path) -> None:
    build(store)
    twin, other = new_store(tmp_path / "twin.db"), new_store(tmp_path / "other.db")
    build(twin)
    build(other, seed=2)
    assert content(store) == content(twin)
    assert content(store) != content(other)
    twin.close()
    other.close()


def test_building_it_again_changes_nothing(store: SqliteStore) -> None:
    build(store)
    again = build(store)
    assert again.customers.tally == Tally(unchanged=500)
    assert again.orders.tally == Tally(unchanged=1000)
    assert again.transcripts.tally == Tally(unchanged=800)


def test_there_is_one_agent_for_each_role(store: SqliteStore) -> None:
    assert {each.role for each in add_demo_agents(store.put_agent, "hash")} == set(Role)
