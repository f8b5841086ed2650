"""The sending page: the copy as it goes, hidden and shown again by keyboard; every line leads back to the original."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from care_console.domain.copies import talk
from care_console.domain.findings import Label
from care_console.domain.redaction import BLOCK, Span, add, redact
from care_console.domain.transcripts import Conversation, Message, Speaker
from care_console.services.copies import Preview
from care_console.ui.approvals.view import ApprovalsPage, ApprovalView
from care_console.ui.customer.data import MessageView
from care_console.ui.customer.messages import MessagesCard
from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.focus_ring import FocusRing
from care_console.ui.sending.data import CopyView, FindingView, RecipientView, Sheet
from care_console.ui.sending.sheet import sheet_of
from care_console.ui.sending.view import SendingPage

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

BEGAN = datetime(2026, 3, 2, 10, 0, tzinfo=UTC)
NAMES = {Speaker.CUSTOMER: "Ms Margaret", Speaker.ADVISOR: "Ada", Speaker.SYSTEM: "Chat"}
SECRET = Span(0, 11, 15, Label.PIN)


def chat(*texts: str) -> Conversation:
    messages = tuple(Message(BEGAN + timedelta(minutes=at), Speaker.CUSTOMER, text) for at, text in enumerate(texts))
    return Conversation("star", "1", "harbour", BEGAN, BEGAN, "Ada", "parcel", messages)


def sheet(conversation: Conversation, *spans: Span) -> Sheet:
    redacted = redact(conversation, spans)
    said = talk(redacted, NAMES, UTC)
    text = f"Dear Ms Margaret,\n\n{said.plain()}\n\nYour team\n"
    return sheet_of(Preview("care@harbour.example", "Copy", text, said, "c.pdf"), conversation, spans)


def test_a_copy_of_a_conversation_in_which_nothing_was_said_shows_as_it_goes() -> None:
    said = talk(chat("Nothing was said."), NAMES, UTC)
    text = f"Dear Ms Margaret,\n\n{said.plain()}\n\nYour team\n"
    shown = sheet_of(Preview("care@harbour.example", "Copy", text, said, "c.pdf"), chat(), ())
    assert "\n".join(row.text for row in shown.rows) == text
    assert shown.pieces == ()


def view(*spans: Span) -> CopyView:
    conversation = chat("My pin: is 1234, \U0001f642 thanks", "and \u05e9\u05dc\u05d5\u05dd\r\ntwo")
    findings = (FindingView("PIN", "10:00 Ms Margaret", "is ███, thanks", bool(spans), SECRET),)
    return CopyView("care@harbour.example", "Copy", "c.pdf", sheet(conversation, *spans), findings)


@pytest.fixture
def page(qtbot: QtBot, look: Theme) -> SendingPage:
    assert look.scale == 1
    made = SendingPage()
    qtbot.addWidget(made)
    made.resize(1100, 700)
    made.show()
    made.show_choices(
        (
            RecipientView("a@example.org", "a@example.org", "On file.", needs_lead=False, warns=False),
            RecipientView("b@example.org", "b@example.org", "New.", needs_lead=True, warns=False),
        ),
        (("harmless", "No secret"), ("own", "Their own")),
    )
    made.show_copy(view(SECRET))
    return made


def test_the_copy_shows_as_it_goes_and_nothing_hidden_is_in_the_page(page: SendingPage) -> None:
    shown = page.text.toPlainText()
    assert shown.startswith("Dear Ms Margaret,\n\n10:00  Ms Margaret\n  My pin: is ")
    assert BLOCK in shown
    assert "1234" not in shown
    page.text.selectAll()
    assert "1234" not in page.text.textCursor().selectedText()


def select(page: SendingPage, words: str) -> None:
    cursor = page.text.document().find(words)
    assert not cursor.isNull()
    page.text.setTextCursor(cursor)


@pytest.mark.parametrize(
    ("words", "span"),
    [
        ("My pin", Span(0, 0, 6)),
        ("\U0001f642 than", Span(0, 17, 23)),
        (f"is {BLOCK}", Span(0, 8, 15)),
        ("two", Span(1, 10, 13)),
    ],
)
def test_selected_words_are_hidden_where_they_are_in_the_original(
    page: SendingPage, qtbot: QtBot, words: str, span: Span
) -> None:
    select(page, words)
    page.text.setFocus()
    with qtbot.waitSignal(page.hide_asked) as asked:
        QTest.keyClick(page.text, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == [[span]]


def test_a_selection_over_messages_hides_in_each_and_never_a_head(page: SendingPage, qtbot: QtBot) -> None:
    page.text.selectAll()
    with qtbot.waitSignal(page.hide_asked) as asked:
        page.hide_selected.click()
    assert asked.args == [[Span(0, 0, 25), Span(1, 0, 13)]]


def test_without_a_selection_it_is_said_how(page: SendingPage, qtbot: QtBot) -> None:
    page.text.moveCursor(QTextCursor.MoveOperation.Start)
    with qtbot.assertNotEmitted(page.hide_asked):
        page.hide_selected.click()


def test_delete_switches_a_finding_with_the_reason(page: SendingPage, qtbot: QtBot) -> None:
    page.findings.setFocus()
    page.reason.setCurrentIndex(1)
    with qtbot.waitSignal(page.switch_asked) as asked:
        QTest.keyClick(page.findings, Qt.Key.Key_Delete)
    assert asked.args == [view(SECRET).findings[0], "own"]
    page.show_copy(view())
    assert "1234" in page.text.toPlainText()
    assert page.switch.text() == "Hide again"


def test_the_send_key_sends_to_who_is_chosen_and_says_where_a_lead_is_needed(page: SendingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.send_asked) as asked:
        QTest.keyClick(page.findings, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked.args == ["a@example.org"]
    page.recipient.setFocus()
    QTest.keyClick(page.recipient, Qt.Key.Key_Down)
    assert page.send.text() == "Ask a team lead"


def test_without_an_address_nothing_can_be_sent(page: SendingPage, qtbot: QtBot) -> None:
    page.show_choices((), ())
    with qtbot.assertNotEmitted(page.send_asked):
        QTest.keyClick(page.findings, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_nothing_stays_behind(page: SendingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.back_asked):
        QTest.keyClick(page.text, Qt.Key.Key_Escape)
    page.hide()
    assert page.text.toPlainText() == ""
    assert page.findings.count() == 0


@given(data=st.data())
@settings(max_examples=60, deadline=None)
def test_every_shown_character_leads_back_to_its_own(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(codec="utf-8") | st.sampled_from("\r\n a\u2028"), min_size=1, max_size=30))
    ends = st.tuples(st.integers(0, len(text) - 1), st.integers(1, len(text)))
    spans: tuple[Span, ...] = ()
    for start, end in data.draw(st.lists(ends, max_size=2)):
        if start < end:
            spans = add(spans, Span(0, start, end))
    made = sheet(chat(text), *spans)
    shown = "\n".join(row.text[row.indent :] for row in made.rows if row.message == 0)
    for at in range(len(shown)):
        back = made.original(0, at, at + 1)
        if shown[at].isprintable() and shown[at] != BLOCK[0] and shown[at] != "\N{REPLACEMENT CHARACTER}":
            assert text[back.start : back.end] == shown[at]
            assert made.shown(0, back.start) == at


def message(**other: object) -> MessageView:
    values: dict = {
        "message": "m", "copy": "c", "title": "Copy of a chat", "address": "a@example.org", "when": "10:00",
        "state": ChipText("Waiting", "neutral", "clock"),
    }  # fmt: skip
    return MessageView(**{**values, **other})


def test_a_message_is_called_back_and_a_copy_in_doubt_is_settled(qtbot: QtBot, look: Theme) -> None:
    assert look.scale == 1
    card = MessagesCard()
    qtbot.addWidget(card)
    card.show_messages((message(cancellable=True),))
    with qtbot.waitSignal(card.recall_asked) as asked:
        QTest.keyClick(card.buttons["m", "recall"], Qt.Key.Key_Space)
    assert asked.args == ["m"]
    card.show_messages((message(in_doubt=True, words="Ask."),))
    for what, again in (("arrived", False), ("again", True)):
        with qtbot.waitSignal(card.settle_asked) as settled:
            card.buttons["c", what].click()
        assert settled.args == ["c", again]
    card.show_messages((message(),))
    assert card.buttons == {}


def test_a_lead_decides_by_keyboard_but_never_on_their_own(qtbot: QtBot, look: Theme) -> None:
    assert look.scale == 1
    page = ApprovalsPage()
    qtbot.addWidget(page)
    page.resize(900, 600)
    ring = FocusRing(page)
    page.show()
    own, other = (
        ApprovalView("1", "Own", "", "10:00", "You asked."),
        ApprovalView("2", "Other", "To a••", "10:01", ""),
    )
    page.show_waiting((), (own, other), ())
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    page.take_focus()
    with qtbot.assertNotEmitted(page.decided):
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    handle = page.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, Qt.Key.Key_F12)
    entry = focused().parentWidget()
    assert entry is not None
    qtbot.waitUntil(lambda: ring.height() > entry.height() > 2 * focused().height(), timeout=5_000)
    read = []
    while focused() is not page.buttons["2"][0]:
        read.append(QAccessible.queryAccessibleInterface(focused()).text(QAccessible.Text.Name))
        QTest.keyClick(focused(), Qt.Key.Key_Tab)
    assert read == ["Own", "Other"], "nothing of their own is offered, and who asked is read before it is decided"
    page.show_waiting((), (other,), ())
    assert focused() is page.buttons["2"][0], "what waits besides moves nobody away"
    with qtbot.waitSignal(page.decided) as decided:
        QTest.keyClick(focused(), Qt.Key.Key_Return)
    assert decided.args == ["2", True]
    page.show_waiting((), (replace(other, key="3"),), ())
    page.take_focus()
    with qtbot.assertNotEmitted(page.decided):
        QTest.keyClick(focused(), Qt.Key.Key_Return)


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def test_where_room_is_short_the_page_scrolls_and_squeezes_nothing(page: SendingPage, qtbot: QtBot) -> None:
    page.resize(530, 340)
    qtbot.waitUntil(lambda: page.width() == 530)
    for shown in (page.text, page.findings, page.recipient, page.hide_selected, page.reason, page.switch, page.undo):
        assert shown.height() >= shown.minimumSizeHint().height(), shown.accessibleName()
    page.take_focus()
    qtbot.waitUntil(lambda: not page.findings.visibleRegion().isEmpty())
    assert page.send.visibleRegion().boundingRect() == page.send.rect()


def test_where_nothing_was_found_it_says_so_and_offers_no_reason(page: SendingPage) -> None:
    page.show_copy(replace(view(), findings=()))
    words = [each.text() for each in page.findChildren(QLabel) if each.isVisible()]
    assert "Nothing is hidden" in words
    assert not page.reason.isVisible()
    assert not page.switch.isVisible()
    page.show_copy(view(SECRET))
    assert page.reason.isVisible()


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.text(max_size=12), secret=st.text("0123456789", min_size=5, max_size=9), after=st.text(max_size=12))
def test_hidden_text_reaches_neither_the_clipboard_nor_a_screen_reader(
    page: SendingPage, before: str, secret: str, after: str
) -> None:
    assume(secret not in f"{before} {after}")
    conversation = chat(f"{before} {secret} {after}")
    span = Span(0, len(before) + 1, len(before) + 1 + len(secret), Label.NUMBER)
    shown = sheet(conversation, span)
    finding = FindingView("Number", "10:00", "███", hidden=True, span=span)
    page.show_copy(CopyView("care@harbour.example", "Copy", "c.pdf", shown, (finding,)))
    page.text.selectAll()
    page.text.copy()
    mime = page.text.createMimeDataFromSelection()
    reader = QAccessible.queryAccessibleInterface(page.text)
    told = [
        QApplication.clipboard().text(),
        *(bytes(mime.data(form).data()).decode("utf-8", "replace") for form in mime.formats()),
        reader.text(QAccessible.Text.Value),
        repr(shown),
        repr(finding),
        repr(page.text.chosen()),
        *(page.findings.item(row).text() for row in range(page.findings.count())),
    ]
    assert BLOCK in told[0], "something was copied"
    assert [each for each in told if secret in each] == []
