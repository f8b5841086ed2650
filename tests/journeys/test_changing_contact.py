"""An e-mail address changed on two facts and a one-time code, by keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.amendments import UNDO_WINDOW
from care_console.domain.events import Outcome, Verb
from care_console.domain.messages import Verdict
from care_console.mail.smtp import SmtpMailer
from care_console.transport import TransportError, Trouble
from tests.journeys.desk import Caller, Desk, Key, LogWatch, Modifier, a_caller

if TYPE_CHECKING:
    from tests.mail.server import MailPlace

MOST_KEYS = 8
"""Beyond the facts, the code and the new address."""
NEW_EMAIL = "brand.new@example.org"
SEND = (Key.Key_O, Modifier.ControlModifier | Modifier.ShiftModifier)
LEFT = "A code was sent by e-mail"


def ask_to_change(desk: Desk, caller: Caller) -> None:
    """Verify the caller by two facts, and begin to amend the e-mail, which takes a third."""
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)
    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.until_says("This change takes one fact more.")


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("greylisted", "The mail server asks to wait: the code has not left yet. Ask for a further fact, or wait."),
        ("recipient unknown", "The mail server refused the code: it does not arrive. Ask for a further fact."),
        ("garbled reply", "The code may have arrived: ask the customer."),
    ],
)
def test_a_code_that_does_not_leave_is_told_as_such(mailing: Desk, post: MailPlace, fault: str, told: str) -> None:
    post.fault = fault
    ask_to_change(mailing, a_caller(mailing.store))
    mailing.press(*SEND)
    mailing.until_says(told)
    assert not mailing.says(LEFT)


def test_a_code_that_waits_for_the_mail_server_is_told_as_such(mailing: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_arguments: object) -> Verdict:
        raise TransportError(Trouble.UNREACHABLE, "The mail server cannot be reached.")

    monkeypatch.setattr(SmtpMailer, "deliver", away)
    ask_to_change(mailing, a_caller(mailing.store))
    mailing.press(*SEND)
    mailing.until_says("The mail server cannot be reached: the code has not left yet. Ask for a further fact, or wait.")
    assert not mailing.says(LEFT)


def test_no_code_is_offered_where_no_mail_server_is_set(desk: Desk) -> None:
    ask_to_change(desk, a_caller(desk.store))
    desk.until_says("No mail server is set, so that no code can be sent. Ask for a further fact.")
    assert not desk.says("Send a one-time code")
    desk.press(*SEND)
    desk.until(lambda: desk.focused() == "What the customer says")
    assert desk.count("SELECT count(*) FROM outgoing") == 0


def test_an_email_is_changed_with_a_code_sent_to_the_one_before(
    mailing: Desk, post: MailPlace, log_watch: LogWatch
) -> None:
    desk, caller = mailing, a_caller(mailing.store)
    ask_to_change(desk, caller)
    desk.keys = 1  # the shortcut that asked
    desk.press(*SEND)
    desk.until_says("A code was sent by e-mail", "Which code have we just sent")

    (letter,) = post.received
    assert letter.recipients == [caller.email]
    words = letter.message.get_body(("plain",))
    assert words is not None
    (code,) = re.findall(r"\b\d{6}\b", words.get_content())
    assert desk.count("SELECT count(*) FROM outgoing WHERE text <> '' OR html <> ''") == 0

    desk.answer(f"{(int(code) + 1) % 1_000_000:06d}", "No match")
    desk.answer(code, "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say(NEW_EMAIL)
    desk.until_says("After", "Well formed.", f"Stops: messages to {caller.email}")
    desk.press(Key.Key_Return)
    desk.until_says(f"E-mail: {caller.email} became {NEW_EMAIL}", "The customer is told by e-mail at")
    # Two answers were confirmed by Enter.
    assert desk.keys - 2 <= MOST_KEYS

    copies = "SELECT count(*) FROM outgoing_recipient JOIN outgoing ON outgoing.id = outgoing_id WHERE kind = "
    assert desk.count(f"{copies} 'detail_changed' AND address IN ('{caller.email}', '{NEW_EMAIL}')") == 2
    waits = desk.count("SELECT max(due_at) - max(queued_at) FROM outgoing_recipient JOIN outgoing ON kind = "
                       "'detail_changed' AND outgoing.id = outgoing_id")  # fmt: skip
    assert abs(timedelta(microseconds=waits) - UNDO_WINDOW) < timedelta(seconds=5)

    desk.press(Key.Key_E, Modifier.ControlModifier | Modifier.ShiftModifier)
    desk.until_says("Changes saved: 1.")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    desk.delivered()
    done, failed = Outcome.DONE, Outcome.FAILED
    told = [(event.verb, event.outcome, event.fields, event.detail) for event in desk.events()]
    begun = next(place for place, event in enumerate(told) if event[3].get("kind") == "one_time_code")
    assert told[begun:] == [
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "one_time_code", "copies": "1"}),
        (Verb.VERIFICATION_FAILED, failed, (), {"fact": "one_time_code"}),
        (Verb.VERIFIED, done, (), {"fact": "one_time_code"}),
        (Verb.GRANTED, done, ("email.address",), {"scopes": "amend"}),
        (Verb.AMENDED, done, ("email.address",), {}),
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "detail_changed", "copies": "2"}),
        (Verb.REQUEST_ENDED, done, (), {"outcome": "done"}),
    ]  # fmt: skip
    assert not any(code in line for line in log_watch.lines)
    assert code not in str(desk.events())
