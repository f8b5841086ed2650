"""What the review page shows of audit events."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from care_console.ui.kit.marks import Brand
from care_console.ui.theme.icons import IconName
from care_console.ui.theme.tokens import Tone


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One audit event. ``customer`` is a pseudonym, never a name; ``facts`` are label and text for the detail pane."""

    key: Hashable
    time: str
    agent: str
    event: str
    icon: IconName
    outcome: str
    tone: Tone = "neutral"
    customer: str = ""
    brand: Brand | None = None
    request: str = ""
    facts: tuple[tuple[str, str], ...] = ()
