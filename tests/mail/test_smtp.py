"""The way to a real mail server: encrypted and verified or not at all, and what each way to fail says of the copy."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest
import trustme

from care_console.domain.errors import StoreBusyError
from care_console.domain.messages import Letter, MessageState, Reply, Stage, Verdict, address_fails
from care_console.mail.smtp import MailLimits, MailServer, Security, SmtpMailer
from care_console.transport import TransportError, Trouble
from tests.mail.drafts import notice
from tests.mail.server import MailPlace
from tests.patience import PATIENCE


def letter(recipient: str = "margaret.h@example.org", text: str = ".Hello\n..\nFrom here\n.\n") -> Letter:
    return Letter("a" * 32, recipient, datetime(2026, 3, 2, 9, tzinfo=UTC), 0, notice(text))


def mailer(
    place: MailPlace,
    trusted: Path | None,
    security: Security = Security.STARTTLS,
    *,
    user: str = "",
    secret: str = "",
    decision: float = PATIENCE,
) -> SmtpMailer:
    limits = MailLimits(connect=PATIENCE, command=PATIENCE, decision=decision)
    server = MailServer("127.0.0.1", place.port, security, user, trusted, limits)
    return SmtpMailer(server, lambda: secret or None)


def yes() -> bool:
    return True


def test_a_letter_arrives_whole(post: MailPlace, trusted: Path) -> None:
    verdict = mailer(post, trusted).deliver(letter(), yes)
    assert verdict == Verdict(MessageState.ACCEPTED, Reply(250, "2.0.0 taken", Stage.CONTENT))
    (one,) = post.received
    assert (one.sender, one.recipients) == ("care@harbour.example", ["margaret.h@example.org"])
    body = one.message.get_body(("plain",))
    assert body is not None
    assert body.get_content().replace("\r\n", "\n") == ".Hello\n..\nFrom here\n.\n"
    assert one.message["Message-ID"] == f"<{'a' * 32}@harbour.example>"
    assert post.seen_encrypted == [True]


def test_tls_from_the_first_byte_with_user_and_password(certificate: trustme.LeafCert, trusted: Path) -> None:
    place = MailPlace(certificate, implicit=True, password="geheim")
    try:
        way = mailer(place, trusted, Security.TLS, user="care", secret="geheim")
        assert way.deliver(letter(), yes).state is MessageState.ACCEPTED
        for secret, words in (("wrong", "does not take the user"), ("", "holds no password")):
            with pytest.raises(TransportError, match=words) as caught:
                mailer(place, trusted, Security.TLS, user="care", secret=secret).deliver(letter(), yes)
            assert caught.value.trouble is Trouble.REFUSED
    finally:
        place.stop()


@pytest.mark.parametrize("security", [Security.STARTTLS, Security.TLS])
@pytest.mark.parametrize("trusts", ["the system", "another authority", "another name"])
def test_a_server_that_cannot_prove_who_it_is_gets_nothing(
    authority: trustme.CA, trusted: Path, tmp_path: Path, security: Security, trusts: str
) -> None:
    certificate = authority.issue_cert("mail.example" if trusts == "another name" else "127.0.0.1")
    trustme.CA().cert_pem.write_to_path(str(tmp_path / "other.pem"))
    file = {"the system": None, "another authority": tmp_path / "other.pem", "another name": trusted}[trusts]
    place = MailPlace(certificate, implicit=security is Security.TLS)
    try:
        with pytest.raises(TransportError) as caught:
            mailer(place, file, security).deliver(letter(), yes)
    finally:
        place.stop()
    assert caught.value.trouble is Trouble.UNTRUSTED
    assert place.seen_encrypted == []


def test_a_server_that_offers_no_encryption_gets_nothing(trusted: Path) -> None:
    place = MailPlace(None)
    try:
        with pytest.raises(TransportError, match="offers no encryption") as caught:
            mailer(place, trusted).deliver(letter(), yes)
        assert caught.value.trouble is Trouble.UNTRUSTED
        assert place.seen_encrypted == []
        assert mailer(place, None, Security.PLAIN).deliver(letter(), yes).state is MessageState.ACCEPTED
    finally:
        place.stop()


def test_plain_goes_to_this_computer_only() -> None:
    way = SmtpMailer(MailServer("mail.example.org", 25, Security.PLAIN), lambda: None)
    with pytest.raises(TransportError, match="unencrypted") as caught:
        way.deliver(letter(), yes)
    assert caught.value.trouble is Trouble.UNTRUSTED


def test_a_server_that_is_not_there(post: MailPlace, trusted: Path) -> None:
    way = mailer(post, trusted)
    post.stop()
    with pytest.raises(TransportError) as caught:
        way.deliver(letter(), yes)
    assert caught.value.trouble is Trouble.UNREACHABLE
    post.__init__(None)  # type: ignore[misc] # so that the fixture has something to stop


@pytest.mark.parametrize(
    ("fault", "state", "code", "stage", "failing", "asked"),
    [
        ("cut before data", MessageState.DEFERRED, None, None, False, False),
        ("cut in data", MessageState.DEFERRED, None, None, False, False),
        ("cut after data", MessageState.UNKNOWN, None, None, False, True),
        ("garbled reply", MessageState.UNKNOWN, None, None, False, True),
        ("silent", MessageState.UNKNOWN, None, None, False, True),
        ("sender refused", MessageState.DEFERRED, 550, Stage.SENDER, False, False),
        ("recipient unknown", MessageState.REFUSED, 550, Stage.RECIPIENT, True, False),
        ("greylisted", MessageState.DEFERRED, 450, Stage.RECIPIENT, False, False),
        ("content refused", MessageState.REFUSED, 554, Stage.CONTENT, False, True),
        ("content deferred", MessageState.DEFERRED, 451, Stage.CONTENT, False, True),
    ],
)
def test_what_a_fault_says_of_the_copy(
    post: MailPlace,
    trusted: Path,
    fault: str,
    state: MessageState,
    code: int | None,
    stage: Stage | None,
    failing: bool,
    asked: bool,
) -> None:
    post.fault = fault
    handed: list[bool] = []

    def hand_over() -> bool:
        handed.append(True)
        return True

    # Larger than any buffer on the way, so that what breaks in the data is seen to.
    text = "x" * 12_000_000 if fault == "cut in data" else "Hello."
    found = mailer(post, trusted, decision=0.2 if fault == "silent" else PATIENCE).deliver(letter(text=text), hand_over)
    if state is MessageState.UNKNOWN:
        assert post.taken.acquire(timeout=PATIENCE)
    assert found.state is state
    assert (found.reply.code, found.reply.stage) == (code, stage) if found.reply else code is None
    assert (found.reply is not None and address_fails(found.reply)) == failing
    assert bool(handed) == asked
    assert len(post.received) == (1 if state is MessageState.UNKNOWN else 0)


def test_a_copy_that_may_not_leave_any_more_does_not_arrive(post: MailPlace, trusted: Path) -> None:
    way = mailer(post, trusted)
    assert way.deliver(letter(), lambda: False) == Verdict(MessageState.CANCELLED)

    def busy() -> bool:
        raise StoreBusyError("busy")

    with pytest.raises(StoreBusyError):
        way.deliver(letter(), busy)
    assert way.deliver(letter(), yes).state is MessageState.ACCEPTED
    assert len(post.received) == 1


@pytest.mark.parametrize(
    "address",
    ["no address", "a@", "@example.org", "a@b@example.org", "a\r\nRCPT TO:<b@example.org>", "", "a@exa mple.org"],
)
def test_what_is_no_address_is_refused_without_asking_the_server(post: MailPlace, trusted: Path, address: str) -> None:
    found = mailer(post, trusted).deliver(letter(address), yes)
    assert found.state is MessageState.REFUSED
    assert found.reply is not None
    assert (found.reply.enhanced, address_fails(found.reply)) == ("5.1.3", True)
    assert post.seen_encrypted == []


def test_addresses_of_every_script(post: MailPlace, trusted: Path, certificate: trustme.LeafCert) -> None:
    way = mailer(post, trusted)
    for address in ("anna@b\u00fccher.example.org", "\u7528\u6237@\u4f8b\u5b50.example.org"):
        assert way.deliver(letter(address), yes).state is MessageState.ACCEPTED
    assert post.received[0].recipients == ["anna@xn--bcher-kva.example.org"]
    assert post.received[1].recipients == ["\u7528\u6237@xn--fsqu00a.example.org"]
    old = MailPlace(certificate, utf8=False)
    try:
        found = mailer(old, trusted).deliver(letter("\u7528\u6237@example.org"), yes)
    finally:
        old.stop()
    assert found.reply is not None
    assert (found.state, found.reply.enhanced, address_fails(found.reply)) == (MessageState.REFUSED, "5.6.7", False)


@contextmanager
def hanging(post: MailPlace, way: SmtpMailer) -> Iterator[Callable[[], bool]]:
    """A way to hang up at the very moment of handing over."""

    def hand_over() -> bool:
        way.hang_up()
        return True

    yield hand_over


def test_hanging_up_after_handing_over_leaves_a_question(post: MailPlace, trusted: Path) -> None:
    way = mailer(post, trusted)
    with hanging(post, way) as hand_over:
        assert way.deliver(letter(), hand_over) == Verdict(MessageState.UNKNOWN)
    way.hang_up()
    assert post.received == []
