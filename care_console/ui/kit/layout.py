"""Rows, columns and framed boxes measured in token lengths."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from care_console.ui.theme import theme

Margins = tuple[int, int, int, int]
UNBOUNDED = 16_777_215
"""Qt's bound of a widget that has none."""
FrameKind = Literal["card", "inset", "ok", "warn", "bad", "accent", "segments"]
Item = QWidget | QLayout | int | None
"""What a row or column holds: a widget, a layout, a gap in token lengths, or ``None`` for all the free space."""


def row(*items: Item, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> QHBoxLayout:
    """A horizontal layout."""
    layout = QHBoxLayout()
    fill(layout, items, margins, spacing)
    return layout


def column(*items: Item, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> QVBoxLayout:
    """A vertical layout."""
    layout = QVBoxLayout()
    fill(layout, items, margins, spacing)
    return layout


def fill(layout: QBoxLayout, items: tuple[Item, ...], margins: Margins, spacing: int) -> None:
    """Set up a box layout and add the items to it."""
    px = theme().px
    first, top, last, bottom = margins
    if QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft:
        first, last = last, first  # Qt turns the items round, and leaves the margins where they are
    layout.setContentsMargins(px(first), px(top), px(last), px(bottom))
    layout.setSpacing(px(spacing))
    for item in items:
        if item is None:
            layout.addStretch(1)
        elif isinstance(item, int):
            layout.addSpacing(px(item))
        elif isinstance(item, QLayout):
            layout.addLayout(item)
        else:
            layout.addWidget(item)


def signed(mark: QWidget, words: QWidget, margins: Margins = (0, 0, 0, 0), spacing: int = 8) -> QHBoxLayout:
    """Words behind a mark, which stays beside their first line however many there are."""
    made = row(column(1, mark, None, spacing=0), words, margins=margins, spacing=spacing)
    made.setStretch(1, 1)
    made.setAlignment(words, Qt.AlignmentFlag.AlignTop)
    return made


def holder(layout: QLayout) -> QWidget:
    """A plain widget around a layout, so that it can be hidden, sized or scrolled."""
    widget = QWidget()
    widget.setLayout(layout)
    return widget


class Folding(QWidget):
    """Two layouts side by side, one above the other where the width is short of ``wide_from`` token lengths."""

    def __init__(self, first: QLayout, second: QLayout, wide_from: int, share: tuple[int, int] = (1, 0)) -> None:
        """``share``: how much of the width that nobody needs goes to either; where one above the other, all of it."""
        super().__init__()
        self._wide_from = wide_from
        self._parts = first, second
        self._box = row(first, second, spacing=8)
        for place, stretch in enumerate(share):
            self._box.setStretch(place, stretch)
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold or unfold."""
        super().resizeEvent(event)
        wide = theme().units(self.width()) >= self._wide_from
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if direction != self._box.direction():
            self._box.setDirection(direction)
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """As narrow as either part can be, so that it may fold."""
        width = max(part.minimumSize().width() for part in self._parts)
        return QSize(width, super().minimumSizeHint().height())


class Scrolling(QScrollArea):
    """A part of a page that scrolls up and down; what is in it takes the focus, the area itself never.

    Its bar stands in the margin of the content, which keeps its width and its edge whether the bar shows or not.
    """

    def __init__(self, content: QLayout) -> None:
        super().__init__()
        self._margins = content.contentsMargins()
        self._inside = content
        self.setWidget(holder(content))
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().rangeChanged.connect(self._make_room)

    def _make_room(self, low: int, high: int) -> None:
        """Room for the bar, which shows while there is something to be scrolled."""
        taken = self.verticalScrollBar().sizeHint().width() if high > low else 0
        left, right = (taken, 0) if self.isRightToLeft() else (0, taken)
        own = self._margins
        self._inside.setContentsMargins(max(0, own.left() - left), own.top(), max(0, own.right() - right), own.bottom())


def frame(kind: FrameKind, layout: QLayout) -> QFrame:
    """A box with the fill and border of ``kind``."""
    box = QFrame()
    box.setProperty("kit", kind)
    box.setLayout(layout)
    return box


def snug(bar: QWidget) -> None:
    """Let a bar be as tall as its words are at its width, however far they wrap, and no taller.

    A bound on its height (``Maximum``) would be that of its words at the width which they would like best.
    """
    bar.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)


def hline() -> QFrame:
    """A horizontal hairline."""
    line = QFrame()
    line.setProperty("kit", "hline")
    return line


def vline(tone: str | None = None, height: int | None = None) -> QFrame:
    """A vertical hairline, in a tone's line colour if given; ``height`` in token lengths."""
    line = QFrame()
    line.setProperty("kit", "vline")
    line.setProperty("tone", tone)
    if height is not None:
        line.setFixedHeight(theme().px(height))
    return line


def clear(layout: QLayout) -> None:
    """Remove everything from a layout and delete its widgets."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def tab_through(*widgets: QWidget) -> None:
    """Let Tab visit these one after the other; what is added later would otherwise come last in its window."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)


def tab_as_laid_out(whole: QWidget) -> None:
    """Let Tab visit the parts of `whole` as they are laid out; Qt lets it visit them in the order of their making."""
    tab_through(*_stops(whole))


def _stops(whole: QWidget) -> Iterator[QWidget]:
    return (part for part in _parts(whole) if part.focusPolicy() & Qt.FocusPolicy.TabFocus)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    yield widget
    inside = widget.widget() if isinstance(widget, QScrollArea) else None
    if inside is not None:
        yield from _parts(inside)
    elif (layout := widget.layout()) is not None:
        yield from _parts_of(layout)


def _parts_of(layout: QLayout) -> Iterator[QWidget]:
    places = range(layout.count())
    upwards = isinstance(layout, QBoxLayout) and layout.direction() == QBoxLayout.Direction.BottomToTop
    for place in reversed(places) if upwards else places:
        item = layout.itemAt(place)
        if item is not None and (widget := item.widget()) is not None:
            yield from _parts(widget)
        elif item is not None and (inner := item.layout()) is not None:
            yield from _parts_of(inner)


def focus_first(within: QWidget) -> None:
    """Give the focus to the first control of a part of a page; nothing happens where there is none."""
    stop = next((part for part in _stops(within) if part.isVisible() and part.isEnabled()), None)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def restyle(widget: QWidget) -> None:
    """Match the style sheet again after a property that it asks for has changed."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
