"""A lead opens a conversation for training, by keyboard alone; an agent is not offered it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from care_console.domain.events import Outcome, Verb
from care_console.storage import tables as t
from care_console.ui.training.view import TrainingView
from care_console.ui.transcript.view import TranscriptPage
from tests.journeys.desk import Desk, Key

if TYPE_CHECKING:
    from sqlalchemy import Row


def whose(desk: Desk, transcript: int) -> Row[tuple[object, ...]]:
    """The customer of a conversation."""
    query = select(t.customer).join(t.transcript).where(t.transcript.c.id == transcript)
    with desk.store.engines.reading() as connection:
        return connection.execute(query).one()


def test_a_lead_opens_a_conversation_for_training(desk: Desk) -> None:
    desk.at_work("lead")
    desk.tab_to("Training")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == "training")
    desk.tab_to("Begin training")
    desk.press(Key.Key_Return)
    desk.until_says("Open under REQ-")
    view = desk.page(TrainingView)
    desk.until(lambda: desk.focused().startswith("Read Chat"))
    key = next(key for key, button in view.buttons.items() if button.hasFocus())
    customer = whose(desk, key)
    assert not desk.says(str(customer.surname))
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.console.shell.page == "transcript")
    page = desk.page(TranscriptPage)
    desk.until(lambda: page.messages.lines.rowCount() > 0)
    shown = "\n".join(str(page.messages.lines.index(row).data()) for row in range(page.messages.lines.rowCount()))
    assert "Customer, " in shown
    assert str(customer.surname) not in shown
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.console.shell.page == "training")
    assert page.messages.lines.rowCount() == 0
    desk.tab_to("End training")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Begin training")
    desk.until(lambda: desk.count("SELECT count(*) FROM outbox WHERE verb = 'request_ended'"))
    desk.delivered()
    events = [event for event in desk.events("lead") if event.verb is not Verb.SIGNED_IN]
    assert [(event.verb, event.outcome, event.purpose) for event in events[-3:]] == [
        (Verb.TRANSCRIPTS_LISTED, Outcome.DONE, "training"),
        (Verb.TRANSCRIPT_READ, Outcome.DONE, "training"),
        (Verb.REQUEST_ENDED, Outcome.DONE, "training"),
    ]
    assert events[-2].customer == customer.pseudonym


def test_an_agent_is_not_offered_training(desk: Desk) -> None:
    desk.at_work("agent")
    desk.until(lambda: desk.focused() == "Find a customer")
    assert "Training" not in desk.visible_words().splitlines()
