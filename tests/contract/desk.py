"""What an agent does in these tests, one transaction a step, through the ports alone."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from care_console.domain.facts import answer_key
from care_console.domain.fields import VIEW
from care_console.domain.requests import (
    CareRequest,
    Channel,
    Fact,
    Grant,
    Purpose,
    Refusal,
    Requester,
    RequestOutcome,
    Ticket,
    Verification,
)
from care_console.domain.roles import Agent, Role
from care_console.lookup.engine import find
from tests.stores import Place, Planted, stranger

if TYPE_CHECKING:
    from collections.abc import Collection

    from care_console.domain.customers import Change, Customer
    from care_console.domain.events import EventRow
    from care_console.domain.ports import Store

VIEWERS = (Fact.EMAIL, Fact.POSTCODE)
STRONGER = (Fact.EMAIL, Fact.BIRTH_DATE)
ALL = (Fact.EMAIL, Fact.POSTCODE, Fact.BIRTH_DATE)


def said(who: Planted, fact: Fact) -> str:
    """What the customer would say."""
    return {
        Fact.CUSTOMER_NUMBER: who.number,
        Fact.BIRTH_DATE: who.birth_date.strftime("%d/%m/%Y"),
        Fact.POSTCODE: f"{who.postcode}, {who.line1.split()[0]}",
        Fact.EMAIL: who.email,
        Fact.PHONE: who.phone,
        Fact.ORDER: who.order,
        Fact.CARD: who.last_four,
        Fact.SECURITY_ANSWER: who.answer,
    }[fact]


@dataclass
class Desk:
    """An agent (`who` by default) and the customers `her` and `him`."""

    place: Place
    who: Agent
    her: Planted
    him: Planted
    store: Store = field(init=False)

    def __post_init__(self) -> None:
        self.store = self.place.store

    @classmethod
    def at(cls, place: Place) -> Desk:
        """With everybody planted."""
        return cls(
            place,
            place.seed.agent("Jo", Role.AGENT),
            place.seed.customer(Planted(id=1)),
            place.seed.customer(stranger()),
        )

    def draft(self, who: Agent | None = None, controller: str = "northwind") -> str:
        """A draft request's id."""
        with self.store.writing(who or self.who) as unit:
            made = unit.requests.draft(controller, "harbour", Channel.PHONE)
            unit.commit()
        assert isinstance(made, CareRequest)
        return made.id

    def state(
        self,
        request: str,
        requester: Requester | None = Requester.CUSTOMER,
        purpose: Purpose | None = Purpose.CHANGE_DETAILS,
    ) -> Refusal | None:
        """Say who asks and what for."""
        with self.store.writing(self.who) as unit:
            refused = unit.requests.state(request, requester=requester, purpose=purpose)
            unit.commit()
        return refused

    def open(self, request: str, customer: int = 1, who: Agent | None = None) -> Grant | Refusal:
        """Open a customer."""
        with self.store.writing(who or self.who) as unit:
            grant = unit.open_customer(request, customer)
            unit.commit()
        return grant

    def opened(self, customer: int = 1) -> str:
        """A request under which a customer is open."""
        request = self.draft()
        assert self.state(request) is None
        assert isinstance(self.open(request, customer), Grant)
        return request

    def answer(
        self, request: str, fact: Fact, text: str, customer: int = 1, who: Agent | None = None
    ) -> Verification | Refusal:
        """Give an answer, and hear the outcome in a later transaction."""
        key = answer_key(fact, text, "GB")
        assert key is not None
        with self.store.writing(who or self.who) as unit:
            attempt = unit.verify(request, customer, fact, key)
            unit.commit()
        if isinstance(attempt, Refusal):
            return attempt
        with self.store.reading(who or self.who) as unit:
            result = unit.verify_result(attempt)
        assert result is not None
        return result

    def wrong(self, request: str, customer: int = 1) -> Verification | Refusal:
        """A wrong answer."""
        return self.answer(request, Fact.CUSTOMER_NUMBER, "00000001", customer)

    def verified(self, facts: Collection[Fact] = ALL, scopes: Collection[str] = (VIEW,)) -> str:
        """A request under which she is verified by `facts` and `scopes` are granted."""
        request = self.opened()
        for fact in facts:
            told = self.answer(request, fact, said(self.her, fact))
            assert isinstance(told, Verification)
            assert told.matched, fact
        if scopes:
            assert isinstance(self.grant(request, scopes), Grant)
        return request

    def grant(self, request: str, scopes: Collection[str], customer: int = 1) -> Grant | Refusal:
        """Ask for scopes."""
        with self.store.writing(self.who) as unit:
            made = unit.grant(request, customer, scopes)
            unit.commit()
        return made

    def end(self, request: str) -> Refusal | None:
        """End a request."""
        with self.store.writing(self.who) as unit:
            refused = unit.requests.end(request, RequestOutcome.DONE)
            unit.commit()
        return refused

    def see(self, customer: int = 1, who: Agent | None = None) -> Customer | None:
        """The customer as this agent may see it now."""
        with self.store.reading(who or self.who) as unit:
            return unit.customer(customer)

    def must_see(self, customer: int = 1) -> Customer:
        """The customer, who is open."""
        seen = self.see(customer)
        assert seen is not None
        return seen

    def history(self, customer: int = 1) -> list[Change]:
        """Amendments, newest first."""
        with self.store.reading(self.who) as unit:
            return unit.history(customer, 100)

    def search(self, request: str, text: str, who: Agent | None = None) -> Ticket | Refusal:
        """Record a search."""
        with self.store.writing(who or self.who) as unit:
            ticket = unit.record_search(request, text)
            unit.commit()
        return ticket

    def hits(self, ticket: Ticket | Refusal, who: Agent | None = None) -> list[int]:
        """The customers that a recorded search finds."""
        assert isinstance(ticket, Ticket)
        with self.store.reading(who or self.who) as unit:
            return [
                hit.candidate.customer_id for hit in find(unit.lookup(ticket), ticket.text, 10).hits if hit.confident
            ]

    def amend(self, **values: str) -> None:
        """Write columns of her own row."""
        with self.store.writing(self.who) as unit:
            customer = unit.customer(1)
            assert customer is not None
            for name, value in values.items():
                setattr(customer, name, value)
            unit.commit()

    def events(self) -> list[EventRow]:
        """This agent's events."""
        return self.place.events(self.who)

    def last(self) -> EventRow:
        """This agent's latest event."""
        return self.events()[-1]
