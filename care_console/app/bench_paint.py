"""From a key in the look-up field to the painted hits: the page as agents use it, over an in-memory floor, in one run.

The floor is the same window, key and rows, with the answer at hand when the key arrives; what is measured beyond it is
recording, searching and the way through a worker thread.
"""

from __future__ import annotations

import argparse
import gc
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import Final

from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from care_console import resources
from care_console.app.display import need_display
from care_console.app.shift_services import services_of
from care_console.app.stores import SystemClock, assemble
from care_console.credentials import new_key
from care_console.domain.errors import BugError
from care_console.domain.policies import PolicyBook
from care_console.domain.roles import Role
from care_console.lookup.keys import Indexed
from care_console.services.bench_lookup import sample
from care_console.services.bench_people import make_people
from care_console.storage.lookup_bench import fill
from care_console.storage.store import SqliteStore, create_store
from care_console.ui.background import Background
from care_console.ui.lookup.data import HitRow
from care_console.ui.lookup.presenter import LookupPresenter
from care_console.ui.lookup.view import LookupView
from care_console.ui.shift import Shift
from care_console.ui.theme import Scheme, install

SEED: Final = 2018
_FIRST_COUNTED: Final = 3
"""Of the letters of a name, the first whose hits are waited for: one letter finds nobody, and two are few."""
_BETWEEN_KEYS_MS: Final = 60
_PATIENCE_MS: Final = 5_000
_WARM_UP: Final = 3
_SIZE: Final = (1440, 900)


@contextmanager
def filled_store(customers: int) -> Iterator[SqliteStore]:
    """An encrypted store of made-up customers, all of the brand that look-up begins with."""
    book = PolicyBook.load(resources.path("policies"))
    controller = max((each.key for each in book.controllers()), key=lambda key: len(book.brands(key)))
    brand = book.brands(controller)[0].key
    with (
        tempfile.TemporaryDirectory(prefix="care-console-bench-", ignore_cleanup_errors=True) as folder,
        closing(create_store(Path(folder) / "bench.store", new_key(), SystemClock(), "bench")) as store,
    ):
        people = (replace(one, controller=controller) for one in make_people(customers, SEED))
        fill(store.engines, people, brand=brand)
        yield store


def names_to_type(customers: int, count: int) -> list[str]:
    """Names of the made-up customers as a caller says them."""
    rng = Random(SEED)  # noqa: S311 - made-up people, no secrets
    people: list[Indexed] = sample(make_people(customers, SEED), rng)
    return [f"{one.given_names.partition(' ')[0]} {one.surname}".lower() for one in rng.choices(people, k=count)]


@contextmanager
def look_up_window(application: QApplication, store: SqliteStore) -> Iterator[LookupView]:
    """The look-up page of an agent on shift, shown in a window of its own."""
    install(application, 1.0, Scheme.LIGHT)
    backend = assemble(store, None, _ignored)
    services = services_of(backend, "GB")
    background = Background()
    view = LookupView()
    agent = store.put_agent(f"bench {uuid.uuid4().hex}", Role.AGENT, "")
    presenter = LookupPresenter(view, Shift(agent, services, background, _raised))
    view.resize(*_SIZE)
    view.show()
    presenter.refresh()
    try:
        yield view
    finally:
        background.shutdown()
        view.deleteLater()
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _ignored(_state: object) -> None:
    """The relay of a bench sends nothing."""


def _raised(error: Exception) -> None:
    raise BugError("a search of the bench failed") from error


class PaintProbe(QObject):
    """Times from each key press to the first paint of hits that answer it, flushed; in milliseconds."""

    def __init__(self, view: LookupView) -> None:
        super().__init__(view)
        self._view = view
        self._pressed = 0.0
        self._typing = False
        """Whether the key that comes is one to be timed, and no other one that something late may paint after."""
        self._waiting = False
        self._loop = QEventLoop(self)
        self._timeout = QTimer(self)
        self._timeout.setSingleShot(True)
        self._timeout.timeout.connect(self._loop.quit)
        self.times: list[float] = []
        view.field.edit.installEventFilter(self)
        view.viewport.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        """Stamp the key; after the paint that answers it, once the window is flushed, stop waiting."""
        if event.type() == QEvent.Type.KeyPress and watched is self._view.field.edit:
            self._pressed, self._waiting = time.perf_counter(), self._typing
        elif (
            self._waiting and event.type() == QEvent.Type.Paint and watched is self._view.viewport and self._view.fresh
        ):
            self._waiting = False
            QTimer.singleShot(0, self._on_flushed)
        return False

    def _on_flushed(self) -> None:
        self.times.append((time.perf_counter() - self._pressed) * 1000)
        self._loop.quit()

    def type(self, letter: str) -> None:
        """Type a letter, and wait for its hits. Raises BugError if they do not come."""
        known = len(self.times)
        self._typing = True
        QTest.keyClicks(self._view.field.edit, letter)
        self._typing = False
        if len(self.times) == known:
            self._timeout.start(_PATIENCE_MS)
            self._loop.exec()
            self._timeout.stop()
        if len(self.times) == known:
            raise BugError("no hits were painted for a key")


def measure_paint(view: LookupView, names: Sequence[str]) -> dict[str, object]:
    """Types names letter by letter, each first as agents do, then with the answers at hand.

    `{"keys", "paint": {"p50_ms", "p95_ms", "longest_ms"}, "floor": {...}, "ratio"}`; the ratio is of the medians.
    """
    floor = _Floor(LookupView())
    probe, floor_probe = PaintProbe(view), PaintProbe(floor.view)
    found: dict[str, list[float]] = {"paint": [], "floor": []}
    for place, name in enumerate(names):
        if place == _WARM_UP:
            # As the console does once somebody is signed in.
            gc.collect()
            gc.freeze()
            found = {kind: [] for kind in found}
        floor.answers.clear()
        found["paint"] += _typed(view, probe, name, lambda: floor.answers.update({view.query: view.hits}))
        found["floor"] += _typed(floor.view, floor_probe, name, lambda: None)
    floor.view.deleteLater()
    figures = {kind: _spread(times) for kind, times in found.items()}
    return {
        "keys": len(found["paint"]),
        **figures,
        "ratio": round(figures["paint"]["p50_ms"] / figures["floor"]["p50_ms"], 2),
    }


def _typed(view: LookupView, probe: PaintProbe, name: str, then: Callable[[], None]) -> list[float]:
    """Milliseconds of each letter that counts; `then` is called after each, while its first hits show.

    A space between two words asks nothing, and is answered by nothing.
    """
    view.field.edit.selectAll()
    QTest.keyClicks(view.field.edit, name[: _FIRST_COUNTED - 1])
    _until(lambda: view.answered)
    probe.times.clear()
    for letter in name[_FIRST_COUNTED - 1 :]:
        if letter == " ":
            QTest.keyClicks(view.field.edit, letter)
            continue
        probe.type(letter)
        then()
        _until(lambda: view.answered)
        _rest()
    return list(probe.times)


class _Floor:
    """The page with its answers at hand: each key is answered at once, by rows that are there already."""

    def __init__(self, view: LookupView) -> None:
        self.view = view
        self.answers: dict[str, tuple[HitRow, ...]] = {}
        view.query_edited.connect(self._on_edited)
        view.resize(*_SIZE)
        view.show()

    def _on_edited(self, text: str) -> None:
        if len(text) < _FIRST_COUNTED:
            self.view.show_nothing("", "")
        else:
            self.view.show_hits(self.answers[text])


def _until(seen: Callable[[], bool]) -> None:
    ends = time.monotonic() + _PATIENCE_MS / 1000
    while not seen():
        if time.monotonic() > ends:
            raise BugError("look-up does not answer")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 10)


def _rest() -> None:
    """Until the next key of a fast typist."""
    loop = QEventLoop()
    QTimer.singleShot(_BETWEEN_KEYS_MS, loop.quit)
    loop.exec()


def _spread(times: Sequence[float]) -> dict[str, float]:
    ordered = sorted(times)
    if not ordered:
        raise BugError("nothing was typed")
    p95 = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return {
        "p50_ms": round(ordered[len(ordered) // 2], 3),
        "p95_ms": round(p95, 3),
        "longest_ms": round(ordered[-1], 3),
    }


def bench_paint(options: argparse.Namespace) -> dict[str, object]:
    """`bench paint --customers N`: key to paint among made-up customers in an encrypted store."""
    need_display()
    application = QApplication(sys.argv[:1])
    with filled_store(options.customers) as store, look_up_window(application, store) as view:
        figures = measure_paint(view, names_to_type(options.customers, options.names + _WARM_UP))
    return {"customers": options.customers, **figures}
