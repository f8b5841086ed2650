"""Connects the card of messages with the services: where they are, called back, and what nobody knows the end of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.messages import Answer
from care_console.ui.customer.sent import message_views

if TYPE_CHECKING:
    from collections.abc import Sequence

    from care_console.domain.messages import Sent
    from care_console.domain.requests import Refusal
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.customer.served import Served
    from care_console.ui.customer.view import CustomerPage
    from care_console.ui.shift import Shift


class SentPresenter(QObject):
    """Keeps the list of messages to the verified customer."""

    read = Signal(object, str)
    """The messages as they are now, and why mail does not leave, empty where it does."""

    def __init__(self, page: CustomerPage, shift: Shift, served: Served) -> None:
        super().__init__(page)
        self._page = page
        self._shift = shift
        self._served = served
        self._trouble = ""
        """Why mail does not leave."""
        page.messages.recall_asked.connect(self._on_recall)
        page.messages.settle_asked.connect(self._on_settle)

    def know_trouble(self, trouble: str) -> None:
        """Mail does not leave, for this reason in words; empty where it does."""
        self._trouble = trouble

    def follow(self) -> None:
        """Messages may have moved on: show where they are now."""
        seen = self._served.file
        if seen is None or not seen.verified:
            return
        sending, agent, customer_id = self._shift.services.sending, self._shift.agent, seen.customer_id
        self._shift.background.read(
            self,
            lambda _job: sending.messages(agent, customer_id),
            lambda sent: self._on_messages(seen, sent),
            self._shift.trouble,
            key="messages",
        )

    def _on_messages(self, asked: CustomerFile, sent: Sequence[Sent]) -> None:
        seen = self._served.file
        if seen is not None and seen.customer_id == asked.customer_id and seen.verified:
            self._page.show_messages(message_views(sent))
            self.read.emit(sent, self._trouble)

    def _on_recall(self, message: str) -> None:
        sending, agent = self._shift.services.sending, self._shift.agent
        self._shift.background.write(
            self, lambda _job: sending.cancel(agent, message), self._on_settled, self._served.show_trouble
        )

    def _on_settle(self, copy: str, again: bool) -> None:
        sending, agent = self._shift.services.sending, self._shift.agent
        answer = Answer.AGAIN if again else Answer.ARRIVED
        self._shift.background.write(
            self, lambda _job: sending.resolve(agent, copy, answer), self._on_settled, self._served.show_trouble
        )

    def _on_settled(self, refused: Refusal | None) -> None:
        if refused is not None:
            self._served.explain(refused.reason)
        self.follow()
