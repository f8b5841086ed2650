"""Below the field of look-up: the customers who match, or why there are none and what to do next."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QModelIndex, QObject, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QStackedWidget, QWidget

from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, hline, holder, signed
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.rows import ROW_HEIGHT, RowDelegate
from care_console.ui.kit.text import label
from care_console.ui.lookup.data import HitRow
from care_console.ui.lookup.hits import HitHeading, HitModel, paint_hit
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone

OF_USE = 150
"""Height, in token lengths, under which hits are no help: their heading and two rows."""


class Results(QStackedWidget):
    """Shows the hits that it is given, moves through them and tells which one is chosen."""

    opened = Signal(object)
    """``HitRow.key`` of the customer to open."""
    painted = Signal()
    """The hits that were shown last are on the screen."""

    def __init__(self, name: str) -> None:
        """``name``: what screen readers call the list."""
        super().__init__()
        self._unpainted = False
        self._moved_to: Hashable = None
        self._model = HitModel()
        self.list = self._make_list(name)
        self._empty = EmptyState("user-search")
        self._end = label("", "small", "text3", wrap=True)
        self.setMinimumHeight(theme().px(90))
        self.addWidget(self._empty)
        self.addWidget(self._filled())
        self.list.viewport().installEventFilter(self)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_activated)

    @property
    def hits(self) -> tuple[HitRow, ...]:
        """The hits that show."""
        return self._model.rows

    @property
    def chosen(self) -> HitRow | None:
        """The hit that is chosen; None where there is none."""
        return self._model.row(self.list.currentIndex())

    def sizeHint(self) -> QSize:
        """It takes whatever room is left, and asks nobody else for theirs."""
        return self.minimumSize()

    def hasHeightForWidth(self) -> bool:
        """Else its words would ask for more than that."""
        return False

    def show_hits(self, hits: tuple[HitRow, ...]) -> None:
        """Rows change in place; who was gone to stays chosen, else the best is."""
        if self.list.hasFocus():
            self._moved_to = self._chosen_key
        if self._model.rows != hits:
            self._model.show(hits)
            self.list.setMaximumHeight(theme().px(ROW_HEIGHT) * len(hits))
        row = None if self._moved_to is None else self._model.row_of(self._moved_to)
        if row is None:
            self._moved_to = None
        wanted = self._model.index(row or 0, 0)
        if self.list.currentIndex() != wanted:
            self.list.setCurrentIndex(wanted)
        self.setCurrentIndex(1)

    def end_with(self, words: str, spoken: str) -> None:
        """The hits are complete: ``words`` stand below them, ``spoken`` is announced."""
        self._end.setText(words)
        announce(self.list, spoken)
        self._unpainted = True
        self.list.viewport().update()

    def show_nobody(self, icon: IconName, title: str, next_step: str, tone: Tone = "neutral") -> None:
        """No hits: why, and what to do next."""
        self._model.show(())
        self._moved_to = None
        self._empty.show_state(icon, title, next_step, tone)
        self.setCurrentIndex(0)

    def announce(self, words: str, *, urgent: bool = False) -> None:
        """Let a screen reader say why nobody shows."""
        announce(self._empty, words, urgent=urgent)

    def open_chosen(self) -> None:
        """As Enter on the list does."""
        self._on_activated(self.list.currentIndex())

    def fold(self, *, low: bool) -> None:
        """The line at the end gives way where the window is low."""
        self._end_row.setVisible(not low)

    def go(self, event: QKeyEvent) -> bool:
        """Go where a key leads, though another widget has the focus; whether it was such a key."""
        rows = self._model.rowCount()
        current = self.list.currentIndex().row()
        page = max(1, self.list.viewport().height() // theme().px(ROW_HEIGHT) - 1)
        wanted = {
            Qt.Key.Key_Down: current + 1,
            Qt.Key.Key_Up: current - 1,
            Qt.Key.Key_PageDown: current + page,
            Qt.Key.Key_PageUp: current - page,
        }
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            # Without Ctrl they move in the text, as in every field.
            wanted = {Qt.Key.Key_Home: 0, Qt.Key.Key_End: rows - 1}
        key = Qt.Key(event.key())
        if key not in wanted or not rows:
            return False
        found = self._model.index(max(0, min(wanted[key], rows - 1)), 0)
        self.list.setCurrentIndex(found)
        self._moved_to = self._chosen_key
        announce(self.list, str(found.data()))
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell when complete hits are painted."""
        if event.type() == QEvent.Type.Paint and self._unpainted:
            self._unpainted = False
            QTimer.singleShot(0, self.painted.emit)
        return super().eventFilter(watched, event)

    @property
    def _chosen_key(self) -> Hashable:
        hit = self.chosen
        return None if hit is None else hit.key

    def _on_activated(self, index: QModelIndex) -> None:
        hit = self._model.row(index)
        if hit is not None:
            self._moved_to = hit.key
            self.opened.emit(hit.key)

    def _make_list(self, name: str) -> QListView:
        hits = QListView()
        hits.setAccessibleName(name)
        hits.setModel(self._model)
        hits.setItemDelegate(RowDelegate(hits, paint_hit))
        hits.setUniformItemSizes(True)
        hits.setMouseTracking(True)
        hits.setFrameShape(QFrame.Shape.NoFrame)
        hits.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        hits.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        hits.setTabKeyNavigation(False)
        return hits

    def _filled(self) -> QWidget:
        self._end_row = holder(signed(IconMark("user-search", 15), self._end, margins=(24, 8, 24, 8)))
        filled = column(HitHeading(self.list), hline(), 6, self.list, self._end_row, None, spacing=0)
        filled.setStretch(3, 1000)  # the rest is for what no hit needs
        return holder(filled)
