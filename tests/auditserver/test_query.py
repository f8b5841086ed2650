"""Reading the log: filters, pages that stay put, and the event of having read."""

from __future__ import annotations

from dataclasses import replace

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Dialect
from sqlalchemy.dialects import postgresql
from sqlalchemy.exc import TimeoutError as PoolTimeoutError
from sqlalchemy.schema import CreateTable

from care_console.auditserver import tables
from care_console.auditserver.log import Log
from care_console.auditserver.reading import read
from care_console.auditserver.tables import Query
from care_console.domain.events import Verb, envelope
from tests.auditserver.support import FIRST, MOMENT, Api, ids, numbered


def fill(api: Api, count: int = 10) -> None:
    """Events 1 to `count`: odd ones of customer c-1, even ones of c-2; every third an amendment by another agent."""
    for n in range(1, count + 1):
        change = {"verb": Verb.AMENDED, "agent": "a2"} if n % 3 == 0 else {}
        api.store(numbered(n, customer=f"c-{2 - n % 2}", **change))


def test_newest_first_and_oldest_first(api: Api) -> None:
    fill(api, 4)
    assert ids(api.page()) == ["event-4", "event-3", "event-2", "event-1"]
    assert ids(api.page(order="oldest")) == ["event-1", "event-2", "event-3", "event-4"]


@pytest.mark.parametrize(
    ("asked", "numbers"),
    [
        ({"customer": "c-1"}, [9, 7, 5, 3, 1]),
        ({"actor": "a2"}, [9, 6, 3]),
        ({"activity": "amended", "customer": "c-2"}, [6]),
        ({"from": numbered(8).time.isoformat()}, [10, 9, 8]),
        ({"to": numbered(3).time.isoformat()}, [2, 1]),
        ({"customer": "nobody"}, []),
    ],
)
def test_filters(api: Api, asked: dict[str, str], numbers: list[int]) -> None:
    fill(api)
    assert ids(api.page(**asked)) == [f"event-{n}" for n in numbers]


@pytest.mark.parametrize("order", ["newest", "oldest"])
def test_pages_do_not_move_when_events_arrive(api: Api, order: str) -> None:
    fill(api, 7)
    seen: list[str] = []
    page = api.page(limit=3, order=order)
    size = page["size"]
    while True:
        seen += ids(page)
        if page["next"] is None:
            break
        api.store(numbered(100 + len(seen)))
        page = api.page(limit=3, order=order, cursor=page["next"])
        assert page["size"] == size
    expected = [f"event-{n}" for n in range(1, 8)]
    assert seen == (expected if order == "oldest" else expected[::-1])


def test_a_page_ends_before_it_grows_too_large(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(api, 3)
    monkeypatch.setattr(tables, "MAX_PAGE_BYTES", len(envelope(numbered(1))) + 10)
    first = api.page(order="oldest")
    assert ids(first) == ["event-1"]
    assert ids(api.page(order="oldest", cursor=first["next"])) == ["event-2"]


def test_every_reading_is_an_event(api: Api) -> None:
    fill(api, 2)
    api.page(customer="c-1")
    api.page(activity="searched", actor="a9")
    viewed = [item["event"] for item in api.page(activity="audit_viewed")["items"]]
    assert [event["sequence"] for event in viewed] == ["0000000000000000002", "0000000000000000001"]
    later, first = (event["data"] for event in viewed)
    assert first["web_resources"][0]["uid"] == "c-1"
    assert first["unmapped"]["detail"] == {"count": "1"}
    assert later["unmapped"]["detail"] == {"activity": "searched", "actor": "a9", "count": "0"}
    assert first["actor"]["user"] == {"groups": [{"name": "reader"}], "uid": "leads"}
    assert api.source("/services/audit").json()["contiguous"] == 3


def test_the_event_of_reading_fits_the_overlay(api: Api) -> None:
    api.page(customer="c-1")
    found = api.log.read(Query(), "/services/audit", lambda n, _: replace(FIRST, sequence=n, source="/services/audit"))
    assert read(found.events[0][2]).kind == "care_console.audit_viewed"


@pytest.mark.parametrize(
    "asked",
    [
        {"limit": "0"},
        {"limit": "1001"},
        {"limit": "many"},
        {"cursor": "x"},
        {"cursor": "9" * 30 + ".1"},
        {"from": "yesterday"},
        {"from": "2026-01-01T00:00:00"},
        {"order": "random"},
        {"unknown": "1"},
        {"actor": "x" * 201},
        {"actor": "\x00"},
        {"activity": "A'; drop table event"},
    ],
)
def test_a_query_without_meaning_is_refused_and_reads_nothing(api: Api, asked: dict[str, str]) -> None:
    answer = api.client.get("/v1/events", params=asked, headers=api.reader)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert api.log.size() == 0


def test_a_parameter_given_twice_is_refused(api: Api) -> None:
    assert api.client.get("/v1/events?actor=a&actor=b", headers=api.reader).status_code == 400


@pytest.mark.parametrize(
    ("method", "path", "who", "status"),
    [
        ("GET", "/v1/events", None, 401),
        ("POST", "/v1/events", None, 401),
        ("GET", "/v1/events", "ingest", 403),
        ("POST", "/v1/events", "reader", 403),
        ("GET", "/v1/sources/stores/s2/agents/a1", "ingest", 403),
        ("GET", "/v1/sources/stores/s1/agents/a1", "ingest", 404),
        ("DELETE", "/v1/events", "reader", 405),
        ("PUT", "/v1/events", "ingest", 405),
        ("GET", "/nothing", "reader", 404),
        ("GET", "/healthz", None, 200),
        ("GET", "/openapi.json", None, 200),
    ],
)
def test_who_may_do_what(api: Api, method: str, path: str, who: str | None, status: int) -> None:
    headers = {"ingest": api.ingest, "reader": api.reader}[who] if who else {}
    answer = api.client.request(method, path, headers=headers)
    assert answer.status_code == status
    if status >= 400:
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.json()["status"] == status
    assert (status == 401) == ("www-authenticate" in answer.headers)


def test_a_wrong_secret_is_unknown(api: Api) -> None:
    for wrong in ("Bearer x", "Basic " + api.reader["Authorization"][7:], "Bearer"):
        assert api.client.get("/v1/events", headers={"Authorization": wrong}).status_code == 401


def test_a_batch_with_a_foreign_source_stores_nothing(api: Api) -> None:
    foreign = replace(FIRST, source="/stores/s1x/agents/a1")
    assert api.post_batch([envelope(FIRST), envelope(foreign)]).status_code == 403
    assert api.log.size() == 0


def test_no_free_connection_is_told_as_busy(api: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def none_free(_: object) -> None:
        raise PoolTimeoutError

    monkeypatch.setattr(type(api.log._engines), "reading", none_free)
    answer = api.client.get("/healthz")
    assert answer.status_code == 503
    assert answer.headers["retry-after"] == "1"


def test_the_service_describes_itself(api: Api) -> None:
    document = api.client.get("/openapi.json").json()
    assert set(document["paths"]) == {"/v1/events", "/v1/sources/{source}", "/healthz", "/openapi.json"}
    for schema in document["components"]["schemas"].values():
        jsonschema.Draft202012Validator.check_schema(schema)
    page = {"$ref": "#/components/schemas/Page", "components": document["components"]}
    fill(api, 2)
    validator = jsonschema.Draft202012Validator(page)
    validator.validate(api.page())
    assert not validator.is_valid({"size": "many", "items": []})
    event = jsonschema.Draft202012Validator({**page, "$ref": "#/components/schemas/Event"})
    event.validate(api.page(activity="opened")["items"][0]["event"])


def test_the_tables_are_made_for_postgresql_too() -> None:
    dialect: Dialect = postgresql.dialect()  # type: ignore[no-untyped-call]
    made = [str(CreateTable(table).compile(dialect=dialect)) for table in tables.metadata.sorted_tables]
    assert any("body BYTEA NOT NULL" in statement for statement in made)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(batches=st.lists(st.lists(st.integers(1, 12), min_size=1, max_size=8), max_size=5))
def test_any_order_of_arrival_agrees_with_a_model(log: Log, batches: list[list[int]]) -> None:
    source = f"/stores/s1/agents/{log.size()}"
    held: set[int] = set()
    size = log.size()
    for batch in batches:
        verdicts = log.append([read(envelope(numbered(n, source=source))) for n in batch])
        for n, verdict in zip(batch, verdicts, strict=True):
            assert verdict.status == ("duplicate" if n in held else "created")
            held.add(n)
    assert log.size() == size + len(held)
    state = log.source(source)
    if state is None:
        assert not held
        return
    missing = sorted(set(range(1, max(held) + 1)) - held)
    assert state.highest == max(held)
    assert state.contiguous == (missing[0] - 1 if missing else max(held))
    assert [n for gap in state.gaps for n in range(gap.first, gap.last + 1)] == missing
    assert state.last_event is not None
    assert state.last_event >= MOMENT
