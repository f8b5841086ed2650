"""The courier: takes what is due from a queue one by one, tries it, and writes what became of it.

Letters to customers and messages to the order system alike: each queue has its own courier.
"""

from __future__ import annotations

import contextlib
import logging
import random
import time
import uuid
from collections.abc import Callable
from datetime import datetime
from typing import Final, Generic, TypeAlias, TypeVar

from care_console.delivery import TICK_SECONDS, Deliverer, DeliveryState, Manner
from care_console.domain.errors import CareError, StoreError
from care_console.domain.messages import MessageState, Verdict, backoff
from care_console.domain.pauses import Pauses
from care_console.domain.ports import Clock, MailBacklog, Queue, Sendable, Way

LEASE_SECONDS: Final = 900.0
"""Longer than a try can take, the ten minutes of waiting for the reply that decides included."""
UNSET: Final = "unset"
"""In place of a trouble: there is no server yet, everything waits."""
_PAUSES: Final = Pauses(first=2.0, longest=300.0, sure=0.5)
_SOON: Final = 0.5
"""What is due already and was not taken is asked for again no sooner: another holds it, or is about to."""
_SETTLE_TRIES: Final = 3

_log = logging.getLogger(__name__)

Item = TypeVar("Item", bound=Sendable)

CourierState: TypeAlias = DeliveryState[MailBacklog]


class Courier(Deliverer[MailBacklog], Generic[Item]):
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
        manner = Manner(f"{name} courier", _PAUSES, lack=UNSET if mailer is None else "")
        super().__init__(
            manner, MailBacklog(0, None, 0), on_state=on_state, now=clock.now, monotonic=monotonic, chance=chance
        )
        self._outgoing = outgoing
        self._mailer = mailer
        self._holder = uuid.uuid4().hex

    def _backlog(self) -> MailBacklog:
        return self._outgoing.backlog()

    def _deliver(self) -> bool:
        """Try one copy."""
        return self._mailer is not None and self._try_one(self._mailer)

    def _due_in(self, backlog: MailBacklog) -> float | None:
        if backlog.due_at is None or self._mailer is None:
            return None
        return max(_SOON, min(TICK_SECONDS, (backlog.due_at - self._now()).total_seconds()))

    def _hang_up(self) -> None:
        if self._mailer is not None:
            self._mailer.hang_up()

    def _try_one(self, mailer: Way[Item]) -> bool:
        letter = self._outgoing.claim(self._holder, LEASE_SECONDS)
        if letter is None:
            return False
        verdict = self._tried(mailer, letter)
        due_at = None
        if verdict.state is MessageState.DEFERRED:
            due_at = self._now() + backoff(letter.tries + 1, self._chance)
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
