"""What all pages share."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from care_console.ui.kit.layout import Margins, column, row
from care_console.ui.kit.text import label
from care_console.ui.theme import theme

ABOVE: Margins = (24, 22, 24, 12)
"""Around the head of a page, and whatever stands still with it while the rest scrolls."""


def page_head(title: str, words: str, *beside: QWidget) -> QHBoxLayout:
    """What a page is called and, below it, what it is for; at the end of the line what concerns all of it."""
    head = row(spacing=8)
    head.addLayout(column(label(title, "title"), label(words, tint="text2", wrap=True), spacing=3), 1)
    for made in beside:
        head.addWidget(made, 0, Qt.AlignmentFlag.AlignTop)
    return head


class Page(QWidget):
    """A page folds to the room that it gets: its widest arrangement never forces the window to grow."""

    def minimumSizeHint(self) -> QSize:
        """The smallest room in which every page still works, at any text scale."""
        return QSize(theme().px(480), theme().px(280))

    def take_focus(self) -> None:
        """Go where the agent goes on; a focus proxy for the page would make Tab skip what stands before it."""
        self.setFocus()
