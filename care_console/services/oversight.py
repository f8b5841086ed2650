"""Emergencies, what waits for team leads, and joining the requests of others; the rules are behind the ports."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from care_console.domain.oversight import Alert, GlassBroken
from care_console.domain.ports import Store
from care_console.domain.request_life import Note
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.services.access import file_of
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.filing import request_info

SHOWN = 200


@dataclass(frozen=True, slots=True)
class Emergency:
    """What an emergency shows of a customer, and until when."""

    file: CustomerFile
    until: datetime


@dataclass(frozen=True, slots=True)
class RequestAtWork:
    """Somebody else's request with a customer open; `agent` is a name, `customer` the mask of a number."""

    request: RequestInfo
    agent: str
    customer: str


@dataclass(frozen=True, slots=True)
class Joined:
    """A request that a lead looks at: its customer as the agent may see them, and the notes."""

    file: CustomerFile
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Oversight:
    """For the agents and leads of a store."""

    store: Store

    def break_glass(self, agent: Agent, request_id: str, customer_id: int, reason: str) -> Emergency | Refusal:
        """Open where somebody is and how to call them; recorded, and the leads alerted, before anything shows.

        Raises InvalidError for what is no reason.
        """
        with self.store.writing(agent) as unit:
            grant = unit.oversight.break_glass(request_id, customer_id, reason)
            unit.commit()
        if isinstance(grant, Refusal):
            return grant
        with self.store.reading(agent) as unit:
            seen = file_of(unit, unit.requests.get(request_id), customer_id)
        return seen if isinstance(seen, Refusal) else Emergency(seen, grant.expires_at)

    def alerts(self, agent: Agent) -> tuple[Alert, ...]:
        """Everything that waits for a lead, oldest first; nothing of any customer."""
        with self.store.reading(agent) as unit:
            return tuple(unit.oversight.alerts())

    def emergencies(self, agent: Agent) -> tuple[GlassBroken, ...]:
        """Emergencies that nobody has looked into, oldest first."""
        with self.store.reading(agent) as unit:
            return tuple(unit.oversight.emergencies(SHOWN))

    def settle(self, agent: Agent, glass_id: str, found: str) -> Refusal | None:
        """Say what looking into an emergency has found. Raises InvalidError for no words."""
        with self.store.writing(agent) as unit:
            refused = unit.oversight.settle_glass(glass_id, found)
            unit.commit()
        return refused

    # --- joining

    def at_work(self, agent: Agent) -> tuple[RequestAtWork, ...]:
        """The requests of others with a customer open, oldest first."""
        with self.store.reading(agent) as unit:
            return tuple(
                RequestAtWork(request_info(each.request), each.agent, each.customer)
                for each in unit.oversight.at_work(SHOWN)
            )

    def join(self, agent: Agent, request_id: str) -> Joined | Refusal:
        """See what the agent of an open request may see; recorded first."""
        with self.store.writing(agent) as unit:
            grant = unit.oversight.join(request_id)
            unit.commit()
        return grant if isinstance(grant, Refusal) else self._read(agent, request_id)

    def look(self, agent: Agent, request_id: str) -> Joined | Refusal:
        """What shows now of a request that was joined; details open here too once they do to its agent, on record."""
        seen = self._read(agent, request_id)
        if isinstance(seen, Refusal) or seen.file.verified:
            return seen
        with self.store.reading(agent) as unit:
            more = unit.oversight.details_show(request_id)
        return self.join(agent, request_id) if more else seen

    def leave(self, agent: Agent, request_id: str) -> None:
        """Look on no longer."""
        with self.store.writing(agent) as unit:
            unit.oversight.leave(request_id)
            unit.commit()

    def _read(self, agent: Agent, request_id: str) -> Joined | Refusal:
        with self.store.reading(agent) as unit:
            request = unit.oversight.joined(request_id)
            if request is None or request.customer_id is None:
                return Refusal(Reason.NOT_OPENED)
            seen = file_of(unit, request, request.customer_id)
            return seen if isinstance(seen, Refusal) else Joined(seen, tuple(unit.oversight.notes(request_id)))
