from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.lookup.query import LONGEST_TEXT, MOST_TOKENS, Kind, parse


@pytest.mark.parametrize(
    "said",
    ["3 May 1984", "3rd of May 1984", "03/05/1984", "05/03/1984", "1984-05-03", "03051984", "3. Mai 1984",
        "3 de mayo de 1984",
     "May 3 1984", "19840503", "le 3 mai 1984", "3.5.1984"],
)  # fmt: skip
def test_birth_dates_are_read_in_the_orders_people_say(said: str) -> None:
    assert "19840503" in parse(said).values(Kind.DATE)


@pytest.mark.parametrize(
    ("said", "dates"),
    [
        ("19300752", ("19300752",)),
        ("19973015", ("19973015",)),
        ("19841405", ("19840514",)),
        ("99887766", ()),
        ("30992052", ()),
    ],
)
def test_a_birth_date_with_a_slip_in_it_is_still_one(said: str, dates: tuple[str, ...]) -> None:
    assert parse(said).values(Kind.DATE) == dates


@pytest.mark.parametrize("said", ["3 May 84", "03/05/84", "1984", "May 1984", "31 02 1984", "3 5", "030584", "1984050"])
def test_a_birth_date_is_read_whole_or_not_at_all(said: str) -> None:
    assert parse(said).values(Kind.DATE) == ()


@pytest.mark.parametrize(
    "said",
    ["0113 296 0123", "+44 113 296 0123", "+44 (0)113 2960123", "0044 113 296 0123", "44 113 2960123", "1132960123",
     "+44 (0) 113 2 96 01 23", "phone 0113-296-0123", "smith 0113 296 0123", "0113.296.0123"],
)  # fmt: skip
def test_phones_are_read_in_any_form(said: str) -> None:
    assert "#1132960123" in parse(said).values(Kind.PHONE)


def test_a_phone_keeps_a_leading_zero_that_belongs_to_it() -> None:
    assert "#0669820123" in parse("+39 06 6982 0123").values(Kind.PHONE)


def test_fewer_than_seven_digits_are_no_phone() -> None:
    assert parse("296012").values(Kind.PHONE) == ()


@pytest.mark.parametrize(
    "said",
    [
        "Noah.Brown@Example.org",
        "<noah.brown@example.org>",
        "noah dot brown at example dot org",
        "noah.brown@example.org.",
    ],
)
def test_emails_are_read_whole(said: str) -> None:
    assert parse(said).values(Kind.EMAIL) == ("@noah.brown@example.org",)


def test_an_email_not_complete_yet_gives_its_names() -> None:
    query = parse("noah.brown7922@exam")
    assert query.values(Kind.EMAIL) == ()
    assert query.tokens == ("noah", "brown")
    assert query.partial_email


@pytest.mark.parametrize(
    ("said", "value"),
    [("LS6 2PQ", "ls62pq"), ("ls62pq", "ls62pq"), ("ls6", "ls6"), ("80279", "80279"), ("80279-1234", "80279"), ("80",
        "80"),
     ("1012 AB", "1012ab"), ("K1A 0B1", "k1a0b1"), ("100-0001", "1000001"), ("114 55", "11455"), ("smith ls6 2pq",
     "ls62pq"),
     ("postcode 75008", "75008")],
)  # fmt: skip
def test_postcodes_are_read(said: str, value: str) -> None:
    assert value in parse(said).values(Kind.POSTCODE)


@pytest.mark.parametrize("said", ["8", "smith", "w2611340", "1234567890", "flat 2b"])
def test_what_has_no_form_of_a_postcode_is_none(said: str) -> None:
    assert parse(said).values(Kind.POSTCODE) == ()


@pytest.mark.parametrize(
    ("said", "postcodes"),
    [
        ("303 555 0142", ()),
        ("smith 07700 900123", ()),
        ("smith 80279 19800102", ("80279",)),
        ("80279 1980 01 02", ("80279",)),
        ("80279 3035550142", ("80279",)),
        ("smith 12 80279", ("12", "80279")),
        ("100 0001", ("1000001",)),
    ],
)
def test_a_group_of_a_longer_number_is_no_postcode(said: str, postcodes: tuple[str, ...]) -> None:
    assert parse(said).values(Kind.POSTCODE) == postcodes


@pytest.mark.parametrize("said", ["SG-100234", "sg 100234", "customer no. SG100234", "Kundennummer: sg-100 234"])
def test_customer_numbers_lose_their_decorations(said: str) -> None:
    assert "=sg100234" in parse(said).values(Kind.NUMBER)


@pytest.mark.parametrize("said", ["#W2611340", "w26 11340", "order no W2611340", "W 261 13 40"])
def test_order_numbers_lose_their_decorations(said: str) -> None:
    assert "W2611340" in parse(said).values(Kind.ORDER)


def test_titles_and_labels_are_left_out_unless_nothing_else_was_said() -> None:
    assert parse("Mrs. Smith from Leeds").tokens == ("smith", "leeds")
    assert parse("Miss").tokens == ("miss",)


def test_a_long_text_is_read_to_a_bound() -> None:
    query = parse("ab " * 5000)
    assert len(query.tokens) == MOST_TOKENS
    assert query.shortened
    assert parse("9" * 10_000).shortened


@given(st.text(max_size=2 * LONGEST_TEXT))
def test_any_text_can_be_read(text: str) -> None:
    query = parse(text)
    assert len(query.tokens) <= MOST_TOKENS
    assert all(0 <= reading.first < reading.end <= len(query.tokens) and reading.values for reading in query.readings)


@given(st.from_regex(r"[0-9a-z@.+#/ -]{0,40}", fullmatch=True))
def test_any_mixture_of_facts_can_be_read(text: str) -> None:
    for reading in parse(text).readings:
        assert all(reading.values)
