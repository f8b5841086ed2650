"""What an amendment does to a customer's rows in memory: which it is about, what differs, what is taken back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from care_console.domain.addresses import COLUMNS, checked_address, checked_kind
from care_console.domain.amendments import (
    IN_PROCESS,
    Conflict,
    Difference,
    FieldChange,
    checked_email,
    checked_phone,
    from_history,
    kept_text,
)
from care_console.domain.customers import Address, Change, Customer, Email, Guardable, Phone
from care_console.domain.errors import InvalidError
from care_console.domain.fields import GUARDED, add_scope, follows, retire_scope, write_scope

_ROWS = {
    "customer_number": "numbers",
    "email": "emails",
    "phone": "phones",
    "address": "addresses",
    "card": "cards",
    "order": "orders",
}
_NAMED_BY = {"email": "address", "phone": "number", "address": "line1", "card": "last_four"}
"""The column that stands for a whole row where a conflict is told."""
_NEW: int = None  # type: ignore[assignment] # a row that the store has not numbered yet


def rows_of(customer: Customer, table: str) -> list[Guardable]:
    """The rows of a table; the customer's own is the only one of its table."""
    return [customer] if table == "customer" else getattr(customer, _ROWS[table])


def row_of(customer: Customer, table: str, row_id: int) -> Guardable | None:
    """A row by its id; None where it is gone."""
    return next((row for row in rows_of(customer, table) if getattr(row, "id", None) == row_id), None)


def take_out(customer: Customer, table: str, row_id: int) -> None:
    """Delete a row that is there."""
    rows = rows_of(customer, table)
    rows.remove(next(row for row in rows if getattr(row, "id", None) == row_id))


def _version(row: Guardable | None) -> int | None:
    return None if row is None else getattr(row, "version", None)


def differs(customer: Customer, change: FieldChange) -> bool:
    """Whether a change says anything new."""
    row = row_of(customer, change.table, change.row_id)
    return row is not None and getattr(row, change.column) != change.value


def differences(customer: Customer, changes: Sequence[FieldChange]) -> Conflict | None:
    """Every field of rows that somebody else changed since the agent saw them: theirs and yours."""
    found: list[Difference] = []
    for change in changes:
        row = row_of(customer, change.table, change.row_id)
        if _version(row) != change.version:
            theirs = "" if row is None else kept_text(getattr(row, change.column)) or ""
            yours = kept_text(change.value) or ""
            found.append(Difference(change.field, change.row_id, _version(row), theirs, yours))
    return Conflict(tuple(found)) if found else None


def moved_on(customer: Customer, table: str, row_id: int, version: int) -> Conflict | None:
    """That a whole row, to be removed, is no longer as the agent saw it."""
    row = row_of(customer, table, row_id)
    if row is not None and _version(row) == version:
        return None
    column = _NAMED_BY[table]
    theirs = "" if row is None else kept_text(getattr(row, column)) or ""
    return Conflict((Difference(f"{table}.{column}", row_id, _version(row), theirs, ""),))


def stands_otherwise(row: Guardable, line: Change, version: int | None) -> Conflict | None:
    """That a row, to which a line of history is to be brought back, is no longer as the agent saw it."""
    if _version(row) == version:
        return None
    theirs = kept_text(getattr(row, line.field.split(".")[1])) or ""
    return Conflict((Difference(line.field, line.row_id, _version(row), theirs, line.before or ""),))


def refuse_bad_addresses(customer: Customer, changes: Sequence[FieldChange]) -> None:
    """Raise what is wrong with an address as it would be; what was wrong before and is not amended may stay."""
    for row_id in {change.row_id for change in changes if change.table == "address"}:
        row = row_of(customer, "address", row_id)
        new = {change.column: str(change.value) for change in changes if change.row_id == row_id}
        values = {column: new.get(column, getattr(row, column) or "") for column in COLUMNS}
        normal, problems = checked_address(values)
        for problem in problems:
            if "country" in new or problem.field.split(".")[1] in new:
                raise problem
        for column, value in new.items():
            if normal[column] != value:
                raise InvalidError(f"address.{column}", "This value was not checked.", todo="Type it again.")
        refuse_closed_order(customer, row_id)


def refuse_closed_order(customer: Customer, row_id: int) -> None:
    """Raise InvalidError for the address of an order that is no longer in process."""
    ordered = [order.status for order in customer.orders if order.address_id == row_id]
    if ordered and IN_PROCESS.isdisjoint(ordered):
        raise InvalidError("address.line1", "This order is no longer in process.", todo="Its address stays as it is.")


def is_added(line: Change) -> bool:
    """Whether a line of history tells of a row that was added."""
    return line.before is None and line.after is not None and GUARDED[line.field.split(".")[0]].add is not None


def is_retired(line: Change) -> bool:
    """Whether a line of history tells of a row that was removed."""
    return line.after is None and line.before is not None and GUARDED[line.field.split(".")[0]].retire is not None


def scopes_back(lines: Sequence[Change]) -> set[str] | None:
    """What taking lines back needs; None where it cannot be done."""
    scopes: set[str] = set()
    for line in lines:
        table, column = line.field.split(".")
        if is_retired(line):
            if GUARDED[table].add is None:
                return None
            scopes.add(add_scope(table))
        else:
            scopes.add(retire_scope(table) if is_added(line) else write_scope(table, column))
    return scopes


def take_back(customer: Customer, lines: Sequence[Change]) -> Conflict | None:
    """Put every line's `before` in place of its `after`, unless somebody else changed it meanwhile."""
    found: list[Difference] = []
    for line in lines:
        table, column = line.field.split(".")
        row = row_of(customer, table, line.row_id)
        theirs = None if row is None else kept_text(getattr(row, column))
        if not is_retired(line) and not follows(line.field) and theirs != line.after:
            found.append(Difference(line.field, line.row_id, _version(row), theirs or "", line.before or ""))
    if found:
        return Conflict(tuple(found))
    added = {(line.field.split(".")[0], line.row_id) for line in lines if is_added(line)}
    for table, row_id in added:
        take_out(customer, table, row_id)
    retired = {(line.field.split(".")[0], line.row_id) for line in lines if is_retired(line)}
    for table, row_id in retired:
        own = [line for line in lines if line.row_id == row_id and line.field.startswith(f"{table}.")]
        rows_of(customer, table).append(row_again(customer.id, table, own))
    for line in lines:
        table, column = line.field.split(".")
        if not is_added(line) and not is_retired(line):
            setattr(row_of(customer, table, line.row_id), column, from_history(line.field, line.before))
    return None


def row_again(customer_id: int, table: str, lines: Sequence[Change]) -> Guardable:
    """A retired row as it was, in its place among the others; what the history does not name was empty."""
    values = {line.field.split(".")[1]: from_history(line.field, line.before) for line in lines}
    place = {"id": lines[0].row_id, "customer_id": customer_id}
    if table == "email":
        return Email(address_key=None, **place, **values)  # type: ignore[arg-type]
    if table == "phone":
        return Phone(number_key=None, **place, **values)  # type: ignore[arg-type]
    empty = dict.fromkeys(COLUMNS, "")
    return Address(premise_key=None, **place, **{**empty, **values})  # type: ignore[arg-type]


def made_row(customer_id: int, table: str, values: Mapping[str, str], now: datetime) -> Guardable:
    """A new row of a table, since `now`, its values checked once more. Raises InvalidError, in words."""
    if table == "email":
        address = checked_email(values["address"])
        return Email(id=_NEW, customer_id=customer_id, address=address, address_key=None, since=now)
    if table == "phone":
        number, kind = checked_phone(values["number"], "ZZ")
        return Phone(id=_NEW, customer_id=customer_id, number=number, number_key=None, kind=kind, since=now)
    typed, problems = checked_address(values)
    if problems:
        raise problems[0]
    kind_of = checked_kind(values["kind"])
    return Address(id=_NEW, customer_id=customer_id, kind=kind_of, premise_key=None, since=now, **typed)  # type: ignore[arg-type] # texts, each column declared as one
