"""Connects the customer page with the services: verifying, revealing, amending, ending."""

from __future__ import annotations

from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.amendments import UNDO_WINDOW, Conflict, Saved
from care_console.domain.errors import ConflictError, InvalidError
from care_console.domain.messages import Answer
from care_console.domain.requests import Fact, Reason, Refusal, RequestOutcome
from care_console.domain.say_lines import Step
from care_console.services.preferences import known_of_file
from care_console.ui.customer.amending import (
    CHOICE,
    address_inputs,
    card_of,
    check_draft,
    difference_views,
    editor_view,
    field_name,
    notice_words,
    rung_of,
)
from care_console.ui.customer.chats_presenter import ChatsPresenter
from care_console.ui.customer.data import FactResult, OutcomeChoice
from care_console.ui.customer.drafts import Drafts, saved_under
from care_console.ui.customer.file_view import customer_view, more_facts
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
)
from care_console.ui.customer.sent import message_views
from care_console.ui.saying import aloud, read_aloud
from care_console.ui.saying import line as say_line
from care_console.ui.told import told
from care_console.ui.words import clock, duplicates_words, reason_words, word

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from care_console.domain.codes import CodeSent
    from care_console.domain.messages import Sent
    from care_console.domain.requests import Verification
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.customer.data import EditorView
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift

_OF_ROWS = (f"{ADD}:", f"{REMOVE}:", f"{RESTORE}:")
_REVEALS = {"birth_date": ("customer", "birth_date")}


class Written(Enum):
    """What was written to the store, as the bar tells it."""

    SAVED = auto()
    REMOVED = auto()
    UNDONE = auto()


class CustomerPresenter(QObject):
    """Serves one customer at a time; emits when the request has ended or the agent goes back."""

    left = Signal()
    """Back to look-up; the request stays open."""
    transcript_asked = Signal(object, int, str)
    """The file of the customer, the conversation to be read, and the text by which it was found."""
    opt_out_asked = Signal(str, str)
    """Keys of subject and brand that are to be stopped."""
    opt_in_asked = Signal(str, str)
    """Keys of subject and brand that are to be allowed again; identity allows it."""
    copy_asked = Signal(object, int)
    """The file of the customer, and the conversation of which a copy is to be sent."""
    ended = Signal()
    put_down = Signal()
    """The request ended or is in other hands: nothing of its customer may be left here."""
    shown = Signal()
    """The page shows the newest state of the file."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._results: tuple[FactResult, ...] = ()
        self._saved = 0
        self._amending = ""
        """Key of the row for whose amendment facts are being asked; empty while none are."""
        self._code_until: datetime | None = None
        """Until when the one-time code that was sent may be said."""
        self._undoable = ""
        """The latest amendment, while the bar offers to take it back."""
        self._drafts = Drafts(page, shift)
        self._drafts.found.connect(self._on_draft_found)
        self._open_for = QTimer(self)
        self._open_for.setInterval(1000)
        self._open_for.timeout.connect(self._on_second)
        page.back_asked.connect(self.left)
        page.fact_answered.connect(self._on_fact)
        page.code_asked.connect(self._on_code_asked)
        page.verification_given_up.connect(lambda: self._ask_outcome(RequestOutcome.NOT_VERIFIED))
        page.reveal_asked.connect(self._on_reveal)
        page.amend_asked.connect(self._on_amend_asked)
        page.draft_edited.connect(self._on_draft_edited)
        page.draft_saved.connect(self._on_draft_saved)
        page.draft_dropped.connect(self._drafts.drop)
        page.switch_asked.connect(self._on_switch)
        page.undo_asked.connect(self._on_undo)
        self.chats = ChatsPresenter(page.transcripts, shift)
        self.chats.transcript_asked.connect(lambda *which: self.transcript_asked.emit(self._now(), *which))
        self.chats.file_read.connect(self._on_file_read)
        page.transcripts.copy_asked.connect(lambda key: self.copy_asked.emit(self._now(), key))
        page.messages.recall_asked.connect(self._on_recall)
        page.messages.settle_asked.connect(self._on_settle)
        page.end_asked.connect(self.ask_end)
        page.request_ended.connect(self._on_end)

    def serve(self, seen: CustomerFile) -> None:
        """Show a customer who was just opened."""
        self._results = ()
        self._code_until = None
        self._saved = saved_under(seen)
        self._drafts.serve(seen)
        self._amending = self._undoable = ""
        self._page.saved_bar.hide()
        self._show(seen)
        self._count_duplicates(seen)
        self._open_for.start()
        self._on_second()

    def keep_draft(self) -> None:
        """Keep at once what is typed: the grants under which it may be kept are about to close."""
        self._drafts.flush()

    def leave(self) -> None:
        """The request is in other hands, or its customer was the wrong one: nothing of it may show."""
        self._open_for.stop()
        self._drafts.leave()
        self.chats.leave()
        self._seen = None
        self.put_down.emit()

    @property
    def editing(self) -> bool:
        """Whether an amendment has been begun and is neither saved nor cancelled."""
        return self._page.editor is not None

    def take_over(self, before: CustomerPresenter) -> None:
        """Serve whom another presenter served, as far as that one had come."""
        self.serve(before._now())
        self._results, self._saved = before._results, before._saved
        self.refresh()

    def _count_duplicates(self, seen: CustomerFile) -> None:
        """Look beside the customer on a worker; the marker comes when it is known."""
        access, agent, customer_id = self._shift.services.access, self._shift.agent, seen.customer_id
        self._page.show_duplicates("")
        self._shift.background.read(
            self,
            lambda _job: access.possible_duplicates(agent, customer_id),
            lambda count: self._page.show_duplicates(duplicates_words(count)),
            self._shift.trouble,
            key="duplicates",
        )

    def refresh(self) -> None:
        """Read the file again: another page has done something under the same request."""
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: access.read(agent, seen.request.id, seen.customer_id),
            self._show_or_explain,
            self._on_failure,
        )

    def _on_file_read(self, seen: CustomerFile) -> None:
        """Conversations were listed or searched meanwhile; whatever else the agent does stays as it is."""
        if self._seen is not None and self._seen.request.id == seen.request.id:
            self._seen = seen

    def count_saved(self, changes: int) -> None:
        """Another part has saved this many changes, or taken them back; what it shows of them follows."""
        self._saved += changes
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: access.read(agent, seen.request.id, seen.customer_id),
            self._follow,
            self._on_failure,
        )

    def _follow(self, answer: CustomerFile | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._seen = answer
            self._page.show_preferences(customer_view(answer, self._shift.services, self._results))

    @property
    def served(self) -> tuple[RequestInfo, Known] | None:
        """The request, and by what the customer is known; None while nobody is open."""
        return None if self._seen is None else (self._seen.request, known_of_file(self._seen))

    @property
    def serving(self) -> bool:
        """Whether a customer is open under a request."""
        return self._seen is not None

    # --- verifying and revealing

    def _on_fact(self, kind: str, said: str) -> None:
        seen, services, agent = self._now(), self._shift.services, self._shift.agent
        fact = Fact(kind)

        def check(_job: object) -> tuple[Verification | Refusal, CustomerFile | Refusal]:
            answer = services.access.verify(agent, seen.request.id, seen.customer_id, fact, said, services.market)
            return answer, services.access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, check, lambda both: self._on_checked(fact, *both), self._on_failure)

    def _on_checked(self, fact: Fact, answer: Verification | Refusal, seen: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            if answer.reason is not Reason.FACT_USED:
                self._results = (
                    *self._results,
                    FactResult(word(fact), matched=False, note=reason_words(answer.reason)),
                )
        else:
            self._results = (*self._results, FactResult(word(fact), matched=answer.matched))
        self._show_or_explain(seen)
        if self._amending and not isinstance(seen, Refusal):
            self._on_amend_asked(self._amending)

    def _on_code_asked(self) -> None:
        seen, codes, agent = self._now(), self._shift.services.codes, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: codes.send(agent, seen.request.id, seen.customer_id),
            self._on_code_sent,
            self._on_code_failed,
        )

    def _on_code_sent(self, answer: CodeSent | Refusal) -> None:
        if isinstance(answer, Refusal):
            code = word(Fact.ONE_TIME_CODE)
            self._results = (*self._results, FactResult(code, matched=False, note=reason_words(answer.reason)))
        else:
            self._code_until = answer.expires_at
        self._on_amend_asked(self._amending)

    def _on_code_failed(self, error: Exception) -> None:
        self._on_amend_asked(self._amending)
        self._shift.trouble(error)

    def _on_reveal(self, key: str) -> None:
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        table, column = _REVEALS[key]
        self._shift.background.write(
            self,
            lambda _job: access.reveal(agent, seen.request.id, seen.customer_id, table, column),
            self._show_or_explain,
            self._on_failure,
        )

    # --- amending

    def amend_email(self) -> None:
        """Begin to amend the e-mail, if there is one and the customer is verified."""
        seen = self._seen
        if seen is not None and seen.verified and seen.emails:
            self._on_amend_asked(f"email:{seen.emails[0].row_id}")

    def _on_amend_asked(self, key: str) -> None:
        """Open the editor of a row; the facts that its rung still lacks are asked first."""
        of_rows = key.startswith(_OF_ROWS)
        rung = row_rung(self._now(), key) if of_rows else rung_of(key)
        missing = None
        if rung is not None:
            missing = more_facts(self._now(), rung, self._results, self._shift.services, self._code_until)
        self._amending = key if missing else ""
        if missing is not None:
            self._page.ask_facts(missing)
        elif key.startswith(CHOICE):
            _, subject, brand = key.split(":")
            self.opt_in_asked.emit(subject, brand)
        elif view := self._editor(key):
            self._page.open_editor(view)
            if (draft := self._drafts.take(key)) and self._page.editor is not None:
                self._page.editor.restore(draft)

    def _editor(self, key: str) -> EditorView | None:
        """The editor of a key, with how the customer is told of what it saves."""
        seen = self._now()
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
        if key == f"{ADD}:address":
            editor = self._page.editor
            kind = tuple(each for each in (editor.inputs if editor else ()) if each.key == "kind")
            self._page.show_inputs((*kind, *address_inputs(draft)))
            draft = editor.draft if editor else draft
        if key.startswith(f"{ADD}:"):
            self._page.show_check(row_check(self._now(), key, draft, self._shift.services.market)[0])
            return
        if key.startswith("address:"):
            self._page.show_inputs(address_inputs(draft))
            editor = self._page.editor
            draft = editor.draft if editor else draft
        self._drafts.keep(key, draft)
        check = check_draft(self._now(), key, draft, self._shift.services.market).check
        if check.valid:
            new = draft[key].strip() if key.startswith("email") else ""
            told_first = (notice_line(self._now(), new), aloud(self._say(Step.READ_BACK)))
            check = replace(check, consequences=(*check.consequences, *told_first))
        self._page.show_check(check)

    def _say(self, step: Step) -> str:
        """What is read aloud at a step, in the customer's language."""
        seen = self._now()
        return say_line(self._shift.services, step, seen.request.brand, customer=seen.language)

    def _on_draft_saved(self, key: str, draft: dict[str, str]) -> None:
        seen, amend, agent = self._now(), self._shift.services.amend, self._shift.agent
        if key.startswith(_OF_ROWS):
            self._save_row(seen, key, draft)
            return
        if card := card_of(seen, key):

            def save() -> Saved | Refusal | Conflict:
                return amend.retire(agent, seen.request.id, seen.customer_id, "card", card.row_id, card.version)

        else:
            checked = check_draft(seen, key, draft, self._shift.services.market)
            if not checked.check.valid:
                self._page.show_refused(checked.check.message)
                return

            def save() -> Saved | Refusal | Conflict:
                return amend.amend(agent, seen.request.id, seen.customer_id, checked.changes)

        self._drafts.flush()
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
            self._write(lambda: amend.add(agent, request, customer, table, values), Written.SAVED)
        elif line := change_of(seen, key):
            self._write(lambda: amend.restore(agent, request, customer, line), Written.SAVED)
        elif found := row_of(seen, key):
            self._write(lambda: amend.retire(agent, request, customer, *found), Written.SAVED)

    def _on_undo(self) -> None:
        saved, seen, amend, agent = self._undoable, self._now(), self._shift.services.amend, self._shift.agent
        self._undoable = ""
        if saved:
            self._write(lambda: amend.undo(agent, seen.request.id, seen.customer_id, saved), Written.UNDONE)

    def _on_draft_found(self, key: str) -> None:
        """Go on where the agent was when the window closed, the screen locked, or the request went into other hands."""
        if self._page.editor is None:
            self._on_amend_asked(key)

    def _write(self, save: Callable[[], Saved | Refusal | Conflict], what: Written, key: str = "") -> None:
        """Save in the background, and read the file again under the same grants."""
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent

        def work(_job: object) -> tuple[Saved | Refusal | Conflict, CustomerFile | Refusal]:
            answer = save()
            return answer, access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, work, lambda both: self._on_saved(what, key, *both), self._on_save_failed)

    def _on_saved(
        self, what: Written, key: str, answer: Saved | Refusal | Conflict, now: CustomerFile | Refusal
    ) -> None:
        if isinstance(answer, Refusal):
            self._not_saved(reason_words(answer.reason))
        elif isinstance(answer, Conflict):
            self._on_conflict(answer, now)
        else:
            self._saved += -1 if what is Written.UNDONE else 1
            self._undoable = answer.amendment if what is Written.SAVED else ""
            if key:
                self._drafts.drop(key)
            self._show_or_explain(now)
            self._tell_saved(what, answer)

    def _on_conflict(self, conflict: Conflict, now: CustomerFile | Refusal) -> None:
        """Take in what the other saved, so that saving again is against it; the draft stays as it is."""
        if not isinstance(now, Refusal):
            self._seen = now
        gone = any(each.version is None for each in conflict.differences)
        words = self.tr("Somebody else changed this while you worked on it. Theirs is saved; nothing of yours is lost.")
        if self._page.editor is None:
            self._page.explain(words)
            return
        self._page.show_differences(words, difference_views(conflict), may_save=not gone)

    def _tell_saved(self, what: Written, saved: Saved) -> None:
        fields = ", ".join(dict.fromkeys(field_name(each) for each in saved.fields if each != "order.status"))
        words = {
            Written.SAVED: self.tr("Saved: {0}. It can be undone until {1}.").format(fields, clock(saved.undo_until)),
            Written.REMOVED: self.tr("Removed for good."),
            Written.UNDONE: self.tr("Undone: {0}.").format(fields),
        }[what]
        held = "".join(self.tr(" Order {0} is on hold.").format(number) for number in saved.held)
        how = f" {notice_words(saved.told)}" if saved.told else ""
        seconds = int(UNDO_WINDOW.total_seconds()) if what is Written.SAVED else 0
        self._page.saved_bar.show_saved(words + held + how, seconds)

    def _not_saved(self, words: str) -> None:
        if self._page.editor is None:
            self._page.explain(words)
        else:
            self._page.show_refused(words)

    def _on_save_failed(self, error: Exception) -> None:
        if isinstance(error, ConflictError | InvalidError):
            self._not_saved(told(error))
        else:
            self._not_saved(self.tr("Not saved: your text is kept here."))
            self._shift.trouble(error)

    # --- messages

    def tell_sent(self, words: str) -> None:
        """A message was queued by another page, which says so in these words."""
        self._page.saved_bar.show_saved(words, 0)
        self.refresh()

    def follow_messages(self) -> None:
        """Messages may have moved on: show where they are now."""
        if self._seen is None or not self._seen.verified:
            return
        seen, sending, agent = self._seen, self._shift.services.sending, self._shift.agent
        self._shift.background.read(
            self,
            lambda _job: sending.messages(agent, seen.customer_id),
            lambda sent: self._on_messages(seen, sent),
            self._shift.trouble,
            key="messages",
        )

    def _on_messages(self, seen: CustomerFile, sent: Sequence[Sent]) -> None:
        if self._seen is not None and self._seen.customer_id == seen.customer_id and self._seen.verified:
            self._page.show_messages(message_views(sent))

    def _on_recall(self, message: str) -> None:
        sending, agent = self._shift.services.sending, self._shift.agent
        self._shift.background.write(
            self, lambda _job: sending.cancel(agent, message), self._on_settled, self._on_failure
        )

    def _on_settle(self, copy: str, again: bool) -> None:
        sending, agent = self._shift.services.sending, self._shift.agent
        answer = Answer.AGAIN if again else Answer.ARRIVED
        self._shift.background.write(
            self, lambda _job: sending.resolve(agent, copy, answer), self._on_settled, self._on_failure
        )

    def _on_settled(self, refused: Refusal | None) -> None:
        if refused is not None:
            self._page.explain(reason_words(refused.reason))
        self.follow_messages()

    # --- ending

    def ask_end(self) -> None:
        """Ask how the request ends, with the likeliest outcome chosen."""
        done = self._now().verified or self._saved
        self._ask_outcome(RequestOutcome.DONE if done else RequestOutcome.NOT_VERIFIED)

    def _ask_outcome(self, chosen: RequestOutcome) -> None:
        outcomes = tuple(
            OutcomeChoice(outcome.value, word(outcome))
            for outcome in RequestOutcome
            if outcome is not RequestOutcome.UNUSED
        )
        count = max(self._saved, 0)
        saved = self.tr("%n change(s) saved.", "", count) if count else self.tr("Nothing was changed.")
        self._page.ask_outcome(outcomes, chosen.value, f"{saved} {read_aloud(self._say(Step.ENDING))}")

    def _on_end(self, outcome: str, text: str, due: str) -> None:
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        promise = None
        if text or due or outcome == RequestOutcome.PROMISED:
            try:
                promise = self._shift.services.requests.checked_promise(text, due)
            except InvalidError as error:
                self._page.ending.show_refused(told(error), day=error.field == "promise.due")
                return
        self._shift.background.write(
            self,
            lambda _job: access.end(agent, seen.request.id, RequestOutcome(outcome), promise),
            self._on_ended,
            self._on_failure,
        )

    def _on_ended(self, _refused: Refusal | None) -> None:
        # Refused only because it has ended already: either way nothing more may show.
        self._page.ending.hide()
        self.leave()
        self.ended.emit()

    # --- showing

    def _now(self) -> CustomerFile:
        assert self._seen is not None  # noqa: S101 - the page shows only while a customer is served
        return self._seen

    def _show(self, seen: CustomerFile) -> None:
        self._seen = seen
        self._page.show_customer(customer_view(seen, self._shift.services, self._results))
        self.chats.follow(seen)
        self._page.take_focus()
        self._drafts.look(seen)
        self.shown.emit()

    def _show_or_explain(self, answer: CustomerFile | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._show(answer)
            return
        self._page.explain(reason_words(answer.reason))

    def _on_failure(self, error: Exception) -> None:
        if self._seen is not None:
            self._show(self._seen)
        self._shift.trouble(error)

    def _on_second(self) -> None:
        if self._seen is not None:
            from datetime import UTC, datetime

            seconds = int((datetime.now(UTC) - self._seen.request.started_at).total_seconds())
            self._page.show_open_for(f"{seconds // 60:02d}:{seconds % 60:02d}")
