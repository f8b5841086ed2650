"""The bar for things that went wrong: what happened, what is safe, what to do now."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.layout import column, holder, restyle, row, snug
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label, tint
from care_console.ui.theme import theme
from care_console.ui.theme.tokens import Tone

_KEYS_FROM = 800
"""Width of the bar, in token lengths, from which its keys stand beside its words."""


@dataclass(frozen=True, slots=True)
class Trouble:
    """A message in three parts; ``action`` names the button that helps, empty for none."""

    happened: str
    safe: str
    to_do: str
    action: str = ""
    tone: Tone = "bad"


class ErrorBar(QFrame):
    """Hidden until there is trouble; announced to screen readers when it shows."""

    dismissed = Signal()
    """It was closed by its button."""
    action_asked = Signal()

    def __init__(self, close_keys: str = "") -> None:
        """``close_keys``: the shortcut that closes it as well, shown beside its button; empty for none."""
        super().__init__()
        self.setProperty("kit", "bad")
        self.setAccessibleName(self.tr("Message"))
        self._icon = IconMark("triangle-alert", 18, "bad", 2)
        self._happened = label("", "strong", "bad", wrap=True)
        self._rest = label("", "small", "text2", wrap=True)
        self._action: QPushButton = button("", small=True)
        self._close = icon_button("x", self.tr("Close message"))
        if close_keys:
            native = QKeySequence(close_keys).toString(QKeySequence.SequenceFormat.NativeText)
            self._close.setToolTip(f"{self._close.toolTip()}  {native}")
        words = column(self._happened, self._rest, spacing=2)
        line = row(column(self._icon, None), margins=(14, 10, 8, 10), spacing=10)
        line.addLayout(words, 1)
        line.addWidget(self._action)
        self._keys = holder(row(*(keycaps(close_keys) if close_keys else ()), spacing=4))
        line.addLayout(row(self._keys, self._close, spacing=4))
        self.setLayout(line)
        snug(self)
        self._action.clicked.connect(self.action_asked)
        self._close.clicked.connect(self._on_close)
        self.hide()

    def show_trouble(self, trouble: Trouble) -> None:
        """Show a message in place of the present one."""
        self.setProperty("kit", trouble.tone)
        restyle(self)
        self._icon.show_icon("triangle-alert" if trouble.tone == "bad" else "circle-alert", trouble.tone)
        tint(self._happened, "warn" if trouble.tone == "warn" else "bad")
        self._happened.setText(trouble.happened)
        self._rest.setText(" ".join(part for part in (trouble.safe, trouble.to_do) if part))
        self._action.setText(trouble.action)
        self._action.setAccessibleName(trouble.action)
        self._action.setVisible(bool(trouble.action))
        self.show()
        announce(self, f"{trouble.happened} {trouble.safe} {trouble.to_do}", urgent=True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where space is short the words have it; the tool tip of the button has the keys still."""
        super().resizeEvent(event)
        self._keys.setVisible(theme().units(self.width()) >= _KEYS_FROM)

    def clear(self) -> None:
        """Hide the bar."""
        self.hide()

    def _on_close(self) -> None:
        self.hide()
        self.dismissed.emit()


def announce(source: QWidget, words: str, *, urgent: bool = False) -> None:
    """Let a screen reader say ``words`` without moving the focus."""
    if not words.strip():
        return
    event = QAccessibleAnnouncementEvent(source, words)
    if urgent:
        event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
