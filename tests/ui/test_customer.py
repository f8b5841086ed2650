"""The customer page: what is closed before verification, and what each key does."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QLineEdit, QPushButton, QScrollArea, QWidget

from care_console.ui.customer.data import (
    DifferenceView,
    DraftCheck,
    EditorView,
    FactChoice,
    FactResult,
    InputView,
    VerificationView,
)
from care_console.ui.customer.view import CustomerPage
from care_console.ui.kit.choices import Toggle
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.kit.tabs import Tabs
from care_console.ui.kit.text import ElidedLabel
from care_console.ui.theme import Scheme, install
from tests.ui import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


@pytest.fixture
def page(look: Theme, qtbot: QtBot) -> CustomerPage:
    made = CustomerPage()
    qtbot.addWidget(made)
    made.resize(1200, 900)
    made.show_customer(samples.customer(verified=False))
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def show(page: CustomerPage, *, verified: bool, locked: str = "") -> None:
    page.show_customer(samples.customer(verified=verified, locked=locked))
    QApplication.processEvents()  # layouts show what was added to them with the next turn


def press(page: QWidget, name: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    QTest.keyClick(found, Qt.Key.Key_Return)


def test_closed_groups_stay_closed_until_verified(page: CustomerPage) -> None:
    shown = words(page)
    assert "Preferences, transcripts and history open after verification" in shown
    for closed in ("Direct mail", "Phone amended", "Visa", "£164.00"):
        assert closed not in shown
    assert page.banner.property("kit") == "warn"
    show(page, verified=True)
    shown = words(page)
    for opened in ("Direct mail", "Phone amended", "Visa", "£164.00"):
        assert opened in shown
    assert page.banner.property("kit") == "ok"
    assert not page.verify.isVisible()


def test_nothing_of_a_former_customer_stays(page: CustomerPage) -> None:
    show(page, verified=True)
    show(page, verified=False)
    every_word = "\n".join(label.text() for label in page.findChildren(QLabel))
    for secret in ("m@example.org", "0113 496 0412", "14 Ashfield Terrace", "4471 0923", "4421", "Direct mail"):
        assert secret not in every_word


def test_possible_duplicates_are_a_marker_beside_the_name(page: CustomerPage) -> None:
    show(page, verified=False)
    page.show_duplicates("2 possible duplicates")
    assert "2 possible duplicates" in words(page)
    page.show_duplicates("")
    assert "possible duplicates" not in words(page)


def test_what_was_said_is_emitted_once_and_cleared(page: CustomerPage, qtbot: QtBot) -> None:
    page.take_focus()
    QTest.keyClicks(page.verify.answer, "LS6 2PQ")
    with qtbot.waitSignal(page.fact_answered) as answered:
        QTest.keyClick(page.verify.answer, Qt.Key.Key_Return)
    assert answered.args == ["postcode", "LS6 2PQ"]
    assert page.verify.answer.text() == ""
    with qtbot.assertNotEmitted(page.fact_answered):
        QTest.keyClick(page.verify.answer, Qt.Key.Key_Return)


def test_an_answer_that_was_not_counted_is_no_miss(page: CustomerPage) -> None:
    note = "This cannot be read as such a fact."
    results = (FactResult("Date of birth", matched=False, note=note, counted=False, again=True),)
    choices = (FactChoice("number", "Customer number"), FactChoice("birth", "Date of birth", "When were you born?"))
    show(page, verified=False)
    page.verify.show_verification(VerificationView(2, 0, choices))
    (kind,) = page.verify.findChildren(QComboBox)
    kind.setCurrentIndex(1)
    page.verify.show_verification(VerificationView(2, 0, choices, results))
    QApplication.processEvents()
    assert kind.currentText() == "Date of birth"
    shown = words(page)
    assert note in shown
    assert "No match" not in shown
    useless = FactResult("Date of birth", matched=False, note="The console has shown you this.", counted=False)
    page.verify.show_verification(VerificationView(2, 0, choices, (*results, useless)))
    assert kind.currentText() == "Customer number", "what can never count is not asked once more"


def test_a_locked_customer_can_be_asked_nothing(page: CustomerPage) -> None:
    show(page, verified=False, locked="Locked for 24 hours.")
    assert "Locked for 24 hours." in words(page)
    assert not page.verify.answer.isVisible()


def in_sight(part: QWidget) -> bool:
    """Whether all of a part can be seen where it scrolls."""
    area = next(parent for parent in _parents(part) if isinstance(parent, QScrollArea))
    return area.viewport().rect().contains(QRect(part.mapTo(area.viewport(), QPoint()), part.size()))


def _parents(part: QWidget) -> Iterator[QWidget]:
    while (parent := part.parentWidget()) is not None:
        yield (part := parent)


def test_what_is_asked_and_typed_is_in_sight_on_a_small_screen_at_twice_the_text_size(
    qapp: QApplication, qtbot: QtBot
) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    page = CustomerPage()
    qtbot.addWidget(page)
    page.show_customer(samples.customer(verified=False))
    page.take_focus()
    page.resize(1130, 680)  # what a window of 1280 x 720 leaves it
    page.show()
    qtbot.waitUntil(lambda: in_sight(page.verify.answer))
    page.show_customer(samples.customer(verified=True))
    page.take_focus()
    name = next(each for each in page.findChildren(QPushButton) if each.accessibleName() == "Amend E-mail")
    qtbot.waitUntil(lambda: in_sight(name))
    page.open_editor(EMAIL)
    editor = page.editor
    assert editor is not None
    (field,) = editor.findChildren(QLineEdit)
    (before,) = editor.findChildren(ElidedLabel)
    effects = tuple(EffectLine(Effect.KEPT, "what a customer has on file, and what was ordered") for _ in range(6))
    page.show_check(DraftCheck(valid=True, message="Well formed.", consequences=effects))
    qtbot.waitUntil(lambda: in_sight(field) and in_sight(before))
    qapp.setStyleSheet("")


def whole(part: QWidget) -> bool:
    """Whether what holds a part leaves it its height."""
    around = part.parentWidget()
    return around is not None and part.height() <= around.height()


def test_a_tall_form_keeps_its_buttons_in_sight_and_its_fields_whole(qapp: QApplication, qtbot: QtBot) -> None:
    install(qapp, 2.0, Scheme.LIGHT)
    page = CustomerPage()
    qtbot.addWidget(page)
    page.show_customer(samples.customer(verified=True))
    page.setFixedSize(1094, 660)
    page.show()
    names = ("Country", "Recipient", "Address", "Second line", "Post town", "Postcode")
    inputs = tuple(InputView(name, name, "as it is") for name in names)
    title = "Address of order #W1302858, still in process"
    saved: list[object] = []
    page.draft_saved.connect(lambda *what: saved.append(what))
    page.open_editor(EditorView("email", title, "as it is", inputs, "Type the new value", "Save change"))
    qtbot.waitUntil(lambda: page.editor is not None and not page.editor.isAncestorOf(page.editor.foot))
    editor = page.editor
    assert editor is not None
    foot = editor.foot
    assert foot.isVisible()
    assert page.rect().contains(QRect(foot.mapTo(page, QPoint()), foot.size()))
    fields = editor.findChildren(QLineEdit)
    qtbot.waitUntil(lambda: all(whole(field) for field in fields))
    QTest.keyClicks(fields[0], "!")
    page.show_check(DraftCheck(valid=True, message="Well formed."))
    (save,) = [each for each in foot.findChildren(QPushButton) if each.text() == "Save change"]
    save.setFocus()
    QTest.keyClick(save, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: len(saved) == 1)
    page.show_customer(samples.customer(verified=True))
    assert not foot.isVisible()
    qapp.setStyleSheet("")


def test_giving_up_is_told(page: CustomerPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.verification_given_up):
        press(page, "Could not verify")


NEW_EMAIL = InputView("email", "New e-mail", "m@example.org")
EMAIL = EditorView("email", "E-mail", "m@example.org", (NEW_EMAIL,), "Type it", "Save")


def editor_field(page: CustomerPage) -> QLineEdit:
    press(page, "Amend E-mail")
    page.open_editor(EMAIL)
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert isinstance(focused, QLineEdit)
    return focused


def test_an_email_is_saved_only_after_the_rules_agree(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    field = editor_field(page)
    drafts: list[object] = []
    page.draft_edited.connect(lambda key, draft: drafts.append((key, draft)))
    QTest.keyClicks(field, "new@example.org")
    assert drafts[-1] == ("email", {"email": "new@example.org"})
    with qtbot.assertNotEmitted(page.draft_saved):
        QTest.keyClick(field, Qt.Key.Key_Return)
    stops = EffectLine(Effect.STOPS, "offers to the old address.")
    page.show_check(DraftCheck(valid=True, message="A valid address", consequences=(stops,)))
    QApplication.processEvents()
    assert "Stops: offers to the old address." in words(page)
    with qtbot.waitSignal(page.draft_saved) as saved:
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert saved.args == ["email", {"email": "new@example.org"}]
    assert not field.isEnabled()


def test_a_check_of_an_older_draft_does_not_unlock_saving(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    field = editor_field(page)
    page.show_check(DraftCheck(valid=True))
    with qtbot.assertNotEmitted(page.draft_saved):
        QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "new@example.org")
    page.show_check(DraftCheck(valid=True))
    QTest.keyClicks(field, "!")
    with qtbot.assertNotEmitted(page.draft_saved):
        QTest.keyClick(field, Qt.Key.Key_Return)


def test_a_refused_change_keeps_the_draft(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    field = editor_field(page)
    QTest.keyClicks(field, "new@example.org")
    page.show_check(DraftCheck(valid=True))
    QTest.keyClick(field, Qt.Key.Key_Return)
    page.show_refused("Somebody else has changed it.")
    assert field.isEnabled()
    assert field.text() == "new@example.org"
    assert "Somebody else has changed it." in words(page)


def test_escape_closes_the_editor_and_gives_the_focus_back(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    field = editor_field(page)
    QTest.keyClick(field, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: page.editor is None)
    QApplication.processEvents()
    focused = QApplication.focusWidget()
    assert focused is not None
    assert focused.accessibleName() == "Amend E-mail"


@pytest.mark.parametrize(
    ("name", "signal", "key"),
    [
        ("Amend E-mail", "amend_asked", "email"),
        ("Amend Phone", "amend_asked", "phone"),
        ("Reveal Date of birth", "reveal_asked", "dob"),
    ],
)
def test_other_fields_are_asked_for(page: CustomerPage, qtbot: QtBot, name: str, signal: str, key: str) -> None:
    show(page, verified=True)
    with qtbot.waitSignal(getattr(page, signal)) as asked:
        press(page, name)
    assert asked.args == [key]


def test_the_end_of_the_request_is_asked_for(page: CustomerPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.end_asked):
        press(page, "End request")


def test_values_are_never_read_as_markup(page: CustomerPage) -> None:
    for label in page.findChildren(QLabel):
        if label.text():
            assert label.textFormat() == Qt.TextFormat.PlainText, label.text()


def test_both_sides_of_a_conflict_show_and_the_draft_stays(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    field = editor_field(page)
    QTest.keyClicks(field, "mine@example.org")
    page.show_check(DraftCheck(valid=True))
    QTest.keyClick(field, Qt.Key.Key_Return)
    both = (DifferenceView("E-mail", "theirs@example.org", "mine@example.org"),)
    page.show_differences("Somebody else changed this.", both, may_save=True)
    QApplication.processEvents()
    shown = words(page)
    assert all(each in shown for each in ("Theirs", "theirs@example.org", "Yours", "Somebody else changed this."))
    assert (field.text(), field.isEnabled()) == ("mine@example.org", True)
    with qtbot.waitSignal(page.draft_saved):
        QTest.keyClick(field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_a_form_keeps_what_is_typed_when_it_changes(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    town = InputView("town", "Town", "Leeds")
    countries = (("GB", "United Kingdom"), ("US", "United States"))
    first = (InputView("country", "Country", "GB", countries), town)
    page.open_editor(EditorView("email", "Home", "Leeds", first, "Type it", "Save"))
    editor = page.editor
    assert editor is not None
    (field,) = editor.findChildren(QLineEdit)
    field.setText("York")
    page.show_inputs((*first, InputView("region", "State", "", (("", ""), ("NY", "New York")))))
    assert editor.draft == {"country": "GB", "town": "York", "region": ""}


def test_the_bar_of_what_was_saved_shows_all_its_words_however_narrow(page: CustomerPage) -> None:
    show(page, verified=True)
    page.resize(420, 700)
    for seconds in (120, 0):
        page.saved_bar.show_saved("Saved: E-mail, Surname. The customer is told by e-mail at 17:00. " * 3, seconds)
        QApplication.processEvents()
        (words_shown,) = (label for label in page.saved_bar.findChildren(QLabel) if label.wordWrap())
        assert words_shown.height() >= words_shown.heightForWidth(words_shown.width())
        keys = [label.isVisible() for label in page.saved_bar.findChildren(QLabel) if label.text() == "Z"]
        assert keys == [seconds > 0], "a key shows where it does something"


def test_what_was_saved_can_be_undone_by_key_while_the_bar_shows(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    with qtbot.assertNotEmitted(page.undo_asked):
        QTest.keyClick(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    page.saved_bar.show_saved("Saved: E-mail.", 120)
    page.take_focus()
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(page.undo_asked):
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert not page.saved_bar.isVisible()
    page.saved_bar.show_saved("Undone: E-mail.", 0)
    with qtbot.assertNotEmitted(page.undo_asked):
        QTest.keyClick(focused, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)


def test_what_was_saved_can_still_be_undone_while_the_next_change_is_typed(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    page.saved_bar.show_saved("Saved: Surname.", 120)
    page.open_editor(EMAIL)
    QApplication.processEvents()
    assert page.saved_bar.isVisible()


def test_home_and_end_choose_the_outermost_tabs_that_show(page: CustomerPage) -> None:
    show(page, verified=False)
    tabs = page.findChild(Tabs)
    assert isinstance(tabs, Tabs)
    QTest.keyClick(tabs, Qt.Key.Key_End)
    assert tabs.tabText(tabs.currentIndex()) == "Orders"
    show(page, verified=True)
    QTest.keyClick(tabs, Qt.Key.Key_End)
    assert tabs.tabText(tabs.currentIndex()) == "History"
    QTest.keyClick(tabs, Qt.Key.Key_Home)
    assert tabs.tabText(tabs.currentIndex()) == "Details"


def test_a_switch_asks_and_stays_as_it_is(page: CustomerPage, qtbot: QtBot) -> None:
    show(page, verified=True)
    switches = {each.accessibleName(): each for each in page.findChildren(Toggle) if each.isVisible()}
    assert set(switches) == {"Direct mail, THE OUTNET", "E-mail offers, THE OUTNET"}
    switch = switches["Direct mail, THE OUTNET"]
    with qtbot.waitSignal(page.switch_asked) as asked:
        QTest.keyClick(switch, Qt.Key.Key_Space)
    assert asked.args == ["the-outnet", "direct-mail", False]
    assert switch.isChecked()


def test_another_brand_s_preferences_show_when_it_is_chosen_and_stay(page: CustomerPage) -> None:
    show(page, verified=True)
    press_space(page, "MR PORTER")
    show(page, verified=True)
    assert [each.accessibleName() for each in page.findChildren(Toggle) if each.isVisible()] == [
        "Direct mail, MR PORTER"
    ]


def test_the_consent_history_begins_with_the_latest_and_shows_all_on_demand(page: CustomerPage) -> None:
    show(page, verified=True)
    assert "allowed 4" in words(page)
    assert "allowed 5" not in words(page)
    press(page, "Show all 7 entries of the consent history")
    QApplication.processEvents()
    assert "allowed 6" in words(page)


def press_space(page: QWidget, name: str) -> None:
    (found,) = [b for b in page.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()]
    QTest.keyClick(found, Qt.Key.Key_Space)
    QApplication.processEvents()


def test_the_tab_follows_the_page_to_its_top(page: CustomerPage, qtbot: QtBot) -> None:
    page.resize(1200, 500)
    page.show_customer(samples.customer(verified=True))
    page.transcripts.show_chats(samples.CHATS)
    tabs, view = page.findChild(Tabs), page.findChild(QScrollArea)
    assert isinstance(tabs, Tabs)
    assert isinstance(view, QScrollArea)
    qtbot.waitUntil(lambda: view.verticalScrollBar().maximum() > 400)
    tabs.setCurrentIndex(4)
    assert tabs.tabText(tabs.currentIndex()) == "Transcripts"
    assert view.verticalScrollBar().value() > 0
    view.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: tabs.tabText(tabs.currentIndex()) == "Details")
    assert view.verticalScrollBar().value() == 0


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Down])
def test_a_tab_shows_the_head_of_its_section_and_a_key_goes_in(page: CustomerPage, qtbot: QtBot, key: Qt.Key) -> None:
    page.resize(1200, 500)
    page.show_customer(samples.customer(verified=True))
    page.transcripts.show_chats(samples.CHATS)
    bar = page.findChild(Tabs)
    assert isinstance(bar, Tabs)
    view = page.findChild(QScrollArea)
    assert isinstance(view, QScrollArea)
    bar.setFocus()
    bar.setCurrentIndex(4)
    QTest.keyClick(bar, key)
    assert page.transcripts.sought.hasFocus()
    head = page.transcripts.mapTo(view.viewport(), page.transcripts.rect().topLeft()).y()
    end = view.verticalScrollBar()
    assert head >= 0
    assert head < 50 or end.value() == end.maximum()
