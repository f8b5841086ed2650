"""Writing messages for a customer, and looking after those that are queued."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from care_console import resources
from care_console.domain.mail_texts import TextBook
from care_console.domain.messages import Answer, Draft, MessageKind, MessageState
from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Purpose, Reason, Refusal
from care_console.services.sending import NoMailboxError, Sending
from tests.contract.desk import Desk
from tests.stores import Place

if TYPE_CHECKING:
    pass

BOOK = PolicyBook.load(resources.path("policies"))
TEXTS = TextBook.load(resources.path("mail"))


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk.at(place)


@pytest.fixture
def sending(place: Place) -> Sending:
    return Sending(place.store, BOOK, TEXTS, place.clock)


def compose(sending: Sending, brand: str = "net-a-porter", market: str = "GB", language: str = "en") -> Draft:
    values = {"name": "Margaret Hargreaves", "request": "REQ-00001", "fields": ["email.address"]}
    return sending.compose(MessageKind.DETAIL_CHANGED, brand=brand, market=market, language=language, values=values)


def queue(desk: Desk, draft: Draft) -> str:
    request = desk.verified()
    assert desk.state(request, purpose=Purpose.TRANSCRIPT) is None
    with desk.store.writing(desk.who) as unit:
        made = unit.queue_message(request, 1, draft, recipients=[desk.her.email])
        unit.commit()
    assert isinstance(made, str)
    return made


@pytest.mark.parametrize(
    ("brand", "market", "mailbox", "phone"),
    [
        ("net-a-porter", "GB", "customercare@net-a-porter.com", "0800 044 5700"),
        ("net-a-porter", "US", "customercare.usa@net-a-porter.com", ""),
        ("mr-porter", "FR", "customercare@mrporter.com", "+44 330 022 5705"),
        ("the-outnet", "GB", "customercare@theoutnet.com", "0800 011 4250"),
    ],
)
def test_a_message_comes_from_the_brands_own_mailbox(
    sending: Sending, brand: str, market: str, mailbox: str, phone: str
) -> None:
    draft = compose(sending, brand, market)
    assert (draft.sender, draft.sender_name) == (mailbox, BOOK.brand(brand).name)
    assert mailbox in draft.text
    assert mailbox in draft.html
    assert phone in draft.text
    assert draft.text.startswith("Dear Margaret Hargreaves,\n")


def test_the_customers_language_is_spoken(sending: Sending) -> None:
    assert (compose(sending, language="fr").language, compose(sending, language="fr").text[:7]) == ("fr", "Bonjour")
    assert compose(sending, language="ja").language == "en"


def test_a_brand_without_a_published_mailbox_needs_one_that_is_set(sending: Sending) -> None:
    with pytest.raises(NoMailboxError, match="La Redoute has no care mailbox"):
        compose(sending, "la-redoute")
    mailboxes = {"la-redoute": "care@laredoute.example", "net-a-porter": "desk@nap.example"}
    own = replace(sending, mailboxes=mailboxes)
    assert compose(own, "la-redoute").sender == "care@laredoute.example"
    assert compose(own).sender == "desk@nap.example"
    assert compose(own, "mr-porter").sender == "customercare@mrporter.com"


def test_what_is_queued_is_shown_and_called_back(desk: Desk, sending: Sending) -> None:
    message = queue(desk, replace(compose(sending), kind=MessageKind.TRANSCRIPT_COPY))
    (copy,) = sending.messages(desk.who, 1)
    assert (copy.message_id, copy.state, copy.cancellable) == (message, MessageState.QUEUED, True)
    assert sending.cancel(desk.who, message) is None
    (copy,) = sending.messages(desk.who, 1)
    assert (copy.state, copy.cancellable) == (MessageState.CANCELLED, False)
    assert sending.cancel(desk.who, "no such message") == Refusal(Reason.NO_SUCH_MESSAGE)


def test_a_copy_in_doubt_is_settled_by_hand(desk: Desk, sending: Sending) -> None:
    queue(desk, compose(sending))
    letter = desk.store.outgoing.claim("holder", 60)
    assert letter is not None
    assert desk.store.outgoing.hand_over(letter.id, "holder")
    desk.place.clock.move(seconds=61)
    assert desk.store.outgoing.claim("holder", 60) is None
    assert sending.resolve(desk.who, letter.id, Answer.AGAIN) is None
    again = desk.store.outgoing.claim("holder", 60)
    assert again is not None
    assert again.header_id == letter.header_id
