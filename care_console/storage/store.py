"""The embedded store: one encrypted SQLite file, one seat (`domain.ports.Store`)."""

from __future__ import annotations

import unicodedata
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, insert, select, update

from care_console.domain.errors import StoreReadOnlyError
from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import Clock, SignInAttempt
from care_console.domain.request_life import UNUSED_AFTER
from care_console.domain.requests import SIGN_IN_FAILURES, SIGN_IN_PAUSE, Reason, Refusal
from care_console.domain.roles import Agent, Role
from care_console.domain.terms import Terms
from care_console.storage import schema
from care_console.storage import tables as t
from care_console.storage.engine import Engines, open_engines
from care_console.storage.holding import Holding
from care_console.storage.mapping import map_classes
from care_console.storage.order_queue import SqlOrderQueue
from care_console.storage.outbox import SqlOutbox
from care_console.storage.outgoing import SqlOutgoing
from care_console.storage.recorder import Recorder, Site
from care_console.storage.sqlite import guard
from care_console.storage.sqlite.requests import unused_since
from care_console.storage.sqlite.stopped import SqliteStopped
from care_console.storage.sqlite.unit import SqliteUnit
from care_console.storage.strangers import Strangers

HEAD = "0001"
_mapped = False


def _prepare_classes() -> None:
    global _mapped  # noqa: PLW0603 - the mapping is the process's, as the classes are
    if not _mapped:
        map_classes()
        guard.install()
        _mapped = True


class SqliteStore:
    """See `domain.ports.Store`."""

    def __init__(self, engines: Engines, site: Site, clock: Clock, holding: Holding) -> None:
        """Use `open_store` or `create_store`."""
        self._engines = engines
        self._clock = clock
        self._strangers = Strangers()
        self.site = site
        self._holding = holding
        self.outbox = SqlOutbox(engines, site, clock, holding)
        self.outgoing = SqlOutgoing(engines, site, clock, holding)
        self.stopped = SqliteStopped(engines, site, clock, self._committed)
        self.order_queue = SqlOrderQueue(engines, site, clock, holding)
        self.on_commit: Callable[[], None] = _nothing
        """Called after every committed writing transaction: there may be events to deliver."""
        self.terms = Terms()
        """What the packs in force say."""

    def _committed(self) -> None:
        self.on_commit()

    @contextmanager
    def reading(self, agent: Agent) -> Iterator[SqliteUnit]:
        """See the port."""
        with self._engines.reader.connect() as connection, connection.begin():
            unit = self._unit(connection, agent, writes=False)
            try:
                yield unit
            finally:
                unit.close()

    @contextmanager
    def writing(self, agent: Agent) -> Iterator[SqliteUnit]:
        """See the port."""
        with self._engines.writer.connect() as connection:
            transaction = connection.begin()
            unit = self._unit(connection, agent, writes=True)
            try:
                yield unit
            finally:
                unit.close()
                if transaction.is_active:
                    transaction.rollback()
                if unit.committed:
                    self.on_commit()

    def _unit(self, connection: Connection, agent: Agent, *, writes: bool) -> SqliteUnit:
        return SqliteUnit(
            connection=connection,
            agent=agent,
            site=self.site,
            clock=self._clock,
            writes=writes,
            terms=self.terms,
        )

    def end_unused_requests(self) -> None:
        """See the port."""
        unused = unused_since(self._clock.now() - UNUSED_AFTER)
        theirs = select(t.agent).where(t.agent.c.id.in_(select(t.care_request.c.agent).where(unused)))
        with self._engines.reading() as connection:
            found = [Agent(row.id, row.name, row.role) for row in connection.execute(theirs)]
        for who in found:
            with self.writing(who) as unit:
                unit.requests.end_unused(UNUSED_AFTER)
                unit.commit()

    # --- signing in

    def attempt_sign_in(self, name: str) -> SignInAttempt | Refusal:
        """See the port."""
        now = self._clock.now()
        with self._recording() as connection:
            row = connection.execute(select(t.agent).where(t.agent.c.sign_in_key == _sign_in_key(name))).one_or_none()
            if row is None:
                paused_until = self._strangers.attempt(_sign_in_key(name), now)
                reason = Reason.SIGN_IN_LOCKED if paused_until else Reason.WRONG_PASSWORD
                refusal = Refusal(reason, retry_at=paused_until)
                self._record_refusal(connection, None, refusal)
                return refusal
            who = Agent(row.id, row.name, row.role)
            paused = row.failures >= SIGN_IN_FAILURES and row.failed_at + SIGN_IN_PAUSE > now
            if paused:
                refusal = Refusal(Reason.SIGN_IN_LOCKED, retry_at=row.failed_at + SIGN_IN_PAUSE)
                self._record_refusal(connection, who, refusal)
                return refusal
            failures = 0 if row.failures >= SIGN_IN_FAILURES else row.failures
            connection.execute(
                update(t.agent).where(t.agent.c.id == row.id).values(failures=failures + 1, failed_at=now)
            )
            return SignInAttempt(who, row.password_hash)

    def finish_sign_in(self, attempt: SignInAttempt, *, matched: bool) -> None:
        """See the port."""
        with self._recording() as connection:
            if matched:
                connection.execute(
                    update(t.agent).where(t.agent.c.id == attempt.agent.id).values(failures=0, failed_at=None)
                )
                Recorder(connection, self.site, self._clock, attempt.agent).record(Verb.SIGNED_IN)
            else:
                self._record_refusal(connection, attempt.agent, Refusal(Reason.WRONG_PASSWORD))

    @contextmanager
    def _recording(self) -> Iterator[Connection]:
        with self._engines.writing() as connection:
            yield connection
        self.on_commit()

    def _record_refusal(self, connection: Connection, who: Agent | None, refusal: Refusal) -> None:
        # A refused name may be a password typed into the wrong field: it is not recorded.
        recorder = Recorder(connection, self.site, self._clock, who)
        recorder.record(Verb.SIGN_IN_REFUSED, Outcome.REFUSED, detail={"reason": refusal.reason.value})

    def put_agent(self, name: str, role: Role, password_hash: str) -> Agent:
        """Add somebody who may sign in. Raises ValueError when the name is taken."""
        who = Agent(uuid.uuid4().hex, name, role)
        with self._engines.writing() as connection:
            if connection.execute(select(t.agent.c.id).where(t.agent.c.sign_in_key == _sign_in_key(name))).first():
                raise ValueError("somebody signs in by this name already")
            connection.execute(
                insert(t.agent).values(
                    id=who.id,
                    name=name,
                    sign_in_key=_sign_in_key(name),
                    role=role,
                    password_hash=password_hash,
                    failures=0,
                )
            )
        return who

    @property
    def engines(self) -> Engines:
        """For the other adapters of this store (the intake)."""
        return self._engines

    def close(self) -> None:
        """See the port."""
        self._engines.dispose()
        self._holding.close()


def _nothing() -> None:
    """Nobody listens yet."""


def _sign_in_key(name: str) -> str:
    return unicodedata.normalize("NFKC", name).strip().casefold()


def create_store(path: Path, key: bytes, clock: Clock, host: str) -> SqliteStore:
    """Make a store at `path`, encrypted with the raw 32-byte `key`.

    Raises FileExistsError when there is one, StoreError when it cannot be made.
    """
    if path.exists():
        raise FileExistsError(path)
    _prepare_classes()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreReadOnlyError(
            "The folder for the store cannot be made.",
            safe="Nothing was changed.",
            todo="Choose a folder that you may write to.",
        ) from error
    engines = open_engines(path, key)
    store_id = uuid.uuid4().hex
    with engines.writing() as connection:
        schema.migrate(connection)
        connection.execute(insert(t.store_meta).values(key="store_id", value=store_id))
    return SqliteStore(engines, Site(store_id, host), clock, Holding(path))


def open_store(path: Path, key: bytes, clock: Clock, host: str) -> SqliteStore:
    """Open the store at `path`, bringing it to this version.

    Raises FileNotFoundError, StoreKeyError, StoreNewerError, StoreReadOnlyError.
    """
    if not path.is_file():
        raise FileNotFoundError(path)
    _prepare_classes()
    engines = open_engines(path, key)
    try:
        with engines.reading() as connection:
            current = schema.require_store(connection)
        with engines.writing() as connection:
            if current != HEAD:
                schema.migrate(connection)
            store_id = connection.scalars(select(t.store_meta.c.value).where(t.store_meta.c.key == "store_id")).one()
    except BaseException:
        engines.dispose()
        raise
    return SqliteStore(engines, Site(store_id, host), clock, Holding(path))
