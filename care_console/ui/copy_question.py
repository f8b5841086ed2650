"""Whether the customer asks for a copy of a conversation, which is read and sent for nothing else (T2, T3)."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame

from care_console.ui.kit.buttons import button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, row
from care_console.ui.kit.text import label


class CopyQuestion(QFrame):
    """Stands in place of a conversation: the question, or why there is nothing to be seen."""

    confirmed = Signal()
    """The customer asks for a copy."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kit", "card")
        self._words = label("", wrap=True)
        self.confirm = button(self.tr("Yes, the customer asks for a copy"), "primary")
        self.confirm.clicked.connect(self.confirmed)
        self.setLayout(column(self._words, row(self.confirm, None), margins=(18, 14, 18, 14), spacing=10))

    def ask(self) -> None:
        """Ask; Enter says yes."""
        self._say(self.tr("A conversation is read only when the customer asks for a copy of it. Do they ask for one?"))
        self.confirm.show()
        self.confirm.setFocus()

    def explain(self, words: str) -> None:
        """Say why nothing is shown."""
        self.confirm.hide()
        self._say(words)

    def _say(self, words: str) -> None:
        self._words.setText(words)
        announce(self, words, urgent=True)
