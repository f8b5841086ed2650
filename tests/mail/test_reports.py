"""Reports of returned mail: what is read in them, and all that is not believed."""

from __future__ import annotations

from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.messages import Reply, Return, Stage
from care_console.mail.reports import MOST_BYTES, returns_in

COPY, OTHER = "0123456789abcdef" * 2, "f" * 32
HEADERS = (
    f"From: Harbour <care@harbour.example>\nTo: her@example.org\nMessage-ID: <{COPY}@harbour.example>\nSubject: Hello\n"
)
FAILED = (
    "Original-Recipient: rfc822;her@example.org\nFinal-Recipient: rfc822; her@elsewhere.example\nAction: failed\n"
    "Status: 5.1.1\nDiagnostic-Code: smtp; 550 5.1.1 <her@elsewhere.example>:\n    no such user\n"
)
THEIRS = Return(
    COPY,
    frozenset({"her@example.org", "her@elsewhere.example"}),
    Reply(550, "5.1.1 <her@elsewhere.example>: no such user", Stage.RECIPIENT),
)


def report(said: str = FAILED, *, original: str = HEADERS, kind: str = "message/rfc822") -> bytes:
    """A report as RFC 3464 and RFC 6522 have it."""
    return (
        "From: MAILER-DAEMON@mx.example\nTo: care@harbour.example\nMessage-ID: <r1@mx.example>\nMIME-Version: 1.0\n"
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\n\n'
        "--b\n\nYour message could not be delivered.\n"
        f"--b\nContent-Type: message/delivery-status\n\nReporting-MTA: dns; mx.example\n\n{said}\n"
        f"--b\nContent-Type: {kind}\n\n{original}\nHello.\n--b--\n"
    ).encode()


def in_words(text: str, **headers: str) -> bytes:
    made = Message()
    for name, value in {"From": "Mail Delivery System <Mailer-Daemon@mx.example>", **headers}.items():
        made[name.replace("_", "-")] = value
    made.set_payload(text)
    return made.as_bytes()


EXIM = f"""This message was created automatically by mail delivery software.

  her@example.org
    host mx.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<her@example.org>:
    550 5.1.1 no such user

------ This is a copy of the message, including all the headers. ------

{HEADERS}
Hello. 554 5.7.1 is nothing that a server said
"""
QMAIL = f"""Hi. This is the qmail-send program at mx.example.

<her@example.org>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 User unknown
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

{HEADERS}
Hello.
"""


def test_a_report_tells_copy_addresses_and_reply() -> None:
    assert returns_in(report()) == [THEIRS]


@pytest.mark.parametrize("kind", ["text/rfc822-headers", "message/rfc822-headers", "text/plain"])
def test_headers_alone_tell_the_copy_too(kind: str) -> None:
    assert returns_in(report(kind=kind)) == [THEIRS]


def test_lines_may_end_as_in_mail() -> None:
    assert returns_in(report().replace(b"\n", b"\r\n")) == [THEIRS]


def test_one_report_tells_of_several_recipients() -> None:
    other = FAILED.replace("her@", "his@").replace("5.1.1", "5.2.2").replace("no such user", "full")
    found = returns_in(report(f"{FAILED}\n{other}"))
    assert [one.reply.enhanced for one in found] == ["5.1.1", "5.2.2"]


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("Action: failed\nStatus: 4.4.7\n", Reply(450, "4.4.7", Stage.RECIPIENT)),
        ("Action: failed\nStatus: 5.0.0\n", Reply(550, "5.0.0", Stage.RECIPIENT)),
        ("Action: FAILED\nStatus: 5.1.1 (no mailbox)\n", Reply(550, "5.1.1", Stage.RECIPIENT)),
        (
            "Action: failed\nStatus: 5.7.1\nDiagnostic-Code: smtp;554 spam",
            Reply(554, "5.7.1 spam", Stage.RECIPIENT),
        ),
        ("Action: failed\nDiagnostic-Code: smtp; 550-5.1.1 gone", Reply(550, "5.1.1 gone", Stage.RECIPIENT)),
    ],
)
def test_what_is_not_said_is_made_up_from_what_is(said: str, reply: Reply) -> None:
    assert [one.reply for one in returns_in(report(said))] == [reply]


@pytest.mark.parametrize("action", ["delayed", "delivered", "relayed", "expanded", "", "failed soon"])
def test_only_what_failed_for_good_came_back(action: str) -> None:
    assert returns_in(report(FAILED.replace("failed", action))) == []


@pytest.mark.parametrize(
    "original",
    [
        "Subject: Hello\n",
        HEADERS.replace(COPY, "not-ours"),
        f"{HEADERS}X-Also: 1\n\nMessage-ID: <{OTHER}@harbour.example>\n",
    ],
)
def test_a_report_of_no_copy_or_of_two_tells_nothing(original: str) -> None:
    assert returns_in(report(original=original)) == []


def test_a_message_with_our_identifier_is_no_report_of_itself() -> None:
    assert returns_in(f"{HEADERS}\n550 5.1.1 hello".encode()) == []


@pytest.mark.parametrize(
    ("text", "headers", "words"),
    [
        (EXIM, {"X_Failed_Recipients": "her@example.org"}, "5.1.1 no such user"),
        (QMAIL, {}, "5.1.1 User unknown"),
    ],
)
def test_reports_in_words_are_read_where_they_are_clear(text: str, headers: dict[str, str], words: str) -> None:
    reply = Reply(550, words, Stage.RECIPIENT)
    assert returns_in(in_words(text, **headers)) == [Return(COPY, frozenset({"her@example.org"}), reply)]


@pytest.mark.parametrize(
    ("text", "headers"),
    [
        (EXIM, {}),
        (EXIM, {"X_Failed_Recipients": "her@example.org", "From": "eve@example.com"}),
        (EXIM.replace("550 5.1.1", "450 4.2.0"), {"X_Failed_Recipients": "her@example.org"}),
        (EXIM.replace(COPY, "lost"), {"X_Failed_Recipients": "her@example.org"}),
        (QMAIL.replace("<her@example.org>:", "her@example.org"), {}),
        ("I am on holiday until Monday.\n" + HEADERS, {"X_Failed_Recipients": "her@example.org"}),
    ],
)
def test_reports_in_words_that_are_not_clear_are_left(text: str, headers: dict[str, str]) -> None:
    assert returns_in(in_words(text, **headers)) == []


def test_words_of_a_server_are_one_short_line_without_controls() -> None:
    evil = FAILED.replace("no such user", "\x1b[2J\u202eevil " + "x" * 5000)
    (found,) = returns_in(report(evil))
    assert len(found.reply.words) <= 500
    assert "\x1b" not in found.reply.words
    assert "\u202e" not in found.reply.words


@given(st.binary(max_size=400), st.integers(0, 700), st.integers(0, 200))
def test_broken_reports_raise_nothing(noise: bytes, place: int, cut: int) -> None:
    whole = report()
    returns_in(whole[:place] + noise + whole[place + cut :])
    returns_in(noise)


def test_a_nest_of_parts_raises_nothing() -> None:
    nest = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\n\n--%d\n' % (at, at) for at in range(3000))
    assert returns_in(nest) == []
    assert returns_in(b"Content-Type: message/rfc822\n\n" * 5000) == []


def test_what_lies_beyond_the_first_megabyte_is_not_read() -> None:
    assert returns_in(report() + b"x" * MOST_BYTES * 3) == [THEIRS]
