"""Messages to the order system, from the amendment to a real server: when it is time, once, until they are taken."""

from __future__ import annotations

import http.server
import json
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

from care_console.domain.amendments import UNDO_WINDOW, FieldChange, Saved
from care_console.domain.errors import ServiceError
from care_console.domain.events import Outcome, Verb
from care_console.domain.requests import Fact
from care_console.domain.roles import Role
from care_console.mail.courier import Courier
from care_console.orders import MEDIA, HttpOrderSystem
from care_console.storage.store import SqliteStore
from tests.audit.model import ModelClock
from tests.services.conftest import Counter
from tests.stores import Place, Planted, stranger

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class OrderSystem:
    """A server that answers as told, and keeps what it was sent."""

    answers: list[int] = field(default_factory=list)
    got: list[tuple[dict[str, str], dict[str, Any]]] = field(default_factory=list)
    url: str = ""


@pytest.fixture
def system() -> Iterator[OrderSystem]:
    made = OrderSystem()

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            made.got.append(({name.lower(): value for name, value in self.headers.items()}, json.loads(body)))
            status = made.answers.pop(0)
            if status:
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()
            # With none the connection ends without a word.

        def log_message(self, *_: object) -> None:
            """Quiet."""

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}/orders/messages"
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def counter(place: Place) -> Counter:
    jo = place.seed.agent("Jo", Role.AGENT)
    return Counter(place, jo, place.seed.customer(Planted(id=1)), place.seed.customer(stranger()))


@dataclass
class Work:
    """A courier over the queue, with its own monotonic clock, without a thread."""

    counter: Counter
    system: OrderSystem
    way: HttpOrderSystem = field(init=False)
    clock: ModelClock = field(default_factory=ModelClock)

    def __post_init__(self) -> None:
        store = self.counter.place.store
        assert isinstance(store, SqliteStore)
        self.way = HttpOrderSystem(self.system.url, lambda: "sesame")
        self.courier = Courier(
            store.order_queue, self.way, self.counter.place.clock,
            monotonic=self.clock.monotonic, chance=lambda low, _high: low, name="order",
        )  # fmt: skip

    def later(self, **by: float) -> None:
        """Some time passes, and the courier looks again."""
        self.counter.place.clock.move(**by)
        self.clock.seconds += 3600
        self.courier.step()

    def waiting(self) -> int:
        store = self.counter.place.store
        assert isinstance(store, SqliteStore)
        return store.order_queue.backlog().waiting

    def told(self) -> list[tuple[Outcome, dict[str, str]]]:
        events = [event for event in self.counter.place.events() if event.verb is Verb.ORDER_SYSTEM_TOLD]
        return [(event.outcome, event.detail) for event in events]


@pytest.fixture
def work(counter: Counter, system: OrderSystem) -> Iterator[Work]:
    made = Work(counter, system)
    yield made
    made.way.hang_up()


def move_house(counter: Counter) -> tuple[Saved, str]:
    """Her last order is in process, and goes elsewhere; the amendment, and the request it is under."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO address (id, customer_id, kind, recipient, line1, line2, town, region, postcode, country, "
            "premise_key, since, version) VALUES (900, 1, 'order', '', '14 Ashfield Terrace', '', 'Leeds', '', "
            "'LS6 2PQ', 'GB', 'LS62PQ/14', 0, 1)"
        )
        connection.exec_driver_sql("UPDATE \"order\" SET status = 'pending', address_id = 900 WHERE id = 11")
    seen = counter.verified(Fact.EMAIL, Fact.POSTCODE, Fact.BIRTH_DATE)
    own = seen.orders[0].address
    assert own is not None
    change = FieldChange("address", "line1", own.row_id, own.version, "9 Elm Road")
    saved = counter.amend.amend(counter.who, seen.request.id, 1, [change])
    assert isinstance(saved, Saved)
    return saved, seen.request.id


def test_an_order_is_told_of_once_it_can_no_longer_be_undone(work: Work, system: OrderSystem) -> None:
    move_house(work.counter)
    work.courier.step()
    assert (system.got, work.waiting()) == ([], 1)
    system.answers = [202]
    work.later(seconds=UNDO_WINDOW.total_seconds())
    ((headers, event),) = system.got
    assert (headers["content-type"], headers["authorization"]) == (MEDIA, "Bearer sesame")
    assert headers["idempotency-key"] == event["id"]
    assert (event["type"], event["subject"]) == ("care_console.order.validate_again", work.counter.her.order)
    assert event["data"]["request"] == "REQ-00001"
    assert event["data"]["address"] == {
        "recipient": "", "line1": "9 Elm Road", "line2": "", "town": "Leeds", "region": "", "postcode": "LS6 2PQ",
        "country": "GB",
    }  # fmt: skip
    assert (work.waiting(), work.told()) == (0, [(Outcome.DONE, {"message": "validate_again", "code": "202"})])
    work.later(days=1)
    assert len(system.got) == 1


def test_what_was_undone_is_not_told(work: Work, system: OrderSystem) -> None:
    saved, request = move_house(work.counter)
    assert isinstance(work.counter.amend.undo(work.counter.who, request, 1, saved.amendment), Saved)
    work.later(days=1)
    assert (system.got, work.told()) == ([], [])


def test_it_is_tried_until_it_is_taken_under_one_id(work: Work, system: OrderSystem) -> None:
    move_house(work.counter)
    system.answers = [503, 0, 401, 409]
    for _ in range(4):
        work.later(hours=5)
    assert len(system.got) == 4
    assert len({event["id"] for _, event in system.got}) == 1
    assert work.told() == [(Outcome.DONE, {"message": "validate_again", "code": "409"})]


def test_what_it_refuses_is_kept_and_recorded_and_not_sent_again(work: Work, system: OrderSystem) -> None:
    move_house(work.counter)
    system.answers = [422]
    work.later(hours=1)
    work.later(days=1)
    store = work.counter.place.store
    assert isinstance(store, SqliteStore)
    backlog = store.order_queue.backlog()
    assert (len(system.got), backlog.waiting, backlog.unknown) == (1, 0, 1)
    work.counter.place.clock.move(days=6)
    assert store.order_queue.backlog().unknown == 0, "the foot of the window does not tell of it for ever"
    assert work.told() == [(Outcome.FAILED, {"message": "validate_again", "code": "422"})]


def test_a_message_whose_sender_died_is_sent_again(work: Work, system: OrderSystem) -> None:
    move_house(work.counter)
    work.counter.place.clock.move(hours=1)
    store = work.counter.place.store
    assert isinstance(store, SqliteStore)
    queue = store.order_queue
    first = queue.claim("dead", 60)
    assert first is not None
    assert queue.claim("alive", 60) is None
    assert "9 Elm Road" not in repr(first)
    work.counter.place.clock.move(seconds=60)
    assert not queue.hand_over(first.id, "dead")
    again = queue.claim("alive", 60)
    assert again is not None
    assert (again.id, again.tries) == (first.id, 1)


def test_plain_http_leaves_this_computer_never() -> None:
    with pytest.raises(ServiceError):
        HttpOrderSystem("http://orders.example.org", lambda: None)
