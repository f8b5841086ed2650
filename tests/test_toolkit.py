"""The version of the toolkit in use bears what the console does with it."""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, Signal


class _Source(QObject):
    changed = Signal(bool, object)


def test_ten_thousand_signals_lose_no_reference() -> None:
    """PySide6 6.12.0 drops a reference to True or None with each emit and aborts on Python 3.11 after some 600."""
    source = _Source()
    heard: list[bool] = []
    source.changed.connect(lambda flag, _nothing: heard.append(flag))
    before = sys.getrefcount(None)
    for number in range(10_000):
        source.changed.emit(number % 2 == 0, None)
    assert heard.count(True) == heard.count(False) == 5_000
    assert sys.getrefcount(None) > before - 5_000
