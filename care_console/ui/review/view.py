"""The review page: what agents saw and changed, for team leads."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import UNBOUNDED, column, frame, hline, holder, row, vline
from care_console.ui.kit.page import Page, page_head
from care_console.ui.kit.progress import ProgressLine
from care_console.ui.kit.text import counted, keycaps, label
from care_console.ui.review.data import AuditRow
from care_console.ui.review.detail import WIDTH, EventDetail
from care_console.ui.review.table import AuditModel, AuditTable
from care_console.ui.theme import theme

PANE_FROM = 940
"""Page width, in token lengths, from which the detail pane stands beside the table instead of over it."""


class ReviewView(Page):
    """A table of events with two filters and a detail pane."""

    filter_edited = Signal(str, str)
    """Agent and customer, as typed; either may be empty."""
    more_wanted = Signal()
    """The view has reached the end of what it was given; answered by ``add_events``."""
    refresh_asked = Signal()
    event_chosen = Signal(object)
    """``AuditRow.key`` of the event in the detail pane."""

    def __init__(self) -> None:
        super().__init__()
        self._agent = text_field(self.tr("Filter by agent"), self.tr("Agent"))
        self._customer = text_field(self.tr("Filter by customer"), self.tr("Customer"))
        self._refresh = button(self.tr("Refresh"), glyph="refresh-cw")
        self._progress = ProgressLine(self.tr("Reading events"))
        self._model = AuditModel()
        self._table = AuditTable(self._model)
        self._count = label("", "small", "text2", tabular=True)
        self._empty = EmptyState("list-checks")
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._table)
        self._detail = EventDetail()
        self._edge = vline()
        self._left = QWidget()
        self._arrange()
        self._connect()
        self._close_detail()
        self.show_events((), more=False)

    def show_reading(self) -> None:
        """Events are being read."""
        self._progress.show_busy()

    def show_events(self, rows: tuple[AuditRow, ...], *, more: bool) -> None:
        """Show the first page, newest first."""
        self._progress.finish()
        self._close_detail()
        self._model.show(rows, more=more)
        if rows:
            self._stack.setCurrentIndex(1)
            self._keys.show()
            self._show_count(more=more)
            return
        self.show_nothing(
            self.tr("No events"),
            self.tr("Nothing was recorded for this filter. Clear it to see every event."),
        )

    def add_events(self, rows: tuple[AuditRow, ...], *, more: bool) -> None:
        """Add the next page."""
        self._progress.finish()
        self._model.append(rows, more=more)
        self._show_count(more=more)

    def show_nothing(self, title: str, next_step: str) -> None:
        """No table: why, and what to do next. Also when the audit service cannot be reached."""
        self._progress.finish()
        self._model.show((), more=False)
        self._count.setText("")
        self._empty.show_state("list-checks", title, next_step)
        self._stack.setCurrentIndex(0)
        self._keys.hide()
        announce(self._empty, f"{title}. {next_step}")

    def take_focus(self) -> None:
        """Go to the first filter."""
        self._agent.setFocus()

    def choose(self, row: int) -> None:
        """Select the event in a row, counted from 0."""
        self._table.selectRow(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The detail pane stands beside the table or, where space is short, over it."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        beside = theme().units(self.width()) >= PANE_FROM
        shown = not self._detail.isHidden()
        self._left.setVisible(beside or not shown)
        self._edge.setVisible(beside and shown)
        if beside:
            self._detail.setFixedWidth(theme().px(WIDTH))
        else:
            self._detail.setMinimumWidth(0)
            self._detail.setMaximumWidth(UNBOUNDED)

    def _show_count(self, *, more: bool) -> None:
        read = counted(self._model.rowCount())
        words = self.tr("{0} newest events, more follow").format(read) if more else self.tr("{0} events").format(read)
        self._count.setText(words)
        announce(self._table, words)

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            event = self._model.row(current.row())
            self._detail.show_event(event)
            if theme().units(self.width()) >= PANE_FROM:
                self._open_detail()
            self.event_chosen.emit(event.key)

    def _on_activated(self, index: QModelIndex) -> None:
        if index.isValid():
            self._open_detail()

    def _open_detail(self) -> None:
        self._detail.show()
        self._fold()

    def _close_detail(self) -> None:
        self._detail.hide()
        self._fold()

    def _on_closed(self) -> None:
        self._close_detail()
        self._table.setFocus()

    def _step(self, by: int) -> None:
        wanted = self._table.currentIndex().row() + by
        if 0 <= wanted < self._model.rowCount():
            self.choose(wanted)

    def _emit_filter(self) -> None:
        self.filter_edited.emit(self._agent.text().strip(), self._customer.text().strip())

    def _connect(self) -> None:
        self._agent.textEdited.connect(self._emit_filter)
        self._customer.textEdited.connect(self._emit_filter)
        self._refresh.clicked.connect(self.refresh_asked)
        self._model.more_wanted.connect(self.more_wanted)
        self._table.selectionModel().currentRowChanged.connect(self._on_current)
        self._table.activated.connect(self._on_activated)
        self._detail.step_asked.connect(self._step)
        self._detail.closed.connect(self._on_closed)

    def _arrange(self) -> None:
        about = self.tr("Everything agents saw and changed. Reading it is recorded too.")
        head = page_head(self.tr("Audit log"), about, self._refresh)
        filters = row(self._agent, self._customer)
        up, down, enter = (keycaps(key)[0] for key in ("Up", "Down", "Return"))
        move, details = (label(words, "small", "text3") for words in (self.tr("Move"), self.tr("Details")))
        self._keys = holder(row(up, down, move, enter, details, spacing=6))
        foot = row(self._count, None, self._keys, margins=(12, 8, 12, 8), spacing=6)
        table = column(margins=(1, 1, 1, 1), spacing=0)
        table.addWidget(self._stack, 1)
        table.addWidget(hline())
        table.addWidget(holder(foot))
        left = column(head, 14, filters, 3, self._progress, 6, margins=(24, 22, 16, 20), spacing=0)
        left.addWidget(frame("card", table), 1)
        self._left.setLayout(left)
        page = row(spacing=0)
        page.addWidget(self._left, 1)
        page.addWidget(self._edge)
        page.addWidget(self._detail)
        self.setLayout(page)
