"""The outbox of a store, as the relay sees it (`domain.ports.Outbox`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from sqlalchemy import ColumnElement, RowMapping, and_, bindparam, case, func, select, update

from care_console.domain.events import EventRow
from care_console.domain.ports import Backlog, Clock
from care_console.domain.roles import Agent
from care_console.storage.engine import Engines
from care_console.storage.holding import Holding
from care_console.storage.recorder import Recorder, Site
from care_console.storage.searches import UNFOLDED_FOR, fold_searches
from care_console.storage.tables import agent, outbox, search
from care_console.storage.tables import audit_source as source_table


@dataclass(frozen=True, slots=True)
class SqlOutbox:
    """Over the tables `outbox` and `audit_source`; each call is one transaction."""

    engines: Engines
    site: Site
    clock: Clock
    holding: Holding

    def lease(self, holder: str, seconds: float) -> str | None:
        """See the port."""
        now = self.clock.now()
        mine = self.holding.signed(holder)
        waiting = (outbox.c.source == source_table.c.source, _waiting())
        with self.engines.reading() as connection:
            free = self.holding.free(connection, source_table, now, waiting, mine)
            if free is None:
                return None
        oldest = (
            select(source_table.c.source)
            .join(outbox, and_(*waiting))
            .where(free)
            .group_by(source_table.c.source)
            .order_by(func.min(outbox.c.time))
            .limit(1)
        )
        with self.engines.writing() as connection:
            source = connection.scalars(oldest).first()
            if source is not None:
                connection.execute(
                    update(source_table)
                    .where(source_table.c.source == source)
                    .values(lease_holder=mine, lease_until=now + timedelta(seconds=seconds))
                )
            return source

    def pending(self, source: str, limit: int) -> list[tuple[EventRow, bytes | None]]:
        """See the port."""
        query = (
            select(outbox)
            .join(source_table, source_table.c.source == outbox.c.source)
            .where(outbox.c.source == source, _waiting())
            .order_by(outbox.c.sequence)
            .limit(limit)
        )
        with self.engines.reading() as connection:
            return [(_row(row), row["body"]) for row in connection.execute(query).mappings()]

    def store_bodies(self, source: str, bodies: Mapping[int, bytes]) -> None:
        """See the port."""
        keep = (
            update(outbox)
            .where(outbox.c.source == source, outbox.c.sequence == bindparam("of_sequence"), outbox.c.body.is_(None))
            .values(body=bindparam("sent_body"))
        )
        with self.engines.writing() as connection:
            connection.execute(keep, [{"of_sequence": number, "sent_body": body} for number, body in bodies.items()])

    def acknowledge(self, source: str, holder: str, through: int) -> None:
        """See the port; without the lease nothing happens."""
        with self.engines.writing() as connection:
            connection.execute(
                update(source_table)
                .where(self._held(source, holder))
                .values(
                    sent_through=case(
                        (source_table.c.sent_through < through, through), else_=source_table.c.sent_through
                    )
                )
            )

    def park(self, source: str, holder: str, sequence: int, reason: str) -> None:
        """See the port; without the lease nothing happens."""
        held = select(source_table.c.source).where(self._held(source, holder))
        with self.engines.writing() as connection:
            if connection.execute(held).first() is not None:
                connection.execute(
                    update(outbox).where(outbox.c.source == source, outbox.c.sequence == sequence).values(parked=reason)
                )

    def release(self, source: str, holder: str) -> None:
        """See the port."""
        with self.engines.writing() as connection:
            connection.execute(
                update(source_table).where(self._held(source, holder)).values(lease_holder=None, lease_until=None)
            )

    def _held(self, source: str, holder: str) -> ColumnElement[bool]:
        return and_(source_table.c.source == source, source_table.c.lease_holder == self.holding.signed(holder))

    def backlog(self) -> Backlog:
        """See the port."""
        waiting = (
            select(func.count(), func.min(outbox.c.time))
            .select_from(outbox)
            .join(source_table, source_table.c.source == outbox.c.source)
            .where(_waiting())
        )
        parked = select(func.count()).select_from(outbox).where(outbox.c.parked.is_not(None))
        with self.engines.reading() as connection:
            count, oldest = connection.execute(waiting).one()
            return Backlog(count, oldest, connection.execute(parked).scalar_one())

    def fold_stale_searches(self) -> None:
        """Fold searches older than a quarter of an hour: no window is needed for them to become an event."""
        stale = search.c.folded.is_(False) & (search.c.at <= self.clock.now() - UNFOLDED_FOR)
        searchers = select(agent).where(agent.c.id.in_(select(search.c.agent).where(stale)))
        with self.engines.reading() as connection:
            if connection.execute(searchers).first() is None:
                return
        with self.engines.writing() as connection:
            for who in connection.execute(searchers).all():
                recorder = Recorder(connection, self.site, self.clock, Agent(who.id, who.name, who.role))
                fold_searches(recorder, stale & (search.c.agent == who.id))


def _waiting() -> ColumnElement[bool]:
    return and_(outbox.c.sequence > source_table.c.sent_through, outbox.c.parked.is_(None))


def _row(row: RowMapping) -> EventRow:
    return EventRow(
        source=row["source"],
        sequence=row["sequence"],
        id=row["id"],
        time=row["time"],
        verb=row["verb"],
        outcome=row["outcome"],
        agent=row["agent"],
        role=row["role"],
        host=row["host"],
        request=row["request"],
        purpose=row["purpose"],
        grant=row["grant"],
        customer=row["customer"],
        fields=tuple(row["fields"]),
        detail=row["detail"],
    )
