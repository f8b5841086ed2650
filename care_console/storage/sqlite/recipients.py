"""To which addresses of a customer a message may go (`domain.messages`): those on file, and those that were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from care_console.domain.facts import email_key
from care_console.domain.fields import VIEW
from care_console.domain.messages import SETTLED_CONTACT, MessageKind, Recipient, needs_settled_contact
from care_console.domain.requests import Reason, Refusal
from care_console.storage import tables as t


class OnFile(NamedTuple):
    """An address on file, since when it is there unchanged, and whether messages to it are refused."""

    address: str
    since: datetime
    fails: bool


def addresses_of(connection: Connection, customer_id: int) -> dict[str, OnFile]:
    """The addresses on file by key."""
    rows = connection.execute(select(t.email).where(t.email.c.customer_id == customer_id).order_by(t.email.c.id))
    return {row.address_key: OnFile(row.address, row.since, row.failing is not None) for row in rows}


def recipients_of(connection: Connection, scopes: frozenset[str], customer_id: int, now: datetime) -> list[Recipient]:
    """See `UnitOfWork.recipients`."""
    if VIEW not in scopes:
        return []
    line = now - SETTLED_CONTACT
    return [
        Recipient(one.address, one.since, settled=one.since <= line, failing=one.fails)
        for one in addresses_of(connection, customer_id).values()
    ]


def entitled(
    connection: Connection, customer_id: int, kind: MessageKind, recipients: Collection[str] | None, now: datetime
) -> list[str] | Refusal:
    """The addresses that may and shall have a message, each once: those of `recipients`, or all on file that work.

    The agent need not see them, and names none freely.
    """
    on_file = addresses_of(connection, customer_id)
    if recipients is None:
        wanted = {key: one.address for key, one in on_file.items() if not one.fails}
    else:
        wanted = {email_key(address): address for address in recipients}
    settled_only = needs_settled_contact(kind)
    allowed = on_file.keys() | (set() if settled_only else _former(connection, customer_id))
    if not wanted or not wanted.keys() <= allowed:
        return Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    if settled_only:
        line = now - SETTLED_CONTACT
        settled = {key: address for key, address in wanted.items() if on_file[key].since <= line}
        if not settled or (recipients is not None and len(settled) < len(wanted)):
            return Refusal(Reason.RECIPIENT_TOO_NEW)
        wanted = settled
    return list(wanted.values())


def _former(connection: Connection, customer_id: int) -> set[str]:
    """Keys of addresses that the customer had, by the history."""
    query = select(t.history.c.before).where(
        t.history.c.customer_id == customer_id,
        t.history.c.field == "email.address",
        t.history.c.before.is_not(None),
    )
    return {email_key(before) for before in connection.scalars(query)}


def taken_over_from(connection: Connection, customer_id: int, address: str) -> list[str]:
    """The address that this one took the place of; none where that is not known."""
    line, row = t.history.c, t.email.c
    query = (
        select(line.before)
        .join(t.email, row.id == line.row_id)
        .where(
            line.customer_id == customer_id,
            line.field == "email.address",
            line.before.is_not(None),
            row.address_key == email_key(address),
        )
        .order_by(line.at.desc(), line.id.desc())
        .limit(1)
    )
    return list(connection.scalars(query))
