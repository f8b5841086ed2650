"""What an import is measured against: the rows that it made, written again by nothing but executemany."""

from __future__ import annotations

import time

from sqlalchemy import Table

from care_console.storage import tables
from care_console.storage.store import SqliteStore

_ROWS: tuple[Table, ...] = (
    tables.customer,
    tables.customer_number,
    tables.customer_flag,
    tables.email,
    tables.phone,
    tables.address,
    tables.card,
    tables.preference,
    tables.consent,
    tables.order,
    tables.order_item,
    tables.transcript,
    tables.transcript_message,
)


def copy_raw(source: SqliteStore, target: SqliteStore, *, keys: bool) -> tuple[int, float]:
    """Copy the rows of one store into an empty one, with the keys of the look-up or without.

    In one transaction, one prepared statement a table, values as the file holds them. Gives how many rows, and the
    seconds that writing alone took.
    """
    found: list[tuple[str, list[tuple[object, ...]]]] = []
    index = [table for table in tables.metadata.sorted_tables if table.name.startswith("lookup_")]
    with source.engines.reading() as connection:
        for table in [*_ROWS, *(index if keys else ())]:
            names = ", ".join(f'"{column.name}"' for column in table.columns)
            marks = ", ".join("?" for _ in table.columns)
            rows = connection.exec_driver_sql(f'SELECT {names} FROM "{table.name}"').all()  # noqa: S608 - our own names
            put = f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})'  # noqa: S608 - our own names
            found.append((put, [tuple(row) for row in rows]))
    began = time.perf_counter()
    with target.engines.writing() as connection:
        for put, rows_of_table in found:
            if rows_of_table:
                connection.exec_driver_sql(put, rows_of_table)
    return sum(len(rows) for _, rows in found), time.perf_counter() - began
