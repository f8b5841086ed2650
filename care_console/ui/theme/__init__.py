"""Look of the console. As with Qt's palette, one theme is in force at a time: ``install`` it, then ask ``theme()``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.ui.theme.theme import Scheme, Theme

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

__all__ = ["Scheme", "Theme", "install", "theme"]

_installed: list[Theme] = []


def install(app: QApplication, scale: float = 1.0, scheme: Scheme = Scheme.SYSTEM) -> Theme:
    """Put a theme in force for ``app``; ``scale`` is the text scale, 1.0 being 100 %."""
    for old in _installed:
        old.deleteLater()
    _installed[:] = [Theme(app, scale, scheme)]
    return _installed[0]


def theme() -> Theme:
    """The theme in force.

    Raises:
        LookupError: before ``install``.
    """
    if not _installed:
        raise LookupError("no theme is installed")
    return _installed[0]
