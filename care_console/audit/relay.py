"""The relay: empties the outbox into the audit API, in order per source, at least once; the API stores each once.

A row counts as sent only when a complete, parsed reply names its identifier and the SHA-256 of its bytes. The bytes are
stored before they are sent for the first time and resent unchanged, by whatever version resends them.
"""

from __future__ import annotations

import hashlib
import logging
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, Protocol, TypeAlias

from care_console.audit.client import MAX_BATCH_BYTES
from care_console.delivery import TICK_SECONDS, Deliverer, DeliveryState, Manner
from care_console.domain.audit_answers import Reply
from care_console.domain.errors import BugError, StoreError
from care_console.domain.events import EventRow, envelope, tombstone
from care_console.domain.pauses import Pauses
from care_console.domain.ports import Backlog, Outbox
from care_console.transport import TransportError, Trouble

BATCH: Final = 100
LEASE_SECONDS: Final = 90.0
TEND_SECONDS: Final = 60.0
_PAUSES: Final = Pauses(first=0.5, longest=60.0)
_COUNT_SECONDS: Final = 1.0
"""Counting what waits reads all of it: between batches once a second is enough."""

_log = logging.getLogger(__name__)

RelayState: TypeAlias = DeliveryState[Backlog]


class Api(Protocol):
    """What the relay needs of the audit API."""

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:
        """A reply for each envelope, in order. Raises TransportError."""
        ...


@dataclass(frozen=True, slots=True)
class _Letter:
    """A row with the bytes that go out for it, and their hash."""

    row: EventRow
    body: bytes
    sha256: str


class Relay(Deliverer[Backlog]):
    """One deliverer over an outbox; several may run over the same one, for sources are leased."""

    def __init__(
        self,
        outbox: Outbox,
        api: Api,
        *,
        on_state: Callable[[RelayState], None] = lambda _: None,
        end_due: Callable[[], None] = lambda: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[float, float], float] = random.uniform,
        tick: float = TICK_SECONDS,
    ) -> None:
        """`on_state` is called from the relay's thread whenever the state changes; `chance(low, high)` jitters.

        `end_due` is called there once a minute: it ends what ends by itself, which makes events. It raises StoreError.
        """
        manner = Manner("audit relay", _PAUSES, tick, count=_COUNT_SECONDS)
        super().__init__(manner, Backlog(0, None, 0), on_state=on_state, now=now, monotonic=monotonic, chance=chance)
        self._outbox = outbox
        self._api = api
        self._holder = uuid.uuid4().hex
        self._source: str | None = None
        self._end_due = end_due
        self._next_tending = 0.0
        self._batch = BATCH

    def _backlog(self) -> Backlog:
        return self._outbox.backlog()

    def _tend(self) -> None:
        """Fold searches that were left, and end what is due, once a minute."""
        if self._monotonic() >= self._next_tending:
            self._outbox.fold_stale_searches()
            self._end_due()
            self._next_tending = self._monotonic() + TEND_SECONDS

    def _deliver(self) -> bool:
        """Send one batch of the source whose turn it is."""
        try:
            delivered = self._send_next()
        except TransportError:
            # A smaller batch passes where a proxy has a limit, or the line is slow.
            self._batch = max(1, self._batch // 2)
            raise
        self._batch = min(self._batch * 2, BATCH)
        return delivered

    def _send_next(self) -> bool:
        source = self._outbox.lease(self._holder, LEASE_SECONDS)
        if source != self._source:
            self._let_go()
        self._source = source
        if source is None:
            return False
        rows = self._outbox.pending(source, self._batch)
        if not rows:
            self._let_go()
            return False
        if fresh := _rendered(rows):
            self._outbox.store_bodies(source, fresh)
            # What is stored counts: another relay may have stored its rendering first.
            rows = self._outbox.pending(source, len(rows))
        letters, unsendable = _letters(rows)
        if letters:
            self._settle(source, letters, self._send(letters))
        if unsendable is not None:
            self._bury(source, unsendable, _identity(unsendable), "unrenderable")
        return True

    def _send(self, letters: Sequence[_Letter]) -> list[Reply]:
        """Replies that name every letter. Raises TransportError."""
        replies = self._api.send([letter.body for letter in letters])
        if len(replies) != len(letters) or not all(map(_names, replies, letters)):
            raise TransportError(Trouble.GARBLED, "What answered is not the audit service.")
        return replies

    def _settle(self, source: str, letters: Sequence[_Letter], replies: Sequence[Reply]) -> None:
        """Acknowledge what is at the API, up to each poisoned row in turn, which is parked."""
        through = 0
        for letter, reply in zip(letters, replies, strict=True):
            if reply.status in ("created", "duplicate"):
                through = letter.row.sequence
                continue
            if through:
                self._outbox.acknowledge(source, self._holder, through)
            self._bury(source, letter.row, letter.body, reply.status)
        if through:
            self._outbox.acknowledge(source, self._holder, through)

    def _bury(self, source: str, row: EventRow, body: bytes, reason: str) -> None:
        """Park a poisoned row after its tombstone has taken its place at the API.

        A tombstone that conflicts finds the place taken by another event, so there is no gap; one that is rejected
        is of a row whose very source cannot be told, and the API shows the gap. Neither may hold up what follows.
        """
        stone = tombstone(row, body, reason)
        digests = [reply.sha256 for reply in self._api.send([stone])]
        if digests != [hashlib.sha256(stone).hexdigest()]:
            raise TransportError(Trouble.GARBLED, "What answered is not the audit service.")
        self._outbox.park(source, self._holder, row.sequence, reason)
        _log.warning("an audit event was parked: %s", reason)

    def _let_go(self) -> None:
        """Give the lease back; one that cannot be given back ends by itself."""
        source, self._source = self._source, None
        if source is None:
            return
        try:
            self._outbox.release(source, self._holder)
        except StoreError:
            _log.info("a lease could not be given back")


def _names(reply: Reply, letter: _Letter) -> bool:
    """Whether the reply is about these very bytes."""
    if reply.sha256 != letter.sha256:
        return False
    return reply.status == "rejected" or reply.id == letter.row.id


def _identity(row: EventRow) -> bytes:
    """What stands for the bytes of a row that has none: tombstones of two such rows must differ."""
    return f"{row.source}\n{row.sequence}\n{row.id}".encode("utf-8", "surrogatepass")


def _rendered(rows: Sequence[tuple[EventRow, bytes | None]]) -> dict[int, bytes]:
    """Bytes per sequence of the rows that have none stored, up to the first that cannot be rendered."""
    bodies: dict[int, bytes] = {}
    for row, stored in rows:
        if stored is None:
            try:
                bodies[row.sequence] = envelope(row)
            except BugError:
                break
    return bodies


def _letters(rows: Sequence[tuple[EventRow, bytes | None]]) -> tuple[list[_Letter], EventRow | None]:
    """What fits one request, and the row without bytes that ends it, if one does: it cannot be rendered."""
    letters: list[_Letter] = []
    size = 2
    for row, body in rows:
        if body is None:
            return letters, row
        size += len(body) + 1
        if letters and size > MAX_BATCH_BYTES:
            break
        letters.append(_Letter(row, body, hashlib.sha256(body).hexdigest()))
    return letters, None
