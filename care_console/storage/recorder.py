"""Writes audit events into the outbox, inside the transaction that they record."""

from __future__ import annotations

import uuid
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from sqlalchemy import Connection, insert, update
from sqlalchemy.dialects.sqlite import insert as upsert

from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import Clock
from care_console.domain.roles import Agent
from care_console.storage.tables import audit_source, outbox


@dataclass(frozen=True, slots=True)
class Site:
    """Where events come from: the store's id, and the name of the computer."""

    store_id: str
    host: str

    def source(self, agent_id: str) -> str:
        """The audit source of an agent in this store; of the console itself for an empty id."""
        return f"/stores/{self.store_id}/agents/{agent_id}" if agent_id else f"/stores/{self.store_id}/console"


@dataclass(frozen=True, slots=True)
class Recorder:
    """Records for one agent (None: the console itself), on one connection that holds the write lock.

    Incrementing the agent's own source row makes commit order sequence order, without gaps after a rollback.
    """

    connection: Connection
    site: Site
    clock: Clock
    agent: Agent | None

    def record(
        self,
        verb: Verb,
        outcome: Outcome = Outcome.DONE,
        *,
        request: str = "",
        purpose: str = "",
        grant: str = "",
        customer: str = "",
        fields: Collection[str] = (),
        detail: Mapping[str, str] | None = None,
    ) -> None:
        """One event; it exists once the transaction commits."""
        source = self.site.source(self.agent.id if self.agent else "")
        self.connection.execute(
            insert(outbox).values(
                source=source,
                sequence=self._next(source),
                id=str(uuid.uuid4()),
                time=self.clock.now(),
                verb=verb,
                outcome=outcome,
                agent=self.agent.id if self.agent else "",
                role=self.agent.role.value if self.agent else "",
                host=self.site.host,
                request=request,
                purpose=purpose,
                grant=grant,
                customer=customer,
                fields=sorted(fields),
                detail=dict(detail or {}),
            )
        )

    def _next(self, source: str) -> int:
        self.connection.execute(upsert(audit_source).values(source=source, last_sequence=0).on_conflict_do_nothing())
        sequence: int = self.connection.execute(
            update(audit_source)
            .where(audit_source.c.source == source)
            .values(last_sequence=audit_source.c.last_sequence + 1)
            .returning(audit_source.c.last_sequence)
        ).scalar_one()
        return sequence
