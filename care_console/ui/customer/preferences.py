"""What the customer allows, brand by brand, to be switched here; and every choice that was ever made."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from care_console.ui.customer.cards import nothing_row
from care_console.ui.customer.data import EntryView, PreferenceView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import Card, button_row, inset, two_lines
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.choices import Segments, Toggle
from care_console.ui.kit.layout import clear, column, hline, row
from care_console.ui.kit.text import label

FIRST_CHOICES = 5
"""Entries of the consent history that show before the rest is asked for."""


class PreferencesCard(Card):
    """One row for each channel and purpose of a brand; a switch asks first, so it stays as it is until it is saved."""

    switch_asked = Signal(str, str, bool)
    """Keys of brand and subject, and whether it is to be allowed."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Preferences"))
        self._brands = Segments(self.tr("Preferences for which brand"))
        self._preferences: tuple[PreferenceView, ...] = ()
        self._brand: object = None
        self._rows = column(spacing=0)
        self.body.addWidget(inset(row(self._brands, None), 4))
        self.body.addLayout(self._rows)
        self._brands.chosen.connect(self._on_brand)

    def show_preferences(self, preferences: tuple[PreferenceView, ...]) -> None:
        """Show what holds; the brand that was looked at stays."""
        self._preferences = preferences
        brands = dict.fromkeys((each.brand, each.brand_name) for each in preferences)
        if self._brand not in {key for key, _name in brands}:
            self._brand = next(iter(brands), (None, ""))[0]
        self._brands.show_choices(list(brands) if len(brands) > 1 else [], self._brand)
        self._show_rows()

    def _on_brand(self, key: object) -> None:
        self._brand = key
        self._show_rows()

    def _show_rows(self) -> None:
        clear(self._rows)
        shown = [each for each in self._preferences if each.brand == self._brand]
        for number, preference in enumerate(shown):
            if number:
                self._rows.addWidget(inset(column(hline()), 2))
            self._rows.addWidget(self._row(preference))
        if not shown:
            self._rows.addWidget(nothing_row(self.tr("No brand of ours lets anything be chosen here.")))

    def _row(self, preference: PreferenceView) -> QWidget:
        allowed = ChipText(self.tr("Allowed"), "ok", "circle-check")
        stopped = ChipText(self.tr("Stopped"), "neutral", "x")
        words = column(
            label(preference.label, "medium"), label(preference.note, "small", "text3", wrap=True), spacing=1
        )
        name = f"{preference.label}, {preference.brand_name}" if preference.brand_name else preference.label
        switch = Toggle(name, on=preference.allowed)
        switch.clicked.connect(partial(self._on_switch, switch, preference))
        line = row(spacing=10)
        line.addLayout(words, 1)
        line.addWidget(Chip(allowed if preference.allowed else stopped))
        line.addWidget(switch)
        return inset(line, 6)

    def _on_switch(self, switch: Toggle, preference: PreferenceView) -> None:
        # What is not saved does not show as if it were: the switch follows what the store says.
        switch.setChecked(preference.allowed)
        self.switch_asked.emit(preference.brand, preference.key, not preference.allowed)


class ConsentsCard(Card):
    """The consent history: what was chosen, when, through whom, on whose word, under which policy; newest first."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Consent history"))
        self._entries: tuple[EntryView, ...] = ()
        self._more = button("", "link", "chevron-down", small=True)
        self._more.clicked.connect(self._on_more)
        self._rows = column(spacing=0)
        self.body.addLayout(self._rows)
        self.body.addWidget(button_row(self._more))

    def show_entries(self, entries: tuple[EntryView, ...]) -> None:
        """Show the latest entries, and how many more there are."""
        self._entries = entries
        self.show_count(len(entries))
        self._show(entries[:FIRST_CHOICES])
        self._more.setVisible(len(entries) > FIRST_CHOICES)
        self._more.setText(self.tr("Show all {0}").format(len(entries)))
        self._more.setAccessibleName(self.tr("Show all {0} entries of the consent history").format(len(entries)))

    def _on_more(self) -> None:
        self.focusNextChild()
        self._more.hide()
        self._show(self._entries)

    def _show(self, entries: tuple[EntryView, ...]) -> None:
        clear(self._rows)
        for entry in entries:
            self._rows.addWidget(two_lines(entry.icon, entry.title, entry.note, entry.when))
        if not entries:
            self._rows.addWidget(nothing_row(self.tr("Nothing was ever chosen: what the policy says holds.")))
