"""The palette of commands and the overview of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel

from care_console.ui.commands import Command
from care_console.ui.palette import PALETTE, CommandModel, KeyOverview, Palette
from care_console.ui.shell import Shell
from care_console.ui.signin.view import SignInView
from tests.ui.test_access import faults, open_shell

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def ran() -> list[str]:
    return []


@pytest.fixture
def shell(look: Theme, qtbot: QtBot, ran: list[str]) -> Shell:
    made = open_shell(qtbot)
    made.commands.replace(
        (
            Command("find", "Find a customer", lambda: ran.append("find"), "search", "Ctrl+K"),
            Command("amend", "Amend the e-mail", lambda: ran.append("amend"), "pencil", "Ctrl+M", lambda: "Open one."),
            Command("settings", "Réglages", lambda: ran.append("settings"), "settings"),
            Command(PALETTE, "Commands", lambda: None, None, "Ctrl+Shift+P"),
        )
    )
    return made


def opened(qtbot: QtBot, shell: Shell) -> Palette:
    made = Palette(shell, shell.commands)
    made.open()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def titles(model: CommandModel) -> list[str]:
    return [model.entry(model.index(row))[0].title for row in range(model.rowCount())]


def test_the_model_keeps_the_rules_of_qt(shell: Shell) -> None:
    model = CommandModel(shell.commands)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.seek("find")
    assert titles(model) == ["Find a customer"]


def test_what_can_be_done_now_comes_first_and_the_palette_itself_is_left_out(shell: Shell) -> None:
    assert titles(CommandModel(shell.commands)) == [
        "Find a customer",
        "Réglages",
        "Amend the e-mail",
        "Close message",
    ]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [("mail amend", ["Amend the e-mail"]), ("ctrl+m", ["Amend the e-mail"]), ("reglages", ["Réglages"]), ("zebra", [])],
)
def test_every_word_counts_in_any_order_without_accents(shell: Shell, typed: str, expected: list[str]) -> None:
    model = CommandModel(shell.commands)
    model.seek(typed)
    assert titles(model) == expected


def test_typing_and_enter_run_a_command_after_the_palette_has_closed(
    shell: Shell, qtbot: QtBot, ran: list[str]
) -> None:
    palette = opened(qtbot, shell)
    QTest.keyClicks(palette.field, "regl")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert ran == ["settings"]
    assert not shell.findChildren(Palette) or not palette.isVisible()


def test_arrows_choose_and_what_cannot_run_stays_and_says_why(shell: Shell, qtbot: QtBot, ran: list[str]) -> None:
    palette = opened(qtbot, shell)
    QTest.keyClick(palette.field, Key.Key_Down)
    QTest.keyClick(palette.field, Key.Key_Down)
    spoken = palette.list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Amend the e-mail. Ctrl+M. Open one."
    QTest.keyClick(palette.field, Key.Key_Return)
    assert ran == []
    assert palette.isVisible()
    QTest.keyClick(palette.field, Key.Key_Escape)
    qtbot.waitUntil(lambda: not shell.findChildren(Palette))


def test_where_nothing_fits_the_palette_says_so(shell: Shell, qtbot: QtBot) -> None:
    palette = opened(qtbot, shell)
    QTest.keyClicks(palette.field, "zebra")
    assert "No command fits. Type less, or another word." in [
        each.text() for each in palette.findChildren(QLabel) if each.isVisible()
    ]
    QTest.keyClick(palette.field, Key.Key_Return)
    palette.reject()


def test_both_are_named_for_screen_readers(shell: Shell, qtbot: QtBot) -> None:
    for dialog in (Palette(shell, shell.commands), KeyOverview(shell, shell.commands)):
        dialog.open()
        QApplication.processEvents()
        assert faults(dialog) == []
        dialog.reject()


def test_the_overview_lists_every_shortcut(shell: Shell, qtbot: QtBot) -> None:
    overview = KeyOverview(shell, shell.commands)
    overview.open()
    words = [each.text() for each in overview.findChildren(QLabel)]
    assert {"Find a customer", "Amend the e-mail", "Commands", "Ctrl", "K", "M"} <= set(words)
    assert "Réglages" not in words, "it has no key"
    overview.reject()


def test_signing_in_offers_nothing_but_the_windows_own_command(look: Theme, qtbot: QtBot) -> None:
    shell = Shell(SignInView())
    qtbot.addWidget(shell)
    assert [command.id for command in shell.commands] == ["close-message"]
