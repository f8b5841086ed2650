"""The envelope of an audit event: deterministic, bounded, valid CloudEvents 1.0 and OCSF 1.8, and free of values."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

import jsonschema
import pytest
from cloudevents.core.bindings.http import HTTPMessage, from_http_event
from hypothesis import given
from hypothesis import strategies as st
from ocsf_json_schema import OcsfJsonSchemaEmbedded, get_ocsf_schema

from care_console.domain.errors import BugError
from care_console.domain.events import (
    ACTIVITIES,
    AUTHENTICATION,
    MAX_ENVELOPE_BYTES,
    OCSF_VERSION,
    PROFILES,
    EventRow,
    Outcome,
    Verb,
    envelope,
    tombstone,
)

EPOCH = datetime.fromtimestamp(0, UTC).replace(tzinfo=None)
MOMENT = datetime(2026, 3, 4, 5, 6, 7, 89, tzinfo=UTC)
ROW = EventRow(
    source="/stores/s1/agents/a1",
    sequence=7,
    id="0f" * 16,
    time=MOMENT,
    verb=Verb.AMENDED,
    outcome=Outcome.DONE,
    agent="a1",
    role="agent",
    host="desk-4",
    request="r-9",
    purpose="address_change",
    grant="g-3",
    customer="c-77",
    fields=("email.address", "phone.number"),
    detail={"count": "2"},
)

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
rows = st.builds(
    EventRow,
    source=texts,
    sequence=st.integers(1, 2**63 - 1),
    id=texts,
    time=st.datetimes(EPOCH, timezones=st.just(UTC)),
    verb=st.sampled_from(Verb),
    outcome=st.sampled_from(Outcome),
    agent=texts,
    role=texts,
    host=texts,
    request=texts,
    purpose=texts,
    grant=texts,
    customer=texts,
    fields=st.lists(texts, max_size=6).map(tuple),
    detail=st.dictionaries(texts, texts, max_size=4),
    recorded=st.none() | st.datetimes(EPOCH, timezones=st.just(UTC)),
)


@cache
def ocsf(name: str) -> Any:
    """Validator of the published schema of one class with our profiles, from the copy in ocsf-json-schema (offline)."""
    schema = OcsfJsonSchemaEmbedded(get_ocsf_schema(OCSF_VERSION)).get_class_schema(name, profiles=list(PROFILES))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def test_every_verb_stands_in_the_table() -> None:
    assert set(ACTIVITIES) == set(Verb)


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("outcome", Outcome)
def test_data_is_valid_ocsf(verb: Verb, outcome: Outcome) -> None:
    data = json.loads(envelope(replace(ROW, verb=verb, outcome=outcome)))["data"]
    ocsf(ACTIVITIES[verb].ocsf.slug).validate(data)


def test_the_ocsf_schema_refuses_what_is_wrong() -> None:
    data = json.loads(envelope(ROW))["data"] | {"activity_id": 42}
    with pytest.raises(jsonschema.ValidationError):
        ocsf("web_resources_activity").validate(data)


@given(rows)
def test_any_row_gives_valid_bounded_deterministic_json(row: EventRow) -> None:
    body = envelope(row)
    assert body == envelope(replace(row, detail=dict(reversed(row.detail.items()))))
    assert len(body) <= MAX_ENVELOPE_BYTES
    event = json.loads(body)
    again = json.dumps(event, sort_keys=True, ensure_ascii=False, separators=(",", ":")).encode()
    assert again == body
    ocsf(ACTIVITIES[row.verb].ocsf.slug).validate(event["data"])


@given(rows)
def test_the_envelope_says_what_the_row_says(row: EventRow) -> None:
    event = json.loads(envelope(row))
    data = event["data"]
    assert (event["source"], event["id"], int(event["sequence"])) == (row.source, row.id, row.sequence)
    assert datetime.fromisoformat(event["time"]) == row.time
    assert datetime.fromisoformat(event["recordedtime"]) == (row.recorded or row.time)
    assert event["type"] == f"care_console.{row.verb}"
    assert event["authid"] == data["actor"]["user"]["uid"] == row.agent
    assert data["time"] == (row.time - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)
    assert data["status_code"] == row.outcome
    assert data["device"]["hostname"] == row.host
    unmapped = {"request": row.request, "purpose": row.purpose, "grant": row.grant, "detail": row.detail}
    assert data["unmapped"] == unmapped
    if ACTIVITIES[row.verb].ocsf is not AUTHENTICATION:
        assert data["web_resources"][0]["labels"] == list(row.fields)
        assert data["web_resources"][0].get("uid", "") == row.customer


def test_is_a_cloudevent() -> None:
    message = HTTPMessage(headers={"content-type": "application/cloudevents+json"}, body=envelope(ROW))
    event = from_http_event(message)
    assert event.get_id() == ROW.id
    assert event.get_source() == ROW.source
    assert event.get_time() == ROW.time
    assert event.get_extension("sequence") == "0000000000000000007"
    assert event.get_extension("authid") == "a1"
    data = event.get_data()
    assert isinstance(data, dict)
    assert data["metadata"]["event_code"] == "amended"


def test_sequence_as_text_sorts_as_its_number() -> None:
    written = [json.loads(envelope(replace(ROW, sequence=n)))["sequence"] for n in (1, 9, 10, 2**63 - 1)]
    assert written == sorted(written)


def test_a_moment_in_another_zone_is_the_same_event() -> None:
    elsewhere = MOMENT.astimezone(timezone(timedelta(hours=9)))
    assert envelope(replace(ROW, time=elsewhere)) == envelope(ROW)


@pytest.mark.parametrize(
    "broken",
    [
        replace(ROW, time=MOMENT.replace(tzinfo=None)),
        replace(ROW, host="\ud800"),
        replace(ROW, fields=tuple(f"field.{n}" for n in range(9_000))),
    ],
    ids=["naive", "surrogate", "oversized"],
)
def test_what_cannot_be_rendered_is_a_bug_and_tells_no_text(broken: EventRow) -> None:
    with pytest.raises(BugError) as caught:
        envelope(broken)
    assert caught.value.__cause__ is None
    assert "desk" not in str(caught.value)


def test_tombstone_keeps_the_hash_and_nothing_of_the_content() -> None:
    body = tombstone(ROW, b"c-77 was here", "rejected")
    assert body == tombstone(ROW, b"c-77 was here", "rejected")
    assert b"c-77" not in body
    event = json.loads(body)
    assert int(event["sequence"]) == ROW.sequence
    assert event["data"]["size"] == 13
    assert event["id"] == "tombstone-" + event["data"]["sha256"]
