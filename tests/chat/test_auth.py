"""Client credentials over real HTTP and TLS: tokens fetched, kept, renewed; faults told without what is secret."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import jsonschema
import msgspec
import pytest
import trustme
import uvicorn
from starlette.testclient import TestClient

from care_console.chat.auth import LONGEST_LIFE, ClientCredentials
from care_console.chat.doors import TOKEN_PATH, TokenDoor
from care_console.chat.http import HttpChat
from care_console.chat.server import create_app
from care_console.domain.errors import ServiceError
from care_console.domain.retention import Retention
from care_console.transport import Channel, Limits, TransportError, Trouble
from tests.chat.conftest import ALWAYS, CLOCK, SECRET, Faulty, Waiting, reply
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from pathlib import Path

    from care_console.chat.archive import Archive

CLIENT = "care console:1"
LIMITS = Limits(connect=PATIENCE, read=PATIENCE, total=PATIENCE, answer_bytes=4_000_000)


@dataclass
class Seconds:
    """A clock that is moved."""

    now: float = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Served:
    """A provider that demands tokens, and the client's way to it."""

    door: TokenDoor
    url: str
    authorities: Path
    clock: Seconds
    open: list[Channel] = field(default_factory=list)

    def credentials(self, secret: str = SECRET, authorities: Path | None = None) -> ClientCredentials:
        channel = Channel(self.url + TOKEN_PATH, authorities=authorities or self.authorities, limits=LIMITS)
        return ClientCredentials(channel, CLIENT, lambda: secret, clock=self.clock)

    @contextmanager
    def chat(self, credentials: ClientCredentials) -> Iterator[HttpChat]:
        made = HttpChat(Channel(self.url, authorities=self.authorities, limits=LIMITS), credentials, Retention(), CLOCK)
        yield made
        made.close()


@pytest.fixture
def served(archive: Archive, tmp_path: Path) -> Iterator[Served]:
    """Over TLS of an authority that the client is told to trust."""
    authority = trustme.CA()
    certificate = authority.issue_cert("127.0.0.1")
    certificate.private_key_and_cert_chain_pem.write_to_path(str(tmp_path / "server.pem"))
    authority.cert_pem.write_to_path(str(tmp_path / "authority.pem"))
    clock = Seconds()
    door = TokenDoor(CLIENT, SECRET, clock)
    with socket.create_server(("127.0.0.1", 0)) as listener:
        config = uvicorn.Config(
            create_app(archive, door), ws="none", lifespan="off", log_config=None, access_log=False,
            ssl_certfile=tmp_path / "server.pem",
        )  # fmt: skip
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listener],))
        thread.start()
        yield Served(door, f"https://127.0.0.1:{listener.getsockname()[1]}", tmp_path / "authority.pem", clock)
        server.should_exit = True
        thread.join()


def count(chat: HttpChat) -> int:
    return len(chat.listed("the-outnet", "C-1", ALWAYS, Waiting()))


def test_a_token_is_fetched_once_and_again_when_it_ends(served: Served) -> None:
    credentials = served.credentials()
    with served.chat(credentials) as chat:
        assert count(chat) == 800
        first = credentials.headers()
        assert count(chat) == 800
        assert credentials.headers() == first
        served.clock.now += 571
        assert credentials.headers() != first
        assert count(chat) == 800


def test_a_token_taken_back_by_the_provider_is_renewed_once(served: Served) -> None:
    credentials = served.credentials()
    with served.chat(credentials) as chat:
        assert count(chat) == 800
        served.door._tokens.clear()
        assert count(chat) == 800
        assert len(served.door._tokens) == 1


def test_a_wrong_secret_is_told_and_never_shown(served: Served) -> None:
    wrong = "another secret of the provider"
    with served.chat(served.credentials(wrong)) as chat, pytest.raises(TransportError) as told:
        count(chat)
    assert told.value.trouble is Trouble.REFUSED
    assert wrong not in f"{told.value} {told.value!r} {told.value.__cause__!r} {told.value.__context__!r}"


def test_an_unknown_authority_gets_neither_secret_nor_question(served: Served, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    other = served.credentials(authorities=tmp_path / "other.pem")
    with served.chat(other) as chat, pytest.raises(TransportError) as told:
        count(chat)
    assert told.value.trouble is Trouble.UNTRUSTED


def test_a_provider_with_a_wrong_certificate_gets_no_token_and_is_not_asked_again(
    served: Served, tmp_path: Path
) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    channel = Channel(served.url, authorities=tmp_path / "other.pem", limits=LIMITS)
    chat, watch = HttpChat(channel, served.credentials(), Retention(), CLOCK), Waiting()
    with pytest.raises(TransportError) as told:
        chat.listed("the-outnet", "C-1", ALWAYS, watch)
    chat.close()
    assert told.value.trouble is Trouble.UNTRUSTED
    assert watch.pauses == []


def test_a_redirected_token_request_takes_no_secret_along(faulty: Callable[..., Faulty]) -> None:
    elsewhere = faulty(token())
    with pytest.raises(TransportError):
        fetched(faulty(reply(b"", "307 Temporary Redirect", more=f"Location: {elsewhere.url}\r\n")).url)
    assert elsewhere.asked == []


def test_tokens_of_another_computer_are_not_fetched_in_the_clear() -> None:
    with pytest.raises(ServiceError):
        Channel("http://tokens.example.org/oauth/token")


def token(**told: object) -> bytes:
    return reply(msgspec.json.encode({"access_token": "t-1", "token_type": "Bearer", "expires_in": 60} | told))


def fetched(url: str, secret: str | None = SECRET, scope: str = "") -> dict[str, str]:
    credentials = ClientCredentials(Channel(url, limits=LIMITS), CLIENT, lambda: secret, scope)
    try:
        return credentials.headers()
    finally:
        credentials.close()


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (reply(b"", "503 Service Unavailable"), Trouble.BUSY),
        (reply(b"", "429 Too Many Requests"), Trouble.BUSY),
        (reply(b'{"error": "invalid_client"}', "401 Unauthorized"), Trouble.REFUSED),
        (reply(b"<html>t-1</html>", media="text/html"), Trouble.REFUSED),
        (reply(b"[]"), Trouble.REFUSED),
        (reply(b"5"), Trouble.REFUSED),
        (reply(b"\xff\xfe"), Trouble.REFUSED),
        (token(access_token=5), Trouble.REFUSED),
        (token(token_type="mac"), Trouble.REFUSED),
        (token(token_type=None), Trouble.REFUSED),
        (token(expires_in="soon"), Trouble.REFUSED),
        (reply(b'{"access_tok', length=500), Trouble.GARBLED),
        (reply(b"", "302 Found", more="Location: http://127.0.0.1:9/\r\n"), Trouble.REFUSED),
    ],
)
def test_answers_that_are_no_token_are_refused(faulty: Callable[..., Faulty], answer: bytes, trouble: Trouble) -> None:
    with pytest.raises(TransportError) as told:
        fetched(faulty(answer).url)
    assert told.value.trouble is trouble
    assert "t-1" not in repr(told.value)


@pytest.mark.parametrize("life", ["60", 60, 10**30, -5, None])
def test_a_life_that_says_nothing_sensible_does_no_harm(faulty: Callable[..., Faulty], life: object) -> None:
    assert fetched(faulty(token(expires_in=life)).url) == {"Authorization": "Bearer t-1"}
    assert LONGEST_LIFE < 10**30


def test_a_narrower_scope_than_asked_for_is_taken(faulty: Callable[..., Faulty]) -> None:
    assert fetched(faulty(token(scope="read")).url, scope="read write") == {"Authorization": "Bearer t-1"}


def test_without_a_secret_nothing_is_sent() -> None:
    with pytest.raises(ServiceError) as told:
        fetched("http://127.0.0.1:9", secret=None)
    assert "care-console secret chat" in str(told.value)


def test_the_token_endpoint_refuses_other_grants_and_unknown_clients(archive: Archive) -> None:
    with TestClient(create_app(archive, TokenDoor("console", SECRET))) as client:
        good = ("console", SECRET)
        assert client.post(TOKEN_PATH, auth=good, data={"grant_type": "password"}).status_code == 400
        assert client.post(TOKEN_PATH, auth=good).status_code == 400
        for auth in (("console", "wrong"), ("other", SECRET), ("", "")):
            answer = client.post(TOKEN_PATH, auth=auth, data={"grant_type": "client_credentials"})
            assert (answer.status_code, answer.json()) == (401, {"error": "invalid_client"})
        answer = client.post(TOKEN_PATH, auth=good, data={"grant_type": "client_credentials"})
        assert answer.headers["cache-control"] == "no-store"
        # The secret itself opens nothing here.
        assert client.get("/v1/conversations", headers={"Authorization": f"Bearer {SECRET}"}).status_code == 401
        described = client.get("/openapi.json").json()
        assert described["security"] == [{"oauth2": []}]
        flows = described["components"]["securitySchemes"]["oauth2"]["flows"]
        jsonschema.validate(flows, {"required": ["clientCredentials"]})
        assert flows["clientCredentials"]["tokenUrl"] == TOKEN_PATH
