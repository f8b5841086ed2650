"""Text fields: one line that forgets what it held, and the search field with its state."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from care_console.ui.kit.layout import holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label
from care_console.ui.theme import theme

_STATE = 134
"""Room at the end of a search for what it found, and for its keycap; an empty one says all that may be searched."""


class TextField(QLineEdit):
    """One line of text, which forgets what it held when it is emptied.

    Qt's own `clear` can be undone: one customer's birth date would come back by Ctrl+Z on the next customer's page.
    """

    def clear(self) -> None:
        """Empty the field, without a way back."""
        self.setText("")


def text_field(name: str, placeholder: str = "") -> TextField:
    """A named one-line field."""
    made = TextField()
    made.setAccessibleName(name)
    made.setPlaceholderText(placeholder)
    made.setFont(theme().font("body"))
    return made


class SearchField(QWidget):
    """A large field with a lens before and a short result after the text."""

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.edit = TextField()
        self.edit.setProperty("kit", "search")
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setFont(theme().font("search"))
        self._state = label("", "small", "text3", tabular=True)
        (self._escape,) = keycaps("Esc")
        self._escape.hide()
        marks = row(IconMark("search", 20, "text2", 2), None, self._state, self._escape, margins=(17, 0, 14, 0))
        over = holder(marks)
        over.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.addWidget(self.edit, 0, 0)
        grid.addWidget(over, 0, 0)
        self.edit.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        self._escape.setVisible(bool(text))
        end = theme().px(_STATE if text else 0)
        self.edit.setTextMargins(end if self.isRightToLeft() else 0, 0, 0 if self.isRightToLeft() else end, 0)

    def show_state(self, text: str) -> None:
        """Write a short state such as a number of matches; at most 130 px long."""
        metrics = QFontMetrics(self._state.font())
        self._state.setText(metrics.elidedText(text, Qt.TextElideMode.ElideRight, theme().px(100)))
        self._state.setAccessibleName(text)
