"""Connects the bar of flags and authorities with the services."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.domain.errors import InvalidError
from care_console.domain.flags import SETTABLE, Flag
from care_console.domain.requests import Refusal, Requester
from care_console.domain.roles import Permission
from care_console.domain.situations import AuthorityKind
from care_console.ui.situations.data import RecordView, SituationsView, StandingView
from care_console.ui.told import told
from care_console.ui.words import day, reason_words, word

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.services.customer_file import CustomerFile
    from care_console.ui.shift import Shift
    from care_console.ui.situations.bar import SituationsBar

_FLAG, _AUTHORITY = "flag", "authority"


class SituationsPresenter(QObject):
    """Works one bar on the page of a customer who is open."""

    changed = Signal(object)
    """The customer's file as it is now that what stands has changed: more of it may be masked."""

    def __init__(self, bar: SituationsBar, shift: Shift) -> None:
        super().__init__(bar)
        self._bar = bar
        self._shift = shift
        self._leads = shift.agent.may(Permission.SETTLE_STOPPED)
        self._seen: CustomerFile | None = None
        bar.recorded.connect(self._on_recorded)
        bar.action_asked.connect(self._on_action)

    def ask(self, seen: CustomerFile) -> None:
        """Show what stands for a customer, and ask what is to be recorded."""
        self._seen = seen
        self._bar.ask(self._view(seen))

    def close(self) -> None:
        """Forget whom it was about; the focus is where the agent goes on."""
        self._seen = None
        self._bar.hide()

    def _view(self, seen: CustomerFile) -> SituationsView:
        why = self.tr("Why, in a few words")
        lift = self.tr("Lift") if self._leads else ""
        flags = tuple(
            StandingView(
                f"{_FLAG}:{flag.value}",
                word(flag),
                self.tr("Reported; a team lead confirms it") if flag in seen.reported else self.tr("Flag"),
                "flag",
                "" if flag in seen.reported else lift,
                why,
            )
            for flag in seen.flags
        )
        own_word = seen.request.requester is Requester.CUSTOMER and seen.verified
        end = self.tr("End") if self._leads or own_word else ""
        authorities = tuple(
            StandingView(
                f"{_AUTHORITY}:{each.id}",
                self.tr("{0} may ask as a representative").format(each.whom.name),
                self.tr("{0}, until {1}, recorded by {2}, {3}").format(
                    word(each.whom.kind), day(each.whom.until), each.recorded_by, each.request_number
                ),
                "users",
                end,
            )
            for each in seen.authorities
        )
        settable = (flag for flag in Flag if flag in SETTABLE and flag not in seen.flags)
        records = [
            RecordView(f"{_FLAG}:{flag.value}", self.tr("Flag: {0}").format(word(flag)), why) for flag in settable
        ]
        kinds = tuple((kind.value, word(kind)) for kind in AuthorityKind)
        name = self.tr("Name of the representative")
        records.append(RecordView(_AUTHORITY, self.tr("A representative's authority"), name, kinds))
        return SituationsView(
            self.tr("Flags, and who may ask for {0}").format(seen.name), flags + authorities, tuple(records)
        )

    def _on_recorded(self, key: str, text: str, kind: str, until: str) -> None:
        seen, situations, agent = self._now(), self._shift.services.situations, self._shift.agent
        whose = (agent, seen.request.id, seen.customer_id)
        if key == _AUTHORITY:
            self._write(
                lambda: situations.record_authority(*whose, text, AuthorityKind(kind), until),
                self.tr("Recorded: {0} may ask as a representative.").format(text.strip()),
            )
        else:
            flag = Flag(key.partition(":")[2])
            self._write(
                lambda: situations.set_flag(*whose, flag, text), self.tr("The flag is set: {0}.").format(word(flag))
            )

    def _on_action(self, key: str, text: str) -> None:
        seen, situations, agent = self._now(), self._shift.services.situations, self._shift.agent
        whose = (agent, seen.request.id, seen.customer_id)
        of, _, which = key.partition(":")
        if of == _FLAG:
            flag = Flag(which)
            self._write(
                lambda: situations.lift_flag(*whose, flag, text), self.tr("The flag is lifted: {0}.").format(word(flag))
            )
        else:
            self._write(lambda: situations.end_authority(*whose, int(which)), self.tr("The authority has ended."))

    def _write(self, work: Callable[[], Refusal | None], done: str) -> None:
        seen, access, agent = self._now(), self._shift.services.access, self._shift.agent

        def both(_job: object) -> tuple[Refusal | None, CustomerFile | Refusal]:
            refused = work()
            return refused, access.read(agent, seen.request.id, seen.customer_id)

        self._shift.background.write(self, both, lambda answer: self._on_written(done, *answer), self._on_failed)

    def _on_written(self, done: str, refused: Refusal | None, now: CustomerFile | Refusal) -> None:
        if refused is not None:
            self._bar.show_refused(reason_words(refused.reason))
        elif not isinstance(now, Refusal) and self._seen is not None:
            self._seen = now
            self.changed.emit(now)
            self._bar.ask(self._view(now), done)

    def _on_failed(self, error: Exception) -> None:
        if isinstance(error, InvalidError):
            self._bar.show_refused(told(error), day=error.field == "authority.until")
            return
        self._bar.show_refused(self.tr("Not saved: your text is kept here."))
        self._shift.trouble(error)

    def _now(self) -> CustomerFile:
        assert self._seen is not None  # noqa: S101 - the bar shows only while a customer is open
        return self._seen
