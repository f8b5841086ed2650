"""The sidebar: where one can go, what waits to be recorded, and who is signed in."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QStyle, QVBoxLayout, QWidget

from care_console.ui.kit.buttons import icon_button
from care_console.ui.kit.layout import Scrolling, clear, column, hline, holder, row, tab_through
from care_console.ui.kit.marks import Avatar, Dot, ProductMark, initials
from care_console.ui.kit.text import ElidedLabel, counted, label
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName, draw_icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.ui.theme.tokens import Tone

WIDE, RAIL = 196, 48
_LOW, _ITEM, _LOW_ITEM = 400, 32, 26
"""Height, in token lengths, under which the rail is all places: no mark above them, and less height for each."""


@dataclass(frozen=True, slots=True)
class NavEntry:
    """A place in the sidebar; entries of a ``group`` stand under its heading."""

    page: str
    title: str
    icon: IconName
    group: str = ""


class Delivery(Enum):
    """What becomes of the records that this window makes."""

    RECORDED = "recorded"
    WAITING = "waiting"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class OutboxView:
    """Records that wait for the audit service: how many, and the local time of the oldest, such as ``09:12``."""

    delivery: Delivery
    waiting: int = 0
    since: str = ""


@dataclass(frozen=True, slots=True)
class PostView:
    """Messages to customers, or to the order system: how many wait, since when they do not leave, and why."""

    waiting: int
    unknown: int = 0
    """Those that somebody has to look at: to customers, of which nobody knows the end; else those refused."""
    away_since: str = ""
    trouble: str = ""
    """A sentence without its full stop; empty while they leave."""


class StateLine(QWidget):
    """A line of the foot: a dot, and words that the rail keeps for the tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._dot = Dot("ok")
        self._words = label("", "caption", "text3", wrap=True, tabular=True)
        self._line = row(self._dot, self._words, spacing=8)
        self._line.setStretch(1, 1)
        self.setLayout(self._line)

    def show_state(self, tone: Tone, words: str) -> None:
        """Tell this; nothing shows while there are no words."""
        self.setVisible(bool(words))
        self._dot.show_tone(tone)
        self._words.setText(words)
        self.setToolTip(words)
        self.setAccessibleName(words)

    def set_rail(self, rail: bool) -> None:
        """In the rail the dot is alone."""
        self._words.setHidden(rail)
        px = theme().px
        self._line.setContentsMargins(*((0, 0, 0, 0) if rail else (px(9), 0, px(4), 0)))


class NavItem(QAbstractButton):
    """One place: icon and words, or the icon alone in the rail."""

    def __init__(self, entry: NavEntry) -> None:
        super().__init__()
        self.page = entry.page
        self._icon: IconName = entry.icon
        self.setText(entry.title)
        self.setAccessibleName(entry.title)
        self.setCheckable(True)
        self.setFixedHeight(theme().px(_ITEM))
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def sizeHint(self) -> QSize:
        """The layout gives the width."""
        return QSize(theme().px(28), theme().px(_ITEM))

    def set_rail(self, rail: bool) -> None:
        """In the rail the words become a tool tip."""
        self.setToolTip(self.text() if rail else "")

    def nextCheckState(self) -> None:
        """Nothing: the shell marks the place that was reached, and that may not be the one that was asked for."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there, like Space."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Paint fill, icon and words."""
        look = theme()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        if chosen or self.underMouse():
            painter.setPen(QPen(look.colour("border"), 1) if chosen else Qt.PenStyle.NoPen)
            painter.setBrush(look.colour("surface" if chosen else "press"))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), look.px(6), look.px(6))
        side = look.px(16)
        wide = self.width() > look.px(100)
        left = look.px(9) if wide else (self.width() - side) // 2
        spot = QRect(left, (self.height() - side) // 2, side, side)
        direction = self.layoutDirection()
        draw_icon(
            painter, self._icon, QStyle.visualRect(direction, self.rect(), spot), "accent_text" if chosen else "text2"
        )
        if wide:
            words = QStyle.visualRect(direction, self.rect(), self.rect().adjusted(look.px(34), 0, -look.px(8), 0))
            painter.setFont(look.font("medium"))
            painter.setPen(look.colour("text" if chosen else "text2"))
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, self.text())
        painter.end()


class Sidebar(QWidget):
    """Navigation, outbox and agent; a rail of icons where space is short."""

    page_asked = Signal(str)
    sign_out_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._rail = False
        self._items: list[NavItem] = []
        self._headings: list[QWidget] = []
        self._nav: QVBoxLayout = column(spacing=2)
        # A lead has more places than a small screen has room for at twice the text size.
        self._places = Scrolling(column(self._nav, None, spacing=0))
        self._product = label(self.tr("Care Console"), "section")
        mark = ProductMark()
        self._orders, self._post, self._outbox = StateLine(), StateLine(), StateLine()
        self._avatar = Avatar(size=30)
        self._agent = ElidedLabel("", "small_strong")
        self._role = ElidedLabel("", "caption", "text3")
        self._sign_out = icon_button("log-out", self.tr("Sign out"))
        self._sign_out.clicked.connect(self.sign_out_asked)
        self._who = holder(column(self._agent, self._role, spacing=1))
        self._person = row(self._avatar, self._who, self._sign_out, spacing=9)
        self._person.setStretch(1, 1)
        self._head = holder(row(mark, self._product, None, margins=(7, 0, 0, 16), spacing=10))
        foot = (6, self._orders, self._post, self._outbox, 6, hline(), 8, self._person)
        lines = column(self._head, self._places, *foot, margins=(4, 14, 0, 10), spacing=2)
        lines.setStretch(1, 1)
        self.setLayout(lines)
        self.set_rail(rail=False)
        self.show_outbox(OutboxView(Delivery.RECORDED))
        self.show_post(PostView(0))
        self.show_orders(PostView(0))

    def show_navigation(self, entries: Sequence[NavEntry]) -> None:
        """Offer these places, in this order."""
        clear(self._nav)
        self._items, self._headings = [], []
        group = ""
        for entry in entries:
            if entry.group != group:
                group = entry.group
                self._add_heading(group)
            item = NavItem(entry)
            item.set_rail(self._rail)
            item.clicked.connect(lambda _on=False, page=entry.page: self.page_asked.emit(page))
            self._items.append(item)
            self._nav.addWidget(item)
        self._fit()
        tab_through(*self._items, self._sign_out)

    def mark_page(self, page: str) -> None:
        """Show where we are."""
        for item in self._items:
            item.setChecked(item.page == page)
            if item.page == page:
                self._places.ensureWidgetVisible(item, 0, 0)

    def show_agent(self, name: str, role: str) -> None:
        """Show who is signed in."""
        self._avatar.show_initials(initials(name))
        self._avatar.setToolTip(name)
        self._agent.show_text(name)
        self._role.show_text(role)
        self._sign_out.setAccessibleName(self.tr("Sign out {0}").format(name))

    def show_outbox(self, outbox: OutboxView) -> None:
        """Tell whether all records have reached the audit service."""
        tones: dict[Delivery, Tone] = {Delivery.RECORDED: "ok", Delivery.WAITING: "warn", Delivery.AWAY: "bad"}
        self._outbox.show_state(tones[outbox.delivery], self._outbox_words(outbox))

    def show_post(self, post: PostView) -> None:
        """Tell of messages to customers that wait; nothing while there are none."""
        counts: list[str] = []
        if post.waiting:
            counts.append(self.tr("%n message(s) waiting", "", post.waiting))
        if post.unknown:
            counts.append(self.tr("%n message(s) in doubt", "", post.unknown))
        self._post.show_state("bad" if post.trouble else "warn", self._post_words(post, counts))

    def show_orders(self, post: PostView) -> None:
        """Tell of messages that the order system refused; of those that wait only while they cannot leave."""
        counts: list[str] = []
        if post.unknown:
            counts.append(self.tr("Refused by the order system: {0} (tell IT)").format(counted(post.unknown)))
        if post.waiting and post.trouble:
            counts.append(self.tr("%n message(s) waiting", "", post.waiting))
        self._orders.show_state("bad", self._post_words(post, counts))

    def _post_words(self, post: PostView, counts: Sequence[str]) -> str:
        told = ", ".join(counts)
        if post.trouble and (post.away_since or post.waiting):
            since = self.tr("since {0}").format(post.away_since) if post.away_since else ""
            trouble = f"{post.trouble} ({since})" if since else post.trouble
            return " ".join(part for part in (f"{trouble}.", self.tr("Nothing is lost."), told) if part)
        return told

    def set_rail(self, rail: bool) -> None:
        """Fold to icons, or unfold."""
        self._rail = rail
        self.setFixedWidth(theme().px(RAIL if rail else WIDE))
        for widget in (self._product, self._who, *self._headings):
            widget.setHidden(rail)
        self._avatar.setHidden(rail)
        for line in (self._orders, self._post, self._outbox):
            line.set_rail(rail)
        self._person.setContentsMargins(0 if rail else theme().px(5), 0, 0, 0)
        for item in self._items:
            item.set_rail(rail)
        off = Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self._places.setVerticalScrollBarPolicy(off if rail else Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the rail to the height."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        low = self._rail and theme().units(self.height()) < _LOW
        self._head.setVisible(not low)
        for item in self._items:
            item.setFixedHeight(theme().px(_LOW_ITEM if low else _ITEM))

    def _add_heading(self, words: str) -> None:
        heading = label(words, "caption", "text3")
        heading.setContentsMargins(theme().px(9), theme().px(14), theme().px(9), theme().px(4))
        self._headings.append(heading)
        self._nav.addWidget(heading)
        heading.setHidden(self._rail)

    def _outbox_words(self, outbox: OutboxView) -> str:
        if outbox.delivery is Delivery.RECORDED:
            return self.tr("All recorded")
        if outbox.delivery is Delivery.WAITING:
            return self.tr("{0} waiting since {1}").format(counted(outbox.waiting), outbox.since)
        if outbox.waiting:
            return self.tr("Audit service away, {0} waiting since {1}").format(counted(outbox.waiting), outbox.since)
        return self.tr("Audit service away")
