"""A console that delivers one copy and stops at a given point, for its tester to kill: `PATH PORT AUTHORITY POINT`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from care_console.domain.messages import Letter, Verdict
from care_console.domain.ports import MailBacklog
from care_console.mail.courier import Courier
from care_console.mail.smtp import MailServer, SmtpMailer
from care_console.storage.outgoing import SqlOutgoing
from care_console.storage.store import open_store
from tests.faults.support import LateClock


class Stopping:
    """The queue and the way to the server; at `point` it says so and waits for its end."""

    def __init__(self, outgoing: SqlOutgoing, mailer: SmtpMailer, point: str) -> None:
        self._outgoing = outgoing
        self._mailer = mailer
        self._point = point

    def _reach(self, point: str) -> None:
        if point == self._point:
            os.write(1, b"there\n")
            sys.stdin.read()

    def claim(self, holder: str, seconds: float) -> Letter | None:
        letter = self._outgoing.claim(holder, seconds)
        self._reach("claimed")
        return letter

    def hand_over(self, copy_id: str, holder: str) -> bool:
        self._reach("data sent")
        done = self._outgoing.hand_over(copy_id, holder)
        self._reach("handed over")
        return done

    def settle(self, copy_id: str, holder: str, verdict: Verdict, due_at: datetime | None = None) -> None:
        self._reach("reply read")
        self._outgoing.settle(copy_id, holder, verdict, due_at)
        self._reach("settled")

    def give_back(self, copy_id: str, holder: str) -> None:
        self._outgoing.give_back(copy_id, holder)

    def backlog(self) -> MailBacklog:
        return self._outgoing.backlog()

    def deliver(self, letter: Letter, hand_over: Callable[[], bool]) -> Verdict:
        return self._mailer.deliver(letter, hand_over)

    def hang_up(self) -> None:
        self._mailer.hang_up()


if __name__ == "__main__":
    path, port, authority, point = sys.argv[1:5]
    store = open_store(Path(path), bytes(range(32)), LateClock(), "desk-4")
    way = SmtpMailer(MailServer("127.0.0.1", int(port), authorities=Path(authority)), lambda: None)
    stopping = Stopping(store.outgoing, way, point)
    Courier(stopping, stopping, LateClock()).step()
