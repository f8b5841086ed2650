"""The guard of the embedded store: rows, columns and writes only under a grant, generated from `domain.fields`.

It hangs on the ORM session, so that no query of a unit of work can go around it: rows are filtered by
`with_loader_criteria`, locked columns are taken off every object as it loads (their masks stay in `hints`), and every
write is checked, put into the history and recorded before it is flushed. INSTEAD OF views, which do this in the shared
store, give a row count of 0 in SQLite and so break the check of versions.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Table, event, false, insert, or_, select
from sqlalchemy import inspect as inspect_orm
from sqlalchemy.orm import ORMExecuteState, Session, attributes, with_loader_criteria

from care_console.domain.customers import Guardable
from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import (
    GUARDED,
    OPEN,
    VIEW,
    Rows,
    Shown,
    add_scope,
    amend_scope,
    opened_by,
    retire_scope,
)
from care_console.domain.masking import holds_mask, mask
from care_console.storage.mapping import GUARDED_CLASSES
from care_console.storage.recorder import Recorder
from care_console.storage.tables import customer, history, metadata


@dataclass(frozen=True, slots=True)
class LiveGrants:
    """What one agent may see and write in this transaction, by customer, and the request to record it under."""

    scopes: dict[int, frozenset[str]] = field(default_factory=dict)
    grants: dict[int, str] = field(default_factory=dict)
    requests: dict[int, tuple[str, str, str]] = field(default_factory=dict)
    """By customer: request id, request number, purpose."""

    def of(self, customer_id: int) -> frozenset[str]:
        """The scopes for a customer; none without a grant."""
        return self.scopes.get(customer_id, frozenset())

    def holding(self, *wanted: str) -> list[int]:
        """Customers for whom any of the wanted scopes is granted."""
        return [customer_id for customer_id, scopes in self.scopes.items() if scopes & set(wanted)]


class Guard:
    """Guards one session for one agent."""

    def __init__(self, session: Session, live: LiveGrants, recorder: Recorder | None) -> None:
        """`recorder` is None for a reader, which cannot write."""
        self._live = live
        self._recorder = recorder
        self.written: set[int] = set()
        """Customers whose guarded rows this session wrote: their look-up keys must follow."""
        session.info["guard"] = self
        event.listen(session, "do_orm_execute", self._filter)
        event.listen(session, "before_flush", self._check_writes)

    def _filter(self, state: ORMExecuteState) -> None:
        if not state.is_select:
            raise BugError("bulk writes of guarded rows would not be recorded")
        for described in getattr(state.statement, "column_descriptions", ()):
            if described["entity"] in GUARDED_CLASSES and described["expr"] is not described["entity"]:
                raise BugError("single columns of guarded rows cannot be masked")
        if not state.is_column_load and not state.is_relationship_load:
            state.statement = state.statement.options(
                *(with_loader_criteria(cls, self._rows(cls), include_aliases=True) for cls in GUARDED_CLASSES)
            )

    def _rows(self, cls: type) -> ColumnElement[bool]:
        table: Table = metadata.tables[GUARDED_CLASSES[cls]]
        rule = GUARDED[GUARDED_CLASSES[cls]]
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

    # --- writes

    def _check_writes(self, session: Session, _context: object, _instances: object) -> None:
        written: dict[int, set[str]] = {}
        for loaded, changes in self._changes(session):
            if self._recorder is None:
                raise BugError("a reader cannot write guarded rows")
            table = GUARDED_CLASSES[type(loaded)]
            customer_id: int = getattr(loaded, GUARDED[table].owner)
            for name, (before, after) in changes.items():
                self._keep_history(customer_id, loaded, f"{table}.{name}", before, after)
                written.setdefault(customer_id, set()).add(f"{table}.{name}")
        self.written |= written.keys()
        for customer_id, fields in written.items():
            self._record(session, customer_id, fields)

    def _changes(self, session: Session) -> Iterator[tuple[Guardable, dict[str, tuple[Any, Any]]]]:
        for loaded in [*session.new, *session.dirty, *session.deleted]:
            if not isinstance(loaded, Guardable) or type(loaded) not in GUARDED_CLASSES:
                continue
            if loaded in session.new or session.is_modified(loaded, include_collections=False):
                loaded.rekey()
            table = GUARDED_CLASSES[type(loaded)]
            scopes = self._live.of(getattr(loaded, GUARDED[table].owner))
            if loaded in session.new:
                yield loaded, self._inserted(loaded, table, scopes)
            elif loaded in session.deleted:
                yield loaded, self._deleted(loaded, table, scopes)
            elif changes := self._updated(loaded, table, scopes):
                yield loaded, changes

    def _inserted(self, loaded: Guardable, table: str, scopes: frozenset[str]) -> dict[str, tuple[Any, Any]]:
        if add_scope(table) not in scopes:
            raise BugError(f"no grant to add to {table}")
        values = {name: getattr(loaded, name) for name in _told(table)}
        _refuse_masks(table, values)
        return {name: (None, value) for name, value in values.items() if value not in (None, "")}

    def _deleted(self, loaded: Guardable, table: str, scopes: frozenset[str]) -> dict[str, tuple[Any, Any]]:
        if retire_scope(table) not in scopes:
            raise BugError(f"no grant to retire from {table}")
        return {name: (getattr(loaded, name), None) for name in _told(table) if getattr(loaded, name) not in (None, "")}

    def _updated(self, loaded: Guardable, table: str, scopes: frozenset[str]) -> dict[str, tuple[Any, Any]]:
        changes: dict[str, tuple[Any, Any]] = {}
        keys = False
        for attribute in inspect_orm(loaded).mapper.column_attrs:
            change = attributes.get_history(loaded, attribute.key)
            if not change.has_changes() or attribute.key == "version":
                continue
            column = GUARDED[table].columns.get(attribute.key)
            if column is not None and column.shown is Shown.NEVER:
                keys = True
                continue
            if amend_scope(table, attribute.key) not in scopes:
                raise BugError(f"no grant to amend {table}.{attribute.key}")
            changes[attribute.key] = (next(iter(change.deleted), None), next(iter(change.added), None))
        if keys and not changes:
            raise BugError(f"the keys of {table} follow its columns, they are not written by themselves")
        _refuse_masks(table, {name: after for name, (_, after) in changes.items()})
        return changes

    def _keep_history(self, customer_id: int, loaded: Guardable, name: str, before: object, after: object) -> None:
        assert self._recorder is not None  # noqa: S101 - checked by the caller, told to the type checker
        request_id, number, _ = self._live.requests[customer_id]
        self._recorder.connection.execute(
            insert(history).values(
                customer_id=customer_id,
                at=self._recorder.clock.now(),
                agent=self._recorder.agent.id if self._recorder.agent else "",
                request_id=request_id,
                request_number=number,
                row_id=getattr(loaded, "id", None) or 0,
                field=name,
                before=None if before is None else str(before),
                after=None if after is None else str(after),
            )
        )

    def _record(self, session: Session, customer_id: int, fields: set[str]) -> None:
        assert self._recorder is not None  # noqa: S101 - checked by the caller, told to the type checker
        request_id, _, purpose = self._live.requests[customer_id]
        pseudonym = (
            session.connection().execute(select(customer.c.pseudonym).where(customer.c.id == customer_id)).scalar_one()
        )
        self._recorder.record(
            Verb.AMENDED,
            request=request_id,
            purpose=purpose,
            grant=self._live.grants[customer_id],
            customer=pseudonym,
            fields=fields,
        )


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
    """Apply the session's guard to an object; a guarded object outside a guarded session is a bug."""
    guard = session.info.get("guard") if session is not None else None
    if not isinstance(guard, Guard):
        raise BugError("guarded rows are read through a unit of work only")
    guard.lock_columns(loaded)


def install() -> None:
    """Lock columns on every load and refresh, once per process after the mapping is made."""
    for cls in GUARDED_CLASSES:
        event.listen(cls, "load", lambda loaded, context: lock_loaded(loaded, context.session))
        event.listen(cls, "refresh", lambda loaded, context, _names: lock_loaded(loaded, context.session))
