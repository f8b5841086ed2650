"""The list of requests: its model, and rows of two lines."""

from __future__ import annotations

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from care_console.ui.kit.chip import chip_width, paint_chip
from care_console.ui.kit.text import isolated
from care_console.ui.requests.data import RequestRow
from care_console.ui.theme import theme
from care_console.ui.theme.icons import draw_icon

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 56
REQUEST = Qt.ItemDataRole.UserRole
_SIDE = 24
_WIDE = ((0.0, 0.3), (0.3, 0.27), (0.57, 0.25), (0.82, 0.18))
_NARROW = ((0.0, 0.62), (0.62, 0.38))
NARROW_BELOW = 640
"""List width, in token lengths, under which a row names the request, its hint and its state alone."""


def columns(width: int) -> tuple[tuple[float, float], ...]:
    """Start and share of each column for a list of ``width`` pixels."""
    return _NARROW if theme().units(width) < NARROW_BELOW else _WIDE


class RequestModel(QAbstractListModel):
    """The requests in hand."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: tuple[RequestRow, ...] = ()

    def show(self, rows: tuple[RequestRow, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._rows = rows
        self.endResetModel()

    def request(self, index: Index) -> RequestRow | None:
        """The request at an index, if there is one."""
        return self._rows[index.row()] if index.isValid() else None

    def position(self, key: str) -> int:
        """Where a request stands; the first row if it is not there."""
        return next((number for number, each in enumerate(self._rows) if each.key == key), 0)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of requests."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The spoken row, or the request itself under ``REQUEST``."""
        if not index.isValid():
            return None
        request = self._rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return request.spoken()
        return request if role == REQUEST else None


class RequestDelegate(QStyledItemDelegate):
    """Paints a request in two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """Fixed height; the list gives the width."""
        return QSize(theme().px(300), theme().px(ROW_HEIGHT))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one request."""
        request = index.data(REQUEST)
        if isinstance(request, RequestRow):
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            _RowPainter(painter, option).paint(request)
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

    def paint(self, request: RequestRow) -> None:
        self._fill()
        narrow = len(self.columns) == len(_NARROW)
        number = isolated(request.reference)
        beside = (number, request.hint) if narrow else (request.brand.name, number)
        self._customer(request, "  ·  ".join(part for part in beside if part))
        if not narrow:
            self._two_lines(1, request.asks, request.purpose)
            self._two_lines(2, request.age, request.hint)
        self._chip(request)

    def _visual(self, around: QRect, rect: QRect) -> QRect:
        return QStyle.visualRect(self.direction, around, rect)

    def _cell(self, number: int) -> QRect:
        start, share = self.columns[number]
        width = self.inner.width()
        cell = QRect(
            self.inner.left() + round(width * start), self.inner.top(), round(width * share), self.inner.height()
        )
        return self._visual(self.inner, cell)

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

    def _customer(self, request: RequestRow, below: str) -> None:
        px = self.look.px
        cell = self._cell(0)
        side = px(18)
        spot = QRect(cell.left() + px(4), cell.top() + (cell.height() - side) // 2, side, side)
        draw_icon(self.painter, request.icon, self._visual(cell, spot), "text2")
        room = self._visual(cell, cell.adjusted(px(36), 0, -px(12), 0))
        self._line(room, 10, isolated(request.customer), self.look.font("section", tabular=True), "text")
        self._line(room, 31, below, self.look.font("small", tabular=True), self._dim)

    @property
    def _dim(self) -> str:
        return "text2" if self.selected else "text3"

    def _two_lines(self, number: int, first: str, second: str) -> None:
        cell = self._cell(number)
        room = self._visual(cell, cell.adjusted(0, 0, -self.look.px(12), 0))
        self._line(room, 10, first, self.look.font("body", tabular=True), "text2")
        self._line(room, 31, second, self.look.font("small", tabular=True), self._dim)

    def _line(self, rect: QRect, top: int, text: str, font: QFont, colour: str) -> None:
        self.painter.setFont(font)
        self.painter.setPen(self.look.colour(colour))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        right_to_left = self.direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        align = Qt.AlignmentFlag.AlignTop | side | Qt.AlignmentFlag.AlignAbsolute
        self.painter.drawText(rect.adjusted(0, self.look.px(top), 0, 0), align, shown)

    def _chip(self, request: RequestRow) -> None:
        cell, height = self._cell(len(self.columns) - 1), self.look.px(20)
        width = min(chip_width(request.state), cell.width())
        spot = QRect(cell.right() + 1 - width, cell.top() + (cell.height() - height) // 2, width, height)
        paint_chip(self.painter, self._visual(cell, spot), request.state, self.direction, raised=self.selected)


class RequestHeading(QWidget):
    """Names of the columns above the list; painted, because the list itself is one column."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(theme().px(30))
        self._titles = (self.tr("Customer"), self.tr("Who asks, what for"), self.tr("Since"), "")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the names over the columns."""
        look = theme()
        painter = QPainter(self)
        painter.setFont(look.font("small_strong"))
        painter.setPen(look.colour("text3"))
        side = look.px(_SIDE)
        inner = self.rect().adjusted(side, 0, -side, 0)
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        places = columns(self.width())
        titles = self._titles if len(places) == len(_WIDE) else (self._titles[0], "")
        for title, (start, share) in zip(titles, places, strict=True):
            cell = QRect(inner.left() + round(inner.width() * start), 0, round(inner.width() * share), self.height())
            painter.drawText(QStyle.visualRect(self.layoutDirection(), inner, cell), align, title)
        painter.end()
