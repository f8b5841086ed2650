"""What is copied is concealed from histories of the clipboard, by whatever way, and taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QListView, QMenu, QPlainTextEdit, QWidget

from care_console.ui.clipboard import MARKS, ClipboardGuard
from care_console.ui.kit.layout import column
from care_console.ui.kit.text import label

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot

    from care_console.ui.theme import Theme

SECRET = "margaret.h@example.org"
CONTROL = Qt.KeyboardModifier.ControlModifier


class Clipboard(QObject):
    """As a platform's that tells who owns what, and has a primary selection."""

    changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.held: dict[QClipboard.Mode, QMimeData] = {}
        self.ours = True

    def setMimeData(self, data: QMimeData, mode: QClipboard.Mode) -> None:  # noqa: N802 - Qt's name
        self.held[mode] = data
        self.changed.emit(mode)

    def mimeData(self, mode: QClipboard.Mode) -> QMimeData:  # noqa: N802 - Qt's name
        return self.held[mode]

    def text(self, mode: QClipboard.Mode) -> str:
        return self.held[mode].text() if mode in self.held else ""

    def clear(self, mode: QClipboard.Mode) -> None:
        del self.held[mode]

    def ownsClipboard(self) -> bool:  # noqa: N802 - Qt's name
        return self.ours

    ownsSelection = ownsClipboard  # noqa: N815 - Qt's name

    def put_plain(self, text: str, mode: QClipboard.Mode) -> None:
        """As a widget or another program does."""
        data = QMimeData()
        data.setText(text)
        self.setMimeData(data, mode)


def a_line() -> QLineEdit:
    return QLineEdit(SECRET)


def a_text() -> QPlainTextEdit:
    return QPlainTextEdit(SECRET)


def a_label() -> QLabel:
    return label(SECRET, selectable=True)


def a_list() -> QListView:
    made = QListView()
    made.setModel(QStringListModel([SECRET], made))
    made.setCurrentIndex(made.model().index(0, 0))
    return made


@pytest.fixture
def clipboard(look: Theme) -> Iterator[QClipboard]:
    found = QGuiApplication.clipboard()
    found.clear()
    yield found
    found.clear()


@pytest.fixture
def window(look: Theme, qtbot: QtBot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    return made


def at_work(qtbot: QtBot, window: QWidget, widget: QWidget) -> ClipboardGuard:
    """A window with this widget, all of whose text is chosen, and another one to go to."""
    window.setLayout(column(widget, QLineEdit("elsewhere")))
    guard = ClipboardGuard(window)
    window.show()
    widget.setFocus()
    qtbot.waitUntil(widget.hasFocus)
    if isinstance(widget, QLabel):
        widget.setSelection(0, len(SECRET))
    elif isinstance(widget, (QLineEdit, QPlainTextEdit)):
        widget.selectAll()
    return guard


def marks(data: QMimeData) -> dict[str, bytes]:
    return {name: bytes(data.data(name).data()) for name in data.formats() if name != "text/plain"}


@pytest.mark.parametrize("make", [a_line, a_text, a_label, a_list])
def test_the_keys_copy_concealed(qtbot: QtBot, window: QWidget, clipboard: QClipboard, make: Any) -> None:
    widget = make()
    at_work(qtbot, window, widget)
    QTest.keyClick(widget, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == SECRET
    assert marks(clipboard.mimeData()) == MARKS


@pytest.mark.parametrize("make", [a_line, a_text])
def test_cutting_takes_the_text_out(qtbot: QtBot, window: QWidget, clipboard: QClipboard, make: Any) -> None:
    widget = make()
    at_work(qtbot, window, widget)
    QTest.keyClick(widget, Qt.Key.Key_X, CONTROL)
    assert clipboard.text() == SECRET
    assert marks(clipboard.mimeData()) == MARKS
    assert (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()) == ""
    QTest.keyClick(widget, Qt.Key.Key_Z, CONTROL)
    assert (widget.text() if isinstance(widget, QLineEdit) else widget.toPlainText()) == SECRET


@pytest.mark.qt_log_ignore("This plugin does not support (raise|grabbing)")
@pytest.mark.parametrize("make", [a_line, a_text, a_label])
def test_the_menu_copies_concealed(qtbot: QtBot, window: QWidget, clipboard: QClipboard, make: Any) -> None:
    widget = make()
    at_work(qtbot, window, widget)
    target = widget.viewport() if isinstance(widget, QPlainTextEdit) else widget
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(2, 2), target.mapToGlobal(QPoint(2, 2)))
    QApplication.sendEvent(target, event)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    (copy,) = (each for each in menu.actions() if each.text().replace("&", "").startswith("Copy"))
    copy.trigger()
    menu.close()
    assert clipboard.text() == SECRET
    assert marks(clipboard.mimeData()) == MARKS
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    assert not widget.findChildren(QMenu)


def test_a_password_is_not_copied_and_what_is_read_only_not_cut(
    qtbot: QtBot, window: QWidget, clipboard: QClipboard
) -> None:
    line = a_line()
    at_work(qtbot, window, line)
    line.setReadOnly(True)
    QTest.keyClick(line, Qt.Key.Key_X, CONTROL)
    assert line.text() == SECRET
    line.setReadOnly(False)
    line.setEchoMode(QLineEdit.EchoMode.Password)
    line.selectAll()
    QTest.keyClick(line, Qt.Key.Key_C, CONTROL)
    QTest.keyClick(line, Qt.Key.Key_X, CONTROL)
    assert clipboard.text() == ""
    assert line.text() == SECRET


def test_what_was_copied_goes_after_its_time_and_when_asked(
    qtbot: QtBot, window: QWidget, clipboard: QClipboard
) -> None:
    line = a_line()
    guard = at_work(qtbot, window, line)
    guard.keep_for(45)
    (timer,) = guard.findChildren(QTimer)
    assert not timer.isActive()
    QTest.keyClick(line, Qt.Key.Key_C, CONTROL)
    assert timer.isActive()
    assert timer.isSingleShot()
    assert timer.interval() == 45_000
    timer.timeout.emit()
    assert clipboard.text() == ""
    QTest.keyClick(line, Qt.Key.Key_C, CONTROL)
    guard.clear()
    assert clipboard.text() == ""
    assert not timer.isActive()


def test_what_another_program_put_there_stays(qtbot: QtBot, window: QWidget, clipboard: QClipboard) -> None:
    line = a_line()
    guard = at_work(qtbot, window, line)
    clipboard.setText("of another program")
    guard.clear()
    assert clipboard.text() == "of another program"
    QTest.keyClick(line, Qt.Key.Key_C, CONTROL)
    clipboard.setText("of another program")
    guard.clear()
    assert clipboard.text() == "of another program"


def test_the_guard_lets_go_of_a_widget_that_goes(qtbot: QtBot, window: QWidget, clipboard: QClipboard) -> None:
    line = a_line()
    guard = at_work(qtbot, window, line)
    line.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    (other,) = window.findChildren(QLineEdit)
    other.setFocus()
    other.selectAll()
    QTest.keyClick(other, Qt.Key.Key_C, CONTROL)
    assert clipboard.text() == "elsewhere"
    guard.clear()


@pytest.mark.parametrize("mode", [QClipboard.Mode.Clipboard, QClipboard.Mode.Selection])
def test_what_a_widget_put_there_by_itself_is_concealed(window: QWidget, mode: QClipboard.Mode) -> None:
    clipboard = Clipboard()
    guard = ClipboardGuard(window, cast("QClipboard", clipboard))
    clipboard.put_plain(SECRET, mode)
    assert clipboard.text(mode) == SECRET
    assert marks(clipboard.mimeData(mode)) == MARKS
    clipboard.ours = False  # a manager of clipboards took it over
    clipboard.put_plain(SECRET, mode)
    assert marks(clipboard.mimeData(mode)) == {}
    guard.clear()
    assert clipboard.held == {}


def test_what_another_program_puts_there_is_left_as_it_is(window: QWidget) -> None:
    clipboard = Clipboard()
    guard = ClipboardGuard(window, cast("QClipboard", clipboard))
    clipboard.ours = False
    clipboard.put_plain("of another program", QClipboard.Mode.Clipboard)
    assert marks(clipboard.mimeData(QClipboard.Mode.Clipboard)) == {}
    guard.clear()
    assert clipboard.text(QClipboard.Mode.Clipboard) == "of another program"
