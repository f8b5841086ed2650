"""Connects the customer page with the services: verifying, revealing, amending, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.amendments import Conflict, FieldChange, checked_email
from care_console.domain.errors import ConflictError, InvalidError
from care_console.domain.requests import Fact, Reason, Refusal, RequestOutcome, Rung
from care_console.services.preferences import known_of_file
from care_console.ui.customer.data import (
    Consequence,
    ConsequenceKind,
    DraftCheck,
    FactResult,
    OutcomeChoice,
)
from care_console.ui.customer.file_view import customer_view, more_facts
from care_console.ui.words import reason_words, word

if TYPE_CHECKING:
    from care_console.domain.requests import Verification
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift

_REVEALS = {"birth_date": ("customer", "birth_date")}


class CustomerPresenter(QObject):
    """Serves one customer at a time; emits when the request has ended or the agent goes back."""

    left = Signal()
    """Back to look-up; the request stays open."""
    transcript_asked = Signal(object, int)
    """The file of the customer, and the conversation to be read."""
    ended = Signal()
    shown = Signal()
    """The page shows the newest state of the file."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._results: tuple[FactResult, ...] = ()
        self._saved = 0
        self._amending = False
        """Whether facts are being asked for an amendment that the agent has begun."""
        self._open_for = QTimer(self)
        self._open_for.setInterval(1000)
        self._open_for.timeout.connect(self._on_second)
        page.back_asked.connect(self.left)
        page.fact_answered.connect(self._on_fact)
        page.verification_given_up.connect(lambda: self._ask_outcome(RequestOutcome.NOT_VERIFIED))
        page.reveal_asked.connect(self._on_reveal)
        page.amend_asked.connect(self._on_amend_asked)
        page.email_edited.connect(self._on_email_edited)
        page.email_saved.connect(self._on_email_saved)
        page.transcript_asked.connect(lambda key: self.transcript_asked.emit(self._now(), key))
        page.end_asked.connect(self.ask_end)
        page.request_ended.connect(self._on_end)

    def serve(self, seen: CustomerFile) -> None:
        """Show a customer who was just opened."""
        self._results = ()
        self._saved = 0
        self._amending = False
        self._show(seen)
        self._open_for.start()
        self._on_second()

    def refresh(self) -> None:
        """Read the file again: another page has done something under the same request."""
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: access.read(agent, seen.request.id, seen.customer_id),
            self._show_or_explain,
            self._on_failure,
        )

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
            self._page.show_preferences(customer_view(answer, self._shift.services, self._results).preferences)

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
            self._on_amend_asked("email")

    def _on_reveal(self, key: str) -> None:
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        table, column = _REVEALS[key]
        self._shift.background.write(
            self,
            lambda _job: access.reveal(agent, seen.request.id, seen.customer_id, table, column),
            self._show_or_explain,
            self._on_failure,
        )

    # --- amending the e-mail

    def _on_email_edited(self, typed: str) -> None:
        self._page.show_email_check(self._check_email(typed))

    def _check_email(self, typed: str) -> DraftCheck:
        old = self._now().emails[0].value.text
        try:
            address = checked_email(typed)
        except InvalidError as error:
            return DraftCheck(valid=False, message=str(error))
        if address == old:
            return DraftCheck(valid=False, message=self.tr("This is the address on file."))
        return DraftCheck(
            valid=True,
            message=self.tr("Well formed. Spell it back to the customer."),
            consequences=(
                Consequence(ConsequenceKind.STOPS, self.tr("messages to {0}, from this moment on").format(old)),
                Consequence(
                    ConsequenceKind.STILL_SENT,
                    self.tr("order and service messages, to the new address. Marketing choices do not change."),
                ),
            ),
        )

    def _on_email_saved(self, typed: str) -> None:
        seen, services, agent = self._now(), self._shift.services, self._shift.agent
        try:
            address = checked_email(typed)
        except InvalidError as error:
            self._page.show_email_refused(str(error))
            return
        line = seen.emails[0]
        change = FieldChange("email", "address", line.row_id, line.version, address)

        def save(_job: object) -> CustomerFile | Refusal:
            answer = services.amend.amend(agent, seen.request.id, seen.customer_id, [change])
            if isinstance(answer, Conflict):
                raise ConflictError(
                    "Somebody else changed this record while you worked on it.",
                    safe="Their change is saved, and yours is still on your screen.",
                    todo="Compare both, then save again what should stand.",
                )
            if isinstance(answer, Refusal):
                return answer
            return services.access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, save, self._on_saved, self._on_save_failed)

    def _on_saved(self, answer: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._page.show_email_refused(reason_words(answer.reason))
        else:
            self._saved += 1
            self._show(answer)

    def _on_save_failed(self, error: Exception) -> None:
        if isinstance(error, ConflictError | InvalidError):
            self._page.show_email_refused(str(error))
        else:
            self._page.show_email_refused(self.tr("Not saved: your text is kept here."))
            self._shift.trouble(error)

    def amend_email(self) -> None:
        """Begin to amend the e-mail, if there is one and the customer is verified."""
        seen = self._seen
        if seen is not None and seen.verified and seen.emails:
            self._on_amend_asked("email")

    def _on_amend_asked(self, _key: str) -> None:
        """Only the e-mail can be amended here; it needs the rung of a contact, so facts that lack are asked first."""
        missing = more_facts(self._now(), Rung.CONTACT, self._results)
        self._amending = missing is not None
        if missing is None:
            self._page.open_email_editor()
        else:
            self._page.ask_facts(missing)

    # --- ending

    def ask_end(self) -> None:
        """Ask how the request ends, with the likeliest outcome chosen."""
        done = self._now().verified or self._saved
        self._ask_outcome(RequestOutcome.DONE if done else RequestOutcome.NOT_VERIFIED)

    def _ask_outcome(self, chosen: RequestOutcome) -> None:
        outcomes = tuple(OutcomeChoice(outcome.value, word(outcome)) for outcome in RequestOutcome)
        saved = self.tr("{0} change(s) saved.").format(self._saved) if self._saved else self.tr("Nothing was changed.")
        self._page.ask_outcome(outcomes, chosen.value, saved)

    def _on_end(self, outcome: str, promise: str) -> None:
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: access.end(agent, seen.request.id, RequestOutcome(outcome), promise),
            self._on_ended,
            self._on_failure,
        )

    def _on_ended(self, _refused: Refusal | None) -> None:
        # Refused only because it has ended already: either way nothing more may show.
        self._open_for.stop()
        self._seen = None
        self.ended.emit()

    # --- showing

    def _now(self) -> CustomerFile:
        assert self._seen is not None  # noqa: S101 - the page shows only while a customer is served
        return self._seen

    def _show(self, seen: CustomerFile) -> None:
        self._seen = seen
        self._page.show_customer(customer_view(seen, self._shift.services, self._results))
        self._page.take_focus()
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
