"""Consequences told before saving: *Stops*, *May still arrive*, *Still sent*."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.kit.layout import clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import label
from care_console.ui.theme.icons import IconName


class Effect(Enum):
    """The three groups in which consequences are told."""

    STOPS = "stops"
    MAY_ARRIVE = "may_arrive"
    STILL_SENT = "still_sent"


_SIGNS: dict[Effect, tuple[IconName, str]] = {
    Effect.STOPS: ("mail-x", "bad"),
    Effect.MAY_ARRIVE: ("clock", "warn"),
    Effect.STILL_SENT: ("mail-check", "ok"),
}


@dataclass(frozen=True, slots=True)
class EffectLine:
    """One consequence: its group, and the words that follow the group's name."""

    effect: Effect
    words: str

    @property
    def sentence(self) -> str:
        """As it is read, by people and by screen readers."""
        heads = {
            Effect.STOPS: QCoreApplication.translate("consequences", "Stops"),
            Effect.MAY_ARRIVE: QCoreApplication.translate("consequences", "May still arrive"),
            Effect.STILL_SENT: QCoreApplication.translate("consequences", "Still sent"),
        }
        return f"{heads[self.effect]}: {self.words}"


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
            text = label(effect.sentence, "small", "text2", wrap=True)
            line = row(column(1, IconMark(glyph, 14, colour, 2), None, spacing=0), text, spacing=8)
            line.setStretch(1, 1)
            self._lines.addWidget(holder(line))
