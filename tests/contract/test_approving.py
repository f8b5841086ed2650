"""Copies for addresses that are new: held until a lead who did not ask approves, and the old contact is told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from care_console.domain.customers import Email
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, add_scope, amend_scope, retire_scope
from care_console.domain.flags import Flag
from care_console.domain.messages import PATIENCE, Draft, MessageKind, MessageState, Recipient
from care_console.domain.requests import Fact, Purpose, Reason, Refusal
from care_console.domain.roles import Agent, Role
from tests.contract.desk import Desk
from tests.stores import PAST, START

NEW = "new@example.org"
TOLD = {"hidden": "2"}
_NEW: int = None  # type: ignore[assignment] # a row that the store has not numbered yet


def draft(kind: MessageKind = MessageKind.TRANSCRIPT_COPY) -> Draft:
    return Draft(
        kind=kind, brand="harbour", language="en", sender_name="Harbour", sender="care@harbour.example",
        subject="Copy", text="Text", html="<p>Text</p>", not_after=START + PATIENCE,
    )  # fmt: skip


def moved(desk: Desk) -> str:
    """A request under which her first address was changed a moment ago."""
    request = desk.verified(scopes=[VIEW, amend_scope("email", "address")])
    change(desk, NEW)
    return request


def change(desk: Desk, address: str, row: int = 0) -> None:
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails[row].address = address
        unit.commit()


def flag(desk: Desk, request: str, which: Flag) -> None:
    with desk.store.writing(desk.who) as unit:
        assert unit.situations.set_flag(request, 1, which, "she says so") is None
        unit.commit()


def ask(desk: Desk, request: str, recipient: str = NEW, who: Agent | None = None) -> str | Refusal:
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    with desk.store.writing(who or desk.who) as unit:
        made = unit.approvals.ask(request, 1, draft(), draft(MessageKind.COPY_TOLD), recipient=recipient, told=TOLD)
        unit.commit()
    return made


def decide(desk: Desk, who: Agent, approval: str, *, granted: bool) -> Refusal | None:
    with desk.store.writing(who) as unit:
        refused = unit.approvals.decide(approval, granted=granted)
        unit.commit()
    return refused


@pytest.fixture
def lead(desk: Desk) -> Agent:
    return desk.place.seed.agent("Lou", Role.LEAD)


def leaving(desk: Desk) -> dict[str, MessageKind]:
    """Recipient and kind of everything that the courier may take now."""
    found = {}
    while (letter := desk.store.outgoing.claim("one", 60)) is not None:
        found[letter.recipient] = letter.draft.kind
    return found


def test_recipients_tell_since_when_they_are_there_unchanged(desk: Desk) -> None:
    moved(desk)
    with desk.store.reading(desk.who) as unit:
        found = unit.recipients(1)
    assert found == [
        Recipient(NEW, START, settled=False, failing=False),
        Recipient(desk.her.second_email, PAST, settled=True, failing=False),
    ]


def test_without_the_view_no_recipient_is_told(desk: Desk) -> None:
    desk.opened()
    with desk.store.reading(desk.who) as unit:
        assert unit.recipients(1) == []


def test_a_copy_for_a_new_address_waits_for_a_lead_and_the_old_contact_is_told(desk: Desk, lead: Agent) -> None:
    request = moved(desk)
    approval = ask(desk, request)
    assert isinstance(approval, str)
    assert (desk.last().verb, desk.last().detail) == (Verb.APPROVAL_ASKED, TOLD)
    assert leaving(desk) == {}
    with desk.store.reading(lead) as unit:
        (waits,) = unit.approvals.pending(10)
    assert (waits.id, waits.agent, waits.since, waits.own) == (approval, "Jo", START, False)
    assert NEW not in repr(waits)
    assert decide(desk, lead, approval, granted=True) is None
    assert desk.place.events(lead)[-1].verb is Verb.APPROVAL_GRANTED
    assert leaving(desk) == {
        NEW: MessageKind.TRANSCRIPT_COPY,
        desk.her.email: MessageKind.COPY_TOLD,
        desk.her.second_email: MessageKind.COPY_TOLD,
    }


def test_what_is_declined_never_goes(desk: Desk, lead: Agent) -> None:
    approval = ask(desk, moved(desk))
    assert isinstance(approval, str)
    assert decide(desk, lead, approval, granted=False) is None
    assert leaving(desk) == {}
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.NO_SUCH_APPROVAL)
    with desk.store.reading(desk.who) as unit:
        assert {copy.state for copy in unit.messages(1, 10)} == {MessageState.CANCELLED}


def test_a_copy_with_a_card_number_in_it_does_not_even_wait(desk: Desk, lead: Agent) -> None:
    request, legible = moved(desk), replace(draft(), text="Mine is 4111111111111111.")
    desk.state(request, purpose=Purpose.TRANSCRIPT)
    with desk.store.writing(desk.who) as unit:
        made = unit.approvals.ask(request, 1, legible, draft(MessageKind.COPY_TOLD), recipient=NEW, told=TOLD)
        unit.commit()
    assert made == Refusal(Reason.NOT_REDACTED)
    assert (desk.last().verb, desk.last().detail) == (Verb.APPROVAL_ASKED, {**TOLD, "reason": "not_redacted"})
    with desk.store.reading(lead) as unit:
        assert unit.approvals.pending(10) == []


@pytest.mark.parametrize("role", [Role.AGENT, Role.PRIVACY_OFFICER, Role.ADMIN])
def test_only_a_lead_sees_and_decides(desk: Desk, role: Role) -> None:
    approval = ask(desk, moved(desk))
    assert isinstance(approval, str)
    other = desk.place.seed.agent("Kim", role)
    with desk.store.reading(other) as unit:
        assert unit.approvals.pending(10) == []
    assert decide(desk, other, approval, granted=True) == Refusal(Reason.NOT_PERMITTED)
    assert desk.place.events(other)[-1].outcome is Outcome.REFUSED
    assert leaving(desk) == {}


def test_nobody_approves_what_they_asked_for(desk: Desk, lead: Agent) -> None:
    desk.who = lead
    approval = ask(desk, moved(desk), who=lead)
    assert isinstance(approval, str)
    with desk.store.reading(lead) as unit:
        (waits,) = unit.approvals.pending(10)
    assert waits.own
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.OWN_APPROVAL)
    assert leaving(desk) == {}


def test_what_nobody_approves_in_time_is_given_up(desk: Desk, lead: Agent) -> None:
    approval = ask(desk, moved(desk))
    assert isinstance(approval, str)
    desk.place.clock.time = START + PATIENCE
    with desk.store.reading(lead) as unit:
        assert unit.approvals.pending(10) == []
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.NO_SUCH_APPROVAL)
    assert leaving(desk) == {}
    desk.verified(facts=(Fact.POSTCODE, Fact.BIRTH_DATE))
    with desk.store.reading(desk.who) as unit:
        assert {copy.state for copy in unit.messages(1, 10)} == {MessageState.REFUSED}


def test_a_held_copy_is_called_back_by_who_asked(desk: Desk, lead: Agent) -> None:
    approval = ask(desk, moved(desk))
    assert isinstance(approval, str)
    with desk.store.writing(desk.who) as unit:
        assert unit.cancel_message(approval) is None
        unit.commit()
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.NO_SUCH_APPROVAL)
    assert leaving(desk) == {}


def test_the_notice_of_a_copy_is_called_back_with_it_and_never_alone(desk: Desk, lead: Agent) -> None:
    approval = ask(desk, moved(desk))
    assert isinstance(approval, str)
    with desk.store.writing(desk.who) as unit:
        (copy,) = (one for one in unit.messages(1, 10) if one.kind is MessageKind.TRANSCRIPT_COPY)
        notice, *_ = (one for one in unit.messages(1, 10) if one.kind is MessageKind.COPY_TOLD)
        assert (copy.cancellable, notice.cancellable) == (True, False)
        assert unit.cancel_message(notice.message_id) == Refusal(Reason.GOES_WITH_CAUSE)
        assert unit.cancel_message(copy.message_id) is None
        unit.commit()
    with desk.store.reading(desk.who) as unit:
        assert {one.state for one in unit.messages(1, 10)} == {MessageState.CANCELLED}


def test_every_address_of_a_week_ago_is_told_whatever_came_between(desk: Desk, lead: Agent) -> None:
    request = desk.verified(scopes=[VIEW, amend_scope("email", "address"), retire_scope("email")])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails.remove(customer.emails[1])
        unit.commit()
    change(desk, "between@example.org")
    change(desk, NEW)
    approval = ask(desk, request)
    assert isinstance(approval, str)
    with desk.store.reading(lead) as unit:
        assert [one.told for one in unit.approvals.pending(10)] == [True]
    assert decide(desk, lead, approval, granted=True) is None
    assert leaving(desk) == {
        NEW: MessageKind.TRANSCRIPT_COPY,
        desk.her.email: MessageKind.COPY_TOLD,
        desk.her.second_email: MessageKind.COPY_TOLD,
    }


def test_the_old_address_is_told_where_the_new_one_is_a_row_of_its_own(desk: Desk, lead: Agent) -> None:
    request = desk.verified(scopes=[VIEW, add_scope("email"), retire_scope("email")])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails.clear()
        unit.commit()
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.emails.append(Email(id=_NEW, customer_id=1, address=NEW, address_key=None, since=START))
        unit.commit()
    approval = ask(desk, request)
    assert isinstance(approval, str)
    assert decide(desk, lead, approval, granted=True) is None
    assert leaving(desk)[desk.her.email] is MessageKind.COPY_TOLD


def test_what_is_let_go_is_looked_at_again(desk: Desk, lead: Agent) -> None:
    request = moved(desk)
    approval = ask(desk, request)
    assert isinstance(approval, str)
    change(desk, desk.her.email)
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    assert desk.place.events(lead)[-1].detail == {"reason": "recipient_not_on_file"}
    assert leaving(desk) == {}
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.NO_SUCH_APPROVAL), "it was called back"


def test_nothing_goes_to_a_new_address_of_an_account_that_may_be_taken_over(desk: Desk, lead: Agent) -> None:
    request = moved(desk)
    approval = ask(desk, request)
    assert isinstance(approval, str)
    flag(desk, request, Flag.TAKE_OVER)
    assert decide(desk, lead, approval, granted=True) == Refusal(Reason.TAKEN_OVER)
    assert leaving(desk) == {}


def test_what_needs_no_lead_or_may_go_to_nobody_is_refused(desk: Desk) -> None:
    request = moved(desk)
    assert ask(desk, request, desk.her.second_email) == Refusal(Reason.NO_APPROVAL_NEEDED)
    assert ask(desk, request, "thief@example.com") == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    assert ask(desk, request, desk.her.email) == Refusal(Reason.RECIPIENT_NOT_ON_FILE)
    desk.end(request)
    assert ask(desk, request) == Refusal(Reason.REQUEST_ENDED)
    assert desk.last().outcome is Outcome.REFUSED
