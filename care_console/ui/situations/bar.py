"""The bar of flags and authorities: what stands, what can be done with it, and what can be recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from care_console.ui.kit.bar import Bar
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import two_lines
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Folding, clear, column, holder, row
from care_console.ui.kit.text import label
from care_console.ui.situations.data import RecordView, SituationsView, StandingView

_ONE_LINE_FROM = 620
"""Width of the bar, in token lengths, from which what is recorded and its text stand in one line."""
_LONGEST_CHOICE = 24
"""Letters of a choice: what is recorded must not be cut off."""


class SituationsBar(Bar):
    """Asks in place; Enter records, Escape goes back: from a question to the list first."""

    recorded = Signal(str, str, str, str)
    """Key of what is recorded, its text, and for an authority the key of its kind and its last day as typed."""
    action_asked = Signal(str, str)
    """Key of what stands, and what was said with it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._standing: QVBoxLayout = column(spacing=0)
        self._asked: StandingView | None = None
        self._records: tuple[RecordView, ...] = ()
        self._record, self._kind = Choice(self.tr("What is recorded")), Choice(self.tr("On what it rests"))
        self._text = text_field("")
        self._until = text_field(self.tr("Last day"), self.tr("Last day, such as 24/11/2027"))
        self._told = label("", "small", "text2", wrap=True)
        self._record.setMinimumContentsLength(_LONGEST_CHOICE)
        first = Folding(row(self._record), row(self._text), _ONE_LINE_FROM, share=(0, 1))
        second = row(self._kind, self._until, spacing=8)
        second.setStretch(1, 1)
        self._second = holder(second)
        # What is asked stands above what is on file, which may be long: it is never below the edge of a low window.
        asking = (self._title, self._told, self._message, first, self._second, self._buttons())
        self._frame(column(*asking, self._standing, margins=(14, 10, 14, 12), spacing=8))
        self._record.currentIndexChanged.connect(self._on_record)
        for box in (self._record, self._kind):
            box.entered.connect(self._on_save)
        for field in (self._text, self._until):
            field.returnPressed.connect(self._on_save)

    def ask(self, view: SituationsView, told: str = "") -> None:
        """Show what stands and what can be recorded; `told` says what was done."""
        self.setAccessibleName(view.title)
        self._title.setText(view.title)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        clear(self._standing)
        for each in view.standing:
            self._standing.addWidget(self._row(each))
        self._records = view.records
        self._record.show_choices((record.key, record.label) for record in view.records)
        self._appear()
        self._ask_record()
        if told:
            announce(self, told, urgent=True)
        self._record.setFocus()

    def show_refused(self, words: str, *, day: bool = False) -> None:
        """Nothing was recorded: why, with what was typed kept; ``day`` where it is the last day."""
        self._refuse(words, self._until if day else self._text)

    def _row(self, each: StandingView) -> QWidget:
        line = row(two_lines(each.icon, each.title, each.note), spacing=8)
        line.setStretch(0, 1)
        if each.action:
            line.addWidget(self._action(each))
        return holder(line)

    def _action(self, each: StandingView) -> QPushButton:
        made = button(each.action, small=True, name=f"{each.action}: {each.title}")
        made.clicked.connect(partial(self._on_action, each))
        return made

    def _ask_record(self) -> None:
        self._asked = None
        self._record.show()
        self._offer(self.tr("Record"), self.tr("Record it"))
        self._on_record()

    def _on_record(self) -> None:
        chosen = self._record.currentIndex()
        if self._asked is not None or not 0 <= chosen < len(self._records):
            return
        record = self._records[chosen]
        self._ask_text(record.question)
        self._kind.show_choices(record.kinds)
        self._second.setVisible(bool(record.kinds))

    def _ask_text(self, question: str) -> None:
        self._text.setAccessibleName(question)
        self._text.setPlaceholderText(question)
        self._text.clear()
        self._until.clear()
        self._message.hide()
        self._save.setEnabled(True)

    def _on_action(self, each: StandingView) -> None:
        if not each.question:
            self.action_asked.emit(each.key, "")
            return
        self._asked = each
        self._record.hide()
        self._second.hide()
        self._offer(each.action, f"{each.action}: {each.title}")
        self._ask_text(each.question)
        self._text.setFocus()

    def _confirm(self) -> None:
        if self._asked is not None:
            self.action_asked.emit(self._asked.key, self._text.text())
        else:
            self.recorded.emit(self._record.key, self._text.text(), self._kind.key, self._until.text())

    def _on_back(self) -> None:
        if self._asked is None:
            self.close_bar()
        else:
            self._ask_record()
            self._record.setFocus()
