"""An embedded store for a test: one file is migrated in a whole run, and every test has a copy of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.stores import Place, SqlitePlaces


@pytest.fixture(scope="session")
def places(tmp_path_factory: pytest.TempPathFactory) -> SqlitePlaces:
    """Makes embedded stores."""
    from tests.stores import SqlitePlaces

    return SqlitePlaces.make(tmp_path_factory.mktemp("template"))


@pytest.fixture
def place(places: SqlitePlaces, tmp_path: Path) -> Iterator[Place]:
    """An empty store, at `store.db`."""
    made = places.place(tmp_path / "store.db")
    yield made
    made.store.close()
