"""The audit service as a process, a network that misbehaves, and what must hold afterwards."""

from __future__ import annotations

import contextlib
import json
import os
import socket
import struct
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import select

from care_console.audit.client import AuditApi, EventQuery
from care_console.audit.relay import RelayState
from care_console.auditserver.tokens import TOKENS_VARIABLE, issue
from care_console.domain.events import Verb
from care_console.domain.roles import Agent, Role
from care_console.storage.recorder import Recorder
from care_console.storage.store import SqliteStore
from care_console.storage.tables import outbox as outbox_table
from care_console.transport import Limits
from tests.patience import PATIENCE
from tests.ports import KeptPort

ROOT = Path(__file__).parents[2]
AGENTS = [Agent(f"agent-{n}", f"agent {n}", Role.AGENT) for n in range(3)]


class LateClock:
    """The time, some seconds ahead: what waits for a lease to end need not wait in a test."""

    def __init__(self, ahead: float = 0.0) -> None:
        self.ahead = ahead

    def now(self) -> datetime:
        return datetime.now(UTC) + timedelta(seconds=self.ahead)


class Service:
    """`serve` in a process of its own, that can be killed and started again on the same port."""

    def __init__(self, log: Path, store_id: str) -> None:
        self.log = log
        self.secret, ingest = issue("store", "ingest", store_id)
        self.reader_secret, reader = issue("leads", "reader")
        self._tokens = json.dumps([msgspec.to_builtins(ingest), msgspec.to_builtins(reader)])
        self.port = 0
        self.process: subprocess.Popen[str] | None = None
        self._kept = KeptPort()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def start(self, *cert_and_key: str) -> None:
        arguments = [f"sqlite:///{self.log}", str(self.port), *cert_and_key]
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.service_main", *arguments],
            cwd=ROOT,
            env=os.environ | {TOKENS_VARIABLE: self._tokens},
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        self.port = int(self.process.stdout.readline())
        self._kept.release()

    def kill(self) -> None:
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
            self.process = None
            self._kept.hold(self.port)

    def api(self, url: str | None = None, *, read: float = PATIENCE) -> AuditApi:
        return AuditApi(url or self.url, self.secret, limits=Limits(read=read))

    def events(self) -> list[bytes]:
        """Every event of the log in its order, read as a lead reads it."""
        api = AuditApi(self.url, self.reader_secret)
        found, cursor = [], None
        while True:
            page = api.events(EventQuery(newest_first=False, limit=1_000, cursor=cursor))
            found += [bytes(item.event) for item in page.items]
            cursor = page.next
            if cursor is None:
                api.close()
                return found


def emit(store: SqliteStore, agent: Agent, count: int = 1) -> None:
    """Commit events of one agent, as the store's units of work do."""
    for _ in range(count):
        with store.engines.writing() as connection:
            recorder = Recorder(connection, store.site, LateClock(), agent)
            recorder.record(Verb.OPENED, request="r-1", purpose="amend", customer="c-1", fields=["email.address"])


def assert_conserved(store: SqliteStore, service: Service) -> int:
    """Nothing lost, nothing twice, order kept, exact bytes, nothing waiting; the number of events."""
    backlog = store.outbox.backlog()
    assert (backlog.waiting, backlog.parked) == (0, 0)
    arrived: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    for body in service.events():
        event: dict[str, Any] = json.loads(body)
        if event["type"] != "care_console.audit_viewed":
            arrived[event["source"]].append((int(event["sequence"]), body))
    emitted: dict[str, list[tuple[int, bytes]]] = defaultdict(list)
    with store.engines.reading() as connection:
        ordered = select(outbox_table).order_by(outbox_table.c.source, outbox_table.c.sequence)
        for row in connection.execute(ordered).mappings():
            emitted[row["source"]].append((row["sequence"], row["body"]))
    assert arrived == emitted
    for rows in arrived.values():
        assert [sequence for sequence, _ in rows] == list(range(1, len(rows) + 1))
    return sum(map(len, arrived.values()))


class Waiter:
    """Takes the relay's states, and waits for one of a kind with a deadline."""

    def __init__(self) -> None:
        self.state: RelayState | None = None
        self._news = threading.Condition()

    def __call__(self, state: RelayState) -> None:
        with self._news:
            self.state = state
            self._news.notify_all()

    def until(self, wanted: Callable[[RelayState], bool]) -> None:
        with self._news:
            assert self._news.wait_for(lambda: self.state is not None and wanted(self.state), PATIENCE), self.state


class HostileProxy:
    """Between relay and service: each connection carries one request and meets the fault that is set."""

    def __init__(self, port: int) -> None:
        self._upstream = ("127.0.0.1", port)
        self.fault = ""
        self.seen: list[str] = []
        self._listener = socket.create_server(("127.0.0.1", 0))
        self._thread = threading.Thread(target=self._accept, name="hostile proxy")
        self._handlers: list[threading.Thread] = []
        self._thread.start()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._listener.getsockname()[1]}"

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for thread in [self._thread, *self._handlers]:
            thread.join(PATIENCE)

    def _accept(self) -> None:
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            handler = threading.Thread(target=self._handle, args=(client,), name="hostile connection")
            self._handlers.append(handler)
            handler.start()

    def _handle(self, client: socket.socket) -> None:
        client.settimeout(PATIENCE)
        fault = self.fault
        self.seen.append(fault)
        with client, contextlib.suppress(OSError):
            if fault == "reset":
                client.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return
            request = _message(client)
            _FAULTS[fault](client, request, self._forward)

    def _forward(self, request: bytes, *, answered: bool = True) -> bytes:
        with socket.create_connection(self._upstream, PATIENCE) as upstream:
            upstream.sendall(request)
            if not answered:
                return b""
            return _message(upstream)


def _message(peer: socket.socket) -> bytes:
    """One HTTP message with a Content-Length, or as much of it as comes."""
    data = b""
    while b"\r\n\r\n" not in data:
        chunk = peer.recv(65_536)
        if not chunk:
            return data
        data += chunk
    head, _, body = data.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.split(b"\r\n") if line.lower().startswith(b"content-length:")]
    while len(body) < int(lengths[0] if lengths else 0):
        chunk = peer.recv(65_536)
        if not chunk:
            break
        body += chunk
    return head + b"\r\n\r\n" + body


def _reply(status: str, body: bytes, media: str, extra: str = "") -> bytes:
    head = f"HTTP/1.1 {status}\r\nContent-Type: {media}\r\nContent-Length: {len(body)}\r\n{extra}\r\n"
    return head.encode() + body


Forward = Callable[..., bytes]


def _passed(client: socket.socket, request: bytes, forward: Forward) -> None:
    client.sendall(forward(request))


def _half_request(_: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request[: len(request) * 2 // 3], answered=False)


def _swallowed(_: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request)


def _half_reply(client: socket.socket, request: bytes, forward: Forward) -> None:
    answer = forward(request)
    client.sendall(answer[: len(answer) * 2 // 3])


def _cut_json(client: socket.socket, request: bytes, forward: Forward) -> None:
    body = forward(request).partition(b"\r\n\r\n")[2][:-9]
    client.sendall(_reply("200 OK", body, "application/json"))


def _garbled(client: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request)
    client.sendall(b"\x00\x01\x02garbage\r\n\r\n")


def _duplicated_reply(client: socket.socket, request: bytes, forward: Forward) -> None:
    answer = forward(request)
    client.sendall(answer + answer)


def _duplicated_request(client: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request)
    client.sendall(forward(request))


def _captive_portal(client: socket.socket, _: bytes, __: Forward) -> None:
    client.sendall(_reply("200 OK", b"<html>Please sign in to the network</html>", "text/html"))


def _captive_json(client: socket.socket, _: bytes, __: Forward) -> None:
    client.sendall(_reply("200 OK", b'{"items":[]}', "application/json"))


def _redirected(client: socket.socket, _: bytes, __: Forward) -> None:
    client.sendall(_reply("307 Temporary Redirect", b"", "text/html", "Location: http://127.0.0.1:9/\r\n"))


def _broken_gateway(client: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request)
    client.sendall(_reply("502 Bad Gateway", b"", "text/html"))


def _too_many(client: socket.socket, _: bytes, __: Forward) -> None:
    client.sendall(_reply("429 Too Many Requests", b"", "text/html", "Retry-After: 120\r\n"))


def _timeout_after_commit(client: socket.socket, request: bytes, forward: Forward) -> None:
    forward(request)
    # Ends when the relay has lost its patience and hung up.
    client.recv(1)


_FAULTS: dict[str, Callable[[socket.socket, bytes, Forward], None]] = {
    "": _passed,
    "half request": _half_request,
    "swallowed": _swallowed,
    "half reply": _half_reply,
    "cut JSON": _cut_json,
    "garbled": _garbled,
    "duplicated reply": _duplicated_reply,
    "duplicated request": _duplicated_request,
    "captive portal": _captive_portal,
    "captive portal in JSON": _captive_json,
    "redirected": _redirected,
    "bad gateway": _broken_gateway,
    "too many requests": _too_many,
    "timeout after commit": _timeout_after_commit,
}
FAULTS = ["reset", *(fault for fault in _FAULTS if fault)]
