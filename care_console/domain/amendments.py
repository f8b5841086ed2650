"""Values that an agent types, checked while typing and before saving (M1): every rule here needs no store."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from care_console.domain import facts
from care_console.domain.card_numbers import refuse_card_number
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.errors import InvalidError, said
from care_console.domain.masking import holds_mask
from care_console.domain.messages import Told

LONGEST_EMAIL = 254
"""RFC 5321 4.5.3.1.3: a path of 256 octets with its angle brackets."""
LONGEST_TEXT = 200
EARLIEST_BIRTH = date(1880, 1, 1)
UNDO_WINDOW = timedelta(minutes=2)
"""How long an amendment may be undone; what others are told of it waits until then (`care.md`)."""
IN_PROCESS = frozenset({OrderStatus.PENDING, OrderStatus.PROCESSED, OrderStatus.VALIDATION_HOLD})
"""Orders that a changed address sends through validation again (M5)."""
PHONE_KINDS = ("mobile", "landline")
_TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Characters that turn the direction of what follows: in a name they could make one value look like another."""

Value = str | date | None


class Effect(StrEnum):
    """What saving an amendment does beside the value itself, or leaves alone, told before saving."""

    HELD = "held"
    """An order goes on hold for validation (M5)."""
    ORDER_SYSTEM_TOLD = "order_system_told"
    """The order system is told, once nothing can be undone any more."""
    MESSAGES_MOVE = "messages_move"
    """Messages go to the new contact from now on."""
    CHOICES_KEPT = "choices_kept"
    ORDERS_KEPT = "orders_kept"
    """Orders keep the copy of the address that they were placed with."""
    ADDRESSES_KEPT = "addresses_kept"
    CARDS_KEPT = "cards_kept"


@dataclass(frozen=True, slots=True)
class Consequence:
    """One effect; `about` is an order's number or an old contact, where the effect is about one."""

    effect: Effect
    about: str = ""


class OrderMessage(StrEnum):
    """What the order system is told. The value is what stands in the queue and never changes."""

    VALIDATE_AGAIN = "validate_again"


@dataclass(frozen=True, slots=True)
class OrderNote:
    """A message to the order system on its way: of which order, under which request, and how often it was tried before.

    `id` is the same in every try; `address` (`addresses.COLUMNS`) is where the order goes now, None if unknown.
    """

    id: str
    tries: int
    message: OrderMessage
    brand: str
    order: str
    request: str
    at: datetime
    address: Mapping[str, str] | None = field(repr=False)


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field to be written: the row at the version that the agent saw, and the new value, checked."""

    table: str
    column: str
    row_id: int
    version: int
    value: Value

    @property
    def field(self) -> str:
        """The declared name, such as `email.address`."""
        return f"{self.table}.{self.column}"


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that somebody else changed meanwhile: what stands now, and what was to be saved.

    `version` is the row's present version, to save against; None where the row is gone.
    """

    field: str
    row_id: int
    version: int | None
    theirs: str
    yours: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Nothing was written, because somebody else changed a row that was to be amended."""

    differences: tuple[Difference, ...]


@dataclass(frozen=True, slots=True)
class Saved:
    """An amendment that was written: its id, until when it may be undone, its fields, and the orders put on hold.

    `told` is how the customer is told of it; None where nothing is to be told.
    """

    amendment: str
    undo_until: datetime
    fields: tuple[str, ...]
    held: tuple[str, ...] = ()
    told: Told | None = None


def checked_text(field: str, name: str, typed: str, *, needed: bool = False, longest: int = LONGEST_TEXT) -> str:
    """A one-line text without blanks at its ends, otherwise as typed. Raises InvalidError in words.

    `name` is what the field is called in the message.
    """
    text = typed.strip()
    if needed and not text:
        raise InvalidError(field, "{name} is needed.", todo="Type it, or leave the old one.", name=name)
    if holds_mask(text):
        raise InvalidError(field, "This is a mask, not a value.", todo="Type the whole value.")
    if len(text) > longest:
        raise InvalidError(
            field, "{name} has at most {longest} characters.", todo="Shorten it.", name=name, longest=longest
        )
    if any(unicodedata.category(each) in {"Cc", "Cs", "Zl", "Zp"} or each in _TURNING for each in text):
        raise InvalidError(field, "{name} holds a character that cannot be kept.", todo="Type it by hand.", name=name)
    refuse_card_number(field, text)
    return text


def checked_name(column: str, typed: str) -> str:
    """A part of a name: any script, one word or many. Raises InvalidError in words."""
    names = said({"title": "The title", "given_names": "The given name", "surname": "The surname"})
    return checked_text(f"customer.{column}", names[column], typed)


def checked_birth_date(typed: str, today: date, region: str = "") -> date | None:
    """A date of birth as it is said in `region` (`facts.birth_date`); None for none. Raises InvalidError in words."""
    text = typed.strip()
    if not text:
        return None
    found = facts.birth_date(text, region) if len(text) <= 40 else None
    if found is None:
        raise InvalidError("customer.birth_date", "This is no date that exists.", todo="Type it as 3 May 1984.")
    if not EARLIEST_BIRTH <= found <= today:
        raise InvalidError(
            "customer.birth_date", "A date of birth lies after 1880 and not in the future.", todo="Ask for it again."
        )
    return found


def checked_language(typed: str) -> str:
    """A language as its code of ISO 639-1. Raises InvalidError in words."""
    code = typed.strip().lower()
    if len(code) != 2 or not (code.isascii() and code.isalpha()):
        raise InvalidError("customer.language", "This is no language code.", todo="Choose one of the list.")
    return code


def checked_phone(typed: str, region: str) -> tuple[str, str]:
    """A phone number in E.164, and its kind (`PHONE_KINDS`). `region` is where it is dialled without a country code.

    Raises InvalidError in words for what cannot be a number.
    """
    import phonenumbers

    text = checked_text("phone.number", said("A phone number"), typed, needed=True, longest=40)
    key = facts.phone_key(text, region)
    if key is None or not phonenumbers.is_valid_number(parsed := phonenumbers.parse(key)):
        raise InvalidError(
            "phone.number",
            "This cannot be a phone number.",
            todo="Ask for all of it, with the country code where it is abroad.",
        )
    fixed = phonenumbers.number_type(parsed) == phonenumbers.PhoneNumberType.FIXED_LINE
    return key, "landline" if fixed else "mobile"


def checked_email(typed: str) -> str:
    """An e-mail address in its normal form. Raises InvalidError, in words, for what cannot be one.

    No name is looked up on the network: an address that is well formed may still not exist.
    """
    from email_validator import EmailNotValidError, validate_email

    text = unicodedata.normalize("NFKC", typed).strip()
    if not text:
        raise InvalidError("email.address", "An e-mail address is needed.", todo="Type it, or leave the old one.")
    if holds_mask(text):
        raise InvalidError("email.address", "This is a mask, not an address.", todo="Type the whole address.")
    if len(text) > LONGEST_EMAIL:
        raise InvalidError("email.address", "An e-mail address has at most 254 characters.", todo="Shorten it.")
    if "@" not in text:
        raise InvalidError("email.address", "The @ is missing.", todo="Ask for the part after the @.")
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except (EmailNotValidError, UnicodeError):
        raise InvalidError(
            "email.address", "This cannot be an e-mail address.", todo="Spell it back to the customer."
        ) from None
    return found.normalized


def checked_agreement(name: str, agreed_on: str, today: date) -> dict[str, Value]:
    """A parent's or guardian's agreement (G1): who, and since when, by column. Raises InvalidError in words."""
    whom = checked_text("customer.guardian_name", said("The name"), name, needed=True)
    day = facts.birth_date(agreed_on.strip()) if len(agreed_on) <= 40 else None
    if day is None or not EARLIEST_BIRTH <= day <= today:
        raise InvalidError("customer.guardian_agreed_on", "This is no day up to today.", todo="Type it as 3 May 2026.")
    return {"guardian_name": whom, "guardian_agreed_on": day}


def refuse_unchecked(change: FieldChange, today: date) -> None:
    """Raise InvalidError for a value that its field's check would not have given; addresses have their own form."""
    value = change.value
    if change.field in {"customer.birth_date", "customer.guardian_agreed_on"}:
        good = value is None or (isinstance(value, date) and EARLIEST_BIRTH <= value <= today)
    elif not isinstance(value, str):
        good = False
    elif change.field == "email.address":
        good = checked_email(value) == value
    elif change.field == "phone.number":
        good = checked_phone(value, "ZZ")[0] == value
    elif change.field == "phone.kind":
        good = value in PHONE_KINDS
    elif change.field == "customer.language":
        good = checked_language(value) == value
    else:
        good = checked_text(change.field, said("The value"), value) == value
    if not good:
        raise InvalidError(change.field, "This value was not checked.", todo="Type it again.")


def kept_text(value: object) -> str | None:
    """A value as the history keeps it."""
    return None if value is None else str(value)


def from_history(field: str, text: str | None) -> object:
    """The value that `kept_text` was given, byte for byte."""
    if text is None:
        return None
    if field in {"customer.birth_date", "customer.guardian_agreed_on"}:
        return date.fromisoformat(text)
    if field.endswith((".since", ".failing")):
        return datetime.fromisoformat(text)
    if field == "address.kind":
        return AddressKind(text)
    if field == "order.status":
        return OrderStatus(text)
    return text
