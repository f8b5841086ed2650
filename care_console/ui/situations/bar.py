"""The bar of flags and authorities: what stands, what can be done with it, and what can be recorded."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.cards import two_lines
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, clear, column, frame, holder, row, snug
from care_console.ui.kit.text import keycaps, label
from care_console.ui.situations.data import RecordView, SituationsView, StandingView

_ONE_LINE_FROM, _TWO_LINES_FROM = 900, 620
"""Width of the bar, in token lengths, from which what is asked stands in one line with its buttons, or in one."""
_LONGEST_CHOICE = 24
"""Letters of a choice: what is recorded must not be cut off."""


class SituationsBar(QWidget):
    """Asks in place; Enter records, Escape goes back: from a question to the list first."""

    recorded = Signal(str, str, str, str)
    """Key of what is recorded, its text, and for an authority the key of its kind and its last day as typed."""
    action_asked = Signal(str, str)
    """Key of what stands, and what was said with it."""
    closed = Signal()
    """The bar no longer shows, whatever closed it."""

    def __init__(self) -> None:
        super().__init__()
        self._title = label("", "section", wrap=True)
        self._standing: QVBoxLayout = column(spacing=0)
        self._asked: StandingView | None = None
        self._records: tuple[RecordView, ...] = ()
        self._record, self._kind = Choice(self.tr("What is recorded")), Choice(self.tr("On what it rests"))
        self._text = text_field("")
        self._until = text_field(self.tr("Last day"), self.tr("Last day, such as 24/11/2027"))
        self._save = button("", "primary")
        self._back = button(self.tr("Go back"))
        self._message = label("", "small", "bad", wrap=True)
        self._told = label("", "small", "text2", wrap=True)
        self._record.setMinimumContentsLength(_LONGEST_CHOICE)
        first = row(Folding(row(self._record), row(self._text), _TWO_LINES_FROM))
        second = row(self._kind, self._until, spacing=8)
        second.setStretch(1, 1)
        self._second = holder(second)
        foot = row(self._save, self._back, *keycaps("Return"), None, spacing=8)
        asking = column(self._message, Folding(first, foot, _ONE_LINE_FROM), self._second, spacing=8)
        box = column(self._title, self._told, self._standing, asking, margins=(14, 10, 14, 12), spacing=8)
        self.setLayout(column(frame("inset", box), margins=(0, 10, 0, 0)))
        snug(self)
        self._record.currentIndexChanged.connect(self._on_record)
        self._save.clicked.connect(self._on_save)
        self._text.returnPressed.connect(self._on_save)
        self._until.returnPressed.connect(self._on_save)
        self._back.clicked.connect(self._on_back)
        on_keys(self, "Escape", self._on_back)
        self.hide()

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
        self._record.clear()
        for record in view.records:
            self._record.addItem(record.label, record.key)
        self._ask_record()
        if told:
            announce(self, told, urgent=True)
        if self.isHidden():
            self.show()
        self._record.setFocus()

    def show_refused(self, words: str) -> None:
        """Nothing was recorded: why, with what was typed kept."""
        self._message.setText(words)
        self._message.show()
        self._save.setEnabled(True)
        self._text.setFocus()
        announce(self._message, words, urgent=True)

    def close_bar(self) -> None:
        """Ask no longer."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

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
        self._save.setText(self.tr("Record"))
        self._save.setAccessibleName(self.tr("Record it"))
        self._on_record()

    def _on_record(self) -> None:
        chosen = self._record.currentIndex()
        if self._asked is not None or not 0 <= chosen < len(self._records):
            return
        record = self._records[chosen]
        self._ask_text(record.question)
        self._kind.clear()
        for key, words in record.kinds:
            self._kind.addItem(words, key)
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
        self._save.setText(each.action)
        self._save.setAccessibleName(f"{each.action}: {each.title}")
        self._ask_text(each.question)
        self._text.setFocus()

    def _on_save(self) -> None:
        if not self._save.isEnabled():
            return
        self._save.setEnabled(False)
        if self._asked is not None:
            self.action_asked.emit(self._asked.key, self._text.text())
        else:
            kind = str(self._kind.currentData() or "")
            self.recorded.emit(str(self._record.currentData()), self._text.text(), kind, self._until.text())

    def _on_back(self) -> None:
        if self._asked is None:
            self.close_bar()
        else:
            self._ask_record()
            self._record.setFocus()
