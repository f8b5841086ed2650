"""The opt-out bar: what to stop and what that does, then what was saved, the way back, and likely further records."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.consequences import Consequences, EffectLine
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, clear, column, frame, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import isolated, keycaps, label
from care_console.ui.optout.data import CHOICES_FROM, Choices, LikelyRecord, OptOutChoices


class OptOutBar(QWidget):
    """Asks in place with the likeliest chosen, so that Enter saves; Escape goes back."""

    edited = Signal(str, str)
    """Keys of what is to be stopped and for which brands; answered by ``show_effects``."""
    confirmed = Signal(str, str, str)
    """Keys of subject and brands, and on whose word (empty where nobody was asked); answered by ``show_saved``."""
    undo_asked = Signal()
    also_asked = Signal(object)
    """``LikelyRecord.key`` of a record for which the same is to be stopped; answered by ``show_also``."""
    end_asked = Signal()
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._subject, self._brands = Choice(self.tr("What stops")), Choice(self.tr("For which brands"))
        self._caller = Choice(self.tr("On whose word"))
        self._effects = Consequences()
        self._save = button(self.tr("Stop"), "primary", name=self.tr("Stop it now"))
        self._back = button(self.tr("Go back"))
        self._asking = holder(self._make_asking())
        self._told = label("", "strong", wrap=True)
        self._sign = IconMark("circle-check", 16, "ok", 2)
        self._note = label("", "small", "text2", wrap=True)
        self._undo = button(self.tr("Undo"), glyph="undo-2")
        self._end = button(self.tr("End request"), "primary", "phone-off")
        self._close = button(self.tr("Close"))
        self._likely: QVBoxLayout = column(spacing=4)
        self._records: dict[Hashable, QPushButton] = {}
        self._saved = holder(self._make_saved())
        box = frame("inset", column(self._asking, self._saved, margins=(14, 10, 14, 12), spacing=0))
        self.setLayout(column(box, margins=(0, 10, 0, 0)))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._connect()
        self.hide()

    def ask(self, name: str, choices: OptOutChoices) -> None:
        """Ask what is to stop for this customer; nothing is saved before the effects are told."""
        self._title.setText(self.tr("Stop marketing to {0}").format(name))
        self._save.setText(self.tr("Stop"))
        self._save.setAccessibleName(self.tr("Stop it now"))
        self._begin(choices)

    def ask_yes(self, name: str, choices: OptOutChoices) -> None:
        """Ask what is to be allowed again, once the customer has said yes to what is read aloud."""
        self._title.setText(self.tr("Allow again for {0}").format(name))
        self._save.setText(self.tr("Customer agrees"))
        self._save.setAccessibleName(self.tr("The customer agrees"))
        self._begin(choices)

    def ask_death(self, name: str, choices: OptOutChoices) -> None:
        """Ask on whose word a death is reported: everything stops with it."""
        self._title.setText(self.tr("Report the death of {0}").format(name))
        self._save.setText(self.tr("Report"))
        self._save.setAccessibleName(self.tr("Report the death"))
        self._begin(choices)

    def _begin(self, choices: OptOutChoices) -> None:
        self._save.setEnabled(False)
        self._effects.show_effects(())
        for box, entries in (
            (self._subject, choices.subjects),
            (self._brands, choices.brands),
            (self._caller, choices.callers),
        ):
            _fill(box, entries)
        self._caller.setVisible(bool(choices.callers))
        self._asking.show()
        self._saved.hide()
        self.show()
        self._on_edited()
        (self._save if self._save.isEnabled() else self._subject).setFocus()

    def show_effects(self, effects: tuple[EffectLine, ...]) -> None:
        """Tell what stopping does; from now on it can be saved."""
        self._effects.show_effects(effects)
        self._save.setEnabled(True)
        announce(self, " ".join(effect.sentence for effect in effects))

    def show_nothing(self, why: EffectLine) -> None:
        """What was chosen stops nothing, so there is nothing to save."""
        self._effects.show_effects((why,))
        announce(self, why.sentence)

    def show_saving(self) -> None:
        """Nothing can be pressed twice."""
        self._save.setEnabled(False)

    def show_saved(self, told: str, note: str, *, may_undo: bool, may_end: bool) -> None:
        """Tell what was saved, or taken back, and offer the way back and the end of the request."""
        self._tell(told, note, good=True)
        self._undo.setVisible(may_undo)
        self._end.setVisible(may_end)
        clear(self._likely)
        self._records.clear()
        (self._end if may_end else self._close).setFocus()

    def show_refused(self, told: str) -> None:
        """Tell why nothing was changed."""
        self._tell(told, "", good=False)
        self._undo.hide()
        self._end.hide()
        self._close.setFocus()

    def show_likely(self, records: tuple[LikelyRecord, ...]) -> None:
        """Offer to stop the same for records that are likely the same person's; the focus stays."""
        clear(self._likely)
        self._records.clear()
        if not records:
            return
        title = self.tr("Same person? These records have the same name and area. Ask before stopping them too.")
        self._likely.addWidget(label(title, "small", "text2", wrap=True))
        for record in records:
            self._likely.addWidget(self._record(record))
        announce(self, title)

    def show_also(self, key: Hashable, told: str) -> None:
        """The same was stopped for a further record, or was refused."""
        made = self._records.get(key)
        if made is not None:
            made.setEnabled(False)
            made.setText(told)
            announce(self, told, urgent=True)

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    @property
    def may_end(self) -> bool:
        """Whether the end of the request is offered."""
        return self.isVisible() and self._end.isVisible()

    def _tell(self, told: str, note: str, *, good: bool) -> None:
        self._told.setText(told)
        self._note.setText(note)
        self._note.setVisible(bool(note))
        self._sign.show_icon("circle-check" if good else "circle-alert", "ok" if good else "bad")
        self._asking.hide()
        self._saved.show()
        self.show()
        announce(self, f"{told} {note}", urgent=True)

    def _record(self, record: LikelyRecord) -> QWidget:
        too = button(self.tr("Stop here too"), small=True, name=self.tr("Stop here too: {0}").format(record.name))
        too.clicked.connect(lambda: self._on_also(record.key))
        self._records[record.key] = too
        words = label(f"{record.name}  \N{MIDDLE DOT}  {isolated(record.note)}", "small", wrap=True)
        line = row(IconMark("user-search", 14, "text3"), words, too, spacing=8)
        line.setStretch(1, 1)
        return holder(line)

    def _on_also(self, key: Hashable) -> None:
        # A disabled button loses the focus to wherever, and the keys of this bar with it.
        later = [too for other, too in self._records.items() if other != key and too.isEnabled()]
        (later[0] if later else self._undo if self._undo.isVisible() else self._close).setFocus()
        self._records[key].setEnabled(False)
        self.also_asked.emit(key)

    def _on_edited(self) -> None:
        self._save.setEnabled(False)
        self.edited.emit(str(self._subject.currentData()), str(self._brands.currentData()))

    def _on_save(self) -> None:
        if self._save.isEnabled() and self._asking.isVisible():
            caller = str(self._caller.currentData()) if self._caller.count() else ""
            self.confirmed.emit(str(self._subject.currentData()), str(self._brands.currentData()), caller)

    def _on_undo(self) -> None:
        if self._undo.isVisible():
            self._undo.hide()
            self.undo_asked.emit()

    def _connect(self) -> None:
        self._subject.activated.connect(self._on_edited)
        self._brands.activated.connect(self._on_edited)
        self._save.clicked.connect(self._on_save)
        self._back.clicked.connect(self.close_bar)
        self._close.clicked.connect(self.close_bar)
        self._undo.clicked.connect(self._on_undo)
        self._end.clicked.connect(self.end_asked)
        for keys, target in (
            ("Escape", self.close_bar),
            ("Ctrl+Z", self._on_undo),
            ("Ctrl+Return", self._on_save),
        ):
            on_keys(self, keys, target)

    def _make_asking(self) -> QVBoxLayout:
        fields = Folding(row(self._subject), row(self._brands, self._caller, spacing=8), CHOICES_FROM)
        foot = row(self._save, self._back, 4, *keycaps("Return"), None, spacing=8)
        return column(self._title, fields, self._effects, foot, spacing=8)

    def _make_saved(self) -> QVBoxLayout:
        head = row(self._sign, self._told, spacing=8)
        head.setStretch(1, 1)
        foot = row(self._end, self._undo, *keycaps("Ctrl+Z"), 4, self._close, None, spacing=8)
        return column(head, self._note, foot, self._likely, spacing=8)


def _fill(box: Choice, entries: Choices) -> None:
    box.clear()
    for key, words in entries:
        box.addItem(words, key)
