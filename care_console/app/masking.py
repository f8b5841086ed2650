"""When everything that shows is masked: nobody at the desk, the computer's session locked, or asked for by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.request_life import Masked
from care_console.ui.idle import IdleWatch
from care_console.ui.kit.toast import Toast
from care_console.ui.session_lock import SessionWatch

if TYPE_CHECKING:
    from care_console.ui.shell import Shell

_IDLE = "idle"


class Masking(QObject):
    """Watches over one window while a shift runs, and warns before it masks an idle one."""

    due = Signal(object)
    """Why everything is to be masked: a `Masked`."""

    def __init__(self, shell: Shell, parent: QObject) -> None:
        super().__init__(parent)
        self._shell = shell
        self._minutes = 0
        self.idle = IdleWatch(self)
        self.idle.warned.connect(self._on_warned)
        self.idle.prolonged.connect(lambda: shell.toasts.drop(_IDLE))
        self.idle.idle.connect(lambda: self.due.emit(Masked.IDLE))
        self.session = SessionWatch(self)
        self.session.locked.connect(lambda: self.due.emit(Masked.SESSION))
        shell.mask_asked.connect(lambda: self.due.emit(Masked.ASKED))

    def begin(self, minutes: int) -> None:
        """A shift runs; so many minutes without a key or the mouse mask it."""
        self._minutes = minutes
        self.idle.begin(minutes)
        self.session.begin()

    def stop(self) -> None:
        """Nothing shows that has to be masked."""
        self.idle.stop()

    def words(self, why: Masked) -> str:
        """Why it is masked, as sign-in says it."""
        if why is Masked.SESSION:
            return self.tr("Masked because this computer was locked.")
        if why is Masked.ASKED:
            return self.tr("Masked because you asked for it.")
        return self.tr("Masked after %n minute(s) without a key or the mouse.", "", self._minutes)

    def _on_warned(self, seconds: int) -> None:
        words = self.tr("Everything is masked in %n second(s)", "", seconds)
        self._shell.toasts.show_toast(_IDLE, Toast(words, self.tr("Any key keeps it on the screen."), icon="lock"))
