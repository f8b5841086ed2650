"""Connects the look-up page with the services: a draft request at the first keystroke, then hits as one types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from care_console.domain.customers import Flag
from care_console.domain.masking import DOT
from care_console.domain.requests import Channel, Purpose, Refusal, Requester, RequestStatus
from care_console.lookup.engine import Advice
from care_console.services.preferences import known_of
from care_console.ui.kit.chip import ChipText
from care_console.ui.lookup.data import HitRow, OpeningChoices, RecentRequest
from care_console.ui.words import day, reason_words, recently, word

if TYPE_CHECKING:
    from collections.abc import Hashable

    from care_console.domain.ports import Candidate
    from care_console.lookup.engine import Findings, Hit
    from care_console.services.access import RecentRequest as Recent
    from care_console.services.customer_file import CustomerFile, RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.background import Job
    from care_console.ui.kit.marks import Brand
    from care_console.ui.lookup.view import LookupView
    from care_console.ui.shift import Shift

PAUSE_MS = 60
"""How long typing rests before a query runs: about the time between two keys of a fast typist."""


@dataclass(slots=True)
class _Search:
    """What the page is doing: the request that it searches under, once drafted, and the newest text."""

    request: RequestInfo | None = None
    text: str = ""
    drafting: bool = False


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
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(PAUSE_MS)
        self._typing.timeout.connect(self._run)
        view.query_edited.connect(self._on_edited)
        view.brand_chosen.connect(self._on_line)
        view.hit_chosen.connect(self._on_hit)
        view.opening_confirmed.connect(self._on_opening)
        self._show_lines()

    def refresh(self) -> None:
        """Start afresh: an empty field, and the agent's recent requests."""
        self._search = _Search()
        self._view.show_start()
        access, agent = self._shift.services.access, self._shift.agent
        self._shift.background.read(
            self, lambda _job: access.recent(agent), self._on_recent, self._shift.trouble, key="recent"
        )

    # --- the line that was called

    def _show_lines(self) -> None:
        brands = {self._shift.services.brand(key): key for key in self._shift.services.brand_keys()}
        self._lines: dict[Brand, str] = brands
        self._view.show_brands(tuple(brands), self._shift.services.brand(self._line))

    def _on_line(self, brand: Brand) -> None:
        self._line = self._lines[brand]
        # A request belongs to one controller; the draft for the other line ends by never being opened.
        self._search.request = None
        if self._search.text:
            self._typing.start()

    # --- searching

    def _on_edited(self, text: str) -> None:
        self._search.text = text.strip()
        if not self._search.text:
            self._typing.stop()
            self._view.show_start()
            return
        self._typing.start()

    def _run(self) -> None:
        if self._search.request is None:
            self._draft()
            return
        request, text = self._search.request.id, self._search.text
        lookup, agent = self._shift.services.lookup, self._shift.agent
        self._view.show_searching()

        def find(job: Job) -> Findings | Refusal | None:
            return None if job.cancelled else lookup.find(agent, request, text)

        self._shift.background.read(
            self, find, lambda answer: self._on_found(text, answer), self._on_failed, key="find"
        )

    def _draft(self) -> None:
        if self._search.drafting:
            return
        self._search.drafting = True
        line, agent, services = self._line, self._shift.agent, self._shift.services
        controller = services.book.controller_of(line)
        self._shift.background.write(
            self,
            lambda _job: services.access.draft(agent, controller, line, Channel.PHONE),
            lambda answer: self._on_drafted(line, answer),
            self._on_failed,
        )

    def _on_drafted(self, line: str, answer: RequestInfo | Refusal) -> None:
        self._search.drafting = False
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Not allowed"), reason_words(answer.reason))
        else:
            self._search.request = answer if line == self._line else None
            self._run()

    def _on_failed(self, error: Exception) -> None:
        self._search.drafting = False
        self._view.show_nothing(self.tr("Not searched"), self.tr("The search could not be recorded, so nothing shows."))
        self._shift.trouble(error)

    def _on_found(self, text: str, answer: Findings | Refusal | None) -> None:
        if answer is None or text != self._search.text:
            return
        if isinstance(answer, Refusal):
            self._view.show_nothing(self.tr("Search refused"), reason_words(answer.reason))
            return
        self._found = {hit.candidate.customer_id: hit.candidate for hit in answer.hits}
        rows = tuple(self._row(hit) for hit in answer.hits)
        if rows:
            self._view.show_hits(rows, more=answer.advice is Advice.ADD_FACT)
        else:
            self._view.show_nothing(self.tr("Nobody found"), self._advice(answer.advice))
        self.hits_shown.emit(len(rows))

    def _advice(self, advice: Advice | None) -> str:
        told = {
            Advice.SAY_SOMETHING: self.tr("Type a name, or a whole e-mail, phone or customer number."),
            Advice.MORE_LETTERS: self.tr("One letter begins too many names: type more of it."),
            Advice.WHOLE_FACT: self.tr("E-mail, phone, postcode and numbers match only when they are complete."),
            Advice.ADD_FACT: self.tr("Ask for a postcode or a town to tell them apart."),
            Advice.SHORTEN: self.tr("Only the beginning was read: type less."),
        }
        fallback = self.tr(
            "Ask how the name is spelt, or for an order number or postcode. Ctrl+Shift+D stops post to an address."
        )
        return fallback if advice is None else told.get(advice, fallback)

    def _row(self, hit: Hit) -> HitRow:
        found = hit.candidate
        name = f"{found.given_names} {found.surname}".strip()
        offset = len(found.given_names) + 1 if found.given_names else 0
        starts = {"given_names": 0, "surname": offset}
        brand = self._line if self._line in found.brands or not found.brands else found.brands[0]
        return HitRow(
            key=found.customer_id,
            name=name,
            brand=self._shift.services.brand(brand),
            number=found.number,
            matches=tuple(
                (starts[match.field] + match.start, match.end - match.start)
                for match in hit.matches
                if match.field in starts
            ),
            email=found.email,
            phone=found.phone,
            postcode=f"{found.outward} {DOT * 3}" if found.outward else "",
            town=found.town,
            contacted=day(found.last_contact) if found.last_contact else "",
            flag=_flag(found.flags),
        )

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

    def _on_recent(self, requests: tuple[Recent, ...]) -> None:
        self._view.show_recent(tuple(self._recent(request) for request in requests))

    def _recent(self, recent: Recent) -> RecentRequest:
        request = recent.request
        states = {
            RequestStatus.DRAFT: ChipText(word(RequestStatus.DRAFT), "neutral", "circle"),
            RequestStatus.OPEN: ChipText(word(RequestStatus.OPEN), "accent", "circle-dot"),
        }
        ended = ChipText(word(recent.outcome), "ok", "check") if recent.outcome else None
        return RecentRequest(
            key=request.id,
            icon="phone",
            who=self._shift.services.brand(request.brand).name,
            purpose=word(request.purpose) if request.purpose else self.tr("Look-up"),
            reference=request.number,
            when=recently(request.started_at),
            state=ended or states.get(request.status, states[RequestStatus.DRAFT]),
        )


def _flag(flags: tuple[str, ...]) -> ChipText | None:
    """The gravest flag of a hit, as a word."""
    for flag in Flag:
        if flag in flags:
            return ChipText(word(flag), "warn", "flag")
    return None
