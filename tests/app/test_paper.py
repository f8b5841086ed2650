"""Copies on paper: every script can be read back, nothing in a text is markup, tagged where that is there."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import threading
import unicodedata
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from care_console.app.paper import QtPdfWriter
from care_console.domain.copies import Line, Talk
from care_console.domain.copy_sheet import sheet
from care_console.domain.errors import ServiceError
from care_console.domain.redaction import BLOCK, Span, add, propose, redact
from care_console.domain.transcripts import Conversation, Message, Speaker
from care_console.paper import FirstPdfWriter, WeasyPdfWriter
from care_console.ui.theme import Scheme, install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtWidgets import QApplication

    from care_console.domain.ports.paper import PdfWriter
    from care_console.ui.theme import Theme

SAID = (
    f"My card is {BLOCK}, thanks",
    "<b>&amp; not markup {braces}</b> @page",
    "\u0645\u0631\u062d\u0628\u0627",
    "\u05e9\u05dc\u05d5\u05dd",
    "\u3053\u3093\u306b\u3061\u306f \u4f60\u597d",
)


@pytest.fixture
def look(qapp: QApplication) -> Iterator[Theme]:
    """The console's fonts, as in the window."""
    yield install(qapp, 1.0, Scheme.LIGHT)
    qapp.setStyleSheet("")


WEASY = os.environ.get("CARE_CONSOLE_TEST_WEASYPRINT", sys.executable)
"""An interpreter that has WeasyPrint; this one unless the environment names another."""


def page(*said: str) -> str:
    lines = tuple(
        Line((Speaker.CUSTOMER, Speaker.ADVISOR)[at % 2], "Zo\u00eb", f"10:{at:02}", text)
        for at, text in enumerate(said)
    )
    return sheet(
        Talk(lines),
        language="en",
        colour="#102030",
        brand="La Redoute",
        title="Your conversation",
        facts="R-1",
        note="N.",
    )


def has_weasyprint() -> bool:
    tried = subprocess.run([WEASY, "-c", "import weasyprint"], capture_output=True, check=False)
    return tried.returncode == 0


def has_font(language: str) -> bool:
    if shutil.which("fc-list") is None:
        return False
    return bool(subprocess.run(["fc-list", f":lang={language}"], capture_output=True, check=True).stdout)


def text_of(pdf: bytes) -> str:
    """The text layer, by Poppler; presentation forms as letters, order marks left out."""
    made = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    text = unicodedata.normalize("NFKC", made.stdout.decode())
    return "".join(each for each in text if unicodedata.category(each) != "Cf")


@pytest.fixture(params=["built in", "weasyprint"])
def writer(request: pytest.FixtureRequest, look: Theme) -> PdfWriter:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    if request.param == "built in":
        return QtPdfWriter()
    if not has_weasyprint():
        pytest.skip("WeasyPrint or its Pango is not installed: the optional extra `pdf`")
    return WeasyPdfWriter(WEASY)


@pytest.mark.parametrize("at", range(len(SAID)))
def test_what_was_said_can_be_read_back(writer: PdfWriter, at: int) -> None:
    languages = {2: "ar", 3: "he", 4: "ja"}
    if at in languages and not has_font(languages[at]):
        pytest.skip(f"no font for {languages[at]} is installed")
    read = text_of(writer.write(page(SAID[at]), "Your conversation"))
    for word in SAID[at].split():
        assert unicodedata.normalize("NFKC", word) in read
    assert "10:00" in read
    assert "Zo\u00eb" in read


def test_a_long_conversation_breaks_over_pages(writer: PdfWriter) -> None:
    made = writer.write(page(*(f"message number {count}" for count in range(150))), "Your conversation")
    read = text_of(made)
    assert all(f"message number {count}" in read for count in range(150))
    assert len(PdfReader(io.BytesIO(made)).pages) > 2


def test_no_head_stands_alone_at_the_foot_of_a_page(writer: PdfWriter) -> None:
    said = [f"message {count}: " + "words and more " * (count % 11) for count in range(200)]
    pages = text_of(writer.write(page(*said), "Your conversation")).split("\f")[:-1]
    assert len(pages) > 5
    for number, text in enumerate(pages, 1):
        *lines, foot = [line for line in text.split("\n") if line.strip()]
        assert foot.replace(" ", "") == f"{number}/{len(pages)}"
        assert not lines[-1].endswith("Zo\u00eb"), number


def test_the_built_in_writer_works_on_a_worker(look: Theme) -> None:
    made: list[bytes] = []
    worker = threading.Thread(target=lambda: made.append(QtPdfWriter().write(page("Hello"), "Copy")))
    worker.start()
    worker.join()
    assert made[0].startswith(b"%PDF-")


def test_weasyprint_tags_for_pdf_ua(look: Theme) -> None:
    if not has_weasyprint():
        pytest.skip("WeasyPrint or its Pango is not installed: the optional extra `pdf`")
    root: Any = PdfReader(io.BytesIO(WeasyPdfWriter(WEASY).write(page("Hello"), "Copy"))).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en"
    assert b"pdfuaid" in root["/Metadata"].get_data()


def test_where_one_fails_the_next_one_writes(look: Theme) -> None:
    broken = WeasyPdfWriter("/no/such/python")
    with pytest.raises(ServiceError):
        broken.write(page("Hello"), "Copy")
    assert FirstPdfWriter((broken, QtPdfWriter())).write(page("Hello"), "Copy").startswith(b"%PDF-")


GAP = st.sampled_from(["", " ", "-"])
CARDS = st.builds(
    "4{:03}{}{:04}{}{:04}{}{:04}".format,
    *(st.integers(0, 999), GAP, st.integers(0, 9999), GAP, st.integers(0, 9999), GAP, st.integers(0, 9999)),
)
WORDS = st.sampled_from(["bluebird", "otter", "secret"])


@settings(
    max_examples=3,
    phases=[Phase.explicit, Phase.generate],
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(card=CARDS, secret=st.builds("{}{}".format, WORDS, st.integers(1000, 9999)), chosen=CARDS)
def test_hidden_text_is_on_no_paper(writer: PdfWriter, card: str, secret: str, chosen: str) -> None:
    """Not in the text that can be copied out, and not in any stream of the file."""
    said = (f"my card number is {card}", f"my password is {secret}", f"and {chosen} here")
    start = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
    whole = Conversation(
        "p", "r", "mr-porter", start, start, "Ada", "", tuple(Message(start, Speaker.CUSTOMER, each) for each in said)
    )
    redacted = redact(whole, add(propose(whole), Span(2, 4, 4 + len(chosen))))
    made = writer.write(page(*(message.text for message in redacted.messages)), "Your conversation")
    pdf = PdfReader(io.BytesIO(made))
    everything = [text_of(made), repr(pdf.metadata)]
    size: Any = pdf.trailer["/Size"]
    streams: list[Any] = [pdf.get_object(number) for number in range(1, size)]
    everything += [one.get_data().decode("latin-1") for one in streams if hasattr(one, "get_data")]
    assert BLOCK in everything[0]
    for text in (card, secret, chosen):
        assert [each for each in everything if text in each] == []
