"""Finding a customer under a request: the query is committed before its hits are read (A1, A3)."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.domain.ports import Store
from care_console.domain.requests import Channel, Reason, Refusal, RequestOutcome
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

    def find_once(
        self,
        agent: Agent,
        text: str,
        *,
        reason: str,
        controller: str,
        brand: str,
        channel: Channel = Channel.PHONE,
        limit: int = MOST_HITS,
    ) -> Findings | Refusal:
        """One search under a request of its own that notes the reason and ends with it; recorded as any other."""
        with self.store.writing(agent) as unit:
            request = unit.requests.draft(controller, brand, channel)
            refused = request if isinstance(request, Refusal) else unit.requests.state(request.id, note=reason)
            unit.commit()
        if isinstance(request, Refusal) or refused:
            return refused or Refusal(Reason.NO_REQUEST)
        try:
            return self.find(agent, request.id, text, limit=limit)
        finally:
            with self.store.writing(agent) as unit:
                unit.requests.end(request.id, RequestOutcome.DONE)
                unit.commit()


def hits_as_json(findings: Findings) -> dict[str, object]:
    """`{"hits": [{"customer_number", "name", "cost", ...}], "advice"}`; numbers are whole for reviewers alone."""
    return {
        "hits": [
            {
                "customer_number": hit.candidate.whole_number or hit.candidate.number,
                "name": f"{hit.candidate.given_names} {hit.candidate.surname}".strip(),
                "cost": hit.cost,
                "confident": hit.confident,
                "town": hit.candidate.town,
                "postcode": hit.candidate.outward,
                "email": hit.candidate.email,
                "phone": hit.candidate.phone,
                "brands": list(hit.candidate.brands),
                "flags": list(hit.candidate.flags),
            }
            for hit in findings.hits
        ],
        "advice": findings.advice.value if findings.advice else None,
    }
