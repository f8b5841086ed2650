"""Tables of the store. What is guarded, and how, is declared in `domain.fields`, not here."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from care_console.domain.amendments import OrderMessage
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.events import Outcome, Verb
from care_console.domain.flags import Flag
from care_console.domain.messages import MessageKind, MessageState
from care_console.domain.requests import Channel, Fact, Purpose, Requester, RequestOutcome, RequestStatus
from care_console.domain.roles import Role
from care_console.domain.situations import AuthorityKind
from care_console.storage.types import Json, UtcMicros, Word

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def _owned(name: str, *columns: Column[object]) -> Table:
    """A table whose rows belong to one customer and go with the customer.

    No id is ever given twice: the history and editors that are open name rows by it, also after a row was removed.
    """
    return Table(
        name,
        metadata,
        Column("id", Integer, primary_key=True),
        Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
        *columns,
        Column("version", Integer, nullable=False, default=1),
        sqlite_autoincrement=True,
    )


store_meta = Table(
    "store_meta", metadata, Column("key", String, primary_key=True), Column("value", Text, nullable=False)
)

agent = Table(
    "agent",
    metadata,
    Column("id", String, primary_key=True),
    Column("name", String, nullable=False),
    Column("sign_in_key", String, nullable=False, unique=True),
    Column("role", Word(Role), nullable=False),
    Column("password_hash", String, nullable=False),
    Column("failures", Integer, nullable=False, default=0),
    Column("failed_at", UtcMicros),
)

customer = Table(
    "customer",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("pseudonym", String, nullable=False, unique=True),
    Column("controller", String, nullable=False, index=True),
    Column("title", String, nullable=False, default=""),
    Column("given_names", String, nullable=False),
    Column("surname", String, nullable=False),
    Column("birth_date", Date),
    Column("language", String, nullable=False, default="en"),
    Column("since", Date),
    Column("guardian_name", String, nullable=False, default=""),
    Column("guardian_agreed_on", Date),
    Column("security_question", String, nullable=False, default=""),
    Column("security_answer_key", String, nullable=False, default=""),
    Column("version", Integer, nullable=False, default=1),
)

customer_number = _owned(
    "customer_number",
    Column("brand", String, nullable=False),
    Column("number", String, nullable=False),
    Column("number_key", String, nullable=False, index=True),
)
customer_number.append_constraint(UniqueConstraint("brand", "number"))

customer_flag = _owned(
    "customer_flag",
    Column("flag", Word(Flag), nullable=False),
    Column("since", Date, nullable=False),
    Column("confirmed", Boolean, nullable=False, default=True),
)
flag_change = _owned(
    "flag_change",
    Column("flag", Word(Flag), nullable=False),
    Column("lifted", Boolean, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("agent", String, nullable=False),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("why", Text, nullable=False),
)
authority = _owned(
    "authority",
    Column("name", String, nullable=False),
    Column("kind", Word(AuthorityKind), nullable=False),
    Column("until", Date, nullable=False),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("ended_at", UtcMicros),
    Column("ended_by", String),
)
email = _owned(
    "email",
    Column("address", String, nullable=False),
    Column("address_key", String, nullable=False, index=True),
    Column("since", UtcMicros, nullable=False),
    Column("failing", UtcMicros),
)
phone = _owned(
    "phone",
    Column("number", String, nullable=False),
    Column("number_key", String, nullable=False, index=True),
    Column("kind", String, nullable=False),
    Column("since", UtcMicros, nullable=False),
)
address = _owned(
    "address",
    Column("kind", Word(AddressKind), nullable=False),
    Column("recipient", String, nullable=False, default=""),
    Column("line1", String, nullable=False),
    Column("line2", String, nullable=False, default=""),
    Column("town", String, nullable=False),
    Column("region", String, nullable=False, default=""),
    Column("postcode", String, nullable=False, default=""),
    Column("country", String, nullable=False),
    Column("premise_key", String, nullable=False),
    Column("since", UtcMicros, nullable=False),
)
order = _owned(
    "order",
    Column("brand", String, nullable=False),
    Column("number", String, nullable=False),
    Column("number_key", String, nullable=False),
    Column("placed_at", UtcMicros, nullable=False),
    Column("status", Word(OrderStatus), nullable=False),
    Column("total_minor", Integer, nullable=False),
    Column("currency", String, nullable=False),
    Column("address_id", ForeignKey("address.id", ondelete="SET NULL")),
)
order.append_constraint(UniqueConstraint("brand", "number"))
Index("ix_order_number_key", order.c.number_key)

order_item = _owned(
    "order_item",
    Column("order_id", ForeignKey("order.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("position", Integer, nullable=False),
    Column("name", String, nullable=False),
    Column("options", String, nullable=False, default=""),
    Column("quantity", Integer, nullable=False),
    Column("price_minor", Integer, nullable=False),
)
card = _owned(
    "card",
    Column("scheme", String, nullable=False),
    Column("last_four", String(4), nullable=False),
    Column("expires", String(7), nullable=False),
    Column("token", String, nullable=False),
)
preference = _owned(
    "preference",
    Column("brand", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("since", UtcMicros, nullable=False),
    Column("policy", String, nullable=False),
)
preference.append_constraint(UniqueConstraint("customer_id", "brand", "subject"))
consent = _owned(
    "consent",
    Column("brand", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("chosen", Boolean, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("through", String, nullable=False),
    Column("word_of", String, nullable=False),
    Column("policy", String, nullable=False),
    Column("request_id", ForeignKey("care_request.id")),
    Column("request_number", String, nullable=False, default=""),
    Column("recorded_by", String, nullable=False, default=""),
    Column("wording", Text, nullable=False, default=""),
)
choice_made = Table(
    "choice_made",
    metadata,
    Column("id", String, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("word_of", Word(Requester), nullable=False),
    Column("before", Json, nullable=False),
    Column("undoes", ForeignKey("choice_made.id"), unique=True),
)
suppression = Table(
    "suppression",
    metadata,
    Column("id", String, primary_key=True),
    Column("controller", String, nullable=False),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("through", String, nullable=False),
    Column("word_of", Word(Requester), nullable=False),
    Column("recipient", String, nullable=False),
    Column("line1", String, nullable=False),
    Column("town", String, nullable=False),
    Column("postcode", String, nullable=False),
    Column("country", String, nullable=False),
    Column("premise_key", String, nullable=False, index=True),
    Column("choices", Json, nullable=False),
    Column("lifted_at", UtcMicros),
    Column("lifted_by", String),
    Column("lifted_why", Text, nullable=False, default=""),
)
death_report = _owned(
    "death_report",
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("word_of", Word(Requester), nullable=False),
    Column("choice_made", ForeignKey("choice_made.id"), nullable=False),
    Column("settled_at", UtcMicros),
    Column("settled_by", String),
    Column("confirmed", Boolean),
    Column("evidence", Text, nullable=False, default=""),
)
transcript = _owned(
    "transcript",
    Column("brand", String, nullable=False),
    Column("provider", String, nullable=False),
    Column("reference", String, nullable=False),
    Column("started_at", UtcMicros, nullable=False),
    Column("ended_at", UtcMicros, nullable=False),
    Column("advisor", String, nullable=False),
    Column("topic", String, nullable=False),
    Column("messages", Integer, nullable=False),
    Column("held", Boolean, nullable=False, default=True),
)
transcript.append_constraint(UniqueConstraint("provider", "reference"))
transcript_message = Table(
    "transcript_message",
    metadata,
    Column("transcript_id", ForeignKey("transcript.id", ondelete="CASCADE"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("at", UtcMicros, nullable=False),
    Column("speaker", String, nullable=False),
    Column("text", Text, nullable=False),
)
mailing = Table(
    "mailing",
    metadata,
    Column("brand", String, primary_key=True),
    Column("name", String, primary_key=True),
    Column("data_cut", Date, nullable=False),
    Column("drop", Date, nullable=False),
    Column("in_homes_until", Date, nullable=False),
)
history = _owned(
    "history",
    Column("at", UtcMicros, nullable=False),
    Column("agent", String, nullable=False),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("request_number", String, nullable=False),
    Column("row_id", Integer, nullable=False),
    Column("grant_id", String, nullable=False, index=True),
    Column("field", String, nullable=False),
    Column("before", Text),
    Column("after", Text),
    Column("undoes", ForeignKey("history.id")),
)

order_message = _owned(
    "order_message",
    Column("order_id", ForeignKey("order.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("message", Word(OrderMessage), nullable=False),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("grant_id", String, nullable=False, index=True),
    Column("queued_at", UtcMicros, nullable=False),
    Column("not_before", UtcMicros, nullable=False),
    Column("cancelled_at", UtcMicros),
    Column("sent_at", UtcMicros),
    Column("refused_at", UtcMicros),
    Column("key", String, nullable=False, unique=True),
    Column("tries", Integer, nullable=False, default=0),
    Column("due_at", UtcMicros, nullable=False, index=True),
    Column("lease_holder", String),
    Column("lease_until", UtcMicros),
    Column("code", Integer),
)

care_request = Table(
    "care_request",
    metadata,
    Column("id", String, primary_key=True),
    Column("serial", Integer, nullable=False, unique=True),
    Column("number", String, nullable=False, unique=True),
    Column("agent", ForeignKey("agent.id"), nullable=False),
    Column("controller", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("channel", Word(Channel), nullable=False),
    Column("status", Word(RequestStatus), nullable=False),
    Column("started_at", UtcMicros, nullable=False),
    Column("requester", Word(Requester)),
    Column("purpose", Word(Purpose)),
    Column("reference", String, nullable=False, default=""),
    Column("customer_id", ForeignKey("customer.id", ondelete="SET NULL"), index=True),
    Column("ended_at", UtcMicros),
    Column("outcome", Word(RequestOutcome)),
    Column("note", Text, nullable=False, default=""),
    Column("parked_at", UtcMicros),
    Column("handed_at", UtcMicros),
    Column("handed_to", String),
    Column("promise", Text, nullable=False, default=""),
    Column("promise_due", Date),
    Column("promise_kept_at", UtcMicros),
    Column("version", Integer, nullable=False, default=1),
)
Index("ix_care_request_agent_started_at", care_request.c.agent, care_request.c.started_at)

request_note = Table(
    "request_note",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), index=True),
    Column("agent", ForeignKey("agent.id"), nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("text", Text, nullable=False),
)
request_draft = Table(
    "request_draft",
    metadata,
    Column("request_id", ForeignKey("care_request.id"), primary_key=True),
    Column("key", String, primary_key=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("saved_at", UtcMicros, nullable=False),
    Column("values", Json, nullable=False),
)
glass_broken = Table(
    "glass_broken",
    metadata,
    Column("id", String, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("agent", ForeignKey("agent.id"), nullable=False, index=True),
    Column("at", UtcMicros, nullable=False),
    Column("until", UtcMicros, nullable=False),
    Column("reason", Text, nullable=False),
    Column("settled_by", String),
    Column("settled_at", UtcMicros),
    Column("found", Text),
)
opened_in_error = Table(
    "opened_in_error",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
)
Index("ix_opened_in_error_agent_at", opened_in_error.c.agent, opened_in_error.c.at)

search = Table(
    "search",
    metadata,
    Column("id", String, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("at", UtcMicros, nullable=False),
    Column("text", Text, nullable=False),
    Column("facts", Json, nullable=False),
    Column("unit", String, nullable=False),
    Column("folded", Boolean, nullable=False, default=False),
)
Index("ix_search_agent_at", search.c.agent, search.c.at)
Index("ix_search_request_id", search.c.request_id)
Index(
    "ix_search_open", search.c.at, sqlite_where=search.c.folded.is_(False), postgresql_where=search.c.folded.is_(False)
)

access_grant = Table(
    "access_grant",
    metadata,
    Column("id", String, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("agent", String, nullable=False),
    Column("scopes", Json, nullable=False),
    Column("opened_at", UtcMicros, nullable=False),
    Column("expires_at", UtcMicros, nullable=False),
    Column("closed_at", UtcMicros),
    Column("unit", String, nullable=False),
)
Index("ix_access_grant_agent_expires_at", access_grant.c.agent, access_grant.c.expires_at)

verification = Table(
    "verification",
    metadata,
    Column("id", String, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False),
    Column("agent", String, nullable=False),
    Column("fact", Word(Fact), nullable=False),
    Column("matched", Boolean, nullable=False),
    Column("voided", Boolean, nullable=False, default=False),
    Column("at", UtcMicros, nullable=False),
    Column("unit", String, nullable=False),
)
Index("ix_verification_customer_id_at", verification.c.customer_id, verification.c.at)

audit_source = Table(
    "audit_source",
    metadata,
    Column("source", String, primary_key=True),
    Column("last_sequence", Integer, nullable=False),
    Column("sent_through", Integer, nullable=False, default=0),
    Column("lease_holder", String),
    Column("lease_until", UtcMicros),
)
outbox = Table(
    "outbox",
    metadata,
    Column("source", ForeignKey("audit_source.source"), primary_key=True),
    Column("sequence", Integer, primary_key=True, autoincrement=False),
    Column("id", String, nullable=False, unique=True),
    Column("time", UtcMicros, nullable=False),
    Column("verb", Word(Verb), nullable=False),
    Column("outcome", Word(Outcome), nullable=False),
    Column("agent", String, nullable=False),
    Column("role", String, nullable=False),
    Column("host", String, nullable=False),
    Column("request", String, nullable=False),
    Column("purpose", String, nullable=False),
    Column("grant", String, nullable=False),
    Column("customer", String, nullable=False),
    Column("fields", Json, nullable=False),
    Column("detail", Json, nullable=False),
    Column("body", LargeBinary),
    Column("parked", String),
)

outgoing = Table(
    "outgoing",
    metadata,
    Column("id", String, primary_key=True),
    Column("kind", Word(MessageKind), nullable=False),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False),
    Column("agent", String, nullable=False),
    Column("brand", String, nullable=False),
    Column("language", String, nullable=False),
    Column("sender_name", String, nullable=False),
    Column("sender", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("text", Text, nullable=False),
    Column("html", Text, nullable=False),
    Column("attachment_name", String),
    Column("attachment_media", String),
    Column("attachment", LargeBinary),
    Column("queued_at", UtcMicros, nullable=False),
    Column("not_before", UtcMicros),
    Column("not_after", UtcMicros),
    Column("cause", String, nullable=False, default="", index=True),
)
one_time_code = Table(
    "one_time_code",
    metadata,
    Column("id", String, primary_key=True),
    Column("request_id", ForeignKey("care_request.id"), nullable=False, index=True),
    Column("customer_id", ForeignKey("customer.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("agent", String, nullable=False),
    Column("outgoing_id", String, nullable=False),
    Column("made_at", UtcMicros, nullable=False),
    Column("expires_at", UtcMicros, nullable=False),
    Column("tries", Integer, nullable=False),
    Column("hash", String),
)
outgoing_recipient = Table(
    "outgoing_recipient",
    metadata,
    Column("id", String, primary_key=True),
    Column("outgoing_id", ForeignKey("outgoing.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("address", String, nullable=False),
    Column("state", Word(MessageState), nullable=False),
    Column("tries", Integer, nullable=False),
    Column("due_at", UtcMicros, nullable=False),
    Column("lease_holder", String),
    Column("lease_until", UtcMicros),
    Column("handed_at", UtcMicros),
    Column("code", Integer),
    Column("words", Text, nullable=False),
)
approval = Table(
    "approval",
    metadata,
    Column("id", String, primary_key=True),
    Column("outgoing_id", ForeignKey("outgoing.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("notice_id", ForeignKey("outgoing.id", ondelete="SET NULL"), index=True),
    Column("since", UtcMicros, nullable=False),
    Column("decided_by", String),
    Column("decided_at", UtcMicros),
    Column("granted", Boolean),
)
Index("ix_outgoing_recipient_state_due_at", outgoing_recipient.c.state, outgoing_recipient.c.due_at)
