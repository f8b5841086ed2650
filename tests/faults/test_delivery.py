"""Delivery through whatever happens: nothing lost, nothing twice, order kept, nothing waiting after healing."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from care_console.audit.relay import Relay
from care_console.storage.store import SqliteStore
from care_console.transport import Trouble
from tests.audit.model import ModelClock
from tests.faults.support import (
    AGENTS,
    FAULTS,
    ROOT,
    HostileProxy,
    Service,
    Waiter,
    assert_conserved,
    emit,
)


@pytest.fixture
def proxy(service: Service) -> Iterator[HostileProxy]:
    proxy = HostileProxy(service.port)
    yield proxy
    proxy.close()


def drain(relay: Relay, clock: ModelClock) -> None:
    """Step until nothing waits; backoffs pass on the model's clock."""
    for _ in range(200):
        delay = relay.step()
        if delay is None:
            return
        clock.seconds += delay
    pytest.fail("the relay does not come to rest")


@pytest.mark.parametrize("seed", [1, 2])
def test_a_hostile_network(store: SqliteStore, service: Service, proxy: HostileProxy, seed: int) -> None:
    chance = random.Random(seed)
    clock, waiter = ModelClock(), Waiter()
    api, impatient = service.api(proxy.url), service.api(proxy.url, read=0.5)
    relay = Relay(store.outbox, api, on_state=waiter, monotonic=clock.monotonic, chance=chance.uniform)
    script = FAULTS * 2
    chance.shuffle(script)
    for fault in script:
        emit(store, chance.choice(AGENTS), chance.randint(1, 6))
        proxy.fault = fault
        relay._api = impatient if fault == "timeout after commit" else api
        clock.seconds += relay.step() or 0
        assert waiter.state is not None
        assert waiter.state.online == (fault in ("duplicated reply", "duplicated request")), fault
    assert set(FAULTS) <= set(proxy.seen)
    proxy.fault, relay._api = "", api
    drain(relay, clock)
    api.close()
    impatient.close()
    assert assert_conserved(store, service) >= len(script)


@pytest.mark.parametrize(
    ("fault", "trouble"),
    [
        ("reset", Trouble.UNREACHABLE),
        ("half reply", Trouble.GARBLED),
        ("captive portal", Trouble.GARBLED),
        ("captive portal in JSON", Trouble.GARBLED),
        ("redirected", Trouble.REFUSED),
        ("bad gateway", Trouble.BUSY),
        ("timeout after commit", Trouble.TIMEOUT),
    ],
)
def test_the_window_is_told_why(
    store: SqliteStore, service: Service, proxy: HostileProxy, fault: str, trouble: Trouble
) -> None:
    waiter, api = Waiter(), service.api(proxy.url, read=0.5 if trouble is Trouble.TIMEOUT else 10.0)
    emit(store, AGENTS[0], 2)
    proxy.fault = fault
    Relay(store.outbox, api, on_state=waiter).step()
    api.close()
    assert waiter.state is not None
    assert waiter.state.trouble == trouble
    assert waiter.state.backlog.waiting == 2


def test_the_service_is_killed_under_load_and_comes_back(store: SqliteStore, service: Service) -> None:
    chance = random.Random(3)
    waiter, api = Waiter(), service.api()
    relay = Relay(store.outbox, api, on_state=waiter, chance=lambda *_: 0.02)
    relay.start()
    for _ in range(4):
        for _ in range(chance.randint(5, 60)):
            emit(store, chance.choice(AGENTS))
            relay.wake()
        service.kill()
        emit(store, chance.choice(AGENTS), 3)
        relay.wake()
        waiter.until(lambda state: not state.online and state.backlog.waiting >= 3)
        service.start()
        waiter.until(lambda state: state.online)
    waiter.until(lambda state: state.online and state.backlog.waiting == 0)
    relay.stop()
    api.close()
    assert assert_conserved(store, service) >= 32


def test_console_and_service_are_killed_under_load(store: SqliteStore, service: Service, tmp_path: Path) -> None:
    chance = random.Random(4)
    said: Counter[str] = Counter()
    for kills_service in (True, False, True, False, True):
        # Each console takes over at once what the one that died had leased.
        arguments = [str(tmp_path / "care.db"), service.url]
        console = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.producer_main", *arguments],
            cwd=ROOT,
            env=os.environ | {"TOKEN": service.secret},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert console.stdout is not None
        deliveries = chance.randint(2, 6)
        for line in console.stdout:
            said[line] += 1
            deliveries -= line == "delivered\n"
            if deliveries == 0:
                break
        for _ in range(chance.randint(0, 30)):
            said[console.stdout.readline()] += 1
        if kills_service:
            service.kill()
            while not store.outbox.backlog().waiting:
                continue  # the console goes on committing
        console.kill()
        said.update(console.communicate()[0].splitlines(keepends=True))
        if kills_service:
            service.start()
    before = store.outbox.backlog().waiting
    api = service.api()
    drain(Relay(store.outbox, api), ModelClock())
    api.close()
    committed = said["committed\n"]
    assert set(said) == {"committed\n", "delivered\n"}
    assert 0 < before < committed <= assert_conserved(store, service)
