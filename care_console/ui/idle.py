"""Noticing that nobody is at the desk: warns, then says that everything shown is to be masked."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QWindow
    from PySide6.QtWidgets import QWidget

WARNING_S = 60
"""Seconds of warning before everything is masked; half the time where the whole is shorter than two warnings."""
_LOOK_MS = 1000
_AT_WORK = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletMove,
        QEvent.Type.TabletPress,
        QEvent.Type.InputMethod,
    }
)


class IdleWatch(QObject):
    """Counts from the last key or mouse in any window of the program, while a shift runs.

    Several clocks are read and the one that went furthest counts: one of them stands while a laptop sleeps on some
    platforms, the other one can be set back.
    """

    warned = Signal(int)
    """So many seconds are left; told again each second."""
    prolonged = Signal()
    """Somebody is there after a warning."""
    idle = Signal()
    """Nobody was there for the whole time. Not told again before `begin`."""

    def __init__(self, parent: QObject, clocks: tuple[Callable[[], float], ...] = (time.monotonic, time.time)) -> None:
        super().__init__(parent)
        self.clocks = clocks
        self._limit = 0.0
        self._last: tuple[float, ...] = ()
        self._warned = False
        self._look = QTimer(self)
        self._look.setInterval(_LOOK_MS)
        self._look.timeout.connect(self.check)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets to watch over
        # Whatever the platform sends comes to a window, but for what an input method makes of keys.
        application.focusWindowChanged.connect(self._on_window)
        application.focusChanged.connect(self._on_widget)
        self._on_window(application.focusWindow())

    def begin(self, minutes: float) -> None:
        """Count from now, up to so many minutes."""
        self._limit = minutes * 60
        self._last = self._read()
        self._look.start()
        self._quiet()

    def stop(self) -> None:
        """Nobody has to be there."""
        self._look.stop()
        self._quiet()

    @property
    def counting(self) -> bool:
        """Whether a shift runs."""
        return self._look.isActive()

    def check(self) -> None:
        """Look at the clocks."""
        if not self.counting:
            return
        gone = max(now - then for now, then in zip(self._read(), self._last, strict=True))
        left = self._limit - gone
        if left <= 0:
            self.stop()
            self.idle.emit()
        elif left <= min(WARNING_S, self._limit / 2):
            self._warned = True
            self.warned.emit(max(1, round(left)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Somebody is there; what they did goes where it was meant to go."""
        if event.type() in _AT_WORK and self.counting:
            self._last = self._read()
            self._quiet()
        return super().eventFilter(watched, event)

    def _quiet(self) -> None:
        if self._warned:
            self._warned = False
            self.prolonged.emit()

    def _read(self) -> tuple[float, ...]:
        return tuple(clock() for clock in self.clocks)

    def _on_window(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)

    def _on_widget(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None:
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)
