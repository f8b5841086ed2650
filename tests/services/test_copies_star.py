"""All dialogues of STAR as copies: imported, listed, mailed and read back; with their own dates none is there."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import case, update

from care_console import resources
from care_console.domain.copies import Adjusted, read_back
from care_console.domain.intake import Kind, Tally
from care_console.domain.mail_texts import TextBook
from care_console.domain.messages import clean_text
from care_console.domain.policies import PolicyBook
from care_console.domain.redaction import BLOCK
from care_console.domain.requests import Purpose, Reason, Refusal
from care_console.domain.roles import Role
from care_console.domain.transcripts import Speaker
from care_console.mail.writing import route, written
from care_console.services.copies import Copies, Proposal, Queued
from care_console.services.intake.mapping import read_mapping
from care_console.services.intake.run import Report, run_import
from care_console.services.sending import Sending
from care_console.services.transcripts import Transcripts
from care_console.storage import tables as t
from care_console.storage.intake import SqliteIntake
from care_console.storage.store import SqliteStore
from tests.contract.desk import Desk
from tests.services.copying import send_copy
from tests.stores import START, Planted, stranger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from care_console.domain.redaction import Span
    from care_console.domain.transcripts import Conversation
    from care_console.services.intake.mapping import Preparation
    from tests.stores import Place

BOOK = PolicyBook.load(resources.path("policies"))
DIALOGUES, AT_ONCE = 800, 20
EVERY = "CARE_CONSOLE_TEST_EVERY_DIALOGUE" in os.environ
"""Every dialogue takes a minute; without this every tenth is taken."""
SPOKEN_UNTIL = datetime(2020, 6, 30, tzinfo=UTC)
"""All of them were over by then."""
MOVED = START - SPOKEN_UNTIL
NOT_MOVED = timedelta()
SILENT = "Nothing was said in this conversation."
NAMES = {"Ms Margaret Hargreaves": Speaker.CUSTOMER, "Advisor": Speaker.ADVISOR, "Chat": Speaker.SYSTEM}


class Patient:
    """Waits for ever."""

    def found(self, conversations: int) -> None:
        """See the port."""

    def pause(self, seconds: float) -> None:
        """See the port."""


class BlankPaper:
    """Writes nothing: what the paper says has tests of its own."""

    def write(self, page: str, title: str) -> bytes:
        return b"%PDF-1.7"


@dataclass(frozen=True)
class Hers:
    """The dialogues as hers, moved in time."""

    mapping: Preparation
    by: timedelta

    @property
    def digest(self) -> str:
        return f"{self.mapping.digest} {self.by}"

    def __call__(self, raw: dict[str, Any]) -> dict[str, Any]:
        made = self.mapping(raw)
        messages = [{**one, "at": self.moved(one["at"])} for one in made["messages"]]
        started = self.moved(made["started_at"])
        whose = {"brand": "net-a-porter", "customer_number": "44710923"}
        return {**made, **whose, "messages": messages, "started_at": started}

    def moved(self, at: str) -> str:
        return (datetime.fromisoformat(at) + self.by).isoformat()


@dataclass
class Room:
    """An agent who serves her, and what makes copies."""

    desk: Desk
    copies: Copies
    request: str

    def bring_in(self, by: timedelta) -> Report:
        """Import the dialogues."""
        assert isinstance(self.desk.store, SqliteStore)
        made = run_import(
            SqliteIntake(self.desk.store, self.desk.place.clock),
            Kind.TRANSCRIPTS,
            resources.path("demo", "star", "dialogues.jsonl.gz"),
            Hers(read_mapping(resources.path("demo", "star", "dialogues.toml")), by),
            book=BOOK,
            now=START,
        )
        assert isinstance(made, Report)
        return made

    def let_have(self, transcripts: Sequence[int]) -> None:
        """Let her have these only, and her neighbour the others: nobody chats 800 times."""
        assert isinstance(self.desk.store, SqliteStore)
        whose = case((t.transcript.c.id.in_(transcripts), 1), else_=2)
        with self.desk.store.engines.writing() as connection:
            connection.execute(update(t.transcript).values(customer_id=whose))

    def mailed(self, transcript: int) -> tuple[Proposal, str]:
        """A copy as proposed, and the text of the mail as its recipient's program reads it."""
        made = self.copies.propose(self.desk.who, self.request, 1, transcript, Patient())
        assert isinstance(made, Proposal)
        sent = send_copy(
            self.copies, self.desk.who, self.request, transcript, Adjusted(made.spans), made.recipients[0].address
        )
        assert isinstance(sent, Queued)
        letter = self.desk.store.outgoing.claim("test", 60)
        assert letter is not None
        message = message_from_bytes(written(letter, route(letter.recipient)), policy=policy.default)
        body = message.get_body(("plain",))
        assert body is not None
        return made, body.get_content().replace("\r\n", "\n")


@pytest.fixture
def room(place: Place) -> Room:
    her = place.seed.customer(Planted(id=1, brand="net-a-porter"))
    desk = Desk(place, place.seed.agent("Jo", Role.AGENT), her, place.seed.customer(stranger()))
    request = desk.verified()
    assert desk.state(request, purpose=Purpose.TRANSCRIPT) is None
    sending = Sending(place.store, BOOK, TextBook.load(resources.path("mail")), place.clock)
    return Room(desk, Copies(place.store, Transcripts(place.store), sending, BlankPaper(), "GB", UTC), request)


def blacked_out(text: str, spans: Iterable[Span]) -> str:
    """A text as it ought to be read: what is hidden as one block, everything else as it was said."""
    for span in sorted(spans, reverse=True):
        text = text[: span.start] + BLOCK + text[span.end :]
    return clean_text(text)


def as_said(conversation: Conversation, spans: Iterable[Span]) -> list[tuple[str, Speaker, str]]:
    """Minute, speaker and text of every message, in order."""
    return [
        (f"{said.at:%H:%M}", said.speaker, blacked_out(said.text, (one for one in spans if one.message == at)))
        for at, said in enumerate(conversation.messages)
    ]


@pytest.mark.timeout(900)
def test_every_dialogue_is_mailed_and_read_back(room: Room) -> None:
    assert room.bring_in(MOVED).tally == Tally(created=DIALOGUES)
    listed = [one.id for one in room.desk.must_see().transcripts if one.provider == "star"]
    assert len(listed) == DIALOGUES
    taken = listed if EVERY else listed[::10]
    hidden = messages = 0
    for at, transcript in enumerate(taken):
        if at % AT_ONCE == 0:
            room.let_have(taken[at : at + AT_ONCE])
        proposal, text = room.mailed(transcript)
        read = [(minute, NAMES[name], said) for minute, name, said in read_back(text)]
        if proposal.conversation.messages:
            assert read == as_said(proposal.conversation, proposal.spans)
        else:
            assert [(speaker, said) for _, speaker, said in read] == [(Speaker.SYSTEM, SILENT)]
        hidden, messages = hidden + len(proposal.spans), messages + len(read)
    assert messages > 10 * len(taken)
    assert 0 < hidden < messages


def test_with_its_own_dates_no_dialogue_is_listed_fetched_or_sent(room: Room) -> None:
    assert room.bring_in(NOT_MOVED).tally == Tally(created=DIALOGUES)
    assert [one for one in room.desk.must_see().transcripts if one.provider == "star"] == []
    over = Refusal(Reason.NO_SUCH_TRANSCRIPT)
    for transcript in range(2, DIALOGUES + 3, 16):
        gone = room.copies.propose(room.desk.who, room.request, 1, transcript, Patient())
        assert gone == over
        assert (
            send_copy(room.copies, room.desk.who, room.request, transcript, Adjusted(()), room.desk.her.email) == over
        )
