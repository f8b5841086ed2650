"""Opening the store that is configured, for a window."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QLockFile, QObject, Qt, Signal

from care_console.app import stores
from care_console.app.chatting import chat_provider
from care_console.app.mailing import mail_access
from care_console.app.ordering import order_system
from care_console.domain.errors import StoreInUseError, StoreKeyError, StoreReadOnlyError

if TYPE_CHECKING:
    from care_console.app.window import Opener, Progress
    from care_console.audit.relay import RelayState
    from care_console.settings import Places, Settings

_LOOK_SECONDS = 0.1


class PassphraseAsker(QObject):
    """Asks for a store's passphrase on the GUI thread, for a worker that waits for it."""

    _asked = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self._asked.connect(self._ask, Qt.ConnectionType.QueuedConnection)

    def __call__(self, progress: Progress, trouble: str) -> str:
        """Called on a worker, told why it asks again. Raises StoreKeyError when nobody answers any more."""
        answer: Future[str | None] = Future()
        self._asked.emit(trouble, answer)
        # A window that is closed just now does not come to ask: who waits has to look.
        while not answer.done() and not progress.cancelled:
            with suppress(TimeoutError):
                answer.result(_LOOK_SECONDS)
        passphrase = answer.result() if answer.done() else None
        if passphrase is None:
            raise StoreKeyError(
                "The store was not opened.", safe="It was not changed.", todo="Start again and type its passphrase."
            )
        return passphrase

    @staticmethod
    def _ask(trouble: str, answer: Future[str | None]) -> None:
        from PySide6.QtWidgets import QApplication

        from care_console.ui.signin.passphrase import PassphraseDialog
        from care_console.ui.told import told_words

        window = next((each for each in QApplication.topLevelWidgets() if each.isVisible()), None)
        if window is None:
            answer.set_result(None)
            return
        dialog = PassphraseDialog(window, told_words(trouble))
        dialog.accepted.connect(lambda: answer.set_result(dialog.passphrase))
        dialog.rejected.connect(lambda: answer.set_result(None))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def open_configured(settings: Settings, places: Places) -> Opener:
    """An opener for the store of this computer; only one window at a time has it open."""
    ask = PassphraseAsker()

    def opener(on_state: Callable[[RelayState], None], progress: Progress) -> stores.Backend:
        path = stores.store_path(settings, places)
        lock = QLockFile(str(path) + ".lock")
        lock.setStaleLockTime(0)
        if path.parent.is_dir() and not lock.tryLock(0):
            if lock.error() is not QLockFile.LockError.LockFailedError:
                raise StoreReadOnlyError(
                    "The folder of the store cannot be written.",
                    safe="Nothing was changed.",
                    todo="Ask IT to make the folder writable for you, then start again.",
                )
            raise StoreInUseError(
                "Care Console is open already on this computer.",
                safe="Nothing was changed.",
                todo="Go to the window that is open, or close it first.",
            )
        try:
            store = stores.find_store(path, partial(ask, progress))
            return stores.assemble(
                store,
                stores.audit_access(settings),
                on_state,
                (lock.unlock,),
                market=settings.market,
                mail=mail_access(settings),
                orders=order_system(settings),
                chat=partial(chat_provider, settings),
            )
        except BaseException:
            lock.unlock()
            raise

    return opener
