"""Above the hits on the look-up page: whose line was called, or how else somebody asks, and whose customers show."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.choices import Choice, Segments
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.layout import holder, row
from care_console.ui.kit.marks import Brand
from care_console.ui.kit.text import keycaps
from care_console.ui.theme import theme

_BETWEEN = 10
_SHORTEST = 6
_LONGEST_ONLY = 18
"""Letters of the longest choice: brands are known, and a name cut off is none."""


class BrandFilters(QWidget):
    """The line that was called, as segments or as a box where space is short; beside it, the hits of one brand only."""

    line_chosen = Signal(object)
    """The brand whose line was called."""
    channel_chosen = Signal(str)
    """The value of the channel by which somebody asks."""
    refined = Signal(object)
    """The only brand whose customers are wanted; None for every brand."""

    def __init__(self) -> None:
        super().__init__()
        self._segments = Segments(self.tr("Brand"))
        self._choice = Choice(self.tr("Brand"))
        self._channel = Choice(self.tr("How they ask"))
        self._channel.setMinimumContentsLength(_SHORTEST)
        self._refine = Choice(self.tr("Show customers of"))
        self._refine.setMinimumContentsLength(_LONGEST_ONLY)
        self._keys = holder(row(*keycaps("Ctrl+B"), spacing=4))
        self.setLayout(row(self._segments, self._choice, self._channel, 8, self._refine, self._keys, None))
        self._segments.chosen.connect(self.line_chosen)
        self._choice.activated.connect(lambda index: self.line_chosen.emit(self._choice.itemData(index)))
        self._channel.activated.connect(lambda _index: self.channel_chosen.emit(self._channel.key))
        self._refine.activated.connect(lambda index: self.refined.emit(self._refine.itemData(index)))

    def show_lines(self, brands: tuple[Brand, ...], chosen: Brand) -> None:
        """Offer these brands' lines, with the one that was called chosen."""
        choices: list[tuple[object, str]] = [(brand, brand.name) for brand in brands]
        self._segments.show_choices(choices, chosen)
        self._choice.clear()
        for key, words in choices:
            self._choice.addItem(words, key)
        self._choice.setCurrentIndex([key for key, _words in choices].index(chosen))

    def show_channels(self, channels: tuple[tuple[str, str], ...], chosen: str) -> None:
        """Offer these channels, value and words, with one of them chosen."""
        self._channel.show_choices(channels, chosen)

    def show_refinements(self, brands: tuple[Brand, ...]) -> None:
        """Offer to show the customers of one of these brands only; nothing where there is but one."""
        self._refine.clear()
        if len(brands) > 1:
            self._refine.addItem(self.tr("All brands"), None)
            for brand in brands:
                self._refine.addItem(self.tr("Only {0}").format(brand.name), brand)

    def refine_next(self) -> None:
        """Go on to the next brand, and after the last one to all of them."""
        if self._refine.count():
            self._refine.setCurrentIndex((self._refine.currentIndex() + 1) % self._refine.count())
            announce(self._refine, self._refine.currentText())
            self.refined.emit(self._refine.currentData())

    def fold(self, room: int) -> None:
        """Show what there is room for, so many pixels: where names would be cut off, the lines are a box."""
        lines, refinements = self._choice.count() > 0, self._refine.count() > 0
        beside = (self._channel, *((self._refine, self._keys) if refinements else ()))
        wide = _fits(room, self._segments, *beside)
        self._segments.setVisible(wide and lines)
        self._choice.setVisible(not wide and lines)
        self._channel.setVisible(self._channel.count() > 0)
        self._refine.setVisible(refinements)
        self._keys.setVisible(refinements and (wide or _fits(room, self._choice, *beside)))


def _fits(room: int, *parts: QWidget) -> bool:
    return sum(part.sizeHint().width() + theme().px(_BETWEEN) for part in parts) <= room
