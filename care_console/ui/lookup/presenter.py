"""Connects the look-up page with the services: a draft request at the first keystroke, then hits as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.requests import MAY_SEE, Channel, Purpose, Refusal, Requester
from care_console.domain.say_lines import Step
from care_console.lookup.engine import Advice
from care_console.services.preferences import known_of
from care_console.ui.lookup.advice import nobody, refused, too_many
from care_console.ui.lookup.data import Opening, OpeningChoices
from care_console.ui.lookup.rows import hit_rows, recent_row
from care_console.ui.lookup.searching import Asked, Searching
from care_console.ui.saying import greeting, read_aloud
from care_console.ui.saying import line as say_line
from care_console.ui.told import told
from care_console.ui.words import reason_words, word

if TYPE_CHECKING:
    from collections.abc import Hashable

    from care_console.domain.ports import Candidate
    from care_console.lookup.engine import Findings
    from care_console.services.access import RecentRequest as Recent
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.preferences import Known
    from care_console.services.requests import Resumed
    from care_console.ui.kit.marks import Brand
    from care_console.ui.lookup.data import HitRow
    from care_console.ui.lookup.view import LookupView
    from care_console.ui.shift import Shift


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
        self._found: dict[int, Candidate] = {}
        self._text = ""
        self._line = shift.services.brand_keys()[0]
        self._only = ""
        self._channel = Channel.PHONE
        self._searching = Searching(self, shift)
        self._searching.begun.connect(self._on_begun)
        self._searching.found.connect(self._on_found)
        self._searching.refused.connect(self._on_refused)
        self._searching.not_allowed.connect(self._on_not_allowed)
        self._searching.failed.connect(self._on_failed)
        view.query_edited.connect(self._on_edited)
        view.brand_chosen.connect(self._on_line)
        view.channel_chosen.connect(self._on_channel)
        view.refined.connect(self._on_refined)
        view.hit_chosen.connect(self._on_hit)
        view.opening_confirmed.connect(self._on_opening)
        view.resume_asked.connect(self._on_resume)
        self._show_lines()
        self._show_channels()

    def refresh(self) -> None:
        """Start afresh: an empty field, and the agent's recent requests."""
        self._searching.start_afresh()
        self._text = ""
        self._view.show_start()
        access, agent = self._shift.services.access, self._shift.agent
        self._shift.background.read(
            self, lambda _job: access.recent(agent), self._on_recent, self._shift.trouble, key="recent"
        )

    def tell(self, words: str, then: str = "") -> None:
        """Say what was done, under the empty field; `then` what the next search does, where it begins nothing new."""
        self._view.show_told(words, then)

    def resume(self, request: RequestInfo) -> None:
        """Search under a request that goes on with nobody open."""
        self.refresh()
        if self._line != request.brand:
            self._line = request.brand
            self._show_lines()
        self._searching.start_afresh(request)
        self._channel = request.channel
        self._show_channels()

    @property
    def request(self) -> RequestInfo | None:
        """The request that the page searches under, once there is one."""
        return self._searching.request

    # --- the line that was called

    def _show_lines(self) -> None:
        brands = {self._shift.services.brand(key): key for key in self._shift.services.brand_keys()}
        self._lines: dict[Brand, str] = brands
        self._view.show_brands(tuple(brands), self._shift.services.brand(self._line))
        self._show_greeting()
        self._show_refinements()

    def _show_channels(self) -> None:
        self._view.show_channels(self._channels(), self._channel.value)

    @staticmethod
    def _channels() -> tuple[tuple[str, str], ...]:
        return tuple((channel.value, word(channel)) for channel in Channel)

    def _on_channel(self, channel: str) -> None:
        self._channel = Channel(channel)
        self._searching.come_by(self._channel)

    def _show_greeting(self) -> None:
        """The first words on the line that was called."""
        self._view.show_greeting(read_aloud(greeting(self._shift.services, self._line)))

    def _show_refinements(self) -> None:
        book = self._shift.services.book
        self._only = ""
        mine = [brand for brand, key in self._lines.items() if book.same_controller(key, self._line)]
        self._view.show_refinements(tuple(mine))

    def _on_line(self, brand: Brand) -> None:
        book, before = self._shift.services.book, self._line
        self._line = self._lines[brand]
        self._show_greeting()
        if not book.same_controller(before, self._line):
            self._show_refinements()
        # A request belongs to one controller; the draft for the other line ends by never being opened.
        self._searching.leave_request()
        self._ask()

    def _on_refined(self, brand: Brand | None) -> None:
        self._only = "" if brand is None else self._lines[brand]
        self._ask()

    def refine_next(self) -> None:
        """Show the customers of the next brand only; after the last one, of all."""
        self._view.refine_next()

    # --- searching

    def _on_edited(self, text: str) -> None:
        self._text = text
        if not text:
            self._view.show_start()
        self._ask()

    def _ask(self) -> None:
        if self._text:
            self._view.show_searching()
        self._searching.ask(Asked(self._text, self._line, self._only, self._channel))

    def _on_begun(self, findings: Findings) -> None:
        self._view.show_begun(self._rows(findings))

    def _on_found(self, text: str, findings: Findings) -> None:
        rows = self._rows(findings)
        near = sum(not hit.confident for hit in findings.hits)
        title, words = nobody(text, findings.advice)
        if rows:
            more = findings.advice is Advice.ADD_FACT
            ask = too_many(text) if more else words if near == len(rows) else ""
            self._view.show_hits(rows, near=near, more=more, ask=ask)
        else:
            if self._only:
                brand = self._shift.services.brand(self._only).name
                words = self.tr("Only customers of {0} are shown; Ctrl+B shows others.").format(brand) + " " + words
            self._view.show_nothing(title, words)
        self.hits_shown.emit(len(rows))

    def _rows(self, findings: Findings) -> tuple[HitRow, ...]:
        self._found = {hit.candidate.customer_id: hit.candidate for hit in findings.hits}
        return hit_rows(findings.hits, self._shift.services, self._only or self._line)

    def _on_refused(self, refusal: Refusal) -> None:
        self._found = {}
        title, words, state = refused(refusal)
        self._view.show_nothing(title, words, state=state, locked=True)

    def _on_not_allowed(self, refusal: Refusal) -> None:
        self._view.show_nothing(self.tr("Not allowed"), reason_words(refusal.reason), locked=True)

    def _on_failed(self, error: Exception) -> None:
        self._found = {}
        why = self.tr("The search could not be recorded, so nothing shows.")
        self._view.show_nothing(self.tr("Not searched"), why, state=self.tr("Not searched"))
        self._shift.trouble(error)

    @property
    def line(self) -> tuple[str, Channel, RequestInfo | None]:
        """The brand whose line was called, how somebody asks, and the request, once drafted."""
        return self._line, self._channel, self._searching.request

    @property
    def leave_taking(self) -> str:
        """What is read aloud when the request ends."""
        return read_aloud(say_line(self._shift.services, Step.ENDING, self._line))

    @property
    def chosen(self) -> tuple[RequestInfo, Known] | None:
        """The request, and what its chosen hit tells of a customer; None where nobody is chosen."""
        found = self._found.get(int(str(self._view.chosen))) if self._view.chosen is not None else None
        if found is None or self._searching.request is None:
            return None
        return self._searching.request, known_of(found)

    # --- opening

    def _on_hit(self, key: Hashable) -> None:
        request = self._searching.request
        choices = OpeningChoices(
            requesters=tuple((requester.value, word(requester)) for requester in Requester),
            purposes=tuple((purpose.value, word(purpose)) for purpose in self._shift.agent.purposes()),
            channels=self._channels(),
            channel=self._channel.value,
            reference=request.reference if request else "",
            unseeing=frozenset(each.value for each in Requester if each not in MAY_SEE),
        )
        self._view.ask_opening(key, choices)

    def _on_opening(self, key: Hashable, said: Opening) -> None:
        request = self._searching.request
        if request is None:
            return
        access, agent = self._shift.services.access, self._shift.agent
        customer_id = int(str(key))
        self._shift.background.write(
            self,
            lambda _job: access.open(
                agent,
                request.id,
                customer_id,
                Requester(said.requester),
                Purpose(said.purpose),
                Channel(said.channel),
                said.reference,
            ),
            self._on_opened,
            self._on_not_opened,
        )

    def _on_opened(self, answer: CustomerFile | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not opened"), reason_words(answer.reason))
        else:
            self.customer_opened.emit(answer)

    def _on_not_opened(self, error: Exception) -> None:
        if isinstance(error, InvalidError):
            self._view.show_nothing(self.tr("Not opened"), told(error))
        else:
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
