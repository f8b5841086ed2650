"""What can be done with the request in hand from any page: park, hand over, note, wrong customer, general question."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.requests import MAY_SEE, Refusal, Requester
from care_console.ui.kit.write_bar import Asking
from care_console.ui.told import told
from care_console.ui.words import clock, gone_words, reason_words, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.domain.request_life import Colleague, Note
    from care_console.domain.requests import Channel
    from care_console.services.customer_file import RequestInfo
    from care_console.services.oversight import Emergency
    from care_console.services.preferences import Known
    from care_console.ui.kit.write_bar import WriteBar
    from care_console.ui.shift import Shift


class HandlingPresenter(QObject):
    """Works one bar on a page; emits what has become of the request."""

    put_away = Signal(str)
    """The request is parked, handed over or answered: nothing of it may show any more. What was done, in words."""
    closed_in_error = Signal(object)
    """The request goes on with nobody open."""
    emergency_opened = Signal(object)
    """What an emergency shows (`services.oversight.Emergency`)."""
    refused = Signal(object)
    """Why something was refused (`Reason`) for which no bar is open, or that tells that the request is gone."""

    def __init__(self, bar: WriteBar, shift: Shift) -> None:
        super().__init__(bar)
        self._bar = bar
        self._shift = shift
        self._save: Callable[[str, str], None] = self._nothing
        self._about = ""
        """What the bar asks; what is typed is kept by it."""
        bar.confirmed.connect(self._on_confirmed)
        bar.edited.connect(self._on_edited)

    def close(self) -> None:
        """Ask no longer."""
        self._bar.close_bar()

    def park(self, request: RequestInfo) -> None:
        """Put the request aside: the call has dropped."""
        requests, agent = self._shift.services.requests, self._shift.agent
        done = self.tr("Parked: {0}. It keeps its verification for 30 minutes.").format(request.number)
        self._run(lambda: requests.park(agent, request.id), lambda: self.put_away.emit(done))

    def wrong_customer(self, request: RequestInfo) -> None:
        """Close the customer at once; the request goes on."""
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.write(
            self, lambda _job: requests.wrong_customer(agent, request.id), self._on_closed, self._shift.trouble
        )

    def _on_closed(self, answer: RequestInfo | Refusal) -> None:
        if isinstance(answer, Refusal):
            self.refused.emit(answer.reason)
        else:
            self._bar.close_bar()
            self.closed_in_error.emit(answer)

    # --- handing over

    def hand_over(self, request: RequestInfo) -> None:
        """Ask to whom; the queue is for whoever comes first."""
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.read(
            self,
            lambda _job: requests.colleagues(agent),
            lambda found: self._ask_to(request, found),
            self._shift.trouble,
            key="colleagues",
        )

    def _ask_to(self, request: RequestInfo, colleagues: tuple[Colleague, ...]) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        to = (("", self.tr("The queue")), *((each.id, each.name) for each in colleagues))

        def save(key: str, text: str) -> None:
            done = self.tr("Handed over: {0}, to {1}.").format(request.number, dict(to)[key])
            self._run(lambda: requests.hand_over(agent, request.id, key, text), lambda: self.put_away.emit(done))

        self._save = save
        self._ask(
            f"hand-over:{request.id}",
            Asking(
                self.tr("Hand this request over"),
                self.tr(
                    "Notes and unsaved changes go with it. Verification stays for 10 minutes, then one fact is asked."
                ),
                self.tr("What the other needs to know"),
                self.tr("Hand over"),
                to,
                self.tr("To whom"),
            ),
        )

    # --- an emergency

    def emergency(self, request: RequestInfo, customer_id: int) -> None:
        """Ask why somebody's safety needs what nobody could be verified for."""
        oversight, agent = self._shift.services.oversight, self._shift.agent

        def save(_to: str, text: str) -> None:
            self._shift.background.write(
                self,
                lambda _job: oversight.break_glass(agent, request.id, customer_id, text),
                self._on_glass_broken,
                self._on_failed,
            )

        self._save = save
        self._ask(
            f"emergency:{request.id}:{customer_id}",
            Asking(
                self.tr("Open address and phone in an emergency"),
                self.tr(
                    "Only where somebody is in danger and nobody can be verified. It opens for 5 minutes, and the team "
                    "leads are alerted at once. Tell the emergency services, not the caller."
                ),
                self.tr("Who is in danger, and how"),
                self.tr("Open for 5 minutes"),
            ),
        )

    def _on_glass_broken(self, answer: Emergency | Refusal) -> None:
        if isinstance(answer, Refusal):
            self._bar.show_refused(reason_words(answer.reason))
        else:
            self._shift.typed.pop(self._about, None)
            self._bar.close_bar()
            self.emergency_opened.emit(answer)

    # --- writing

    def note(self, request: RequestInfo) -> None:
        """Show the notes, and ask for another."""
        requests, agent = self._shift.services.requests, self._shift.agent
        self._shift.background.read(
            self,
            lambda _job: requests.notes(agent, request.id),
            lambda found: self._ask_note(request, found),
            self._shift.trouble,
            key="notes",
        )

    def _ask_note(self, request: RequestInfo, notes: tuple[Note, ...]) -> None:
        requests, agent = self._shift.services.requests, self._shift.agent
        self._save = lambda _to, text: self._run(lambda: requests.add_note(agent, request.id, text))
        self._ask(
            f"note:{request.id}",
            Asking(
                self.tr("Note on {0}").format(request.number),
                self.tr("It stays with the request and goes along when it is handed over."),
                self.tr("What is to be remembered"),
                self.tr("Save note"),
                lines=tuple(f"{clock(each.at)}  {each.agent}: {each.text}" for each in notes),
            ),
        )

    def note_about(self, request: RequestInfo, known: Known) -> None:
        """Note what somebody leaves for a customer of a hit; saving ends the request, and nobody is opened."""
        requests, agent = self._shift.services.requests, self._shift.agent
        name = f"{known.given_names} {known.surname}".strip()
        done = self.tr("Noted for {0}, and the request ended.").format(name)

        def save(who: str, text: str) -> None:
            self._run(
                lambda: requests.note_about(agent, request.id, known.customer_id, Requester(who), text),
                lambda: self.put_away.emit(done),
            )

        self._save = save
        others = sorted(Requester, key=lambda each: each in MAY_SEE)
        self._ask(
            f"note:{request.id}:{known.customer_id}",
            Asking(
                self.tr("Note about {0}").format(name),
                self.tr("Nobody is opened. Enter keeps the note with the customer's record, and ends the request."),
                self.tr("What is to be remembered"),
                self.tr("Note and end"),
                tuple((each.value, word(each)) for each in others),
                self.tr("On whose word"),
            ),
        )

    def general_question(self, line: str, channel: Channel, request: RequestInfo | None) -> None:
        """Note a question that needs no customer; saving ends its request."""
        services, agent = self._shift.services, self._shift.agent
        controller = services.book.controller_of(line)
        done = self.tr("General question noted, and its request ended.")

        def save(_to: str, text: str) -> None:
            self._run(
                lambda: services.requests.general(
                    agent, request.id if request else None, controller, line, channel, text
                ),
                lambda: self.put_away.emit(done),
            )

        self._save = save
        self._ask(
            f"general:{line}",
            Asking(
                self.tr("General question, no customer"),
                self.tr("Nobody is opened. Enter notes question and answer, and ends the request."),
                self.tr("Question and answer, without personal details"),
                self.tr("Note and end"),
            ),
        )

    def _ask(self, about: str, asking: Asking) -> None:
        """Ask, with what was typed about the same before."""
        self._about = about
        self._bar.ask(asking, *self._shift.typed.get(about, ()))

    def _on_edited(self, to: str, text: str) -> None:
        self._shift.typed[self._about] = (to, text)

    def _on_confirmed(self, to: str, text: str) -> None:
        self._save(to, text)

    def _run(self, work: Callable[[], Refusal | None], done: Callable[[], None] | None = None) -> None:
        asked, about = self._save, self._about

        def answered(refused: Refusal | None) -> None:
            if refused is None:
                self._shift.typed.pop(about, None)
                if self._save is asked:  # else the bar asks something else by now
                    self._bar.close_bar()
                if done is not None:
                    done()
            elif self._bar.isHidden() or gone_words(refused.reason):
                self.refused.emit(refused.reason)
            else:
                self._bar.show_refused(reason_words(refused.reason))

        self._shift.background.write(self, lambda _job: work(), answered, self._on_failed)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidError):
            self._bar.show_refused(told(error))
            return
        if not self._bar.isHidden():
            self._bar.show_refused(self.tr("Not saved: your text is kept here."))
        self._shift.trouble(error)

    def _nothing(self, _to: str, _text: str) -> None:
        """Nothing is asked yet."""
