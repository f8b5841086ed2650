"""An embedded store with two customers, and the services over it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from care_console import resources
from care_console.domain.mail_texts import TextBook
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Channel, Purpose, Refusal, Requester
from care_console.domain.roles import Agent, Role
from care_console.services.access import Access
from care_console.services.amend import Amend
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.lookup import Lookup
from care_console.services.notices import Notices
from care_console.services.sending import Sending
from tests.contract.desk import said
from tests.stores import Place, Planted, stranger

BOOK = PolicyBook.load(resources.path("policies"))
TEXTS = TextBook.load(resources.path("mail"))

if TYPE_CHECKING:
    from care_console.domain.requests import Fact, Verification


def notices(place: Place) -> Notices:
    """Notices as the console sends them, in the shop's own market."""
    return Notices(Sending(place.store, BOOK, TEXTS, place.clock), "GB")


@dataclass
class Counter:
    """An agent at work through the services alone, with customers `her` and `him`."""

    place: Place
    who: Agent
    her: Planted
    him: Planted
    access: Access = field(init=False)
    amend: Amend = field(init=False)
    lookup: Lookup = field(init=False)

    def __post_init__(self) -> None:
        store = self.place.store
        self.access, self.lookup = Access(store), Lookup(store)
        self.amend = Amend(store, self.place.clock, notices(self.place))

    def draft(self, who: Agent | None = None, brand: str = "harbour", channel: Channel = Channel.PHONE) -> str:
        """A draft request's id."""
        made = self.access.draft(who or self.who, "northwind", brand, channel)
        assert isinstance(made, RequestInfo)
        return made.id

    def open(
        self, requester: Requester = Requester.CUSTOMER, purpose: Purpose = Purpose.CHANGE_DETAILS
    ) -> CustomerFile:
        """Her file, opened under a fresh request."""
        seen = self.access.open(self.who, self.draft(), self.her.id, requester, purpose)
        assert isinstance(seen, CustomerFile)
        return seen

    def answer(self, request: str, fact: Fact, text: str | None = None) -> Verification | Refusal:
        """Say a fact, hers unless told otherwise."""
        words = said(self.her, fact) if text is None else text
        return self.access.verify(self.who, request, self.her.id, fact, words, "GB")

    def read(self, request: str) -> CustomerFile:
        """Her file as it may be seen now."""
        seen = self.access.read(self.who, request, self.her.id)
        assert isinstance(seen, CustomerFile)
        return seen

    def verified(self, *facts: Fact) -> CustomerFile:
        """Her file after these facts matched."""
        request = self.open().request.id
        for fact in facts:
            self.answer(request, fact)
        return self.read(request)


@pytest.fixture
def counter(place: Place) -> Counter:
    """An agent with two customers."""
    jo = place.seed.agent("Jo", Role.AGENT)
    return Counter(place, jo, place.seed.customer(Planted(id=1)), place.seed.customer(stranger()))
