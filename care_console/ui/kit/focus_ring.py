"""One focus ring for every widget, painted over the window; shown for keyboard focus only.

What takes the focus is scrolled into sight, and its ring goes with it: Qt does so only for Tab within a scroll area.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QWindow
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMainWindow,
    QScrollArea,
    QWidget,
)

from care_console.ui.kit.page import Page
from care_console.ui.theme import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.ui.kit.tabs import Tabs

# These show their own focus: a coloured edge, or the current row; a page has it only where nothing else could.
_OWN_SIGN = (QLineEdit, QComboBox, QAbstractItemView, QMainWindow, QScrollArea, Page)
# A key that is a shortcut comes to the window as the second one alone.
_KEYS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)


class FocusRing(QWidget):
    """A ring 2 px wide around the focused widget of ``window``, following it as it moves."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._target: QWidget | None = None
        self._tabs: Tabs | None = None
        """The target, where the ring is around its chosen tab alone."""
        self._rounded = False
        self._followed: list[QWidget] = []
        self._keys = False
        """Whether the window was used last by a key, not by the mouse."""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus_changed)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the focused widget, and what it scrolls with; notice on their way into the window keys and presses."""
        if isinstance(watched, QWindow):
            if event.type() in _KEYS or event.type() == QEvent.Type.MouseButtonPress:
                self._show_for(keys=event.type() in _KEYS)
        elif watched in self._followed and event.type() in (
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
        radius = self.height() / 2 if self._rounded else theme().px(9)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5), radius, radius)
        painter.end()

    def _show_for(self, *, keys: bool) -> None:
        """Whoever pressed a key last goes by keys: Qt itself counts Tab alone."""
        if keys != self._keys:
            self._keys = keys
            self._place()

    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._let_go()
        if (handle := self.window().windowHandle()) is not None:
            handle.installEventFilter(self)  # none before the window is shown; once more changes nothing
        if new is not None and new.window() is self.window():
            areas = list(_areas_of(new))
            for area in areas:
                # Not under the mouse: what is pressed must not move before it is released.
                if self._keys and new.height() <= area.viewport().height():
                    area.ensureWidgetVisible(new, 0, theme().px(12))
            if not isinstance(new, _OWN_SIGN) and new.focusPolicy() & Qt.FocusPolicy.TabFocus:
                self._aim(new)
                self._followed = [
                    new,
                    _ringed(new),
                    *(content for area in areas if (content := area.widget()) is not None),
                ]
        for each in self._followed:
            each.installEventFilter(self)
        self._place()

    def _aim(self, target: QWidget) -> None:
        from care_console.ui.kit.choices import Toggle  # neither is made before the first page
        from care_console.ui.kit.tabs import Tabs

        self._target = target
        self._rounded = isinstance(target, Toggle)
        self._tabs = target if isinstance(target, Tabs) else None
        target.destroyed.connect(self._on_target_destroyed)
        if self._tabs is not None:
            self._tabs.moved.connect(self._place)

    def _let_go(self) -> None:
        """Follow nothing; what had the focus may be destroyed long after."""
        for each in filter(shiboken6.isValid, self._followed):
            each.removeEventFilter(self)
        if self._target is not None and shiboken6.isValid(self._target):
            self._target.destroyed.disconnect(self._on_target_destroyed)
            if self._tabs is not None:
                self._tabs.moved.disconnect(self._place)
        self._target, self._tabs, self._followed = None, None, []

    def _on_target_destroyed(self) -> None:
        self._target = self._tabs = None
        self.hide()

    def _place(self) -> None:
        target, window = self._target, self.window()
        if target is None or not self._keys or not target.isVisible() or _is_scrolled_away(target):
            self.hide()
            return
        away = theme().px(3)
        part = _ringed(target)
        shown = part.rect() if self._tabs is None else self._tabs.chosen
        around = QRect(part.mapTo(window, shown.topLeft()), shown.size())
        self.setGeometry(around.adjusted(-away, -away, away, away))
        self.raise_()
        self.show()


def _ringed(target: QWidget) -> QWidget:
    """What the ring goes around: words that are a stop stand for the entry which they begin."""
    entry = target.parentWidget() if isinstance(target, QLabel) else None
    return entry or target


def _areas_of(widget: QWidget) -> Iterator[QScrollArea]:
    """The areas that a widget scrolls with, the innermost first."""
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QScrollArea):
            yield parent
        parent = parent.parentWidget()


def _is_scrolled_away(widget: QWidget) -> bool:
    """Whether nothing of a widget is within an area that it scrolls with."""
    return any(
        not area.viewport().rect().intersects(QRect(widget.mapTo(area.viewport(), QPoint(0, 0)), widget.size()))
        for area in _areas_of(widget)
    )
