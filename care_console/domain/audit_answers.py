"""What the audit API answers, as the service writes it and the console reads it; its OpenAPI document is made of it."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

import msgspec
from msgspec import Meta

Digest = Annotated[str, Meta(pattern=r"^[0-9a-f]{64}$", description="SHA-256 in hexadecimal digits")]


class Reply(msgspec.Struct, frozen=True):
    """What became of one event; `sha256` is of the bytes received, `index` its place in the log (from 0)."""

    id: str
    sha256: Digest
    status: Literal["created", "duplicate", "conflict", "rejected"]
    index: int | None = None
    reason: str = ""


class Replies(msgspec.Struct, frozen=True):
    """Answer to a batch: an item for each event, in the order sent."""

    items: list[Reply]


class StoredEvent(msgspec.Struct, frozen=True):
    """An event as it stands in the log; `event` is the exact JSON received."""

    index: int
    received: datetime
    event: msgspec.Raw


class Page(msgspec.Struct, frozen=True):
    """Some events; every page of one reading is pinned to the same `size` of the log; `next` is null on the last."""

    size: int
    items: list[StoredEvent]
    next: str | None = None


class Gap(msgspec.Struct, frozen=True):
    """Sequences that have not arrived, first and last included."""

    first: int
    last: int


class SourceState(msgspec.Struct, frozen=True):
    """How complete a source is: every sequence up to `contiguous` is here; at most 100 gaps are listed."""

    source: str
    contiguous: int
    highest: int
    last_event: datetime | None
    last_received: datetime | None
    gaps: list[Gap]
