"""Connects the card of verification with the services: facts, one-time codes, and fields that are shown on reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.requests import Fact, Reason, Refusal
from care_console.ui.customer.code import code_words
from care_console.ui.customer.data import FactResult
from care_console.ui.customer.file_view import more_facts
from care_console.ui.words import reason_words, word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.codes import CodeSent
    from care_console.domain.messages import Sent
    from care_console.domain.requests import Rung, Verification
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.customer.served import Served
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift

_REVEALS = {"birth_date": ("customer", "birth_date")}


class IdentityPresenter(QObject):
    """Checks what the caller says; facts that a change still needs are asked before it."""

    reached = Signal(str)
    """Key of the change for which facts were being asked: one more was said, or a code was sent."""
    code_queued = Signal()
    """A code is among the messages now: where it is tells `follow_code`."""

    def __init__(self, page: CustomerPage, shift: Shift, served: Served) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._served = served
        self._wanted = ""
        """Key of the change for which facts are being asked; empty while none are."""
        self._code: CodeSent | None = None
        """The one-time code that was asked for last."""
        self._code_words = ""
        """Where it is, as the card says it."""
        page.fact_answered.connect(self._on_fact)
        page.code_asked.connect(self._on_code_asked)
        page.reveal_asked.connect(self._on_reveal)

    def begin(self) -> None:
        """Another customer is served."""
        self._wanted, self._code, self._code_words = "", None, ""

    def allows(self, key: str, rung: Rung | None) -> bool:
        """Whether identity allows a change; the facts that its rung still lacks are asked otherwise."""
        missing = None
        if rung is not None:
            served = self._served
            missing = more_facts(served.now, rung, served.results, self._shift.services, self._code_words)
        self._wanted = key if missing else ""
        if missing is not None:
            self._page.ask_facts(missing)
        return missing is None

    def _on_fact(self, kind: str, said: str) -> None:
        seen, services, agent = self._served.now, self._shift.services, self._shift.agent
        fact = Fact(kind)

        def check(_job: object) -> tuple[Verification | Refusal, CustomerFile | Refusal]:
            answer = services.access.verify(agent, seen.request.id, seen.customer_id, fact, said, services.market)
            return answer, services.access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, check, lambda both: self._on_checked(fact, *both), self._served.show_trouble)

    def _on_checked(self, fact: Fact, answer: Verification | Refusal, seen: CustomerFile | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._tell(FactResult(word(fact), matched=answer.matched))
        elif answer.reason is not Reason.FACT_USED:
            self._tell(_refused(fact, answer))
        self._served.show_or_explain(seen)
        if self._wanted and not isinstance(seen, Refusal):
            self.reached.emit(self._wanted)

    def _tell(self, result: FactResult) -> None:
        self._served.results = (*self._served.results, result)

    def _on_code_asked(self) -> None:
        seen, codes, agent = self._served.now, self._shift.services.codes, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: codes.send(agent, seen.request.id, seen.customer_id),
            self._on_code_sent,
            self._on_code_failed,
        )

    def _on_code_sent(self, answer: CodeSent | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._tell(_refused(Fact.ONE_TIME_CODE, answer))
        else:
            self._code, self._code_words = answer, code_words(answer)
        self.reached.emit(self._wanted)
        if self._code is answer:
            self.code_queued.emit()

    def follow_code(self, sent: Sequence[Sent], trouble: str) -> None:
        """Messages are as far as this now; `trouble` says why mail does not leave, empty where it does."""
        words = code_words(self._code, sent, trouble) if self._code is not None else ""
        if words != self._code_words:
            self._code_words = words
            self._page.verify.show_code(words)

    def _on_code_failed(self, error: Exception) -> None:
        self.reached.emit(self._wanted)
        self._shift.trouble(error)

    def _on_reveal(self, key: str) -> None:
        seen, access, agent = self._served.now, self._shift.services.access, self._shift.agent
        table, column = _REVEALS[key]
        self._shift.background.write(
            self,
            lambda _job: access.reveal(agent, seen.request.id, seen.customer_id, table, column),
            self._served.show_or_explain,
            self._served.show_trouble,
        )


def _refused(fact: Fact, why: Refusal) -> FactResult:
    again = why.reason is not Reason.FACT_SHOWN
    return FactResult(word(fact), matched=False, note=reason_words(why.reason), counted=False, again=again)
