"""Customers and what belongs to them, as objects that a store maps; amendments as values.

An object read from a store may be *locked* in part: a column that no grant opens is None (or empty), and `hints` holds
its mask by column name. Locked columns are never written, and a mask is no value.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from care_console.domain import facts
from care_console.domain.flags import Flag


class AddressKind(StrEnum):
    """What an address is for; an order keeps its own copy, so that changing one changes no other."""

    HOME = "home"
    DELIVERY = "delivery"
    BILLING = "billing"
    ORDER = "order"


class OrderStatus(StrEnum):
    """The states that the order system names."""

    PENDING = "pending"
    PROCESSED = "processed"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"
    VALIDATION_HOLD = "validation_hold"


class Guardable:
    """An object whose columns may be locked, and whose keys follow from its columns."""

    hints: dict[str, str] = {}  # noqa: RUF012 - the empty default is never written; a store sets one per object

    def is_locked(self, column: str) -> bool:
        """Whether no grant opens this column."""
        return column in self.hints

    @staticmethod
    def keys(row: Mapping[str, Any]) -> dict[str, str]:  # noqa: ARG004 - most have none
        """The keys that verification compares (`domain.facts`), of a whole row; a store writes them, nobody else."""
        return {}

    @staticmethod
    def moved(changed: Collection[str], now: datetime) -> dict[str, Any]:  # noqa: ARG004 - most have none
        """What follows when these columns are amended (`fields.Column.follows`); a store writes it, nobody else."""
        return {}


@dataclass(kw_only=True, eq=False)
class CustomerNumber(Guardable):
    """The number by which one brand knows the customer."""

    id: int
    customer_id: int
    brand: str
    number: str | None
    number_key: str | None
    version: int = 1

    @staticmethod
    def keys(row: Mapping[str, Any]) -> dict[str, str]:
        """See `Guardable.keys`."""
        return {"number_key": facts.number_key(row["number"])}


@dataclass(kw_only=True, eq=False)
class CustomerFlag(Guardable):
    """A flag and since when it stands; not `confirmed` while a lead has not seen the evidence of a reported death."""

    id: int
    customer_id: int
    flag: Flag
    since: date
    confirmed: bool = True
    version: int = 1


@dataclass(kw_only=True, eq=False)
class Email(Guardable):
    """An e-mail address; `failing` since a message to it was refused."""

    id: int
    customer_id: int
    address: str | None
    address_key: str | None
    since: datetime
    failing: datetime | None = None
    version: int = 1

    @staticmethod
    def keys(row: Mapping[str, Any]) -> dict[str, str]:
        """See `Guardable.keys`."""
        return {"address_key": facts.email_key(row["address"])}

    @staticmethod
    def moved(changed: Collection[str], now: datetime) -> dict[str, Any]:
        """See `Guardable.moved`: another address is new, and has not failed yet."""
        return {"since": now, "failing": None} if "address" in changed else {}


@dataclass(kw_only=True, eq=False)
class Phone(Guardable):
    """A phone number in E.164 (`+441134960412`); kind is `mobile` or `landline`."""

    id: int
    customer_id: int
    number: str | None
    number_key: str | None
    kind: str
    since: datetime
    version: int = 1

    @staticmethod
    def keys(row: Mapping[str, Any]) -> dict[str, str]:
        """See `Guardable.keys`."""
        return {"number_key": row["number"]}

    @staticmethod
    def moved(changed: Collection[str], now: datetime) -> dict[str, Any]:
        """See `Guardable.moved`."""
        return {"since": now} if "number" in changed else {}


@dataclass(kw_only=True, eq=False)
class Address(Guardable):
    """A postal address in the form of its country (ISO 3166 code in `country`)."""

    id: int
    customer_id: int
    kind: AddressKind
    recipient: str | None
    line1: str | None
    line2: str | None
    town: str
    region: str | None
    postcode: str | None
    country: str
    premise_key: str | None
    since: datetime
    version: int = 1

    @staticmethod
    def keys(row: Mapping[str, Any]) -> dict[str, str]:
        """See `Guardable.keys`."""
        return {"premise_key": facts.premise_key(row["postcode"], f"{row['line1']} {row['line2']}")}


@dataclass(kw_only=True, eq=False)
class OrderItem(Guardable):
    """A line of an order; money in minor units of the order's currency."""

    id: int
    customer_id: int
    order_id: int
    position: int
    name: str
    options: str | None
    quantity: int
    price_minor: int | None
    version: int = 1


@dataclass(kw_only=True, eq=False)
class Order(Guardable):
    """An order as the order system told it; `total_minor` in minor units of `currency` (ISO 4217)."""

    id: int
    customer_id: int
    brand: str
    number: str | None
    number_key: str | None
    placed_at: datetime
    status: OrderStatus
    total_minor: int | None
    currency: str | None
    address_id: int | None
    version: int = 1

    items: list[OrderItem] = field(default_factory=list)


@dataclass(kw_only=True, eq=False)
class Card(Guardable):
    """A saved card: scheme, last four, expiry (`2027-04`) and the payment partner's token; nothing more exists (M4)."""

    id: int
    customer_id: int
    scheme: str | None
    last_four: str | None
    expires: str | None
    token: str | None
    version: int = 1


@dataclass(kw_only=True, eq=False)
class Preference(Guardable):
    """The choice in force for a channel or sharing purpose of a brand (O1), and the policy it was made under."""

    id: int
    customer_id: int
    brand: str
    subject: str
    chosen: bool
    since: datetime
    policy: str
    version: int = 1


@dataclass(kw_only=True, eq=False)
class TranscriptSummary(Guardable):
    """A chat conversation without its messages; `messages` is their count.

    Known by `provider` and `reference`. `held`: the messages are in the store; else the provider alone has them.
    """

    id: int
    customer_id: int
    brand: str
    provider: str
    reference: str
    started_at: datetime
    ended_at: datetime
    advisor: str
    topic: str
    messages: int
    held: bool
    version: int = 1


@dataclass(kw_only=True, eq=False)
class Customer(Guardable):
    """A customer of one controller. `pseudonym` names the customer in audit events."""

    id: int
    pseudonym: str
    controller: str
    title: str
    given_names: str
    surname: str
    birth_date: date | None
    language: str
    since: date | None
    guardian_name: str | None = ""
    guardian_agreed_on: date | None = None
    security_question: str | None = ""
    security_answer_key: str | None = ""
    version: int = 1
    numbers: list[CustomerNumber] = field(default_factory=list)
    flags: list[CustomerFlag] = field(default_factory=list)
    emails: list[Email] = field(default_factory=list)
    phones: list[Phone] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    orders: list[Order] = field(default_factory=list)
    cards: list[Card] = field(default_factory=list)
    preferences: list[Preference] = field(default_factory=list)
    transcripts: list[TranscriptSummary] = field(default_factory=list)

    @property
    def full_name(self) -> str:
        """Title, given names and surname, as far as there are any."""
        return " ".join(part for part in (self.title, self.given_names, self.surname) if part)


@dataclass(frozen=True, slots=True)
class Change:
    """One field's amendment as the history keeps it; `field` is a declared name such as `email.address`.

    `row_id` is the row of its table; `amendment` names what was written together, and `undoes` is the line that this
    one takes back, if any. `by` is the name of the agent who saved it.
    """

    id: int
    at: datetime
    agent: str
    request_number: str
    field: str
    before: str | None
    after: str | None
    row_id: int = 0
    amendment: str = ""
    undoes: int | None = None
    by: str = ""
