"""One focus ring for every widget, painted over the window; shown for keyboard focus only."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QLineEdit, QMainWindow, QScrollArea, QWidget

from care_console.ui.kit.buttons import Toggle
from care_console.ui.theme import theme

# These show their own focus: a coloured edge, or the current row.
_OWN_SIGN = (QLineEdit, QComboBox, QAbstractItemView, QMainWindow, QScrollArea)


class FocusRing(QWidget):
    """A ring 2 px wide around the focused widget of ``window``, following it as it moves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget."""
        if watched is self._target and event.type() in (
            QEvent.Type.Move,
            QEvent.Type.Resize,
            QEvent.Type.Show,
            QEvent.Type.Hide,
        ):
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the ring."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().colour("ring"), theme().px(2)))
        radius = self.height() / 2 if isinstance(self._target, Toggle) else theme().px(9)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
        painter.end()

    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and old is self._target:
            old.removeEventFilter(self)
        self._target = None
        window = self.window()
        if new is not None and new.window() is window and not isinstance(new, _OWN_SIGN):
            self._target = new
            new.installEventFilter(self)
            new.destroyed.connect(self._on_target_destroyed)
        self._place()

    def _on_target_destroyed(self) -> None:
        self._target = None
        self.hide()

    def _place(self) -> None:
        target, window = self._target, self.window()
        by_keyboard = window.testAttribute(Qt.WidgetAttribute.WA_KeyboardFocusChange)
        if target is None or not by_keyboard or not target.isVisible():
            self.hide()
            return
        away = theme().px(3)
        around = QRect(target.mapTo(window, QPoint(0, 0)), target.size()).adjusted(-away, -away, away, away)
        self.setGeometry(around)
        self.raise_()
        self.show()
