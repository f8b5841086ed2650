"""The list of what is hidden in a copy, with the reason of each, adjusted by keyboard."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListWidget, QListWidgetItem

from care_console.ui.sending.data import FindingView
from care_console.ui.theme import theme
from care_console.ui.theme.icons import icon


class FindingList(QListWidget):
    """One entry for each finding; Delete leaves it legible, or hides it again."""

    switched = Signal()
    """Delete or Enter on the current entry."""

    def __init__(self) -> None:
        super().__init__()
        self._findings: tuple[FindingView, ...] = ()
        self.setAccessibleName(self.tr("What is hidden"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWordWrap(True)
        self.setFont(theme().font("small"))
        self.setIconSize(QSize(theme().px(16), theme().px(16)))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @property
    def current(self) -> FindingView | None:
        """The finding of the current entry."""
        row = self.currentRow()
        return self._findings[row] if 0 <= row < len(self._findings) else None

    def show_findings(self, findings: tuple[FindingView, ...]) -> None:
        """Replace all entries; the same place stays current."""
        row = self.currentRow()
        self.blockSignals(True)
        self.clear()
        self._findings = findings
        for finding in findings:
            state = self.tr("hidden") if finding.hidden else self.tr("legible")
            words = [f"{finding.title} ({state})", finding.place, finding.context, finding.note]
            item = QListWidgetItem(
                icon("lock" if finding.hidden else "eye", "text2" if finding.hidden else "warn"),
                "\n".join(part for part in words if part),
            )
            self.addItem(item)
        if findings:
            self.setCurrentRow(min(max(row, 0), len(findings) - 1))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete and Enter switch; everything else moves through the entries."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.switched.emit()
            return
        super().keyPressEvent(event)
