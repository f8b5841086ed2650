"""Top of the customer page: the way back, who the customer is, and the banner of the request."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from care_console.ui.customer.data import CustomerView, RequestView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.layout import clear, column, holder, restyle, row, vline
from care_console.ui.kit.marks import Avatar, Brand, BrandBadge, IconMark, IconTile
from care_console.ui.kit.text import ElidedLabel, isolated, keycaps, label
from care_console.ui.theme.icons import IconName

_WORDS_FROM = 840
"""Page width, in token lengths, from which what can be done with the request stands in words."""
_FIND_FROM = 620


class Crumbs(QWidget):
    """The way back to look-up, and what can be done with the request."""

    back_asked = Signal()
    action_asked = Signal(str)
    """Name of a command of the window: ``note``, ``park``, ``hand-over`` or ``wrong-customer``."""

    def __init__(self) -> None:
        super().__init__()
        self.back = button(self.tr("Look-up"), "ghost", "arrow-left", small=True, name=self.tr("Back to look-up"))
        self._name = ElidedLabel("", "small", "text2")
        another = label(self.tr("Find another"), "small", "text3")
        slash = label("/", "small", "text3")
        self._find = holder(row(another, *keycaps("Ctrl+K"), spacing=6))
        self._actions = [self._action(*each) for each in self._offered()]
        line = row(self.back, slash, self._name, None, *self._actions, self._find, spacing=6)
        line.setStretch(2, 1)
        line.setStretch(3, 0)  # the gap takes what the name leaves
        self.setLayout(line)
        self.back.clicked.connect(self.back_asked)

    def show_name(self, name: str) -> None:
        """Write where we are."""
        self._name.show_text(name)

    def fold(self, width: float) -> None:
        """Leave icons, whose tool tips hold the words, where ``width``, in token lengths, is short."""
        for made, (_name, words, _glyph, _keys) in zip(self._actions, self._offered(), strict=True):
            made.setText(words if width >= _WORDS_FROM else "")
        self._find.setVisible(width >= _FIND_FROM)

    def _offered(self) -> tuple[tuple[str, str, IconName, str], ...]:
        return (
            ("wrong-customer", self.tr("Wrong customer"), "user-search", "Ctrl+Shift+W"),
            ("note", self.tr("Note"), "square-pen", "Ctrl+Shift+N"),
            ("park", self.tr("Park"), "clock", "Ctrl+P"),
            ("hand-over", self.tr("Hand over"), "hand-helping", "Ctrl+Shift+H"),
        )

    def _action(self, name: str, words: str, glyph: IconName, keys: str) -> QPushButton:
        made = button(words, "ghost", glyph, small=True)
        native = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
        made.setToolTip(f"{words}  {native}")
        made.setAccessibleDescription(native)
        made.clicked.connect(lambda: self.action_asked.emit(name))
        return made


class Identity(QWidget):
    """Name, brand, customer number and flags; a flag shows before anything is revealed."""

    def __init__(self) -> None:
        super().__init__()
        self._avatar = Avatar(size=46)
        self._name = ElidedLabel("", "title")
        self._badge = BrandBadge(Brand("", "", "#5B6477"), 20)
        self._brand = label("", "medium", "text2")
        self._number = ElidedLabel("", tint="text2", tabular=True)
        self._flags: QHBoxLayout = row(spacing=6)
        first = row(self._name, self._badge, self._brand, None, spacing=9)
        self._twins = Chip(ChipText("", "neutral", "users"))
        self._twins.hide()
        second = row(self._number, self._flags, self._twins, None, spacing=10)
        line = row(self._avatar, spacing=14)
        line.addLayout(column(first, second, spacing=3), 1)
        self.setLayout(line)

    def show_customer(self, customer: CustomerView) -> None:
        """Show who the customer is."""
        self._avatar.show_initials(customer.initials, customer.brand.colour)
        self._name.show_text(customer.name)
        self._badge.show_brand(customer.brand)
        self._brand.setText(customer.brand.name)
        number = self.tr("Customer {0}").format(isolated(customer.number)) if customer.number else ""
        self._number.show_text("  ·  ".join(part for part in (number, customer.since) if part))
        clear(self._flags)
        for flag in customer.flags:
            self._flags.addWidget(Chip(flag))

    def show_duplicates(self, words: str) -> None:
        """Say how many others may be this customer; nothing for an empty text."""
        self._twins.show_chip(ChipText(words, "neutral", "users"))
        self._twins.setToolTip(self.tr("Search for the name and the town to see them; that is recorded."))
        self._twins.setVisible(bool(words))


class RequestBanner(QFrame):
    """Amber while the identity is unverified, green once it is verified."""

    end_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._tile = IconTile("phone-call", "warn", 36, raised=True)
        self._asked_by, self._reference, self._purpose, self._identity = (label("", "medium") for _ in range(4))
        self._identity.setWordWrap(True)
        self._purpose.setWordWrap(True)
        self._shield = IconMark("shield-alert", 15, "warn", 2)
        self._open_for = label("", "section", tabular=True)
        self._edges = [vline("warn", 30) for _ in range(3)]
        self.end = button(self.tr("End request"), glyph="phone-off")
        self._time = holder(_fact(self.tr("Open for"), self._open_for))
        self._purpose_block = holder(_fact(self.tr("Purpose"), self._purpose))
        self._asked_block = holder(_fact(self.tr("Asked by"), self._asked_by))
        identity = row(self._shield, self._identity, spacing=6)
        identity.setStretch(1, 1)
        line = row(self._tile, 2, self._asked_block, self._edges[0], margins=(12, 10, 12, 10), spacing=14)
        line.addLayout(_fact(self.tr("Request"), self._reference))
        line.addWidget(self._edges[1])
        line.addWidget(self._purpose_block)
        line.addWidget(self._edges[2])
        line.addLayout(_fact(self.tr("Identity"), identity), 1)
        line.addWidget(self._time)
        line.addWidget(self.end)
        self.setLayout(line)
        self.end.clicked.connect(self.end_asked)

    def show_request(self, request: RequestView) -> None:
        """Show the request and what is verified."""
        tone = "ok" if request.verified else "warn"
        self.setProperty("kit", tone)
        restyle(self)
        for edge in self._edges:
            edge.setProperty("tone", tone)
            restyle(edge)
        self._tile.show_tone(request.icon, "ok" if request.verified else "warn")
        self._shield.show_icon("shield-check" if request.verified else "shield-alert", tone)
        self._asked_by.setText(request.asked_by)
        self._reference.setText(isolated(request.reference))
        self._purpose.setText(request.purpose)
        self._identity.setText(request.identity)

    def show_identity(self, words: str) -> None:
        """Say something else of the identity, such as that an emergency has opened something."""
        self._identity.setText(words)

    def show_open_for(self, time: str) -> None:
        """Show for how long the request has been open, such as ``04:37``."""
        self._open_for.setText(time)

    def fold(self, width: float) -> None:
        """Drop what matters least where ``width``, in token lengths, is short."""
        self._time.setVisible(width >= 900)
        self._purpose_block.setVisible(width >= 780)
        self._edges[2].setVisible(width >= 780)
        self._asked_block.setVisible(width >= 600)
        self._edges[0].setVisible(width >= 600)


def _fact(name: str, value: QLabel | QHBoxLayout) -> QVBoxLayout:
    return column(None, label(name, "caption", "text3"), value, None, spacing=2)
