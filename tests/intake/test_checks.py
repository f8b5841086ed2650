"""What is refused before it is stored, and what is only remarked on."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.card_numbers import holds_card_number, luhn
from care_console.domain.intake import CustomerRecord, Kind, Row
from care_console.services.intake.checks import Checker
from care_console.services.intake.mapping import RowError
from tests.intake.support import NOW, a_chat, an_order, person, policy_book

BOOK = policy_book()
CARD = {"scheme": "visa", "last_four": "1111", "expires": "2027-04", "token": "tok_1"}


def check(kind: Kind, raw: dict[str, Any]) -> Row:
    return Checker(kind, BOOK, NOW).check(1, raw)


def reason(kind: Kind, raw: dict[str, Any]) -> str:
    with pytest.raises(RowError) as told:
        check(kind, raw)
    return str(told.value)


def with_check_digit(digits: str) -> str:
    return next(digits + last for last in "0123456789" if luhn(digits + last))


@given(
    body=st.text("0123456789", min_size=12, max_size=18),
    place=st.sampled_from(["scheme", "last_four", "expires", "token", "number", "pan"]),
    gap=st.sampled_from(["", " ", "-"]),
    wide=st.booleans(),
)
def test_a_card_number_in_any_card_field_is_refused_and_not_echoed(body: str, place: str, gap: str, wide: bool) -> None:
    number = with_check_digit(body)
    said = gap.join(number[at : at + 4] for at in range(0, len(number), 4))
    if wide:
        said = said.translate({ord(str(digit)): 0xFF10 + digit for digit in range(10)})
    told = reason(Kind.CUSTOMERS, person(1, cards=[{**CARD, place: said}]))
    assert "full card number" in told
    assert said not in told
    assert number not in told


def test_a_card_number_as_a_number_or_among_other_texts_is_refused() -> None:
    assert "card number" in reason(Kind.CUSTOMERS, person(1, cards=[{**CARD, "token": 4111111111111111}]))
    assert "card number" in reason(Kind.CUSTOMERS, person(1, surname="Vale 4111 1111 1111 1111"))


def test_phones_and_order_numbers_are_not_taken_for_cards() -> None:
    assert holds_card_number("4111111111111111")
    check(Kind.CUSTOMERS, person(1, numbers=[{"brand": "the-outnet", "number": "4111111111111111"}]))


def test_a_card_holds_nothing_more() -> None:
    assert "not known" in reason(Kind.CUSTOMERS, person(1, cards=[{**CARD, "cvv": "123"}]))
    assert "last_four" in reason(Kind.CUSTOMERS, person(1, cards=[{**CARD, "last_four": "11"}]))
    assert "expires" in reason(Kind.CUSTOMERS, person(1, cards=[{**CARD, "expires": "04/27"}]))


@pytest.mark.parametrize(
    ("more", "said"),
    [
        ({"numbers": []}, "numbers"),
        ({"numbers": [{"brand": "nobody", "number": "1"}]}, "brand"),
        ({"numbers": [{"brand": "the-outnet", "number": "1"}, {"brand": "la-redoute", "number": "2"}]}, "controllers"),
        ({"numbers": [{"brand": "the-outnet", "number": "1"}, {"brand": "the-outnet", "number": "2"}]}, "one number"),
        ({"numbers": [{"brand": "the-outnet", "number": "--"}]}, "letters or digits"),
        ({"given_names": "", "surname": " "}, "name"),
        ({"birth_date": "2027-01-01"}, "birth_date"),
        ({"birth_date": "31/12/1980"}, "birth_date"),
        ({"emails": ["not an address"]}, "emails"),
        ({"emails": "a@example.com"}, "emails: expected a list"),
        ({"phones": [{"number": "12"}]}, "phones"),
        ({"addresses": [{"line1": "1 Mill Lane", "town": "Leeds", "country": "England"}]}, "ISO 3166"),
        ({"addresses": [{"line1": " ", "town": "Leeds", "country": "GB"}]}, "line1"),
        ({"surname": "A\x00B"}, "cannot be kept"),
        ({"surname": "A" * 201}, "longer"),
        ({"surname": 7}, "surname: expected text"),
        ({"nickname": "x"}, "not known"),
        ({"flags": [{"flag": "odd", "since": "2020-01-01"}]}, "flags.flag"),
    ],
)
def test_a_customer_that_cannot_be_right_is_refused(more: dict[str, Any], said: str) -> None:
    assert said in reason(Kind.CUSTOMERS, person(1, **more))


@pytest.mark.parametrize(
    ("kind", "raw", "said"),
    [
        (Kind.ORDERS, an_order(1, 1, currency="pounds"), "ISO 4217"),
        (Kind.ORDERS, an_order(1, 1, placed_at="2026-02-01T10:00:00"), "zone"),
        (Kind.ORDERS, an_order(1, 1, placed_at="2030-02-01T10:00:00Z"), "future"),
        (Kind.ORDERS, an_order(1, 1, total_minor=10**15), "too large"),
        (Kind.ORDERS, an_order(1, 1, items=[{"name": "x", "price_minor": 1, "quantity": 0}]), "quantity"),
        (Kind.ORDERS, an_order(1, 1, status="lost"), "status"),
        (Kind.TRANSCRIPTS, a_chat(1, 1, messages=[]), "started_at"),
        (Kind.TRANSCRIPTS, a_chat(1, 1, ended_at="2020-01-01T00:00:00Z"), "ended_at"),
        (
            Kind.TRANSCRIPTS,
            a_chat(1, 1, messages=[{"at": "2026-02-01T10:00:00Z", "speaker": "bot", "text": "x"}]),
            "speaker",
        ),
    ],
)
def test_orders_and_transcripts_that_cannot_be_right_are_refused(kind: Kind, raw: dict[str, Any], said: str) -> None:
    assert said in reason(kind, raw)


_junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=8) | st.just("Xsecretx"),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4) | st.just("Xsecretx"), inner),
    max_leaves=6,
)


@given(raw=st.sampled_from([person(1), an_order(1, 1), a_chat(1, 1)]), junk=_junk, data=st.data())
def test_junk_anywhere_is_refused_or_kept_but_never_quoted(raw: dict[str, Any], junk: Any, data: st.DataObject) -> None:
    kind = Kind.CUSTOMERS if "numbers" in raw else Kind.ORDERS if "currency" in raw else Kind.TRANSCRIPTS
    place = data.draw(st.sampled_from([*raw, "Xsecretx"]))
    said = ""
    try:
        check(kind, {**json.loads(json.dumps(raw)), place: junk})
    except RowError as error:
        said = str(error)
    assert "Xsecretx" not in said
    assert said or place != "Xsecretx"


def test_an_address_of_another_form_is_a_warning() -> None:
    checker = Checker(Kind.CUSTOMERS, BOOK, NOW)
    address = {"line1": "1 Mill Lane", "town": "Leeds", "postcode": "NONE", "country": "gb"}
    row = checker.check(1, person(1, addresses=[address]))
    assert checker.warnings == ["addresses: the postcode has not the form that is usual in GB"]
    assert isinstance(row.record, CustomerRecord)
    assert row.record.addresses
    assert row.record.addresses[0].country == "GB"


def test_e_mails_and_phones_are_brought_into_one_form() -> None:
    row = check(
        Kind.CUSTOMERS,
        person(1, emails=["A.B@EXAMPLE.com", " A.B@example.com"], phones=[{"number": "01632 960123", "kind": ""}]),
    )
    assert isinstance(row.record, CustomerRecord)
    assert row.record.emails == ("A.B@example.com",)
    assert row.record.phones
    assert row.record.phones[0].number == "+441632960123"
