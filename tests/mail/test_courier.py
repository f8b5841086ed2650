"""The courier without a network: one copy at a time, a way for every trouble, and no copy that holds up the others."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from care_console.delivery import TICK_SECONDS
from care_console.domain.errors import BugError, StoreBusyError
from care_console.domain.messages import FIRST_BACKOFF, Draft, Letter, MessageKind, MessageState, Verdict
from care_console.domain.ports import MailBacklog
from care_console.mail.courier import UNSET, Courier, CourierState
from care_console.transport import TransportError, Trouble
from tests.audit.model import ModelClock
from tests.stores import START, SetClock

DRAFT = Draft(MessageKind.DETAIL_CHANGED, "b", "en", "B", "b@example.org", "s", "t", "h")


@dataclass
class Queue:
    """A queue in memory; `busy` settlings fail before one succeeds."""

    waiting: list[str] = field(default_factory=list)
    log: list[tuple[object, ...]] = field(default_factory=list)
    busy: int = 0
    due_at: timedelta | None = None

    def claim(self, holder: str, seconds: float) -> Letter | None:
        return Letter(self.waiting.pop(0), "a@example.org", START, 0, DRAFT) if self.waiting else None

    def hand_over(self, copy_id: str, holder: str) -> bool:
        self.log.append(("handed over", copy_id))
        return True

    def settle(self, copy_id: str, holder: str, verdict: Verdict, due_at: object = None) -> None:
        if self.busy:
            self.busy -= 1
            raise StoreBusyError("busy")
        self.log.append((verdict.state, copy_id, due_at))

    def give_back(self, copy_id: str, holder: str) -> None:
        self.waiting.insert(0, copy_id)

    def backlog(self) -> MailBacklog:
        return MailBacklog(len(self.waiting), START + self.due_at if self.due_at is not None else None, 0)


@dataclass
class Way:
    """Answers as told: a verdict, or an error before or after handing over."""

    answers: list[Verdict | Exception]
    after: bool = False

    def deliver(self, letter: Letter, hand_over: Callable[[], bool]) -> Verdict:
        answer = self.answers.pop(0)
        if self.after:
            hand_over()
        if isinstance(answer, Exception):
            raise answer
        return answer

    def hang_up(self) -> None:
        raise AssertionError("nothing hangs")


def courier(
    queue: Queue, *answers: Verdict | Exception, after: bool = False
) -> tuple[Courier, list[CourierState], ModelClock]:
    states: list[CourierState] = []
    clock = ModelClock()
    made = Courier(
        queue,
        Way(list(answers), after),
        SetClock(),
        on_state=states.append,
        monotonic=clock.monotonic,
        chance=lambda _low, high: high,
    )
    return made, states, clock


ACCEPTED = Verdict(MessageState.ACCEPTED)


def test_copies_leave_one_by_one() -> None:
    queue = Queue(["one", "two"])
    made, _, _ = courier(queue, ACCEPTED, Verdict(MessageState.CANCELLED))
    assert [made.step(), made.step(), made.step()] == [0.0, 0.0, None]
    assert queue.log == [(MessageState.ACCEPTED, "one", None)], "what was called back is settled already"


def test_a_deferred_copy_gets_its_time() -> None:
    queue = Queue(["one"])
    made, _, _ = courier(queue, Verdict(MessageState.DEFERRED))
    made.step()
    assert queue.log == [(MessageState.DEFERRED, "one", START + FIRST_BACKOFF)]


@pytest.mark.parametrize(("ahead", "delay"), [(10, 10.0), (0.1, 0.5), (-5, 0.5), (3600, TICK_SECONDS)])
def test_the_next_step_is_when_a_copy_is_due_or_soon(ahead: float, delay: float) -> None:
    made, _, _ = courier(Queue(due_at=timedelta(seconds=ahead)))
    assert made.step() == delay


def test_a_server_that_cannot_be_used_is_left_alone_for_longer_and_longer() -> None:
    queue = Queue(["one", "two"])
    away = TransportError(Trouble.UNREACHABLE, "away")
    made, states, clock = courier(queue, away, away, away, ACCEPTED, ACCEPTED)
    assert made.step() == 2.0
    assert made.step() == 2.0, "not before its time"
    pauses = []
    for _ in range(2):
        clock.seconds += 1_000
        pauses.append(made.step())
    assert pauses == [4.0, 8.0]
    assert (queue.waiting, queue.log) == (["one", "two"], [])
    assert (states[-1].trouble, states[-1].away_since, states[-1].backlog.waiting) == ("unreachable", START, 2)
    clock.seconds += 1_000
    assert made.step() == 0.0
    assert (states[-1].trouble, states[-1].away_since) == ("", None)


@pytest.mark.parametrize(("after", "state"), [(False, MessageState.DEFERRED), (True, MessageState.UNKNOWN)])
@pytest.mark.expects_log("a letter met ValueError")
def test_a_letter_that_nobody_can_write_does_not_hold_up_the_others(after: bool, state: MessageState) -> None:
    queue = Queue(["bad", "good"])
    made, _, _ = courier(queue, ValueError("margaret.h@example.org"), ACCEPTED, after=after)
    made.step()
    made.step()
    assert [(entry[0], entry[1]) for entry in queue.log if entry[0] != "handed over"] == [
        (state, "bad"), (MessageState.ACCEPTED, "good"),
    ]  # fmt: skip


def test_what_only_the_courier_knows_is_written_although_the_store_is_busy() -> None:
    queue = Queue(["one"], busy=2)
    made, _, _ = courier(queue, ACCEPTED)
    assert made.step() == 0.0
    assert queue.log == [(MessageState.ACCEPTED, "one", None)]
    queue = Queue(["one"], busy=3)
    made, states, _ = courier(queue, ACCEPTED)
    assert made.step() == 2.0
    assert (queue.log, states[-1].trouble) == ([], "store"), "the lease ends, and somebody is asked"


def test_it_runs_once_and_ends() -> None:
    made, _, _ = courier(Queue())
    made.start()
    with pytest.raises(BugError):
        made.start()
    made.stop()
    made.stop()


def test_without_a_server_nothing_is_tried_and_what_waits_is_told() -> None:
    states: list[CourierState] = []
    queue = Queue(["1", "2"], due_at=timedelta())
    made = Courier(queue, None, SetClock(), on_state=states.append)
    assert made.step() is None
    assert states == [CourierState(queue.backlog(), trouble=UNSET)]
    assert (queue.waiting, queue.log) == (["1", "2"], [])
    made.start()
    made.stop()
