"""How long a test waits for what must come: a loaded machine is slow, and what never comes is no less wrong for it.

Nothing waits as long as this where all is well. Time-outs that a test is about are short, and its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pytestqt.qtbot import QtBot

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

PATIENCE = 90.0
"""Seconds. Deliverers pause for a minute at most once their service has been away."""
PATIENCE_MS = int(PATIENCE * 1000)


class PatientBot(QtBot):
    """pytest-qt's bot, whose waits are as patient as every other wait of these tests."""

    def waitActive(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - Qt's name
        return super().waitActive(widget, timeout=timeout)

    def waitExposed(self, widget: QWidget, *, timeout: int = PATIENCE_MS) -> Any:  # noqa: N802 - Qt's name
        return super().waitExposed(widget, timeout=timeout)

    def waitSignal(self, signal: Any, *, timeout: int = PATIENCE_MS, **how: Any) -> Any:  # noqa: N802 - Qt's name
        return super().waitSignal(signal, timeout=timeout, **how)

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE_MS) -> None:  # noqa: N802 - Qt's name
        super().waitUntil(callback, timeout=timeout)
