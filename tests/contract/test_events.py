"""Events: gapless per source whatever is rolled back, signing in counted, the outbox leased to one relay."""

from __future__ import annotations

import threading
from datetime import timedelta

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.requests import SIGN_IN_FAILURES, SIGN_IN_PAUSE, Reason, Refusal
from care_console.domain.roles import Role
from tests.contract.desk import ALL, Desk, said
from tests.stores import START


def test_a_whole_request_leaves_exactly_these_events(desk: Desk) -> None:
    request = desk.draft()
    desk.search(request, "hargreaves")
    desk.open(request)
    desk.state(request)
    desk.open(request)
    for fact in ALL[:2]:
        desk.answer(request, fact, said(desk.her, fact))
    desk.grant(request, ["view", "amend.customer.title"])
    desk.grant(request, ["view", "reveal.customer.birth_date"])
    desk.amend(title="Dr")
    desk.end(request)
    rows = [(row.verb.value, row.outcome.value, row.fields, row.detail) for row in desk.events()]
    assert rows == [
        ("request_opened", "done", (), {"brand": "harbour", "channel": "phone"}),
        ("opened", "refused", (), {"reason": "requester_unknown"}),
        ("searched", "done", (), {"queries": "1"}),
        ("opened", "done", (), {"requester": "customer"}),
        ("verified", "done", (), {"fact": "email"}),
        ("verified", "done", (), {"fact": "postcode"}),
        ("granted", "done", ("customer.title",), {"scopes": "amend view"}),
        ("revealed", "done", ("customer.birth_date",), {"scopes": "reveal view"}),
        ("amended", "done", ("customer.title",), {}),
        ("request_ended", "done", (), {"outcome": "done"}),
    ]
    for row in desk.events():
        assert (row.agent, row.role, row.host, row.time, row.request) == (
            desk.who.id,
            "agent",
            "testhost",
            START,
            request,
        )
        assert not [text for text in desk.her.personal if text in repr(row)]


def test_sequences_have_no_gaps_after_rollbacks_and_with_several_threads(desk: Desk) -> None:
    agents = [desk.who, *(desk.place.seed.agent(f"Agent {number}", Role.AGENT) for number in range(2))]
    failures: list[BaseException] = []

    def work(number: int) -> None:
        try:
            for turn in range(8):
                with desk.store.writing(agents[number % len(agents)]) as unit:
                    unit.record(Verb.HEARTBEAT, Outcome.DONE)
                    if turn % 3:
                        unit.commit()
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for agent in agents:
        rows = desk.place.events(agent)
        assert [row.sequence for row in rows] == list(range(1, 11))
        assert len({row.source for row in rows}) == 1
    assert len({row.id for row in desk.place.events()}) == 30


def test_readers_see_whole_transactions_while_others_write(desk: Desk) -> None:
    desk.verified(scopes=["view", "amend.customer.given_names", "amend.customer.surname"])
    seen: set[tuple[str, str]] = set()
    failures: list[BaseException] = []
    done = threading.Event()

    def read() -> None:
        try:
            while True:
                last = done.is_set()
                customer = desk.must_see()
                seen.add((customer.given_names, customer.surname))
                if last:
                    return
        except BaseException as error:  # noqa: BLE001 - told to the test
            failures.append(error)

    readers = [threading.Thread(target=read) for _ in range(3)]
    for reader in readers:
        reader.start()
    for number in range(6):
        desk.amend(given_names=f"Given {number}", surname=f"Sur {number}")
    done.set()
    for reader in readers:
        reader.join()
    assert failures == []
    assert ("Given 5", "Sur 5") in seen
    assert seen <= {("Margaret", "Hargreaves"), *((f"Given {n}", f"Sur {n}") for n in range(6))}


# --- signing in


def test_signing_in_counts_before_it_checks_pauses_and_forgets(desk: Desk) -> None:
    store, clock = desk.store, desk.place.clock
    attempts = [store.attempt_sign_in("  JO ") for _ in range(SIGN_IN_FAILURES)]
    assert not [attempt for attempt in attempts if isinstance(attempt, Refusal)], "in parallel, none has failed yet"
    locked = Refusal(Reason.SIGN_IN_LOCKED, START + SIGN_IN_PAUSE)
    assert store.attempt_sign_in("Jo") == locked
    assert (desk.last().verb, desk.last().outcome, desk.last().detail) == (
        Verb.SIGN_IN_REFUSED, Outcome.REFUSED, {"reason": "sign_in_locked"},
    )  # fmt: skip
    clock.move(minutes=4, seconds=59)
    assert store.attempt_sign_in("Jo") == locked, "trying does not prolong the pause"
    clock.move(seconds=1)
    attempt = store.attempt_sign_in("Jo")
    assert not isinstance(attempt, Refusal)
    assert (attempt.agent, attempt.password_hash) == (desk.who, "hash")
    store.finish_sign_in(attempt, matched=False)
    assert desk.last().detail == {"reason": "wrong_password"}
    store.finish_sign_in(attempt, matched=True)
    assert (desk.last().verb, desk.last().outcome) == (Verb.SIGNED_IN, Outcome.DONE)
    assert not any(isinstance(store.attempt_sign_in("Jo"), Refusal) for _ in range(SIGN_IN_FAILURES))


def test_an_unknown_name_is_refused_like_a_wrong_password_and_not_recorded(desk: Desk) -> None:
    assert desk.store.attempt_sign_in("hunter2") == Refusal(Reason.WRONG_PASSWORD)
    (event,) = desk.place.events()
    assert (event.verb, event.agent, event.detail) == (Verb.SIGN_IN_REFUSED, "", {"reason": "wrong_password"})
    assert "hunter2" not in repr(event)


# --- the outbox


def beats(desk: Desk, count: int) -> str:
    for _ in range(count):
        with desk.store.writing(desk.who) as unit:
            unit.record(Verb.HEARTBEAT, Outcome.DONE)
            unit.commit()
        desk.place.clock.move(seconds=1)
    return desk.events()[0].source


def waiting(desk: Desk, source: str, limit: int = 100) -> list[int]:
    return [row.sequence for row, _ in desk.store.outbox.pending(source, limit)]


def test_a_source_is_leased_to_one_relay_until_released_or_over(desk: Desk) -> None:
    source, outbox = beats(desk, 3), desk.store.outbox
    assert outbox.lease("one", 30) == source
    assert outbox.lease("two", 30) is None
    desk.place.clock.move(seconds=20)
    assert outbox.lease("one", 30) == source, "renewed"
    desk.place.clock.move(seconds=20)
    assert outbox.lease("two", 30) is None
    desk.place.clock.move(seconds=10)
    assert outbox.lease("two", 30) == source
    outbox.acknowledge(source, "one", 3)
    outbox.park(source, "one", 1, "409")
    outbox.release(source, "one")
    assert waiting(desk, source) == [1, 2, 3], "who lost the lease changes nothing"
    assert outbox.lease("one", 30) is None
    outbox.release(source, "two")
    assert outbox.lease("one", 30) == source


def test_rows_go_in_order_and_never_come_back(desk: Desk) -> None:
    source, outbox = beats(desk, 4), desk.store.outbox
    outbox.lease("one", 30)
    assert waiting(desk, source, 2) == [1, 2]
    outbox.acknowledge(source, "one", 3)
    outbox.acknowledge(source, "one", 2)
    assert waiting(desk, source) == [4]
    assert (outbox.backlog().waiting, outbox.backlog().oldest) == (1, START + timedelta(seconds=3))
    outbox.acknowledge(source, "one", 4)
    assert outbox.lease("one", 30) is None
    assert (outbox.backlog().waiting, outbox.backlog().oldest) == (0, None)


def test_a_poisoned_row_is_set_aside_and_blocks_nothing(desk: Desk) -> None:
    source, outbox = beats(desk, 3), desk.store.outbox
    outbox.lease("one", 30)
    outbox.park(source, "one", 1, "422")
    assert waiting(desk, source) == [2, 3]
    outbox.acknowledge(source, "one", 3)
    assert (outbox.backlog().waiting, outbox.backlog().parked) == (0, 1)


def test_bytes_once_stored_never_change(desk: Desk) -> None:
    source, outbox = beats(desk, 2), desk.store.outbox
    outbox.store_bodies(source, {1: b"first"})
    outbox.store_bodies(source, {1: b"other", 2: b"second"})
    assert [body for _, body in outbox.pending(source, 10)] == [b"first", b"second"]


def test_the_source_whose_row_is_oldest_comes_first(desk: Desk) -> None:
    other = desk.place.seed.agent("Sam", Role.AGENT)
    desk.draft(other)
    desk.place.clock.move(seconds=1)
    beats(desk, 1)
    first, second = desk.store.outbox.lease("one", 30), desk.store.outbox.lease("two", 30)
    assert first is not None
    assert second is not None
    assert first.endswith(other.id)
    assert second.endswith(desk.who.id)


def test_every_reason_for_a_refusal_is_produced_by_this_suite(request: pytest.FixtureRequest) -> None:
    folder = request.path.parent
    text = "".join(path.read_text("utf-8") for path in folder.glob("test_*.py"))
    assert [reason.name for reason in Reason if f"Reason.{reason.name}" not in text] == []
