"""What to highlight on a hit: every place at which what was said stands, on what the hit shows and on nothing else."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from care_console.domain.masking import Mask, mask, outward
from care_console.domain.ports import Candidate
from care_console.lookup.normalise import Piece, compact, pieces
from care_console.lookup.query import Kind, Query
from care_console.lookup.rank import Met

_WORDS: Final = ("given_names", "surname", "town")
_SHORTEST_ELSEWHERE: Final = 2
_SHOWN_OF_PHONE, _SHOWN_OF_NUMBER = 3, 4
_AS_SAID = 0.5
"""What a postcode costs of which the outward part was said; one with a slip in it is not what is shown."""


@dataclass(frozen=True, slots=True)
class Match:
    """What to highlight: characters `start` up to but not including `end` of this attribute of `Candidate`.

    Of `numbers` the one at `place`.
    """

    field: str
    start: int
    end: int
    place: int = 0

    def text(self, shown: Candidate) -> str:
        """The text of a hit in which this is a place."""
        held = getattr(shown, self.field)
        return held if isinstance(held, str) else held[self.place]


def highlights(query: Query, met: Sequence[Met], shown: Candidate) -> tuple[Match, ...]:
    """The places of a hit that answer the query, sorted, none within another.

    Facts that a hit masks are highlighted in what the mask leaves, where that is part of what was said.
    """
    found: list[Match] = []
    for one in met:
        if one.fact is not None:
            found += _of_fact(one.fact, one.cost, query, shown)
            continue
        found += _of_word(one, str(getattr(shown, one.attribute)))
        for attribute in _WORDS:
            if attribute != one.attribute and len(one.said) >= _SHORTEST_ELSEWHERE:
                held = pieces(str(getattr(shown, attribute)))
                found += [_begun(attribute, one.said, piece) for piece in held if _also(one, piece.token)]
    last = query.tokens[-1] if query.tokens else ""
    if len(last) >= _SHORTEST_ELSEWHERE and not any(one.said.endswith(last) for one in met):
        # A word that is being typed: too short to weigh, and it is what the eye looks for.
        for attribute in _WORDS:
            held = pieces(str(getattr(shown, attribute)))
            found += [_begun(attribute, last, piece) for piece in held if piece.token.startswith(last)]
    return tuple(_merged([replace(one, end=_with_marks(one.text(shown), one.end)) for one in found]))


def _also(met: Met, token: str) -> bool:
    """Whether a word of another field is what was said too; begun, only where the word that was met is."""
    return token == met.said or (met.held != met.said and met.held.startswith(met.said) and token.startswith(met.said))


def _of_word(met: Met, shown: str) -> list[Match]:
    """The words that were met, or as much of them as was typed; the whole field where its words were met as one."""
    words = pieces(shown)
    same = [piece for piece in words if piece.token == met.held]
    if same:
        begun = met.held.startswith(met.said)
        said = met.said if begun else met.held
        return [_begun(met.attribute, said, piece) for piece in same]
    if not words or "".join(piece.token for piece in words)[: len(met.held)] != met.held:
        return []  # what was met is not what is shown: another address of the customer
    return [Match(met.attribute, words[0].positions[0], words[-1].end)]


def _begun(attribute: str, said: str, piece: Piece) -> Match:
    """The beginning of a word of a hit."""
    if len(said) >= len(piece.token):
        return Match(attribute, piece.positions[0], piece.end)
    return Match(attribute, piece.positions[0], piece.positions[len(said) - 1] + 1)


def _with_marks(text: str, end: int) -> int:
    """The end moved past the combining marks that follow, so that none is parted from its letter."""
    while end < len(text) and unicodedata.category(text[end]) in ("Mn", "Me", "Mc", "Cf"):
        end += 1
    return end


def _of_fact(kind: Kind, cost: float, query: Query, shown: Candidate) -> Iterable[Match]:
    said = query.values(kind)
    if kind is Kind.POSTCODE and cost <= _AS_SAID and shown.outward:
        held = compact(shown.outward)
        if any(held in (value, compact(outward(value))) for value in said):
            yield Match("outward", 0, len(shown.outward))
    if cost > 0:
        return
    if kind is Kind.EMAIL and any(mask(Mask.EMAIL, value[1:]) == shown.email.casefold() for value in said):
        yield Match("email", 0, len(shown.email))
    if kind is Kind.PHONE:
        yield from _last("phone", shown.phone, _SHOWN_OF_PHONE, said)
    if kind is Kind.NUMBER:
        for place, number in enumerate(shown.numbers):
            for found in _last("numbers", number, _SHOWN_OF_NUMBER, said):
                yield replace(found, place=place)


def _last(attribute: str, shown: str, length: int, said: Iterable[str]) -> Iterator[Match]:
    """The end that a mask leaves, where something said ends so."""
    left = shown[-length:].casefold()
    if left.isalnum() and any(value.endswith(left) for value in said):
        yield Match(attribute, len(shown) - length, len(shown))


def _merged(found: list[Match]) -> Iterator[Match]:
    last: Match | None = None
    for one in sorted(found, key=lambda match: (match.field, match.place, match.start, match.end)):
        if last is not None and (one.field, one.place) == (last.field, last.place) and one.start <= last.end:
            last = replace(last, end=max(last.end, one.end))
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last
