"""Taking amendments back, and messages to the order system, in the writing transaction of one agent (M5)."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, func, insert, select, update

from care_console.domain.amendments import UNDO_WINDOW, OrderMessage
from care_console.domain.customers import Change
from care_console.domain.fields import amend_scope, opened_by
from care_console.domain.requests import Reason, Refusal
from care_console.storage import tables as t
from care_console.storage.sqlite.guard import Guard


def change_of(row: RowMapping, scopes: frozenset[str]) -> Change:
    """A line of history; of a field shown on reveal only, the values stay out until it is revealed."""
    table, _, column = row["field"].partition(".")
    shown = opened_by(table, column, scopes)
    return Change(
        id=row["id"],
        at=row["at"],
        agent=row["agent"],
        request_number=row["request_number"],
        field=row["field"],
        before=row["before"] if shown else None,
        after=row["after"] if shown else None,
        row_id=row["row_id"],
        amendment=row["grant_id"],
        undoes=row["undoes"],
        by=row["by"] or "",
    )


def told(customer_id: int) -> Select[tuple[Any, ...]]:
    """The history of a customer, with the name of who saved each line."""
    return (
        select(t.history, t.agent.c.name.label("by"))
        .outerjoin(t.agent, t.agent.c.id == t.history.c.agent)
        .where(t.history.c.customer_id == customer_id)
    )


def lines_of(connection: Connection, customer_id: int, amendment: str) -> list[RowMapping]:
    """The lines of history that were written under one grant, oldest first."""
    query = told(customer_id).where(t.history.c.grant_id == amendment)
    return list(connection.execute(query.order_by(t.history.c.id)).mappings())


def begin_undo(
    connection: Connection, guard: Guard, *, agent_id: str, now: datetime, customer_id: int, amendment: str
) -> Refusal | None:
    """Let what this transaction writes take an amendment back, and cancel messages of it that were not sent."""
    lines = lines_of(connection, customer_id, amendment)
    own = all(line["agent"] == agent_id and line["undoes"] is None for line in lines)
    again = select(t.history.c.id).where(t.history.c.undoes.in_([line["id"] for line in lines])).limit(1)
    if not lines or not own or connection.execute(again).first() is not None:
        return Refusal(Reason.NOT_UNDOABLE)
    if max(line["at"] for line in lines) + UNDO_WINDOW <= now:
        return Refusal(Reason.UNDO_OVER)
    guard.undo(amendment, {(line["field"], line["row_id"]): line["id"] for line in lines})
    message = t.order_message
    connection.execute(
        update(message)
        .where(message.c.customer_id == customer_id, message.c.grant_id == amendment)
        .where(message.c.sent_at.is_(None), message.c.cancelled_at.is_(None))
        .values(cancelled_at=now, version=message.c.version + 1)
    )
    return None


def tell_order_system(
    connection: Connection, guard: Guard, *, now: datetime, customer_id: int, order_id: int, message: OrderMessage
) -> None:
    """Queue a message under the grant that holds the order; it may be sent once the undo window has closed."""
    under = guard.under(customer_id, amend_scope("order", "status"))
    connection.execute(
        insert(t.order_message).values(
            customer_id=customer_id,
            order_id=order_id,
            message=message,
            request_id=under.request_id,
            grant_id=under.grant,
            queued_at=now,
            not_before=now + UNDO_WINDOW,
            due_at=now + UNDO_WINDOW,
            key=uuid.uuid4().hex,
        )
    )


def refusals(connection: Connection, customer_id: int) -> dict[int, datetime]:
    """When the order system refused the latest message of an order, by the order's id."""
    message = t.order_message
    mine = (message.c.customer_id == customer_id, message.c.cancelled_at.is_(None))
    latest = select(func.max(message.c.id)).where(*mine).group_by(message.c.order_id)
    found = select(message.c.order_id, message.c.refused_at).where(
        message.c.id.in_(latest), message.c.refused_at.is_not(None)
    )
    return {row.order_id: row.refused_at for row in connection.execute(found)}
