"""Imports and what they leave."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.intake import Checkpoint, Job, Remark, Row, Tally
    from care_console.domain.preferences import Mailing
    from care_console.domain.requests import Refusal
    from care_console.domain.roles import Agent


class Keeper(Protocol):
    """What a purge of one kind of record asks of a store. Each call is one short transaction."""

    def refuse(self, refusal: Refusal) -> None:
        """Record that a purge was refused."""
        ...

    def over(self) -> dict[str, int]:
        """How many records of each brand are beyond their retention now."""
        ...

    def purge(self, limit: int) -> int:
        """Delete the oldest of them, at most `limit`, with all that is theirs and the event; how many there were."""
        ...


class Intake(Protocol):
    """What an import asks of a store. Each call is one transaction, short as long as it is given few rows."""

    @property
    def agent(self) -> Agent | None:
        """Who imports; None for the console itself."""
        ...

    def refuse(self, refusal: Refusal) -> None:
        """Record that an import was refused."""
        ...

    def resume(self, job: Job) -> Checkpoint:
        """How far an unfinished run of the same job came; the beginning where there is none."""
        ...

    def put(
        self, job: Job, rows: Sequence[Row], refused: Sequence[Remark], *, through: int, before: Tally
    ) -> tuple[Tally, list[Remark]]:
        """Store rows, note that `through` rows of the file are done, and record the event, all in one transaction.

        `refused` were turned away before, `before` is the job's tally without them. Gives the job's tally afterwards,
        and the rows that the store turned away (an order of an unknown customer).
        """
        ...

    def finish(self, job: Job, tally: Tally, *, complete: bool) -> None:
        """Bring counts of the look-up index up to date, record the end, forget the checkpoint of a complete job."""
        ...

    def put_mailings(self, mailings: Sequence[Mailing]) -> None:
        """Store mailings; those of the same brand and name are replaced."""
        ...
