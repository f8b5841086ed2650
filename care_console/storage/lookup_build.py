"""Builds the whole look-up index anew, on all cores: what a batch of customers is filed under is worked out aside."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from typing import NamedTuple

from sqlalchemy import Connection, delete

from care_console.lookup.keys import Indexed, keys_of, terms_of
from care_console.storage.lookup_index import CardRow, Controllers, card_of, put_counts, put_rows, put_terms
from care_console.storage.lookup_tables import lookup_card, lookup_key, lookup_term, lookup_variant

_BATCH = 5_000
_WRITTEN = 20
"""Batches written at once: sorted together, their keys go into neighbouring pages."""
_WORTH_A_PROCESS = 20_000


class _Filed(NamedTuple):
    keys: list[tuple[int, str, int]]
    cards: list[CardRow]
    terms: Counter[tuple[int, str, int]]


def _file(batch: list[tuple[int, Indexed]]) -> _Filed:
    """What customers, each with the number of the controller, are filed under."""
    keys = [(number, key, record.customer_id) for number, record in batch for key in keys_of(record)]
    keys.sort()
    borne: Counter[tuple[int, str, int]] = Counter()
    for number, record in batch:
        borne.update((number, term, kind) for term, kind in terms_of(record).items())
    return _Filed(keys, [card_of(number, record) for number, record in batch], borne)


def rebuild(connection: Connection, records: Iterable[Indexed], *, cores: int | None = None) -> int:
    """Empty the index, file everybody, and count; returns how many. `cores`: at most so many processes (None: all)."""
    for table in (lookup_key, lookup_card, lookup_term, lookup_variant):
        connection.execute(delete(table))
    borne: Counter[tuple[int, str]] = Counter()
    customers: Counter[int] = Counter()
    known: set[tuple[int, str, int]] = set()
    filed = _filed(Controllers(connection), iter(records), cores or os.cpu_count() or 1)
    while batches := list(islice(filed, _WRITTEN)):
        cards = [card for batch in batches for card in batch.cards]
        customers.update(card[1] for card in cards)
        put_rows(connection, sorted(key for batch in batches for key in batch.keys), cards)
        for batch in batches:
            for (number, term, _), bearers in batch.terms.items():
                borne[number, term] += bearers
        terms = {entry for batch in batches for entry in batch.terms} - known
        known |= terms
        put_terms(connection, sorted(terms))
    put_counts(connection, borne, customers)
    return customers.total()


def _filed(controllers: Controllers, records: Iterator[Indexed], cores: int) -> Iterator[_Filed]:
    """Batches as they are worked out, in their order; few enough at a time to bound the memory."""
    first = list(islice(records, _WORTH_A_PROCESS))
    batches = _batches(controllers, first, records)
    if cores < 2 or len(first) < _WORTH_A_PROCESS:
        yield from map(_file, batches)
        return
    # A fresh process on every system: a copy of one with threads and open stores may hang.
    with ProcessPoolExecutor(cores, mp_context=multiprocessing.get_context("spawn")) as pool:
        waiting: deque[Future[_Filed]] = deque(pool.submit(_file, batch) for batch in islice(batches, 2 * cores))
        while waiting:
            done = waiting.popleft().result()
            waiting.extend(pool.submit(_file, batch) for batch in islice(batches, 1))
            yield done


def _batches(
    controllers: Controllers, first: list[Indexed], rest: Iterator[Indexed]
) -> Iterator[list[tuple[int, Indexed]]]:
    for place in range(0, len(first), _BATCH):
        yield [(controllers.number(record.controller), record) for record in first[place : place + _BATCH]]
    while batch := [(controllers.number(record.controller), record) for record in islice(rest, _BATCH)]:
        yield batch
