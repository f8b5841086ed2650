"""Ending a request: one Enter, the outcome being filled in from what was saved."""

from __future__ import annotations

from PySide6.QtCore import Signal

from care_console.ui.kit.bar import Bar
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Folding, column, row
from care_console.ui.kit.text import label
from care_console.ui.theme import theme

_DUE_WIDTH = 170
_ONE_LINE_FROM, _TWO_LINES_FROM = 920, 620
"""Width of the bar, in token lengths, from which everything stands in one line, or in two."""


class EndRequestBar(Bar):
    """Asks for the outcome, and for a promise if one was made, in place; Escape goes back."""

    confirmed = Signal(str, str, str)
    """Key of the outcome, the promise made to the customer and its day as typed (both empty for none)."""
    edited = Signal(str, str)
    """Promise and day, at each key: whatever closes the bar, they need not be lost."""

    def __init__(self) -> None:
        super().__init__()
        self._outcome = Choice(self.tr("Outcome"))
        self._promise = text_field(self.tr("Promise to the customer"), self.tr("Promise, if one was made"))
        self._due = text_field(self.tr("Day by which the promise is due"), self.tr("By: 24/11 or +3"))
        self._due.setMinimumWidth(theme().px(_DUE_WIDTH))
        self._offer(self.tr("End request"))
        promised = row(self._promise, self._due, spacing=8)
        promised.setStretch(0, 1)
        asked = row(Folding(row(self._outcome), promised, _TWO_LINES_FROM, share=(0, 1)))
        fields = Folding(asked, self._buttons(), _ONE_LINE_FROM)
        self._summary = label("", "small", "text2", wrap=True)
        title = label(self.tr("End this request"), "section")
        self._frame(column(title, self._summary, self._message, fields, margins=(14, 10, 14, 12)))
        for field in (self._promise, self._due):
            field.returnPressed.connect(self._on_save)
            field.textEdited.connect(lambda _text: self.edited.emit(self._promise.text(), self._due.text()))

    def ask(
        self, outcomes: tuple[tuple[str, str], ...], chosen: str, summary: str, promise: str = "", due: str = ""
    ) -> None:
        """Ask, with an outcome already chosen and a summary of what was saved; Enter confirms.

        ``outcomes`` are pairs of key and words; ``promise`` and ``due`` what was typed before.
        """
        self._outcome.show_choices(outcomes, chosen)
        self._summary.setText(summary)
        self._promise.setText(promise)
        self._due.setText(due)
        self._appear()
        self._save.setFocus()

    def show_refused(self, words: str, *, day: bool = False) -> None:
        """It has not ended: why, with what was typed kept; ``day`` where it is the promise's day."""
        self._refuse(words, self._due if day else self._promise)

    def _confirm(self) -> None:
        self.confirmed.emit(self._outcome.key, self._promise.text().strip(), self._due.text().strip())
