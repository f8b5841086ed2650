"""What the settings page shows, and what it asks for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class SettingsView:
    """The settings in force, under their names in `care_console.settings`."""

    colours: str
    text_scale: float
    language: str
    idle_minutes: int
    fixed: frozenset[str] = frozenset()
    """Names of those that the administrator has set: shown, and not to be changed here."""


@dataclass(frozen=True, slots=True)
class SettingsDesk:
    """Where the page reads settings and changes them; whatever is changed applies at once and is kept."""

    current: Callable[[], SettingsView]
    change: Callable[[str, object], None]
