"""The audit log's disk is full: told as such, nothing half stored, and delivery goes on when there is room again."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from care_console.audit.relay import Relay
from care_console.domain.events import envelope
from care_console.storage.store import SqliteStore
from tests.audit.model import ModelClock
from tests.auditserver.support import Api, numbered
from tests.faults.support import AGENTS, Service, Waiter, assert_conserved, emit


def limit_pages(api: Api, pages: int) -> None:
    """As if the disk had room for so many pages; the writer's one connection keeps the limit."""
    with api.log._engines.writer.connect() as connection:
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages}")
        connection.rollback()


def test_a_batch_without_room_is_refused_whole_and_may_come_again(api: Api) -> None:
    api.store(numbered(1))
    with api.log._engines.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
    limit_pages(api, pages + 3)
    batch = [envelope(numbered(n)) for n in range(2, 102)]
    answer = api.post_batch(batch)
    assert answer.status_code == 503
    assert int(answer.headers["retry-after"]) > 0
    assert answer.headers["content-type"] == "application/problem+json"
    assert api.log.size() == 1
    assert api.source().json()["highest"] == 1
    limit_pages(api, 100_000)
    assert {item["status"] for item in api.post_batch(batch).json()["items"]} == {"created"}
    assert api.source().json()["contiguous"] == 101


def test_events_are_not_shown_when_the_reading_cannot_be_recorded(api: Api) -> None:
    api.store(*(numbered(n) for n in range(1, 40)))
    with api.log._engines.reading() as connection:
        limit_pages(api, connection.exec_driver_sql("PRAGMA page_count").scalar_one())
    statuses = [api.client.get("/v1/events", headers=api.reader).status_code for _ in range(20)]
    assert statuses[-1] == 503
    assert api.log.size() == 39 + statuses.count(200)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 400 KiB."""
    place = tmp_path / "small"
    place.mkdir()
    if sys.platform != "linux":
        pytest.skip("a small file system is made with Linux's tmpfs; the limit of pages above is tested everywhere")
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=400k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("mounting a small file system needs root; the limit of pages above is tested everywhere")
    yield place
    subprocess.run(["umount", "--lazy", str(place)], check=True)


def test_the_relay_outlives_a_full_disk_of_the_service(store: SqliteStore, small_disk: Path) -> None:
    service = Service(small_disk / "audit.db", store.site.store_id)
    service.start()
    clock, waiter, api = ModelClock(), Waiter(), service.api()
    relay = Relay(store.outbox, api, on_state=waiter, monotonic=clock.monotonic)
    try:
        for _ in range(20):
            emit(store, AGENTS[0], 50)
            clock.seconds += relay.step() or 0
            assert waiter.state is not None
            if not waiter.state.online:
                break
        assert waiter.state is not None
        assert waiter.state.trouble == "busy"
        assert waiter.state.backlog.waiting >= 50
        subprocess.run(["mount", "-o", "remount,size=64m", str(small_disk)], check=True)
        while waiter.state.backlog.waiting:
            clock.seconds += relay.step() or 0
        assert assert_conserved(store, service) >= 100
    finally:
        api.close()
        service.kill()
