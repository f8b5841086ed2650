"""The verification card: a kind of fact, what the customer says, and match or no match. The answer is never shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.customer.data import FactChoice, FactResult, VerificationView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, inset
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Folding, clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import counted, keycaps, label
from care_console.ui.theme.tokens import Tone

EMERGENCY = "Ctrl+Shift+B"
"""Opens address and phone where somebody's safety asks for it."""
SEND_CODE = "Ctrl+Shift+O"
"""Sends a one-time code, wherever on the page the agent is."""
_ONE_LINE_FROM = 560
"""Width of the card, in token lengths, from which the last lines stand side by side."""


class VerifyCard(Card):
    """Emits what was said and clears it at once."""

    fact_answered = Signal(str, str)
    """Key of the kind of fact, and what the customer said."""
    code_asked = Signal()
    """The agent wants a one-time code to be sent to the customer."""
    emergency_asked = Signal()
    """Nobody can be verified, and somebody is in danger."""
    given_up = Signal()
    """The agent could not verify the customer."""

    def __init__(self) -> None:
        self._progress = Chip(ChipText("", "warn", "clock"))
        super().__init__("", self._progress)
        self.show_title(self.tr("Verify identity"))
        self._choices: tuple[FactChoice, ...] = ()
        self._why = label("", "small", "text2", wrap=True)
        self._results: QVBoxLayout = column(spacing=8)
        self._kind = Choice(self.tr("Kind of fact"))
        self.answer = text_field(self.tr("What the customer says"), self.tr("What the customer says"))
        self._question = label("", "small", "text2", wrap=True)
        self._check = button(self.tr("Check"), "primary")
        self._attempts = label("", "small", "text3", wrap=True)
        self._give_up = button(self.tr("Could not verify"), glyph="x", small=True)
        ask = row(self.answer, self._check)
        ask.setStretch(0, 1)
        self._send_code = button(self.tr("Send a one-time code"), glyph="mail", small=True)
        self._code_sent = label("", "small", "text2", wrap=True)
        self._offer = holder(row(self._send_code, *keycaps(SEND_CODE), None))
        self._code = holder(column(self._offer, self._code_sent, spacing=6))
        emergency = button(self.tr("Emergency"), "ghost", "shield-alert", small=True)
        emergency.setAccessibleName(self.tr("Emergency: open address and phone"))
        emergency.clicked.connect(self.emergency_asked)
        foot = Folding(
            row(self._give_up, 4, emergency, *keycaps(EMERGENCY), None, spacing=6), row(self._attempts), _ONE_LINE_FROM
        )
        self._ask = holder(column(self._kind, self._question, ask, spacing=8))
        self.form = inset(column(self._ask, self._code, spacing=8), 4)
        self.replace(inset(column(self._why), 2), inset(self._results, 4), self.form, inset(column(foot), 6))
        self._kind.currentIndexChanged.connect(self._on_kind_chosen)
        self.answer.textChanged.connect(self._on_edited)
        self.answer.returnPressed.connect(self._on_check)
        self._check.clicked.connect(self._on_check)
        self._give_up.clicked.connect(self.given_up)
        self._send_code.clicked.connect(self.ask_code)
        self._on_edited()

    def show_verification(self, state: VerificationView) -> None:
        """Show how far verification has come and what may be asked next."""
        words = self.tr("{0} of {1} matched").format(counted(state.matched), counted(state.needed))
        self._progress.show_chip(
            ChipText(words, "bad" if state.locked else "warn", "lock" if state.locked else "clock")
        )
        self._why.setText(state.why)
        self._why.setVisible(bool(state.why))
        clear(self._results)
        for result in state.results:
            self._results.addWidget(self._result(result))
        self._choices = state.choices
        said = self._kind.currentData()
        self._kind.clear()
        for choice in state.choices:
            self._kind.addItem(choice.label, choice.key)
        if state.results and not state.results[-1].counted:
            at = max(0, self._kind.findData(said))
            self._kind.setCurrentIndex(at if state.results[-1].again else (at + 1) % max(1, len(state.choices)))
        self._attempts.setText(state.locked or state.attempts)
        self._attempts.setVisible(bool(state.locked or state.attempts))
        self.form.setVisible(not state.locked)
        self._ask.setVisible(bool(state.choices))
        self._code.setVisible(state.code_offered or bool(state.code_sent))
        self._send_code.setText(self.tr("Send another code") if state.code_sent else self.tr("Send a one-time code"))
        self._send_code.setEnabled(state.code_offered)
        self._offer.setVisible(state.code_offered)
        self._code_sent.setText(state.code_sent)
        self._code_sent.setVisible(bool(state.code_sent))
        self.answer.setEnabled(True)
        self._on_kind_chosen()
        said = [f"{each.label}: {self._outcome(each)}." for each in state.results[-1:]]
        told = (*said, state.why, f"{words}.", state.locked or state.attempts, state.code_sent)
        announce(self, " ".join(filter(None, told)))

    def show_code(self, words: str) -> None:
        """Say where the code is that was sent; what is typed stays."""
        self._code_sent.setText(words)
        self._code_sent.setVisible(bool(words))
        announce(self, words)

    def ask_code(self) -> None:
        """Ask for a one-time code, where that is offered."""
        if self._send_code.isVisible() and self._send_code.isEnabled():
            self._send_code.setEnabled(False)
            self.code_asked.emit()

    def take_focus(self) -> None:
        """Go to the answer; to the code that may be sent, or past it, where nothing can be answered yet."""
        nothing = self._give_up if self._offer.isHidden() else self._send_code
        (nothing if self._ask.isHidden() else self.answer).setFocus()

    def show_checking(self) -> None:
        """The answer is being compared."""
        self.answer.setEnabled(False)
        self._check.setEnabled(False)

    def _on_kind_chosen(self) -> None:
        index = self._kind.currentIndex()
        question = self._choices[index].question if 0 <= index < len(self._choices) else ""
        self._question.setText(question)
        self._question.setVisible(bool(question))
        self._on_edited()

    def _on_edited(self) -> None:
        self._check.setEnabled(bool(self.answer.text().strip()) and self._kind.currentIndex() >= 0)

    def _on_check(self) -> None:
        if self._check.isEnabled():
            said = self.answer.text().strip()
            self.answer.clear()
            self.fact_answered.emit(str(self._kind.currentData()), said)

    def _result(self, result: FactResult) -> QWidget:
        tone: Tone = "ok" if result.matched else "bad" if result.counted else "warn"
        sign = IconMark("circle-check" if result.matched else "circle-alert", 16, tone, 2)
        line = row(column(1, sign, None, spacing=0), spacing=10)
        line.addLayout(
            column(label(result.label, "medium"), label(self._outcome(result), "small", "text3", wrap=True), spacing=1),
            1,
        )
        return holder(line)

    def _outcome(self, result: FactResult) -> str:
        if not result.counted:
            return result.note
        words = self.tr("Matched") if result.matched else self.tr("No match")
        return f"{words} · {result.note}" if result.note else words
