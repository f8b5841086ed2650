"""What team leads watch over: emergencies in which details were opened without verification, and requests at work.

`access.md` 6: break-glass needs a typed reason, opens for a short time, and alerts the leads at once. `care.md`: a lead
joins an open request under a grant of their own.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from care_console.domain.errors import InvalidError
from care_console.domain.request_life import checked_text
from care_console.domain.requests import CareRequest, Fact

GLASS_TIME: Final = timedelta(minutes=5)
"""For how long an emergency opens details; work does not prolong it."""
GLASS_WINDOW: Final = timedelta(days=30)
GLASS_THAT_FLAGS: Final = 3
"""So many emergencies of one agent within the window are marked in the event."""
GLASS_FACTS: Final = frozenset({Fact.PHONE, Fact.POSTCODE})
"""What an emergency shows, and so identifies nobody to whoever has seen it."""
GLASS_SEEN: Final = timedelta(hours=24)
"""For how long after an emergency these facts do not count, as long as failures do."""
SHORTEST_REASON: Final = 10
LONGEST_REASON: Final = 500


class AlertKind(StrEnum):
    """What waits for a lead."""

    GLASS = "glass"
    COPY = "copy"
    DEATH = "death"


@dataclass(frozen=True, slots=True)
class Alert:
    """Something that waits for a lead, without anything of its customer; `agent` is a name, `request` a number.

    `own`: the lead caused it, and so another one decides.
    """

    kind: AlertKind
    id: str
    agent: str
    request: str
    brand: str
    at: datetime
    own: bool


@dataclass(frozen=True, slots=True)
class GlassBroken:
    """An emergency that nobody has looked into yet; `agent` is a name, `request` a number.

    `own`: the lead opened it, and so another one looks into it.
    """

    id: str
    agent: str
    request: str
    brand: str
    at: datetime
    until: datetime
    reason: str
    own: bool


@dataclass(frozen=True, slots=True)
class AtWork:
    """Somebody else's request with a customer open; `agent` is a name, `customer` the mask of a number."""

    request: CareRequest
    agent: str
    customer: str


def checked_reason(typed: str) -> str:
    """Why an emergency needs details, as it is kept. Raises InvalidError, in words."""
    kept = checked_text("reason", typed, LONGEST_REASON)
    if len(kept) < SHORTEST_REASON:
        raise InvalidError("glass.reason", "This is too short to be understood.", todo="Say who is in danger, and how.")
    return kept
