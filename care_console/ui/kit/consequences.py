"""Consequences told before saving: what stops, what goes on, what follows, and what stays as it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.kit.layout import clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import label
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
    def sentence(self) -> str:
        """As it is read, by people and by screen readers."""
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
        return QCoreApplication.translate("consequences", "{0}: {1}").format(heads[self.effect], self.words)


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
            # Where a line of words is given more height than it needs, it stays beside its icon.
            text.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeading)
            line.setStretch(1, 1)
            self._lines.addWidget(holder(line))
