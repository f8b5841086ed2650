"""Ports: what services ask of the world outside, and what its adapters promise.

Every method of a unit of work is one short statement or two inside one transaction. Writers hold the store's write
lock from their first statement on; readers see a snapshot. Rules of access (`access.md`) are kept *behind* these
ports, by the embedded store in the program and by the shared store in the database, so that no service can forget one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from enum import IntEnum
from typing import TYPE_CHECKING, Protocol

from care_console.domain.customers import Change, Customer
from care_console.domain.events import EventRow, Outcome, Verb
from care_console.domain.messages import Answer, Draft, Letter, Sent, Verdict
from care_console.domain.requests import (
    CareRequest,
    Channel,
    Fact,
    Grant,
    Purpose,
    Refusal,
    Requester,
    RequestOutcome,
    Standing,
    Ticket,
    Verification,
)
from care_console.domain.roles import Agent

if TYPE_CHECKING:  # the forms of records are made when an import needs them, not before the first frame
    from care_console.domain.amendments import OrderMessage
    from care_console.domain.intake import Checkpoint, Job, Remark, Row, Tally
    from care_console.domain.preferences import Addressee, ChoiceMade, Consent, Mailing, Switch
    from care_console.domain.transcripts import Conversation


class Clock(Protocol):
    """The time; tests set it."""

    def now(self) -> datetime:
        """Aware UTC."""
        ...


class Credentials(Protocol):
    """Secrets in the operating system's keyring; never anywhere else."""

    def get(self, name: str) -> str | None:
        """The secret kept under `name`, None if there is none."""
        ...

    def put(self, name: str, secret: str) -> None:
        """Keep a secret. Raises ToldError where the system offers no secure keyring."""
        ...

    def delete(self, name: str) -> None:
        """Forget a secret; nothing happens if there is none."""
        ...


class Passwords(Protocol):
    """Password hashes that are slow to guess (S2)."""

    def matches(self, password_hash: str, password: str) -> bool:
        """Whether a password is the one that was hashed."""
        ...

    def spend(self, password: str) -> None:
        """Take as long as a check takes."""
        ...


# --- look-up


class Likeness(IntEnum):
    """How a postcode, birth date or e-mail that was said compares with the one on file, which no hit ever shows."""

    NONE = 0
    ONE_CHARACTER = 1
    """Equally long, one character different."""
    SWAPPED = 2
    """Equally long, two neighbours exchanged."""
    OUTWARD = 3
    """The outward part of the postcode."""
    EQUAL = 4


@dataclass(frozen=True, slots=True)
class Outline:
    """What ranking weighs of a customer; nothing of it is shown before `LookupIndex.shown` masks it.

    `postcodes`, `dates` and `emails` hold one likeness for each that was asked; `met` are the whole keys and the order
    numbers that led here. `last_contact` is the agent's own latest request about this customer.
    """

    customer_id: int
    given_names: str
    surname: str
    towns: tuple[str, ...]
    last_contact: datetime | None = None
    postcodes: tuple[Likeness, ...] = ()
    dates: tuple[Likeness, ...] = ()
    emails: tuple[Likeness, ...] = ()
    met: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """What the store tells of a customer before anybody is opened: the search-hit column of the masking table.

    `number`, `email` and `phone` are masks, `outward` is the outward part of the postcode at home, `flags` are shown
    as words. `last_contact` is the agent's own latest request about this customer. `whole_number` is for those who
    review: it is empty for everybody else.
    """

    customer_id: int
    given_names: str
    surname: str
    town: str
    outward: str
    country: str
    brands: tuple[str, ...]
    number: str
    email: str
    phone: str
    flags: tuple[str, ...]
    last_contact: datetime | None = None
    whole_number: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A word by which customers are called: kinds as bits (`lookup.keys`), and how many customers bear it."""

    text: str
    kinds: int
    bearers: int


@dataclass(frozen=True, slots=True)
class Ask:
    """One question to the index. Texts are normalised (`lookup.normalise`); keys are those of `lookup.keys`.

    `starts`: beginnings of keys, in order of interest, at most `each` customers for each; never of a masked fact.
    `keys`: keys with weights; the `best` customers by the sum of weights. `whole`: keys of e-mail, phone and customer
    numbers. `orders`: order numbers (`domain.facts.number_key`), digits alone for any letters before them. `postcodes`,
    `dates` (YYYYMMDD), `emails` (keys): what was said, to be compared with what is on file.
    """

    starts: tuple[str, ...] = ()
    each: int = 40
    keys: tuple[tuple[str, float], ...] = ()
    best: int = 80
    whole: tuple[str, ...] = ()
    orders: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()


# --- signing in


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """An attempt counted before the password is checked, so that parallel guesses cannot pass the limit."""

    agent: Agent
    password_hash: str


# --- reviewing


@dataclass(frozen=True, slots=True)
class ReviewNames:
    """What identifiers in audit events stand for: agents' names, and requests' numbers, by id."""

    agents: Mapping[str, str]
    requests: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class AuditQuery:
    """Which events of the audit log, all conditions together; empty means any.

    `agent` and `customer` are identifiers, `cursor` is `AuditPage.next` of the page before; newest first.
    """

    agent: str = ""
    customer: str = ""
    cursor: str | None = None
    limit: int = 100


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """An event in the log: its index there, when the log received it, and the event.

    None stands for what this version cannot read: a tombstone, or a verb of a newer version.
    """

    index: int
    received: datetime
    event: EventRow | None


@dataclass(frozen=True, slots=True)
class AuditPage:
    """A page of the log, pinned to the `size` that it had when the first page was read."""

    size: int
    entries: tuple[AuditEntry, ...]
    next: str | None = None


class AuditLog(Protocol):
    """The audit log as leads read it."""

    def read(self, query: AuditQuery) -> AuditPage:
        """A page of events. Raises ServiceError when the log cannot be reached or refuses."""
        ...


# --- the outbox, as the relay sees it


@dataclass(frozen=True, slots=True)
class Backlog:
    """What still waits: how many rows, when the oldest was written (None if none), and how many are parked."""

    waiting: int
    oldest: datetime | None
    parked: int


class Outbox(Protocol):
    """Rows of audit events not yet acknowledged, in the same database as the customers.

    Safe to use from several threads and processes; each call is one short transaction. A source is leased by one
    holder at a time, so that its rows stay in order.
    """

    def lease(self, holder: str, seconds: float) -> str | None:
        """Lease the source whose waiting row is oldest, or renew; None when nothing waits or all are leased."""
        ...

    def pending(self, source: str, limit: int) -> list[tuple[EventRow, bytes | None]]:
        """The next rows of a source in order of sequence, with the bytes stored for each (None: none yet)."""
        ...

    def store_bodies(self, source: str, bodies: Mapping[int, bytes]) -> None:
        """Keep the exact bytes per sequence before the first sending; bytes stored already are never changed."""
        ...

    def acknowledge(self, source: str, holder: str, through: int) -> None:
        """Every row up to sequence `through` is at the API, named in a complete and parsed reply."""
        ...

    def park(self, source: str, holder: str, sequence: int, reason: str) -> None:
        """Set a poisoned row aside: kept and shown, not retried by itself, no longer blocking."""
        ...

    def release(self, source: str, holder: str) -> None:
        """Give a lease back before it ends."""
        ...

    def backlog(self) -> Backlog:
        """What still waits."""
        ...

    def fold_stale_searches(self) -> None:
        """Make events of searches that no window has folded for a quarter of an hour (`access.md`)."""
        ...


# --- messages to customers, as the courier sees them


@dataclass(frozen=True, slots=True)
class MailBacklog:
    """What still waits: how many copies, when the next is due (None if none), and how many are in doubt."""

    waiting: int
    due_at: datetime | None
    unknown: int


class Outgoing(Protocol):
    """Copies of messages not yet settled, in the same database as the customers.

    Safe to use from several threads and processes; each call is one short transaction.
    """

    def claim(self, holder: str, seconds: float) -> Letter | None:
        """Take the copy that is due first, leased for some seconds; None when nothing is due.

        Copies whose lease ended are set to what `messages.lost_state` says, those over time are given up.
        """
        ...

    def hand_over(self, copy_id: str, holder: str) -> bool:
        """Note durably that a copy is about to leave; False when it may not: cancelled, or no longer this holder's."""
        ...

    def settle(self, copy_id: str, holder: str, verdict: Verdict, due_at: datetime | None = None) -> None:
        """Write how a try ended, with its event; a copy that is deferred is due again at `due_at`.

        Nothing happens if the copy was cancelled or is another holder's by now.
        """
        ...

    def give_back(self, copy_id: str, holder: str) -> None:
        """The server could not be used, which says nothing about the copy: it waits as before, and no try counts."""
        ...

    def backlog(self) -> MailBacklog:
        """What still waits."""
        ...


class Mailer(Protocol):
    """The way to the mail server."""

    def deliver(self, letter: Letter, hand_over: Callable[[], bool]) -> Verdict:
        """Try one copy. `hand_over` is called once, right before the copy may reach the server; False stops it there.

        Raises TransportError when the server could not be used before anything was said about this copy.
        """
        ...

    def hang_up(self) -> None:
        """Break the connection that `deliver` of another thread waits on."""
        ...


# --- choices


class Choices(Protocol):
    """Choices about marketing in one writing transaction; refusals are recorded, and so is all else."""

    def opt_out(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once.

        Needs an open request of the customer's controller and nothing else: no opening, no verification, and it works
        while details are locked. What it returns does not depend on what was chosen before.
        """
        ...

    def opt_in(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], age_of_consent: int
    ) -> ChoiceMade | Refusal:
        """Allow these again: needs the rung STRONG, and for a minor a guardian's agreement on file."""
        ...

    def undo(self, request_id: str, made_id: str) -> ChoiceMade | Refusal:
        """Put back exactly what stood before a choice of this agent's under this request, within `UNDO_TIME`.

        Refused when something was chosen since.
        """
        ...

    def suppress(self, request_id: str, who: Addressee, choices: Sequence[Switch], word_of: Requester) -> str | Refusal:
        """Keep an address, or a name at it, from being written to, though no customer is on file; the entry's id."""
        ...


# --- the unit of work


class UnitOfWork(Protocol):
    """One short transaction of one agent. Leaving without `commit` rolls back."""

    def commit(self) -> None:
        """Write the amendments, their history and their events, all or nothing, and end the transaction.

        Raises ConflictError when a record was changed since it was read, StoreError when it cannot be written.
        """
        ...

    # requests

    def draft_request(self, controller: str, brand: str, channel: Channel) -> CareRequest | Refusal:
        """A draft request: the first keystroke of a search makes one."""
        ...

    def request(self, request_id: str) -> CareRequest | None:
        """A request of this agent's."""
        ...

    def recent_requests(self, limit: int) -> list[CareRequest]:
        """This agent's own requests, newest first."""
        ...

    def state_request(
        self,
        request_id: str,
        *,
        requester: Requester | None = None,
        purpose: Purpose | None = None,
        reference: str | None = None,
        note: str | None = None,
    ) -> Refusal | None:
        """Say who asks, what for, with which reference; what is None stays as it is."""
        ...

    def end_request(self, request_id: str, outcome: RequestOutcome) -> Refusal | None:
        """End a request: its grants close, its searches are folded into one event, nothing more is seen under it."""
        ...

    # the ticket

    def record_search(self, request_id: str, text: str) -> Ticket | Refusal:
        """Record a query under a request. Its hits may be read in a later transaction only."""
        ...

    def lookup(self, ticket: Ticket) -> LookupIndex:
        """The index, restricted to the ticket's controller. An unknown, foreign or uncommitted ticket finds nothing."""
        ...

    def open_customer(self, request_id: str, customer_id: int) -> Grant | Refusal:
        """Grant `open` and record the opening. Rows appear from the next transaction on.

        What was typed to search counts as one fact, unless the hit printed it.
        """
        ...

    def verify(self, request_id: str, customer_id: int, fact: Fact, answer: str) -> str | Refusal:
        """Record a normalised answer (`domain.facts`) and its outcome; returns the attempt's id, never the outcome."""
        ...

    def verify_result(self, attempt_id: str) -> Verification | None:
        """The outcome of an attempt that another transaction committed."""
        ...

    def standing(self, request_id: str, customer_id: int) -> Standing:
        """Where identity stands."""
        ...

    def grant(self, request_id: str, customer_id: int, scopes: Collection[str]) -> Grant | Refusal:
        """Grant `view`, a reveal or an amendment; each scope's rung is checked here, reads look at grants alone."""
        ...

    def prolong(self, request_id: str) -> None:
        """Work prolongs the grants of a request to their full time from now."""
        ...

    # guarded rows

    def customer(self, customer_id: int) -> Customer | None:
        """The customer with what the grants open; None without one. Locked columns are None beside their hints."""
        ...

    def scopes(self, customer_id: int) -> frozenset[str]:
        """The scopes that live grants hold for a customer in this transaction."""
        ...

    def history(self, customer_id: int, limit: int) -> list[Change]:
        """The latest amendments, newest first; nothing without `view`."""
        ...

    def amendment(self, customer_id: int, amendment: str) -> list[Change]:
        """The lines of history that were written together (`Change.amendment`), oldest first; as `history` shows."""
        ...

    def begin_undo(self, request_id: str, customer_id: int, amendment: str) -> Refusal | None:
        """Let what this transaction writes take an amendment back: its lines and its event name what they undo.

        Messages of the amendment that were not sent are cancelled. Refused, with an event, to others than who amended,
        once the window is over (`amendments.UNDO_WINDOW`), and a second time.
        """
        ...

    def tell_order_system(self, customer_id: int, order_id: int, message: OrderMessage) -> None:
        """Queue a message of an order that this transaction puts on hold, for when it can no longer be undone."""
        ...

    # conversations

    def open_transcript(self, request_id: str, customer_id: int, transcript_id: int) -> Refusal | None:
        """Record that a conversation is about to be read for the customer's copy (T2); commit before reading it."""
        ...

    def transcript(self, transcript_id: int) -> Conversation | None:
        """A conversation with its messages; None without `view`, and beyond its retention (T1)."""
        ...

    def last_day(self, brand: str, ended_at: datetime) -> date:
        """The last day on which a conversation of a brand is kept."""
        ...

    # messages to the customer

    def queue_message(
        self, request_id: str, customer_id: int, draft: Draft, *, recipients: Collection[str] | None = None
    ) -> str | Refusal:
        """Queue a message with its event; the message's id.

        It goes to the addresses on file that do not fail, or to `recipients`: each on file, or on file before a change
        that the history keeps (the old address is told, too). All but the confirmation of an opt-out need the customer
        opened; a transcript needs `view`, and goes to settled addresses only, as a code does
        (`messages.needs_settled_contact`).
        """
        ...

    def cancel_message(self, message_id: str) -> Refusal | None:
        """Call back every copy; refused when one of them has left, and then none is called back."""
        ...

    def resolve_message(self, copy_id: str, answer: Answer) -> Refusal | None:
        """Say what became of a copy whose state is unknown."""
        ...

    def messages(self, customer_id: int, limit: int) -> list[Sent]:
        """The latest copies of messages, newest first; addresses as masks without `view`, nothing without a grant."""
        ...

    # choices about marketing

    @property
    def choices(self) -> Choices:
        """For writing transactions only."""
        ...

    def consents(self, customer_id: int, limit: int) -> list[Consent]:
        """Every choice ever made, newest first; nothing without `view`."""
        ...

    def mailings(self, brands: Collection[str]) -> list[Mailing]:
        """The mailings of these brands; they tell of no customer."""
        ...

    # events of services

    def record(
        self, verb: Verb, outcome: Outcome, *, request: str = "", detail: Mapping[str, str] | None = None
    ) -> None:
        """An event that no other method here records by itself (signing out, looking at the audit log)."""
        ...

    def names(self) -> ReviewNames:
        """Names behind the identifiers of audit events; empty for those who may not review them."""
        ...

    def fold_searches(self) -> None:
        """Fold this agent's searches that are in no event yet, as signing out does."""
        ...


class LookupIndex(Protocol):
    """What the look-up engine asks of a store, for one controller: terms, and customers, masked where shown."""

    def size(self) -> int:
        """How many customers there were at the last count; at least 1."""
        ...

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        """The terms that have one of these variants (`lookup.keys.variants_of`), each with the variant that met it."""
        ...

    def completions(self, start: str, limit: int) -> list[Term]:
        """The terms that begin with `start` and are longer, most borne first."""
        ...

    def hits(self, ask: Ask) -> list[Outline]:
        """The customers that one question finds, each once, in no particular order.

        Raises ValueError for a start that runs into a masked fact.
        """
        ...

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        """These customers masked, in this order; those that no question to this index found are left out."""
        ...


class Store(Protocol):
    """A store of customers; opened once per process, used from any thread."""

    def reading(self, agent: Agent) -> AbstractContextManager[UnitOfWork]:
        """A transaction that cannot write."""
        ...

    def writing(self, agent: Agent) -> AbstractContextManager[UnitOfWork]:
        """A transaction that holds the write lock from its first statement on."""
        ...

    def attempt_sign_in(self, name: str) -> SignInAttempt | Refusal:
        """Count an attempt and hand out the hash to check against. Unknown names are refused as wrong passwords."""
        ...

    def finish_sign_in(self, attempt: SignInAttempt, *, matched: bool) -> None:
        """Record how an attempt ended; a match resets the counter."""
        ...

    @property
    def outbox(self) -> Outbox:
        """The outbox of this store."""
        ...

    @property
    def outgoing(self) -> Outgoing:
        """The messages to customers that this store holds."""
        ...

    def close(self) -> None:
        """Close every connection."""
        ...


# --- conversations of the chat provider


@dataclass(frozen=True, slots=True)
class ListedChat:
    """A conversation as the provider lists it; `customer` is the brand's customer number, times are aware UTC."""

    reference: str
    provider: str
    brand: str
    customer: str
    started_at: datetime
    ended_at: datetime
    advisor: str
    topic: str
    messages: int


class ChatProvider(Protocol):
    """Where conversations of live chat are kept: an archive of files, or a service over HTTP (T1)."""

    def listed(self, brand: str, customer: str, since: datetime) -> list[ListedChat]:
        """One customer's conversations that ended at `since` or later and are still kept, latest first.

        Raises ServiceError when the provider is away, refuses, or answers what contradicts itself.
        """
        ...

    def fetch(self, chat: ListedChat) -> Conversation | None:
        """A listed conversation with its messages in order; None where it is no longer kept. Raises ServiceError."""
        ...


class Keeper(Protocol):
    """What a purge asks of a store. Each call is one short transaction."""

    def refuse(self, refusal: Refusal) -> None:
        """Record that a purge was refused."""
        ...

    def over(self) -> dict[str, int]:
        """How many conversations of each brand are beyond their retention now."""
        ...

    def purge(self, limit: int) -> int:
        """Delete the oldest of them, at most `limit`, with their messages and the event; how many there were."""
        ...


class Intake(Protocol):
    """What an import asks of a store. Each call is one transaction, short as long as it is given few rows."""

    @property
    def agent(self) -> Agent | None:
        """Who imports; None for the console itself."""
        ...

    def refuse(self, refusal: Refusal) -> None:
        """Record that an import was refused."""
        ...

    def resume(self, job: Job) -> Checkpoint:
        """How far an unfinished run of the same job came; the beginning where there is none."""
        ...

    def put(
        self, job: Job, rows: Sequence[Row], refused: Sequence[Remark], *, through: int, before: Tally
    ) -> tuple[Tally, list[Remark]]:
        """Store rows, note that `through` rows of the file are done, and record the event, all in one transaction.

        `refused` were turned away before, `before` is the job's tally without them. Gives the job's tally afterwards,
        and the rows that the store turned away (an order of an unknown customer).
        """
        ...

    def finish(self, job: Job, tally: Tally, *, complete: bool) -> None:
        """Bring counts of the look-up index up to date, record the end, forget the checkpoint of a complete job."""
        ...

    def put_mailings(self, mailings: Sequence[Mailing]) -> None:
        """Store mailings; those of the same brand and name are replaced."""
        ...
