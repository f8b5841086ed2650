"""A console under load: commits events of three agents, and says each after its commit, while its relay delivers.

Bursts wait for one another's delivery, or half a second: a loop that never rests would keep the store's lock to itself.
Lines are written in one piece each, so that a kill cuts none: `committed`, or `delivered` after a delivery.
"""

from __future__ import annotations

import itertools
import os
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from care_console.app.stores import SystemClock
from care_console.audit.client import AuditApi
from care_console.audit.relay import Relay
from care_console.domain.audit_answers import Reply
from care_console.storage.store import open_store
from tests.faults.support import AGENTS, emit

BURST = 40
delivered = threading.Event()


class TellingApi(AuditApi):
    """Says so after each delivery, before the relay notes it."""

    def send(self, bodies: Sequence[bytes]) -> list[Reply]:
        replies = super().send(bodies)
        os.write(1, b"delivered\n")
        delivered.set()
        return replies


if __name__ == "__main__":
    path, url = sys.argv[1:3]
    store = open_store(Path(path), bytes(32), SystemClock(), "desk-4")
    relay = Relay(store.outbox, TellingApi(url, os.environ["TOKEN"]), chance=lambda low, _: low)
    relay.start()
    for count, agent in enumerate(itertools.cycle(AGENTS)):
        emit(store, agent)
        relay.wake()
        os.write(1, b"committed\n")
        if count % BURST == 0:
            delivered.wait(0.5)
            delivered.clear()
