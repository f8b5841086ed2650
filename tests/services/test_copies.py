"""Copies of conversations: what is hidden leaves in nothing, what is left legible has a reason, who may have them."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field
from datetime import UTC, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from care_console import resources
from care_console.domain.copies import Adjusted, Kept, WhyKept, read_back
from care_console.domain.events import Verb, envelope
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.findings import Label
from care_console.domain.mail_texts import TextBook
from care_console.domain.messages import MessageKind, MessageState
from care_console.domain.policies import PolicyBook
from care_console.domain.redaction import BLOCK, Span, add
from care_console.domain.request_life import Masked
from care_console.domain.requests import Purpose, Reason, Refusal
from care_console.domain.roles import Role
from care_console.mail.writing import route, written
from care_console.services.copies import Copies, Proposal, Queued
from care_console.services.sending import Sending
from care_console.services.transcripts import Transcripts
from care_console.storage import tables as t
from care_console.storage.store import SqliteStore
from tests.contract.desk import VIEWERS, Desk, said
from tests.services.copying import send_copy
from tests.stores import RECENTLY, Place

if TYPE_CHECKING:
    from care_console.domain.messages import Letter

BOOK = PolicyBook.load(resources.path("policies"))
TEXTS = TextBook.load(resources.path("mail"))
CARD, PASSWORD, FRIEND = "4111 1111 1111 1111", "bluebird77", "eve@example.com"
SAID = (
    ("customer", f"My card number is {CARD}, order 8812345"),
    ("advisor", "Thank you. And your password?\r\nIt is for the account."),
    ("customer", f"my password is {PASSWORD}"),
    ("customer", f"write to {FRIEND} or to margaret.h@example.org"),
    ("customer", "שלום 🙂  two  spaces"),
    ("system", ""),
)


class Watch:
    """Waits for ever."""

    def found(self, conversations: int) -> None:
        """See the port."""

    def pause(self, seconds: float) -> None:
        """See the port."""


@dataclass
class Paper:
    """Keeps the pages that it is to print."""

    pages: list[str] = field(default_factory=list)

    def write(self, page: str, title: str) -> bytes:
        self.pages.append(page)
        return b"%PDF-1.7 " + title.encode()


@dataclass
class Counter:
    desk: Desk
    copies: Copies
    paper: Paper
    request: str

    def propose(self) -> Proposal:
        made = self.copies.propose(self.desk.who, self.request, 1, 1, Watch())
        assert isinstance(made, Proposal)
        return made

    def send(self, adjusted: Adjusted, to: str = "") -> Queued | Refusal:
        return send_copy(self.copies, self.desk.who, self.request, 1, adjusted, to or self.desk.her.email)

    def letter(self) -> Letter:
        found = self.desk.store.outgoing.claim("one", 60)
        assert found is not None
        return found


def say(place: Place, said: tuple[tuple[str, str], ...]) -> None:
    """Let her conversation be this one."""
    assert isinstance(place.store, SqliteStore)
    rows = [
        {
            "transcript_id": 1, "position": at + 1, "at": RECENTLY + timedelta(minutes=at), "speaker": who,
            "text": text,
        }
        for at, (who, text) in enumerate(said)
    ]  # fmt: skip
    with place.store.engines.writing() as connection:
        connection.execute(delete(t.transcript_message).where(t.transcript_message.c.transcript_id == 1))
        connection.execute(update(t.transcript).where(t.transcript.c.id == 1).values(brand="net-a-porter"))
        connection.execute(insert(t.transcript_message), rows)


@pytest.fixture
def counter(place: Place) -> Counter:
    desk, paper = Desk.at(place), Paper()
    say(place, SAID)
    request = desk.verified()
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    sending = Sending(place.store, BOOK, TEXTS, place.clock)
    copies = Copies(place.store, Transcripts(place.store), sending, paper, "GB", UTC)
    return Counter(desk, copies, paper, request)


def hidden(proposal: Proposal) -> list[tuple[str, Label]]:
    return [
        (proposal.conversation.messages[span.message].text[span.start : span.end], span.label)
        for span in proposal.spans
    ]


def test_a_proposal_hides_secrets_and_other_people_and_leaves_the_customers_own(counter: Counter) -> None:
    proposal = counter.propose()
    assert hidden(proposal) == [(CARD, Label.CARD), (PASSWORD, Label.PASSWORD), (FRIEND, Label.EMAIL)]
    assert [one.address for one in proposal.recipients] == [counter.desk.her.email, counter.desk.her.second_email]
    assert counter.desk.last().verb is Verb.TRANSCRIPT_READ


def test_a_copy_is_read_for_a_copy_only(counter: Counter) -> None:
    counter.desk.state(counter.request, purpose=Purpose.ORDER)
    made = counter.copies.propose(counter.desk.who, counter.request, 1, 1, Watch())
    assert made == Refusal(Reason.COPY_NOT_ASKED)


def test_what_is_previewed_is_what_goes(counter: Counter) -> None:
    proposal = counter.propose()
    preview = counter.copies.preview(proposal, proposal.spans)
    assert isinstance(counter.send(Adjusted(proposal.spans)), Queued)
    letter = counter.letter()
    assert (letter.draft.subject, letter.draft.text, letter.draft.sender) == (
        preview.subject,
        preview.text,
        preview.sender,
    )
    assert letter.draft.attachment is not None
    assert (letter.draft.attachment.name, letter.recipient) == (preview.attachment, counter.desk.her.email)
    assert counter.desk.last().detail == {
        "kind": "transcript_copy", "hidden": "3", "added": "0", "left": "0", "copies": "1",
    }  # fmt: skip


def test_the_mail_says_who_said_what_and_when(counter: Counter) -> None:
    proposal = counter.propose()
    counter.send(Adjusted(proposal.spans))
    said = list(read_back(counter.letter().draft.text))
    assert [(time, name) for time, name, _ in said] == [
        ("09:00", "Ms Margaret Hargreaves"), ("09:01", "Ada"), ("09:02", "Ms Margaret Hargreaves"),
        ("09:03", "Ms Margaret Hargreaves"), ("09:04", "Ms Margaret Hargreaves"), ("09:05", "Chat"),
    ]  # fmt: skip
    assert said[0][2] == f"My card number is {BLOCK}, order 8812345"
    assert said[1][2] == "Thank you. And your password?\nIt is for the account."
    assert said[4][2] == SAID[4][1]


@pytest.mark.parametrize("leave", [0, 1, 2])
def test_what_was_proposed_stays_hidden_unless_there_is_a_reason(counter: Counter, leave: int) -> None:
    spans = counter.propose().spans
    left = tuple(span for at, span in enumerate(spans) if at != leave)
    assert counter.send(Adjusted(left)) == Refusal(Reason.NOT_REDACTED)
    event = counter.desk.last()
    assert (event.verb, event.request) == (Verb.MESSAGE_QUEUED, counter.request)
    assert event.detail == {"kind": "transcript_copy", "reason": "not_redacted"}
    made = counter.send(Adjusted(left, (Kept(spans[leave], WhyKept.HARMLESS),)))
    if leave == 0:
        assert made == Refusal(Reason.NOT_REDACTED), "a valid card number never leaves"
    else:
        assert isinstance(made, Queued)
        assert counter.desk.last().detail["why"] == "harmless"


def test_more_is_hidden_by_hand(counter: Counter) -> None:
    proposal = counter.propose()
    at = SAID[0][1].index("8812345")
    assert isinstance(counter.send(Adjusted(add(proposal.spans, Span(0, at, at + 7)))), Queued)
    assert "8812345" not in counter.letter().draft.text
    assert counter.desk.last().detail["added"] == "1"


def test_a_span_of_no_message_is_refused(counter: Counter) -> None:
    spans = counter.propose().spans
    assert counter.send(Adjusted((*spans, Span(99, 0, 1)))) == Refusal(Reason.NOT_REDACTED)


def test_a_new_address_waits_for_a_lead(counter: Counter) -> None:
    desk = counter.desk
    desk.grant(counter.request, [amend_scope("email", "address"), VIEW])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
        unit.commit()
    made = counter.send(Adjusted(counter.propose().spans), "new@example.org")
    assert isinstance(made, Queued)
    assert made.held
    lead = desk.place.seed.agent("Lou", Role.LEAD)
    (waits,) = counter.copies.approvals(lead)
    assert counter.copies.decide(lead, waits.id, granted=True) is None
    kinds = {counter.letter().draft.kind for _ in range(3)}
    assert kinds == {MessageKind.TRANSCRIPT_COPY, MessageKind.COPY_TOLD}


def test_nothing_goes_to_an_address_that_is_not_on_file(counter: Counter) -> None:
    made = counter.send(Adjusted(counter.propose().spans), "thief@example.com")
    assert made == Refusal(Reason.RECIPIENT_NOT_ON_FILE)


def test_beyond_its_retention_nothing_goes(counter: Counter) -> None:
    spans = counter.propose().spans
    desk, request = counter.desk, counter.request
    desk.place.clock.move(days=400)
    assert counter.send(Adjusted(spans)) == Refusal(Reason.NOT_OPENED)
    desk.open(request)
    for fact in VIEWERS:
        desk.answer(request, fact, said(desk.her, fact))
    desk.grant(request, [VIEW])
    assert counter.send(Adjusted(spans)) == Refusal(Reason.NO_SUCH_TRANSCRIPT)


def test_a_conversation_that_was_closed_meanwhile_is_opened_anew_on_record(counter: Counter) -> None:
    spans = counter.propose().spans
    desk, request = counter.desk, counter.request
    with desk.store.writing(desk.who) as unit:
        unit.requests.mask(Masked.ASKED)
        unit.commit()
    desk.open(request)
    desk.grant(request, [VIEW])
    assert isinstance(counter.send(Adjusted(spans)), Queued)
    assert [event.verb for event in desk.events()][-3:] == [Verb.GRANTED, Verb.TRANSCRIPT_READ, Verb.MESSAGE_QUEUED]


def test_a_conversation_without_messages_is_sent_as_one(counter: Counter) -> None:
    say(counter.desk.place, (("system", ""),))
    assert isinstance(counter.send(Adjusted(counter.propose().spans)), Queued)


GAP = st.sampled_from(["", " ", "-"])
DIGITS = (st.integers(0, 999), GAP, st.integers(0, 9999), GAP, st.integers(0, 9999), GAP, st.integers(0, 9999))
SECRETS = st.builds("{}{}".format, st.sampled_from(["bluebird", "secret", "otter"]), st.integers(1000, 9999))


@settings(
    max_examples=5,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    cards=st.lists(st.builds("4{:03}{}{:04}{}{:04}{}{:04}".format, *DIGITS), min_size=1, max_size=3),
    secret=SECRETS,
    chosen=SECRETS,
    around=st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20),
)
def test_hidden_text_is_in_nothing_that_leaves(
    counter: Counter, caplog: pytest.LogCaptureFixture, cards: list[str], secret: str, chosen: str, around: str
) -> None:
    """Mail as bytes and decoded, HTML, PDF page, events as sent, the queue's rows shown, the log."""
    said = (
        *(("customer", f"{around} card number {card} {around}") for card in cards),
        ("customer", f"my password is {secret}"),
        ("advisor", f"noted: {chosen}"),
    )
    say(counter.desk.place, said)
    proposal = counter.propose()
    last = proposal.conversation.messages[-1].text
    spans = add(proposal.spans, Span(len(said) - 1, last.index(chosen), last.index(chosen) + len(chosen)))
    with caplog.at_level(logging.DEBUG):
        assert isinstance(counter.send(Adjusted(spans)), Queued)
    letter = counter.letter()
    raw = written(letter, route(letter.recipient))
    message = message_from_bytes(raw, policy=policy.default)
    parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
    shown = counter.desk.store
    with shown.reading(counter.desk.who) as unit:
        states = unit.messages(1, 50)
    everything = [
        raw.decode("ascii"), counter.paper.pages[-1], caplog.text, repr(letter), repr(proposal), repr(states),
        *(part.decode("utf-8", "replace") if isinstance(part, bytes) else part for part in parts),
        *(envelope(event).decode() for event in counter.desk.place.events()),
    ]  # fmt: skip
    for text in (*cards, secret, chosen):
        assert [each for each in everything if text in each] == []


def test_a_copy_on_its_way_is_called_back_until_it_left(counter: Counter) -> None:
    made = counter.send(Adjusted(counter.propose().spans))
    assert isinstance(made, Queued)
    assert counter.copies.sending.cancel(counter.desk.who, made.message_id) is None
    (copy,) = counter.copies.sending.messages(counter.desk.who, 1)
    assert copy.state is MessageState.CANCELLED
