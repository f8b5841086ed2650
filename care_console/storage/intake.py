"""Imports into the embedded store (`domain.ports.Intake`).

Written as plain rows, past the guard of the unit of work: an import sees no customer, it compares what a file says with
what is there. What an agent amended stays as the agent left it; the history tells.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from care_console.domain.events import Outcome, Verb
from care_console.domain.intake import Checkpoint, CustomerRecord, Job, Kind, OrderRecord, Remark, Row, Tally
from care_console.domain.ports import Clock
from care_console.domain.preferences import Mailing
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.storage import tables as t
from care_console.storage.intake_customers import CustomerIntake
from care_console.storage.intake_orders import OrderIntake, TranscriptIntake
from care_console.storage.intake_rows import RowWriter
from care_console.storage.lookup_index import recount
from care_console.storage.recorder import Recorder
from care_console.storage.store import SqliteStore

_LOADING = ("wal_autocheckpoint = 16000", "cache_size = -32768")
"""Keys of the look-up lie all over the file: a page that many transactions touch is copied into it once. In pages of
the file, and in KiB of memory while an import runs.
"""
_USUAL = ("wal_autocheckpoint = 1000", "cache_size = -2000")
_INTAKES: Mapping[Kind, Callable[[RowWriter], CustomerIntake | OrderIntake | TranscriptIntake]] = {
    Kind.CUSTOMERS: CustomerIntake,
    Kind.ORDERS: OrderIntake,
    Kind.TRANSCRIPTS: TranscriptIntake,
}


@dataclass(frozen=True, slots=True)
class SqliteIntake:
    """See `domain.ports.Intake`. `agent` is who imports; None for the console itself, which builds the demo."""

    store: SqliteStore
    clock: Clock
    agent: Agent | None = None

    def refuse(self, refusal: Refusal) -> None:
        """See the port."""
        with self.store.engines.writing() as connection:
            self._recorder(connection).record(Verb.IMPORTED, Outcome.REFUSED, detail={"reason": refusal.reason.value})

    def resume(self, job: Job) -> Checkpoint:
        """See the port."""
        name = _name(job)
        with self.store.engines.reading() as connection:
            stored = connection.scalar(select(t.store_meta.c.value).where(t.store_meta.c.key == name))
            if stored is None:
                return Checkpoint()
            lists = connection.scalars(
                select(t.store_meta.c.value).where(t.store_meta.c.key.startswith(f"{name}:", autoescape=True))
            )
            refused = sorted((line, reason) for each in lists for line, reason in json.loads(each))
        found = json.loads(stored)
        return Checkpoint(found["rows"], Tally(**found["tally"]), tuple(Remark(*each) for each in refused))

    def put(
        self, job: Job, rows: Sequence[Row], refused: Sequence[Remark], *, through: int, before: Tally
    ) -> tuple[Tally, list[Remark]]:
        """See the port."""
        with self.store.engines.writing() as connection:
            _tune(connection, _LOADING)
            writer = RowWriter(connection, self.clock.now())
            intake = _INTAKES[job.kind](writer)
            for part in _without_repeats(rows):
                intake.store(part)
                writer.flush()
            intake.index()
            done = intake.tally + Tally(refused=len(refused) + len(intake.turned_away))
            after = before + done
            self._note(connection, job, through, after, [*refused, *intake.turned_away])
            if done.created or done.updated:
                self._recorder(connection).record(Verb.IMPORTED, detail=_detail(job, done))
        return after, intake.turned_away

    def finish(self, job: Job, tally: Tally, *, complete: bool) -> None:
        """See the port."""
        name = _name(job)
        with self.store.engines.writing() as connection:
            _tune(connection, _USUAL)
            recount(connection)
            if complete:
                connection.execute(
                    delete(t.store_meta).where(
                        (t.store_meta.c.key == name) | t.store_meta.c.key.startswith(f"{name}:", autoescape=True)
                    )
                )
            end = {"end": "complete" if complete else "cancelled"}
            self._recorder(connection).record(Verb.IMPORTED, detail=_detail(job, tally) | end)

    def put_mailings(self, mailings: Sequence[Mailing]) -> None:
        """See the port."""
        with self.store.engines.writing() as connection:
            for each in mailings:
                connection.execute(
                    delete(t.mailing).where(t.mailing.c.brand == each.brand, t.mailing.c.name == each.name)
                )
                connection.execute(insert(t.mailing).values(**asdict(each)))

    def _recorder(self, connection: Connection) -> Recorder:
        return Recorder(connection, self.store.site, self.clock, self.agent)

    @staticmethod
    def _note(connection: Connection, job: Job, through: int, tally: Tally, refused: Sequence[Remark]) -> None:
        notes = {_name(job): json.dumps({"rows": through, "tally": asdict(tally)})}
        if refused:
            notes[f"{_name(job)}:{through}"] = json.dumps([(each.line, each.reason) for each in refused])
        for key, value in notes.items():
            put = upsert(t.store_meta).values(key=key, value=value)
            connection.execute(put.on_conflict_do_update(index_elements=["key"], set_={"value": value}))


def _tune(connection: Connection, settings: Sequence[str]) -> None:
    for setting in settings:
        connection.exec_driver_sql(f"PRAGMA {setting}")


def _name(job: Job) -> str:
    return f"import:{job.kind.value}:{job.file}:{job.mapping}"


def _detail(job: Job, tally: Tally) -> dict[str, str]:
    counts = {name: str(count) for name, count in asdict(tally).items()}
    return {"kind": job.kind.value, "file_sha256": job.file, **counts}


def _identities(row: Row) -> list[tuple[str, str]]:
    record = row.record
    if isinstance(record, CustomerRecord):
        return [(each.brand, each.number) for each in record.numbers]
    if isinstance(record, OrderRecord):
        return [(record.brand, record.number)]
    return [(record.provider, record.reference)]


def _without_repeats(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The rows in parts within which nothing is named twice: a repeated row changes what the first one made."""
    part: list[Row] = []
    seen: set[tuple[str, str]] = set()
    for row in rows:
        own = _identities(row)
        if not seen.isdisjoint(own):
            yield part
            part, seen = [], set()
        part.append(row)
        seen.update(own)
    if part:
        yield part
