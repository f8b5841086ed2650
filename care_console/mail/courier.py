"""The courier: takes what is due from a queue one by one, tries it, and writes what became of it.

Letters to customers and messages to the order system alike: each queue has its own courier.
"""

from __future__ import annotations

import contextlib
import logging
import random
import threading
import time
import uuid
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Generic, TypeVar

from care_console.domain.errors import BugError, CareError, StoreError
from care_console.domain.messages import MessageState, Verdict, backoff
from care_console.domain.ports import Clock, MailBacklog, Queue, Sendable, Way
from care_console.transport import TransportError

LEASE_SECONDS: Final = 900.0
"""Longer than a try can take, the ten minutes of waiting for the reply that decides included."""
TICK_SECONDS: Final = 30.0
UNSET: Final = "unset"
"""In place of a trouble: there is no server yet, everything waits."""
_FIRST_PAUSE: Final = 2.0
_LONGEST_PAUSE: Final = 300.0
_GRACE: Final = 5.0
_SETTLE_TRIES: Final = 3

_log = logging.getLogger(__name__)

Item = TypeVar("Item", bound=Sendable)


@dataclass(frozen=True, slots=True)
class CourierState:
    """What waits, and if the mail server is away, since when and why (`trouble`, empty if it is not, or `UNSET`)."""

    backlog: MailBacklog
    away_since: datetime | None = None
    trouble: str = ""


class Courier(Generic[Item]):
    """One deliverer over a queue; several may run over the same one, for copies are leased."""

    def __init__(
        self,
        outgoing: Queue[Item],
        mailer: Way[Item] | None,
        clock: Clock,
        *,
        on_state: Callable[[CourierState], None] = lambda _: None,
        monotonic: Callable[[], float] = time.monotonic,
        name: str = "mail",
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """`on_state` is called from the courier's thread at each change and try; `chance(low, high)` jitters.

        `mailer` is None where IT has set no server: nothing is tried then, and what waits is told.
        """
        self._outgoing = outgoing
        self._mailer = mailer
        self._clock = clock
        self._on_state = on_state
        self._monotonic = monotonic
        self._name = name
        self._chance = chance
        self._holder = uuid.uuid4().hex
        self._failures = 0
        self._not_before = 0.0
        self._state: CourierState | None = None
        self._change = threading.Condition()
        self._woken = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    def tell(self, on_state: Callable[[CourierState], None]) -> None:
        """Tell this of changes from now on; for before the start."""
        self._on_state = on_state

    def start(self) -> None:
        """Deliver in a thread of its own until `stop`."""
        if self._thread is not None:
            raise BugError("the courier runs already")
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=f"{self._name} courier", daemon=True)
        self._thread.start()

    def stop(self, grace: float = _GRACE) -> None:
        """End after the copy at hand; a server that has not replied after `grace` seconds is hung up on."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(grace)
            while self._thread.is_alive():
                if self._mailer is not None:
                    self._mailer.hang_up()
                self._thread.join(grace)
            self._thread = None

    def wake(self) -> None:
        """Something may have been queued. Does not shorten the pause after a failure."""
        with self._change:
            self._woken = True
            self._change.notify_all()

    def step(self) -> float | None:
        """Try at most one copy. Seconds to wait before the next step; None when nothing is due."""
        rest = self._not_before - self._monotonic()
        try:
            if rest > 0:
                self._tell(replace(self._shown(), backlog=self._outgoing.backlog()))
                return rest
            tried = self._mailer is not None and self._try_one(self._mailer)
            backlog = self._outgoing.backlog()
        except CareError as error:
            return self._failed(error)
        self._failures = 0
        # Told even where as many wait as before: what was tried is somewhere else now.
        self._tell(CourierState(backlog, trouble=UNSET if self._mailer is None else ""), anyway=tried)
        if tried:
            return 0.0
        if backlog.due_at is None or self._mailer is None:
            return None
        return max(0.5, min(TICK_SECONDS, (backlog.due_at - self._clock.now()).total_seconds()))

    def _try_one(self, mailer: Way[Item]) -> bool:
        letter = self._outgoing.claim(self._holder, LEASE_SECONDS)
        if letter is None:
            return False
        verdict = self._tried(mailer, letter)
        due_at = None
        if verdict.state is MessageState.DEFERRED:
            due_at = self._clock.now() + backoff(letter.tries + 1, self._chance)
        if verdict.state is not MessageState.CANCELLED:
            self._settle(letter.id, verdict, due_at)
        return True

    def _tried(self, mailer: Way[Item], letter: Item) -> Verdict:
        """Deliver a copy; without an answer about it, give it back and pass the error on."""
        handed_over = False

        def hand_over() -> bool:
            nonlocal handed_over
            handed_over = self._outgoing.hand_over(letter.id, self._holder)
            return handed_over

        try:
            return mailer.deliver(letter, hand_over)
        except CareError:
            # A store that cannot take it back now lets the lease end.
            with contextlib.suppress(StoreError):
                self._outgoing.give_back(letter.id, self._holder)
            raise
        except Exception as error:  # noqa: BLE001 - a letter that nobody can write must not hold up the others
            _log.error("a letter met %s", type(error).__name__)
            return Verdict(MessageState.UNKNOWN if handed_over else MessageState.DEFERRED)

    def _settle(self, copy_id: str, verdict: Verdict, due_at: datetime | None) -> None:
        """Write the end of a try; a store that is busy just now is asked again, for this is known only here."""
        for _ in range(_SETTLE_TRIES - 1):
            with contextlib.suppress(StoreError):
                self._outgoing.settle(copy_id, self._holder, verdict, due_at)
                return
        self._outgoing.settle(copy_id, self._holder, verdict, due_at)

    def _run(self) -> None:
        while True:
            try:
                delay = self.step()
            except Exception as error:  # noqa: BLE001 - a thread that dies in silence delivers nothing
                # Only the kind: the text of a stranger's error may hold personal data.
                _log.error("the %s courier met %s and tries again", self._name, type(error).__name__)
                delay = self._failed(error)
            if self._rest(delay):
                return

    def _rest(self, delay: float | None) -> bool:
        """Wait for the end of a pause, or for news; whether to stop."""
        deadline = self._monotonic() + (TICK_SECONDS if delay is None else delay)
        with self._change:
            while not self._stopping and (left := deadline - self._monotonic()) > 0:
                if self._woken:
                    break
                self._change.wait(left)
            self._woken = False
            return self._stopping

    def _failed(self, error: Exception) -> float:
        """Pause: doubling, the upper half left to chance, in memory and on the monotonic clock."""
        ceiling = min(_LONGEST_PAUSE, _FIRST_PAUSE * 2.0 ** min(self._failures, 16))
        self._failures += 1
        wait = ceiling / 2 + self._chance(0.0, ceiling / 2)
        self._not_before = self._monotonic() + wait
        trouble = "store" if isinstance(error, StoreError) else "fault"
        if isinstance(error, TransportError):
            trouble = error.trouble.value
        shown = self._shown()
        with contextlib.suppress(StoreError):
            shown = replace(shown, backlog=self._outgoing.backlog())
        self._tell(replace(shown, away_since=shown.away_since or self._clock.now(), trouble=trouble))
        return wait

    def _shown(self) -> CourierState:
        return self._state or CourierState(MailBacklog(0, None, 0))

    def _tell(self, state: CourierState, *, anyway: bool = False) -> None:
        if anyway or state != self._state:
            self._state = state
            self._on_state(state)
