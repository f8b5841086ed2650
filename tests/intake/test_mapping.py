"""Mapping files: what they make of foreign records, and what is said of broken ones."""

from __future__ import annotations

from pathlib import Path

import pytest

from care_console import resources
from care_console.domain.intake import Kind
from care_console.services.intake.mapping import MappingError, OwnNames, RowError, parse_mapping, read_mapping

HEAD = 'kind = "customers"\n'


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("kind = ", "no TOML"),
        ("", "kind"),
        ('kind = "people"', "kind"),
        (HEAD + '[fields]\nsurnam = "x"', "fields.surnam is no field of customers"),
        (HEAD + '[fields]\naddresses = "x"', "fields.addresses is no field"),
        (HEAD + '[fields]\n"addresses.0.town" = "x"', "is no field"),
        (HEAD + '[fields]\nsurname = { from = "x", as = "shout" }', "surname"),
        (HEAD + '[fields]\nbirth_date = { from = "x", as = "date" }', "needs a pattern"),
        (HEAD + '[fields]\nsurname = { from = "x", split = " ", part = 0 }', "counts parts from 1"),
        (HEAD + '[lists.cards]\neach = "x"\n[lists.cards.fields]\npan = "y"', "lists.cards.fields.pan"),
        (HEAD + "[unknown]\n", "unknown"),
    ],
)
def test_a_broken_mapping_is_told_by_place(text: str, said: str) -> None:
    with pytest.raises(MappingError) as told:
        parse_mapping(text, "their.toml")
    assert said in told.value.happened
    assert "their.toml" in told.value.happened


def test_a_mapping_that_cannot_be_read_is_told(tmp_path: Path) -> None:
    (tmp_path / "bad.toml").write_bytes(b"\xff")
    for name in ("none.toml", "bad.toml"):
        with pytest.raises(MappingError, match=name):
            read_mapping(tmp_path / name)


def test_fields_constants_words_parts_and_lists() -> None:
    mapping = parse_mapping(
        HEAD
        + """
[constants]
language = "fr"

[fields]
given_names = { from = "name", split = " ", part = 1 }
surname = { from = "name", split = " ", part = -1 }
birth_date = { from = "born", as = "date", pattern = "%d/%m/%Y" }
"numbers.1.number" = { from = "id", as = "text" }
"addresses.1.country" = { from = "place.land", words = { England = "GB" } }
"addresses.1.town" = "places.2.town"

[lists.cards]
each = "pay"
where = { type = ["card"] }

[lists.cards.fields]
last_four = "last"
expires = { from = "until", as = "month", pattern = "%m/%y" }
""",
        "m.toml",
    )
    made = mapping(
        {
            "name": "Ann Marie Vale",
            "born": "31/01/1980",
            "id": 77,
            "place": {"land": "England"},
            "places": [{"town": "A"}, {"town": "B"}],
            "pay": {"x": {"type": "card", "last": "1234", "until": "04/27"}, "y": {"type": "voucher"}},
        }
    )
    assert made == {
        "language": "fr",
        "given_names": "Ann",
        "surname": "Vale",
        "birth_date": "1980-01-31",
        "numbers": [{"number": "77"}],
        "addresses": [{"country": "GB", "town": "B"}],
        "cards": [{"last_four": "1234", "expires": "2027-04"}],
    }


def test_what_cannot_be_converted_refuses_the_row_without_quoting_it() -> None:
    mapping = parse_mapping(HEAD + '[fields]\nbirth_date = { from = "b", as = "date", pattern = "%Y" }', "m.toml")
    with pytest.raises(RowError) as told:
        mapping({"b": "Secret"})
    assert str(told.value) == "birth_date cannot be read as date"


@pytest.mark.parametrize(("price", "minor"), [(12.5, 1250), ("0.29", 29), (4, 400), (488.81, 48881), ("-1.10", -110)])
def test_money_keeps_every_penny(price: object, minor: int) -> None:
    mapping = parse_mapping('kind = "orders"\n[fields]\ntotal_minor = { from = "p", as = "minor" }', "m.toml")
    assert mapping({"p": price}) == {"total_minor": minor}


@pytest.mark.parametrize("price", ["NaN", "Infinity", "1e999", "twelve", "", "1" * 5000])
def test_no_money_is_refused(price: str) -> None:
    mapping = parse_mapping('kind = "orders"\n[fields]\ntotal_minor = { from = "p", as = "minor" }', "m.toml")
    if price:
        with pytest.raises(RowError):
            mapping({"p": price})
    else:
        assert mapping({"p": price}) == {}


def test_columns_named_by_dots_become_fields_and_lists() -> None:
    made = OwnNames()(
        {"surname": "Vale", "emails.2": "b@example.com", "emails.1": "a@example.com", "addresses.1.town": "Leeds"}
    )
    assert made == {
        "surname": "Vale",
        "emails": ["a@example.com", "b@example.com"],
        "addresses": [{"town": "Leeds"}],
    }


def test_a_field_given_whole_and_in_part_is_refused() -> None:
    with pytest.raises(RowError):
        OwnNames()({"emails": "x", "emails.1": "a@example.com"})


def test_the_mappings_that_are_shipped_can_be_read() -> None:
    for folder, name, kind in (
        ("tau-retail", "users.toml", Kind.CUSTOMERS),
        ("tau-retail", "orders.toml", Kind.ORDERS),
        ("star", "dialogues.toml", Kind.TRANSCRIPTS),
    ):
        assert read_mapping(resources.path("demo", folder, name)).kind is kind
