"""Measures an import of made-up customers against the bare writing of the same rows, in one run."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from random import Random
from typing import Protocol

from care_console.domain.errors import BugError
from care_console.domain.intake import Checkpoint, Job, Kind, Remark, Row, Tally
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import Intake
from care_console.domain.preferences import Mailing
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.services.demo_places import british_address, british_phones
from care_console.services.intake.mapping import OwnNames
from care_console.services.intake.run import run_import

_GIVEN = ("Margaret", "Idris", "Chloé", "Tomasz", "Aisha", "Robin", "Wei", "Fionnuala", "José", "Ann-Marie")
_SURNAMES = ("Hargreaves", "O'Neill", "Nowak", "Begum", "Fairweather", "Li", "Müller", "Vale", "Okafor", "de Souza")


class CopyRaw(Protocol):
    """Writes the imported rows again into an empty store: how many rows, and the seconds it took."""

    def __call__(self, *, keys: bool) -> tuple[int, float]:
        """With the keys of the look-up, or without."""
        ...


@dataclass
class _Timed:
    """An intake whose transactions are timed."""

    inner: Intake
    seconds: list[float] = field(default_factory=list)

    @property
    def agent(self) -> Agent | None:
        return self.inner.agent

    def refuse(self, refusal: Refusal) -> None:
        self.inner.refuse(refusal)

    def resume(self, job: Job) -> Checkpoint:
        return self.inner.resume(job)

    def put(
        self, job: Job, rows: Sequence[Row], refused: Sequence[Remark], *, through: int, before: Tally
    ) -> tuple[Tally, list[Remark]]:
        began = time.perf_counter()
        done = self.inner.put(job, rows, refused, through=through, before=before)
        self.seconds.append(time.perf_counter() - began)
        return done

    def finish(self, job: Job, tally: Tally, *, complete: bool) -> None:
        began = time.perf_counter()
        self.inner.finish(job, tally, complete=complete)
        self.seconds.append(time.perf_counter() - began)

    def put_mailings(self, mailings: Sequence[Mailing]) -> None:
        self.inner.put_mailings(mailings)


def bench_import(
    intake: Intake,
    copy_raw: CopyRaw,
    folder: Path,
    *,
    book: PolicyBook,
    now: datetime,
    customers: int = 5000,
    tell: Callable[[str], None] = lambda _: None,
) -> dict[str, float | int]:
    """Import made-up customers into the empty store behind `intake`, then write the same rows bare.

    `folder` takes the file that is imported. `import_over_raw` is the time of the import, from reading the file to its
    last event, over that of the bare rows; `import_over_raw_with_keys` counts the keys of the look-up among them.
    `longest_transaction` and its 99th percentile are in seconds.
    """
    path = folder / "customers.jsonl"
    rng = Random(customers)  # noqa: S311 - made-up people, no secrets
    with path.open("w", encoding="utf-8") as file:
        for number in range(customers):
            file.write(json.dumps(_customer(rng, number)) + "\n")
    tell(f"importing {customers} customers")
    timed = _Timed(intake)
    report = run_import(timed, Kind.CUSTOMERS, path, OwnNames(), book=book, now=now)
    if isinstance(report, Refusal) or report.tally.created != customers:
        raise BugError("the made-up customers were not all imported")
    tell("writing the same rows bare")
    rows, raw = copy_raw(keys=False)
    all_rows, raw_with_keys = copy_raw(keys=True)
    ordered = sorted(timed.seconds)
    return {
        "customers": customers,
        "rows": rows,
        "rows_with_keys": all_rows,
        "file_bytes": path.stat().st_size,
        "import_seconds": report.seconds,
        "customers_per_second": customers / report.seconds,
        "raw_seconds": raw,
        "raw_with_keys_seconds": raw_with_keys,
        "import_over_raw": report.seconds / raw,
        "import_over_raw_with_keys": report.seconds / raw_with_keys,
        "store_seconds": sum(ordered),
        "transactions": len(ordered),
        "transaction_p99": ordered[int(0.99 * (len(ordered) - 1))],
        "longest_transaction": ordered[-1],
    }


def _customer(rng: Random, number: int) -> dict[str, object]:
    given, surname = rng.choice(_GIVEN), rng.choice(_SURNAMES)
    return {
        "numbers": [{"brand": "la-redoute", "number": f"{10_000_000 + number}"}],
        "given_names": given,
        "surname": f"{surname}{rng.choice(('', '', 'son', '-Reed', 'worth'))}",
        "birth_date": f"{rng.randint(1940, 2005)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
        "since": f"{rng.randint(2015, 2024)}-0{rng.randint(1, 9)}-11",
        "emails": [f"customer{number}@example.com"],
        "phones": british_phones(rng),
        "addresses": [british_address(rng)],
    }
