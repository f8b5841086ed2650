"""From hostile bytes to events: bounded, strict JSON, one meaning only; refusals never repeat what was sent."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Final

import msgspec

from care_console.auditserver.schema import (
    MAX_BATCH_EVENTS,
    Envelope,
    Event,
    Tombstone,
    indexed,
)
from care_console.domain.events import MAX_ENVELOPE_BYTES, TOMBSTONE_TYPE

_PLACE: Final = re.compile(r"at `(\$[A-Za-z0-9_.\[\]]*)`$")


class MalformedError(Exception):
    """The body is no JSON of the expected outer shape."""


class RejectedError(Exception):
    """An event does not fit the schema; the text says where, and never what stood there."""


class _Head(msgspec.Struct):
    """As much of an event as is needed to answer about it."""

    id: str = ""
    type: str = ""


def fingerprint(body: bytes) -> str:
    """SHA-256 of the bytes, in hexadecimal digits."""
    return hashlib.sha256(body).hexdigest()


def split(body: bytes) -> list[bytes]:
    """The exact bytes of each event of a JSON array.

    Raises MalformedError if it is no array, is not UTF-8, is nested too deeply, or holds too many events or none.
    """
    try:
        body.decode()
        events = msgspec.json.decode(body, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise MalformedError("the body is not a JSON array in UTF-8") from None
    if not 0 < len(events) <= MAX_BATCH_EVENTS:
        raise MalformedError(f"a batch holds 1 to {MAX_BATCH_EVENTS} events")
    return [bytes(event) for event in events]


def claimed_id(body: bytes) -> str:
    """The identifier that an event claims, even if it fits no schema; empty if none can be read."""
    try:
        return msgspec.json.decode(body, type=_Head).id
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ""


def read(body: bytes) -> Envelope:
    """One event out of its exact bytes.

    Raises RejectedError if it is too large, is not strict JSON (duplicate keys, NaN), or does not fit the schema.
    """
    if len(body) > MAX_ENVELOPE_BYTES:
        raise RejectedError(f"an event has at most {MAX_ENVELOPE_BYTES} bytes")
    try:
        kind = msgspec.json.decode(body, type=_Head).type
        shape: type[Event | Tombstone] = Tombstone if kind == TOMBSTONE_TYPE else Event
        event = msgspec.json.decode(body, type=shape)
        json.loads(body, object_pairs_hook=_once)
    except msgspec.ValidationError as error:
        place = _PLACE.search(str(error))
        raise RejectedError(f"the event does not fit the schema at {place[1] if place else '$'}") from None
    except (ValueError, RecursionError):
        raise RejectedError("the event is not strict JSON in UTF-8") from None
    return indexed(body, event)


def _once(pairs: list[tuple[str, object]]) -> None:
    """Refuse an object that names a member twice: readers would differ about which one counts."""
    if len({name for name, _ in pairs}) != len(pairs):
        raise ValueError("duplicate key")
