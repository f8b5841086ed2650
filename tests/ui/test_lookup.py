"""The lookup page: keys, hits, words, and what the rows paint."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QAccessibleAnnouncementEvent, QAccessibleEvent, QColor, QImage
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QListView, QPushButton

from care_console.domain.ports import Candidate
from care_console.lookup.engine import Hit
from care_console.lookup.highlight import Match
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.marks import Brand
from care_console.ui.kit.rows import ROW
from care_console.ui.kit.text import ISOLATE, POP, isolated
from care_console.ui.lookup.data import Mark, Opening, OpeningChoices
from care_console.ui.lookup.hits import HitHeading, HitModel
from care_console.ui.lookup.rows import hit_rows
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
    assert model.row(QModelIndex()) is None


def test_each_letter_is_told(view: LookupView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.query_edited.connect(heard.append)
    QTest.keyClicks(view.field.edit, "har")
    assert heard == ["h", "ha", "har"]


def test_a_space_before_the_next_word_asks_nothing_new(view: LookupView, qtbot: QtBot) -> None:
    heard: list[str] = []
    view.query_edited.connect(heard.append)
    QTest.keyClicks(view.field.edit, "har")
    view.show_hits(samples.hits())
    QTest.keyClicks(view.field.edit, " ")
    assert view.answered, "the hits still answer what the field asks"
    QTest.keyClicks(view.field.edit, "g")
    assert heard == ["h", "ha", "har", "har g"]


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


def test_who_only_comes_near_is_told_from_who_matches(view: LookupView) -> None:
    view.show_hits(samples.hits(3), near=2)
    assert "1 match, 2 near" in words(view)
    assert "Who matches stands first" in words(view)
    view.show_hits(samples.hits(3), near=3, ask="Ask how the name is spelt.")
    assert "3 near" in words(view)
    assert "these come nearest. Ask how the name is spelt." in words(view)
    assert "everyone who matches" not in words(view)


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
    choices = OpeningChoices(
        (("customer", "The customer"), ("unknown", "Somebody")),
        (("order", "An order"),),
        (("phone", "by phone"), ("letter", "by letter")),
        channel="letter",
        reference="L-17",
    )
    view.show_hits(samples.hits(3))
    view.ask_opening(samples.hits(3)[1].key, choices)
    QApplication.processEvents()
    opens = QApplication.focusWidget()
    assert opens is not None
    assert samples.hits(3)[1].name in words(view)
    with qtbot.waitSignal(view.opening_confirmed) as confirmed:
        QTest.keyClick(opens, Qt.Key.Key_Return)
    assert confirmed.args == [samples.hits(3)[1].key, Opening("customer", "order", "letter", "L-17")]
    assert view.opening.isHidden()


def test_the_arrows_choose_who_asks_from_the_button_that_has_the_focus(view: LookupView, qtbot: QtBot) -> None:
    asking = (("customer", "The customer"), ("household", "The household"), ("guardian", "A guardian"))
    choices = OpeningChoices(
        asking, (("order", "An order"),), (("phone", "by phone"),), unseeing=frozenset({"household"})
    )
    key = samples.hits(3)[1].key
    view.show_hits(samples.hits(3))
    view.ask_opening(key, choices)

    def press(what: Qt.Key) -> None:
        QApplication.processEvents()
        focused = QApplication.focusWidget()
        assert focused is not None
        QTest.keyClick(focused, what)

    press(Qt.Key.Key_Up)
    press(Qt.Key.Key_Down)
    assert "Nobody is opened for them." in words(view)
    with qtbot.assertNotEmitted(view.opening_confirmed):
        QTest.keyClick(view.opening.findChildren(Choice)[0], Qt.Key.Key_Return)
    press(Qt.Key.Key_Down)
    press(Qt.Key.Key_Down)
    with qtbot.waitSignal(view.opening_confirmed) as confirmed:
        press(Qt.Key.Key_Return)
    assert confirmed.args == [key, Opening("guardian", "order", "phone", "")]
    view.ask_opening(key, choices)
    with qtbot.waitSignal(view.opening_confirmed) as confirmed:
        QTest.keyClick(view.opening.findChildren(Choice)[0], Qt.Key.Key_Return)
    assert confirmed.args == [key, Opening("customer", "order", "phone", "")]


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
    view.show_hits(tuple(replace(hit, marks=hit.marks[:1]) for hit in samples.hits(1)))
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
    view.show_hits(tuple(replace(hit, marks=()) for hit in samples.hits(1)))
    hits = hit_list(view)
    assert count(hits.grab().toImage(), look.colour("match")) == 0


MARKED = (
    ("name", "Margaret Hargreaves", "Hargreaves"),
    ("number", "•••• 1001", "1001"),
    ("email", "m••••••@example.org", "m••••••@example.org"),
    ("phone", "••••• •••412", "412"),
    ("postcode", "LS6 •••", "LS6"),
    ("town", "Leeds", "Lee"),
    ("name", "محمد الأحمد", "الأحمد"),
    ("name", "Zoe\u0308 Mu\u0308ller", "Zoe\u0308"),
    ("name", "𠮷田 小明", "小明"),
    ("name", "Ana محمد Costa", "محمد Costa"),
)


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
@pytest.mark.parametrize(("field", "text", "marked"), MARKED)
def test_whatever_was_met_and_shows_is_highlighted(
    view: LookupView, look: Theme, direction: Qt.LayoutDirection, field: str, text: str, marked: str
) -> None:
    view.setLayoutDirection(direction)
    start = text.index(marked)
    hit = replace(samples.hits(1)[0], marks=(Mark(field, start, start + len(marked)),))
    values: dict[str, Any] = {field: text}
    hit = replace(hit, **values)
    view.show_hits((hit,))
    hits = hit_list(view)
    part = count(hits.grab().toImage(), look.colour("match"))
    whole = replace(hit, marks=(Mark(field, 0, len(text)),))
    view.show_hits((whole,))
    assert 40 < part <= count(hits.grab().toImage(), look.colour("match"))
    assert (marked == text) == (part == count(hits.grab().toImage(), look.colour("match")))


def test_a_highlight_ends_with_its_word_whether_its_letter_is_one_character_or_two(
    view: LookupView, look: Theme
) -> None:
    parts = []
    for word in ("Zoë", "Zoe\u0308"):
        name = f"{word} Miller"
        hit = replace(samples.hits(1)[0], name=name, marks=(Mark("name", 0, len(word)),))
        view.show_hits((hit,))
        parts.append(count(hit_list(view).grab().toImage(), look.colour("match")))
    assert parts[0] == parts[1]


def test_what_is_cut_off_is_highlighted_as_far_as_it_shows(view: LookupView, look: Theme) -> None:
    name = "Wolfeschlegelsteinhausenbergerdorff " * 3
    long = replace(samples.hits(1)[0], name=name, marks=(Mark("name", 0, len(name)),))
    view.show_hits((long,))
    assert count(hit_list(view).grab().toImage(), look.colour("match")) > 500


def chosen(view: LookupView) -> object:
    return view.chosen


def test_rows_change_in_place_and_who_was_gone_to_stays_chosen(view: LookupView) -> None:
    resets: list[None] = []
    hit_list(view).model().modelReset.connect(lambda: resets.append(None))
    view.show_begun(samples.hits(8))
    QTest.keyClick(view.field.edit, Qt.Key.Key_Down, delay=-1)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Down, delay=-1)
    view.show_hits(tuple(reversed(samples.hits(8))))
    assert chosen(view) == 2
    view.show_hits(samples.hits(2))
    assert chosen(view) == 0, "who is gone is no longer chosen: the best is"
    view.show_hits(tuple(reversed(samples.hits(8))))
    assert chosen(view) == 7, "nobody was gone to: the best is chosen"
    assert resets == []


def test_home_and_end_go_to_the_ends_with_ctrl_and_move_in_the_text_without(view: LookupView) -> None:
    QTest.keyClicks(view.field.edit, "harg")
    view.show_hits(samples.hits(8))
    QTest.keyClick(view.field.edit, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert chosen(view) == 7
    QTest.keyClick(view.field.edit, Qt.Key.Key_Home)
    assert (chosen(view), view.field.edit.cursorPosition()) == (7, 0)
    QTest.keyClick(view.field.edit, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert chosen(view) == 0


def test_enter_waits_for_the_answer_to_what_was_typed(view: LookupView, qtbot: QtBot) -> None:
    view.show_hits(samples.hits(3))
    QTest.keyClicks(view.field.edit, "h")
    with qtbot.assertNotEmitted(view.hit_chosen):
        QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    with qtbot.waitSignal(view.hit_chosen) as chosen:
        view.show_begun(samples.hits(3)[2:])
    assert chosen.args == [2]


def test_enter_is_forgotten_when_typing_goes_on_or_nobody_is_found(view: LookupView, qtbot: QtBot) -> None:
    QTest.keyClicks(view.field.edit, "h")
    QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
    QTest.keyClicks(view.field.edit, "a")
    with qtbot.assertNotEmitted(view.hit_chosen):
        view.show_hits(samples.hits(3))
        QTest.keyClicks(view.field.edit, "x")
        QTest.keyClick(view.field.edit, Qt.Key.Key_Return)
        view.show_nothing("Nobody found", "Ask on.")
        view.show_hits(samples.hits(3))


def test_the_count_is_announced_once_with_the_last_answer(view: LookupView, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []

    def listen(event: QAccessibleEvent) -> None:
        if isinstance(event, QAccessibleAnnouncementEvent):
            said.append(event.message())

    monkeypatch.setattr("care_console.ui.kit.error_bar.QAccessible.updateAccessibility", listen)
    view.show_begun(samples.hits(3))
    assert said == []
    view.show_hits(samples.hits(8), more=True, ask="Ask for the town.")
    assert said == ["First 8. Ask for the town."]


def test_brands_can_be_refined_by_one_key_again_and_again(view: LookupView) -> None:
    wanted: list[object] = []
    view.refined.connect(wanted.append)
    view.show_brands((samples.BRAND, samples.OTHER_BRAND), samples.BRAND)
    view.show_refinements((samples.BRAND, samples.OTHER_BRAND))
    for _ in range(3):
        view.refine_next()
    assert wanted == [samples.BRAND, samples.OTHER_BRAND, None]
    view.show_refinements((samples.BRAND,))
    view.refine_next()
    assert len(wanted) == 3, "one brand needs no choice"


def test_the_row_is_spoken_with_its_flag_and_without_contact_details(look: Theme) -> None:
    model = HitModel()
    model.show(samples.hits(2))
    spoken = str(model.index(1, 0).data())
    assert spoken == "Margaret Hargreaves 1, THE OUTNET, •••• 1001, Leeds, Vulnerable"
    assert model.index(1, 0).data(ROW) == samples.hits(2)[1]


def test_possible_duplicates_are_shown_and_spoken(view: LookupView, look: Theme) -> None:
    (plain,) = samples.hits(1)
    view.show_hits((plain,))
    without = hit_list(view).grab().toImage()
    view.show_hits((replace(plain, twins=2),))
    assert hit_list(view).grab().toImage() != without
    assert str(hit_list(view).model().index(0, 0).data()).endswith(", 2 possible duplicates")
    view.show_hits((replace(plain, twins=1),))
    assert str(hit_list(view).model().index(0, 0).data()).endswith(", Possible duplicate")


def test_masks_are_isolated() -> None:
    assert isolated("••• 412") == f"{ISOLATE}••• 412{POP}"
    assert isolated("") == ""


class Brands:
    """What rows need of the services: the brands by their keys."""

    def brand(self, key: str) -> Brand:
        return {"first": samples.BRAND, "second": samples.OTHER_BRAND}[key]


@pytest.mark.parametrize(
    ("line", "shown", "marked"),
    [("first", "•••• 1111", False), ("second", "•••• 2222", True), ("another", "•••• 1111", False)],
)
def test_a_row_shows_the_number_at_the_brand_that_it_names(line: str, shown: str, *, marked: bool) -> None:
    numbers = ("•••• 1111", "•••• 2222")
    found = Candidate(1, "Jo", "Doe", "Leeds", "LS6", "GB", ("first", "second"), numbers, "", "", ())
    services: Any = Brands()
    (row,) = hit_rows([Hit(found, 0.0, matches=(Match("numbers", 5, 9, place=1),), confident=True)], services, line)
    assert row.number == shown
    assert row.brand == (samples.OTHER_BRAND if line == "second" else samples.BRAND)
    assert bool(row.marks) is marked


def test_columns_keep_their_names_above_them_beside_a_scroll_bar(view: LookupView, qtbot: QtBot) -> None:
    (names,) = view.findChildren(HitHeading)
    (rows,) = (made for made in view.findChildren(QListView) if made.accessibleName() == "Customers who match")
    view.show_hits(samples.hits(40))
    qtbot.waitUntil(lambda: rows.viewport().width() < names.width())
    beside, width = names.grab().toImage(), rows.viewport().width()
    rows.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.resize(view.width() - names.width() + width, view.height())
    qtbot.waitUntil(lambda: rows.viewport().width() == names.width() == width)
    assert beside.copy(0, 0, width, names.height()) == names.grab().toImage()


def test_lines_are_side_by_side_only_where_their_names_are_whole(view: LookupView) -> None:
    view.show_brands((samples.BRAND, samples.OTHER_BRAND), samples.BRAND)
    view.show_channels((("phone", "by phone"), ("letter", "by letter")), "phone")
    view.show_refinements((samples.BRAND, samples.OTHER_BRAND))
    chosen: list[str] = []
    view.channel_chosen.connect(chosen.append)
    boxes = [each for each in view.findChildren(QComboBox) if each.accessibleName() == "How they ask"]
    (box,) = [each for each in boxes if not view.opening.isAncestorOf(each)]
    for width in (1400, 1000, 760, 600, 1400):
        view.resize(width, 700)
        segments = [b for b in view.findChildren(QPushButton) if b.accessibleName() == samples.OTHER_BRAND.name]
        shown = [segment for segment in segments if segment.isVisible()]
        QApplication.processEvents()  # they are laid out
        assert all(each.width() >= each.sizeHint().width() for each in shown)
        assert box.isVisible()
        assert bool(shown) or width != 1400
        assert not shown or width != 600
    QTest.keyClick(box, Qt.Key.Key_Down)
    assert chosen == ["letter"]
