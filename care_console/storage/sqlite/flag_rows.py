"""The rows of flags: every hit shows them, so the look-up index follows as they are set and lifted."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, delete, insert, select, update

from care_console.domain.flags import Flag
from care_console.storage import tables as t
from care_console.storage.lookup_index import reindex

_ROW = t.customer_flag.c


def flags_of(connection: Connection, customer_id: int) -> frozenset[Flag]:
    """The flags of a customer."""
    return frozenset(connection.scalars(select(_ROW.flag).where(_ROW.customer_id == customer_id)))


def put(connection: Connection, customer_id: int, flag: Flag, since: date, *, confirmed: bool = True) -> None:
    """Set a flag that does not stand."""
    connection.execute(
        insert(t.customer_flag).values(customer_id=customer_id, flag=flag, since=since, confirmed=confirmed, version=1)
    )
    reindex(connection, [customer_id])


def confirm(connection: Connection, customer_id: int, flag: Flag) -> None:
    """Mark a flag as confirmed."""
    ours = (_ROW.customer_id == customer_id) & (_ROW.flag == flag)
    connection.execute(update(t.customer_flag).where(ours).values(confirmed=True))


def drop(connection: Connection, customer_id: int, flag: Flag, *, unconfirmed_only: bool = False) -> None:
    """Take a flag off."""
    ours = (_ROW.customer_id == customer_id) & (_ROW.flag == flag)
    if unconfirmed_only:
        ours &= _ROW.confirmed.is_(False)
    connection.execute(delete(t.customer_flag).where(ours))
    reindex(connection, [customer_id])
