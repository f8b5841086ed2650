"""How long to leave something alone that did not work: longer each time, and never everybody at the same moment."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_MOST_DOUBLINGS = 16


@dataclass(frozen=True, slots=True)
class Pauses:
    """The first and the longest pause in seconds, and the share of each that is not left to chance (0 to 1)."""

    first: float
    longest: float
    sure: float = 0.0

    def after(self, failures: int, chance: Callable[[float, float], float]) -> float:
        """Seconds to wait after that many failures, one or more: doubling; `chance(low, high)` says between the two."""
        whole: float = min(self.longest, self.first * 2.0 ** min(failures - 1, _MOST_DOUBLINGS))
        return whole * self.sure + chance(0.0, whole * (1.0 - self.sure))
