"""The page of training: a request is begun, conversations are listed without their customers, Enter opens one."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, inset
from care_console.ui.kit.chip import Chip
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import Scrolling, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.page import ABOVE, Page, page_head
from care_console.ui.kit.text import label
from care_console.ui.training.data import TrainingRow

MORE = 20
"""Conversations shown at first, and more at each asking."""


class TrainingView(Page):
    """Shows what may be opened for training, and emits what the lead does."""

    begin_asked = Signal()
    """A request for training is to be begun."""
    end_asked = Signal()
    """It is to be ended."""
    chat_asked = Signal(int)
    """Key of the conversation to be opened."""

    def __init__(self) -> None:
        super().__init__()
        self.begin = button(self.tr("Begin training"), "primary")
        self.end = button(self.tr("End training"))
        self._message = label("", "small", "text2", wrap=True)
        self._card = Card(self.tr("Conversations"))
        self._empty = EmptyState(
            "message-square-text",
            self.tr("No training has begun"),
            self.tr("Begin training lists the conversations that are kept, the newest first."),
        )
        self.more = button(self.tr("Show more"), "ghost", "chevron-down", small=True)
        self.buttons: dict[int, QPushButton] = {}
        self._rows: tuple[TrainingRow, ...] = ()
        self._shown = MORE
        self._arrange()
        self.begin.clicked.connect(self.begin_asked)
        self.end.clicked.connect(self.end_asked)
        self.more.clicked.connect(self._show_more)
        self.show_idle()

    def show_idle(self, words: str = "") -> None:
        """No request is open; ``words`` say why not."""
        self._fill(())
        self._list.hide()
        self._empty.show()
        self.end.hide()
        self.begin.show()
        self._say(words)

    def show_chats(self, words: str, rows: tuple[TrainingRow, ...]) -> None:
        """Show these; ``words`` name the request that they are open under."""
        self._shown = MORE
        self.begin.hide()
        self.end.show()
        self._empty.hide()
        self._list.show()
        self._fill(rows)
        self._say(words)
        self.take_focus()

    def take_focus(self) -> None:
        """Go to the first conversation, or to what begins."""
        target = next(iter(self.buttons.values()), self.end if self.end.isVisible() else self.begin)
        QTimer.singleShot(0, self, target.setFocus)

    def _say(self, words: str) -> None:
        self._message.setText(words)
        self._message.setVisible(bool(words))
        announce(self, words)

    def _fill(self, rows: tuple[TrainingRow, ...]) -> None:
        self._rows = rows
        self.buttons.clear()
        nothing = inset(column(label(self.tr("No conversation is kept."), "small", "text3", wrap=True)), 6)
        self._card.show_count(len(rows))
        self._card.replace(*([self._row(each) for each in rows[: self._shown]] or [nothing]))
        self.more.setVisible(len(rows) > self._shown)

    def _show_more(self) -> None:
        first = self._rows[self._shown].key
        self._shown += MORE
        self._fill(self._rows)
        QTimer.singleShot(0, self, self.buttons[first].setFocus)

    def _row(self, each: TrainingRow) -> QWidget:
        read = button(
            self.tr("Read"), "ghost", "eye", small=True, name=self.tr("Read {0}, {1}").format(each.title, each.when)
        )
        read.clicked.connect(lambda: self.chat_asked.emit(each.key))
        self.buttons[each.key] = read
        words = column(label(each.title, "medium", wrap=True), label(each.note, "small", "text3", wrap=True), spacing=1)
        words.addLayout(row(label(each.when, "small", "text3", tabular=True), Chip(each.kept), None, spacing=8))
        mark = column(1, IconMark("message-square-text", 15, "text3", 2), None, spacing=0)
        line = row(mark, margins=(12, 6, 4, 6), spacing=10)
        line.addLayout(words, 1)
        line.addWidget(read, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder(line)

    def _arrange(self) -> None:
        head = page_head(
            self.tr("Training"),
            self.tr(
                "Conversations are opened for training under a request of their own, each recorded, and always "
                "without what tells who the customer was."
            ),
            self.begin,
            self.end,
        )
        above = column(head, self._message, margins=ABOVE, spacing=8)
        self._list = Scrolling(column(self._card, row(self.more, None), None, margins=(24, 4, 24, 16), spacing=6))
        page = column(above, self._list, self._empty, spacing=0)
        page.setStretch(1, 1)
        page.setStretch(2, 1)
        self.setLayout(page)
