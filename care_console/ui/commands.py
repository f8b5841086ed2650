"""Commands are data: shortcuts, the palette and the overview of keys read the same declarations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from PySide6.QtWidgets import QWidget

    from care_console.ui.theme.icons import IconName


def _never() -> str:
    return ""


@dataclass(frozen=True, slots=True)
class Command:
    """Something that the user can do: what it is called, its keys, when it may run, and what it does."""

    id: str
    title: str
    run: Callable[[], None]
    icon: IconName | None = None
    shortcut: str = ""
    """In Qt's portable text, such as ``Ctrl+K``; empty for none."""
    blocked: Callable[[], str] = _never
    """Why it cannot run now, and what to do first; empty while it can."""


class Commands(QObject):
    """The commands of one window. Its shortcuts work wherever the focus is in that window."""

    ran = Signal(str)
    """Id of the command that has run."""
    refused = Signal(str)
    """Why a command cannot run now whose keys were pressed, and what to do first."""

    def __init__(self, window: QWidget, own: Callable[[], Iterable[Command]] = tuple) -> None:
        """`own` gives the commands of the window itself, in the language in force: they stay whoever works there."""
        super().__init__(window)
        self._window = window
        self._own = own
        self._commands: dict[str, Command] = {}
        self._shortcuts: list[QShortcut] = []

    def add(self, command: Command) -> None:
        """Declare a command and listen to its shortcut.

        Raises:
            ValueError: the id or the shortcut is taken.
        """
        if command.id in self._commands:
            raise ValueError(f"command {command.id} is declared twice")
        if command.shortcut and any(command.shortcut == other.shortcut for other in self):
            raise ValueError(f"shortcut {command.shortcut} is taken")
        self._commands[command.id] = command
        if command.shortcut:
            keys = QShortcut(QKeySequence(command.shortcut), self._window)
            keys.setContext(Qt.ShortcutContext.WindowShortcut)
            keys.activated.connect(lambda: self.run(command.id))
            self._shortcuts.append(keys)

    def replace(self, commands: Iterable[Command]) -> None:
        """Declare these commands beside the window's own, and no others, as when a shift begins.

        Raises ValueError as `add` does.
        """
        for keys in self._shortcuts:
            keys.setEnabled(False)
            keys.deleteLater()
        self._shortcuts.clear()
        self._commands.clear()
        for command in (*commands, *self._own()):
            self.add(command)

    def run(self, name: str) -> bool:
        """Run a command if it may run now; whether it did, and what is in its way, are told."""
        command = self._commands[name]
        if why := command.blocked():
            self.refused.emit(why)
            return False
        command.run()
        self.ran.emit(name)
        return True

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())
