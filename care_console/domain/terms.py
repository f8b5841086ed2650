"""What the policy packs in force ask of the rules behind the ports, by brand."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from care_console.domain.requests import Rung
from care_console.domain.retention import Retention


@dataclass(frozen=True, slots=True)
class Terms:
    """As read once for a market and a day; for a brand of which nothing is said, the console's own rules hold."""

    ages: Mapping[str, int] = field(default_factory=dict)
    """The age of consent: under it a parent or guardian may ask (G1)."""
    not_revalidated: Collection[str] = frozenset()
    """Brands whose orders stay as they are when their customer moves (M5)."""
    retention: Retention = field(default_factory=Retention)
    """For how long conversations are kept; rows beyond it appear to nobody (T1)."""
    stricter: Mapping[str, Mapping[Rung, int]] = field(default_factory=dict)
    """The rungs that take more facts than the console asks for (`care.md`)."""
