"""The page of suppressed addresses, and for leads of reported deaths that wait for their evidence."""

from __future__ import annotations

from collections.abc import Hashable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from care_console.ui.kit.buttons import Choice, button
from care_console.ui.kit.cards import Card, inset, two_lines
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Folding, column, frame, hline, holder, row, snug
from care_console.ui.kit.page import Page
from care_console.ui.kit.text import keycaps, label
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
        self._told = label("", "small", "text2", wrap=True)
        self._deaths = Card(self.tr("Reported deaths"))
        self._entries = Card(self.tr("Suppressed addresses"))
        self._about = label("", "section", wrap=True)
        self._said = text_field("", "")
        self._do = button("", "primary")
        self._back = button(self.tr("Go back"))
        self._asked: tuple[Hashable, str] = (None, "")
        self._ask = self._make_ask()
        self._arrange()
        self._company.activated.connect(self._on_find)
        self._postcode.returnPressed.connect(self._on_find)
        self._find.clicked.connect(self._on_find)
        self._do.clicked.connect(self._on_do)
        self._said.returnPressed.connect(self._on_do)
        self._back.clicked.connect(self._on_back)
        on_keys(self._ask, "Escape", self._on_back)
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

    def show_deaths(self, rows: tuple[EntryRow, ...]) -> None:
        """Show reported deaths; the card shows once it was filled."""
        self._fill(self._deaths, rows, self.tr("No report waits."))
        self._deaths.show()

    def show_entries(self, rows: tuple[EntryRow, ...], nothing: str) -> None:
        """Show suppressions; `nothing` says why there are none, and what to do."""
        self._fill(self._entries, rows, nothing)

    def tell(self, words: str) -> None:
        """Say what was done, or why not."""
        self._told.setText(words)
        self._told.setVisible(bool(words))
        if words:
            announce(self, words, urgent=True)

    def take_focus(self) -> None:
        """Go to the postcode."""
        self._postcode.setFocus()

    def _fill(self, card: Card, rows: tuple[EntryRow, ...], nothing: str) -> None:
        card.show_count(len(rows) or None)
        made: list[QWidget] = []
        for number, entry in enumerate(rows):
            if number:
                made.append(inset(column(hline()), 2))
            made.append(self._row(entry))
        card.replace(*(made or [inset(column(label(nothing, "small", "text3", wrap=True)), 6)]))

    def _row(self, entry: EntryRow) -> QWidget:
        line = row(spacing=8, margins=(0, 0, 12, 0))
        line.addWidget(two_lines(entry.icon, entry.title, entry.note), 1)
        for action in entry.actions:
            made = button(action.label, small=True, name=f"{action.label}: {entry.title}")
            made.clicked.connect(partial(self._on_action, entry, action))
            line.addWidget(made)
        return holder(line)

    def _on_action(self, entry: EntryRow, action: ActionView) -> None:
        self.tell("")
        if not action.question:
            self.action_asked.emit(entry.key, action.key, "")
            return
        self._asked = (entry.key, action.key)
        self._about.setText(f"{action.label}: {entry.title}")
        self._said.clear()
        self._said.setAccessibleName(action.question)
        self._said.setPlaceholderText(action.question)
        self._do.setText(action.label)
        self._do.setAccessibleName(action.label)
        self._ask.show()
        self._said.setFocus()

    def _on_do(self) -> None:
        if self._said.text().strip():
            self._ask.hide()
            self.take_focus()
            self.action_asked.emit(*self._asked, self._said.text())

    def _on_back(self) -> None:
        self._ask.hide()
        self.take_focus()

    def _on_find(self) -> None:
        self.tell("")
        self.search_asked.emit(self.company, self._postcode.text())

    def _make_ask(self) -> QWidget:
        foot = row(self._do, self._back, 4, *keycaps("Return"), None, spacing=8)
        made = frame("inset", column(self._about, self._said, foot, margins=(14, 10, 14, 12), spacing=8))
        snug(made)
        made.hide()
        return made

    def _arrange(self) -> None:
        head = column(
            label(self.tr("Suppressions"), "title"),
            label(
                self.tr("Addresses kept from marketing though nobody there is a customer. Reading is recorded."),
                tint="text2",
                wrap=True,
            ),
            spacing=3,
        )
        where = row(self._company, self._find, spacing=8)
        where.setStretch(0, 1)
        search = Folding(row(self._postcode), where, _ONE_LINE_FROM)
        cards = column(self._ask, self._deaths, self._entries, None, spacing=12, margins=(24, 12, 24, 12))
        scroll = QScrollArea()
        scroll.setWidget(holder(cards))
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._told.hide()
        top = column(head, search, self._told, margins=(24, 20, 24, 12), spacing=12)
        page = column(top, hline(), spacing=0)
        page.addWidget(scroll, 1)
        self.setLayout(page)
