"""Reads reports of copies that came back: RFC 3464, and the commonest of those that servers put in their own words.

Reports come from outside and can be forged by whoever has the copy, so they are believed little: only a failure for
good counts, only where the report bears the Message-ID of one copy, which nobody can guess, and of what a server says
in words only what its own mail system sent, with an address and a reply of 5xx in it. What is less clear is not ours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from email import message_from_bytes
from email.message import Message
from itertools import islice
from typing import Final

from care_console.domain.messages import Reply, Return, Stage, one_line

MOST_BYTES: Final = 1 << 20
"""What is read of one report: its first part tells, and the copy that follows may be large."""
_MOST_PARTS: Final = 200
_MOST_WORDS: Final = 500
_COPY: Final = re.compile(r"<([0-9a-f]{32})@[^<>\s]{1,255}>")
_COPY_IN_TEXT: Final = re.compile(
    r"^[ \t>]*message-id:\s*<([0-9a-f]{32})@[^<>\s]{1,255}>", re.IGNORECASE | re.MULTILINE
)
_REST: Final = re.compile(r"^-{3,}.*", re.MULTILINE | re.DOTALL)
"""Where, in a report in words, the copy itself begins."""
_STATUS: Final = re.compile(r"\b([245]\.\d{1,3}\.\d{1,3})\b")
_REPLY: Final = re.compile(r"^\s*(?:\S+;)?\s*([245]\d\d)[ -]\s*(.*)", re.DOTALL)
_REPLY_IN_TEXT: Final = re.compile(r"\b(5\d\d)[ -]#?(5\.\d{1,3}\.\d{1,3}\b.*|\S.*)")
_ADDRESS_IN_TEXT: Final = re.compile(r"^\s*<([^<>@\s]{1,64}@[^<>@\s]{1,255})>:", re.MULTILINE)
_MAIL_SYSTEM: Final = re.compile(r"\b(mailer-daemon|postmaster)@", re.IGNORECASE)


def returns_in(content: bytes) -> list[Return]:
    """The copies that a message says have come back for good; empty for every other message, and for broken ones."""
    try:
        message = message_from_bytes(content[:MOST_BYTES])
        parts = list(islice(message.walk(), _MOST_PARTS))
        return list(_returns(message, parts))
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        # The library's readers trip over some broken messages.
        return []


def _returns(message: Message, parts: Sequence[Message]) -> Iterator[Return]:
    copies = set(_copies(parts))
    if len(copies) != 1:
        return
    (copy,) = copies
    status = next((part for part in parts if part.get_content_type() == "message/delivery-status"), None)
    if status is None:
        yield from _in_words(message, parts, copy)
        return
    for block in _blocks(status):
        reply = _reply(block)
        if reply is not None:
            yield Return(copy, frozenset(_addresses(block)), reply)


def _copies(parts: Sequence[Message]) -> Iterator[str]:
    """Identifiers of the copies that a report is about: those of messages within it, not its own."""
    for part in parts[1:]:
        if (found := _COPY.search(str(part.get("Message-ID", "")))) is not None:
            yield found[1]
    for part in parts:
        if not part.is_multipart() and part.get_content_maintype() in ("text", "message"):
            yield from (found[1] for found in _COPY_IN_TEXT.finditer(_text(part)))


def _blocks(status: Message) -> Iterator[Message]:
    """What is said of each recipient (RFC 3464, 2.3); what is said of the whole message comes first, and goes."""
    payload = status.get_payload()
    if isinstance(payload, list):
        yield from (block for block in payload[1:] if isinstance(block, Message))


def _reply(block: Message) -> Reply | None:
    """The reply that failed for good; None for a delay, for what arrived, and for what is not told."""
    status = _STATUS.search(str(block.get("Status", "")))
    said = _REPLY.match(str(block.get("Diagnostic-Code", "")))
    if str(block.get("Action", "")).strip().casefold() != "failed" or not (status or said):
        return None
    code = int(said[1]) if said else 450 if status and status[1].startswith("4") else 550
    words = one_line(said[2]) if said else ""
    if status and not _STATUS.match(words):
        words = f"{status[1]} {words}".strip()
    return Reply(code, words[:_MOST_WORDS], Stage.RECIPIENT)


def _addresses(block: Message) -> Iterator[str]:
    for name in ("Original-Recipient", "Final-Recipient"):
        _, _, address = str(block.get(name, "")).partition(";")
        if address.strip():
            yield address.strip().strip("<>")


def _in_words(message: Message, parts: Sequence[Message], copy: str) -> Iterator[Return]:
    """Exim, qmail and those who write alike."""
    if _MAIL_SYSTEM.search(f"{message.get('From', '')} {message.get('Return-Path', '')}") is None:
        return
    text = next((_text(part) for part in parts if part.get_content_type() == "text/plain"), "")
    own = _COPY_IN_TEXT.search(text)
    text = _REST.sub("", text[: own.start()] if own else text)
    reply = _REPLY_IN_TEXT.search(text)
    named = [each.strip() for each in str(message.get("X-Failed-Recipients", "")).split(",") if each.strip()]
    addresses = named or _ADDRESS_IN_TEXT.findall(text)
    if reply is not None and addresses:
        yield Return(
            copy, frozenset(addresses), Reply(int(reply[1]), one_line(reply[2])[:_MOST_WORDS], Stage.RECIPIENT)
        )


def _text(part: Message) -> str:
    payload = part.get_payload(decode=True)
    return payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
