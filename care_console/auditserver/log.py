"""The log: the exact bytes of every event in the order received, under an index without gaps. Nothing is updated.

One row, `head`, holds the size. A writer locks it first, so writers queue there, and index order is commit order. The
layout is one that a Merkle tree (RFC 6962) can be laid over: leaf `index` is `body`.
"""

from __future__ import annotations

import hashlib
import threading
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Final, Literal

from sqlalchemy import Connection, exists, func, insert, select, update
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from care_console.auditserver.schema import Envelope
from care_console.auditserver.tables import Found, Query, head, metadata, micros, moment, page, sources
from care_console.auditserver.tables import events as event_table
from care_console.domain.audit_answers import Gap, SourceState
from care_console.domain.errors import StoreBusyError
from care_console.domain.events import TYPE_PREFIX, EventRow, envelope
from care_console.storage.engine import Engines

_LOOKUP: Final = 400
MAX_GAPS: Final = 100


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one event; `index` is its place in the log, or that of the event already in its place."""

    status: Literal["created", "duplicate", "conflict"]
    index: int
    reason: str = ""


@dataclass(slots=True)
class _Known:
    """Events of the sources at hand that are in the log, by identifier and by sequence: (index, SHA-256)."""

    by_id: dict[tuple[str, str], tuple[int, bytes]] = field(default_factory=dict)
    by_sequence: dict[tuple[str, int], int] = field(default_factory=dict)


class Log:
    """Every method is one transaction; failures of the database are StoreErrors, and then nothing was stored."""

    def __init__(self, engines: Engines, now: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        self._engines = engines
        self._now = now
        # Writers of this process queue here in order, instead of polling the database's own lock.
        self._turn = threading.Lock()

    def prepare(self) -> None:
        """Make the tables where they are missing."""
        with self._writing() as connection:
            metadata.create_all(connection)
            if connection.scalar(select(func.count()).select_from(head)) == 0:
                connection.execute(insert(head).values(one=1, size=0))

    def close(self) -> None:
        """Close every connection."""
        self._engines.dispose()

    def size(self) -> int:
        """How many events the log holds."""
        with self._reading() as connection:
            return int(connection.execute(select(head.c.size)).scalar_one())

    def append(self, events: Sequence[Envelope]) -> list[Verdict]:
        """Store what is new, in one transaction, and say for each event what became of it."""
        with self._writing() as connection:
            return self._append(connection, events)

    def read(self, query: Query, source: str, witness: Callable[[int, int], EventRow]) -> Found:
        """A page of events; that it was read is itself an event of `source`, committed before the page returns.

        `witness(sequence, count)` gives the row for the next sequence of `source` and the number of events found.
        """
        with self._writing() as connection:
            size = _lock(connection)
            found = page(connection, query, size)
            last = connection.scalar(select(sources.c.highest).where(sources.c.source == source)) or 0
            row = witness(last + 1, len(found.events))
            body = envelope(row)
            self._append(
                connection,
                [
                    Envelope(
                        body, row.id, source, row.sequence, TYPE_PREFIX + row.verb, row.time, row.agent, row.customer
                    )
                ],
            )
            return found

    def source(self, source: str) -> SourceState | None:
        """How complete a source is; None if nothing of it has ever arrived."""
        with self._reading() as connection:
            row = connection.execute(select(sources).where(sources.c.source == source)).one_or_none()
            if row is None:
                return None
            return SourceState(
                source=source,
                contiguous=row.contiguous,
                highest=row.highest,
                last_event=moment(row.last_event),
                last_received=moment(row.last_received),
                gaps=list(_gaps(connection, source, row.contiguous)) if row.contiguous < row.highest else [],
            )

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._turn, _in_time(), self._engines.writing() as connection:
            yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with _in_time(), self._engines.reading() as connection:
            yield connection

    def _append(self, connection: Connection, events: Sequence[Envelope]) -> list[Verdict]:
        size = _lock(connection)
        known = _known(connection, events)
        received = micros(self._now())
        rows: list[dict[str, object]] = []
        verdicts = []
        for event in events:
            digest = hashlib.sha256(event.body).digest()
            verdict = _judge(event, digest, known, size + len(rows))
            verdicts.append(verdict)
            if verdict.status == "created":
                known.by_id[event.source, event.id] = (verdict.index, digest)
                known.by_sequence[event.source, event.sequence] = verdict.index
                rows.append(_row(event, digest, verdict.index, received))
        if rows:
            connection.execute(insert(event_table), rows)
            connection.execute(update(head).values(size=size + len(rows)))
            _advance(connection, [events[n] for n, v in enumerate(verdicts) if v.status == "created"], received)
        return verdicts


@contextmanager
def _in_time() -> Iterator[None]:
    """No free connection is the same to a caller as a busy database."""
    try:
        yield
    except PoolTimeoutError:
        raise StoreBusyError("Too many requests read the audit log at once.") from None


def _lock(connection: Connection) -> int:
    """The size of the log, with every other writer kept out until this transaction ends."""
    return int(connection.execute(select(head.c.size).with_for_update()).scalar_one())


def _judge(event: Envelope, digest: bytes, known: _Known, index: int) -> Verdict:
    same = known.by_id.get((event.source, event.id))
    if same is not None:
        if same[1] == digest:
            return Verdict("duplicate", same[0])
        return Verdict("conflict", same[0], "the identifier belongs to other bytes")
    taken = known.by_sequence.get((event.source, event.sequence))
    if taken is not None:
        return Verdict("conflict", taken, "the sequence belongs to another event")
    return Verdict("created", index)


def _known(connection: Connection, events: Sequence[Envelope]) -> _Known:
    """What the log holds already under the identifiers and sequences of `events`."""
    known = _Known()
    by_source: dict[str, list[Envelope]] = defaultdict(list)
    for event in events:
        by_source[event.source].append(event)
    columns = select(event_table.c.index, event_table.c.id, event_table.c.sequence, event_table.c.sha256)
    for source, group in by_source.items():
        of_source = columns.where(event_table.c.source == source)
        for start in range(0, len(group), _LOOKUP):
            part = group[start : start + _LOOKUP]
            for condition in (
                event_table.c.id.in_([event.id for event in part]),
                event_table.c.sequence.in_([event.sequence for event in part]),
            ):
                for index, identifier, sequence, digest in connection.execute(of_source.where(condition)):
                    known.by_id[source, identifier] = (index, bytes(digest))
                    known.by_sequence[source, sequence] = index
    return known


def _row(event: Envelope, digest: bytes, index: int, received: int) -> dict[str, object]:
    return {
        "index": index,
        "source": event.source,
        "id": event.id,
        "sequence": event.sequence,
        "kind": event.kind,
        "time": micros(event.time),
        "received": received,
        "actor": event.actor,
        "customer": event.customer,
        "sha256": digest,
        "body": event.body,
    }


def _advance(connection: Connection, created: Sequence[Envelope], received: int) -> None:
    """Keep per source how far it is complete."""
    latest: dict[str, Envelope] = {}
    for event in created:
        held = latest.get(event.source)
        if held is None or event.sequence > held.sequence:
            latest[event.source] = event
    for source, event in latest.items():
        row = connection.execute(select(sources).where(sources.c.source == source)).one_or_none()
        old_highest, old_contiguous = (row.highest, row.contiguous) if row else (0, 0)
        values = {
            "contiguous": _contiguous(connection, source, old_contiguous),
            "highest": max(event.sequence, old_highest),
            "last_event": row.last_event if row and old_highest > event.sequence else micros(event.time),
            "last_received": received,
        }
        if row is None:
            connection.execute(insert(sources).values(source=source, **values))
        else:
            connection.execute(update(sources).where(sources.c.source == source).values(**values))


def _contiguous(connection: Connection, source: str, start: int) -> int:
    """The highest sequence up to which nothing is missing, knowing that nothing is up to `start`."""
    here, following = event_table.alias(), event_table.alias()
    if not connection.scalar(select(exists().where(here.c.source == source, here.c.sequence == start + 1))):
        return start
    successor = exists().where(following.c.source == source, following.c.sequence == here.c.sequence + 1)
    # Ordered with a limit, not min(): the search ends at the first gap instead of walking the whole source.
    first_end = (
        select(here.c.sequence)
        .where(here.c.source == source, here.c.sequence > start, ~successor)
        .order_by(here.c.sequence)
        .limit(1)
    )
    return int(connection.execute(first_end).scalar_one())


def _gaps(connection: Connection, source: str, contiguous: int) -> Iterator[Gap]:
    """The first gaps above `contiguous`."""
    previous = func.lag(event_table.c.sequence, 1, contiguous).over(order_by=event_table.c.sequence).label("previous")
    steps = (
        select(event_table.c.sequence, previous)
        .where(event_table.c.source == source, event_table.c.sequence > contiguous)
        .subquery()
    )
    jumps = select(steps).where(steps.c.sequence > steps.c.previous + 1).order_by(steps.c.sequence).limit(MAX_GAPS)
    for sequence, before in connection.execute(jumps):
        yield Gap(first=before + 1, last=sequence - 1)
