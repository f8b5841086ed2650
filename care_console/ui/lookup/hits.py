"""The list of hits: two-line rows with highlighted matches, and the heading that shares their columns."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QFont, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem

from care_console.ui.kit.chip import ChipText, chip_width, paint_chip
from care_console.ui.kit.marks import initials, paint_avatar
from care_console.ui.kit.rows import Columns, RowHeading, RowModel, RowPainter
from care_console.ui.kit.text import ISOLATE, counted, isolated
from care_console.ui.lookup.data import HitRow
from care_console.ui.lookup.marked import draw_marked
from care_console.ui.words import duplicates_words

COLUMNS = Columns(
    wide=((0.0, 0.325), (0.325, 0.24), (0.565, 0.12), (0.685, 0.115), (0.8, 0.2)),
    narrow=((0.0, 0.58), (0.58, 0.42)),
    narrow_below=700,
)
"""Customer, contact, home, last contact, chips; where there is little room, customer and contact alone."""


class HitModel(RowModel[HitRow]):
    """The hits of one search."""


def paint_hit(painter: QPainter, option: QStyleOptionViewItem, row: object) -> None:
    """Paint a hit in two lines."""
    if isinstance(row, HitRow):
        _HitPainter(painter, option, COLUMNS).paint(row)


class _HitPainter(RowPainter):
    def paint(self, hit: HitRow) -> None:
        self.fill()
        self._customer(hit)
        cells = (("email", "phone"), ("postcode", "town"), ("contacted", "channel"))
        for number, (first, second) in zip(range(1, len(self.columns)), cells, strict=False):
            self._two_lines(self.cell(number), hit, first, second)
        self._chips(hit)

    def _customer(self, hit: HitRow) -> None:
        px = self.look.px
        cell = self.cell(0)
        side = px(34)
        spot = QRect(cell.left(), cell.top() + (cell.height() - side) // 2, side, side)
        paint_avatar(self.painter, self.visual(cell, spot), initials(hit.name), hit.brand.colour)
        text = self.visual(cell, cell.adjusted(px(46), 0, -px(8), 0))
        self._marked(text, 9, hit.name, _marks(hit, "name"), self.look.font("section"), "text")
        room = self.visual(text, text.adjusted(0, 0, -self._room_for_chips(hit), 0))
        before = f"{hit.brand.name}  ·  " if hit.number else hit.brand.name
        below, marks = _isolated(hit, "number", before)
        self._marked(room, 31, below, marks, self.look.font("small", tabular=True), self.quiet)

    def _two_lines(self, cell: QRect, hit: HitRow, first: str, second: str) -> None:
        room = self.visual(cell, cell.adjusted(0, 0, -self.look.px(12), 0))
        self._marked(room, 10, *_isolated(hit, first), self.look.font("body", tabular=True), "text2")
        self._marked(room, 31, *_isolated(hit, second), self.look.font("small", tabular=True), self.quiet)

    def _marked(self, rect: QRect, top: int, text: str, marks: list[tuple[int, int]], font: QFont, colour: str) -> None:
        if marks:
            draw_marked(
                self.painter, rect.adjusted(0, self.look.px(top), 0, 0), text, font, colour, marks, self.direction
            )
        else:
            self.line(rect, top, text, font, colour)

    def _room_for_chips(self, hit: HitRow) -> int:
        """What chips take of the second line, where they have no column of their own."""
        if not self.narrow:
            return 0
        return sum(chip_width(chip) + self.look.px(6) for chip in self._chips_of(hit)) + self.look.px(6)

    def _chips_of(self, hit: HitRow) -> list[ChipText]:
        """Where there is little room, the number alone tells of duplicates; screen readers say it in words."""
        words = counted(hit.twins) if self.narrow else duplicates_words(hit.twins)
        twins = ChipText(words, "neutral", "users") if hit.twins else None
        return [chip for chip in (hit.flag, twins) if chip]

    def _chips(self, hit: HitRow) -> None:
        """One below the other in their column; side by side at the end of the second line where there is none."""
        px = self.look.px
        chips = self._chips_of(hit)
        cell = self.cell(0 if self.narrow else 4)
        top = cell.top() + (px(29) if self.narrow else (cell.height() - px(23) * len(chips) + px(3)) // 2)
        right = cell.right() + 1 - (px(8) if self.narrow else 0)
        for chip in chips:
            width = min(chip_width(chip), cell.width())
            spot = self.visual(cell, QRect(right - width, top, width, px(20)))
            paint_chip(self.painter, spot, chip, self.direction, raised=self.selected)
            if self.narrow:
                right -= width + px(6)
            else:
                top += px(23)


def _marks(hit: HitRow, text: str, shift: int = 0) -> list[tuple[int, int]]:
    return [(mark.start + shift, mark.end + shift) for mark in hit.marks if mark.text == text]


def _isolated(hit: HitRow, text: str, before: str = "") -> tuple[str, list[tuple[int, int]]]:
    """A text of a hit after others, its order kept inside right-to-left text, and its marks there."""
    return before + isolated(getattr(hit, text)), _marks(hit, text, len(before) + len(ISOLATE))


class HitHeading(RowHeading):
    """Names of the columns of hits."""

    def __init__(self, rows: QAbstractItemView) -> None:
        super().__init__(COLUMNS, rows)
        titles = (self.tr("Customer"), self.tr("E-mail and phone"), self.tr("Home"), self.tr("Last contact"))
        self.show_titles(titles, titles[:2])
