"""The worker bridge: callbacks come on the GUI thread, and never to whom they no longer concern."""

from __future__ import annotations

import threading
from functools import partial
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QObject, QThread

from care_console.ui.background import READERS, Background, Job
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture
def background(qapp: object) -> Iterator[Background]:
    made = Background()
    yield made
    made.shutdown()


def drain(qtbot: QtBot, background: Background) -> None:
    """Wait until every worker has ended what it did before, and all that came of it was delivered."""
    back: list[int] = []
    together = threading.Barrier(READERS)  # each reader is at one of these, so none is at anything else any more
    for _ in range(READERS):
        background.read(background, lambda job: together.wait(PATIENCE), back.append)
    background.write(background, lambda job: 0, back.append)
    qtbot.waitUntil(lambda: len(back) == READERS + 1)


def test_runs_off_the_gui_thread_and_answers_on_it(qtbot: QtBot, background: Background) -> None:
    worked: list[int] = []
    answered: list[QThread] = []

    def work(job: Job) -> int:
        worked.append(threading.get_ident())
        return 41 + 1

    results: list[int] = []

    def done(result: int) -> None:
        results.append(result)
        answered.append(QThread.currentThread())

    background.read(background, work, done)
    qtbot.waitUntil(lambda: bool(results))
    assert results == [42]
    assert worked != [threading.get_ident()]
    assert answered == [background.thread()]


def test_a_newer_read_overtakes_the_older_of_the_same_key(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    seen: list[str] = []
    old = background.read(background, lambda job: f"old {go.wait(PATIENCE)}", seen.append, key="query")
    background.read(background, lambda job: "new", seen.append, key="query")
    background.read(background, lambda job: "other", seen.append, key="count")
    go.set()
    drain(qtbot, background)
    assert sorted(seen) == ["new", "other"]
    assert old.cancelled


def test_the_same_key_of_another_owner_is_left_alone(qtbot: QtBot, background: Background) -> None:
    first, second = QObject(), QObject()
    seen: list[str] = []
    background.read(first, lambda job: "first", seen.append, key="query")
    background.read(second, lambda job: "second", seen.append, key="query")
    drain(qtbot, background)
    assert sorted(seen) == ["first", "second"]


def test_hushed_nobody_hears_but_what_was_to_be_written_is(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    seen: list[str] = []
    written: list[bool] = []
    read = background.read(background, lambda job: f"read {go.wait(PATIENCE)}", seen.append)
    background.write(background, lambda job: written.append(go.wait(PATIENCE)), lambda _: seen.append("write"))
    background.hush()
    go.set()
    drain(qtbot, background)
    assert (seen, written, read.cancelled) == ([], [True], True)


def test_no_callback_after_cancel(qtbot: QtBot, background: Background) -> None:
    started, go = threading.Event(), threading.Event()
    seen: list[object] = []

    def work(job: Job) -> bool:
        started.set()
        go.wait(PATIENCE)
        return job.cancelled

    job = background.read(background, work, seen.append, seen.append)
    assert started.wait(PATIENCE)
    job.cancel()
    go.set()
    drain(qtbot, background)
    assert seen == []


def test_a_read_cancelled_before_its_turn_never_runs(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    ran: list[int] = []
    for _ in range(3):
        background.read(background, lambda job: go.wait(PATIENCE), lambda result: None)
    waiting = background.read(background, lambda job: ran.append(1), lambda result: None)
    waiting.cancel()
    go.set()
    drain(qtbot, background)
    assert ran == []


def test_no_callback_after_the_owner_is_destroyed(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    seen: list[object] = []
    owner = QObject()
    job = background.read(owner, lambda job: go.wait(PATIENCE), seen.append, seen.append)
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go.set()
    drain(qtbot, background)
    assert job.cancelled
    assert seen == []


def test_a_result_on_its_way_is_dropped_when_the_owner_dies_first(qtbot: QtBot, background: Background) -> None:
    seen: list[object] = []
    owner = QObject()
    background.read(owner, lambda job: "secret", seen.append)
    behind = threading.Event()
    for _ in range(READERS):
        background.read(background, lambda job: behind.set(), lambda result: None)
    assert behind.wait(PATIENCE)
    shiboken6.delete(owner)
    drain(qtbot, background)
    assert seen == []


def test_errors_reach_their_handler(qtbot: QtBot, background: Background) -> None:
    failures: list[Exception] = []

    def work(job: Job) -> None:
        raise LookupError("gone")

    background.read(background, work, lambda result: None, failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], LookupError)


def test_errors_without_handler_are_told_to_the_window(qtbot: QtBot, background: Background) -> None:
    def work(job: Job) -> None:
        raise LookupError("gone")

    with qtbot.waitSignal(background.unhandled) as told:
        background.read(background, work, lambda result: None)
    assert isinstance(told.args[0], LookupError)


def test_writes_run_one_after_the_other_in_order(qtbot: QtBot, background: Background) -> None:
    running = threading.Lock()
    order: list[int] = []

    def work(number: int, job: Job) -> int:
        assert running.acquire(blocking=False), "two writes at once"
        order.append(number)
        running.release()
        return number

    done: list[int] = []
    for number in range(20):
        background.write(background, partial(work, number), done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert order == done == list(range(20))


def test_a_write_can_neither_be_cancelled_nor_orphaned(qtbot: QtBot, background: Background) -> None:
    go = threading.Event()
    wrote: list[str] = []
    seen: list[object] = []
    owner = QObject()
    background.write(background, lambda job: go.wait(PATIENCE), lambda result: None)
    job = background.write(owner, lambda job: wrote.append("saved"), seen.append)
    job.cancel()
    assert not job.cancelled
    with qtbot.waitSignal(owner.destroyed):
        owner.deleteLater()
    go.set()
    drain(qtbot, background)
    assert wrote == ["saved"]
    assert seen == []


def test_shutdown_lets_every_write_finish_and_answers_nobody(qtbot: QtBot) -> None:
    background = Background()
    wrote: list[int] = []
    seen: list[object] = []

    def work(number: int, job: Job) -> None:
        wrote.append(number)

    for number in range(5):
        background.write(background, partial(work, number), seen.append)
    background.shutdown()
    assert wrote == list(range(5))
    with qtbot.waitSignal(background.destroyed):
        background.deleteLater()
    assert seen == []


def test_what_is_read_after_shutdown_is_dropped(qtbot: QtBot) -> None:
    background, owner = Background(), QObject()
    background.shutdown()
    ran: list[int] = []
    job = background.read(owner, lambda _job: 1, ran.append)
    assert job.cancelled
    with qtbot.waitSignal(background.destroyed):  # whatever was on its way has arrived by then
        background.deleteLater()
    assert ran == []


def test_workers_never_drop_the_last_reference(qtbot: QtBot, background: Background) -> None:
    """A widget that only a job's closure still holds must die on the GUI thread, where it lives."""
    died_on: list[int] = []

    class Witness:
        def __del__(self) -> None:
            died_on.append(threading.get_ident())

    def start() -> None:
        witness = Witness()
        background.read(background, lambda job: witness is None, lambda result: None).cancel()

    for _ in range(50):
        start()
    drain(qtbot, background)
    qtbot.waitUntil(lambda: len(died_on) == 50)
    assert set(died_on) == {threading.get_ident()}
