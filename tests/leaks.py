"""A pytest plugin: whatever a test leaves behind, or says in the log without being expected to, fails it.

Threads, QThreads, pool jobs, timers without a parent, top-level widgets, log records at WARNING or above. A test that
has failed already is not looked at: its traceback keeps things alive. Qt is looked at where there is an application.
"""

from __future__ import annotations

import gc
import logging
import re
import sys
import threading
import time
import weakref
from typing import TYPE_CHECKING, Any

import pytest

from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

grace = PATIENCE
"""Seconds that an ending thread may take to end; shorter where tests leave one behind on purpose."""

_failed = pytest.StashKey[bool]()
_threads: weakref.WeakSet[Any] = weakref.WeakSet()
_timers: weakref.WeakSet[Any] = weakref.WeakSet()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Note on the item that one of its phases failed."""
    report: Any = yield
    if report.failed:
        item.stash[_failed] = True
    return report


def _fail_with(found: list[str], request: pytest.FixtureRequest) -> None:
    if found and not request.node.stash.get(_failed, False):
        pytest.fail("left behind by this test: " + "; ".join(found), pytrace=False)


@pytest.fixture(autouse=True)
def no_leaked_threads(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test after which a thread lives that was not there before it, daemon or not."""
    before = set(threading.enumerate())
    yield
    # A thread of Qt's that ran Python stays listed as a dummy for ever; the check of QThreads sees to those.
    new = [t for t in threading.enumerate() if t not in before and not isinstance(t, threading._DummyThread)]
    deadline = time.monotonic() + grace
    for thread in new:
        thread.join(max(0.0, deadline - time.monotonic()))
    _fail_with([f"thread {t.name!r}{' (daemon)' if t.daemon else ''}" for t in new if t.is_alive()], request)


def _remember(cls: Any, seen: weakref.WeakSet[Any]) -> None:
    start: Callable[..., Any] = cls.start

    def remembered(self: Any, *args: Any, **kwargs: Any) -> Any:
        seen.add(self)
        return start(self, *args, **kwargs)

    cls.start = remembered


@pytest.fixture(scope="session", autouse=True)
def watch_qt() -> None:
    """Remember every QThread and QTimer that is started from Python."""
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        _remember(core.QThread, _threads)
        _remember(core.QTimer, _timers)


def _running_threads(core: Any, threads: list[Any]) -> list[str]:
    valid = sys.modules["shiboken6"].isValid
    running = [t for t in threads if valid(t) and t.isRunning() and not t.wait(int(grace * 1000))]
    found = [f"QThread {t.objectName()!r}" for t in running]
    if not core.QThreadPool.globalInstance().waitForDone(int(grace * 1000)):
        found.append("jobs in the global QThreadPool")
    return found


def _active_timers(known: weakref.WeakSet[Any]) -> list[str]:
    valid = sys.modules["shiboken6"].isValid
    active = [t for t in list(_timers) if t not in known and valid(t) and t.isActive() and t.parent() is None]
    return [f"QTimer {t.objectName()!r} without parent, every {t.interval()} ms" for t in active]


def _new_windows(app: Any, known: set[int]) -> list[Any]:
    # QTipLabel is Qt's own tool tip, which it keeps for a while.
    return [
        w
        for w in app.topLevelWidgets()
        if id(w) not in known and w.parent() is None and w.metaObject().className() != "QTipLabel"
    ]


@pytest.fixture(autouse=True)
def no_leaked_qt(request: pytest.FixtureRequest, watch_qt: None) -> Iterator[None]:
    """Fail a test after which a thread or timer of Qt's runs, or a window is still there."""
    widgets = sys.modules.get("PySide6.QtWidgets")
    app = widgets.QApplication.instance() if widgets is not None else None
    held = _new_windows(app, set()) if app is not None else []
    threads, timers = weakref.WeakSet(_threads), weakref.WeakSet(_timers)
    yield
    app = widgets.QApplication.instance() if widgets is not None else None
    if app is None or request.node.stash.get(_failed, False):
        return
    core: Any = sys.modules["PySide6.QtCore"]
    core.QCoreApplication.sendPostedEvents(None, core.QEvent.Type.DeferredDelete.value)
    known = {id(window) for window in held}
    if _new_windows(app, known) or _active_timers(timers):
        gc.collect()  # what only waits for the collector is no leak
    windows = [f"{w.metaObject().className()} {w.objectName()!r}" for w in _new_windows(app, known)]
    running = _running_threads(core, [t for t in list(_threads) if t not in threads])
    _fail_with(running + _active_timers(timers) + windows, request)


class _Collector(logging.Handler):
    """Keeps the records of one test at WARNING or above."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.records: list[logging.LogRecord] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.records.append(record)


@pytest.fixture(autouse=True)
def no_unexpected_log(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that logs at WARNING or above what no `expects_log` marker announces, or not what one announces."""
    patterns = [str(marker.args[0]) for marker in request.node.iter_markers("expects_log")]
    collector = _Collector()
    root = logging.getLogger()
    root.addHandler(collector)
    yield
    root.removeHandler(collector)
    if request.node.stash.get(_failed, False):
        return
    lines = [(f"{r.levelname} {r.name}", r.getMessage()) for r in collector.records]
    unexpected = [f"{head}: {text}" for head, text in lines if not any(re.search(p, text) for p in patterns)]
    missing = [p for p in patterns if not any(re.search(p, text) for _, text in lines)]
    if unexpected:
        pytest.fail("unexpected in the log: " + "; ".join(unexpected), pytrace=False)
    if missing:
        pytest.fail("expected in the log, but absent: " + "; ".join(missing), pytrace=False)
