"""An archive of the published dialogues moved to this year, the reference provider over it, and one that fails."""

from __future__ import annotations

import contextlib
import socket
import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
import uvicorn

from care_console import resources
from care_console.chat.archive import Archive, Archived, read_files
from care_console.chat.auth import Scheme, Secret
from care_console.chat.doors import SecretDoor
from care_console.chat.http import HttpChat
from care_console.chat.server import create_app
from care_console.chat.vcon import Owner
from care_console.domain.errors import CancelledError
from care_console.domain.retention import Retention
from care_console.transport import Channel, Limits
from tests.patience import PATIENCE
from tests.stores import SetClock

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from care_console.domain.ports import ListedChat
    from care_console.domain.transcripts import Conversation

SECRET = "a-secret-of-the-chat-provider"
OWNER = Owner("star", "the-outnet", "C-1")
STAR = ("demo", "star", "dialogues.jsonl.gz")
ALWAYS = datetime(2000, 1, 1, tzinfo=UTC)
CLOCK = SetClock(datetime(2026, 3, 2, 9, 0, tzinfo=UTC))
MOVED = CLOCK.time - datetime(2020, 7, 1, tzinfo=UTC)


def star(moved: timedelta) -> list[Archived]:
    """The published dialogues with their times moved."""
    kept, refused = read_files([resources.path(*STAR)], CLOCK.time, OWNER, moved)
    assert refused == []
    return kept


@pytest.fixture(scope="session")
def moved() -> list[Archived]:
    """All of them, in this year."""
    return star(MOVED)


@pytest.fixture(scope="session")
def archive(moved: list[Archived]) -> Archive:
    """The archive over them."""
    return Archive(moved, Retention(), CLOCK)


@pytest.fixture(scope="session")
def served(archive: Archive) -> Iterator[str]:
    """The address of the reference provider."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        app = create_app(archive, SecretDoor(SECRET))
        server = uvicorn.Server(uvicorn.Config(app, ws="none", lifespan="off", log_config=None, access_log=False))
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@dataclass
class Waiting:
    """Waits for nothing: keeps the pauses and what was found; gives up after so many pauses, if told to."""

    pauses: list[float] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)
    patience: int = 1_000

    def found(self, conversations: int) -> None:
        """See `domain.ports.Watch`."""
        self.counts.append(conversations)

    def pause(self, seconds: float) -> None:
        """See `domain.ports.Watch`."""
        if len(self.pauses) == self.patience:
            raise CancelledError
        self.pauses.append(seconds)


@dataclass
class Client:
    """The adapter, and who waits for it instead of sleeping."""

    chat: HttpChat
    watch: Waiting = field(default_factory=Waiting)

    @property
    def pauses(self) -> list[float]:
        """Seconds between its tries."""
        return self.watch.pauses

    def listed(self, brand: str, customer: str, since: datetime) -> list[ListedChat]:
        """What the provider lists."""
        return self.chat.listed(brand, customer, since, self.watch)

    def fetch(self, chat: ListedChat) -> Conversation | None:
        """What the provider has of a conversation."""
        return self.chat.fetch(chat, self.watch)


@pytest.fixture
def connect() -> Iterator[Callable[..., Client]]:
    """Makes adapters to an address, and closes them; `read` is in seconds, shorter where silence is to be given up."""
    channels: list[Channel] = []

    def make(url: str, scheme: Scheme = Scheme.BEARER, secret: str = SECRET, read: float = PATIENCE) -> Client:
        limits = Limits(connect=PATIENCE, read=read, total=PATIENCE, answer_bytes=4_000_000)
        channel = Channel(url, limits=limits)
        channels.append(channel)
        return Client(HttpChat(channel, Secret(scheme, lambda: secret), Retention(), CLOCK))

    yield make
    for channel in channels:
        channel.close()


@dataclass
class Faulty:
    """Answers one connection after the other with prepared bytes; empty bytes are silence until the client leaves."""

    answers: list[bytes]
    listener: socket.socket = field(default_factory=lambda: socket.create_server(("127.0.0.1", 0)))
    asked: list[str] = field(default_factory=list)
    """First lines of the requests."""
    heads: list[str] = field(default_factory=list)
    """Whole heads of the requests."""

    @property
    def url(self) -> str:
        """Where it listens."""
        return f"http://127.0.0.1:{self.listener.getsockname()[1]}"

    def run(self) -> None:
        """Answer all that was prepared."""
        for answer in self.answers:
            try:
                connection, _ = self.listener.accept()
            except OSError:
                return
            with connection, contextlib.suppress(OSError):  # a client may leave before all is said
                head = b""
                while b"\r\n\r\n" not in head and (part := connection.recv(65_536)):
                    head += part
                self.asked.append(head.split(b"\r\n", 1)[0].decode())
                self.heads.append(head.decode("latin-1"))
                if answer:
                    connection.sendall(answer)
                else:
                    connection.recv(1)


def reply(
    body: bytes, status: str = "200 OK", media: str = "application/json", length: int | None = None, more: str = ""
) -> bytes:
    """A complete answer, unless `length` says more than there is."""
    size = len(body) if length is None else length
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {size}\r\nConnection: close\r\n{more}\r\n"
    return head.encode() + body


@pytest.fixture
def faulty() -> Iterator[Callable[..., Faulty]]:
    """Makes providers that fail."""
    made: list[tuple[Faulty, threading.Thread]] = []

    def make(*answers: bytes) -> Faulty:
        provider = Faulty(list(answers))
        thread = threading.Thread(target=provider.run)
        thread.start()
        made.append((provider, thread))
        return provider

    yield make
    for provider, thread in made:
        provider.listener.shutdown(socket.SHUT_RDWR)
        provider.listener.close()
        thread.join()
