"""An outbox in memory and an audit API that follows a script: what the relay is held to."""

from __future__ import annotations

import hashlib
import json
import threading
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Literal

from care_console.domain.audit_answers import Reply
from care_console.domain.events import EventRow, Outcome, Verb
from care_console.domain.ports import Backlog
from care_console.transport import TransportError, Trouble

MOMENT = datetime(2026, 3, 4, 5, 6, 7, tzinfo=UTC)

Fault = Literal["lost", "stored but lost", "short", "wrong hash", "wrong identifiers", "busy"]
FAULTS: tuple[Fault, ...] = ("lost", "stored but lost", "short", "wrong hash", "wrong identifiers", "busy")


@dataclass
class ModelClock:
    """Seconds that pass when a test says so."""

    seconds: float = 0.0

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        return MOMENT + timedelta(seconds=self.seconds)


def make_row(source: str, sequence: int, **changes: str) -> EventRow:
    return EventRow(
        source=source,
        sequence=sequence,
        id=changes.get("id", f"{source}-{sequence}"),
        time=MOMENT + timedelta(seconds=sequence),
        verb=Verb.SEARCHED,
        outcome=Outcome.DONE,
        agent="a1",
        role="agent",
        host=changes.get("host", "desk-4"),
    )


@dataclass
class ModelOutbox:
    """`domain.ports.Outbox` with dictionaries."""

    clock: ModelClock
    rows: dict[str, list[EventRow]] = field(default_factory=lambda: defaultdict(list))
    bodies: dict[tuple[str, int], bytes] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    parked: dict[tuple[str, int], str] = field(default_factory=dict)
    leases: dict[str, tuple[str, float]] = field(default_factory=dict)
    folds: int = 0

    def emit(self, source: str, **changes: str) -> EventRow:
        row = make_row(source, len(self.rows[source]) + 1, **changes)
        self.rows[source].append(row)
        return row

    def waiting(self, source: str) -> list[EventRow]:
        rows = self.rows[source]
        return [r for r in rows if r.sequence > self.sent[source] and (source, r.sequence) not in self.parked]

    def lease(self, holder: str, seconds: float) -> str | None:
        free = [source for source in self.rows if self.waiting(source) and (self._holder(source) in (None, holder))]
        if not free:
            return None
        source = min(free, key=lambda s: self.waiting(s)[0].time)
        self.leases[source] = (holder, self.clock.seconds + seconds)
        return source

    def pending(self, source: str, limit: int) -> list[tuple[EventRow, bytes | None]]:
        return [(row, self.bodies.get((source, row.sequence))) for row in self.waiting(source)[:limit]]

    def store_bodies(self, source: str, bodies: Mapping[int, bytes]) -> None:
        for sequence, body in bodies.items():
            self.bodies.setdefault((source, sequence), body)

    def acknowledge(self, source: str, holder: str, through: int) -> None:
        if self._holder(source) == holder:
            self.sent[source] = max(self.sent[source], through)

    def park(self, source: str, holder: str, sequence: int, reason: str) -> None:
        if self._holder(source) == holder:
            self.parked[source, sequence] = reason

    def release(self, source: str, holder: str) -> None:
        if self._holder(source) == holder:
            del self.leases[source]

    def backlog(self) -> Backlog:
        waiting = [row for source in list(self.rows) for row in self.waiting(source)]
        return Backlog(len(waiting), min((row.time for row in waiting), default=None), len(self.parked))

    def fold_stale_searches(self) -> None:
        self.folds += 1

    def _holder(self, source: str) -> str | None:
        holder, until = self.leases.get(source, (None, 0.0))
        return holder if until > self.clock.seconds else None


@dataclass
class ScriptedApi:
    """Dedupes as the service does; the next sendings meet the faults of `script`; `poison` is rejected."""

    script: list[Fault | None] = field(default_factory=list)
    poison: set[str] = field(default_factory=set)
    log: list[bytes] = field(default_factory=list)
    requests: list[list[bytes]] = field(default_factory=list)
    arrived: threading.Semaphore = field(default_factory=lambda: threading.Semaphore(0))

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:
        self.requests.append(list(bodies))
        fault = self.script.pop(0) if self.script else None
        if fault in ("lost", "busy"):
            trouble = Trouble.BUSY if fault == "busy" else Trouble.UNREACHABLE
            raise TransportError(trouble, "Away.", retry_after=7.0 if fault == "busy" else 0.0)
        replies = [self._accept(body) for body in bodies]
        if fault == "stored but lost":
            raise TransportError(Trouble.TIMEOUT, "Late.")
        if fault == "short":
            return replies[:-1]
        if fault == "wrong hash":
            return [Reply(r.id, "0" * 64, r.status, r.index) for r in replies]
        if fault == "wrong identifiers":
            return [Reply("other", r.sha256, "created", r.index) for r in replies]
        return replies

    def stored(self, source: str) -> list[tuple[int, str]]:
        """Sequence and type of the events of a source, in the order stored."""
        events = [json.loads(body) for body in self.log]
        return [(int(event["sequence"]), event["type"]) for event in events if event["source"] == source]

    def _accept(self, body: bytes) -> Reply:
        event = json.loads(body)
        digest = hashlib.sha256(body).hexdigest()
        if event["id"] in self.poison:
            return Reply(event["id"], digest, "rejected", reason="poison")
        for index, held in enumerate(self.log):
            other = json.loads(held)
            if held == body:
                return Reply(event["id"], digest, "duplicate", index)
            if other["source"] == event["source"] and (
                other["id"] == event["id"] or other["sequence"] == event["sequence"]
            ):
                return Reply(event["id"], digest, "conflict", index)
        self.log.append(body)
        self.arrived.release()
        return Reply(event["id"], digest, "created", len(self.log) - 1)
