"""What all deliverers have in common: when they rest and for how long, what they tell, and how they end."""

from __future__ import annotations

import threading

import pytest

from care_console.delivery import Deliverer, DeliveryState, Manner
from care_console.domain.errors import CareError, StoreBusyError
from care_console.domain.pauses import Pauses
from care_console.transport import TransportError, Trouble
from tests.audit.model import ModelClock
from tests.patience import PATIENCE

AWAY = TransportError(Trouble.UNREACHABLE, "away")


class Scripted(Deliverer[int]):
    """Delivers as told: how many leave at once, or what goes wrong; `log` is what it was asked to do."""

    def __init__(self, *script: int | CareError, waiting: int = 0, count: float = 0.0, lack: str = "") -> None:
        self.clock = ModelClock()
        self.states: list[DeliveryState[int]] = []
        super().__init__(
            Manner("model", Pauses(first=2.0, longest=16.0), count=count, lack=lack),
            -1,
            on_state=self.states.append,
            now=self.clock.now,
            monotonic=self.clock.monotonic,
            chance=lambda _low, high: high,
        )
        self.script = list(script)
        self.waiting = waiting
        self.store: CareError | None = None
        self.log: list[str] = []

    def _backlog(self) -> int:
        if self.store is not None:
            raise self.store
        return self.waiting

    def _deliver(self) -> bool:
        self.log.append("deliver")
        outcome = self.script.pop(0) if self.script else 0
        if isinstance(outcome, CareError):
            raise outcome
        self.waiting -= outcome
        return outcome > 0

    def _tend(self) -> None:
        self.log.append("tend")

    def _let_go(self) -> None:
        self.log.append("let go")


class Hanging(Scripted):
    """Waits for an answer that never comes, until it is hung up on."""

    def __init__(self) -> None:
        super().__init__()
        self.waits = threading.Event()
        self.hung_up = threading.Event()

    def _deliver(self) -> bool:
        self.waits.set()
        assert self.hung_up.wait(PATIENCE)
        raise AWAY

    def _hang_up(self) -> None:
        self.log.append("hang up")
        self.hung_up.set()


def test_during_a_pause_nothing_is_tried_but_the_rest_is_done_and_shown() -> None:
    made = Scripted(AWAY, waiting=3)
    assert made.step() == 2.0
    made.waiting = 5
    made.clock.seconds += 0.5
    assert made.step() == 1.5
    assert made.log == ["tend", "deliver", "let go", "tend"]
    assert [(state.backlog, state.online, state.trouble) for state in made.states] == [
        (3, False, "unreachable"),
        (5, False, "unreachable"),
    ]


def test_a_pause_is_as_long_as_the_service_asks_at_least() -> None:
    busy = TransportError(Trouble.BUSY, "busy", retry_after=3.0)
    made = Scripted(busy, busy)
    assert made.step() == 3.0
    made.clock.seconds += 3.0
    assert made.step() == 4.0, "it asks for less than the second pause"


def test_trouble_is_told_once_from_its_beginning_and_success_ends_it() -> None:
    made = Scripted(AWAY, StoreBusyError("busy"), AWAY, 1, AWAY, waiting=2)
    began = made.clock.now()
    pauses = []
    for _ in range(5):
        pauses.append(made.step())
        made.clock.seconds += pauses[-1] or 0.0
    assert pauses == [2.0, 4.0, 8.0, 0.0, 2.0]
    assert [state.trouble for state in made.states] == ["unreachable", "store", "unreachable", "", "unreachable"]
    assert {state.away_since for state in made.states[:3]} == {began}
    assert made.states[3].online
    assert made.states[4].away_since is not None
    assert made.states[4].away_since > began


def test_what_was_delivered_is_told_even_where_as_many_wait_as_before() -> None:
    made = Scripted(1, waiting=1)
    made.step()
    made.waiting += 1
    made.script = [1]
    made.step()
    made.step()
    assert made.states == [DeliveryState(0), DeliveryState(0)], "and nothing is told where nothing happened"


def test_what_waits_is_counted_so_often_at_most_and_at_the_end() -> None:
    made = Scripted(1, 1, 1, waiting=3, count=1.0)
    for _ in range(4):
        made.step()
        made.clock.seconds += 0.3
    assert [state.backlog for state in made.states] == [2, 0]


def test_what_cannot_be_counted_is_shown_as_it_was() -> None:
    made = Scripted(1, waiting=4)
    made.step()
    made.store = StoreBusyError("busy")
    made.script = [1]
    assert made.step() == 2.0
    assert made.states[-1] == DeliveryState(3, made.clock.now(), "store")


def test_a_lack_is_told_while_all_is_well() -> None:
    made = Scripted(waiting=2, lack="unset")
    assert made.step() is None
    assert made.states == [DeliveryState(2, trouble="unset")]


def test_what_never_answers_is_hung_up_on_at_the_end_and_what_is_held_given_back() -> None:
    made = Hanging()
    made.start()
    assert made.waits.wait(PATIENCE)
    made.stop(grace=0.05)
    assert "hang up" in made.log
    assert made.log[-1] == "let go"
    made.stop()


@pytest.mark.parametrize("sure", [0.0, 0.5, 1.0])
def test_pauses_double_up_to_the_longest_and_leave_their_share_to_chance(sure: float) -> None:
    pauses = Pauses(first=1.0, longest=10.0, sure=sure)
    assert [pauses.after(n, lambda _low, high: high) for n in (1, 2, 3, 4, 5, 5_000)] == [1, 2, 4, 8, 10, 10]
    assert [pauses.after(n, lambda low, _high: low) for n in (1, 3, 5)] == [sure, 4 * sure, 10 * sure]
