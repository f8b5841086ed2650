"""Opening a customer: who asks, what for and how; Enter confirms the likeliest."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, column, frame, row, snug
from care_console.ui.kit.text import keycaps, label
from care_console.ui.lookup.data import Opening, OpeningChoices

_ONE_LINE_FROM, _TWO_LINES_FROM = 900, 800
"""Width of the bar, in token lengths, from which everything stands in one line, or in two."""
_LONGEST_CHOICE = 18
"""Letters of a choice; what is recorded must not be cut off."""


class OpeningBar(QWidget):
    """Asks in place, with the customer at the telephone chosen already; Escape goes back to the hits."""

    confirmed = Signal(object, object)
    """Key of the hit, and what was said (`Opening`)."""
    cancelled = Signal()
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._key: Hashable = None
        self._unseeing: frozenset[str] = frozenset()
        self._requester = Choice(self.tr("Who is asking"))
        self._purpose = Choice(self.tr("What is asked"))
        self._channel = Choice(self.tr("How they ask"))
        self._reference = text_field(
            self.tr("Reference of the call, mail or letter"), self.tr("Reference, if there is one")
        )
        self._open = button(self.tr("Open"), "primary", name=self.tr("Open the customer"))
        back = button(self.tr("Go back"))
        self._title = label("", "section", wrap=True)
        for box in (self._requester, self._purpose):
            box.setMinimumContentsLength(_LONGEST_CHOICE)
        how = row(self._channel, self._reference, spacing=8)
        how.setStretch(1, 1)
        said = Folding(row(self._requester, self._purpose, spacing=8), how, _TWO_LINES_FROM, share=(3, 2))
        arrows = (*keycaps("Up"), *keycaps("Down"), label(self._requester.accessibleName(), "small", "text3"))
        head = row(self._title, *arrows, spacing=6)
        head.setStretch(0, 1)
        buttons = row(self._open, back, *keycaps("Return"), None, spacing=8)
        fields = Folding(row(said, spacing=0), buttons, _ONE_LINE_FROM)
        self._words = label("", "small", "text2", wrap=True)
        inner = column(head, self._words, fields, margins=(14, 10, 14, 12))
        self.setLayout(column(frame("inset", inner), margins=(0, 10, 0, 0)))
        self._requester.currentIndexChanged.connect(self._on_requester)
        self._open.clicked.connect(self._on_open)
        self._reference.returnPressed.connect(self._on_open)
        for box in (self._requester, self._purpose, self._channel):
            box.entered.connect(self._on_open)
        for keys, step in (("Up", -1), ("Down", 1)):
            for made in (self._open, back):
                on_keys(made, keys, partial(self._on_step, step))
        back.clicked.connect(self._on_cancel)
        on_keys(self, "Escape", self._on_cancel)
        snug(self)
        self.hide()

    def ask(self, key: Hashable, name: str, choices: OpeningChoices) -> None:
        """Ask for this hit; `name` is the customer's as the hit shows it."""
        self._key, self._unseeing = key, choices.unseeing
        self._title.setText(self.tr("Open {0}").format(name))
        boxes = (
            (self._requester, choices.requesters),
            (self._purpose, choices.purposes),
            (self._channel, choices.channels),
        )
        for box, entries in boxes:
            box.clear()
            for entry, words in entries:
                box.addItem(words, entry)
        self._channel.setCurrentIndex(max(self._channel.findData(choices.channel), 0))
        self._reference.setText(choices.reference)
        self.show()
        self._open.setFocus()

    def close_bar(self) -> None:
        """Ask no longer."""
        self.hide()
        self.closed.emit()

    def _on_requester(self) -> None:
        may = str(self._requester.currentData()) not in self._unseeing
        self._open.setEnabled(may)
        opened = self.tr("The opening is recorded with who asks and what for, before anything shows.")
        shut = self.tr(
            "Nobody is opened for them. They may opt out (Ctrl+D), leave a note (Ctrl+Shift+N) or report a death"
            " (Ctrl+Shift+R)."
        )
        self._words.setText(opened if may else shut)
        if not may:
            announce(self, shut)

    def _on_step(self, step: int) -> None:
        """From the button that has the focus first, the arrows choose who is asking: often nothing else differs."""
        to = self._requester.currentIndex() + step
        if 0 <= to < self._requester.count():
            self._requester.setCurrentIndex(to)
            announce(self._requester, self._requester.currentText())
            self._open.setFocus()  # where it was greyed before, the focus had to leave it

    def _on_open(self) -> None:
        if not self._open.isEnabled():
            return
        self.close_bar()
        requester, purpose, channel = (
            str(box.currentData() or "") for box in (self._requester, self._purpose, self._channel)
        )
        self.confirmed.emit(self._key, Opening(requester, purpose, channel, self._reference.text().strip()))

    def _on_cancel(self) -> None:
        self.close_bar()
        self.cancelled.emit()
