"""What all pages share."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from care_console.ui.theme import theme


class Page(QWidget):
    """A page folds to the room that it gets: its widest arrangement never forces the window to grow."""

    def minimumSizeHint(self) -> QSize:
        """The smallest room in which every page still works, at any text scale."""
        return QSize(theme().px(480), theme().px(280))

    def take_focus(self) -> None:
        """Go where the agent goes on; a focus proxy for the page would make Tab skip what stands before it."""
        self.setFocus()
