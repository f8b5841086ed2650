"""What every page's presenter works with: the services, the agent on shift, and how to run work and tell of trouble."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from care_console.ui.kit.marks import Brand

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.domain.policies import PolicyBook
    from care_console.domain.roles import Agent
    from care_console.domain.say_lines import SayBook
    from care_console.services.access import Access
    from care_console.services.amend import Amend
    from care_console.services.codes import Codes
    from care_console.services.copies import Copies
    from care_console.services.lookup import Lookup
    from care_console.services.oversight import Oversight
    from care_console.services.preferences import Preferences
    from care_console.services.requests import CareRequests
    from care_console.services.review import Review
    from care_console.services.sending import Sending
    from care_console.services.signing_in import SignIn
    from care_console.services.situations import CareSituations
    from care_console.services.stopped import StoppedWork
    from care_console.services.training import TrainingRoom
    from care_console.services.transcripts import Transcripts
    from care_console.ui.background import Background


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one open store, and the policies in force."""

    sign_in: SignIn
    lookup: Lookup
    access: Access
    requests: CareRequests
    amend: Amend
    codes: Codes
    preferences: Preferences
    stopped: StoppedWork
    situations: CareSituations
    review: Review
    transcripts: Transcripts
    sending: Sending
    copies: Copies
    training: TrainingRoom
    oversight: Oversight
    book: PolicyBook
    market: str
    """The shop's market (ISO 3166), in which phones said without a country code are read."""
    say: SayBook
    """What is read aloud."""

    def brand(self, key: str) -> Brand:
        """A brand as it is shown."""
        known = self.book.brand(key)
        return Brand(known.name, known.initials, known.colour)

    def brand_keys(self) -> tuple[str, ...]:
        """Every brand of every controller, those of the largest controller first."""
        groups = [self.book.brands(controller.key) for controller in self.book.controllers()]
        return tuple(brand.key for group in sorted(groups, key=len, reverse=True) for brand in group)


@dataclass(frozen=True, slots=True)
class Shift:
    """One agent's time between signing in and out."""

    agent: Agent
    services: Services
    background: Background
    trouble: Callable[[Exception], None]
    typed: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    """What was typed into bars and not saved, by what it is about: there again when the same is asked, masked between
    or not. It ends with the shift."""
