"""Accepting events: once each, exact bytes, in order, and nothing hostile."""

from __future__ import annotations

import hashlib
import json
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_console.auditserver.app import BATCH
from care_console.auditserver.ingest import ingest
from care_console.auditserver.log import Log
from care_console.auditserver.tables import Query
from care_console.domain.events import Outcome, Verb, envelope, tombstone
from tests.auditserver.support import FIRST, Api, altered, numbered


def test_one_event_is_created_then_a_duplicate(api: Api) -> None:
    body = envelope(FIRST)
    first, second = api.post(body), api.post(body)
    assert (first.status_code, second.status_code) == (201, 200)
    expected = {"id": FIRST.id, "index": 0, "sha256": hashlib.sha256(body).hexdigest(), "reason": ""}
    assert first.json() == expected | {"status": "created"}
    assert second.json() == expected | {"status": "duplicate"}
    assert api.log.size() == 1


def test_the_same_identifier_with_other_bytes_is_a_conflict(api: Api) -> None:
    api.store(FIRST)
    answer = api.post(envelope(replace(FIRST, host="other")))
    assert answer.status_code == 409
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.json()["status"] == 409
    assert api.log.size() == 1


def test_a_sequence_is_taken_once(api: Api) -> None:
    api.store(FIRST)
    assert api.post(envelope(replace(FIRST, id="another"))).status_code == 409


def test_batch_answers_for_each_event_and_keeps_the_good_ones(api: Api) -> None:
    api.store(FIRST)
    bodies = [
        envelope(FIRST),
        envelope(numbered(2)),
        b'{"id":"broken"}',
        envelope(numbered(3)),
        envelope(replace(FIRST, host="x")),
        envelope(numbered(3)),
    ]
    items = api.post_batch(bodies).json()["items"]
    statuses = ["duplicate", "created", "rejected", "created", "conflict", "duplicate"]
    assert [item["status"] for item in items] == statuses
    assert [item["sha256"] for item in items] == [hashlib.sha256(body).hexdigest() for body in bodies]
    assert items[2]["id"] == "broken"
    assert [item["index"] for item in items] == [0, 1, None, 2, 0, 2]


def test_the_exact_bytes_are_kept_in_the_order_received(api: Api) -> None:
    spaced = json.dumps(json.loads(envelope(numbered(2))), indent=1).encode()
    bodies = [envelope(numbered(3)), spaced, envelope(numbered(1))]
    body = b" [\n" + b" ,\t".join(bodies) + b"] "
    assert api.post(body, BATCH).status_code == 200
    found = api.log.read(Query(newest_first=False), "/services/audit", lambda n, _: replace(FIRST, sequence=n))
    assert [kept for _, _, kept in found.events] == bodies
    assert [index for index, _, _ in found.events] == [0, 1, 2]


@pytest.mark.parametrize("verb", Verb)
@pytest.mark.parametrize("outcome", Outcome)
def test_every_verb_fits_the_overlay(api: Api, verb: Verb, outcome: Outcome) -> None:
    assert api.post(envelope(replace(FIRST, verb=verb, outcome=outcome))).status_code == 201


@pytest.mark.parametrize("fact", ["123456789012" + "a" * 52, "reveal view", "", "NET-A-PORTER", "12345678901"])
def test_small_facts_are_no_values(api: Api, fact: str) -> None:
    assert api.post(envelope(replace(FIRST, detail={"file_sha256": fact}))).status_code == 201


HOSTILE_EVENTS: dict[str, bytes] = {
    "empty": b"",
    "null": b"null",
    "array": b"[]",
    "text": b'"x"',
    "not json": b"{",
    "trailing": envelope(FIRST) + b"x",
    "not utf-8": envelope(FIRST).replace(b"desk-4", b"desk-\xff"),
    "byte order mark": b"\xef\xbb\xbf" + envelope(FIRST),
    "utf-16": envelope(FIRST).decode().encode("utf-16"),
    "lone surrogate": envelope(FIRST).replace(b"desk-4", b"\\ud800"),
    "nul": envelope(FIRST).replace(b"desk-4", b"\\u0000"),
    "nan": envelope(FIRST).replace(b'"severity_id":1', b'"severity_id":NaN'),
    "infinity": envelope(FIRST).replace(b'"severity_id":1', b'"severity_id":1e999'),
    "huge number": envelope(FIRST).replace(b'"severity_id":1', b'"severity_id":1' + b"0" * 5_000),
    "duplicate key": envelope(FIRST).replace(b'"specversion"', b'"source":"/stores/s2/a","specversion"'),
    "duplicate key inside": envelope(FIRST).replace(b'"type_id":0', b'"type_id":0,"type_id":0'),
    "deep": b'{"data":' + b"[" * 30_000 + b"]" * 30_000 + b"}",
    "too large": envelope(FIRST).replace(b"desk-4", b"x" * 70_000),
    "long identifier": altered(FIRST, lambda e: e.update(id="x" * 201)),
    "empty identifier": altered(FIRST, lambda e: e.update(id="")),
    "number for text": altered(FIRST, lambda e: e.update(source=7)),
    "naive time": altered(FIRST, lambda e: e.update(time="2026-03-04T05:06:07")),
    "sequence zero": envelope(replace(FIRST, sequence=0)),
    "sequence too large": envelope(replace(FIRST, sequence=2**63)),
    "unknown member": altered(FIRST, lambda e: e.update(email="a@b.c")),
    "a value beside the names": altered(FIRST, lambda e: e["data"]["web_resources"][0].update(data="SW1A 1AA")),
    "an e-mail address for a detail": envelope(replace(FIRST, detail={"to": "kim@example.com"})),
    "a card number for a detail": envelope(replace(FIRST, detail={"card": "4111 1111 1111 1111"})),
    "a value for a field name": envelope(replace(FIRST, fields=("Kim Doe",))),
    "other class": altered(FIRST, lambda e: e["data"].update(class_uid=4002)),
    "no actor": altered(FIRST, lambda e: e["data"].pop("actor")),
    "no device": altered(FIRST, lambda e: e["data"].pop("device")),
    "no outcome": altered(FIRST, lambda e: e["data"].pop("status_code")),
    "no purpose": altered(FIRST, lambda e: e["data"]["unmapped"].pop("purpose")),
    "two agents": altered(FIRST, lambda e: e.update(authid="somebody else")),
    "two sequences": altered(FIRST, lambda e: e["data"]["metadata"].update(sequence=9)),
    "two times": altered(FIRST, lambda e: e["data"].update(time_dt="2020-01-01T00:00:00Z")),
    "two outcomes": altered(FIRST, lambda e: e["data"].update(status_id=2)),
    "tombstone of a negative size": tombstone(FIRST, b"x", "rejected").replace(b'"size":1', b'"size":-1'),
    "tombstone with another hash": tombstone(FIRST, b"x", "rejected").replace(b'"sha256":"2', b'"sha256":"3'),
}


@pytest.mark.parametrize("body", HOSTILE_EVENTS.values(), ids=HOSTILE_EVENTS.keys())
def test_a_hostile_event_is_rejected_and_nothing_of_it_repeated(api: Api, body: bytes) -> None:
    answer = api.post(body)
    assert answer.status_code == 422, answer.text
    problem = answer.json()
    assert problem["title"]
    assert "4111" not in answer.text
    assert "kim" not in answer.text.lower()
    assert api.log.size() == 0


HOSTILE_BATCHES: dict[str, bytes] = {
    "empty": b"",
    "no array": envelope(FIRST),
    "no events": b"[]",
    "too many": b"[" + b",".join([b"1"] * 1_001) + b"]",
    "not utf-8": b'["\xff"]',
    "cut": b"[" + envelope(FIRST),
    "deep": b"[" * 200_000 + b"]" * 200_000,
    "trailing": b"[1]1",
}


@pytest.mark.parametrize("body", HOSTILE_BATCHES.values(), ids=HOSTILE_BATCHES.keys())
def test_a_hostile_batch_is_refused_whole(api: Api, body: bytes) -> None:
    assert api.post(body, BATCH).status_code == 400
    assert api.log.size() == 0


def test_a_body_over_the_limit_is_refused(api: Api) -> None:
    assert api.post(b" " * 1_048_577, BATCH).status_code == 413


def test_a_body_over_the_limit_is_refused_without_a_declared_length(api: Api) -> None:
    chunks = iter([b" " * 65_536] * 17)
    headers = api.ingest | {"Content-Type": BATCH}
    assert api.client.post("/v1/events", content=chunks, headers=headers).status_code == 413


def test_another_media_type_is_refused(api: Api) -> None:
    assert api.post(envelope(FIRST), "application/json").status_code == 415


def test_a_tombstone_fills_the_place_of_what_was_rejected(api: Api) -> None:
    api.store(numbered(1), numbered(3))
    assert api.source().json()["gaps"] == [{"first": 2, "last": 2}]
    body = tombstone(numbered(2), b"what was rejected", "rejected")
    assert [api.post(body).status_code for _ in range(2)] == [201, 200]
    state = api.source().json()
    assert (state["contiguous"], state["highest"], state["gaps"]) == (3, 3, [])
    assert api.post(envelope(numbered(2))).status_code == 409


def test_gaps_are_told_until_they_are_filled(api: Api) -> None:
    assert api.source().status_code == 404
    api.store(*(numbered(n) for n in (3, 4, 9, 20)))
    state = api.source().json()
    assert (state["contiguous"], state["highest"]) == (0, 20)
    expected = [{"first": 1, "last": 2}, {"first": 5, "last": 8}, {"first": 10, "last": 19}]
    assert state["gaps"] == expected
    assert state["last_event"] == "2026-03-04T05:06:27.000089Z"
    api.store(numbered(2), numbered(1))
    assert api.source().json()["contiguous"] == 4


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


def places(node: Any, here: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON document."""
    inner = node.items() if isinstance(node, dict) else enumerate(node) if isinstance(node, list) else ()
    return [here] * bool(here) + [place for key, value in inner for place in places(value, (*here, key))]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.sampled_from(places(json.loads(envelope(FIRST)))), value=json_values)
def test_whatever_stands_anywhere_is_accepted_or_rejected(log: Log, place: tuple[Any, ...], value: Any) -> None:
    event = json.loads(envelope(FIRST))
    node = event
    for key in place[:-1]:
        node = node[key]
    node[place[-1]] = value
    (item,) = ingest(log, [json.dumps(event).encode("utf-8", "surrogatepass")], lambda _: True)
    assert item.status in {"created", "duplicate", "conflict", "rejected"}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(body=st.binary(max_size=300) | json_values.map(lambda value: json.dumps(value).encode()))
def test_arbitrary_bytes_are_rejected(log: Log, body: bytes) -> None:
    (item,) = ingest(log, [body], lambda _: True)
    assert item.status == "rejected"
