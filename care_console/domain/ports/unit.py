"""The unit of work: one short transaction of one agent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping
    from datetime import date, datetime

    from care_console.domain.amendments import OrderMessage
    from care_console.domain.codes import CodeSent
    from care_console.domain.customers import Change, Customer
    from care_console.domain.events import Outcome, Verb
    from care_console.domain.messages import Answer, Draft, MessageKind, Recipient, Sent, Way
    from care_console.domain.ports.approvals import Approvals
    from care_console.domain.ports.chat import Chats
    from care_console.domain.ports.choices import Choices
    from care_console.domain.ports.lookup import LookupIndex
    from care_console.domain.ports.oversight import Oversight
    from care_console.domain.ports.requests import Requests
    from care_console.domain.ports.reviewing import ReviewNames
    from care_console.domain.ports.situations import Situations
    from care_console.domain.ports.training import Training
    from care_console.domain.preferences import Consent, Mailing
    from care_console.domain.requests import (
        Fact,
        Grant,
        Refusal,
        Standing,
        Ticket,
        Verification,
    )
    from care_console.domain.situations import Authority
    from care_console.domain.transcripts import Conversation


class UnitOfWork(Protocol):
    """One short transaction of one agent. Leaving without `commit` rolls back."""

    def commit(self) -> None:
        """Write the amendments, their history and their events, all or nothing, and end the transaction.

        Raises ConflictError when a record was changed since it was read, StoreError when it cannot be written.
        """
        ...

    @property
    def requests(self) -> Requests:
        """Care requests: drafting, stating, ending."""
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

        It closes other customers under this request, and this customer under other requests of the agent's.

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

    @property
    def oversight(self) -> Oversight:
        """Emergencies, what waits for leads, and joining the requests of others."""
        ...

    # guarded rows

    def customer(self, customer_id: int) -> Customer | None:
        """The customer with what the grants open; None without one. Locked columns are None beside their hints."""
        ...

    def scopes(self, customer_id: int) -> frozenset[str]:
        """The scopes that live grants hold for a customer in this transaction."""
        ...

    def possible_duplicates(self, customer_id: int) -> int:
        """How many others of the same controller may be this customer, by what hits show (M6); 0 without a grant."""
        ...

    def history(self, customer_id: int, limit: int) -> list[Change]:
        """The latest amendments, newest first; nothing without `view`."""
        ...

    def amendment(self, customer_id: int, amendment: str) -> list[Change]:
        """The lines of history that were written together (`Change.amendment`), oldest first; as `history` shows."""
        ...

    def begin_undo(self, request_id: str, customer_id: int, amendment: str) -> Refusal | None:
        """Let what this transaction writes take an amendment back: its lines and its event name what they undo.

        Messages of the amendment that were not sent, to the order system and to the customer, are cancelled. Refused,
        with an event, to others than who amended, once the window is over (`amendments.UNDO_WINDOW`), and a second
        time.
        """
        ...

    def tell_order_system(self, customer_id: int, order_id: int, message: OrderMessage) -> None:
        """Queue a message of an order that this transaction puts on hold, for when it can no longer be undone."""
        ...

    def order_refusals(self, customer_id: int) -> Mapping[int, datetime]:
        """Orders of which the order system refused what it was told last, and when; nothing without `view`."""
        ...

    # conversations

    @property
    def chats(self) -> Chats:
        """What is kept of the chat provider's conversations."""
        ...

    @property
    def training(self) -> Training:
        """Conversations opened for training."""
        ...

    def open_transcript(self, request_id: str, customer_id: int, transcript_id: int) -> Refusal | None:
        """Open a conversation, on record, to be read for the customer's copy (T2) from the next transaction on."""
        ...

    def transcript(self, transcript_id: int) -> Conversation | None:
        """A conversation that was opened, with its messages.

        None without `view`, beyond its retention (T1) and while not held.
        """
        ...

    def last_day(self, brand: str, ended_at: datetime) -> date:
        """The last day on which a conversation of a brand is kept."""
        ...

    def revalidates(self, brand: str) -> bool:
        """Whether a brand's orders in process are validated again when its customer's address changes (M5)."""
        ...

    # messages to the customer

    def queue_message(
        self,
        request_id: str,
        customer_id: int,
        draft: Draft,
        *,
        recipients: Collection[str] | None = None,
        others: Collection[Draft] = (),
        cause: str = "",
        told: Mapping[str, str] | None = None,
    ) -> str | Refusal:
        """Queue a message with its event; the message's id.

        `others` say the same in other languages: what is in the customer's language is sent, else `draft`; whoever
        asks is not told which. `cause` names what is told (an amendment, a choice), by which it can be called back.

        It goes to the addresses on file that do not fail, or to `recipients`: each on file, or on file before a change
        that the history keeps (the old address is told, too). All but the confirmation of an opt-out need the customer
        opened; a transcript needs `view`, goes to settled addresses only, as a code does
        (`messages.needs_settled_contact`), and never with a card number in it (NOT_REDACTED). The event also tells
        `told`: small facts that are no personal data.
        """
        ...

    def recipients(self, customer_id: int) -> list[Recipient]:
        """The e-mail addresses on file and whether a copy may go there at once; nothing without `view`."""
        ...

    @property
    def approvals(self) -> Approvals:
        """What waits for a lead; for writing transactions, all but `pending`."""
        ...

    def cancel_message(self, message_id: str) -> Refusal | None:
        """Call back every copy; refused when one of them has left, and then none is called back.

        With a held copy goes the notice of it. Refused for kinds that are not `messages.BY_HAND`.
        """
        ...

    def send_code(self, request_id: str, customer_id: int, write: Callable[[str], Draft]) -> CodeSent | Refusal:
        """Make a one-time code and send it at once to the settled addresses on file, in the message that `write` makes.

        The code is kept as a slow hash alone, and its message is emptied once it has left. What the customer says is
        given to `verify` as `Fact.ONE_TIME_CODE`: refused unless a code waits under the request. Refused below the
        rung VIEW, while locked, and more often than `codes.CODES_A_DAY`.
        """
        ...

    def cancel_messages_of(self, cause: str) -> None:
        """Call back every message with this cause of which no copy has left; what has left is left alone."""
        ...

    def tell_otherwise(self, request_id: str, customer_id: int, kind: MessageKind, way: Way) -> Refusal | None:
        """Record that the customer is told something by another way than e-mail, as one without an address is.

        A letter is recorded as owed: somebody has still to write it.
        """
        ...

    def resolve_message(self, copy_id: str, answer: Answer) -> Refusal | None:
        """Say what became of a copy whose state is unknown.

        A conversation goes again only to an address that is on file still.
        """
        ...

    def messages(self, customer_id: int, limit: int) -> list[Sent]:
        """The latest copies of messages, newest first; addresses as masks without `view`, nothing without a grant."""
        ...

    # choices about marketing, and situations

    @property
    def choices(self) -> Choices:
        """For writing transactions only."""
        ...

    @property
    def situations(self) -> Situations:
        """For writing transactions only."""
        ...

    def authorities(self, customer_id: int) -> list[Authority]:
        """Who may ask as a representative today; nothing without a grant. A name alone proves nothing of who calls."""
        ...

    def is_minor(self, request_id: str, customer_id: int) -> bool:
        """Whether the customer is under the age of consent of the request's brand (G1); not told without `view`."""
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
