"""Asking for the passphrase of a store, where the computer offers no secure keyring."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QLineEdit, QWidget

from care_console.ui.kit.buttons import button
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import column, row
from care_console.ui.kit.text import label
from care_console.ui.theme import theme


class PassphraseDialog(QDialog):
    """One field; `trouble` says why it is asked again. `passphrase` is what was typed."""

    def __init__(self, parent: QWidget, trouble: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Care Console"))
        self._field = text_field(self.tr("Passphrase of the customer store"))
        self._field.setEchoMode(QLineEdit.EchoMode.Password)
        self._field.setMinimumWidth(theme().px(320))
        go = button(self.tr("Open"), "primary", name=self.tr("Open the store"))
        go.setDefault(True)
        back = button(self.tr("Cancel"))
        why = label(
            self.tr("This computer has no secure keyring, so the key of the store is kept under a passphrase."),
            "small",
            "text2",
            wrap=True,
        )
        words = label(trouble, "small", "bad", wrap=True)
        words.setVisible(bool(trouble))
        title = label(self.tr("Passphrase of the customer store"), "section")
        self.setLayout(
            column(title, why, self._field, words, row(None, back, go), margins=(20, 18, 20, 16), spacing=10)
        )
        go.clicked.connect(self.accept)
        back.clicked.connect(self.reject)

    @property
    def passphrase(self) -> str:
        """What was typed."""
        return self._field.text()
