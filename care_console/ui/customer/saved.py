"""The bar after saving: what was saved, and a way to take it back while that is possible."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, frame, holder, row, snug
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label


class SavedBar(QWidget):
    """Hidden until something was saved, and again when it can no longer be undone."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Saved"))
        self._words = label("", "medium", wrap=True)
        self._undo = button(self.tr("Undo"), glyph="undo-2", small=True)
        close = icon_button("x", self.tr("Close message"))
        line = row(IconMark("circle-check", 16, "ok", 2), margins=(14, 8, 8, 8), spacing=10)
        line.addWidget(self._words, 1)
        self._taking_back = holder(row(self._undo, *keycaps("Ctrl+Z")))
        line.addWidget(self._taking_back)
        line.addWidget(close)
        self.setLayout(column(frame("ok", line), margins=(0, 12, 0, 0), spacing=0))
        snug(self)
        self._over = QTimer(self)
        self._over.setSingleShot(True)
        self._over.timeout.connect(self.hide)
        self._undo.clicked.connect(self.ask_undo)
        close.clicked.connect(self.hide)
        self.hide()

    def show_saved(self, words: str, seconds: int) -> None:
        """Say what was saved; it can be undone for so many seconds, not at all for none."""
        self._words.setText(words)
        self._taking_back.setVisible(seconds > 0)
        self._over.start(1000 * max(seconds, 20))
        self.hide()  # whoever brings a bar into sight waits for it to show itself
        self.show()
        announce(self, words)

    def ask_undo(self) -> None:
        """Ask to take it back, where that is offered."""
        if self.isVisible() and not self._taking_back.isHidden():
            self.hide()
            self.undo_asked.emit()
