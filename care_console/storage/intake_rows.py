"""Rows on their way into the store: collected, compared with what is there, and written many at a time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection, Table, bindparam, delete, func, insert, or_, select, text, update

from care_console.domain.flags import Flag
from care_console.storage import tables as t

Values = dict[str, Any]
Stored = Mapping[str, Any]

_ORDERED: Final = (
    t.customer,
    t.customer_number,
    t.customer_flag,
    t.email,
    t.phone,
    t.address,
    t.card,
    t.order,
    t.order_item,
    t.preference,
    t.consent,
    t.transcript,
    t.transcript_message,
)
"""Owners before what they own."""


@dataclass
class RowWriter:
    """Collects what one transaction writes; `flush` writes it."""

    connection: Connection
    now: datetime
    _next: dict[Table, int] = field(default_factory=dict)
    _inserts: dict[Table, list[Values]] = field(default_factory=lambda: defaultdict(list))
    _updates: dict[tuple[Table, tuple[str, ...]], list[Values]] = field(default_factory=lambda: defaultdict(list))
    _deletes: dict[Table, list[int]] = field(default_factory=lambda: defaultdict(list))

    def insert(self, table: Table, values: Values) -> int:
        """A new row; gives its id."""
        if table not in self._next:
            self._next[table] = self._last_id(table)
        self._next[table] += 1
        self._inserts[table].append({"id": self._next[table], "version": 1, **values})
        return self._next[table]

    def _last_id(self, table: Table) -> int:
        """The highest id that a table ever gave: that of a row retired since is its own again when that is undone."""
        there: int = self.connection.execute(select(func.coalesce(func.max(table.c.id), 0))).scalar_one()
        given = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
        return max(there, self.connection.execute(given, {"name": table.name}).scalar_one_or_none() or 0)

    def insert_part(self, table: Table, values: Values) -> None:
        """A new row of a table without ids of its own."""
        self._inserts[table].append(values)

    def amend(self, table: Table, stored: Stored, values: Values) -> bool:
        """Write the columns that differ; whether any did."""
        differing = {name: value for name, value in values.items() if stored[name] != value}
        if differing:
            self._updates[table, tuple(sorted(differing))].append({"row_id": stored["id"], **differing})
        return bool(differing)

    def delete(self, table: Table, row_id: int) -> None:
        """A row less."""
        self._deletes[table].append(row_id)

    def flush(self) -> None:
        """Write what was collected: what goes, what changes, what comes."""
        for table, ids in self._deletes.items():
            self.connection.execute(delete(table).where(table.c.id.in_(ids)))
        for (table, names), rows in self._updates.items():
            changes: Values = {name: bindparam(name) for name in names}
            statement = update(table).where(table.c.id == bindparam("row_id"))
            self.connection.execute(statement.values(version=table.c.version + 1, **changes), rows)
        for table in _ORDERED:
            if fresh := self._inserts.get(table):
                self.connection.execute(insert(table), fresh)
        self._deletes.clear()
        self._updates.clear()
        self._inserts.clear()

    def sync(self, table: Table, stored: Sequence[Stored], wanted: Sequence[Values], key: Callable[[Stored], Any],
             stamps: Values) -> bool:  # fmt: skip
        """Make the stored rows the wanted ones; whether anything changed.

        Rows are paired by `key`, the rest in their order. `stamps` are columns that only a new or replaced value gets.
        """
        left = list(stored)
        unpaired: list[Values] = []
        changed = False
        for values in wanted:
            pair = next((row for row in left if key(row) == key(values)), None)
            if pair is None:
                unpaired.append(values)
            else:
                left.remove(pair)
                changed |= self.amend(table, pair, values)
        for values in unpaired:
            changed = True
            if left:
                self.amend(table, left.pop(0), {**values, **stamps})
            else:
                self.insert(table, {**values, **stamps})
        for row in left:
            changed = True
            self.delete(table, row["id"])
        return changed

    def owned(self, table: Table, column: str, ids: Collection[int]) -> dict[int, list[Stored]]:
        """The rows of a table by the id of who owns them."""
        found: dict[int, list[Stored]] = defaultdict(list)
        if ids:
            query = select(table).where(table.c[column].in_(ids))
            query = query.order_by(table.c.id) if "id" in table.c else query
            for row in self.connection.execute(query).mappings():
                found[row[column]].append({**row})
        return found

    def named(
        self, table: Table, space: str, name: str, wanted: Collection[tuple[str, str]]
    ) -> dict[tuple[str, str], Stored]:
        """Rows by a name within a space, such as a number of a brand."""
        spaces: dict[str, list[str]] = defaultdict(list)
        for each_space, each in wanted:
            spaces[each_space].append(each)
        found: dict[tuple[str, str], Stored] = {}
        for each_space, names in spaces.items():
            query = select(table).where(table.c[space] == each_space, table.c[name].in_(names))
            found.update(((row[space], row[name]), {**row}) for row in self.connection.execute(query).mappings())
        return found


@dataclass(frozen=True, slots=True)
class Amended:
    """What agents amended of some customers: fields by customer, rows by table and id, flags by customer."""

    fields: Mapping[int, frozenset[str]]
    rows: frozenset[tuple[str, int]]
    flags: Mapping[int, frozenset[Flag]]
    """Those that agents set, lifted or reported, unless a lead found the report wrong."""

    @classmethod
    def of(cls, connection: Connection, customer_ids: Collection[int]) -> Amended:
        """Read it from the history."""
        fields: dict[int, set[str]] = defaultdict(set)
        rows: set[tuple[str, int]] = set()
        if customer_ids:
            query = select(t.history.c.customer_id, t.history.c.row_id, t.history.c.field)
            for customer_id, row_id, name in connection.execute(query.where(t.history.c.customer_id.in_(customer_ids))):
                fields[customer_id].add(name)
                rows.add((name.partition(".")[0], row_id))
        return cls(
            {each: frozenset(names) for each, names in fields.items()},
            frozenset(rows),
            _flagged(connection, customer_ids),
        )

    def has(self, customer_id: int, name: str) -> bool:
        """Whether a field such as `customer.surname` was amended."""
        return name in self.fields.get(customer_id, ())

    def touches(self, customer_id: int, table: Table, but: Collection[int] = ()) -> bool:
        """Whether any row of a table was amended, added or retired, other than the rows `but`."""
        if not any(name.startswith(f"{table.name}.") for name in self.fields.get(customer_id, ())):
            return False
        if not but:
            return True
        return bool({row for name, row in self.rows if name == table.name} - set(but))


def _flagged(connection: Connection, customer_ids: Collection[int]) -> Mapping[int, frozenset[Flag]]:
    change, report = t.flag_change.c, t.death_report.c
    stands = or_(report.settled_at.is_(None), report.confirmed.is_(True))
    flags: dict[int, frozenset[Flag]] = defaultdict(frozenset)
    if customer_ids:
        changed = select(change.customer_id, change.flag).where(change.customer_id.in_(customer_ids))
        for customer_id, flag in connection.execute(changed):
            flags[customer_id] |= {flag}
        reported = select(report.customer_id).where(report.customer_id.in_(customer_ids), stands)
        for customer_id in connection.scalars(reported):
            flags[customer_id] |= {Flag.DECEASED}
    return flags
