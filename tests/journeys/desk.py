"""A desk to work at: the running window over a copy of the demo, its audit service, and the keys that are pressed."""

from __future__ import annotations

import logging
import os
import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QWidget
from sqlalchemy import func, select, text

from care_console import resources
from care_console.app.demo import DEMO_PASSWORD
from care_console.app.mailing import MailAccess
from care_console.app.stores import AuditAccess, Backend, ChatAccess, SystemClock, assemble
from care_console.app.window import Console
from care_console.audit.client import AuditApi, EventQuery
from care_console.audit.reading import row_of
from care_console.credentials import Argon2Passwords
from care_console.domain.policies import PolicyBook
from care_console.services.demo import add_demo_agents, build_demo
from care_console.settings import Places, Settings
from care_console.storage import tables as t
from care_console.storage.intake import SqliteIntake
from care_console.storage.store import SqliteStore, create_store, open_store
from care_console.ui.lookup.hits import HitModel
from care_console.ui.lookup.view import LookupView
from tests.faults.support import Service

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pytestqt.qtbot import QtBot

    from care_console.audit.relay import RelayState
    from care_console.domain.events import EventRow
    from care_console.domain.ports import OrderSystem
    from care_console.ui.kit.page import Page
    from care_console.ui.lookup.data import HitRow

KEY = bytes(range(32))
WIDE, SMALL = (1440, 900), (800, 600)
READER_PAGE = 1_000
SIGNED_OUT = "SELECT count(*) FROM outbox WHERE verb = 'signed_out'"
ANSWER = "What the customer says"

Key = Qt.Key
Modifier = Qt.KeyboardModifier
NO_MODIFIER = Modifier.NoModifier


class MovedClock(SystemClock):
    """The computer's clock, some time ahead."""

    def __init__(self) -> None:
        self._ahead = timedelta()

    def now(self) -> datetime:
        """See the port."""
        return super().now() + self._ahead

    def move(self, **by: float) -> None:
        """Go forward by `timedelta(**by)`."""
        self._ahead += timedelta(**by)


def build_template(path: Path) -> Path:
    """The demo's store, made once: each desk works on a copy."""
    clock = SystemClock()
    store = create_store(path, KEY, clock, "test-desk")
    build_demo(SqliteIntake(store, clock), PolicyBook.load(resources.path("policies")), now=datetime.now(UTC))
    add_demo_agents(store.put_agent, Argon2Passwords().hash(DEMO_PASSWORD))
    store.close()
    return path


@dataclass(frozen=True, slots=True)
class Caller:
    """A customer of the demo at the telephone: what they say, and what nobody may find outside the store."""

    id: int
    pseudonym: str
    given_names: str
    surname: str
    number: str
    birth_date: str
    email: str
    phone: str
    postcode: str
    line1: str
    order: str

    @property
    def secrets(self) -> tuple[str, ...]:
        """Texts that may be in the encrypted store and on the screen, and nowhere else."""
        return (self.surname, self.number, self.birth_date, self.email, self.phone, self.postcode, self.line1)


def a_caller(store: SqliteStore, *, skip: int = 0, letters: int = 0) -> Caller:
    """A customer of the first line with every fact, no flag, and a surname that nobody shares, of so many letters."""
    joined = (
        t.customer.join(t.customer_number).join(t.email).join(t.phone).join(t.address).join(t.order, onclause=_own())
    )
    rows = (
        select(
            t.customer.c.id, t.customer.c.pseudonym, t.customer.c.given_names, t.customer.c.surname,
            t.customer.c.birth_date, t.customer_number.c.number, t.email.c.address, t.phone.c.number.label("phone"),
            t.address.c.postcode, t.address.c.line1, t.order.c.number.label("order"),
        )
        .select_from(joined)
        .where(
            t.customer_number.c.brand == "mr-porter",
            t.customer.c.birth_date.is_not(None),
            t.customer.c.id.not_in(select(t.customer_flag.c.customer_id)),
            t.address.c.kind == "home",
            t.address.c.country == "GB",
            func.length(t.customer.c.surname) >= letters,
        )
        .order_by(t.customer.c.id)
    )  # fmt: skip
    with store.engines.reading() as connection:
        found: dict[int, Caller] = {}
        for row in connection.execute(rows):
            found.setdefault(
                row.id,
                Caller(
                    row.id, row.pseudonym, row.given_names, row.surname, row.number, row.birth_date.isoformat(),
                    row.address, row.phone, row.postcode, row.line1, row.order,
                ),
            )  # fmt: skip
    return list(found.values())[skip]


def _own() -> Any:
    return t.order.c.customer_id == t.customer.c.id


@dataclass
class Desk:
    """One window, its store and its audit service."""

    qtbot: QtBot
    console: Console
    store: SqliteStore
    audit: AuditAccess
    place: Path
    service: Service | None = None
    clock: MovedClock = field(default_factory=MovedClock)
    keys: int = 0
    titles: set[str] = field(default_factory=set)

    # --- keys

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NO_MODIFIER, *, times: int = 1) -> None:
        """Press a key as the keyboard does: through the window, so that shortcuts see it first."""
        handle = self.console.shell.windowHandle()
        assert handle is not None
        for _ in range(times):
            QTest.keyClick(handle, key, modifiers)
            self.keys += 1

    def say(self, words: str) -> None:
        """Type a fact into whatever has the focus; these keys are not counted."""
        handle = self.console.shell.windowHandle()
        assert handle is not None
        for character in words:
            QTest.keyClick(handle, character)  # type: ignore[call-overload] # the stubs leave characters out

    def tab_to(self, name: str) -> None:
        """Press Tab until the control of this name has the focus, once it is there: lists come when they are read."""
        shell = self.console.shell
        self.until(
            lambda: any(each.accessibleName() == name for each in shell.findChildren(QWidget) if each.isVisible())
        )
        for _ in range(80):
            if self.focused() == name:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab does not reach {name!r}")

    def back_to(self, name: str) -> None:
        """Press Shift+Tab until the control of this name has the focus."""
        for _ in range(10):
            if self.focused() == name:
                return
            self.press(Key.Key_Backtab)
        raise AssertionError(f"Shift+Tab does not reach {name!r}")

    @staticmethod
    def focused() -> str:
        """Accessible name of what has the focus."""
        widget = QApplication.focusWidget()
        return widget.accessibleName() if widget is not None else ""

    # --- seeing

    def until(self, seen: Callable[[], object]) -> None:
        """Wait until something can be seen; notes the titles of windows meanwhile."""
        try:
            self.qtbot.waitUntil(lambda: bool(seen()))
        except self.qtbot.TimeoutError as late:
            words = self.visible_words()
            raise AssertionError(f"never seen; the focus is on {self.focused()!r}, and this shows:\n{words}") from late
        self.titles |= {window.windowTitle() for window in QApplication.topLevelWidgets() if window.isVisible()}

    def visible_words(self) -> str:
        """All that labels and buttons show at this moment, one to a line."""
        shell = self.console.shell
        words = [label.text() for label in shell.findChildren(QLabel) if label.isVisible()]
        words += [widget.accessibleName() for widget in shell.findChildren(QWidget) if widget.isVisible()]
        return "\n".join(words).replace("\u2066", "").replace("\u2069", "")

    def until_says(self, *words: str) -> None:
        """Wait until all of these can be read on the screen."""
        self.until(lambda: all(each in self.visible_words() for each in words))

    def says(self, words: str) -> bool:
        """Whether this can be read on the screen."""
        return words in self.visible_words()

    def page(self, kind: type[Page]) -> Any:
        """The page of a kind that shows."""
        (found,) = (page for page in self.console.shell.findChildren(kind) if page.isVisible())
        return found

    # --- what an agent does

    def sign_in(self, name: str, password: str = DEMO_PASSWORD) -> None:
        """Type name and password, and press Enter."""
        self.until(lambda: self.focused() in {"Agent name", "Password"})
        if self.focused() == "Password":  # the name of who signed in before stands in the other field
            self.press(Key.Key_Backtab)
        self.press(Key.Key_A, Modifier.ControlModifier)
        self.say(name)
        self.press(Key.Key_Return)
        self.say(password)
        self.press(Key.Key_Return)

    def at_work(self, name: str) -> None:
        """Sign in, and wait for the first page."""
        with self.qtbot.waitSignal(self.console.signed_in):
            self.sign_in(name)

    def search(self, said: str) -> list[HitRow]:
        """Type what the caller says into look-up; the rows that show for all of it."""
        self.until(lambda: self.focused() == "Find a customer")
        view = self.page(LookupView)
        self.say(said)
        self.until(lambda: view.answered)
        return self.rows()

    def rows(self) -> list[HitRow]:
        """The hits that show."""
        views = self.page(LookupView).findChildren(QListView)
        (model,) = (view.model() for view in views if isinstance(view.model(), HitModel))
        return [model.row(model.index(row, 0)) for row in range(model.rowCount())]

    def find(self, caller: Caller, said: str) -> None:
        """Search, and go to the caller's row with the arrows."""
        self.search(said)
        self.until(lambda: any(row.key == caller.id for row in self.rows()))
        self.press(Key.Key_Down, times=[row.key for row in self.rows()].index(caller.id))

    def open_chosen(self) -> None:
        """Open the row that is chosen: Enter, and Enter again for the likeliest caller and purpose."""
        self.press(Key.Key_Return)
        self.until(lambda: self.focused() == "Open the customer")
        self.press(Key.Key_Return)
        self.until(lambda: self.focused() == ANSWER)

    def answer(self, said: str, shown: str) -> None:
        """Give one fact, and wait for what the page says then."""
        self.until(lambda: self.focused() == ANSWER)
        self.say(said)
        self.press(Key.Key_Return)
        self.until_says(shown)

    def verify(self, caller: Caller) -> None:
        """Give the two facts that open the details."""
        self.answer(caller.number, "1 of 2 matched")
        self.answer(caller.birth_date, "Verified")

    def sign_out(self) -> None:
        """By its shortcut; waits until it is recorded."""
        before = self.count(SIGNED_OUT)
        self.press(Key.Key_L, Modifier.ControlModifier | Modifier.ShiftModifier)
        self.until_says("You are signed out.")
        self.until(lambda: self.count(SIGNED_OUT) > before)

    # --- the record

    def agent(self, name: str) -> str:
        """Identifier of somebody who may sign in."""
        with self.store.engines.reading() as connection:
            return connection.execute(select(t.agent.c.id).where(t.agent.c.name == name)).scalar_one()

    def delivered(self) -> None:
        """Wait until nothing waits in the outbox."""
        self.until(lambda: self.store.outbox.backlog().waiting == 0)

    def events(self, agent: str = "agent") -> list[EventRow]:
        """Every event of an agent as the audit API gives it to a reader, oldest first."""
        api = AuditApi(self.audit.url, self.audit.reader)
        try:
            page = api.events(EventQuery(actor=self.agent(agent), limit=READER_PAGE, newest_first=False))
        finally:
            api.close()
        assert page.next is None
        rows = [row_of(bytes(item.event)) for item in page.items]
        return [row for row in rows if row is not None]

    def count(self, sql: str) -> int:
        """A number from the store."""
        with self.store.engines.reading() as connection:
            return connection.execute(text(sql)).scalar_one()


class Opener:
    """Opens a copy of the demo with an audit service of its own, as the demo does."""

    def __init__(
        self,
        template: Path,
        place: Path,
        chat: ChatAccess | None = None,
        mail: MailAccess | None = None,
        orders: OrderSystem | None = None,
    ) -> None:
        self._template = template
        self._place = place
        self._chat = chat
        self._mail = mail
        self._orders = orders
        self.clock = MovedClock()
        self.opened: list[tuple[SqliteStore, Service]] = []

    def __call__(self, on_state: Callable[[RelayState], None], _progress: Callable[[str], None]) -> Backend:
        path = self._place / "demo.store"
        shutil.copyfile(self._template, path)
        store = open_store(path, KEY, self.clock, "test-desk")
        service = Service(self._place / "audit.db", store.site.store_id)
        service.start()
        self.opened.append((store, service))
        return assemble(
            store,
            access_to(service),
            on_state,
            (service.kill,),
            chat=self._chat,
            mail=self._mail,
            orders=self._orders,
            clock=self.clock,
        )


def access_to(service: Service) -> AuditAccess:
    """Where a service is, as the console is told."""
    return AuditAccess(service.url, service.secret, service.reader_secret)


def open_window(
    qtbot: QtBot, application: QApplication, opener: Any, settings: Settings | None = None, places: Places | None = None
) -> Console:
    """A window that waits for somebody to sign in."""
    console = Console(application, opener, settings or Settings(language="en"), places)
    with qtbot.waitSignal(console.ready, raising=False) as opened:
        console.start()
    if not opened.signal_triggered:
        words = console.sign_in_view.findChildren(QLabel)
        close_window(console)
        raise AssertionError([label.text() for label in words])
    console.shell.resize(*WIDE)
    console.shell.activateWindow()
    qtbot.waitUntil(console.shell.isActiveWindow)
    return console


def in_front(desk: Desk) -> None:
    """Work at this window."""
    desk.console.shell.activateWindow()
    desk.qtbot.waitUntil(desk.console.shell.isActiveWindow)


def close_window(console: Console) -> None:
    """End everything that the window started, and the window itself."""
    console.close()
    console.shell.deleteLater()
    console.deleteLater()
    QApplication.processEvents()


class LogWatch(logging.Handler):
    """Keeps what any logger says, at any level."""

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


def watched_log() -> Iterator[LogWatch]:
    """Everything that is logged while a test runs, chatter of libraries included."""
    root, watch = logging.getLogger(), LogWatch()
    level = root.level
    root.addHandler(watch)
    root.setLevel(logging.DEBUG)
    yield watch
    root.setLevel(level)
    root.removeHandler(watch)


def files_under(*folders: Path) -> dict[Path, bytes]:
    """Every file in these folders, with its bytes."""
    return {
        Path(place) / name: (Path(place) / name).read_bytes()
        for folder in folders
        for place, _, names in os.walk(folder)
        for name in names
    }
