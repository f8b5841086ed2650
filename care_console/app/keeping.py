"""The settings in force for one window, and where those that the agent changes are kept."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from care_console.settings import Places, Settings
    from care_console.ui.settings.data import SettingsView


class Keeper:
    """Holds the settings of a window; `places` says where to keep what is changed, None for nowhere."""

    def __init__(self, settings: Settings, places: Places | None = None) -> None:
        self.settings = settings
        self._places = places

    def view(self) -> SettingsView:
        """What the settings page shows. Raises InvalidError where the administrator's file cannot be read."""
        from care_console import settings as declared
        from care_console.ui.settings.data import SettingsView

        now = self.settings
        fixed = declared.fixed(self._places) if self._places is not None else frozenset()
        return SettingsView(now.colours, now.text_scale, now.language, now.idle_minutes, fixed)

    def change(self, name: str, value: object) -> None:
        """Put a value in force for this window."""
        changed: dict[str, Any] = {name: value}
        self.settings = replace(self.settings, **changed)

    def keep(self, **changes: object) -> None:
        """Write to the user's file, on a worker. Raises OSError, InvalidError."""
        from care_console import settings as declared

        if self._places is not None:
            declared.keep(self._places, **changes)
