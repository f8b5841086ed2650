"""Mail through whatever happens: no copy lost, none twice where SMTP lets one know; where not, somebody is asked."""

from __future__ import annotations

import random
import subprocess
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
import trustme

from care_console.domain.events import Verb
from care_console.domain.messages import Answer, MessageState, Sent
from care_console.domain.requests import Refusal
from care_console.mail.courier import LEASE_SECONDS, Courier, CourierState
from care_console.mail.smtp import MailLimits, MailServer, SmtpMailer
from care_console.storage.store import open_store
from care_console.transport import Trouble
from tests.audit.model import ModelClock
from tests.contract.desk import Desk
from tests.faults.support import ROOT, LateClock
from tests.mail.drafts import notice
from tests.mail.server import MailPlace
from tests.patience import PATIENCE
from tests.stores import KEY, Place, SqlitePlaces, SqliteSeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

NOT_ARRIVED = ["cut before data", "cut in data", "greylisted", "content deferred", "sender refused"]
PERHAPS_ARRIVED = ["cut after data", "silent", "garbled reply"]


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
def trusted(authority: trustme.CA, tmp_path: Path) -> Path:
    path = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return path


@pytest.fixture
def post(authority: trustme.CA) -> Iterator[MailPlace]:
    place = MailPlace(authority.issue_cert("127.0.0.1"))
    yield place
    place.stop()


@pytest.fixture(scope="module")
def templates(tmp_path_factory: pytest.TempPathFactory) -> SqlitePlaces:
    return SqlitePlaces.make(tmp_path_factory.mktemp("mail"))


class MailDesk:
    """An agent at work on a store, with a courier that is stepped."""

    def __init__(self, path: Path, post: MailPlace, trusted: Path) -> None:
        self.clock = LateClock()
        self.store = open_store(path, KEY, self.clock, "testhost")
        self.desk = Desk.at(Place(self.store, SqliteSeed(self.store), self.clock))  # type: ignore[arg-type] # a clock
        self.request = self.desk.verified()
        self.states: list[CourierState] = []
        self.monotonic = ModelClock()
        limits = MailLimits(connect=PATIENCE, command=PATIENCE, decision=PATIENCE)
        self.way = SmtpMailer(MailServer("127.0.0.1", post.port, authorities=trusted, limits=limits), lambda: None)
        self.courier = Courier(
            self.store.outgoing,
            self.way,
            self.clock,
            on_state=self.states.append,
            monotonic=self.monotonic.monotonic,
            chance=random.Random(7).uniform,
        )

    def lose_patience(self) -> None:
        """Wait for the reply that decides as good as not at all."""
        limits = MailLimits(connect=PATIENCE, command=PATIENCE, decision=0.2)
        self.way._server = replace(self.way._server, limits=limits)

    def queue(self, text: str = "Hello.") -> None:
        with self.store.writing(self.desk.who) as unit:
            made = unit.queue_message(self.request, 1, notice(text), recipients=[self.desk.her.email])
            unit.commit()
        assert not isinstance(made, Refusal)

    def copies(self) -> list[Sent]:
        """What the agent sees; verified anew where the clock went past the grant."""
        self.desk.verified()
        with self.store.reading(self.desk.who) as unit:
            return unit.messages(1, 100)

    def drain(self) -> None:
        """Step until nothing is due any more; pauses and due times pass at once."""
        for _ in range(200):
            delay = self.courier.step()
            if delay is None:
                return
            self.clock.ahead += delay
            self.monotonic.seconds += delay
        pytest.fail("the courier does not come to rest")

    def answer(self, answer: Answer) -> None:
        """Answer every question."""
        for copy in self.copies():
            if copy.state is MessageState.UNKNOWN:
                with self.store.writing(self.desk.who) as unit:
                    assert unit.resolve_message(copy.copy_id, answer) is None
                    unit.commit()


@pytest.fixture
def work(templates: SqlitePlaces, tmp_path: Path, post: MailPlace, trusted: Path) -> Iterator[MailDesk]:
    path = tmp_path / "care.db"
    path.write_bytes(templates.template.read_bytes())
    made = MailDesk(path, post, trusted)
    yield made
    made.store.close()


def ids(post: MailPlace) -> list[str]:
    return [one.message["Message-ID"] for one in post.received]


@pytest.mark.parametrize(
    "fault", ["cut before data", "cut in data", "greylisted", "content deferred", "sender refused"]
)
def test_what_surely_did_not_arrive_is_tried_again_and_arrives_once(
    work: MailDesk, post: MailPlace, fault: str
) -> None:
    work.queue("x" * 12_000_000 if fault == "cut in data" else "Hello.")
    post.fault = fault
    assert work.courier.step() == 0.0
    assert [copy.state for copy in work.copies()] == [MessageState.DEFERRED]
    assert post.received == []
    post.fault = ""
    work.drain()
    (copy,) = work.copies()
    assert (copy.state, copy.tries, len(post.received)) == (MessageState.ACCEPTED, 2, 1)


@pytest.mark.parametrize("fault", PERHAPS_ARRIVED)
@pytest.mark.parametrize("answer", Answer)
def test_what_may_have_arrived_is_asked_and_never_silently_sent_twice(
    work: MailDesk, post: MailPlace, fault: str, answer: Answer
) -> None:
    work.queue()
    post.fault = fault
    if fault == "silent":
        work.lose_patience()
    work.courier.step()
    assert post.taken.acquire(timeout=PATIENCE)
    post.fault = ""
    work.clock.ahead += 10 * LEASE_SECONDS
    work.drain()
    assert [copy.state for copy in work.copies()] == [MessageState.UNKNOWN]
    assert work.states[-1].backlog.unknown == len(post.received) == 1
    work.answer(answer)
    work.drain()
    assert [copy.state for copy in work.copies()] == [MessageState.ACCEPTED]
    assert len(post.received) == (2 if answer is Answer.AGAIN else 1)
    assert len(set(ids(post))) == 1, "a second copy can be known as one"


@pytest.mark.parametrize("fault", ["recipient unknown", "content refused"])
def test_what_the_server_refuses_is_not_tried_again(work: MailDesk, post: MailPlace, fault: str) -> None:
    work.queue()
    post.fault = fault
    work.drain()
    (copy,) = work.copies()
    assert (copy.state, copy.tries, bool(copy.words)) == (MessageState.REFUSED, 1, True)
    assert (work.desk.must_see().emails[0].failing is not None) == (fault == "recipient unknown")


def test_a_server_without_proof_gets_nothing_until_it_has_one(work: MailDesk, post: MailPlace, trusted: Path) -> None:
    work.queue()
    right = trusted.read_bytes()
    trustme.CA().cert_pem.write_to_path(str(trusted))
    for _ in range(5):
        delay = work.courier.step()
        assert delay is not None
        work.monotonic.seconds += delay
    assert work.states[-1].trouble == Trouble.UNTRUSTED
    assert work.states[-1].away_since is not None
    (copy,) = work.copies()
    assert (copy.state, copy.tries, post.seen_encrypted) == (MessageState.QUEUED, 0, [])
    trusted.write_bytes(right)
    work.drain()
    assert (len(post.received), work.states[-1].trouble) == (1, "")


def test_a_storm_of_faults_loses_nothing_and_doubles_nothing(work: MailDesk, post: MailPlace) -> None:
    chance = random.Random(5)
    faults = [
        "cut before data",
        "cut after data",
        "greylisted",
        "content deferred",
        "sender refused",
        "garbled reply",
        "",
    ]
    for count in range(12):
        work.queue(f"number {count}")
        post.fault = chance.choice(faults)
        delay = work.courier.step() or 0.0
        work.monotonic.seconds += delay
        work.clock.ahead += delay
    post.fault = ""
    work.drain()
    work.answer(Answer.ARRIVED)
    assert {copy.state for copy in work.copies()} == {MessageState.ACCEPTED}
    assert sorted(ids(post)) == sorted(f"<{copy.copy_id}@harbour.example>" for copy in work.copies())
    told = [one for one in work.desk.place.events() if one.verb is Verb.MESSAGE_DELIVERED]
    assert {one.outcome.value for one in told} == {"done", "failed"}


@pytest.mark.parametrize(
    ("point", "arrived", "state"),
    [
        ("claimed", 0, MessageState.ACCEPTED),
        ("data sent", 0, MessageState.ACCEPTED),
        ("handed over", 0, MessageState.UNKNOWN),
        ("reply read", 1, MessageState.UNKNOWN),
        ("settled", 1, MessageState.ACCEPTED),
    ],
)
def test_killed_at_any_point_no_copy_is_lost_or_doubled(
    work: MailDesk, post: MailPlace, trusted: Path, tmp_path: Path, point: str, arrived: int, state: MessageState
) -> None:
    work.queue()
    arguments = [str(tmp_path / "care.db"), str(post.port), str(trusted), point]
    console = subprocess.Popen(
        [sys.executable, "-m", "tests.faults.courier_main", *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    assert console.stdout is not None
    assert console.stdout.readline() == b"there\n"
    console.kill()
    console.communicate()
    assert len(post.received) == arrived
    work.drain()
    (copy,) = work.copies()
    assert copy.state is state
    assert len(post.received) == (1 if state is MessageState.ACCEPTED else arrived)
    work.answer(Answer.ARRIVED if arrived else Answer.AGAIN)
    work.drain()
    assert len(post.received) == 1


def test_the_courier_delivers_by_itself_and_hangs_up_when_it_must_end(work: MailDesk, post: MailPlace) -> None:
    work.queue("one")
    work.courier.start()
    try:
        assert post.taken.acquire(timeout=PATIENCE)
        post.fault = "silent"
        work.queue("two")
        work.courier.wake()
        assert post.taken.acquire(timeout=PATIENCE)
    finally:
        work.courier.stop(grace=0.2)
    assert sorted(copy.state for copy in work.copies()) == [MessageState.ACCEPTED, MessageState.UNKNOWN]
