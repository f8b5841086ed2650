"""What the opt-out bar shows; nothing of it tells what the customer had chosen."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

Choices = tuple[tuple[str, str], ...]
"""Pairs of key and words, the likeliest first."""

CHOICES_FROM = 620
"""Width of a bar, in token lengths, from which all that is chosen stands in one line."""


@dataclass(frozen=True, slots=True)
class OptOutChoices:
    """What can be stopped, for which brands, and on whose word (empty where the request says who asks)."""

    subjects: Choices
    brands: Choices
    callers: Choices = ()


@dataclass(frozen=True, slots=True)
class LikelyRecord:
    """A further record that is likely the same person's: name, and masked details in one line."""

    key: Hashable
    name: str
    note: str
