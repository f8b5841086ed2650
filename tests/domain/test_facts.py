"""What callers say, and the one form in which it is compared."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.facts import (
    amount_key,
    answer_key,
    birth_date,
    email_key,
    is_key,
    number_key,
    phone_key,
    premise_key,
    squeeze,
)
from care_console.domain.requests import Fact

said = st.text(max_size=60)
ascii_words = st.text(alphabet="abcXYZ019 -./#,@+", max_size=40)


@given(said)
def test_squeezing_and_numbers_are_idempotent(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text) or not text.isascii()
    assert email_key(email_key(text)) == email_key(text) or not text.isascii()


@given(ascii_words)
def test_decorations_and_case_do_not_matter(text: str) -> None:
    assert number_key(f" #{text.swapcase()}-") == number_key(text)


@given(st.sampled_from(Fact), said | ascii_words)
def test_every_answer_that_can_be_read_has_the_form_that_a_store_compares(fact: Fact, text: str) -> None:
    key = answer_key(fact, text, "GB")
    assert key is None or is_key(fact, key)


@pytest.mark.parametrize(
    "text",
    ["3 May 1958", "03/05/1958", "3.5.1958", "1958-05-03", "03051958", "19580503", "May 3rd, 1958", "3rd of May 1958"],
)
def test_birth_dates_as_people_say_them(text: str) -> None:
    assert birth_date(text) == date(1958, 5, 3)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 mai 1984", date(1984, 5, 3)),
        ("3 f\u00e9vrier 1984", date(1984, 2, 3)),
        ("1er ao\u00fbt 1984", date(1984, 8, 1)),
        ("5 d\u00e9c. 1984", date(1984, 12, 5)),
        ("5 juil. 1984", date(1984, 7, 5)),
        ("mardi 3 mai 1984", date(1984, 5, 3)),
        ("3. M\u00e4rz 1984", date(1984, 3, 3)),
        ("3 jui 1984", None),
    ],
)
def test_months_are_named_in_the_languages_of_look_up(text: str, day: date | None) -> None:
    assert birth_date(text) == day


def test_the_month_comes_first_where_people_say_it_so() -> None:
    assert birth_date("05/03/1984", "US") == date(1984, 5, 3) == birth_date("05031984", "US")
    assert birth_date("05/03/1984", "GB") == date(1984, 3, 5) == birth_date("05/03/1984")
    assert birth_date("25/03/1984", "US") == date(1984, 3, 25)
    assert answer_key(Fact.BIRTH_DATE, "05/03/1984", "US") == "1984-05-03"


def test_a_phone_is_read_as_dialled_at_the_customers_home_then_in_the_market() -> None:
    assert answer_key(Fact.PHONE, "06 12 34 56 78", "GB", "FR") == "+33612345678"
    assert answer_key(Fact.PHONE, "07700 900925", "GB", "FR") == "+447700900925"
    assert answer_key(Fact.PHONE, "+33 6 12 34 56 78", "GB") == "+33612345678"


@pytest.mark.parametrize("text", ["", "May 1958", "1958", "31/02/1958", "3/5/58", "45/45/1958", "May", "3 5"])
def test_what_is_no_whole_birth_date(text: str) -> None:
    assert birth_date(text) is None


@given(st.dates(min_value=date(1880, 1, 1), max_value=date(2030, 1, 1)))
def test_a_date_survives_each_way_of_saying_it(day: date) -> None:
    for form in ("%d/%m/%Y", "%Y-%m-%d", "%d %B %Y", "%d%m%Y"):
        assert birth_date(day.strftime(form)) == day


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("$536.65", "amount:53665"), ("536,65", "amount:53665"), ("1.536,65 €", "amount:153665"),
        ("1,536.65", "amount:153665"), ("0.05", "amount:5"), ("536", None), ("W2611340", None), ("", None),
    ],
)  # fmt: skip
def test_amounts(text: str, key: str | None) -> None:
    assert amount_key(text) == key


@given(st.integers(0, 99_999_999))
def test_an_amount_survives_being_written(minor: int) -> None:
    assert amount_key(f"£{minor // 100}.{minor % 100:02d}") == f"amount:{minor}"


@pytest.mark.parametrize(
    ("postcode", "lines", "key"),
    [
        ("NR2 4UN", "Flat 8, 108 Church Lane", "NR24UN/108"),
        ("NR2 4UN", "108 Church Lane Flat 8", "NR24UN/108"),
        ("NR2 4UN", "Flat 8, Church House", "NR24UN/8"),
        ("LS6 2PQ", "14 Ashfield Terrace", "LS62PQ/14"),
        ("ls6 2pq", "Flat 2, 14 Ashfield Terrace", "LS62PQ/14"),
        ("75008", "12bis rue de Rome", "75008/12BIS"),
        ("80279", "Rose Cottage", "80279/ROSE"),
        ("80279", "", "80279/"),
    ],
)
def test_premises(postcode: str, lines: str, key: str) -> None:
    assert premise_key(postcode, lines) == key


@pytest.mark.parametrize("text", ["LS6 2PQ, 14", "ls62pq 14", "LS6 2PQ 14", " ls6 2pq ,14 "])
def test_a_postcode_counts_with_its_house_number(text: str) -> None:
    assert answer_key(Fact.POSTCODE, text, "GB") == premise_key("LS6 2PQ", "14 Ashfield Terrace")


@pytest.mark.parametrize("text", ["LS62PQ", ",14", "LS6 2PQ,"])
def test_a_postcode_alone_does_not(text: str) -> None:
    assert answer_key(Fact.POSTCODE, text, "GB") is None


def test_phones_are_read_as_dialled_at_home() -> None:
    assert phone_key("0113 496 0412", "GB") == "+441134960412" == phone_key("+44 (0)113 496 0412", "US")
    assert phone_key("412", "GB") is None
    assert phone_key("none", "GB") is None


@pytest.mark.parametrize("fact", Fact)
def test_nothing_and_too_much_are_no_answer(fact: Fact) -> None:
    assert answer_key(fact, "  ", "GB") is None
    assert answer_key(fact, "1" * 201, "GB") is None
