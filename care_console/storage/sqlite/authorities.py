"""Authorities of representatives in the embedded store: recorded with their last day, they lapse by themselves."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import Connection, func, insert, select, update

from care_console.domain.requests import CareRequest
from care_console.domain.situations import Authorised, Authority
from care_console.storage import tables as t

_ROW = t.authority.c
_STANDS = _ROW.ended_at.is_(None)


def lapses_at(connection: Connection, customer_id: int, today: date) -> datetime | None:
    """When the last authority that stands today lapses; None where there is none."""
    query = select(func.max(_ROW.until)).where(_ROW.customer_id == customer_id, _STANDS, _ROW.until >= today)
    last: date | None = connection.execute(query).scalar_one()
    return None if last is None else datetime.combine(last + timedelta(days=1), time(), UTC)


def standing_today(connection: Connection, customer_id: int, today: date) -> list[Authority]:
    """The authorities that stand today, by name."""
    rows = connection.execute(
        select(t.authority, t.care_request.c.number)
        .join(t.care_request, t.care_request.c.id == _ROW.request_id)
        .where(_ROW.customer_id == customer_id, _STANDS, _ROW.until >= today)
        .order_by(_ROW.name, _ROW.id)
    )
    return [Authority(row.id, Authorised(row.name, row.kind, row.until), row.at, row.agent, row.number) for row in rows]


def put(
    connection: Connection, request: CareRequest, customer_id: int, whom: Authorised, agent: str, at: datetime
) -> None:
    """Record an authority; `agent` is a name."""
    connection.execute(
        insert(t.authority).values(
            customer_id=customer_id,
            name=whom.name,
            kind=whom.kind,
            until=whom.until,
            request_id=request.id,
            agent=agent,
            at=at,
            version=1,
        )
    )


def end(connection: Connection, customer_id: int, authority: int, agent: str, at: datetime) -> bool:
    """End one of a customer's; False where there is none that stands."""
    ours = (_ROW.id == authority) & (_ROW.customer_id == customer_id) & _STANDS
    return bool(connection.execute(update(t.authority).where(ours).values(ended_at=at, ended_by=agent)).rowcount)
