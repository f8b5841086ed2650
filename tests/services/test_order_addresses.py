"""Published changes of order addresses, applied as an agent would; every other record is compared whole (M5)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from care_console import resources
from care_console.domain.amendments import UNDO_WINDOW, FieldChange, Saved
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Channel, Fact, Purpose, Requester, Verification
from care_console.domain.roles import Role
from care_console.services.access import Access
from care_console.services.amend import Amend
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.demo import build_demo
from care_console.storage.intake import SqliteIntake
from care_console.storage.store import SqliteStore
from tests.services.conftest import notices
from tests.stores import START, Place

if TYPE_CHECKING:
    from care_console.domain.roles import Agent

TASKS = Path(__file__).parents[3] / "shared" / "data" / "tau-retail" / "tasks_train.json"
COLUMNS = {"address1": "line1", "address2": "line2", "city": "town", "state": "region", "zip": "postcode"}
WRITTEN_BY_THE_WAY = {
    "history", "order_message", "care_request", "access_grant", "verification", "outbox", "outgoing",
    "outgoing_recipient", "audit_source", "search",
}  # fmt: skip
"""What an amendment leaves behind beside the record itself."""

Content = dict[str, dict[object, dict[str, Any]]]


def content(store: SqliteStore) -> Content:
    """Every row of every table that holds customers' data, by table and key."""
    made: Content = {}
    with store.engines.reading() as connection:
        names = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'table'").scalars().all()
        for name in names:
            if name not in WRITTEN_BY_THE_WAY and not name.startswith(("sqlite_", "lookup_")):
                rows = connection.exec_driver_sql(f'SELECT rowid AS "_row", * FROM "{name}"').mappings()
                made[name] = {row["_row"]: dict(row) for row in rows}
    return made


def count(store: SqliteStore, sql: str) -> int:
    with store.engines.reading() as connection:
        return int(connection.exec_driver_sql(sql).scalar_one())


def differences(before: Content, after: Content) -> dict[tuple[str, object], dict[str, tuple[Any, Any]]]:
    """What changed, by table, row and column."""
    found: dict[tuple[str, object], dict[str, tuple[Any, Any]]] = {}
    for table, rows in after.items():
        assert rows.keys() == before[table].keys(), table
        for key, row in rows.items():
            old = before[table][key]
            if row != old:
                found[table, key] = {name: (old[name], row[name]) for name in row if row[name] != old[name]}
    return found


def test_published_changes_of_order_addresses_change_those_and_nothing_else(place: Place) -> None:
    if not TASKS.is_file():
        pytest.skip(f"the published tasks are not at {TASKS}")
    store = place.store
    assert isinstance(store, SqliteStore)
    book = PolicyBook.load(resources.path("policies"))
    build_demo(SqliteIntake(store, place.clock), book, now=START)
    who = place.seed.agent("Jo", Role.AGENT)
    access, amend = Access(store), Amend(store, place.clock, notices(place))
    actions = [
        action["kwargs"]
        for task in json.loads(TASKS.read_text(encoding="utf-8"))
        for action in task["actions"]
        if action["name"] == "modify_pending_order_address"
    ]
    assert len(actions) == 48
    now = content(store)
    for asked in actions:
        now = check_one(store, access, amend, who, asked, now)
        place.clock.move(minutes=20)


def check_one(
    store: SqliteStore, access: Access, amend: Amend, who: Agent, asked: dict[str, str], before: Content
) -> Content:
    with store.engines.reading() as connection:
        query = (
            "SELECT c.id, c.controller, n.number, o.number AS order_number, o.id AS order_id, o.status FROM customer c "
            "JOIN customer_number n ON n.customer_id = c.id JOIN 'order' o ON o.customer_id = c.id "
            "WHERE o.number = ? LIMIT 1"
        )
        found = connection.exec_driver_sql(query, (asked["order_id"],)).mappings().one()
    seen = serve(access, who, found)
    order = next(each for each in seen.orders if each.number == asked["order_id"])
    assert order.address is not None
    assert asked["country"] == "USA"
    wanted = {column: asked[name] for name, column in COLUMNS.items()} | {"country": "US"}
    changes = [
        FieldChange("address", column, order.address.row_id, order.address.version, value)
        for column, value in wanted.items()
    ]
    told = count(store, "SELECT count(*) FROM order_message")
    saved = amend.amend(who, seen.request.id, seen.customer_id, changes)
    assert isinstance(saved, Saved)

    after = content(store)
    changed = differences(before, after)
    old = before["address"][order.address.row_id]
    address = {column: (old[column], value) for column, value in wanted.items() if old[column] != value}
    if not address:
        assert changed == {}
        return after
    assert saved.held == ((asked["order_id"],) if found["status"] == "pending" else ())
    assert set(saved.fields) - {"order.status"} == {f"address.{column}" for column in address}
    expected = changed.pop(("address", order.address.row_id))
    assert {name: pair for name, pair in expected.items() if name not in ("version", "premise_key")} == address
    if found["status"] == "pending":
        held = changed.pop(("order", found["order_id"]))
        assert held == {"status": ("pending", "validation_hold"), "version": held["version"]}
    assert changed == {}
    assert count(store, "SELECT count(*) FROM order_message") == told + 1
    wait = UNDO_WINDOW.total_seconds() * 1_000_000
    assert count(store, f"SELECT count(*) FROM order_message WHERE not_before - queued_at <> {wait}") == 0
    return after


def serve(access: Access, who: Agent, found: Any) -> CustomerFile:
    """Her file under a request of hers, opened and verified by order and customer number."""
    brand = "la-redoute" if found["controller"] == "la-redoute" else "mr-porter"
    drafted = access.draft(who, found["controller"], brand, Channel.PHONE)
    assert isinstance(drafted, RequestInfo)
    opened = access.open(who, drafted.id, found["id"], Requester.CUSTOMER, Purpose.ORDER)
    assert isinstance(opened, CustomerFile), opened
    for fact, said in ((Fact.ORDER, found["order_number"]), (Fact.CUSTOMER_NUMBER, found["number"])):
        told = access.verify(who, drafted.id, found["id"], fact, said, "GB")
        assert isinstance(told, Verification), told
        assert told.matched, fact
    seen = access.read(who, drafted.id, found["id"])
    assert isinstance(seen, CustomerFile)
    return seen
