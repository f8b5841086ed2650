"""Rows, envelopes and the audit API as its callers see it."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

from starlette.testclient import TestClient

from care_console.auditserver.app import BATCH, EVENT
from care_console.auditserver.log import Log
from care_console.domain.events import EventRow, Outcome, Verb, envelope

MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
FIRST = EventRow(
    source="/stores/s1/agents/a1",
    sequence=1,
    id="event-1",
    time=MOMENT,
    verb=Verb.OPENED,
    outcome=Outcome.DONE,
    agent="a1",
    role="agent",
    host="desk-4",
    request="r-9",
    purpose="amend",
    grant="g-3",
    customer="c-77",
    fields=("email.address",),
    detail={"count": "2"},
)


def numbered(sequence: int, **changes: Any) -> EventRow:
    """The row with this sequence, a second after the one before."""
    moment = MOMENT + timedelta(seconds=sequence)
    given: dict[str, Any] = {"sequence": sequence, "id": f"event-{sequence}", "time": moment}
    return replace(FIRST, **(given | changes))


@dataclass(frozen=True)
class Api:
    """The service as its callers see it: one ingest token for store s1, one reader."""

    client: TestClient
    ingest: dict[str, str]
    reader: dict[str, str]
    log: Log

    def post(self, body: bytes, media: str = EVENT) -> Any:
        return self.client.post("/v1/events", content=body, headers=self.ingest | {"Content-Type": media})

    def post_batch(self, bodies: Sequence[bytes]) -> Any:
        return self.post(b"[" + b",".join(bodies) + b"]", BATCH)

    def store(self, *rows: EventRow) -> None:
        answer = self.post_batch([envelope(row) for row in rows])
        assert [item["status"] for item in answer.json()["items"]] == ["created"] * len(rows)

    def page(self, **asked: Any) -> Any:
        answer = self.client.get("/v1/events", params=asked, headers=self.reader)
        assert answer.status_code == 200, answer.text
        return answer.json()

    def source(self, source: str = FIRST.source) -> Any:
        return self.client.get(f"/v1/sources{source}", headers=self.reader)


def ids(page: Any) -> list[str]:
    """Identifiers of the events of a page, without the service's own."""
    events = [item["event"] for item in page["items"]]
    return [event["id"] for event in events if event["source"] != "/services/audit"]


def altered(row: EventRow, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The envelope of `row`, with its JSON changed."""
    event = json.loads(envelope(row))
    change(event)
    return json.dumps(event).encode()
