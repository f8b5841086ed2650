"""Painted marks: icon, tile, avatar, brand badge, dot. Decorative, so silent for screen readers."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from care_console.ui.theme import theme
from care_console.ui.theme.icons import STROKE, IconName, draw_icon
from care_console.ui.theme.tokens import Tone

TEXT_CONTRAST = 4.5
"""Least contrast of text, WCAG 2.2 success criterion 1.4.3."""


@dataclass(frozen=True, slots=True)
class Brand:
    """How a brand is shown: its name, and its initials on a colour (``#RRGGBB``) from the policy pack."""

    name: str
    initials: str
    colour: str


def tone_colour(tone: Tone) -> str:
    """The colour token of a tone's text and icons."""
    return "accent_text" if tone == "accent" else tone


def initials(name: str) -> str:
    """First letters of the first and the last word of a name, at most two characters."""
    words = [word for word in name.split() if word[0].isalnum()]
    chosen = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0] for word in chosen).upper()


class _Mark(QWidget):
    """A painted widget without text: Qt gives it no accessible role."""

    def __init__(self, size: int) -> None:
        super().__init__()
        side = theme().px(size)
        self.setFixedSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.draw(painter)
        painter.end()

    def draw(self, painter: QPainter) -> None:
        """Paint the mark over the widget's rectangle."""
        raise NotImplementedError


class IconMark(_Mark):
    """An icon beside text that says the same."""

    def __init__(self, name: IconName, size: int = 16, colour: str = "text3", stroke: float = STROKE) -> None:
        super().__init__(size)
        self._name: IconName = name
        self._colour = colour
        self._stroke = stroke

    def show_icon(self, name: IconName, colour: str) -> None:
        """Change the icon and its colour token."""
        self._name, self._colour = name, colour
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint the icon."""
        draw_icon(painter, self._name, self.rect(), self._colour, self._stroke)


class IconTile(_Mark):
    """An icon on a soft square; ``raised`` for tiles that stand on a soft fill themselves."""

    def __init__(self, name: IconName, tone: Tone = "neutral", size: int = 32, *, raised: bool = False) -> None:
        super().__init__(size)
        self._name: IconName = name
        self._tone: Tone = tone
        self._raised = raised

    def show_tone(self, name: IconName, tone: Tone) -> None:
        """Change icon and tone."""
        self._name, self._tone = name, tone
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint fill and icon."""
        look = theme()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.colour("surface" if self._raised else f"{self._tone}_soft"))
        painter.drawRoundedRect(QRectF(self.rect()), look.px(8), look.px(8))
        side = look.px(16)
        inner = QRect((self.width() - side) // 2, (self.height() - side) // 2, side, side)
        draw_icon(painter, self._name, inner, tone_colour(self._tone))


def paint_avatar(painter: QPainter, rect: QRect, text: str, colour: str) -> None:
    """Initials on a round, soft version of ``colour``."""
    look = theme()
    ink = _towards_white(QColor(colour), 0.65) if look.dark else QColor(colour).darker(115)
    soft = QColor(ink if look.dark else colour)
    soft.setAlpha(44 if look.dark else 28)
    _paint_initials(painter, rect, text, soft, ink, rect.width() * 0.5)


def paint_badge(painter: QPainter, rect: QRect, brand: Brand) -> None:
    """A brand's initials on its colour."""
    # A brand as dark as the dark theme's surface would vanish in it.
    fill = _towards_white(QColor(brand.colour), 0.12) if theme().dark else QColor(brand.colour)
    _paint_initials(painter, rect, brand.initials, fill, ink_on(fill.name()), rect.width() * 0.26)


def _towards_white(colour: QColor, share: float) -> QColor:
    red, green, blue = (channel + (1 - channel) * share for channel in _channels(colour.name()))
    return QColor.fromRgbF(red, green, blue)


def ink_on(colour: str) -> QColor:
    """White where it reads on ``colour`` at 4.5:1 (WCAG 2 relative luminance), else black."""
    channels = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in _channels(colour)]
    luminance = 0.2126 * channels[0] + 0.7152 * channels[1] + 0.0722 * channels[2]
    return QColor("#FFFFFF") if 1.05 / (luminance + 0.05) >= TEXT_CONTRAST else QColor("#000000")


def _channels(colour: str) -> tuple[float, float, float]:
    parsed = QColor(colour)
    return parsed.redF(), parsed.greenF(), parsed.blueF()


def _paint_initials(painter: QPainter, rect: QRect, text: str, fill: QColor, ink: QColor, radius: float) -> None:
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(fill)
    painter.drawRoundedRect(QRectF(rect), radius, radius)
    font = theme().font("strong")
    font.setPixelSize(max(theme().px(8), round(rect.height() * 0.38)))
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()


class Avatar(_Mark):
    """A person's initials; the name stands beside it."""

    PERSON = "#5B6477"

    def __init__(self, text: str = "", colour: str = PERSON, size: int = 36) -> None:
        super().__init__(size)
        self._text = text
        self._colour = colour

    def show_initials(self, text: str, colour: str = PERSON) -> None:
        """Change person and colour."""
        self._text, self._colour = text, colour
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint the initials."""
        paint_avatar(painter, self.rect(), self._text, self._colour)


class BrandBadge(_Mark):
    """A brand's initials on its colour; the brand's name stands beside it."""

    def __init__(self, brand: Brand, size: int = 20) -> None:
        super().__init__(size)
        self._brand = brand

    def show_brand(self, brand: Brand) -> None:
        """Change the brand."""
        self._brand = brand
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint the badge."""
        paint_badge(painter, self.rect(), self._brand)


class ProductMark(_Mark):
    """The console's own sign; its name stands beside it."""

    def __init__(self, size: int = 26) -> None:
        super().__init__(size)

    def draw(self, painter: QPainter) -> None:
        """Paint the sign."""
        look = theme()
        fill, ink = look.colour("accent"), look.colour("on_accent")
        _paint_initials(painter, self.rect(), "C", fill, ink, self.width() * 0.26)


class Dot(_Mark):
    """A small round sign of state beside the words that say it."""

    def __init__(self, tone: Tone = "neutral", size: int = 7) -> None:
        super().__init__(size)
        self._tone: Tone = tone

    def show_tone(self, tone: Tone) -> None:
        """Change the state's colour."""
        self._tone = tone
        self.update()

    def draw(self, painter: QPainter) -> None:
        """Paint the dot."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(f"{self._tone}_mark"))
        painter.drawEllipse(self.rect())
