"""A page on which somebody is served, and the bars above it that ask what is to be done."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, Protocol, TypeVar

from care_console.ui.kit.write_bar import WriteBar
from care_console.ui.optout.bar import OptOutBar
from care_console.ui.optout.presenter import OptOutPresenter
from care_console.ui.requests.end_bar import EndRequestBar
from care_console.ui.requests.ending import EndingPresenter
from care_console.ui.requests.handling import HandlingPresenter

if TYPE_CHECKING:
    from care_console.services.customer_file import RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.kit.bar import Bar
    from care_console.ui.lookup.view import LookupView
    from care_console.ui.shift import Shift

    _Bar = TypeVar("_Bar", bound=Bar)


class _Asks(Protocol):
    def close(self) -> None: ...


class Room(ABC):
    """What can be done for whoever is chosen or open there; one bar at a time asks."""

    may_end = False
    """Whether what is saved under a bar offers to end its request."""
    page: LookupView | CustomerPage

    def __init__(self, shift: Shift) -> None:
        """The subclass has made its page."""
        self.choices = OptOutPresenter(self._placed(OptOutBar()), shift)
        self.handling = HandlingPresenter(self._placed(WriteBar()), shift)
        self.ending = EndingPresenter(self._placed(EndRequestBar()), shift)
        self._asking: list[_Asks] = [self.choices, self.handling, self.ending]

    def _placed(self, bar: _Bar) -> _Bar:
        self.page.add_bar(bar)
        bar.closed.connect(self.page.take_focus)
        return bar

    def close_bars(self) -> None:
        """Ask nothing any more."""
        for bar in self._asking:
            bar.close()

    @property
    @abstractmethod
    def whom(self) -> tuple[RequestInfo, Known] | None:
        """Whom it is about, with the request; None where nobody is chosen or open."""

    @property
    @abstractmethod
    def can_end(self) -> bool:
        """Whether there is a request to be ended."""

    @abstractmethod
    def end(self) -> None:
        """Ask how the request ends, if there is one."""

    @abstractmethod
    def note(self) -> None:
        """Ask for a note, if there is somebody whom it could be about."""

    def opt_out(self) -> None:
        """Ask what marketing is to stop."""
        if (whom := self.whom) is not None:
            self.close_bars()
            self.choices.ask(*whom, may_end=self.may_end)

    def report_death(self) -> None:
        """Ask on whose word a death is reported."""
        if (whom := self.whom) is not None:
            self.close_bars()
            self.choices.ask_death(*whom, may_end=self.may_end)

    def emergency(self) -> None:
        """Ask why somebody's safety needs what nobody could be verified for."""
        if (whom := self.whom) is not None:
            request, known = whom
            self.close_bars()
            self.handling.emergency(request, known.customer_id)
