"""The audit log as leads read it: envelopes from the API turned back into events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from care_console.audit.client import AuditApi, EventQuery
from care_console.domain.events import EventRow, Outcome, Verb
from care_console.domain.ports import AuditEntry, AuditPage, AuditQuery


class _User(msgspec.Struct):
    uid: str
    groups: list[dict[str, str]] = []


class _Actor(msgspec.Struct):
    user: _User


class _Device(msgspec.Struct):
    hostname: str


class _Metadata(msgspec.Struct):
    event_code: Verb
    sequence: int


class _Unmapped(msgspec.Struct):
    detail: dict[str, str]
    grant: str
    purpose: str
    request: str


class _Resource(msgspec.Struct):
    labels: list[str]
    uid: str = ""


class _Data(msgspec.Struct):
    actor: _Actor
    device: _Device
    metadata: _Metadata
    status_code: Outcome
    unmapped: _Unmapped
    web_resources: list[_Resource] = []


class _Envelope(msgspec.Struct):
    source: str
    id: str
    time: Annotated[datetime, Meta(tz=True)]
    data: _Data


@dataclass(frozen=True, slots=True)
class ApiAuditLog:
    """See `domain.ports.AuditLog`."""

    api: AuditApi

    def read(self, query: AuditQuery) -> AuditPage:
        """See the port. Raises TransportError, which is a ServiceError."""
        page = self.api.events(
            EventQuery(actor=query.agent, customer=query.customer, cursor=query.cursor, limit=query.limit)
        )
        entries = tuple(AuditEntry(item.index, item.received, row_of(bytes(item.event))) for item in page.items)
        return AuditPage(page.size, entries, page.next)


def row_of(envelope: bytes) -> EventRow | None:
    """The event in an envelope; None for what this version cannot read, such as a tombstone or a newer verb."""
    try:
        read = msgspec.json.decode(envelope, type=_Envelope)
    except msgspec.DecodeError:
        return None
    data = read.data
    resource = data.web_resources[0] if data.web_resources else _Resource([])
    return EventRow(
        source=read.source,
        sequence=data.metadata.sequence,
        id=read.id,
        time=read.time,
        verb=data.metadata.event_code,
        outcome=data.status_code,
        agent=data.actor.user.uid,
        role=data.actor.user.groups[0].get("name", "") if data.actor.user.groups else "",
        host=data.device.hostname,
        request=data.unmapped.request,
        purpose=data.unmapped.purpose,
        grant=data.unmapped.grant,
        customer=resource.uid,
        fields=tuple(resource.labels),
        detail=data.unmapped.detail,
    )
