"""Short messages over the pages, at the foot of the window: they take no focus and push nothing aside."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtWidgets import QFrame, QWidget

from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone

_WIDTH, _EDGE = 420, 20


@dataclass(frozen=True, slots=True)
class Toast:
    """What a toast says. ``action`` names the button that leads to it, and ``shortcut`` its keys; empty for none."""

    happened: str
    more: str = ""
    tone: Tone = "warn"
    icon: IconName = "clock"
    action: str = ""
    shortcut: str = ""


class _Card(QFrame):
    """One toast."""

    acted = Signal()
    closed = Signal()

    def __init__(self, toast: Toast) -> None:
        super().__init__()
        self.setProperty("kit", toast.tone)
        self._happened = label("", "strong", wrap=True)
        self._more = label("", "small", "text2", wrap=True)
        words = column(self._happened, self._more, spacing=2)
        line = row(column(IconMark(toast.icon, 18, toast.tone, 2), None), margins=(14, 10, 8, 10), spacing=10)
        line.addLayout(words, 1)
        if toast.action:
            act = button(toast.action, small=True)
            act.clicked.connect(self.acted)
            words.addSpacing(theme().px(6))
            words.addLayout(row(act, *(keycaps(toast.shortcut) if toast.shortcut else ()), None, spacing=6))
            close = icon_button("x", self.tr("Close message"))
            close.clicked.connect(self.closed)
            line.addLayout(column(close, None))
        self.setLayout(line)
        self.say(toast)

    def say(self, toast: Toast) -> None:
        """Change the words."""
        self._happened.setText(toast.happened)
        self._more.setText(toast.more)
        self._more.setVisible(bool(toast.more))
        self.setAccessibleName(f"{toast.happened} {toast.more}".strip())


class Toasts(QWidget):
    """The toasts of one window, the newest lowest; each is known by its key."""

    acted = Signal(str)
    """Key of the toast whose button was used; the toast goes."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._cards: dict[str, _Card] = {}
        self._box = column(spacing=8)
        self.setLayout(self._box)
        window.installEventFilter(self)
        self.hide()

    def show_toast(self, key: str, toast: Toast) -> None:
        """Show a toast, or change the words of the one that shows under this key; only a new one is announced."""
        card = self._cards.get(key)
        if card is None:
            card = self._cards[key] = _Card(toast)
            card.acted.connect(lambda: self._on_acted(key))
            card.closed.connect(lambda: self.drop(key))
            self._box.addWidget(card)
            announce(self, f"{toast.happened} {toast.more}", urgent=True)
        else:
            card.say(toast)
        self._place()

    def drop(self, key: str) -> None:
        """Take a toast away, if it shows."""
        if card := self._cards.pop(key, None):
            card.hide()
            self._box.removeWidget(card)
            card.deleteLater()
            self._place()

    def clear(self) -> None:
        """Take them all away."""
        for key in list(self._cards):
            self.drop(key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _on_acted(self, key: str) -> None:
        self.drop(key)
        self.acted.emit(key)

    def _place(self) -> None:
        if not self._cards:
            self.hide()
            return
        window, edge = self._window, theme().px(_EDGE)
        width = min(theme().px(_WIDTH), window.width() - 2 * edge)
        height = min(max(self._box.heightForWidth(width), self._box.minimumSize().height()), window.height() - 2 * edge)
        self.setGeometry((window.width() - width) // 2, window.height() - height - edge, width, height)
        self.raise_()
        self.show()
