"""Migrations: what they make is what the tables declare, and they run down and up again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, select

from care_console.storage import schema
from care_console.storage import tables as t
from care_console.storage.store import HEAD
from tests.contract.desk import Desk

if TYPE_CHECKING:
    from care_console.storage.store import SqliteStore


def test_the_migrated_schema_is_the_declared_one(sqlite_store: SqliteStore) -> None:
    with sqlite_store.engines.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        assert compare_metadata(context, t.metadata) == []


def test_down_to_nothing_and_up_again(sqlite_desk: Desk, sqlite_store: SqliteStore) -> None:
    sqlite_desk.verified()
    with sqlite_store.engines.writing() as connection:
        schema.migrate(connection, "base")
        assert set(inspect(connection).get_table_names()) == {"alembic_version"}
        schema.migrate(connection)
        assert schema.stored_revision(connection) == HEAD
        assert set(t.metadata.tables) <= set(inspect(connection).get_table_names())
        assert connection.execute(select(t.customer)).all() == []


def test_migrating_a_store_that_is_there_already_changes_nothing(sqlite_desk: Desk, sqlite_store: SqliteStore) -> None:
    before = sqlite_desk.place.events()
    with sqlite_store.engines.writing() as connection:
        schema.migrate(connection)
        assert len(connection.execute(select(t.customer)).all()) == 2
    assert sqlite_desk.place.events() == before
