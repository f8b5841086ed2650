"""Undo within its window, and messages to the order system, whatever the store is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console.domain.amendments import UNDO_WINDOW, OrderMessage
from care_console.domain.customers import OrderStatus
from care_console.domain.errors import BugError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent, Role

if TYPE_CHECKING:
    from tests.contract.desk import Desk

TITLE = amend_scope("customer", "title")
STATUS = amend_scope("order", "status")


def amended(desk: Desk) -> tuple[str, str]:
    """A request, and the amendment of her title under it."""
    request = desk.verified(scopes=[VIEW, TITLE])
    desk.amend(title="Dr")
    return request, desk.history()[0].amendment


def undo(desk: Desk, request: str, amendment: str, who: Agent | None = None) -> Refusal | None:
    with desk.store.writing(who or desk.who) as unit:
        refused = unit.begin_undo(request, 1, amendment)
        if refused is None:
            customer = unit.customer(1)
            assert customer is not None
            customer.title = "Ms"
        unit.commit()
    return refused


def test_an_undo_is_an_amendment_that_names_the_undone_one(desk: Desk) -> None:
    request, amendment = amended(desk)
    assert undo(desk, request, amendment) is None
    back, first = desk.history()
    assert (back.before, back.after, back.undoes) == ("Dr", "Ms", first.id)
    assert (desk.last().verb, desk.last().outcome, desk.last().detail) == (
        Verb.AMENDED, Outcome.DONE, {"undoes": amendment},
    )  # fmt: skip
    with desk.store.reading(desk.who) as unit:
        assert [line.field for line in unit.amendment(1, first.amendment)] == ["customer.title", "customer.title"]


def test_lines_of_an_amendment_are_seen_under_a_view_only(desk: Desk) -> None:
    request, amendment = amended(desk)
    desk.end(request)
    desk.opened()
    with desk.store.reading(desk.who) as unit:
        assert unit.amendment(1, amendment) == []


@pytest.mark.parametrize("case", ["again", "over", "somebody else's", "unknown", "an undo"])
def test_what_cannot_be_undone_is_refused_with_an_event(desk: Desk, case: str) -> None:
    request, amendment = amended(desk)
    who = desk.who
    if case == "again":
        desk.grant(request, [TITLE])
        assert undo(desk, request, amendment) is None
    elif case == "over":
        desk.place.clock.move(seconds=UNDO_WINDOW.total_seconds())
    elif case == "somebody else's":
        who = desk.place.seed.agent("Sam", Role.AGENT)
    elif case == "an undo":
        desk.grant(request, [TITLE])
        assert undo(desk, request, amendment) is None
        amendment = desk.history()[0].amendment
    else:
        amendment = "nobody's"
    reason = Reason.UNDO_OVER if case == "over" else Reason.NOT_UNDOABLE
    assert undo(desk, request, amendment, who) == Refusal(reason)
    event = desk.place.events(who)[-1]
    assert (event.verb, event.outcome) == (Verb.AMENDED, Outcome.REFUSED)
    assert event.detail == {"reason": reason.value, "undoes": amendment}


def test_the_order_system_is_told_under_the_grant_that_holds_an_order(desk: Desk) -> None:
    desk.verified(scopes=[VIEW])
    with desk.store.writing(desk.who) as unit, pytest.raises(BugError):
        unit.tell_order_system(1, 10, OrderMessage.VALIDATE_AGAIN)
    desk.verified(scopes=[VIEW, STATUS])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        customer.orders[0].status = OrderStatus.VALIDATION_HOLD
        unit.tell_order_system(1, customer.orders[0].id, OrderMessage.VALIDATE_AGAIN)
        unit.commit()
    assert desk.must_see().orders[0].status is OrderStatus.VALIDATION_HOLD
    assert desk.last().fields == ("order.status",)


def test_what_the_order_system_refused_is_told_under_a_view_alone(desk: Desk) -> None:
    request = desk.verified(scopes=[VIEW, STATUS])
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        held = customer.orders[0].id
        customer.orders[0].status = OrderStatus.VALIDATION_HOLD
        unit.tell_order_system(1, held, OrderMessage.VALIDATE_AGAIN)
        unit.commit()

    def refusals() -> list[int]:
        with desk.store.reading(desk.who) as unit:
            return list(unit.order_refusals(1))

    assert refusals() == []
    desk.place.seed.refused_by_order_system(desk.place.clock.now())
    assert refusals() == [held]
    desk.end(request)
    desk.opened()
    assert refusals() == []
