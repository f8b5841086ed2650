"""The list of hits: model, two-line rows with highlighted matches, and the heading that shares their columns."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from care_console.ui.kit.chip import ChipText, chip_width, paint_chip
from care_console.ui.kit.marks import initials, paint_avatar
from care_console.ui.kit.text import ISOLATE, counted, isolated
from care_console.ui.lookup.data import HitRow
from care_console.ui.lookup.marked import draw_marked
from care_console.ui.theme import theme
from care_console.ui.words import duplicates_words

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 56
HIT = Qt.ItemDataRole.UserRole
_SIDE = 24
_WIDE = ((0.0, 0.325), (0.325, 0.24), (0.565, 0.12), (0.685, 0.115), (0.8, 0.2))
_NARROW = ((0.0, 0.58), (0.58, 0.42))
NARROW_BELOW = 700
"""List width, in token lengths, under which only name and contact columns are kept."""


def columns(width: int) -> tuple[tuple[float, float], ...]:
    """Start and share of each column for a list of ``width`` pixels."""
    return _NARROW if theme().units(width) < NARROW_BELOW else _WIDE


class HitModel(QAbstractListModel):
    """The hits of one search."""

    def __init__(self) -> None:
        super().__init__()
        self._hits: tuple[HitRow, ...] = ()

    def show(self, hits: tuple[HitRow, ...]) -> None:
        """Replace all hits, row by row: a list that is made anew would jump to its top."""
        had, have = len(self._hits), len(hits)
        if have < had:
            self.beginRemoveRows(QModelIndex(), have, had - 1)
            self._hits = self._hits[:have]
            self.endRemoveRows()
        elif have > had:
            self.beginInsertRows(QModelIndex(), had, have - 1)
            self._hits = (*self._hits, *hits[had:])
            self.endInsertRows()
        self._hits = hits
        if both := min(had, have):
            self.dataChanged.emit(self.index(0, 0), self.index(both - 1, 0))

    def row_of(self, key: Hashable) -> int | None:
        """Where a customer stands in the list; None who does not."""
        return next((row for row, hit in enumerate(self._hits) if hit.key == key), None)

    @property
    def hits(self) -> tuple[HitRow, ...]:
        """The rows, in order."""
        return self._hits

    def hit(self, index: Index) -> HitRow | None:
        """The hit at an index, if there is one."""
        return self._hits[index.row()] if index.isValid() else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of hits."""
        return 0 if parent.isValid() else len(self._hits)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The spoken row, or the hit itself under ``HIT``."""
        if not index.isValid():
            return None
        hit = self._hits[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return hit.spoken()
        return hit if role == HIT else None


class HitDelegate(QStyledItemDelegate):
    """Paints a hit in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Fixed height; the list gives the width."""
        return QSize(theme().px(300), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one hit."""
        hit = index.data(HIT)
        if not isinstance(hit, HitRow):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _RowPainter(painter, option).paint(hit)
        painter.restore()


class _RowPainter:
    def __init__(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        self.rect: QRect = option.rect
        self.direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        self.selected = bool(state & QStyle.StateFlag.State_Selected)
        self.hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        self.painter = painter
        self.look = theme()
        self.columns = columns(self.rect.width())
        side = self.look.px(_SIDE)
        self.inner = self.rect.adjusted(side, 0, -side, 0)

    def paint(self, hit: HitRow) -> None:
        self._fill()
        self._customer(hit)
        cells = (("email", "phone"), ("postcode", "town"), ("contacted", "channel"))
        for (start, share), (first, second) in zip(self.columns[1:4], cells, strict=False):
            self._two_lines(self._cell(start, share), hit, first, second)
        self._chips(hit)

    def _cell(self, start: float, share: float) -> QRect:
        width = self.inner.width()
        left = self.inner.left() + round(width * start)
        cell = QRect(left, self.inner.top(), round(width * share), self.inner.height())
        return QStyle.visualRect(self.direction, self.inner, cell)

    def _visual(self, around: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self.direction, around, rect)

    def _fill(self) -> None:
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
            self.painter.drawRoundedRect(QRectF(self._visual(self.rect, bar)), 1.5, 1.5)

    def _customer(self, hit: HitRow) -> None:
        px = self.look.px
        cell = self._cell(*self.columns[0])
        side = px(34)
        spot = QRect(cell.left(), cell.top() + (cell.height() - side) // 2, side, side)
        paint_avatar(self.painter, self._visual(cell, spot), initials(hit.name), hit.brand.colour)
        text = self._visual(cell, cell.adjusted(px(46), 0, -px(8), 0))
        self._line(text, 9, hit.name, _marks(hit, "name"), self.look.font("section"), "text")
        room = QStyle.visualRect(self.direction, text, text.adjusted(0, 0, -self._room_for_chips(hit), 0))
        before = f"{hit.brand.name}  ·  " if hit.number else hit.brand.name
        below, marks = _isolated(hit, "number", before)
        self._line(room, 31, below, marks, self.look.font("small", tabular=True), self._quiet)

    @property
    def _narrow(self) -> bool:
        return len(self.columns) == len(_NARROW)

    @property
    def _quiet(self) -> str:
        return "text2" if self.selected else "text3"

    def _two_lines(self, cell: QRect, hit: HitRow, first: str, second: str) -> None:
        room = self._visual(cell, cell.adjusted(0, 0, -self.look.px(12), 0))
        self._line(room, 10, *_isolated(hit, first), self.look.font("body", tabular=True), "text2")
        self._line(room, 31, *_isolated(hit, second), self.look.font("small", tabular=True), self._quiet)

    def _line(self, rect: QRect, top: int, text: str, marks: list[tuple[int, int]], font: QFont, colour: str) -> None:
        where = rect.adjusted(0, self.look.px(top), 0, 0)
        if marks:
            draw_marked(self.painter, where, text, font, colour, marks, self.direction)
            return
        self.painter.setFont(font)
        self.painter.setPen(self.look.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        # The alignment follows the window's direction, not the first letter of the text.
        align = Qt.AlignmentFlag.AlignRight if self.direction == Qt.LayoutDirection.RightToLeft else None
        side = (align or Qt.AlignmentFlag.AlignLeft) | Qt.AlignmentFlag.AlignAbsolute
        self.painter.drawText(where, Qt.AlignmentFlag.AlignTop | side, shown)

    def _room_for_chips(self, hit: HitRow) -> int:
        """What chips take of the second line, where they have no column of their own."""
        if not self._narrow:
            return 0
        return sum(chip_width(chip) + self.look.px(6) for chip in self._chips_of(hit)) + self.look.px(6)

    def _chips_of(self, hit: HitRow) -> list[ChipText]:
        """Where there is little room, the number alone tells of duplicates; screen readers say it in words."""
        words = counted(hit.twins) if self._narrow else duplicates_words(hit.twins)
        twins = ChipText(words, "neutral", "users") if hit.twins else None
        return [chip for chip in (hit.flag, twins) if chip]

    def _chips(self, hit: HitRow) -> None:
        """One below the other in their column; side by side at the end of the second line where there is none."""
        px = self.look.px
        chips = self._chips_of(hit)
        cell = self._cell(*self.columns[0 if self._narrow else 4])
        top = cell.top() + (px(29) if self._narrow else (cell.height() - px(23) * len(chips) + px(3)) // 2)
        right = cell.right() + 1 - (px(8) if self._narrow else 0)
        for chip in chips:
            width = min(chip_width(chip), cell.width())
            spot = self._visual(cell, QRect(right - width, top, width, px(20)))
            paint_chip(self.painter, spot, chip, self.direction, raised=self.selected)
            if self._narrow:
                right -= width + px(6)
            else:
                top += px(23)


def _marks(hit: HitRow, text: str, shift: int = 0) -> list[tuple[int, int]]:
    return [(mark.start + shift, mark.end + shift) for mark in hit.marks if mark.text == text]


def _isolated(hit: HitRow, text: str, before: str = "") -> tuple[str, list[tuple[int, int]]]:
    """A text of a hit after others, its order kept inside right-to-left text, and its marks there."""
    return before + isolated(getattr(hit, text)), _marks(hit, text, len(before) + len(ISOLATE))


class HitHeading(QWidget):
    """Names of the columns above the list; painted, because the list itself is one column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(30))
        self._titles = (self.tr("Customer"), self.tr("E-mail and phone"), self.tr("Home"), self.tr("Last contact"))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the names over the columns."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text3"))
        side = look.px(_SIDE)
        inner = self.rect().adjusted(side, 0, -side, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        for title, (start, share) in zip(self._titles, columns(self.width()), strict=False):
            cell = QRect(inner.left() + round(inner.width() * start), 0, round(inner.width() * share), self.height())
            painter.drawText(QStyle.visualRect(self.layoutDirection(), inner, cell), align, title)
        painter.end()
