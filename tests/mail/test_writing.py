"""Letters as bytes: parsed back they say the same in every script, and nothing from outside makes a header."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from care_console.domain.messages import Attachment, Draft, Letter, MessageKind, clean_text, one_line
from care_console.mail.writing import AddressError, Route, route, written

HEADERS = [
    "From", "To", "Subject", "Date", "Message-ID", "Auto-Submitted", "Content-Language", "MIME-Version", "Content-Type",
]  # fmt: skip
SCRIPTS = [
    "Hello", "Gr\u00fc\u00dfe", "\u0645\u0631\u062d\u0628\u0627 \u0628\u0643", "\u05e9\u05dc\u05d5\u05dd",
    "\u4f60\u597d", "\u0928\u092e\u0938\u094d\u0924\u0947", "\U0001f469\u200d\U0001f469\u200d\U0001f467", "e\u0301",
    ".", "..\n.", "From me",
]  # fmt: skip


def parsed(**other: Any) -> EmailMessage:
    values: dict[str, Any] = {
        "kind": MessageKind.TRANSCRIPT_COPY, "brand": "harbour", "language": "en", "sender_name": "Harbour",
        "sender": "care@harbour.example", "subject": "Subject", "text": "Text", "html": "<p>Text</p>",
    }  # fmt: skip
    draft = Draft(**{**values, **other})
    letter = Letter("b" * 32, "margaret.h@example.org", datetime(2026, 3, 2, 9, tzinfo=UTC), 0, draft)
    content = written(letter, Route(letter.recipient, utf8=False))
    assert max(map(len, content.split(b"\r\n"))) <= 998, "RFC 5322, 2.1.1"
    assert b"\n" not in content.replace(b"\r\n", b"")
    content.decode("ascii")
    message = message_from_bytes(content, policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert sorted(message.keys()) == sorted(HEADERS)
    assert not message.defects
    return message


def part(message: EmailMessage, kind: str) -> str:
    found = message.get_body((kind,))
    assert found is not None
    content = found.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n").removesuffix("\n")


@pytest.mark.parametrize("said", [*SCRIPTS, "x" * 5_000, "\n".join(SCRIPTS) * 20])
def test_every_script_arrives_as_it_was_written(said: str) -> None:
    message = parsed(subject=one_line(said), text=said, html=f"<p>{said}</p>", sender_name=one_line(said)[:60])
    assert (part(message, "plain"), part(message, "html")) == (said, f"<p>{said}</p>")
    assert message["Subject"] == one_line(said)
    assert message["From"].addresses[0].display_name == one_line(said)[:60]
    assert message["From"].addresses[0].addr_spec == "care@harbour.example"


@settings(max_examples=40)
@given(st.text(max_size=200), st.text(max_size=200), st.text(max_size=60))
def test_nothing_from_outside_makes_a_header(text: str, subject: str, name: str) -> None:
    message = parsed(text=text, html=text, subject=subject, sender_name=name)
    assert part(message, "plain") == clean_text(text).removesuffix("\n")
    assert [one.addr_spec for one in message["To"].addresses] == ["margaret.h@example.org"]
    assert [one.addr_spec for one in message["From"].addresses] == ["care@harbour.example"]


@pytest.mark.parametrize("end", ["\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_no_kind_of_line_end_makes_a_header(end: str) -> None:
    evil = f"Jo{end}Bcc: thief@example.com{end}{end}Body"
    message = parsed(subject=evil, sender_name=evil, attachment=Attachment(evil, "text/plain", b"x"))
    assert message["Subject"] == "Jo Bcc: thief@example.com Body"
    assert message["Bcc"] is None


def test_the_attachment_arrives_byte_for_byte() -> None:
    content = bytes(range(256)) * 300
    message = parsed(attachment=Attachment("Gespr\u00e4ch.pdf", "application/pdf", content))
    (found,) = message.iter_attachments()
    assert isinstance(found, EmailMessage)
    assert (found.get_content_type(), found.get_filename(), found.get_content()) == (
        "application/pdf", "Gespr\u00e4ch.pdf", content,
    )  # fmt: skip
    assert part(message, "plain") == "Text"


def test_a_megabyte_in_one_line_arrives() -> None:
    said = "\u0645" * 500_000
    assert part(parsed(text=said), "plain") == said


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("a.b+c@example.org", Route("a.b+c@example.org", utf8=False)),
        ("a@b\u00fccher.example.org", Route("a@xn--bcher-kva.example.org", utf8=False)),
        ("\u7528\u6237@example.org", Route("\u7528\u6237@example.org", utf8=True)),
        ('"a b"@example.org', Route('"a b"@example.org', utf8=False)),
    ],
)
def test_routes(address: str, found: Route) -> None:
    assert route(address) == found


@pytest.mark.parametrize(
    "address", ["", "a", "a@b@c.org", "a@example.org\r\nDATA", "a@example.org>", "a@-x.org", "\ud800@x.org"]
)
def test_what_is_no_address_has_no_route_and_is_not_told(address: str) -> None:
    with pytest.raises(AddressError) as caught:
        route(address)
    assert str(caught.value) == "not an e-mail address"
