"""Cards with a heading, and the rows of a card; everything in a card shares one left edge."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QLayout, QPushButton, QVBoxLayout, QWidget

from care_console.ui.kit.layout import clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import ElidedLabel, counted, label
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName

LABEL_WIDTH = 132
EDGE = 12
"""Distance of a card's text from the inside of its frame, in token lengths."""
BUTTON_SIDE = 9
"""Between the edge of a small button and what it says, as the style sheet has it."""


class Card(QFrame):
    """A titled box. Rows go into ``body``; an open editor may use its full width so that its text keeps the edge."""

    def __init__(self, title: str, aside: QWidget | None = None) -> None:
        super().__init__()
        self.setProperty("kit", "card")
        self._title = label(title, "section")
        self._count = label("", "small", "text3", tabular=True)
        head = row(
            self._title,
            self._count,
            None,
            margins=(EDGE, 0, EDGE if aside is None or isinstance(aside, QLabel) else 4, 0),
        )
        if aside is not None:
            head.addWidget(aside)
        self.body: QVBoxLayout = column(spacing=0)
        self.setLayout(column(head, 6, self.body, margins=(8, 10, 8, 10), spacing=0))

    def show_title(self, title: str) -> None:
        """Change the title."""
        self._title.setText(title)

    def show_count(self, number: int | None) -> None:
        """Write the number of entries beside the title."""
        self._count.setText("" if number is None else counted(number))

    def replace(self, *rows: QWidget) -> None:
        """Put these rows in place of what the card holds."""
        clear(self.body)
        for widget in rows:
            self.body.addWidget(widget)


def field_label(text: str) -> QLabel:
    """The name of a field, in the fixed first column."""
    made = label(text, "body", "text3", wrap=True)
    made.setFixedWidth(theme().px(LABEL_WIDTH))
    return made


def locked_row(name: str, value: str, why: str) -> QWidget:
    """A masked field: value and lock; ``why`` is the tool tip and the description for screen readers."""
    shown = ElidedLabel(value, "body", "text2", tabular=True)
    shown.setAccessibleName(f"{name}: {value}")
    made = holder(row(field_label(name), shown, None, IconMark("lock", 14), margins=(EDGE, 0, EDGE, 0)))
    made.setToolTip(why)
    made.setAccessibleDescription(why)
    made.setMinimumHeight(theme().px(33))
    return made


def field_row(name: str, value: str, note: str = "", *actions: QPushButton) -> QWidget:
    """An open field: value, a note after it, and what can be done with it."""
    line = row(field_label(name), margins=(EDGE, 0, 4 if actions else EDGE, 0))
    if note:
        line.addWidget(ElidedLabel(value, tabular=True))
        line.addWidget(label(note, "small", "text3"))
        line.addStretch(1)
    else:
        line.addWidget(label(value, tabular=True, selectable=True, wrap=True), 1)
    for action in actions:
        line.addWidget(action, 0, Qt.AlignmentFlag.AlignVCenter)
    made = holder(line)
    made.setMinimumHeight(theme().px(33))
    return made


def two_lines(glyph: IconName, first: str, second: str, aside: str = "", colour: str = "text3") -> QWidget:
    """An entry of two lines behind an icon, with a short text such as a time at the end."""
    return entry(glyph, label(first, "medium", wrap=True), second, aside, colour)


def entry(glyph: IconName, first: QLabel, second: str, aside: str = "", colour: str = "text3") -> QWidget:
    """An entry as `two_lines` makes it, around a first line that is there already."""
    lines = column(first, label(second, "small", "text3", wrap=True), spacing=1)
    mark = column(1, IconMark(glyph, 15, colour, 2), None, spacing=0)
    line = row(mark, margins=(EDGE, 6, EDGE, 6), spacing=10)
    line.addLayout(lines, 1)
    if aside:
        line.addLayout(column(1, label(aside, "small", "text3", tabular=True), None, spacing=0))
    return holder(line)


def button_row(made: QPushButton) -> QWidget:
    """A row that is a button alone: what it says stands at the card's edge, not the edge that it does not show."""
    side = EDGE - BUTTON_SIDE
    return holder(row(made, None, margins=(side, 0, side, 0)))


def inset(layout: QLayout, vertical: int = 0) -> QWidget:
    """A row whose text starts at the card's edge."""
    px = theme().px
    layout.setContentsMargins(px(EDGE), px(vertical), px(EDGE), px(vertical))
    return holder(layout)
