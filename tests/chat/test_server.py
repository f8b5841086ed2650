"""The reference provider: whom it lets in, what it refuses, and that its document describes its answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import jsonschema
import pytest
from starlette.testclient import TestClient

from care_console.chat.doors import SecretDoor
from care_console.chat.server import create_app, document, serve
from care_console.domain.errors import InvalidError
from care_console.serving import Place
from tests.chat.conftest import SECRET

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.chat.archive import Archive

HERS = {"brand": "the-outnet", "customer": "C-1"}


@pytest.fixture
def client(archive: Archive) -> Iterator[TestClient]:
    app = create_app(archive, SecretDoor(SECRET), page=300)
    with TestClient(app, headers={"Authorization": f"Bearer {SECRET}"}) as made:
        yield made


@pytest.mark.parametrize("path", ["/v1/conversations", "/v1/conversations/1"])
@pytest.mark.parametrize("header", ["", "Bearer", "Bearer wrong", f"Basic {SECRET}", "Bearer \u00fc"])
def test_nobody_unknown_is_let_in(archive: Archive, path: str, header: str) -> None:
    with TestClient(create_app(archive, SecretDoor(SECRET))) as client:
        answer = client.get(path, params=HERS, headers={b"Authorization": header.encode("latin-1")})
    assert answer.status_code == 401
    assert answer.headers["content-type"] == "application/problem+json"


def test_pages_follow_each_other(client: TestClient) -> None:
    sizes: list[int] = []
    asked = dict(HERS)
    while True:
        answer = client.get("/v1/conversations", params=asked).json()
        sizes.append(len(answer["conversations"]))
        if answer["next"] is None:
            break
        asked["cursor"] = answer["next"]
    assert sizes == [300, 300, 200]


@pytest.mark.parametrize(
    "wrong",
    [{"brand": ""}, {"since": "yesterday"}, {"since": "2026-01-01T00:00:00"}, {"cursor": "-1"}, {"cursor": "9" * 40}],
)
def test_what_cannot_be_read_is_told(client: TestClient, wrong: dict[str, str]) -> None:
    answer = client.get("/v1/conversations", params=HERS | wrong)
    assert answer.status_code == 400
    assert set(answer.json()) == {"title", "status"}


def test_the_document_describes_the_answers(client: TestClient) -> None:
    described = client.get("/openapi.json").json()
    assert described == document(SecretDoor(SECRET))
    schemas = {"components": described["components"]}
    for path, name in (("/v1/conversations", "PageForm"), ("/v1/conversations/1", "ChatForm")):
        answer = client.get(path, params=HERS).json()
        jsonschema.validate(answer, {"$ref": f"#/components/schemas/{name}"} | schemas)


def test_unknown_conversations_are_not_found(client: TestClient) -> None:
    assert client.get("/v1/conversations/none/such").status_code == 404


def test_a_secret_that_could_be_guessed_is_refused() -> None:
    with pytest.raises(InvalidError):
        SecretDoor("short")


def test_without_a_certificate_other_computers_are_not_served(archive: Archive) -> None:
    with pytest.raises(InvalidError):
        serve(archive, SecretDoor(SECRET), Place("0.0.0.0", 0), lambda _: pytest.fail("served where it must not"))
