"""Connects the opt-out bar with the services: effects while choosing, saving, taking back, further records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.requests import Refusal, Requester, RequestOutcome
from care_console.services.preferences import Asked
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.optout.data import LikelyRecord
from care_console.ui.optout.wording import (
    allowable,
    asked_for,
    at_death,
    brands_named,
    chosen_first,
    confirming,
    consent_lines,
    consent_wording,
    death_lines,
    effect_lines,
    offered,
    subject_named,
)
from care_console.ui.words import clock, reason_words

if TYPE_CHECKING:
    from collections.abc import Hashable

    from care_console.domain.ports import Candidate
    from care_console.domain.preferences import ChoiceMade, Mailing
    from care_console.services.customer_file import RequestInfo
    from care_console.services.preferences import Known
    from care_console.ui.optout.bar import OptOutBar
    from care_console.ui.shift import Shift


@dataclass(slots=True)
class _Case:
    """One opting out: for whom, under which request, what was asked for, and what was recorded so far."""

    request: RequestInfo
    known: Known
    name: str
    may_end: bool
    asked: Asked
    yes: bool = False
    """Whether it is a yes to be recorded."""
    death: bool = False
    """Whether it is a report of a death."""
    word_of: Requester = Requester.CUSTOMER
    made: list[ChoiceMade] = field(default_factory=list)
    """Written as it is recorded, on the thread that writes: whatever is taken back there takes back all of it."""

    def noted(self, answer: ChoiceMade | Refusal) -> ChoiceMade | Refusal:
        """Keep what was recorded, to be taken back."""
        if not isinstance(answer, Refusal):
            self.made.append(answer)
        return answer


class OptOutPresenter(QObject):
    """Serves one bar; emits when choices of a customer have changed, and when the request has ended."""

    changed = Signal(int)
    """How many choices were saved; negative where they were taken back."""
    masked = Signal()
    """What was open of the customer is masked again."""
    ended = Signal()

    def __init__(self, bar: OptOutBar, shift: Shift) -> None:
        super().__init__(bar)
        self._bar = bar
        self._shift = shift
        self._case: _Case | None = None
        self._mailings: tuple[Mailing, ...] | None = None
        bar.edited.connect(self._on_edited)
        bar.confirmed.connect(self._on_confirmed)
        bar.undo_asked.connect(self._on_undo)
        bar.also_asked.connect(self._on_also)
        bar.end_asked.connect(self.end)
        self._read_mailings()

    def ask(self, request: RequestInfo, known: Known, *, may_end: bool, subject: str = "", brand: str = "") -> None:
        """Ask what is to stop for a customer, `subject` and `brand` chosen beforehand where they are given.

        `may_end` offers to end the request once it is saved.
        """
        case = self._begin(request, known, may_end=may_end)
        choices = offered(
            self._shift.services, request.brand, known.brands, case.asked.market, ask_caller=request.requester is None
        )
        self._bar.ask(case.name, chosen_first(choices, subject, brand))
        self._read_mailings()

    def ask_yes(self, request: RequestInfo, known: Known, subject: str, brand: str) -> None:
        """Ask whether a verified customer allows something again."""
        case = self._begin(request, known, may_end=False)
        case.yes = True
        choices = allowable(self._shift.services, request.brand, known.brands, subject)
        self._bar.ask_yes(case.name, chosen_first(choices, subject, brand))

    def ask_death(self, request: RequestInfo, known: Known, *, may_end: bool) -> None:
        """Ask on whose word the death of a customer is reported."""
        case = self._begin(request, known, may_end=may_end)
        case.death = True
        self._bar.ask_death(case.name, at_death(self._shift.services, request.brand))
        self._read_mailings()

    def _begin(self, request: RequestInfo, known: Known, *, may_end: bool) -> _Case:
        name = f"{known.given_names} {known.surname}".strip()
        market = known.country or self._shift.services.market
        case = self._case = _Case(request, known, name, may_end, Asked(frozenset(), (request.brand,), market))
        return case

    def close(self) -> None:
        """Forget whom it was about."""
        self._case = None
        self._bar.close_bar()

    @property
    def may_end(self) -> bool:
        """Whether something was saved, and the end of the request is offered."""
        return self._case is not None and self._bar.may_end

    def end(self) -> None:
        """End the request: its opting out is done, or was taken back."""
        case, access, agent = self._now(), self._shift.services.access, self._shift.agent
        outcome = RequestOutcome.DONE if case.made else RequestOutcome.WITHDRAWN
        self._shift.background.write(
            self,
            lambda _job: access.end(agent, case.request.id, outcome),
            lambda _refused: self._on_ended(),
            self._on_failed,
        )

    # --- before saving

    def _read_mailings(self) -> None:
        services, agent = self._shift.services, self._shift.agent
        keys = services.brand_keys()
        self._shift.background.read(
            self,
            lambda _job: services.preferences.mailings(agent, keys),
            self._on_mailings,
            self._shift.trouble,
            key="mailings",
        )

    def _on_mailings(self, mailings: tuple[Mailing, ...]) -> None:
        changed = mailings != self._mailings
        self._mailings = mailings
        if changed and self._case is not None and self._case.asked.subjects and not self._case.made:
            self._show_effects()

    def _on_edited(self, subject: str, brands: str) -> None:
        case, services = self._now(), self._shift.services
        case.asked = asked_for(services, case.request.brand, subject, brands, case.asked.market)
        if case.yes or self._mailings is not None:
            self._show_effects()

    def _show_effects(self) -> None:
        case, services = self._now(), self._shift.services
        if case.yes:
            lines = consent_lines(services, case.asked, case.request)
        else:
            about = (services, case.asked, self._mailings or (), case.request.brand, case.known.language)
            lines = death_lines(*about) if case.death else effect_lines(*about)
        if lines:
            self._bar.show_effects(lines)
        else:
            nothing = self.tr("nothing: this brand does not do it. Choose something else.")
            self._bar.show_nothing(EffectLine(Effect.STOPS, nothing))

    # --- saving

    def _on_confirmed(self, _subject: str, _brands: str, caller: str) -> None:
        case, services, agent = self._now(), self._shift.services, self._shift.agent
        case.word_of = Requester(caller) if caller else case.request.requester or Requester.CUSTOMER
        wording = consent_wording(services, case.asked) if case.yes else ""

        def save(_job: object) -> ChoiceMade | Refusal:
            whom = (agent, case.request.id, case.known.customer_id, case.asked)
            if case.yes:
                return case.noted(services.preferences.opt_in(*whom, wording))
            if case.death:
                return case.noted(services.preferences.report_death(*whom[:3], case.word_of, case.asked.market))
            return case.noted(services.preferences.opt_out(*whom, case.word_of))

        self._shift.background.write(self, save, lambda answer: self._on_saved(case, answer), self._on_failed)

    def _on_saved(self, case: _Case, answer: ChoiceMade | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._bar.show_refused(reason_words(answer.reason))
            return
        done = self.tr("Allowed again for {0}: {1}, {2}.") if case.yes else self.tr("Stopped for {0}: {1}, {2}.")
        if case.death:
            done = self.tr("The death of {0} is reported. Stopped: {1}, {2}.")
        told = done.format(case.name, subject_named(case.asked), brands_named(self._shift.services, case.asked))
        note = self.tr("Recorded with the request. It can be undone until {0}.").format(clock(answer.undo_until))
        if not case.yes and not case.death:
            # The same words for everybody: whether there is an address is not told to the unverified.
            note += " " + confirming(case.request.channel)
        self._bar.show_saved(told, note, may_undo=True, may_end=case.may_end)
        if not case.yes and not case.death:
            self._look_for_others(case)
        if case.death:
            self.masked.emit()
        self.changed.emit(1)

    def _look_for_others(self, case: _Case) -> None:
        preferences, agent = self._shift.services.preferences, self._shift.agent
        self._shift.background.read(
            self,
            lambda _job: preferences.same_person(agent, case.request.id, case.known),
            lambda found: self._bar.show_likely(tuple(self._likely(each) for each in found)),
            self._shift.trouble,
            key="others",
        )

    def _likely(self, found: Candidate) -> LikelyRecord:
        brands = ", ".join(self._shift.services.brand(key).name for key in found.brands)
        note = ", ".join(part for part in (brands, *found.numbers, found.email, found.outward, found.town) if part)
        return LikelyRecord(found.customer_id, f"{found.given_names} {found.surname}".strip(), note)

    def _on_also(self, key: Hashable) -> None:
        case, services, agent = self._now(), self._shift.services, self._shift.agent
        whom = (agent, case.request.id, int(str(key)), case.asked, case.word_of)
        self._shift.background.write(
            self,
            lambda _job: case.noted(services.preferences.opt_out(*whom)),
            lambda answer: self._on_also_saved(key, answer),
            lambda error: self._on_also_failed(key, error),
        )

    def _on_also_saved(self, key: Hashable, answer: ChoiceMade | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._bar.show_also(key, reason_words(answer.reason))
        else:
            self.changed.emit(1)
            self._bar.show_also(key, self.tr("Stopped"))

    def _on_also_failed(self, key: Hashable, error: Exception) -> None:
        self._bar.show_also(key, self.tr("Not saved: try again"), again=True)
        self._shift.trouble(error)

    # --- taking back

    def _on_undo(self) -> None:
        case, preferences, agent = self._now(), self._shift.services.preferences, self._shift.agent

        def take_back(_job: object) -> int | Refusal:
            made = case.made[::-1]
            refusals = [preferences.undo(agent, case.request.id, each) for each in made]
            if refused := next((refused for refused in refusals if refused), None):
                return refused
            case.made.clear()
            return len(made)

        self._shift.background.write(self, take_back, lambda answer: self._on_undone(case, answer), self._on_failed)

    def _on_undone(self, case: _Case, answer: int | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._bar.show_refused(reason_words(answer.reason))
        else:
            told = self.tr("Taken back: everything is as it was before.")
            self._bar.show_saved(told, "", may_undo=False, may_end=case.may_end)
            self.changed.emit(-answer)

    def _on_ended(self) -> None:
        self._bar.close_bar()
        self._case = None
        self.ended.emit()

    def _on_failed(self, error: Exception) -> None:
        told = self.tr("Not saved: it could not be recorded. Nothing was changed.")
        self._bar.show_failed(told, may_undo=bool(self._now().made))
        self._shift.trouble(error)

    def _now(self) -> _Case:
        assert self._case is not None  # noqa: S101 - the bar shows only while somebody is opting out
        return self._case
