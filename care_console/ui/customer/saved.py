"""The bar after saving: what was saved and how to take it back while that is possible, or why nothing was done."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, frame, holder, restyle, row, snug
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label
from care_console.ui.theme.tokens import Tone


class SavedBar(QWidget):
    """Hidden until something was saved, or refused, and again when it can no longer be undone."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Saved"))
        self._words = label("", "medium", wrap=True)
        self._undo = button(self.tr("Undo"), glyph="undo-2", small=True)
        close = icon_button("x", self.tr("Close message"))
        self._sign = IconMark("circle-check", 16, "ok", 2)
        line = row(self._sign, margins=(14, 8, 8, 8), spacing=10)
        line.addWidget(self._words, 1)
        self._taking_back = holder(row(self._undo, *keycaps("Ctrl+Z")))
        line.addWidget(self._taking_back)
        line.addWidget(close)
        self._frame = frame("ok", line)
        self.setLayout(column(self._frame, margins=(0, 12, 0, 0), spacing=0))
        snug(self)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.hide)
        self._undo.clicked.connect(self.ask_undo)
        close.clicked.connect(self.hide)
        self.hide()

    def show_saved(self, words: str, seconds: int) -> None:
        """Say what was saved; it can be undone for so many seconds, not at all for none."""
        self._sign.show_icon("circle-check", "ok")
        self._tell("ok", words, undoable=seconds > 0)
        self._over.start(1000 * max(seconds, 20))

    def show_note(self, words: str) -> None:
        """Show what a colleague wants to be known, until that is closed or something else is told."""
        self._over.stop()
        self._sign.show_icon("message-square-text", "accent_text")
        self._tell("accent", words, undoable=False)

    def show_refused(self, words: str) -> None:
        """Say why something was not done, until that is closed or something else is told."""
        self._over.stop()
        self._sign.show_icon("triangle-alert", "warn")
        self._tell("warn", words, undoable=False)

    def _tell(self, tone: Tone, words: str, *, undoable: bool) -> None:
        self._frame.setProperty("kit", tone)
        restyle(self._frame)
        self._words.setText(words)
        self._taking_back.setVisible(undoable)
        self.hide()  # whoever brings a bar into sight waits for it to show itself
        self.show()
        announce(self, words, urgent=tone == "warn")

    def ask_undo(self) -> None:
        """Ask to take it back, where that is offered."""
        if self.isVisible() and not self._taking_back.isHidden():
            self.hide()
            self.undo_asked.emit()
