"""A customer asks for a copy of a chat: found, opened, verified, and the conversation read, by keyboard alone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import TYPE_CHECKING

from sqlalchemy import select

from care_console.domain.events import Outcome, Verb
from care_console.domain.requests import Purpose
from care_console.storage import tables as t
from care_console.ui.customer.view import CustomerPage
from care_console.ui.transcript.view import TranscriptPage
from tests.journeys.desk import Caller, Desk, Key, Modifier, a_caller

if TYPE_CHECKING:
    from sqlalchemy import Row


def chats(desk: Desk, customer: int) -> list[Row[tuple[object, ...]]]:
    """A customer's conversations in the store, kept or not, latest first."""
    query = (
        select(t.transcript).where(t.transcript.c.customer_id == customer).order_by(t.transcript.c.started_at.desc())
    )
    with desk.store.engines.reading() as connection:
        return list(connection.execute(query))


def a_chatter(desk: Desk) -> Caller:
    """A caller with a conversation that is kept, and one that is over."""
    now = datetime.now(UTC)
    for number in count():
        caller = a_caller(desk.store, skip=number)
        ends = [row.ended_at for row in chats(desk, caller.id)]
        if ends and max(ends) > now - timedelta(days=300) and min(ends) < now - timedelta(days=400):
            return caller
    raise AssertionError


def said(desk: Desk, transcript: int) -> list[str]:
    query = (
        select(t.transcript_message.c.text)
        .where(t.transcript_message.c.transcript_id == transcript)
        .order_by(t.transcript_message.c.position)
    )
    with desk.store.engines.reading() as connection:
        return list(connection.scalars(query))


def test_a_conversation_is_read_once_a_copy_is_asked_for(desk: Desk) -> None:
    caller = a_chatter(desk)
    latest = chats(desk, caller.id)[0]
    texts = said(desk, latest.id)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    card = desk.page(CustomerPage).transcripts
    over = [row.id for row in chats(desk, caller.id) if row.ended_at < datetime.now(UTC) - timedelta(days=400)]
    assert latest.id in card.buttons
    assert over
    assert not set(over) & set(card.buttons)
    desk.until_says("Kept until")
    desk.tab_to(card.buttons[latest.id].accessibleName())
    desk.press(Key.Key_Return)
    desk.until_says("A conversation is read only when the customer asks for a copy of it.")
    assert desk.page(TranscriptPage).messages.lines.rowCount() == 0
    desk.until(lambda: desk.focused() == "Yes, the customer asks for a copy")
    desk.press(Key.Key_Return)
    desk.until_says(f"Chat with {latest.advisor}", f"{len(texts)} messages")
    page = desk.page(TranscriptPage)
    shown = [str(page.messages.lines.index(row).data()) for row in range(page.messages.lines.rowCount())]
    assert all(any(line.endswith(text) for line in shown) for text in texts)
    desk.press(Key.Key_F, Modifier.ControlModifier)
    desk.until(lambda: desk.focused() == "Find in this conversation")
    desk.say(texts[-1][:12])
    desk.until_says(" of ")
    assert texts[-1][:12].casefold() in str(page.messages.currentIndex().data()).casefold()
    desk.press(Key.Key_Escape, times=2)
    desk.until(lambda: desk.console.shell.page == "customer")
    assert page.messages.lines.rowCount() == 0
    desk.until_says("Copy of a chat")
    desk.delivered()
    (read,) = [event for event in desk.events() if event.verb is Verb.TRANSCRIPT_READ]
    assert (read.outcome, read.customer, read.purpose) == (Outcome.DONE, caller.pseudonym, Purpose.TRANSCRIPT.value)
    assert not any(text in repr(desk.events()) for text in texts if len(text) > 10)
