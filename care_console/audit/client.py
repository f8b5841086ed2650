"""The audit API over HTTP, as the relay and the leads' view use it."""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final, NoReturn, TypeVar
from urllib.parse import quote

import msgspec

from care_console.domain.audit_answers import Page, Replies, Reply, SourceState
from care_console.transport import Answer, Channel, Limits, TransportError, Trouble

BATCH_MEDIA: Final = "application/cloudevents-batch+json"
MAX_BATCH_EVENTS: Final = 1_000
MAX_BATCH_BYTES: Final = 1_048_576
_LONGEST_WAIT: Final = 300.0

Shape = TypeVar("Shape")


@dataclass(frozen=True, slots=True)
class EventQuery:
    """Which events, all conditions together; `since` <= time < `until`, aware; empty means any."""

    actor: str = ""
    customer: str = ""
    activity: str = ""
    since: datetime | None = None
    until: datetime | None = None
    limit: int = 100
    newest_first: bool = True
    cursor: str | None = None


class AuditApi:
    """The audit API at `url`; safe to use from several threads."""

    def __init__(self, url: str, token: str, *, authorities: Path | None = None, limits: Limits | None = None) -> None:
        """`token` is the bearer token; `authorities` a PEM file trusted instead of the system's store.

        Raises InvalidError or ServiceError for an address that cannot be used.
        """
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        self._channel = Channel(url, headers=headers, authorities=authorities, limits=limits)

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:
        """Send envelopes in order: at most 1,000, and 1 MiB together with their commas.

        Returns a reply for each of them, in their order. Raises TransportError when there is no complete answer that
        could be read, and then nothing is known about any of them.
        """
        body = b"[" + b",".join(bodies) + b"]"
        answer = self._channel.request("POST", "/v1/events", body=body, media=BATCH_MEDIA)
        replies = _decode(answer, Replies).items
        if [reply.sha256 for reply in replies] != [hashlib.sha256(body).hexdigest() for body in bodies]:
            # The answer to another request: everything that follows on this connection would be one off.
            self._channel.close()
            raise _garbled()
        return replies

    def events(self, query: EventQuery) -> Page:
        """A page of events; the reading is itself recorded by the API. Raises TransportError."""
        asked = {
            "actor": query.actor,
            "customer": query.customer,
            "activity": query.activity,
            "from": query.since.isoformat() if query.since else "",
            "to": query.until.isoformat() if query.until else "",
            "cursor": query.cursor or "",
            "limit": str(query.limit),
            "order": "newest" if query.newest_first else "oldest",
        }
        params = {name: value for name, value in asked.items() if value}
        return _decode(self._channel.request("GET", "/v1/events", params=params), Page)

    def source(self, source: str) -> SourceState | None:
        """How complete a source is; None if nothing of it has arrived. Raises TransportError."""
        answer = self._channel.request("GET", "/v1/sources" + quote(source))
        if answer.status == 404 and _media(answer) == "application/problem+json":
            return None
        return _decode(answer, SourceState)

    def close(self) -> None:
        """Close the connections."""
        self._channel.close()


def _decode(answer: Answer, shape: type[Shape]) -> Shape:
    """The answer as `shape`, if it is a complete one of the API's: a captive portal says 200 too."""
    if answer.status != 200:
        _refuse(answer)
    if _media(answer) != "application/json":
        raise _garbled()
    try:
        return msgspec.json.decode(answer.body, type=shape)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise _garbled() from None


def _refuse(answer: Answer) -> NoReturn:
    if answer.status in (408, 429) or answer.status >= 500:
        raise TransportError(Trouble.BUSY, "The audit service is busy or in trouble.", retry_after=_retry_after(answer))
    raise TransportError(
        Trouble.REFUSED,
        "The audit service refused the request ({status}).",
        todo="Ask IT to check the address and the token of the audit service.",
        status=answer.status,
    )


def _retry_after(answer: Answer) -> float:
    """Seconds asked for, at most five minutes; the date form is not used by the audit service."""
    seconds = 0.0
    with contextlib.suppress(ValueError):
        seconds = float(int(answer.headers.get("retry-after", "0")))
    return min(max(seconds, 0.0), _LONGEST_WAIT)


def _media(answer: Answer) -> str:
    return answer.headers.get("content-type", "").partition(";")[0].strip().lower()


def _garbled() -> TransportError:
    return TransportError(
        Trouble.GARBLED,
        "What answered is not the audit service.",
        todo="Check that this computer is not behind a sign-in page of its network.",
    )
