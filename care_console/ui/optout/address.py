"""Stopping marketing to somebody who is not on file: an address, with a name unless everybody there is meant."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.consequences import Consequences, EffectLine
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, column, frame, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import keycaps, label
from care_console.ui.optout.data import CHOICES_FROM, OptOutChoices


class AddressBar(QWidget):
    """Asks in place; Ctrl+Enter saves, Escape goes back."""

    edited = Signal(str, str)
    """Keys of what is to be stopped and for which brands; answered by ``show_effects``."""
    confirmed = Signal(object, str, str, str)
    """The four lines as typed (name, street, town, postcode), keys of subject and brands, and on whose word."""
    undo_asked = Signal()
    """Take back what was saved; answered by ``tell``."""
    end_asked = Signal()
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._name = text_field(self.tr("Name"), self.tr("Name; leave empty for everybody there"))
        self._street = text_field(self.tr("House and street"), self.tr("House and street"))
        self._town = text_field(self.tr("Town"), self.tr("Town"))
        self._postcode = text_field(self.tr("Postcode"), self.tr("Postcode"))
        self._subject, self._brands = Choice(self.tr("What stops")), Choice(self.tr("For which brands"))
        self._caller = Choice(self.tr("On whose word"))
        self._effects = Consequences()
        self._message = label("", "small", "bad", wrap=True)
        self._save = button(self.tr("Stop"), "primary", name=self.tr("Stop it for this address"))
        self._back = button(self.tr("Go back"))
        self._asking = holder(self._make_asking())
        self._told = label("", "strong", wrap=True)
        self._end = button(self.tr("End request"), "primary", "phone-off")
        self._undo = button(self.tr("Undo"), glyph="undo-2")
        self._note = label("", "small", "text2", wrap=True)
        self._close = button(self.tr("Close"))
        self._saved = holder(self._make_saved())
        box = frame("inset", column(self._asking, self._saved, margins=(14, 10, 14, 12), spacing=0))
        self.setLayout(column(box, margins=(0, 10, 0, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect()
        self.hide()

    @property
    def may_end(self) -> bool:
        """Whether the end of the request is offered."""
        return self.isVisible() and self._saved.isVisible()

    def ask(self, choices: OptOutChoices) -> None:
        """Ask for the address, from empty fields."""
        for field in self._fields():
            field.clear()
        for box, entries in (
            (self._subject, choices.subjects),
            (self._brands, choices.brands),
            (self._caller, choices.callers),
        ):
            box.clear()
            for key, words in entries:
                box.addItem(words, key)
        self._message.hide()
        self._asking.show()
        self._saved.hide()
        self.show()
        self._on_edited()
        self._name.setFocus()

    def show_effects(self, effects: tuple[EffectLine, ...]) -> None:
        """Tell what stopping does; from now on it can be saved."""
        self._effects.show_effects(effects)
        self._save.setEnabled(True)

    def show_refused(self, why: str) -> None:
        """Tell why nothing was saved; what was typed stays."""
        self._message.setText(why)
        self._message.show()
        self._save.setEnabled(True)
        self._street.setFocus()
        announce(self, why, urgent=True)

    def show_saved(self, told: str, note: str = "", *, may_undo: bool = True) -> None:
        """Tell what was saved, and until when it can be taken back; the address itself is not repeated."""
        for field in self._fields():
            field.clear()
        self._undo.setVisible(may_undo)
        self.tell(told, note)
        self._asking.hide()
        self._saved.show()
        self._end.setFocus()

    def tell(self, told: str, note: str = "") -> None:
        """Say something of what was saved."""
        self._told.setText(told)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        announce(self, f"{told} {note}", urgent=True)

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def _fields(self) -> tuple[QLineEdit, ...]:
        return self._name, self._street, self._town, self._postcode

    def _on_edited(self) -> None:
        self._save.setEnabled(False)
        self.edited.emit(str(self._subject.currentData()), str(self._brands.currentData()))

    def _on_save(self) -> None:
        if self._save.isEnabled() and self._asking.isVisible():
            self._save.setEnabled(False)
            self._message.hide()
            lines = tuple(field.text() for field in self._fields())
            keys = (str(box.currentData()) for box in (self._subject, self._brands, self._caller))
            self.confirmed.emit(lines, *keys)

    def _on_undo(self) -> None:
        if self._undo.isVisible():
            self._undo.hide()
            self._end.setFocus()
            self.undo_asked.emit()

    def _connect(self) -> None:
        self._subject.activated.connect(self._on_edited)
        self._brands.activated.connect(self._on_edited)
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.close_bar)
        self._close.clicked.connect(self.close_bar)
        self._end.clicked.connect(self.end_asked)
        self._undo.clicked.connect(self._on_undo)
        for keys, target in (
            ("Escape", self.close_bar),
            ("Ctrl+Return", self._on_save),
            ("Ctrl+Z", self._on_undo),
        ):
            on_keys(self, keys, target)

    def _make_asking(self) -> QVBoxLayout:
        title = label(self.tr("Stop marketing to somebody who is not on file"), "section", wrap=True)
        first = row(self._name, self._street, spacing=8)
        second = row(self._postcode, self._town, spacing=8)
        choices = Folding(row(self._subject), row(self._brands, self._caller, spacing=8), CHOICES_FROM)
        foot = row(self._save, self._back, 4, *keycaps("Ctrl+Return"), None, spacing=8)
        return column(title, first, second, choices, self._effects, self._message, foot, spacing=8)

    def _make_saved(self) -> QVBoxLayout:
        head = row(IconMark("circle-check", 16, "ok", 2), self._told, spacing=8)
        head.setStretch(1, 1)
        foot = row(self._end, self._undo, *keycaps("Ctrl+Z"), 4, self._close, None, spacing=8)
        return column(head, self._note, foot, spacing=8)
