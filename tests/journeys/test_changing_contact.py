"""An e-mail address changed on two facts and a one-time code, by keyboard alone."""

from __future__ import annotations

import re
from datetime import timedelta

from care_console.domain.amendments import UNDO_WINDOW
from care_console.domain.events import Outcome, Verb
from care_console.domain.messages import MessageState, Reply, Stage, Verdict
from tests.journeys.desk import Desk, Key, LogWatch, Modifier, a_caller

MOST_KEYS = 8
"""Beyond the facts, the code and the new address."""
NEW_EMAIL = "brand.new@example.org"
ACCEPTED = Verdict(MessageState.ACCEPTED, Reply(250, "2.0.0 queued", Stage.CONTENT))


def test_an_email_is_changed_with_a_code_sent_to_the_one_before(desk: Desk, log_watch: LogWatch) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)

    desk.keys = 0
    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.until_says("Send a one-time code")
    desk.press(Key.Key_O, Modifier.ControlModifier | Modifier.ShiftModifier)
    desk.until_says("A code was sent by e-mail", "Which code have we just sent")

    letter = desk.store.outgoing.claim("mail server", 60)
    assert letter is not None
    assert letter.recipient == caller.email
    (code,) = re.findall(r"\d{6}", letter.draft.text)
    assert desk.store.outgoing.hand_over(letter.id, "mail server")
    desk.store.outgoing.settle(letter.id, "mail server", ACCEPTED)
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
