"""What a customer page shows: plain values read once, in one transaction, with masks where no grant opens a column."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
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
<<<<<<< HEAD
=======


def shown(row: Guardable, column: str) -> Shown:
    """A column's value, or its mask where it is locked."""
    if row.is_locked(column):
        return Shown(row.hints[column], locked=True)
    value = getattr(row, column)
    return Shown("" if value is None else str(value))


def request_info(request: CareRequest) -> RequestInfo:
    """A request as plain values."""
    return RequestInfo(
        id=request.id,
        number=request.number,
        brand=request.brand,
        channel=request.channel,
        status=request.status,
        requester=request.requester,
        purpose=request.purpose,
        started_at=request.started_at,
        reference=request.reference,
    )


def customer_file(
    customer: Customer,
    history: list[Change],
    consents: list[Consent],
    messages: list[Sent],
    standing: Standing,
    request: CareRequest,
    scopes: frozenset[str],
    last_day: Callable[[str, datetime], date],
) -> CustomerFile:
    """The file of a customer as one transaction read it under `scopes`; `last_day` is the unit's."""
    return CustomerFile(
        customer_id=customer.id,
        name=customer.full_name,
        title=shown(customer, "title"),
        given_names=shown(customer, "given_names"),
        surname=shown(customer, "surname"),
        birth_date=shown(customer, "birth_date"),
        language=customer.language,
        since=customer.since,
        numbers=tuple((number.brand, shown(number, "number")) for number in customer.numbers),
        flags=tuple(flag.flag for flag in customer.flags),
        reported=frozenset(flag.flag for flag in customer.flags if not flag.confirmed),
        guardian=shown(customer, "guardian_name"),
        guardian_agreed_on=customer.guardian_agreed_on,
        emails=tuple(
            ContactLine(e.id, e.version, shown(e, "address"), failing=e.failing is not None, consequences=of_contact(e))
            for e in customer.emails
        ),
        phones=tuple(
            ContactLine(p.id, p.version, shown(p, "number"), note=p.kind, consequences=of_contact(p))
            for p in customer.phones
        ),
        addresses=tuple(
            _address(customer, address) for address in customer.addresses if address.kind is not AddressKind.ORDER
        ),
        orders=tuple(_order(customer, order) for order in customer.orders),
        cards=tuple(_card(card) for card in customer.cards),
        preferences=tuple(
            PreferenceLine(p.brand, p.subject, p.chosen, p.since, p.policy) for p in customer.preferences
        ),
        consents=tuple(_consent(each) for each in consents),
        transcripts=tuple(
            TranscriptLine(
                row_id=row.id,
                brand=row.brand,
                started_at=row.started_at,
                ended_at=row.ended_at,
                advisor=row.advisor,
                topic=row.topic,
                messages=row.messages,
                last_day=last_day(row.brand, row.ended_at),
            )
            for row in customer.transcripts
        ),
        history=tuple(history),
        messages=tuple(messages),
        standing=standing,
        request=request_info(request),
        emergency=EMERGENCY in scopes and VIEW not in scopes,
        verified=VIEW in scopes,
        version=customer.version,
    )


def _address(customer: Customer, address: Address) -> AddressLine:
    begins = outward(address.postcode or address.hints.get("postcode", "").rstrip(f"{DOT} "))
    place = (address.id, address.version, address.kind)
    if address.is_locked("line1"):
        seen = Shown(", ".join(part for part in (address.town, address.hints["postcode"]) if part), locked=True)
        return AddressLine(*place, seen, address.town, address.country, begins)
    parts = (address.line1, address.line2, address.town, address.region, address.postcode)
    seen = Shown(", ".join(part for part in parts if part))
    values = {column: getattr(address, column) or "" for column in COLUMNS}
    consequences = of_address(customer, address.id)
    return AddressLine(*place, seen, address.town, address.country, begins, values, consequences)


def _order(customer: Customer, order: Order) -> OrderLine:
    own = next((address for address in customer.addresses if address.id == order.address_id), None)
    items = ", ".join(
        f"{item.quantity} \N{MULTIPLICATION SIGN} {item.name}" if item.quantity > 1 else str(item.name)
        for item in order.items
    )
    return OrderLine(
        row_id=order.id,
        number=order.number or "",
        placed_at=order.placed_at,
        status=order.status,
        brand=order.brand,
        items=items,
        total_minor=order.total_minor,
        currency=order.currency or "",
        address=None if own is None else _address(customer, own),
    )


def _consent(made: Consent) -> ConsentLine:
    return ConsentLine(
        brand=made.brand,
        subject=made.subject,
        chosen=made.chosen,
        at=made.at,
        through=made.through,
        word_of=made.word_of,
        policy=made.policy,
        request_number=made.request_number,
        recorded_by=made.recorded_by,
        wording=made.wording,
    )


def _card(card: Card) -> CardLine:
    return CardLine(card.scheme or "", card.last_four or "", card.expires or "", card.id, card.version)
>>>>>>> 7e7ea25 (Tell where a one-time code is; let the demo deliver, and open several windows)
