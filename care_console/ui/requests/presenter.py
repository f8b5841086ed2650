"""Connects the page of open requests with the services: reading the list, going on, keeping promises, ending."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.requests import Refusal, RequestOutcome, RequestStatus
from care_console.ui.channels import CHANNEL_ICONS
from care_console.ui.kit.chip import ChipText
from care_console.ui.requests.data import RequestRow
from care_console.ui.words import clock, day, reason_words, recently, word

if TYPE_CHECKING:
    from care_console.services.requests import HeldRequest, Resumed
    from care_console.ui.requests.view import RequestsView
    from care_console.ui.shift import Shift

LOOK_AGAIN_MS = 10_000
"""How often the list is read while it shows: others hand requests over."""


class RequestsPresenter(QObject):
    """Emits the request that goes on."""

    resumed = Signal(object)
    """What the service gave: the request, and its customer's file where one was open."""
    listed = Signal()
    """The list shows what the store holds."""

    def __init__(self, view: RequestsView, shift: Shift) -> None:
        super().__init__(view)
        self._view = view
        self._shift = shift
        self._held: dict[str, HeldRequest] = {}
        self._again = QTimer(self)
        self._again.setInterval(LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look_again)
        self._again.start()
        view.chosen.connect(self._on_chosen)
        view.end_asked.connect(self._on_end)

    def refresh(self, message: str = "") -> None:
        """Read the list anew, and say something about what was done."""
        self._view.show_message(message)
        self._read()

    def _look_again(self) -> None:
        if self._view.isVisible():
            self._read()

    def _read(self) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.write(self, lambda _job: requests.held(agent), self._on_held, self._shift.trouble)

    def _on_held(self, held: tuple[HeldRequest, ...]) -> None:
        self._held = {each.request.id: each for each in held}
        self._view.show_requests(tuple(self._row(each) for each in held))
        self.listed.emit()

    def _on_chosen(self, key: str) -> None:
        if self._held[key].request.status is RequestStatus.ENDED:
            self._keep_promise(key)
            return
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.write(
            self, lambda _job: requests.resume(agent, key), self._on_resumed, self._shift.trouble
        )

    def _on_resumed(self, answer: Resumed | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.refresh(reason_words(answer.reason))
        else:
            self._view.show_message("")
            self.resumed.emit(answer)

    def _keep_promise(self, key: str) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        told = self.tr("Promise kept: {0}").format(self._held[key].request.number)
        self._shift.background.write(
            self,
            lambda _job: requests.keep_promise(agent, key),
            lambda refused: self.refresh(reason_words(refused.reason) if refused else told),
            self._shift.trouble,
        )

    def _on_end(self, key: str) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        number = self._held[key].request.number

        def ended(answer: RequestOutcome | Refusal) -> None:
            if isinstance(answer, Refusal):
                self.refresh(reason_words(answer.reason))
            else:
                self.refresh(self.tr("Ended: {0}. Outcome: {1}.").format(number, word(answer)))

        self._shift.background.write(self, lambda _job: requests.end_from_list(agent, key), ended, self._shift.trouble)

    # --- in words

    def _row(self, held: HeldRequest) -> RequestRow:
        request = held.request
        action = {
            RequestStatus.HANDED_OVER: self.tr("Take it"),
            RequestStatus.PARKED: self.tr("Resume"),
            RequestStatus.ENDED: self.tr("Promise kept"),
        }.get(request.status, self.tr("Go on"))
        return RequestRow(
            key=request.id,
            icon=CHANNEL_ICONS[request.channel],
            customer=self.tr("Customer {0}").format(held.customer) if held.customer else self.tr("No customer yet"),
            brand=self._shift.services.brand(request.brand),
            reference=request.number,
            asks=word(request.requester) if request.requester else self.tr("Not said who asks"),
            purpose=word(request.purpose) if request.purpose else self.tr("Look-up"),
            age=recently(request.started_at),
            hint=self._hint(held),
            state=self._state(held),
            action=action,
            may_end=request.status in {RequestStatus.DRAFT, RequestStatus.OPEN, RequestStatus.PARKED},
        )

    def _hint(self, held: HeldRequest) -> str:
        reference = held.request.reference
        parts = [self.tr("Reference {0}").format(reference)] if reference else []
        if held.promise is not None:
            parts.append(self.tr("By {0}: {1}").format(day(held.promise.due), held.promise.text))
        if held.holder:
            parts.append(self.tr("From {0}").format(held.holder))
        if held.verified_until is not None:
            parts.append(self.tr("Verify afresh after {0}").format(clock(held.verified_until)))
        if held.notes:
            parts.append(self.tr("Notes: {0}").format(held.notes))
        if held.unsaved:
            parts.append(self.tr("Forms not saved: {0}").format(held.unsaved))
        return "  ·  ".join(parts)

    def _state(self, held: HeldRequest) -> ChipText:
        status = held.request.status
        if status is RequestStatus.ENDED:
            return ChipText(word(RequestOutcome.PROMISED), "warn", "calendar")
        if status is RequestStatus.HANDED_OVER:
            if not held.holder:
                return ChipText(word(status), "neutral", "send")
            return ChipText(self.tr("For you") if held.mine else self.tr("In the queue"), "accent", "hand-helping")
        looks = {
            RequestStatus.OPEN: ChipText(word(status), "accent", "circle-dot"),
            RequestStatus.PARKED: ChipText(word(status), "warn", "clock"),
        }
        return looks.get(status, ChipText(word(status), "neutral", "circle"))
