"""What a customer page shows: plain values read once, in one transaction, with masks where no grant opens a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from care_console.domain.amendments import Consequence
from care_console.domain.customers import AddressKind, Change, OrderStatus
from care_console.domain.flags import Flag
from care_console.domain.messages import Sent
from care_console.domain.requests import Channel, Purpose, Requester, RequestStatus, Standing
from care_console.domain.situations import Authority


@dataclass(frozen=True, slots=True)
class Shown:
    """A value, or the mask that stands for it."""

    text: str
    locked: bool = False


@dataclass(frozen=True, slots=True)
class RequestInfo:
    """The request under which a customer is served."""

    id: str
    number: str
    brand: str
    channel: Channel
    status: RequestStatus
    requester: Requester | None
    purpose: Purpose | None
    started_at: datetime
    reference: str = ""
    """Of the call, mail or letter."""


@dataclass(frozen=True, slots=True)
class ContactLine:
    """An e-mail address or a phone number: which row, at which version, and its value or mask."""

    row_id: int
    version: int
    value: Shown
    note: str = ""
    failing: bool = False
    consequences: tuple[Consequence, ...] = ()
    """What another one in its place means."""


@dataclass(frozen=True, slots=True)
class AddressLine:
    """An address; `text` is one line in the order of its country, or what may be seen of it."""

    row_id: int
    version: int
    kind: AddressKind
    value: Shown
    town: str
    country: str
    outward: str = ""
    """The part of the postcode that every search hit shows."""
    values: Mapping[str, str] = field(default_factory=dict)
    """Its columns (`addresses.COLUMNS`); empty while it is locked."""
    consequences: tuple[Consequence, ...] = ()
    """What amending it means."""


@dataclass(frozen=True, slots=True)
class OrderLine:
    """An order; all but date and state is empty until verified. `total` in minor units; `address` is its own copy."""

    row_id: int
    number: str
    placed_at: datetime
    status: OrderStatus
    brand: str
    items: str
    total_minor: int | None
    currency: str
    address: AddressLine | None = None
    revalidated: bool = False
    """Whether an address of the customer's that it is shipped or billed to sends it through validation again (M5)."""
    refused_at: datetime | None = None
    """When the order system refused what it was told of the order last."""


@dataclass(frozen=True, slots=True)
class CardLine:
    """A saved card (M4)."""

    scheme: str
    last_four: str
    expires: str
    row_id: int
    version: int


@dataclass(frozen=True, slots=True)
class PreferenceLine:
    """A choice in force."""

    brand: str
    subject: str
    chosen: bool
    since: datetime
    policy: str


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """A choice as it was made, with its evidence (`domain.preferences.Consent`)."""

    brand: str
    subject: str
    chosen: bool
    at: datetime
    through: str
    word_of: str
    policy: str
    request_number: str
    recorded_by: str
    wording: str


@dataclass(frozen=True, slots=True)
class TranscriptLine:
    """A chat conversation."""

    row_id: int
    brand: str
    started_at: datetime
    ended_at: datetime
    advisor: str
    topic: str
    messages: int
    last_day: date
    """The last day on which it is kept (T1)."""


@dataclass(frozen=True, slots=True)
class CustomerFile:
    """Everything that the page of one customer may show at this moment."""

    customer_id: int
    name: str
    title: Shown
    given_names: Shown
    surname: Shown
    birth_date: Shown
    language: str
    since: date | None
    numbers: tuple[tuple[str, Shown], ...]
    flags: tuple[Flag, ...]
    reported: frozenset[Flag]
    """Those of the flags that nobody has confirmed yet."""
    guardian: Shown
    """Who agreed for a minor; empty for nobody."""
    guardian_agreed_on: date | None
    emails: tuple[ContactLine, ...]
    phones: tuple[ContactLine, ...]
    addresses: tuple[AddressLine, ...]
    orders: tuple[OrderLine, ...]
    cards: tuple[CardLine, ...]
    preferences: tuple[PreferenceLine, ...]
    consents: tuple[ConsentLine, ...]
    """Every choice that was made, newest first."""
    transcripts: tuple[TranscriptLine, ...]
    history: tuple[Change, ...]
    messages: tuple[Sent, ...]
    standing: Standing
    request: RequestInfo
    emergency: bool
    """Whether an emergency opens addresses and phones, though nobody is verified."""
    verified: bool
    """Whether the view is granted: what is locked now opens by reveal only."""
    version: int
    """Of the customer's own row, which name, birth date and language are in."""
    authorities: tuple[Authority, ...] = ()
    """Who may ask as a representative today."""
    minor: bool = False
    """Whether the customer is under the age of consent; not told before the view."""

    def with_refusals(self, refused: Mapping[int, datetime]) -> CustomerFile:
        """The same with what the order system refused, by the order's row (`UnitOfWork.order_refusals`)."""
        orders = tuple(replace(line, refused_at=refused.get(line.row_id)) for line in self.orders)
        return replace(self, orders=orders)
