"""What the page of training shows. Nothing of it tells who the customer was."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.ui.kit.chip import ChipText


@dataclass(frozen=True, slots=True)
class TrainingRow:
    """A conversation that may be opened: with whom, what about and how long, when, and for how much longer."""

    key: int
    title: str
    note: str
    when: str
    kept: ChipText
