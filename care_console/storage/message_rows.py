"""The rows of messages to customers: each message once, with a copy for each address (`domain.messages`)."""

from __future__ import annotations

import uuid
from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, update

from care_console.domain.messages import WAITING, Attachment, Draft, MessageState
from care_console.storage import tables as t


def put_message(
    connection: Connection,
    draft: Draft,
    addresses: Collection[str],
    *,
    now: datetime,
    state: MessageState = MessageState.QUEUED,
    **of: object,
) -> str:
    """Add a message with its copies in `state`; `of` are the columns that say whose it is. Returns its id."""
    message_id = uuid.uuid4().hex
    connection.execute(insert(t.outgoing).values(id=message_id, queued_at=now, **of, **_columns_of(draft)))
    copies = [
        {
            "id": uuid.uuid4().hex,
            "outgoing_id": message_id,
            "address": address,
            "state": state,
            "tries": 0,
            "due_at": draft.not_before or now,
            "words": "",
        }
        for address in addresses
    ]
    connection.execute(insert(t.outgoing_recipient), copies)
    return message_id


def _columns_of(draft: Draft) -> dict[str, object]:
    attached = draft.attachment
    return {
        "kind": draft.kind,
        "brand": draft.brand,
        "language": draft.language,
        "sender_name": draft.sender_name,
        "sender": draft.sender,
        "subject": draft.subject,
        "text": draft.text,
        "html": draft.html,
        "attachment_name": attached.name if attached else None,
        "attachment_media": attached.media if attached else None,
        "attachment": attached.content if attached else None,
        "not_before": draft.not_before,
        "not_after": draft.not_after,
    }


def draft_of(row: Row[*tuple[Any, ...]]) -> Draft:
    """A message as it was queued."""
    attached = row.attachment
    return Draft(
        kind=row.kind,
        brand=row.brand,
        language=row.language,
        sender_name=row.sender_name,
        sender=row.sender,
        subject=row.subject,
        text=row.text,
        html=row.html,
        attachment=None if attached is None else Attachment(row.attachment_name, row.attachment_media, attached),
        not_before=row.not_before,
        not_after=row.not_after,
    )


def empty(connection: Connection, message_id: str) -> None:
    """Forget what a message said: it is sent no more, nor called back to be sent later."""
    connection.execute(
        update(t.outgoing).where(t.outgoing.c.id == message_id).values(subject="", text="", html="", attachment=None)
    )
    waits = t.outgoing_recipient.c.state.in_(WAITING)
    connection.execute(
        update(t.outgoing_recipient)
        .where(t.outgoing_recipient.c.outgoing_id == message_id, waits)
        .values(state=MessageState.CANCELLED)
    )
