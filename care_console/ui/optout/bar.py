"""The opt-out bar: what to stop and what that does, then what was saved, the way back, and likely further records."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.consequences import EffectLine
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import isolated, label
from care_console.ui.optout.data import LikelyRecord, OptOutChoices
from care_console.ui.optout.stopping import StoppingBar


class OptOutBar(StoppingBar):
    """Asks in place with the likeliest chosen, so that Enter saves; Escape goes back."""

    confirmed = Signal(str, str, str)
    """Keys of subject and brands, and on whose word (empty where nobody was asked); answered by ``show_saved``."""
    also_asked = Signal(object)
    """``LikelyRecord.key`` of a record for which the same is to be stopped; answered by ``show_also``."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._likely: QVBoxLayout = column(spacing=4)
        self._records: dict[Hashable, QPushButton] = {}
        asking = column(self._title, self._choices(), self._effects, self._message, self._buttons(), spacing=8)
        self._lay_out(asking, self._likely)

    def ask(self, name: str, choices: OptOutChoices) -> None:
        """Ask what is to stop for this customer; nothing is saved before the effects are told."""
        self._offer(self.tr("Stop"), self.tr("Stop it now"))
        self._ask(self.tr("Stop marketing to {0}").format(name), choices)

    def ask_yes(self, name: str, choices: OptOutChoices) -> None:
        """Ask what is to be allowed again, once the customer has said yes to what is read aloud."""
        self._offer(self.tr("Customer agrees"), self.tr("The customer agrees"))
        self._ask(self.tr("Allow again for {0}").format(name), choices)

    def ask_death(self, name: str, choices: OptOutChoices) -> None:
        """Ask on whose word a death is reported: everything stops with it."""
        self._offer(self.tr("Report"), self.tr("Report the death"))
        self._ask(self.tr("Report the death of {0}").format(name), choices)

    def show_nothing(self, why: EffectLine) -> None:
        """What was chosen stops nothing, so there is nothing to save."""
        self._effects.show_effects((why,))
        announce(self, why.sentence)

    def show_saved(self, told: str, note: str, *, may_undo: bool, may_end: bool) -> None:
        """Tell what was saved, or taken back, and offer the way back and the end of the request."""
        self._tell(told, note, may_undo=may_undo)
        self._end.setVisible(may_end)
        self.show_likely(())
        (self._end if may_end else self._close).setFocus()

    def show_refused(self, told: str) -> None:
        """Tell why nothing was changed."""
        self._tell(told, good=False)
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

    def show_also(self, key: Hashable, told: str, *, again: bool = False) -> None:
        """The same was stopped for a further record, or was refused; ``again`` where it may be tried once more."""
        made = self._records.get(key)
        if made is not None:
            made.setEnabled(again)
            made.setText(told)
            announce(self, told, urgent=True)

    def _ask(self, title: str, choices: OptOutChoices) -> None:
        self._title.setText(title)
        self._begin(choices)
        (self._save if self._save.isEnabled() else self._subject).setFocus()

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

    def _confirm(self) -> None:
        self.confirmed.emit(self._subject.key, self._brands.key, self._caller.key)
