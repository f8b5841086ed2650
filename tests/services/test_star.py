"""The published dialogues through the whole house: imported, listed, read, sent as mail and vCon, and parsed back."""

from __future__ import annotations

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest

from care_console import resources
from care_console.chat import vcon
from care_console.domain.copies import Adjusted, read_back
from care_console.domain.fields import VIEW
from care_console.domain.intake import Kind, Tally
from care_console.domain.mail_texts import TextBook
from care_console.domain.messages import Draft, Letter, MessageKind
from care_console.domain.policies import PolicyBook
from care_console.domain.ports import Merged
from care_console.domain.redaction import propose, redact
from care_console.domain.requests import Grant, Purpose, Reason, Refusal
from care_console.domain.roles import Role
from care_console.domain.transcripts import Conversation, legible
from care_console.mail.writing import route, written
from care_console.services.copies import Copies, Proposal, Queued
from care_console.services.intake.mapping import Preparation, read_mapping
from care_console.services.intake.run import Report, run_import
from care_console.services.sending import Sending
from care_console.services.transcripts import OpenedTranscript, Transcripts
from care_console.storage.intake import SqliteIntake
from care_console.storage.store import SqliteStore
from tests.chat.conftest import Waiting
from tests.contract.desk import VIEWERS, Desk, said
from tests.services.copying import send_copy
from tests.stores import START, Place, Planted, SqlitePlaces, stranger

BOOK = PolicyBook.load(resources.path("policies"))
TEXTS = TextBook.load(resources.path("mail"))
BRAND = "net-a-porter"
SHOP = BOOK.controller_of(BRAND)
FOLDER = ("demo", "star")
SPEAKERS = {"User": "customer", "Wizard": "advisor"}
ALL = 800


@dataclass(frozen=True)
class Hers:
    """The shipped mapping, with every dialogue hers, and moved in time."""

    moved: timedelta
    mapping: Preparation = field(default_factory=lambda: read_mapping(resources.path(*FOLDER, "dialogues.toml")))

    @property
    def digest(self) -> str:
        """See `Preparation`."""
        return hashlib.sha256(f"{self.mapping.digest} {self.moved}".encode()).hexdigest()

    def __call__(self, raw: dict[str, Any]) -> dict[str, Any]:
        """See `Preparation`."""
        made = self.mapping(raw)
        for message in made["messages"]:
            message["at"] = self._later(message["at"])
        hers = {"brand": BRAND, "customer_number": "44710923", "advisor": "Ada"}
        return made | hers | {"started_at": self._later(made["started_at"])}

    def _later(self, at: str) -> str:
        return (datetime.fromisoformat(at) + self.moved).isoformat()


class Paper:
    """Prints nothing."""

    def write(self, page: str, title: str) -> bytes:
        """See `PdfWriter`."""
        return page.encode() + title.encode()


@dataclass
class Shop:
    """An agent, and one customer whose the dialogues are, verified and asking for copies."""

    desk: Desk
    request: str
    copies: Copies

    @property
    def transcripts(self) -> Transcripts:
        """The service that lists and reads."""
        return self.copies.transcripts

    def listed(self) -> dict[int, str]:
        """References of her conversations, but for the planted one, latest first."""
        return {each.id: each.reference for each in self.desk.must_see().transcripts if each.provider == "star"}

    def read(self, transcript: int) -> OpenedTranscript | Refusal:
        """Record and read one."""
        return self.transcripts.read(self.desk.who, self.request, 1, transcript, Waiting())

    def propose(self, transcript: int) -> Proposal | Refusal:
        """Read one for a copy."""
        return self.copies.propose(self.desk.who, self.request, 1, transcript, Waiting())

    def send(self, transcript: int, adjusted: Adjusted) -> Queued | Refusal:
        """Queue a copy of one to her."""
        return send_copy(self.copies, self.desk.who, self.request, transcript, adjusted, self.desk.her.email)


def mail(draft: Draft) -> EmailMessage:
    """A message as it arrives."""
    letter = Letter("b" * 32, "margaret.h@example.org", START, 0, draft)
    message = message_from_bytes(written(letter, route(letter.recipient)), policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def lines_of(message: EmailMessage) -> list[tuple[str, str, str]]:
    """Time, name and text of the lines in a mail's text."""
    body = message.get_body(("plain",))
    assert body is not None
    return list(read_back(body.get_content().replace("\r\n", "\n")))


def lines(chat: Conversation) -> list[tuple[str, str, str]]:
    """The same of a conversation."""
    names = {"customer": "Ms Margaret Hargreaves", "advisor": "Ada"}
    said = [(f"{each.at:%H:%M}", names[each.speaker.value], each.text) for each in chat.messages]
    return said or [(f"{chat.started_at:%H:%M}", "Chat", "Nothing was said in this conversation.")]


def shop(place: Place, moved: timedelta) -> Shop:
    """With all dialogues imported."""
    assert isinstance(place.store, SqliteStore)
    who = place.seed.agent("Jo", Role.AGENT)
    her = place.seed.customer(Planted(id=1, controller=SHOP, brand=BRAND))
    desk = Desk(place, who, her, place.seed.customer(stranger()))
    made = run_import(
        SqliteIntake(place.store, place.clock),
        Kind.TRANSCRIPTS,
        resources.path(*FOLDER, "dialogues.jsonl.gz"),
        Hers(moved),
        book=BOOK,
        now=place.clock.now(),
    )
    assert isinstance(made, Report)
    assert made.tally == Tally(created=ALL), made.refused[:3]
    request = desk.draft(controller=SHOP)
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    desk.open(request)
    for fact in VIEWERS:
        desk.answer(request, fact, said(her, fact))
    assert isinstance(desk.grant(request, [VIEW]), Grant)
    sending = Sending(place.store, BOOK, TEXTS, place.clock)
    return Shop(desk, request, Copies(place.store, Transcripts(place.store), sending, Paper(), "GB", UTC))


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Shop]:
    """In this year."""
    folder = tmp_path_factory.mktemp("moved")
    place = SqlitePlaces.make(folder).place(folder / "store.db")
    yield shop(place, START - datetime(2020, 7, 1, tzinfo=UTC))
    place.store.close()


@pytest.fixture
def own_dates(place: Place) -> Shop:
    """As they were published, in May 2020."""
    return shop(place, timedelta())


def published() -> dict[str, list[tuple[str, str]]]:
    """Who said what in every dialogue, read by other means than the product's."""
    with gzip.open(resources.path(*FOLDER, "dialogues.jsonl.gz"), "rt", encoding="utf-8") as file:
        dialogues = [json.loads(line) for line in file]
    return {
        str(dialogue["DialogueID"]): [
            (SPEAKERS[event["Agent"]], event["Text"])
            for event in dialogue["Events"]
            if event["Agent"] in SPEAKERS and event["Action"] in ("utter", "pick_suggestion")
        ]
        for dialogue in dialogues
    }


@pytest.mark.parametrize("quarter", range(4))
def test_all_are_listed_and_come_back_from_vcon_and_mail_as_they_were_said(moved: Shop, quarter: int) -> None:
    """Redactions aside, which the mail has and the vCon has not."""
    expected, listed = published(), moved.listed()
    assert sorted(listed.values()) == sorted(expected)
    assert sum(not words for words in expected.values()) == 34, "in which nobody said anything"
    first = moved.propose(next(iter(listed)))
    assert isinstance(first, Proposal)
    for transcript, reference in list(listed.items())[quarter::4]:
        opened = moved.read(transcript)
        assert isinstance(opened, OpenedTranscript)
        chat = moved.transcripts.read_again(moved.desk.who, moved.request, 1, transcript)
        assert isinstance(chat, Conversation)
        assert opened.conversation == legible(chat)
        proposal = replace(first, conversation=chat, spans=propose(chat, first.own))
        assert [(each.speaker.value, each.text) for each in chat.messages] == expected[reference]
        assert vcon.read(vcon.write(chat, "44710923", made_at=START), None, START) == (chat, "44710923")
        preview = moved.copies.preview(proposal, proposal.spans)
        draft = Draft(
            MessageKind.TRANSCRIPT_COPY, BRAND, "en", BRAND, preview.sender, preview.subject, preview.text,
            preview.talk.markup(),
        )  # fmt: skip
        assert lines_of(mail(draft)) == lines(redact(chat, proposal.spans))


def test_some_are_sent_and_arrive_so(moved: Shop) -> None:
    expected = published()
    spoken = [transcript for transcript, reference in moved.listed().items() if expected[reference]]
    silent = [transcript for transcript, reference in moved.listed().items() if not expected[reference]]
    for transcript in (*spoken[::100], *silent[:2]):
        proposal = moved.propose(transcript)
        assert isinstance(proposal, Proposal)
        made = moved.send(transcript, Adjusted(proposal.spans))
        assert isinstance(made, Queued)
        letter = moved.desk.store.outgoing.claim("courier", 60)
        assert letter is not None
        assert lines_of(mail(letter.draft)) == lines(redact(proposal.conversation, proposal.spans))


def test_with_their_own_dates_none_is_listed_fetched_or_sent(own_dates: Shop) -> None:
    assert own_dates.listed() == {}
    assert own_dates.transcripts.refresh(own_dates.desk.who, own_dates.request, 1, Waiting()) == Merged()
    gone = Refusal(Reason.NO_SUCH_TRANSCRIPT)
    for transcript in range(2, ALL + 3, 10):
        assert own_dates.send(transcript, Adjusted(())) == gone
    for transcript in range(2, ALL, 40):
        assert own_dates.read(transcript) == gone
        assert own_dates.propose(transcript) == gone
    assert own_dates.desk.store.outgoing.claim("courier", 60) is None
