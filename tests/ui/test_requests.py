"""The page of open requests and its bar, fed by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView, QPushButton

from care_console.ui.kit.chip import ChipText
from care_console.ui.kit.marks import Brand
from care_console.ui.kit.write_bar import Asking, WriteBar
from care_console.ui.requests.data import RequestRow
from care_console.ui.requests.end_bar import EndRequestBar
from care_console.ui.requests.view import RequestsView

if TYPE_CHECKING:
    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

pytestmark = pytest.mark.usefixtures("look")


def row(key: str, action: str = "Go on", *, may_end: bool = True) -> RequestRow:
    return RequestRow(
        key=key, icon="phone", customer=f"Customer •••• {key}", brand=Brand("Harbour", "H", "#334455"),
        reference=f"REQ-{key}", asks="The customer", purpose="Change of details", age="15:24", hint="Notes: 1",
        state=ChipText("Open", "accent", "circle-dot"), action=action, may_end=may_end,
    )  # fmt: skip


@pytest.fixture
def view(qtbot: QtBot) -> RequestsView:
    made = RequestsView()
    qtbot.addWidget(made)
    made.resize(1100, 600)
    made.show()
    qtbot.waitExposed(made)
    return made


def the_list(view: RequestsView) -> QListView:
    return view.findChildren(QListView)[0]


def test_enter_goes_on_and_delete_ends(view: RequestsView, qtbot: QtBot) -> None:
    view.show_requests((row("0001"), row("0002", "Resume")))
    view.take_focus()
    QTest.keyClick(the_list(view), Qt.Key.Key_Down)
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(the_list(view), Qt.Key.Key_Return)
    assert chosen.args == ["0002"]
    with qtbot.waitSignal(view.end_asked) as ended:
        QTest.keyClick(the_list(view), Qt.Key.Key_Delete)
    assert ended.args == ["0002"]


def test_what_is_somebody_elses_or_over_cannot_be_ended(view: RequestsView, qtbot: QtBot) -> None:
    view.show_requests((row("0001", "Take it", may_end=False),))
    with qtbot.assertNotEmitted(view.end_asked):
        QTest.keyClick(the_list(view), Qt.Key.Key_Delete)
    names = {made.accessibleName(): made.isEnabled() for made in view.findChildren(QPushButton)}
    assert names == {"Take it: REQ-0001": True, "End without going on": False}


def test_a_list_that_is_read_again_keeps_the_choice(view: RequestsView, qtbot: QtBot) -> None:
    view.show_requests((row("0001"), row("0002")))
    view.take_focus()
    QTest.keyClick(the_list(view), Qt.Key.Key_Down)
    view.show_requests((row("0000"), row("0001"), row("0002")))
    with qtbot.waitSignal(view.chosen) as chosen:
        QTest.keyClick(the_list(view), Qt.Key.Key_Return)
    assert chosen.args == ["0002"]


def test_a_row_is_spoken_whole(view: RequestsView) -> None:
    view.show_requests((row("0001"),))
    spoken = the_list(view).model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Open, Customer •••• 0001, Harbour, REQ-0001, The customer, Change of details, 15:24, Notes: 1"


def test_every_width_is_painted(view: RequestsView, look: Theme) -> None:
    view.show_requests((row("0001"),))
    for width in (1100, 500):
        view.resize(look.px(width), 600)
        assert not view.grab().isNull()


def test_a_bar_keeps_its_text_when_it_is_refused(qtbot: QtBot) -> None:
    bar = WriteBar()
    qtbot.addWidget(bar)
    bar.ask(Asking("Note", "It stays.", "What is to be remembered", "Save note", (("", "Everybody"), ("a", "Jo"))))
    qtbot.waitExposed(bar)
    bar.activateWindow()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "Rings again")
    with qtbot.waitSignal(bar.confirmed) as confirmed:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert confirmed.args == ["", "Rings again"]
    with qtbot.assertNotEmitted(bar.confirmed):
        QTest.keyClick(field, Qt.Key.Key_Return)
    bar.show_refused("Not saved.")
    with qtbot.waitSignal(bar.confirmed) as again:
        QTest.keyClick(field, Qt.Key.Key_Return)
    assert again.args == ["", "Rings again"]
    with qtbot.waitSignal(bar.closed):
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert bar.isHidden()


@pytest.fixture
def ending(qtbot: QtBot) -> EndRequestBar:
    made = EndRequestBar()
    qtbot.addWidget(made)
    made.resize(1000, 200)
    made.ask((("none", "Nothing changed"), ("amended", "E-mail changed")), "amended", "Saved: e-mail.")
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def focused_name() -> str:
    focused = QApplication.focusWidget()
    return "" if focused is None else focused.accessibleName()


def test_a_request_ends_with_one_enter(ending: EndRequestBar, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: focused_name() == "End request")
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.waitSignal(ending.confirmed) as ended:
        QTest.keyClick(focused, Qt.Key.Key_Return)
    assert ended.args == ["amended", "", ""]
    with qtbot.assertNotEmitted(ending.confirmed):
        QTest.keyClick(focused, Qt.Key.Key_Return)
    ending.show_refused("This is no day.", day=True)
    assert ending.isVisible()
    assert focused_name() == "Day by which the promise is due"


def test_ending_can_be_called_off(ending: EndRequestBar, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: focused_name() == "End request")
    focused = QApplication.focusWidget()
    assert focused is not None
    with qtbot.assertNotEmitted(ending.confirmed), qtbot.waitSignal(ending.closed):
        QTest.keyClick(focused, Qt.Key.Key_Escape)
    assert not ending.isVisible()
