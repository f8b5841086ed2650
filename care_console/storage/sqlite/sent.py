"""What became of the messages to a customer, as a page may list it (`domain.messages`)."""

from __future__ import annotations

from sqlalchemy import Connection, select

from care_console.domain.fields import OPEN, VIEW
from care_console.domain.masking import Mask, mask
from care_console.domain.messages import BY_HAND, Sent, cancellable
from care_console.storage import tables as t


def sent_messages(connection: Connection, scopes: frozenset[str], customer_id: int, limit: int) -> list[Sent]:
    """See `UnitOfWork.messages`."""
    if not scopes & {OPEN, VIEW}:
        return []
    copy, message = t.outgoing_recipient, t.outgoing
    rows = connection.execute(
        select(copy, message.c.kind, message.c.queued_at)
        .join(message, message.c.id == copy.c.outgoing_id)
        .where(message.c.customer_id == customer_id)
        .order_by(message.c.queued_at.desc(), copy.c.id)
        .limit(limit)
    )
    seen = VIEW in scopes
    return [
        Sent(
            message_id=row.outgoing_id,
            copy_id=row.id,
            kind=row.kind,
            address=row.address if seen else mask(Mask.EMAIL, row.address),
            state=row.state,
            queued_at=row.queued_at,
            due_at=row.due_at,
            tries=row.tries,
            code=row.code,
            words=row.words if seen else "",
            cancellable=row.kind in BY_HAND and cancellable(row.state, handed_over=row.handed_at is not None),
        )
        for row in rows
    ]
