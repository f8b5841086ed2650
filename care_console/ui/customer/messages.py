"""The card of messages to the customer: where each copy is, what the server said, and what can be done about it."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from care_console.ui.customer.data import MessageView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import EDGE, Card, inset
from care_console.ui.kit.chip import Chip
from care_console.ui.kit.layout import column, holder, row
from care_console.ui.kit.text import isolated, label


class MessagesCard(Card):
    """Messages, newest first."""

    recall_asked = Signal(object)
    """Key of a message that is to be called back."""
    settle_asked = Signal(object, bool)
    """Key of a copy in doubt, and whether it is to be sent again (else it arrived)."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Messages"))
        self.buttons: dict[tuple[Hashable, str], QPushButton] = {}
        self._shown: tuple[MessageView, ...] | None = None

    def show_messages(self, messages: tuple[MessageView, ...]) -> None:
        """Show these; whatever has the focus keeps it where nothing changed."""
        if messages == self._shown:
            return
        self._shown = messages
        self.show_count(len(messages))
        self.buttons.clear()
        nothing = inset(column(label(self.tr("Nothing was sent yet."), "small", "text3", wrap=True)), 6)
        self.replace(*([self._row(message) for message in messages] or [nothing]))

    def _row(self, message: MessageView) -> QWidget:
        head = row(label(message.title, "medium", wrap=True), Chip(message.state), spacing=8)
        head.setStretch(0, 1)
        note = label(f"{isolated(message.address)}  \N{MIDDLE DOT}  {message.when}", "small", "text3", wrap=True)
        made = column(head, note, margins=(EDGE, 6, EDGE, 6), spacing=2)
        if message.words:
            made.addWidget(label(message.words, "small", "text2", wrap=True))
        tools = row(None, spacing=6)
        if message.in_doubt:
            self._tool(tools, message, "arrived", self.tr("It arrived"))
            self._tool(tools, message, "again", self.tr("Send again"))
        if message.cancellable:
            self._tool(tools, message, "recall", self.tr("Call back"))
        if tools.count() > 1:
            made.addLayout(tools)
        return holder(made)

    def _tool(self, tools: QHBoxLayout, message: MessageView, what: str, words: str) -> None:
        made = button(words, "ghost", small=True, name=f"{words}: {message.title}, {message.address}")
        key = message.message if what == "recall" else message.copy
        self.buttons[key, what] = made
        if what == "recall":
            made.clicked.connect(lambda: self.recall_asked.emit(key))
        else:
            made.clicked.connect(lambda: self.settle_asked.emit(key, what == "again"))
        tools.insertWidget(tools.count() - 1, made)
