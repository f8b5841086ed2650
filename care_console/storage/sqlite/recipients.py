"""To which addresses of a customer a message may go (`domain.messages`): those on file, and those that were."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, select

from care_console.domain.facts import email_key
from care_console.domain.fields import VIEW
from care_console.domain.flags import Flag
from care_console.domain.messages import SETTLED_CONTACT, MessageKind, Recipient, needs_settled_contact
from care_console.domain.requests import Reason, Refusal
from care_console.storage import tables as t
from care_console.storage.sqlite.flag_rows import flags_of


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


def former_contacts(connection: Connection, customer_id: int, recipient: str, now: datetime) -> list[str]:
    """Who is told of a copy that goes to an address that is new: every address that was on file a week ago.

    What stood there then is what an amended row held before the first of its changes since, whatever came between; a
    row without a change since then holds it still.
    """
    line = now - SETTLED_CONTACT
    changed = t.history.c
    query = (
        select(changed.row_id, changed.before)
        .where(changed.customer_id == customer_id, changed.field == "email.address", changed.at > line)
        .order_by(changed.id.desc())
    )
    first = {row.row_id: row.before for row in connection.execute(query)}
    kept = [one.address for one in addresses_of(connection, customer_id).values() if one.since <= line]
    stood = {email_key(address): address for address in (*kept, *first.values()) if address}
    return [address for key, address in stood.items() if key != email_key(recipient)]


def may_still_go(
    connection: Connection, customer_id: int, kind: MessageKind, address: str, *, new: bool
) -> Refusal | None:
    """Look again, before a conversation leaves that was let go earlier: what was true then may be so no longer.

    `new`: the address is one that a lead lets it go to.
    """
    if kind is not MessageKind.TRANSCRIPT_COPY:
        return None
    flags = flags_of(connection, customer_id)
    if Flag.DECEASED in flags:
        return Refusal(Reason.DECEASED)
    if new and Flag.TAKE_OVER in flags:
        return Refusal(Reason.TAKEN_OVER)
    on_file = email_key(address) in addresses_of(connection, customer_id)
    return None if on_file else Refusal(Reason.RECIPIENT_NOT_ON_FILE)
