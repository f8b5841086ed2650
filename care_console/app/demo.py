"""The demo: a store made afresh from published data, its key alive for this run alone, and an audit service."""

from __future__ import annotations

import socket
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from care_console import resources
from care_console.domain.policies import PolicyBook
from care_console.services.demo import DEMO_AGENTS, add_demo_agents, build_demo
from care_console.settings import Settings

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from care_console.app.stores import AuditAccess, Backend
    from care_console.app.window import Console
    from care_console.audit.relay import RelayState
    from care_console.storage.store import SqliteStore

DEMO_PASSWORD = "care-console-demo"  # noqa: S105 - of a store that holds published data only, and shown on the screen
STORE = "demo.store"
SCREENSHOT_SEARCH = "yusuf"
SCREENSHOT_SECONDS = 120


class Demo:
    """The store of one run: made by the first window that opens it, and opened again by windows beside that one."""

    def __init__(self, delivers: Settings | None = None) -> None:
        """`delivers` says by which servers its messages leave; None keeps all of them in the store."""
        self._delivers = delivers or Settings()
        self._key = b""
        self._place = Path()
        self._audit: AuditAccess | None = None

    def make(self, on_state: Callable[[RelayState], None], progress: Callable[[str], None]) -> Backend:
        """Build it in a folder that goes with it; everything in the store is encrypted even so."""
        from PySide6.QtCore import QCoreApplication

        from care_console.app.auditing import AuditService
        from care_console.app.stores import SystemClock
        from care_console.credentials import Argon2Passwords, new_key
        from care_console.storage.intake import SqliteIntake
        from care_console.storage.store import create_store

        progress(QCoreApplication.translate("demo", "Making the demo from published data…"))
        self._key = new_key()
        with ExitStack() as made:
            folder = tempfile.TemporaryDirectory(prefix="care-console-demo-", ignore_cleanup_errors=True)
            made.callback(folder.cleanup)
            self._place = Path(folder.name)
            clock = SystemClock()
            store = create_store(self._place / STORE, self._key, clock, socket.gethostname())
            made.callback(store.close)
            service = AuditService(self._place / "audit.db", store.site.store_id)
            made.callback(service.stop)
            book = PolicyBook.load(resources.path("policies"))
            build_demo(SqliteIntake(store, clock), book, now=datetime.now(UTC))
            add_demo_agents(store.put_agent, Argon2Passwords().hash(DEMO_PASSWORD))
            self._audit = service.access
            backend = self._assembled(store, on_state, (service.stop, folder.cleanup))
            made.pop_all()
        return backend

    def open_again(self, on_state: Callable[[RelayState], None], _progress: Callable[[str], None]) -> Backend:
        """For another window, once it is made; to be closed before what `make` gave."""
        from care_console.app.stores import SystemClock
        from care_console.storage.store import open_store

        store = open_store(self._place / STORE, self._key, SystemClock(), socket.gethostname())
        return self._assembled(store, on_state, ())

    def _assembled(
        self, store: SqliteStore, on_state: Callable[[RelayState], None], closers: tuple[Callable[[], None], ...]
    ) -> Backend:
        from PySide6.QtCore import QCoreApplication

        from care_console.app.mailing import mail_access
        from care_console.app.ordering import order_system
        from care_console.app.stores import assemble

        names = ", ".join(name for name, _role in DEMO_AGENTS)
        greeting = QCoreApplication.translate(
            "demo", "Demo on published data. Sign in as {0}; the password is {1}"
        ).format(names, DEMO_PASSWORD)
        mail, orders = mail_access(self._delivers), order_system(self._delivers)
        return assemble(store, self._audit, on_state, closers, greeting, mail=mail, orders=orders)


def run_screenshot(application: QApplication, console: Console, picture: Path) -> int:
    """Sign in, search, and save a picture once the hits are painted; 0 if that worked within two minutes."""
    from PySide6.QtCore import QTimer
    from PySide6.QtTest import QTest

    from care_console.app.window import HEIGHT, WIDTH
    from care_console.domain.errors import ToldError
    from care_console.ui.lookup.view import LookupView

    failed: list[str] = ["The demo did not come up in time."]

    def search() -> None:
        view = console.shell.findChild(LookupView)
        assert isinstance(view, LookupView)  # noqa: S101 - agents begin at look-up
        view.hits_painted.connect(save)
        QTest.keyClicks(view.field.edit, SCREENSHOT_SEARCH)

    def save() -> None:
        if console.shell.grab().save(str(picture), "PNG"):
            failed.clear()
        else:
            failed[:] = ["The picture could not be saved there."]
        application.quit()

    console.ready.connect(lambda: console.sign_in_view.sign_in_asked.emit(DEMO_AGENTS[0][0], DEMO_PASSWORD))
    console.signed_in.connect(search)
    QTimer.singleShot(SCREENSHOT_SECONDS * 1000, application.quit)
    # The picture has the size of a desk's screen, whatever this computer has.
    console.shell.resize(WIDTH, HEIGHT)
    console.start()
    application.exec()
    console.close()
    if failed:
        raise ToldError(failed[0], safe="Nothing else was changed.", todo="Try another path for the picture.")
    return 0
