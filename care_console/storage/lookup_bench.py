"""What look-up is measured on: a store full of made-up customers, and the LIKE that a plain program would ask."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Final

from sqlalchemy import Connection, insert, text

from care_console.domain import facts
from care_console.lookup.keys import Indexed
from care_console.storage import tables as t
from care_console.storage.engine import Engines, open_engines
from care_console.storage.lookup_build import rebuild
from care_console.storage.lookup_index import read_records, reindex
from care_console.storage.lookup_search import SqliteLookupIndex
from care_console.storage.schema import migrate

_BATCH: Final = 20_000
_SINCE: Final = datetime(2024, 1, 1, tzinfo=UTC)
_MOST: Final = 40


def fill(engines: Engines, people: Iterable[Indexed], *, brand: str = "bench") -> int:
    """Store customers of a brand in an empty store, and build its index; returns how many."""
    with engines.writing() as connection:
        # Pages of the tree of keys are met again and again while it grows.
        connection.exec_driver_sql("PRAGMA cache_size = -400000")
        remaining = iter(people)
        while batch := list(islice(remaining, _BATCH)):
            _put(connection, batch, brand)
    with engines.writing() as connection:
        count = rebuild(connection, read_records(connection))
    # Ends the connection with the large cache, and the log that is as large as the store.
    engines.writer.dispose()
    with engines.writer.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return count


def _put(connection: Connection, batch: list[Indexed], brand: str) -> None:
    connection.execute(
        insert(t.customer),
        [
            {
                "id": one.customer_id,
                "pseudonym": f"{one.customer_id:032x}",
                "controller": one.controller,
                "given_names": one.given_names,
                "surname": one.surname,
                "birth_date": one.birth_date,
            }
            for one in batch
        ],
    )
    parts = (
        (
            t.address,
            [
                _owned(one, kind="home", line1="1 High Street", town=town, postcode=postcode, country="GB")
                | {"premise_key": facts.premise_key(postcode, "1"), "since": _SINCE}
                for one in batch
                for town, postcode in zip(one.towns, one.postcodes, strict=True)
            ],
        ),
        (
            t.email,
            [
                _owned(one, address=address, address_key=facts.email_key(address), since=_SINCE)
                for one in batch
                for address in one.emails
            ],
        ),
        (
            t.phone,
            [
                _owned(one, number=number, number_key=number, kind="mobile", since=_SINCE)
                for one in batch
                for number in one.phones
            ],
        ),
        (
            t.customer_number,
            [
                _owned(one, brand=brand, number=number, number_key=facts.number_key(number))
                for one in batch
                for number in one.numbers
            ],
        ),
    )
    for table, rows in parts:
        if rows:
            connection.execute(insert(table), rows)


def _owned(one: Indexed, **values: object) -> dict[str, object]:
    return {"customer_id": one.customer_id, **values}


@contextmanager
def empty_store(path: Path, key: bytes | None) -> Iterator[Engines]:
    """A store without customers, encrypted with `key` (None: not at all), closed at the end."""
    engines = open_engines(path, key)
    try:
        with engines.writing() as connection:
            migrate(connection)
        yield engines
    finally:
        engines.dispose()


def people_of(engines: Engines, controller: str) -> list[Indexed]:
    """Customers of a controller who have all that is asked for: both names, a town with its postcode, a number."""
    with engines.reading() as connection:
        return [
            one
            for one in read_records(connection)
            if one.controller == controller
            and all((one.given_names.strip(), one.surname, one.towns, one.postcodes, one.numbers))
        ]


_AMENDED: Final[dict[str, tuple[str, Callable[[Indexed], str | None]]]] = {
    "surname": ("UPDATE customer SET surname = ? WHERE id = ?", lambda one: one.surname),
    "birth_date": (
        "UPDATE customer SET birth_date = ? WHERE id = ?",
        lambda one: one.birth_date.isoformat() if one.birth_date else None,
    ),
    "address": ("UPDATE address SET town = ? WHERE customer_id = ?", lambda one: one.towns[0]),
    "postcode": ("UPDATE address SET postcode = ? WHERE customer_id = ?", lambda one: one.postcodes[0]),
    "email": ("UPDATE email SET address = ? WHERE customer_id = ?", lambda one: f"new.{one.customer_id}@example.net"),
    "phone": ("UPDATE phone SET number = ? WHERE customer_id = ?", lambda one: f"+4479{one.customer_id:08d}"),
}


def measure_upkeep(engines: Engines, people: Sequence[Indexed], rounds: int) -> dict[str, dict[str, float]]:
    """What one amendment costs with the upkeep of the index, over the bare update; each made durable by itself.

    By kind of field: the medians in milliseconds, and their ratio. The two take turns, each with another customer's
    value. Changes the customers: for made-up ones only.
    """
    told: dict[str, dict[str, float]] = {}
    for field, (statement, value) in _AMENDED.items():
        times: dict[bool, list[float]] = {False: [], True: []}
        for place in range(2 * rounds):
            one, other = people[place % len(people)], people[(place + 1) % len(people)]
            kept = bool(place % 2)
            began = time.perf_counter()
            with engines.writing() as connection:
                connection.exec_driver_sql(statement, (value(other), one.customer_id))
                if kept:
                    reindex(connection, [one.customer_id])
            times[kept].append((time.perf_counter() - began) * 1000)
        bare, with_index = median(times[False]), median(times[True])
        told[field] = {
            "bare_ms": round(bare, 3),
            "with_index_ms": round(with_index, 3),
            "ratio": round(with_index / bare, 2),
        }
    return told


class LookupBed:
    """One store as it is asked: by the index, and by LIKE; each question in a transaction of its own, as in the app."""

    def __init__(self, engines: Engines, controller: str, agent: str = "bench") -> None:
        self._engines = engines
        self._controller = controller
        self._agent = agent

    @contextmanager
    def index(self) -> Iterator[SqliteLookupIndex]:
        """The index in a reading transaction."""
        with self._engines.reading() as connection:
            yield SqliteLookupIndex(connection, self._controller, self._agent)

    def like(self, words: Sequence[str]) -> int:
        """How many of the first forty customers hold every word somewhere, by LIKE over the joined tables."""
        conditions = " AND ".join(
            f"(c.given_names LIKE :w{place} OR c.surname LIKE :w{place} OR a.town LIKE :w{place}"
            f" OR a.postcode LIKE :w{place} OR e.address LIKE :w{place} OR p.number LIKE :w{place})"
            for place in range(len(words))
        )
        query = text(
            "SELECT DISTINCT c.id FROM customer c LEFT JOIN address a ON a.customer_id = c.id"  # noqa: S608 - our own names
            " LEFT JOIN email e ON e.customer_id = c.id LEFT JOIN phone p ON p.customer_id = c.id"
            f" WHERE c.controller = :controller AND {conditions} LIMIT {_MOST}"
        )
        parts = {f"w{place}": f"%{word}%" for place, word in enumerate(words)}
        with self._engines.reading() as connection:
            return len(connection.execute(query, {"controller": self._controller, **parts}).all())


def ids_of_numbers(engines: Engines, numbers: Iterable[str]) -> dict[str, int]:
    """The customers who bear these customer numbers; numbers that nobody bears are left out."""
    with engines.reading() as connection:
        rows = connection.execute(
            text(
                "SELECT n.number, n.customer_id FROM json_each(:numbers) j JOIN customer_number n ON n.number = j.value"
            ),
            {"numbers": json.dumps(sorted(set(numbers)))},
        )
        return {row.number: row.customer_id for row in rows}


def largest_controller(engines: Engines) -> str:
    """The controller of most customers; empty in an empty store."""
    most = text("SELECT controller FROM customer GROUP BY controller ORDER BY count(*) DESC, controller LIMIT 1")
    with engines.reading() as connection:
        return connection.scalars(most).first() or ""
