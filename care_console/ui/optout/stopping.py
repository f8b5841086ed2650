"""What both bars of opting out share: one face asks, and tells the effects; the other tells what was saved."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLayout, QWidget

from care_console.ui.kit.bar import Bar
from care_console.ui.kit.buttons import button
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.consequences import Consequences, EffectLine
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, column, holder, row, signed
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label
from care_console.ui.optout.data import CHOICES_FROM, OptOutChoices


class StoppingBar(Bar):
    """Nothing is saved before its effects are told; what was saved can be taken back once."""

    edited = Signal(str, str)
    """Keys of what is to be stopped and for which brands; answered by ``show_effects``."""
    undo_asked = Signal()
    """Take back what was saved."""
    end_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._subject, self._brands = Choice(self.tr("What stops")), Choice(self.tr("For which brands"))
        self._caller = Choice(self.tr("On whose word"))
        self._effects = Consequences()
        self._sign = IconMark("circle-check", 16, "ok", 2)
        self._told = label("", "strong", wrap=True)
        self._note = label("", "small", "text2", wrap=True)
        self._end = button(self.tr("End request"), "primary", "phone-off")
        self._undo = button(self.tr("Undo"), glyph="undo-2")
        self._taking_back = holder(row(self._undo, *keycaps("Ctrl+Z"), 4, spacing=8))
        self._close = button(self.tr("Close"))
        self._asking, self._saved = QWidget(), QWidget()
        self._subject.activated.connect(self._on_edited)
        self._brands.activated.connect(self._on_edited)
        for box in (self._subject, self._brands, self._caller):
            box.entered.connect(self._on_save)
        self._undo.clicked.connect(self._on_undo)
        self._end.clicked.connect(self.end_asked)
        self._close.clicked.connect(self._on_back)
        on_keys(self, "Ctrl+Return", self._on_save)
        on_keys(self, "Ctrl+Z", self._on_undo)

    @property
    def may_end(self) -> bool:
        """Whether the end of the request is offered."""
        return self.isVisible() and self._end.isVisible()

    def show_effects(self, effects: tuple[EffectLine, ...]) -> None:
        """Tell what saving does; from now on it can be saved."""
        self._effects.show_effects(effects)
        self._save.setEnabled(True)
        announce(self, " ".join(effect.sentence for effect in effects))

    def show_failed(self, told: str, *, may_undo: bool) -> None:
        """It could not be recorded, and may be tried again."""
        if self._saved.isHidden():
            self._refuse(told, self._save)
        else:
            self._tell(told, good=False, may_undo=may_undo)

    def _lay_out(self, asking: QLayout, *after: QLayout) -> None:
        """What is asked; and what follows, once it is saved, below what can be done then."""
        foot = row(self._end, self._taking_back, self._close, None, spacing=8)
        self._asking.setLayout(asking)
        self._saved.setLayout(column(signed(self._sign, self._told), self._note, foot, *after, spacing=8))
        self._frame(column(self._asking, self._saved, margins=(14, 10, 14, 12), spacing=0))

    def _choices(self) -> Folding:
        return Folding(row(self._subject), row(self._brands, self._caller, spacing=8), CHOICES_FROM)

    def _begin(self, choices: OptOutChoices) -> None:
        """Ask; nothing is saved before the effects of the likeliest are told."""
        self._effects.show_effects(())
        self._subject.show_choices(choices.subjects)
        self._brands.show_choices(choices.brands)
        self._caller.show_choices(choices.callers)
        self._caller.setVisible(bool(choices.callers))
        self._asking.show()
        self._saved.hide()
        self._appear()
        self._on_edited()

    def _tell(self, told: str, note: str = "", *, good: bool = True, may_undo: bool = False) -> None:
        """Tell what was saved or taken back, or why not."""
        self._told.setText(told)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._sign.show_icon("circle-check" if good else "circle-alert", "ok" if good else "bad")
        self._taking_back.setVisible(may_undo)
        self._asking.hide()
        self._saved.show()
        self.show()
        announce(self, f"{told} {note}", urgent=True)

    def _on_edited(self) -> None:
        self._save.setEnabled(False)
        self.edited.emit(self._subject.key, self._brands.key)

    def _on_save(self) -> None:
        if not self._asking.isHidden():
            super()._on_save()

    def _on_undo(self) -> None:
        if self._undo.isVisible():
            (self._end if self._end.isVisible() else self._close).setFocus()
            self._taking_back.hide()
            self.undo_asked.emit()
