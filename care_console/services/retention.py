"""Purging what is beyond its retention (T1, S3): counted first, then deleted in short transactions, all recorded."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from care_console.domain.ports import Keeper
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent, Permission

BATCH: Final = 200
"""Records deleted in one transaction, so that nobody waits long for the store."""


@dataclass(frozen=True, slots=True)
class Purged:
    """What was over, by brand, and how many records of it were deleted."""

    over: Mapping[str, int]
    deleted: int


def purge(
    keeper: Keeper,
    agent: Agent,
    *,
    confirmed: bool,
    progress: Callable[[int, int], None],
    cancelled: Callable[[], bool],
) -> Purged | Refusal:
    """Count what is over, and delete it if `confirmed`; `progress` is told how many of how many are deleted.

    Stopped by `cancelled` between two transactions. A refusal, recorded, for who may not purge.
    """
    if not agent.may(Permission.PURGE_DATA):
        refusal = Refusal(Reason.NOT_PERMITTED)
        keeper.refuse(refusal)
        return refusal
    over = keeper.over()
    total, deleted = sum(over.values()), 0
    while confirmed and not cancelled() and (done := keeper.purge(BATCH)):
        deleted += done
        progress(deleted, max(total, deleted))
    return Purged(over, deleted)
