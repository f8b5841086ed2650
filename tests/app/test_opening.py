"""Opening the store of this computer: keys, passphrases, a second window, and words for what is wrong."""

from __future__ import annotations

import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

import keyring
import pytest
from keyring.backends.fail import Keyring as NoKeyring
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit

from care_console.app import start, stores
from care_console.app.opening import PassphraseAsker, open_configured
from care_console.app.stores import SystemClock
from care_console.app.window import Console, Progress
from care_console.cli import parse
from care_console.credentials import Argon2Passwords, KeyringCredentials, WrappedKey, key_name
from care_console.domain.errors import StoreError, StoreInUseError, StoreKeyError, StoreNewerError, StoreReadOnlyError
from care_console.domain.roles import Role
from care_console.settings import Places, Settings
from care_console.storage.store import create_store
from care_console.ui.background import Job
from tests.patience import PATIENCE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.memory_keyring import MemoryKeyring

KEY = bytes(range(32))
PASSPHRASE = "twelve letters at least"


@pytest.fixture
def places(tmp_path: Path) -> Places:
    return Places(tmp_path / "policy.toml", tmp_path / "settings.toml", tmp_path)


@pytest.fixture
def store(tmp_path: Path, memory_keyring: MemoryKeyring) -> Path:
    path = tmp_path / "customers.store"
    made = create_store(path, KEY, SystemClock(), "test-desk")
    made.put_agent("jo", Role.AGENT, Argon2Passwords().hash("a long enough password"))
    made.close()
    KeyringCredentials().put(key_name(path), KEY.hex())
    return path


@pytest.fixture
def consoles(qapp: QApplication) -> Iterator[list[Console]]:
    """Windows that the test opens, closed at its end."""
    opened: list[Console] = []
    yield opened
    for console in opened:
        console.close()
        console.shell.deleteLater()
        console.deleteLater()
    qapp.processEvents()
    qapp.setStyleSheet("")


def opened(places: Places) -> stores.Backend:
    return open_configured(Settings(), places)(lambda _state: None, nobody_waits())


def nobody_waits() -> Progress:
    return Progress(lambda _words: None, Job(1, may_cancel=True))


def words(console: Console) -> str:
    return "\n".join(label.text() for label in console.sign_in_view.findChildren(QLabel))


def test_a_second_window_is_told_and_changes_nothing(qapp: QApplication, places: Places, store: Path) -> None:
    first = opened(places)
    with pytest.raises(StoreInUseError) as told:
        opened(places)
    assert told.value.todo
    first.close()
    opened(places).close()


def test_a_window_that_was_killed_leaves_no_lock(qapp: QApplication, places: Places, store: Path) -> None:
    killed = "import os,sys;from PySide6.QtCore import QLockFile as L;l=L(sys.argv[1]);assert l.tryLock(0);os._exit(9)"
    subprocess.run([sys.executable, "-c", killed, f"{store}.lock"], check=False)
    assert store.with_name(store.name + ".lock").exists()
    opened(places).close()


def test_a_folder_that_takes_no_lock_is_not_taken_for_a_second_window(
    qapp: QApplication, places: Places, tmp_path: Path
) -> None:
    too_long = Settings(store=str(tmp_path / ("s" * 253)))
    with pytest.raises(StoreReadOnlyError):
        open_configured(too_long, places)(lambda _state: None, nobody_waits())


@pytest.mark.parametrize("kind", ["missing", "no key", "wrong key", "newer"])
def test_a_store_that_does_not_open_gives_its_lock_back(
    qapp: QApplication, places: Places, store: Path, kind: str
) -> None:
    expected: type[StoreError] = StoreKeyError
    if kind == "missing":
        store.unlink()
        expected = StoreError
    elif kind == "no key":
        KeyringCredentials().delete(key_name(store))
    elif kind == "wrong key":
        KeyringCredentials().put(key_name(store), bytes(32).hex())
    else:
        made = stores.find_store(store, lambda _trouble: "")
        with made.engines.writing() as connection:
            connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
        made.close()
        expected = StoreNewerError
    for _ in range(2):
        with pytest.raises(expected) as told:
            opened(places)
        assert type(told.value) is expected
        assert told.value.safe
        assert told.value.todo


def test_what_is_wrong_is_said_at_sign_in(
    qtbot: QtBot, qapp: QApplication, consoles: list[Console], places: Places
) -> None:
    consoles.append(Console(qapp, open_configured(Settings(), places), Settings()))
    consoles[0].start()
    qtbot.waitUntil(lambda: "There is no store at the place that is set. Nothing was changed." in words(consoles[0]))


@pytest.mark.expects_log("KeyError at ")
def test_a_bug_is_told_by_its_place_alone(qtbot: QtBot, qapp: QApplication, consoles: list[Console]) -> None:
    def opener(_on_state: object, _progress: object) -> Any:
        raise KeyError("margaret.h@example.org")

    consoles.append(Console(qapp, opener, Settings()))
    consoles[0].start()
    qtbot.waitUntil(lambda: "Something in the program went wrong." in words(consoles[0]))
    assert "margaret" not in words(consoles[0])


def test_broken_settings_open_a_window_that_says_so(
    qtbot: QtBot, qapp: QApplication, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = Places.of_platform().user
    path.parent.mkdir(parents=True)
    path.write_text("market = ")
    shown: list[str] = []

    def look(application: QApplication, console: Console) -> int:
        console.start()
        qtbot.waitUntil(lambda: "are not right" in words(console))
        shown.append(words(console))
        console.close()
        console.shell.deleteLater()
        console.deleteLater()
        return 0

    monkeypatch.setattr(start, "show_until_closed", look)
    assert start._run(qapp, parse([])) == 0
    assert str(path) in shown[0]
    qapp.setStyleSheet("")


# --- without a secure keyring


@pytest.fixture
def wrapped(store: Path, memory_keyring: MemoryKeyring) -> Iterator[Path]:
    WrappedKey.beside(store).write(KEY, PASSPHRASE)
    keyring.set_keyring(NoKeyring())  # type: ignore[no-untyped-call] # keyring ships no types for it
    yield store
    keyring.set_keyring(memory_keyring)


def question(console: Console) -> QDialog | None:
    return next((each for each in console.shell.findChildren(QDialog) if each.isVisible()), None)


def asked(qtbot: QtBot, console: Console, trouble: str) -> QDialog:
    """The question for the passphrase, once it says this of the try before."""

    def says() -> bool:
        found = question(console)
        return found is not None and trouble in "\n".join(label.text() for label in found.findChildren(QLabel))

    qtbot.waitUntil(says)
    found = question(console)
    assert found is not None
    return found


def answer(dialog: QDialog, text: str) -> None:
    (field,) = dialog.findChildren(QLineEdit)
    QTest.keyClicks(field, text)
    dialog.accept()


def test_a_mistyped_passphrase_is_asked_for_again(
    qtbot: QtBot, qapp: QApplication, consoles: list[Console], places: Places, wrapped: Path
) -> None:
    consoles.append(Console(qapp, open_configured(Settings(), places), Settings()))
    consoles[0].start()
    answer(asked(qtbot, consoles[0], "no secure keyring"), "something else")
    again = asked(qtbot, consoles[0], "The passphrase does not open this store.")
    (field,) = again.findChildren(QLineEdit)
    assert field.echoMode() is QLineEdit.EchoMode.Password
    with qtbot.waitSignal(consoles[0].ready):
        answer(again, PASSPHRASE)


def test_a_passphrase_that_nobody_knows_leaves_the_store_closed(
    qtbot: QtBot, qapp: QApplication, consoles: list[Console], places: Places, wrapped: Path
) -> None:
    before = wrapped.read_bytes()
    consoles.append(Console(qapp, open_configured(Settings(), places), Settings()))
    consoles[0].start()
    asked(qtbot, consoles[0], "no secure keyring").reject()
    qtbot.waitUntil(lambda: "The store was not opened. It was not changed." in words(consoles[0]))
    assert wrapped.read_bytes() == before


def test_a_window_that_is_closed_while_it_asks_ends(
    qtbot: QtBot, qapp: QApplication, consoles: list[Console], places: Places, wrapped: Path
) -> None:
    consoles.append(Console(qapp, open_configured(Settings(), places), Settings()))
    consoles[0].start()
    asked(qtbot, consoles[0], "no secure keyring")
    QTimer.singleShot(0, consoles[0], consoles[0].close)
    qtbot.waitUntil(lambda: not consoles[0].shell.isVisible())


def test_a_window_that_is_closed_before_it_asks_ends(
    qtbot: QtBot,
    qapp: QApplication,
    consoles: list[Console],
    places: Places,
    wrapped: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asks, ask = threading.Event(), PassphraseAsker.__call__

    def noticed(self: PassphraseAsker, progress: Progress, trouble: str) -> str:
        asks.set()
        return ask(self, progress, trouble)

    def close() -> None:
        assert asks.wait(PATIENCE)  # the question cannot show meanwhile: this is the thread on which it would
        console.close()

    monkeypatch.setattr(PassphraseAsker, "__call__", noticed)
    console = Console(qapp, open_configured(Settings(), places), Settings())
    consoles.append(console)
    console.painted.connect(lambda: QTimer.singleShot(0, console, close))
    console.start()
    qtbot.waitUntil(lambda: not console.shell.isVisible())
    qapp.processEvents()
    assert question(console) is None


def test_a_window_that_is_closed_while_it_opens_closes_what_was_opened(
    qtbot: QtBot, qapp: QApplication, consoles: list[Console], places: Places, store: Path
) -> None:
    console = Console(qapp, open_configured(Settings(), places), Settings())
    consoles.append(console)
    console.painted.connect(lambda: QTimer.singleShot(0, console, console.close))
    console.start()
    qtbot.waitUntil(lambda: not console.shell.isVisible())
    opened(places).close()
