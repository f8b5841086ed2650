"""Whether what a page shows is still open: another window may put the request away, and grants end by themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.fields import EMERGENCY, OPEN, VIEW
from care_console.domain.requests import Reason, Refusal

if TYPE_CHECKING:
    from care_console.services.customer_file import CustomerFile
    from care_console.ui.background import Job
    from care_console.ui.shift import Shift

WATCH_MS = 3_000
"""How often the store is asked: for so long at most a page shows what is no longer in its hands."""


class Watch(QObject):
    """Asks the store while a customer is served."""

    gone = Signal(object)
    """The request is in other hands, or its customer is no longer open under it (`Reason`)."""
    masked = Signal()
    """The details are no longer open, though the customer is: identity is asked again."""

    def __init__(self, parent: QObject, shift: Shift) -> None:
        super().__init__(parent)
        self._shift = shift
        self._seen: CustomerFile | None = None
        self._asked: Job | None = None
        self._often = QTimer(self)
        self._often.setInterval(WATCH_MS)
        self._often.timeout.connect(self.look)

    def follow(self, seen: CustomerFile) -> None:
        """This is what shows now; an answer on its way is about what showed before."""
        self._drop_asked()
        self._seen = seen
        self._often.start()

    def leave(self) -> None:
        """Nobody is served."""
        self._drop_asked()
        self._seen = None
        self._often.stop()

    def look(self) -> None:
        """Ask now."""
        seen, requests, agent = self._seen, self._shift.services.requests, self._shift.agent
        if seen is None:
            return
        # A store that cannot be read tells so wherever something is asked of it, not every three seconds.
        self._asked = self._shift.background.read(
            self,
            lambda _job: requests.still(agent, seen.request.id, seen.customer_id),
            lambda answer: self._on_answer(seen, answer),
            lambda _error: None,
            key="still",
        )

    def _on_answer(self, seen: CustomerFile, answer: frozenset[str] | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.gone.emit(answer.reason)
        elif OPEN not in answer:
            self.gone.emit(Reason.NOT_OPENED)
        elif (seen.verified and VIEW not in answer) or (seen.emergency and EMERGENCY not in answer):
            self.masked.emit()

    def _drop_asked(self) -> None:
        if self._asked is not None:
            self._asked.cancel()
            self._asked = None
