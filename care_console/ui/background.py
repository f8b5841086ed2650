"""Background work for the window: reads that may be overtaken, writes that are never lost.

Jobs run on worker threads and must not touch widgets. Callbacks run on the GUI thread, and never after the job was
cancelled or its owner destroyed.
"""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")

READERS = 3


class Job:
    """A handle on one piece of work, given to its function and to whoever asked for it."""

    def __init__(self, number: int, *, may_cancel: bool) -> None:
        self.number = number
        self._may_cancel = may_cancel
        self._cancelled = threading.Event()

    @property
    def cancelled(self) -> bool:
        """Whether the result is no longer wanted; long reads look at it between steps."""
        return self._cancelled.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait, on a worker; True as soon as the result is no longer wanted."""
        return self._cancelled.wait(seconds)

    def cancel(self) -> None:
        """Give up a read: no callback follows. A write goes on, and so do its callbacks."""
        if self._may_cancel:
            self._cancelled.set()


@dataclass(slots=True)
class _Pending(Generic[T]):
    job: Job
    owner: int
    key: str | None
    done: Callable[[T], None]
    failed: Callable[[Exception], None] | None


class Background(QObject):
    """Runs reads on a few threads and writes, in order, on one."""

    unhandled = Signal(object)
    """An exception of a job that has no handler of its own."""
    _finished = Signal(int, bool, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="read")
        self._writer = ThreadPoolExecutor(1, thread_name_prefix="write")
        # Functions are kept here and only their number travels: a worker that let go of the last reference to a widget
        # would destroy it on the wrong thread.
        self._work: dict[int, Callable[[Job], Any]] = {}
        self._pending: dict[int, _Pending[Any]] = {}
        self._owners: set[int] = set()
        self._last_number = 0
        self._closed = False
        self._finished.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def read(
        self,
        owner: QObject,
        job: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
        key: str | None = None,
    ) -> Job:
        """Run ``job`` and hand its result to ``done``; a newer read of the same owner and key overtakes an older."""
        if key is not None:
            self._overtake(_identity(owner), key)
        handle = Job(self._next(), may_cancel=True)
        if self._closed:  # a timer of a page that is about to be destroyed: nobody is left to tell
            handle.cancel()
            return handle
        return self._start(self._readers, handle, owner, job, done, failed, key)

    def write(
        self,
        owner: QObject,
        job: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None = None,
    ) -> Job:
        """Run ``job`` after all earlier writes; it runs whatever becomes of its owner, who only misses the callback."""
        return self._start(self._writer, Job(self._next(), may_cancel=False), owner, job, done, failed, None)

    def hush(self) -> None:
        """Drop all reads and callbacks: what was asked for shows nowhere any more. Writes run all the same."""
        for pending in self._pending.values():
            pending.job.cancel()
        self._pending.clear()

    def shutdown(self) -> None:
        """Drop all reads, later ones too, and all callbacks; wait until every write that was asked for has run."""
        self._closed = True
        self.hush()
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)
        self._readers.shutdown(wait=True)
        self._work.clear()

    def _next(self) -> int:
        self._last_number += 1
        return self._last_number

    def _start(
        self,
        pool: ThreadPoolExecutor,
        handle: Job,
        owner: QObject,
        job: Callable[[Job], T],
        done: Callable[[T], None],
        failed: Callable[[Exception], None] | None,
        key: str | None,
    ) -> Job:
        identity = _identity(owner)
        self._work[handle.number] = job
        self._pending[handle.number] = _Pending(handle, identity, key, done, failed)
        if identity not in self._owners:
            self._owners.add(identity)
            owner.destroyed.connect(lambda: self._forget(identity))
        pool.submit(self._run, handle)
        return handle

    def _run(self, handle: Job) -> None:
        """On a worker thread."""
        ok = False
        outcome: object = None
        if not handle.cancelled:
            try:
                outcome, ok = self._work[handle.number](handle), True
            except Exception as error:  # noqa: BLE001 - every failure belongs to the window
                outcome = error
        self._report(handle.number, ok=ok, outcome=outcome)

    def _report(self, number: int, *, ok: bool, outcome: object) -> None:
        # False only when the window is gone already: then nobody is left to tell.
        if shiboken6.isValid(self):
            self._finished.emit(number, ok, outcome)

    def _deliver(self, number: int, ok: bool, outcome: object) -> None:
        self._work.pop(number, None)
        pending = self._pending.pop(number, None)
        if pending is None or pending.job.cancelled:
            return
        if ok:
            pending.done(outcome)
        elif pending.failed is not None and isinstance(outcome, Exception):
            pending.failed(outcome)
        else:
            self.unhandled.emit(outcome)

    def _overtake(self, owner: int, key: str) -> None:
        for number, pending in list(self._pending.items()):
            if pending.owner == owner and pending.key == key:
                pending.job.cancel()
                del self._pending[number]

    def _forget(self, owner: int) -> None:
        self._owners.discard(owner)
        for number, pending in list(self._pending.items()):
            if pending.owner == owner:
                pending.job.cancel()
                del self._pending[number]


def _identity(owner: QObject) -> int:
    """Address of the C++ object: unlike ``id()`` it outlives the Python wrapper."""
    address: int = shiboken6.getCppPointer(owner)[0]
    return address
