"""Leads hear at once of what waits for one: a toast wherever they are, which leads to the list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from care_console.app.places import ALERTS
from care_console.domain.oversight import Alert, AlertKind
from care_console.ui.approvals.watch import AlertWatch
from care_console.ui.kit.toast import Toast

if TYPE_CHECKING:
    from care_console.ui.shell import Shell
    from care_console.ui.shift import Shift

LIST_KEYS = "Ctrl+Shift+A"


class Alerting(QObject):
    """For one shift of a lead."""

    changed = Signal()
    """Something else waits than before."""

    def __init__(self, shell: Shell, shift: Shift) -> None:
        super().__init__(shell)
        self._shell = shell
        self.watch = AlertWatch(self, shift)
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
