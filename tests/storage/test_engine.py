"""The file: encrypted, durable, and every fault of it in words without the driver's text."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, text, update
from sqlalchemy.orm import object_session

from care_console.domain.errors import (
    ConflictError,
    StoreBusyError,
    StoreError,
    StoreFullError,
    StoreKeyError,
    StoreNewerError,
    StoreReadOnlyError,
)
from care_console.domain.events import Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.storage import tables as t
from care_console.storage.engine import open_engines
from care_console.storage.store import create_store, open_store
from tests.contract.desk import Desk
from tests.stores import KEY, SetClock

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from care_console.storage.store import SqliteStore

DRIVER = ("sqlite", "sql", "database", "disk i/o", "pragma", "table", "constraint")


def without_driver(error: BaseException) -> bool:
    """Whether nothing of the driver's own words is in an error, nor in what a traceback would print with it."""
    chained = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    assert chained is None or not isinstance(chained, StoreError)
    return not [word for word in DRIVER if word in str(error).lower()]


def test_every_writer_waits_for_the_disk(sqlite_store: SqliteStore) -> None:
    for engine in (sqlite_store.engines.writer, sqlite_store.engines.reader):
        with engine.connect() as connection:
            found = {
                name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
                for name in ("synchronous", "journal_mode", "foreign_keys", "trusted_schema")
            }
            assert found == {"synchronous": 2, "journal_mode": "wal", "foreign_keys": 1, "trusted_schema": 0}


def test_a_reading_connection_cannot_write(sqlite_store: SqliteStore) -> None:
    with pytest.raises(StoreReadOnlyError), sqlite_store.engines.reading() as connection:
        connection.execute(update(t.customer).values(surname="x"))


def test_the_files_hold_no_plain_text(sqlite_desk: Desk, path: Path) -> None:
    sqlite_desk.verified()
    bytes_on_disk = b"".join(file.read_bytes() for file in path.parent.iterdir())
    assert len(bytes_on_disk) > 100_000
    for mark in [*sqlite_desk.her.personal, "CREATE TABLE", "SQLite format 3"]:
        assert mark.encode() not in bytes_on_disk


def test_a_wrong_key_and_a_foreign_file_are_told_and_left_alone(path: Path) -> None:
    before = path.read_bytes()
    with pytest.raises(StoreKeyError) as caught:
        open_store(path, bytes(32), SetClock(), "testhost")
    assert without_driver(caught.value)
    assert path.read_bytes() == before
    path.write_bytes(b"this is a letter, not a store" * 400)
    with pytest.raises(StoreKeyError):
        open_store(path, KEY, SetClock(), "testhost")
    with pytest.raises(FileNotFoundError):
        open_store(path.with_name("absent.db"), KEY, SetClock(), "testhost")
    with pytest.raises(FileExistsError):
        create_store(path, KEY, SetClock(), "testhost")


def test_an_empty_file_is_no_store(path: Path) -> None:
    path.write_bytes(b"")
    with pytest.raises(StoreError, match="not a store of Care Console"):
        open_store(path, KEY, SetClock(), "testhost")


def test_a_store_of_a_newer_version_is_not_touched(sqlite_store: SqliteStore, path: Path) -> None:
    with sqlite_store.engines.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(StoreNewerError):
        open_store(path, KEY, SetClock(), "testhost")
    with sqlite_store.engines.reading() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).scalar() == "9999"


@pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="permissions bind neither root nor Windows folders"
)
def test_a_read_only_folder_is_told(path: Path) -> None:
    path.parent.chmod(0o500)
    try:
        with pytest.raises(StoreReadOnlyError) as caught:
            open_store(path, KEY, SetClock(), "testhost")
        assert without_driver(caught.value)
    finally:
        path.parent.chmod(0o700)


def test_a_folder_that_cannot_be_made_is_told(path: Path) -> None:
    with pytest.raises(StoreReadOnlyError):
        create_store(path / "below a file" / "store.db", KEY, SetClock(), "testhost")


def search_until_full(desk: Desk, request: str) -> None:
    for _ in range(200):
        desk.search(request, "hargreaves " * 20)


def test_a_full_disk_writes_nothing_shows_nothing_and_recovers(sqlite_desk: Desk, sqlite_store: SqliteStore) -> None:
    desk, writer = sqlite_desk, sqlite_store.engines.writer
    request = desk.verified(scopes=[VIEW, amend_scope("customer", "surname")])
    before = desk.events()
    full = True

    def limit(connection: Any, _record: object, _proxy: object) -> None:
        connection.execute(f"PRAGMA max_page_count = {1 if full else 1_000_000}")

    event.listen(writer, "checkout", limit)
    with pytest.raises(StoreFullError) as caught:
        desk.amend(surname="Zabriskie " * 2000)
    assert without_driver(caught.value)
    assert desk.must_see().surname == desk.her.surname
    with pytest.raises(StoreFullError):
        search_until_full(desk, request)
    searched = len(desk.events())
    assert desk.events()[: len(before)] == before
    assert desk.history() == []
    full = False
    desk.amend(surname="Zabriskie")
    assert desk.must_see().surname == "Zabriskie"
    assert [event.sequence for event in desk.events()] == list(range(1, searched + 2))


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be moved away")
def test_nothing_is_written_to_a_file_that_is_gone_and_none_is_made_in_its_place(
    sqlite_desk: Desk, sqlite_store: SqliteStore, path: Path
) -> None:
    request = sqlite_desk.verified()
    events = len(sqlite_desk.events())
    away = path.with_name("away.db")
    path.rename(away)
    steps: tuple[Callable[[], object], ...] = (lambda: sqlite_desk.open(request), sqlite_desk.see, sqlite_desk.draft)
    for doing in steps:
        with pytest.raises(StoreError, match="no longer at its place") as caught:
            doing()
        assert without_driver(caught.value)
    sqlite_store.engines.dispose()
    with pytest.raises(StoreError, match="no longer at its place"):
        sqlite_desk.draft()
    assert not path.exists(), "no empty file is made"
    away.rename(path)
    assert len(sqlite_desk.events()) == events
    sqlite_desk.draft()
    assert len(sqlite_desk.events()) == events + 1


@pytest.mark.skipif(sys.platform == "win32", reason="there an open file cannot be moved away")
def test_a_file_put_in_the_place_of_another_is_opened_anew(sqlite_desk: Desk, path: Path) -> None:
    sqlite_desk.verified()
    with sqlite_desk.place.store.engines.writing() as connection:  # type: ignore[attr-defined] # the embedded store
        connection.exec_driver_sql("SELECT 1")
    copy = path.with_name("copy.db")
    shutil.copyfile(path, copy)
    copy.replace(path)
    sqlite_desk.draft()
    assert sqlite_desk.last().verb is Verb.REQUEST_OPENED


def test_a_store_that_another_program_holds_is_told_and_goes_on_afterwards(
    sqlite_desk: Desk, sqlite_store: SqliteStore, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.storage.engine.BUSY_SECONDS", 0.05)
    sqlite_store.engines.dispose()
    other = open_engines(path, KEY)
    with other.writer.connect() as holding, holding.begin():
        with pytest.raises(StoreBusyError) as caught:
            sqlite_desk.draft()
        assert without_driver(caught.value)
    other.dispose()
    sqlite_desk.draft()


def test_a_record_changed_in_between_is_a_conflict_and_nothing_is_written(sqlite_desk: Desk) -> None:
    sqlite_desk.verified(scopes=[VIEW, amend_scope("customer", "title")])
    before = sqlite_desk.events()
    with sqlite_desk.store.writing(sqlite_desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        session = object_session(customer)
        assert session is not None
        session.connection().execute(update(t.customer).values(version=t.customer.c.version + 1, title="Mrs"))
        customer.title = "Dr"
        with pytest.raises(ConflictError):
            unit.commit()
    assert (sqlite_desk.must_see().title, sqlite_desk.events(), sqlite_desk.history()) == ("Ms", before, [])


def test_a_broken_constraint_is_told_without_values(sqlite_desk: Desk) -> None:
    sqlite_desk.verified(scopes=[VIEW, amend_scope("customer", "surname")])
    with sqlite_desk.store.writing(sqlite_desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.surname = None  # type: ignore[assignment] # what a careless service might do
        with pytest.raises(StoreError) as caught:
            unit.commit()
    assert without_driver(caught.value)
    assert sqlite_desk.must_see().surname == sqlite_desk.her.surname
