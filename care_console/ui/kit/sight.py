"""Keeps in sight what the user works on, where it lies in a page that scrolls."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from PySide6.QtWidgets import QScrollArea, QWidget

from care_console.ui.theme import theme

SETTLES_MS = 250
"""How long a page may take to find its shape: words wrap only once their width is known, and move what is below."""
_MARGIN = 12


class Sight(QObject):
    """Scrolls one area to what was asked last, again while the page settles, and then leaves it to the user."""

    def __init__(self, area: QScrollArea) -> None:
        super().__init__(area)
        self._area = area
        self._scroll: Callable[[], None] | None = None
        self._from = 0
        """Where the page stood when it was asked: what a passing layout made of it is taken back."""
        self._settled = QTimer(self)
        self._settled.setSingleShot(True)
        self._settled.setInterval(SETTLES_MS)
        self._settled.timeout.connect(self._rest)
        area.verticalScrollBar().rangeChanged.connect(self._look)

    def top(self) -> None:
        """To the beginning of the page."""
        self._begin(lambda: self._area.verticalScrollBar().setValue(0))

    def head(self, part: QWidget) -> None:
        """The beginning of a part that has its place to the top, as far as what follows it allows; at once."""
        self._rest()
        self._head(part)

    def show(self, whole: QWidget, *parts: QWidget) -> None:
        """All of `whole`; where that is taller than the area, its beginning as far as its `parts` leave room.

        The parts come into sight in their order, so that the last one certainly is.
        """
        self._begin(lambda: self._show(whole, parts))

    def _begin(self, scroll: Callable[[], None]) -> None:
        self._scroll = scroll
        self._from = self._area.verticalScrollBar().value()
        self._settled.start()
        QTimer.singleShot(0, self, self._lay_out)

    def _lay_out(self) -> None:
        """What is new has its place before it is measured."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._look()

    def _look(self) -> None:
        if self._scroll is not None:
            self._area.verticalScrollBar().setValue(self._from)
            self._scroll()

    def _rest(self) -> None:
        self._scroll = None

    def _show(self, whole: QWidget, parts: tuple[QWidget, ...]) -> None:
        if not self._is_there(whole):
            return
        margin = theme().px(_MARGIN)
        if whole.height() <= self._area.viewport().height():
            self._area.ensureWidgetVisible(whole, 0, margin)
            return
        self._head(whole)
        for part in filter(self._is_there, parts):
            self._area.ensureWidgetVisible(part, 0, margin)

    def _is_there(self, part: QWidget) -> bool:
        """What was to be shown may be gone by now, or be taken out to be destroyed."""
        return shiboken6.isValid(part) and self._area.isAncestorOf(part)

    def _head(self, part: QWidget) -> None:
        bar = self._area.verticalScrollBar()
        top = part.mapTo(self._area.viewport(), part.rect().topLeft()).y()
        bar.setValue(top + bar.value() - theme().px(_MARGIN))
