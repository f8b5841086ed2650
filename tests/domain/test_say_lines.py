"""Lines to be read aloud: checked when they are loaded, in the language of whoever is on the line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console import resources
from care_console.domain.requests import Fact
from care_console.domain.say_lines import SayBook, SayLineError, Step

if TYPE_CHECKING:
    from pathlib import Path

SHIPPED = resources.path("say")


@pytest.fixture(scope="module")
def book() -> SayBook:
    return SayBook.load(SHIPPED)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("common.en.toml", "common.fr.toml"):
        (tmp_path / name).write_bytes((SHIPPED / name).read_bytes())
    return tmp_path


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("what", [*Step, *Fact])
def test_every_step_and_fact_has_a_line_in_every_language(book: SayBook, what: Step | Fact, language: str) -> None:
    said = book.line(what, "the-outnet", "THE OUTNET", language, until="3 May 2026")
    assert said
    assert "{" not in said


def test_a_brand_says_its_own_words_and_the_common_ones_otherwise(book: SayBook) -> None:
    own = book.line(Step.RECORDING, "la-redoute", "La Redoute", "fr")
    assert own.startswith("La Redoute, bonjour.")
    assert own != book.line(Step.RECORDING, "other", "La Redoute", "fr")
    common = book.line(Step.LOCKED, "other", "La Redoute", "fr")
    assert book.line(Step.LOCKED, "la-redoute", "La Redoute", "fr") == common


def test_the_language_is_the_customers_then_the_lines_then_english(book: SayBook) -> None:
    assert book.language(customer="fr", market="GB") == "fr"
    assert book.language(customer="fr-BE", market="GB") == "fr"
    assert book.language(customer="", market="FR") == "fr"
    assert book.language(customer="de", market="FR") == "fr"
    assert book.language(customer="en", market="FR") == "en"
    assert book.language(customer="de", market="US") == "en"


def test_a_line_without_its_day_is_not_said(book: SayBook) -> None:
    with pytest.raises(ValueError, match="until"):
        book.line(Step.MAY_ARRIVE, "x", "X", "en")


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('ending = "Good day {name}."', "ending: {name} is not known here"),
        ('ending = "Until {until}."', "ending: {until} is not known here"),
        ('may_arrive = "It may still come."', "may_arrive: {until} is missing"),
        ('ending = "Good {day"', "a brace is not closed"),
        ('ending = ""', "expected one line"),
        ('goodbye = "Bye."', "goodbye"),
        ('[ask]\nshoe_size = "Your size?"', "shoe_size"),
    ],
)
def test_a_line_that_could_not_be_said_is_named_when_it_is_loaded(folder: Path, line: str, fault: str) -> None:
    (folder / "shop.en.toml").write_text(line + "\n", encoding="utf-8")
    with pytest.raises(SayLineError) as told:
        SayBook.load(folder)
    assert any(each.startswith("shop.en.toml: ") and fault in each for each in told.value.faults)


def test_what_is_missing_from_the_common_lines_is_named(folder: Path) -> None:
    text = (folder / "common.fr.toml").read_text(encoding="utf-8")
    (folder / "common.fr.toml").write_text(text.replace("locked = ", "# "), encoding="utf-8")
    (folder / "shop.de.toml").write_text('ending = "Danke."\n', encoding="utf-8")
    (folder / "readme.toml").write_text("", encoding="utf-8")
    with pytest.raises(SayLineError, match=r"readme.toml"):
        SayBook.load(folder)
    (folder / "readme.toml").unlink()
    with pytest.raises(SayLineError) as told:
        SayBook.load(folder)
    assert "common.fr.toml: locked: is missing" in told.value.faults
    assert any("there is no common.de.toml" in each for each in told.value.faults)


def test_without_english_there_is_no_book(folder: Path) -> None:
    (folder / "common.en.toml").unlink()
    with pytest.raises(SayLineError, match=r"common\.en\.toml: is missing"):
        SayBook.load(folder)
