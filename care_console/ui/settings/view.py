"""The settings page: one group of choices for each setting; a choice applies at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import EDGE, Card
from care_console.ui.kit.choices import Segments
from care_console.ui.kit.layout import Scrolling, clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.page import Page, page_head
from care_console.ui.kit.sight import Sight
from care_console.ui.kit.text import keycaps, label
from care_console.ui.language import LANGUAGES
from care_console.ui.settings.data import SettingsView
from care_console.ui.theme import theme

SCALES = (1.0, 1.25, 1.5, 1.75, 2.0)
MINUTES = (1, 2, 5, 10, 15, 30)
_WIDEST = 720

_Choices = list[tuple[object, str]]


class _Setting(QWidget):
    """A setting: its name, what it means, and its choices, or the value that the administrator chose."""

    def __init__(self, title: str, meaning: str) -> None:
        super().__init__()
        self.choices = Segments(title)
        self.choices.setAccessibleDescription(meaning)
        self._fixed = row(spacing=6)
        words = label(meaning, "small", "text3", wrap=True)
        line = row(self.choices, spacing=0)
        line.addLayout(self._fixed, 1)
        self.setLayout(column(label(title, "medium"), words, 2, line, margins=(EDGE, 8, EDGE, 10), spacing=2))

    def show_choices(self, choices: _Choices, current: object, *, fixed: bool) -> None:
        """Offer these; only tell the present one where it is fixed."""
        self.choices.show_choices([] if fixed else choices, current)
        clear(self._fixed)
        if fixed:
            words = next((words for key, words in choices if key == current), str(current))
            self._fixed.addWidget(IconMark("lock", 14))
            told = label(self.tr("{0}. Your IT has fixed this.").format(words), tint="text2", wrap=True)
            self._fixed.addWidget(told, 1)
        else:
            self._fixed.addStretch(1)


class SettingsPage(Page):
    """Shows what is set and tells what the agent chooses instead."""

    chosen = Signal(str, object)
    """Name of a setting, and its new value."""
    back_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.back = button(self.tr("Back"), "ghost", "arrow-left", small=True, name=self.tr("Back to your work"))
        self.back.setShortcut(Qt.Key.Key_Escape)
        self.back.clicked.connect(self.back_asked)
        self._waits = label("", "small", "text2", wrap=True)
        self._settings = {
            "colours": _Setting(self.tr("Colours"), self.tr("Light or dark, or as the computer is set.")),
            "text_scale": _Setting(self.tr("Text size"), self.tr("Text, icons and controls grow together.")),
            "language": _Setting(
                self.tr("Language"), self.tr("Of this window. Customers are written to in their own language.")
            ),
            "idle_minutes": _Setting(
                self.tr("Mask after"), self.tr("Minutes without a key or the mouse until everything shown is masked.")
            ),
        }
        for name, setting in self._settings.items():
            setting.choices.chosen.connect(lambda value, name=name: self.chosen.emit(name, value))
        look, desk = Card(self.tr("Look and language")), Card(self.tr("At the desk"))
        look.replace(*(self._settings[name] for name in ("colours", "text_scale", "language")))
        desk.replace(self._settings["idle_minutes"])
        above = page_head(self.tr("Settings"), self.tr("Kept for you on this computer. Every choice applies at once."))
        cards = holder(column(above, self._waits, 8, look, desk, None, spacing=8))
        cards.setMaximumWidth(theme().px(_WIDEST))
        whole = row(cards, None, margins=(24, 8, 24, 16))
        whole.setStretch(0, _WIDEST)  # the free space begins where it may not be wider
        scroll = Scrolling(whole)
        head = row(self.back, *keycaps("Esc"), None, margins=(16, 12, 16, 0), spacing=6)
        self._cards, self._sight = cards, Sight(scroll)
        self.setLayout(column(head, scroll, spacing=4))

    def show_settings(self, view: SettingsView, waits: str = "") -> None:
        """Show what is set; `waits` says why text size and language cannot be changed just now, empty if they can."""
        self._waits.setText(waits)
        self._waits.setVisible(bool(waits))
        shown: dict[str, tuple[_Choices, object]] = {
            "colours": (self._colours(), view.colours),
            "text_scale": ([(each, f"{each:.0%}") for each in sorted({*SCALES, view.text_scale})], view.text_scale),
            "language": (self._languages(), view.language),
            "idle_minutes": ([(each, str(each)) for each in sorted({*MINUTES, view.idle_minutes})], view.idle_minutes),
        }
        for name, (choices, current) in shown.items():
            setting = self._settings[name]
            setting.show_choices(choices, current, fixed=name in view.fixed)
            setting.choices.setEnabled(not waits or name not in {"text_scale", "language"})

    def take_focus(self) -> None:
        """Go to the first setting that can be changed."""
        self.focus_on(*self._settings)

    def focus_on(self, *names: str) -> None:
        """Go to the choice in force of the first of these settings that can be changed."""
        for name in names:
            choices = self._settings[name].choices
            chosen = next((each for each in choices.buttons() if each.isChecked()), None)
            if chosen is not None and choices.isEnabled():
                chosen.setFocus(Qt.FocusReason.TabFocusReason)
                self._sight.show(self._cards, chosen)
                return
        self.back.setFocus()

    def _colours(self) -> _Choices:
        return [("system", self.tr("As the computer")), ("light", self.tr("Light")), ("dark", self.tr("Dark"))]

    def _languages(self) -> _Choices:
        return [("system", self.tr("As the computer")), *LANGUAGES.items()]
