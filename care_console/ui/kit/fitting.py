"""A place for what is asked in between: as tall as its words need, scrolled where the window has no room for that."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QSizePolicy, QWidget

from care_console.ui.theme import theme

_LEAST = 280
"""Height, in token lengths, that it keeps whatever else is shown."""


class Fitting(QScrollArea):
    """Takes no more height than its content needs, and scrolls before words would be cut off."""

    changed = Signal()
    """It may need another height."""

    def __init__(self, content: QWidget) -> None:
        super().__init__()
        self._content = content
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)

    def sizeHint(self) -> QSize:
        """The height of the content at the width that there is."""
        content = self._content
        tall = content.heightForWidth(self.width()) if content.hasHeightForWidth() else content.sizeHint().height()
        return QSize(content.sizeHint().width(), max(tall, content.minimumSizeHint().height()))

    def minimumSizeHint(self) -> QSize:
        """As narrow as the content can be; of its height a part."""
        return QSize(self._content.minimumSizeHint().width(), min(self.sizeHint().height(), theme().px(_LEAST)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Words wrap otherwise at another width."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.updateGeometry()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is asked has changed its size, or will."""
        if watched is self.widget() and event.type() in (QEvent.Type.LayoutRequest, QEvent.Type.Resize):
            self.updateGeometry()
            self.changed.emit()
        return super().eventFilter(watched, event)
