"""The lookup page: keys, hits, words, and what the rows paint."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLabel, QListView, QPushButton

from care_console.ui.kit.text import ISOLATE, POP, isolated
from care_console.ui.lookup.data import OpeningChoices
from care_console.ui.lookup.hits import HIT, HitModel
from care_console.ui.lookup.view import LookupView
from care_console.ui.theme import Scheme
from tests.ui import samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


@pytest.fixture
def view(look: Theme, qtbot: QtBot) -> LookupView:
    made = LookupView()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(view: LookupView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_the_model_keeps_qt_s_rules(look: Theme) -> None:
    model = HitModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(samples.hits(3))
    model.show(())
    model.show(samples.hits(5))
    assert model.rowCount() == 5
    assert model.rowCount(model.index(0, 0)) == 0
    assert model.hit(QModelIndex()) is None


def test_each_letter_is_told(view: LookupView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.query_edited.connect(heard.append)
    QTest.keyClicks(view.field.edit, "har")
    assert heard == ["h", "ha", "har"]


def test_a_hit_is_chosen_by_keys_alone(view: LookupView, qtbot: QtBot) -> None:
    QTest.keyClicks(view.field.edit, "harg")
    view.show_hits(samples.hits())
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        QTest.keyClick(view.field.edit, key)
    with qtbot.waitSignal(view.hit_chosen) as chosen:
        QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    assert chosen.args == [2]


def test_movement_stops_at_both_ends(view: LookupView, qtbot: QtBot) -> None:
    view.show_hits(samples.hits(3))
    for key, expected in ((Qt.Key.Key_Up, 0), (Qt.Key.Key_PageDown, 2), (Qt.Key.Key_Down, 2)):
        QTest.keyClick(view.field.edit, key)
        with qtbot.waitSignal(view.hit_chosen) as chosen:
            QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
        assert chosen.args == [expected]


def test_enter_without_hits_opens_nothing(view: LookupView, qtbot: QtBot) -> None:
    view.show_hits(())
    with qtbot.assertNotEmitted(view.hit_chosen):
        QTest.keyClick(view.field.edit, Qt.Key.Key_Return)


def test_one_hit_is_never_opened_by_itself(view: LookupView, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(view.hit_chosen):
        view.show_hits(samples.hits(1))
    assert "1 match" in words(view)


def test_escape_clears_field_and_hits(view: LookupView) -> None:
    heard: list[str] = []
    view.query_edited.connect(heard.append)
    QTest.keyClicks(view.field.edit, "h")
    view.show_hits(samples.hits())
    QTest.keyClick(view.field.edit, Qt.Key.Key_Escape)
    assert view.query == ""
    assert heard == ["h", ""]
    assert "Type to find a customer" in words(view)


def test_more_and_all_are_told_apart(view: LookupView) -> None:
    view.show_hits(samples.hits(), more=True)
    assert "First 8" in words(view)
    assert "More customers match" in words(view)
    view.show_hits(samples.hits())
    assert "8 matches" in words(view)
    assert "That is everyone who matches" in words(view)


def test_nothing_says_why_and_what_next(view: LookupView) -> None:
    view.show_nothing("The search is locked", "Ask a lead to look.")
    assert "The search is locked" in words(view)
    assert "Ask a lead to look." in words(view)


def test_a_brand_can_be_chosen_by_key(view: LookupView, qtbot: QtBot) -> None:
    view.show_brands((samples.BRAND, samples.OTHER_BRAND), samples.BRAND)
    (segment,) = [b for b in view.findChildren(QPushButton) if b.accessibleName() == samples.OTHER_BRAND.name]
    with qtbot.waitSignal(view.brand_chosen) as chosen:
        QTest.keyClick(segment, Qt.Key.Key_Space)
    assert chosen.args == [samples.OTHER_BRAND]


def test_who_asks_and_what_for_come_before_a_customer_is_opened(view: LookupView, qtbot: QtBot) -> None:
    choices = OpeningChoices((("customer", "The customer"), ("unknown", "Somebody")), (("order", "An order"),))
    view.show_hits(samples.hits(3))
    view.ask_opening(samples.hits(3)[1].key, choices)
    QApplication.processEvents()
    opens = QApplication.focusWidget()
    assert opens is not None
    assert samples.hits(3)[1].name in words(view)
    with qtbot.waitSignal(view.opening_confirmed) as confirmed:
        QTest.keyClick(opens, Qt.Key.Key_Return)
    assert confirmed.args == [samples.hits(3)[1].key, "customer", "order"]
    assert view.opening.isHidden()


def test_escape_and_further_typing_close_the_question(view: LookupView, qtbot: QtBot) -> None:
    choices = OpeningChoices((("customer", "The customer"),), (("order", "An order"),))
    view.show_hits(samples.hits(3))
    view.ask_opening(samples.hits(3)[0].key, choices)
    QApplication.processEvents()
    with qtbot.waitSignal(view.opening.cancelled), qtbot.assertNotEmitted(view.opening_confirmed):
        QTest.keyClick(view.opening, Qt.Key.Key_Escape)
    view.ask_opening(samples.hits(3)[0].key, choices)
    QTest.keyClicks(view.field.edit, "x")
    assert view.opening.isHidden()


def hit_list(view: LookupView) -> QListView:
    (found,) = [each for each in view.findChildren(QListView) if each.accessibleName() == "Customers who match"]
    return found


def count(image: QImage, colour: QColor) -> int:
    return sum(image.pixelColor(x, y) == colour for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("scheme", [Scheme.LIGHT, Scheme.DARK])
@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_matches_are_highlighted_where_they_stand(
    view: LookupView, look: Theme, scheme: Scheme, direction: Qt.LayoutDirection
) -> None:
    look.set_scheme(scheme)
    view.setLayoutDirection(direction)
    view.show_hits(samples.hits(1))
    hits = hit_list(view)
    row = hits.grab(hits.visualRect(hits.model().index(0, 0))).toImage()
    match = look.colour("match")
    assert count(row, match) > 100
    half = row.width() // 2
    left, right = row.copy(0, 0, half, row.height()), row.copy(half, 0, half, row.height())
    inside, outside = (left, right) if direction == Qt.LayoutDirection.LeftToRight else (right, left)
    assert count(inside, match) > 100
    assert count(outside, match) == 0


def test_a_hit_without_match_paints_no_highlight(view: LookupView, look: Theme) -> None:
    from dataclasses import replace

    view.show_hits(tuple(replace(hit, matches=()) for hit in samples.hits(1)))
    hits = hit_list(view)
    assert count(hits.grab().toImage(), look.colour("match")) == 0


def test_the_row_is_spoken_with_its_flag_and_without_contact_details(look: Theme) -> None:
    model = HitModel()
    model.show(samples.hits(2))
    spoken = str(model.index(1, 0).data())
    assert spoken == "Margaret Hargreaves 1, THE OUTNET, •••• 1001, Leeds, Vulnerable"
    assert model.index(1, 0).data(HIT) == samples.hits(2)[1]


def test_masks_are_isolated() -> None:
    assert isolated("••• 412") == f"{ISOLATE}••• 412{POP}"
    assert isolated("") == ""
