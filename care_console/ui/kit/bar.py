"""What every bar that asks in place shares: it saves once, goes back by Escape, and keeps what is typed if refused."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import column, frame, row, snug
from care_console.ui.kit.text import keycaps, label


class Bar(QWidget):
    """A framed bar with a button that saves and one that goes back; a subclass lays out what it asks, and says it."""

    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._save = button("", "primary")
        self._back = button(self.tr("Go back"))
        self._message = label("", "small", "bad", wrap=True)
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self._on_back)
        on_keys(self, "Escape", self._on_back)
        snug(self)
        self.hide()

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _confirm(self) -> None:
        """Pass on what was said; called once for each time that it may be saved."""
        raise NotImplementedError

    def _frame(self, asked: QLayout) -> None:
        """Lay the bar out: what is asked, in the frame of a bar."""
        self.setLayout(column(frame("inset", asked), None, margins=(0, 10, 0, 0), spacing=0))

    def _buttons(self, keys: str = "Return") -> QHBoxLayout:
        """The last line of a bar; `keys` save."""
        return row(self._save, self._back, 4, *keycaps(keys), None, spacing=8)

    def _offer(self, words: str, name: str = "") -> None:
        """Name what saving does; screen readers say `name` where the words alone are not enough."""
        self._save.setText(words)
        self._save.setAccessibleName(name or words)

    def _appear(self) -> None:
        """Show what is asked afresh; the subclass then gives the focus to the first of it."""
        self._message.hide()
        self._save.setEnabled(True)
        self.hide()  # whoever brings a bar into sight waits for it to show itself
        self.show()

    def _refuse(self, words: str, wrong: QWidget) -> None:
        """Nothing was saved: why, with what was typed kept, and where to mend it."""
        self._message.setText(words)
        self._message.show()
        self._save.setEnabled(True)
        wrong.setFocus()
        announce(self._message, words, urgent=True)

    def _on_save(self) -> None:
        if self._save.isEnabled():
            self._save.setEnabled(False)
            self._confirm()

    def _on_back(self) -> None:
        self.close_bar()
