"""Mail texts: the shipped ones are whole, broken ones are told all at once, and no value changes what a mail is."""

from __future__ import annotations

import shutil
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console import resources
from care_console.domain.fields import GUARDED
from care_console.domain.mail_texts import NEEDED, PLACEHOLDERS, MailTextError, TextBook, Written
from care_console.domain.messages import MessageKind
from care_console.domain.policies import MarketingChannel, SharingPurpose

if TYPE_CHECKING:
    from pathlib import Path

BOOK = TextBook.load(resources.path("mail"))
VALUES: dict[str, Any] = {
    "name": "Zo\u00eb Quill", "request": "REQ-00042", "mailbox": "care@example.org", "phone": "0800 1",
    "brand": "La Redoute",
    "fields": ["email.address"], "subjects": ["direct-mail"], "until": "3 March", "code": "391 204", "minutes": "10",
    "date": "2 March 2026", "conversation": "Ada: Hello\nYou: Hello",
}  # fmt: skip


def fill(kind: MessageKind, language: str = "en", brand: str = "la-redoute", **other: Any) -> Written:
    own = {"name", "request", "mailbox", "phone", "brand", *PLACEHOLDERS[kind]}
    return BOOK.fill(
        kind, brand, language, {k: v for k, v in {**VALUES, **other}.items() if k in own}, colour="#102030"
    )


class Reader(HTMLParser):
    """Elements and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.words += data


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("kind", MessageKind)
def test_every_kind_is_written_in_every_language_without_a_brace_left(kind: MessageKind, language: str) -> None:
    made = fill(kind, language)
    assert made.language == language
    assert "{" not in made.subject + made.text + made.html
    for name in NEEDED[kind]:
        said = made.text.splitlines()
        assert any(str(VALUES[name]).splitlines()[0] in line for line in said) or isinstance(VALUES[name], list)
    page = Reader(made.html)
    for line in filter(None, made.text.replace("-- ", "").splitlines()):
        assert line in page.words, "text and HTML say the same"


def test_every_amendable_field_and_every_choice_has_its_word() -> None:
    amendable = [f"{t}.{c}" for t, guarded in GUARDED.items() for c, column in guarded.columns.items() if column.amend]
    for language in ("en", "fr"):
        fill(MessageKind.DETAIL_CHANGED, language, fields=[*amendable, "card.token", "phone.kind"])
        assert "appels" not in fill(MessageKind.DETAIL_CHANGED, language, fields=["phone.kind"]).text
        fill(MessageKind.OPT_OUT_CONFIRMED, language, subjects=[*MarketingChannel, *SharingPurpose])


def test_a_language_without_texts_is_written_in_english() -> None:
    assert fill(MessageKind.ONE_TIME_CODE, "de-CH").language == "en"
    assert fill(MessageKind.ONE_TIME_CODE, "FR").language == "fr"


def test_what_has_no_value_is_left_out() -> None:
    made = fill(MessageKind.OPT_OUT_CONFIRMED, until="", name="", phone="")
    assert made.text.startswith("Hello,\n")
    assert "until" not in made.text
    assert "Call us" not in made.text


def test_a_brand_says_what_it_says_otherwise() -> None:
    assert "customer number" in fill(MessageKind.ONE_TIME_CODE).text
    assert "customer number" not in fill(MessageKind.ONE_TIME_CODE, brand="net-a-porter").text


def test_a_message_without_its_matter_is_not_written() -> None:
    with pytest.raises(ValueError, match=r"needs .*code"):
        fill(MessageKind.ONE_TIME_CODE, code="\r\n")
    with pytest.raises(ValueError, match=r"has no .*cod"):
        BOOK.fill(MessageKind.ONE_TIME_CODE, "x", "en", {"cod": "1"}, colour="#102030")
    with pytest.raises(ValueError, match="no mail text has a word"):
        fill(MessageKind.DETAIL_CHANGED, fields=["shoe.size"])


@given(st.text())
def test_no_name_changes_what_a_mail_is(name: str) -> None:
    made, plain = fill(MessageKind.DETAIL_CHANGED, name="x" + name), fill(MessageKind.DETAIL_CHANGED)
    assert len(made.text.splitlines()) == len(plain.text.splitlines())
    assert Reader(made.html).tags == Reader(plain.html).tags
    assert made.subject == plain.subject


def test_the_conversation_keeps_its_lines_and_nothing_else() -> None:
    made = fill(
        MessageKind.TRANSCRIPT_COPY,
        conversation="Ada: a\r\nYou: <b>\u202egnp\x1b[2J\n\u0645\u0631\u062d\u0628\u0627 \U0001f642",
    )
    assert "Ada: a\nYou: <b>\ufffdgnp\ufffd[2J\n\u0645\u0631\u062d\u0628\u0627 \U0001f642" in made.text
    assert "Ada: a<br>\nYou: &lt;b&gt;" in made.html


@pytest.mark.parametrize(
    ("file", "old", "new", "fault"),
    [
        ("common.en.toml", "{fields}", "{field}", "detail_changed.paragraphs: {field} is not known here"),
        ("common.en.toml", "{fields}", "it", "detail_changed.paragraphs: {fields} is missing"),
        ("common.en.toml", "{code}", "{code.__class__}", "no plain placeholder"),
        ("common.en.toml", "{code}", "{code!r:>99}", "no plain placeholder"),
        ("common.fr.toml", "{code}", "{code", "common.fr.toml: one_time_code.paragraphs: a brace is not closed"),
        ("common.en.toml", "Your code for {brand}", "{code}", "one_time_code.subject: {code} is not known here"),
        ("common.en.toml", "Hello,", "Hello {name},", "greeting_unnamed: {name} is not known here"),
        ("common.fr.toml", "closing", "closin", "common.fr.toml: Object contains unknown field"),
        ("common.fr.toml", "closing = ", "# closing = ", "common.fr.toml: closing: is missing"),
        ("common.fr.toml", "[one_time_code]", "[one_time_code", "common.fr.toml: Expected"),
        ("la-redoute.fr.toml", "{mailbox}", "{mail}", "la-redoute.fr.toml: footer: {mail} is not known here"),
        ("frame.html", "{body}", "", "frame.html: {body} is missing"),
    ],
)  # fmt: skip
def test_a_broken_text_is_told_by_file_and_place(tmp_path: Path, file: str, old: str, new: str, fault: str) -> None:
    folder = tmp_path / "mail"
    shutil.copytree(resources.path("mail"), folder)
    text = (folder / file).read_text(encoding="utf-8")
    assert old in text
    (folder / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(MailTextError) as caught:
        TextBook.load(folder)
    assert any(fault in one for one in caught.value.faults), caught.value.faults


def test_all_faults_are_told_at_once(tmp_path: Path) -> None:
    shutil.copy(resources.path("mail", "frame.html"), tmp_path)
    (tmp_path / "harbour.de.toml").write_text('closing = "{me}"', encoding="utf-8")
    with pytest.raises(MailTextError) as caught:
        TextBook.load(tmp_path)
    assert len(caught.value.faults) == 3
    (tmp_path / "Hello.toml").write_text("", encoding="utf-8")
    with pytest.raises(MailTextError, match="expected a name like"):
        TextBook.load(tmp_path)
