"""Countries in the words of the window, for what asks for an address."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def country_name(code: str) -> str:
    """A country of ISO 3166 in the words of the window."""
    territory = QLocale.codeToTerritory(code)
    return code if territory == QLocale.Country.AnyCountry else QLocale.territoryToString(territory)


def countries_named() -> tuple[tuple[str, str], ...]:
    """Every country whose form of addresses is known: pairs of code and name, by name."""
    from care_console.domain.addresses import countries

    return tuple(sorted(((code, country_name(code)) for code in countries()), key=lambda pair: pair[1]))
