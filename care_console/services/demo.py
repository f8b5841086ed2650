"""Builds the demo: published data through the very import that a retailer uses, completed by a seeded generator.

See `resources/demo/README.md` for the data, `services.demo_people` for what is made up.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from care_console import resources
from care_console.domain.errors import BugError
from care_console.domain.intake import Kind
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import Intake
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent, Role
from care_console.services.demo_people import Completed, People
from care_console.services.intake.mapping import read_mapping
from care_console.services.intake.run import Report, run_import

SEED: Final = 2018
DEMO_AGENTS: Final = (
    ("agent", Role.AGENT),
    ("colleague", Role.AGENT),
    ("lead", Role.LEAD),
    ("privacy", Role.PRIVACY_OFFICER),
    ("admin", Role.ADMIN),
)
"""Who signs in to the demo, by name and role: two agents, so that one can hand a request to the other."""


@dataclass(frozen=True, slots=True)
class Demo:
    """What was built: the reports of the three imports, in order."""

    customers: Report
    orders: Report
    transcripts: Report


def build_demo(intake: Intake, book: PolicyBook, *, now: datetime, seed: int = SEED) -> Demo:
    """Fill a store with the demo, through `intake` (the console's own, without an agent). Deterministic but for ids."""
    people = People(book, seed, now)
    tau, star = ("demo", "tau-retail"), ("demo", "star")

    def load(
        kind: Kind,
        folder: tuple[str, ...],
        data: str,
        mapping: str,
        add: Callable[[dict[str, object]], dict[str, object]],
    ) -> Report:
        made = run_import(
            intake,
            kind,
            resources.path(*folder, data),
            Completed(read_mapping(resources.path(*folder, mapping)), add, people),
            book=book,
            now=now,
        )
        if isinstance(made, Refusal):
            raise BugError("the console itself may always import its demo")
        return made

    demo = Demo(
        load(Kind.CUSTOMERS, tau, "users.json", "users.toml", people.customer),
        load(Kind.ORDERS, tau, "orders.json", "orders.toml", people.order),
        load(Kind.TRANSCRIPTS, star, "dialogues.jsonl.gz", "dialogues.toml", people.chat),
    )
    intake.put_mailings(people.mailings())
    return demo


def add_demo_agents(put_agent: Callable[[str, Role, str], Agent], password_hash: str) -> list[Agent]:
    """`DEMO_AGENTS`, all with the demo's password, given as its hash: it is shown on the sign-in screen."""
    return [put_agent(name, role, password_hash) for name, role in DEMO_AGENTS]
