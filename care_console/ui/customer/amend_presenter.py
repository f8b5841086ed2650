"""Connects the editors of the customer page with the services: begun, checked while typed, saved, taken back."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.amendments import UNDO_WINDOW, Conflict, Saved
from care_console.domain.errors import ConflictError, InvalidError
from care_console.domain.requests import Refusal
from care_console.domain.say_lines import Step
from care_console.ui.customer.amending import (
    CHOICE,
    address_inputs,
    card_of,
    check_draft,
    difference_views,
    editor_view,
    merged,
    notice_words,
    rung_of,
    saved_names,
)
from care_console.ui.customer.drafts import Drafts
from care_console.ui.customer.rows import (
    ADD,
    REMOVE,
    RESTORE,
    change_of,
    notice_line,
    row_check,
    row_editor,
    row_of,
    row_rung,
    version_now,
)
from care_console.ui.saying import aloud
from care_console.ui.told import told
from care_console.ui.words import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.services.customer_file import CustomerFile
    from care_console.ui.customer.data import EditorView
    from care_console.ui.customer.identity_presenter import IdentityPresenter
    from care_console.ui.customer.served import Served
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift

_OF_ROWS = (f"{ADD}:", f"{REMOVE}:", f"{RESTORE}:")
Answered = Saved | Refusal | Conflict


class Written(Enum):
    """What was written to the store, as the bar tells it."""

    SAVED = auto()
    REMOVED = auto()
    UNDONE = auto()


class AmendPresenter(QObject):
    """One editor at a time; what is typed into it is lost by nothing but saving it or giving it up."""

    opt_out_asked = Signal(str, str)
    """Keys of subject and brand that are to be stopped."""
    opt_in_asked = Signal(str, str)
    """Keys of subject and brand that are to be allowed again; identity allows it."""

    def __init__(self, page: CustomerPage, shift: Shift, served: Served, identity: IdentityPresenter) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._served = served
        self._identity = identity
        self._undoable = ""
        """The latest amendment, while the bar offers to take it back."""
        self._against: CustomerFile | None = None
        """The file that the open editor shows: what is read later for another part must not pass for seen."""
        self.drafts = Drafts(page, shift)
        self.drafts.found.connect(self._on_draft_found)
        identity.reached.connect(self._on_amend_asked)
        served.shown.connect(self._on_shown)
        page.amend_asked.connect(self._on_amend_asked)
        page.draft_edited.connect(self._on_draft_edited)
        page.draft_saved.connect(self._on_draft_saved)
        page.draft_dropped.connect(self.drafts.drop)
        page.switch_asked.connect(self._on_switch)
        page.undo_asked.connect(self._on_undo)

    def begin(self, seen: CustomerFile) -> None:
        """Another customer is served."""
        self.drafts.serve(seen)
        self._undoable, self._against = "", None
        self._page.saved_bar.hide()

    def amend_email(self) -> None:
        """Begin to amend the e-mail of a customer who is verified, or to add one where there is none."""
        seen = self._served.file
        if seen is not None and seen.verified:
            self._on_amend_asked(f"email:{seen.emails[0].row_id}" if seen.emails else f"{ADD}:email")

    # --- begun and typed

    def _on_amend_asked(self, key: str) -> None:
        """Open the editor of a row; the facts that its rung still lacks are asked first."""
        if self._page.editor is not None and self._page.editor.key == key:
            self._page.editor.go_on()
            return
        rung = row_rung(self._served.now, key) if key.startswith(_OF_ROWS) else rung_of(key)
        if not self._identity.allows(key, rung):
            return
        if key.startswith(CHOICE):
            _, subject, brand = key.split(":")
            self.opt_in_asked.emit(subject, brand)
        elif view := self._editor(key):
            self._against = self._served.now
            self._page.open_editor(view)
            if (draft := self.drafts.typed(key)) and self._page.editor is not None:
                self._page.editor.restore(draft)

    @property
    def _seen(self) -> CustomerFile:
        """What a draft is checked and saved against."""
        return self._against or self._served.now

    def _editor(self, key: str) -> EditorView | None:
        """The editor of a key, with how the customer is told of what it saves."""
        seen = self._served.now
        if key.startswith(_OF_ROWS):
            return row_editor(seen, key, self._shift.services.market)
        view = editor_view(seen, key)
        return None if view is None else replace(view, consequences=(*view.consequences, notice_line(seen)))

    def _on_switch(self, brand: str, subject: str, allow: bool) -> None:
        """A no needs nothing; a yes needs what an address needs, so its facts are asked first."""
        if allow:
            self._on_amend_asked(f"{CHOICE}:{subject}:{brand}")
        else:
            self.opt_out_asked.emit(subject, brand)

    def _on_draft_edited(self, key: str, draft: dict[str, str]) -> None:
        seen, market = self._seen, self._shift.services.market
        if key == f"{ADD}:address" or key.startswith("address:"):
            draft = self._follow_country(draft)
        self.drafts.keep(key, draft)
        if key.startswith(f"{ADD}:"):
            self._page.show_check(row_check(seen, key, draft, market)[0])
            return
        check = check_draft(seen, key, draft, market).check
        if check.valid:
            new = draft[key].strip() if key.startswith("email") else ""
            told_first = (notice_line(seen, new), aloud(self._served.say(Step.READ_BACK)))
            check = replace(check, consequences=(*check.consequences, *told_first))
        self._page.show_check(check)

    def _follow_country(self, draft: dict[str, str]) -> dict[str, str]:
        """Ask for an address in the form of the country that is chosen; what is typed then."""
        editor = self._page.editor
        kind = tuple(each for each in (editor.inputs if editor else ()) if each.key == "kind")
        self._page.show_inputs((*kind, *address_inputs(draft)))
        return editor.draft if editor else draft

    def _on_shown(self, seen: CustomerFile) -> None:
        """The page was built anew, and its editor with it: what was typed into that one and not saved shows again."""
        self._against = None
        self.drafts.look(seen)
        if seen.verified and self.drafts.newest:
            self._on_draft_found(self.drafts.newest)

    def _on_draft_found(self, key: str) -> None:
        """Go on where the agent was when the window closed, the screen locked, or the request went into other hands."""
        if self._page.editor is None:
            self._on_amend_asked(key)

    # --- saved

    def _on_draft_saved(self, key: str, draft: dict[str, str]) -> None:
        seen, amend, agent = self._seen, self._shift.services.amend, self._shift.agent
        if key.startswith(_OF_ROWS):
            self._save_row(seen, key, draft)
            return
        if card := card_of(seen, key):

            def save() -> Answered:
                return amend.retire(agent, seen.request.id, seen.customer_id, "card", card.row_id, card.version)

        else:
            checked = check_draft(seen, key, draft, self._shift.services.market)
            if not checked.check.valid:
                self._page.show_refused(checked.check.message)
                return

            def save() -> Answered:
                return amend.amend(agent, seen.request.id, seen.customer_id, checked.changes)

        self.drafts.flush()
        self._write(save, Written.REMOVED if card else Written.SAVED, key)

    def _save_row(self, seen: CustomerFile, key: str, draft: dict[str, str]) -> None:
        """Add, remove or bring back a row."""
        amend, agent = self._shift.services.amend, self._shift.agent
        request, customer = seen.request.id, seen.customer_id
        if key.startswith(f"{ADD}:"):
            check, values = row_check(seen, key, draft, self._shift.services.market)
            if not check.valid:
                self._page.show_refused(check.message)
                return
            table = key.partition(":")[2]
            self.drafts.flush()
            self._write(lambda: amend.add(agent, request, customer, table, values), Written.SAVED, key)
        elif line := change_of(seen, key):
            version = version_now(seen, line)
            self._write(lambda: amend.restore(agent, request, customer, line, version), Written.SAVED)
        elif found := row_of(seen, key):
            self._write(lambda: amend.retire(agent, request, customer, *found), Written.SAVED)

    def _on_undo(self) -> None:
        saved, seen, amend, agent = self._undoable, self._served.now, self._shift.services.amend, self._shift.agent
        self._undoable = ""
        if saved:
            self._write(lambda: amend.undo(agent, seen.request.id, seen.customer_id, saved), Written.UNDONE)

    def _write(self, save: Callable[[], Answered], what: Written, key: str = "") -> None:
        """Save in the background, and read the file again under the same grants."""
        seen, access, agent = self._served.now, self._shift.services.access, self._shift.agent

        def work(_job: object) -> tuple[Answered, CustomerFile | Refusal]:
            answer = save()
            return answer, access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, work, lambda both: self._on_saved(what, key, *both), self._on_save_failed)

    def _on_saved(self, what: Written, key: str, answer: Answered, now: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._served.not_saved(answer.reason)
        elif isinstance(answer, Conflict):
            self._on_conflict(answer, now)
        else:
            self._undoable = answer.amendment if what is Written.SAVED else ""
            if key:
                self.drafts.drop(key)
            self._served.show_or_explain(now)
            self._tell_saved(what, answer)

    def _on_conflict(self, conflict: Conflict, now: CustomerFile | Refusal) -> None:
        """Take in what the other saved, so that saving again is against it; the draft stays as it is."""
        editor = self._page.editor
        if editor is None:
            self._served.show_or_explain(now)
            theirs = ", ".join(f"{each.label}: {each.theirs}" for each in difference_views(conflict))
            self._page.explain(self.tr("Not undone, somebody else has changed it meanwhile. {0}").format(theirs))
            return
        if not isinstance(now, Refusal):
            self._served.file = self._against = now
        gone = any(each.version is None for each in conflict.differences)
        words = self.tr("Somebody else changed this while you worked on it. Theirs is saved; nothing of yours is lost.")
        differences = difference_views(conflict)
        if not gone and (view := self._editor(editor.key)) is not None:
            draft, found = merged(editor.before, editor.draft, view.inputs)
            editor.begin_again(view, draft)
            if view.inputs and not found:  # of the same row, but not what is amended here
                self._on_draft_saved(editor.key, draft)
                return
            differences = found or differences
        self._page.show_differences(words, differences, may_save=editor.may_save and not gone)

    def _tell_saved(self, what: Written, saved: Saved) -> None:
        fields = saved_names(saved.fields)
        words = {
            Written.SAVED: self.tr("Saved: {0}. It can be undone until {1}.").format(fields, clock(saved.undo_until)),
            Written.REMOVED: self.tr("Removed for good."),
            Written.UNDONE: self.tr("Undone: {0}.").format(fields),
        }[what]
        held = "".join(self.tr(" Order {0} is on hold.").format(number) for number in saved.held)
        how = f" {notice_words(saved.told)}" if saved.told else ""
        seconds = int(UNDO_WINDOW.total_seconds()) if what is Written.SAVED else 0
        self._page.saved_bar.show_saved(words + held + how, seconds)

    def _not_saved(self, words: str, *, again: bool = False) -> None:
        if self._page.editor is None:
            self._page.explain(words)
        else:
            self._page.show_refused(words, again=again)

    def _on_save_failed(self, error: Exception) -> None:
        if isinstance(error, ConflictError | InvalidError):
            self._not_saved(told(error))
        else:
            self._not_saved(self.tr("Not saved: your text is kept here."), again=True)
            self._shift.trouble(error)
