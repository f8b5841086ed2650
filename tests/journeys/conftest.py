"""The demo made once, and a desk on a copy of it for each journey."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trustme

from care_console.app.mailing import MailAccess
from care_console.app.stores import Backend, SystemClock, assemble
from care_console.mail.smtp import MailServer, SmtpMailer
from care_console.storage.store import open_store
from tests.journeys import traces as traced
from tests.journeys.desk import (
    KEY,
    Desk,
    LogWatch,
    Opener,
    access_to,
    build_template,
    close_window,
    files_under,
    open_window,
    watched_log,
)
from tests.mail.server import MailPlace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from PySide6.QtWidgets import QApplication
    from pytestqt.qtbot import QtBot

    from care_console.audit.relay import RelayState


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's store."""
    return build_template(tmp_path_factory.mktemp("demo") / "demo.store")


@pytest.fixture
def log_watch() -> Iterator[LogWatch]:
    """What is logged."""
    yield from watched_log()


@pytest.fixture(scope="session")
def customers(template: Path) -> frozenset[bytes]:
    """What the customers of the demo are known by."""
    store = open_store(template, KEY, SystemClock(), "test-desk")
    known = traced.known_by(store)
    store.close()
    return known


@pytest.fixture(autouse=True)
def traces(
    qapp: QApplication,
    customers: frozenset[bytes],
    tmp_path: Path,
    home: Path,
    log_watch: LogWatch,
    capfd: pytest.CaptureFixture[str],
) -> Iterator[traced.Traces]:
    """No journey leaves a trace of a customer outside the encrypted store."""
    titles = traced.Titles(qapp)
    traced.temporary_files()
    looked_for = traced.Traces(customers, titles)
    yield looked_for
    out, err = capfd.readouterr()
    texts = {"the log": log_watch.lines, "standard output": [out], "standard error": [err]}
    assert looked_for.found(files_under(tmp_path, home), texts) == []
    assert traced.temporary_files() == []


@pytest.fixture
def opener(template: Path, tmp_path: Path) -> Opener:
    """Opens a copy."""
    return Opener(template, tmp_path)


@pytest.fixture
def desk(qtbot: QtBot, qapp: QApplication, opener: Opener, tmp_path: Path) -> Iterator[Desk]:
    """A window at which nobody has signed in yet."""
    console = open_window(qtbot, qapp, opener)
    ((store, service),) = opener.opened
    yield Desk(qtbot, console, store, access_to(service), tmp_path, service, opener.clock)
    close_window(console)
    qapp.setStyleSheet("")


@pytest.fixture
def authority() -> trustme.CA:
    """Who vouches for the mail server."""
    return trustme.CA()


@pytest.fixture
def post(authority: trustme.CA) -> Iterator[MailPlace]:
    """A real mail server over TLS."""
    place = MailPlace(authority.issue_cert("127.0.0.1"))
    yield place
    place.stop()


@pytest.fixture
def mailing(
    qtbot: QtBot, qapp: QApplication, template: Path, tmp_path: Path, post: MailPlace, authority: trustme.CA
) -> Iterator[Desk]:
    """A window whose mail goes to that server."""
    trusted = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(trusted))
    way = SmtpMailer(MailServer("127.0.0.1", post.port, authorities=trusted), lambda: None)
    opener = Opener(template, tmp_path, mail=MailAccess(way))
    console = open_window(qtbot, qapp, opener)
    ((store, service),) = opener.opened
    yield Desk(qtbot, console, store, access_to(service), tmp_path, service)
    close_window(console)
    qapp.setStyleSheet("")


@pytest.fixture
def second(qtbot: QtBot, qapp: QApplication, desk: Desk) -> Iterator[Desk]:
    """Another window on the same store and audit service, as on a colleague's computer."""

    def beside(on_state: Callable[[RelayState], None], _progress: Callable[[str], None]) -> Backend:
        store = open_store(desk.place / "demo.store", KEY, desk.clock, "second-desk")
        return assemble(store, desk.audit, on_state, clock=desk.clock)

    console = open_window(qtbot, qapp, beside)
    yield Desk(qtbot, console, desk.store, desk.audit, desk.place, desk.service, desk.clock)
    close_window(console)
