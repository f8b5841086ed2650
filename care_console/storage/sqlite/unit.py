"""The unit of work of the embedded store: its port, led to the desks and rows that do the work."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from datetime import date, datetime
from functools import cached_property, partial

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from care_console.domain.amendments import OrderMessage
from care_console.domain.codes import CodeSent
from care_console.domain.customers import Change, Customer, Order
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.messages import Answer, Draft, MessageKind, Recipient, Sent, Way
from care_console.domain.ports import (
    Approvals,
    Chats,
    Choices,
    LookupIndex,
    Oversight,
    Requests,
    ReviewNames,
    Situations,
    Training,
)
from care_console.domain.preferences import Consent, Mailing
from care_console.domain.requests import (
    Fact,
    Grant,
    Refusal,
    Standing,
    Ticket,
    Verification,
)
from care_console.domain.roles import Permission
from care_console.domain.situations import Authority
from care_console.domain.transcripts import Conversation
from care_console.lookup.guesses import guesses_in
from care_console.lookup.licence import Licensed
from care_console.lookup.query import storable
from care_console.storage import tables as t
from care_console.storage.lookup_search import SqliteLookupIndex
from care_console.storage.sqlite import amending, authorities, standing
from care_console.storage.sqlite.access import AccessDesk
from care_console.storage.sqlite.approvals import ApprovalDesk
from care_console.storage.sqlite.chats import ChatDesk, SqliteChats
from care_console.storage.sqlite.choices import ChoiceDesk, mailings
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.oversight import OversightDesk, SqliteOversight
from care_console.storage.sqlite.post import Post
from care_console.storage.sqlite.recipients import recipients_of
from care_console.storage.sqlite.requests import SqliteRequests
from care_console.storage.sqlite.searching import SearchDesk, controller_of
from care_console.storage.sqlite.sent import sent_messages
from care_console.storage.sqlite.situations import SituationDesk
from care_console.storage.sqlite.training import SqliteTraining, TrainingDesk
from care_console.storage.sqlite.transaction import Transaction
from care_console.storage.sqlite.twins import count_twins

_PARTS = ("numbers", "flags", "emails", "phones", "addresses", "cards", "preferences", "transcripts")


class SqliteUnit(Transaction):
    """See `domain.ports.UnitOfWork`. Made by the store."""

    @property
    def requests(self) -> Requests:
        """See the port."""
        return self._requests

    @cached_property
    def _requests(self) -> SqliteRequests:
        return SqliteRequests(self._session, self._agent, self._clock, self._live, partial(self._at, Desk))

    # --- the ticket

    def record_search(self, request_id: str, text: str) -> Ticket | Refusal:
        """See the port."""
        text = storable(text)
        return self._at(SearchDesk).record_search(request_id, text, guesses_in(text))

    def lookup(self, ticket: Ticket) -> LookupIndex:
        """See the port."""
        index = SqliteLookupIndex(
            self._connection,
            controller_of(self._connection, ticket, self._agent.id, self._name),
            self._agent.id,
            whole_numbers=self._agent.may(Permission.REVIEW_AUDIT),
        )
        return Licensed(index, ticket.text)

    def open_customer(self, request_id: str, customer_id: int) -> Grant | Refusal:
        """See the port."""
        return self._at(AccessDesk).open_customer(self._requests.own(request_id), customer_id)

    def verify(self, request_id: str, customer_id: int, fact: Fact, answer: str) -> str | Refusal:
        """See the port."""
        _ = self._live  # as it was: that an answer locked must not show before it commits
        return self._at(AccessDesk).verify(self._requests.own(request_id), customer_id, fact, answer)

    def verify_result(self, attempt_id: str) -> Verification | None:
        """See the port."""
        made = standing.attempt_of(self._connection, self._agent, self._name, attempt_id)
        if made is None:
            return None
        return Verification(made.fact, made.matched, self.standing(made.request_id, made.customer_id))

    def standing(self, request_id: str, customer_id: int) -> Standing:
        """See the port."""
        found = standing.standing(
            self._connection, self._clock, self._terms.stricter, request_id, customer_id, but=self._name
        )
        shown = standing.shown_to(self._connection, self._clock, self._agent, request_id, customer_id)
        return replace(found, shown=shown)

    def grant(self, request_id: str, customer_id: int, scopes: Collection[str]) -> Grant | Refusal:
        """See the port."""
        return self._at(AccessDesk).grant(self._requests.own(request_id), customer_id, scopes)

    def prolong(self, request_id: str) -> None:
        """See the port."""
        if (request := self._requests.own(request_id)) is not None:
            self._at(Desk).grants.prolong(request)

    @property
    def oversight(self) -> Oversight:
        """See the port."""
        desk = partial(self._at, OversightDesk)
        return SqliteOversight(self._session, self._agent, self._clock, self._live, self._requests.own, desk)

    # --- guarded rows

    def customer(self, customer_id: int) -> Customer | None:
        """See the port."""
        mapped = Customer.__mapper__.attrs  # type: ignore[attr-defined] # set by the imperative mapping
        orders = mapped["orders"].class_attribute
        items = Order.__mapper__.attrs["items"].class_attribute  # type: ignore[attr-defined] # set by the mapping
        query = (
            select(Customer)
            .where(t.customer.c.id == customer_id)
            .options(*(selectinload(mapped[part].class_attribute) for part in _PARTS))
            .options(selectinload(orders).selectinload(items))
        )
        return self._session.scalars(query).one_or_none()

    def scopes(self, customer_id: int) -> frozenset[str]:
        """See the port."""
        return self._live.of(customer_id)

    def possible_duplicates(self, customer_id: int) -> int:
        """See the port."""
        return count_twins(self._connection, customer_id) if self._live.of(customer_id) else 0

    def history(self, customer_id: int, limit: int) -> list[Change]:
        """See the port."""
        scopes = self._live.of(customer_id)
        if VIEW not in scopes:
            return []
        rows = self._connection.execute(amending.told(customer_id).order_by(t.history.c.id.desc()).limit(limit))
        return [amending.change_of(row, scopes) for row in rows.mappings()]

    def amendment(self, customer_id: int, amendment: str) -> list[Change]:
        """See the port."""
        scopes = self._live.of(customer_id)
        if VIEW not in scopes:
            return []
        if self._writes:
            self._flush()
        return [amending.change_of(row, scopes) for row in amending.lines_of(self._connection, customer_id, amendment)]

    def begin_undo(self, request_id: str, customer_id: int, amendment: str) -> Refusal | None:
        """See the port."""
        refused = amending.begin_undo(
            self._connection,
            self._guard,
            agent_id=self._agent.id,
            now=self._clock.now(),
            customer_id=customer_id,
            amendment=amendment,
        )
        if refused is None:
            self._post().cancel_of(amendment)
        else:
            detail = {"reason": refused.reason.value, "undoes": amendment}
            self._writer.record(Verb.AMENDED, Outcome.REFUSED, request=request_id, detail=detail)
        return refused

    def tell_order_system(self, customer_id: int, order_id: int, message: OrderMessage) -> None:
        """See the port."""
        amending.tell_order_system(
            self._connection,
            self._guard,
            now=self._clock.now(),
            customer_id=customer_id,
            order_id=order_id,
            message=message,
        )

    def order_refusals(self, customer_id: int) -> Mapping[int, datetime]:
        """See the port."""
        return amending.refusals(self._connection, customer_id) if VIEW in self._live.of(customer_id) else {}

    # --- conversations

    @property
    def chats(self) -> Chats:
        """See the port."""
        return self._chats()

    @property
    def training(self) -> Training:
        """See the port."""
        own, desk = self._requests.own, partial(self._at, TrainingDesk)
        return SqliteTraining(
            self._connection, self._agent, self._terms.retention, self._clock, self._name, self._writes, own, desk
        )

    def open_transcript(self, request_id: str, customer_id: int, transcript_id: int) -> Refusal | None:
        """See the port."""
        return self._chats().open_transcript(request_id, customer_id, transcript_id)

    def transcript(self, transcript_id: int) -> Conversation | None:
        """See the port."""
        return self._chats().transcript(transcript_id)

    def _chats(self) -> SqliteChats:
        own, desk = self._requests.own, partial(self._at, ChatDesk)
        return SqliteChats(self._connection, self._session, self._live, self._terms.retention, self._clock, own, desk)

    def last_day(self, brand: str, ended_at: datetime) -> date:
        """See the port."""
        return self._terms.retention.last_day(brand, ended_at)

    def revalidates(self, brand: str) -> bool:
        """See the port."""
        return brand not in self._terms.not_revalidated

    # --- messages to the customer

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
        """See the port."""
        # History that this very unit writes allows the old address, so it must be there before it is asked.
        self._flush()
        drafts = {each.language: each for each in (*others, draft)}
        return self._post().queue(self._requests.own(request_id), customer_id, draft, recipients, drafts, cause, told)

    def send_code(self, request_id: str, customer_id: int, write: Callable[[str], Draft]) -> CodeSent | Refusal:
        """See the port."""
        return self._at(AccessDesk).send_code(self._requests.own(request_id), customer_id, write, self._post())

    def cancel_messages_of(self, cause: str) -> None:
        """See the port."""
        self._post().cancel_of(cause)

    def tell_otherwise(self, request_id: str, customer_id: int, kind: MessageKind, way: Way) -> Refusal | None:
        """See the port."""
        return self._post().tell_otherwise(self._requests.own(request_id), customer_id, kind, way)

    def recipients(self, customer_id: int) -> list[Recipient]:
        """See the port."""
        return recipients_of(self._connection, self._live.of(customer_id), customer_id, self._clock.now())

    @property
    def approvals(self) -> Approvals:
        """See the port."""
        return ApprovalDesk(self._connection, self._agent, self._clock, self._post, self._requests.own)

    def cancel_message(self, message_id: str) -> Refusal | None:
        """See the port."""
        return self._post().cancel(message_id)

    def resolve_message(self, copy_id: str, answer: Answer) -> Refusal | None:
        """See the port."""
        return self._post().resolve(copy_id, answer)

    def messages(self, customer_id: int, limit: int) -> list[Sent]:
        """See the port."""
        return sent_messages(self._connection, self._live.of(customer_id), customer_id, limit)

    def _post(self) -> Post:
        return Post(self._writer, self._agent, self._live, self._name)

    # --- choices about marketing, and situations

    @property
    def choices(self) -> Choices:
        """See the port."""
        return self._at(partial(ChoiceDesk, own=self._requests.own))

    @property
    def situations(self) -> Situations:
        """See the port."""
        return self._at(partial(SituationDesk, own=self._requests.own))

    def authorities(self, customer_id: int) -> list[Authority]:
        """See the port."""
        if not self._live.of(customer_id):
            return []
        return authorities.standing_today(self._connection, customer_id, self._clock.now().date())

    def is_minor(self, request_id: str, customer_id: int) -> bool:
        """See the port."""
        request = self._requests.own(request_id)
        if request is None or VIEW not in self._live.of(customer_id):
            return False
        return standing.is_minor_of(
            self._connection, customer_id, request.brand, self._terms.ages, self._clock.now().date()
        )

    def consents(self, customer_id: int, limit: int) -> list[Consent]:
        """See the port."""
        query = select(Consent).where(t.consent.c.customer_id == customer_id).order_by(t.consent.c.id.desc())
        return list(self._session.scalars(query.limit(limit)))

    def mailings(self, brands: Collection[str]) -> list[Mailing]:
        """See the port."""
        return mailings(self._connection, brands)

    # --- events of services

    def record(
        self, verb: Verb, outcome: Outcome, *, request: str = "", detail: Mapping[str, str] | None = None
    ) -> None:
        """See the port."""
        self._writer.record(verb, outcome, request=request, detail=detail)

    def names(self) -> ReviewNames:
        """See the port."""
        if not self._agent.may(Permission.REVIEW_AUDIT):
            return ReviewNames({}, {})
        agents = self._connection.execute(select(t.agent.c.id, t.agent.c.name)).all()
        requests = self._connection.execute(select(t.care_request.c.id, t.care_request.c.number)).all()
        return ReviewNames({row.id: row.name for row in agents}, {row.id: row.number for row in requests})

    def fold_searches(self) -> None:
        """See the port."""
        self._at(Desk).fold_searches(t.search.c.agent == self._agent.id)
