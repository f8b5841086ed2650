"""Rows that are added, removed, or brought back from the history: what is asked, how it is checked, what it does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.amendments import checked_email, checked_phone
from care_console.domain.customers import AddressKind
from care_console.domain.errors import InvalidError
from care_console.domain.facts import spoken_phone
from care_console.domain.fields import GUARDED, add_scope, amend_scope, follows, needed_rung, retire_scope
from care_console.domain.messages import Way
from care_console.services.consequences import of_added_address
from care_console.services.customer_file import Shown
from care_console.services.notices import otherwise
from care_console.ui.customer.amending import (
    address_inputs,
    address_of,
    contact_of,
    effect_lines,
    field_name,
    value_words,
)
from care_console.ui.customer.data import DraftCheck, EditorView, InputView
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.told import told
from care_console.ui.words import word

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from care_console.domain.customers import Change
    from care_console.domain.requests import Rung
    from care_console.services.customer_file import CustomerFile

ADD, REMOVE, RESTORE = "add", "remove", "restore"
KINDS = (AddressKind.HOME, AddressKind.DELIVERY, AddressKind.BILLING)


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("rows", text)


def notice_line(seen: CustomerFile, new: str = "") -> EffectLine:
    """By which way the customer is told of a change, and to which addresses; `new` is one that the change brings."""
    addresses = [email.value.text for email in seen.emails if not email.failing and not email.value.locked]
    if new or addresses:
        both = ", ".join(dict.fromkeys((*addresses, *((new,) if new else ()))))
        return EffectLine(
            Effect.TOLD, tr("the customer, by e-mail to {0}, when this can no longer be undone").format(both)
        )
    words = {
        Way.CALL: tr("the customer, by you on the call: there is no e-mail to write to"),
        Way.CHAT: tr("the customer, by you in the chat: there is no e-mail to write to"),
        Way.LETTER: tr("the customer, by letter: there is no e-mail to write to"),
    }
    return EffectLine(Effect.TOLD, words[otherwise(seen.request.channel)])


def change_of(seen: CustomerFile, key: str) -> Change | None:
    """The line of history of a key such as `restore:12`."""
    return next((line for line in seen.history if key == f"{RESTORE}:{line.id}"), None)


def restorable(seen: CustomerFile, change: Change) -> bool:
    """Whether what stood before a line of history may be brought back, and does not stand there anyway."""
    table, _, column = change.field.partition(".")
    if follows(change.field) or change.before is None or table == "order":
        return False
    now = _standing(seen, change)
    if change.after is None:
        return now is None and GUARDED[table].add is not None and column in _NAMES_ROW
    return now is not None and now[0] != change.before and GUARDED[table].columns[column].amend is not None


def version_now(seen: CustomerFile, change: Change) -> int | None:
    """The version of the row of a line of history; None where it is gone."""
    now = _standing(seen, change)
    return None if now is None else now[1]


def _standing(seen: CustomerFile, change: Change) -> tuple[str, int] | None:
    """What stands now where a line of history was written, and its row's version; None where that row is gone."""
    table, _, column = change.field.partition(".")
    if table == "customer":
        value = getattr(seen, column, "")
        return (value.text if isinstance(value, Shown) else value, seen.version)
    key = f"{table}:{change.row_id}"
    if contact := contact_of(seen, key):
        return (contact.note if column == "kind" else contact.value.text, contact.version)
    if address := address_of(seen, key):
        return (address.values.get(column, ""), address.version)
    return None


_NAMES_ROW = frozenset({"address", "number", "line1"})
"""Of the lines of a removed row the one that stands for it, and brings all of it back."""


def row_rung(seen: CustomerFile, key: str) -> Rung | None:
    """The rung that a key of this module needs."""
    kind, _, rest = key.partition(":")
    table = rest.partition(":")[0]
    if kind == ADD:
        return needed_rung(add_scope(table))
    if kind == REMOVE:
        return needed_rung(retire_scope(table))
    line = change_of(seen, key)
    if line is None:
        return None
    table, _, column = line.field.partition(".")
    return needed_rung(add_scope(table) if line.after is None else amend_scope(table, column))


def row_editor(seen: CustomerFile, key: str, market: str) -> EditorView | None:
    """The editor of a row that is added, removed or brought back; None where that cannot be done now."""
    kind, _, rest = key.partition(":")
    if kind == ADD:
        return _adding(seen, key, rest, market)
    if kind == REMOVE:
        return _removing(seen, key, rest)
    line = change_of(seen, key)
    if line is None:
        return None
    now = _standing(seen, line)
    before, after = value_words(line.field, now[0] if now else None), value_words(line.field, line.before)
    lines = (*_stays(seen, line), notice_line(seen, line.before or "" if line.field == "email.address" else ""))
    title = tr("Bring back {0}").format(field_name(line.field))
    return EditorView(key, title, before, (), tr("Ask the customer to confirm."), tr("Bring back"), lines, after)


def _stays(seen: CustomerFile, line: Change) -> tuple[EffectLine, ...]:
    table = line.field.partition(".")[0]
    place = address_of(seen, f"address:{line.row_id}") if table == "address" else None
    if place is not None:
        return effect_lines(place.consequences)
    return (EffectLine(Effect.KEPT, tr("everything else on file")),)


def _adding(seen: CustomerFile, key: str, table: str, market: str) -> EditorView:
    titles = {"email": tr("Another e-mail"), "phone": tr("Another phone"), "address": tr("Another address")}
    labels = {"email": tr("New e-mail"), "phone": tr("New phone")}
    inputs: tuple[InputView, ...]
    if table == "address":
        choices = tuple((kind.value, word(kind)) for kind in KINDS)
        inputs = (InputView("kind", tr("What for"), AddressKind.HOME.value, choices), *_form(seen, market))
    else:
        inputs = (InputView(table, labels[table], ""),)
    lines = (*_added(seen, {"kind": AddressKind.HOME} if table == "address" else {}), notice_line(seen))
    return EditorView(key, titles[table], "", inputs, tr("Type it as the customer says it"), tr("Add"), lines)


def _added(seen: CustomerFile, values: Mapping[str, str]) -> tuple[EffectLine, ...]:
    """What a row to be added means: an address holds the orders in process that it concerns (M5)."""
    kept = EffectLine(Effect.KEPT, tr("everything else on file"))
    if "kind" not in values:
        return (kept,)
    numbers = [order.number for order in seen.orders if order.revalidated]
    kinds = {line.kind for line in seen.addresses}
    return (*effect_lines(of_added_address(AddressKind(values["kind"]), kinds, numbers)), kept)


def _form(seen: CustomerFile, market: str) -> tuple[InputView, ...]:
    country = seen.addresses[0].country if seen.addresses else market
    return address_inputs({"country": country})


def _removing(seen: CustomerFile, key: str, row_key: str) -> EditorView | None:
    table = row_key.partition(":")[0]
    if table == "address":
        place = address_of(seen, row_key)
        if place is None:
            return None
        title, before = word(place.kind), place.value.text
        lines = [EffectLine(Effect.KEPT, tr("saved cards, and the addresses that orders were placed with"))]
    else:
        contact = contact_of(seen, row_key)
        if contact is None:
            return None
        before = contact.value.text if table == "email" else spoken_phone(contact.value.text)
        title = tr("E-mail") if table == "email" else tr("Phone")
        lines = [
            EffectLine(Effect.STOPS, tr("messages to {0}, from this moment on").format(before)),
            EffectLine(Effect.KEPT, tr("addresses, orders, cards and marketing choices")),
        ]
    title = tr("Remove {0}").format(title)
    return EditorView(
        key, title, before, (), tr("Ask the customer to confirm."), tr("Remove"), (*lines, notice_line(seen))
    )


def row_check(seen: CustomerFile, key: str, draft: dict[str, str], market: str) -> tuple[DraftCheck, dict[str, str]]:
    """What the rules say of a row to be added, and its values by column."""
    table = key.partition(":")[2]
    try:
        values, message = _checked(table, draft, market)
    except InvalidError as error:
        return DraftCheck(valid=False, message=told(error)), {}
    new = values["address"] if table == "email" else ""
    lines = (*_added(seen, values), notice_line(seen, new))
    return DraftCheck(valid=True, message=message, consequences=lines), values


def _checked(table: str, draft: dict[str, str], market: str) -> tuple[dict[str, str], str]:
    from care_console.domain.addresses import checked_address, checked_kind

    if table == "email":
        return {"address": checked_email(draft["email"])}, tr("Well formed. Spell it back to the customer.")
    if table == "phone":
        return {"number": checked_phone(draft["phone"], market)[0]}, tr("Well formed. Read it back to the customer.")
    kind = checked_kind(draft["kind"])
    values, problems = checked_address({column: text for column, text in draft.items() if column != "kind"})
    if problems:
        raise problems[0]
    return {**values, "kind": kind}, tr("In the form of the country. Read it back to the customer.")


def row_of(seen: CustomerFile, key: str) -> tuple[str, int, int] | None:
    """Table, row and version of what a key such as `remove:email:7` takes away."""
    row_key = key.partition(":")[2]
    found: Sequence[object] = [contact_of(seen, row_key), address_of(seen, row_key)]
    line = next((each for each in found if each is not None), None)
    if line is None:
        return None
    return row_key.partition(":")[0], getattr(line, "row_id"), getattr(line, "version")  # noqa: B009 - of either kind
