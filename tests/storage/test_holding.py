"""What a process that was killed had leased is free at once for another; what a living one leased is not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from care_console.storage.store import SqliteStore, create_store, open_store
from tests.stores import KEY, SetClock

ROOT = Path(__file__).parents[2]
HOUR = 3600
HOLD = """
import sys
from pathlib import Path
from care_console.storage.store import open_store
from tests.stores import KEY, SetClock
store = open_store(Path(sys.argv[1]), KEY, SetClock(), "test-desk")
print(store.outbox.lease("one", 3600), flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    made = tmp_path / "customers [1].store"
    store = create_store(made, KEY, SetClock(), "test-desk")
    store.attempt_sign_in("nobody")  # an event that waits
    store.close()
    return made


@pytest.fixture
def store(path: Path) -> SqliteStore:
    return open_store(path, KEY, SetClock(), "test-desk")


def holding(path: Path) -> tuple[subprocess.Popen[str], str]:
    """Another process that has leased what waits, and the source that it leased."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], cwd=ROOT, text=True, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert process.stdout is not None
    return process, process.stdout.readline().strip()


def test_what_a_killed_process_held_is_free_at_once(path: Path, store: SqliteStore) -> None:
    process, source = holding(path)
    assert source.startswith("/stores/")
    assert store.outbox.lease("two", HOUR) is None, "its holder lives"
    process.kill()
    process.communicate()
    assert store.outbox.lease("two", HOUR) == source
    assert store.outbox.lease("three", HOUR) is None, "who took it over lives"
    store.close()
    assert list(path.parent.glob("*.held-*")) == []


def test_who_comes_later_knows_the_dead_too(path: Path, store: SqliteStore) -> None:
    process, source = holding(path)
    process.kill()
    process.communicate()
    assert store.outgoing.claim("two", HOUR) is None
    assert store.order_queue.claim("two", HOUR) is None
    assert store.outbox.lease("two", HOUR) == source
    store.close()


def test_the_dead_of_the_dead_are_known(path: Path, store: SqliteStore) -> None:
    first, source = holding(path)
    first.kill()
    first.communicate()
    second = open_store(path, KEY, SetClock(), "test-desk")
    second.outbox.release("nothing", "two")  # clears away what the dead left
    second.close()
    assert list(path.parent.glob("*.held-*")) == []
    assert store.outbox.lease("three", HOUR) == source
    store.close()


def test_where_files_cannot_be_locked_leases_end_by_themselves(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_arguments: object) -> None:
        raise OSError

    clock = SetClock()
    monkeypatch.setattr(os, "open", refuse)
    first, second = (open_store(path, KEY, clock, "test-desk") for _ in range(2))
    source = first.outbox.lease("one", HOUR)
    assert source is not None
    first.close()
    assert second.outbox.lease("two", HOUR) is None
    clock.move(seconds=HOUR)
    assert second.outbox.lease("two", HOUR) == source
    second.close()


def test_two_windows_of_one_process_are_two(path: Path, store: SqliteStore) -> None:
    other = open_store(path, KEY, SetClock(), "test-desk")
    source = store.outbox.lease("one", HOUR)
    assert source is not None
    assert other.outbox.lease("one", HOUR) is None
    store.outbox.release(source, "one")
    assert other.outbox.lease("one", HOUR) == source
    store.close()
    other.close()
