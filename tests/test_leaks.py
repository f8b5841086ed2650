"""The leak checks see what they are there for, and nothing else."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parent.parent

SETTINGS = """
[pytest]
filterwarnings = error
qt_api = pyside6
qt_log_level_fail = WARNING
markers = expects_log(pattern): announced
"""

LEAKY = """
import logging, threading
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QWidget
import pytest
from tests import leaks

leaks.grace = 0.1
KEPT = []
STOP = threading.Event()

@pytest.fixture(scope="module", autouse=True)
def end_everything():
    yield
    STOP.set()
    for kept in KEPT:
        if isinstance(kept, QThread):
            kept.quit()
            kept.wait()

@pytest.mark.parametrize("daemon", [True, False])
def test_thread(daemon):
    KEPT.append(threading.Thread(target=STOP.wait, daemon=daemon, name="forgotten"))
    KEPT[-1].start()

def test_qthread(qapp):
    KEPT.append(QThread())
    KEPT[-1].start()

def test_timer(qapp):
    KEPT.append(QTimer(interval=100_000))
    KEPT[-1].start()

def test_window(qapp):
    KEPT.append(QWidget(objectName="forgotten"))

def test_log():
    logging.getLogger("somewhere").warning("unannounced")

@pytest.mark.expects_log("never said")
def test_log_that_does_not_come():
    pass
"""

CLEAN = """
import logging, os, threading
from pathlib import Path
from PySide6.QtCore import QObject, QThread, QTimer
from PySide6.QtWidgets import QMenu, QWidget
from hypothesis import given, strategies
import pytest

def test_thread():
    thread = threading.Thread(target=int)
    thread.start()
    thread.join()

def test_qthread(qapp):
    thread = QThread()
    thread.start()
    thread.quit()
    thread.wait()

def test_timers(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    QTimer(widget, interval=100_000).start()
    timer = QTimer(interval=0, singleShot=True)
    with qtbot.waitSignal(timer.timeout):
        timer.start()

def test_windows(qtbot):
    widget = QWidget()
    QMenu(widget)
    qtbot.addWidget(widget)
    gone_by_the_collector = QWidget()
    gone_by_the_collector.itself = gone_by_the_collector

@pytest.mark.expects_log("announced [0-9]")
def test_log():
    logging.getLogger("somewhere").warning("announced %d", 1)
    logging.getLogger("somewhere").info("below the level")

@given(strategies.integers())
def test_hypothesis(number):
    assert number == int(str(number))

def test_home(home):
    assert Path.home() == home
    assert sorted(p.name for p in home.iterdir()) == [".run"]
    (home / "note").write_text("seen by this test alone")

def test_another_home(home):
    assert not (home / "note").exists()

def test_keyring(memory_keyring):
    import keyring
    keyring.set_password("service", "user", "secret")
    assert keyring.get_password("service", "user") == "secret"

def test_another_keyring():
    import keyring
    assert keyring.get_password("service", "user") is None
    assert type(keyring.get_keyring()).__name__ == "MemoryKeyring"
"""

FAILING = """
from PySide6.QtWidgets import QWidget

def test_failing(qapp):
    widget = QWidget()
    assert widget is None
"""


@pytest.fixture
def run(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], pytest.RunResult]:
    """Run a module of tests in a process of its own, under this project's plugins and settings."""
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep))
    pytester.makeconftest((ROOT / "tests" / "conftest.py").read_text(encoding="utf-8"))
    pytester.makeini(SETTINGS)

    def run_module(text: str) -> pytest.RunResult:
        pytester.makepyfile(text)
        return pytester.runpytest_subprocess("-p", "no:cacheprovider", "--strict-markers")

    return run_module


def test_each_leak_is_named(run: Callable[[str], pytest.RunResult]) -> None:
    result = run(LEAKY)
    result.assert_outcomes(passed=7, errors=7)
    result.stdout.fnmatch_lines_random(
        [
            "left behind by this test: thread 'forgotten' (daemon)",
            "left behind by this test: thread 'forgotten'",
            "left behind by this test: QThread ''",
            "left behind by this test: QTimer '' without parent, every 100000 ms",
            "left behind by this test: QWidget 'forgotten'",
            "unexpected in the log: WARNING somewhere: unannounced",
            "expected in the log, but absent: never said",
        ]
    )


def test_what_is_cleaned_up_is_no_leak(run: Callable[[str], pytest.RunResult]) -> None:
    run(CLEAN).assert_outcomes(passed=10)


def test_a_failing_test_fails_once(run: Callable[[str], pytest.RunResult]) -> None:
    run(FAILING).assert_outcomes(failed=1)
