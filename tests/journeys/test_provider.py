"""The chat provider on the screen: its real process is asked, goes away, and comes back, all by keyboard."""

from __future__ import annotations

import socket
from functools import partial
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from care_console.app.chatting import CHAT_SECRET, chat_provider
from care_console.credentials import KeyringCredentials
from care_console.domain.events import Outcome, Verb
from care_console.settings import Settings
from care_console.storage import tables as t
from care_console.ui.customer.view import CustomerPage
from care_console.ui.transcript.view import TranscriptPage
from tests.journeys.desk import Caller, Desk, Key, Modifier, Opener, a_caller, access_to, close_window, open_window
from tests.journeys.provider import SECRET, Provider, conversation

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from tests.journeys.traces import Traces
    from tests.memory_keyring import MemoryKeyring


@pytest.fixture
def provider(tmp_path: Path, memory_keyring: MemoryKeyring, traces: Traces) -> Iterator[Provider]:
    """Serves nothing yet, on the port that it will keep; its secret is in the keyring."""
    KeyringCredentials().put(CHAT_SECRET, SECRET)
    traces.files.add("chats.jsonl")  # the provider's own
    made = Provider(tmp_path)
    made.start()
    yield made
    made.kill()


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, template: Path, tmp_path: Path, provider: Provider) -> Iterator[Desk]:
    """A window whose settings name the provider."""
    opener = Opener(template, tmp_path, partial(chat_provider, Settings(chat_url=provider.url)))
    console = open_window(qtbot, qapp, opener)
    ((store, service),) = opener.opened
    yield Desk(qtbot, console, store, access_to(service), tmp_path, service)
    close_window(console)
    qapp.setStyleSheet("")


def serve(desk: Desk, caller: Caller) -> None:
    """Sign in, find, open and verify."""
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)


def held(desk: Desk) -> dict[str, bool]:
    """The provider's conversations in the store, and whether their messages are there."""
    query = select(t.transcript.c.reference, t.transcript.c.held).where(t.transcript.c.provider == "live")
    with desk.store.engines.reading() as connection:
        return {row.reference: row.held for row in connection.execute(query)}


def read_name(desk: Desk, words: str) -> str:
    """Name of the button that reads the conversation with these words in it."""
    buttons = desk.page(CustomerPage).transcripts.buttons.values()
    (name,) = [each.accessibleName() for each in buttons if words in each.accessibleName()]
    return str(name)


def test_new_conversations_are_listed_read_searched_and_kept(desk: Desk, provider: Provider) -> None:
    caller = a_caller(desk.store)
    provider.kill()
    provider.start(
        conversation(caller, "r-1", "Where is my umbrella?", "It left today.", days=2),
        conversation(caller, "r-2", "Another thing", "Yes?", days=400 + 31, advisor="Over"),
        conversation(caller, "r-3", advisor="Silent", days=4),
    )
    serve(desk, caller)
    desk.until_says("Chat with Ines", "Chat with Silent", "nothing was said")
    assert held(desk) == {"r-1": False, "r-3": False}
    assert not desk.says("Chat with Over")
    desk.tab_to(read_name(desk, "Ines"))
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Yes, the customer asks for a copy")
    assert held(desk)["r-1"] is False
    desk.press(Key.Key_Return)
    desk.until_says("Chat with Ines", "2 messages")
    page = desk.page(TranscriptPage)
    assert "Where is my umbrella?" in str(page.messages.lines.index(0).data())
    assert held(desk)["r-1"] is True
    desk.press(Key.Key_Escape)
    desk.until(lambda: desk.console.shell.page == "customer")
    desk.until(lambda: desk.focused().startswith("Read Chat with Ines"))
    assert desk.says("Copy of a chat")
    desk.tab_to("Find in all conversations")
    desk.say("UMBRELLA")
    desk.press(Key.Key_Return)
    desk.until_says("Found in 1 of ", "Where is my umbrella?")
    assert held(desk) == {"r-1": True, "r-3": True}
    desk.tab_to(read_name(desk, "Ines"))
    desk.press(Key.Key_Return)
    desk.until_says("1 of 1")
    desk.delivered()
    told = [(event.verb, event.outcome) for event in desk.events() if event.verb.value.startswith("transcript")]
    assert told == [
        (Verb.TRANSCRIPTS_LISTED, Outcome.DONE),
        (Verb.TRANSCRIPT_READ, Outcome.DONE),
        (Verb.TRANSCRIPTS_SEARCHED, Outcome.DONE),
        (Verb.TRANSCRIPT_READ, Outcome.DONE),
    ]
    assert "umbrella" not in repr(desk.events()).casefold()


def test_a_provider_that_is_away_leaves_the_stores_list_and_is_asked_again(desk: Desk, provider: Provider) -> None:
    caller = a_caller(desk.store)
    provider.kill()
    serve(desk, caller)
    desk.until_says("The list may not be complete")
    assert desk.says("What is listed is in this computer's store; nothing of it is lost.")
    provider.start(conversation(caller, "r-1", "Where is my umbrella?"))
    desk.tab_to("Ask again")
    desk.press(Key.Key_Return)
    desk.until_says("Chat with Ines")
    assert not desk.says("The list may not be complete")
    provider.kill()
    desk.tab_to(read_name(desk, "Ines"))
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Yes, the customer asks for a copy")
    desk.press(Key.Key_Return)
    desk.until_says("Only the chat provider has this conversation, and it could not be fetched.")
    assert held(desk) == {"r-1": False}


def test_what_a_provider_that_went_away_kept_is_not_searched_and_it_is_said(desk: Desk, provider: Provider) -> None:
    caller = a_caller(desk.store)
    provider.kill()
    chats = conversation(caller, "r-1", "Where is my umbrella?"), conversation(caller, "r-2", "Umbrella!", days=3)
    provider.start(*chats)
    serve(desk, caller)
    desk.until(lambda: len(held(desk)) == 2)
    desk.until(lambda: not desk.says("Asking the chat provider"))
    provider.kill()
    desk.tab_to("Find in all conversations")
    desk.say("umbrella")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Yes, the customer asks for a copy")
    desk.press(Key.Key_Return)
    desk.until_says("Conversations that only the chat provider has were not searched: 2")
    provider.start(*chats)
    desk.tab_to("Search again")
    desk.press(Key.Key_Return)
    desk.until_says("Found in 2 of ")
    assert not desk.says("were not searched")


def test_a_provider_that_never_answers_is_given_up_by_one_key(desk: Desk, provider: Provider) -> None:
    caller = a_caller(desk.store)
    provider.kill()
    with socket.create_server(("127.0.0.1", provider.port)):
        serve(desk, caller)
        desk.until_says("Asking the chat provider")
        desk.tab_to("Cancel")
        desk.press(Key.Key_Return)
        desk.until_says("The list may not be complete")
        desk.press(Key.Key_K, Modifier.ControlModifier)
        desk.until(lambda: desk.console.shell.page == "lookup")
