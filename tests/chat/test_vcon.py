"""vCons: written and read back identical, foreign ones read, broken ones refused with the reason."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from care_console.chat import vcon
from care_console.chat.archive import Archived, read_files
from care_console.domain.errors import InvalidError
from care_console.domain.transcripts import Speaker
from tests.chat.conftest import OWNER

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HELLO: dict[str, Any] = {
    "type": "text", "start": "2026-02-01T10:00:00+01:00", "parties": [0, 1], "originator": 1, "body": "Hello",
    "mimetype": "text/plain; charset=utf-8", "encoding": "none",
}  # fmt: skip
HERS = {
    "brand": "harbour", "customer": "7", "provider": "live", "reference": "r1",
    "started_at": "2026-02-01T09:00:00Z", "ended_at": "2026-02-01T11:00:00Z",
}  # fmt: skip
OWN: dict[str, Any] = {"purpose": "care_console"}


def foreign(**other: Any) -> bytes:
    made: dict[str, Any] = {
        "vcon": "0.0.1", "uuid": "018c8a7e-5f3d-8000-9a2b-3c4d5e6f7a8b", "created_at": "2026-02-01T10:00:00Z",
        "parties": [{"tel": "+441134960412", "role": "customer"}, {"name": "Ada", "role": "agent"}],
        "dialog": [HELLO, HELLO | {"originator": None, "parties": 0, "start": "2026-02-01T09:05:00Z", "body": "Hi"}],
        "subject": "parcel", "analysis": [], "extra": {"kept": "no"},
    }  # fmt: skip
    return json.dumps(made | other).encode()


def test_every_dialogue_goes_into_a_vcon_and_comes_back(moved: list[Archived]) -> None:
    for each in moved:
        chat, customer = vcon.read(vcon.write(each.conversation, each.customer, made_at=NOW), None, NOW)
        assert (chat, customer) == (each.conversation, each.customer)


def test_the_same_conversation_has_the_same_uuid(moved: list[Archived]) -> None:
    first = json.loads(vcon.write(moved[0].conversation, "C-1", made_at=NOW))
    again = json.loads(vcon.write(moved[0].conversation, "C-1", made_at=NOW + timedelta(days=1)))
    other = json.loads(vcon.write(moved[1].conversation, "C-1", made_at=NOW))
    assert first["uuid"] == again["uuid"] != other["uuid"]


def test_a_foreign_vcon_is_read(tmp_path: Path) -> None:
    path = tmp_path / "one.vcon.json"
    path.write_bytes(foreign())
    ((kept,), refused) = read_files([path], NOW, OWNER)
    chat = kept.conversation
    assert refused == []
    assert (kept.customer, chat.brand, chat.reference) == ("C-1", "the-outnet", "018c8a7e-5f3d-8000-9a2b-3c4d5e6f7a8b")
    assert (chat.advisor, chat.topic) == ("Ada", "parcel")
    assert [(each.speaker, each.text) for each in chat.messages] == [
        (Speaker.ADVISOR, "Hello"),
        (Speaker.CUSTOMER, "Hi"),
    ]
    assert (chat.started_at, chat.ended_at) == (
        datetime(2026, 2, 1, 9, 0, tzinfo=UTC),
        datetime(2026, 2, 1, 9, 5, tzinfo=UTC),
    )


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ({"vcon": "1.0"}, "version"),
        ({"uuid": ""}, "does not fit"),
        ({"dialog": []}, "no message"),
        ({"dialog": [HELLO | {"type": "recording"}]}, r"dialog\[0\] is not plain text"),
        ({"dialog": [HELLO, HELLO | {"mimetype": "text/html"}]}, r"dialog\[1\] is not plain text"),
        ({"dialog": [HELLO | {"body": None, "url": "https://example.org"}]}, "does not hold its text"),
        ({"dialog": [HELLO | {"encoding": "base64url"}]}, "does not hold its text"),
        ({"dialog": [HELLO | {"originator": 7}]}, "party that there is not"),
        ({"dialog": [HELLO | {"originator": -1}]}, "party that there is not"),
        ({"dialog": [HELLO | {"start": "yesterday"}]}, "does not fit"),
        ({"dialog": [HELLO | {"start": "2026-02-01T10:00:00"}]}, "does not fit"),
        ({"dialog": [HELLO | {"start": "0001-01-01T00:00:00+14:00"}]}, "time that cannot be"),
        ({"dialog": [HELLO | {"start": "9999-12-31T23:59:59-12:00"}]}, "time that cannot be"),
        ({"dialog": [HELLO | {"start": "2026-03-04T00:00:00Z"}]}, "time that cannot be"),
        ({"attachments": [OWN | {"body": HERS}], "dialog": [HELLO | {"start": "2026-02-01T12:00:00Z"}]}, "outside"),
        ({"attachments": [OWN | {"body": HERS | {"ended_at": "2026-01-01T09:00:00Z"}}]}, "ends before it begins"),
        ({"parties": [{"role": "customer"}, {"role": "bystander"}]}, "neither customer nor agent"),
        ({"attachments": [{"purpose": "care_console", "body": "{}"}]}, "does not fit"),
    ],
)
def test_a_broken_vcon_is_refused_with_the_reason(broken: dict[str, Any], reason: str) -> None:
    with pytest.raises(InvalidError, match=reason):
        vcon.read(foreign(**broken), OWNER, NOW)


def test_a_foreign_vcon_of_nobody_is_refused() -> None:
    with pytest.raises(InvalidError, match="whose conversation"):
        vcon.read(foreign(), None, NOW)


@pytest.mark.parametrize("body", [b"", b"{", b"[" * 50_000, b"\xff", b'"vcon"', b"{}"])
def test_what_is_no_vcon_is_refused(body: bytes) -> None:
    with pytest.raises(InvalidError):
        vcon.read(body, OWNER, NOW)
