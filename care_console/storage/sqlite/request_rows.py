"""A request as its agent may take it in hand; what the other modules of requests build on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from care_console.domain.ports import Clock
from care_console.domain.requests import CareRequest
from care_console.domain.roles import Agent
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.guard import LiveGrants


@dataclass(frozen=True)
class RequestRows:
    """The requests of one agent in one transaction. `desk` raises BugError in one that cannot record."""

    session: Session
    agent: Agent
    clock: Clock
    live: LiveGrants
    desk: Callable[[], Desk]

    def get(self, request_id: str) -> CareRequest | None:
        """See the port."""
        found = self.own(request_id)
        return None if found is None else replace(found)

    def opens(self, request_id: str, customer_id: int) -> bool:
        """See the port."""
        return self.live.is_open(request_id, customer_id)

    def own(self, request_id: str) -> CareRequest | None:
        """The mapped request: given out, it could be changed past the rules, so `get` gives a copy."""
        found = self.session.get(CareRequest, request_id)
        return found if found is not None and found.agent == self.agent.id else None
