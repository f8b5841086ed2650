"""The look-up page over a store, as it is typed into: in order, without hanging, whatever is typed."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QObject, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from care_console.app.bench_paint import filled_store, look_up_window, names_to_type
from care_console.domain.requests import Refusal
from care_console.services.lookup import Begun, Lookup
from care_console.storage.store import SqliteStore
from care_console.ui.background import Background, Job
from care_console.ui.lookup.view import LookupView
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

CUSTOMERS = 300
LONGEST_FRAME = 1.0
"""Seconds of work: what a loaded machine does meanwhile does not count."""
BLNS = Path(__file__).parents[3] / "shared" / "data" / "blns" / "blns.json"
AWKWARD = {
    "10,000 characters": "a" * 10_000,
    "10,000 words": "a " * 5_000,
    "10,000 digits": "7" * 10_000,
    "one letter": "q",
    "only digits": "0123456789" * 3,
    "only spaces": " " * 300,
    "right to left": "محمد الأحمد \u202eabc",
    "combining marks": "e" + "\u0301" * 400,
    "marks alone": "\u0301\u0300\u0308" * 50,
    "no letters": "🙂%_'\";-- \u200b\ufeff",
    "a lone surrogate": "\ud800x",
    "a null": "no\x00ah",
}


@pytest.fixture(scope="module")
def store() -> Iterator[SqliteStore]:
    with filled_store(CUSTOMERS) as made:
        yield made


@pytest.fixture
def view(qapp: QApplication, store: SqliteStore) -> Iterator[LookupView]:
    with look_up_window(qapp, store) as made:
        yield made
    qapp.setStyleSheet("")


def words(view: LookupView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def put(view: LookupView, text: str) -> None:
    """As pasting does."""
    view.field.edit.selectAll()
    view.field.edit.insert(text)
    if text:
        view.field.edit.textEdited.emit(view.field.edit.text())


def searched(store: SqliteStore) -> list[str]:
    with store.engines.reading() as connection:
        return list(connection.exec_driver_sql("SELECT text FROM search ORDER BY at").scalars())


def awkward() -> list[str]:
    strings: list[str] = json.loads(BLNS.read_text(encoding="utf-8"))
    return strings


def answered(view: LookupView, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: view.answered)


class Frames:
    """The longest time that the window's thread worked from one turn to the next."""

    def __init__(self, view: LookupView) -> None:
        self.longest = 0.0
        self._last = time.thread_time()
        self._timer = QTimer(view)
        self._timer.timeout.connect(self._on_turn)
        self._timer.start(5)

    def _on_turn(self) -> None:
        now = time.thread_time()
        self.longest, self._last = max(self.longest, now - self._last), now


def test_every_text_is_on_record_before_its_hits_and_the_last_one_shows(
    view: LookupView, store: SqliteStore, qtbot: QtBot
) -> None:
    (name,) = names_to_type(CUSTOMERS, 1)
    before = len(searched(store))
    shown: list[str] = []
    view.hits_painted.connect(lambda: shown.append(searched(store)[-1]))
    QTest.keyClicks(view.field.edit, name)
    answered(view, qtbot)
    qtbot.waitUntil(lambda: bool(shown))
    assert name in searched(store)[before:]
    assert shown[-1] == name
    assert view.hits[0].name.lower().split()[-1] == name.split()[-1]


def test_misspelt_names_follow_what_is_begun(view: LookupView, qtbot: QtBot) -> None:
    name = next(name for name in names_to_type(CUSTOMERS, 40) if len(name.split()[1]) > 6)
    given, surname = name.split()
    QTest.keyClicks(view.field.edit, f"{given} {surname[:2]}{surname[3:]}")
    answered(view, qtbot)
    assert name.split()[1] in view.hits[0].name.lower()


def test_an_answer_that_comes_after_the_field_was_emptied_shows_nobody(
    view: LookupView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, read = Lookup.begin, Background.read
    may_answer = threading.Event()
    asked: list[object] = []
    told: list[object] = []

    def late(*arguments: Any, **more: Any) -> Begun | Refusal:
        asked.append(arguments)
        assert may_answer.wait(PATIENCE)
        return begin(*arguments, **more)

    def overheard(background: Background, owner: QObject, job: Any, done: Any, *others: Any, **more: Any) -> Job:
        def hear(answer: object) -> None:
            done(answer)
            told.extend([answer] if isinstance(answer, Begun) else [])

        return read(background, owner, job, hear, *others, **more)

    monkeypatch.setattr(Lookup, "begin", late)
    monkeypatch.setattr(Background, "read", overheard)
    for number, name in enumerate(names_to_type(CUSTOMERS, 3), 1):
        may_answer.clear()
        put(view, name)
        qtbot.waitUntil(lambda number=number: len(asked) == number)  # type: ignore[misc]
        put(view, "")
        view.field.edit.textEdited.emit("")
        may_answer.set()
        qtbot.waitUntil(lambda number=number: len(told) == number)  # type: ignore[misc]
        assert isinstance(told[-1], Begun)
        assert told[-1].findings.hits
        assert view.hits == ()
        assert "Type to find a customer" in words(view)


def test_hits_that_nobody_asked_for_are_told_as_near(view: LookupView, qtbot: QtBot) -> None:
    put(view, f"{names_to_type(CUSTOMERS, 1)[0]} zzyzx")
    answered(view, qtbot)
    assert view.hits
    assert "these come nearest. Ask how the name is spelt" in words(view)


@pytest.mark.parametrize("kind", AWKWARD)
def test_bad_input_is_answered_and_never_hangs_the_window(view: LookupView, qtbot: QtBot, kind: str) -> None:
    frames = Frames(view)
    put(view, AWKWARD[kind])
    answered(view, qtbot)
    assert frames.longest < LONGEST_FRAME
    put(view, names_to_type(CUSTOMERS, 1)[0])
    answered(view, qtbot)
    assert view.hits, "and the page goes on working"


@pytest.mark.skipif(not BLNS.exists(), reason="needs ../shared/data/blns/blns.json beside the project")
def test_naughty_strings_are_answered_and_never_hang_the_window(view: LookupView, qtbot: QtBot) -> None:
    frames = Frames(view)
    for text in awkward():
        put(view, text)
        answered(view, qtbot)
    assert frames.longest < LONGEST_FRAME


def test_the_quota_says_when_searching_works_again(
    view: LookupView, store: SqliteStore, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.storage.sqlite.searching.SEARCHES_AN_HOUR", 1)
    put(view, "smith")
    answered(view, qtbot)
    put(view, "smith j")
    answered(view, qtbot)
    assert "Searching pauses" in words(view)
    assert "Searching works again at" in words(view)


def test_a_fourth_postcode_locks_postcodes_and_names_go_on(view: LookupView, qtbot: QtBot) -> None:
    for postcode in ("AA1 1AA", "BB2 2BB", "CC3 3CC", "DD4 4DD"):
        put(view, f"smith {postcode}")
        answered(view, qtbot)
    assert "No more postcodes or birth dates" in words(view)
    put(view, names_to_type(CUSTOMERS, 1)[0])
    answered(view, qtbot)
    assert view.hits


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ("q", "One letter begins too many names"),
        ("zzyzx", "Ask how the name is spelt"),
        ("zzyzx ls6 2pq", "have the postcode or the date of birth said again"),
        ("nobody@example.org", "Nobody has this e-mail address"),
        ("zzyzx@exa", "An e-mail address matches only as a whole"),
        ("0999 888 7777", "Nobody has this number"),
    ],
)
def test_what_to_ask_next_depends_on_what_was_said(view: LookupView, qtbot: QtBot, said: str, asked: str) -> None:
    put(view, said)
    answered(view, qtbot)
    assert view.hits == ()
    assert asked in words(view)
