"""Choices about marketing and sharing, and their history (O1, O7)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(kw_only=True, eq=False)
class Consent:
    """A choice as it was made: what, when, through whom, on whose word, under which policy; never overwritten (O7)."""

    id: int
    customer_id: int
    brand: str
    subject: str
    chosen: bool
    at: datetime
    through: str
    word_of: str
    policy: str
    request_id: str | None = None


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing of a brand: addresses were cut on `data_cut`, posted on `drop`, in homes until `in_homes_until`."""

    brand: str
    name: str
    data_cut: date
    drop: date
    in_homes_until: date
