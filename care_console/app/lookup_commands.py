"""The commands around look-up: one search without a window, its benches, and the check of its index."""

from __future__ import annotations

import argparse
import json
import tempfile
from contextlib import closing
from pathlib import Path
from random import Random

from care_console import cli, resources
from care_console.app import stores
from care_console.credentials import new_key
from care_console.domain.errors import ToldError
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.services.bench_lookup import measure_lookup, measure_quality, read_queries, sample
from care_console.services.bench_people import CONTROLLER, make_people
from care_console.services.lookup import Lookup, hits_as_json
from care_console.storage.lookup_bench import LookupBed, fill, ids_of_numbers, largest_controller
from care_console.storage.lookup_index import misfiled, read_records
from care_console.storage.store import SqliteStore, create_store

BENCH_SEED = 2018
_REFUSED = {
    Reason.NOT_PERMITTED: "Your role does not allow searches.",
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
        cli.say(f"{seen.whole_number or seen.number}  {name}, {seen.town} {seen.outward}")
    if not found.hits:
        cli.say("Nobody was found.")
    return 0


def bench_lookup(options: argparse.Namespace) -> dict[str, object]:
    """`bench lookup --customers N`: latencies by form, beside LIKE, on made-up customers in an encrypted store."""
    rng = Random(BENCH_SEED)  # noqa: S311 - made-up people, no secrets
    with (
        tempfile.TemporaryDirectory(prefix="care-console-bench-", ignore_cleanup_errors=True) as folder,
        closing(create_store(Path(folder) / "bench.store", new_key(), stores.SystemClock(), "bench")) as store,
    ):
        fill(store.engines, make_people(options.customers, BENCH_SEED))
        bed = LookupBed(store.engines, CONTROLLER)
        people = sample(make_people(options.customers, BENCH_SEED), rng)
        return measure_lookup(bed, people, seed=BENCH_SEED, count=options.questions)


def bench_quality(store: SqliteStore, options: argparse.Namespace) -> dict[str, object]:
    """`bench lookup-quality FILE.csv`: how often the customer who is meant comes first, in the store that is given."""
    queries = read_queries(options.file)
    ids = ids_of_numbers(store.engines, [number for _text, number in queries])
    bed = LookupBed(store.engines, largest_controller(store.engines))
    return measure_quality(bed, [(text, ids.get(number)) for text, number in queries])


def check_store(store: SqliteStore) -> int:
    """`store check`: compare the index of look-up with what the customers say; status 1 when they differ."""
    with store.engines.reading() as connection:
        customers = sum(1 for _ in read_records(connection))
        wrong = list(misfiled(connection))
    cli.say(f"{customers:,} customers, {len(wrong):,} whose look-up keys differ")
    for customer_id in wrong[:20]:
        cli.say(f"  customer {customer_id}: keys differ")
    return cli.TOLD_STATUS if wrong else 0
