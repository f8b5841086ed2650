"""Connects the page of suppressions and reported deaths with the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from care_console.domain.requests import Channel, Reason, Refusal, RequestOutcome
from care_console.domain.roles import Permission
from care_console.ui.stopped.data import ActionView, EntryRow
from care_console.ui.words import day, mid_sentence, reason_words, subject_words, word

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from care_console.domain.stopped import DeathReport, Suppression
    from care_console.services.customer_file import RequestInfo
    from care_console.ui.shift import Shift
    from care_console.ui.stopped.view import StoppedPage

_UNDO, _LIFT, _CONFIRM, _REJECT = "undo", "lift", "confirm", "reject"


class StoppedPresenter(QObject):
    """Serves one page; leads see every entry and the reports, others what is at a postcode."""

    def __init__(self, page: StoppedPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._settles = shift.agent.may(Permission.SETTLE_STOPPED)
        self._postcode = ""
        self._to_deaths = False
        self._read_of = ""
        """The company whose reported deaths show."""
        self._request: RequestInfo | None = None
        """Under which an agent looks for suppressions; leads need none."""
        book = shift.services.book
        companies = sorted(book.controllers(), key=lambda each: -len(book.brands(each.key)))
        page.show_companies(tuple((each.key, each.name) for each in companies))
        page.search_asked.connect(self._on_search)
        page.action_asked.connect(self._on_action)

    def refresh(self) -> None:
        """Read what may be seen without a postcode."""
        self._postcode = ""
        self._end_request()
        if self._settles:
            self._read_deaths()
            self._read()
        else:
            self._page.show_entries((), self.tr("Type the whole postcode that the caller says, and press Enter."))

    def go_to_deaths(self, company: str) -> None:
        """Go to the first reported death of a company's customers, once they are read."""
        self._to_deaths = True
        self._page.choose_company(company)
        self.refresh()

    def _on_search(self, company: str, postcode: str) -> None:
        self._postcode = postcode.strip()
        if self._settles and company != self._read_of:
            self._read_deaths()
        self._read()

    def _read(self) -> None:
        services, agent = self._shift.services, self._shift.agent
        company, postcode = self._page.company, self._postcode
        if self._request is not None and services.book.controller_of(self._request.brand) != company:
            self._end_request()
        begun = self._request

        def find(_job: object) -> tuple[RequestInfo | None, tuple[Suppression, ...] | Refusal]:
            request = begun
            if request is None and not self._settles:
                brand = services.book.brands(company)[0].key
                drafted = services.access.draft(agent, company, brand, Channel.PHONE)
                if isinstance(drafted, Refusal):
                    return None, drafted
                request = drafted
            return request, services.stopped.find(agent, request.id if request else "", company, postcode)

        self._shift.background.write(self, find, lambda both: self._on_found(*both), self._shift.trouble)

    def _end_request(self) -> None:
        """The request under which was looked has nothing further to be done for it."""
        ended, self._request = self._request, None
        access, agent = self._shift.services.access, self._shift.agent
        if ended is not None:
            self._shift.background.write(
                self,
                lambda _job: access.end(agent, ended.id, RequestOutcome.DONE),
                lambda _refused: None,
                self._shift.trouble,
            )

    def _on_found(self, request: RequestInfo | None, answer: tuple[Suppression, ...] | Refusal) -> None:
        self._request = request
        if isinstance(answer, Refusal):
            self._page.show_entries((), reason_words(answer.reason))
        else:
            nothing = self.tr("No address is suppressed here. Ctrl+Shift+D in look-up stops marketing to one.")
            self._page.show_entries(tuple(self._entry(each) for each in answer), nothing)

    def _read_deaths(self) -> None:
        stopped, agent, company = self._shift.services.stopped, self._shift.agent, self._page.company
        self._read_of = company
        self._shift.background.write(
            self, lambda _job: stopped.deaths(agent, company), self._on_deaths, self._shift.trouble
        )

    def _on_deaths(self, answer: tuple[DeathReport, ...] | Refusal) -> None:
        if not isinstance(answer, Refusal):
            self._page.show_deaths(tuple(self._report(each) for each in answer))
            if self._to_deaths:
                self._page.go_to_deaths()
        self._to_deaths = False

    def _entry(self, found: Suppression) -> EntryRow:
        who = found.who
        place = ", ".join(part for part in (who.line1, who.town, who.postcode) if part)
        subjects = ", ".join(dict.fromkeys(mid_sentence(subject_words(subject)) for _brand, subject in found.choices))
        brands = ", ".join(dict.fromkeys(self._shift.services.brand(brand).name for brand, _subject in found.choices))
        came = self._came(found.recorded_by, found.request_number, word(found.word_of))
        parts = [f"{brands}: {subjects}", f"{day(found.at)}, {came}"]
        if found.lifted_at is not None:
            parts.append(self.tr("lifted {0} by {1}").format(day(found.lifted_at), found.lifted_by))
        actions: tuple[ActionView, ...] = ()
        if found.may_be_taken_back(self._shift.services.stopped.clock.now()):
            actions = (ActionView(_UNDO, self.tr("Undo")),)
        elif self._settles and found.lifted_at is None:
            actions = (ActionView(_LIFT, self.tr("Lift"), self.tr("Why it is lifted")),)
        title = f"{who.recipient or self.tr('Everybody')}, {place}"
        return EntryRow(found.id, title, ". ".join(parts), "mail-x" if found.lifted_at is None else "history", actions)

    def _report(self, found: DeathReport) -> EntryRow:
        brands = ", ".join(self._shift.services.brand(brand).name for brand in found.brands)
        place = " ".join(part for part in (found.town, found.outward) if part)
        came = self._came(found.recorded_by, found.request_number, word(found.word_of))
        question = self.tr("What evidence was seen")
        actions: tuple[ActionView, ...] = (
            ActionView(_CONFIRM, self.tr("Confirm"), question),
            ActionView(_REJECT, self.tr("Was an error"), self.tr("How that is known")),
        )
        parts = [brands, f"{day(found.at)}, {came}"]
        if found.own:
            actions = ()
            parts.append(self.tr("You reported it yourself: another team lead settles it."))
        title = f"{found.name}, {place}" if place else found.name
        return EntryRow(found.id, title, ". ".join(parts), "flag", actions)

    def _came(self, recorded_by: str, number: str, word_of: str) -> str:
        told = self.tr("recorded by {0}, {1}, on the word of {2}")
        return told.format(recorded_by, number, mid_sentence(word_of))

    def _on_action(self, key: Hashable, action: str, said: str) -> None:
        stopped, agent = self._shift.services.stopped, self._shift.agent
        work: dict[str, tuple[Callable[[], Refusal | None], str]] = {
            _UNDO: (lambda: stopped.take_back(agent, str(key)), self.tr("Taken back.")),
            _LIFT: (lambda: stopped.lift(agent, str(key), said), self.tr("Lifted. The entry stays on record.")),
            _CONFIRM: (
                lambda: stopped.settle_death(agent, int(str(key)), said, confirmed=True),
                self.tr("Confirmed."),
            ),
            _REJECT: (
                lambda: stopped.settle_death(agent, int(str(key)), said, confirmed=False),
                self.tr("The flag is gone, and what the customer had chosen stands again."),
            ),
        }
        do, done = work[action]

        def told(refused: Refusal | None) -> None:
            if refused is not None and refused.reason is Reason.REASON_NEEDED:
                self._page.bar.show_refused(reason_words(refused.reason))
                return
            self._page.bar.close_bar()
            self._page.tell(reason_words(refused.reason) if refused else done)
            if action in (_CONFIRM, _REJECT):
                self._read_deaths()
            else:
                self._read()

        self._shift.background.write(self, lambda _job: do(), told, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if not self._page.bar.isHidden():
            self._page.bar.show_refused(self.tr("Not saved: your text is kept here."))
        self._shift.trouble(error)
