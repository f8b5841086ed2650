"""Consequences told before saving: what stops, what goes on, what follows, and what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from math import ceil

from PySide6.QtCore import QCoreApplication, QPointF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QTextCharFormat, QTextLayout, QTextOption
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from care_console.ui.kit.layout import clear, column, holder, signed
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import leading
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName


class Effect(Enum):
    """The groups in which consequences are told."""

    STOPS = "stops"
    MAY_ARRIVE = "may_arrive"
    STILL_SENT = "still_sent"
    HELD = "held"
    TOLD = "told"
    KEPT = "kept"
    FOR_GOOD = "for_good"
    READ_ALOUD = "read_aloud"
    ALLOWED = "allowed"
    KEPT_AS_PROOF = "kept_as_proof"


_SIGNS: dict[Effect, tuple[IconName, str]] = {
    Effect.STOPS: ("mail-x", "bad"),
    Effect.MAY_ARRIVE: ("clock", "warn"),
    Effect.STILL_SENT: ("mail-check", "ok"),
    Effect.HELD: ("package", "warn"),
    Effect.TOLD: ("send", "text2"),
    Effect.KEPT: ("lock", "text2"),
    Effect.FOR_GOOD: ("triangle-alert", "warn"),
    Effect.READ_ALOUD: ("message-square", "accent_text"),
    Effect.ALLOWED: ("circle-check", "ok"),
    Effect.KEPT_AS_PROOF: ("file-text", "text2"),
}


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One consequence: its group, and the words that follow the group's name."""

    effect: Effect
    words: str

    @property
    def head(self) -> str:
        """The name of its group, with which its sentence begins."""
        heads = {
            Effect.STOPS: QCoreApplication.translate("consequences", "Stops"),
            Effect.MAY_ARRIVE: QCoreApplication.translate("consequences", "May still arrive"),
            Effect.STILL_SENT: QCoreApplication.translate("consequences", "Still sent"),
            Effect.HELD: QCoreApplication.translate("consequences", "Goes on hold"),
            Effect.TOLD: QCoreApplication.translate("consequences", "Is told"),
            Effect.KEPT: QCoreApplication.translate("consequences", "Stays as it is"),
            Effect.FOR_GOOD: QCoreApplication.translate("consequences", "Cannot be undone"),
            Effect.READ_ALOUD: QCoreApplication.translate("consequences", "Read aloud"),
            Effect.ALLOWED: QCoreApplication.translate("consequences", "Allowed"),
            Effect.KEPT_AS_PROOF: QCoreApplication.translate("consequences", "Kept as proof"),
        }
        return heads[self.effect]

    @property
    def sentence(self) -> str:
        """As it is read, by people and by screen readers."""
        return QCoreApplication.translate("consequences", "{0}: {1}").format(self.head, self.words)


class EffectText(QLabel):
    """A consequence in as many lines as its width asks for; the name of its group stands out."""

    def __init__(self, effect: EffectLine) -> None:
        super().__init__(effect.sentence)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setFont(theme().font("small"))
        self.setProperty("tint", "text2")
        self.setWordWrap(True)
        self._head = len(effect.head)

    def heightForWidth(self, width: int) -> int:
        """Pixels that its lines need."""
        return ceil(self._laid_out(width).boundingRect().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint the lines from the top, beside the icon, whatever height there is."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        self._laid_out(self.width()).draw(painter, QPointF(0, 0))
        painter.end()

    def _laid_out(self, width: int) -> QTextLayout:
        layout = QTextLayout(self.text(), self.font())
        option = QTextOption(leading())
        option.setTextDirection(Qt.LayoutDirection.LayoutDirectionAuto)  # its own, or its full stop would come first
        layout.setTextOption(option)
        head = QTextLayout.FormatRange()
        head.start, head.length = 0, self._head
        shape = QTextCharFormat()
        shape.setFontWeight(theme().font("strong").weight())
        shape.setForeground(theme().colour("text"))
        head.format = shape
        layout.setFormats([head])
        layout.beginLayout()
        top = 0.0
        while (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            line.setPosition(QPointF(0, top))
            top += line.height()
        layout.endLayout()
        return layout


class Consequences(QWidget):
    """The lines, in the order in which they are given."""

    def __init__(self) -> None:
        super().__init__()
        self._lines: QVBoxLayout = column(spacing=5)
        self.setLayout(self._lines)

    def show_effects(self, effects: tuple[EffectLine, ...]) -> None:
        """Replace all lines."""
        clear(self._lines)
        for effect in effects:
            glyph, colour = _SIGNS[effect.effect]
            self._lines.addWidget(holder(signed(IconMark(glyph, 14, colour, 2), EffectText(effect))))
