"""Messages to customers: their kinds, what becomes of each copy, and the rules by which it is tried, given up or asked.

One message may go to several addresses (a changed e-mail: the old one and the new one); each is a copy of its own, with
its own Message-ID and its own state, and no copy names the other addresses. A copy is *handed over* from the moment in
which the line that ends its data may have reached the server (RFC 5321, 4.1.1.4): before it a broken connection has
delivered nothing, after it only the server's reply tells.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from care_console.domain.pauses import Pauses


class MessageKind(StrEnum):
    """What is told to a customer."""

    DETAIL_CHANGED = "detail_changed"
    OPT_OUT_CONFIRMED = "opt_out_confirmed"
    ONE_TIME_CODE = "one_time_code"
    TRANSCRIPT_COPY = "transcript_copy"
    COPY_TOLD = "copy_told"
    """To the old contact: a copy went to an address that is new (`care.md`)."""


class Way(StrEnum):
    """By which way a customer is told of something: by e-mail, or by another where none can go (`care.md`)."""

    EMAIL = "email"
    CALL = "call"
    CHAT = "chat"
    LETTER = "letter"


@dataclass(frozen=True, slots=True)
class Told:
    """How a customer is told: by e-mail with its message, leaving at the earliest at `leaves_at`, or otherwise."""

    way: Way
    message_id: str = ""
    leaves_at: datetime | None = None


class MessageState(StrEnum):
    """Where one copy is.

    `UNKNOWN`: it was handed over and no reply came, so the server may have it; it is not tried again by itself, and
    somebody is asked (`Answer`). `HELD`: it waits for a lead's approval.
    """

    HELD = "held"
    QUEUED = "queued"
    SENDING = "sending"
    ACCEPTED = "accepted"
    DEFERRED = "deferred"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    CANCELLED = "cancelled"


WAITING: Final = frozenset({MessageState.QUEUED, MessageState.DEFERRED})
"""States in which a copy is tried by itself once its time has come."""

LEAVES: Final = WAITING | {MessageState.HELD, MessageState.SENDING}
"""States in which a copy has still to leave, or is about to."""


class Answer(StrEnum):
    """What somebody says of a copy whose state is unknown."""

    ARRIVED = "arrived"
    AGAIN = "again"


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that goes with a message: its name, its media type (`application/pdf`) and its bytes."""

    name: str
    media: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Draft:
    """A message ready to be queued; `sender` is the brand's care mailbox (B1), `sender_name` the brand.

    Times are aware UTC. It leaves at `not_before` at the earliest (None: at once) and is given up at `not_after`
    (None: after `PATIENCE`).
    """

    kind: MessageKind
    brand: str
    language: str
    sender_name: str
    sender: str
    subject: str = field(repr=False)
    text: str = field(repr=False)
    html: str = field(repr=False)
    attachment: Attachment | None = None
    not_before: datetime | None = None
    not_after: datetime | None = None


@dataclass(frozen=True, slots=True)
class Letter:
    """One copy on its way: the draft, its address, its constant identifiers, and how often it was tried before."""

    id: str
    recipient: str = field(repr=False)
    written_at: datetime
    tries: int
    draft: Draft

    @property
    def header_id(self) -> str:
        """Its Message-ID (RFC 5322, 3.6.4): the same in every try, so that a second copy can be known as one."""
        return f"<{self.id}@{self.draft.sender.rpartition('@')[2]}>"


class Stage(StrEnum):
    """What a server's reply was about."""

    SENDER = "sender"
    RECIPIENT = "recipient"
    CONTENT = "content"


@dataclass(frozen=True, slots=True)
class Reply:
    """A server's reply (RFC 5321, 4.2): its code, its own words, and what it was about.

    The words may name the address: they are kept in the store and shown to those who may see it, never logged.
    """

    code: int
    words: str = field(repr=False)
    stage: Stage

    @property
    def enhanced(self) -> str:
        """The enhanced status code (RFC 3463) at the head of the words, such as `5.1.1`; empty where there is none."""
        found = re.match(r"[245]\.\d{1,3}\.\d{1,3}\b", self.words)
        return found.group() if found else ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one try ended: accepted, deferred, refused, unknown, or cancelled in time (then nothing was handed over)."""

    state: MessageState
    reply: Reply | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """A copy that came back after a server had accepted it (RFC 3464): which, for which addresses, and the last reply.

    `reply` is as if the server had given it to the recipient. The addresses are as the report spells them.
    """

    copy_id: str
    addresses: frozenset[str] = field(repr=False)
    reply: Reply


class Taken(StrEnum):
    """What became of a report of a copy that came back."""

    NEW = "new"
    KNOWN = "known"
    """It was told before."""
    EARLY = "early"
    """The copy is still on its way here: the report is to be shown again later."""
    NOT_OURS = "not_ours"
    """No copy of this store was accepted under that name."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A copy as the customer's page shows it; `address` is a mask, and `words` is empty, where details are locked."""

    message_id: str
    copy_id: str
    kind: MessageKind
    address: str
    state: MessageState
    queued_at: datetime
    due_at: datetime
    tries: int
    code: int | None
    words: str
    cancellable: bool


@dataclass(frozen=True, slots=True)
class Recipient:
    """An address on file that a copy may be sent to: since when it is there unchanged, and if mail to it is refused.

    `settled`: it may have a copy at once; else a lead approves first, and the old contact is told (`care.md`).
    """

    address: str = field(repr=False)
    since: datetime
    settled: bool
    failing: bool


@dataclass(frozen=True, slots=True)
class Approval:
    """A copy that waits for a lead; `address` is a mask.

    `own`: the lead asked for it, and so may not approve it. `told`: an older address is told of it; without one nobody
    is, which the lead weighs.
    """

    id: str
    request: str
    brand: str
    agent: str
    asked_at: datetime
    address: str
    since: datetime
    own: bool
    told: bool


PATIENCE: Final = timedelta(days=2)
"""After this a copy that is still deferred is given up: what care tells should arrive while it is news."""
FIRST_BACKOFF: Final = timedelta(minutes=1)
LONGEST_BACKOFF: Final = timedelta(hours=4)
_PAUSES: Final = Pauses(FIRST_BACKOFF.total_seconds(), LONGEST_BACKOFF.total_seconds(), sure=0.5)
SETTLED_CONTACT: Final = timedelta(days=7)
"""An address unchanged for this long may receive what a thief of the account would want (`care.md`)."""


_LINE_ENDS: Final = re.compile(r"\r\n|[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def clean_text(text: str) -> str:
    """A text that can be mailed: lines end in a newline, and nothing is left that controls a terminal or a protocol.

    Control characters, marks that reverse the direction of what follows, and halves of surrogate pairs come from
    outside; tabs stay.
    """
    return _CONTROLS.sub("\N{REPLACEMENT CHARACTER}", _LINE_ENDS.sub("\n", text))


def one_line(text: str) -> str:
    """A text for a header or a sentence: `clean_text` on one line, so that it cannot begin a header of its own."""
    return " ".join(clean_text(text).split())


def verdict(reply: Reply) -> Verdict:
    """What a reply means for the copy. A reply that is no reply of SMTP is not this function's: nobody knows then.

    A sender that the server does not take was set up wrongly, which must not cost the customer the message.
    """
    if 200 <= reply.code < 300:
        return Verdict(MessageState.ACCEPTED, reply)
    if 400 <= reply.code < 500 or reply.stage is Stage.SENDER:
        return Verdict(MessageState.DEFERRED, reply)
    return Verdict(MessageState.REFUSED, reply)


def backoff(tries: int, chance: Callable[[float, float], float]) -> timedelta:
    """How long to wait after the `tries`-th try: doubling from a minute to four hours, the upper half left to chance.

    `chance(low, high)` gives a number between its arguments.
    """
    return timedelta(seconds=_PAUSES.after(tries, chance))


def gives_up_at(draft: Draft, queued_at: datetime) -> datetime:
    """When a copy that could not be delivered is given up."""
    return draft.not_after or max(queued_at, draft.not_before or queued_at) + PATIENCE


def lost_state(*, handed_over: bool) -> MessageState:
    """What a copy is whose sender died in the middle: to be tried again, or unknown once it may have arrived."""
    return MessageState.UNKNOWN if handed_over else MessageState.QUEUED


BY_HAND: Final = frozenset({MessageKind.TRANSCRIPT_COPY, MessageKind.ONE_TIME_CODE})
"""Kinds that somebody may call back. The others tell the customer of something, and go unless that is undone."""


def cancellable(state: MessageState, *, handed_over: bool) -> bool:
    """Whether a copy can still be called back."""
    return state in WAITING or state is MessageState.HELD or (state is MessageState.SENDING and not handed_over)


def address_fails(reply: Reply) -> bool:
    """Whether a refusal says that the address is no good (M6), not that the sender or the content is unwelcome.

    By RFC 3463: class 5.1 is about the address, 5.2 about its mailbox. A server without enhanced codes says it with
    550, 551 or 553 to the recipient (RFC 5321, 4.2.3).
    """
    if verdict(reply).state is not MessageState.REFUSED or reply.stage is not Stage.RECIPIENT:
        return False
    if reply.enhanced:
        return reply.enhanced.startswith(("5.1.", "5.2.1"))
    return reply.code in (550, 551, 553)


def needs_settled_contact(kind: MessageKind) -> bool:
    """Whether a kind goes only to addresses unchanged for `SETTLED_CONTACT`; the others warn or confirm."""
    return kind in (MessageKind.TRANSCRIPT_COPY, MessageKind.ONE_TIME_CODE)


def said_enough(kind: MessageKind, state: MessageState) -> bool:
    """Whether what a message said is forgotten at once in a state: a code, and a conversation, live nowhere twice (T1).

    A copy of a conversation that is in doubt may have to be sent again.
    """
    if kind is MessageKind.TRANSCRIPT_COPY:
        return state in (MessageState.ACCEPTED, MessageState.REFUSED)
    return kind is MessageKind.ONE_TIME_CODE
