"""Suppressed addresses, files of them for mailing houses, and reported deaths (O2, D2; `care.md`, Situations)."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date

from care_console.domain.policies import MarketingChannel, PolicyBook
from care_console.domain.ports import Clock, Stopped
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.domain.stopped import LONGEST_REASON, DeathReport, Export, Suppressed, Suppression

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for the beginning of a formula."""


@dataclass(frozen=True, slots=True)
class StoppedWork:
    """The lists that agents and leads work on, under the policies of `book`."""

    stopped: Stopped
    book: PolicyBook
    clock: Clock

    def find(self, agent: Agent, request_id: str, controller: str, postcode: str) -> tuple[Suppression, ...] | Refusal:
        """Suppressions at a postcode (a town, where addresses have none), for whoever asks under a request.

        For leads without a request too, and of all for an empty postcode.
        """
        return self.stopped.find(agent, request_id, controller, postcode)

    def take_back(self, agent: Agent, entry: str) -> Refusal | None:
        """Undo a suppression that this agent has just recorded."""
        return self.stopped.take_back(agent, entry)

    def lift(self, agent: Agent, entry: str, reason: str) -> Refusal | None:
        """Lift a suppression for a reason; for leads."""
        return self.stopped.lift(agent, entry, reason[:LONGEST_REASON])

    def deaths(self, agent: Agent, controller: str) -> tuple[DeathReport, ...] | Refusal:
        """Reported deaths of a controller's customers that wait; for leads."""
        return self.stopped.deaths(agent, controller)

    def settle_death(self, agent: Agent, report: int, evidence: str, *, confirmed: bool) -> Refusal | None:
        """Say what the evidence of a reported death showed; for leads."""
        return self.stopped.settle_death(agent, report, evidence[:LONGEST_REASON], confirmed=confirmed)

    def export(self, agent: Agent, brand: str, market: str) -> Export | Refusal:
        """The suppression file of a brand for its mailing house: CSV in UTF-8, fields as `Suppressed` names them.

        Raises NoPolicyError for a brand that no pack covers.
        """
        today = self.clock.now().date()
        age = self.book.in_force(brand, market, today).care.age_of_consent
        return self.stopped.export(agent, brand, MarketingChannel.DIRECT_MAIL, years_before(today, age), _csv)


def ages_of(book: PolicyBook, market: str, on: date) -> dict[str, int]:
    """By brand, the age of consent of the pack in force in a market on a day (G1); none for a brand without a pack."""
    return {brand: policy.care.age_of_consent for brand, policy in book.all_in_force(market, on).items()}


def years_before(day: date, years: int) -> date:
    """The same day so many years earlier; 28 February for a 29th that there was not."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return day.replace(year=day.year - years, day=28)


def _csv(lines: Sequence[Suppressed]) -> bytes:
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow(field.name for field in fields(Suppressed))
    for line in lines:
        writer.writerow(f"'{cell}" if cell.startswith(_FORMULA) else cell for cell in astuple(line))
    return text.getvalue().encode()
