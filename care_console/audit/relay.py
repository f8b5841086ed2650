"""The relay: empties the outbox into the audit API, in order per source, at least once; the API stores each once.

A row counts as sent only when a complete, parsed reply names its identifier and the SHA-256 of its bytes. The bytes are
stored before they are sent for the first time and resent unchanged, by whatever version resends them.
"""

from __future__ import annotations

import contextlib
import hashlib
import logging
import math
import random
import threading
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Final, Protocol

from care_console.audit.client import MAX_BATCH_BYTES
from care_console.domain.audit_answers import Reply
from care_console.domain.errors import BugError, CareError, StoreError
from care_console.domain.events import EventRow, envelope, tombstone
from care_console.domain.ports import Backlog, Outbox
from care_console.transport import TransportError, Trouble

BATCH: Final = 100
LEASE_SECONDS: Final = 90.0
TICK_SECONDS: Final = 30.0
FOLD_SECONDS: Final = 60.0
_FIRST_BACKOFF: Final = 0.5
_LONGEST_BACKOFF: Final = 60.0
_COUNT_SECONDS: Final = 1.0

_log = logging.getLogger(__name__)


class Api(Protocol):
    """What the relay needs of the audit API."""

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:
        """A reply for each envelope, in order. Raises TransportError."""
        ...


@dataclass(frozen=True, slots=True)
class RelayState:
    """What the window shows: what waits, and if the API is away, since when and why (`trouble`, empty if it is not)."""

    backlog: Backlog
    away_since: datetime | None = None
    trouble: str = ""

    @property
    def online(self) -> bool:
        """Whether the last delivery, if any, succeeded."""
        return self.away_since is None


@dataclass(frozen=True, slots=True)
class _Letter:
    """A row with the bytes that go out for it, and their hash."""

    row: EventRow
    body: bytes
    sha256: str


class Relay:
    """One deliverer over an outbox; several may run over the same one, for sources are leased."""

    def __init__(
        self,
        outbox: Outbox,
        api: Api,
        *,
        on_state: Callable[[RelayState], None] = lambda _: None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[float, float], float] = random.uniform,
        tick: float = TICK_SECONDS,
    ) -> None:
        """`on_state` is called from the relay's thread whenever the state changes; `chance(low, high)` jitters."""
        self._outbox = outbox
        self._api = api
        self._on_state = on_state
        self._now = now
        self._monotonic = monotonic
        self._chance = chance
        self._tick = tick
        self._holder = uuid.uuid4().hex
        self._source: str | None = None
        self._failures = 0
        self._not_before = 0.0
        self._next_fold = 0.0
        self._counted = -math.inf
        self._batch = BATCH
        self._state: RelayState | None = None
        self._change = threading.Condition()
        self._woken = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Deliver in a thread of its own until `stop`."""
        if self._thread is not None:
            raise BugError("the relay runs already")
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="audit relay", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """End after the batch at hand, and give the lease back."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def wake(self) -> None:
        """Something was written to the outbox. Does not shorten a backoff, but what waits is shown anew."""
        with self._change:
            self._woken = True
            self._change.notify_all()

    def step(self) -> float | None:
        """Deliver at most one batch. Seconds to wait before the next step; None when nothing waits."""
        rest = self._not_before - self._monotonic()
        try:
            self._fold()
            if rest > 0:
                self._tell(replace(self._shown(), backlog=self._outbox.backlog()))
                return rest
            delivered = self._deliver()
            # Counting what waits reads all of it: between batches once a second is enough.
            now = self._monotonic()
            if not delivered or now >= self._counted + _COUNT_SECONDS:
                self._counted = now
                self._tell(replace(self._shown(), backlog=self._outbox.backlog()))
        except CareError as error:
            return self._failed(error)
        self._failures = 0
        self._batch = min(self._batch * 2, BATCH)
        self._tell(RelayState(self._shown().backlog))
        return 0.0 if delivered else None

    def _fold(self) -> None:
        """Once a minute, whether or not the API is there."""
        if self._monotonic() >= self._next_fold:
            self._outbox.fold_stale_searches()
            self._next_fold = self._monotonic() + FOLD_SECONDS

    def _run(self) -> None:
        while True:
            try:
                delay = self.step()
            except Exception as error:  # noqa: BLE001 - a thread that dies in silence delivers nothing
                # Only the kind: the text of a stranger's error may hold personal data.
                _log.error("the audit relay met %s and tries again", type(error).__name__)
                delay = self._failed(error)
            if self._rest(delay):
                break
        self._let_go()

    def _rest(self, delay: float | None) -> bool:
        """Wait for the end of a backoff, or for news; whether to stop."""
        deadline = self._monotonic() + (self._tick if delay is None else delay)
        with self._change:
            while not self._stopping and (left := deadline - self._monotonic()) > 0:
                if self._woken:
                    break
                self._change.wait(left)
            self._woken = False
            return self._stopping

    def _deliver(self) -> bool:
        """Send one batch of the source whose turn it is; False when nothing waits."""
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

    def _failed(self, error: Exception) -> float:
        """Back off: full jitter under a doubling ceiling, in memory and on the monotonic clock."""
        ceiling = min(_LONGEST_BACKOFF, _FIRST_BACKOFF * 2.0 ** min(self._failures, 16))
        self._failures += 1
        wait = self._chance(0.0, ceiling)
        trouble = "store" if isinstance(error, StoreError) else "fault"
        if isinstance(error, TransportError):
            trouble = error.trouble.value
            wait = max(wait, error.retry_after)
            # A smaller batch passes where a proxy has a limit, or the line is slow.
            self._batch = max(1, self._batch // 2)
        self._not_before = self._monotonic() + wait
        self._let_go()
        shown = self._shown()
        with contextlib.suppress(StoreError):
            shown = replace(shown, backlog=self._outbox.backlog())
        self._tell(replace(shown, away_since=shown.away_since or self._now(), trouble=trouble))
        return wait

    def _shown(self) -> RelayState:
        return self._state or RelayState(Backlog(0, None, 0))

    def _tell(self, state: RelayState) -> None:
        if state != self._state:
            self._state = state
            self._on_state(state)


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
