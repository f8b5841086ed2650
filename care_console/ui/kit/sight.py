"""Keeps in sight what the user works on, where it lies in a page that scrolls."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from care_console.ui.theme import theme

_MARGIN = 12


class Sight:
    """Scrolls one area. Everything waits until the layout has run, since only then has each thing its place."""

    def __init__(self, area: QScrollArea) -> None:
        self._area = area

    def top(self) -> None:
        """To the beginning of the page."""
        QTimer.singleShot(0, self._area, lambda: self._area.verticalScrollBar().setValue(0))

    def head(self, part: QWidget) -> None:
        """The beginning of a part that has its place to the top, as far as what follows it allows; at once."""
        bar = self._area.verticalScrollBar()
        top = part.mapTo(self._area.viewport(), part.rect().topLeft()).y()
        bar.setValue(top + bar.value() - theme().px(_MARGIN))

    def show(self, whole: QWidget, *parts: QWidget) -> None:
        """All of `whole`; where that is taller than the area, its beginning as far as the smallest part leaves room.

        `parts` of it come into sight in their order, so that the last one certainly is.
        """
        QTimer.singleShot(0, whole, lambda: self._show(whole, parts))

    def _show(self, whole: QWidget, parts: tuple[QWidget, ...]) -> None:
        margin = theme().px(_MARGIN)
        if whole.height() <= self._area.viewport().height():
            self._area.ensureWidgetVisible(whole, 0, margin)
            return
        self.head(whole)
        for part in parts:
            self._area.ensureWidgetVisible(part, 0, margin)
