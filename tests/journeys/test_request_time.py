"""What time does to requests: parked too long, handed over too long ago, left alone, several at once."""

from __future__ import annotations

from datetime import timedelta

from care_console.domain.events import Outcome, Verb
from care_console.domain.request_life import HANDED_FOR, PARKED_FOR, UNUSED_AFTER
from care_console.domain.requests import GRANT_TIME
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller, in_front
from tests.journeys.test_requests import begin_to_amend, in_hand, open_caller, told, typed

CONTROL = Modifier.ControlModifier
SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier
A_MOMENT = timedelta(seconds=2)


def pass_by(desk: Desk, span: timedelta) -> None:
    """Let time pass, and a little more."""
    desk.clock.move(seconds=(span + A_MOMENT).total_seconds())


def shows_nothing_of(desk: Desk, caller: Caller) -> None:
    for secret in caller.secrets:
        if secret != caller.surname:
            assert not desk.says(secret), secret


def open_requests(desk: Desk, count: int) -> None:
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == count)


def until_typed(desk: Desk, draft: str) -> None:
    desk.until(lambda: typed(desk, "New e-mail") == draft)


def test_parked_for_more_than_half_an_hour_identity_is_verified_afresh(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "half.typed@exam")
    desk.press(Key.Key_P, CONTROL)
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == 1)
    pass_by(desk, PARKED_FOR)
    desk.press(Key.Key_Return)
    desk.until_says("0 of 2 matched")
    shows_nothing_of(desk, caller)
    desk.verify(caller)
    desk.until_says("What the customer says", "2 of 3 matched")
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.until(lambda: typed(desk, "New e-mail") == "half.typed@exam")
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_RESUMED, Verb.OPENED)[1:] == [
        (Verb.REQUEST_RESUMED, Outcome.DONE, {"after": "parked", "verification": "afresh"}),
        (Verb.OPENED, Outcome.DONE, {"requester": "customer", "verification": "afresh"}),
    ]


def test_ten_minutes_after_a_hand_over_the_page_masks_itself_and_one_fact_opens_it_again(
    desk: Desk, second: Desk
) -> None:
    caller = a_caller(desk.store)
    in_front(desk)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.verify(caller)
    desk.press(Key.Key_H, SHIFTED)
    desk.until(lambda: desk.focused() == "What the other needs to know")
    desk.press(Key.Key_Return)
    desk.until_says("Handed over: REQ-00001, to The queue.")

    in_front(second)
    second.at_work("colleague")
    open_requests(second, 1)
    second.press(Key.Key_Return)
    second.until_says(caller.email)
    pass_by(second, HANDED_FOR)
    second.until_says("0 of 1 matched", "Handed over more than 10 minutes ago: one fact confirms")
    shows_nothing_of(second, caller)
    second.answer(caller.number, "Verified")
    second.until_says(caller.email)
    second.delivered()
    assert [(event.verb, event.detail) for event in second.events("colleague")[1:]] == [
        (Verb.REQUEST_RESUMED, {"after": "handed_over", "verification": "kept"}),
        (Verb.OPENED, {"requester": "customer"}),
        (Verb.GRANTED, {"scopes": "view"}),
        (Verb.VERIFIED, {"fact": "customer_number"}),
        (Verb.GRANTED, {"scopes": "view"}),
    ]


def test_a_customer_who_is_left_alone_leaves_the_screen_and_one_enter_goes_on(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    desk.verify(caller)
    pass_by(desk, GRANT_TIME)
    desk.until_says("REQ-00001 is no longer open here. Nothing was done for a while")
    desk.until(lambda: desk.focused() == "Open requests" and len(in_hand(desk)) == 1)
    shows_nothing_of(desk, caller)
    desk.press(Key.Key_Return)
    desk.until_says(caller.email)


def test_three_requests_are_open_at_once_each_with_its_own_customer_and_draft(desk: Desk) -> None:
    likely = (a_caller(desk.store, skip=number) for number in range(12))
    callers = [caller for caller in likely if caller.line1[0].isdigit()][:3]
    desk.at_work("agent")
    for number, caller in enumerate(callers):
        open_caller(desk, caller)
        if number < 2:
            begin_to_amend(desk, caller, f"draft{number}@exam")
        desk.press(Key.Key_K, CONTROL)
        desk.until(lambda: desk.focused() == "Find a customer")
    for number, row in ((2, 0), (1, 1), (0, 2)):
        open_requests(desk, 3)
        assert [each.state.text for each in in_hand(desk)] == 3 * ["Open"]
        desk.press(Key.Key_Down, times=row)
        assert in_hand(desk)[row].customer.endswith(callers[number].number[-4:])
        desk.press(Key.Key_Return)
        if number == 2:
            desk.until_says("0 of 2 matched", f"REQ-{number + 1:05d}")
            assert not desk.says(callers[number].email)
        else:
            desk.until_says(callers[number].email)
            until_typed(desk, f"draft{number}@exam")
        for other in callers:
            if other is not callers[number]:
                assert not desk.says(other.email)
    desk.delivered()
    assert len(told(desk.events(), Verb.OPENED)) == 3, "switching opens nobody anew while the grants live"


def test_drafts_that_nobody_used_end_by_themselves(desk: Desk) -> None:
    desk.at_work("agent")
    desk.search("garcia")
    pass_by(desk, UNUSED_AFTER)
    desk.press(Key.Key_O, CONTROL)
    desk.until(lambda: desk.count("SELECT count(*) FROM care_request WHERE status = 'ended'") == 1)
    desk.until_says("Nothing in hand")
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_ENDED) == [(Verb.REQUEST_ENDED, Outcome.DONE, {"outcome": "unused"})]


def test_typing_on_after_a_draft_has_ended_by_itself_begins_another(desk: Desk) -> None:
    desk.at_work("agent")
    desk.search("garc")
    pass_by(desk, UNUSED_AFTER)
    desk.store.end_unused_requests()
    assert desk.count("SELECT count(*) FROM care_request WHERE status = 'ended'") == 1
    assert desk.search("ia")
    assert desk.count("SELECT count(*) FROM care_request WHERE status = 'draft'") == 1


def test_a_search_that_found_nobody_ends_by_one_enter(desk: Desk) -> None:
    desk.at_work("agent")
    desk.search("xyzzyplugh")
    desk.press(Key.Key_E, SHIFTED)
    desk.until(lambda: desk.focused() == "End request")
    desk.press(Key.Key_Return)
    desk.until_says("Ended: REQ-00001. Outcome: Not found.")
    desk.until(lambda: desk.focused() == "Find a customer")
    desk.delivered()
    assert told(desk.events(), Verb.REQUEST_ENDED) == [(Verb.REQUEST_ENDED, Outcome.DONE, {"outcome": "not_found"})]
