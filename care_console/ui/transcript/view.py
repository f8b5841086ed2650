"""The transcript page: one conversation, read and searched by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

from care_console.ui.copy_question import CopyQuestion
from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.chip import Chip
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import clear, column, frame, hline, holder, row
from care_console.ui.kit.page import Page
from care_console.ui.kit.progress import ProgressLine
from care_console.ui.kit.text import ElidedLabel, keycaps, label
from care_console.ui.transcript.data import TranscriptView
from care_console.ui.transcript.lines import LineDelegate, LineModel

PATIENCE_MS = 300
"""After so long without an answer it is said what is waited for."""
BATCH = 250
"""Rows laid out at a time: a dozen milliseconds, and more than a screen holds."""


class LineList(QListView):
    """The rows of a conversation; Escape goes back."""

    escaped = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.lines = LineModel()
        self._delegate = LineDelegate(self.lines)
        self.setModel(self.lines)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Always there: a bar that came with the rows would narrow them, and they would be laid out again.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        # The first rows show at once; thousands more are laid out while the agent reads these.
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(BATCH)
        self.setAccessibleName(self.tr("Messages"))

    def go(self, row: int) -> None:
        """Make a row the current one, and show it even if it is not laid out yet."""
        self._lay_out()
        index = self.lines.index(row)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def _lay_out(self) -> None:
        """Lay out now what the batches have not reached: Qt moves and scrolls to nothing beyond them."""
        last = self.lines.index(self.lines.rowCount() - 1)
        if last.isValid() and self.visualRect(last).isEmpty():
            self.setLayoutMode(QListView.LayoutMode.SinglePass)
            self.doItemsLayout()
            self.setLayoutMode(QListView.LayoutMode.Batched)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows are as high as their text needs at this width."""
        self._delegate.width = self.viewport().width()
        super().resizeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; everything else moves through the rows."""
        if event.key() == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        if event.key() == Qt.Key.Key_End:
            self._lay_out()
        super().keyPressEvent(event)


class TranscriptPage(Page):
    """Shows one conversation, and emits what the agent did."""

    back_asked = Signal()
    copy_confirmed = Signal()
    """The customer asks for a copy: the conversation may be read."""

    def __init__(self) -> None:
        super().__init__()
        self.back = button(self.tr("Back"), "ghost", "arrow-left", small=True)
        self._title = ElidedLabel("", "title")
        self._note = label("", "small", "text2", wrap=True)
        self._kept = row(spacing=6)
        self.sought = text_field(self.tr("Find in this conversation"), self.tr("Find in this conversation"))
        self._found = label("", "small", "text3", tabular=True)
        self._up = icon_button("chevron-up", self.tr("Previous match"))
        self._down = icon_button("chevron-down", self.tr("Next match"))
        self.messages = LineList()
        self.question = CopyQuestion()
        self._waiting = label(self.tr("Fetching the conversation from the chat provider…"), wrap=True)
        self._line = ProgressLine(self._waiting.text())
        self.cancel = button(self.tr("Cancel"), small=True)
        self._waits = frame(
            "card", column(self._waiting, self._line, row(self.cancel, None), margins=(18, 14, 18, 14), spacing=10)
        )
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._rows: list[int] = []
        self._arrange()
        self._connect()

    def ask_copy(self) -> None:
        """Ask whether the customer wants a copy: a conversation is read for nothing else (T2, T3)."""
        self.clear()
        self._show(asking=True)
        self.question.ask()

    def show_waiting(self) -> None:
        """Nothing is here yet; what takes long is said, and Escape gives it up."""
        self.clear()
        self.question.hide()
        self._patience.start()
        self.back.setFocus()

    def _say_waiting(self) -> None:
        self._waits.show()
        announce(self, self._waiting.text())

    def seek(self, text: str) -> None:
        """Find a text, as if it had been typed; nothing happens without one."""
        if text:
            self.sought.setText(text)

    def explain(self, words: str) -> None:
        """Say why the conversation is not shown."""
        self.clear()
        self._show(asking=True)
        self.question.explain(words)
        self.back.setFocus()

    def show_transcript(self, view: TranscriptView) -> None:
        """Show a conversation from its beginning."""
        self._title.show_text(view.title)
        self._note.setText(view.note)
        clear(self._kept)
        self._kept.addWidget(Chip(view.kept))
        self.sought.clear()
        self.messages.lines.show(view.lines)
        self._show(asking=False)
        if view.lines:
            self.messages.setCurrentIndex(self.messages.lines.index(0))
        self.messages.scrollToTop()
        self.messages.setFocus()

    def clear(self) -> None:
        """Keep nothing of a conversation that is no longer read."""
        self.messages.lines.show(())
        self._title.show_text("")
        self._note.setText("")
        self.sought.clear()
        clear(self._kept)
        self._show(asking=False)

    def take_focus(self) -> None:
        """Go to the messages."""
        self.messages.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Another page is shown: what was read goes."""
        if not event.spontaneous():
            self.clear()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves, wherever the focus is."""
        if event.key() == Qt.Key.Key_Escape:
            self.back_asked.emit()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """In the field, Enter goes on to the next match, Shift+Enter back, Down and Escape to the messages."""
        if watched is self.sought and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if key in (Qt.Key.Key_Escape, Qt.Key.Key_Down):
                if key == Qt.Key.Key_Escape:
                    self.sought.clear()
                self.messages.setFocus()
                return True
        return super().eventFilter(watched, event)

    def _on_sought(self, text: str) -> None:
        self._rows = self.messages.lines.find(text.strip())
        self.messages.viewport().update()
        if self._rows:
            here = self.messages.currentIndex().row()
            self._go(next((row for row in self._rows if row >= here), self._rows[0]))
        else:
            self._found.setText(self.tr("Not found") if text.strip() else "")
        for step in (self._up, self._down):
            step.setEnabled(bool(self._rows))

    def _step(self, by: int) -> None:
        if not self._rows:
            return
        here = self.messages.currentIndex().row()
        further = [row for row in self._rows if (row > here if by > 0 else row < here)]
        beyond = self._rows[0] if by > 0 else self._rows[-1]
        self._go((further[0] if by > 0 else further[-1]) if further else beyond)

    def _go(self, row: int) -> None:
        self.messages.go(row)
        words = self.tr("{0} of {1}").format(self._rows.index(row) + 1, len(self._rows))
        self._found.setText(words)
        announce(self, words)

    def _show(self, *, asking: bool) -> None:
        self._patience.stop()
        self._waits.hide()
        self.question.setVisible(asking)
        self._reading.setVisible(not asking)
        self.messages.setVisible(not asking)

    def _connect(self) -> None:
        self.back.clicked.connect(self.back_asked)
        self.question.confirmed.connect(self.copy_confirmed)
        self.cancel.clicked.connect(self.back_asked)
        self._patience.timeout.connect(self._say_waiting)
        self.messages.escaped.connect(self.back_asked)
        self.sought.textChanged.connect(self._on_sought)
        self.sought.installEventFilter(self)
        self._up.clicked.connect(lambda: self._step(-1))
        self._down.clicked.connect(lambda: self._step(1))
        on_keys(self, QKeySequence.StandardKey.Find, self.sought.setFocus)

    def _arrange(self) -> None:
        top = row(self.back, None, label(self.tr("Find"), "small", "text3"), *keycaps("Ctrl+F"), spacing=6)
        head = row(self._title, self._kept, None, spacing=10)
        search = row(self.sought, self._found, self._up, self._down, spacing=6)
        search.setStretch(0, 1)
        self._reading = holder(column(head, self._note, 4, search, spacing=4))
        self._up.setEnabled(False)
        self._down.setEnabled(False)
        self._line.show_busy()
        above = column(top, 6, self._reading, self.question, self._waits, margins=(24, 10, 24, 10), spacing=0)
        page = column(above, hline(), spacing=0)
        page.addWidget(self.messages, 1)
        page.addStretch(0)
        self.setLayout(page)
        self._show(asking=False)
