"""Labels and keycaps."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QLocale, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QLabel, QSizePolicy

from care_console.ui.kit.layout import restyle
from care_console.ui.theme import theme
from care_console.ui.theme.tokens import StyleName

Tint = Literal["text2", "text3", "accent", "ok", "warn", "bad"]

_KEY_SIGNS = {"Up": "↑", "Down": "↓"}
ISOLATE, POP = "\u2066", "\u2069"


def isolated(text: str) -> str:
    """Masks and codes keep their order inside right-to-left text (Unicode UAX 9, LRI and PDI)."""
    return f"{ISOLATE}{text}{POP}" if text else ""


def counted(number: int) -> str:
    """A count with the digit groups of the user's locale."""
    return QLocale().toString(number)


def leading() -> Qt.AlignmentFlag:
    """The side at which lines begin: the window's, where Qt would take that of the text's own first letter."""
    right = QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignAbsolute | Qt.AlignmentFlag.AlignVCenter


def label(
    text: str = "",
    style: StyleName = "body",
    tint: Tint | None = None,
    *,
    wrap: bool = False,
    tabular: bool = False,
    selectable: bool = False,
) -> QLabel:
    """A plain-text label: nothing that comes from data is ever read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(theme().font(style, tabular=tabular))
    made.setWordWrap(wrap)
    made.setAlignment(leading())
    if tint:
        made.setProperty("tint", tint)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return made


def tint(target: QLabel, colour: Tint | None) -> None:
    """Change the colour of a label."""
    if target.property("tint") != colour:
        target.setProperty("tint", colour)
        restyle(target)


class ElidedLabel(QLabel):
    """A one-line label that gives up its end when space is short; the tool tip and screen readers get all of it."""

    def __init__(
        self, text: str = "", style: StyleName = "body", tint: Tint | None = None, *, tabular: bool = False
    ) -> None:
        super().__init__()
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font(style, tabular=tabular))
        self.setAlignment(leading())
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if tint:
            self.setProperty("tint", tint)
        self.show_text(text)

    def sizeHint(self) -> QSize:
        """Room for the whole text, so that what follows stands right behind it."""
        width = QFontMetrics(self.font()).horizontalAdvance(self._full)
        return QSize(width + 1, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(min(self.sizeHint().width(), theme().px(24)), super().minimumSizeHint().height())

    def show_text(self, text: str) -> None:
        """Replace the text."""
        self._full = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text again."""
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = QFontMetrics(self.font()).elidedText(self._full, Qt.TextElideMode.ElideRight, self.width())
        self.setText(shown)
        self.setToolTip(self._full if shown != self._full else "")


def keycap(text: str) -> QLabel:
    """A key as it is written on this platform."""
    cap = QLabel(text)
    cap.setTextFormat(Qt.TextFormat.PlainText)
    cap.setProperty("kit", "keycap")
    cap.setFont(theme().font("caption"))
    cap.setAlignment(Qt.AlignmentFlag.AlignCenter)
    cap.setFixedHeight(theme().px(18))
    cap.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return cap


def keycaps(sequence: QKeySequence | str) -> list[QLabel]:
    """One keycap per key of the first combination of a shortcut, in the platform's own names."""
    keys = QKeySequence(sequence).toString(QKeySequence.SequenceFormat.PortableText).split(", ")[0]
    if keys in _KEY_SIGNS:
        return [keycap(_KEY_SIGNS[keys])]
    # The key beside the letters is labelled Enter by people, and Return by Qt.
    shown = QKeySequence(re.sub(r"\bReturn$", "Enter", keys))
    caps = [keycap(key) for key in shown.toString(QKeySequence.SequenceFormat.NativeText).split("+")]
    # A row that runs from right to left would turn the keys round; everybody reads Ctrl first.
    return caps[::-1] if QApplication.layoutDirection() == Qt.LayoutDirection.RightToLeft else caps
