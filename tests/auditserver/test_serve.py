"""The service as a process: where it listens, what it refuses, and whom it lets in."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import ssl
import sys
import threading
import urllib.request
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import trustme
from starlette.requests import Request
from starlette.testclient import TestClient

from care_console.auditserver import app
from care_console.auditserver.engine import open_log
from care_console.auditserver.log import Log
from care_console.auditserver.serve import serve
from care_console.auditserver.tokens import TOKENS_VARIABLE, Tokens, issue, load_tokens
from care_console.domain.errors import InvalidError, ServiceError, StoreError
from care_console.domain.events import envelope
from care_console.serving import Place
from tests.auditserver.support import FIRST, numbered
from tests.faults.support import Service
from tests.patience import PATIENCE

NOBODY = Tokens([])


def never(_: int) -> None:
    pytest.fail("served where it must not")


@pytest.fixture
def service(tmp_path: Path) -> Iterator[Service]:
    service = Service(tmp_path / "audit.db", "s1")
    service.start()
    yield service
    service.kill()


def test_a_free_port_is_picked_and_told(service: Service) -> None:
    with urllib.request.urlopen(f"{service.url}/healthz", timeout=PATIENCE) as answer:
        assert json.load(answer) == {"status": "ok", "size": 0}
        assert "server" not in answer.headers


def test_the_log_outlives_the_process(service: Service) -> None:
    api = service.api()
    api.send([envelope(FIRST)])
    service.kill()
    service.start()
    api.close()
    again = service.api()
    (reply,) = again.send([envelope(FIRST)])
    again.close()
    assert (reply.status, reply.index) == ("duplicate", 0)
    assert service.events() == [envelope(FIRST)]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no SIGTERM to send")
def test_it_ends_when_asked_to(service: Service) -> None:
    assert service.process is not None
    service.process.send_signal(signal.SIGTERM)
    service.process.communicate(timeout=PATIENCE)
    assert service.process.returncode in (0, -signal.SIGTERM)


def test_a_request_that_breaks_off_stores_nothing_and_harms_nobody(service: Service) -> None:
    body = envelope(FIRST)
    head = (
        f"POST /v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {service.secret}\r\n"
        f"Content-Type: application/cloudevents+json\r\nContent-Length: {len(body)}\r\n\r\n"
    ).encode()
    for sent in (head, head + body[:-1], b"\x00\xff garbage\r\n\r\n", head.replace(b"HTTP/1.1", b"HTTP/9")):
        with socket.create_connection(("127.0.0.1", service.port), PATIENCE) as peer:
            peer.sendall(sent)
    assert service.events() == []


def test_too_many_at_once_are_told_to_come_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_MAX_WAITING", 0)
    secret, token = issue("store-1", "ingest", "s1")
    log = Log(open_log(f"sqlite:///{tmp_path / 'a.db'}"))
    log.prepare()
    headers = {"Authorization": f"Bearer {secret}", "Content-Type": app.EVENT}
    with TestClient(app.create_app(log, Tokens([token]))) as client:
        answer = client.post("/v1/events", content=envelope(FIRST), headers=headers)
    assert answer.status_code == 429
    assert int(answer.headers["retry-after"]) > 0
    assert log.size() == 0
    log.close()


def test_a_body_that_comes_too_slowly_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "_BODY_SECONDS", 0.05)
    gone = threading.Event()

    async def drip(_: Request) -> AsyncIterator[bytes]:
        yield b"["
        await asyncio.get_running_loop().run_in_executor(None, gone.wait, PATIENCE)
        yield b"]"

    monkeypatch.setattr(Request, "stream", drip)
    secret, token = issue("store-1", "ingest", "s1")
    log = Log(open_log(f"sqlite:///{tmp_path / 'a.db'}"))
    with TestClient(app.create_app(log, Tokens([token]))) as client:
        headers = {"Authorization": f"Bearer {secret}", "Content-Type": app.BATCH}
        answer = client.post("/v1/events", content=b"[]", headers=headers)
        gone.set()
    assert answer.status_code == 408
    log.close()


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "audit.example"])
def test_without_tls_only_loopback_is_served(tmp_path: Path, host: str) -> None:
    with pytest.raises(InvalidError, match="Without TLS"):
        serve(f"sqlite:///{tmp_path / 'a.db'}", Place(host, 0), NOBODY, never)


def test_a_certificate_needs_its_key(tmp_path: Path) -> None:
    with pytest.raises(InvalidError):
        serve(f"sqlite:///{tmp_path / 'a.db'}", Place("127.0.0.1", 0, cert=tmp_path / "cert.pem"), NOBODY, never)


def test_a_port_in_use_is_told(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(ServiceError, match="cannot listen"):
        serve(f"sqlite:///{tmp_path / 'a.db'}", Place("127.0.0.1", taken.getsockname()[1]), NOBODY, never)


@pytest.mark.parametrize(
    "url",
    ["", "audit.db", "sqlite://", "sqlite:///:memory:", "nosuch://me:secret@x", "postgresql+nosuch://me:secret@x"],
)
def test_what_is_no_database_is_told_and_not_repeated(url: str) -> None:
    with pytest.raises(InvalidError) as caught:
        open_log(url)
    assert "secret" not in str(caught.value)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        serve(f"sqlite:///{tmp_path / 'nowhere' / 'a.db'}", Place("127.0.0.1", 0), NOBODY, never)


def test_tls(tmp_path: Path) -> None:
    authority = trustme.CA()
    leaf = authority.issue_cert("127.0.0.1")
    leaf.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    for pem in leaf.cert_chain_pems:
        pem.write_to_path(str(tmp_path / "cert.pem"), append=True)
    service = Service(tmp_path / "audit.db", "s1")
    service.start(str(tmp_path / "cert.pem"), str(tmp_path / "key.pem"))
    context = ssl.create_default_context()
    authority.configure_trust(context)
    address = f"https://127.0.0.1:{service.port}/healthz"
    with urllib.request.urlopen(address, timeout=PATIENCE, context=context) as answer:
        assert json.load(answer)["status"] == "ok"
    service.kill()


# --- tokens


def test_tokens_are_read_from_a_settings_file(tmp_path: Path) -> None:
    secret, token = issue("store-1", "ingest", "s1")
    path = tmp_path / "tokens.toml"
    path.write_text(f'[[token]]\nname = "store-1"\nkind = "ingest"\nstore = "s1"\nsha256 = "{token.sha256}"\n')
    tokens = load_tokens(path)
    assert tokens.find(secret) == token
    assert tokens.find(secret + "x") is None
    assert tokens.find("\ud800") is None
    assert token.may_write("/stores/s1/agents/a1")
    assert not token.may_write("/stores/s11/agents/a1")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]x",
        '[{"name":"a","kind":"ingest","sha256":"%s"}]' % ("0" * 64),
        '[{"name":"a","kind":"reader","store":"s1","sha256":"%s"}]' % ("0" * 64),
        '[{"name":"a","kind":"reader","sha256":"my secret itself"}]',
        '[{"name":"a","kind":"admin","sha256":"%s"}]' % ("0" * 64),
    ],
)
def test_settings_that_cannot_be_read_are_told_and_not_repeated(text: str) -> None:
    with pytest.raises(InvalidError) as caught:
        load_tokens(environ={TOKENS_VARIABLE: text})
    assert "my secret" not in str(caught.value)


def test_a_settings_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InvalidError):
        load_tokens(tmp_path / "none.toml")


def test_a_token_made_for_a_reader_may_write_nothing() -> None:
    _, token = issue("leads", "reader")
    assert not token.may_write(numbered(1).source)
