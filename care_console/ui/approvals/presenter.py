"""Connects the list of what waits for a lead with the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.oversight import AlertKind
from care_console.ui.approvals.view import ApprovalView, WaitingView
from care_console.ui.kit.write_bar import Asking
from care_console.ui.told import told
from care_console.ui.words import day, reason_words, recently

if TYPE_CHECKING:
    from care_console.domain.messages import Approval
    from care_console.domain.oversight import Alert, GlassBroken
    from care_console.domain.requests import Refusal
    from care_console.ui.approvals.view import ApprovalsPage
    from care_console.ui.background import Job
    from care_console.ui.shift import Shift

    Waiting = tuple[tuple[GlassBroken, ...], tuple[Approval, ...], tuple[Alert, ...]]


class ApprovalsPresenter(QObject):
    """Shows what waits for this lead, and passes on what they decide."""

    shown = Signal()
    deaths_asked = Signal(str)
    """Key of a company: reports of deaths are settled on a page of their own, one company's at a time, on record."""

    def __init__(self, page: ApprovalsPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._settling = ""
        self._companies: dict[str, str] = {}
        """By key of a reported death, that of the company whose customer it is."""
        page.decided.connect(self._on_decided)
        page.settle_asked.connect(self._on_settle_asked)
        page.deaths_asked.connect(lambda key: self.deaths_asked.emit(self._companies[key]))
        page.bar.confirmed.connect(self._on_found)

    def refresh(self) -> None:
        """Read what waits, and go to the first."""
        self._read(and_focus=True)

    def follow(self) -> None:
        """Something else waits than before; whoever is writing goes on."""
        self._read(and_focus=False)

    def _read(self, *, and_focus: bool) -> None:
        services, agent = self._shift.services, self._shift.agent

        def read(_job: Job) -> Waiting:
            deaths = tuple(each for each in services.oversight.alerts(agent) if each.kind is AlertKind.DEATH)
            return services.oversight.emergencies(agent), services.copies.approvals(agent), deaths

        self._shift.background.read(
            self, read, lambda found: self._show(found, and_focus=and_focus), self._shift.trouble, key="approvals"
        )

    def _show(self, waiting: Waiting, *, and_focus: bool) -> None:
        emergencies, copies, deaths = waiting
        book = self._shift.services.book
        self._companies = {each.id: book.controller_of(each.brand) for each in deaths}
        self._page.show_waiting(
            tuple(map(self._emergency, emergencies)), tuple(map(self._copy, copies)), tuple(map(self._death, deaths))
        )
        if and_focus:
            self._page.take_focus()
        self.shown.emit()

    def _copy(self, each: Approval) -> ApprovalView:
        brand = self._shift.services.brand(each.brand).name
        return ApprovalView(
            key=each.id,
            title=self.tr("{0}, asked by {1} under {2}").format(brand, each.agent, each.request),
            note=self._to(each),
            when=recently(each.asked_at),
            why_not=self.tr("You asked for it yourself: another team lead decides.") if each.own else "",
        )

    def _to(self, each: Approval) -> str:
        if each.told:
            words = self.tr("To {0}, an address that is new since {1}. The old one is told.")
        else:
            words = self.tr("To {0}, an address that is new since {1}. There is no older one that could be told.")
        return words.format(each.address, day(each.since))

    def _emergency(self, each: GlassBroken) -> WaitingView:
        brand = self._shift.services.brand(each.brand).name
        return WaitingView(
            key=each.id,
            icon="shield-alert",
            title=self.tr("{0}, opened by {1} under {2}").format(brand, each.agent, each.request),
            note=each.reason,
            when=recently(each.at),
            action=self.tr("Looked into"),
            why_not=self.tr("You opened it yourself: another team lead looks into it.") if each.own else "",
        )

    def _death(self, each: Alert) -> WaitingView:
        brand = self._shift.services.brand(each.brand).name
        return WaitingView(
            key=each.id,
            icon="flag",
            title=self.tr("{0}, reported by {1} under {2}").format(brand, each.agent, each.request),
            note=self.tr("It stays closed until the evidence is confirmed."),
            when=recently(each.at),
            action=self.tr("Settle"),
            why_not=self.tr("You reported it yourself: another team lead settles it.") if each.own else "",
        )

    # --- emergencies

    def _on_settle_asked(self, key: str, title: str) -> None:
        self._settling = key
        self._page.bar.ask(
            Asking(
                title,
                self.tr("It stays on record with your name."),
                self.tr("What looking into it has found"),
                self.tr("Looked into"),
            )
        )

    def _on_found(self, _choice: str, found: str) -> None:
        oversight, agent, key = self._shift.services.oversight, self._shift.agent, self._settling
        self._shift.background.write(
            self, lambda _job: oversight.settle(agent, key, found), self._on_settled, self._on_not_settled
        )

    def _on_settled(self, refused: Refusal | None) -> None:
        self._page.bar.close_bar()
        self._page.tell(reason_words(refused.reason) if refused else self.tr("Looked into, and on record."))
        self.refresh()

    def _on_not_settled(self, error: Exception) -> None:
        if isinstance(error, InvalidError):
            self._page.bar.show_refused(told(error))
            return
        self._page.bar.show_refused(self.tr("Not saved: your text is kept here."))
        self._shift.trouble(error)

    # --- copies

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
            self._page.tell(self.tr("Approved: the copy is on its way."))
        else:
            self._page.tell(self.tr("Declined: nothing is sent."))
        self.refresh()

    def _on_failure(self, error: Exception) -> None:
        self.refresh()
        self._shift.trouble(error)
