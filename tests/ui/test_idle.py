"""Nobody at the desk: the warning, what prolongs, and the clocks by which it counts."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from care_console.ui.idle import IdleWatch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


class Clock:
    """Seconds that pass when the test says so."""

    def __init__(self) -> None:
        self.at = 1_000.0

    def __call__(self) -> float:
        return self.at


class Desk:
    """A field with the focus, and what the watch has told."""

    def __init__(self, field: QLineEdit) -> None:
        self.field = field
        self.awake, self.wall = Clock(), Clock()
        self.told: list[str] = []
        self.watch = IdleWatch(field, (self.awake, self.wall))
        self.watch.warned.connect(lambda left: self.told.append(f"{left} s"))
        self.watch.prolonged.connect(lambda: self.told.append("prolonged"))
        self.watch.idle.connect(lambda: self.told.append("idle"))

    def wait(self, seconds: float) -> None:
        self.awake.at += seconds
        self.wall.at += seconds
        self.watch.check()


@pytest.fixture
def desk(look: Theme, qtbot: QtBot) -> Iterator[Desk]:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    made = Desk(field)
    yield made
    made.watch.stop()


def test_it_warns_a_minute_before_and_then_tells_once(desk: Desk) -> None:
    desk.watch.begin(5)
    desk.wait(239)
    assert desk.told == []
    desk.wait(1)
    desk.wait(59)
    assert desk.told == ["60 s", "1 s"]
    desk.wait(1)
    desk.wait(600)
    assert desk.told == ["60 s", "1 s", "prolonged", "idle"]


@pytest.mark.parametrize("by", ["key", "mouse", "click"])
def test_a_key_or_the_mouse_prolongs(desk: Desk, by: str) -> None:
    handle = desk.field.windowHandle()
    assert handle is not None
    desk.watch.begin(5)
    desk.wait(250)
    if by == "key":
        QTest.keyClick(handle, "x")  # type: ignore[call-overload] # the stubs leave characters out
    elif by == "mouse":
        QTest.mouseMove(handle, QPoint(5, 5))
    else:
        QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(3, 3))
    assert desk.told == ["50 s", "prolonged"]
    assert desk.field.text() == ("x" if by == "key" else "")
    desk.wait(239)
    assert desk.told == ["50 s", "prolonged"]


def test_a_short_time_is_warned_of_in_its_second_half(desk: Desk) -> None:
    desk.watch.begin(1)
    desk.wait(29)
    assert desk.told == []
    desk.wait(1)
    assert desk.told == ["30 s"]


def test_sleep_counts_though_one_clock_stands_still(desk: Desk) -> None:
    desk.watch.begin(5)
    desk.wall.at += 3_600
    desk.watch.check()
    assert desk.told == ["idle"]
    desk.watch.begin(5)
    desk.awake.at += 600
    desk.wall.at -= 3_600
    desk.watch.check()
    assert desk.told == ["idle", "idle"]


def test_nothing_is_told_while_nobody_works(desk: Desk) -> None:
    desk.wait(10_000)
    desk.watch.begin(5)
    desk.watch.stop()
    desk.wait(10_000)
    assert desk.told == []


LOCKER = """
from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from PySide6.QtWidgets import QApplication
from care_console.ui.session_lock import SAVERS, SessionWatch

application = QApplication([])
watch, heard, sent = SessionWatch(application), [], []
watch.begin()
watch.begin()
saver = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "saver")

def tell():
    for name in SAVERS:
        for active in (False, True):
            told = QDBusMessage.createSignal("/" + name.replace(".", "/"), name, "ActiveChanged")
            told.setArguments([active])
            sent.append(saver.send(told))

def hear():
    heard.append(1)
    if len(heard) == len(SAVERS):
        QTimer.singleShot(0, application.quit)

watch.locked.connect(hear)
QTimer.singleShot(0, tell)
QTimer.singleShot(20_000, application.quit)
application.exec()
print(len(heard), all(sent))
"""


@pytest.mark.skipif(shutil.which("dbus-run-session") is None, reason="there is no D-Bus here")
def test_a_locked_session_is_heard_from_each_screen_saver() -> None:
    told = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", LOCKER],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert told.stdout.split() == ["2", "True"]
