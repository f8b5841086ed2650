"""An embedded store on disk, with its engines in reach."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.contract.desk import Desk
from tests.stores import KEY, Place, SetClock, SqlitePlaces, SqliteSeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from care_console.storage.store import SqliteStore


@pytest.fixture
def path(places: SqlitePlaces, tmp_path: Path) -> Path:
    """The file of an empty store."""
    made = tmp_path / "folder" / "store.db"
    made.parent.mkdir()
    made.write_bytes(places.template.read_bytes())
    return made


@pytest.fixture
def sqlite_store(path: Path) -> Iterator[SqliteStore]:
    """The store, open."""
    from care_console.storage.store import open_store

    store = open_store(path, KEY, SetClock(), "testhost")
    yield store
    store.close()


@pytest.fixture
def sqlite_desk(sqlite_store: SqliteStore) -> Desk:
    """An agent at work on it."""
    return Desk.at(Place(sqlite_store, SqliteSeed(sqlite_store), SetClock()))
