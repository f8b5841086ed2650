"""Opening a customer: who asks, and what for; Enter confirms the likeliest."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QSizePolicy, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.layout import column, frame, row
from care_console.ui.kit.text import keycaps, label
from care_console.ui.lookup.data import OpeningChoices


class OpeningBar(QWidget):
    """Asks in place, with the customer at the telephone chosen already; Escape goes back to the hits."""

    confirmed = Signal(object, str, str)
    """Key of the hit, key of who asks, key of what is asked."""
    cancelled = Signal()
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._key: Hashable = None
        self._requester = Choice(self.tr("Who is asking"))
        self._purpose = Choice(self.tr("What is asked"))
        self._open = button(self.tr("Open"), "primary", name=self.tr("Open the customer"))
        back = button(self.tr("Go back"))
        self._title = label("", "section")
        fields = row(self._requester, self._purpose, self._open, back, *keycaps("Return"), None, spacing=8)
        words = label(
            self.tr("The opening is recorded with who asks and what for, before anything shows."),
            "small",
            "text2",
            wrap=True,
        )
        self.setLayout(
            column(frame("inset", column(self._title, words, fields, margins=(14, 10, 14, 12))), margins=(0, 10, 0, 0))
        )
        self._open.clicked.connect(self._on_open)
        back.clicked.connect(self._on_cancel)
        escape = QShortcut(QKeySequence("Escape"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_cancel)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.hide()

    def ask(self, key: Hashable, name: str, choices: OpeningChoices) -> None:
        """Ask for this hit; `name` is the customer's as the hit shows it."""
        self._key = key
        self._title.setText(self.tr("Open {0}").format(name))
        for box, entries in ((self._requester, choices.requesters), (self._purpose, choices.purposes)):
            box.clear()
            for entry, words in entries:
                box.addItem(words, entry)
        self.show()
        self._open.setFocus()

    def close_bar(self) -> None:
        """Ask no longer."""
        self.hide()
        self.closed.emit()

    def _on_open(self) -> None:
        self.close_bar()
        self.confirmed.emit(self._key, str(self._requester.currentData()), str(self._purpose.currentData()))

    def _on_cancel(self) -> None:
        self.close_bar()
        self.cancelled.emit()
