"""Whom the customer page serves: the file as it was read last, which every presenter of the page goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.requests import Refusal
from care_console.services.customer_file import CustomerFile
from care_console.ui.customer.data import FactResult
from care_console.ui.customer.drafts import saved_under
from care_console.ui.customer.file_view import customer_view
from care_console.ui.saying import line as say_line
from care_console.ui.words import reason_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.domain.say_lines import Step
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift


class Served(QObject):
    """One customer under one request at a time, or nobody."""

    shown = Signal(object)
    """The page shows this newest state of the file."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self.file: CustomerFile | None = None
        """As it was read last; None while nobody is served."""
        self.results: tuple[FactResult, ...] = ()
        """The facts that were said on this page."""
        self.saved = 0
        """How many changes the request has saved that were not taken back."""

    @property
    def now(self) -> CustomerFile:
        """The file; only while a customer is served."""
        assert self.file is not None  # noqa: S101 - the page shows only while a customer is served
        return self.file

    def begin(self, seen: CustomerFile) -> None:
        """Serve a customer who was just opened."""
        self.results, self.saved = (), saved_under(seen)
        self.show(seen)

    def leave(self) -> None:
        """Nobody is served any more."""
        self.file = None

    def show(self, seen: CustomerFile) -> None:
        """Show a file all over the page."""
        self.file = seen
        self._page.show_customer(customer_view(seen, self._shift.services, self.results))
        self._page.take_focus()
        self.shown.emit(seen)

    def show_or_explain(self, answer: CustomerFile | Refusal) -> None:
        """Show what was read, or say why nothing may be."""
        if isinstance(answer, Refusal):
            self._page.explain(reason_words(answer.reason))
        else:
            self.show(answer)

    def show_trouble(self, error: Exception) -> None:
        """Something could not be done: all shows as it was, and why."""
        if self.file is not None:
            self.show(self.file)
        self._shift.trouble(error)

    def read(self, then: Callable[[CustomerFile | Refusal], None]) -> None:
        """Read the file again after what is being written."""
        seen, access, agent = self.now, self._shift.services.access, self._shift.agent
        self._shift.background.write(
            self, lambda _job: access.read(agent, seen.request.id, seen.customer_id), then, self.show_trouble
        )

    def say(self, step: Step) -> str:
        """What is read aloud at a step, in the customer's language."""
        return say_line(self._shift.services, step, self.now.request.brand, customer=self.now.language)
