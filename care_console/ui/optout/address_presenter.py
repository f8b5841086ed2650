"""Connects the bar for addresses that are not on file with the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.preferences import UNDO_TIME, Addressee
from care_console.domain.requests import Channel, Refusal, Requester, RequestOutcome
from care_console.services.preferences import checked_addressee
from care_console.ui.countries import countries_named
from care_console.ui.optout.wording import asked_for, brands_beside, brands_named, effect_lines, offered, subject_named
from care_console.ui.told import told
from care_console.ui.words import clock, reason_words

if TYPE_CHECKING:
    from care_console.domain.preferences import Mailing
    from care_console.services.customer_file import RequestInfo
    from care_console.ui.optout.address import AddressBar
    from care_console.ui.shift import Shift


class AddressPresenter(QObject):
    """Serves one bar; emits when the request has ended."""

    ended = Signal()

    def __init__(self, bar: AddressBar, shift: Shift) -> None:
        super().__init__(bar)
        self._bar = bar
        self._shift = shift
        self._line = ""
        self._channel = Channel.PHONE
        self._request: RequestInfo | None = None
        self._entry = ""
        self._mailings: tuple[Mailing, ...] = ()
        bar.edited.connect(self._on_edited)
        bar.confirmed.connect(self._on_confirmed)
        bar.undo_asked.connect(self._on_undo)
        bar.end_asked.connect(self.end)

    def ask(self, line: str, channel: Channel, request: RequestInfo | None) -> None:
        """Ask for the address; a request is begun on saving where there is none yet. `line` is the brand called."""
        self._channel = channel
        services, agent = self._shift.services, self._shift.agent
        self._line, self._request = line, request
        brands = brands_beside(services, line)

        def show(mailings: tuple[Mailing, ...]) -> None:
            self._mailings = mailings
            choices = offered(services, line, (), services.market, ask_caller=True, whole_first=True)
            self._bar.ask(choices, countries_named(), services.market)

        self._shift.background.read(
            self, lambda _job: services.preferences.mailings(agent, brands), show, self._shift.trouble, key="mailings"
        )

    def close(self) -> None:
        """Ask no longer."""
        self._bar.close_bar()

    @property
    def may_end(self) -> bool:
        """Whether something was saved, and the end of the request is offered."""
        return self._bar.may_end

    def end(self) -> None:
        """End the request: its opting out is done, or was taken back."""
        request, access, agent = self._request, self._shift.services.access, self._shift.agent
        assert request is not None  # noqa: S101 - offered only once something was saved under it
        outcome = RequestOutcome.DONE if self._entry else RequestOutcome.WITHDRAWN
        self._shift.background.write(
            self,
            lambda _job: access.end(agent, request.id, outcome),
            lambda _refused: self._on_ended(),
            self._shift.trouble,
        )

    def _on_ended(self) -> None:
        self._bar.close_bar()
        self.ended.emit()

    def _on_edited(self, subject: str, brands: str) -> None:
        services = self._shift.services
        asked = asked_for(services, self._line, subject, brands, services.market)
        lines = effect_lines(services, asked, self._mailings, self._line)
        if lines:
            self._bar.show_effects(lines)

    def _on_confirmed(self, typed: dict[str, str], subject: str, brands: str, caller: str) -> None:
        services, agent, line, begun = self._shift.services, self._shift.agent, self._line, self._request
        channel = self._channel
        asked = asked_for(services, line, subject, brands, services.market)
        try:
            # Before a request is begun: what is no address begins none.
            who = checked_addressee(Addressee(**typed))
        except InvalidError as error:
            self._bar.show_refused(told(error), error.field.partition(".")[2])
            return

        def save(_job: object) -> tuple[RequestInfo | None, str | Refusal]:
            request = begun
            if request is None:
                drafted = services.access.draft(agent, services.book.controller_of(line), line, channel)
                if isinstance(drafted, Refusal):
                    return None, drafted
                request = drafted
            return request, services.preferences.suppress(agent, request.id, who, asked, Requester(caller))

        def saved(answer: tuple[RequestInfo | None, str | Refusal]) -> None:
            self._request, entry = answer
            if isinstance(entry, Refusal):
                self._bar.show_refused(reason_words(entry.reason))
                return
            self._entry = entry
            told = self.tr("Stopped for this address: {0}, {1}. It stands under Suppressions, not with a customer.")
            until = services.preferences.clock.now() + UNDO_TIME
            note = self.tr("Recorded with the request. It can be undone until {0}.").format(clock(until))
            self._bar.show_saved(told.format(subject_named(asked), brands_named(services, asked)), note)

        self._shift.background.write(self, save, saved, self._on_failed)

    def _on_undo(self) -> None:
        stopped, agent, entry = self._shift.services.stopped, self._shift.agent, self._entry

        def undone(refused: Refusal | None) -> None:
            told = reason_words(refused.reason) if refused else self.tr("Taken back: nothing is stopped here.")
            self._entry = self._entry if refused else ""
            self._bar.show_undone(told, good=refused is None)

        self._shift.background.write(self, lambda _job: stopped.take_back(agent, entry), undone, self._on_undo_failed)

    def _on_failed(self, error: Exception) -> None:
        told = self.tr("Not saved: it could not be recorded. What was typed is kept here.")
        self._bar.show_failed(told, may_undo=False)
        self._shift.trouble(error)

    def _on_undo_failed(self, error: Exception) -> None:
        self._bar.show_failed(self.tr("Not taken back: it could not be recorded."), may_undo=True)
        self._shift.trouble(error)
