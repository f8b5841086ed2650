"""Whom the customer page serves: the file as it was read last, which every presenter of the page goes by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.requests import Reason, Refusal
from care_console.services.customer_file import CustomerFile
from care_console.ui.customer.data import FactResult
from care_console.ui.customer.file_view import customer_view
from care_console.ui.customer.watch import Watch
from care_console.ui.saying import line as say_line
from care_console.ui.words import gone_words, reason_words

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.domain.say_lines import Step
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift


class Served(QObject):
    """One customer under one request at a time, or nobody."""

    shown = Signal(object)
    """The page shows this newest state of the file."""
    gone = Signal(str)
    """The request is not in this window's hands any more: why, in words. Nothing of it may show."""
    masked = Signal()
    """Verification has lapsed meanwhile: identity is about to be asked again."""

    def __init__(self, page: CustomerPage, shift: Shift) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self.file: CustomerFile | None = None
        """As it was read last; None while nobody is served."""
        self.results: tuple[FactResult, ...] = ()
        """The facts that were said on this page."""
        self._watch = Watch(self, shift)
        self._watch.gone.connect(self._give_up)
        self._watch.masked.connect(self._on_masked)

    @property
    def now(self) -> CustomerFile:
        """The file; only while a customer is served."""
        assert self.file is not None  # noqa: S101 - the page shows only while a customer is served
        return self.file

    def begin(self, seen: CustomerFile) -> None:
        """Serve a customer who was just opened."""
        self.results = ()
        self.show(seen)

    def leave(self) -> None:
        """Nobody is served any more."""
        self._watch.leave()
        self.file = None

    def show(self, seen: CustomerFile) -> None:
        """Show a file all over the page."""
        self.file = seen
        self._watch.follow(seen)
        self._page.show_customer(customer_view(seen, self._shift.services, self.results))
        if self._page.isVisible():
            # Behind another page, as while its size changes, it takes the focus once it is shown.
            self._page.take_focus()
        self.shown.emit(seen)

    def show_or_explain(self, answer: CustomerFile | Refusal) -> None:
        """Show what was read, or say why nothing may be."""
        if isinstance(answer, Refusal):
            self.explain(answer.reason)
        else:
            self.show(answer)

    def explain(self, reason: Reason) -> None:
        """Say why something was refused; a request that is gone leaves the screen."""
        if not self._give_up(reason) and self.file is not None:
            self._page.explain(reason_words(reason))

    def not_saved(self, reason: Reason) -> None:
        """Say beside the editor, where one is open, why nothing was saved; a request that is gone leaves the screen."""
        if self._page.editor is None:
            self.explain(reason)
        elif not self._give_up(reason):
            self._page.show_refused(reason_words(reason))

    def _give_up(self, reason: Reason) -> bool:
        """Leave a request that is in other hands, has ended or is closed; whether this reason tells of that."""
        why = gone_words(reason)
        if self.file is None or not why:
            return False
        self.gone.emit(self.tr("{0} is no longer open here. {1}").format(self.file.request.number, why))
        return True

    def _on_masked(self) -> None:
        self.masked.emit()
        self.results = ()
        self.read(self.show_or_explain)

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
