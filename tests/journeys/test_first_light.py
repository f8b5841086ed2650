"""The main job in its thinnest whole form, by keyboard alone, on the demo as `care-console demo` opens it."""

from __future__ import annotations

import tempfile
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from care_console.app import auditing
from care_console.app.demo import Demo
from care_console.domain.events import Outcome, Verb
from tests.journeys.desk import Desk, Key, LogWatch, Modifier, a_caller, close_window, files_under, open_window
from tests.journeys.traces import LETTERS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from care_console.app.stores import Backend
    from care_console.audit.relay import RelayState
    from care_console.domain.events import EventRow
    from tests.journeys.desk import Caller

NEW_EMAIL = "brand.new.address@example.org"
MOST_KEYS = 13
"""Of the whole path, sign-in and sign-out included, beside the letters of facts and answers."""


@pytest.fixture
def demo_desk(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log_watch: LogWatch
) -> Iterator[Desk]:
    """The demo itself, in a folder that this test can look into."""
    services: list[auditing.AuditService] = []
    backends: list[Backend] = []

    class Known(auditing.AuditService):
        def __init__(self, *arguments: Any) -> None:
            super().__init__(*arguments)
            services.append(self)

    def opener(on_state: Callable[[RelayState], None], progress: Callable[[str], None]) -> Backend:
        backends.append(Demo().make(on_state, progress))
        return backends[0]

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(auditing, "AuditService", Known)
    console = open_window(qtbot, qapp, opener)
    yield Desk(qtbot, console, backends[0].store, services[0].access, tmp_path)
    close_window(console)
    qapp.setStyleSheet("")


def told(event: EventRow) -> tuple[Verb, Outcome, tuple[str, ...], dict[str, str]]:
    """What an event tells, without identifiers and times."""
    return event.verb, event.outcome, event.fields, event.detail


def test_find_verify_amend_and_end_by_keyboard(demo_desk: Desk, log_watch: LogWatch, home: Path) -> None:
    desk = demo_desk
    caller = a_caller(desk.store, skip=4, letters=LETTERS)  # one whose name is theirs alone, in a house
    desk.at_work("agent")
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.press(Key.Key_Down)
    desk.press(Key.Key_Up)
    moved = 2
    desk.open_chosen()
    for secret in (caller.email, caller.phone, caller.line1, caller.number, caller.postcode):
        assert not desk.says(secret)
    desk.answer(caller.number, "1 of 2 matched")
    born = date.fromisoformat(caller.birth_date)
    desk.answer(f"{born.day} {born:%B} {born.year}", "Verified")
    desk.until_says(caller.email, caller.line1)

    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Before")
    desk.until(lambda: desk.focused() == "New e-mail")
    desk.say(NEW_EMAIL)
    desk.until_says("After", "Well formed.", f"Stops: messages to {caller.email}", "Still sent:")
    desk.press(Key.Key_Return)
    desk.until_says(f"E-mail: {caller.email} became {NEW_EMAIL}")

    desk.press(Key.Key_E, Modifier.ControlModifier | Modifier.ShiftModifier)
    desk.until_says("Changes saved: 1.")
    desk.press(Key.Key_Return)
    desk.until(lambda: desk.focused() == "Find a customer")
    assert not desk.says(NEW_EMAIL)
    assert desk.console.shell.page == "lookup"
    desk.sign_out()
    desk.delivered()

    assert desk.keys - moved <= MOST_KEYS
    assert_recorded(desk, caller)
    assert_nothing_leaked(desk, caller, log_watch, home)


def assert_recorded(desk: Desk, caller: Caller) -> None:
    """The exact events of the path, as the audit API gives them to a reader."""
    events = desk.events()
    done = Outcome.DONE
    assert [told(event) for event in events] == [
        (Verb.SIGNED_IN, done, (), {}),
        (Verb.REQUEST_OPENED, done, (), {"channel": "phone", "brand": "mr-porter"}),
        (Verb.SEARCHED, done, (), {"queries": events[2].detail["queries"]}),
        (Verb.OPENED, done, (), {"requester": "customer"}),
        (Verb.VERIFIED, done, (), {"fact": "customer_number"}),
        (Verb.VERIFIED, done, (), {"fact": "birth_date"}),
        (Verb.GRANTED, done, (), {"scopes": "view"}),
        (Verb.VERIFIED, done, (), {"fact": "postcode"}),
        (Verb.GRANTED, done, ("email.address",), {"scopes": "amend"}),
        (Verb.AMENDED, done, ("email.address",), {}),
        (Verb.MESSAGE_QUEUED, done, (), {"kind": "detail_changed", "copies": "2"}),
        (Verb.REQUEST_ENDED, done, (), {"outcome": "done"}),
        (Verb.SIGNED_OUT, done, (), {}),
    ]
    assert int(events[2].detail["queries"]) == desk.count("SELECT count(*) FROM search")
    assert [event.sequence for event in events] == list(range(1, len(events) + 1))
    assert len({event.source for event in events}) == 1
    assert {event.role for event in events} == {"agent"}
    assert len({event.request for event in events[1:-1]}) == 1
    assert {event.customer for event in events[3:-2]} == {caller.pseudonym}
    assert {event.purpose for event in events[3:-1]} == {"change_details"}
    assert events[8].grant == events[9].grant != events[6].grant


def assert_nothing_leaked(desk: Desk, caller: Caller, log_watch: LogWatch, home: Path) -> None:
    """No value of the customer is in the audit database, a log line, a window's title, or any file in clear."""
    desk.store.engines.dispose()
    files = files_under(desk.place, home)
    assert any(caller.pseudonym.encode() in held for path, held in files.items() if path.name.startswith("audit.db"))
    assert any(path.name == "demo.store" for path in files)
    for secret in (*caller.secrets, NEW_EMAIL):
        found = [path for path, held in files.items() if secret.encode() in held or secret.encode("utf-16-le") in held]
        assert found == [], secret
        assert not any(secret in line for line in log_watch.lines)
        assert not any(secret in title for title in desk.titles)
    assert desk.titles == {"Care Console"}
