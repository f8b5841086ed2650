"""What the transcript page shows. Every text is ready to be shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from care_console.ui.kit.chip import ChipText


class Side(Enum):
    """Whose words a row holds: the customer's, the advisor's, or nobody's (notices and pauses)."""

    CUSTOMER = "customer"
    ADVISOR = "advisor"
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the conversation: `head` (speaker and time) is empty where the speaker goes on, and for a pause."""

    side: Side
    text: str
    head: str = ""
    spoken: str = ""
    """What a screen reader says."""


@dataclass(frozen=True, slots=True)
class TranscriptView:
    """A conversation to be read; `kept` says until when it may be."""

    title: str
    note: str
    kept: ChipText
    lines: tuple[Line, ...]
