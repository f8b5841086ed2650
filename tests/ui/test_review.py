"""The first list of audit events: pages, filters, details."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QTableView

from care_console.ui.review.detail import EventDetail
from care_console.ui.review.table import AuditModel
from care_console.ui.review.view import ReviewView
from tests.ui import samples

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme


@pytest.fixture
def view(look: Theme, qtbot: QtBot) -> ReviewView:
    made = ReviewView()
    qtbot.addWidget(made)
    made.resize(1200, 800)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(view: ReviewView) -> str:
    return "\n".join(label.text() for label in view.findChildren(QLabel) if label.isVisible())


def test_the_model_keeps_qt_s_rules(look: Theme) -> None:
    model = AuditModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    model.show(samples.events(5), more=True)
    model.append(samples.events(3), more=False)
    model.append((), more=False)
    assert model.rowCount() == 8
    assert [model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())] == [
        "Time", "Agent", "Event", "Customer", "Request", "Outcome",
    ]  # fmt: skip


def test_the_next_page_is_asked_for_once_at_the_end(view: ReviewView, qtbot: QtBot) -> None:
    asked: list[int] = []
    view.more_wanted.connect(lambda: asked.append(1))
    view.show_events(samples.events(100), more=True)
    (table,) = view.findChildren(QTableView)
    assert asked == []
    table.scrollToBottom()
    table.scrollToBottom()
    assert asked == [1]
    view.add_events(samples.events(50), more=False)
    assert "150 events" in words(view)
    table.scrollToBottom()
    assert asked == [1]


def test_rows_are_32_pixels_and_tab_leaves_the_table(view: ReviewView) -> None:
    view.show_events(samples.events(), more=False)
    (table,) = view.findChildren(QTableView)
    assert table.rowHeight(0) == 32
    assert not table.tabKeyNavigation()


def test_a_chosen_event_shows_its_facts(view: ReviewView, qtbot: QtBot) -> None:
    view.show_events(samples.events(), more=False)
    with qtbot.waitSignal(view.event_chosen) as chosen:
        view.choose(3)
    assert chosen.args == [3]
    shown = words(view)
    assert "Sequence" in shown
    assert "R-3" in shown
    (table,) = view.findChildren(QTableView)
    with qtbot.waitSignal(view.event_chosen) as chosen:
        QTest.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [4]


def test_details_lie_over_the_table_where_space_is_short(view: ReviewView) -> None:
    view.resize(700, 600)
    view.show_events(samples.events(), more=False)
    view.choose(0)
    (detail,) = view.findChildren(EventDetail)
    (table,) = view.findChildren(QTableView)
    assert not detail.isVisible()
    QTest.keyClick(table, Qt.Key.Key_Return)
    assert detail.isVisible()
    assert not table.isVisible()
    detail.closed.emit()
    assert table.isVisible()


def test_filters_are_told_together(view: ReviewView) -> None:
    heard: list[tuple[str, str]] = []
    view.filter_edited.connect(lambda agent, customer: heard.append((agent, customer)))
    agent, customer = view.findChildren(QLineEdit)
    QTest.keyClicks(agent, "n")
    QTest.keyClicks(customer, "c")
    assert heard == [("n", ""), ("n", "c")]


def test_nothing_says_why(view: ReviewView) -> None:
    view.show_events((), more=False)
    assert "Nothing was recorded for this filter" in words(view)
    view.show_nothing("The audit service is away", "Events wait here safely.")
    assert "The audit service is away" in words(view)
