"""Takes in reports of copies that came back, and tells what became of each (M6)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from care_console.domain.messages import Return, Taken
from care_console.domain.ports import Outgoing, Returns


@dataclass(frozen=True, slots=True)
class ReturnDesk:
    """Reads reports with `read`, and tells the store of them; counts what was taken in."""

    outgoing: Outgoing
    read: Callable[[bytes], list[Return]]
    counts: Counter[Taken] = field(default_factory=Counter)

    def take(self, report: bytes) -> bool:
        """Take one report in; whether it is done with: it told of a copy of this store, and not too early."""
        taken = [self.outgoing.take_back(one) for one in self.read(report)] or [Taken.NOT_OURS]
        self.counts.update(taken)
        return not {Taken.EARLY, Taken.NOT_OURS} & set(taken)

    def take_all(self, reports: Iterable[bytes]) -> None:
        """Take in reports from files."""
        for report in reports:
            self.take(report)

    def empty(self, mailbox: Returns) -> None:
        """Take in what is new in a mailbox. Raises TransportError."""
        mailbox.each(self.take)
