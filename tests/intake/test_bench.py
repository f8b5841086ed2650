"""The measure of an import: that it measures what it says, not how fast this machine is."""

from __future__ import annotations

from pathlib import Path

import pytest

from care_console.domain.errors import BugError
from care_console.services.intake.bench import bench_import
from care_console.storage.intake import SqliteIntake
from care_console.storage.intake_bench import copy_raw
from care_console.storage.store import SqliteStore
from tests.intake.support import NOW, FixedClock, content, new_store, policy_book


def test_the_bare_rows_are_the_imported_rows(store: SqliteStore, tmp_path: Path) -> None:
    copies: list[SqliteStore] = []

    def copy(*, keys: bool) -> tuple[int, float]:
        copies.append(new_store(tmp_path / f"copy{len(copies)}.db"))
        return copy_raw(store, copies[-1], keys=keys)

    figures = bench_import(SqliteIntake(store, FixedClock()), copy, tmp_path, book=policy_book(), now=NOW, customers=80)
    bare, keyed = (content(each) for each in copies)
    assert keyed == content(store)
    assert {**bare, "lookup_key": content(store)["lookup_key"]} == content(store)
    assert figures["rows"] < figures["rows_with_keys"]
    assert figures["import_over_raw"] == figures["import_seconds"] / figures["raw_seconds"]
    for each in copies:
        each.close()


def test_a_store_that_is_not_empty_is_a_fault_of_the_caller(store: SqliteStore, tmp_path: Path) -> None:
    def copy(*, keys: bool) -> tuple[int, float]:
        return 1, 1.0

    intake = SqliteIntake(store, FixedClock())
    bench_import(intake, copy, tmp_path, book=policy_book(), now=NOW, customers=5)
    with pytest.raises(BugError, match="imported"):
        bench_import(intake, copy, tmp_path, book=policy_book(), now=NOW, customers=5)
