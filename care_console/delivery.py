"""Delivery in the background: what is common to all that empty a queue into a service outside.

A deliverer takes what is next until nothing waits, leaves a service that cannot be used alone for longer and longer,
and tells how it stands. What is taken, how, and what counts as delivered is for those who derive from it to say.
"""

from __future__ import annotations

import contextlib
import logging
import math
import random
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final, Generic, TypeVar

from care_console.domain.errors import BugError, CareError, StoreError
from care_console.domain.pauses import Pauses
from care_console.transport import TransportError

TICK_SECONDS: Final = 30.0
_GRACE: Final = 5.0

_log = logging.getLogger(__name__)

Waiting = TypeVar("Waiting")


@dataclass(frozen=True)  # Without slots: with them a generic class that is frozen cannot be made by its alias.
class DeliveryState(Generic[Waiting]):
    """What the window shows: what waits, and if the service is away, since when and why (`trouble`, empty if not)."""

    backlog: Waiting
    away_since: datetime | None = None
    trouble: str = ""

    @property
    def online(self) -> bool:
        """Whether the last delivery, if any, succeeded."""
        return self.away_since is None


@dataclass(frozen=True, slots=True)
class Manner:
    """How a deliverer goes about it.

    `name` is that of its thread, also in the log. What waits is shown every `tick` seconds where nothing happens, and
    counted every `count` seconds at most between deliveries. `lack` is the trouble that is told while all is well.
    """

    name: str
    pauses: Pauses
    tick: float = TICK_SECONDS
    count: float = 0.0
    lack: str = ""


class Deliverer(ABC, Generic[Waiting]):
    """One deliverer, in a thread of its own or stepped; `Waiting` is what it tells of what waits."""

    def __init__(
        self,
        manner: Manner,
        nothing: Waiting,
        *,
        on_state: Callable[[DeliveryState[Waiting]], None],
        now: Callable[[], datetime],
        monotonic: Callable[[], float] = time.monotonic,
        chance: Callable[[float, float], float] = random.uniform,
    ) -> None:
        """`nothing` is told where it could never be counted. `on_state` is called from the deliverer's thread."""
        self._manner = manner
        self._nothing = nothing
        self._on_state = on_state
        self._now = now
        self._monotonic = monotonic
        self._chance = chance
        self._failures = 0
        self._not_before = 0.0
        self._counted_at = -math.inf
        self._state: DeliveryState[Waiting] | None = None
        self._change = threading.Condition()
        self._woken = False
        self._stopping = False
        self._thread: threading.Thread | None = None

    @abstractmethod
    def _backlog(self) -> Waiting:
        """What waits. Raises StoreError."""

    @abstractmethod
    def _deliver(self) -> bool:
        """Take what is next, deliver it and write what became of it; False when nothing is due.

        Raises TransportError when the service could not be used, StoreError when the queue could not.
        """

    def _tend(self) -> None:
        """Do what is due whether or not the service is there. Raises StoreError."""

    def _due_in(self, backlog: Waiting) -> float | None:  # noqa: ARG002 - for those who know a time
        """Seconds until something is due where nothing is now; None where only news can tell."""
        return None

    def _let_go(self) -> None:
        """Give back what is held, before a pause and at the end."""

    def _hang_up(self) -> None:
        """Break the delivery that another thread waits on."""

    def tell(self, on_state: Callable[[DeliveryState[Waiting]], None]) -> None:
        """Tell this of changes from now on; for before the start."""
        self._on_state = on_state

    def start(self) -> None:
        """Deliver in a thread of its own until `stop`."""
        if self._thread is not None:
            raise BugError(f"the {self._manner.name} runs already")
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name=self._manner.name, daemon=True)
        self._thread.start()

    def stop(self, grace: float = _GRACE) -> None:
        """End after the delivery at hand; a service that has not replied after `grace` seconds may be hung up on."""
        with self._change:
            self._stopping = True
            self._change.notify_all()
        if self._thread is not None:
            self._thread.join(grace)
            while self._thread.is_alive():
                self._hang_up()
                self._thread.join(grace)
            self._thread = None

    def wake(self) -> None:
        """Something may have been queued. Does not shorten the pause after a failure, but what waits is shown anew."""
        with self._change:
            self._woken = True
            self._change.notify_all()

    def step(self) -> float | None:
        """Deliver at most once. Seconds to wait before the next step; None when nothing is due."""
        rest = self._not_before - self._monotonic()
        try:
            self._tend()
            if rest > 0:
                self._tell(replace(self._shown(), backlog=self._backlog()))
                return rest
            delivered = self._deliver()
            now = self._monotonic()
            counts = not delivered or now >= self._counted_at + self._manner.count
            if counts:
                self._counted_at = now
            backlog = self._backlog() if counts else self._shown().backlog
        except CareError as error:
            return self._failed(error)
        self._failures = 0
        # Told even where as many wait as before: what was delivered is somewhere else now.
        self._tell(DeliveryState(backlog, trouble=self._manner.lack), anyway=delivered and counts)
        return 0.0 if delivered else self._due_in(backlog)

    def _run(self) -> None:
        while True:
            try:
                delay = self.step()
            except Exception as error:  # noqa: BLE001 - a thread that dies in silence delivers nothing
                # Only the kind: the text of a stranger's error may hold personal data.
                _log.error("the %s met %s and tries again", self._manner.name, type(error).__name__)
                delay = self._failed(error)
            if self._rest(delay):
                break
        self._let_go()

    def _rest(self, delay: float | None) -> bool:
        """Wait for the end of a pause, or for news; whether to stop."""
        deadline = self._monotonic() + (self._manner.tick if delay is None else delay)
        with self._change:
            while not self._stopping and (left := deadline - self._monotonic()) > 0:
                if self._woken:
                    break
                self._change.wait(left)
            self._woken = False
            return self._stopping

    def _failed(self, error: Exception) -> float:
        """Pause, in memory and on the monotonic clock, for as long as the service asks at least."""
        self._failures += 1
        wait = self._manner.pauses.after(self._failures, self._chance)
        trouble = "store" if isinstance(error, StoreError) else "fault"
        if isinstance(error, TransportError):
            trouble = error.trouble.value
            wait = max(wait, error.retry_after)
        self._not_before = self._monotonic() + wait
        self._let_go()
        shown = self._shown()
        with contextlib.suppress(StoreError):
            shown = replace(shown, backlog=self._backlog())
        self._tell(replace(shown, away_since=shown.away_since or self._now(), trouble=trouble))
        return wait

    def _shown(self) -> DeliveryState[Waiting]:
        return self._state or DeliveryState(self._nothing)

    def _tell(self, state: DeliveryState[Waiting], *, anyway: bool = False) -> None:
        if anyway or state != self._state:
            self._state = state
            self._on_state(state)
