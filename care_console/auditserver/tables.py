"""The tables of the log, their moments and how a page of events is found: SQL that both databases speak."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import (
    BigInteger,
    Column,
    ColumnElement,
    Connection,
    Index,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    Text,
    UniqueConstraint,
    and_,
    select,
)

from care_console.domain.events import TYPE_PREFIX

metadata: Final = MetaData()
head: Final = Table(
    "head", metadata, Column("one", BigInteger, primary_key=True), Column("size", BigInteger, nullable=False)
)
events: Final = Table(
    "event",
    metadata,
    Column("index", BigInteger, primary_key=True, autoincrement=False),
    Column("source", String(200), nullable=False),
    Column("id", String(200), nullable=False),
    Column("sequence", BigInteger, nullable=False),
    Column("kind", Text, nullable=False),
    Column("time", BigInteger, nullable=False, doc="microseconds since 1970, by the sender's clock"),
    Column("received", BigInteger, nullable=False, doc="microseconds since 1970, by this service's clock"),
    Column("actor", Text, nullable=False),
    Column("customer", Text, nullable=False),
    Column("sha256", LargeBinary(32), nullable=False),
    Column("body", LargeBinary, nullable=False),
    UniqueConstraint("source", "id"),
    UniqueConstraint("source", "sequence"),
    Index("event_actor", "actor", "index"),
    Index("event_customer", "customer", "index"),
    Index("event_kind", "kind", "index"),
    Index("event_time", "time"),
)
sources: Final = Table(
    "source",
    metadata,
    Column("source", String(200), primary_key=True),
    Column("contiguous", BigInteger, nullable=False),
    Column("highest", BigInteger, nullable=False),
    Column("last_event", BigInteger, nullable=False),
    Column("last_received", BigInteger, nullable=False),
)

MAX_PAGE_BYTES: Final = 2_097_152
"""A page ends before the event that would go over this, if it holds one already."""

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Query:
    """Which events, all conditions together.

    `since` <= time < `until`, by the sender's clock; `cursor` is size and last index of the page before.
    """

    actor: str = ""
    customer: str = ""
    activity: str = ""
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 100
    newest_first: bool = True
    cursor: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """Events of one page as (index, received, body), pinned to `size`; `more` if a page follows."""

    size: int
    events: list[tuple[int, datetime, bytes]]
    more: bool


def page(connection: Connection, query: Query, size: int) -> Found:
    """One page by the key of the log, and whether another follows."""
    pinned = min(query.cursor[0], size) if query.cursor else size
    rows = connection.execute(_selection(query, pinned).limit(query.limit + 1)).all()
    found: list[tuple[int, datetime, bytes]] = []
    room = MAX_PAGE_BYTES
    for index, received, body in rows[: query.limit]:
        room -= len(body)
        if found and room < 0:
            break
        found.append((index, moment(received), bytes(body)))
    return Found(size=pinned, events=found, more=len(rows) > len(found))


def _selection(query: Query, pinned: int) -> Select[int, int, bytes]:
    conditions: list[ColumnElement[bool]] = [events.c.index < pinned]
    if query.cursor:
        after = query.cursor[1]
        conditions.append(events.c.index < after if query.newest_first else events.c.index > after)
    if query.actor:
        conditions.append(events.c.actor == query.actor)
    if query.customer:
        conditions.append(events.c.customer == query.customer)
    if query.activity:
        conditions.append(events.c.kind == TYPE_PREFIX + query.activity)
    if query.since:
        conditions.append(events.c.time >= micros(query.since))
    if query.until:
        conditions.append(events.c.time < micros(query.until))
    order = events.c.index.desc() if query.newest_first else events.c.index
    return select(events.c.index, events.c.received, events.c.body).where(and_(*conditions)).order_by(order)


def micros(instant: datetime) -> int:
    """Microseconds since 1970."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def moment(micros_since_1970: int) -> datetime:
    """Aware UTC."""
    return _EPOCH + timedelta(microseconds=micros_since_1970)
