"""The customer page with its bars: what can be done with the request in hand and for whoever is open under it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.app.rooms.room import Room
from care_console.ui.customer.presenter import CustomerPresenter
from care_console.ui.customer.view import CustomerPage
from care_console.ui.situations.bar import SituationsBar
from care_console.ui.situations.presenter import SituationsPresenter

if TYPE_CHECKING:
    from care_console.domain.requests import RequestOutcome
    from care_console.services.customer_file import RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.shift import Shift


class CustomerRoom(Room):
    """Where one customer is served at a time."""

    page: CustomerPage

    def __init__(self, shift: Shift) -> None:
        self.page = CustomerPage()
        self.presenter = CustomerPresenter(self.page, shift)
        super().__init__(shift)
        self._situations = SituationsPresenter(self._placed(SituationsBar()), shift)
        self._asking.append(self._situations)
        self.choices.changed.connect(self.presenter.follow_choices)
        self.choices.masked.connect(self.presenter.refresh)
        self.handling.refused.connect(self.presenter.explain)
        self.ending.refused.connect(self.presenter.explain)
        self._situations.changed.connect(self.presenter.show)
        self.presenter.end_asked.connect(self.end)
        self.presenter.opt_out_asked.connect(self._on_opt_out_asked)
        self.presenter.opt_in_asked.connect(self._on_opt_in_asked)

    @property
    def serving(self) -> bool:
        """Whether a customer is open."""
        return self.presenter.serving

    @property
    def whom(self) -> tuple[RequestInfo, Known] | None:
        """See `Room`."""
        return self.presenter.served

    @property
    def can_end(self) -> bool:
        """See `Room`."""
        return self.serving

    def _in_hand(self) -> RequestInfo | None:
        """The request, if there is one, for something else than what is being typed: that is kept, nothing asks."""
        if (served := self.presenter.served) is None:
            return None
        self.close_bars()
        self.presenter.keep_draft()
        return served[0]

    def end(self, chosen: RequestOutcome | None = None) -> None:
        """See `Room`; `chosen` is the outcome where it is known."""
        if (request := self._in_hand()) is not None:
            self.ending.ask(request, self.presenter.leave_taking, chosen)

    def note(self) -> None:
        """See `Room`; those that are there already show."""
        if (request := self._in_hand()) is not None:
            self.handling.note(request)

    def park(self) -> None:
        """Put the request aside: the call has dropped."""
        if (request := self._in_hand()) is not None:
            self.handling.park(request)

    def hand_over(self) -> None:
        """Give the request to a colleague or to the queue."""
        if (request := self._in_hand()) is not None:
            self.handling.hand_over(request)

    def wrong_customer(self) -> None:
        """Close a customer who was opened in error."""
        if (request := self._in_hand()) is not None:
            self.handling.wrong_customer(request)

    def situations(self) -> None:
        """Show and record flags of the customer who is open, and who may ask as a representative."""
        self.close_bars()
        if (seen := self.presenter.file) is not None:
            self._situations.ask(seen)

    def _on_opt_out_asked(self, subject: str, brand: str) -> None:
        if (whom := self.whom) is not None:
            self.choices.ask(*whom, may_end=False, subject=subject, brand=brand)

    def _on_opt_in_asked(self, subject: str, brand: str) -> None:
        if (whom := self.whom) is not None:
            self.choices.ask_yes(*whom, subject, brand)
