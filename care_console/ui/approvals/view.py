"""The approvals page: copies that wait for a lead, each granted or declined."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, two_lines
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import column, holder, row
from care_console.ui.kit.page import Page
from care_console.ui.kit.text import label


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A copy that waits; `why_not` says why this lead may not decide, empty where they may."""

    key: str
    title: str
    note: str
    when: str
    why_not: str


class ApprovalsPage(Page):
    """Lists what waits, oldest first, and emits what the lead decides."""

    decided = Signal(str, bool)
    """Key of a copy, and whether it may go."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._told = label("", "small", "text2", wrap=True)
        self._card = Card(self.tr("Copies to new addresses"))
        self._empty = EmptyState(
            "circle-check",
            self.tr("Nothing waits for you"),
            self.tr("A copy that is to go to an address changed within the last 7 days appears here."),
        )
        scroll = QScrollArea()
        scroll.setWidget(holder(column(self._card, None, margins=(24, 0, 24, 16))))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll = scroll
        head = column(label(self.tr("Approvals"), "title"), self._told, margins=(24, 16, 24, 8), spacing=4)
        page = column(head, self._scroll, self._empty, spacing=0)
        page.setStretch(1, 1)
        self.setLayout(page)
        self.show_approvals(())

    def show_approvals(self, approvals: tuple[ApprovalView, ...]) -> None:
        """Show what waits now."""
        self.buttons.clear()
        self._card.show_count(len(approvals))
        self._card.replace(*(self._row(each) for each in approvals))
        self._scroll.setVisible(bool(approvals))
        self._empty.setVisible(not approvals)

    def tell(self, words: str) -> None:
        """Say what became of a decision."""
        self._told.setText(words)
        announce(self, words, urgent=True)

    def take_focus(self) -> None:
        """Go to the first that may be decided."""
        for grant, _ in self.buttons.values():
            if grant.isEnabled():
                grant.setFocus()
                return
        self.setFocus()

    def _row(self, each: ApprovalView) -> QWidget:
        words = two_lines("mail", each.title, each.why_not or each.note, each.when)
        grant = button(self.tr("Approve"), glyph="check", small=True, name=self.tr("Approve: {0}").format(each.title))
        decline = button(self.tr("Decline"), "ghost", "x", small=True, name=self.tr("Decline: {0}").format(each.title))
        for made, granted in ((grant, True), (decline, False)):
            made.setEnabled(not each.why_not)
            made.clicked.connect(lambda _on=False, granted=granted: self._on_decided(each.key, granted=granted))
        self.buttons[each.key] = (grant, decline)
        line = row(words, grant, decline, margins=(0, 0, 8, 0), spacing=6)
        line.setStretch(0, 1)
        return holder(line)

    def _on_decided(self, key: str, *, granted: bool) -> None:
        for made in self.buttons[key]:
            made.setEnabled(False)
        self.decided.emit(key, granted)
