"""Agents hear at once of what waits for them, leads of what waits for one: a toast, which leads to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.app.places import ALERTS, HANDED
from care_console.domain.oversight import Alert, AlertKind
from care_console.ui.kit.toast import Toast
from care_console.ui.waiting import Waiting

if TYPE_CHECKING:
    from care_console.services.requests import Handed
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift

LIST_KEYS = "Ctrl+Shift+A"
REQUEST_KEYS = "Ctrl+O"


class Alerting(QObject):
    """For one shift of a lead."""

    changed = Signal()
    """Something else waits than before."""

    def __init__(self, shell: Shell, shift: Shift) -> None:
        super().__init__(shell)
        self._shell = shell
        oversight, agent = shift.services.oversight, shift.agent
        self.watch = Waiting(self, shift, "alerts", lambda: oversight.alerts(agent))
        self.watch.changed.connect(self._on_changed)
        self.watch.look()

    def _on_changed(self, waiting: tuple[Alert, ...], new: tuple[Alert, ...]) -> None:
        toasts = self._shell.toasts
        theirs = [each for each in waiting if not each.own]
        if not theirs:
            toasts.drop(ALERTS)
        elif told := [each for each in new if not each.own]:
            toasts.drop(ALERTS)  # so that what is new is announced
            toasts.show_toast(ALERTS, self._toast(min(told, key=lambda each: _URGENCY[each.kind]), len(theirs)))
        self.changed.emit()

    def _toast(self, newest: Alert, count: int) -> Toast:
        words = {
            AlertKind.GLASS: self.tr("Emergency: {0} opened an address and phone under {1}"),
            AlertKind.COPY: self.tr("{0} asks for a copy to a new address under {1}"),
            AlertKind.DEATH: self.tr("{0} reported a death under {1}"),
        }[newest.kind].format(newest.agent, newest.request)
        more = self.tr("{0} wait in all.").format(count) if count > 1 else ""
        urgent = newest.kind is AlertKind.GLASS
        return Toast(
            words, more, "bad" if urgent else "accent", "shield-alert" if urgent else "mail-check",
            self.tr("Show"), LIST_KEYS,
        )  # fmt: skip


_URGENCY = {AlertKind.GLASS: 0, AlertKind.DEATH: 1, AlertKind.COPY: 2}


class HandingOver(QObject):
    """For one shift of an agent: what a colleague has handed over to them by name."""

    def __init__(self, shell: Shell, shift: Shift) -> None:
        super().__init__(shell)
        self._shell = shell
        requests, agent = shift.services.requests, shift.agent
        self.watch = Waiting(self, shift, "handed", lambda: requests.handed_to(agent))
        self.watch.changed.connect(self._on_changed)
        self.watch.look()

    def _on_changed(self, waiting: tuple[Handed, ...], new: tuple[Handed, ...]) -> None:
        toasts = self._shell.toasts
        if new or not waiting:
            toasts.drop(HANDED)  # so that what is new is announced
        if new:
            words = self.tr("{0} handed {1} over to you").format(new[0].holder, new[0].request)
            more = self.tr("{0} wait in all.").format(len(waiting)) if len(waiting) > 1 else ""
            toasts.show_toast(HANDED, Toast(words, more, "accent", "hand-helping", self.tr("Show"), REQUEST_KEYS))
