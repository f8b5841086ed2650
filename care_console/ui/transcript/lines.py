"""The list of a conversation's rows: model, bubbles, and highlighted finds."""

from __future__ import annotations

import math
import re

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetricsF, QPainter, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from care_console.domain.transcripts import sought
from care_console.ui.theme import theme
from care_console.ui.transcript.data import Line, Side

Index = QModelIndex | QPersistentModelIndex

LINE = Qt.ItemDataRole.UserRole
_SIDE, _PAD, _GAP, _HEAD, _WIDEST = 24, 12, 8, 20, 620
_SHARE = 0.74
"""Of the list's width a bubble takes at most."""
_FILLS = {Side.CUSTOMER: "inset", Side.ADVISOR: "accent_soft"}


class LineModel(QAbstractListModel):
    """The rows of one conversation, and where in them a text is found."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: tuple[Line, ...] = ()
        self.sought: re.Pattern[str] | None = None

    def show(self, lines: tuple[Line, ...]) -> None:
        """Replace all rows."""
        self.beginResetModel()
        self._lines = lines
        self.sought = None
        self.endResetModel()

    def find(self, text: str) -> list[int]:
        """The rows that hold a text, whatever its case; painted from now on."""
        self.sought = sought(text)
        if self.sought is None:
            return []
        return [place for place, line in enumerate(self._lines) if self.sought.search(line.text)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of rows."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The spoken row, or the line itself under ``LINE``."""
        if not index.isValid():
            return None
        line = self._lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.spoken
        return line if role == LINE else None


class LineDelegate(QStyledItemDelegate):
    """Paints messages as bubbles, the customer's at the start and the advisor's at the end."""

    def __init__(self, model: LineModel) -> None:
        super().__init__(model)
        self._model = model
        self._metrics = QFontMetricsF(theme().font("body"))
        self._advances: dict[str, int] = {}
        self._sizes: dict[tuple[str, int], QSize] = {}
        self.width = 0
        """Pixels that the list gives; set before its rows are laid out."""
        model.modelReset.connect(self._forget)

    def _forget(self) -> None:
        self._advances.clear()
        self._sizes.clear()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """As high as the text needs at the list's width."""
        line = index.data(LINE)
        if not isinstance(line, Line):
            return QSize()
        px = theme().px
        height = self._text_size(line.text).height() + px(2 * _GAP - 4 if line.side is Side.NOBODY else 2 * _GAP + 2)
        return QSize(px(200), height + (px(_HEAD) if line.head else 0))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        line = index.data(LINE)
        if not isinstance(line, Line):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        _Painter(painter, option, self._text_size(line.text), self._model.sought).paint(line)
        painter.restore()

    def _text_size(self, text: str) -> QSize:
        """The room of a text; most are one short line, which needs no layout."""
        room = room_for_text(self.width)
        advance = self._advances.get(text)
        if advance is None:
            advance = self._advances[text] = -1 if "\n" in text else _room_of(self._metrics.horizontalAdvance(text))
        if 0 <= advance <= room and text.isascii():
            return QSize(advance, round(self._metrics.height()))
        known = self._sizes.get((text, room))
        if known is None:
            known = self._sizes[text, room] = _laid_out(text, room)[1]
        return known


def room_for_text(width: int) -> int:
    """Pixels of text in a bubble, in a list of ``width`` pixels."""
    px = theme().px
    share = min(round((width - px(2 * _SIDE)) * _SHARE), px(_WIDEST))
    return max(share - px(2 * _PAD), px(60))


def _room_of(width: float) -> int:
    """Whole pixels into which a text of this width is laid out again without another break."""
    return math.ceil(width) + 1


def _laid_out(text: str, room: int, sought: re.Pattern[str] | None = None) -> tuple[QTextLayout, QSize]:
    """Lines of a text, each paragraph in its own direction; finds are marked."""
    layout = QTextLayout(text.replace("\n", "\N{LINE SEPARATOR}"), theme().font("body"))
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)
    layout.setTextOption(option)
    if sought is not None:
        layout.setFormats([_marked(text, found) for found in sought.finditer(text)])
    layout.beginLayout()
    height = width = 0.0
    while (line := layout.createLine()).isValid():
        line.setLineWidth(room)
        line.setPosition(QPointF(0, height))
        height += line.height()
        width = max(width, line.naturalTextWidth())
    layout.endLayout()
    return layout, QSize(min(_room_of(width), room), round(height))


def _marked(text: str, found: re.Match[str]) -> QTextLayout.FormatRange:
    mark = QTextLayout.FormatRange()
    # Qt counts UTF-16 units: what lies beyond the first plane counts twice.
    mark.start = len(text[: found.start()].encode("utf-16-le", "surrogatepass")) // 2
    mark.length = len(found[0].encode("utf-16-le", "surrogatepass")) // 2
    shape = QTextCharFormat()
    shape.setBackground(theme().colour("match"))
    shape.setForeground(theme().colour("match_text"))
    mark.format = shape
    return mark


class _Painter:
    def __init__(
        self, painter: QPainter, option: QStyleOptionViewItem, size: QSize, sought: re.Pattern[str] | None
    ) -> None:
        self.painter = painter
        self.rect: QRect = option.rect
        self.direction: Qt.LayoutDirection = option.direction
        state: QStyle.StateFlag = option.state
        self.current = bool(state & QStyle.StateFlag.State_Selected)
        self.size = size
        self.sought = sought
        self.look = theme()

    def paint(self, line: Line) -> None:
        px = self.look.px
        side, pad, gap = px(_SIDE), px(_PAD), px(_GAP)
        inner = self.rect.adjusted(side, 0, -side, 0)
        top = inner.top() + gap // 2
        if line.side is Side.NOBODY:
            self._notice(inner, line)
            return
        wide = self.size.width() + 2 * pad
        left = inner.left() if line.side is Side.CUSTOMER else inner.right() + 1 - wide
        if line.head:
            self._head(inner, top, line)
            top += px(_HEAD)
        bubble = QStyle.visualRect(self.direction, inner, QRect(left, top, wide, self.size.height() + gap))
        self.painter.setPen(self.look.colour("accent" if self.current else "border"))
        self.painter.setBrush(self.look.colour(_FILLS[line.side]))
        self.painter.drawRoundedRect(QRectF(bubble).adjusted(0.5, 0.5, -0.5, -0.5), px(9), px(9))
        self._text(QPointF(bubble.left() + pad, bubble.top() + gap / 2), line.text, "text")

    def _head(self, inner: QRect, top: int, line: Line) -> None:
        self.painter.setFont(self.look.font("small_strong", tabular=True))
        self.painter.setPen(self.look.colour("text3"))
        align = Qt.AlignmentFlag.AlignLeading if line.side is Side.CUSTOMER else Qt.AlignmentFlag.AlignTrailing
        spot = QRect(inner.left(), top, inner.width(), self.look.px(_HEAD) - 2)
        self.painter.drawText(spot, align | Qt.AlignmentFlag.AlignVCenter, line.head)

    def _notice(self, inner: QRect, line: Line) -> None:
        left = inner.left() + (inner.width() - self.size.width()) // 2
        top = inner.top() + (inner.height() - self.size.height()) / 2
        self._text(QPointF(left, top), line.text, "accent_text" if self.current else "text3")

    def _text(self, spot: QPointF, text: str, colour: str) -> None:
        layout, _size = _laid_out(text, self.size.width(), self.sought)
        self.painter.setPen(self.look.colour(colour))
        layout.draw(self.painter, spot)
