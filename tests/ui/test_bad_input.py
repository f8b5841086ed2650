"""Whatever is typed into an editor of the customer page is refused in words, or saved exactly as it was checked."""

from __future__ import annotations

import json
import time
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from care_console.domain.addresses import address_form, checked_address, countries
from care_console.domain.amendments import Saved, checked_birth_date, checked_phone, refuse_unchecked
from care_console.domain.errors import InvalidError
from care_console.domain.facts import answer_key
from care_console.domain.requests import Fact
from care_console.domain.roles import Role
from care_console.ui.customer.amending import address_inputs, check_draft, editor_view
from care_console.ui.customer.data import DraftCheck, EditorView, InputView
from care_console.ui.customer.editor import Editor
from care_console.ui.customer.rows import row_check, row_editor
from tests.services.conftest import Counter
from tests.services.test_amend import ALL
from tests.stores import Planted, SqlitePlaces, stranger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.services.customer_file import CustomerFile
    from care_console.ui.theme import Theme

BLNS = Path(__file__).parents[3] / "shared" / "data" / "blns" / "blns.json"
TODAY = date(2026, 3, 2)
LONG = "x" * 10_000
LONGEST = 0.5
"""Seconds of work within which a form has answered the longest text."""


def naughty() -> list[str]:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not at {BLNS}")
    return [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if isinstance(text, str)]


@pytest.fixture(scope="module")
def counter(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Counter]:
    """An agent with a customer on the line."""
    folder = tmp_path_factory.mktemp("forms")
    place = SqlitePlaces.make(folder).place(folder / "store.db")
    jo = place.seed.agent("Jo", Role.AGENT)
    yield Counter(place, jo, place.seed.customer(Planted(id=1)), place.seed.customer(stranger()))
    place.store.close()


@pytest.fixture(scope="module")
def seen(counter: Counter) -> CustomerFile:
    """Her file, with her date of birth revealed."""
    opened = counter.verified(*ALL)
    revealed = counter.access.reveal(counter.who, opened.request.id, 1, "customer", "birth_date")
    return replace(opened, birth_date=revealed.birth_date)  # type: ignore[union-attr] # she is verified


def forms(seen: CustomerFile) -> list[EditorView]:
    """Every editor of the page that asks for something."""
    keys = ["name", "birth_date", "language", f"email:{seen.emails[0].row_id}", f"phone:{seen.phones[0].row_id}"]
    views = [editor_view(seen, key) for key in (*keys, f"address:{seen.addresses[0].row_id}")]
    views += [row_editor(seen, f"add:{table}", "GB") for table in ("email", "phone", "address")]
    found = [view for view in views if view is not None and view.inputs]
    assert len(found) == len(views)
    return found


GOOD = {"line1": "1 New Road", "town": "York", "postcode": "YO1 7HH"}


def check(seen: CustomerFile, view: EditorView, field: str, text: str) -> DraftCheck:
    """What the form says when this stands in one field, and what is good in all others."""
    draft = {each.key: each.value or GOOD.get(each.key, "") for each in view.inputs} | {field: text}
    if view.key.startswith("add:"):
        return row_check(seen, view.key, draft, "GB")[0]
    checked = check_draft(seen, view.key, draft, "GB")
    for change in checked.changes:
        if change.table != "address":
            refuse_unchecked(change, TODAY)  # what the form lets through the service lets through
    return checked.check


def test_naughty_strings_are_answered_in_words_by_every_field_of_every_form(seen: CustomerFile) -> None:
    texts, fields = naughty(), 0
    for view in forms(seen):
        for field in view.inputs:
            fields += 1
            for text in texts:
                said = check(seen, view, field.key, text)
                assert said.message, (view.key, field.key, text)
                assert said.valid or not said.consequences, (view.key, field.key, text)
    assert fields >= 20


def test_naughty_addresses_are_kept_to_the_letter(counter: Counter, seen: CustomerFile) -> None:
    lines = ("recipient", "line1", "line2", "town")
    texts, kept = naughty()[::4], 0
    for start in range(0, len(texts), len(lines)):
        now = counter.read(seen.request.id)
        key = f"address:{now.addresses[0].row_id}"
        typed = dict(zip(lines, texts[start:], strict=False))
        checked = check_draft(now, key, dict(now.addresses[0].values) | typed, "GB")
        if not checked.check.valid:
            continue
        assert isinstance(counter.amend.amend(counter.who, now.request.id, 1, checked.changes), Saved), typed
        values = counter.read(seen.request.id).addresses[0].values
        assert {column: values[column] for column in typed} == {name: text.strip() for name, text in typed.items()}
        kept += 1
    assert kept > 15


@pytest.mark.parametrize("fact", Fact)
def test_naughty_answers_are_read_as_a_fact_or_refused(fact: Fact) -> None:
    for text in [*naughty(), LONG, "7" * 10_000, "\x00", "\u202e1958-05-03"]:
        key = answer_key(fact, text, "GB")
        assert key is None or key == key.strip() != "", text


def test_ten_thousand_characters_are_refused_at_once_by_every_field(seen: CustomerFile) -> None:
    for view in forms(seen):
        for field in view.inputs:
            for text in (LONG, "7" * 10_000, "山" * 10_000, "a@" * 5_000, f"{'a' * 10_000}@example.org"):
                began = time.thread_time()
                assert not check(seen, view, field.key, text).valid, (view.key, field.key)
                assert time.thread_time() - began < LONGEST, (view.key, field.key)


@pytest.mark.parametrize(
    ("given_names", "surname"),
    [
        ("", "Prince"), ("Suharto", ""), ("Sinéad", "O'Connor"), ("Jeanne", "d\u2019Arc"), ("明", "山田"),
        ("Nguyễn", "Văn A"), ("محمد", "علي"), ("Anna-Lena", "von der Heide-Müller"), ("-", "Null"),
        ("X Æ A-12", "Musk"),
    ],
)  # fmt: skip
def test_names_of_the_world_are_kept_as_they_are_written(
    counter: Counter, seen: CustomerFile, given_names: str, surname: str
) -> None:
    seen = counter.read(seen.request.id)
    draft = {"title": "", "given_names": f" {given_names}", "surname": f"{surname} "}
    checked = check_draft(seen, "name", draft, "GB")
    assert checked.check.valid, checked.check.message
    assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, checked.changes), Saved)
    now = counter.read(seen.request.id)
    assert (now.given_names.text, now.surname.text) == (given_names, surname)


@pytest.mark.parametrize(
    "typed",
    [
        "30 February 1980", "29/02/1900", "29 Feb 2023", "31/4/1990", "1990-13-01", "0/0/0", "1990-00-10",
        "32 May 1984", "3 Mai 19840", "tomorrow", "1 January 1879", "3 March 2026", "2190-01-01",
        "9999-99-99", "٣٠ فبراير ١٩٨٠",
    ],
)  # fmt: skip
def test_dates_that_do_not_exist_are_refused(typed: str) -> None:
    with pytest.raises(InvalidError):
        checked_birth_date(typed, TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        "123", "0000000000", "+999 123456789", "+44 0000 000000", "020 7946 09580", "call me", "+1 555", "+", "\u0660",
        "+44 20 7946 0958 20 7946 0958", "tel:javascript", "07700", "''; DROP TABLE phone", "+44\u202e7400123456",
    ],
)  # fmt: skip
def test_impossible_phones_are_refused(typed: str) -> None:
    with pytest.raises(InvalidError):
        checked_phone(typed, "GB")


def test_every_country_has_a_form_and_those_without_postcodes_take_none() -> None:
    without = []
    for country in countries():
        form = address_form(country)
        wanted = {
            each.column: each.example.split(",")[0] if each.column == "postcode"
            else each.choices[0][0] if each.choices else "Somewhere"
            for each in form.fields if each.needed or each.example
        }  # fmt: skip
        _, problems = checked_address({**wanted, "country": country})
        assert problems == (), (country, wanted)
        assert address_inputs({"country": country})[0].key == "country"
        if form.field("postcode") is None:
            without.append(country)
            _, problems = checked_address({**wanted, "country": country, "postcode": "12345"})
            assert [problem.field for problem in problems] == ["address.postcode"], country
    assert {"HK", "AE"} <= set(without)


def test_an_editor_shows_naughty_values_as_plain_text(qtbot: QtBot, look: Theme) -> None:
    for text in naughty()[::5]:
        value = InputView("surname", "Surname", text)
        editor = Editor(EditorView("name", "Name", text, (value,), "Type the new value", "Save change"))
        qtbot.addWidget(editor)
        editor.show()
        editor.show_check(DraftCheck(valid=False, message="Checked."))
        QApplication.processEvents()
        assert all(label.textFormat().name == "PlainText" for label in editor.findChildren(QLabel) if label.text())
        assert editor.draft["surname"] == text.replace("\n", " ").replace("\r", " ") or not text.isprintable()
        editor.close()
