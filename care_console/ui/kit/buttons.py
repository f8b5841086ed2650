"""Push buttons, with words, an icon, or both."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QPushButton

from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName, icon

ButtonKind = Literal["plain", "primary", "ghost", "link"]
_ICON_COLOUR = {"plain": "text2", "primary": "on_accent", "ghost": "text2", "link": "accent_text"}


def button(
    text: str,
    kind: ButtonKind = "plain",
    glyph: IconName | None = None,
    *,
    small: bool = False,
    name: str | None = None,
) -> QPushButton:
    """A push button; ``name`` is what screen readers say where the text alone is not enough."""
    made = QPushButton(text.replace("&", "&&"))
    made.setAccessibleName(name or text)
    made.setFont(theme().font("small_strong" if small else "medium"))
    made.setProperty("kind", kind)
    made.setProperty("small", small)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    made.setAutoDefault(True)
    if glyph:
        set_glyph(made, glyph)
    return made


def icon_button(glyph: IconName, name: str) -> QPushButton:
    """A button without words; ``name`` is its tool tip and what screen readers say."""
    made = button("", "ghost", glyph, small=True, name=name)
    made.setToolTip(name)
    return made


def set_glyph(target: QPushButton, glyph: IconName) -> None:
    """Give a button an icon in the colour of its kind."""
    side = theme().px(16)
    gap = theme().px(5) if target.text() else 0
    target.setIcon(icon(glyph, _ICON_COLOUR[str(target.property("kind"))]))
    target.setIconSize(QSize(side + gap, side))
