"""Tabs over the sections of a page."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStyle, QTabBar

from care_console.ui.kit.layout import restyle
from care_console.ui.theme import theme

_GAP, _SIDES = 22, 4
"""Between two tabs, and around the words of one, as the style sheet has them."""


class Tabs(QTabBar):
    """Moves its tabs together where space is short, before it begins to scroll; Enter or Down goes into a section."""

    entered = Signal(int)
    """The section of this tab is to take the focus."""
    moved = Signal()
    """Another tab is the chosen one, whoever chose it."""

    def __init__(self) -> None:
        super().__init__()
        self.currentChanged.connect(self.moved)

    def mark(self, index: int) -> None:
        """Choose a tab because its section is in sight: nobody asks to go there (``currentChanged`` is silent)."""
        self.blockSignals(True)
        self.setCurrentIndex(index)
        self.blockSignals(False)
        self.moved.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Down leave the bar for the section; Left and Right choose another, Home and End the outermost."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.entered.emit(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            shown = [index for index in range(self.count()) if self.isTabVisible(index)]
            self.setCurrentIndex(shown[0 if event.key() == Qt.Key.Key_Home else -1])
        else:
            super().keyPressEvent(event)

    @property
    def chosen(self) -> QRect:
        """Where the tab is that is chosen, with air around its words but without the gap that follows it."""
        whole = self.tabRect(self.currentIndex())
        words = QSize(self._width(self.currentIndex()), whole.height())
        leading = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        air = theme().px(_SIDES)
        return QStyle.alignedRect(self.layoutDirection(), leading, words, whole).adjusted(-air, 0, air, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the gaps to the new width."""
        tight = self._wanted() > self.width()
        if bool(self.property("tight")) != tight:
            self.setProperty("tight", tight)
            restyle(self)
        super().resizeEvent(event)

    def minimumSizeHint(self) -> QSize:
        """A page may be narrower than its tabs."""
        return QSize(theme().px(120), super().minimumSizeHint().height())

    def _wanted(self) -> int:
        return sum(self._width(index) + theme().px(_GAP) for index in range(self.count()))

    def _width(self, index: int) -> int:
        return QFontMetrics(self.font()).horizontalAdvance(self.tabText(index)) + theme().px(_SIDES)


def tab_bar(name: str, titles: list[str]) -> Tabs:
    """A tab bar without a frame; moves its tabs together, then scrolls, when space is short."""
    made = Tabs()
    made.setAccessibleName(name)
    made.setFont(theme().font("medium"))
    made.setDrawBase(False)
    made.setExpanding(False)
    made.setElideMode(Qt.TextElideMode.ElideNone)
    made.setUsesScrollButtons(True)
    for title in titles:
        made.addTab(title.replace("&", "&&"))
    return made
