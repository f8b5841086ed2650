"""The search for traces of customers finds what it is there for, and nothing else."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from tests.journeys.traces import Titles, Traces, temporary_files

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

EMAIL, NAME, NUMBER, BORN = "margaret.h@example.org", "Müllerson", "91827364", "1961-04-17"
KNOWN = frozenset(word.encode() for word in (EMAIL, NAME, NUMBER, BORN))


@pytest.mark.parametrize("word", [EMAIL, NAME, NUMBER, BORN])
def test_each_is_found_in_files_and_logs(qapp: QApplication, word: str) -> None:
    traces = Traces(KNOWN, Titles(qapp))
    text = f'select "{word}", of 1'
    files = {Path("a.log"): text.encode(), Path("b.log"): EMAIL[:-2].encode() + b"\0\1" + NUMBER[:-1].encode()}
    assert traces.found(files, {"the log": [text]}) == [f"{word} in a.log", f"{word} in the log"]
    traces.files.add("a.log")
    assert traces.found(files, {}) == []


@pytest.mark.parametrize("word", [EMAIL, NUMBER, BORN])
def test_what_windows_writes_is_read_too(qapp: QApplication, word: str) -> None:
    files = {Path("a.log"): f"select {word}".encode("utf-16-le")}
    assert Traces(KNOWN, Titles(qapp)).found(files, {}) == [f"{word} in a.log"]


def test_titles_and_the_clipboard_are_looked_at(qapp: QApplication, qtbot: QtBot) -> None:
    titles, window = Titles(qapp), QWidget()
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.setWindowTitle(f"Customer {NUMBER}")
    window.setWindowTitle("Care Console")
    QGuiApplication.clipboard().setText(EMAIL)
    assert Traces(KNOWN, titles).found({}, {}) == [f"{NUMBER} in window titles", f"{EMAIL} in clipboard"]
    QGuiApplication.clipboard().clear()


def test_temporary_files_are_noted() -> None:
    with tempfile.NamedTemporaryFile() as file:
        assert temporary_files() == [file.name]
    assert temporary_files() == []
