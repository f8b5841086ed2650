"""Look-up with its bars: what can be done for a hit, an address of nobody, and a caller without a customer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.app.rooms.room import Room
from care_console.ui.lookup.presenter import LookupPresenter
from care_console.ui.lookup.view import LookupView
from care_console.ui.optout.address import AddressBar
from care_console.ui.optout.address_presenter import AddressPresenter
from care_console.ui.words import gone_words, reason_words

if TYPE_CHECKING:
    from care_console.domain.requests import Reason
    from care_console.services.customer_file import RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.optout.presenter import OptOutPresenter
    from care_console.ui.shift import Shift


class LookupRoom(Room):
    """Where a call begins."""

    may_end = True
    page: LookupView

    def __init__(self, shift: Shift) -> None:
        self.page = LookupView()
        self.presenter = LookupPresenter(self.page, shift)
        super().__init__(shift)
        self.address = AddressPresenter(self._placed(AddressBar()), shift)
        self._asking.append(self.address)
        self.handling.put_away.connect(self._on_answered)
        self.ending.ended.connect(self._on_answered)
        self.ending.refused.connect(self._on_refused)
        self.page.query_edited.connect(self.close_bars)
        self.page.channel_chosen.connect(self.close_bars)
        self.presenter.refresh()

    @property
    def whom(self) -> tuple[RequestInfo, Known] | None:
        """See `Room`."""
        return self.presenter.chosen

    @property
    def _bar_that_ends(self) -> OptOutPresenter | AddressPresenter | None:
        """The bar under which something was saved, and which ends its request."""
        return next((bar for bar in (self.choices, self.address) if bar.may_end), None)

    @property
    def can_end(self) -> bool:
        """See `Room`."""
        return self._bar_that_ends is not None or self.presenter.request is not None

    def end(self) -> None:
        """See `Room`; after an opting out from the hits the request has an outcome already."""
        if (bar := self._bar_that_ends) is not None:
            bar.end()
        elif (request := self.presenter.request) is not None:
            self.close_bars()
            self.ending.ask(request, self.presenter.leave_taking)

    def note(self) -> None:
        """See `Room`."""
        if (whom := self.whom) is not None:
            self.close_bars()
            self.handling.note_about(*whom)

    def general_question(self) -> None:
        """Note a question that needs no customer."""
        self.close_bars()
        self.handling.general_question(*self.presenter.line)

    def stop_address(self) -> None:
        """Ask for an address that is on no customer's record, to stop marketing to it."""
        self.close_bars()
        self.address.ask(*self.presenter.line)

    def _on_answered(self, done: str) -> None:
        self.presenter.refresh()
        self.presenter.tell(done)

    def _on_refused(self, reason: Reason) -> None:
        self._on_answered(gone_words(reason) or reason_words(reason))
