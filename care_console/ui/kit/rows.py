"""Lists whose rows stand in columns, two lines each: their model, what paints them, the heading over their columns."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from care_console.ui.theme import theme

Index = QModelIndex | QPersistentModelIndex
PaintRow = Callable[[QPainter, QStyleOptionViewItem, object], None]

ROW = Qt.ItemDataRole.UserRole
"""Role under which a model gives the row itself."""

ROW_HEIGHT = 56
_SIDE = 24


class Row(Protocol):
    """What a list shows in one row."""

    @property
    def key(self) -> Hashable:
        """What stays the same while the rest of the row changes."""

    def spoken(self) -> str:
        """The row as a screen reader says it."""


R = TypeVar("R", bound=Row)


class RowModel(QAbstractListModel, Generic[R]):
    """The rows of a list, in order."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[R, ...] = ()

    def show(self, rows: tuple[R, ...]) -> None:
        """Replace all, row by row: a list that is made anew would jump to its top."""
        had, have = len(self._rows), len(rows)
        if have < had:
            self.beginRemoveRows(QModelIndex(), have, had - 1)
            self._rows = self._rows[:have]
            self.endRemoveRows()
        elif have > had:
            self.beginInsertRows(QModelIndex(), had, have - 1)
            self._rows = (*self._rows, *rows[had:])
            self.endInsertRows()
        self._rows = rows
        if both := min(had, have):
            self.dataChanged.emit(self.index(0, 0), self.index(both - 1, 0))

    def row_of(self, key: Hashable) -> int | None:
        """Where the row of a key stands; None if it does not."""
        return next((number for number, row in enumerate(self._rows) if row.key == key), None)

    @property
    def rows(self) -> tuple[R, ...]:
        """The rows, in order."""
        return self._rows

    def row(self, index: Index) -> R | None:
        """The row at an index, if there is one."""
        return self._rows[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of rows."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The spoken row, or the row itself under ``ROW``."""
        if not index.isValid():
            return None
        row = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.spoken()
        return row if role == ROW else None


@dataclass(frozen=True, slots=True)
class Columns:
    """Start and share of each column of a list, where there is room for all and where there is not."""

    wide: tuple[tuple[float, float], ...]
    narrow: tuple[tuple[float, float], ...]
    narrow_below: int
    """List width, in token lengths, under which only the narrow ones are kept."""

    def are_narrow(self, width: int) -> bool:
        """Whether a list of ``width`` pixels keeps only the narrow columns."""
        return theme().units(width) < self.narrow_below

    def at(self, width: int) -> tuple[tuple[float, float], ...]:
        """Start and share of each column for a list of ``width`` pixels."""
        return self.narrow if self.are_narrow(width) else self.wide


class RowDelegate(QStyledItemDelegate):
    """Paints the rows of a list; `paint_row`, which each list gives, says what stands where."""

    def __init__(self, parent: QObject, paint_row: PaintRow) -> None:
        super().__init__(parent)
        self._paint_row = paint_row

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Fixed height; the list gives the width."""
        return QSize(theme().px(300), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_row(painter, option, index.data(ROW))
        painter.restore()


class RowPainter:
    """One row as it is painted: its cells, in the direction of the window, and text in them."""

    def __init__(self, painter: QPainter, option: QStyleOptionViewItem, columns: Columns) -> None:
        self.painter = painter
        self.look = theme()
        self.rect: QRect = option.rect
        self.direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self.columns = columns.at(self.rect.width())
        self.narrow = columns.are_narrow(self.rect.width())
        side = self.look.px(_SIDE)
        self.inner = self.rect.adjusted(side, 0, -side, 0)

    @property
    def quiet(self) -> str:
        """Colour of the lines that stand back."""
        return "text2" if self.selected else "text3"

    def cell(self, number: int) -> QRect:
        """Where a column of this row is."""
        return self.visual(self.inner, _cell(self.inner, *self.columns[number]))

    def visual(self, around: QRect, rect: QRect) -> QRect:
        """``rect`` inside ``around``, turned where the window reads from right to left."""
        return QStyle.visualRect(self.direction, around, rect)

    def fill(self) -> None:
        """The ground of a row that is chosen, or that the mouse is over."""
        if not (self.selected or self.hovered):
            return
        px = self.look.px
        self.painter.setPen(Qt.PenStyle.NoPen)
        self.painter.setBrush(self.look.colour("accent_soft" if self.selected else "hover"))
        card = self.rect.adjusted(px(8), 1, -px(8), -1)
        self.painter.drawRoundedRect(QRectF(card), px(8), px(8))
        if self.selected:
            bar = QRect(card.left(), self.rect.top() + px(14), px(3), self.rect.height() - px(28))
            self.painter.setBrush(self.look.colour("accent"))
            self.painter.drawRoundedRect(QRectF(self.visual(self.rect, bar)), 1.5, 1.5)

    def line(self, rect: QRect, top: int, text: str, font: QFont, colour: str) -> None:
        """One line of text, ``top`` token lengths below the top of ``rect``; cut off where too long."""
        self.painter.setFont(font)
        self.painter.setPen(self.look.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        # The alignment follows the window's direction, not the first letter of the text.
        right_to_left = self.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignTop | side | Qt.AlignmentFlag.AlignAbsolute
        self.painter.drawText(rect.adjusted(0, self.look.px(top), 0, 0), align, shown)


class RowHeading(QWidget):
    """Names of the columns above a list; painted, because the list itself is one column."""

    def __init__(self, columns: Columns, rows: QAbstractItemView) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(30))
        self._columns, self._rows = columns, rows
        rows.verticalScrollBar().rangeChanged.connect(lambda _low, _high: self.update())
        self._titles: dict[bool, Sequence[str]] = {False: (), True: ()}

    def show_titles(self, wide: Sequence[str], narrow: Sequence[str]) -> None:
        """Name the columns; those that speak for themselves are the last ones and have no name."""
        self._titles = {False: wide, True: narrow}
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the names over the columns."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text3"))
        side = look.px(_SIDE)
        # A bar of the rows takes of their width, at the end of the line.
        width = self._rows.viewport().width()
        whole = QStyle.visualRect(self.layoutDirection(), self.rect(), QRect(0, 0, width, self.height()))
        inner = whole.adjusted(side, 0, -side, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        titles = self._titles[self._columns.are_narrow(width)]
        for title, place in zip(titles, self._columns.at(width), strict=False):
            painter.drawText(QStyle.visualRect(self.layoutDirection(), inner, _cell(inner, *place)), align, title)
        painter.end()


def _cell(inner: QRect, start: float, share: float) -> QRect:
    left = inner.left() + round(inner.width() * start)
    return QRect(left, inner.top(), round(inner.width() * share), inner.height())
