"""Names that nobody signs in by, counted as if somebody did: the pause must not tell which names exist."""

from __future__ import annotations

import hashlib
import os
import threading
from collections import OrderedDict
from datetime import datetime

from care_console.domain.requests import SIGN_IN_FAILURES, SIGN_IN_PAUSE

MOST_NAMES = 1000


class Strangers:
    """Counts in memory, by keyed hash: what was typed as a name may be a password."""

    def __init__(self) -> None:
        self._key = os.urandom(32)
        self._failures: OrderedDict[bytes, tuple[int, datetime]] = OrderedDict()
        self._lock = threading.Lock()

    def attempt(self, name: str, now: datetime) -> datetime | None:
        """Count an attempt; the end of the pause, if the name is paused already."""
        digest = hashlib.blake2b(name.encode("utf-8", "surrogatepass"), key=self._key).digest()
        with self._lock:
            failures, failed_at = self._failures.pop(digest, (0, now))
            if failures >= SIGN_IN_FAILURES:
                if failed_at + SIGN_IN_PAUSE > now:
                    self._failures[digest] = (failures, failed_at)
                    return failed_at + SIGN_IN_PAUSE
                failures = 0
            self._failures[digest] = (failures + 1, now)
            if len(self._failures) > MOST_NAMES:
                self._failures.popitem(last=False)
        return None
