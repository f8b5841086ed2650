"""What an import brings: records in the product's own form, refused rows, and how far a file has been read.

The field names of these records are the documented ones of import files, and the targets of mapping files. What a
record does not say (`UNSET`) an import leaves as it is; a list that it does say is the whole list.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from msgspec import UNSET, Struct, UnsetType

from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.flags import Flag


class Kind(StrEnum):
    """What the records of a file are."""

    CUSTOMERS = "customers"
    ORDERS = "orders"
    TRANSCRIPTS = "transcripts"


class Record(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Anything read from a file."""


class NumberRecord(Record, frozen=True, kw_only=True):
    """The number by which a brand knows the customer."""

    brand: str
    number: str


class PhoneRecord(Record, frozen=True, kw_only=True):
    """A phone number as dialled in the customer's country, or with a country code; `mobile` or `landline`."""

    number: str
    kind: str = ""


class AddressRecord(Record, frozen=True, kw_only=True):
    """A postal address; `country` is ISO 3166 alpha-2."""

    kind: AddressKind = AddressKind.HOME
    recipient: str = ""
    line1: str
    line2: str = ""
    town: str
    region: str = ""
    postcode: str = ""
    country: str


class CardRecord(Record, frozen=True, kw_only=True):
    """A saved card: all that may be held of one (M4). `expires` is `2027-04`."""

    scheme: str
    last_four: str
    expires: str
    token: str


class FlagRecord(Record, frozen=True, kw_only=True):
    """A flag and since when it stands."""

    flag: Flag
    since: date


class ChoiceRecord(Record, frozen=True, kw_only=True):
    """A consent or an objection as it was made (O7); `policy` is the id of the pack then in force."""

    brand: str
    subject: str
    chosen: bool
    at: datetime
    through: str
    word_of: str
    policy: str


class CustomerRecord(Record, frozen=True, kw_only=True):
    """A customer, known by brand and number; one customer's brands have one controller.

    `security_answer` is kept in its normal form only. `choices` are added to the history, never taken from it.
    """

    numbers: tuple[NumberRecord, ...]
    given_names: str
    surname: str
    title: str | UnsetType = UNSET
    birth_date: date | UnsetType = UNSET
    language: str | UnsetType = UNSET
    since: date | UnsetType = UNSET
    guardian_name: str | UnsetType = UNSET
    guardian_agreed_on: date | UnsetType = UNSET
    security_question: str | UnsetType = UNSET
    security_answer: str | UnsetType = UNSET
    emails: tuple[str, ...] | UnsetType = UNSET
    phones: tuple[PhoneRecord, ...] | UnsetType = UNSET
    addresses: tuple[AddressRecord, ...] | UnsetType = UNSET
    cards: tuple[CardRecord, ...] | UnsetType = UNSET
    flags: tuple[FlagRecord, ...] | UnsetType = UNSET
    choices: tuple[ChoiceRecord, ...] = ()


class ItemRecord(Record, frozen=True, kw_only=True):
    """A line of an order; money in minor units of the order's currency."""

    name: str
    options: str = ""
    quantity: int = 1
    price_minor: int


class OrderRecord(Record, frozen=True, kw_only=True):
    """An order, known by brand and number; its customer is known by `customer_number` at the same brand."""

    brand: str
    number: str
    customer_number: str
    placed_at: datetime
    status: OrderStatus
    total_minor: int
    currency: str
    address: AddressRecord | UnsetType = UNSET
    items: tuple[ItemRecord, ...] = ()


class MessageRecord(Record, frozen=True, kw_only=True):
    """One message of a chat; `speaker` is `customer`, `advisor` or `system`."""

    at: datetime
    speaker: str
    text: str


class TranscriptRecord(Record, frozen=True, kw_only=True):
    """A chat, known by provider and reference; without times of its own it lasts from first to last message."""

    provider: str
    reference: str
    brand: str
    customer_number: str
    advisor: str = ""
    topic: str = ""
    started_at: datetime | UnsetType = UNSET
    ended_at: datetime | UnsetType = UNSET
    messages: tuple[MessageRecord, ...]


RECORDS: dict[Kind, type[CustomerRecord | OrderRecord | TranscriptRecord]] = {
    Kind.CUSTOMERS: CustomerRecord,
    Kind.ORDERS: OrderRecord,
    Kind.TRANSCRIPTS: TranscriptRecord,
}


@dataclass(frozen=True, slots=True)
class Row:
    """A checked record, where it stands in its file, and the controller that answers for it."""

    line: int
    record: CustomerRecord | OrderRecord | TranscriptRecord
    controller: str


@dataclass(frozen=True, slots=True)
class Remark:
    """A refused row, or a warning about a kept one: the line (from 1) and why, without any of its values."""

    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Tally:
    """How many rows an import made, changed, found as they are, and refused.

    `kept` counts values left alone because an agent amended them; their rows are counted elsewhere.
    """

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: int = 0
    kept: int = 0

    def __add__(self, other: Tally) -> Tally:
        """Both together."""
        return Tally(
            self.created + other.created,
            self.updated + other.updated,
            self.unchanged + other.unchanged,
            self.refused + other.refused,
            self.kept + other.kept,
        )


@dataclass(frozen=True, slots=True)
class Job:
    """One file read in one way: its SHA-256 (hexadecimal), and the same of the mapping it is read through."""

    kind: Kind
    file: str
    mapping: str


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """How far an earlier run of the same job came: the rows that are done, their counts, and which were refused."""

    rows: int = 0
    tally: Tally = Tally()
    refused: tuple[Remark, ...] = ()
