"""Tells an agent at once of what waits: looked for every few seconds, whoever caused it and wherever."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from care_console.ui.shift import Shift

LOOK_MS = 5_000


class Waiting(QObject):
    """Looks as long as it lives. Nothing of any customer is read by it."""

    changed = Signal(object, object)
    """Everything that waits, and what of it is new (tuples of what is asked for); all is new to a shift that begins."""

    def __init__(self, parent: QObject, shift: Shift, name: str, ask: Callable[[], tuple[object, ...]]) -> None:
        """`ask` runs on a worker; `name` is that of the question, of which one at a time is asked."""
        super().__init__(parent)
        self._shift = shift
        self._name = name
        self._ask = ask
        self._known: tuple[object, ...] = ()
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self.look)
        self._look.start()

    def look(self) -> None:
        """Look now."""
        # A look that fails is followed by the next; the pages tell of a store that is away.
        self._shift.background.read(self, lambda _job: self._ask(), self._on_found, _nothing, key=self._name)

    def _on_found(self, found: tuple[object, ...]) -> None:
        before, self._known = self._known, found
        if found != before:
            self.changed.emit(found, tuple(each for each in found if each not in before))


def _nothing(_error: Exception) -> None:
    """Nothing to show."""
