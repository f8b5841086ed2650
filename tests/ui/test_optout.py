"""The opt-out bar: nothing is saved before its effects are told, and nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from care_console.ui.kit.choices import Choice
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.kit.layout import holder, row
from care_console.ui.optout.address import AddressBar
from care_console.ui.optout.bar import OptOutBar
from care_console.ui.optout.data import LikelyRecord
from tests.ui import samples

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


def shown(qtbot: QtBot, bar: QWidget) -> QWidget:
    """The page on which a bar shows."""
    page = holder(row(bar))
    qtbot.addWidget(page)
    page.resize(900, 300)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    return page


@pytest.fixture
def bar(look: Theme, qtbot: QtBot) -> Iterator[OptOutBar]:
    made = OptOutBar()
    page = shown(qtbot, made)
    made.ask("Margaret Hargreaves", samples.OPT_OUT_CHOICES)
    QApplication.processEvents()
    yield made
    page.close()


def words(widget: QWidget) -> str:
    return "\n".join(label.text() for label in widget.findChildren(QLabel) if label.isVisible())


def button(widget: QWidget, name: str) -> QPushButton:
    (found,) = [each for each in widget.findChildren(QPushButton) if each.accessibleName() == name]
    return found


def test_nothing_is_saved_before_its_effects_are_told(bar: OptOutBar, qtbot: QtBot) -> None:
    save = button(bar, "Stop it now")
    with qtbot.assertNotEmitted(bar.confirmed):
        QTest.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        save.click()
    bar.show_effects(samples.EFFECTS)
    QApplication.processEvents()
    assert samples.EFFECTS[0].sentence in words(bar)
    save.setFocus()
    with qtbot.waitSignal(bar.confirmed) as confirmed:
        QTest.keyClick(save, Qt.Key.Key_Return)
    assert confirmed.args == ["direct-mail", "the-outnet", "customer"]


def test_a_changed_choice_waits_for_its_own_effects(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_effects(samples.EFFECTS)
    boxes = {box.accessibleName(): box for box in bar.findChildren(QWidget) if box.accessibleName()}
    with qtbot.waitSignal(bar.edited) as edited:
        QTest.keyClick(boxes["What stops"], Qt.Key.Key_Down)
    assert edited.args == ["all", "the-outnet"]
    assert not button(bar, "Stop it now").isEnabled()


def test_what_stops_nothing_cannot_be_saved(bar: OptOutBar) -> None:
    bar.show_nothing(EffectLine(Effect.STOPS, "nothing."))
    assert not button(bar, "Stop it now").isEnabled()


def test_enter_saves_once(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_effects(samples.EFFECTS)
    asked: list[str] = []
    bar.confirmed.connect(lambda subject, _brands, _caller: asked.append(subject))
    for _ in range(2):
        QTest.keyClick(bar, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert asked == ["direct-mail"]


def test_what_could_not_be_recorded_is_tried_again_with_what_was_chosen(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_effects(samples.EFFECTS)
    save = button(bar, "Stop it now")
    save.click()
    bar.show_failed("Not saved.", may_undo=False)
    QApplication.processEvents()
    assert "Not saved." in words(bar)
    assert QApplication.focusWidget() is save
    with qtbot.waitSignal(bar.confirmed):
        QTest.keyClick(save, Qt.Key.Key_Return)
    bar.show_saved("Stopped.", "", may_undo=True, may_end=True)
    button(bar, "Undo").click()
    bar.show_failed("Not taken back.", may_undo=True)
    QApplication.processEvents()
    assert button(bar, "Undo").isVisible()


def test_what_was_saved_can_be_undone_once_by_key(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_saved("Stopped.", "Until 12:10.", may_undo=True, may_end=True)
    asked: list[None] = []
    bar.undo_asked.connect(lambda: asked.append(None))
    for _ in range(2):
        QTest.keyClick(button(bar, "End request"), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert len(asked) == 1


def test_a_further_record_is_stopped_once_and_says_so(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_saved("Stopped.", "", may_undo=True, may_end=False)
    bar.show_likely((LikelyRecord(7, "M Hargreaves", "THE OUTNET"), LikelyRecord(8, "Mags Hargreaves", "")))
    too = button(bar, "Stop here too: M Hargreaves")
    with qtbot.waitSignal(bar.also_asked) as asked:
        too.click()
    assert asked.args == [7]
    assert not too.isEnabled()
    bar.show_also(7, "Stopped")
    assert too.text() == "Stopped"
    assert button(bar, "Stop here too: Mags Hargreaves").isEnabled()
    button(bar, "Stop here too: Mags Hargreaves").click()
    bar.show_also(8, "Not saved: try again", again=True)
    with qtbot.waitSignal(bar.also_asked):
        button(bar, "Stop here too: Mags Hargreaves").click()


def test_escape_goes_back_and_nothing_stays_to_be_saved(bar: OptOutBar, qtbot: QtBot) -> None:
    bar.show_effects(samples.EFFECTS)
    button(bar, "Stop it now").setFocus()
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(button(bar, "Stop it now"), Qt.Key.Key_Escape)
    assert bar.isHidden()


def test_a_refusal_offers_neither_undo_nor_end(bar: OptOutBar) -> None:
    bar.show_refused("This request has ended.")
    QApplication.processEvents()
    assert "This request has ended." in words(bar)
    assert not button(bar, "Undo").isVisible()
    assert not bar.may_end


def test_an_address_is_given_once_and_not_repeated(look: Theme, qtbot: QtBot) -> None:
    bar = AddressBar()
    page = shown(qtbot, bar)
    bar.ask(samples.OPT_OUT_CHOICES, samples.COUNTRIES, "GB")
    bar.show_effects(samples.EFFECTS)
    name = QApplication.focusWidget()
    assert name is not None
    assert name.accessibleName() == "Name"
    QTest.keyClicks(name, "Jo Former")
    with qtbot.waitSignal(bar.confirmed) as confirmed:
        QTest.keyClick(name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    typed = {"recipient": "Jo Former", "line1": "", "postcode": "", "town": "", "country": "GB"}
    assert confirmed.args == [typed, "direct-mail", "the-outnet", "customer"]
    for column, wrong in (("line1", "House and street"), ("postcode", "Postcode")):
        bar.show_refused("This is missing.", column)
        QApplication.processEvents()
        assert "This is missing." in words(bar)
        assert (focused := QApplication.focusWidget()) is not None
        assert focused.accessibleName() == wrong
    bar.show_saved("Stopped for this address.", "")
    assert bar.may_end
    assert "Former" not in words(bar)
    bar.show_undone("It is too late.", good=False)
    assert "It is too late." in words(page)
    assert not button(bar, "Undo").isVisible()


def test_a_choice_shows_its_longest_words_where_there_is_room(look: Theme, qtbot: QtBot) -> None:
    box = Choice("On whose word")
    page = shown(qtbot, holder(row(box, None)))
    box.addItem("The customer")
    box.addItem("Somebody of the customer's household")
    longest = box.fontMetrics().horizontalAdvance("Somebody of the customer's household")
    qtbot.waitUntil(lambda: box.width() > longest + look.px(30))
    page.resize(200, 300)
    qtbot.waitUntil(lambda: box.width() <= 200)
