"""Connects the list of audit events with the service that reads the log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import AuditQuery
from care_console.domain.request_life import REPEATED, YES
from care_console.domain.requests import Refusal
from care_console.ui.review.data import AuditRow
from care_console.ui.words import day_and_time, reason_words, word

if TYPE_CHECKING:
    from care_console.domain.ports import AuditEntry, ReviewNames
    from care_console.services.review import ReviewedPage
    from care_console.ui.review.view import ReviewView
    from care_console.ui.shift import Shift
    from care_console.ui.theme.icons import IconName
    from care_console.ui.theme.tokens import Tone

_ICONS: dict[Verb, IconName] = {
    Verb.SIGNED_IN: "log-in",
    Verb.SIGN_IN_REFUSED: "shield-alert",
    Verb.SIGNED_OUT: "log-out",
    Verb.CONSOLE_MASKED: "lock",
    Verb.GLASS_BROKEN: "shield-alert",
    Verb.GLASS_SETTLED: "shield-check",
    Verb.SUPERVISED: "eye",
    Verb.REQUEST_OPENED: "phone-call",
    Verb.REQUEST_ENDED: "phone-off",
    Verb.SEARCHED: "search",
    Verb.OPENED: "eye",
    Verb.VERIFIED: "shield-check",
    Verb.VERIFICATION_FAILED: "shield-alert",
    Verb.GRANTED: "key-round",
    Verb.REVEALED: "eye",
    Verb.AMENDED: "pencil",
    Verb.OPTED_OUT: "mail-x",
    Verb.OPENED_IN_ERROR: "flag",
    Verb.REQUEST_PARKED: "clock",
    Verb.REQUEST_HANDED_OVER: "hand-helping",
    Verb.REQUEST_RESUMED: "clock",
    Verb.NOTE_LEFT: "square-pen",
    Verb.PROMISE_KEPT: "calendar",
    Verb.AUDIT_VIEWED: "list-checks",
    Verb.IMPORTED: "hard-drive",
}
_TONES: dict[Outcome, Tone] = {Outcome.DONE: "ok", Outcome.REFUSED: "bad", Outcome.FAILED: "warn"}


class ReviewPresenter(QObject):
    """Reads the log page by page, newest first."""

    shown = Signal(int)
    """How many events the list shows."""

    def __init__(self, view: ReviewView, shift: Shift) -> None:
        super().__init__(view)
        self._view = view
        self._shift = shift
        self._query = AuditQuery()
        self._agents: dict[str, str] = {}
        self._count = 0
        view.filter_edited.connect(self._on_filter)
        view.more_wanted.connect(self._on_more)
        view.refresh_asked.connect(self.refresh)

    def refresh(self) -> None:
        """Read the newest events."""
        self._view.show_reading()
        self._read(AuditQuery(agent=self._query.agent, customer=self._query.customer), first=True)

    def _on_filter(self, agent: str, customer: str) -> None:
        """`agent` is a name, or part of one, as shown; `customer` the identifier that events carry."""
        wanted = agent.strip().casefold()
        found = [identifier for identifier, name in self._agents.items() if wanted and wanted in name.casefold()]
        if wanted and len(found) != 1:
            self._view.show_nothing(
                self.tr("No such agent") if not found else self.tr("Several agents match"),
                self.tr("Type the agent's name as the list shows it."),
            )
            return
        self._query = AuditQuery(agent=found[0] if found else "", customer=customer.strip())
        self.refresh()

    def _on_more(self) -> None:
        if self._query.cursor is not None:
            self._read(self._query, first=False)

    def _read(self, query: AuditQuery, *, first: bool) -> None:
        review, agent = self._shift.services.review, self._shift.agent
        self._shift.background.read(
            self,
            lambda _job: review.read(agent, query),
            lambda answer: self._on_page(query, answer, first=first),
            self._on_failure,
            key="events",
        )

    def _on_page(self, query: AuditQuery, answer: ReviewedPage | Refusal, *, first: bool) -> None:
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not allowed"), reason_words(answer.reason))
            return
        self._agents = dict(answer.names.agents)
        rows = tuple(self._row(entry, answer.names) for entry in answer.page.entries)
        more = answer.page.next is not None
        self._query = AuditQuery(agent=query.agent, customer=query.customer, cursor=answer.page.next)
        self._count = len(rows) if first else self._count + len(rows)
        if first and not rows:
            self._view.show_nothing(
                self.tr("No events"), self.tr("Nothing has been recorded that fits. Clear the filter.")
            )
        elif first:
            self._view.show_events(rows, more=more)
        else:
            self._view.add_events(rows, more=more)
        self.shown.emit(self._count)

    def _on_failure(self, error: Exception) -> None:
        self._view.show_nothing(
            self.tr("The audit log cannot be read now"),
            self.tr("Nothing is lost: events wait in the outbox. Try again when the service is back."),
        )
        self._shift.trouble(error)

    def _row(self, entry: AuditEntry, names: ReviewNames) -> AuditRow:
        event = entry.event
        if event is None:
            return AuditRow(
                key=entry.index,
                time=day_and_time(entry.received),
                agent="",
                event=self.tr("Record set aside"),
                icon="triangle-alert",
                outcome=self.tr("Unreadable"),
                tone="bad",
                facts=((self.tr("Place in the log"), str(entry.index)),),
            )
        # So many customers opened in error by one agent that leads should ask why.
        repeated = event.detail.get(REPEATED) == YES
        facts = (
            (self.tr("Role"), event.role.replace("_", " ")),
            (self.tr("Received"), day_and_time(entry.received)),
            (self.tr("Identifier of the customer"), event.customer),
            (self.tr("Purpose"), event.purpose.replace("_", " ")),
            (self.tr("Fields"), ", ".join(event.fields)),
            *((key.replace("_", " ").capitalize(), value) for key, value in sorted(event.detail.items())),
            (self.tr("Computer"), event.host),
            (self.tr("Place in the log"), str(entry.index)),
            (self.tr("Sequence"), str(event.sequence)),
        )
        return AuditRow(
            key=entry.index,
            time=day_and_time(event.time),
            agent=names.agents.get(event.agent, event.agent or self.tr("Console")),
            event=word(event.verb),
            icon=_ICONS.get(event.verb, "info"),
            outcome=self.tr("Repeated") if repeated else word(event.outcome),
            tone="warn" if repeated else _TONES[event.outcome],
            customer=event.customer[:8],
            request=names.requests.get(event.request, ""),
            facts=tuple((label, value) for label, value in facts if value),
        )
