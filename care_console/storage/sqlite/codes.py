"""One-time codes of the embedded store: made and queued here, so that no service ever keeps one (`domain.codes`)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, func, insert, select, update

from care_console.domain.codes import CODE_TRIES, CODES_A_DAY, CodeSent, code_hash, code_life, is_code, new_code
from care_console.domain.messages import Draft
from care_console.domain.requests import CareRequest, Reason, Refusal
from care_console.storage import tables as t
from care_console.storage.message_rows import empty
from care_console.storage.sqlite.post import Post

_codes = t.one_time_code


def send(
    post: Post, agent_id: str, now: datetime, request: CareRequest, customer_id: int, write: Callable[[str], Draft]
) -> CodeSent | Refusal:
    """Make a code and queue its message; an earlier one of the request can be used no longer."""
    connection = post.recorder.connection
    made = select(func.count()).where(_codes.c.customer_id == customer_id, _codes.c.made_at > now - timedelta(hours=24))
    if connection.execute(made).scalar_one() >= CODES_A_DAY:
        return Refusal(Reason.CODE_QUOTA)
    code, expires_at = new_code(), now + code_life(request.channel)
    draft = replace(write(code), not_before=None, not_after=expires_at)
    queued = post.queue(request, customer_id, draft, None, {draft.language: draft}, "")
    if isinstance(queued, Refusal):
        return queued
    for earlier in connection.execute(_live(request.id, customer_id)).all():
        _end(connection, earlier)
    connection.execute(
        insert(_codes).values(
            id=uuid.uuid4().hex,
            request_id=request.id,
            customer_id=customer_id,
            agent=agent_id,
            outgoing_id=queued,
            made_at=now,
            expires_at=expires_at,
            tries=0,
            hash=code_hash(code),
        )
    )
    return CodeSent(queued, expires_at)


def waiting(connection: Connection, now: datetime, request_id: str, customer_id: int) -> bool:
    """Whether a code may be said now; what is over is forgotten by the way, hash and message."""
    rows = connection.execute(_live(request_id, customer_id)).all()
    for row in rows:
        if row.expires_at <= now or row.tries >= CODE_TRIES:
            _end(connection, row)
    return any(row.expires_at > now and row.tries < CODE_TRIES for row in rows)


def matches(connection: Connection, request_id: str, customer_id: int, said: str) -> bool:
    """Whether what was said is the code that waits; a code is used up by matching, and by its last try."""
    row = connection.execute(_live(request_id, customer_id)).one_or_none()
    if row is None:
        return False
    matched = is_code(said, row.hash)
    connection.execute(update(_codes).where(_codes.c.id == row.id).values(tries=row.tries + 1))
    if matched or row.tries + 1 >= CODE_TRIES:
        _end(connection, row)
    return matched


def _live(request_id: str, customer_id: int) -> Any:  # noqa: ANN401 - a select of a table has no shorter type
    return select(_codes).where(
        _codes.c.request_id == request_id, _codes.c.customer_id == customer_id, _codes.c.hash.is_not(None)
    )


def _end(connection: Connection, row: Row[tuple[object, ...]]) -> None:
    connection.execute(update(_codes).where(_codes.c.id == row.id).values(hash=None))
    empty(connection, row.outgoing_id)
