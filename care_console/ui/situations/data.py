"""What the bar of flags and authorities shows."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.ui.theme.icons import IconName


@dataclass(frozen=True, slots=True)
class StandingView:
    """What stands: a flag or an authority. `action` is what can be done with it, empty for nothing.

    `question` is what has to be said with it, empty where nothing has.
    """

    key: str
    title: str
    note: str
    icon: IconName
    action: str = ""
    question: str = ""


@dataclass(frozen=True, slots=True)
class RecordView:
    """What can be recorded, and the question for its text; `kinds` and the last day are asked of an authority only."""

    key: str
    label: str
    question: str
    kinds: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class SituationsView:
    """Everything on the bar."""

    title: str
    standing: tuple[StandingView, ...]
    records: tuple[RecordView, ...]
