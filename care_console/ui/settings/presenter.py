"""Connects the settings page with where settings are kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from care_console.ui.settings.data import SettingsDesk
    from care_console.ui.settings.view import SettingsPage


class SettingsPresenter(QObject):
    """Shows what is set and passes on what is chosen."""

    def __init__(self, page: SettingsPage, desk: SettingsDesk) -> None:
        super().__init__(page)
        self._page = page
        self._desk = desk
        page.chosen.connect(desk.change)

    def show(self, waits: str = "") -> None:
        """Show the settings in force; `waits` as in `SettingsPage.show_settings`."""
        self._page.show_settings(self._desk.current(), waits)
