"""One bar for what is written about a request in place: a note, a hand-over, an answer to a general question."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from care_console.ui.kit.bar import Bar
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Folding, clear, column, row
from care_console.ui.kit.text import isolated, label

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


class WriteBar(Bar):
    """Asks in place; Enter confirms, Escape goes back."""

    confirmed = Signal(str, str)
    """Key of the choice (empty where there is none), and the text."""
    edited = Signal(str, str)
    """The same, at each key: whatever closes the bar, it need not be lost."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._words = label("", "small", "text2", wrap=True)
        self._lines: QVBoxLayout = column(spacing=4)
        self._choice = Choice("")
        self._text = text_field("")
        asked = row(self._choice, self._text, spacing=8)
        asked.setStretch(1, 1)
        fields = Folding(asked, self._buttons(), _ONE_LINE_FROM)
        self._frame(column(self._title, self._words, self._lines, self._message, fields, margins=(14, 10, 14, 12)))
        self._choice.entered.connect(self._on_save)
        self._text.returnPressed.connect(self._on_save)
        self._text.textEdited.connect(lambda _text: self._tell_edited())
        self._choice.activated.connect(lambda _index: self._tell_edited())

    def ask(self, asking: Asking, chosen: str = "", typed: str = "") -> None:
        """Ask, from an empty field, or going on with what was chosen and typed before."""
        self.setAccessibleName(asking.title)
        self._title.setText(asking.title)
        self._words.setText(asking.words)
        self._text.setText(typed)
        self._text.setAccessibleName(asking.field)
        self._text.setPlaceholderText(asking.field)
        self._offer(asking.confirm)
        self._choice.setAccessibleName(asking.choice)
        self._choice.setVisible(bool(asking.to))
        self._choice.show_choices(asking.to, chosen)
        clear(self._lines)
        for line in asking.lines:
            self._lines.addWidget(label(isolated(line), "small", wrap=True))
        self._appear()
        self._text.setFocus()

    def show_refused(self, words: str) -> None:
        """It was not done: why, with the text kept."""
        self._refuse(words, self._text)

    def _confirm(self) -> None:
        self.confirmed.emit(self._choice.key, self._text.text())

    def _tell_edited(self) -> None:
        self.edited.emit(self._choice.key, self._text.text())
