"""Stopping marketing to somebody who is not on file: an address, with a name unless everybody there is meant."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QSizePolicy

from care_console.ui.kit.choices import Choice
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.layout import column, row
from care_console.ui.kit.text import label
from care_console.ui.optout.data import Choices, OptOutChoices
from care_console.ui.optout.stopping import StoppingBar


class AddressBar(StoppingBar):
    """Asks in place; Ctrl+Enter saves, Escape goes back."""

    confirmed = Signal(object, str, str, str)
    """The address as typed (by column of an address), keys of subject and brands, and on whose word."""

    def __init__(self) -> None:
        super().__init__()
        self._name = text_field(self.tr("Name"), self.tr("Name; empty for everybody there"))
        self._street = text_field(self.tr("House and street"), self.tr("House and street"))
        self._postcode = text_field(self.tr("Postcode"), self.tr("Postcode"))
        self._town = text_field(self.tr("Town"), self.tr("Town"))
        self._country = Choice(self.tr("Country"))
        self._offer(self.tr("Stop"), self.tr("Stop it for this address"))
        title = label(self.tr("Stop marketing to somebody who is not on file"), "section", wrap=True)
        where = row(self._postcode, self._town, self._country, spacing=8)
        self._country.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # not as its longest name
        for place, share in enumerate((2, 3, 3)):
            where.setStretch(place, share)
        self._lay_out(
            column(
                title,
                self._message,
                row(self._name, self._street, spacing=8),
                where,
                self._choices(),
                self._effects,
                self._buttons("Ctrl+Return"),
                spacing=8,
            )
        )

    def ask(self, choices: OptOutChoices, countries: Choices, country: str) -> None:
        """Ask for the address, from empty fields, in `country` unless another is chosen."""
        self._clear()
        self._country.show_choices(countries, country)
        self._begin(choices)
        self._name.setFocus()

    def show_refused(self, why: str, column: str = "line1") -> None:
        """Tell why nothing was saved; what was typed stays, and the focus goes to the line of that column."""
        self._refuse(why, self._fields().get(column, self._street))

    def show_saved(self, told: str, note: str) -> None:
        """Tell what was saved, and until when it can be taken back; the address itself is not repeated."""
        self._clear()
        self._tell(told, note, may_undo=True)
        self._end.setFocus()

    def show_undone(self, told: str, *, good: bool) -> None:
        """It is taken back, or why not."""
        self._tell(told, good=good)

    def _fields(self) -> dict[str, QLineEdit]:
        return {"recipient": self._name, "line1": self._street, "postcode": self._postcode, "town": self._town}

    def _clear(self) -> None:
        for field in self._fields().values():
            field.clear()

    def _confirm(self) -> None:
        self._message.hide()
        typed = {column: field.text() for column, field in self._fields().items()}
        typed["country"] = self._country.key
        self.confirmed.emit(typed, self._subject.key, self._brands.key, self._caller.key)
