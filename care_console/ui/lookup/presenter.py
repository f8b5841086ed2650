"""Connects the look-up page with the services: a draft request at the first keystroke, then hits as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.requests import Channel, Purpose, Refusal, Requester
from care_console.domain.say_lines import Step
from care_console.lookup.engine import Advice
from care_console.services.preferences import known_of
from care_console.ui.lookup.advice import nobody, refused, too_many
from care_console.ui.lookup.data import OpeningChoices
from care_console.ui.lookup.rows import hit_rows, recent_row
from care_console.ui.saying import line as say_line
from care_console.ui.saying import read_aloud
from care_console.ui.words import reason_words, word

if TYPE_CHECKING:
    from collections.abc import Hashable

    from care_console.domain.ports import Candidate
    from care_console.domain.requests import Ticket
    from care_console.lookup.engine import Findings
    from care_console.services.access import RecentRequest as Recent
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.lookup import Begun
    from care_console.services.preferences import Known
    from care_console.services.requests import Resumed
    from care_console.ui.background import Job
    from care_console.ui.kit.marks import Brand
    from care_console.ui.lookup.data import HitRow
    from care_console.ui.lookup.view import LookupView
    from care_console.ui.shift import Shift

FUZZY_AFTER_MS = 20
"""When the search for misspelt names follows the first hits: their frame is painted by then, and a fast typist's next
key has not come."""


@dataclass(slots=True)
class _Search:
    """What the page is doing: the request that it searches under, once drafted, and the newest text."""

    request: RequestInfo | None = None
    text: str = ""
    drafting: bool = False
    asking: bool = False
    """One query is on its way; the newest text is asked for when it is back."""
    ticket: Ticket | None = None
    """The record of the query whose first hits show, and whose other hits are to follow."""


class LookupPresenter(QObject):
    """Emits the customer who was opened."""

    customer_opened = Signal(object)
    """The customer's file."""
    hits_shown = Signal(int)
    """How many hits the list shows for the newest text."""

    def __init__(self, view: LookupView, shift: Shift) -> None:
        super().__init__(view)
        self._view = view
        self._shift = shift
        self._search = _Search()
        self._found: dict[int, Candidate] = {}
        self._line = shift.services.brand_keys()[0]
        self._only = ""
        self._completing: Job | None = None
        self._fuzzy = QTimer(self)
        self._fuzzy.setSingleShot(True)
        self._fuzzy.timeout.connect(self._complete)
        view.query_edited.connect(self._on_edited)
        view.brand_chosen.connect(self._on_line)
        view.refined.connect(self._on_refined)
        view.hit_chosen.connect(self._on_hit)
        view.opening_confirmed.connect(self._on_opening)
        view.resume_asked.connect(self._on_resume)
        self._show_lines()

    def refresh(self) -> None:
        """Start afresh: an empty field, and the agent's recent requests."""
        self._overtake()
        self._search = _Search()
        self._view.show_start()
        access, agent = self._shift.services.access, self._shift.agent
        self._shift.background.read(
            self, lambda _job: access.recent(agent), self._on_recent, self._shift.trouble, key="recent"
        )

    def tell(self, words: str) -> None:
        """Say what was done, under the empty field."""
        self._view.show_told(words)

    def resume(self, request: RequestInfo) -> None:
        """Search under a request that goes on with nobody open."""
        self.refresh()
        if self._line != request.brand:
            self._line = request.brand
            self._show_lines()
        self._search.request = request

    @property
    def request(self) -> RequestInfo | None:
        """The request that the page searches under, once there is one."""
        return self._search.request

    # --- the line that was called

    def _show_lines(self) -> None:
        brands = {self._shift.services.brand(key): key for key in self._shift.services.brand_keys()}
        self._lines: dict[Brand, str] = brands
        self._view.show_brands(tuple(brands), self._shift.services.brand(self._line))
        self._show_greeting()
        self._show_refinements()

    def _show_greeting(self) -> None:
        """The first words on the line that was called."""
        self._view.show_greeting(read_aloud(say_line(self._shift.services, Step.RECORDING, self._line)))

    def _show_refinements(self) -> None:
        book = self._shift.services.book
        self._only = ""
        mine = [
            brand for brand, key in self._lines.items() if book.controller_of(key) == book.controller_of(self._line)
        ]
        self._view.show_refinements(tuple(mine))

    def _on_line(self, brand: Brand) -> None:
        book, before = self._shift.services.book, self._line
        self._line = self._lines[brand]
        self._show_greeting()
        if book.controller_of(before) != book.controller_of(self._line):
            self._show_refinements()
        # A request belongs to one controller; the draft for the other line ends by never being opened.
        self._search.request = None
        self._ask_again()

    def _on_refined(self, brand: Brand | None) -> None:
        self._only = "" if brand is None else self._lines[brand]
        self._ask_again()

    def refine_next(self) -> None:
        """Show the customers of the next brand only; after the last one, of all."""
        self._view.refine_next()

    # --- searching

    def _on_edited(self, text: str) -> None:
        self._search.text = text.strip()
        self._overtake()
        if self._search.text:
            self._run()
        else:
            self._view.show_start()

    def _ask_again(self) -> None:
        self._overtake()
        if self._search.text:
            self._run()

    def _overtake(self) -> None:
        """What is on its way is no longer wanted."""
        self._search.ticket = None
        self._fuzzy.stop()
        if self._completing is not None:
            self._completing.cancel()
            self._completing = None

    def _run(self) -> None:
        search = self._search
        self._view.show_searching()
        if search.request is None:
            self._draft()
        elif not search.asking:
            search.asking = True
            request, text, only = search.request.id, search.text, self._only
            lookup, agent = self._shift.services.lookup, self._shift.agent
            self._shift.background.read(
                self,
                lambda _job: lookup.begin(agent, request, text, brand=only),
                lambda answer: self._on_begun(search, (request, text, only), answer),
                lambda error: self._on_failed(search, error),
            )

    def _draft(self) -> None:
        search = self._search
        if search.drafting:
            return
        search.drafting = True
        line, agent, services = self._line, self._shift.agent, self._shift.services
        controller = services.book.controller_of(line)
        self._shift.background.write(
            self,
            lambda _job: services.access.draft(agent, controller, line, Channel.PHONE),
            lambda answer: self._on_drafted(search, line, answer),
            lambda error: self._on_failed(search, error),
        )

    def _on_drafted(self, search: _Search, line: str, answer: RequestInfo | Refusal) -> None:
        search.drafting = False
        if search is not self._search:
            return
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not allowed"), reason_words(answer.reason), locked=True)
        else:
            search.request = answer if line == self._line else None
            if search.text:
                self._run()

    def _on_failed(self, search: _Search, error: Exception) -> None:
        search.drafting = search.asking = False
        if search is self._search:
            self._found = {}
            self._view.show_nothing(
                self.tr("Not searched"), self.tr("The search could not be recorded, so nothing shows.")
            )
        self._shift.trouble(error)

    def _on_begun(self, search: _Search, asked: tuple[str, str, str], answer: Begun | Refusal) -> None:
        search.asking = False
        if search is not self._search or not search.text:
            return
        if search.request is None or asked != (search.request.id, search.text, self._only):
            self._run()
        elif isinstance(answer, Refusal):
            self._found = {}
            title, words, state = refused(answer)
            self._view.show_nothing(title, words, state=state, locked=True)
        elif answer.findings.settled or answer.ticket is None:
            self._show(search.text, answer.findings)
        else:
            search.ticket = answer.ticket
            if answer.findings.hits:
                self._keep(answer.findings)
                self._view.show_begun(self._rows(answer.findings))
            self._fuzzy.start(FUZZY_AFTER_MS if answer.findings.hits else 0)

    def _complete(self) -> None:
        search, ticket = self._search, self._search.ticket
        if ticket is None:
            return
        search.ticket = None
        lookup, agent, text, only = self._shift.services.lookup, self._shift.agent, search.text, self._only
        self._completing = self._shift.background.read(
            self,
            lambda job: lookup.complete(agent, ticket, brand=only, overtaken=lambda: job.cancelled),
            lambda answer: self._show(text, answer),
            lambda error: self._on_failed(search, error),
        )

    def _keep(self, findings: Findings) -> None:
        self._found = {hit.candidate.customer_id: hit.candidate for hit in findings.hits}

    def _rows(self, findings: Findings) -> tuple[HitRow, ...]:
        return hit_rows(findings.hits, self._shift.services, self._only or self._line)

    def _show(self, text: str, findings: Findings) -> None:
        """The last word on a text."""
        self._keep(findings)
        rows = self._rows(findings)
        if rows:
            more = findings.advice is Advice.ADD_FACT
            self._view.show_hits(rows, more=more, ask=too_many(text) if more else "")
        else:
            title, words = nobody(text, findings.advice)
            if self._only:
                brand = self._shift.services.brand(self._only).name
                words = self.tr("Only customers of {0} are shown; Ctrl+B shows others.").format(brand) + " " + words
            self._view.show_nothing(title, words)
        self.hits_shown.emit(len(rows))

    @property
    def line(self) -> tuple[str, RequestInfo | None]:
        """The brand whose line was called, and the request, once drafted."""
        return self._line, self._search.request

    @property
    def chosen(self) -> tuple[RequestInfo, Known] | None:
        """The request, and what its chosen hit tells of a customer; None where nobody is chosen."""
        found = self._found.get(int(str(self._view.chosen))) if self._view.chosen is not None else None
        if found is None or self._search.request is None:
            return None
        return self._search.request, known_of(found)

    # --- opening

    def _on_hit(self, key: Hashable) -> None:
        choices = OpeningChoices(
            requesters=tuple((requester.value, word(requester)) for requester in Requester),
            purposes=tuple((purpose.value, word(purpose)) for purpose in self._shift.agent.purposes()),
        )
        self._view.ask_opening(key, choices)

    def _on_opening(self, key: Hashable, requester: str, purpose: str) -> None:
        request = self._search.request
        if request is None:
            return
        access, agent = self._shift.services.access, self._shift.agent
        customer_id = int(str(key))
        self._shift.background.write(
            self,
            lambda _job: access.open(agent, request.id, customer_id, Requester(requester), Purpose(purpose)),
            self._on_opened,
            self._on_not_opened,
        )

    def _on_opened(self, answer: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not opened"), reason_words(answer.reason))
        else:
            self.customer_opened.emit(answer)

    def _on_not_opened(self, error: Exception) -> None:
        self._view.take_focus()
        self._shift.trouble(error)

    def _on_resume(self, key: Hashable) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.write(
            self, lambda _job: requests.resume(agent, str(key)), self._on_resumed, self._shift.trouble
        )

    def _on_resumed(self, answer: Resumed | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not resumed"), reason_words(answer.reason))
        elif answer.file is not None:
            self.customer_opened.emit(answer.file)
        else:
            self.resume(answer.request)
            self._view.take_focus()

    def _on_recent(self, requests: tuple[Recent, ...]) -> None:
        self._view.show_recent(tuple(recent_row(request, self._shift.services) for request in requests))
