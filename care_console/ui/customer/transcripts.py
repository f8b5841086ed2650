"""The card of conversations: listed with their remaining time, searched together, each to be read."""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QWidget

from care_console.ui.customer.data import ChatView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import EDGE, Card, button_row, inset
from care_console.ui.kit.chip import Chip
from care_console.ui.kit.error_bar import ErrorBar, announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.progress import ProgressLine
from care_console.ui.kit.text import label

if TYPE_CHECKING:
    from care_console.ui.kit.error_bar import Trouble

MORE = 10
"""Conversations shown at first, and more at each asking."""


class TranscriptsCard(Card):
    """Conversations, newest first; Enter on one reads it."""

    transcript_asked = Signal(object)
    """Key of the entry that the agent wants to read."""
    copy_asked = Signal(object)
    """Key of the entry of which a copy is to be sent."""
    searched = Signal(str)
    """A text to be found in all of them; empty to show all again."""
    copy_confirmed = Signal()
    """The customer asks for a copy: the conversations may be searched."""
    again_asked = Signal()
    """The provider is to be asked once more for what it did not give."""
    cancelled = Signal()
    """What is waited for is not wanted any more."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Transcripts"))
        self.buttons: dict[Hashable, QPushButton] = {}
        self.copies: dict[Hashable, QPushButton] = {}
        self._chats: tuple[ChatView, ...] = ()
        self._shown = MORE
        self._last: Hashable = None
        self._copied = False
        self.sought = text_field(self.tr("Find in all conversations"), self.tr("Find in all conversations"))
        self._found = label("", "small", "text3", wrap=True)
        self._line = ProgressLine(self.tr("Progress"))
        self._waiting = label("", "small", "text2", wrap=True)
        self.cancel = button(self.tr("Cancel"), "ghost", small=True)
        self.trouble = ErrorBar()
        self.confirm = button(self.tr("Yes, the customer asks for a copy"), "primary", small=True)
        self.more = button(self.tr("Show more"), "ghost", "chevron-down", small=True)
        self._arrange()
        self._connect()

    def show_chats(self, chats: tuple[ChatView, ...]) -> None:
        """Show these conversations; the button that has the focus keeps it."""
        keys = [key for key, each in self.buttons.items() if each.hasFocus()]
        self._chats = chats
        self._fill()
        if keys:
            # Not before the rows are laid out; a button that is gone hands over to the field.
            QTimer.singleShot(0, self, lambda: self.buttons.get(keys[0], self.sought).setFocus())

    def take_focus(self) -> None:
        """Go back to the conversation that was read or copied last; to the field where it is gone."""
        buttons = self.copies if self._copied else self.buttons
        # Not before the rows are laid out; as if by Tab, so that it shows.
        tab = Qt.FocusReason.TabFocusReason
        QTimer.singleShot(0, self, lambda: buttons.get(self._last, self.sought).setFocus(tab))

    def show_found(self, words: str) -> None:
        """Say how many were found; empty where nothing is sought."""
        self._found.setText(words)
        self._found.setVisible(bool(words))
        announce(self, words)

    def show_waiting(self, words: str) -> None:
        """Say what goes on; it can be cancelled."""
        self.trouble.clear()
        self._waiting.setText(words)
        self._waits.show()
        self._line.show_busy()

    def show_done(self) -> None:
        """Nothing is waited for any more."""
        if self.cancel.hasFocus():
            self.sought.setFocus()
        self._line.finish()
        self._waits.hide()

    def show_trouble(self, trouble: Trouble) -> None:
        """Say why the list may not be complete, and offer to ask again."""
        self.show_done()
        self.trouble.show_trouble(trouble)

    def ask_copy(self) -> None:
        """Ask whether the customer wants a copy: conversations are searched for nothing else (T2, T3)."""
        self._question.show()
        self.confirm.setFocus()

    def begin(self) -> None:
        """Another customer is shown: nothing is sought, nothing waited for."""
        self.sought.blockSignals(True)
        self.sought.clear()
        self.sought.blockSignals(False)
        self._shown = MORE
        self._question.hide()
        self.show_found("")
        self.show_done()
        self.trouble.clear()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field Enter seeks, Escape shows all again."""
        if watched is self.sought and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._question.hide()
                self.searched.emit(self.sought.text().strip())
                return True
            if event.key() == Qt.Key.Key_Escape and self.sought.text():
                self.sought.clear()
                self.searched.emit("")
                return True
        return super().eventFilter(watched, event)

    def _fill(self) -> None:
        self.show_count(len(self._chats))
        self.buttons.clear()
        self.copies.clear()
        if self._chats:
            self.replace(*(self._row(chat) for chat in self._chats[: self._shown]))
        else:
            words = self.tr("None of them holds this.") if self.sought.text() else self.tr("No conversation is kept.")
            self.replace(inset(column(label(words, "small", "text3", wrap=True)), 6))
        self.more.setVisible(len(self._chats) > self._shown)

    def go_to_copies(self) -> QWidget:
        """Go to the copy of the latest chat, as if by Tab; to the search where there is none."""
        target = next(iter(self.copies.values()), self.sought)
        target.setFocus(Qt.FocusReason.TabFocusReason)
        return target

    def _show_more(self) -> None:
        first = self._chats[self._shown].key
        self._shown += MORE
        self._fill()
        QTimer.singleShot(0, self, self.buttons[first].setFocus)

    def _on_chosen(self, key: Hashable, *, copied: bool) -> None:
        self._last, self._copied = key, copied
        (self.copy_asked if copied else self.transcript_asked).emit(key)

    def _on_confirmed(self) -> None:
        self._question.hide()
        self.sought.setFocus()
        self.copy_confirmed.emit()

    def _row(self, chat: ChatView) -> QWidget:
        read = button(
            self.tr("Read"), "ghost", "eye", small=True, name=self.tr("Read {0}, {1}").format(chat.title, chat.when)
        )
        read.clicked.connect(lambda: self._on_chosen(chat.key, copied=False))
        self.buttons[chat.key] = read
        copy = button(
            self.tr("Send copy"),
            "ghost",
            "send",
            small=True,
            name=self.tr("Send a copy of {0}, {1}").format(chat.title, chat.when),
        )
        copy.clicked.connect(lambda: self._on_chosen(chat.key, copied=True))
        self.copies[chat.key] = copy
        words = column(label(chat.title, "medium", wrap=True), label(chat.note, "small", "text3", wrap=True), spacing=1)
        if chat.excerpt:
            words.addWidget(label(chat.excerpt, "small", "text2", wrap=True))
        words.addLayout(row(label(chat.when, "small", "text3", tabular=True), Chip(chat.kept), None, spacing=8))
        mark = column(1, IconMark("message-square-text", 15, "text3", 2), None, spacing=0)
        line = row(mark, margins=(EDGE, 6, 4, 6), spacing=10)
        line.addLayout(words, 1)
        line.addWidget(read, 0, Qt.AlignmentFlag.AlignVCenter)
        line.addWidget(copy, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder(line)

    def _arrange(self) -> None:
        waits = row(self._waiting, self.cancel, spacing=8)
        waits.setStretch(0, 1)
        self._waits = holder(waits)
        asked = label(
            self.tr("Conversations are searched only when the customer asks for a copy of one. Do they ask for one?"),
            "small",
            wrap=True,
        )
        self._question = holder(column(asked, row(self.confirm, None), spacing=6))
        above = inset(
            column(self.sought, self._found, self._line, self._waits, self.trouble, self._question, spacing=4), 2
        )
        self.layout().insertWidget(2, above)  # type: ignore[union-attr] # a column of the card's own
        self.layout().addWidget(button_row(self.more))  # type: ignore[union-attr] # the same
        self._found.hide()
        self._waits.hide()
        self._question.hide()
        self.more.hide()

    def _connect(self) -> None:
        self.sought.installEventFilter(self)
        self.cancel.clicked.connect(self.cancelled)
        self.trouble.action_asked.connect(self.again_asked)
        self.confirm.clicked.connect(self._on_confirmed)
        self.more.clicked.connect(self._show_more)
