"""Turns a customer's file, as the services give it, into what the page shows."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.facts import spoken_phone
from care_console.domain.requests import FAILURES_THAT_LOCK, Channel, Fact, Rung
from care_console.ui.customer.data import (
    AddressView,
    CardView,
    CustomerView,
    EntryView,
    FactChoice,
    FactResult,
    FieldState,
    FieldView,
    OrderView,
    PreferenceView,
    RequestView,
    VerificationView,
)
from care_console.ui.kit.chip import ChipText
from care_console.ui.words import clock, day, facts_matched, money, question, recently, subject_words, word

if TYPE_CHECKING:
    from care_console.domain.customers import Change
    from care_console.services.customer_file import CardLine, CustomerFile, OrderLine, Shown
    from care_console.ui.shift import Services
    from care_console.ui.theme.icons import IconName

FACTS_TO_VIEW = 2
_CHANNEL_ICONS: dict[Channel, IconName] = {
    Channel.PHONE: "phone-call",
    Channel.EMAIL: "mail",
    Channel.LETTER: "mail",
    Channel.CHAT: "message-square",
}
_ORDER_TONES = {
    OrderStatus.PENDING: "accent",
    OrderStatus.PROCESSED: "accent",
    OrderStatus.DELIVERED: "ok",
    OrderStatus.CANCELLED: "neutral",
    OrderStatus.VALIDATION_HOLD: "warn",
}
_ADDRESS_ICONS: dict[AddressKind, IconName] = {AddressKind.HOME: "house", AddressKind.DELIVERY: "package"}


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("file_view", text)


def customer_view(seen: CustomerFile, services: Services, results: tuple[FactResult, ...]) -> CustomerView:
    """Everything that the page shows; `results` are the facts checked since it was opened, in order."""
    # The brand whose line was called if it knows the customer, else the one that does.
    numbers = dict(seen.numbers)
    brand = seen.request.brand if seen.request.brand in numbers or not numbers else next(iter(numbers))
    return CustomerView(
        name=seen.name,
        brand=services.brand(brand),
        number=numbers[brand].text if brand in numbers else "",
        since=tr("since {0}").format(day(seen.since)) if seen.since else "",
        flags=tuple(ChipText(word(flag), "warn", "flag") for flag in seen.flags),
        request=_request(seen),
        fields=_fields(seen),
        verification=None if seen.verified else _verification(seen, results),
        addresses=tuple(
            AddressView(word(line.kind), line.value.text, _ADDRESS_ICONS.get(line.kind, "map-pin"))
            for line in seen.addresses
        ),
        orders=tuple(_order(order) for order in seen.orders) if seen.verified else (),
        order_count=len(seen.orders) if seen.verified else None,
        last_order=_last_order(seen),
        cards=tuple(_card(card) for card in seen.cards),
        preferences=tuple(
            PreferenceView(
                subject_words(line.subject),
                tr("{0}, since {1}, under {2}").format(services.brand(line.brand).name, day(line.since), line.policy),
                line.chosen,
            )
            for line in seen.preferences
        ),
        transcripts=tuple(
            EntryView(
                tr("Chat with {0}").format(line.advisor),
                tr("{0} messages, {1}. Kept until {2}").format(line.messages, line.topic, day(line.last_day)),
                day(line.started_at),
                "message-square-text",
                line.row_id,
            )
            for line in seen.transcripts
        ),
        history=tuple(_change(change) for change in seen.history),
    )


def _request(seen: CustomerFile) -> RequestView:
    request = seen.request
    asked_by = word(request.requester) if request.requester else tr("Not yet known")
    if seen.verified and seen.standing.verified_at:
        identity = tr("Verified {0} · {1}").format(clock(seen.standing.verified_at), facts_matched(seen.standing.facts))
    elif seen.standing.locked:
        identity = tr("Locked after three wrong answers")
    else:
        identity = tr("Not verified: details are masked")
    return RequestView(
        asked_by=f"{asked_by}, {word(request.channel)}",
        reference=request.number,
        purpose=word(request.purpose) if request.purpose else tr("Not yet known"),
        identity=identity,
        verified=seen.verified,
        icon=_CHANNEL_ICONS[request.channel],
    )


def _fields(seen: CustomerFile) -> tuple[FieldView, ...]:
    name = " ".join(part.text for part in (seen.title, seen.given_names, seen.surname) if part.text)
    lines = [FieldView("name", tr("Name"), name, FieldState.SHOWN)]
    for place, email in enumerate(seen.emails):
        state = _contact_state(email.value)
        if state is FieldState.SHOWN and place == 0:
            state = FieldState.AMENDABLE
        note = tr("failing") if email.failing else ""
        lines.append(FieldView("email" if place == 0 else f"email{place}", tr("E-mail"), email.value.text, state, note))
    for place, phone in enumerate(seen.phones):
        state = _contact_state(phone.value)
        number = phone.value.text if phone.value.locked else spoken_phone(phone.value.text)
        lines.append(FieldView(f"phone{place}", tr("Phone"), number, state, phone.note))
    if seen.birth_date.text:
        state = FieldState.SHOWN
        if seen.birth_date.locked:
            state = FieldState.REVEALABLE if seen.verified else FieldState.LOCKED
        lines.append(FieldView("birth_date", tr("Date of birth"), seen.birth_date.text, state))
    lines.append(FieldView("language", tr("Language"), _language(seen.language), FieldState.SHOWN))
    return tuple(lines)


def _contact_state(value: Shown) -> FieldState:
    return FieldState.LOCKED if value.locked else FieldState.SHOWN


def _language(code: str) -> str:
    from PySide6.QtCore import QLocale

    return QLocale.languageToString(QLocale(code).language())


def _verification(seen: CustomerFile, results: tuple[FactResult, ...]) -> VerificationView:
    standing = seen.standing
    left = FAILURES_THAT_LOCK - standing.failures
    credited = tuple(
        FactResult(word(fact), matched=True, note=tr("said to find the customer"))
        for fact in sorted(standing.facts)
        if word(fact) not in {result.label for result in results if result.matched}
    )
    return VerificationView(
        needed=FACTS_TO_VIEW,
        matched=len(standing.facts),
        choices=tuple(
            FactChoice(fact.value, word(fact), question(fact)) for fact in Fact if fact not in standing.facts
        ),
        results=(*credited, *results),
        attempts=tr("{0} more wrong answers lock the record for 24 hours.").format(left) if standing.failures else "",
        locked=tr("Three answers were wrong within 24 hours. Details stay locked; opting out still works.")
        if standing.locked
        else "",
    )


def more_facts(seen: CustomerFile, rung: Rung, results: tuple[FactResult, ...]) -> VerificationView | None:
    """The verification still to be done for a rung above viewing; None when it is reached."""
    if rung in seen.standing.rungs:
        return None
    view = _verification(seen, results)
    needed = len(seen.standing.facts) + 1
    return VerificationView(needed, view.matched, view.choices, view.results, view.attempts, view.locked)


def _order(order: OrderLine) -> OrderView:
    total = "" if order.total_minor is None else money(order.total_minor, order.currency)
    return OrderView(order.number, day(order.placed_at), order.items, total, _order_chip(order.status))


def _card(card: CardLine) -> CardView:
    year, _, month = card.expires.partition("-")
    expired = card.expires < f"{datetime.now(UTC):%Y-%m}"
    return CardView(card.scheme.title(), card.last_four, f"{month}/{year}", expired)


def _order_chip(status: OrderStatus) -> ChipText:
    return ChipText(word(status), _ORDER_TONES[status])  # type: ignore[arg-type] # each is a tone


def _last_order(seen: CustomerFile) -> str:
    if not seen.orders:
        return ""
    latest = seen.orders[0]
    return f"{day(latest.placed_at)}, {word(latest.status).lower()}"


def _change(change: Change) -> EntryView:
    names = {"email.address": tr("E-mail"), "phone.number": tr("Phone"), "customer.birth_date": tr("Date of birth")}
    name = names.get(change.field, change.field)
    if change.before is None and change.after is None:
        title = tr("{0} changed").format(name)
    else:
        title = tr("{0}: {1} became {2}").format(name, change.before or tr("nothing"), change.after or tr("nothing"))
    return EntryView(title, change.request_number, recently(change.at), "pencil", change.id)
