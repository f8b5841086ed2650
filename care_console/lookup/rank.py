"""How well a customer answers what was said: a cost, 0 for everything exact, lowest first.

Tokens, alone or two or three joined, are laid over the fields of a customer, each field at most once, so that the
sum is lowest (dynamic programming over tokens and used fields). Costs are in the manner of negative logarithms of
likelihood, tuned on Febrl 1 and 2; what a token that meets nothing costs depends on how rare its word is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from math import log

from rapidfuzz.distance import OSA, JaroWinkler
from rapidfuzz.process import extract

from care_console.domain.ports import Likeness, Outline
from care_console.lookup.keys import SHORTEST_SOUND, name_terms, place_term
from care_console.lookup.nicknames import nicknames
from care_console.lookup.query import Kind, Query, is_name
from care_console.lookup.sound import sounds

FAR = 20.0
"""Costs from here on mean: not the same word."""
CONFIDENT = 4.5
"""A best cost above this is no answer yet..."""
_CONFIDENT_BESIDE_FACT = 6.0
"""... unless a fact or a town is met as said and nothing at all is missed: then both names may have a slip."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_GIVEN, _SURNAME, _TOWN, _POSTCODE, _DATE = range(5)
_CONTACT = 5
_USABLE = 9.0
_ROUNDING = 0.001
_JOINED = 0.4
_JOINED_SLIP = 2
_TOWN_COST = 0.3
_NICKNAME, _INITIAL = 1.6, 1.2
_INITIALS = 2
"""Letters that tell no more of a name than an initial does."""
_EDITS = (0.0, 2.4, 4.6, 6.6)
_MOST_EDITS = len(_EDITS) - 1
_UNLIKE, _MUCH_ALIKE = 0.5, 0.86
"""Likenesses (Jaro and Winkler): up to the first, two words cannot sound alike, and the sounds need not be compared."""
_MISSED, _RARITY, _RAREST = 2.0, 0.6, 11.0
_COMMONEST = 4.4
"""Even a word that everybody bears costs more to miss than with two slips in it, and whoever misses it is no answer: in
a small store most words are such."""
_MISSED_LETTER = 3.0
_FACT_COST = {
    Likeness.EQUAL: 0.0,
    Likeness.OUTWARD: 0.5,
    Likeness.SWAPPED: 2.2,
    Likeness.ONE_CHARACTER: 2.4,
    Likeness.NONE: FAR,
}
_NEXT_TO_NOTHING = 0.85
"""The share of what was said from which on, left unmet, a customer has no more in common with it than anybody."""
_NOT_KNOWN: Mapping[str, float] = {}
_LONGEST_SPAN, _LONGEST_JOINED, _LONGEST_READING = 3, 20, 6


@lru_cache(maxsize=65536)
def word_cost(said: str, held: str) -> float:
    """What it costs to take one word for another: 0 if equal, `FAR` or more if they are different words."""
    if said == held:
        return 0.0
    if held in nicknames(said):
        return _NICKNAME
    edits, likeness = OSA.distance(said, held, score_cutoff=_MOST_EDITS), JaroWinkler.similarity(said, held)
    return _spelling_cost(said, held, edits, likeness)


def word_costs(said: str, terms: Iterable[str], heard: Collection[str] | None = None) -> dict[str, float]:
    """`word_cost` of many terms at once; what is left out is another word.

    `heard`: those that are known to sound like it, and no other does; None where that is not known.
    """
    costs = {term: 0.0 if term == said else _NICKNAME for term in terms if term == said or term in nicknames(said)}
    others = [term for term in terms if term not in costs]
    near = extract(said, others, scorer=OSA.distance, score_cutoff=_MOST_EDITS, limit=None)
    alike = extract(said, others, scorer=JaroWinkler.similarity, score_cutoff=_UNLIKE, limit=None)
    edits = {term: int(distance) for term, distance, _ in near}
    likeness = {term: float(degree) for term, degree, _ in alike}
    if heard is not None and any(len(code) < SHORTEST_SOUND for code in sounds(said)):
        heard = None  # codes so short are in no index
    for term in edits.keys() | likeness.keys():
        sounding = None if heard is None else term in heard
        costs[term] = _spelling_cost(said, term, edits.get(term, _MOST_EDITS + 1), likeness.get(term, 0.0), sounding)
    return costs


def _spelling_cost(said: str, held: str, edits: int, likeness: float, heard: bool | None = None) -> float:
    longest, shortest = max(len(said), len(held)), min(len(said), len(held))
    cost = FAR
    if edits < len(_EDITS) and edits * 2.2 <= longest + 1:
        cost = _EDITS[edits] * (1.25 if longest <= 4 else 1.0)
    if cost > 1.5 and likeness > _UNLIKE and (sounds(said) & sounds(held) if heard is None else heard):
        cost = min(cost, 1.5 + 0.7 * min(edits, 4))
    if len(said) <= _INITIALS and held.startswith(said):
        cost = min(cost, _INITIAL)
    elif held.startswith(said):
        cost = min(cost, 0.5 + 0.12 * (len(held) - len(said)))
    elif shortest > 3 and said.startswith(held):
        cost = min(cost, 3.0 + 0.2 * (len(said) - len(held)))
    if cost > 6.0 and longest > 4 and likeness >= _MUCH_ALIKE:
        cost = min(cost, 5.0 + (1.0 - likeness) * 10.0)
    return cost


def missed_cost(token: str, bearers: int, customers: int) -> float:
    """What a token costs that meets nothing: the rarer its word, the more it would have told."""
    if is_name(token) and len(token) == 1:
        return _MISSED_LETTER
    if not is_name(token):
        # Facts are rare words: a postcode has about 2,500 bearers in a million, a birth date 40, a number 1.
        length = len(token)
        return _MISSED + _RARITY * (7.8 if length <= 4 else 9.0 if length == 5 else _RAREST)
    return _MISSED + _RARITY * min(_RAREST, max(_COMMONEST, log((customers + 1) / (bearers + 1))))


@dataclass(frozen=True, slots=True)
class Met:
    """A field that a span of tokens was laid on, at a cost: words said, joined; the field's (none for facts)."""

    field: int
    said: str
    held: str
    cost: float = 0.0

    @property
    def attribute(self) -> str:
        """The attribute of `Candidate` that is displayed and highlighted; empty for facts."""
        return {_GIVEN: "given_names", _SURNAME: "surname", _TOWN: "town"}.get(self.field, "")

    @property
    def fact(self) -> Kind | None:
        """The kind of fact that was met; None for names and towns."""
        if self.field >= _CONTACT:
            return Kind(self.field - _CONTACT)
        return {_POSTCODE: Kind.POSTCODE, _DATE: Kind.DATE}.get(self.field)


_Option = tuple[float, int, Met]
"""The cost of laying a span on a field, where the span ends, and what it met."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A customer with the cost, and what met what."""

    cost: float
    outline: Outline
    met: tuple[Met, ...]

    @property
    def confident(self) -> bool:
        """Whether this is an answer, and not only the nearest there is."""
        slipped = {one.field for one in self.met if one.cost >= _INITIAL}
        if _SURNAME in slipped and slipped & {_POSTCODE, _DATE}:
            return False  # as likely somebody else of that given name
        if self.cost <= CONFIDENT:
            return True
        if self.cost > _CONFIDENT_BESIDE_FACT or self.cost > sum(one.cost for one in self.met) + _ROUNDING:
            return False
        return any(one.field >= _TOWN and one.cost <= _TOWN_COST for one in self.met)


@dataclass
class Ranking:
    """Ranks candidates for one query. `bearers` by token is what is known of rarity so far.

    `known`: what words that were said cost for terms, as far as it was worked out (`word_costs`).
    """

    query: Query
    customers: int
    bearers: Mapping[str, int] = field(default_factory=dict)
    known: Mapping[str, Mapping[str, float]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Lay out the spans once for all candidates."""
        words = self.query.tokens
        self._missed = [missed_cost(word, self.bearers.get(word, 0), self.customers) for word in words]
        self._spans: list[tuple[int, int, str, float]] = []
        for first in range(len(words)):
            for end in range(first + 1, min(len(words), first + _LONGEST_SPAN) + 1):
                said = "".join(words[first:end])
                if all(map(is_name, words[first:end])) and (end == first + 1 or len(said) <= _LONGEST_JOINED):
                    self._spans.append((first, end, said, _JOINED * (end - first - 1)))
        self._laid: dict[tuple[int, tuple[str, ...]], list[tuple[int, _Option]]] = {}
        self._compared = [one for one in self.query.readings if one.kind in (Kind.POSTCODE, Kind.DATE)]
        self._postcodes = {value: place for place, value in enumerate(self.query.values(Kind.POSTCODE))}
        self._emails = {value: place for place, value in enumerate(self.query.values(Kind.EMAIL))}
        self._dates = {value: place for place, value in enumerate(self.query.values(Kind.DATE))}

    def rank(self, candidates: Iterable[Outline]) -> list[Ranked]:
        """Customers who meet more than a trifle, lowest cost first; ties by the agent's latest contact, then by id."""
        most = _NEXT_TO_NOTHING * sum(self._missed)
        ranked = [self._judge(candidate) for candidate in candidates]
        return sorted((one for one in ranked if one.met and one.cost < most), key=_order)

    def _judge(self, candidate: Outline) -> Ranked:
        options = self._options(candidate)
        cost, met = self._lay(0, 0, options, {})
        return Ranked(round(cost, 3), candidate, met)

    def _options(self, candidate: Outline) -> dict[int, list[_Option]]:
        """By first token: what could be laid on which field."""
        options: dict[int, list[_Option]] = {}
        for number, terms in (
            (_GIVEN, name_terms(candidate.given_names)),
            (_SURNAME, name_terms(candidate.surname)),
            (_TOWN, tuple(map(place_term, candidate.towns))),
        ):
            # Those who are found together are often called alike, or live in one town.
            if (laid := self._laid.get((number, terms))) is None:
                laid = self._laid[number, terms] = self._lay_on(number, terms)
            for first, option in laid:
                options.setdefault(first, []).append(option)
        # Most customers are found by names: what else was said need not be compared with what did not lead to them.
        likely = self.query.readings if candidate.met or candidate.emails else self._compared
        for reading in likely:
            number, cost = self._fact(reading.kind, reading.values, candidate)
            if cost < _USABLE:
                met = Met(number, reading.values[0], "", cost)
                options.setdefault(reading.first, []).append((cost, reading.end, met))
        return options

    def _lay_on(self, number: int, terms: tuple[str, ...]) -> list[tuple[int, _Option]]:
        """What spans could be laid on a field that holds these terms, each with its first token."""
        extra = _TOWN_COST if number == _TOWN else 0.0
        laid: list[tuple[int, _Option]] = []
        for first, end, said, joined in self._spans:
            known = self.known.get(said, _NOT_KNOWN)
            best, best_held = FAR, ""
            for held in terms:
                if joined and abs(len(said) - len(held)) > _JOINED_SLIP:
                    continue
                cost = known[held] if held in known else word_cost(said, held) if held else FAR
                if cost < best:
                    best, best_held = cost, held
            if best < _USABLE:
                cost = best + joined + extra
                laid.append((first, (cost, end, Met(number, said, best_held, cost))))
        return laid

    def _fact(self, kind: Kind, values: tuple[str, ...], candidate: Outline) -> tuple[int, float]:
        if kind is Kind.POSTCODE:
            like = max((candidate.postcodes[self._postcodes[value]] for value in values), default=Likeness.NONE)
            return _POSTCODE, _FACT_COST[like]
        if kind is Kind.DATE:
            like = max((candidate.dates[self._dates[value]] for value in values), default=Likeness.NONE)
            return _DATE, _FACT_COST[like]
        if kind is Kind.EMAIL and candidate.emails:
            like = max((candidate.emails[self._emails[value]] for value in values), default=Likeness.NONE)
            return _CONTACT + kind, _FACT_COST[like]
        return _CONTACT + kind, 0.0 if candidate.met.intersection(values) else FAR

    def _lay(
        self,
        first: int,
        used: int,
        options: Mapping[int, Sequence[_Option]],
        known: dict[tuple[int, int], tuple[float, tuple[Met, ...]]],
    ) -> tuple[float, tuple[Met, ...]]:
        if first == len(self._missed):
            return 0.0, ()
        if (first, used) in known:
            return known[first, used]
        rest, met = self._lay(first + 1, used, options, known)
        best = (self._missed[first] + rest, met)
        for cost, end, one in options.get(first, ()):
            if used >> one.field & 1:
                continue
            rest, met = self._lay(end, used | 1 << one.field, options, known)
            if cost + rest < best[0]:
                best = (cost + rest, (one, *met))
        known[first, used] = best
        return best


def merged(one: list[Ranked], other: list[Ranked]) -> list[Ranked]:
    """Two rankings by the same query of different customers as one."""
    return sorted([*one, *other], key=_order) if one and other else one or other


def _order(ranked: Ranked) -> tuple[float, float, int]:
    contact = ranked.outline.last_contact or _NEVER
    return ranked.cost, -(contact - _NEVER).total_seconds(), ranked.outline.customer_id
