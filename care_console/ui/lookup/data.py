"""What the lookup page shows. Values arrive masked: the page could not unmask them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.marks import Brand
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class HitRow:
    """One customer who matches.

    ``key`` is opaque to the page and comes back when the hit is chosen. ``matches`` are pairs of start and length, in
    characters of ``name``, to be highlighted. All else is text ready to be shown; empty where nothing is on file.
    """

    key: Hashable
    name: str
    brand: Brand
    number: str
    matches: tuple[tuple[int, int], ...] = ()
    email: str = ""
    phone: str = ""
    postcode: str = ""
    town: str = ""
    contacted: str = ""
    channel: str = ""
    flag: ChipText | None = None

    def spoken(self) -> str:
        """The row as one sentence for screen readers."""
        parts = (self.name, self.brand.name, self.number, self.town, self.flag.text if self.flag else "")
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class RecentRequest:
    """One of the agent's own requests, newest first in the pane."""

    key: Hashable
    icon: IconName
    who: str
    purpose: str
    reference: str
    when: str
    state: ChipText
    tone: Tone = "neutral"


@dataclass(frozen=True, slots=True)
class OpeningChoices:
    """Who may be asking and what for: pairs of key and words, the likeliest first."""

    requesters: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
