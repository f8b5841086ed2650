"""A thin line for work in progress."""

from __future__ import annotations

from PySide6.QtWidgets import QProgressBar

from care_console.ui.theme import theme


class ProgressLine(QProgressBar):
    """Three pixels of progress, named by the work that it shows; keeps its room while it is idle."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setFixedHeight(theme().px(3))
        policy = self.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self.setSizePolicy(policy)
        self.hide()

    def show_busy(self) -> None:
        """Show that work goes on whose length is unknown."""
        self.setRange(0, 0)
        self.show()

    def finish(self) -> None:
        """Hide the line."""
        self.hide()
        self.setRange(0, 1)
