"""Puts the file of a customer together from what one transaction read (`services.customer_file`)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from care_console.domain.addresses import COLUMNS
from care_console.domain.amendments import IN_PROCESS
from care_console.domain.customers import (
    Address,
    AddressKind,
    Card,
    Change,
    Customer,
    Email,
    Guardable,
    Order,
    Phone,
    TranscriptSummary,
)
from care_console.domain.fields import EMERGENCY, VIEW
from care_console.domain.masking import DOT, outward
from care_console.domain.messages import Sent
from care_console.domain.ports import UnitOfWork
from care_console.domain.preferences import Consent
from care_console.domain.requests import CareRequest, Standing
from care_console.services.consequences import of_address, of_contact
from care_console.services.customer_file import (
    AddressLine,
    CardLine,
    ConsentLine,
    ContactLine,
    CustomerFile,
    OrderLine,
    PreferenceLine,
    RequestInfo,
    Shown,
    TranscriptLine,
)


def _shown(row: Guardable, column: str) -> Shown:
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
    unit: UnitOfWork,
) -> CustomerFile:
    """The file of a customer as one transaction, the `unit`, read it under `scopes`."""
    return CustomerFile(
        customer_id=customer.id,
        name=customer.full_name,
        title=_shown(customer, "title"),
        given_names=_shown(customer, "given_names"),
        surname=_shown(customer, "surname"),
        birth_date=_shown(customer, "birth_date"),
        language=customer.language,
        since=customer.since,
        numbers=tuple((number.brand, _shown(number, "number")) for number in customer.numbers),
        flags=tuple(flag.flag for flag in customer.flags),
        reported=frozenset(flag.flag for flag in customer.flags if not flag.confirmed),
        guardian=_shown(customer, "guardian_name"),
        guardian_agreed_on=customer.guardian_agreed_on,
        emails=tuple(_email(each) for each in customer.emails),
        phones=tuple(_phone(each) for each in customer.phones),
        addresses=tuple(
            _address(customer, address, unit.revalidates)
            for address in customer.addresses
            if address.kind is not AddressKind.ORDER
        ),
        orders=tuple(_order(customer, order, unit.revalidates) for order in customer.orders),
        cards=tuple(_card(card) for card in customer.cards),
        preferences=tuple(
            PreferenceLine(each.brand, each.subject, each.chosen, each.since, each.policy)
            for each in customer.preferences
        ),
        consents=tuple(_consent(each) for each in consents),
        transcripts=tuple(_transcript(each, unit.last_day(each.brand, each.ended_at)) for each in customer.transcripts),
        history=tuple(history),
        messages=tuple(messages),
        standing=standing,
        request=request_info(request),
        emergency=EMERGENCY in scopes and VIEW not in scopes,
        verified=VIEW in scopes,
        version=customer.version,
    )


def _address(customer: Customer, address: Address, revalidates: Callable[[str], bool]) -> AddressLine:
    begins = outward(address.postcode or address.hints.get("postcode", "").rstrip(f"{DOT} "))
    place = (address.id, address.version, address.kind)
    if address.is_locked("line1"):
        seen = Shown(", ".join(part for part in (address.town, address.hints["postcode"]) if part), locked=True)
        return AddressLine(*place, seen, address.town, address.country, begins)
    parts = (address.line1, address.line2, address.town, address.region, address.postcode)
    seen = Shown(", ".join(part for part in parts if part))
    values = {column: getattr(address, column) or "" for column in COLUMNS}
    consequences = of_address(customer, address.id, revalidates)
    return AddressLine(*place, seen, address.town, address.country, begins, values, consequences)


def _order(customer: Customer, order: Order, revalidates: Callable[[str], bool]) -> OrderLine:
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
        address=None if own is None else _address(customer, own, revalidates),
        revalidated=order.status in IN_PROCESS and revalidates(order.brand),
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


def _email(email: Email) -> ContactLine:
    failing = email.failing is not None
    return ContactLine(
        email.id, email.version, _shown(email, "address"), failing=failing, consequences=of_contact(email)
    )


def _phone(phone: Phone) -> ContactLine:
    return ContactLine(
        phone.id, phone.version, _shown(phone, "number"), note=phone.kind, consequences=of_contact(phone)
    )


def _transcript(listed: TranscriptSummary, last_day: date) -> TranscriptLine:
    return TranscriptLine(
        row_id=listed.id,
        brand=listed.brand,
        started_at=listed.started_at,
        ended_at=listed.ended_at,
        advisor=listed.advisor,
        topic=listed.topic,
        messages=listed.messages,
        last_day=last_day,
    )
