"""Flags and authorities of representatives as agents and leads record them (`care.md`, Who asks; Flags)."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.domain.flags import Flag
from care_console.domain.ports import Clock, Store
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.domain.situations import AuthorityKind, checked_authorised, checked_why


@dataclass(frozen=True, slots=True)
class CareSituations:
    """What is recorded of a customer who is open. Each raises InvalidError, in words, for what cannot be kept."""

    store: Store
    clock: Clock

    def set_flag(self, agent: Agent, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """Set a flag; one that asks for a stronger rung masks what weaker facts have opened."""
        checked = checked_why(why)
        with self.store.writing(agent) as unit:
            refused = unit.situations.set_flag(request_id, customer_id, flag, checked)
            unit.commit()
        return refused

    def lift_flag(self, agent: Agent, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """Lift a flag; for leads."""
        checked = checked_why(why)
        with self.store.writing(agent) as unit:
            refused = unit.situations.lift_flag(request_id, customer_id, flag, checked)
            unit.commit()
        return refused

    def record_authority(
        self, agent: Agent, request_id: str, customer_id: int, name: str, kind: AuthorityKind, until: str
    ) -> Refusal | None:
        """Record who may ask as a representative; its last day as typed (`request_life.promise_day`)."""
        whom = checked_authorised(name, kind, until, self.clock.now().date())
        with self.store.writing(agent) as unit:
            refused = unit.situations.record_authority(request_id, customer_id, whom)
            unit.prolong(request_id)
            unit.commit()
        return refused

    def end_authority(self, agent: Agent, request_id: str, customer_id: int, authority: int) -> Refusal | None:
        """End an authority at once."""
        with self.store.writing(agent) as unit:
            refused = unit.situations.end_authority(request_id, customer_id, authority)
            unit.commit()
        return refused
