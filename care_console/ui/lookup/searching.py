"""A search as it is typed: a request at the first letter, first hits at each key, misspelt names right after."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.requests import Channel, Reason, Refusal

if TYPE_CHECKING:
    from care_console.domain.requests import Ticket
    from care_console.services.customer_file import RequestInfo
    from care_console.services.lookup import Begun
    from care_console.ui.background import Job
    from care_console.ui.shift import Shift

FUZZY_AFTER_MS = 20
"""When the search for misspelt names follows the first hits: their frame is painted by then, and a fast typist's next
key has not come."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is searched for: a text, on the line of a brand, for the customers of one brand only (empty: of any).

    `channel` is how somebody asks.
    """

    text: str = ""
    line: str = ""
    only: str = ""
    channel: Channel = Channel.PHONE


@dataclass(slots=True, eq=False)
class _Search:
    """What goes on: the request that it is recorded under, once drafted, and the newest that was asked."""

    asked: Asked = field(default_factory=Asked)
    request: RequestInfo | None = None
    drafting: bool = False
    asking: bool = False
    """One query is on its way; the newest one is asked when it is back."""
    ticket: Ticket | None = None
    """The record of the query whose first hits show, and whose other hits are to follow."""


class Searching(QObject):
    """Asks for whatever was asked last; what was overtaken is never told."""

    begun = Signal(object)
    """First `Findings`; others follow."""
    found = Signal(str, object)
    """The text, and the last word on it: its `Findings`."""
    refused = Signal(object)
    """The `Refusal` of a search."""
    not_allowed = Signal(object)
    """The `Refusal` of a request to search under."""
    failed = Signal(object)
    """The exception: nothing was recorded, so nothing may show."""

    def __init__(self, parent: QObject, shift: Shift) -> None:
        super().__init__(parent)
        self._shift = shift
        self._search = _Search()
        self._completing: Job | None = None
        self._fuzzy = QTimer(self)
        self._fuzzy.setSingleShot(True)
        self._fuzzy.timeout.connect(self._complete)

    @property
    def request(self) -> RequestInfo | None:
        """What is searched under, once there is one."""
        return self._search.request

    def start_afresh(self, request: RequestInfo | None = None) -> None:
        """Forget what was asked; search under this request, or under a new one."""
        self._overtake()
        self._search = _Search(request=request)

    def leave_request(self) -> None:
        """Search under another request from now on; one that nobody was opened under ends by itself."""
        self._search.request = None

    def ask(self, asked: Asked) -> None:
        """Search, unless the text is empty; what is on its way is no longer wanted."""
        self._overtake()
        self._search.asked = asked
        if asked.text:
            self._run()

    def _overtake(self) -> None:
        self._search.ticket = None
        self._fuzzy.stop()
        if self._completing is not None:
            self._completing.cancel()
            self._completing = None

    def _run(self) -> None:
        search = self._search
        if search.request is None:
            self._draft()
        elif not search.asking:
            search.asking = True
            request, asked = search.request.id, search.asked
            lookup, agent = self._shift.services.lookup, self._shift.agent
            self._shift.background.read(
                self,
                lambda _job: lookup.begin(agent, request, asked.text, brand=asked.only),
                lambda answer: self._on_begun(search, (request, asked), answer),
                lambda error: self._on_failed(search, error),
            )

    def _draft(self) -> None:
        search = self._search
        if search.drafting:
            return
        search.drafting = True
        line, channel = search.asked.line, search.asked.channel
        agent, services = self._shift.agent, self._shift.services
        controller = services.book.controller_of(line)
        self._shift.background.write(
            self,
            lambda _job: services.access.draft(agent, controller, line, channel),
            lambda answer: self._on_drafted(search, line, answer),
            lambda error: self._on_failed(search, error),
        )

    def _on_drafted(self, search: _Search, line: str, answer: RequestInfo | Refusal) -> None:
        search.drafting = False
        if search is not self._search:
            return
        if isinstance(answer, Refusal):
            self.not_allowed.emit(answer)
        else:
            search.request = answer if line == search.asked.line else None
            self.come_by(search.asked.channel)
            if search.asked.text:
                self._run()

    def come_by(self, channel: Channel) -> None:
        """Say how somebody asks: of the request that there is, or of the one that the next search begins."""
        search, agent, access = self._search, self._shift.agent, self._shift.services.access
        search.asked = replace(search.asked, channel=channel)
        request = search.request
        if request is not None and request.channel is not channel:
            self._shift.background.write(
                self,
                lambda _job: access.come_by(agent, request.id, channel),
                lambda answer: self._on_stated(search, answer),
                lambda error: self._on_failed(search, error),
            )

    def _on_stated(self, search: _Search, answer: RequestInfo | Refusal) -> None:
        if search is not self._search:
            return
        if isinstance(answer, Refusal):
            self.not_allowed.emit(answer)
        elif search.request is not None and search.request.id == answer.id:
            search.request = answer
            self.come_by(search.asked.channel)  # another may have been chosen meanwhile

    def _on_begun(self, search: _Search, asked: tuple[str, Asked], answer: Begun | Refusal) -> None:
        search.asking = False
        if search is not self._search or not search.asked.text:
            return
        if search.request is None or asked != (search.request.id, search.asked):
            self._run()
        elif isinstance(answer, Refusal) and answer.reason is Reason.REQUEST_ENDED:
            search.request = None  # left unused for long it ends by itself: typing on begins another
            self._run()
        elif isinstance(answer, Refusal):
            self.refused.emit(answer)
        elif answer.findings.settled or answer.ticket is None:
            self.found.emit(search.asked.text, answer.findings)
        else:
            search.ticket = answer.ticket
            if answer.findings.hits:
                self.begun.emit(answer.findings)
            self._fuzzy.start(FUZZY_AFTER_MS if answer.findings.hits else 0)

    def _complete(self) -> None:
        search, ticket = self._search, self._search.ticket
        if ticket is None:
            return
        search.ticket = None
        lookup, agent, asked = self._shift.services.lookup, self._shift.agent, search.asked
        self._completing = self._shift.background.read(
            self,
            lambda job: lookup.complete(agent, ticket, brand=asked.only, overtaken=lambda: job.cancelled),
            lambda answer: self.found.emit(asked.text, answer),
            lambda error: self._on_failed(search, error),
        )

    def _on_failed(self, search: _Search, error: Exception) -> None:
        search.drafting = search.asking = False
        if search is self._search:
            self.failed.emit(error)
        else:
            self._shift.trouble(error)
