"""The card of conversations, each to be read."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from care_console.ui.customer.data import EntryView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, inset, two_lines
from care_console.ui.kit.layout import column, holder, row
from care_console.ui.kit.text import label


class TranscriptsCard(Card):
    """Conversations, newest first; Enter on one reads it."""

    transcript_asked = Signal(object)
    """Key of the entry that the agent wants to read."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Transcripts"))
        self.buttons: dict[Hashable, QPushButton] = {}

    def show_entries(self, entries: tuple[EntryView, ...]) -> None:
        """Show the conversations."""
        self.show_count(len(entries))
        self.buttons.clear()
        nothing = inset(column(label(self.tr("No conversation is on file."), "small", "text3", wrap=True)), 6)
        self.replace(*([self._row(entry) for entry in entries] or [nothing]))

    def _row(self, entry: EntryView) -> QWidget:
        read = button(
            self.tr("Read"), "ghost", "eye", small=True, name=self.tr("Read {0}, {1}").format(entry.title, entry.when)
        )
        read.clicked.connect(lambda: self.transcript_asked.emit(entry.key))
        self.buttons[entry.key] = read
        line = row(margins=(0, 0, 4, 0), spacing=0)
        line.addWidget(two_lines(entry.icon, entry.title, entry.note, entry.when), 1)
        line.addWidget(read, 0, Qt.AlignmentFlag.AlignVCenter)
        return holder(line)
