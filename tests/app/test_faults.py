"""Nothing that a customer is known by is in what the program says of its own faults, or in what a crash leaves."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from care_console.app.faults import described

if TYPE_CHECKING:
    from pathlib import Path

SECRET = "margaret.h@example.org"


IN_QT = """
from PySide6.QtCore import QCoreApplication, QTimer
application = QCoreApplication([])
QTimer.singleShot(0, fail)
QTimer.singleShot(1, application.quit)
application.exec()
"""


def said_by(program: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=False)


def a_fault() -> BaseException:
    fault = ValueError(SECRET)
    try:
        json.loads(f'["{SECRET}')
    except ValueError as error:
        fault.__cause__ = error
    return fault


def test_a_fault_is_described_by_kinds_and_places() -> None:
    words = described(a_fault())
    assert words.startswith("ValueError at unknown place; because of JSONDecodeError at ")
    assert f"{__file__}:" in words
    assert SECRET not in words


@pytest.mark.parametrize(
    "raising",
    [
        "raise ValueError(SECRET)",
        "raise ValueError(SECRET) from KeyError(SECRET)",
        "import threading; t = threading.Thread(target=fail, name=SECRET); t.start(); t.join()",
        "type('Gone', (), {'__del__': lambda self: fail(), '__repr__': lambda self: SECRET})()",
        IN_QT,
    ],
    ids=["uncaught", "with a cause", "in a thread", "in a destructor", "in a callback of Qt"],
)
def test_what_nobody_caught_is_told_without_its_text(raising: str) -> None:
    program = (
        "import sys; SECRET = sys.argv[1]\n"
        "from care_console.app.faults import keep_quiet; keep_quiet()\n"
        "def fail(): raise ValueError(SECRET)\n"
    )
    said = said_by(program + raising, SECRET)
    assert "ValueError at <string>:" in said.stderr
    assert SECRET not in said.stderr + said.stdout


def test_stopping_by_the_keyboard_stays_what_it_is() -> None:
    said = said_by("from care_console.app.faults import keep_quiet; keep_quiet(); raise KeyboardInterrupt")
    assert "KeyboardInterrupt" in said.stderr


def test_the_program_itself_is_quiet() -> None:
    program = (
        "import sys; from care_console import __main__, app\n"
        "def run(_arguments): raise ValueError(sys.argv[1])\n"
        "app.run = run; __main__.main()\n"
    )
    said = said_by(program, SECRET)
    assert "ValueError at " in said.stderr
    assert SECRET not in said.stderr


def test_what_qt_says_is_told_by_its_place() -> None:
    program = (
        "import sys; from PySide6.QtCore import *\n"
        "from care_console.app.faults import keep_qt_quiet; keep_qt_quiet()\n"
        "qWarning('QThing::begin: ' + sys.argv[1]); qWarning(sys.argv[1])\n"
    )
    said = said_by(program, SECRET)
    assert said.stderr == "Qt, default: QThing::begin\nQt, default: …\n"


def test_the_window_tells_of_what_a_callback_raised() -> None:
    program = (
        "import sys; from PySide6.QtWidgets import QApplication; from PySide6.QtCore import QTimer\n"
        "from care_console.app import start, window; from care_console.settings import Settings\n"
        "def opener(*_): raise OSError(sys.argv[1])\n"
        "def fail(): raise ValueError(sys.argv[1])\n"
        "a = QApplication([]); c = window.Console(a, opener, Settings(language='en'))\n"
        "def look():\n"
        "    from care_console.ui.kit.error_bar import ErrorBar\n"
        "    bar = c.shell.findChild(ErrorBar); assert bar.isVisible(); a.quit()\n"
        "c.painted.connect(lambda: QTimer.singleShot(0, fail))\n"
        "c.painted.connect(lambda: QTimer.singleShot(300, look))\n"
        "sys.exit(start.show_until_closed(a, c))\n"
    )
    said = said_by(program, SECRET)
    assert "ValueError at " in said.stderr
    assert "AssertionError" not in said.stderr
    assert SECRET not in said.stderr
    assert said.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="limits of core dumps are of POSIX systems")
@pytest.mark.parametrize("kept", [False, True])
def test_a_crash_leaves_no_picture_of_the_memory(tmp_path: Path, kept: bool) -> None:
    program = (
        "import json, os, resource, sys\n"
        "hard = resource.getrlimit(resource.RLIMIT_CORE)[1]; resource.setrlimit(resource.RLIMIT_CORE, (hard, hard))\n"
        f"if {kept}:\n"
        "    from care_console.app.hardening import keep_memory; keep_memory()\n"
        "dumpable = 0\n"
        "if sys.platform == 'linux':\n"
        "    import ctypes; dumpable = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)\n"
        "print(json.dumps([resource.getrlimit(resource.RLIMIT_CORE), dumpable]), flush=True)\n"
        "os.chdir(sys.argv[1]); os.abort()\n"
    )
    said = said_by(program, str(tmp_path))
    limits, dumpable = json.loads(said.stdout)
    assert said.returncode == -6
    if kept:
        assert limits == [0, 0]
        assert dumpable == 0
        assert list(tmp_path.iterdir()) == []
    else:
        assert dumpable == (sys.platform == "linux")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells whether a process may be dumped")
@pytest.mark.parametrize("way", ["a command", "the window"])
def test_memory_is_kept_before_any_store_is_open(way: str) -> None:
    ask = "import ctypes; print(ctypes.CDLL(None).prctl(3, 0, 0, 0, 0), flush=True)"
    if way == "a command":
        program = (
            "from care_console import app; from care_console.app import commands\n"
            f"def look(_options):\n    {ask}\n    return 0\n"
            "commands.COMMANDS['purge'] = look; app.run(['purge'])\n"
        )
    else:
        program = (
            "from PySide6.QtWidgets import QApplication; from care_console.app import start, window\n"
            "from care_console.settings import Settings; a = QApplication([])\n"
            f"import os\ndef opener(*_):\n    {ask}\n    os._exit(0)\n"
            "start.show_until_closed(a, window.Console(a, opener, Settings()))\n"
        )
    assert said_by(program).stdout == "0\n"
