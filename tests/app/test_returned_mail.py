"""`care-console bounces`: from a file, a folder or a mailbox to a copy that is refused and an address that fails."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import trustme

from care_console import cli
from care_console.app import run
from care_console.app.mailing import returned_mail
from care_console.app.stores import SystemClock
from care_console.credentials import KeyringCredentials, key_name
from care_console.domain.messages import MessageState, Reply, Stage, Verdict
from care_console.domain.requests import Refusal
from care_console.mail.imap import ImapReturns
from care_console.settings import Settings
from care_console.storage.store import open_store
from tests.contract.desk import Desk
from tests.mail.drafts import notice
from tests.mail.imap_server import ImapPlace, Kept
from tests.mail.test_reports import report
from tests.stores import KEY, Place, SqlitePlaces, SqliteSeed

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.memory_keyring import MemoryKeyring

HERS = "margaret.h@example.org"


class Work:
    """A store with one copy that the server took."""

    def __init__(self, path: Path) -> None:
        self.path = path
        KeyringCredentials().put(key_name(path), KEY.hex())
        store = open_store(path, KEY, SystemClock(), "testhost")
        self.desk = Desk.at(Place(store, SqliteSeed(store), SystemClock()))  # type: ignore[arg-type] # a clock
        request = self.desk.verified()
        with store.writing(self.desk.who) as unit:
            assert not isinstance(unit.queue_message(request, 1, notice(), recipients=[HERS]), Refusal)
            unit.commit()
        letter = store.outgoing.claim("one", 60)
        assert letter is not None
        assert store.outgoing.hand_over(letter.id, "one")
        store.outgoing.settle(letter.id, "one", Verdict(MessageState.ACCEPTED, Reply(250, "taken", Stage.CONTENT)))
        original = f"From: care@harbour.example\nMessage-ID: {letter.header_id}\nSubject: Hello\n"
        self.report = report(original=original).replace(b"her@example.org", HERS.encode())

    def state(self) -> tuple[MessageState, bool]:
        """Where the copy is, and whether her address fails."""
        with self.desk.store.reading(self.desk.who) as unit:
            (copy,) = unit.messages(1, 10)
        return copy.state, self.desk.must_see().emails[0].failing is not None

    def bounces(self, *files: Path) -> int:
        return run(["bounces", *map(str, files), "--store", str(self.path)])


@pytest.fixture
def work(tmp_path: Path, memory_keyring: MemoryKeyring, monkeypatch: pytest.MonkeyPatch) -> Iterator[Work]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    SqlitePlaces.make(tmp_path)
    made = Work(tmp_path / "template.db")
    yield made
    made.desk.store.close()


@pytest.mark.parametrize("form", ["message", "mbox", "folder"])
def test_a_report_in_a_file_counts_once(
    work: Work, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    place = tmp_path / "reports"
    if form == "folder":
        (place / "new").mkdir(parents=True)
        (place / "new" / "1").write_bytes(b"Subject: holiday\n\nI am away.\n")
        (place / "new" / "2").write_bytes(work.report)
    else:
        start = b"From MAILER-DAEMON Mon Mar  2 09:00:00 2026\n" if form == "mbox" else b""
        place.write_bytes(start + work.report + start.replace(b"From", b"\nFrom"))
    assert work.bounces(place) == 0
    assert "1 messages came back, 0 were known" in capsys.readouterr().out
    assert work.state() == (MessageState.REFUSED, True)
    assert work.bounces(place) == 0
    assert "0 messages came back, 1 were known" in capsys.readouterr().out


def test_a_file_that_is_not_there_is_named(work: Work, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert work.bounces(tmp_path / "missing.eml") == cli.TOLD_STATUS
    assert "missing.eml" in capsys.readouterr().err


def test_without_files_and_mailbox_it_says_what_to_set(work: Work, capsys: pytest.CaptureFixture[str]) -> None:
    assert work.bounces() == cli.TOLD_STATUS
    assert "bounces_host" in capsys.readouterr().err


def test_a_report_in_the_mailbox_that_is_set_counts_and_is_put_aside(
    work: Work, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    authority = trustme.CA()
    place = ImapPlace(authority.issue_cert("127.0.0.1"))
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "ca.pem"))
    place.box.messages = [Kept(b"Subject: hello\n\nA letter to care.\n"), Kept(work.report)]
    KeyringCredentials().put("bounces:password", "geheim")
    settings = tmp_path / "settings" / "care-console" / "settings.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text(
        f'bounces_host = "127.0.0.1"\nbounces_port = {place.port}\nbounces_user = "care"\n'
        'bounces_folder = "Returned mail"\n'
    )
    try:
        assert work.bounces() == 0
    finally:
        place.stop()
    assert work.state() == (MessageState.REFUSED, True)
    assert [each.seen for each in place.box.messages] == [False, True]


def test_a_mailbox_that_nobody_set_is_none() -> None:
    assert returned_mail(Settings(), SystemClock()) is None
    assert isinstance(returned_mail(Settings(bounces_host="mail.example.org"), SystemClock()), ImapReturns)
