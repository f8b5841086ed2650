"""Reading a conversation: opened by Enter, searched by keyboard, its pauses said, long and hostile text laid out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QTextLayout
from PySide6.QtTest import QTest

from care_console.domain.transcripts import Conversation, Message, Speaker
from care_console.services.transcripts import OpenedTranscript
from care_console.ui.chat_words import printable
from care_console.ui.customer.transcripts import TranscriptsCard
from care_console.ui.transcript import lines
from care_console.ui.transcript.data import Line, Side, TranscriptView
from care_console.ui.transcript.lines import LineDelegate
from care_console.ui.transcript.reading import PIECE, pieces, transcript_view
from care_console.ui.transcript.view import BATCH, TranscriptPage
from tests.ui import samples

if TYPE_CHECKING:
    from PySide6.QtTest import QAbstractItemModelTester
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
SAID = (
    (0, Speaker.CUSTOMER, "Where is my parcel?"),
    (1, Speaker.ADVISOR, "Let me look."),
    (1, Speaker.ADVISOR, "It left the parcel centre today."),
    (20, Speaker.CUSTOMER, "شكرا 🙂"),
    (21, Speaker.SYSTEM, "The chat has ended."),
)


def view(said: tuple[tuple[float, Speaker, str], ...] = SAID) -> TranscriptView:
    messages = tuple(Message(BEGAN + timedelta(minutes=minute), who, text) for minute, who, text in said)
    ended = messages[-1].at if messages else BEGAN
    chat = Conversation("star", "1", "harbour", BEGAN, ended, "Ada", "parcel", messages)
    return transcript_view(OpenedTranscript(chat, (ended + timedelta(days=396)).date()), "Ms Margaret", "Harbour")


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> TranscriptPage:
    assert look.scale == 1
    made = TranscriptPage()
    qtbot.addWidget(made)
    made.resize(900, 600)
    made.show()
    return made


def shown(page: TranscriptPage) -> list[str]:
    model = page.messages.lines
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def test_speakers_times_and_pauses_are_said(page: TranscriptPage) -> None:
    page.show_transcript(view())
    lines = view().lines
    assert [line.side for line in lines] == [
        Side.CUSTOMER, Side.ADVISOR, Side.ADVISOR, Side.NOBODY, Side.CUSTOMER, Side.NOBODY,
    ]  # fmt: skip
    assert lines[0].head.startswith("Ms Margaret")
    assert lines[1].head.startswith("Ada")
    assert lines[2].head == ""
    assert lines[3].text == "19 minutes later"
    assert len(shown(page)) == 6
    assert "Where is my parcel?" in shown(page)[0]


def test_the_model_keeps_qts_rules(page: TranscriptPage, qtmodeltester: QAbstractItemModelTester) -> None:
    page.show_transcript(view())
    qtmodeltester.check(page.messages.lines)  # type: ignore[attr-defined] # pytest-qt's fixture


def test_finding_walks_through_the_matches_by_keyboard(page: TranscriptPage, qtbot: QtBot) -> None:
    page.show_transcript(view())
    qtbot.waitUntil(page.messages.hasFocus)
    QTest.keyClick(page.messages, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(page.sought.hasFocus)
    QTest.keyClicks(page.sought, "PARCEL")
    assert page.messages.currentIndex().row() == 0
    QTest.keyClick(page.sought, Qt.Key.Key_Return)
    assert page.messages.currentIndex().row() == 2
    QTest.keyClick(page.sought, Qt.Key.Key_Return)
    assert page.messages.currentIndex().row() == 0
    QTest.keyClick(page.sought, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert page.messages.currentIndex().row() == 2
    QTest.keyClick(page.sought, Qt.Key.Key_Escape)
    assert page.messages.hasFocus()
    assert page.sought.text() == ""


def test_escape_goes_back_and_nothing_stays_behind(page: TranscriptPage, qtbot: QtBot) -> None:
    page.show_transcript(view())
    with qtbot.waitSignal(page.back_asked):
        QTest.keyClick(page.messages, Qt.Key.Key_Escape)
    page.hide()
    assert shown(page) == []


def test_without_a_request_for_a_copy_it_is_asked_first(page: TranscriptPage, qtbot: QtBot) -> None:
    page.ask_copy()
    qtbot.waitUntil(page.question.confirm.hasFocus)
    assert not page.messages.isVisible()
    with qtbot.waitSignal(page.copy_confirmed):
        QTest.keyClick(page.question.confirm, Qt.Key.Key_Return)


def test_a_refusal_is_explained_and_offers_no_copy(page: TranscriptPage) -> None:
    page.explain("This conversation is no longer kept.")
    assert not page.question.confirm.isVisible()
    assert not page.messages.isVisible()


def test_an_empty_conversation_is_shown(page: TranscriptPage) -> None:
    page.show_transcript(view(()))
    assert shown(page) == []


def test_long_and_unprintable_text_is_laid_out_whole() -> None:
    text = "word " * 200_000
    assert "".join(pieces(text)) == text
    assert max(map(len, pieces(text))) <= PIECE
    assert "".join(pieces("x" * 5_000)) == "x" * 5_000
    assert (
        printable("a\x00b\x1b[31m\r\nc\ud800")
        == "a\N{REPLACEMENT CHARACTER}b\N{REPLACEMENT CHARACTER}[31m\nc\N{REPLACEMENT CHARACTER}"
    )


def test_a_message_of_a_megabyte_and_hostile_text_are_painted(page: TranscriptPage, qtbot: QtBot) -> None:
    page.show_transcript(
        view(((0, Speaker.CUSTOMER, "word " * 200_000), (1, Speaker.ADVISOR, "\u202egnp.exe <b>x</b> 👩‍👩‍👧‍👦\x07")))
    )
    page.sought.setText("gnp")
    assert page.messages.currentIndex().row() == page.messages.lines.rowCount() - 1
    assert not page.grab().isNull()


@dataclass
class Work:
    """How many rows were measured and painted, and how many texts laid out, since it was last asked."""

    measured: int = 0
    painted: int = 0
    laid_out: int = 0

    def done(self) -> tuple[int, int, int]:
        """These three, which start anew."""
        done = self.measured, self.painted, self.laid_out
        self.measured = self.painted = self.laid_out = 0
        return done


@pytest.fixture
def work(monkeypatch: pytest.MonkeyPatch) -> Work:
    """Counts what the list of messages does."""
    counted = Work()
    measure, paint, lay_out = LineDelegate._text_size, lines._Painter.paint, lines._laid_out

    def measured(delegate: LineDelegate, text: str) -> QSize:
        counted.measured += 1
        return measure(delegate, text)

    def painted(painter: lines._Painter, line: Line) -> None:
        counted.painted += 1
        paint(painter, line)

    def laid_out(text: str, room: int, sought: re.Pattern[str] | None = None) -> tuple[QTextLayout, QSize]:
        counted.laid_out += 1
        return lay_out(text, room, sought)

    monkeypatch.setattr(LineDelegate, "_text_size", measured)
    monkeypatch.setattr(lines._Painter, "paint", painted)
    monkeypatch.setattr(lines, "_laid_out", laid_out)
    return counted


def test_no_frame_of_five_thousand_messages_does_more_than_a_batch_or_a_screen_of_work(
    page: TranscriptPage, qtbot: QtBot, work: Work
) -> None:
    said = tuple(
        (
            number / 60,
            (Speaker.CUSTOMER, Speaker.ADVISOR)[number % 2],
            f"Message {number} " + "about the parcel " * (number % 13),
        )
        for number in range(5_000)
    )
    screen = 600 // 24  # rows of one line each
    page.show_transcript(view(said))
    page.grab()
    measured, painted, laid_out = work.done()
    assert measured <= 4 * BATCH, "the first frame waits for no more than the first batches"
    assert painted <= 2 * screen
    assert laid_out <= measured
    bar = page.messages.verticalScrollBar()
    qtbot.waitUntil(lambda: page.messages.visualRect(page.messages.lines.index(4_999)).isValid())
    work.done()
    for step in range(60):
        bar.setValue(bar.maximum() * step // 59)
        page.messages.viewport().repaint()
        measured, painted, laid_out = work.done()
        assert 0 < painted <= screen
        assert measured <= 4 * screen
        assert laid_out <= 2 * screen


@pytest.mark.parametrize("by", ["end", "find", "reading on"])
def test_a_row_that_is_not_laid_out_yet_is_reached(page: TranscriptPage, qtbot: QtBot, by: str) -> None:
    page.show_transcript(view(tuple((number / 60, Speaker.CUSTOMER, f"Message {number}") for number in range(3_000))))
    if by == "end":
        QTest.keyClick(page.messages, Qt.Key.Key_End)
    elif by == "find":
        page.sought.setText("Message 2999")
    else:
        bar = page.messages.verticalScrollBar()
        qtbot.waitUntil(lambda: bar.maximum() > 80_000)
        bar.setValue(bar.maximum())
    rows = page.messages
    last = rows.visualRect(rows.lines.index(2_999))
    assert rows.viewport().rect().contains(last)
    if by != "reading on":
        assert rows.currentIndex().row() == 2_999


def test_enter_on_a_conversation_of_the_card_asks_for_it(qtbot: QtBot, look: Theme) -> None:
    assert look.scale == 1
    card = TranscriptsCard()
    qtbot.addWidget(card)
    card.show_chats(samples.CHATS)
    card.show()
    card.buttons[7].setFocus()
    with qtbot.waitSignal(card.transcript_asked) as asked:
        QTest.keyClick(card.buttons[7], Qt.Key.Key_Return)
    assert asked.args == [7]
