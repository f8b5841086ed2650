"""The measure from key to paint: that it measures what it says, not how fast this machine is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

import pytest
from PySide6.QtWidgets import QApplication

from care_console.app.bench_paint import PaintProbe, filled_store, look_up_window, measure_paint, names_to_type
from care_console.domain.errors import BugError
from tests.patience import PATIENCE_MS

if TYPE_CHECKING:
    from care_console.storage.store import SqliteStore
    from care_console.ui.lookup.view import LookupView

CUSTOMERS = 300


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    with filled_store(CUSTOMERS) as made:
        yield made


@pytest.fixture
def view(qapp: QApplication, store: SqliteStore) -> Iterator[LookupView]:
    with look_up_window(qapp, store) as made:
        yield made
    qapp.setStyleSheet("")


def test_every_letter_from_the_third_on_is_timed_beside_its_floor(
    view: LookupView, store: SqliteStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.app.bench_paint._PATIENCE_MS", PATIENCE_MS)
    names = names_to_type(CUSTOMERS, 4)
    figures = measure_paint(view, names)
    assert figures["keys"] == len(names[-1].replace(" ", "")) - 2, "the first three names only warm up"
    for kind in ("paint", "floor"):
        times = cast("dict[str, float]", figures[kind])
        assert 0 < times["p50_ms"] <= times["p95_ms"] <= times["longest_ms"]
    assert cast("float", figures["ratio"]) > 0
    assert view.query == names[-1]
    with store.engines.reading() as connection:
        searched = connection.exec_driver_sql("SELECT text FROM search").scalars().all()
    for name in names:
        assert set(searched) >= {name[:length].strip() for length in range(3, len(name) + 1)}, (
            "on record before it was shown"
        )


def test_a_key_that_nothing_answers_is_no_measure(view: LookupView, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("care_console.app.bench_paint._PATIENCE_MS", 50)
    probe = PaintProbe(view)
    with pytest.raises(BugError):
        probe.type("q")
    assert probe.times == []


def test_the_same_names_are_typed_each_time() -> None:
    names = names_to_type(CUSTOMERS, 5)
    assert names == names_to_type(CUSTOMERS, 5)
    assert all(" " in name and name == name.lower() for name in names)
