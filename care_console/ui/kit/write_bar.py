"""One bar for what is written about a request in place: a note, a hand-over, an answer to a general question."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, clear, column, frame, row, snug
from care_console.ui.kit.text import isolated, keycaps, label

_ONE_LINE_FROM = 560
"""Width of the bar, in token lengths, from which field and buttons stand in one line."""


@dataclass(frozen=True, slots=True)
class Asking:
    """What the bar asks: ``to`` are pairs of key and words to choose from, empty for no choice."""

    title: str
    words: str
    field: str
    confirm: str
    to: tuple[tuple[str, str], ...] = ()
    choice: str = ""
    lines: tuple[str, ...] = ()
    """What was written before, oldest first."""


class WriteBar(QWidget):
    """Asks in place; Enter confirms, Escape goes back."""

    confirmed = Signal(str, str)
    """Key of the choice (empty where there is none), and the text."""
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._words = label("", "small", "text2", wrap=True)
        self._lines: QVBoxLayout = column(spacing=4)
        self._choice = Choice("")
        self._text = text_field("")
        self._save = button("", "primary")
        back = button(self.tr("Go back"))
        self._message = label("", "small", "bad", wrap=True)
        asked = row(self._choice, self._text, spacing=8)
        asked.setStretch(1, 1)
        fields = Folding(asked, row(self._save, back, *keycaps("Return"), None, spacing=8), _ONE_LINE_FROM)
        box = column(self._title, self._words, self._lines, self._message, fields, margins=(14, 10, 14, 12))
        self.setLayout(column(frame("inset", box), margins=(0, 10, 0, 0)))
        snug(self)
        self._save.clicked.connect(self._on_confirm)
        self._text.returnPressed.connect(self._on_confirm)
        back.clicked.connect(self.close_bar)
        on_keys(self, "Escape", self.close_bar)
        self.hide()

    def ask(self, asking: Asking) -> None:
        """Ask, from an empty field."""
        self.setAccessibleName(asking.title)
        self._title.setText(asking.title)
        self._words.setText(asking.words)
        self._text.clear()
        self._text.setAccessibleName(asking.field)
        self._text.setPlaceholderText(asking.field)
        self._save.setText(asking.confirm)
        self._save.setAccessibleName(asking.confirm)
        self._save.setEnabled(True)
        self._choice.clear()
        self._choice.setAccessibleName(asking.choice)
        self._choice.setVisible(bool(asking.to))
        for key, words in asking.to:
            self._choice.addItem(words, key)
        clear(self._lines)
        for line in asking.lines:
            self._lines.addWidget(label(isolated(line), "small", wrap=True))
        self._message.hide()
        self.hide()  # whoever brings a bar into sight waits for it to show itself
        self.show()
        self._text.setFocus()

    def show_refused(self, words: str) -> None:
        """It was not done: why, with the text kept."""
        self._message.setText(words)
        self._message.show()
        self._save.setEnabled(True)
        self._text.setFocus()
        announce(self._message, words, urgent=True)

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _on_confirm(self) -> None:
        if self._save.isEnabled():
            self._save.setEnabled(False)
            self.confirmed.emit(str(self._choice.currentData() or ""), self._text.text())
