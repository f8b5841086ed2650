"""Sentences that agents read aloud, as data: per step, brand and language, checked when they are loaded.

``resources/say/`` holds ``common.<language>.toml`` with every line, and ``<brand>.<language>.toml`` with what a brand
says otherwise (the same keys, each optional): the steps of `Step`, and ``[ask]`` with a question for each kind of fact.

A line is heard by whoever is on the line, verified or not. So it may hold `{brand}`, and for `may_arrive` the day
`{until}`, and nothing of a customer's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Final

import msgspec

from care_console.domain.errors import ToldError
from care_console.domain.requests import Fact
from care_console.domain.text_lines import FALLBACK, filled, folder_faults, line_faults, placeholders, read_folder

_MARKETS: Final[Mapping[str, str]] = {"FR": "fr", "MC": "fr"}
"""The language of a market's line, where it is not the fallback."""


class Step(StrEnum):
    """Where in a call a line belongs."""

    RECORDING = "recording"
    """The first words: whose line it is, and that the call may be recorded (A4)."""
    GREETING = "greeting"
    """The first words where calls are not recorded: whose line it is."""
    NOT_MATCHED = "not_matched"
    """An answer did not match; never which, nor how nearly."""
    LOCKED = "locked"
    """Too many answers did not match."""
    READ_BACK = "read_back"
    """Before a change is saved."""
    STOPPING = "stopping"
    """Before an opting out is saved."""
    MAY_ARRIVE = "may_arrive"
    """What is under way already, and until when it may come."""
    ENDING = "ending"


PLACEHOLDERS: Final[Mapping[Step, frozenset[str]]] = {Step.MAY_ARRIVE: frozenset({"until"})}
"""What a step has beyond the brand, and must name."""


class Lines(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One file; None and missing keys are for brands only."""

    recording: str | None = None
    greeting: str | None = None
    not_matched: str | None = None
    locked: str | None = None
    read_back: str | None = None
    stopping: str | None = None
    may_arrive: str | None = None
    ending: str | None = None
    ask: dict[Fact, str] = {}

    def of(self, what: Step | Fact) -> str | None:
        """The line of a step, or the question for a fact, if this file has it."""
        if isinstance(what, Fact):
            return self.ask.get(what)
        found: str | None = getattr(self, what.value)
        return found


class SayLineError(ToldError):
    """Lines that cannot be used, with all faults at once."""

    def __init__(self, faults: Sequence[str]) -> None:
        super().__init__(
            "The lines to be read aloud cannot be used:\n{faults}",
            safe="\nNothing was opened or changed.",
            todo="Correct the places named above.",
            faults="\n".join(faults),
        )
        self.faults = tuple(faults)


class SayBook:
    """All lines; made by `load`, which checks them."""

    def __init__(self, lines: Mapping[tuple[str, str], Lines]) -> None:
        """`lines` by brand (`common` for all) and language. Raises SayLineError."""
        self._lines = dict(lines)
        faults = list(folder_faults(lines, _faults))
        if faults:
            raise SayLineError(faults)

    @classmethod
    def load(cls, folder: Path) -> SayBook:
        """Read every line of a folder. Raises SayLineError with the faults of all files."""
        lines, faults = read_folder(folder, Lines)
        if faults:
            raise SayLineError(faults)
        return cls(lines)

    def language(self, *, customer: str = "", market: str = "") -> str:
        """The language to speak: the customer's where it is known and there are lines in it, else the line's."""
        for code in (customer.lower()[:2], _MARKETS.get(market, FALLBACK)):
            if ("common", code) in self._lines:
                return code
        return FALLBACK

    def line(self, what: Step | Fact, brand: str, named: str, language: str, *, until: str = "") -> str:
        """A line of a brand, which is `named` so, in a language that `language` gave.

        Raises ValueError for a line that needs `until` and has none.
        """
        values = {"brand": named, "until": until}
        layers = (self._lines.get((brand, language)), self._lines["common", language])
        text = next(found for one in layers if one is not None and (found := one.of(what)) is not None)
        if missing := sorted(name for name in placeholders(text) if not values[name]):
            raise ValueError(f"{what} needs {missing}")
        return filled(text, values)


def _faults(brand: str, lines: Lines) -> Iterator[str]:
    for what in (*Step, *Fact):
        place = what.value if isinstance(what, Step) else f"ask.{what.value}"
        text = lines.of(what)
        needed = PLACEHOLDERS.get(what, frozenset()) if isinstance(what, Step) else frozenset[str]()
        if text is None:
            if brand == "common":
                yield f"{place}: is missing"
            continue
        found = list(line_faults(text, needed | {"brand"}))
        yield from (f"{place}: {fault}" for fault in found)
        if not found:
            yield from (f"{place}: {{{name}}} is missing" for name in sorted(needed - placeholders(text)))
