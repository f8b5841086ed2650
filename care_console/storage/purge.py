"""Deletes what is beyond its retention, in short transactions, each with its event (T1, S3)."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, delete, func, not_, select

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import GUARDED
from care_console.domain.ports import Clock
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.storage import tables as t
from care_console.storage.recorder import Recorder
from care_console.storage.sqlite.guard import kept
from care_console.storage.store import SqliteStore


@dataclass(frozen=True, slots=True)
class SqliteKeeper:
    """See `domain.ports.Keeper`. `agent` is who purges."""

    store: SqliteStore
    clock: Clock
    agent: Agent

    def refuse(self, refusal: Refusal) -> None:
        """See the port."""
        with self.store.engines.writing() as connection:
            self._recorder(connection).record(Verb.PURGED, Outcome.REFUSED, detail={"reason": refusal.reason.value})

    def over(self) -> dict[str, int]:
        """See the port."""
        brand = t.transcript.c.brand
        query = select(brand, func.count()).where(self._is_over()).group_by(brand).order_by(brand)
        with self.store.engines.reading() as connection:
            return {row[0]: row[1] for row in connection.execute(query)}

    def purge(self, limit: int) -> int:
        """See the port."""
        chat = t.transcript
        oldest = select(chat.c.id).where(self._is_over()).order_by(chat.c.ended_at, chat.c.id).limit(limit)
        with self.store.engines.writing() as connection:
            ids = list(connection.scalars(oldest))
            if ids:
                connection.execute(delete(chat).where(chat.c.id.in_(ids)))
                self._recorder(connection).record(Verb.PURGED, detail={"transcripts": str(len(ids))})
        self.store.on_commit()
        return len(ids)

    def _is_over(self) -> ColumnElement[bool]:
        since = self.store.retention.since(self.clock.now())
        return not_(kept(t.transcript, GUARDED["transcript"].kept_by, since))

    def _recorder(self, connection: Connection) -> Recorder:
        return Recorder(connection, self.store.site, self.clock, self.agent)
