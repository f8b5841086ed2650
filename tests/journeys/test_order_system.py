"""The window tells of a message that the order system refused, until somebody has had a week to look at it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, select

from care_console.domain.amendments import OrderMessage
from care_console.domain.events import Outcome, Verb
from care_console.orders import HttpOrderSystem
from care_console.storage import tables as t
from tests.journeys.desk import Desk, Key, Modifier, Opener, a_caller, access_to, close_window, open_window
from tests.test_orders import OrderSystem, system

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

__all__ = ["system"]
ON_ORDER = "The order system did not take the new address"
TOLD = "Refused by the order system: 1 (tell IT)"


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, template: Path, tmp_path: Path, system: OrderSystem) -> Iterator[Desk]:
    """A window that tells an order system."""
    opener = Opener(template, tmp_path, orders=HttpOrderSystem(system.url, lambda: "sesame"))
    console = open_window(qtbot, qapp, opener)
    ((store, service),) = opener.opened
    yield Desk(qtbot, console, store, access_to(service), tmp_path, service, opener.clock)
    close_window(console)
    qapp.setStyleSheet("")


def hold_an_order(desk: Desk) -> None:
    """A message that may leave now, as an address that was changed half an hour ago leaves it (M5)."""
    caller, now = a_caller(desk.store), desk.clock.now()
    with desk.store.engines.writing() as connection:
        request = connection.execute(select(t.care_request.c.id).limit(1)).scalar_one()
        held = connection.execute(select(t.order.c.id).where(t.order.c.customer_id == caller.id).limit(1)).scalar_one()
        before = now - timedelta(minutes=30)
        connection.execute(
            insert(t.order_message).values(
                customer_id=caller.id, order_id=held, message=OrderMessage.VALIDATE_AGAIN, request_id=request,
                grant_id="g", queued_at=before, not_before=before, due_at=before, key="one",
            )
        )  # fmt: skip


def test_what_the_order_system_refuses_is_told_at_the_foot_for_a_week(desk: Desk, system: OrderSystem) -> None:
    system.answers = [422]
    desk.at_work("agent")
    desk.search("garcia")
    assert not desk.says("order system")
    hold_an_order(desk)
    desk.sign_out()
    desk.at_work("agent")
    desk.until_says(TOLD)
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    assert not desk.says(ON_ORDER)
    desk.verify(caller)
    desk.until_says(ON_ORDER)
    desk.clock.move(days=8)
    desk.sign_out()
    desk.until(lambda: desk.store.order_queue.backlog().unknown == 0)
    desk.at_work("agent")
    desk.until(lambda: not desk.says("Refused by the order system"))
    desk.delivered()
    with desk.store.engines.reading() as connection:
        answers = connection.scalars(select(t.outbox.c.outcome).where(t.outbox.c.verb == Verb.ORDER_SYSTEM_TOLD))
        assert list(answers) == [Outcome.FAILED]
    assert len(system.got) == 1


def test_a_refusal_shows_on_the_page_that_is_open(desk: Desk, system: OrderSystem) -> None:
    system.answers = [422]
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)
    assert not desk.says(ON_ORDER)
    hold_an_order(desk)
    desk.press(Key.Key_N, Modifier.ControlModifier | Modifier.ShiftModifier)  # what is written wakes those who deliver
    desk.until(lambda: desk.focused() == "What is to be remembered")
    desk.say("Waits for it.")
    desk.press(Key.Key_Return)
    desk.until_says(ON_ORDER, TOLD)
