"""The page of open requests: choose one, and Enter goes on with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, hline, holder, row
from care_console.ui.kit.notice import Notice
from care_console.ui.kit.page import ABOVE, Page, page_head
from care_console.ui.kit.rows import RowDelegate
from care_console.ui.kit.text import keycaps
from care_console.ui.requests.data import RequestRow
from care_console.ui.requests.rows import RequestHeading, RequestModel, paint_request


class RequestsView(Page):
    """Takes rows, emits what the agent wants done with the one that is chosen."""

    chosen = Signal(str)
    """Key of the request that is to go on, or whose promise is kept."""
    end_asked = Signal(str)
    """Key of the request that is to end without going on."""

    def __init__(self) -> None:
        super().__init__()
        self._model = RequestModel()
        self._list = self._make_list()
        self._empty = EmptyState("list-checks")
        self._empty.show_state(
            "list-checks",
            self.tr("Nothing in hand"),
            self.tr("A request begins with the first letter of a search. Parked and handed over ones wait here."),
        )
        self._act = button(self.tr("Go on"), "primary")
        self._end = button(self.tr("End without going on"), glyph="phone-off")
        self._told = Notice()
        self._body = QStackedWidget()
        filled = column(RequestHeading(self._list), hline(), 6, self._list, spacing=0)
        filled.setStretch(3, 1)
        self._body.addWidget(self._empty)
        self._body.addWidget(holder(filled))
        self._arrange()
        self._act.clicked.connect(self._on_act)
        self._end.clicked.connect(self._on_end)
        self._list.activated.connect(self._on_act)
        self._list.clicked.connect(self._on_act)
        self._list.installEventFilter(self)
        self._list.selectionModel().currentChanged.connect(self._on_current)
        self.show_requests(())

    def show_requests(self, rows: tuple[RequestRow, ...]) -> None:
        """Show these; the one that was chosen stays so while it is there."""
        before = self._current()
        focused = self._list.hasFocus() or self._act.hasFocus() or self._end.hasFocus()
        self._model.show(rows)
        self._body.setCurrentIndex(1 if rows else 0)
        self._foot.setVisible(bool(rows))
        if rows:
            self._list.setCurrentIndex(self._model.index(self._model.row_of(before.key if before else "") or 0, 0))
        self._on_current()
        if focused and rows:
            self._list.setFocus()

    def show_message(self, words: str) -> None:
        """Say why something was refused, or what was done; empty for nothing."""
        self._told.say(words)

    def take_focus(self) -> None:
        """Go to the list."""
        self._list.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on, Delete ends."""
        if watched is self._list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._on_act()
                return True
            if key == Qt.Key.Key_Delete:
                self._on_end()
                return True
        return super().eventFilter(watched, event)

    def _current(self) -> RequestRow | None:
        return self._model.row(self._list.currentIndex())

    def _on_current(self, *_indexes: QModelIndex) -> None:
        request = self._current()
        self._act.setEnabled(request is not None)
        self._end.setEnabled(request is not None and request.may_end)
        if request is not None:
            self._act.setText(request.action)
            self._act.setAccessibleName(f"{request.action}: {request.reference}")
            announce(self._list, request.spoken())

    def _on_act(self, *_index: QModelIndex) -> None:
        if (request := self._current()) is not None:
            self.chosen.emit(request.key)

    def _on_end(self) -> None:
        request = self._current()
        if request is not None and request.may_end:
            self.end_asked.emit(request.key)

    def _make_list(self) -> QListView:
        made = QListView()
        made.setAccessibleName(self.tr("Open requests"))
        made.setModel(self._model)
        made.setItemDelegate(RowDelegate(made, paint_request))
        made.setUniformItemSizes(True)
        made.setMouseTracking(True)
        made.setFrameShape(QFrame.Shape.NoFrame)
        made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        made.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        made.setTabKeyNavigation(False)
        return made

    def _arrange(self) -> None:
        above = page_head(
            self.tr("Open requests"),
            self.tr("What you have begun, parked or promised, and what was handed over to you or to everybody."),
        )
        head = column(above, self._told, margins=ABOVE, spacing=8)
        line = row(self._act, *keycaps("Return"), 8, self._end, *keycaps("Del"), None, margins=(24, 10, 20, 10))
        self._foot = holder(column(hline(), line, spacing=0))
        page = column(head, self._body, self._foot, spacing=0)
        page.setStretch(1, 1)
        self.setLayout(page)
