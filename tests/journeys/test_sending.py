"""A customer asks for a copy of a chat and has it: found, verified, adjusted and sent by keyboard, got over TLS."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from care_console.domain.copies import read_back
from care_console.domain.events import Outcome, Verb
from care_console.domain.redaction import BLOCK
from care_console.storage import tables as t
from care_console.ui.customer.view import CustomerPage
from care_console.ui.sending.view import SendingPage
from tests.journeys.desk import (
    Caller,
    Desk,
    Key,
    LogWatch,
    Modifier,
    a_caller,
)
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from tests.mail.server import MailPlace

CARD, PASSWORD = "4111 1111 1111 1111", "bluebird77"
SAID = f"Order 8812345 please. My card number is {CARD} and it was declined"
NEXT = f"my password is {PASSWORD} \u05e9\u05dc\u05d5\u05dd \U0001f642"


@pytest.fixture
def desk(mailing: Desk) -> Desk:
    """A window whose mail goes to a real server."""
    return mailing


def a_chatter(desk: Desk) -> tuple[Caller, int]:
    """A caller with a conversation that is kept, in which secrets were said."""
    since = datetime.now(UTC) - timedelta(days=300)
    for number in range(40):
        caller = a_caller(desk.store, skip=number)
        with desk.store.engines.writing() as connection:
            chat = connection.execute(
                select(t.transcript.c.id).where(
                    t.transcript.c.customer_id == caller.id,
                    t.transcript.c.ended_at > since,
                    t.transcript.c.messages > 3,
                    t.transcript.c.brand == "mr-porter",
                )
            ).first()
            if chat is None:
                continue
            for position, text in ((1, SAID), (2, NEXT)):
                said = t.transcript_message
                connection.execute(
                    update(said)
                    .where(said.c.transcript_id == chat.id, said.c.position == position)
                    .values(text=text, speaker="customer")
                )
            return caller, chat.id
    raise AssertionError("nobody of the demo has such a chat")


def open_copy(desk: Desk, caller: Caller, chat: int) -> SendingPage:
    """Find, open, verify, choose the transcript, and say that a copy is asked for."""
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    card = desk.page(CustomerPage).transcripts
    desk.until(lambda: chat in card.copies)
    desk.tab_to(card.copies[chat].accessibleName())
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Yes, the customer asks for a copy")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "What is hidden")
    page: SendingPage = desk.page(SendingPage)
    return page


def hide(desk: Desk, page: SendingPage, words: str) -> None:
    """Select words in the copy with the arrows, and hide them."""
    desk.tab_to("The copy as it goes")
    desk.press(Key.Key_Home, Modifier.ControlModifier)
    rows = page.text.toPlainText().split("\n")
    line = next(at for at, row in enumerate(rows) if words in row)
    desk.press(Key.Key_Down, times=line)
    desk.press(Key.Key_Home)
    desk.press(Key.Key_Right, times=rows[line].index(words))
    desk.press(Key.Key_Right, Modifier.ShiftModifier, times=len(words))
    desk.press(Key.Key_H, Modifier.ControlModifier)
    desk.until(lambda: words not in page.text.toPlainText())


def test_a_copy_is_adjusted_sent_and_received(desk: Desk, post: MailPlace, log_watch: LogWatch) -> None:
    caller, chat = a_chatter(desk)
    page = open_copy(desk, caller, chat)
    shown = page.text.toPlainText()
    assert CARD not in shown
    assert PASSWORD not in shown
    # the first finding is the card number, which nothing makes legible; hide the order's number instead
    desk.press(Key.Key_Delete)
    desk.until_says("This is a valid card number: it never leaves.")
    hide(desk, page, "8812345")
    previewed = page.text.toPlainText()
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until(lambda: desk.console.shell.page == "customer")
    assert post.taken.acquire(timeout=PATIENCE)
    desk.until_says("Sent")
    desk.delivered()
    (received,) = post.received
    message = received.message
    assert post.seen_encrypted == [True]
    assert received.recipients == [caller.email]
    assert message["From"].addresses[0].addr_spec == "customercare@mrporter.com"
    parts = {part.get_content_type(): part for part in message.walk() if not part.is_multipart()}
    assert list(parts) == ["text/plain", "text/html", "application/pdf"]
    text = parts["text/plain"].get_content().replace("\r\n", "\n")
    assert text.rstrip("\n") == previewed.rstrip("\n"), "what was previewed is what came"
    said = [words for _, _, words in read_back(text)]
    assert said[0] == f"Order {BLOCK} please. My card number is {BLOCK} and it was declined"
    assert said[1].endswith("\u05e9\u05dc\u05d5\u05dd \U0001f642")
    pdf = parts["application/pdf"].get_content()
    assert pdf.startswith(b"%PDF-")
    (desk.place / "copy.pdf").write_bytes(pdf)
    (desk.place / "copy.html").write_text(parts["text/html"].get_content(), encoding="utf-8")
    events = desk.events()
    (queued,) = [event for event in events if event.verb is Verb.MESSAGE_QUEUED]
    assert (queued.outcome, queued.detail["added"], queued.detail["left"]) == (Outcome.DONE, "1", "0")
    everything = "\n".join([repr(events), *log_watch.lines, text, parts["text/html"].get_content()])
    for secret in (CARD, PASSWORD, "8812345"):
        assert secret not in everything


def test_a_copy_in_doubt_is_asked_about_and_settled(desk: Desk, post: MailPlace) -> None:
    caller, chat = a_chatter(desk)
    open_copy(desk, caller, chat)
    post.fault = "cut after data"
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until(lambda: desk.console.shell.page == "customer")
    assert post.taken.acquire(timeout=PATIENCE)
    desk.until_says("Did it arrive?", "Ask the customer whether it arrived.", "1 message in doubt")
    post.fault = ""
    desk.tab_to(f"It arrived: Copy of a chat, {caller.email}")
    desk.press(Key.Key_Return)
    desk.until(lambda: not desk.says("Did it arrive?"))
    desk.until_says("Sent")
    desk.delivered()
    assert len(post.received) == 1
    (settled,) = [event for event in desk.events() if event.verb is Verb.MESSAGE_RESOLVED]
    assert settled.detail == {"kind": "transcript_copy", "answer": "arrived"}
