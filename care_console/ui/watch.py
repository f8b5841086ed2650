"""Waiting for the chat provider on a worker: what has come is told to the window, and a job given up ends soon."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from care_console.domain.errors import CancelledError

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.ui.background import Job


@dataclass(frozen=True, slots=True)
class JobWatch:
    """See `domain.ports.Watch`. `tell` is called on the worker, such as a signal's `emit`."""

    job: Job
    tell: Callable[[int], None]

    def found(self, conversations: int) -> None:
        """See the port."""
        if self.job.cancelled:
            raise CancelledError
        self.tell(conversations)

    def pause(self, seconds: float) -> None:
        """See the port."""
        if self.job.wait(seconds):
            raise CancelledError
