"""The foot of the customer page: there stands what saves an editor that is taller than what can be seen of the page."""

from __future__ import annotations

import shiboken6
from PySide6.QtWidgets import QVBoxLayout, QWidget

from care_console.ui.customer.editor import Editor
from care_console.ui.kit.layout import column, hline


class Dock(QWidget):
    """Holds the buttons of one editor, as long as that editor is there."""

    def __init__(self) -> None:
        super().__init__()
        self._foot: QWidget | None = None
        self._place: QVBoxLayout = column(margins=(24, 8, 24, 8), spacing=0)
        self.setLayout(column(hline(), self._place, spacing=0))
        self.hide()

    def hold(self, editor: Editor) -> None:
        """Take an editor's buttons into sight; they stay here until it closes."""
        if editor.foot is self._foot:
            return
        self.keep_only(editor)
        self._foot = editor.lend_foot()
        self._place.addWidget(self._foot)
        self.show()

    def keep_only(self, editor: Editor | None) -> None:
        """Let go of buttons that are not those of the editor that is open."""
        if editor is not None and editor.foot is self._foot:
            return
        if self._foot is not None and shiboken6.isValid(self._foot):
            self._foot.hide()
            self._foot.deleteLater()
        self._foot = None
        self.hide()
