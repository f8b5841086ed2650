"""The transaction of a unit of work in the embedded store: short, one agent's, its rows guarded (`access.md`)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from care_console.domain.errors import BugError, ConflictError
from care_console.domain.ports import Clock
from care_console.domain.roles import Agent
from care_console.domain.terms import Terms
from care_console.storage.lookup_index import reindex
from care_console.storage.recorder import Recorder, Site
from care_console.storage.sqlite.grants import Grants
from care_console.storage.sqlite.guard import Guard, LiveGrants

_Made = TypeVar("_Made")


class Transaction:
    """One agent's, named; left without `commit`, it rolls back."""

    def __init__(
        self,
        connection: Connection,
        agent: Agent,
        site: Site,
        clock: Clock,
        *,
        writes: bool,
        terms: Terms,
    ) -> None:
        """`terms` are what the packs in force say."""
        self._agent = agent
        self._name = uuid.uuid4().hex
        self._connection = connection
        self._clock = clock
        self._writes = writes
        self._terms = terms
        self._recorder = Recorder(connection, site, clock, agent) if writes else None
        self.committed = False
        """Whether what it wrote is durable."""

    # Made when first asked for: a key in look-up, which waits for two transactions, needs neither grants nor guard.

    @cached_property
    def _live(self) -> LiveGrants:
        return Grants(self._connection, self._agent, self._clock, self._name).live()

    @cached_property
    def _guard(self) -> Guard:
        session = Session(bind=self._connection, autoflush=False, expire_on_commit=False)
        return Guard(session, self._live, self._recorder, self._terms.retention, self._clock.now())

    @property
    def _session(self) -> Session:
        """Never without its guard."""
        return self._guard.session

    @property
    def _guarded(self) -> bool:
        """Whether there is a session, whose objects may wait to be written."""
        return "_guard" in self.__dict__

    def commit(self) -> None:
        """See the port."""
        if self._guarded:
            self._flush()
            if self._guard.written:
                reindex(self._connection, self._guard.written)
        transaction = self._connection.get_transaction()
        if transaction is None or self.committed:
            raise BugError("a unit of work commits once")
        transaction.commit()
        self.committed = True

    def _flush(self) -> None:
        """Write what was set on guarded rows, with its history and its event."""
        try:
            self._session.flush()
        except StaleDataError:
            raise ConflictError(
                "Somebody else changed this record while you worked on it.",
                safe="Their change is saved, and yours is still on your screen.",
                todo="Compare both, then save again what should stand.",
            ) from None

    def close(self) -> None:
        """Forget what was read; the connection's owner rolls back what was not committed."""
        if self._guarded:
            self._session.close()

    def _at(self, desk: Callable[[Recorder, Agent, str, Terms], _Made]) -> _Made:
        """One of the desks where this agent records and grants. Raises BugError for a reader."""
        return desk(self._writer, self._agent, self._name, self._terms)

    @property
    def _writer(self) -> Recorder:
        if self._recorder is None:
            raise BugError("a reader cannot record")
        return self._recorder
