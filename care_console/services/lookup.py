"""Finding a customer under a request: the query is committed before its hits are read (A1, A3)."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.domain.ports import Store
from care_console.domain.requests import Refusal
from care_console.domain.roles import Agent
from care_console.lookup.engine import Findings, find

MOST_HITS = 20
"""More are no answer but a list to scroll; then the window says what else to ask."""


@dataclass(frozen=True, slots=True)
class Lookup:
    """Searches for one agent."""

    store: Store

    def find(
        self, agent: Agent, request_id: str, text: str, *, limit: int = MOST_HITS, brand: str = ""
    ) -> Findings | Refusal:
        """Masked hits for what the caller says, best first, or why the search was refused. `brand`: only of this one.

        The first transaction commits the search; only a later one reads. An empty text is neither searched nor
        recorded. Raises StoreError when the record cannot be made durable: then nothing is found.
        """
        if not text.strip():
            return Findings(())
        with self.store.writing(agent) as unit:
            ticket = unit.record_search(request_id, text)
            unit.commit()
        if isinstance(ticket, Refusal):
            return ticket
        with self.store.reading(agent) as unit:
            return find(unit.lookup(ticket), text, limit, brand=brand)
