"""Turns a customer's file, as the services give it, into what the page shows."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.amendments import IN_PROCESS
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.facts import spoken_phone
from care_console.domain.flags import SILENCING, STRENGTHENING, Flag
from care_console.domain.requests import FAILURES_THAT_LOCK, Fact, Requester, Rung, Standing
from care_console.domain.say_lines import Step
from care_console.ui.channels import CHANNEL_ICONS
from care_console.ui.chat_words import began, how_much, kept_chip, length, note, printable, title
from care_console.ui.customer.amending import comes_along, field_name, language_name, value_words
from care_console.ui.customer.code import no_code_words
from care_console.ui.customer.data import (
    AddressView,
    CardView,
    ChatView,
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
from care_console.ui.customer.rows import RESTORE, restorable
from care_console.ui.customer.sent import message_views
from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.marks import initials
from care_console.ui.kit.text import counted
from care_console.ui.saying import line as say_line
from care_console.ui.saying import read_aloud
from care_console.ui.words import (
    clock,
    day,
    facts_matched,
    mid_sentence,
    money,
    quoted,
    recently,
    subject_words,
    through_words,
    typing_hint,
    word,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from care_console.domain.customers import Change
    from care_console.domain.ports import ChatFound
    from care_console.domain.preferences import Setting
    from care_console.services.customer_file import CardLine, ConsentLine, CustomerFile, OrderLine, Shown
    from care_console.ui.shift import Services
    from care_console.ui.theme.icons import IconName
    from care_console.ui.theme.tokens import Tone

_ORDER_SIGNS: dict[OrderStatus, tuple[Tone, IconName]] = {
    OrderStatus.PENDING: ("accent", "clock"),
    OrderStatus.PROCESSED: ("accent", "package"),
    OrderStatus.DELIVERED: ("ok", "circle-check"),
    OrderStatus.CANCELLED: ("neutral", "x"),
    OrderStatus.VALIDATION_HOLD: ("warn", "circle-alert"),
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
        initials=initials(f"{seen.given_names.text} {seen.surname.text}"),
        brand=services.brand(brand),
        number=numbers[brand].text if brand in numbers else "",
        since=tr("since {0}").format(day(seen.since)) if seen.since else "",
        flags=tuple(
            ChipText(tr("{0}: reported").format(word(flag)) if flag in seen.reported else word(flag), "warn", "flag")
            for flag in seen.flags
        )
        + ((ChipText(tr("Minor"), "warn", "users"),) if seen.minor else ()),
        request=request_view(seen),
        fields=_fields(seen),
        verification=None if seen.verified else _verification(seen, results, services),
        addresses=tuple(
            AddressView(
                word(line.kind),
                line.value.text,
                _ADDRESS_ICONS.get(line.kind, "map-pin"),
                key=f"address:{line.row_id}" if line.values and seen.verified else "",
                in_emergency=seen.emergency,
            )
            for line in seen.addresses
        ),
        orders=tuple(_order(order) for order in seen.orders) if seen.verified else (),
        order_count=len(seen.orders) if seen.verified else None,
        last_order=_last_order(seen),
        cards=tuple(_card(card) for card in seen.cards),
        preferences=tuple(
            _preference(each, services, silenced=bool(SILENCING & set(seen.flags)))
            for each in services.preferences.settings(seen, services.market)
        ),
        consents=tuple(_consent(line, services) for line in seen.consents),
        messages=message_views(seen.messages),
        history=tuple(_change(seen, change) for change in seen.history if not comes_along(change.field)),
    )


def _preference(setting: Setting, services: Services, *, silenced: bool) -> PreferenceView:
    """A choice as it holds: under a flag that silences marketing nothing is sent, whatever was chosen."""
    if setting.since is None:
        note = tr("Nothing chosen: as {0} says").format(setting.policy)
    else:
        parts = (tr("since {0}").format(day(setting.since)), through_words(setting.through), _under(setting.policy))
        note = ", ".join(part for part in parts if part)
    if silenced and setting.allowed:
        note = tr("silenced by a flag; else allowed: {0}").format(mid_sentence(note))
    brand = setting.switch.brand
    return PreferenceView(
        subject_words(setting.switch.subject),
        note[:1].upper() + note[1:],
        setting.allowed and not silenced,
        setting.switch.subject,
        brand,
        services.brand(brand).name,
    )


def _consent(line: ConsentLine, services: Services) -> EntryView:
    what = tr("{0}, {1}: allowed") if line.chosen else tr("{0}, {1}: stopped")
    title = what.format(subject_words(line.subject), services.brand(line.brand).name)
    word_of = Requester(line.word_of) if line.word_of in set(Requester) else None
    parts = (
        through_words(line.through),
        tr("on the word of {0}").format(mid_sentence(word(word_of))) if word_of else line.word_of,
        tr("recorded by {0}").format(line.recorded_by) if line.recorded_by else "",
        line.request_number,
        _under(line.policy),
        quoted(line.wording) if line.wording else "",
    )
    note = ", ".join(part for part in parts if part)
    icon: IconName = "circle-check" if line.chosen else "x"
    return EntryView(title, note[:1].upper() + note[1:], recently(line.at), icon)


def _under(policy: str) -> str:
    return tr("under {0}").format(policy)


def chat_views(
    seen: CustomerFile, services: Services, found: Mapping[int, ChatFound] | None = None
) -> tuple[ChatView, ...]:
    """The conversations, latest first; where a text was sought (``found``), those that hold it.

    The brand is told where the customer has several.
    """
    several = len(seen.numbers) > 1
    return tuple(
        ChatView(
            key=line.row_id,
            title=note(title(line.advisor), services.brand(line.brand).name if several else ""),
            note=note(line.topic, length(line.ended_at - line.started_at), how_much(line.messages)),
            when=began(line.started_at),
            kept=kept_chip(line.last_day),
            excerpt="" if found is None else printable(found[line.row_id].excerpt),
        )
        for line in seen.transcripts
        if found is None or line.row_id in found
    )


def request_view(seen: CustomerFile) -> RequestView:
    """The request for the banner: who asks, for what, and what is verified."""
    request = seen.request
    asked_by = word(request.requester) if request.requester else tr("Not yet known")
    if seen.verified and seen.standing.verified_at:
        identity = tr("Verified {0} · {1}").format(clock(seen.standing.verified_at), facts_matched(seen.standing.facts))
    elif seen.emergency:
        identity = tr("Not verified: addresses and phones are open in an emergency, recorded")
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
        icon=CHANNEL_ICONS[request.channel],
    )


def _fields(seen: CustomerFile) -> tuple[FieldView, ...]:
    own = FieldState.AMENDABLE if seen.verified else FieldState.SHOWN
    name = " ".join(part.text for part in (seen.title, seen.given_names, seen.surname) if part.text)
    lines = [FieldView("name", tr("Name"), name, own)]
    for email in seen.emails:
        note = tr("failing") if email.failing else ""
        lines.append(
            FieldView(f"email:{email.row_id}", tr("E-mail"), email.value.text, _state(seen, email.value), note)
        )
    for phone in seen.phones:
        number = phone.value.text if phone.value.locked else spoken_phone(phone.value.text)
        lines.append(FieldView(f"phone:{phone.row_id}", tr("Phone"), number, _state(seen, phone.value), phone.note))
    if seen.birth_date.text or seen.verified:
        state = _state(seen, seen.birth_date)
        if seen.birth_date.locked and seen.verified:
            state = FieldState.REVEALABLE
        lines.append(FieldView("birth_date", tr("Date of birth"), seen.birth_date.text, state))
    if seen.verified and (seen.minor or seen.guardian.text):
        # Only a parent or guardian can say this: it is amended while one of them asks.
        asks = seen.request.requester is Requester.GUARDIAN
        agreed = tr("agreed {0}").format(day(seen.guardian_agreed_on)) if seen.guardian_agreed_on else ""
        guardian = seen.guardian.text or tr("No agreement on file")
        state = FieldState.AMENDABLE if asks else FieldState.SHOWN
        lines.append(FieldView("guardian", tr("Guardian"), guardian, state, agreed))
    lines.append(FieldView("language", tr("Language"), language_name(seen.language), own))
    return tuple(lines)


def _state(seen: CustomerFile, value: Shown) -> FieldState:
    if value.locked:
        return FieldState.LOCKED
    return FieldState.AMENDABLE if seen.verified else FieldState.SHOWN


def _verification(seen: CustomerFile, results: tuple[FactResult, ...], services: Services) -> VerificationView:
    standing = seen.standing
    left = FAILURES_THAT_LOCK - standing.failures
    credited = tuple(
        FactResult(word(fact), matched=True, note=tr("said earlier"))
        for fact in sorted(standing.facts)
        if word(fact) not in {result.label for result in results if result.matched}
    )
    warning = tr("Wrong answers left until the record locks for 24 hours: {0}.").format(left)
    attempts = warning if standing.failures else ""
    return VerificationView(
        needed=_needed(standing),
        matched=standing.has(Rung.VIEW),
        choices=tuple(
            FactChoice(fact.value, word(fact), _question(seen, fact, results, services))
            for fact in Fact
            if fact not in standing.facts | standing.shown | {Fact.ONE_TIME_CODE}
        ),
        results=(*credited, *results),
        attempts=" ".join(part for part in (_handed_over(standing), _asked_by_flags(standing.flags), attempts) if part),
        locked=_locked(seen, services) if standing.locked or Flag.DECEASED in standing.flags else "",
    )


def _needed(standing: Standing) -> int:
    """How many facts open the details, as far as can be told before they are said."""
    if standing.confirmable:
        return 1
    return max(standing.needs(Rung.VIEW), 0 if Rung.VIEW in standing.rungs else standing.has(Rung.VIEW) + 1)


def _handed_over(standing: Standing) -> str:
    """Why facts are asked again after a hand-over."""
    if not standing.lapsed:
        return ""
    return tr("Handed over more than 10 minutes ago: one fact confirms what was proved before.")


def _asked_by_flags(flags: frozenset[Flag]) -> str:
    """What the flags of a customer ask for beyond so many facts."""
    if Flag.CODE_WORD in flags:
        return tr("The code word is asked for: the security answer must be among the facts.")
    if flags & STRENGTHENING:
        return tr("The flag asks for more: an order, the date of birth or the security answer must be among the facts.")
    return ""


def _question(seen: CustomerFile, fact: Fact, results: tuple[FactResult, ...], services: Services) -> str:
    """What to say for a fact, after an answer that did not match, and how to type what is heard."""
    brand, language = seen.request.brand, seen.language
    missed = bool(results) and results[-1].counted and not results[-1].matched
    said = [say_line(services, Step.NOT_MATCHED, brand, customer=language)] if missed else []
    said.append(say_line(services, fact, brand, customer=language))
    return f"{read_aloud(' '.join(said))} {typing_hint(fact)}".strip()


def _locked(seen: CustomerFile, services: Services) -> str:
    if Flag.DECEASED in seen.standing.flags:
        return tr("A death was reported: nothing is disclosed. Opting out still works.")
    why = tr("Three answers were wrong within 24 hours. Details stay locked; opting out still works.")
    return f"{why} {read_aloud(say_line(services, Step.LOCKED, seen.request.brand, customer=seen.language))}"


def more_facts(
    seen: CustomerFile,
    rung: Rung,
    results: tuple[FactResult, ...],
    services: Services,
    code: str = "",
) -> VerificationView | None:
    """The verification still to be done for a rung above viewing; None when it is reached.

    A change of contact may be confirmed by a one-time code; `code` says where the one is that was asked for, empty
    while none was. What was asked for in writing is confirmed by a code alone.
    """
    if rung in seen.standing.rungs:
        return None
    view = _verification(seen, results, services)
    standing = seen.standing
    matched = standing.has(rung)
    needed = max(standing.needs(rung), matched + 1)
    unsaid = Fact.ONE_TIME_CODE not in standing.facts
    by_code = rung is Rung.CONTACT and seen.verified and unsaid and not standing.locked
    choices = () if by_code and standing.written and needed == matched + 1 else view.choices
    if by_code and code:
        kind = Fact.ONE_TIME_CODE
        choices = (FactChoice(kind.value, word(kind), _question(seen, kind, results, services)), *choices)
    addressed = by_code and any(not email.failing for email in seen.emails)
    delivered = services.codes.delivered
    return replace(
        view,
        needed=needed,
        matched=matched,
        why=_takes(needed - matched),
        choices=choices,
        code_offered=addressed and delivered,
        code_sent=code if by_code and code else no_code_words() if addressed and not delivered else "",
    )


def _takes(more: int) -> str:
    """How many facts a change takes beyond those that have matched."""
    if more == 1:
        return tr("This change takes one fact more.")
    return tr("This change takes {0} facts more.").format(counted(more))


def _order(order: OrderLine) -> OrderView:
    total = "" if order.total_minor is None else money(order.total_minor, order.currency)
    # Only an order in process has an address that can still be amended.
    open_address = order.address if order.status in IN_PROCESS else None
    key = f"address:{open_address.row_id}" if open_address and open_address.values else ""
    refused = ""
    if order.refused_at is not None:
        refused = tr("The order system did not take the new address ({0}): tell IT.").format(recently(order.refused_at))
    return OrderView(order.number, day(order.placed_at), order.items, total, _order_chip(order.status), key, refused)


def _card(card: CardLine) -> CardView:
    year, _, month = card.expires.partition("-")
    expired = card.expires < f"{datetime.now(UTC):%Y-%m}"
    return CardView(card.scheme.title(), card.last_four, f"{month}/{year}", expired, f"card:{card.row_id}")


def _order_chip(status: OrderStatus) -> ChipText:
    return ChipText(word(status), *_ORDER_SIGNS[status])


def _last_order(seen: CustomerFile) -> str:
    if not seen.orders:
        return ""
    latest = seen.orders[0]
    return f"{day(latest.placed_at)}, {word(latest.status).lower()}"


def _change(seen: CustomerFile, change: Change) -> EntryView:
    name = field_name(change.field)
    if change.before is None and change.after is None:
        title = tr("{0} changed").format(name)
    else:
        before, after = (value_words(change.field, value) for value in (change.before, change.after))
        title = tr("{0}: {1} became {2}").format(name, before, after)
    note = " · ".join(part for part in (change.by, change.request_number) if part)
    key = f"{RESTORE}:{change.id}" if restorable(seen, change) else ""
    return EntryView(title, note, recently(change.at), "pencil", change.id, key)
