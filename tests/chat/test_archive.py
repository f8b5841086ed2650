"""The archive: every published dialogue read back as it was said, and none of them beyond its retention."""

from __future__ import annotations

import gzip
import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from care_console import resources
from care_console.chat import form
from care_console.chat.archive import Archive, Archived, read_files
from care_console.domain.errors import InvalidError
from care_console.domain.retention import Retention
from tests.chat.conftest import ALWAYS, CLOCK, MOVED, STAR, Waiting, star

if TYPE_CHECKING:
    from pathlib import Path

SPOKEN = {"User": "customer", "Wizard": "advisor"}


def said_in_star() -> dict[str, list[tuple[str, str, int]]]:
    """Speaker, text and second of every dialogue, read by other means."""
    with gzip.open(resources.path(*STAR), "rt", encoding="utf-8") as file:
        dialogues = [json.loads(line) for line in file]
    return {
        str(dialogue["DialogueID"]): [
            (SPOKEN[event["Agent"]], event["Text"], event["UnixTime"])
            for event in dialogue["Events"]
            if event["Agent"] in SPOKEN and event["Action"] in ("utter", "pick_suggestion")
        ]
        for dialogue in dialogues
    }


def test_all_800_dialogues_are_listed_and_read_back_identical(archive: Archive) -> None:
    listed = archive.list("the-outnet", "C-1", ALWAYS)
    begins = [chat.started_at for chat in listed]
    assert begins == sorted(begins, reverse=True)
    expected = said_in_star()
    assert len(listed) == len(expected) == 800
    for chat in listed:
        read = archive.fetch(chat, Waiting())
        assert read is not None
        assert [
            (each.speaker.value, each.text, round((each.at - MOVED).timestamp())) for each in read.messages
        ] == expected[chat.reference]
        assert chat.messages == len(read.messages)


def test_with_their_own_dates_none_is_listed_or_fetched() -> None:
    own = Archive(star(timedelta()), Retention(), CLOCK)
    assert own.list("the-outnet", "C-1", ALWAYS) == []
    beyond = Archive(star(timedelta()), Retention(otherwise=1200), CLOCK).list("the-outnet", "C-1", ALWAYS)
    assert len(beyond) == 800
    assert [own.fetch(chat, Waiting()) for chat in beyond] == [None] * 800


def test_only_the_customers_own_are_listed(archive: Archive) -> None:
    assert archive.list("the-outnet", "C-2", ALWAYS) == []
    assert archive.list("mr-porter", "C-1", ALWAYS) == []
    assert archive.list("the-outnet", "C-1", CLOCK.time) == []


def line(**other: Any) -> bytes:
    chat: dict[str, Any] = {
        "reference": "r1", "provider": "live", "brand": "harbour", "customer": "7",
        "started_at": "2026-02-01T10:00:00Z", "ended_at": "2026-02-01T11:00:00+00:00", "advisor": "Ada", "topic": "",
        "messages": [{"at": "2026-02-01T10:30:00Z", "speaker": "customer", "text": "שלום 🙂\r\nBcc: x"}],
    }  # fmt: skip
    return json.dumps(chat | other).encode() + b"\n"


def test_json_lines_are_read_and_broken_ones_refused_with_line_and_reason(tmp_path: Path) -> None:
    path = tmp_path / "chats.jsonl"
    late = [{"at": "2026-02-01T12:00:00Z", "speaker": "customer", "text": "secret words"}]
    path.write_bytes(
        line()
        + line(reference="r2", messages=[])
        + line(reference="r3", ended_at="2026-02-01T09:00:00Z")
        + line(reference="r4", messages=late)
        + line(reference="r5", started_at="2026-02-01T10:00:00")
        + line(reference="r6", messages=[{"at": "2026-02-01T10:30:00Z", "speaker": "secret", "text": "x"}])
        + line(reference="r7", ended_at="9999-12-31T23:59:59-12:00")
        + line(reference="r8", ended_at=(CLOCK.time + timedelta(days=2)).isoformat())
        + line(reference="r9", started_at="0001-01-01T00:00:00+14:00")
        + line(reference="r10", messages=[{"at": "2026-02-01T10:30:00Z", "speaker": "customer", "text": "\ud800"}])
        + line(reference="r11", messages=[{"at": "2026-02-01T10:30:00Z", "text": "secret words"}])
        + line()[:60]
        + b"\n"
        + b"[" * 100_000
        + b"\n\xff\xfe\n"
    )
    kept, refused = read_files([path], CLOCK.time)
    assert [each.conversation.reference for each in kept] == ["r1", "r2"]
    assert kept[0].conversation.messages[0].text == "שלום 🙂\r\nBcc: x"
    assert [each.line for each in refused] == list(range(3, 15))
    assert refused[0].reason == "it ends before it begins"
    assert refused[-4].reason == "it does not fit the form: $.messages[0].speaker is missing"
    assert not any("secret" in each.reason for each in refused)


def test_a_broken_compressed_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "chats.jsonl.gz"
    path.write_bytes(gzip.compress(line() * 500)[:-20])
    with pytest.raises(InvalidError):
        read_files([path], CLOCK.time)


def test_two_conversations_of_one_reference_are_refused(moved: list[Archived]) -> None:
    other = Archived(moved[1].conversation, "C-9")
    with pytest.raises(InvalidError):
        Archive([moved[1], other], Retention(), CLOCK)


def test_the_form_goes_there_and_back(moved: list[Archived]) -> None:
    for each in moved[:50]:
        sent = msgspec.json.encode(form.chat_form(each.conversation, each.customer))
        assert form.conversation(form.decode(sent, form.ChatForm), CLOCK.time) == each.conversation


@pytest.mark.parametrize(
    ("now", "kept"),
    [
        (datetime(2026, 2, 28, 23, 59, tzinfo=UTC), True),
        (datetime(2026, 3, 1, tzinfo=UTC), False),
    ],
)
def test_the_edge_of_the_retention(tmp_path: Path, now: datetime, *, kept: bool) -> None:
    path = tmp_path / "chats.jsonl"
    path.write_bytes(line(started_at="2025-01-31T10:00:00Z", ended_at="2025-01-31T23:59:00Z", messages=[]))
    clock = type(CLOCK)(now)
    archive = Archive(read_files([path], now)[0], Retention(), clock)
    assert len(archive.list("harbour", "7", ALWAYS)) == kept
