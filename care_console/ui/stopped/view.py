"""The page of suppressed addresses, and for leads of reported deaths that wait for their evidence."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, inset, two_lines
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import Folding, Scrolling, column, hline, holder, row
from care_console.ui.kit.notice import Notice
from care_console.ui.kit.page import ABOVE, Page, page_head
from care_console.ui.kit.stops import Stops
from care_console.ui.kit.text import label
from care_console.ui.kit.write_bar import Asking, WriteBar
from care_console.ui.stopped.data import ActionView, EntryRow

_ONE_LINE_FROM = 760
"""Width of the page, in token lengths, from which what is sought stands in one line."""


class StoppedPage(Page):
    """Finds by postcode; what is done with an entry is asked for in place."""

    search_asked = Signal(str, str)
    """Key of the company, and the postcode as typed."""
    action_asked = Signal(object, str, str)
    """Keys of entry and action, and what was said with it."""

    def __init__(self) -> None:
        super().__init__()
        self._company = Choice(self.tr("Company"))
        self._company.setMinimumContentsLength(24)
        self._postcode = text_field(self.tr("Whole postcode"), self.tr("Whole postcode, or town"))
        self._find = button(self.tr("Find"), "primary", "search")
        self._told = Notice()
        self._deaths = Card(self.tr("Reported deaths"))
        self._entries = Card(self.tr("Suppressed addresses"))
        self._stops = {self._deaths: Stops(), self._entries: Stops()}
        self.bar = WriteBar()
        """Asks what has to be said with an action."""
        self._asked: tuple[Hashable, str] = (None, "")
        self._arrange()
        self._company.activated.connect(self._on_find)
        self._postcode.returnPressed.connect(self._on_find)
        self._find.clicked.connect(self._on_find)
        self.bar.confirmed.connect(lambda _none, said: self.action_asked.emit(*self._asked, said))
        self.bar.closed.connect(self._on_closed)
        self._deaths.hide()

    def show_companies(self, companies: tuple[tuple[str, str], ...]) -> None:
        """Pairs of key and words of the companies whose lists can be searched."""
        self._company.clear()
        for key, words in companies:
            self._company.addItem(words, key)

    @property
    def company(self) -> str:
        """Key of the company that is chosen."""
        return str(self._company.currentData())

    def choose_company(self, key: str) -> None:
        """Show that a company is chosen."""
        self._company.setCurrentIndex(self._company.findData(key))

    def show_deaths(self, rows: tuple[EntryRow, ...]) -> None:
        """Show reported deaths; the card shows once it was filled."""
        self._fill(self._deaths, rows, self.tr("No report waits."))
        self._deaths.show()

    def go_to_deaths(self) -> None:
        """Go to the first reported death; to the postcode where there is none."""
        if not self._stops[self._deaths].focus_first():
            self.take_focus()

    def show_entries(self, rows: tuple[EntryRow, ...], nothing: str) -> None:
        """Show suppressions; `nothing` says why there are none, and what to do."""
        self._fill(self._entries, rows, nothing)

    def tell(self, words: str) -> None:
        """Say what was done, or why not."""
        self._told.say(words, urgent=True)

    def take_focus(self) -> None:
        """Go to the postcode."""
        self._postcode.setFocus()

    def _fill(self, card: Card, rows: tuple[EntryRow, ...], nothing: str) -> None:
        stops = self._stops[card]

        def otherwise() -> None:
            if not stops.focus_first():
                self.take_focus()

        stops.refill(lambda: self._replace(card, rows, nothing), otherwise)

    def _replace(self, card: Card, rows: tuple[EntryRow, ...], nothing: str) -> None:
        card.show_count(len(rows) or None)
        made: list[QWidget] = []
        for number, entry in enumerate(rows):
            if number:
                made.append(inset(column(hline()), 2))
            made.append(self._row(entry, self._stops[card]))
        card.replace(*(made or [inset(column(label(nothing, "small", "text3", wrap=True)), 6)]))

    def _row(self, entry: EntryRow, stops: Stops) -> QWidget:
        line = row(spacing=8, margins=(0, 0, 12, 0))
        line.addWidget(two_lines(entry.icon, entry.title, entry.note), 1)
        for action in entry.actions:
            made = button(action.label, small=True, name=f"{action.label}: {entry.title}")
            made.clicked.connect(partial(self._on_action, entry, action))
            stops.add((entry.key, action.key), made)
            line.addWidget(made)
        return holder(line)

    def _on_action(self, entry: EntryRow, action: ActionView) -> None:
        self.tell("")
        if not action.question:
            self.action_asked.emit(entry.key, action.key, "")
            return
        self._asked = (entry.key, action.key)
        self.bar.ask(Asking(f"{action.label}: {entry.title}", entry.note, action.question, action.label))

    def _on_closed(self) -> None:
        if not any(stops.focus(self._asked) for stops in self._stops.values()):
            self.take_focus()

    def _on_find(self) -> None:
        self.tell("")
        self.search_asked.emit(self.company, self._postcode.text())

    def _arrange(self) -> None:
        head = page_head(
            self.tr("Suppressions"),
            self.tr("Addresses kept from marketing though nobody there is a customer. Reading is recorded."),
        )
        where = row(self._company, self._find, spacing=8)
        where.setStretch(0, 1)
        search = Folding(row(self._postcode), where, _ONE_LINE_FROM)
        cards = column(self.bar, self._deaths, self._entries, None, spacing=12, margins=(24, 12, 24, 12))
        top = column(head, search, self._told, margins=ABOVE, spacing=12)
        page = column(top, hline(), spacing=0)
        page.addWidget(Scrolling(cards), 1)
        self.setLayout(page)
