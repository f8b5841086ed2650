"""Connects the page of requests at work with the services; what shows follows what the agent does."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from care_console.domain.facts import spoken_phone
from care_console.domain.requests import Refusal
from care_console.ui.supervise.data import JoinedView, WorkRow
from care_console.ui.words import clock, facts_matched, reason_words, recently, word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.services.customer_file import CustomerFile, Shown
    from care_console.services.oversight import Joined, RequestAtWork
    from care_console.ui.shift import Shift
    from care_console.ui.supervise.view import SupervisePage

LOOK_MS = 3_000


class SupervisePresenter(QObject):
    """Joins one request at a time for this lead."""

    def __init__(self, page: SupervisePage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._joined = ""
        """Id of the request that is looked at; empty for none."""
        self._agents: dict[str, str] = {}
        page.join_asked.connect(self._on_join)
        page.left.connect(self._on_left)
        self._look = QTimer(self)
        self._look.setInterval(LOOK_MS)
        self._look.timeout.connect(self._follow)
        self._look.start()

    def refresh(self) -> None:
        """Read what is at work now."""
        oversight, agent = self._shift.services.oversight, self._shift.agent
        self._shift.background.read(
            self, lambda _job: oversight.at_work(agent), self._on_read, self._shift.trouble, key="at work"
        )

    def _follow(self) -> None:
        if not self._page.isVisible():
            return
        if not self._joined:
            self.refresh()
            return
        oversight, agent, request = self._shift.services.oversight, self._shift.agent, self._joined
        self._shift.background.write(
            self, lambda _job: oversight.look(agent, request), lambda seen: self._on_seen(request, seen)
        )

    def _on_read(self, at_work: tuple[RequestAtWork, ...]) -> None:
        self._agents = {each.request.id: each.agent for each in at_work}
        self._page.show_rows(tuple(map(self._row, at_work)))

    def _row(self, each: RequestAtWork) -> WorkRow:
        request = each.request
        brand = self._shift.services.brand(request.brand).name
        purpose = word(request.purpose) if request.purpose else ""
        note = "  ·  ".join(part for part in (brand, word(request.channel), purpose, each.customer) if part)
        title = self.tr("{0}, {1}").format(each.agent, request.number)
        return WorkRow(request.id, "phone-call", title, note, recently(request.started_at))

    # --- joining

    def _on_join(self, request: str) -> None:
        oversight, agent = self._shift.services.oversight, self._shift.agent
        self._joined = request
        self._page.tell("")
        self._shift.background.write(
            self,
            lambda _job: oversight.join(agent, request),
            lambda seen: self._on_seen(request, seen),
            self._on_failed,
        )

    def _on_seen(self, request: str, seen: Joined | Refusal) -> None:
        if request != self._joined:
            return
        if isinstance(seen, Refusal):
            self._joined = ""
            self._page.show_joined(None)
            self._page.tell(reason_words(seen.reason))
            self.refresh()
        else:
            self._page.show_joined(self._view(seen))

    def _on_failed(self, error: Exception) -> None:
        self._joined = ""
        self._shift.trouble(error)

    def _on_left(self) -> None:
        oversight, agent, request = self._shift.services.oversight, self._shift.agent, self._joined
        self._joined = ""
        self._page.show_joined(None)
        if request:
            self._shift.background.write(
                self, lambda _job: oversight.leave(agent, request), lambda _none: self.refresh(), self._shift.trouble
            )

    def _view(self, joined: Joined) -> JoinedView:
        seen = joined.file
        title = self.tr("{0}, {1}").format(self._agents.get(seen.request.id, ""), seen.request.number)
        if seen.verified:
            identity = self.tr("Verified: {0}").format(facts_matched(seen.standing.facts))
        elif seen.standing.locked:
            identity = self.tr("Locked after three wrong answers")
        else:
            identity = self.tr("Not verified: details are masked")
        notes = tuple(f"{clock(each.at)}  {each.agent}: {each.text}" for each in joined.notes)
        return JoinedView(title, identity, seen.verified, tuple(self._lines(seen)), notes)

    def _lines(self, seen: CustomerFile) -> Iterator[tuple[str, str]]:
        asked_by = word(seen.request.requester) if seen.request.requester else self.tr("Not yet known")
        yield self.tr("Asked by"), f"{asked_by}, {word(seen.request.channel)}"
        yield self.tr("Customer"), seen.name
        for flag in seen.flags:
            yield self.tr("Flag"), word(flag)
        for brand, number in seen.numbers:
            yield self._shift.services.brand(brand).name, number.text
        for email in seen.emails:
            yield self.tr("E-mail"), email.value.text
        for phone in seen.phones:
            yield self.tr("Phone"), _phone(phone.value)
        for address in seen.addresses:
            yield word(address.kind), address.value.text
        changed = [line for line in seen.history if line.request_number == seen.request.number]
        if seen.verified:
            yield self.tr("Saved"), str(len(changed))


def _phone(value: Shown) -> str:
    return value.text if value.locked else spoken_phone(value.text)
