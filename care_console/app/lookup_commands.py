"""The commands around look-up: one search without a window, its benches, and the check of its index."""

from __future__ import annotations

import argparse
import json
import tempfile
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from random import Random

from care_console import cli, resources
from care_console.credentials import new_key
from care_console.domain.errors import ToldError
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.lookup.keys import Indexed
from care_console.services.bench_lookup import measure_lookup, measure_quality, measure_session, read_queries, sample
from care_console.services.bench_people import CONTROLLER, make_people
from care_console.services.lookup import Lookup, hits_as_json
from care_console.storage.lookup_bench import (
    LookupBed,
    empty_store,
    fill,
    ids_of_numbers,
    largest_controller,
    measure_upkeep,
    people_of,
)
from care_console.storage.lookup_check import differences
from care_console.storage.lookup_index import read_records
from care_console.storage.store import SqliteStore

BENCH_SEED = 2018
_SESSION = 1_000
_AMENDMENTS = 40
_NAMED = 20
_REFUSED = {
    Reason.NOT_PERMITTED: "Your role does not allow searches.",
    Reason.SEARCH_LOCKED: "Several birth dates or postcodes in one search: ask for one.",
    Reason.SEARCH_QUOTA: "Too many searches in one hour.",
}


def look_up(store: SqliteStore, agent: Agent, options: argparse.Namespace) -> int:
    """`lookup TEXT --reason TEXT`: recorded like any search, under a request of its own that notes the reason."""
    book = PolicyBook.load(resources.path("policies"))
    # Where no brand is named, that of the controller with most brands: searches never cross controllers.
    brand = options.brand or max((book.brands(each.key) for each in book.controllers()), key=len)[0].key
    found = Lookup(store).find_once(
        agent,
        options.text,
        reason=options.reason,
        controller=book.controller_of(brand),
        brand=brand,
        limit=options.limit,
    )
    if isinstance(found, Refusal):
        words = _REFUSED.get(found.reason, "The search was refused.")
        raise ToldError(words, safe="Nothing was shown; the attempt is recorded.")
    told = hits_as_json(found)
    if options.json:
        cli.say(json.dumps(told, ensure_ascii=False))
        return 0
    for hit in found.hits:
        seen = hit.candidate
        name = f"{seen.given_names} {seen.surname}".strip()
        number = seen.whole_number or next(iter(seen.numbers), "")
        cli.say(f"{number}  {name}, {seen.town} {seen.outward}")
    if not found.hits:
        cli.say("Nobody was found.")
    return 0


def bench_lookup(options: argparse.Namespace, store: SqliteStore | None = None) -> dict[str, object]:
    """`bench lookup`: latencies by form, beside LIKE; on a store that is given, or on made-up customers.

    Those are put into a store of their own, encrypted unless `--plain`; there, amendments are measured too
    (`upkeep`): a store that is given is only read.
    """
    rng = Random(BENCH_SEED)  # noqa: S311 - made-up people, no secrets
    if store is not None:
        controller = largest_controller(store.engines)
        people = sample(people_of(store.engines, controller), rng)
        if not people:
            raise ToldError(
                "There is nobody in this store to ask for.",
                todo="Import customers who have both names, a town with its postcode, and a customer number.",
            )
        return _measured(LookupBed(store.engines, controller), people, options)
    with (
        tempfile.TemporaryDirectory(prefix="care-console-bench-", ignore_cleanup_errors=True) as folder,
        empty_store(Path(folder) / "bench.store", None if options.plain else new_key()) as engines,
    ):
        fill(engines, make_people(options.customers, BENCH_SEED))
        people = sample(make_people(options.customers, BENCH_SEED), rng)
        figures = _measured(LookupBed(engines, CONTROLLER), people, options)
        return figures | {"upkeep": measure_upkeep(engines, people, _AMENDMENTS)}


def _measured(bed: LookupBed, people: list[Indexed], options: argparse.Namespace) -> dict[str, object]:
    figures = measure_lookup(bed, people, seed=BENCH_SEED, count=options.questions)
    return figures | {"session": measure_session(bed, people, seed=BENCH_SEED, searches=_SESSION)}


def bench_quality(store: SqliteStore, options: argparse.Namespace) -> dict[str, object]:
    """`bench lookup-quality FILE.csv`: how often the customer who is meant comes first, in the store that is given."""
    queries = read_queries(options.file)
    ids = ids_of_numbers(store.engines, [number for _text, number in queries])
    bed = LookupBed(store.engines, largest_controller(store.engines))
    return measure_quality(bed, [(text, ids.get(number)) for text, number in queries])


def check_store(store: SqliteStore) -> int:
    """`store check`: compare the index of look-up with what the customers say; status 1 when somebody is misfiled.

    Words that were counted before the latest amendments are told, and are no fault: the next import counts anew.
    """
    with store.engines.reading() as connection:
        customers = sum(1 for _ in read_records(connection))
        found = differences(connection)
    cli.say(f"{customers:,} customers, {len(found.customers):,} whose look-up keys differ")
    _tell(f"customer {customer_id}: keys differ" for customer_id in found.customers)
    for names, what in (
        (found.words, "words that are missing or of another kind"),
        (found.variants, "spellings of words that differ"),
        (found.counts, "words counted before the latest changes"),
    ):
        if names:
            cli.say(f"{len(names):,} {what}")
            _tell(names)
    return cli.TOLD_STATUS if found.harmful else 0


def _tell(names: Iterable[str]) -> None:
    for name in islice(names, _NAMED):
        cli.say(f"  {name}")
