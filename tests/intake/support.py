"""Stores, files and imports for the tests of this folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import text

from care_console import resources
from care_console.domain.intake import Kind
from care_console.domain.policies import PolicyBook
from care_console.services.intake.mapping import OwnNames, Preparation
from care_console.services.intake.run import Report, run_import
from care_console.storage.intake import SqliteIntake
from care_console.storage.store import SqliteStore, create_store

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


class FixedClock:
    """Always the same time."""

    def now(self) -> datetime:
        return NOW


def policy_book() -> PolicyBook:
    return PolicyBook.load(resources.path("policies"))


def new_store(path: Path) -> SqliteStore:
    return create_store(path, b"k" * 32, FixedClock(), "host")


def person(number: int, **more: Any) -> dict[str, Any]:
    """A customer in the product's own form."""
    return {
        "numbers": [{"brand": "the-outnet", "number": f"9{number:06}"}],
        "given_names": f"Given{number}",
        "surname": "Hargreaves",
        "emails": [f"person{number}@example.com"],
        "phones": [{"number": f"01632 960{number % 1000:03}"}],
        "addresses": [{"line1": f"{number} Mill Lane", "town": "Leeds", "postcode": "LS6 2PQ", "country": "GB"}],
        **more,
    }


def an_order(number: int, customer: int, **more: Any) -> dict[str, Any]:
    return {
        "brand": "the-outnet",
        "number": f"W{number}",
        "customer_number": f"9{customer:06}",
        "placed_at": "2026-02-01T10:00:00Z",
        "status": "pending",
        "total_minor": 1250,
        "currency": "GBP",
        "address": {"line1": "4 High Street", "town": "York", "postcode": "YO24 1AB", "country": "GB"},
        "items": [{"name": "Scarf", "price_minor": 1250}],
        **more,
    }


def a_chat(number: int, customer: int, **more: Any) -> dict[str, Any]:
    return {
        "provider": "chat",
        "reference": str(number),
        "brand": "the-outnet",
        "customer_number": f"9{customer:06}",
        "messages": [
            {"at": "2026-02-01T10:00:00Z", "speaker": "customer", "text": "Hello"},
            {"at": "2026-02-01T10:01:00Z", "speaker": "advisor", "text": "Good morning"},
        ],
        **more,
    }


def write_lines(path: Path, records: Iterable[Any]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


def load(store: SqliteStore, kind: Kind, path: Path, mapping: Preparation | None = None, **more: Any) -> Report:
    made = run_import(
        SqliteIntake(store, FixedClock()), kind, path, mapping or OwnNames(), book=policy_book(), now=NOW, **more
    )
    assert isinstance(made, Report)
    return made


def rows(store: SqliteStore, query: str) -> list[Any]:
    with store.engines.reading() as connection:
        return [tuple(row) for row in connection.execute(text(query)).all()]


_CONTENT = {
    "customer": "controller, title, given_names, surname, birth_date, language, since, version",
    "customer_number": "customer_id, brand, number, number_key, version",
    "email": "customer_id, address, address_key, version",
    "phone": "customer_id, number, kind, version",
    "address": "customer_id, kind, line1, town, postcode, premise_key, version",
    '"order"': "customer_id, brand, number, status, total_minor, placed_at, version",
    "order_item": "order_id, position, name, options, price_minor, version",
    "card": "customer_id, scheme, last_four, expires, token, version",
    "consent": "customer_id, brand, subject, chosen, at, policy",
    "preference": "customer_id, brand, subject, chosen, since, policy, version",
    "transcript": "customer_id, provider, reference, topic, messages, version",
    "transcript_message": "transcript_id, position, at, speaker, text",
    "lookup_key": "k, id",
}


def content(store: SqliteStore) -> dict[str, list[Any]]:
    """All that an import writes, but for what is random by nature."""
    return {
        table: sorted(rows(store, f"SELECT {columns} FROM {table}"), key=str) for table, columns in _CONTENT.items()
    }
