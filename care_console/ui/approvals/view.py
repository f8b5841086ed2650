"""The one list of what waits for a lead: emergencies to look into, copies to grant or decline, deaths to settle."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, entry, two_lines
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.layout import Scrolling, column, holder, row
from care_console.ui.kit.notice import Notice
from care_console.ui.kit.page import ABOVE, Page, page_head
from care_console.ui.kit.stops import Stops
from care_console.ui.kit.text import label
from care_console.ui.kit.write_bar import WriteBar
from care_console.ui.theme.icons import IconName


@dataclass(frozen=True, slots=True)
class ApprovalView:
    """A copy that waits; `why_not` says why this lead may not decide, empty where they may."""

    key: str
    title: str
    note: str
    when: str
    why_not: str


@dataclass(frozen=True, slots=True)
class WaitingView:
    """Something else that waits, with the words of the one thing to be done; `why_not` as of a copy."""

    key: str
    icon: IconName
    title: str
    note: str
    when: str
    action: str
    why_not: str = ""


class ApprovalsPage(Page):
    """Lists what waits, oldest first, and emits what the lead decides."""

    decided = Signal(str, bool)
    """Key of a copy, and whether it may go."""
    settle_asked = Signal(str, str)
    """Key and title of an emergency; what was found is asked in ``bar``."""
    deaths_asked = Signal(str)
    """Key of the report of a death that is to be settled."""

    def __init__(self) -> None:
        super().__init__()
        self.buttons: dict[str, tuple[QPushButton, QPushButton]] = {}
        self._told = Notice()
        self.bar = WriteBar()
        self.bar.closed.connect(self.take_focus)
        self._emergencies = Card(self.tr("Emergencies"))
        self._card = Card(self.tr("Copies to new addresses"))
        self._deaths = Card(self.tr("Reported deaths"))
        self._stops = Stops()
        self._empty = EmptyState(
            "circle-check",
            self.tr("Nothing waits for you"),
            self.tr("Emergencies, copies to addresses changed within the last 7 days and reported deaths appear here."),
        )
        cards = column(self.bar, self._emergencies, self._card, self._deaths, None, margins=(24, 0, 24, 16), spacing=12)
        self._scroll = Scrolling(cards)
        above = page_head(self.tr("Approvals"), self.tr("What waits for a team lead. Every decision is recorded."))
        head = column(above, self._told, margins=ABOVE, spacing=8)
        page = column(head, self._scroll, self._empty, spacing=0)
        page.setStretch(1, 1)
        self.setLayout(page)
        self.show_waiting((), (), ())

    def show_waiting(
        self,
        emergencies: tuple[WaitingView, ...],
        copies: tuple[ApprovalView, ...],
        deaths: tuple[WaitingView, ...],
    ) -> None:
        """Show what waits now; the focus stays with what it is on."""

        def fill() -> None:
            self.buttons.clear()
            self._fill(self._emergencies, [self._waiting(each, self._on_settle) for each in emergencies])
            self._fill(self._card, [self._row(each) for each in copies])
            self._fill(self._deaths, [self._waiting(each, self._on_death) for each in deaths])

        self._stops.refill(fill, self.take_focus)
        waits = bool(emergencies or copies or deaths)
        self._scroll.setVisible(waits)
        self._empty.setVisible(not waits)

    @staticmethod
    def _fill(card: Card, rows: list[QWidget]) -> None:
        card.show_count(len(rows))
        card.replace(*rows)
        card.setVisible(bool(rows))

    def tell(self, words: str) -> None:
        """Say what became of a decision."""
        self._told.say(words, urgent=True)

    def take_focus(self) -> None:
        """Go to the first that may be settled or read: never to what Enter alone would decide."""
        if not self._stops.focus_first():
            self.setFocus()

    def _waiting(self, each: WaitingView, act: Callable[[WaitingView], None]) -> QWidget:
        words = two_lines(each.icon, each.title, each.why_not or each.note, each.when)
        made = button(each.action, small=True, name=f"{each.action}: {each.title}")
        made.setEnabled(not each.why_not)
        made.clicked.connect(lambda: act(each))
        self._stops.add((each.key, "act"), made)
        line = row(words, made, margins=(0, 0, 8, 0), spacing=6)
        line.setStretch(0, 1)
        return holder(line)

    def _on_settle(self, each: WaitingView) -> None:
        self.settle_asked.emit(each.key, each.title)

    def _on_death(self, each: WaitingView) -> None:
        self.deaths_asked.emit(each.key)

    def _row(self, each: ApprovalView) -> QWidget:
        # The words are a stop of their own: whoever comes here reads to whom before it is decided.
        title = label(each.title, "medium", wrap=True)
        title.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        title.setAccessibleDescription(each.why_not or each.note)
        words = entry("mail", title, each.why_not or each.note, each.when)
        self._stops.add((each.key, "read"), title)
        grant = button(self.tr("Approve"), glyph="check", small=True, name=self.tr("Approve: {0}").format(each.title))
        decline = button(self.tr("Decline"), "ghost", "x", small=True, name=self.tr("Decline: {0}").format(each.title))
        for made, granted in ((grant, True), (decline, False)):
            self._stops.add((each.key, granted), made)
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
