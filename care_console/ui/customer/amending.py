"""What each row of the customer page asks when it is amended, how a draft is checked, and what saving it would do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QLocale

from care_console.domain import amendments as rules
from care_console.domain.amendments import FieldChange
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.errors import InvalidError
from care_console.domain.facts import spoken_phone
from care_console.domain.fields import amend_scope, follows, needed_rung, retire_scope
from care_console.domain.messages import Told, Way
from care_console.domain.requests import OPT_IN_RUNG, Rung
from care_console.ui.countries import countries_named, country_name
from care_console.ui.customer.data import DifferenceView, DraftCheck, EditorView, InputView
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.told import told, told_words
from care_console.ui.words import clock, day, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from care_console.domain.amendments import Conflict, Consequence
    from care_console.services.customer_file import AddressLine, CardLine, ContactLine, CustomerFile

LANGUAGES = ("en", "fr", "de", "es", "it", "nl", "pt", "ar", "zh", "ja")
CHOICE = "choice"
"""First part of the key of a preference that is to be allowed again."""
_NAMES = ("title", "given_names", "surname")


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("amending", text)


@dataclass(frozen=True, slots=True)
class Checked:
    """What the rules say of a draft, and the changes that saving it would write."""

    check: DraftCheck
    changes: tuple[FieldChange, ...] = ()


def field_name(field: str) -> str:
    """What a declared field is called on the page."""
    names = {
        "email.address": tr("E-mail"), "phone.number": tr("Phone"), "phone.kind": tr("Kind of phone"),
        "customer.birth_date": tr("Date of birth"), "customer.title": tr("Title"),
        "customer.given_names": tr("Given names"), "customer.surname": tr("Surname"),
        "customer.guardian_name": tr("Guardian"), "customer.guardian_agreed_on": tr("Agreed on"),
        "customer.language": tr("Language"), "address.recipient": tr("Recipient"), "address.line1": tr("Address"),
        "address.line2": tr("Second line of the address"), "address.town": tr("Town"), "address.region": tr("Region"),
        "address.postcode": tr("Postcode"), "address.country": tr("Country"), "address.kind": tr("Kind of address"),
        "order.status": tr("State of the order"), "card.scheme": tr("Card"), "card.last_four": tr("Card number"),
        "card.expires": tr("Expiry of the card"), "email.since": tr("E-mail since"),
    }  # fmt: skip
    return names.get(field, field)


def saved_names(fields: Iterable[str]) -> str:
    """What was saved, as the bar names it: an address that came or went is one thing, not its lines."""
    named = [field for field in fields if field != "order.status" and not comes_along(field)]
    whole = "address.kind" in named
    names = (tr("Address") if whole and field.startswith("address.") else field_name(field) for field in named)
    return ", ".join(dict.fromkeys(names))


def comes_along(field: str) -> bool:
    """Whether a field of the history says nothing by itself: since when a row that came or went stands."""
    return follows(field) or field.endswith(".since")


def value_words(field: str, text: str | None) -> str:
    """A value of the history as the page writes it."""
    if not text:
        return tr("nothing")
    if field == "order.status":
        return word(OrderStatus(text))
    if field == "address.kind":
        return word(AddressKind(text))
    if field == "customer.language":
        return language_name(text)
    if field == "address.country":
        return country_name(text)
    return spoken_phone(text) if field == "phone.number" else text


def language_name(code: str) -> str:
    """A language of ISO 639-1 in the words of the window."""
    return QLocale.languageToString(QLocale(code).language())


def rung_of(key: str) -> Rung | None:
    """The rung that amending the row of a key needs."""
    part, _, _ = key.partition(":")
    if part == CHOICE:
        return OPT_IN_RUNG
    scopes = {
        "name": amend_scope("customer", "surname"),
        "birth_date": amend_scope("customer", "birth_date"),
        "language": amend_scope("customer", "language"),
        "guardian": amend_scope("customer", "guardian_name"),
        "email": amend_scope("email", "address"),
        "phone": amend_scope("phone", "number"),
        "address": amend_scope("address", "line1"),
        "card": retire_scope("card"),
    }
    return needed_rung(scopes[part])


def contact_of(seen: CustomerFile, key: str) -> ContactLine | None:
    """The e-mail address or phone number of a key such as `email:7`; a bare `email` is the first."""
    part, _, row_id = key.partition(":")
    lines = seen.emails if part == "email" else seen.phones if part == "phone" else ()
    return next((line for line in lines if not row_id or str(line.row_id) == row_id), None)


def address_of(seen: CustomerFile, key: str) -> AddressLine | None:
    """The address of a key such as `address:7`, an order's own copy too."""
    own = [order.address for order in seen.orders if order.address is not None]
    return next((line for line in (*seen.addresses, *own) if key == f"address:{line.row_id}"), None)


def card_of(seen: CustomerFile, key: str) -> CardLine | None:
    """The card of a key such as `card:7`."""
    return next((line for line in seen.cards if key == f"card:{line.row_id}"), None)


def editor_view(seen: CustomerFile, key: str) -> EditorView | None:
    """The editor of a row; None where it cannot be amended now."""
    hint, save = tr("Type the new value"), tr("Save change")
    if contact := contact_of(seen, key):
        email = key.startswith("email")
        title = tr("E-mail") if email else tr("Phone")
        label = tr("New e-mail") if email else tr("New phone")
        before = contact.value.text if email else spoken_phone(contact.value.text)
        lines = effect_lines(contact.consequences)
        return EditorView(key, title, before, (InputView(key, label, before),), hint, save, lines)
    if address := address_of(seen, key):
        if not address.values:
            return None
        inputs = address_inputs(dict(address.values))
        own = next((order.number for order in seen.orders if order.address is address), "")
        title = tr("Address of order {0}").format(own) if own else word(address.kind)
        lines = effect_lines(address.consequences)
        return EditorView(key, title, address.value.text, inputs, hint, save, lines)
    if card := card_of(seen, key):
        before = f"{card.scheme.title()} •••• {card.last_four}"
        lines = (
            EffectLine(Effect.FOR_GOOD, tr("the shop can no longer charge it; it would have to be entered again")),
            EffectLine(Effect.KEPT, tr("orders already paid with it, addresses and other cards")),
        )
        return EditorView(key, tr("Remove card"), before, (), tr("Ask the customer to confirm."), save, lines)
    return _own_editor(seen, key, hint, save)


def _own_editor(seen: CustomerFile, key: str, hint: str, save: str) -> EditorView | None:
    if key == "name":
        values = (seen.title.text, seen.given_names.text, seen.surname.text)
        inputs = tuple(
            InputView(column, field_name(f"customer.{column}"), value)
            for column, value in zip(_NAMES, values, strict=True)
        )
        return EditorView(key, tr("Name"), seen.name, inputs, hint, save)
    if key == "birth_date" and not seen.birth_date.locked:
        old = seen.birth_date.text
        return EditorView(
            key, tr("Date of birth"), old, (InputView(key, tr("New date of birth"), old),), tr("As it is said"), save
        )
    if key == "guardian":
        today = str(seen.guardian_agreed_on or datetime.now(UTC).date())
        inputs = (
            InputView("guardian_name", tr("Name of the parent or guardian"), seen.guardian.text),
            InputView("guardian_agreed_on", tr("Agreed on"), today),
        )
        return EditorView(key, tr("Guardian"), seen.guardian.text or tr("nothing"), inputs, tr("As it is said"), save)
    if key == "language":
        codes = dict.fromkeys((seen.language, *LANGUAGES))
        choices = tuple((code, language_name(code)) for code in codes)
        inputs = (InputView(key, tr("New language"), seen.language, choices),)
        return EditorView(key, tr("Language"), language_name(seen.language), inputs, hint, save)
    return None


def address_inputs(values: dict[str, str]) -> tuple[InputView, ...]:
    """The form of the country in `values`, the country first: the other lines depend on it."""
    from care_console.domain.addresses import address_form

    country = values["country"]
    inputs = [InputView("country", tr("Country"), country, countries_named())]
    for field in address_form(country).fields:
        blank = (("", ""),) if field.choices else ()
        choices = (*blank, *field.choices)
        inputs.append(InputView(field.column, told_words(field.label), values.get(field.column, ""), choices))
    return tuple(inputs)


def check_draft(seen: CustomerFile, key: str, draft: dict[str, str], market: str) -> Checked:
    """Check a draft against the rules; invalid while nothing would change."""
    try:
        changes, message, effects = _changes(seen, key, draft, market)
    except InvalidError as error:
        return Checked(DraftCheck(valid=False, message=told(error)))
    if not changes:
        return Checked(DraftCheck(valid=False, message=tr("This is what is on file.")))
    return Checked(DraftCheck(valid=True, message=message, consequences=effects), changes)


_Changes = tuple[tuple[FieldChange, ...], str, tuple[EffectLine, ...]]


def _changes(seen: CustomerFile, key: str, draft: dict[str, str], market: str) -> _Changes:
    if contact := contact_of(seen, key):
        return _contact_changes(contact, key, draft[key], market)
    if address := address_of(seen, key):
        return _address_changes(address, draft)
    stays = (EffectLine(Effect.KEPT, tr("addresses, orders, cards and marketing choices")),)
    read_back = tr("Read it back to the customer.")
    if key == "name":
        old: dict[str, rules.Value] = {each: getattr(seen, each).text for each in _NAMES}
        new: dict[str, rules.Value] = {each: rules.checked_name(each, draft[each]) for each in _NAMES}
        if not (new["given_names"] or new["surname"]):
            raise InvalidError("customer.surname", tr("A customer has a name."), todo=tr("Type one of the two."))
    elif key == "birth_date":
        born = rules.checked_birth_date(draft[key], datetime.now(UTC).date(), market)
        old, new = {key: seen.birth_date.text}, {key: born}
        if str(born or "") == seen.birth_date.text:
            return (), "", ()
        if born is not None:  # 05/03 is another day elsewhere
            read_back = tr("This is {0}. Read it back to the customer.").format(day(born))
    elif key == "guardian":
        old = {"guardian_name": seen.guardian.text, "guardian_agreed_on": seen.guardian_agreed_on}
        new = dict(
            rules.checked_agreement(draft["guardian_name"], draft["guardian_agreed_on"], datetime.now(UTC).date())
        )
        stays = (EffectLine(Effect.KEPT, tr("marketing choices: the guardian allows them one by one")),)
    else:
        old, new = {key: seen.language}, {key: rules.checked_language(draft[key])}
    changes = tuple(
        FieldChange("customer", column, seen.customer_id, seen.version, value)
        for column, value in new.items()
        if value != old[column]
    )
    return changes, read_back, stays


def _contact_changes(line: ContactLine, key: str, typed: str, market: str) -> _Changes:
    if key.startswith("email"):
        table = "email"
        new = {"address": (line.value.text, rules.checked_email(typed))}
    else:
        number, kind = rules.checked_phone(typed, market)
        table = "phone"
        new = {"number": (line.value.text, number), "kind": (line.note, kind)}
    changes = tuple(
        FieldChange(table, column, line.row_id, line.version, value)
        for column, (old, value) in new.items()
        if value != old
    )
    lines = effect_lines(line.consequences)
    return changes, tr("Well formed. Spell it back to the customer."), lines


def _address_changes(line: AddressLine, draft: dict[str, str]) -> _Changes:
    from care_console.domain.addresses import checked_address

    moved = draft.get("country") != line.values["country"]
    kept = {} if moved else dict(line.values)  # what a former country's form has is not carried over
    values, problems = checked_address({**kept, **draft})
    changed = {column: value for column, value in values.items() if value != line.values[column]}
    for problem in problems:
        if moved or problem.field.split(".")[1] in changed:
            raise problem
    changes = tuple(
        FieldChange("address", column, line.row_id, line.version, value) for column, value in changed.items()
    )
    lines = effect_lines(line.consequences)
    return changes, tr("In the form of the country. Read it back to the customer."), lines


def effect_lines(consequences: Iterable[Consequence]) -> tuple[EffectLine, ...]:
    """What is told before saving, in words."""
    return tuple(_effect(each) for each in consequences)


def _effect(consequence: Consequence) -> EffectLine:
    about = consequence.about
    told = {
        rules.Effect.HELD: (Effect.HELD, tr("order {0}, until it is validated again").format(about)),
        rules.Effect.ORDER_SYSTEM_TOLD: (
            Effect.TOLD,
            tr("the order system, of order {0}, when this can no longer be undone").format(about),
        ),
        rules.Effect.MESSAGES_MOVE: (Effect.STOPS, tr("messages to {0}, from this moment on").format(about)),
        rules.Effect.CHOICES_KEPT: (
            Effect.STILL_SENT,
            tr("order and service messages, to the new contact. Marketing choices do not change."),
        ),
        rules.Effect.ORDERS_KEPT: (Effect.KEPT, tr("the addresses that orders were placed with")),
        rules.Effect.ADDRESSES_KEPT: (Effect.KEPT, tr("the customer's own addresses, and other orders")),
        rules.Effect.CARDS_KEPT: (Effect.KEPT, tr("saved cards")),
    }
    return EffectLine(*told[consequence.effect])


def notice_words(told: Told) -> str:
    """How the customer is told of what was saved, and what the agent has to do for it."""
    if told.way is Way.EMAIL and told.leaves_at is not None:
        return tr("The customer is told by e-mail at {0}.").format(clock(told.leaves_at))
    return {
        Way.EMAIL: tr("The customer is told by e-mail."),
        Way.CALL: tr("No e-mail can be sent: tell the customer now, on the call."),
        Way.CHAT: tr("No e-mail can be sent: tell the customer now, in the chat."),
        Way.LETTER: tr("No e-mail can be sent: tell the customer by letter."),
    }[told.way]


def merged(
    before: Mapping[str, str], draft: Mapping[str, str], theirs: Iterable[InputView]
) -> tuple[dict[str, str], tuple[DifferenceView, ...]]:
    """A draft over what somebody else has saved meanwhile, and each field in which the two differ.

    What they changed and the draft did not is taken in, so that saving the draft takes nothing of theirs back.
    """
    made, found = dict(draft), []
    for each in theirs:
        old = before.get(each.key, "")
        mine = draft.get(each.key, old)
        if each.value in (old, mine):
            continue
        words = dict(each.choices)
        stands, typed = (words.get(value, value) or tr("nothing") for value in (each.value, mine))
        if mine == old:
            made[each.key] = each.value
        found.append(DifferenceView(each.label, stands, "" if mine == old else typed))
    return made, tuple(found)


def difference_views(conflict: Conflict) -> tuple[DifferenceView, ...]:
    """A conflict in words, field by field."""
    return tuple(
        DifferenceView(
            field_name(each.field),
            tr("removed") if each.version is None else value_words(each.field, each.theirs),
            value_words(each.field, each.yours),
        )
        for each in conflict.differences
    )
