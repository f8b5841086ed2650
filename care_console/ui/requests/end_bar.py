"""Ending a request: one Enter, the outcome being filled in from what was saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, column, frame, row, snug
from care_console.ui.kit.text import keycaps, label
from care_console.ui.theme import theme

_DUE_WIDTH = 170
_ONE_LINE_FROM, _TWO_LINES_FROM = 820, 620
"""Width of the bar, in token lengths, from which everything stands in one line, or in two."""


class EndRequestBar(QWidget):
    """Asks for the outcome, and for a promise if one was made, in place; Escape goes back."""

    confirmed = Signal(str, str, str)
    """Key of the outcome, the promise made to the customer and its day as typed (both empty for none)."""
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._outcome = Choice(self.tr("Outcome"))
        self._promise = text_field(self.tr("Promise to the customer"), self.tr("Promise, if one was made"))
        self._due = text_field(self.tr("Day by which the promise is due"), self.tr("By: 24/11 or +3"))
        self._due.setMinimumWidth(theme().px(_DUE_WIDTH))
        self._end = button(self.tr("End request"), "primary")
        back = button(self.tr("Go back"))
        promised = row(self._promise, self._due, spacing=8)
        promised.setStretch(0, 1)
        asked = row(Folding(row(self._outcome), promised, _TWO_LINES_FROM))
        fields = Folding(asked, row(self._end, back, *keycaps("Return"), None, spacing=8), _ONE_LINE_FROM)
        self._summary = label("", "small", "text2", wrap=True)
        title = label(self.tr("End this request"), "section")
        self._message = label("", "small", "bad", wrap=True)
        box = frame("inset", column(title, self._summary, self._message, fields, margins=(14, 10, 14, 12)))
        self.setLayout(column(box, margins=(0, 10, 0, 0)))
        self._end.clicked.connect(self._on_end)
        for field in (self._promise, self._due):
            field.returnPressed.connect(self._on_end)
        back.clicked.connect(self.close_bar)
        on_keys(self, "Escape", self.close_bar)
        snug(self)
        self.hide()

    def ask(self, outcomes: tuple[tuple[str, str], ...], chosen: str, summary: str) -> None:
        """Ask, with an outcome already chosen and a summary of what was saved; Enter confirms.

        ``outcomes`` are pairs of key and words.
        """
        self._outcome.clear()
        for key, words in outcomes:
            self._outcome.addItem(words, key)
        self._outcome.setCurrentIndex(max(self._outcome.findData(chosen), 0))
        self._summary.setText(summary)
        self._promise.clear()
        self._due.clear()
        self._message.hide()
        self._end.setEnabled(True)
        self.hide()  # whoever brings a bar into sight waits for it to show itself
        self.show()
        self._end.setFocus()

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def show_refused(self, words: str, *, day: bool = False) -> None:
        """It has not ended: why, with what was typed kept; ``day`` where it is the promise's day."""
        self._message.setText(words)
        self._message.show()
        self._end.setEnabled(True)
        (self._due if day else self._promise).setFocus()
        announce(self._message, words, urgent=True)

    def _on_end(self) -> None:
        if self._end.isEnabled():
            self._end.setEnabled(False)
            outcome = str(self._outcome.currentData())
            self.confirmed.emit(outcome, self._promise.text().strip(), self._due.text().strip())
