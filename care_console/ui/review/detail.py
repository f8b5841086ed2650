"""The detail pane of one audit event."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.kit.buttons import icon_button
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.layout import Scrolling, clear, column, holder, row
from care_console.ui.kit.text import isolated, label
from care_console.ui.review.data import AuditRow
from care_console.ui.theme import theme

WIDTH = 336
_NAME = 92


class EventDetail(QWidget):
    """All facts of one event, one under the other."""

    step_asked = Signal(int)
    """Minus one for the event above, plus one for the event below."""
    closed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "title", wrap=True)
        self._outcome = Chip(ChipText(""))
        self._facts: QVBoxLayout = column(spacing=7)
        previous = icon_button("chevron-up", self.tr("Previous event"))
        following = icon_button("chevron-down", self.tr("Next event"))
        close = icon_button("x", self.tr("Close details"))
        head = row(spacing=0)
        head.addWidget(self._title, 1)
        for made in (previous, following, close):
            head.addWidget(made)
        body = column(
            row(self._outcome, None),
            16,
            label(self.tr("What happened"), "section"),
            8,
            self._facts,
            None,
            spacing=0,
        )
        self.setLayout(column(head, Scrolling(body), margins=(20, 22, 16, 16), spacing=6))
        previous.clicked.connect(lambda: self.step_asked.emit(-1))
        following.clicked.connect(lambda: self.step_asked.emit(1))
        close.clicked.connect(self.closed)

    def show_event(self, event: AuditRow) -> None:
        """Show an event."""
        self._title.setText(event.event)
        self._outcome.show_chip(ChipText(event.outcome, event.tone))
        clear(self._facts)
        own = (
            (self.tr("Time"), event.time),
            (self.tr("Agent"), event.agent),
            (self.tr("Customer"), event.customer),
            (self.tr("Brand"), event.brand.name if event.brand else ""),
            (self.tr("Request"), event.request),
        )
        for name, text in (*own, *event.facts):
            if text:
                self._facts.addWidget(_fact(name, text))


def _fact(name: str, text: str) -> QWidget:
    title = label(name, tint="text3", wrap=True)
    title.setFixedWidth(theme().px(_NAME))
    line = row(title)
    line.addWidget(label(isolated(text), wrap=True, tabular=True, selectable=True), 1)
    return holder(line)
