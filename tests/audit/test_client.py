"""The client of the audit API against the real service over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from care_console.audit.client import AuditApi, EventQuery
from care_console.domain.audit_answers import Gap
from care_console.domain.events import envelope
from care_console.transport import TransportError, Trouble
from tests.auditserver.support import FIRST, numbered
from tests.faults.support import Service


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """One service for the module: each test writes a source of its own."""
    service = Service(tmp_path_factory.mktemp("audit") / "audit.db", "s1")
    service.start()
    yield service
    service.kill()


@pytest.fixture
def writer(service: Service) -> Iterator[AuditApi]:
    api = service.api()
    yield api
    api.close()


@pytest.fixture
def reader(service: Service) -> Iterator[AuditApi]:
    api = AuditApi(service.url, service.reader_secret)
    yield api
    api.close()


def test_replies_come_in_the_order_of_the_events(writer: AuditApi) -> None:
    bodies = [envelope(numbered(n, source="/stores/s1/agents/order")) for n in (1, 2)]
    first = writer.send(bodies)
    assert [reply.status for reply in first] == ["created", "created"]
    again = writer.send([bodies[1], b'{"id":"x"}', bodies[0]])
    assert [reply.status for reply in again] == ["duplicate", "rejected", "duplicate"]
    assert [again[0].index, again[2].index] == [first[1].index, first[0].index]


def test_events_are_read_in_pages_with_their_exact_bytes(writer: AuditApi, reader: AuditApi) -> None:
    rows = [numbered(n, source="/stores/s1/agents/pages", agent="pages") for n in range(1, 6)]
    writer.send([envelope(row) for row in rows])
    query = EventQuery(actor="pages", activity="opened", since=rows[1].time, until=rows[4].time, limit=2)
    first = reader.events(query)
    assert [bytes(item.event) for item in first.items] == [envelope(rows[3]), envelope(rows[2])]
    assert first.next is not None
    last = reader.events(
        EventQuery(**{name: getattr(query, name) for name in query.__slots__} | {"cursor": first.next})
    )
    assert [bytes(item.event) for item in last.items] == [envelope(rows[1])]
    assert last.next is None
    assert last.size == first.size


def test_a_reading_is_an_event_of_the_reader(reader: AuditApi) -> None:
    reader.events(EventQuery(customer="c-99"))
    (viewed, *_) = reader.events(EventQuery(activity="audit_viewed", limit=1)).items
    event = json.loads(bytes(viewed.event))
    assert event["authid"] == "leads"
    assert event["data"]["web_resources"][0]["uid"] == "c-99"


def test_a_source_tells_its_gaps(writer: AuditApi) -> None:
    source = "/stores/s1/agents/gaps and ümlaut"
    assert writer.source(source) is None
    rows = [numbered(n, source=source) for n in (1, 4)]
    writer.send([envelope(row) for row in rows])
    state = writer.source(source)
    assert state is not None
    assert (state.contiguous, state.highest, state.gaps) == (1, 4, [Gap(2, 3)])
    assert state.last_event == rows[1].time
    assert state.last_received is not None
    assert state.last_received > FIRST.time - timedelta(days=1)


def test_a_wrong_or_foreign_token_is_refused(service: Service, writer: AuditApi, reader: AuditApi) -> None:
    stranger = AuditApi(service.url, "stranger")
    attempts = (
        lambda: stranger.send([envelope(FIRST)]),
        lambda: reader.send([envelope(FIRST)]),
        lambda: writer.events(EventQuery()),
        lambda: writer.send([envelope(numbered(1, source="/stores/s2/agents/a1"))]),
    )
    for attempt in attempts:
        with pytest.raises(TransportError) as caught:
            attempt()
        assert caught.value.trouble is Trouble.REFUSED
    stranger.close()


def test_nobody_there(tmp_path: Path) -> None:
    service = Service(tmp_path / "audit.db", "s1")
    service.start()
    service.kill()
    api = service.api()
    with pytest.raises(TransportError) as caught:
        api.send([envelope(FIRST)])
    api.close()
    assert caught.value.trouble is Trouble.UNREACHABLE
    assert caught.value.safe
