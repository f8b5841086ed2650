"""What the page of requests at work shows. Every text is ready to be shown; masked values arrive masked."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.ui.theme.icons import IconName


@dataclass(frozen=True, slots=True)
class WorkRow:
    """Somebody else's request with a customer open."""

    key: str
    icon: IconName
    title: str
    note: str
    when: str


@dataclass(frozen=True, slots=True)
class JoinedView:
    """A request that is looked at: who works it, what is verified, and the customer as that agent may see them."""

    title: str
    identity: str
    verified: bool
    lines: tuple[tuple[str, str], ...]
    notes: tuple[str, ...]
