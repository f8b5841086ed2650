"""Empty states: why there is nothing, and what to do next."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.layout import column, row
from care_console.ui.kit.marks import IconTile
from care_console.ui.kit.text import label
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone


class EmptyState(QWidget):
    """An icon, what is the case, and what to do next, in the middle of the free space."""

    def __init__(self, glyph: IconName, title: str = "", next_step: str = "") -> None:
        super().__init__()
        self._tile = IconTile(glyph, size=40)
        self._title = label(title, "strong", wrap=True)
        self._next = label(next_step, "small", "text3", wrap=True)
        for text in (self._title, self._next):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        tile = row(None, self._tile, None)
        self.setLayout(column(None, tile, 8, self._title, self._next, None, margins=(24, 8, 24, 8), spacing=3))

    def show_state(self, glyph: IconName, title: str, next_step: str, tone: Tone = "neutral") -> None:
        """Change what the state says."""
        self._tile.show_tone(glyph, tone)
        self._title.setText(title)
        self._next.setText(next_step)
