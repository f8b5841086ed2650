"""The lookup page: one field, the customers who match, and why there are none."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.fields import SearchField
from care_console.ui.kit.fitting import Fitting
from care_console.ui.kit.layout import column, hline, holder, row, vline
from care_console.ui.kit.marks import Brand, IconMark
from care_console.ui.kit.page import Page
from care_console.ui.kit.progress import ProgressLine
from care_console.ui.kit.text import counted, keycaps, label
from care_console.ui.lookup.brands import BrandFilters
from care_console.ui.lookup.data import HitRow, OpeningChoices, RecentRequest
from care_console.ui.lookup.opening import OpeningBar
from care_console.ui.lookup.recent import RecentPane
from care_console.ui.lookup.results import OF_USE, Results
from care_console.ui.theme import theme

PANE_FROM = 940
"""Page width, in token lengths, from which the pane of recent requests shows."""
_KEYS_FROM = 620
_SEGMENTS_FROM = 660
_END_FROM = 420
_MARGINS, _TIGHT = (24, 22, 24, 8), (24, 0, 24, 0)
"""Around what stands above the hits; the second where what is asked needs all the height."""
_SLOW_MS = 250
"""How long an answer may take before the page says that it is searching: sooner, the line would flicker at each key."""


class LookupView(Page):
    """Takes hits, emits what the agent did. It never searches by itself."""

    query_edited = Signal(str)
    """What the field asks, after each change of it: without the space that a next word will follow."""
    brand_chosen = Signal(object)
    """The brand whose line was called; the search covers its whole controller."""
    channel_chosen = Signal(str)
    """The value of the channel by which somebody asks."""
    refined = Signal(object)
    """The only brand whose customers are wanted; None for every brand."""
    resume_asked = Signal(object)
    """Key of the recent request to go on with."""
    hit_chosen = Signal(object)
    """``HitRow.key`` of the customer to open; answered by ``ask_opening``."""
    hits_painted = Signal()
    """The last hits for the text in the field are on the screen."""
    opening_confirmed = Signal(object, object)
    """``HitRow.key``, and what was said of who asks, what for and how (``Opening``)."""

    def __init__(self) -> None:
        super().__init__()
        self.field = SearchField(
            self.tr("Find a customer"), self.tr("Name, e-mail, phone, postcode, order or customer number")
        )
        self._brands = BrandFilters()
        self._progress = ProgressLine(self.tr("Searching"))
        self._slow = QTimer(self)
        self._slow.setSingleShot(True)
        self._slow.setInterval(_SLOW_MS)
        self._slow.timeout.connect(self._progress.show_busy)
        self._asked = ""
        self._stale = False
        self._enter_waits = False
        self._extra: list[QWidget] = []
        self._results = Results(self.tr("Customers who match"))
        self.opening = OpeningBar()
        self._bars = column(spacing=0)
        self._questions = Fitting(holder(column(self.opening, self._bars, spacing=0)))
        self._recent = RecentPane()
        self._pane_edge = vline()
        self._hint = label(self.tr("Every search is recorded with your request."), tint="text2", wrap=True)
        self._greeting = label("", "small", "text3", wrap=True)
        self._keys = self._key_help()
        self._arrange()
        self.field.edit.installEventFilter(self)
        self._questions.changed.connect(self._fold)
        self.field.edit.textEdited.connect(self._on_edited)
        self.opening.confirmed.connect(self.opening_confirmed)
        self.opening.cancelled.connect(self.field.edit.setFocus)
        self.opening.closed.connect(self._fold)
        self._brands.line_chosen.connect(self.brand_chosen)
        self._brands.channel_chosen.connect(self.opening.close_bar)  # it asks by the channel that was chosen before
        self._brands.channel_chosen.connect(self.channel_chosen)
        self._brands.refined.connect(self.refined)
        self._recent.resume_asked.connect(self.resume_asked)
        self._results.opened.connect(self.hit_chosen)
        self._results.painted.connect(self.hits_painted)
        self.show_start()

    @property
    def query(self) -> str:
        """What the field holds."""
        return self.field.edit.text()

    def add_bar(self, bar: QWidget) -> None:
        """Give a bar that another part brings its place above the hits; it hides and shows itself."""
        self._bars.addWidget(bar)
        self._extra.append(bar)
        bar.installEventFilter(self)

    def take_focus(self) -> None:
        """Go to the field, its text selected, so that typing begins a new search."""
        self.field.edit.setFocus()
        self.field.edit.selectAll()

    def show_brands(self, brands: tuple[Brand, ...], chosen: Brand) -> None:
        """Offer these brands' lines, with the one that was called chosen."""
        self._brands.show_lines(brands, chosen)
        self._fold()

    def show_channels(self, channels: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer these channels, value and words, with one of them chosen."""
        self._brands.show_channels(channels, chosen)
        self._fold()

    def show_greeting(self, words: str) -> None:
        """Say what is read aloud when a call begins."""
        self._greeting.setText(words)
        self._fold()

    def show_refinements(self, brands: tuple[Brand, ...]) -> None:
        """Offer to show the customers of one of these brands only; nothing where there is but one."""
        self._brands.show_refinements(brands)
        self._fold()

    def refine_next(self) -> None:
        """Go on to the next brand, and after the last one to all of them."""
        self._brands.refine_next()

    @property
    def fresh(self) -> bool:
        """Whether what shows answers the text in the field, though more may follow."""
        return not self._stale

    @property
    def viewport(self) -> QWidget:
        """Where the hits are painted."""
        return self._results.list.viewport()

    @property
    def hits(self) -> tuple[HitRow, ...]:
        """The hits that show."""
        return self._results.hits

    @property
    def answered(self) -> bool:
        """Whether what shows is the last word on the text in the field."""
        return not self._stale and not self._slow.isActive() and self._progress.isHidden()

    @property
    def chosen(self) -> Hashable:
        """Key of the hit that is chosen; None where there is none."""
        hit = self._results.chosen
        return None if hit is None else hit.key

    def ask_opening(self, key: Hashable, choices: OpeningChoices) -> None:
        """Ask who is asking and what for, before the customer of this hit is opened."""
        hit = next((row for row in self._results.hits if row.key == key), None)
        if hit is not None:
            self.opening.ask(key, hit.name, choices)
            self._fold()

    def show_recent(self, requests: tuple[RecentRequest, ...]) -> None:
        """Show the agent's recent requests."""
        self._recent.show_requests(requests)

    def show_start(self) -> None:
        """Empty field, nothing searched."""
        self._finish()
        self.opening.close_bar()
        self.field.edit.clear()
        self.field.show_state("")
        self._asked = ""
        self._results.show_nobody(
            "user-search",
            self.tr("Type to find a customer"),
            self.tr("Part of a name is enough. E-mail, phone and postcode match when they are complete."),
        )

    def show_told(self, words: str, then: str = "") -> None:
        """Say what was done, while nothing is searched; ``then``: what the next search does, if it goes on with it."""
        then = then or self.tr("The next search begins a new request.")
        self._results.show_nobody("circle-check", words, then, "ok")
        self._results.announce(f"{words} {then}")

    def show_searching(self) -> None:
        """A search is running; the last hits stay until it answers."""
        if self._progress.isHidden():
            self._slow.start()

    def show_begun(self, hits: tuple[HitRow, ...]) -> None:
        """Show the hits of the first answer; ``show_hits`` follows, and tells how many there are."""
        if hits:
            self._stale = False
            self._results.show_hits(hits)
            self.field.show_state(self._counted(hits))
            self._enter_if_asked()

    def show_hits(self, hits: tuple[HitRow, ...], *, near: int = 0, more: bool = False, ask: str = "") -> None:
        """Show the hits, of which ``near`` do not match but come nearest.

        ``more`` when others match too, and ``ask`` what would tell them apart, or find whom nobody matches.
        """
        if not hits:
            self.show_nothing(
                self.tr("Nobody matches"),
                self.tr("Check the spelling, try another brand, or a complete e-mail address or phone number."),
            )
            return
        self._finish()
        self._results.show_hits(hits)
        words = self._counted(hits, near=near, more=more)
        self.field.show_state(words)
        asks = ask and (more or near == len(hits))
        self._results.end_with(self._end(hits, near, ask, more=more), f"{words}. {ask}" if asks else words)
        self._enter_if_asked()

    def _end(self, hits: tuple[HitRow, ...], near: int, ask: str, *, more: bool) -> str:
        if near == len(hits):
            return self.tr("Nobody matches all of it; these come nearest.") + " " + ask
        if more:
            further = self.tr("More customers match. Add a first name, a postcode or a brand.")
            return self.tr("More customers match.") + " " + ask if ask else further
        if near:
            return self.tr("Who matches stands first; the others only come near. Ask for one thing more.")
        return self.tr("That is everyone who matches. Not here? Try a complete e-mail address or phone number.")

    def show_nothing(self, title: str, next_step: str, *, state: str = "", locked: bool = False) -> None:
        """No hits: why, and what to do next. ``state`` stands in the field; ``locked``: searching is not allowed."""
        self._finish()
        self._enter_waits = False
        self.field.show_state(state or self.tr("No matches"))
        self._results.show_nobody(
            "lock" if locked else "user-search", title, next_step, "warn" if locked else "neutral"
        )
        self._results.announce(f"{title}. {next_step}", urgent=locked)

    def _finish(self) -> None:
        self._slow.stop()
        self._progress.finish()
        self._stale = False

    def _counted(self, hits: tuple[HitRow, ...], *, near: int = 0, more: bool = False) -> str:
        if near == len(hits):
            return self.tr("{0} near").format(counted(near))
        matches = len(hits) - near
        count = counted(matches)
        if more:
            return self.tr("First {0}").format(counted(len(hits)))
        words = self.tr("1 match") if matches == 1 else self.tr("{0} matches").format(count)
        return self.tr("{0}, {1} near").format(words, counted(near)) if near else words

    def _enter_if_asked(self) -> None:
        """Enter that was pressed while the answer was on its way."""
        if self._enter_waits:
            self._enter_waits = False
            self._results.open_chosen()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move through the hits from the field; Enter opens, Escape clears."""
        if watched in self._extra and event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            if event.type() == QEvent.Type.ShowToParent and not self.opening.isHidden():
                self.opening.close_bar()  # one thing at a time is asked
            self._fold()
        if watched is self.field.edit and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._on_key(event)
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold the side pane and the help where space is short."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        width = theme().units(self.width())
        wide = width >= _SEGMENTS_FROM
        beside = self._recent.minimumWidth() if width >= PANE_FROM else 0
        self._brands.fold(self.width() - beside - theme().px(_MARGINS[0] + _MARGINS[2]))
        self._hint.setVisible(wide)
        self._greeting.setVisible(wide and bool(self._greeting.text()))
        low = theme().units(self.height()) < _END_FROM
        self._results.fold(low=low)
        # Where there is no room for a bar that asks, the head gives way, then everything; Escape brings it back.
        busy = any(not bar.isHidden() for bar in self._extra)
        room = self._room_beside_bars() if busy or not self.opening.isHidden() else self.height()
        tight = room < 0
        self._above.setContentsMargins(*(theme().px(side) for side in (_TIGHT if tight and busy else _MARGINS)))
        for gives_way in (self._brands, self._results, self._foot):
            gives_way.setVisible(not tight)
        self._head.setVisible(not low and room >= self._head.sizeHint().height())
        self._search.setVisible(not (tight and busy))  # typing on takes the question who asks back
        self._recent.setVisible(width >= PANE_FROM)
        self._pane_edge.setVisible(width >= PANE_FROM)
        self._keys.setVisible(width >= _KEYS_FROM)

    def _room_beside_bars(self) -> int:
        """Pixels that the bars leave once the parts below the head have what they need; less than none where short."""
        parts = (self._search, self._brands, self._foot, self._questions)
        needed = sum(part.sizeHint().height() for part in parts)
        return self.height() - needed - theme().px(_MARGINS[1] + _MARGINS[3] + OF_USE)

    def _on_key(self, event: QKeyEvent) -> bool:
        key = Qt.Key(event.key())
        if self._results.go(event):
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self._stale:
                self._enter_waits = True
            else:
                self._results.open_chosen()
            return True
        if key == Qt.Key.Key_Escape and self.query:
            self.show_start()
            self.query_edited.emit("")
            return True
        return False

    def _on_edited(self, text: str) -> None:
        self.opening.close_bar()
        asked = text.strip()
        if asked == self._asked:
            return  # a space before the next word asks nothing new
        self._asked = asked
        self._stale, self._enter_waits = bool(asked), False
        self.query_edited.emit(asked)

    def _key_help(self) -> QWidget:
        up, down, enter = (keycaps(key)[0] for key in ("Up", "Down", "Return"))
        move, open_ = (label(text, "small", "text3") for text in (self.tr("Move"), self.tr("Open with a request")))
        return holder(row(up, down, move, 6, enter, open_, spacing=6))

    def _arrange(self) -> None:
        title = label(self.tr("Find a customer"), "title")
        self._head = holder(column(title, self._hint, self._greeting, margins=(0, 0, 0, 16), spacing=3))
        self._search = holder(column(self.field, 3, self._progress, 8, spacing=0))
        self._above = column(self._head, self._search, self._brands, self._questions, margins=_MARGINS, spacing=0)
        mask = label(self.tr("Details stay masked until the customer is verified."), "small", "text3", wrap=True)
        foot = row(IconMark("shield", 14), mask, self._keys, margins=(24, 10, 20, 10), spacing=6)
        foot.setStretch(1, 1)
        self._foot = holder(column(hline(), foot, spacing=0))
        left = column(self._above, self._results, self._foot, spacing=0)
        left.setStretch(1, 1)
        left.addStretch(0)  # a bar that asks alone stands at the top
        page = row(spacing=0)
        page.addLayout(left, 1)
        page.addWidget(self._pane_edge)
        page.addWidget(self._recent)
        self.setLayout(page)
