"""The theme in force: colours, fonts, palette and style sheet, following the system's light and dark live."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette

from care_console import resources
from care_console.ui.theme.tokens import DARK, FAMILY, FONT_FILES, LIGHT, STYLES, TRACKED_FROM, StyleName

if TYPE_CHECKING:
    from collections.abc import Mapping

    from PySide6.QtWidgets import QApplication

_ROLES: tuple[tuple[QPalette.ColorRole, str], ...] = (
    (QPalette.ColorRole.Window, "bg"),
    (QPalette.ColorRole.Base, "surface"),
    (QPalette.ColorRole.AlternateBase, "inset"),
    (QPalette.ColorRole.Text, "text"),
    (QPalette.ColorRole.WindowText, "text"),
    (QPalette.ColorRole.Button, "surface"),
    (QPalette.ColorRole.ButtonText, "text"),
    (QPalette.ColorRole.Highlight, "accent"),
    (QPalette.ColorRole.HighlightedText, "on_accent"),
    (QPalette.ColorRole.PlaceholderText, "text3"),
    (QPalette.ColorRole.ToolTipBase, "text"),
    (QPalette.ColorRole.ToolTipText, "surface"),
    (QPalette.ColorRole.Link, "accent_text"),
    (QPalette.ColorRole.Accent, "accent"),
)


class Scheme(Enum):
    """Which colours to use; ``SYSTEM`` follows the desktop as it changes."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours and fonts for one text scale (1.0 is 100 %); ``changed`` is sent after new colours were applied."""

    changed = Signal()

    def __init__(self, app: QApplication, scale: float = 1.0, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(app)
        self._app = app
        self._scheme = scheme
        self.scale = scale
        self._fonts: dict[tuple[StyleName, bool], QFont] = {}
        self._colours: Mapping[str, str] = self._wanted()
        for name in FONT_FILES:
            QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))
        app.setFont(self.font())
        app.styleHints().colorSchemeChanged.connect(self._on_system_change)
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether the dark colours are in force."""
        return self._colours is DARK

    def set_scheme(self, scheme: Scheme) -> None:
        """Choose light, dark or the system's colours; applied at once."""
        self._scheme = scheme
        self._on_system_change()

    def px(self, length: float) -> int:
        """A token length in the pixels of this text scale."""
        return round(length * self.scale)

    def units(self, pixels: int) -> float:
        """Pixels in token lengths: what a width is worth at this text scale."""
        return pixels / self.scale

    def code(self, name: str) -> str:
        """A colour token as ``#RRGGBB``."""
        return self._colours[name]

    def colour(self, name: str) -> QColor:
        """A colour token as a fresh QColor."""
        return QColor(self._colours[name])

    def font(self, style: StyleName = "body", *, tabular: bool = False) -> QFont:
        """The font of a text style; ``tabular`` gives all digits one width."""
        known = self._fonts.get((style, tabular))
        if known is None:
            known = self._fonts[style, tabular] = self._make_font(style, tabular=tabular)
        return QFont(known)

    def _make_font(self, style: StyleName, *, tabular: bool) -> QFont:
        size, weight = STYLES[style]
        font = QFont(FAMILY)
        font.setPixelSize(self.px(size))
        font.setWeight(QFont.Weight(weight))
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        font.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
        # Contextual alternates turn "->" into one arrow glyph, and copied text then lacks the hyphen.
        font.setFeature(QFont.Tag("calt"), 0)
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        if size >= TRACKED_FROM:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 98.6)
        return font

    def _wanted(self) -> Mapping[str, str]:
        if self._scheme is Scheme.SYSTEM:
            return DARK if self._app.styleHints().colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._scheme is Scheme.DARK else LIGHT

    def _on_system_change(self) -> None:
        wanted = self._wanted()
        if wanted is not self._colours:
            self._colours = wanted
            self._apply()
            self.changed.emit()

    def _apply(self) -> None:
        palette = QPalette()
        for role, name in _ROLES:
            palette.setColor(role, self.colour(name))
        palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, self.colour("text3"))
        self._app.setPalette(palette)
        self._app.setStyleSheet(style_sheet(self._colours, self.scale))


def style_sheet(colours: Mapping[str, str], scale: float) -> str:
    """The console's style sheet: ``@name`` becomes a colour, lengths above one pixel grow with the scale."""
    template = resources.path("styles", "console.qss").read_text(encoding="utf-8")
    coloured = re.sub(r"@(\w+)", lambda found: colours[found[1]], template)
    return re.sub(r"\b(\d+)px", lambda found: f"{_scaled(int(found[1]), scale)}px", coloured)


def _scaled(length: int, scale: float) -> int:
    return length if length <= 1 else round(length * scale)
