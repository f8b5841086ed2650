"""Preferences of a verified customer by keyboard alone: a no by its switch, a yes with its question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import ANSWER, Desk, Key, Modifier, a_caller

if TYPE_CHECKING:
    from tests.journeys.desk import Caller

MOST_KEYS = 8
SWITCH = "Direct mail, MR PORTER"
CHOSEN = """
    SELECT coalesce(max(chosen), -1) FROM preference
    WHERE customer_id = {0} AND brand = 'mr-porter' AND subject = '{1}'
"""
EVENTS_OF_CHOICES = (Verb.OPTED_OUT, Verb.OPTED_IN, Verb.CHOICE_UNDONE)


def chosen(desk: Desk, caller: Caller, subject: str = "direct-mail") -> int:
    return desk.count(CHOSEN.format(caller.id, subject))


def at_preferences(desk: Desk) -> Caller:
    """A verified customer who was stopped by the fast path before."""
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says("Preferences", "Consent history")
    desk.press(Key.Key_D, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Stopped for", "Undo")
    desk.press(Key.Key_Escape)
    desk.until(lambda: chosen(desk, caller) == 0)
    return caller


def test_a_yes_is_read_aloud_kept_with_its_words_and_taken_back(desk: Desk) -> None:
    caller = at_preferences(desk)
    desk.tab_to(SWITCH)
    keys = desk.keys
    desk.press(Key.Key_Space)
    desk.until_says("Allow again for", "Read aloud: “May MR PORTER send you offers by post?")
    desk.until_says(
        "Allowed: direct mail, MR PORTER", "Kept as proof: these words, by phone, on the word of the customer"
    )
    desk.until(lambda: desk.focused() == "The customer agrees")
    assert chosen(desk, caller) == 0
    desk.press(Key.Key_Return)
    desk.until_says(
        "Allowed again for", "recorded by agent", "under ynap-2018", "May MR PORTER send you offers by post?"
    )
    assert desk.keys - keys <= MOST_KEYS
    assert chosen(desk, caller) == 1
    desk.press(Key.Key_Z, Modifier.ControlModifier)
    desk.until_says("Taken back: everything is as it was before.")
    assert chosen(desk, caller) == 0
    desk.sign_out()
    desk.delivered()
    told = [event for event in desk.events() if event.verb in EVENTS_OF_CHOICES]
    assert [(event.verb, event.outcome, event.customer, event.fields) for event in told] == [
        (verb, Outcome.DONE, caller.pseudonym, ("preference.direct_mail",)) for verb in EVENTS_OF_CHOICES
    ]
    assert told[1].detail == {"brands": "mr-porter", "word_of": "customer"}


def test_a_no_by_its_switch_is_for_that_brand_and_channel(desk: Desk) -> None:
    caller = at_preferences(desk)
    desk.tab_to("Shared within the group, MR PORTER")
    desk.press(Key.Key_Space)
    desk.until_says("Stops: shared within the group, MR PORTER")
    desk.until(lambda: desk.focused() == "Stop it now")
    desk.press(Key.Key_Return)
    desk.until_says("Stopped for", "shared within the group, MR PORTER.")
    assert chosen(desk, caller, "group-sharing") == 0


def test_a_yes_asks_for_the_fact_that_it_lacks(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.answer(caller.number, "1 of 2 matched")
    desk.press(Key.Key_Backtab)
    desk.press(Key.Key_Down, times=2)  # birth date and postcode are passed over
    desk.press(Key.Key_Tab)
    desk.answer(caller.email, "Verified")
    subject = "Text messages, MR PORTER"
    if chosen(desk, caller, "sms") == 1:
        subject = "Publishing a testimonial, MR PORTER"
    desk.tab_to(subject)
    desk.press(Key.Key_Space)
    desk.until(lambda: desk.focused() == ANSWER)
    desk.until_says("2 of 3 matched")
    desk.say(caller.birth_date)
    desk.press(Key.Key_Return)
    desk.until_says("Read aloud: “May MR PORTER")
    desk.until(lambda: desk.focused() == "The customer agrees")
