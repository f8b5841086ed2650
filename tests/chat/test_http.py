"""The adapter over real HTTP: the reference provider, and providers that are slow, busy, broken, or that contradict."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import msgspec
import pytest

from care_console.chat.auth import Scheme
from care_console.chat.http import TRIES
from care_console.domain.errors import CancelledError
from care_console.domain.ports import ListedChat
from care_console.transport import TransportError, Trouble
from tests.chat.conftest import ALWAYS, CLOCK, Client, Faulty, reply
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.chat.archive import Archive

    Connect = Callable[..., Client]
    MakeFaulty = Callable[..., Faulty]

ENDED = CLOCK.time - timedelta(days=3)


def chat(**other: Any) -> dict[str, Any]:
    """A conversation as a provider sends it."""
    made: dict[str, Any] = {
        "reference": "r/1?", "provider": "live", "brand": "harbour", "customer": "7", "started_at": ENDED,
        "ended_at": ENDED, "advisor": "Ada", "topic": "parcel",
        "messages": [{"at": ENDED, "speaker": "customer", "text": "Hello"}],
    }  # fmt: skip
    return made | other


def listed(**other: Any) -> dict[str, Any]:
    """The same in a list."""
    return chat(messages=1) | other


def page(*chats: dict[str, Any], cursor: str | None = None) -> bytes:
    """A page of a list."""
    return reply(msgspec.json.encode({"conversations": chats, "next": cursor}))


LISTED = ListedChat("r/1?", "live", "harbour", "7", ENDED, ENDED, "Ada", "parcel", 1)


def ask(client: Client) -> list[ListedChat]:
    """What the provider lists of one customer."""
    return client.listed("harbour", "7", ALWAYS)


@pytest.mark.parametrize("scheme", list(Scheme))
def test_all_pages_of_the_reference_provider_are_read(
    served: str, connect: Connect, archive: Archive, scheme: Scheme
) -> None:
    client = connect(served, scheme)
    found = client.listed("the-outnet", "C-1", ALWAYS)
    assert found == archive.list("the-outnet", "C-1", ALWAYS)
    assert len(found) == 800
    for each in found[::40]:
        found_there = archive.find(each.reference)
        assert found_there is not None
        assert client.fetch(each) == found_there.conversation
    assert client.pauses == []


def test_a_wrong_key_is_told_and_not_tried_again(served: str, connect: Connect) -> None:
    client = connect(served, secret="another-secret-of-the-provider")
    with pytest.raises(TransportError) as told:
        ask(client)
    assert told.value.trouble is Trouble.REFUSED
    assert client.pauses == []


def test_what_is_gone_is_none(served: str, connect: Connect, archive: Archive) -> None:
    (first, *_) = archive.list("the-outnet", "C-1", ALWAYS)
    fields = {name: getattr(first, name) for name in first.__slots__}
    assert connect(served).fetch(ListedChat(**fields | {"reference": "none/such"})) is None


def test_beyond_the_retention_nothing_is_listed_or_even_asked_for(faulty: MakeFaulty, connect: Connect) -> None:
    old = CLOCK.time - timedelta(days=420)
    provider = faulty(page(listed(started_at=old, ended_at=old), listed(reference="r2")))
    client = connect(provider.url)
    assert [each.reference for each in ask(client)] == ["r2"]
    gone = ListedChat("r1", "live", "harbour", "7", old, old, "Ada", "parcel", 1)
    assert client.fetch(gone) is None
    assert len(provider.asked) == 1


def test_retry_after_is_honoured_in_seconds_and_as_a_date(faulty: MakeFaulty, connect: Connect) -> None:
    later = (CLOCK.time + timedelta(seconds=9)).strftime("%a, %d %b %Y %H:%M:%S GMT")
    endless = "Mon, 01 Jan 99999999999999 00:00:00 GMT"
    provider = faulty(
        reply(b"", "429 Too Many Requests", more="Retry-After: 7\r\n"),
        reply(b"", "503 Service Unavailable", more=f"Retry-After: {later}\r\n"),
        reply(b"", "429 Too Many Requests", more=f"Retry-After: {endless}\r\n"),
        page(listed()),
    )
    client = connect(provider.url)
    assert ask(client) == [LISTED]
    assert client.pauses == [7.0, 9.0, 2.0]


def test_a_long_retry_after_is_told_instead_of_waited_for(faulty: MakeFaulty, connect: Connect) -> None:
    client = connect(faulty(reply(b"", "429 Too Many Requests", more="Retry-After: 3600\r\n")).url)
    with pytest.raises(TransportError) as told:
        ask(client)
    assert (told.value.trouble, told.value.retry_after, client.pauses) == (Trouble.BUSY, 3600.0, [])


def test_what_breaks_off_is_asked_for_again(faulty: MakeFaulty, connect: Connect) -> None:
    half = reply(b'{"conversations": [', length=5_000)
    provider = faulty(reply(b"", "502 Bad Gateway"), b"", half, page(listed()))
    client = connect(provider.url, read=2)
    assert ask(client) == [LISTED]
    assert client.pauses == [0.5, 1.0, 2.0]


@pytest.mark.parametrize(
    ("answer", "trouble"),
    [
        (reply(b"", "500 Internal Server Error"), Trouble.BUSY),
        (reply(b"", "429 Too Many Requests"), Trouble.BUSY),
        (reply(b"", "408 Request Timeout"), Trouble.BUSY),
        (b"", Trouble.TIMEOUT),
        (b"SSH-2.0-OpenSSH_9.9\r\n", Trouble.UNREACHABLE),
        (reply(b'{"conversations": [', length=5_000), Trouble.GARBLED),
    ],
)
def test_it_gives_up_after_some_tries(faulty: MakeFaulty, connect: Connect, answer: bytes, trouble: Trouble) -> None:
    provider = faulty(*[answer] * (TRIES + 2))
    client = connect(provider.url, read=PATIENCE if answer else 0.1)
    with pytest.raises(TransportError) as told:
        ask(client)
    assert told.value.trouble is trouble
    assert len(provider.asked) == TRIES
    assert client.pauses == [0.5, 1.0, 2.0]


def test_half_a_head_is_refused_and_the_log_names_no_customer(
    faulty: MakeFaulty, connect: Connect, caplog: pytest.LogCaptureFixture
) -> None:
    client = connect(faulty(b"HTTP/1.1 200 OK\r\nContent-Le").url)
    with pytest.raises(TransportError) as told:
        ask(client)
    assert told.value.trouble is Trouble.GARBLED
    assert caplog.records == []


def test_a_redirect_to_another_host_is_told_and_takes_no_key_along(faulty: MakeFaulty, connect: Connect) -> None:
    elsewhere = faulty(page(listed()))
    moved = reply(b"", "307 Temporary Redirect", more=f"Location: {elsewhere.url}/v1/conversations\r\n")
    client = connect(faulty(moved).url)
    with pytest.raises(TransportError) as told:
        ask(client)
    assert told.value.trouble is Trouble.REFUSED
    assert elsewhere.asked == []
    assert client.pauses == []


def test_who_waits_may_leave_between_two_tries(faulty: MakeFaulty, connect: Connect) -> None:
    client = connect(faulty(*[reply(b"", "503 Service Unavailable")] * TRIES).url)
    client.watch.patience = 1
    with pytest.raises(CancelledError):
        ask(client)
    assert client.pauses == [0.5]


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"<html>Welcome to the hotel</html>", media="text/html"),
        reply(b"not json"),
        reply(b'{"conversations": "none"}'),
        reply(b"[" * 100_000),
        page(listed(brand="other")),
        page(listed(customer="8")),
        page(listed(), listed(topic="another")),
        page(listed(ended_at=ENDED - timedelta(days=1))),
        page(listed(started_at="2026-02-01T10:00:00")),
        page(listed(messages=-1)),
        page(listed(ended_at="9999-12-31T23:59:59-12:00")),
        page(listed(started_at="0001-01-01T00:00:00+14:00")),
        page(listed(ended_at=CLOCK.time + timedelta(days=2))),
        page(listed(reference="")),
        page(listed(topic="x" * 501)),
        reply(b""),
        reply(b"", "204 No Content"),
        reply(msgspec.json.encode({"title": "Out of order", "status": 503})),
        reply(b"", "302 Found", more="Location: http://127.0.0.1:9/\r\n"),
        reply(b"", "418 I'm a teapot"),
        reply(b"x" * 5_000_000),
    ],
)
def test_wrong_content_is_refused(faulty: MakeFaulty, connect: Connect, answer: bytes) -> None:
    client = connect(faulty(*[answer] * TRIES).url)
    with pytest.raises(TransportError) as told:
        ask(client)
    assert told.value.trouble in (Trouble.GARBLED, Trouble.REFUSED)
    assert "Welcome" not in str(told.value)


def test_pages_that_turn_in_a_circle_are_left(faulty: MakeFaulty, connect: Connect) -> None:
    provider = faulty(page(listed(), cursor="a"), page(cursor="b"), page(cursor="a"))
    with pytest.raises(TransportError):
        ask(connect(provider.url))
    assert ["cursor" in line for line in provider.asked] == [False, True, True]


@pytest.mark.parametrize(
    "answer",
    [
        chat(reference="r2"),
        chat(customer="8"),
        chat(messages=[]),
        chat(topic="another"),
        chat(messages=[{"at": ENDED + timedelta(hours=1), "speaker": "customer", "text": "later"}]),
        chat(messages=[{"at": ENDED, "speaker": "nobody", "text": "x"}]),
        chat(messages=[{"at": ENDED, "speaker": "customer", "text": None}]),
        chat(messages=[{"at": ENDED, "speaker": "customer", "text": "x"}] * 2),
        chat(ended_at=ENDED + timedelta(hours=1)),
        chat(provider="other"),
    ],
)
def test_a_conversation_that_contradicts_its_listing_is_refused(
    faulty: MakeFaulty, connect: Connect, answer: dict[str, Any]
) -> None:
    client = connect(faulty(reply(msgspec.json.encode(answer))).url)
    with pytest.raises(TransportError) as told:
        client.fetch(LISTED)
    assert told.value.trouble is Trouble.GARBLED


def test_a_conversation_is_fetched_by_its_escaped_reference(faulty: MakeFaulty, connect: Connect) -> None:
    provider = faulty(reply(msgspec.json.encode(chat())))
    read = connect(provider.url).fetch(LISTED)
    assert read is not None
    assert [each.text for each in read.messages] == ["Hello"]
    assert provider.asked == ["GET /v1/conversations/r%2F1%3F HTTP/1.1"]


def test_times_come_in_utc(faulty: MakeFaulty, connect: Connect) -> None:
    provider = faulty(page(listed(started_at="2026-02-01T10:00:00+02:00", ended_at="2026-02-01T10:30:00+02:00")))
    (found,) = ask(connect(provider.url))
    assert found.started_at == datetime(2026, 2, 1, 8, 0, tzinfo=UTC)
    assert found.started_at.tzinfo is UTC
