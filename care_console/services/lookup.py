"""Finding a customer under a request: the query is committed before its hits are read (A1, A3)."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from care_console.domain.errors import CancelledError
from care_console.domain.ports import Ask, Candidate, LookupIndex, Outline, Store, Term
from care_console.domain.requests import Channel, Reason, Refusal, RequestOutcome, Ticket
from care_console.domain.roles import Agent
from care_console.lookup.engine import Advice, Findings, find
from care_console.lookup.query import storable

MOST_HITS = 20
"""More are no answer but a list to scroll; then the window says what else to ask."""


@dataclass(frozen=True, slots=True)
class Begun:
    """The first answer to a query that is on record: who is called exactly so, or begins so."""

    ticket: Ticket | None
    """For `Lookup.complete`; None where nothing was searched."""
    findings: Findings


@dataclass(frozen=True, slots=True)
class Lookup:
    """Searches for one agent."""

    store: Store

    def begin(
        self, agent: Agent, request_id: str, text: str, *, limit: int = MOST_HITS, brand: str = ""
    ) -> Begun | Refusal:
        """What can be shown within the frame of a key: the search is committed, then exact and begun names are read.

        Where the findings are not settled, `complete` follows on the same record. Otherwise as `find`.
        """
        ticket = self._recorded(agent, request_id, text)
        if ticket is None or isinstance(ticket, Refusal):
            return Begun(None, Findings(())) if ticket is None else ticket
        with self.store.reading(agent) as unit:
            return Begun(ticket, find(unit.lookup(ticket), ticket.text, limit, fuzzy=False, brand=brand))

    def complete(
        self,
        agent: Agent,
        ticket: Ticket,
        *,
        limit: int = MOST_HITS,
        brand: str = "",
        overtaken: Callable[[], bool] = lambda: False,
    ) -> Findings:
        """The whole answer to a query that is on record, misspelt and misheard names too.

        Raises CancelledError soon after `overtaken` says that nobody waits for it any more.
        """
        with self.store.reading(agent) as unit:
            return find(_Stoppable(unit.lookup(ticket), overtaken), ticket.text, limit, brand=brand)

    def find(
        self, agent: Agent, request_id: str, text: str, *, limit: int = MOST_HITS, brand: str = ""
    ) -> Findings | Refusal:
        """Masked hits for what the caller says, best first, or why the search was refused. `brand`: only of this one.

        The first transaction commits the search; only a later one reads. An empty text is neither searched nor
        recorded. Raises StoreError when the record cannot be made durable: then nothing is found.
        """
        ticket = self._recorded(agent, request_id, text)
        if ticket is None or isinstance(ticket, Refusal):
            return Findings((), Advice.SAY_SOMETHING) if ticket is None else ticket
        return self.complete(agent, ticket, limit=limit, brand=brand)

    def _recorded(self, agent: Agent, request_id: str, text: str) -> Ticket | Refusal | None:
        """The search on record; None for an empty text, which is none."""
        if not text.strip():
            return None
        with self.store.writing(agent) as unit:
            ticket = unit.record_search(request_id, text)
            unit.commit()
        return ticket

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
            refused = (
                request if isinstance(request, Refusal) else unit.requests.state(request.id, note=storable(reason))
            )
            unit.commit()
        if isinstance(request, Refusal) or refused:
            return refused or Refusal(Reason.NO_REQUEST)
        try:
            return self.find(agent, request.id, text, limit=limit)
        finally:
            with self.store.writing(agent) as unit:
                unit.requests.end(request.id, RequestOutcome.DONE)
                unit.commit()


@dataclass(frozen=True, slots=True)
class _Stoppable:
    """An index that gives up between two questions once the answer is no longer wanted."""

    index: LookupIndex
    overtaken: Callable[[], bool]

    def _asked(self) -> LookupIndex:
        if self.overtaken():
            raise CancelledError("A newer search has taken the place of this one.")
        return self.index

    def size(self) -> int:
        return self._asked().size()

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        return self._asked().terms(variants)

    def completions(self, start: str, limit: int) -> list[Term]:
        return self._asked().completions(start, limit)

    def hits(self, ask: Ask) -> list[Outline]:
        return self._asked().hits(ask)

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        return self._asked().shown(customer_ids)


def hits_as_json(findings: Findings) -> dict[str, object]:
    """`{"hits": [{"customer_number", "name", "cost", ...}], "advice"}`; numbers are whole for reviewers alone."""
    return {
        "hits": [
            {
                "customer_number": hit.candidate.whole_number or next(iter(hit.candidate.numbers), ""),
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
