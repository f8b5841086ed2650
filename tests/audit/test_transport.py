"""Requests to the services outside: whom they trust, where they go, and how much they take."""

from __future__ import annotations

import http.server
import ssl
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from care_console.domain.errors import InvalidError, ServiceError
from care_console.transport import Channel, Limits, TransportError, Trouble


class Handler(http.server.BaseHTTPRequestHandler):
    """Answers by path, and keeps the headers that it saw."""

    server: Server

    def do_GET(self) -> None:
        self.server.seen.append(dict(self.headers))
        size = int(self.path.rpartition("/")[2] or 0) if self.path.startswith("/size/") else 5
        self.send_response(302 if self.path == "/away" else 200)
        if self.path == "/away":
            self.send_header("Location", "/elsewhere")
        self.send_header("Content-Length", str(size))
        self.end_headers()
        self.wfile.write(b"x" * size)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Server(http.server.ThreadingHTTPServer):
    """A server on loopback, with a certificate if one is given."""

    def __init__(self, certificate: trustme.LeafCert | None = None) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[dict[str, str]] = []
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            certificate.configure_cert(context)
            self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"{'http' if certificate is None else 'https'}://127.0.0.1:{self.server_port}"
        self._thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        self._thread.start()

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""

    def stop(self) -> None:
        self.shutdown()
        self._thread.join()
        self.server_close()


@pytest.fixture
def plain() -> Iterator[Server]:
    server = Server()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA()


def fetch(channel: Channel, path: str = "/") -> bytes:
    try:
        return channel.request("GET", path).body
    finally:
        channel.close()


def test_a_certificate_of_a_trusted_authority_is_accepted(authority: trustme.CA, tmp_path: Path) -> None:
    server = Server(authority.issue_cert("127.0.0.1"))
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    assert fetch(Channel(server.url, authorities=trusted)) == b"xxxxx"
    server.stop()


@pytest.mark.parametrize("wrong", ["unknown authority", "unknown authority, none given", "other host", "expired"])
def test_a_certificate_that_proves_nothing_is_refused(
    authority: trustme.CA, tmp_path: Path, wrong: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    past = datetime(2020, 1, 1, tzinfo=UTC)
    certificates = {
        "unknown authority": trustme.CA().issue_cert("127.0.0.1"),
        "unknown authority, none given": authority.issue_cert("127.0.0.1"),
        "other host": authority.issue_cert("audit.example"),
        "expired": authority.issue_cert("127.0.0.1", not_before=past, not_after=past),
    }
    trusted = tmp_path / "authority.pem"
    authority.cert_pem.write_to_path(str(trusted))
    # requests alone would trust what these name.
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(trusted))
    monkeypatch.setenv("CURL_CA_BUNDLE", str(trusted))
    server = Server(certificates[wrong])
    with pytest.raises(TransportError) as caught:
        fetch(Channel(server.url, authorities=None if "none given" in wrong else trusted))
    server.stop()
    assert caught.value.trouble is Trouble.UNTRUSTED
    assert server.seen == []


@pytest.mark.parametrize(
    "url", ["http://audit.example", "http://10.0.0.1:80", "http://[2001:db8::1]", "http://0.0.0.0"]
)
def test_plain_http_to_another_computer_is_refused(url: str) -> None:
    with pytest.raises(ServiceError, match="not encrypted"):
        Channel(url)


@pytest.mark.parametrize(
    "url", ["", "audit.example", "ftp://127.0.0.1", "http://me:secret@127.0.0.1", "http://", "file:///x"]
)
def test_what_is_no_address_is_refused_and_not_repeated(url: str) -> None:
    with pytest.raises(InvalidError) as caught:
        Channel(url)
    assert "secret" not in str(caught.value)


def test_redirects_are_not_followed(plain: Server) -> None:
    channel = Channel(plain.url, headers={"Authorization": "Bearer x"})
    assert channel.request("GET", "/away").status == 302
    channel.close()
    assert len(plain.seen) == 1


def test_an_answer_that_is_too_large_is_cut(plain: Server) -> None:
    limits = Limits(answer_bytes=100_000)
    assert len(fetch(Channel(plain.url, limits=limits), "/size/100000")) == 100_000
    with pytest.raises(TransportError) as caught:
        fetch(Channel(plain.url, limits=limits), "/size/100001")
    assert caught.value.trouble is Trouble.GARBLED


def test_an_answer_that_drips_is_given_up(plain: Server) -> None:
    with pytest.raises(TransportError) as caught:
        fetch(Channel(plain.url, limits=Limits(total=0.0)))
    assert caught.value.trouble is Trouble.TIMEOUT


def test_the_environment_is_not_asked_for_passwords_and_loopback_not_through_a_proxy(
    plain: Server, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = home / ".netrc"
    netrc.write_text("machine 127.0.0.1 login somebody password secret\n")
    netrc.chmod(0o600)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    assert fetch(Channel(plain.url, headers={"Authorization": "Bearer x"})) == b"xxxxx"
    assert plain.seen[0]["Authorization"] == "Bearer x"


def test_a_proxy_is_honoured_elsewhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    channel = Channel("https://audit.example")
    assert channel.session().proxies["https"] == "http://127.0.0.1:9"
    with pytest.raises(TransportError) as caught:
        fetch(channel)
    assert caught.value.trouble is Trouble.UNREACHABLE


def test_each_thread_has_a_session_of_its_own(plain: Server) -> None:
    channel = Channel(plain.url)
    sessions = [channel.session(), channel.session()]
    thread = threading.Thread(target=lambda: sessions.append(channel.session()))
    thread.start()
    thread.join()
    channel.close()
    assert sessions[0] is sessions[1]
    assert sessions[2] is not sessions[0]


def test_importing_loads_no_http_library() -> None:
    program = "import sys, care_console.transport, care_console.audit.relay; print('requests' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert said.stdout == "False\n"
