"""Connects the approvals page with the service."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.ui.approvals.view import ApprovalView
from care_console.ui.words import day, reason_words, recently

if TYPE_CHECKING:
    from care_console.domain.messages import Approval
    from care_console.domain.requests import Refusal
    from care_console.ui.approvals.view import ApprovalsPage
    from care_console.ui.shift import Shift


class ApprovalsPresenter(QObject):
    """Shows what waits for this lead, and passes on what they decide."""

    shown = Signal()

    def __init__(self, page: ApprovalsPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        page.decided.connect(self._on_decided)

    def refresh(self) -> None:
        """Read what waits."""
        copies, agent = self._shift.services.copies, self._shift.agent
        self._shift.background.read(
            self, lambda _job: copies.approvals(agent), self._show, self._shift.trouble, key="approvals"
        )

    def _show(self, approvals: tuple[Approval, ...]) -> None:
        self._page.show_approvals(tuple(map(self._view, approvals)))
        self._page.take_focus()
        self.shown.emit()

    def _view(self, each: Approval) -> ApprovalView:
        brand = self._shift.services.brand(each.brand).name
        return ApprovalView(
            key=each.id,
            title=self.tr("{0}, asked by {1} under {2}").format(brand, each.agent, each.request),
            note=self.tr("To {0}, an address that is new since {1}.").format(each.address, day(each.since)),
            when=recently(each.asked_at),
            why_not=self.tr("You asked for it yourself: another team lead decides.") if each.own else "",
        )

    def _on_decided(self, key: str, granted: bool) -> None:
        copies, agent = self._shift.services.copies, self._shift.agent
        self._shift.background.write(
            self,
            lambda _job: copies.decide(agent, key, granted=granted),
            lambda refused: self._on_done(refused, granted=granted),
            self._on_failure,
        )

    def _on_done(self, refused: Refusal | None, *, granted: bool) -> None:
        if refused is not None:
            self._page.tell(reason_words(refused.reason))
        elif granted:
            self._page.tell(self.tr("Approved: the copy is on its way, and the old contact is told."))
        else:
            self._page.tell(self.tr("Declined: nothing is sent."))
        self.refresh()

    def _on_failure(self, error: Exception) -> None:
        self.refresh()
        self._shift.trouble(error)
