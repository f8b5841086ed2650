"""What the lookup page shows. Values arrive masked: the page could not unmask them."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.marks import Brand
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone
from care_console.ui.words import duplicates_words


@dataclass(frozen=True, slots=True)
class Mark:
    """A place to highlight: characters ``start`` up to but not including ``end`` of a text of ``HitRow``."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class HitRow:
    """One customer who matches.

    ``key`` is opaque to the page and comes back when the hit is chosen. ``marks`` are highlighted. ``twins`` tells how
    many other hits may be the same customer. All else is text ready to be shown; empty where nothing is on file.
    """

    key: Hashable
    name: str
    brand: Brand
    number: str
    marks: tuple[Mark, ...] = ()
    email: str = ""
    phone: str = ""
    postcode: str = ""
    town: str = ""
    contacted: str = ""
    channel: str = ""
    flag: ChipText | None = None
    twins: int = 0

    def spoken(self) -> str:
        """The row as one sentence for screen readers."""
        flag = self.flag.text if self.flag else ""
        parts = (self.name, self.brand.name, self.number, self.town, flag, duplicates_words(self.twins))
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
    goes_on: bool = False
    """Whether it has not ended, so that the agent can go on with it."""


@dataclass(frozen=True, slots=True)
class OpeningChoices:
    """Who may be asking, what for and how: pairs of key and words, the likeliest first."""

    requesters: tuple[tuple[str, str], ...]
    purposes: tuple[tuple[str, str], ...]
    channels: tuple[tuple[str, str], ...] = ()
    channel: str = ""
    """Key of the channel that was said before."""
    reference: str = ""
    """As it was typed before."""
    unseeing: frozenset[str] = frozenset()
    """Keys of those for whom nobody is opened."""


@dataclass(frozen=True, slots=True)
class Opening:
    """What was said before a customer is opened: keys, and the reference of the call, mail or letter."""

    requester: str
    purpose: str
    channel: str = ""
    reference: str = ""
