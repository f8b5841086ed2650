"""Runs an import: reads, maps, checks and hands over, so that nobody waits and nothing is done twice.

Rows are stored in transactions that are kept short by measuring them; each also notes how far the file is done, so that
a run that was stopped or killed is taken up where it ended. A finished file starts over, and then changes nothing.
"""

from __future__ import annotations

import csv
import hashlib
import json
import time
from collections.abc import Callable, Generator
from contextlib import closing
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

from care_console.domain.intake import Checkpoint, Job, Kind, Remark, Row, Tally
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import Intake
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Permission
from care_console.services.intake.checks import Checker
from care_console.services.intake.mapping import ForeignNames, Preparation, RowError
from care_console.services.intake.readers import FileError, Format, Opened, Raw, format_of, opened, read

TRANSACTION_SECONDS: Final = 0.05
"""What a transaction is steered to: half of the longest that anybody may have to wait (`architecture.md`)."""
MOST_REMARKS: Final = 10_000
"""Refused rows, and warnings, that a report lists; all are counted."""

_FIRST_BATCH: Final = 20
_LARGEST_BATCH: Final = 2_000
_READ_SECONDS: Final = 0.5
_CHUNK: Final = 1 << 20


@dataclass(frozen=True, slots=True)
class Progress:
    """How far an import is: rows and bytes done, of how many bytes, rows a second, and seconds left if known."""

    rows: int
    bytes_done: int
    bytes_total: int
    rate: float
    remaining: float | None


@dataclass(frozen=True, slots=True)
class Report:
    """What an import did; `refused` and `warnings` hold the first `MOST_REMARKS`. `resumed_at`: rows done before."""

    kind: Kind
    file: str
    tally: Tally
    refused: tuple[Remark, ...]
    warnings: tuple[Remark, ...]
    cancelled: bool
    resumed_at: int
    seconds: float

    def write(self, path: Path) -> None:
        """Write the report as CSV or JSON, by the name of `path`. Raises OSError."""
        if path.suffix.casefold() == ".json":
            path.write_text(json.dumps(self._as_object(), indent=2) + "\n", encoding="utf-8")
            return
        with path.open("w", encoding="utf-8", newline="") as file:
            out = csv.writer(file)
            out.writerow(("line", "what", "reason"))
            out.writerows((each.line, "refused", each.reason) for each in self.refused)
            out.writerows((each.line, "warning", each.reason) for each in self.warnings)

    def _as_object(self) -> dict[str, object]:
        counts = {name: getattr(self.tally, name) for name in ("created", "updated", "unchanged", "refused", "kept")}
        return {
            "kind": self.kind.value,
            "file_sha256": self.file,
            **counts,
            "cancelled": self.cancelled,
            "resumed_at": self.resumed_at,
            "refused_rows": [{"line": each.line, "reason": each.reason} for each in self.refused],
            "warnings": [{"line": each.line, "reason": each.reason} for each in self.warnings],
        }


def nobody_listens(_progress: Progress) -> None:
    """Take no note of progress."""


def never() -> bool:
    """Never cancel."""
    return False


def run_import(  # noqa: PLR0913 - what an import needs to know, each once
    intake: Intake,
    kind: Kind,
    path: Path,
    mapping: Preparation,
    *,
    book: PolicyBook,
    now: datetime,
    form: Format | None = None,
    progress: Callable[[Progress], None] = nobody_listens,
    cancelled: Callable[[], bool] = never,
) -> Report | Refusal:
    """Import a file; see the module. A refusal, recorded, if who asks may not import.

    `now` is the time that dates may not lie after. `cancelled` is asked before every transaction.

    Raises FileError or MappingError for a file or mapping that cannot be used as a whole, StoreError from the store:
    what was imported until then stays, and the next run takes up there.
    """
    if intake.agent is not None and not intake.agent.may(Permission.IMPORT_DATA):
        refusal = Refusal(Reason.NOT_PERMITTED)
        intake.refuse(refusal)
        return refusal
    if isinstance(mapping, ForeignNames) and mapping.kind is not kind:
        raise FileError(
            f"The mapping file is for {mapping.kind.value}, not for {kind.value}.",
            safe="Nothing was imported.",
            todo="Choose the mapping of this kind of file.",
        )
    form = form or format_of(path)
    job = Job(kind, _digest(path), mapping.digest)
    with opened(path) as source:
        run = _Run(intake, job, mapping, Checker(kind, book, now), progress, cancelled, source, path.stat().st_size)
        return run.through(form)


def _digest(path: Path) -> str:
    digest = hashlib.sha256()
    with opened(path) as source:
        source.disk.seek(0)
        while chunk := source.disk.read(_CHUNK):
            digest.update(chunk)
    return digest.hexdigest()


@dataclass
class _Run:
    """One run through one file."""

    intake: Intake
    job: Job
    mapping: Preparation
    checker: Checker
    progress: Callable[[Progress], None]
    cancelled: Callable[[], bool]
    source: Opened
    size: int
    tally: Tally = field(default_factory=Tally)
    refused: list[Remark] = field(default_factory=list)
    warnings: list[Remark] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    turned_away: list[Remark] = field(default_factory=list)
    """Refused since the last transaction."""
    done: int = 0
    batch: int = _FIRST_BATCH

    def through(self, form: Format) -> Report:
        """Read the file from its checkpoint to its end, or until it is cancelled."""
        began = self._told_at = time.monotonic()
        self._began, self._first_byte = began, 0
        start = self.intake.resume(self.job)
        self.tally, self.refused = start.tally, list(start.refused)
        stopped = self._read(form, start)
        self.intake.finish(self.job, self.tally, complete=not stopped)
        self._tell()
        return Report(
            kind=self.job.kind,
            file=self.job.file,
            tally=self.tally,
            refused=tuple(self.refused),
            warnings=tuple(self.warnings),
            cancelled=stopped,
            resumed_at=start.rows,
            seconds=time.monotonic() - began,
        )

    def _read(self, form: Format, start: Checkpoint) -> bool:
        """Whether it was cancelled."""
        through = start.rows
        with closing(self._rows(form, start.rows)) as rows:
            for through in rows:
                full = len(self.rows) + len(self.turned_away) >= self.batch
                if full or time.monotonic() - self._told_at > _READ_SECONDS:
                    if self.cancelled():
                        return True
                    self._put(through)
        if self.cancelled():
            return True
        if self.rows or self.turned_away:
            self._put(through)
        return False

    def _rows(self, form: Format, after: int) -> Generator[int, None, None]:
        """Sort each row after the first so many into those to store and those turned away; give its ordinal."""
        for ordinal, found in enumerate(read(self.source, form), 1):
            if ordinal <= after:
                self._first_byte = self.source.position()
                continue
            if isinstance(found, Remark):
                self.turned_away.append(found)
            else:
                self._sort(*found)
            yield ordinal

    def _sort(self, line: int, raw: Raw) -> None:
        try:
            self.rows.append(self.checker.check(line, self.mapping(raw)))
        except RowError as error:
            self.turned_away.append(Remark(line, str(error)))
        else:
            self._warn(line)

    def _warn(self, line: int) -> None:
        if len(self.warnings) < MOST_REMARKS:
            self.warnings.extend(Remark(line, text) for text in dict.fromkeys(self.checker.warnings))

    def _put(self, through: int) -> None:
        room = max(0, MOST_REMARKS - len(self.refused))
        refused = self.turned_away[:room]
        unlisted = Tally(refused=len(self.turned_away) - len(refused))
        began = time.monotonic()
        tally, turned_away = self.intake.put(
            self.job, self.rows, refused, through=through, before=self.tally + unlisted
        )
        seconds = time.monotonic() - began
        self.done += len(self.rows) + len(self.turned_away)
        self.tally = tally
        self.refused += sorted([*refused, *turned_away], key=lambda each: each.line)
        fitting = int((len(self.rows) or 1) * TRANSACTION_SECONDS / max(seconds, 1e-4))
        self.batch = max(1, min(_LARGEST_BATCH, 2 * self.batch, fitting))
        self.rows, self.turned_away = [], []
        self._tell()

    def _tell(self) -> None:
        self._told_at = time.monotonic()
        seconds = max(self._told_at - self._began, 1e-6)
        here = min(self.source.position(), self.size)
        speed = (here - self._first_byte) / seconds
        remaining = (self.size - here) / speed if speed > 0 else None
        self.progress(Progress(self.done, here, self.size, self.done / seconds, remaining))
