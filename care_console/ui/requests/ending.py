"""Ending the request in hand, from any page: the outcome is filled in from what was saved, and Enter confirms it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.requests import Refusal, RequestOutcome
from care_console.ui.told import told
from care_console.ui.words import word

if TYPE_CHECKING:
    from care_console.services.customer_file import RequestInfo
    from care_console.services.requests import Ending
    from care_console.ui.requests.end_bar import EndRequestBar
    from care_console.ui.shift import Shift

_NOT_CHOSEN = frozenset({RequestOutcome.UNUSED})
"""What a draft that nobody used ends as by itself."""


class EndingPresenter(QObject):
    """Works one bar on a page."""

    ended = Signal(str)
    """Nothing of the request may show any more. What was done, in words."""
    refused = Signal(object)
    """Why it did not end (`Reason`): it is in other hands, or has ended already."""

    def __init__(self, bar: EndRequestBar, shift: Shift) -> None:
        super().__init__(bar)
        self._bar = bar
        self._shift = shift
        self._request: RequestInfo | None = None
        bar.confirmed.connect(self._on_confirmed)
        bar.edited.connect(self._on_edited)

    def close(self) -> None:
        """Ask no longer."""
        self._bar.close_bar()

    def ask(self, request: RequestInfo, aloud: str, chosen: RequestOutcome | None = None) -> None:
        """Ask how a request ends; ``aloud`` is what is said to take leave, ``chosen`` an outcome that is known."""
        requests, agent = self._shift.services.requests, self._shift.agent

        def show(answer: Ending | Refusal) -> None:
            if isinstance(answer, Refusal):
                self.refused.emit(answer.reason)
            else:
                self._request = request
                outcomes = tuple((each.value, word(each)) for each in RequestOutcome if each not in _NOT_CHOSEN)
                summary = f"{self._summary(answer)} {aloud}".strip()
                typed = self._shift.typed.get(_about(request), ())
                self._bar.ask(outcomes, (chosen or answer.outcome).value, summary, *typed)

        # After all writes: what is typed is being kept, and is counted.
        self._shift.background.write(self, lambda _job: requests.ending(agent, request.id), show, self._shift.trouble)

    def _summary(self, ending: Ending) -> str:
        saved = self.tr("Changes saved: {0}.").format(ending.saved) if ending.saved else self.tr("Nothing was changed.")
        if ending.unsaved:
            saved += " " + self.tr("Forms not saved: {0}; ending drops what was typed there.").format(ending.unsaved)
        return saved

    def _on_edited(self, promise: str, due: str) -> None:
        if self._request is not None:
            self._shift.typed[_about(self._request)] = (promise, due)

    def _on_confirmed(self, outcome: str, text: str, due: str) -> None:
        services, agent, request = self._shift.services, self._shift.agent, self._request
        if request is None:
            return
        promise = None
        if text or due or outcome == RequestOutcome.PROMISED:
            try:
                promise = services.requests.checked_promise(text, due)
            except InvalidError as error:
                self._bar.show_refused(told(error), day=error.field == "promise.due")
                return
        done = self.tr("Ended: {0}. Outcome: {1}.").format(request.number, word(RequestOutcome(outcome)))
        self._shift.background.write(
            self,
            lambda _job: services.access.end(agent, request.id, RequestOutcome(outcome), promise),
            lambda refused: self._on_ended(done, refused),
            self._on_failed,
        )

    def _on_ended(self, done: str, refused: Refusal | None) -> None:
        if self._request is not None:
            self._shift.typed.pop(_about(self._request), None)
        self._request = None
        self._bar.close_bar()
        if refused is None:
            self.ended.emit(done)
        else:
            self.refused.emit(refused.reason)

    def _on_failed(self, error: Exception) -> None:
        self._bar.show_refused(self.tr("Not ended: it could not be recorded."))
        self._shift.trouble(error)


def _about(request: RequestInfo) -> str:
    return f"end:{request.id}"
