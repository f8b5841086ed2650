"""What leads and privacy officers read of the audit log."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from care_console.domain.events import EventRow


@dataclass(frozen=True, slots=True)
class ReviewNames:
    """What identifiers in audit events stand for: agents' names, and requests' numbers, by id."""

    agents: Mapping[str, str]
    requests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which events of the audit log, all conditions together; empty means any.

    `agent` and `customer` are identifiers, `cursor` is `AuditPage.next` of the page before; newest first.
    """

    agent: str = ""
    customer: str = ""
    cursor: str | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An event in the log: its index there, when the log received it, and the event.

    None stands for what this version cannot read: a tombstone, or a verb of a newer version.
    """

    index: int
    received: datetime
    event: EventRow | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log, pinned to the `size` that it had when the first page was read."""

    size: int
    entries: tuple[AuditEntry, ...]
    next: str | None = None


class AuditLog(Protocol):
    """The audit log as leads read it."""

    def read(self, query: AuditQuery) -> AuditPage:
        """A page of events. Raises ServiceError when the log cannot be reached or refuses."""
        ...
