"""Conversations are read under the view, for a copy, recorded before, and never beyond their retention (T1, T2)."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.requests import Fact, Purpose, Reason, Refusal
from care_console.domain.roles import Role
from tests.contract.desk import VIEWERS, said
from tests.stores import RECENTLY

if TYPE_CHECKING:
    from care_console.domain.transcripts import Conversation
    from tests.contract.desk import Desk


def transcript_id(desk: Desk) -> int:
    (chat,) = desk.must_see().transcripts
    return chat.id


def announce(desk: Desk, request: str, transcript: int, customer: int = 1) -> Refusal | None:
    with desk.store.writing(desk.who) as unit:
        refused = unit.open_transcript(request, customer, transcript)
        unit.commit()
    return refused


def read(desk: Desk, transcript: int) -> Conversation | None:
    with desk.store.reading(desk.who) as unit:
        return unit.transcript(transcript)


def found(desk: Desk, text: str) -> int:
    with desk.store.reading(desk.who) as unit:
        return len(unit.chats.found(1, text))


def asked_for(desk: Desk, purpose: Purpose = Purpose.TRANSCRIPT) -> str:
    """A verified request for a copy of a chat."""
    request = desk.draft()
    desk.state(request, purpose=purpose)
    desk.open(request)
    for fact in VIEWERS:
        desk.answer(request, fact, said(desk.her, fact))
    desk.grant(request, [VIEW])
    return request


@pytest.mark.parametrize("purpose", [Purpose.TRANSCRIPT, Purpose.DATA_COPY])
def test_a_reading_is_recorded_under_request_grant_and_pseudonym(desk: Desk, purpose: Purpose) -> None:
    request = asked_for(desk, purpose)
    assert announce(desk, request, transcript_id(desk)) is None
    event = desk.last()
    assert (event.verb, event.outcome, event.request) == (Verb.TRANSCRIPT_READ, Outcome.DONE, request)
    assert (event.purpose, event.customer) == (purpose.value, desk.her.pseudonym)
    assert event.grant


def test_nothing_is_read_or_found_before_it_was_recorded(desk: Desk) -> None:
    request = asked_for(desk)
    hers, before = transcript_id(desk), desk.last()
    assert read(desk, hers) is None
    assert found(desk, "parcel") == 0
    assert desk.last() == before
    with desk.store.writing(desk.who) as unit:
        assert unit.open_transcript(request, 1, hers) is None
        assert unit.chats.search(request, 1) is None
        assert unit.transcript(hers) is None, "rolled back, no record would be left"
        assert unit.chats.found(1, "parcel") == []
    assert read(desk, hers) is None
    assert announce(desk, request, hers) is None
    assert read(desk, hers) is not None
    assert found(desk, "parcel") == 0, "one conversation is not all of them"
    with desk.store.writing(desk.who) as unit:
        unit.chats.search(request, 1)
        unit.commit()
    assert found(desk, "parcel") == 1
    desk.place.clock.move(minutes=16)
    assert read(desk, hers) is None
    assert found(desk, "parcel") == 0


def test_messages_come_in_their_order_with_speakers_and_times(desk: Desk) -> None:
    announce(desk, asked_for(desk), transcript_id(desk))
    seen = read(desk, transcript_id(desk))
    assert seen is not None
    assert [(each.speaker.value, each.text) for each in seen.messages] == [
        ("customer", "Where is my parcel?"),
        ("advisor", "Let me look. 🙂"),
        ("customer", "שלום"),
        ("system", "The chat has ended."),
    ]
    assert [each.at for each in seen.messages] == [RECENTLY + timedelta(minutes=place) for place in range(4)]
    assert (seen.provider, seen.reference, seen.advisor) == ("chat", "chat-1", "Ada")


def test_without_the_view_nothing_is_read(desk: Desk) -> None:
    verified = asked_for(desk)
    transcript = transcript_id(desk)
    desk.end(verified)
    request = desk.draft()
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    desk.open(request)
    assert read(desk, transcript) is None
    refused = announce(desk, request, transcript)
    assert refused == Refusal(Reason.NOT_VERIFIED)
    assert (desk.last().verb, desk.last().outcome) == (Verb.TRANSCRIPT_READ, Outcome.REFUSED)


def test_for_another_purpose_it_is_refused(desk: Desk) -> None:
    request = desk.verified()
    assert announce(desk, request, transcript_id(desk)) == Refusal(Reason.COPY_NOT_ASKED)
    assert desk.last().detail == {"reason": "copy_not_asked"}


def test_somebody_elses_conversation_is_no_such_transcript(desk: Desk) -> None:
    request = asked_for(desk)
    hers = transcript_id(desk)
    assert announce(desk, request, hers + 1) == Refusal(Reason.NO_SUCH_TRANSCRIPT)
    assert read(desk, hers + 1) is None


def test_another_agent_reads_nothing(desk: Desk) -> None:
    asked_for(desk)
    other = desk.place.seed.agent("Sam", Role.LEAD)
    transcript = transcript_id(desk)
    with desk.store.reading(other) as unit:
        assert unit.transcript(transcript) is None


def test_the_view_of_one_request_does_not_serve_another(desk: Desk) -> None:
    asked_for(desk)
    transcript = transcript_id(desk)
    other = desk.draft()
    desk.state(other, purpose=Purpose.TRANSCRIPT)
    desk.open(other)
    assert announce(desk, other, transcript) == Refusal(Reason.NOT_VERIFIED)


@pytest.mark.parametrize(
    ("hours", "kept"),
    [
        (-1, True),
        (0, False),
    ],
)
def test_beyond_its_retention_it_is_neither_listed_nor_read(desk: Desk, hours: int, *, kept: bool) -> None:
    # It ended on 31 January 2026; thirteen months later there is no 31st: it is kept through 28 February 2027.
    asked_for(desk)
    transcript = transcript_id(desk)
    desk.place.clock.time = datetime(2027, 3, 1, tzinfo=UTC) + timedelta(hours=hours)
    request = asked_for(desk)
    assert len(desk.must_see().transcripts) == kept
    assert announce(desk, request, transcript) == (None if kept else Refusal(Reason.NO_SUCH_TRANSCRIPT))
    assert (read(desk, transcript) is not None) == kept


def test_the_last_day_is_told(desk: Desk) -> None:
    with desk.store.reading(desk.who) as unit:
        assert unit.last_day("harbour", RECENTLY).isoformat() == "2027-02-28"


def test_a_locked_customer_is_not_read(desk: Desk) -> None:
    request = asked_for(desk)
    transcript = transcript_id(desk)
    for number in range(3):
        desk.answer(request, Fact.CUSTOMER_NUMBER, f"0000000{number}")
    assert announce(desk, request, transcript) == Refusal(Reason.LOCKED)
