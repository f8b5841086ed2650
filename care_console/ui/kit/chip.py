"""Status chips: icon, word and soft fill, so that colour is never the only sign."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle

from care_console.ui.kit.marks import tone_colour
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName, draw_icon
from care_console.ui.theme.tokens import Tone

_PAD, _ICON, _HEIGHT = 7, 15, 20


@dataclass(frozen=True, slots=True)
class ChipText:
    """What a chip says: a short word, its tone, and an icon."""

    text: str
    tone: Tone = "neutral"
    icon: IconName | None = None


def chip_width(chip: ChipText) -> int:
    """Pixels that a chip needs."""
    look = theme()
    text = QFontMetrics(look.font("caption")).horizontalAdvance(chip.text)
    return text + look.px(2 * _PAD) + (look.px(_ICON) if chip.icon else 0)


def paint_chip(
    painter: QPainter, rect: QRect, chip: ChipText, direction: Qt.LayoutDirection, *, raised: bool = False
) -> None:
    """Paint a chip; ``raised`` gives it the surface's fill, for chips on a soft fill."""
    look = theme()
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(look.colour("surface" if raised else f"{chip.tone}_soft"))
    painter.drawRoundedRect(QRectF(rect), look.px(5), look.px(5))
    ink = tone_colour(chip.tone)
    inner = rect.adjusted(look.px(_PAD), 0, -look.px(_PAD), 0)
    text, align = inner, Qt.AlignmentFlag.AlignHCenter
    if chip.icon:
        side = look.px(12)
        spot = QRect(inner.left() - look.px(1), inner.top() + (inner.height() - side) // 2, side, side)
        draw_icon(painter, chip.icon, QStyle.visualRect(direction, inner, spot), ink, 2.1)
        text = QStyle.visualRect(direction, inner, inner.adjusted(look.px(_ICON), 0, 0, 0))
        align = Qt.AlignmentFlag.AlignLeading
    painter.setFont(look.font("caption"))
    painter.setPen(look.colour(ink))
    painter.drawText(text, Qt.AlignmentFlag.AlignVCenter | align, chip.text)
    painter.restore()


class Chip(QLabel):
    """A chip as a widget; to screen readers it is its text. ``least`` is the smallest width in token lengths."""

    def __init__(self, chip: ChipText, least: int = 0) -> None:
        super().__init__(chip.text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self._chip = chip
        self._least = theme().px(least)
        self.setFont(theme().font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_chip(self, chip: ChipText) -> None:
        """Change text, tone and icon."""
        self._chip = chip
        self.setText(chip.text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """Room for icon and text."""
        return QSize(max(chip_width(self._chip), self._least), theme().px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """A chip is never cut."""
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint fill, icon and text."""
        painter = QPainter(self)
        paint_chip(painter, self.rect(), self._chip, self.layoutDirection())
        painter.end()
