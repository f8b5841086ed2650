"""A real store with its outbox, and a real service in its own process."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from care_console.storage.store import SqliteStore, create_store
from tests.auditserver.conftest import api, log
from tests.faults.support import LateClock, Service

__all__ = ["api", "log"]


@pytest.fixture
def clock() -> LateClock:
    return LateClock()


@pytest.fixture
def store(tmp_path: Path, clock: LateClock) -> Iterator[SqliteStore]:
    store = create_store(tmp_path / "care.db", bytes(32), clock, "desk-4")
    yield store
    store.close()


@pytest.fixture
def service(tmp_path: Path, store: SqliteStore) -> Iterator[Service]:
    service = Service(tmp_path / "audit.db", store.site.store_id)
    service.start()
    yield service
    service.kill()
