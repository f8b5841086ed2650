"""Compares the look-up index with what the customers say, and names what differs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, text

from care_console.lookup.keys import name_keys, variants_of, whole_keys
from care_console.storage.lookup_index import (
    OTHERWISE_SHOWN,
    card_of,
    count_cards,
    filed_card,
    read_records,
)

_CHECKED = 5_000
_MISSING = text(
    "SELECT DISTINCT j.value->>2 FROM json_each(:keys) j WHERE NOT EXISTS (SELECT 1 FROM lookup_key l"
    " WHERE l.controller_id = j.value->>0 AND l.k = j.value->>1 AND l.id = j.value->>2)"
)


class Differences(NamedTuple):
    """Customers by id, words and variants as they are; each sorted."""

    customers: list[int]
    """Whose card or keys are not what the base tables give, or who are not there."""
    words: list[str]
    """Terms that are missing, are borne by nobody, or are of another kind."""
    counts: list[str]
    """Terms that are borne by another number of customers; amendments leave those to the next count."""
    variants: list[str]
    """Variants that are missing or that lead to no term, each with its term."""

    @property
    def harmful(self) -> bool:
        """Whether somebody cannot be found, or is found under what is not theirs."""
        return bool(self.customers or self.words or self.variants)


def differences(connection: Connection) -> Differences:
    """Everything in which the index differs from the customers."""
    words, counts = _words(connection)
    return Differences(list(misfiled(connection)), words, counts, list(_variants(connection)))


def _words(connection: Connection) -> tuple[list[str], list[str]]:
    counted = count_cards(connection)
    held = {
        (number, term): (kind, df)
        for number, term, kind, df in connection.exec_driver_sql(
            "SELECT controller_id, term, kind, df FROM lookup_term"
        )
    }
    # A word of an earlier name keeps its kinds, and its place, until the next count.
    words = {
        term for key in counted.kinds if (term := key[1]) and (key not in held or counted.kinds[key] & ~held[key][0])
    }
    counts = {
        term
        for key in counted.kinds.keys() | held.keys()
        if (term := key[1]) not in words and counted.borne[key] != held.get(key, (0, 0))[1]
    }
    return sorted(words), sorted(counts)


def _variants(connection: Connection) -> Iterator[str]:
    """In the order of the terms: what is filed for each, against what it gives."""
    terms = connection.exec_driver_sql("SELECT DISTINCT term FROM lookup_term ORDER BY term")
    while batch := [term for (term,) in islice(terms, _CHECKED)]:
        held: dict[str, set[str]] = {term: set() for term in batch}
        rows = connection.exec_driver_sql(
            "SELECT v.term, v.v FROM json_each(?) j CROSS JOIN lookup_variant v ON v.term = j.value",
            (json.dumps(batch),),
        )
        for term, variant in rows:
            held[term].add(variant)
        for term in batch:
            yield from (f"{variant} of {term}" for variant in sorted(held[term] ^ variants_of(term)))
    strangers = "SELECT v, term FROM lookup_variant WHERE term NOT IN (SELECT term FROM lookup_term) ORDER BY term, v"
    yield from (f"{variant} of {term}" for variant, term in connection.exec_driver_sql(strangers))


def misfiled(connection: Connection) -> Iterator[int]:
    """The ids of customers whose card or keys are not what the base tables give, each once; and of strangers' keys."""
    remaining = read_records(connection)
    numbered = connection.execute(text("SELECT controller, id FROM lookup_controller"))
    controllers: dict[str, int] = {row.controller: row.id for row in numbered}
    told: set[int] = set()
    expected = 0
    while batch := list(islice(remaining, _CHECKED)):
        keys = []
        for record in batch:
            number = controllers.get(record.controller, -1)
            if filed_card(connection, record.customer_id) != card_of(number, record):
                told.add(record.customer_id)
            own = name_keys(record) | whole_keys(record)
            expected += len(own)
            keys += [(number, key, record.customer_id) for key in own]
        told.update(connection.scalars(_MISSING, {"keys": json.dumps(keys, ensure_ascii=False)}))
    shown = f"SELECT id FROM lookup_card WHERE {OTHERWISE_SHOWN}"  # noqa: S608 - our own names
    told.update(connection.exec_driver_sql(shown).scalars())
    there = connection.exec_driver_sql("SELECT count(*) FROM lookup_key").scalar_one()
    if told or there != expected:
        told.update(_surplus(connection, controllers))
    yield from sorted(told)


def _surplus(connection: Connection, controllers: dict[str, int]) -> Iterator[int]:
    """The ids that stand behind keys or cards which nobody gives."""
    yield from connection.scalars(text("SELECT id FROM lookup_card WHERE id NOT IN (SELECT id FROM customer)"))
    held = iter(connection.exec_driver_sql("SELECT controller_id, k, id FROM lookup_key"))
    while batch := list(islice(held, _CHECKED)):
        given = {
            record.customer_id: (controllers.get(record.controller, -1), name_keys(record) | whole_keys(record))
            for record in read_records(connection, {row[2] for row in batch})
        }
        for number, key, customer_id in batch:
            own_number, own = given.get(customer_id, (-1, set()))
            if number != own_number or key not in own:
                yield customer_id
