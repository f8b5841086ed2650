"""The inline editor: before, after, what the rules say, what saving does, and what somebody else changed meanwhile."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QBoxLayout, QFrame, QLineEdit, QVBoxLayout, QWidget

from care_console.ui.customer.data import DifferenceView, DraftCheck, EditorView, InputView
from care_console.ui.kit.buttons import button
from care_console.ui.kit.cards import LABEL_WIDTH
from care_console.ui.kit.chip import Chip, ChipText
from care_console.ui.kit.choices import Choice
from care_console.ui.kit.consequences import Consequences
from care_console.ui.kit.error_bar import announce
from care_console.ui.kit.fields import text_field
from care_console.ui.kit.keys import on_keys
from care_console.ui.kit.layout import UNBOUNDED, clear, column, holder, row, signed
from care_console.ui.kit.marks import IconMark
from care_console.ui.kit.text import ElidedLabel, isolated, keycaps, label, tint
from care_console.ui.theme import theme

Draft = dict[str, str]
NARROW_UNDER = 520
"""Width of an editor, in token lengths, under which its name stands above what is typed."""
_SIDE = 52
_INPUT_LABEL = 92


class Editor(QFrame):
    """Opens in place of a row; it grows outwards, so that the text stays where it was."""

    draft_edited = Signal(object)
    """The draft by key of input, after each change, to be checked against the rules."""
    saved = Signal(object)
    """The draft that the agent wants to save."""
    cancelled = Signal()

    def __init__(self, view: EditorView) -> None:
        super().__init__()
        self.setProperty("kit", "inset")
        self.key = view.key
        self.row = view.row
        self._valid = not view.inputs
        self._told = view.consequences
        self._before = {each.key: each.value for each in view.inputs}
        self._inputs: tuple[InputView, ...] = ()
        self._fields: dict[str, QLineEdit | Choice] = {}
        self._typing = ""
        """Key of the input that was typed into when saving began."""
        self._form: QVBoxLayout = column(spacing=6)
        self._sign = IconMark("info", 14, "text3", 2)
        self._message = label(view.hint, "small", "text3", wrap=True)
        self._theirs: QVBoxLayout = column(spacing=4)
        self._differs = holder(self._theirs)
        self._differs.hide()
        self._old = ElidedLabel(isolated(view.before), "body", "bad")
        self._consequences = Consequences()
        self._save = button(view.save, "primary", small=True)
        self._save.setEnabled(self._valid)
        cancel = button(self.tr("Cancel"), small=True)
        self.foot = holder(row(self._save, cancel, 4, *keycaps("Ctrl+Return"), None))
        self._arrange(view)
        self.show_inputs(view.inputs)
        self._consequences.show_effects(view.consequences)
        self._save.clicked.connect(self._on_save)
        cancel.clicked.connect(self.cancelled)
        self._listen(self)

    def open(self) -> None:
        """Take the focus, with the first old value selected, so that typing replaces it."""
        first = next(iter(self._fields.values()), self._save)
        first.setFocus()
        if isinstance(first, QLineEdit):
            first.selectAll()

    def go_on(self) -> None:
        """Take the focus as it was asked for again: what is typed stays, and so does the place in it."""
        if not self.isAncestorOf(QApplication.focusWidget() or self):
            next(iter(self._fields.values()), self._save).setFocus()

    def lend_foot(self) -> QWidget:
        """The buttons, to stand where they stay in sight: they act as they did here, and come back no more."""
        self._listen(self.foot)
        return self.foot

    def _listen(self, widget: QWidget) -> None:
        for keys, target in (("Ctrl+Return", self._on_save), ("Escape", self.cancelled.emit)):
            on_keys(widget, keys, target)

    @property
    def draft(self) -> Draft:
        """What is typed and chosen now, by key of input."""
        return {
            key: field.text() if isinstance(field, QLineEdit) else str(field.currentData())
            for key, field in self._fields.items()
        }

    @property
    def needed(self) -> tuple[QWidget, ...]:
        """What has to be in sight, the most needed last: what the rules say, what is typed, what somebody else did."""
        typed = self._fields.get(self._focused())
        return (self._message, *filter(None, (typed,)), *(() if self._differs.isHidden() else (self._differs,)))

    @property
    def inputs(self) -> tuple[InputView, ...]:
        """What is asked now."""
        return self._inputs

    @property
    def may_save(self) -> bool:
        """Whether what is typed could be saved."""
        return self._valid

    @property
    def before(self) -> Draft:
        """What stood there when the editor was opened, by key of input."""
        return self._before

    def show_inputs(self, inputs: tuple[InputView, ...]) -> None:
        """Ask for these values; inputs that stay keep what is typed and the focus."""
        shape = [(each.key, each.label, each.choices) for each in inputs]
        if shape == [(each.key, each.label, each.choices) for each in self._inputs] and self._fields:
            return
        typed = self.draft
        focused = self._focused()
        clear(self._form)
        self._inputs = inputs
        self._fields = {each.key: self._field(each, typed.get(each.key, each.value)) for each in inputs}
        for each in inputs:
            line = row(spacing=8)
            if len(inputs) > 1:
                name = label(each.label, "small", "text3", wrap=True)
                name.setFixedWidth(theme().px(_INPUT_LABEL))
                line.addWidget(name)
            line.addWidget(self._fields[each.key], 1)
            self._form.addWidget(holder(line))
        if focused in self._fields:
            self._fields[focused].setFocus()

    def restore(self, draft: Draft) -> None:
        """Put in what was typed before and not saved; it is checked like what is typed now."""
        country = self._fields.get("country")
        if isinstance(country, Choice) and "country" in draft:
            country.setCurrentIndex(country.findData(draft["country"]))  # the form follows it
        for key, value in draft.items():
            field = self._fields.get(key)
            if isinstance(field, QLineEdit):
                field.setText(value)
            elif field is not None:
                field.setCurrentIndex(field.findData(value))
        self._on_edited()

    def show_check(self, check: DraftCheck) -> None:
        """Show what the rules say about the draft."""
        self._valid = check.valid and self.draft != self._before
        self._save.setEnabled(self._valid)
        self._sign.show_icon("circle-check" if check.valid else "circle-alert", "ok" if check.valid else "bad")
        tint(self._message, "ok" if check.valid else "bad")
        self._message.setText(check.message)
        announce(self._message, check.message)
        self._told = check.consequences
        self._consequences.show_effects(check.consequences)

    def show_saving(self) -> None:
        """The change is being saved: nothing can be edited meanwhile."""
        self._typing = self._focused()
        self._valid = False
        self._save.setEnabled(False)
        for field in self._fields.values():
            field.setEnabled(False)

    def show_refused(self, message: str, *, again: bool = False) -> None:
        """Saving was refused: why, with the draft kept; ``again`` where the same draft may be saved once more."""
        self._let_edit()
        consequences = self._told if again else ()
        self.show_check(DraftCheck(valid=False, message=message, consequences=consequences))
        self._valid = again
        self._save.setEnabled(again)

    def _let_edit(self) -> None:
        for field in self._fields.values():
            field.setEnabled(True)
        first = next(iter(self._fields), "")
        self._fields.get(self._typing or first, self._save).setFocus()

    def _focused(self) -> str:
        """Key of the input that is typed into; empty for none."""
        return next((key for key, field in self._fields.items() if field.hasFocus()), "")

    def begin_again(self, view: EditorView, draft: Draft) -> None:
        """Go on against what stands there now: what is typed is this draft, checked anew."""
        self._before = {each.key: each.value for each in view.inputs}
        self._old.show_text(isolated(view.before))
        self._valid = not view.inputs
        if draft:
            self.restore(draft)

    def show_differences(self, message: str, differences: tuple[DifferenceView, ...], *, may_save: bool) -> None:
        """Somebody else changed this meanwhile: theirs and yours, field by field; nothing typed is lost."""
        self._let_edit()
        self._sign.show_icon("triangle-alert", "warn")
        tint(self._message, "warn")
        self._message.setText(message)
        announce(self._message, message, urgent=True)
        clear(self._theirs)
        self._differs.setVisible(bool(differences))
        for each in differences:
            self._theirs.addWidget(label(each.label, "small_strong", "text2"))
            for side, value, tone in ((self.tr("Theirs"), each.theirs, "warn"), (self.tr("Yours"), each.yours, "ok")):
                if not value:
                    continue
                chip = Chip(ChipText(side, tone), _SIDE)  # type: ignore[arg-type] # both are tones
                self._theirs.addWidget(holder(row(chip, label(isolated(value), wrap=True), None, spacing=10)))
        self._valid = may_save
        self._save.setEnabled(may_save)

    def _field(self, each: InputView, value: str) -> QLineEdit | Choice:
        if each.choices:
            choice = Choice(each.label)
            for key, words in each.choices:
                choice.addItem(words, key)
            choice.setCurrentIndex(choice.findData(value))
            choice.currentIndexChanged.connect(self._on_edited)
            return choice
        field = text_field(each.label)
        field.setText(value)
        field.textEdited.connect(self._on_edited)
        field.returnPressed.connect(self._on_save)
        return field

    def _on_edited(self) -> None:
        self._valid = False
        self._save.setEnabled(False)
        self.draft_edited.emit(self.draft)

    def _on_save(self) -> None:
        if self._valid:
            self.saved.emit(self.draft)

    def _arrange(self, view: EditorView) -> None:
        self._name = label(view.title, "medium", wrap=True)
        right = column(spacing=8)
        if view.before:
            font = self._old.font()
            font.setStrikeOut(True)
            self._old.setFont(font)
            right.addLayout(row(Chip(ChipText(self.tr("Before"), "bad"), _SIDE), self._old, None, spacing=10))
        if view.after:
            now = label(isolated(view.after), wrap=True)
            right.addLayout(row(Chip(ChipText(self.tr("After"), "ok"), _SIDE), now, None, spacing=10))
        if view.inputs:
            after = row(column(6, Chip(ChipText(self.tr("After"), "ok"), _SIDE), None, spacing=0), spacing=10)
            after.addLayout(self._form, 1)
            right.addLayout(after)
        right.addLayout(signed(self._sign, self._message, spacing=6))
        right.addWidget(self._differs)
        right.addWidget(self._consequences)
        right.addWidget(self.foot)
        self._whole = row(column(self._name, None, spacing=0), margins=(11, 10, 11, 11))
        self._whole.addLayout(right, 1)
        self.setLayout(self._whole)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The name stands above where it would take too much of the width."""
        super().resizeEvent(event)
        narrow = theme().units(self.width()) < NARROW_UNDER
        # A width of its own beside what is typed only: above it, Qt would count its lines as if it had all the width.
        self._name.setMinimumWidth(0 if narrow else theme().px(LABEL_WIDTH))
        self._name.setMaximumWidth(UNBOUNDED if narrow else theme().px(LABEL_WIDTH))
        self._whole.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)
