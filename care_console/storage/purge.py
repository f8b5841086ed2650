"""Deletes what is beyond its retention, in short transactions, each with its event (T1, S3)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Table, delete, exists, func, not_, select

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import GUARDED
from care_console.domain.messages import LEAVES
from care_console.domain.policies import RecordKind
from care_console.domain.ports import Clock
from care_console.domain.requests import Refusal
from care_console.domain.retention import Retention
from care_console.domain.roles import Agent
from care_console.storage import tables as t
from care_console.storage.recorder import Recorder
from care_console.storage.sqlite.guard import kept
from care_console.storage.store import SqliteStore


class _What(NamedTuple):
    """What is purged: its name in events, its table, and the column from which its time counts."""

    name: str
    table: Table
    time: str


@dataclass(frozen=True, slots=True)
class SqliteKeeper:
    """See `domain.ports.Keeper`. `agent` is who purges what is older than `retention` says.

    Sent mail is over only once no copy of it can leave any more.
    """

    store: SqliteStore
    clock: Clock
    agent: Agent
    retention: Retention
    kind: RecordKind = RecordKind.CHAT_TRANSCRIPTS

    def refuse(self, refusal: Refusal) -> None:
        """See the port."""
        with self.store.engines.writing() as connection:
            self._recorder(connection).record(Verb.PURGED, Outcome.REFUSED, detail={"reason": refusal.reason.value})

    def over(self) -> dict[str, int]:
        """See the port."""
        brand = self._what.table.c.brand
        query = select(brand, func.count()).where(self._is_over()).group_by(brand).order_by(brand)
        with self.store.engines.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def purge(self, limit: int) -> int:
        """See the port."""
        name, table, time = self._what
        oldest = select(table.c.id).where(self._is_over()).order_by(table.c[time], table.c.id).limit(limit)
        with self.store.engines.writing() as connection:
            ids = list(connection.scalars(oldest))
            if ids:
                connection.execute(delete(table).where(table.c.id.in_(ids)))
                self._recorder(connection).record(Verb.PURGED, detail={name: str(len(ids))})
        self.store.on_commit()
        return len(ids)

    @property
    def _what(self) -> _What:
        if self.kind is RecordKind.SENT_MAIL:
            return _What("messages", t.outgoing, "queued_at")
        return _What("transcripts", t.transcript, GUARDED["transcript"].kept_by)

    def _is_over(self) -> ColumnElement[bool]:
        _, table, time = self._what
        over = not_(kept(table, time, self.retention.since(self.clock.now())))
        if self.kind is not RecordKind.SENT_MAIL:
            return over
        copy = t.outgoing_recipient.c
        leaves = exists().where(copy.outgoing_id == t.outgoing.c.id, copy.state.in_(LEAVES))
        return over & not_(leaves)

    def _recorder(self, connection: Connection) -> Recorder:
        return Recorder(connection, self.store.site, self.clock, self.agent)
