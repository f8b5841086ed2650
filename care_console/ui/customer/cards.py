"""The cards of a customer: details, addresses, orders, saved cards, preferences, transcripts, history."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from care_console.ui.customer.data import (
    AddressView,
    CardView,
    CustomerView,
    EditorView,
    EntryView,
    FieldState,
    FieldView,
    OrderView,
)
from care_console.ui.customer.editor import Editor
from care_console.ui.kit.buttons import button, icon_button
from care_console.ui.kit.cards import Card, button_row, field_row, inset, locked_row, two_lines
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.layout import column, holder, row
from care_console.ui.kit.marks import IconMark, IconTile
from care_console.ui.kit.text import ElidedLabel, isolated, label
from care_console.ui.theme import theme

Row = tuple[str, Callable[[], QWidget]]
"""A row's key, and what makes it."""


class EditableCard(Card):
    """Rows with keys, one of which may be open in its editor."""

    amend_asked = Signal(str)
    """Key of the row that the agent wants to amend."""

    def __init__(self, title: str, aside: QWidget | None = None) -> None:
        super().__init__(title, aside)
        self._rows: list[Row] = []
        self._buttons: dict[str, QPushButton] = {}
        self.editor: Editor | None = None

    def show_rows(self, rows: list[Row]) -> None:
        """Show rows, each made when it is needed; an editor that was open is closed, and a button keeps the focus."""
        focused = next((key for key, made in self._buttons.items() if made.hasFocus()), "")
        self._rows = rows
        self._rebuild(None)
        if focused in self._buttons:
            self._buttons[focused].setFocus()

    def open_editor(self, view: EditorView) -> Editor | None:
        """Open an editor in place of the row of its key; ``None`` where this card has no such row to be amended."""
        if view.key not in self._buttons:
            return None
        editor = Editor(view)
        editor.cancelled.connect(self.close_editor)
        self._rebuild(editor)
        editor.open()
        return editor

    def close_editor(self) -> None:
        """Close the editor and give the focus back to the button that opened it."""
        key = self.editor.key if self.editor else ""
        self._rebuild(None)
        if key in self._buttons:
            self._buttons[key].setFocus()

    def _rebuild(self, editor: Editor | None) -> None:
        self._buttons.clear()
        self.editor = editor
        self.replace(*(editor if editor and key == editor.row else made() for key, made in self._rows))

    def _amend_button(self, key: str, text: str, name: str) -> QPushButton:
        made = button(text, "ghost", "pencil", small=True, name=name)
        made.clicked.connect(lambda: self.amend_asked.emit(key))
        self._buttons[key] = made
        return made

    def _remove_button(self, key: str, name: str) -> QPushButton:
        made = icon_button("x", name)
        made.clicked.connect(lambda: self.amend_asked.emit(key))
        self._buttons[key] = made
        return made

    def _add_row(self, key: str, text: str) -> Row:
        """A row that is no row yet: a button to add one."""

        def made() -> QWidget:
            add = button(text, "ghost", "plus", small=True)
            add.clicked.connect(lambda: self.amend_asked.emit(key))
            self._buttons[key] = add
            return button_row(add)

        return key, made


class DetailsCard(EditableCard):
    """The customer's own fields."""

    reveal_asked = Signal(str)
    """Key of the field that the agent wants to see."""

    def __init__(self) -> None:
        self._aside = label("", "small", "text3")
        super().__init__("", self._aside)
        self.show_title(self.tr("Details"))

    def show_fields(self, fields: tuple[FieldView, ...]) -> None:
        """Show the fields; an editor that was open is closed."""
        locked = any(field.state is FieldState.LOCKED for field in fields)
        self._aside.setText(self.tr("Masked until verified") if locked else "")
        rows: list[Row] = [(field.key, partial(self._row, field)) for field in fields]
        if fields and any(field.state is FieldState.AMENDABLE for field in fields):
            rows.append(self._add_row("add:email", self.tr("Add an e-mail")))
            rows.append(self._add_row("add:phone", self.tr("Add a phone")))
        self.show_rows(rows)

    def _row(self, field: FieldView) -> QWidget:
        value = isolated(field.value)
        if field.state is FieldState.LOCKED:
            return locked_row(field.label, value, self.tr("Opens after verification"))
        actions = [self._action(field)]
        if field.state is FieldState.AMENDABLE and field.key.startswith(("email:", "phone:")):
            name = self.tr("Remove {0}").format(f"{field.label} {field.value}")
            actions.append(self._remove_button(f"remove:{field.key}", name))
        return field_row(field.label, value, field.note, *(each for each in actions if each is not None))

    def _action(self, field: FieldView) -> QPushButton | None:
        if field.state is FieldState.AMENDABLE:
            return self._amend_button(field.key, self.tr("Amend"), self.tr("Amend {0}").format(field.label))
        if field.state is FieldState.REVEALABLE:
            made = button(self.tr("Reveal"), "ghost", "eye", small=True, name=self.tr("Reveal {0}").format(field.label))
            made.clicked.connect(lambda: self.reveal_asked.emit(field.key))
            return made
        return None


class AddressesCard(EditableCard):
    """Addresses; town and outward part of the postcode until verified."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Addresses"))

    def show_addresses(self, addresses: tuple[AddressView, ...], *, verified: bool) -> None:
        """Show the addresses."""
        self.show_count(len(addresses))
        if not verified:
            why = self.tr("Opens after verification")
            self.show_rows([(entry.key, self._masked(entry, why)) for entry in addresses])
            return
        nothing = partial(nothing_row, self.tr("No address on file."))
        rows: list[Row] = [(entry.key, partial(self._row, entry)) for entry in addresses] or [("", nothing)]
        self.show_rows([*rows, self._add_row("add:address", self.tr("Add an address"))])

    @staticmethod
    def _masked(entry: AddressView, why: str) -> Callable[[], QWidget]:
        if entry.in_emergency:
            return partial(field_row, entry.label, isolated(entry.text))
        return partial(locked_row, entry.label, isolated(entry.text), why)

    def _row(self, entry: AddressView) -> QWidget:
        head = row(label(entry.label, "strong"), *(Chip(chip) for chip in entry.chips), None)
        words = column(head, label(entry.text, tint="text2", wrap=True, selectable=True), spacing=2)
        line = row(spacing=12)
        line.addWidget(IconTile(entry.icon), 0, Qt.AlignmentFlag.AlignTop)
        line.addLayout(words, 1)
        if entry.key:
            name = self.tr("Amend {0}").format(entry.label)
            line.addWidget(self._amend_button(entry.key, self.tr("Amend"), name), 0, Qt.AlignmentFlag.AlignTop)
            remove = self._remove_button(f"remove:{entry.key}", self.tr("Remove {0}").format(entry.label))
            line.addWidget(remove, 0, Qt.AlignmentFlag.AlignTop)
        return inset(line, 6)


class OrdersCard(EditableCard):
    """Orders; the last one's date and state until verified."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Orders"))

    def show_orders(self, customer: CustomerView) -> None:
        """Show the orders."""
        self.show_count(customer.order_count)
        if not customer.request.verified:
            none = self.tr("None on file")
            why = self.tr("Opens after verification")
            self.show_rows([("", partial(locked_row, self.tr("Last order"), customer.last_order or none, why))])
            return
        nothing = partial(nothing_row, self.tr("No orders yet."))
        self.show_rows([(order.key, partial(self._row, order)) for order in customer.orders] or [("", nothing)])

    def _row(self, order: OrderView) -> QWidget:
        if not order.key:
            return _order(order)
        name = self.tr("Amend the address of order {0}").format(order.number)
        return _order(order, self._amend_button(order.key, self.tr("Address"), name))


class PaymentCard(EditableCard):
    """Saved payment cards: brand, last four and expiry are all that is kept; one can be removed, never entered."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("Saved cards"))

    def show_cards(self, cards: tuple[CardView, ...]) -> None:
        """Show the cards."""
        self.show_count(len(cards))
        nothing = partial(nothing_row, self.tr("No card is saved."))
        self.show_rows([(card.key, partial(self._row, card)) for card in cards] or [("", nothing)])

    def _row(self, card: CardView) -> QWidget:
        number = label(f"{card.brand}  {isolated('•••• ' + card.last_four)}", tabular=True)
        expiry = label(self.tr("Expires {0}").format(isolated(card.expiry)), "small", "text3", tabular=True)
        line = row(IconMark("credit-card", 16, "text2"), number, None, expiry, spacing=10)
        if card.expired:
            line.addWidget(Chip(ChipText(self.tr("Expired"), "warn", "clock")))
        if card.key:
            name = self.tr("Remove card {0}").format(card.last_four)
            line.addWidget(self._amend_button(card.key, self.tr("Remove"), name))
        return inset(line, 6)


class HistoryCard(EditableCard):
    """What was changed, newest first: by whom, under which request; what stood before can be brought back."""

    def __init__(self) -> None:
        super().__init__("")
        self.show_title(self.tr("History"))

    def show_entries(self, entries: tuple[EntryView, ...]) -> None:
        """Show the entries."""
        self.show_count(len(entries))
        nothing = partial(nothing_row, self.tr("Nothing has been changed yet."))
        self.show_rows([(entry.restores, partial(self._row, entry)) for entry in entries] or [("", nothing)])

    def _row(self, entry: EntryView) -> QWidget:
        words = two_lines(entry.icon, entry.title, entry.note, entry.when)
        if not entry.restores:
            return words
        restore = icon_button("undo-2", self.tr("Bring back what stood before: {0}").format(entry.title))
        restore.clicked.connect(lambda: self.amend_asked.emit(entry.restores))
        self._buttons[entry.restores] = restore
        line = row(margins=(0, 0, 6, 0), spacing=0)
        line.addWidget(words, 1)
        line.addWidget(restore)
        return holder(line)


def nothing_row(words: str) -> QWidget:
    """What a card says that has no entries."""
    return inset(column(label(words, "small", "text3", wrap=True)), 6)


def _order(order: OrderView, action: QPushButton | None = None) -> QWidget:
    px = theme().px
    number = label(isolated(order.number), tabular=True, selectable=True)
    number.setMinimumWidth(px(86))
    date = label(order.date, tint="text3", tabular=True)
    date.setMinimumWidth(px(60))
    total = label(order.total, tabular=True)
    total.setMinimumWidth(px(70))
    total.setAlignment(Qt.AlignmentFlag.AlignTrailing | Qt.AlignmentFlag.AlignVCenter)
    state = holder(row(None, Chip(order.state), spacing=0))
    state.setMinimumWidth(px(96))
    items = ElidedLabel(order.items, tint="text2")
    items.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
    line = row(number, date, items, total, state, spacing=10)
    line.setStretch(2, 1)
    if action is not None:
        line.addWidget(action)
    made = inset(line)
    made.setMinimumHeight(px(30))
    if not order.trouble:
        return made
    why = row(IconMark("circle-alert", 14, "bad", 2), label(order.trouble, "small", "bad", wrap=True), spacing=6)
    why.setStretch(1, 1)
    return holder(column(made, inset(why, 4), spacing=0))
