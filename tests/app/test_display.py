"""Without a screen the program says so, where Qt would end the process."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

WORDS = "There is no screen here that a window can be shown on."


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have a screen, or no programs with windows")
@pytest.mark.parametrize(
    ("command", "display"),
    [
        ("bench start --runs 1", ""),
        ("bench start --runs 1", ":4711"),  # named, but nobody answers
        ("bench paint --customers 10 --names 1", ""),
        ("demo", ""),
        ("", ""),
    ],
)
def test_a_missing_screen_is_told_in_words(command: str, display: str) -> None:
    env = {name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}}
    said = subprocess.run(
        [sys.executable, "-m", "care_console", *command.split()],
        env={**env, "DISPLAY": display},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 1
    assert said.stderr.startswith(WORDS)
    assert "Traceback" not in said.stderr


def test_measuring_needs_no_screen_where_qt_is_told_so() -> None:
    said = subprocess.run(
        [sys.executable, "-m", "care_console", "bench", "start", "--runs", "1"],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen", "DISPLAY": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert said.returncode == 0, said.stderr
    assert "ratio" in said.stdout
