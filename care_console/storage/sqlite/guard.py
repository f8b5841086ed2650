"""The guard of the embedded store: rows, columns and writes only under a grant, generated from `domain.fields`.

It hangs on the ORM session, so that no query of a unit of work can go around it: rows are filtered by
`with_loader_criteria`, locked columns are taken off every object as it loads (their masks stay in `hints`), and every
row written is checked, put into the history and recorded in the same flush. INSTEAD OF views, which do this in the
shared store, give a row count of 0 in SQLite and so break the check of versions.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Table, and_, event, false, insert, or_, select
from sqlalchemy import inspect as inspect_orm
from sqlalchemy.orm import ORMExecuteState, Session, attributes, object_session, with_loader_criteria

from care_console.domain.amendments import kept_text
from care_console.domain.customers import Guardable
from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import (
    GUARDED,
    OPEN,
    VIEW,
    Guarded,
    Rows,
    Shown,
    add_scope,
    follows,
    opened_by,
    retire_scope,
    write_scope,
)
from care_console.domain.masking import holds_mask, mask
from care_console.domain.retention import Retention
from care_console.storage.mapping import GUARDED_CLASSES
from care_console.storage.recorder import Recorder
from care_console.storage.tables import customer, history, metadata


@dataclass(frozen=True, slots=True)
class Under:
    """A grant, and its request with number and purpose."""

    grant: str
    request_id: str
    number: str
    purpose: str


@dataclass(slots=True)
class LiveGrants:
    """What one agent may see and write in this transaction, and what to record it under."""

    scopes: dict[int, frozenset[str]] = field(default_factory=dict)
    under: dict[tuple[int, str], Under] = field(default_factory=dict)
    """By customer and scope: the latest grant of it, which a write is recorded under."""
    grants: dict[tuple[str, int, str], str] = field(default_factory=dict)
    """By request, customer and scope: the latest grant of it. What one request grants, another does not."""

    def of(self, customer_id: int) -> frozenset[str]:
        """The scopes for a customer; none without a grant."""
        return self.scopes.get(customer_id, frozenset())

    def grant_of(self, request_id: str, customer_id: int, scope: str) -> str | None:
        """The latest grant of a scope under one request; None without one."""
        return self.grants.get((request_id, customer_id, scope))

    def is_open(self, request_id: str, customer_id: int) -> bool:
        """Whether a customer is open under one request."""
        return self.grant_of(request_id, customer_id, OPEN) is not None

    def opened_under(self, request_id: str) -> list[int]:
        """The customers who are open under one request."""
        return [customer_id for request, customer_id, scope in self.grants if (request, scope) == (request_id, OPEN)]

    def holding(self, *wanted: str) -> list[int]:
        """Customers for whom any of the wanted scopes is granted."""
        return [customer_id for customer_id, scopes in self.scopes.items() if scopes & set(wanted)]


class Guard:
    """Guards one session for one agent."""

    def __init__(
        self, session: Session, live: LiveGrants, recorder: Recorder | None, retention: Retention, now: datetime
    ) -> None:
        """`recorder` is None for a reader, which cannot write; rows beyond `retention` at `now` appear to nobody."""
        self.session = session
        self._live = live
        self._now = now
        self._kept = retention.since(now)
        self._recorder = recorder
        self.written: set[int] = set()
        """Customers whose guarded rows this session wrote: their look-up keys must follow."""
        session.info["guard"] = self
        event.listen(session, "do_orm_execute", self._filter)
        event.listen(session, "after_flush", self._record)
        self._unrecorded: dict[tuple[int, Under], set[str]] = {}
        self._undone = ""
        self._taken_back: dict[tuple[str, int], int] = {}

    def undo(self, amendment: str, lines: Mapping[tuple[str, int], int]) -> None:
        """What is written from now on takes an amendment back: `lines` of history by field and row."""
        self._undone = amendment
        self._taken_back = dict(lines)

    def under(self, customer_id: int, scope: str) -> Under:
        """The latest grant of a scope. Raises BugError without one."""
        self._require(customer_id, scope)
        return self._live.under[customer_id, scope]

    def _filter(self, state: ORMExecuteState) -> None:
        if not state.is_select:
            raise BugError("bulk writes of guarded rows would not be recorded")
        if state.is_column_load or state.is_relationship_load:
            return  # the mapper's own: what they load is locked as it loads, rows are filtered by the first query
        if not isinstance(state.statement, Select):
            raise BugError("rows read by hand-written SQL cannot be filtered")
        for described in state.statement.column_descriptions:
            entity = described.get("entity")
            if entity is None or described["expr"] is not entity or not isinstance(entity, type):
                raise BugError("only whole objects can be masked, not their columns")
        state.statement = state.statement.options(
            *(with_loader_criteria(cls, self._rows(cls), include_aliases=True) for cls in GUARDED_CLASSES)
        )

    def _rows(self, cls: type) -> ColumnElement[bool]:
        table: Table = metadata.tables[GUARDED_CLASSES[cls]]
        rule = GUARDED[GUARDED_CLASSES[cls]]
        granted = self._granted(table, rule)
        return and_(granted, kept(table, rule.kept_by, self._kept)) if rule.kept_by else granted

    def _granted(self, table: Table, rule: Guarded) -> ColumnElement[bool]:
        owner: ColumnElement[int] = table.c[rule.owner]
        verified = self._live.holding(VIEW)
        if rule.opened_rows is Rows.ALL:
            return owner.in_(self._live.holding(OPEN, VIEW))
        if rule.opened_rows is Rows.NONE:
            return owner.in_(verified) if verified else false()
        other = table.alias()
        latest = (
            select(other.c.id)
            .where(other.c[rule.owner] == owner)
            .order_by(other.c[rule.latest_by].desc(), other.c.id.desc())
            .limit(1)
            .correlate(table)
            .scalar_subquery()
        )
        return or_(owner.in_(verified), owner.in_(self._live.holding(OPEN)) & (table.c.id == latest))

    def lock_columns(self, loaded: Guardable) -> None:
        """Take the columns that no grant opens off an object just read, and leave their masks."""
        table = GUARDED_CLASSES[type(loaded)]
        rule = GUARDED[table]
        state = loaded.__dict__
        scopes = self._live.of(state[rule.owner])
        hints: dict[str, str] = {}
        for name, column in rule.columns.items():
            if name in state and not opened_by(table, name, scopes):
                value = state[name]
                hints[name] = (
                    "" if column.shown is Shown.NEVER else mask(column.mask, None if value is None else str(value))
                )
                attributes.set_committed_value(loaded, name, None)
        loaded.hints = hints

    # --- writes: the mapper's events see every row that is really written, orphans and moved rows too

    def check_insert(self, loaded: Guardable) -> None:
        """Refuse a row that no grant allows to add; its keys are computed here."""
        table, customer_id = self._place(loaded)
        self._require(customer_id, add_scope(table))
        values = {name: getattr(loaded, name) for name in _told(table)}
        _refuse_masks(table, values)
        for name, key in loaded.keys(values).items():
            setattr(loaded, name, key)

    def keep_insert(self, loaded: Guardable) -> None:
        """Put a row that was added into the history; only now has it an id."""
        table, customer_id = self._place(loaded)
        for name in _told(table):
            if (value := getattr(loaded, name)) not in (None, ""):
                self._keep(customer_id, loaded, name, None, value, add_scope(table))

    def check_delete(self, loaded: Guardable) -> None:
        """Refuse to delete a row without a grant; its last values go into the history."""
        table, customer_id = self._place(loaded)
        self._require(customer_id, retire_scope(table))
        stored = self._stored(loaded)
        for name in _told(table):
            if (value := stored.get(name)) not in (None, ""):
                self._keep(customer_id, loaded, name, value, None, retire_scope(table))

    def check_update(self, loaded: Guardable) -> None:
        """Refuse every column that differs from what was read and that no grant opens; keys follow by themselves."""
        table, customer_id = self._place(loaded)
        changed = {
            attribute.key: getattr(loaded, attribute.key)
            for attribute in inspect_orm(loaded).mapper.column_attrs
            if attributes.get_history(loaded, attribute.key).has_changes()
        }
        if not changed:
            return
        for name in changed:
            self._require(customer_id, write_scope(table, name))
        if not self._undone:  # what is taken back brings back what followed it, too
            for name, value in loaded.moved(changed, self._now).items():
                setattr(loaded, name, value)
                changed[name] = value
        _refuse_masks(table, changed)
        # The whole row as it stands: columns that are locked here are part of its keys.
        stored = self._stored(loaded)
        for name, key in loaded.keys({**stored, **changed}).items():
            setattr(loaded, name, key)
        for name, after in changed.items():
            before = stored.get(name)
            if follows(f"{table}.{name}"):  # emptied, not gone: no value at all says that the row was retired
                before, after = before or "", after or ""  # noqa: PLW2901 - as it is kept
            if before != after:
                self._keep(customer_id, loaded, name, before, after, write_scope(table, name))

    def _place(self, loaded: Guardable) -> tuple[str, int]:
        if self._recorder is None:
            raise BugError("a reader cannot write guarded rows")
        table = GUARDED_CLASSES[type(loaded)]
        return table, getattr(loaded, GUARDED[table].owner)

    def _require(self, customer_id: int, scope: str) -> None:
        if (customer_id, scope) not in self._live.under:
            raise BugError(f"no grant to {scope}")

    def _stored(self, loaded: Guardable) -> dict[str, Any]:
        table: Table = metadata.tables[GUARDED_CLASSES[type(loaded)]]
        query = select(table).where(table.c.id == inspect_orm(loaded).identity[0])
        row = self._writer().connection.execute(query).mappings().one_or_none()
        return {} if row is None else dict(row)

    def _writer(self) -> Recorder:
        assert self._recorder is not None  # noqa: S101 - `_place` came first, told to the type checker
        return self._recorder

    def _keep(self, customer_id: int, loaded: Guardable, name: str, before: object, after: object, scope: str) -> None:
        recorder = self._writer()
        under = self._live.under[customer_id, scope]
        table = GUARDED_CLASSES[type(loaded)]
        told = f"{table}.{name}"
        row_id = getattr(loaded, "id", None) or 0
        recorder.connection.execute(
            insert(history).values(
                customer_id=customer_id,
                at=recorder.clock.now(),
                agent=recorder.agent.id if recorder.agent else "",
                request_id=under.request_id,
                request_number=under.number,
                row_id=row_id,
                grant_id=under.grant,
                field=told,
                before=kept_text(before),
                after=kept_text(after),
                undoes=self._taken_back.get((told, row_id)),
            )
        )
        if scope in (add_scope(table), retire_scope(table)) or not follows(told):
            self._unrecorded.setdefault((customer_id, under), set()).add(told)
        self.written.add(customer_id)

    def _record(self, session: Session, _context: object) -> None:
        """One event for each customer and grant that this flush wrote under."""
        for (customer_id, under), fields in self._unrecorded.items():
            query = select(customer.c.pseudonym).where(customer.c.id == customer_id)
            self._writer().record(
                Verb.AMENDED,
                request=under.request_id,
                purpose=under.purpose,
                grant=under.grant,
                customer=session.connection().execute(query).scalar_one(),
                fields=fields,
                detail={"undoes": self._undone} if self._undone else None,
            )
        self._unrecorded.clear()


def kept(table: Table, time: str, since: tuple[Mapping[str, datetime], datetime]) -> ColumnElement[bool]:
    """Rows whose brand still keeps them: their `time` is not before that of `Retention.since`."""
    by_brand, otherwise = since
    brand, at = table.c.brand, table.c[time]
    named = [(brand == key) & (at >= begins) for key, begins in by_brand.items()]
    return or_(*named, brand.not_in(list(by_brand)) & (at >= otherwise))


def _told(table: str) -> list[str]:
    return [name for name, column in GUARDED[table].columns.items() if column.shown is not Shown.NEVER]


def _refuse_masks(table: str, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if isinstance(value, str) and holds_mask(value):
            raise InvalidError(
                f"{table}.{name}",
                "This is a mask, not a value.",
                todo="Type the whole value, or leave the field alone.",
            )


def lock_loaded(loaded: Guardable, session: Session | None) -> None:
    """Apply the session's guard to an object just read."""
    _guard(session).lock_columns(loaded)


def guard_of(loaded: Guardable) -> Guard:
    """The guard of the session that writes an object."""
    return _guard(object_session(loaded))


def _guard(session: Session | None) -> Guard:
    guard = session.info.get("guard") if session is not None else None
    if not isinstance(guard, Guard):
        raise BugError("guarded rows are read and written through a unit of work only")
    return guard


def install() -> None:
    """Lock columns on every load and refresh, and check every write; once per process after the mapping is made."""
    for cls in GUARDED_CLASSES:
        event.listen(cls, "load", lambda loaded, context: lock_loaded(loaded, context.session))
        event.listen(cls, "refresh", lambda loaded, context, _names: lock_loaded(loaded, context.session))
        event.listen(cls, "before_insert", lambda _mapper, _connection, loaded: guard_of(loaded).check_insert(loaded))
        event.listen(cls, "after_insert", lambda _mapper, _connection, loaded: guard_of(loaded).keep_insert(loaded))
        event.listen(cls, "before_update", lambda _mapper, _connection, loaded: guard_of(loaded).check_update(loaded))
        event.listen(cls, "before_delete", lambda _mapper, _connection, loaded: guard_of(loaded).check_delete(loaded))
