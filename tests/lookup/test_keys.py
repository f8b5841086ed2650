from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from care_console.lookup.keys import (
    GIVEN,
    PLACE,
    SURNAME,
    Indexed,
    keys_of,
    name_terms,
    postcode_forms,
    split_calling_code,
    terms_of,
    variants_of,
)
from care_console.lookup.sound import sounds
from tests.lookup.people import CALLERS, people


def test_the_keys_of_a_customer() -> None:
    assert keys_of(CALLERS[0]) == [
        "#1132960123",
        "*19800102 brown",
        "*19800102 noah",
        "+ls6 brown",
        "+ls6 noah",
        "+ls62pq brown",
        "+ls62pq noah",
        "=100234",
        "=sg100234",
        "@noah.brown@example.org",
        "brown leeds",
        "brown noah",
        "noah brown",
        "noah leeds",
    ]


def test_a_customer_with_one_name_is_filed_under_it() -> None:
    assert keys_of(Indexed(1, "north", "Sukarno", "")) == ["sukarno "]
    assert keys_of(Indexed(1, "north", "", "Sukarno")) == ["sukarno "]


def test_a_customer_without_any_name_is_met_by_facts() -> None:
    nameless = Indexed(1, "north", "", "", ("80279",), (), date(1980, 1, 2))
    assert keys_of(nameless) == ["*19800102 ", "+80 ", "+80279 "]


@given(people)
def test_keys_of_names_tell_nothing_of_masked_facts(person: Indexed) -> None:
    bare = replace(person, postcodes=(), birth_date=None, emails=(), phones=(), numbers=())
    named = [key for key in keys_of(person) if key[0].isalnum()]
    assert named == keys_of(bare)
    assert not any(character.isdigit() for key in named for character in key)


@given(people)
def test_keys_are_sorted_and_single(person: Indexed) -> None:
    keys = keys_of(person)
    assert keys == sorted(set(keys))


@given(people)
def test_every_half_of_a_named_key_is_a_term(person: Indexed) -> None:
    halves = {half for key in keys_of(person) if key[0].isalnum() for half in key.split(" ") if half}
    assert halves <= set(terms_of(person))


@pytest.mark.parametrize(
    ("name", "terms"),
    [
        ("Mary Jane", ("maryjane", "mary", "jane")),
        ("O'Connor", ("oconnor",)),
        ("van der Berg", ("vanderberg", "van", "der", "berg")),
        ("J R", ("jr",)),
        ("王", ("wang",)),
        ("", ()),
        ("—", ()),
    ],
)
def test_terms_of_names(name: str, terms: tuple[str, ...]) -> None:
    assert name_terms(name) == terms


def test_a_very_long_name_makes_few_and_short_terms() -> None:
    terms = name_terms(" ".join(["Wolfeschlegelsteinhausenbergerdorffwelchevoraltern"] * 3 + list("abcdefgh") * 40))
    assert len(terms) <= 5
    assert max(map(len, terms)) <= 32


def test_terms_know_their_kinds() -> None:
    both = Indexed(1, "north", "Paris", "Jordan", towns=("Paris",))
    assert terms_of(both) == {"paris": GIVEN | PLACE, "jordan": SURNAME}


@pytest.mark.parametrize(
    ("postcode", "forms"),
    [
        ("LS6 2PQ", ("ls62pq", "ls6")),
        ("80279", ("80279", "80")),
        ("80279-1234", ("802791234", "80279", "80")),
        ("101", ("101",)),
        ("", ()),
    ],
)
def test_forms_of_postcodes(postcode: str, forms: tuple[str, ...]) -> None:
    assert postcode_forms(postcode) == forms


@pytest.mark.parametrize(
    ("digits", "parts"),
    [("441132960123", ("44", "1132960123")), ("13035550142", ("1", "3035550142")), ("353861234567", ("353",
        "861234567")),
     ("390669820123", ("39", "0669820123")), ("", ("", ""))],
)  # fmt: skip
def test_calling_codes_are_split_off(digits: str, parts: tuple[str, str]) -> None:
    assert split_calling_code(digits) == parts


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("smyth", "smith"), ("schmitt", "schmidt"), ("katherine", "catherine"), ("filip", "philip"), ("steven",
        "stephen"),
        ("maier", "meyer"), ("jeffrey", "geoffrey"), ("nite", "knight"), ("rite", "wright"), ("vagner", "wagner"),
        ("yohan", "johan"), ("ose", "jose"), ("mikel", "michael"), ("guiseppe", "giuseppe"), ("klark", "clarke"),
    ],
)  # fmt: skip
def test_names_that_sound_alike_share_a_code(said: str, meant: str) -> None:
    assert sounds(said) & sounds(meant)


@pytest.mark.parametrize(("one", "other"), [("smith", "brown"), ("noah", "william"), ("leeds", "paris")])
def test_names_that_sound_different_share_none(one: str, other: str) -> None:
    assert not sounds(one) & sounds(other)


def test_variants_are_the_term_its_deletions_and_its_sounds() -> None:
    assert variants_of("anna") == {"anna", "nna", "ana", "ann", "~AN"}
    assert variants_of("ng") == {"ng", "~NK"}
