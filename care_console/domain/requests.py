"""Care requests: who asked, through which channel and what for; the ladder of identity; refusals as values.

A1: personal data is opened only at the customer's request. A2: identity is checked against facts on file, never shown
first. The ladder is design decision `care.md`: a rung is reached by facts, and each thing done needs a rung.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from types import MappingProxyType
from typing import Final

from care_console.domain.flags import STRENGTHENING, Flag


class Channel(StrEnum):
    """How the customer reached the brand."""

    PHONE = "phone"
    EMAIL = "email"
    LETTER = "letter"
    CHAT = "chat"


WRITTEN = frozenset({Channel.EMAIL, Channel.LETTER})
"""Where anybody may have written under anybody's name: changes of contact need a one-time code (`care.md`)."""


class Requester(StrEnum):
    """Who asks. Household and unknown may opt out and leave notes, nothing else."""

    CUSTOMER = "customer"
    GUARDIAN = "guardian"
    REPRESENTATIVE = "representative"
    HOUSEHOLD = "household"
    UNKNOWN = "unknown"


MAY_SEE = frozenset({Requester.CUSTOMER, Requester.GUARDIAN, Requester.REPRESENTATIVE})
"""Those to whom details may be opened at all, once verified."""


class Purpose(StrEnum):
    """What was asked; needed before anything is revealed or changed."""

    CHANGE_DETAILS = "change_details"
    ORDER = "order"
    PREFERENCES = "preferences"
    TRANSCRIPT = "transcript"
    DATA_COPY = "data_copy"
    COMPLAINT = "complaint"
    OTHER = "other"
    GENERAL = "general_question"
    TRAINING = "training"
    PRIVACY = "privacy"


OPENS_TRANSCRIPTS = frozenset({Purpose.TRANSCRIPT, Purpose.DATA_COPY})
"""A conversation is read for the customer's copy of it; otherwise only for training (T2, T3, R1)."""


ANSWERED_ELSEWHERE = frozenset({Purpose.GENERAL, Purpose.TRAINING})
"""Purposes that are never chosen for a customer at the telephone: a question without one, and training."""


class RequestStatus(StrEnum):
    """Where a request is in its life: drafted by the first keystroke, open once somebody is opened, then ended.

    Parked and handed over, nothing is done under it until it is resumed.
    """

    DRAFT = "draft"
    OPEN = "open"
    PARKED = "parked"
    HANDED_OVER = "handed_over"
    ENDED = "ended"


class RequestOutcome(StrEnum):
    """How a request ended."""

    DONE = "done"
    PROMISED = "promised"
    NOT_VERIFIED = "not_verified"
    WITHDRAWN = "withdrawn"
    NOT_FOUND = "not_found"
    UNUSED = "unused"


class Fact(StrEnum):
    """Kinds of facts that identify a customer. A name never counts, nor does the number that the telephone shows."""

    CUSTOMER_NUMBER = "customer_number"
    BIRTH_DATE = "birth_date"
    POSTCODE = "postcode"
    EMAIL = "email"
    PHONE = "phone"
    ORDER = "order"
    CARD = "card"
    SECURITY_ANSWER = "security_answer"
    ONE_TIME_CODE = "one_time_code"
    """Said back after it was sent to an unchanged contact: it adds to two facts and replaces none (`domain.codes`)."""


STRONG_FACTS = frozenset({Fact.ORDER, Fact.BIRTH_DATE, Fact.SECURITY_ANSWER})


class Rung(StrEnum):
    """What the facts given so far allow. Not a line: three weak facts reach CONTACT but not STRONG."""

    VIEW = "view"
    STRONG = "strong"
    CONTACT = "contact"


OPT_IN_RUNG = Rung.STRONG
"""What allowing something again needs (`care.md`)."""


LEAST_FACTS: Final = MappingProxyType({Rung.VIEW: 2, Rung.STRONG: 2, Rung.CONTACT: 3})


def counting(facts: Collection[Fact], rung: Rung) -> frozenset[Fact]:
    """Those of the facts that count towards a rung: a one-time code towards CONTACT alone."""
    return frozenset(facts) - (frozenset() if rung is Rung.CONTACT else {Fact.ONE_TIME_CODE})


def facts_needed(rung: Rung, stricter: Mapping[Rung, int], *, written: bool = False) -> int:
    """How many facts that count towards a rung it takes: `LEAST_FACTS`, or what is `stricter`, never fewer.

    No rung takes fewer than VIEW, and CONTACT of what was `written` takes a code beside the facts of VIEW.
    """
    view = max(LEAST_FACTS[Rung.VIEW], stricter.get(Rung.VIEW, 0))
    beneath = view + (1 if written and rung is Rung.CONTACT else 0)
    return max(beneath, LEAST_FACTS[rung], stricter.get(rung, 0))


def rungs(
    facts: Collection[Fact],
    *,
    written: bool = False,
    flags: Collection[Flag] = (),
    stricter: Mapping[Rung, int] = MappingProxyType({}),
) -> frozenset[Rung]:
    """The rungs that distinct matched `facts` reach (`care.md`).

    Two facts reach VIEW; two with one of order, birth date or security answer reach STRONG; three, or two and a
    one-time code sent to the unchanged contact, reach CONTACT. What was `written` reaches CONTACT by a code alone.
    Where a brand is `stricter`, a rung takes as many facts as that says, a code counted with those of CONTACT.
    Flags ask for more: under some nothing is reached without a strong fact, where the code word is asked for not
    without the security answer, and of the deceased nothing is disclosed at all.
    """
    distinct = counting(facts, Rung.VIEW)
    asked = STRENGTHENING & frozenset(flags)
    if Flag.DECEASED in flags or (asked and not distinct & STRONG_FACTS):
        return frozenset()
    if Flag.CODE_WORD in flags and Fact.SECURITY_ANSWER not in distinct:
        return frozenset()
    reached: set[Rung] = set()
    if len(distinct) >= facts_needed(Rung.VIEW, stricter):
        reached.add(Rung.VIEW)
        if distinct & STRONG_FACTS and len(distinct) >= facts_needed(Rung.STRONG, stricter):
            reached.add(Rung.STRONG)
        enough = len(counting(facts, Rung.CONTACT)) >= facts_needed(Rung.CONTACT, stricter, written=written)
        if enough and (Fact.ONE_TIME_CODE in facts or not written):
            reached.add(Rung.CONTACT)
    return frozenset(reached)


FAILURES_THAT_LOCK = 3
FAILURE_WINDOW = timedelta(hours=24)
GRANT_TIME = timedelta(minutes=15)
SEARCHES_AN_HOUR = 2000
"""Type-ahead makes a search of every key: some forty calls of forty keys, and room to spare."""
GUESSES_THAT_LOCK = 3
"""Distinct birth dates and postcodes, taken together, under one request before its search locks (`access.md`)."""
SIGN_IN_FAILURES = 5
SIGN_IN_PAUSE = timedelta(minutes=5)


class Reason(StrEnum):
    """Why something was refused. Fixed words: they go into audit events."""

    NO_REQUEST = "no_request"
    REQUEST_ENDED = "request_ended"
    REQUEST_AWAY = "request_away"
    NOT_AWAY = "not_away"
    NO_SUCH_COLLEAGUE = "no_such_colleague"
    NO_PROMISE = "no_promise"
    NO_CUSTOMER = "no_customer"
    NOT_PERMITTED = "not_permitted"
    REQUESTER_UNKNOWN = "requester_unknown"
    REQUESTER_MAY_NOT_SEE = "requester_may_not_see"
    PURPOSE_UNKNOWN = "purpose_unknown"
    PURPOSE_BOUND = "purpose_bound"
    CHANNEL_BOUND = "channel_bound"
    OTHER_CONTROLLER = "other_controller"
    NO_SUCH_CUSTOMER = "no_such_customer"
    NOT_OPENED = "not_opened"
    NOT_VERIFIED = "not_verified"
    RUNG_TOO_LOW = "rung_too_low"
    LOCKED = "locked"
    NO_SUCH_FIELD = "no_such_field"
    NO_SUCH_TRANSCRIPT = "no_such_transcript"
    COPY_NOT_ASKED = "copy_not_asked"
    GLASS_NOT_NEEDED = "glass_not_needed"
    OWN_REQUEST = "own_request"
    SEARCH_QUOTA = "search_quota"
    SEARCH_LOCKED = "search_locked"
    NOT_UNDOABLE = "not_undoable"
    FACT_USED = "fact_used"
    FACT_SHOWN = "fact_shown"
    FACT_UNREADABLE = "fact_unreadable"
    CODE_OVER = "code_over"
    CODE_QUOTA = "code_quota"
    GUARDIAN_NEEDED = "guardian_needed"
    NOT_A_MINOR = "not_a_minor"
    GUARDIANS_WORD = "guardians_word"
    CUSTOMERS_WORD = "customers_word"
    NO_AUTHORITY = "no_authority"
    SILENCED = "silenced"
    FLAG_STANDS = "flag_stands"
    NO_CODE_WORD = "no_code_word"
    REPORT_WAITS = "report_waits"
    UNDO_OVER = "undo_over"
    NO_SUCH_ENTRY = "no_such_entry"
    POSTCODE_NEEDED = "postcode_needed"
    REASON_NEEDED = "reason_needed"
    DECEASED = "deceased"
    TAKEN_OVER = "taken_over"
    RECIPIENT_NOT_ON_FILE = "recipient_not_on_file"
    RECIPIENT_TOO_NEW = "recipient_too_new"
    NO_APPROVAL_NEEDED = "no_approval_needed"
    OWN_APPROVAL = "own_approval"
    NO_SUCH_APPROVAL = "no_such_approval"
    NOT_REDACTED = "not_redacted"
    NO_SUCH_MESSAGE = "no_such_message"
    ALREADY_SENT = "already_sent"
    GOES_WITH_CAUSE = "goes_with_cause"
    WRONG_PASSWORD = "wrong_password"  # noqa: S105 - a reason, not a secret
    SIGN_IN_LOCKED = "sign_in_locked"


@dataclass(frozen=True, slots=True)
class Refusal:
    """A refusal is a value, not an exception, so that the event that records it commits."""

    reason: Reason
    retry_at: datetime | None = None


@dataclass(kw_only=True, eq=False)
class CareRequest:
    """One customer's asking, with its evidence (A1). `number` is what people quote: `REQ-00042`."""

    id: str
    number: str
    agent: str
    controller: str
    brand: str
    channel: Channel
    status: RequestStatus
    started_at: datetime
    requester: Requester | None = None
    purpose: Purpose | None = None
    reference: str = ""
    customer_id: int | None = None
    ended_at: datetime | None = None
    outcome: RequestOutcome | None = None
    note: str = ""
    parked_at: datetime | None = None
    handed_at: datetime | None = None
    handed_to: str | None = None
    """Who is to go on with it; empty for whoever takes it from the queue."""
    promise: str = ""
    promise_due: date | None = None
    promise_kept_at: datetime | None = None
    version: int = 1


@dataclass(frozen=True, slots=True)
class Ticket:
    """A search that was committed: the licence to read its hits, in a later transaction, by the same agent."""

    id: str
    request_id: str
    text: str
    controller: str
    brand: str


@dataclass(frozen=True, slots=True)
class Grant:
    """What may be read or changed, of whom, under which request, until when. Visible from the next transaction on."""

    id: str
    request_id: str
    customer_id: int
    scopes: frozenset[str]
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class Verification:
    """The outcome of one answer: whether it matched, the facts matched so far, and failures in the last 24 hours."""

    fact: Fact
    matched: bool
    standing: Standing


@dataclass(frozen=True, slots=True)
class Standing:
    """Where identity stands for a customer under a request.

    `failures` counts over all requests of 24 hours (A2); the third locks revealing and changing, never opting out.
    """

    facts: frozenset[Fact]
    failures: int
    verified_at: datetime | None = None
    written: bool = False
    """Whether the request came by e-mail or letter."""
    flags: frozenset[Flag] = frozenset()
    lapsed: frozenset[Fact] = frozenset()
    """What was proved before a hand-over that is too long ago: one more fact confirms it."""
    shown: frozenset[Fact] = frozenset()
    """What the console has shown whoever serves without verification: it identifies nobody to them."""
    stricter: Mapping[Rung, int] = field(default_factory=dict, hash=False)
    """The rungs that take more facts than the console asks for, as the pack of the request's brand says."""

    @property
    def locked(self) -> bool:
        """Whether revealing and changing are locked for this customer."""
        return self.failures >= FAILURES_THAT_LOCK

    @property
    def rungs(self) -> frozenset[Rung]:
        """The rungs reached, none while locked."""
        return frozenset() if self.locked else self._reached(self.facts)

    @property
    def confirmable(self) -> bool:
        """Whether what was proved before a hand-over was enough for viewing, so that one more fact opens it again."""
        return Rung.VIEW in self._reached(self.lapsed)

    def needs(self, rung: Rung) -> int:
        """How many facts a rung takes at the least; flags may ask for certain ones."""
        return facts_needed(rung, self.stricter, written=self.written)

    def has(self, rung: Rung) -> int:
        """How many of the facts count towards a rung."""
        return len(counting(self.facts, rung))

    def _reached(self, facts: Collection[Fact]) -> frozenset[Rung]:
        return rungs(facts, written=self.written, flags=self.flags, stricter=self.stricter)

    def lacks(self, rung: Rung) -> Refusal | None:
        """Why what needs a rung is refused: locked, nothing verified yet, or too little; None where it is reached."""
        if rung in self.rungs:
            return None
        if self.locked:
            return Refusal(Reason.LOCKED)
        return Refusal(Reason.RUNG_TOO_LOW if self.rungs else Reason.NOT_VERIFIED)
