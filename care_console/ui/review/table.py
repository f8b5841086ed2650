"""The table of audit events: rows of 32 px, fed page by page."""

from __future__ import annotations

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from care_console.ui.kit.chip import ChipText, chip_width, paint_chip
from care_console.ui.kit.marks import paint_badge
from care_console.ui.kit.text import isolated
from care_console.ui.review.data import AuditRow
from care_console.ui.theme import theme
from care_console.ui.theme.icons import draw_icon

Index = QModelIndex | QPersistentModelIndex

ROW_HEIGHT = 32
EVENT = Qt.ItemDataRole.UserRole
TIME, AGENT, WHAT, CUSTOMER, REQUEST, OUTCOME = range(6)
_WIDTHS = {TIME: 138, AGENT: 118, CUSTOMER: 132, REQUEST: 110, OUTCOME: 110}
"""Of the columns whose words are about equally long; what happened has the rest."""
_TIGHT = {TIME: 126, AGENT: 104, OUTCOME: 96}
"""Of those that are left where all that may be is dropped: what happened is not cut off for their sake."""
_ROOM = {CUSTOMER: 780, REQUEST: 640}
"""Columns that are dropped in a table narrower than this, in token lengths."""


class AuditModel(QAbstractTableModel):
    """The events read so far; asks for the next page when the view reaches the end."""

    more_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[AuditRow] = []
        self._more = False
        self._titles = (
            self.tr("Time"),
            self.tr("Agent"),
            self.tr("Event"),
            self.tr("Customer"),
            self.tr("Request"),
            self.tr("Outcome"),
        )

    def show(self, rows: tuple[AuditRow, ...], *, more: bool) -> None:
        """Start afresh with the first page."""
        self.beginResetModel()
        self._rows = list(rows)
        self._more = more
        self.endResetModel()

    def append(self, rows: tuple[AuditRow, ...], *, more: bool) -> None:
        """Add the next page."""
        self._more = more
        if rows:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def row(self, number: int) -> AuditRow:
        """The event in a row."""
        return self._rows[number]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of events read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Number of columns."""
        return 0 if parent.isValid() else len(self._titles)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Text of a cell, or the whole event under ``EVENT``."""
        if not index.isValid():
            return None
        event = self._rows[index.row()]
        if role == EVENT:
            return event
        if role == Qt.ItemDataRole.DisplayRole:
            return (event.time, event.agent, event.event, event.customer, event.request, event.outcome)[index.column()]
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Names of the columns."""
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter
        return None

    def canFetchMore(self, parent: Index) -> bool:
        """Whether another page exists."""
        return self._more and not parent.isValid()

    def fetchMore(self, parent: Index) -> None:
        """Ask for the next page, once."""
        if self.canFetchMore(parent):
            self._more = False
            self.more_wanted.emit()


class AuditDelegate(QStyledItemDelegate):
    """Paints one cell of an event."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint fill, rule, mark and text of a cell."""
        event = index.data(EVENT)
        if not isinstance(event, AuditRow):
            return
        rect: QRect = option.rect
        direction: Qt.LayoutDirection = option.direction
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._fill(painter, rect, direction, selected=selected, first=index.column() == TIME)
        room = QStyle.visualRect(direction, rect, rect.adjusted(theme().px(12), 0, -theme().px(4), 0))
        if index.column() == OUTCOME:
            chip = ChipText(event.outcome, event.tone)
            width = min(chip_width(chip), room.width())
            spot = QRect(room.left(), room.top() + (room.height() - theme().px(20)) // 2, width, theme().px(20))
            paint_chip(painter, QStyle.visualRect(direction, room, spot), chip, direction, raised=selected)
        else:
            self._text(painter, self._mark(painter, room, direction, event, index.column()), index, direction)
        painter.restore()

    def _fill(
        self, painter: QPainter, rect: QRect, direction: Qt.LayoutDirection, *, selected: bool, first: bool
    ) -> None:
        look = theme()
        if selected:
            painter.fillRect(rect, look.colour("accent_soft"))
            if first:
                bar = QRect(rect.left(), rect.top(), look.px(3), rect.height())
                painter.fillRect(QStyle.visualRect(direction, rect, bar), look.colour("accent"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.colour("divider"))

    def _mark(
        self, painter: QPainter, room: QRect, direction: Qt.LayoutDirection, event: AuditRow, column: int
    ) -> QRect:
        """Paint what stands before the text; what is left for the text."""
        px = theme().px
        side = px(18) if column == CUSTOMER else px(15)
        spot = QRect(room.left(), room.top() + (room.height() - side) // 2, side, side)
        if column == WHAT:
            draw_icon(painter, event.icon, QStyle.visualRect(direction, room, spot), "text2")
        elif column == CUSTOMER and event.brand:
            paint_badge(painter, QStyle.visualRect(direction, room, spot), event.brand)
        else:
            return room
        return QStyle.visualRect(direction, room, room.adjusted(side + px(8), 0, 0, 0))

    def _text(self, painter: QPainter, room: QRect, index: Index, direction: Qt.LayoutDirection) -> None:
        look = theme()
        font = look.font("medium" if index.column() == WHAT else "body", tabular=True)
        text = str(index.data())
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, room.width())
        right_to_left = direction == Qt.LayoutDirection.RightToLeft
        side = Qt.AlignmentFlag.AlignRight if right_to_left else Qt.AlignmentFlag.AlignLeft
        painter.setFont(font)
        painter.setPen(look.colour("text" if index.column() in (AGENT, WHAT) else "text2"))
        align = Qt.AlignmentFlag.AlignVCenter | side | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(room, align, isolated(shown))


class AuditTable(QTableView):
    """The table with fixed rows; Tab leaves it."""

    def __init__(self, model: AuditModel) -> None:
        super().__init__()
        self.setModel(model)
        self.setItemDelegate(AuditDelegate(self))
        self.setAccessibleName(self.tr("Audit events"))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setCornerButtonEnabled(False)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(theme().px(ROW_HEIGHT))
        heads = self.horizontalHeader()
        heads.setHighlightSections(False)
        heads.setFont(theme().font("small_strong"))
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setSectionResizeMode(WHAT, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Drop columns where space is short; the detail pane has them all."""
        super().resizeEvent(event)
        width = theme().units(self.width())
        for column, least in _ROOM.items():
            self.setColumnHidden(column, width < least)
        tight = _TIGHT if width < min(_ROOM.values()) else {}
        for column, wide in _WIDTHS.items():
            self.setColumnWidth(column, theme().px(tight.get(column, wide)))
