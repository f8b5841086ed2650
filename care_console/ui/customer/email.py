"""The inline editor of the e-mail address: before, after, what the rules say, and what saving does."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from care_console.ui.customer.data import Consequence, ConsequenceKind, DraftCheck
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import LABEL_WIDTH
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import clear, column, holder, row
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import ElidedLabel, isolated, keycaps, label, tint
from care_console.ui.theme import theme
from care_console.ui.theme.icons import IconName

_SIGNS: dict[ConsequenceKind, tuple[IconName, str]] = {
    ConsequenceKind.STOPS: ("mail-x", "bad"),
    ConsequenceKind.MAY_ARRIVE: ("clock", "warn"),
    ConsequenceKind.STILL_SENT: ("mail-check", "ok"),
}


class EmailEditor(QFrame):
    """Opens in place of the row; it grows outwards, so that the text stays where it was."""

    draft_edited = Signal(str)
    """The draft after each change, to be checked against the rules."""
    saved = Signal(str)
    """The new address that the agent wants to save."""
    cancelled = Signal()

    def __init__(self, before: str) -> None:
        super().__init__()
        self.setProperty("kit", "inset")
        self._before = before
        self._valid = False
        self.field = text_field(self.tr("New e-mail"))
        self.field.setText(before)
        self._sign = IconMark("info", 14, "text3", 2)
        self._message = label(self.tr("Type the new address"), "small", "text3", wrap=True)
        self._consequences: QVBoxLayout = column(spacing=5)
        self._save = button(self.tr("Save change"), "primary", small=True)
        self._save.setEnabled(False)
        cancel = button(self.tr("Cancel"), small=True)
        self._arrange(cancel)
        self.field.textEdited.connect(self._on_edited)
        self.field.returnPressed.connect(self._on_save)
        self._save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.cancelled)
        for keys, target in (("Ctrl+Return", self._on_save), ("Escape", self.cancelled.emit)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(target)

    def open(self) -> None:
        """Take the focus with the old address selected, so that typing replaces it."""
        self.field.setFocus()
        self.field.selectAll()

    def show_check(self, check: DraftCheck) -> None:
        """Show what the rules say about the draft."""
        self._valid = check.valid and self.field.text().strip() != self._before
        self._save.setEnabled(self._valid)
        self._sign.show_icon("circle-check" if check.valid else "circle-alert", "ok" if check.valid else "bad")
        tint(self._message, "ok" if check.valid else "bad")
        self._message.setText(check.message)
        announce(self._message, check.message)
        clear(self._consequences)
        for consequence in check.consequences:
            self._consequences.addWidget(self._line(consequence))

    def show_saving(self) -> None:
        """The change is being saved: nothing can be edited meanwhile."""
        self._valid = False
        self._save.setEnabled(False)
        self.field.setEnabled(False)

    def show_refused(self, message: str) -> None:
        """Saving was refused: why, with the draft kept."""
        self.field.setEnabled(True)
        self.show_check(DraftCheck(valid=False, message=message))
        self.field.setFocus()

    def _on_edited(self, text: str) -> None:
        self._valid = False
        self._save.setEnabled(False)
        self.draft_edited.emit(text)

    def _on_save(self) -> None:
        if self._valid:
            self.saved.emit(self.field.text().strip())

    def _line(self, consequence: Consequence) -> QWidget:
        heads = {
            ConsequenceKind.STOPS: self.tr("Stops"),
            ConsequenceKind.MAY_ARRIVE: self.tr("May still arrive"),
            ConsequenceKind.STILL_SENT: self.tr("Still sent"),
        }
        glyph, colour = _SIGNS[consequence.kind]
        text = label(f"{heads[consequence.kind]}: {consequence.text}", "small", "text2", wrap=True)
        line = row(column(1, IconMark(glyph, 14, colour, 2), None, spacing=0), text, spacing=8)
        line.setStretch(1, 1)
        return holder(line)

    def _arrange(self, cancel: QWidget) -> None:
        name = label(self.tr("E-mail"), "medium")
        name.setFixedWidth(theme().px(LABEL_WIDTH))
        old = ElidedLabel(isolated(self._before), "body", "bad")
        font = old.font()
        font.setStrikeOut(True)
        old.setFont(font)
        message = row(self._sign, self._message, spacing=6)
        message.setStretch(1, 1)
        before = row(Chip(ChipText(self.tr("Before"), "bad"), 52), old, None, spacing=10)
        after = row(Chip(ChipText(self.tr("After"), "ok"), 52), self.field, spacing=10)
        after.setStretch(1, 1)
        foot = row(self._save, cancel, 4, *keycaps("Ctrl+Return"), None)
        right = column(before, after, message, self._consequences, foot, spacing=8)
        whole = row(column(name, None), margins=(11, 10, 11, 11))
        whole.addLayout(right, 1)
        self.setLayout(whole)
