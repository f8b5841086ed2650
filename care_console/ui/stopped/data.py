"""What the page of suppressions and reported deaths shows."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from care_console.ui.theme.icons import IconName


@dataclass(frozen=True, slots=True)
class ActionView:
    """Something that can be done with an entry; `question` is what has to be said with it, empty for nothing."""

    key: str
    label: str
    question: str = ""


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A suppression or a report: what it is about, how it came, and what can be done with it."""

    key: Hashable
    title: str
    note: str
    icon: IconName
    actions: tuple[ActionView, ...] = ()
