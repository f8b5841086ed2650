"""The list of requests: rows of two lines, and the heading that shares their columns."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from care_console.ui.kit.chip import chip_width, paint_chip
from care_console.ui.kit.rows import Columns, RowHeading, RowModel, RowPainter
from care_console.ui.kit.text import isolated
from care_console.ui.requests.data import RequestRow
from care_console.ui.theme.icons import draw_icon

COLUMNS = Columns(
    wide=((0.0, 0.28), (0.28, 0.22), (0.5, 0.36), (0.86, 0.14)),
    narrow=((0.0, 0.62), (0.62, 0.38)),
    narrow_below=640,
)
"""Customer, who asks, since when, state; where there is little room, the request with its hint, and its state."""


class RequestModel(RowModel[RequestRow]):
    """The requests in hand."""


def paint_request(painter: QPainter, option: QStyleOptionViewItem, row: object) -> None:
    """Paint a request in two lines."""
    if isinstance(row, RequestRow):
        _RequestPainter(painter, option, COLUMNS).paint(row)


class _RequestPainter(RowPainter):
    def paint(self, request: RequestRow) -> None:
        self.fill()
        number = isolated(request.reference)
        beside = (number, request.hint) if self.narrow else (request.brand.name, number)
        self._customer(request, "  ·  ".join(part for part in beside if part))
        if not self.narrow:
            self._two_lines(1, request.asks, request.purpose)
            self._two_lines(2, request.age, request.hint)
        self._chip(request)

    def _customer(self, request: RequestRow, below: str) -> None:
        px = self.look.px
        cell = self.cell(0)
        side = px(18)
        spot = QRect(cell.left() + px(4), cell.top() + (cell.height() - side) // 2, side, side)
        draw_icon(self.painter, request.icon, self.visual(cell, spot), "text2")
        room = self.visual(cell, cell.adjusted(px(36), 0, -px(12), 0))
        self.line(room, 10, isolated(request.customer), self.look.font("section", tabular=True), "text")
        self.line(room, 31, below, self.look.font("small", tabular=True), self.quiet)

    def _two_lines(self, number: int, first: str, second: str) -> None:
        cell = self.cell(number)
        room = self.visual(cell, cell.adjusted(0, 0, -self.look.px(12), 0))
        self.line(room, 10, first, self.look.font("body", tabular=True), "text2")
        self.line(room, 31, second, self.look.font("small", tabular=True), self.quiet)

    def _chip(self, request: RequestRow) -> None:
        cell, height = self.cell(len(self.columns) - 1), self.look.px(20)
        width = min(chip_width(request.state), cell.width())
        spot = QRect(cell.right() + 1 - width, cell.top() + (cell.height() - height) // 2, width, height)
        paint_chip(self.painter, self.visual(cell, spot), request.state, self.direction, raised=self.selected)


class RequestHeading(RowHeading):
    """Names of the columns of requests."""

    def __init__(self, rows: QAbstractItemView) -> None:
        super().__init__(COLUMNS, rows)
        titles = (self.tr("Customer"), self.tr("Who asks, what for"), self.tr("Since"))
        self.show_titles(titles, titles[:1])
