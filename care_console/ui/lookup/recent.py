"""The pane of the agent's own recent requests."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.chip import Chip
from care_console.ui.kit.layout import clear, column, frame, hline, holder, row
from care_console.ui.kit.marks import IconMark, IconTile
from care_console.ui.kit.text import ElidedLabel, isolated, label
from care_console.ui.lookup.data import RecentRequest
from care_console.ui.theme import theme

WIDTH = 316


class RecentPane(QWidget):
    """Newest requests first, and a hint on how to look up faster."""

    resume_asked = Signal(object)
    """``RecentRequest.key`` of the request to go on with."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(theme().px(WIDTH))
        self._entries: QVBoxLayout = column(spacing=12)
        self._none = label(
            self.tr("None yet. A request begins with the first letter of a search."), "small", "text3", wrap=True
        )
        head = label(self.tr("Your recent requests"), "section")
        hint = frame(
            "accent",
            column(
                row(IconMark("lightbulb", 16, "accent_text"), label(self.tr("Look up faster"), "strong"), None),
                label(
                    self.tr("A whole e-mail address or phone number finds one customer. Ctrl+K brings you back here."),
                    "small",
                    "text2",
                    wrap=True,
                ),
                label(
                    self.tr("Ctrl+O lists open requests. Ctrl+Shift+G notes a question that needs no customer."),
                    "small",
                    "text2",
                    wrap=True,
                ),
                margins=(14, 12, 14, 12),
                spacing=6,
            ),
        )
        self.setLayout(column(head, 14, self._none, self._entries, None, hint, margins=(20, 24, 20, 20), spacing=0))

    def show_requests(self, requests: tuple[RecentRequest, ...]) -> None:
        """Replace the entries."""
        clear(self._entries)
        self._none.setVisible(not requests)
        for number, request in enumerate(requests):
            if number:
                self._entries.addWidget(hline())
            self._entries.addWidget(self._entry(request))

    def _entry(self, request: RecentRequest) -> QWidget:
        who = ElidedLabel(request.who, "strong")
        top = row(who, None, label(request.when, "small", "text3", tabular=True), spacing=6)
        bottom = row(
            label(isolated(request.reference), "small", "text3", tabular=True), None, Chip(request.state), spacing=6
        )
        if request.goes_on:
            on = button(self.tr("Go on"), "link", small=True, name=self.tr("Go on with {0}").format(request.reference))
            on.clicked.connect(lambda: self.resume_asked.emit(request.key))
            bottom.insertWidget(1, on)
        lines = column(top, ElidedLabel(request.purpose, "small", "text2"), 3, bottom, spacing=1)
        tile = column(2, IconTile(request.icon, request.tone), None, spacing=0)
        line = row(tile, spacing=12)
        line.addLayout(lines, 1)
        return holder(line)
