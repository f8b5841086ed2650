"""A request as its agent may take it in hand; what the other modules of requests build on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from care_console.domain.ports import Clock
from care_console.domain.requests import CareRequest
from care_console.domain.roles import Agent
from care_console.storage.sqlite.access import Desk
from care_console.storage.sqlite.guard import LiveGrants
from care_console.storage.tables import care_request

_SEEN = select(*(column for column in care_request.c if column is not care_request.c.serial)).where(
    care_request.c.id == bindparam("id"), care_request.c.agent == bindparam("agent")
)


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

    def seen(self, request_id: str) -> CareRequest | None:
        """The request, to be looked at only; without the guard's work, which every key in look-up would wait for."""
        found = self.session.connection().execute(_SEEN, {"id": request_id, "agent": self.agent.id})
        row = found.mappings().one_or_none()
        return None if row is None else CareRequest(**row)

    def opens(self, request_id: str, customer_id: int) -> bool:
        """See the port."""
        return (request_id, customer_id) in self.live.opened

    def own(self, request_id: str) -> CareRequest | None:
        """The mapped request: given out, it could be changed past the rules, so `get` gives a copy."""
        found = self.session.get(CareRequest, request_id)
        return found if found is not None and found.agent == self.agent.id else None
