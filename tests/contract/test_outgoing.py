"""The queue of messages: committed with its event, sent by one holder at a time, cancelled in time, never lost."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.messages import (
    BY_HAND,
    PATIENCE,
    Answer,
    Attachment,
    Draft,
    Letter,
    MessageKind,
    MessageState,
    Reply,
    Return,
    Sent,
    Stage,
    Taken,
    Verdict,
)
from care_console.domain.ports import MailBacklog
from care_console.domain.requests import Grant, Purpose, Reason, Refusal, Requester
from care_console.domain.roles import Role
from care_console.storage import tables as t
from care_console.storage.store import SqliteStore
from tests.contract.desk import Desk
from tests.stores import START

MINUTE = 60.0
ACCEPTED = Verdict(MessageState.ACCEPTED, Reply(250, "2.0.0 queued as 7", Stage.CONTENT))
LATER = Verdict(MessageState.DEFERRED, Reply(451, "4.3.0 try later", Stage.RECIPIENT))
NOBODY = Verdict(MessageState.REFUSED, Reply(550, "5.1.1 no such user", Stage.RECIPIENT))
SPAM = Verdict(MessageState.REFUSED, Reply(554, "5.7.1 looks like spam", Stage.CONTENT))
IN_DOUBT = Verdict(MessageState.UNKNOWN)


def draft(kind: MessageKind = MessageKind.DETAIL_CHANGED, **other: object) -> Draft:
    values: dict = {
        "kind": kind, "brand": "harbour", "language": "en", "sender_name": "Harbour", "sender": "care@harbour.example",
        "subject": "Your details", "text": "They changed.", "html": "<p>They changed.</p>",
    }  # fmt: skip
    return Draft(**{**values, **other})


def queue(desk: Desk, request: str, what: Draft | None = None, to: list[str] | None = None) -> str | Refusal:
    with desk.store.writing(desk.who) as unit:
        made = unit.queue_message(request, 1, what or draft(), recipients=to)
        unit.commit()
    return made


def queued(desk: Desk, what: Draft | None = None, to: list[str] | None = None) -> str:
    """A message to her first address."""
    made = queue(desk, copy_asked(desk), what, to or [desk.her.email])
    assert isinstance(made, str)
    return made


def copy_asked(desk: Desk) -> str:
    """A verified request for a copy of a conversation."""
    request = desk.verified()
    assert desk.state(request, purpose=Purpose.TRANSCRIPT) is None
    return request


def cancel(desk: Desk, message: str) -> Refusal | None:
    with desk.store.writing(desk.who) as unit:
        refused = unit.cancel_message(message)
        unit.commit()
    return refused


def resolve(desk: Desk, copy: str, answer: Answer) -> Refusal | None:
    with desk.store.writing(desk.who) as unit:
        refused = unit.resolve_message(copy, answer)
        unit.commit()
    return refused


def sent(desk: Desk) -> list[Sent]:
    with desk.store.reading(desk.who) as unit:
        return unit.messages(1, 50)


def states(desk: Desk) -> list[MessageState]:
    return sorted(copy.state for copy in sent(desk))


def claim(desk: Desk, holder: str = "one") -> Letter:
    letter = desk.store.outgoing.claim(holder, MINUTE)
    assert letter is not None
    return letter


def delivered(desk: Desk) -> list[dict[str, str]]:
    return [one.detail for one in desk.place.events() if one.verb is Verb.MESSAGE_DELIVERED]


# --- who gets it


def test_a_message_goes_to_every_address_on_file_that_does_not_fail(desk: Desk) -> None:
    request = desk.verified()
    message = queue(desk, request)
    assert isinstance(message, str)
    assert {copy.address for copy in sent(desk)} == {desk.her.email, desk.her.second_email}
    first, second = claim(desk), claim(desk)
    desk.store.outgoing.settle(first.id, "one", NOBODY)
    desk.store.outgoing.settle(second.id, "one", ACCEPTED)
    queue(desk, request)
    assert claim(desk).recipient == second.recipient
    assert desk.store.outgoing.claim("one", MINUTE) is None


def test_each_copy_has_its_own_constant_identifier(desk: Desk) -> None:
    queue(desk, desk.verified())
    first, second = claim(desk), claim(desk)
    assert first.header_id != second.header_id
    assert first.header_id == f"<{first.id}@harbour.example>"
    desk.store.outgoing.settle(first.id, "one", LATER, START)
    assert (again := claim(desk)).header_id == first.header_id
    assert (first.tries, again.tries) == (0, 1)


def test_the_event_is_committed_with_the_message_and_tells_no_address(desk: Desk) -> None:
    request = desk.verified()
    queue(desk, request)
    event = desk.last()
    assert (event.verb, event.request, event.customer) == (Verb.MESSAGE_QUEUED, request, desk.her.pseudonym)
    assert event.detail == {"kind": "detail_changed", "copies": "2"}
    with desk.store.writing(desk.who) as unit:
        unit.queue_message(request, 1, draft())
    assert (len(sent(desk)), desk.last()) == (2, event), "rolled back, there is neither"


def test_the_old_address_is_told_too(desk: Desk) -> None:
    scope = amend_scope("email", "address")
    request = desk.verified(scopes=[VIEW, scope])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
        both = [desk.her.email, "new@example.org"]
        assert isinstance(unit.queue_message(request, 1, draft(), recipients=both), str)
        unit.commit()
    assert {claim(desk).recipient, claim(desk).recipient} == set(both)


@pytest.mark.parametrize("kind", MessageKind)
def test_nothing_goes_to_an_address_that_was_never_on_file(desk: Desk, kind: MessageKind) -> None:
    made = queue(desk, copy_asked(desk), draft(kind), [desk.her.email, "thief@example.com"])
    assert made == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    assert (desk.last().outcome, desk.last().detail["reason"]) == (Outcome.REFUSED, "recipient_not_on_file")
    assert sent(desk) == []


@pytest.mark.parametrize("kind", [MessageKind.TRANSCRIPT_COPY, MessageKind.ONE_TIME_CODE])
def test_what_a_thief_would_want_goes_to_settled_addresses_only(desk: Desk, kind: MessageKind) -> None:
    request = desk.verified(scopes=[VIEW, amend_scope("email", "address"), amend_scope("email", "address")])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
        unit.commit()
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    assert queue(desk, request, draft(kind), [desk.her.email]) == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    assert queue(desk, request, draft(kind), ["new@example.org"]) == Refusal(Reason.RECIPIENT_TOO_NEW)
    assert isinstance(queue(desk, request, draft(kind)), str)
    assert [copy.address for copy in sent(desk)] == [desk.her.second_email]


@pytest.mark.parametrize("part", ["text", "html", "subject"])
def test_no_copy_of_a_conversation_leaves_with_a_card_number_in_it(desk: Desk, part: str) -> None:
    request = copy_asked(desk)
    legible = draft(MessageKind.TRANSCRIPT_COPY, **{part: "Mine is 4111 1111-1111 1111."})
    assert queue(desk, request, legible, [desk.her.email]) == Refusal(Reason.NOT_REDACTED)
    assert (desk.last().verb, desk.last().outcome) == (Verb.MESSAGE_QUEUED, Outcome.REFUSED)
    assert desk.last().detail == {"kind": "transcript_copy", "reason": "not_redacted"}
    assert sent(desk) == []
    other = draft(MessageKind.TRANSCRIPT_COPY, **{part: "Mine is 4111 1111-1111 1112."})
    assert isinstance(queue(desk, request, other, [desk.her.email]), str), "no card has this check digit"


def test_no_copy_of_a_conversation_leaves_that_nobody_asked_for_or_while_the_record_is_locked(desk: Desk) -> None:
    copy = draft(MessageKind.TRANSCRIPT_COPY)
    assert queue(desk, desk.verified(), copy) == Refusal(Reason.COPY_NOT_ASKED)
    assert desk.last().detail == {"kind": "transcript_copy", "reason": "copy_not_asked"}
    request = copy_asked(desk)
    for _ in range(3):
        desk.wrong(request)
    assert queue(desk, request, copy) == Refusal(Reason.LOCKED)
    assert sent(desk) == []


def test_what_one_request_grants_sends_nothing_under_another(desk: Desk) -> None:
    request, lead = copy_asked(desk), desk.place.seed.agent("Lou", Role.LEAD)
    with desk.store.writing(lead) as unit:
        assert isinstance(unit.oversight.join(request), Grant)
        unit.commit()
    desk.who = lead
    own = desk.draft()
    desk.state(own, purpose=Purpose.TRANSCRIPT)
    assert queue(desk, own) == Refusal(Reason.NOT_OPENED)
    desk.open(own)
    assert queue(desk, own, draft(MessageKind.TRANSCRIPT_COPY)) == Refusal(Reason.NOT_VERIFIED)
    assert queue(desk, request, draft(MessageKind.TRANSCRIPT_COPY)) == Refusal(Reason.NO_REQUEST)


def test_an_opt_out_is_confirmed_without_verification_and_shows_nobody_the_address(desk: Desk) -> None:
    request = desk.draft()
    assert desk.state(request, Requester.HOUSEHOLD, Purpose.PREFERENCES) is None
    assert isinstance(queue(desk, request, draft(MessageKind.OPT_OUT_CONFIRMED)), str)
    assert sent(desk) == []
    desk.state(request)
    desk.open(request)
    assert [copy.address.partition("@")[0][1:] for copy in sent(desk)] == ["••••••"] * 2
    refused = queue(desk, request, draft(MessageKind.TRANSCRIPT_COPY))
    assert refused == Refusal(Reason.NOT_VERIFIED)


def test_a_message_needs_a_request_of_the_same_controller(desk: Desk) -> None:
    assert queue(desk, "no such request") == Refusal(Reason.NO_REQUEST)
    assert queue(desk, desk.draft(controller="other")) == Refusal(Reason.OTHER_CONTROLLER)
    request = desk.verified()
    desk.end(request)
    assert queue(desk, request) == Refusal(Reason.REQUEST_ENDED)
    assert sent(desk) == []


@pytest.mark.parametrize("kind", MessageKind)
def test_only_an_opt_out_is_confirmed_to_a_customer_who_is_not_open(desk: Desk, kind: MessageKind) -> None:
    request = desk.draft()
    made = queue(desk, request, draft(kind))
    assert isinstance(made, str) if kind is MessageKind.OPT_OUT_CONFIRMED else made == Refusal(Reason.NOT_OPENED)


def test_messages_of_a_customer_who_is_not_open_are_not_told(desk: Desk) -> None:
    message = queued(desk)
    other = desk.place.seed.agent("Kim", Role.AGENT)
    with desk.store.writing(other) as unit:
        assert unit.messages(1, 50) == []
        assert unit.cancel_message(message) == Refusal(Reason.NO_SUCH_MESSAGE)


# --- sending


def test_a_copy_waits_for_its_time_and_is_called_back_until_then(desk: Desk) -> None:
    message = queued(desk, draft(MessageKind.TRANSCRIPT_COPY, not_before=START + timedelta(seconds=30)))
    assert desk.store.outgoing.claim("one", MINUTE) is None
    assert desk.store.outgoing.backlog() == MailBacklog(1, START + timedelta(seconds=30), 0)
    assert cancel(desk, message) is None
    assert cancel(desk, message) is None, "twice is once"
    desk.place.clock.move(seconds=31)
    assert desk.store.outgoing.claim("one", MINUTE) is None
    assert states(desk) == [MessageState.CANCELLED]
    assert [one.verb for one in desk.events()].count(Verb.MESSAGE_CANCELLED) == 1


def test_what_was_queued_arrives_whole(desk: Desk) -> None:
    what = draft(
        text="\u0645\u0631\u062d\u0628\u0627 \U0001f642",
        attachment=Attachment("chat.pdf", "application/pdf", b"%PDF\0\xff"),
    )
    queued(desk, what)
    letter = claim(desk)
    assert letter.draft == what
    assert (letter.recipient, letter.written_at) == (desk.her.email, START)


def test_a_copy_has_one_holder(desk: Desk) -> None:
    queued(desk)
    letter = claim(desk)
    assert desk.store.outgoing.claim("two", MINUTE) is None
    assert not desk.store.outgoing.hand_over(letter.id, "two")
    desk.store.outgoing.settle(letter.id, "two", ACCEPTED)
    assert states(desk) == [MessageState.SENDING]
    assert desk.store.outgoing.hand_over(letter.id, "one")
    desk.store.outgoing.settle(letter.id, "one", ACCEPTED)
    assert states(desk) == [MessageState.ACCEPTED]
    assert delivered(desk) == [{"kind": "detail_changed", "state": "accepted", "code": "250", "stage": "content"}]


def test_a_copy_is_called_back_while_it_is_under_way_but_not_once_it_left(desk: Desk) -> None:
    message = queued(desk, draft(MessageKind.TRANSCRIPT_COPY))
    letter = claim(desk)
    assert cancel(desk, message) is None
    assert not desk.store.outgoing.hand_over(letter.id, "one")
    desk.store.outgoing.settle(letter.id, "one", ACCEPTED)
    assert states(desk) == [MessageState.CANCELLED]
    message = queued(desk, draft(MessageKind.TRANSCRIPT_COPY))
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    assert cancel(desk, message) == Refusal(Reason.ALREADY_SENT)
    assert desk.last().detail == {"kind": "transcript_copy", "reason": "already_sent"}


@pytest.mark.parametrize("kind", sorted(set(MessageKind) - BY_HAND))
def test_what_tells_of_an_act_is_called_back_by_undoing_that_alone(desk: Desk, kind: MessageKind) -> None:
    message = queued(desk, draft(kind, not_before=START + timedelta(seconds=30)))
    assert [copy.cancellable for copy in sent(desk)] == [False]
    assert cancel(desk, message) == Refusal(Reason.GOES_WITH_CAUSE)
    assert desk.last().detail == {"kind": kind.value, "reason": "goes_with_cause"}
    assert states(desk) == [MessageState.QUEUED]


def test_a_conversation_does_not_go_again_to_an_address_that_is_gone(desk: Desk) -> None:
    request = desk.verified(scopes=[VIEW, amend_scope("email", "address")])
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    queue(desk, request, draft(MessageKind.TRANSCRIPT_COPY), [desk.her.email])
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    desk.store.outgoing.settle(letter.id, "one", IN_DOUBT)
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[0].address = "new@example.org"
        unit.commit()
    assert resolve(desk, letter.id, Answer.AGAIN) == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    assert desk.last().outcome is Outcome.REFUSED
    assert resolve(desk, letter.id, Answer.ARRIVED) is None


def test_a_sender_that_died_before_handing_over_loses_nothing(desk: Desk) -> None:
    queued(desk)
    letter = claim(desk)
    desk.place.clock.move(seconds=MINUTE + 1)
    assert not desk.store.outgoing.hand_over(letter.id, "one"), "its lease is over"
    assert claim(desk, "two").id == letter.id


def test_a_sender_that_died_after_handing_over_leaves_a_question(desk: Desk) -> None:
    queued(desk)
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    desk.place.clock.move(seconds=MINUTE + 1)
    assert desk.store.outgoing.claim("two", MINUTE) is None
    assert states(desk) == [MessageState.UNKNOWN]
    assert desk.store.outgoing.backlog() == MailBacklog(0, None, 1)
    assert delivered(desk) == [{"kind": "detail_changed", "state": "unknown"}]
    desk.store.outgoing.settle(letter.id, "one", ACCEPTED)
    assert states(desk) == [MessageState.ACCEPTED], "its reply came after all"


@pytest.mark.parametrize(
    ("answer", "state"), [(Answer.ARRIVED, MessageState.ACCEPTED), (Answer.AGAIN, MessageState.QUEUED)]
)
def test_somebody_answers_what_the_server_did_not(desk: Desk, answer: Answer, state: MessageState) -> None:
    queued(desk)
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    assert resolve(desk, letter.id, answer) == Refusal(Reason.NO_SUCH_MESSAGE), "it is not in doubt yet"
    desk.store.outgoing.settle(letter.id, "one", IN_DOUBT)
    assert resolve(desk, letter.id, answer) is None
    assert states(desk) == [state]
    assert desk.last().detail == {"kind": "detail_changed", "answer": answer.value}
    desk.store.outgoing.settle(letter.id, "one", NOBODY)
    assert states(desk) == [state], "a late reply does not undo the answer"


def test_a_deferred_copy_is_tried_again_and_given_up_after_two_days(desk: Desk) -> None:
    queued(desk)
    due = START + timedelta(minutes=1)
    letter = claim(desk)
    desk.store.outgoing.settle(letter.id, "one", LATER, due)
    assert desk.store.outgoing.claim("one", MINUTE) is None
    desk.place.clock.time = due
    again = claim(desk)
    desk.store.outgoing.settle(again.id, "one", LATER, START + PATIENCE)
    desk.place.clock.time = START + PATIENCE
    assert desk.store.outgoing.claim("one", MINUTE) is None
    (copy,) = sent_verified(desk)
    assert (copy.state, copy.tries, copy.code, copy.words) == (MessageState.REFUSED, 2, 451, "4.3.0 try later")


def sent_verified(desk: Desk) -> list[Sent]:
    """The copies as a newly verified agent sees them."""
    desk.verified()
    return sent(desk)


def test_a_code_is_not_delivered_when_it_is_over(desk: Desk) -> None:
    queued(desk, draft(MessageKind.ONE_TIME_CODE, not_after=START + timedelta(minutes=10)))
    desk.place.clock.move(minutes=10)
    assert desk.store.outgoing.claim("one", MINUTE) is None
    assert states(desk) == [MessageState.REFUSED]


def test_a_server_that_cannot_be_used_says_nothing_about_the_copy(desk: Desk) -> None:
    queued(desk)
    letter = claim(desk)
    desk.store.outgoing.give_back(letter.id, "one")
    (copy,) = sent(desk)
    assert (copy.state, copy.tries) == (MessageState.QUEUED, 0)
    assert claim(desk, "two").id == letter.id


@pytest.mark.parametrize(("verdict", "failing"), [(NOBODY, START), (SPAM, None), (LATER, None), (ACCEPTED, None)])
def test_only_an_address_that_the_server_does_not_know_is_marked_as_failing(
    desk: Desk, verdict: Verdict, failing: object
) -> None:
    queued(desk)
    letter = claim(desk)
    desk.store.outgoing.settle(letter.id, "one", verdict)
    assert [email.failing for email in desk.must_see().emails] == [failing, None]


def test_no_event_holds_the_servers_words_or_an_address(desk: Desk) -> None:
    queued(desk)
    words = f"5.1.1 <{desk.her.email}> no such user"
    letter = claim(desk)
    reply = Reply(550, words, Stage.RECIPIENT)
    desk.store.outgoing.settle(letter.id, "one", Verdict(MessageState.REFUSED, reply))
    assert sent(desk)[0].words == words
    assert desk.her.email not in repr(desk.place.events())
    assert desk.her.email not in repr(letter) + repr(reply)


# --- what comes back


def accepted(desk: Desk) -> str:
    """A copy that the server has taken."""
    queued(desk)
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    desk.store.outgoing.settle(letter.id, "one", ACCEPTED)
    return letter.id


def back(desk: Desk, copy: str, code: int = 550, words: str = "5.1.1 no such user", address: str = "") -> Taken:
    returned = Return(copy, frozenset({address or desk.her.email.upper()}), Reply(code, words, Stage.RECIPIENT))
    return desk.store.outgoing.take_back(returned)


def test_a_copy_that_comes_back_is_refused_once_and_its_address_fails(desk: Desk) -> None:
    copy = accepted(desk)
    assert back(desk, copy) is Taken.NEW
    (seen,) = sent(desk)
    assert (seen.state, seen.code, seen.words) == (MessageState.REFUSED, 550, "5.1.1 no such user")
    assert desk.must_see().emails[0].failing is not None
    assert delivered(desk)[-1] == {
        "kind": "detail_changed", "state": "refused", "returned": "yes", "code": "550", "stage": "recipient",
    }  # fmt: skip
    events = len(desk.place.events())
    assert back(desk, copy) is Taken.KNOWN
    assert len(desk.place.events()) == events


@pytest.mark.parametrize(
    ("code", "words", "address"),
    [
        (554, "5.7.1 spam", ""),
        (552, "5.2.2 mailbox full", ""),
        (450, "4.4.7 too late", ""),
        (550, "5.1.1 no such user", "passed.on@elsewhere.example"),
    ],
)
def test_an_address_does_not_fail_for_what_is_not_its_fault(desk: Desk, code: int, words: str, address: str) -> None:
    assert back(desk, accepted(desk), code, words, address) is Taken.NEW
    assert states(desk) == [MessageState.REFUSED]
    assert desk.must_see().emails[0].failing is None


def test_a_return_answers_the_question_whether_a_copy_arrived(desk: Desk) -> None:
    queued(desk)
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    assert back(desk, letter.id) is Taken.EARLY
    desk.store.outgoing.settle(letter.id, "one", IN_DOUBT)
    assert back(desk, letter.id) is Taken.NEW
    desk.store.outgoing.settle(letter.id, "one", ACCEPTED)
    assert states(desk) == [MessageState.REFUSED], "a late reply changes nothing any more"


def test_what_never_left_cannot_come_back(desk: Desk) -> None:
    queued(desk)
    (copy,) = sent(desk)
    assert back(desk, copy.copy_id) is Taken.NOT_OURS
    assert back(desk, "0" * 32) is Taken.NOT_OURS
    assert states(desk) == [MessageState.QUEUED]


def test_what_came_back_tells_the_audit_no_address_and_no_words(desk: Desk) -> None:
    back(desk, accepted(desk), words="5.1.1 <margaret.h@example.org> unknown")
    told = repr([one.detail for one in desk.place.events()])
    assert "margaret" not in told
    assert "unknown" not in told


# --- what is forgotten


def contents(desk: Desk) -> list[str]:
    """What the store holds of what was said, in any column of any message."""
    assert isinstance(desk.store, SqliteStore)
    with desk.store.engines.reading() as connection:
        return [repr(tuple(row)) for row in connection.execute(select(t.outgoing))]


@pytest.mark.parametrize("verdict", [ACCEPTED, NOBODY, IN_DOUBT, LATER])
def test_a_conversation_is_forgotten_once_nobody_will_send_it_again(desk: Desk, verdict: Verdict) -> None:
    request = copy_asked(desk)
    copy = draft(
        MessageKind.TRANSCRIPT_COPY, text="BISCUIT", attachment=Attachment("c.pdf", "application/pdf", b"BISCUIT")
    )
    assert isinstance(queue(desk, request, copy, [desk.her.email]), str)
    letter = claim(desk)
    assert desk.store.outgoing.hand_over(letter.id, "one")
    desk.store.outgoing.settle(letter.id, "one", verdict)
    kept = "BISCUIT" in contents(desk)[0]
    assert kept == (verdict.state in (MessageState.UNKNOWN, MessageState.DEFERRED))
    if verdict.state is MessageState.UNKNOWN:
        assert resolve(desk, letter.id, Answer.ARRIVED) is None
        assert "BISCUIT" not in contents(desk)[0]
