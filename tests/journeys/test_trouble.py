"""Work goes on while the audit service is away, and nothing shows when the store cannot record."""

from __future__ import annotations

import sys
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from sqlalchemy import Connection, event, insert, select

from care_console.app.window import Console
from care_console.domain.errors import StoreFullError, StoreNewerError
from care_console.domain.events import Verb
from care_console.settings import Settings
from care_console.storage import tables as t
from care_console.storage.engine import open_engines
from care_console.storage.recorder import Recorder
from tests.faults.support import assert_conserved
from tests.journeys.desk import KEY, Desk, Key, Modifier, a_caller, close_window
from tests.journeys.test_requests import begin_to_amend, open_caller, typed
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from pytestqt.qtbot import QtBot

SHIFTED = Modifier.ControlModifier | Modifier.ShiftModifier
READ_ONLY = "The store cannot be written: its folder or file is read-only."


def test_work_goes_on_while_the_audit_service_is_away(desk: Desk) -> None:
    caller, service = a_caller(desk.store), desk.service
    assert service is not None
    desk.at_work("agent")
    desk.delivered()
    desk.until_says("All recorded")
    service.kill()
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.until_says("Audit service away, 1 waiting since")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)
    waiting = desk.store.outbox.backlog().waiting
    desk.until_says(f"Audit service away, {waiting} waiting since")
    service.start()
    desk.until_says("All recorded")
    assert assert_conserved(desk.store, service) > waiting
    assert desk.says(caller.email)


def test_who_signs_in_is_told_that_the_service_was_away_before(desk: Desk) -> None:
    assert desk.service is not None
    desk.service.kill()
    desk.sign_in("agent", "wrong password")
    desk.until_says("Name or password is wrong.")
    desk.until(lambda: desk.store.outbox.backlog().waiting)
    desk.say("care-console-demo")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.says(f"Audit service away, {desk.store.outbox.backlog().waiting} waiting since"))


def fill_disk(desk: Desk) -> None:
    """As if no page were left on the disk, and no room in the last pages of searches and of events."""
    engine = desk.store.engines.writer
    with desk.store.engines.reading() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        request, agent, at = connection.execute(
            select(t.care_request.c.id, t.care_request.c.agent, t.care_request.c.started_at)
        ).one()
    event.listen(engine, "connect", lambda raw, _record: raw.execute(f"PRAGMA max_page_count = {pages}"))
    engine.dispose()
    row = {"request_id": request, "agent": agent, "at": at, "text": "", "facts": [], "unit": "-", "folded": True}
    until_full(desk, lambda connection: connection.execute(insert(t.search).values(id=f"{uuid4()}", **row)))
    until_full(desk, lambda connection: Recorder(connection, desk.store.site, desk.clock, None).record(Verb.SIGNED_IN))


def until_full(desk: Desk, write: Callable[[Connection], object]) -> None:
    """Write, each time in a transaction of its own, until there is no room for it."""
    for _ in range(1000):
        try:
            with desk.store.engines.writing() as connection:
                write(connection)
        except StoreFullError:
            return
    raise AssertionError("the disk did not fill")


def test_nothing_shows_when_the_search_cannot_be_recorded(desk: Desk) -> None:
    desk.at_work("agent")
    assert desk.search("garcia")
    fill_disk(desk)
    searches = desk.count("SELECT count(*) FROM search")
    desk.say(" yusuf")
    desk.until_says(
        "The disk that holds the store is full.",
        "Nothing that was saved is lost",
        "Free some space on that disk",
        "The search could not be recorded, so nothing shows.",
    )
    assert not desk.says("No matches")
    assert desk.rows() == []
    assert desk.count("SELECT count(*) FROM search") == searches


def test_nothing_is_opened_when_the_opening_cannot_be_recorded(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Open the customer")
    engine = desk.store.engines.writer
    engine.dispose()
    event.listen(engine, "connect", lambda raw, _record: raw.execute("PRAGMA query_only = ON"))
    desk.press(Key.Key_Return)
    desk.until_says("The store cannot be written", "nothing of it was shown", "Ask IT")
    assert desk.console.shell.page == "lookup"
    assert desk.count("SELECT count(*) FROM access_grant") == 0
    desk.until(lambda: desk.focused() == "Find a customer")


def test_trouble_with_the_store_goes_with_the_first_search_that_is_recorded_again(desk: Desk) -> None:
    desk.at_work("agent")
    assert desk.search("garcia")
    with store_read_only(desk):
        desk.say("s")
        desk.until_says(READ_ONLY, "Not searched")
        desk.say("x")
        desk.until_says(READ_ONLY)
    desk.press(Key.Key_Backspace)
    desk.until(lambda: desk.rows() and not desk.says(READ_ONLY))


def test_a_message_is_closed_by_its_keys_and_the_focus_stays(desk: Desk) -> None:
    desk.at_work("agent")
    assert desk.search("garcia")
    with store_read_only(desk):
        desk.say("s")
        desk.until_says(READ_ONLY)
        desk.press(Key.Key_X, SHIFTED)
        assert not desk.says(READ_ONLY)
        assert desk.focused() == "Find a customer"
        desk.say("x")
        desk.until_says(READ_ONLY)
        desk.back_to("Close message")
        desk.press(Key.Key_Return)
        assert not desk.says(READ_ONLY)
        assert desk.focused() == "Find a customer"


@contextmanager
def store_moved_away(desk: Desk) -> Iterator[None]:
    """Its file is somewhere else."""
    place = desk.place / "demo.store"
    away = place.with_name("away.store")
    place.rename(away)
    yield
    away.rename(place)


@contextmanager
def store_read_only(desk: Desk) -> Iterator[None]:
    """Nothing can be written, as when the disk is full."""
    engine = desk.store.engines.writer

    def bar(raw: Any, _record: object) -> None:
        raw.execute("PRAGMA query_only = ON")

    engine.dispose()
    event.listen(engine, "connect", bar)
    yield
    event.remove(engine, "connect", bar)
    engine.dispose()


@contextmanager
def store_held(desk: Desk) -> Iterator[None]:
    """Another program writes, and does not end."""
    other = open_engines(desk.place / "demo.store", KEY)
    with other.writer.connect() as holding, holding.begin(), pytest.MonkeyPatch.context() as patch:
        patch.setattr("care_console.storage.engine.BUSY_SECONDS", 0.2)
        desk.store.engines.dispose()
        yield
    desk.store.engines.dispose()
    other.dispose()


@pytest.mark.parametrize(
    ("away", "words"),
    [
        (store_moved_away, "The store's file is no longer at its place."),
        (store_read_only, READ_ONLY),
        (store_held, "The store is busy with another program's work."),
    ],
)
def test_a_store_that_is_away_in_mid_edit_loses_nothing_and_saving_again_works(
    desk: Desk,
    away: Callable[[Desk], AbstractContextManager[None]],
    words: str,
) -> None:
    if sys.platform == "win32" and away is store_moved_away:
        pytest.skip("an open file cannot be moved away there")
    caller = a_caller(desk.store)
    desk.at_work("agent")
    open_caller(desk, caller)
    begin_to_amend(desk, caller, "new@example")
    with away(desk):
        desk.say(".org")
        desk.until_says("Well formed.")
        desk.press(Key.Key_Return)
        desk.until_says(words, "Nothing that was saved is lost", "Not saved: your text is kept here.")
        assert typed(desk, "New e-mail") == "new@example.org"
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.press(Key.Key_Return)
    desk.until_says("Saved: E-mail.")
    desk.until(lambda: not desk.says(words))
    assert desk.count("SELECT count(DISTINCT grant_id) FROM history") == 1
    desk.until(lambda: desk.count("SELECT count(*) FROM request_draft") == 0)


def test_a_store_that_cannot_be_opened_is_told_at_sign_in(qtbot: QtBot, qapp: QApplication) -> None:
    def opener(_on_state: object, _progress: object) -> None:
        raise StoreNewerError("This store is newer.", safe="It was not changed.", todo="Install the newest version.")

    console = Console(qapp, opener, Settings())  # type: ignore[arg-type] # it never returns
    console.start()
    view = console.sign_in_view
    qtbot.waitUntil(lambda: "This store is newer. It was not changed. Install" in words_of(view))
    close_window(console)
    qapp.setStyleSheet("")


def test_who_signed_in_last_stands_there_from_the_first_frame_and_what_is_typed_meanwhile_stays(
    qtbot: QtBot, qapp: QApplication
) -> None:
    opened = threading.Event()

    def opener(_on_state: object, _progress: object) -> None:
        opened.wait(PATIENCE)
        raise StoreNewerError("This store is newer.")

    console = Console(qapp, opener, Settings(agent_name="jordan"))  # type: ignore[arg-type] # it never returns
    console.start()
    name, password = console.sign_in_view.findChildren(QLineEdit)
    assert name.text() == "jordan"
    name.setText("kim")
    password.setText("tulip")
    opened.set()
    qtbot.waitUntil(lambda: "This store is newer." in words_of(console.sign_in_view))
    assert name.text() == "kim"
    close_window(console)
    qapp.setStyleSheet("")


def words_of(view: object) -> str:
    from PySide6.QtWidgets import QLabel, QWidget

    assert isinstance(view, QWidget)
    return "\n".join(label.text() for label in view.findChildren(QLabel))


def test_what_is_typed_stays_while_the_store_cannot_take_it(desk: Desk) -> None:
    caller = a_caller(desk.store)
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.verify(caller)
    desk.until_says(caller.email)
    desk.tab_to("Amend Name")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Title")
    desk.say("Dr")
    desk.until_says("Read it back to the customer.")
    fill_disk(desk)
    desk.press(Key.Key_Return, Modifier.ControlModifier)
    desk.until_says("Not saved: your text is kept here.")
    assert desk.focused() == "Title"
    assert desk.count(f"SELECT count(*) FROM customer WHERE id = {caller.id} AND title = 'Dr'") == 0
