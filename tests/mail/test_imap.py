"""The mailbox of returned mail: verified, read whole, nothing marked but what is done with."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
import trustme

from care_console.mail.imap import ImapReturns, ImapServer
from care_console.mail.smtp import Security
from care_console.transport import TransportError, Trouble
from tests.mail.imap_server import ImapPlace, Kept
from tests.stores import SetClock

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LARGE = b"x" * (3 << 20)


@dataclass
class Post:
    place: ImapPlace
    way: ImapReturns

    def read(self, done: bytes = b"report") -> list[bytes]:
        """What is shown, where what begins like this is done with."""
        shown: list[bytes] = []

        def take(content: bytes) -> bool:
            shown.append(content)
            return content.startswith(done)

        self.way.each(take)
        return shown

    def trouble(self) -> str:
        with pytest.raises(TransportError) as caught:
            self.read()
        assert "geheim" not in str(caught.value)
        return caught.value.trouble


@pytest.fixture(params=[True, False], ids=["tls", "starttls"])
def post(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Post]:
    authority = trustme.CA()
    place = ImapPlace(authority.issue_cert("127.0.0.1"), implicit=request.param)
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    server = ImapServer(
        "127.0.0.1",
        place.port,
        Security.TLS if request.param else Security.STARTTLS,
        "care",
        "Returned mail",
        tmp_path / "ca.pem",
        seconds=20.0,
    )
    yield Post(place, ImapReturns(server, lambda: place.box.password, SetClock()))
    place.stop()


def test_what_is_done_with_is_marked_and_nothing_else(post: Post) -> None:
    post.place.box.messages = [Kept(b"report 1"), Kept(b"a letter"), Kept(b"report 2", seen=True), Kept(b"report 3")]
    assert post.read() == [b"report 1", b"a letter", b"report 3"]
    assert [each.seen for each in post.place.box.messages] == [True, False, True, True]
    assert post.read() == [b"a letter"]
    assert set(post.place.box.in_clear) <= {"CAPABILITY", "STARTTLS"}


def test_only_recent_mail_of_mail_systems_is_asked_for(post: Post) -> None:
    post.read()
    assert post.place.box.searches == [
        'UNSEEN SINCE 16-Feb-2026 OR OR FROM "mailer-daemon" FROM "postmaster" HEADER Content-Type "multipart/report"'
    ]


def test_of_a_large_message_only_the_beginning_is_read(post: Post) -> None:
    post.place.box.messages = [Kept(LARGE)]
    assert [len(each) for each in post.read()] == [1 << 20]


@pytest.mark.parametrize("command", ["LOGIN", "SELECT", "SEARCH", "FETCH", "STORE"])
def test_what_was_not_done_when_the_line_broke_comes_again(post: Post, command: str) -> None:
    post.place.box.messages = [Kept(b"report 1"), Kept(b"report 2")]
    post.place.box.fault = command
    assert post.trouble() == Trouble.GARBLED
    assert not any(each.seen for each in post.place.box.messages)
    post.place.box.fault = ""
    assert post.read() == [b"report 1", b"report 2"]


def test_a_server_that_cannot_prove_itself_hears_no_password(post: Post, tmp_path: Path) -> None:
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    assert post.trouble() == Trouble.UNTRUSTED
    assert set(post.place.box.in_clear) <= {"CAPABILITY", "STARTTLS"}


@pytest.mark.parametrize("wrong", [{"user": "eve"}, {"folder": "Nothing"}, {"folder": 'Re" (evil'}])
def test_what_is_set_wrong_is_told(post: Post, wrong: dict[str, str]) -> None:
    way = replace(post.way, server=replace(post.way.server, **wrong))  # type: ignore[arg-type] # texts alone
    assert Post(post.place, way).trouble() == Trouble.REFUSED


def test_without_a_password_nothing_is_tried(post: Post) -> None:
    assert Post(post.place, replace(post.way, password=lambda: None)).trouble() == Trouble.REFUSED


def test_a_server_that_is_not_there_is_told(post: Post) -> None:
    way = replace(post.way, server=replace(post.way.server, port=1))
    assert Post(post.place, way).trouble() == Trouble.UNREACHABLE


def test_unencrypted_is_for_this_computer_alone() -> None:
    way = ImapReturns(ImapServer("mail.example.org", 143, Security.PLAIN, "care"), lambda: "geheim", SetClock())
    with pytest.raises(TransportError, match="unencrypted"):
        way.each(lambda _: True)
