"""The page of requests at work: a list, and the one that a lead has joined."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, field_label, inset, two_lines
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.empty import EmptyState
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import Scrolling, column, holder, row
from care_console.ui.kit.notice import Notice
from care_console.ui.kit.page import ABOVE, Page, page_head
from care_console.ui.kit.stops import Stops
from care_console.ui.kit.text import isolated, keycaps, label
from care_console.ui.supervise.data import JoinedView, WorkRow


class SupervisePage(Page):
    """Emits which request is to be joined; leaving the page leaves the request."""

    join_asked = Signal(str)
    """Key of a request."""
    left = Signal()
    """The request is looked at no longer."""

    def __init__(self) -> None:
        super().__init__()
        self._joins = Stops()
        self._told = Notice()
        self._list = Card(self.tr("At work now"))
        self._identity = Chip(ChipText("", "warn", "shield-alert"))
        self._joined = Card("", self._identity)
        self._leave = button(self.tr("Leave"), glyph="arrow-left", small=True)
        self._leave.clicked.connect(self.left)
        self._rows: tuple[WorkRow, ...] | None = None
        self._shown: JoinedView | None = None
        self._empty = EmptyState(
            "users",
            self.tr("Nobody has a customer open"),
            self.tr("The requests of your colleagues appear here as soon as a customer is open."),
        )
        self._arrange()
        on_keys(self, "Escape", self._on_escape)
        self.show_joined(None)
        self.show_rows(())

    def show_rows(self, rows: tuple[WorkRow, ...]) -> None:
        """Show what can be joined; the focus stays with its row, and comes to the first where there was none."""
        if rows == self._rows:
            return
        self._rows = rows
        self._list.show_count(len(rows))
        self._joins.refill(lambda: self._list.replace(*(self._row(each) for each in rows)), self.take_focus)
        self._fold()
        if self.hasFocus():
            self.take_focus()

    def show_joined(self, view: JoinedView | None) -> None:
        """Show the request that was joined, or the list again."""
        before, self._shown = self._shown, view
        if view is not None and view != before:
            self._joined.show_title(view.title)
            tone, icon = ("ok", "shield-check") if view.verified else ("warn", "shield-alert")
            self._identity.show_chip(ChipText(view.identity, tone, icon))  # type: ignore[arg-type] # both are known
            notes = tuple((self.tr("Note"), note) for note in view.notes)
            self._joined.replace(*(_line(*each) for each in (*view.lines, *notes)))
        self._fold()
        if view is not None and before is None:
            self._leave.setFocus()
            announce(self, f"{view.title}. {view.identity}", urgent=True)
        elif view is None and before is not None:
            self.take_focus()

    def tell(self, words: str) -> None:
        """Say why something is looked at no longer."""
        self._told.say(words, urgent=True)

    def take_focus(self) -> None:
        """Go to the first request."""
        if not self._joins.focus_first():
            self.setFocus()

    def hideEvent(self, event: QHideEvent) -> None:
        """Whoever goes elsewhere looks on no longer; a window that is minimised has not been left."""
        super().hideEvent(event)
        if not event.spontaneous() and self._shown is not None:
            self.left.emit()

    def _on_escape(self) -> None:
        if self._shown is not None:
            self.left.emit()

    def _row(self, each: WorkRow) -> QWidget:
        made = button(self.tr("Join"), glyph="eye", small=True, name=self.tr("Join: {0}").format(each.title))
        made.clicked.connect(lambda: self.join_asked.emit(each.key))
        self._joins.add(each.key, made)
        line = row(two_lines(each.icon, each.title, each.note, each.when), made, margins=(0, 0, 8, 0), spacing=6)
        line.setStretch(0, 1)
        return holder(line)

    def _fold(self) -> None:
        joined = self._shown is not None
        self._back.setVisible(joined)
        self._joined.setVisible(joined)
        self._list.setVisible(not joined and bool(self._rows))
        self._scroll.setVisible(joined or bool(self._rows))
        self._empty.setVisible(not joined and not self._rows)

    def _arrange(self) -> None:
        self._back = holder(row(self._leave, *keycaps("Escape"), None, spacing=6))
        above = page_head(
            self.tr("Supervise"), self.tr("You see what the agent may see, and change nothing. Joining is recorded.")
        )
        head = column(above, self._told, self._back, margins=ABOVE, spacing=8)
        self._scroll = Scrolling(column(self._list, self._joined, None, margins=(24, 0, 24, 16), spacing=12))
        page = column(head, self._scroll, self._empty, spacing=0)
        page.setStretch(1, 1)
        self.setLayout(page)


def _line(name: str, value: str) -> QWidget:
    line = row(field_label(name), label(isolated(value), wrap=True))
    line.setStretch(1, 1)
    return inset(line, 5)
