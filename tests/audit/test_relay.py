"""The relay: in order, once, never blocked, and telling how it stands."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from care_console.audit.relay import BATCH, LEASE_SECONDS, Relay, RelayState
from care_console.domain.audit_answers import Reply
from care_console.domain.errors import BugError, StoreFullError
from care_console.domain.events import envelope
from tests.audit.model import FAULTS, Fault, ModelClock, ModelOutbox, ScriptedApi
from tests.patience import PATIENCE

SOURCE = "/stores/s1/agents/a1"


class Desk:
    """A relay over the models, driven step by step; backoffs are as long as they can be."""

    def __init__(self) -> None:
        self.clock = ModelClock()
        self.outbox = ModelOutbox(self.clock)
        self.api = ScriptedApi()
        self.states: list[RelayState] = []
        self.relay = self.another()

    def another(self) -> Relay:
        return Relay(
            self.outbox,
            self.api,
            on_state=self.states.append,
            now=self.clock.now,
            monotonic=self.clock.monotonic,
            chance=lambda _, high: high,
        )

    def drain(self) -> None:
        """Step until nothing waits, waiting out the backoffs."""
        for _ in range(200):
            delay = self.relay.step()
            if delay is None:
                return
            self.clock.seconds += delay
        pytest.fail("the relay does not come to rest")


@pytest.fixture
def desk() -> Desk:
    return Desk()


def test_sends_in_batches_in_order(desk: Desk) -> None:
    rows = [desk.outbox.emit(SOURCE) for _ in range(BATCH * 2 + 5)]
    desk.drain()
    assert desk.api.log == [envelope(row) for row in rows]
    assert [len(bodies) for bodies in desk.api.requests] == [BATCH, BATCH, 5]
    assert desk.states[-1] == RelayState(desk.outbox.backlog())
    assert desk.outbox.backlog().waiting == 0
    assert not desk.outbox.leases


def test_what_waits_is_counted_once_a_second_while_much_is_delivered(desk: Desk) -> None:
    for _ in range(BATCH * 5):
        desk.outbox.emit(SOURCE)
    for _ in range(4):
        desk.relay.step()
        desk.clock.seconds += 0.4
    desk.drain()
    assert [state.backlog.waiting for state in desk.states] == [400, 100, 0]


def test_once_a_minute_searches_fold_and_what_is_due_ends_whether_or_not_the_service_is_there(desk: Desk) -> None:
    ended: list[int] = []
    relay = Relay(
        desk.outbox, desk.api, end_due=lambda: ended.append(desk.outbox.folds), monotonic=desk.clock.monotonic
    )
    desk.outbox.emit(SOURCE)
    desk.api.script = ["lost"] * 4
    for _ in range(4):
        relay.step()
        desk.clock.seconds += 20
    assert ended == [1, 2]


def test_the_oldest_source_goes_first(desk: Desk) -> None:
    for source in ("/b", "/a"):
        desk.outbox.emit(source)
    desk.outbox.emit("/a")
    desk.drain()
    assert [body for request in desk.api.requests for body in request] == [
        envelope(desk.outbox.rows[source][n]) for source, n in (("/b", 0), ("/a", 0), ("/a", 1))
    ]


def test_bytes_are_stored_before_the_first_sending_and_resent_unchanged(desk: Desk) -> None:
    row = desk.outbox.emit(SOURCE)
    desk.api.script = ["stored but lost"]
    desk.relay.step()
    assert desk.outbox.bodies[SOURCE, 1] == envelope(row)
    # A newer version would render the row otherwise.
    desk.outbox.rows[SOURCE][0] = replace(row, host="rendered anew")
    desk.drain()
    assert desk.api.requests[0] == desk.api.requests[1] == [envelope(row)]
    assert desk.outbox.backlog().parked == 0


@pytest.mark.parametrize("fault", FAULTS)
def test_no_row_counts_as_sent_without_a_complete_reply_that_names_it(desk: Desk, fault: Fault) -> None:
    desk.outbox.emit(SOURCE)
    desk.outbox.emit(SOURCE)
    desk.api.script = [fault]
    assert desk.relay.step()
    assert desk.outbox.backlog().waiting == 2
    assert not desk.states[-1].online
    assert desk.states[-1].away_since == desk.clock.now()
    assert not desk.outbox.leases
    desk.drain()
    assert desk.api.stored(SOURCE) == [(1, "care_console.searched"), (2, "care_console.searched")]
    assert desk.states[-1].online


def test_backoff_doubles_is_capped_and_is_forgotten_after_success(desk: Desk) -> None:
    desk.outbox.emit(SOURCE)
    desk.api.script = ["lost"] * 10
    delays = []
    for _ in range(10):
        delays.append(desk.relay.step())
        desk.clock.seconds += delays[-1] or 0
    assert delays == [0.5, 1, 2, 4, 8, 16, 32, 60, 60, 60]
    began = desk.states[0].away_since
    assert all(state.away_since == began for state in desk.states)
    desk.drain()
    desk.outbox.emit(SOURCE)
    desk.api.script = ["lost"]
    assert desk.relay.step() == 0.5


def test_the_service_may_ask_for_a_longer_rest(desk: Desk) -> None:
    desk.outbox.emit(SOURCE)
    desk.api.script = ["busy"]
    assert desk.relay.step() == 7.0
    assert desk.relay.step() == 7.0
    assert len(desk.api.requests) == 1


def test_what_is_written_meanwhile_is_shown_during_a_backoff(desk: Desk) -> None:
    desk.outbox.emit(SOURCE)
    desk.api.script = ["lost"]
    desk.relay.step()
    desk.outbox.emit(SOURCE)
    desk.relay.step()
    assert desk.states[-1].backlog.waiting == 2
    assert not desk.states[-1].online


def test_batches_shrink_while_they_fail(desk: Desk) -> None:
    for _ in range(BATCH):
        desk.outbox.emit(SOURCE)
    desk.api.script = ["lost", "lost"]
    desk.drain()
    assert [len(bodies) for bodies in desk.api.requests][:4] == [100, 50, 25, 50]


@pytest.mark.parametrize("position", [1, 3, 5], ids=["first", "middle", "last"])
@pytest.mark.expects_log("an audit event was parked: rejected")
def test_poison_is_parked_and_its_place_filled(desk: Desk, position: int) -> None:
    for _ in range(5):
        desk.outbox.emit(SOURCE)
    desk.api.poison = {desk.outbox.rows[SOURCE][position - 1].id}
    desk.drain()
    assert desk.outbox.parked == {(SOURCE, position): "rejected"}
    assert sorted(desk.api.stored(SOURCE))[position - 1] == (position, "care_console.tombstone")
    assert len(desk.api.log) == 5
    assert desk.states[-1].backlog.parked == 1
    assert desk.states[-1].online


@pytest.mark.expects_log("an audit event was parked: conflict")
def test_a_row_whose_place_is_taken_is_parked_and_blocks_nothing(desk: Desk) -> None:
    other = desk.outbox.emit(SOURCE)
    desk.api.send([envelope(replace(other, host="elsewhere"))])
    desk.outbox.emit(SOURCE)
    desk.drain()
    assert desk.outbox.parked == {(SOURCE, 1): "conflict"}
    assert [sequence for sequence, _ in desk.api.stored(SOURCE)] == [1, 2]


@pytest.mark.expects_log("an audit event was parked: rejected")
def test_poison_is_parked_only_when_its_tombstone_is_named(desk: Desk) -> None:
    desk.api.poison = {desk.outbox.emit(SOURCE).id}
    desk.api.script = [None, "wrong hash"]
    assert desk.relay.step()
    assert desk.states[-1].trouble == "garbled"
    assert desk.outbox.backlog().waiting == 1
    desk.drain()
    assert desk.api.stored(SOURCE) == [(1, "care_console.tombstone")]


@pytest.mark.parametrize("position", [1, 2, 3])
@pytest.mark.expects_log("an audit event was parked: unrenderable")
def test_a_row_that_cannot_be_rendered_blocks_nothing(desk: Desk, position: int) -> None:
    for n in range(1, 4):
        desk.outbox.emit(SOURCE, host="x" * 70_000 if n == position else "desk-4")
    desk.drain()
    assert desk.outbox.parked == {(SOURCE, position): "unrenderable"}
    assert sorted(sequence for sequence, _ in desk.api.stored(SOURCE)) == [1, 2, 3]


@pytest.mark.expects_log("an audit event was parked")
def test_two_rows_that_cannot_be_rendered_have_two_tombstones(desk: Desk) -> None:
    for _ in range(2):
        desk.outbox.emit(SOURCE, host="x" * 70_000)
    desk.drain()
    assert [sequence for sequence, _ in desk.api.stored(SOURCE)] == [1, 2]


def test_a_request_stays_under_the_limit_of_the_api(desk: Desk) -> None:
    for _ in range(40):
        desk.outbox.emit(SOURCE, host="x" * 60_000)
    desk.drain()
    assert len(desk.api.log) == 40
    assert max(sum(map(len, bodies)) + len(bodies) + 1 for bodies in desk.api.requests) <= 1_048_576


def test_a_store_in_trouble_is_told_and_tried_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.outbox.emit(SOURCE)

    def full(*_: object) -> None:
        raise StoreFullError("full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.outbox, "store_bodies", full)
        desk.relay.step()
    assert desk.states[-1].trouble == "store"
    assert not desk.api.requests
    desk.drain()
    assert len(desk.api.log) == 1


def test_a_lease_that_cannot_be_given_back_ends_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.outbox.emit(SOURCE)
    desk.api.script = ["lost"]

    def full(*_: object) -> None:
        raise StoreFullError("full")

    with monkeypatch.context() as patch:
        patch.setattr(desk.outbox, "release", full)
        desk.relay.step()
    assert desk.outbox.leases
    desk.drain()
    assert len(desk.api.log) == 1


def test_another_relay_takes_over_a_lease_that_ended(desk: Desk) -> None:
    desk.outbox.emit(SOURCE)
    desk.outbox.lease("a relay that died", LEASE_SECONDS)
    assert desk.relay.step() is None
    desk.clock.seconds += LEASE_SECONDS
    desk.drain()
    assert len(desk.api.log) == 1


class Waiter:
    """Collects states and lets a test wait for one, with a deadline."""

    def __init__(self) -> None:
        self.states: list[RelayState] = []
        self._news = threading.Condition()

    def __call__(self, state: RelayState) -> None:
        with self._news:
            self.states.append(state)
            self._news.notify_all()

    def until(self, waiting: int, *, online: bool) -> None:
        def there() -> bool:
            return any(s.backlog.waiting == waiting and s.online == online for s in self.states)

        with self._news:
            assert self._news.wait_for(there, PATIENCE)
            self.states.clear()


def test_the_thread_delivers_when_woken_and_stops_at_once() -> None:
    waiter, api = Waiter(), ScriptedApi()
    outbox = ModelOutbox(ModelClock())
    relay = Relay(outbox, api, on_state=waiter, tick=3_600)
    relay.start()
    waiter.until(0, online=True)
    with pytest.raises(BugError):
        relay.start()
    for count in range(1, 4):
        outbox.emit(SOURCE)
        relay.wake()
        assert api.arrived.acquire(timeout=PATIENCE)
        assert len(api.log) == count
    relay.stop()
    relay.stop()


@pytest.mark.expects_log("the audit relay met ZeroDivisionError and tries again")
def test_a_fault_of_the_program_does_not_end_the_thread() -> None:
    waiter, api = Waiter(), ScriptedApi()
    outbox = ModelOutbox(ModelClock())
    outbox.emit(SOURCE)
    send, faults = api.send, [ZeroDivisionError("c-77")]

    def faulty(bodies: Sequence[bytes]) -> list[Reply]:
        if faults:
            raise faults.pop()
        return send(bodies)

    api.send = faulty  # type: ignore[method-assign]
    relay = Relay(outbox, api, on_state=waiter, chance=lambda *_: 0.0)
    relay.start()
    waiter.until(0, online=True)
    relay.stop()
    assert len(api.log) == 1


class Deliveries(RuleBasedStateMachine):
    """Rows, faults, crashes, relays that share the outbox, leases that end: checked against what was emitted."""

    sources = st.sampled_from(["/stores/s1/agents/a1", "/stores/s1/agents/a2", "/stores/s1/console"])

    @initialize()
    def begin(self) -> None:
        self.desk = Desk()
        self.relays = [self.desk.relay, self.desk.another()]

    @rule(source=sources, poison=st.booleans() | st.just(False), size=st.sampled_from([6, 6, 70_000]))
    def emit(self, source: str, poison: bool, size: int) -> None:
        row = self.desk.outbox.emit(source, host="x" * size)
        if poison:
            self.desk.api.poison.add(row.id)

    @rule(fault=st.none() | st.sampled_from(FAULTS), which=st.integers(0, 1))
    def step(self, fault: Fault | None, which: int) -> None:
        self.desk.api.script = [fault]
        self.relays[which].step()
        self.desk.api.script = []

    @rule(seconds=st.floats(0.1, 2 * LEASE_SECONDS))
    def wait(self, seconds: float) -> None:
        self.desk.clock.seconds += seconds

    @rule(which=st.integers(0, 1))
    def crash(self, which: int) -> None:
        self.relays[which] = self.desk.another()

    @invariant()
    def once_and_in_order(self) -> None:
        for source, rows in self.desk.outbox.rows.items():
            stored = self.desk.api.stored(source)
            sequences = [sequence for sequence, _ in stored]
            assert len(set(sequences)) == len(sequences)
            events = [sequence for sequence, kind in stored if kind != "care_console.tombstone"]
            assert events == sorted(events)
            acknowledged = {row.sequence for row in rows} - {row.sequence for row in self.desk.outbox.waiting(source)}
            assert acknowledged <= set(sequences)

    def teardown(self) -> None:
        """After healing nothing waits, nothing is missing, and only what is poisoned is parked."""
        desk = self.desk
        desk.relay = self.relays[0]
        desk.clock.seconds += 2 * LEASE_SECONDS
        desk.drain()
        assert desk.outbox.backlog().waiting == 0
        for source, rows in desk.outbox.rows.items():
            assert sorted(sequence for sequence, _ in desk.api.stored(source)) == [row.sequence for row in rows]
            for row in rows:
                poisoned = row.id in desk.api.poison or len(row.host) > 60_000
                assert ((source, row.sequence) in desk.outbox.parked) == poisoned


TestDeliveries = pytest.mark.expects_log("an audit event was parked")(Deliveries.TestCase)
