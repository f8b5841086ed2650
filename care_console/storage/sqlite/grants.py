"""The grants of the embedded store: what an agent may see and write, under which request, until when (`access.md`)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, insert, select, true, update

from care_console.domain.fields import EMERGENCY, OPEN
from care_console.domain.ports import Clock
from care_console.domain.requests import GRANT_TIME, CareRequest, Grant
from care_console.domain.roles import Agent
from care_console.storage import tables as t
from care_console.storage.sqlite.guard import LiveGrants, Under
from care_console.storage.sqlite.standing import stays_until

_TRAINING = "training."
SEARCHING = "search.transcripts"
"""The scope that opens what the search for a copy finds in a customer's conversations."""
_grant = t.access_grant.c
_REVEALING = _grant.scopes != [OPEN]
_EMERGENCIES = ([EMERGENCY], sorted([EMERGENCY, OPEN]))


def training_scope(transcript_id: int) -> str:
    """The scope that opens one conversation for training (T3)."""
    return f"{_TRAINING}{transcript_id}"


def reading_scope(transcript_id: int) -> str:
    """The scope that opens one conversation for its customer's copy (T2)."""
    return f"read.{transcript_id}"


@dataclass(frozen=True, slots=True)
class Grants:
    """The grants of one agent, in one transaction named by `unit`. None is ever deleted: they end, or are closed."""

    connection: Connection
    agent: Agent
    clock: Clock
    unit: str

    def live(self) -> LiveGrants:
        """Those that another, committed transaction inserted and that are neither closed nor over."""
        rows = self.connection.execute(
            select(t.access_grant, t.care_request.c.number, t.care_request.c.purpose)
            .join(t.care_request, t.care_request.c.id == _grant.request_id)
            .where(self._mine(), _grant.unit != self.unit)
            .order_by(_grant.opened_at)
        )
        live = LiveGrants()
        for row in rows:
            if any(scope.startswith(_TRAINING) for scope in row.scopes):
                continue  # one conversation, redacted: it opens nothing of the customer
            live.scopes[row.customer_id] = live.of(row.customer_id) | frozenset(row.scopes)
            under = Under(row.id, row.request_id, row.number, row.purpose.value if row.purpose else "")
            live.under.update({(row.customer_id, scope): under for scope in row.scopes})
            live.grants.update({(row.request_id, row.customer_id, scope): row.id for scope in row.scopes})
        return live

    def for_training(self, request_id: str, transcript_id: int) -> bool:
        """Whether another, committed transaction opened this one conversation for training under the request."""
        rows = self.connection.scalars(
            select(_grant.scopes).where(self._mine(), _grant.request_id == request_id, _grant.unit != self.unit)
        )
        return any(training_scope(transcript_id) in scopes for scopes in rows)

    def give(
        self, request: CareRequest, customer_id: int, scopes: Collection[str], time: timedelta = GRANT_TIME
    ) -> Grant:
        """Grant these for `time`, or until what was proved lapses."""
        now = self.clock.now()
        until = now + time
        if not set(scopes) <= {OPEN, EMERGENCY}:
            until = min(until, stays_until(self.connection, request, customer_id, now))
        grant = Grant(uuid.uuid4().hex, request.id, customer_id, frozenset(scopes), until)
        self.connection.execute(
            insert(t.access_grant).values(
                id=grant.id,
                request_id=request.id,
                customer_id=customer_id,
                agent=self.agent.id,
                scopes=sorted(scopes),
                opened_at=now,
                expires_at=grant.expires_at,
                unit=self.unit,
            )
        )
        return grant

    def prolong(self, request: CareRequest) -> None:
        """Set the live grants of a request to their full time from now, but for an emergency's."""
        now = self.clock.now()
        whole = now + GRANT_TIME
        stays = min(whole, stays_until(self.connection, request, request.customer_id, now))
        for which, until in ((~_REVEALING, whole), (_REVEALING, stays)):
            self.connection.execute(
                update(t.access_grant)
                .where(
                    self._mine(),
                    _grant.request_id == request.id,
                    _grant.scopes.not_in(_EMERGENCIES),
                    which,
                )
                .values(expires_at=until)
            )

    def close(self, which: ColumnElement[bool]) -> int:
        """Close grants of any agent's; how many were not closed before."""
        closed = self.connection.execute(
            update(t.access_grant).where(which, _grant.closed_at.is_(None)).values(closed_at=self.clock.now())
        )
        return closed.rowcount

    def mask(self, which: ColumnElement[bool]) -> None:
        """Close what these reveal beyond `open`; where the facts still reach the view, it is granted anew."""
        self.close(which & _REVEALING)

    def lock(self, customer_id: int) -> None:
        """Close what is revealed of a customer under whatever request, but for emergencies."""
        self.close((_grant.customer_id == customer_id) & _grant.scopes.not_in([[OPEN], *_EMERGENCIES]))

    def close_of(self, request: CareRequest, which: ColumnElement[bool] | None = None) -> None:
        """Close the grants of a request, or some of them."""
        self.close((_grant.request_id == request.id) & (true() if which is None else which))

    def close_elsewhere(self, request: CareRequest, customer_id: int) -> None:
        """A customer is open under one request of an agent at a time: what one caller proved is not another's."""
        mine = _grant.agent == self.agent.id
        self.close(mine & (_grant.customer_id == customer_id) & (_grant.request_id != request.id))

    def close_all(self) -> int:
        """Close every grant of this agent's, under whatever request; how many were live."""
        return self.close(self._mine())

    def _mine(self) -> ColumnElement[bool]:
        """This agent's that are neither closed nor over."""
        return (_grant.agent == self.agent.id) & _live_at(self.clock.now())


def _live_at(now: datetime) -> ColumnElement[bool]:
    return _grant.closed_at.is_(None) & (_grant.expires_at > now)


def shown_to_holder(connection: Connection, clock: Clock, request: CareRequest) -> frozenset[str] | None:
    """What its agent may see of a request's customer just now; None where the customer is not open to them."""
    shown = connection.scalars(
        select(_grant.scopes).where(
            _live_at(clock.now()),
            _grant.request_id == request.id,
            _grant.customer_id == request.customer_id,
            _grant.agent == request.agent,
        )
    ).all()
    return frozenset(scope for scopes in shown for scope in scopes) if shown else None
