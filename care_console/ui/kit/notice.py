"""What was done on a page, or why not, said below its head: it takes no focus."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame

from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import signed, snug
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import label


class Notice(QFrame):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("kit", "accent")
        self._words = label("", "medium", wrap=True)
        self.setLayout(signed(IconMark("info", 16, "accent_text"), self._words, margins=(12, 7, 12, 7)))
        snug(self)
        self.hide()

    def say(self, words: str, *, urgent: bool = False) -> None:
        """Say this in place of what was said before; nothing shows for an empty text."""
        self._words.setText(words)
        self.setVisible(bool(words))
        announce(self._words, words, urgent=urgent)
