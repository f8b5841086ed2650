"""Training: leads alone, under a request bound to it, one conversation at a time, redacted, recorded before (T3)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.redaction import BLOCK
from care_console.domain.requests import Purpose, Reason, Refusal, RequestOutcome
from care_console.domain.roles import Agent, Role
from care_console.domain.training import for_training
from care_console.domain.transcripts import Conversation, Message, Speaker
from tests.stores import RECENTLY

if TYPE_CHECKING:
    from care_console.domain.ports import TrainingChat
    from tests.contract.desk import Desk

HERS = 1


@pytest.fixture
def lead(desk: Desk) -> Agent:
    return desk.place.seed.agent("Lee", Role.LEAD)


def training(desk: Desk, who: Agent, *, begun: bool = True) -> str:
    """A request of the purpose training."""
    request = desk.draft(who)
    with desk.store.writing(who) as unit:
        assert unit.requests.state(request, purpose=Purpose.TRAINING) is None
        if begun:
            assert unit.training.begin(request) is None
        unit.commit()
    return request


def chats(desk: Desk, who: Agent, request: str) -> list[TrainingChat]:
    with desk.store.reading(who) as unit:
        return unit.training.chats(request, 10)


def announce(desk: Desk, who: Agent, request: str, transcript: int = HERS) -> Refusal | None:
    with desk.store.writing(who) as unit:
        refused = unit.training.open(request, transcript)
        unit.commit()
    return refused


def read(desk: Desk, who: Agent, request: str, transcript: int = HERS) -> Conversation | None:
    with desk.store.reading(who) as unit:
        return unit.training.transcript(request, transcript)


def test_a_lead_reads_one_conversation_and_nothing_else_of_the_customer(desk: Desk, lead: Agent) -> None:
    request = training(desk, lead)
    assert [each.id for each in chats(desk, lead, request)] == [2, 1]
    assert read(desk, lead, request) is None
    assert announce(desk, lead, request) is None
    seen = read(desk, lead, request)
    assert seen is not None
    assert [each.text for each in seen.messages][:1] == ["Where is my parcel?"]
    assert seen.reference == ""
    assert read(desk, lead, request, 2) is None
    with desk.store.reading(lead) as unit:
        assert unit.customer(HERS) is None
        assert unit.scopes(HERS) == frozenset()
        assert unit.transcript(HERS) is None
    listed, opened = desk.place.events(lead)[-2:]
    assert (listed.verb, listed.outcome, listed.purpose) == (Verb.TRANSCRIPTS_LISTED, Outcome.DONE, "training")
    assert (opened.verb, opened.outcome, opened.purpose) == (Verb.TRANSCRIPT_READ, Outcome.DONE, "training")
    assert (opened.request, opened.customer) == (request, desk.her.pseudonym)
    assert opened.grant


@pytest.mark.parametrize("role", [Role.AGENT, Role.PRIVACY_OFFICER])
def test_others_are_refused_and_that_is_recorded(desk: Desk, role: Role) -> None:
    other = desk.place.seed.agent("Sam", role)
    request = desk.draft(other)
    with desk.store.writing(other) as unit:
        assert unit.training.begin(request) == Refusal(Reason.NOT_PERMITTED)
        assert unit.training.open(request, HERS) == Refusal(Reason.NOT_PERMITTED)
        assert unit.training.chats(request, 10) == []
        assert unit.training.transcript(request, HERS) is None
        unit.commit()
    assert [event.outcome for event in desk.place.events(other)[-2:]] == [Outcome.REFUSED] * 2


def test_another_purpose_another_request_and_another_lead_open_nothing(desk: Desk, lead: Agent) -> None:
    plain = desk.draft(lead)
    assert announce(desk, lead, plain) == Refusal(Reason.PURPOSE_BOUND)
    first, second = training(desk, lead), training(desk, lead)
    assert announce(desk, lead, first) is None
    assert read(desk, lead, second) is None
    other = desk.place.seed.agent("Max", Role.LEAD)
    assert announce(desk, other, first) == Refusal(Reason.NO_REQUEST)
    assert read(desk, other, first) is None


def test_what_was_not_committed_shows_nothing(desk: Desk, lead: Agent) -> None:
    request = training(desk, lead, begun=False)
    assert chats(desk, lead, request) == []
    with desk.store.writing(lead) as unit:
        assert unit.training.begin(request) is None
        assert unit.training.chats(request, 10) == []
        assert unit.training.open(request, HERS) is None
        assert unit.training.transcript(request, HERS) is None
    assert read(desk, lead, request) is None


def test_ended_expired_and_over_ones_are_closed(desk: Desk, lead: Agent) -> None:
    request = training(desk, lead)
    assert announce(desk, lead, request) is None
    desk.place.clock.move(minutes=16)
    assert read(desk, lead, request) is None
    assert announce(desk, lead, request) is None
    with desk.store.writing(lead) as unit:
        assert unit.requests.end(request, RequestOutcome.DONE) is None
        unit.commit()
    assert read(desk, lead, request) is None
    desk.place.clock.time = RECENTLY + timedelta(days=430)
    later = training(desk, lead)
    assert chats(desk, lead, later) == []
    assert announce(desk, lead, later) == Refusal(Reason.NO_SUCH_TRANSCRIPT)


def test_another_controllers_conversations_are_not_there(desk: Desk, lead: Agent) -> None:
    request = desk.draft(lead, controller="southwind")
    with desk.store.writing(lead) as unit:
        unit.requests.state(request, purpose=Purpose.TRAINING)
        unit.training.begin(request)
        unit.commit()
    assert chats(desk, lead, request) == []
    assert announce(desk, lead, request) == Refusal(Reason.NO_SUCH_TRANSCRIPT)


def test_names_numbers_and_addresses_are_cut_out_whatever_their_form() -> None:
    said = "I am MARGARET  hargreaves of ls62pq, write to m.h@example.org or call +44 113 496 0412. Hargreavesian."
    chat = Conversation(
        "p", "r", "b", RECENTLY, RECENTLY, "Ada", "Parcel of Margaret", (Message(RECENTLY, Speaker.CUSTOMER, said),)
    )
    seen = for_training(chat, ["Margaret", "Hargreaves", "LS6 2PQ", "", "x"])
    (message,) = seen.messages
    for hidden in ("margaret", "ls62pq", "example.org", "0412"):
        assert hidden not in message.text.casefold()
    assert "Hargreavesian" in message.text
    assert BLOCK in message.text
    assert seen.topic == f"Parcel of {BLOCK}"
    assert for_training(chat, []).topic == "Parcel of Margaret"


def test_answers_to_who_somebody_is_and_birthdays_are_cut_out() -> None:
    said = (
        (Speaker.ADVISOR, "Could I get your full name, please?"),
        (Speaker.CUSTOMER, "Brian White."),
        (Speaker.CUSTOMER, "With an i."),
        (Speaker.ADVISOR, "And what may I do for you?"),
        (Speaker.CUSTOMER, "My parcel of 24. My birthday was 29/02/1980, too."),
    )
    messages = tuple(Message(RECENTLY, speaker, text) for speaker, text in said)
    seen = for_training(Conversation("p", "r", "b", RECENTLY, RECENTLY, messages=messages), [])
    assert [each.text for each in seen.messages] == [
        said[0][1],
        BLOCK,
        BLOCK,
        said[3][1],
        f"My parcel of 24. My birthday was {BLOCK}, too.",
    ]
