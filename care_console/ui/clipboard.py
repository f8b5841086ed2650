"""What is copied in this program: kept out of clipboard histories, and taken back.

Widgets copy by themselves: by a key, from their menus, and on X11 by selecting alone. The guard takes the keys and the
menus over, since a history may look the very moment something is copied; whatever comes to the clipboard by another
way is concealed right after. Histories leave alone what carries the marks of password managers.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

import shiboken6
from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer
from PySide6.QtGui import QClipboard, QContextMenuEvent, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

if TYPE_CHECKING:
    from PySide6.QtGui import QAction

KDE_MARK: Final = "x-kde-passwordManagerHint"
_NO: Final = bytes(4)
MARKS: Final = {
    # Klipper, and the histories of Wayland that follow it.
    KDE_MARK: b"secret",
    # https://learn.microsoft.com/windows/win32/dataxchg/clipboard-formats, "Cloud Clipboard and Clipboard History".
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': _NO,
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': _NO,
    'application/x-qt-windows-mime;value="CanUploadToCloudClipboard"': _NO,
}
_MODES: Final = (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection)

_EDITORS: Final = (QLineEdit, QPlainTextEdit, QTextEdit)


class ClipboardGuard(QObject):
    """Watches over the clipboard, and on X11 over the primary selection, as long as its parent lives."""

    def __init__(self, parent: QObject, clipboard: QClipboard | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._put: dict[QClipboard.Mode, bytes] = {}
        """Hashes of what was copied here, by where it was put."""
        self._focused: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self._clipboard.changed.connect(self._on_changed)
        application = QApplication.instance()
        assert isinstance(application, QApplication)  # noqa: S101 - there are widgets to watch over
        application.focusChanged.connect(self._on_focus)

    def keep_for(self, seconds: int) -> None:
        """Take back what is copied from now on after so many seconds; until this is said, only `clear` does."""
        self._timer.setInterval(seconds * 1000)

    def put(self, text: str, mode: QClipboard.Mode = QClipboard.Mode.Clipboard) -> None:
        """Copy a text, concealed, for a while."""
        if not text:
            return
        data = QMimeData()
        data.setText(text)
        for mark, value in MARKS.items():
            data.setData(mark, value)
        self._put[mode] = _hash(text)
        self._clipboard.setMimeData(data, mode)
        if sys.platform == "darwin":
            from care_console.ui.pasteboard import mark_concealed

            mark_concealed()
        if self._timer.interval():
            self._timer.start()

    def clear(self) -> None:
        """Take back what was copied here, unless something else was copied meanwhile."""
        self._timer.stop()
        for mode in list(self._put):
            # By what it is, not by who holds it: managers of clipboards take over what others have put there.
            if _hash(self._clipboard.text(mode)) == self._put.pop(mode):
                self._clipboard.clear(mode)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy and cut for the widget that has the focus."""
        widget = self._focused
        if widget is not None and shiboken6.isValid(widget):
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                if event.matches(QKeySequence.StandardKey.Copy):
                    return self._copy(widget)
                if event.matches(QKeySequence.StandardKey.Cut):
                    return self._cut(widget)
            elif event.type() == QEvent.Type.ContextMenu and isinstance(event, QContextMenuEvent):
                return self._show_menu(widget, event)
        return super().eventFilter(watched, event)

    def _copy(self, widget: QWidget) -> bool:
        """Whether it is done: the widget is left nothing to copy by itself."""
        self.put(_chosen(widget))
        return isinstance(widget, (*_EDITORS, QLabel, QAbstractItemView))

    def _cut(self, widget: QWidget) -> bool:
        if not isinstance(widget, _EDITORS):
            return False
        if (text := _chosen(widget)) and not widget.isReadOnly():
            self.put(text)
            if isinstance(widget, QLineEdit):
                widget.del_()
            else:
                widget.textCursor().removeSelectedText()
        return True

    def _show_menu(self, widget: QWidget, event: QContextMenuEvent) -> bool:
        """The widget's own menu, in which to copy and to cut is the guard's."""
        if widget.contextMenuPolicy() != Qt.ContextMenuPolicy.DefaultContextMenu:
            return False
        if isinstance(widget, _EDITORS):
            menu = widget.createStandardContextMenu()
            for action in menu.actions():
                if action.objectName() == "edit-copy":
                    _instead(action, lambda: self._copy(widget))
                elif action.objectName() == "edit-cut":
                    _instead(action, lambda: self._cut(widget))
        elif isinstance(widget, QLabel):
            menu = QMenu(widget)
            copy = menu.addAction(self.tr("Copy"), QKeySequence(QKeySequence.StandardKey.Copy))
            copy.setEnabled(bool(_chosen(widget)))
            copy.triggered.connect(lambda: self._copy(widget))
        else:
            return False
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())
        return True

    def _on_changed(self, mode: QClipboard.Mode) -> None:
        """Something came there; what this program put without its marks is put again with them."""
        owns = self._clipboard.ownsSelection() if mode == QClipboard.Mode.Selection else self._clipboard.ownsClipboard()
        if mode not in _MODES or not owns:
            return
        found = self._clipboard.mimeData(mode)
        if not found.hasFormat(KDE_MARK):
            self.put(found.text(), mode)

    def _on_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        old, self._focused = self._focused, new
        if old is not None and shiboken6.isValid(old):  # it may have lost the focus by going
            for each in _hearing(old):
                each.removeEventFilter(self)
        for each in _hearing(new):
            each.installEventFilter(self)


def _chosen(widget: QWidget) -> str:
    """The text that would be copied; empty for a password."""
    if isinstance(widget, QLineEdit):
        return widget.selectedText() if widget.echoMode() == QLineEdit.EchoMode.Normal else ""
    if isinstance(widget, (QPlainTextEdit, QTextEdit)):
        return widget.textCursor().selection().toPlainText()
    if isinstance(widget, QLabel):
        return widget.selectedText()
    if isinstance(widget, QAbstractItemView):
        return str(widget.currentIndex().data() or "")
    return ""


def _hearing(widget: QWidget | None) -> list[QWidget]:
    """The widgets to which the keys and the mouse go for one that has the focus."""
    if isinstance(widget, QAbstractScrollArea):
        return [widget, widget.viewport()]
    return [] if widget is None else [widget]


def _instead(action: QAction, do: object) -> None:
    action.triggered.disconnect()
    action.triggered.connect(do)


def _hash(text: str) -> bytes:
    """The text itself is not kept beside the clipboard."""
    import hashlib  # loads OpenSSL, which the first frame does without

    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
