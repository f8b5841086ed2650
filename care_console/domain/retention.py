"""For how long conversations are kept, brand by brand, as the policy packs in force say (T1, S3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from typing import Final

from care_console.domain import transcripts

MONTHS_KEPT: Final = 13
"""T1, where no pack in force says otherwise."""


@dataclass(frozen=True, slots=True)
class Retention:
    """Whole months by brand, and `otherwise` for a brand without a pack; days are those of its zone, else of `zone`."""

    months: Mapping[str, int] = field(default_factory=dict)
    otherwise: int = MONTHS_KEPT
    zones: Mapping[str, tzinfo] = field(default_factory=dict)
    zone: tzinfo = UTC

    def last_day(self, brand: str, ended_at: datetime) -> date:
        """The last day on which a conversation may be listed, fetched and sent."""
        return transcripts.last_day(ended_at, self._months(brand), self._zone(brand))

    def days_left(self, brand: str, ended_at: datetime, now: datetime) -> int:
        """Days, today included, on which a conversation may still be opened; 0 when it is over."""
        return transcripts.days_left(ended_at, now, self._months(brand), self._zone(brand))

    def keeps(self, brand: str, ended_at: datetime, now: datetime) -> bool:
        """Whether a conversation may still be listed, fetched and sent."""
        return not transcripts.is_over(ended_at, now, self._months(brand), self._zone(brand))

    def since(self, now: datetime) -> tuple[Mapping[str, datetime], datetime]:
        """For each brand, and for the others, when a conversation must have ended at the earliest to be kept now."""
        brands = {*self.months, *self.zones}
        by_brand = {brand: transcripts.kept_since(now, self._months(brand), self._zone(brand)) for brand in brands}
        return by_brand, transcripts.kept_since(now, self.otherwise, self.zone)

    def _months(self, brand: str) -> int:
        return self.months.get(brand, self.otherwise)

    def _zone(self, brand: str) -> tzinfo:
        return self.zones.get(brand, self.zone)
