"""Suppressed addresses and reported deaths, as those who serve customers and their leads work on them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from care_console.domain.requests import Refusal
    from care_console.domain.roles import Agent
    from care_console.domain.stopped import DeathReport, Export, Suppressed, Suppression


class Stopped(Protocol):
    """Each method is one transaction or two: what records it is durable before anything is returned."""

    def find(self, agent: Agent, request_id: str, controller: str, postcode: str) -> tuple[Suppression, ...] | Refusal:
        """Suppressions of a controller at a whole postcode, newest first, under a request of the agent's own.

        Leads, who settle them, need no request, and see those of every postcode for none. Recorded each time, with how
        many there were.
        """
        ...

    def take_back(self, agent: Agent, entry: str) -> Refusal | None:
        """Undo a suppression of this agent's own within `UNDO_TIME`."""
        ...

    def lift(self, agent: Agent, entry: str, reason: str) -> Refusal | None:
        """Lift a suppression, whenever it was recorded: for leads, who say why. The entry stays, as lifted."""
        ...

    def export(
        self, agent: Agent, brand: str, subject: str, minors_after: date, form: Callable[[Sequence[Suppressed]], bytes]
    ) -> Export | Refusal:
        """What `form` makes of everybody whom a brand may not write to by `subject`; recorded with count and digest.

        Those who said no, suppressed addresses, those whom a flag silences (`flags.SILENCING`), and those born after
        `minors_after` for whom no guardian has agreed (O2, G1, D2).
        """
        ...

    def deaths(self, agent: Agent, controller: str) -> tuple[DeathReport, ...] | Refusal:
        """Deaths of a controller's customers that nobody has settled, oldest first: for leads; recorded each time."""
        ...

    def settle_death(self, agent: Agent, report: int, evidence: str, *, confirmed: bool) -> Refusal | None:
        """Say what the evidence showed: for leads. Not confirmed, the flag goes and what stood before stands again."""
        ...
