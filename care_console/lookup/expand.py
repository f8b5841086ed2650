"""What a token could have been meant to be: misspellings, mishearings, short forms, words begun, digits exchanged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import log

from care_console.domain.ports import LookupIndex, Term
from care_console.lookup.keys import BIRTH, GIVEN, PLACE, POSTCODE, SURNAME, one_letter_less, sound_keys
from care_console.lookup.nicknames import nicknames
from care_console.lookup.query import Kind, Query, is_name
from care_console.lookup.rank import word_cost, word_costs

_NAME = GIVEN | SURNAME
_TERMS, _FEWER_TERMS = 20, 10
_JOINED_TERMS = 4
_LIMIT, _LOWER_LIMIT = 9.5, 7.0
_WORST_TERM = 7.5
_JOINED = 0.4
_COMPLETIONS = 12
_TWO_LETTERS_FROM, _LONGEST_DELETED = 6, 16
_MOST_KEYS, _FEWER_KEYS = 180, 120
_RARITY, _SHARE_OF_COMMON = 0.1, 1_000
_HIGHEST_WEIGHT = 11.0
_SWAPPED, _SUBSTITUTED = 2.2, 2.6
_TWO_SLIPS = 5.5
_SHORTEST_FUZZY_FACT = 4
_LONGEST_JOINED = 20


@dataclass(frozen=True, slots=True)
class Meant:
    """What tokens `first` to `end` could mean: a term (a name, a town) or a fact with its mark; and the cost."""

    first: int
    end: int
    text: str
    kinds: int
    cost: float
    doubt: float
    """How unlikely it is that this was meant: the cost, and something more for a name that few bear."""
    bearers: int = 0


@dataclass(frozen=True, slots=True)
class Expansion:
    """Everything that a query could mean, and the likeliest term of each single token."""

    terms: tuple[Meant, ...]
    facts: tuple[Meant, ...]
    likeliest: dict[str, Meant]
    few: bool
    """Whether so little was said that there is time to try more of what it could mean."""
    costs: dict[str, dict[str, float]]
    """By word said, joined ones too: what it costs to take it for a term."""

    def bearers(self) -> dict[str, int]:
        """By token: how many customers bear the likeliest term."""
        return {token: meant.bearers for token, meant in self.likeliest.items()}

    def weighted_keys(self) -> tuple[tuple[str, float], ...]:
        """The likeliest keys of two things meant, weighted 11 less their cost; none for a single name."""
        limit, most = (_LIMIT, _MOST_KEYS) if self.few else (_LOWER_LIMIT, _FEWER_KEYS)
        names = sorted((meant for meant in self.terms if meant.kinds & _NAME), key=_by_cost)
        exact = [fact for fact in self.facts if fact.cost == 0]
        slips = sorted((fact for fact in self.facts if fact.cost > 0), key=_by_cost)
        pairs = _pairs(names, sorted(self.terms, key=_by_cost), limit)
        pairs += _pairs(names, exact, limit)
        pairs += _pairs(names, slips, min(limit, _TWO_SLIPS))
        pairs.sort()
        costs: dict[str, float] = {}
        for _, cost, name, other in pairs:
            costs.setdefault(f"{name} {other}" if other[0].isalnum() else f"{other} {name}", cost)
            if len(costs) == most:
                break
        return tuple((key, _HIGHEST_WEIGHT - cost) for key, cost in costs.items())


def _by_cost(meant: Meant) -> tuple[float, str]:
    return meant.cost, meant.text


def _pairs(names: list[Meant], others: list[Meant], limit: float) -> list[tuple[float, float, str, str]]:
    """Names with others of other tokens, within a cost together: doubt, cost, both texts. `others` come by cost."""
    pairs = []
    for name in names:
        most = limit - name.cost
        for other in others:
            if other.cost > most:
                break
            if other.first >= name.end or name.first >= other.end:
                pairs.append((name.doubt + other.doubt, name.cost + other.cost, name.text, other.text))
    return pairs


def expand(index: LookupIndex, query: Query) -> Expansion:
    """Ask the index what the tokens of a query could mean: one question for all variants, one for a word begun."""
    few = len(query.tokens) <= 2
    common = index.size() / _SHARE_OF_COMMON
    spans = spans_of(query)
    variants = {span: variants_meant(said, joined=span[1] - span[0] > 1) for span, said in spans.items()}
    by_variant: dict[str, list[Term]] = {}
    for variant, term in index.terms(set().union(*variants.values())):
        by_variant.setdefault(variant, []).append(term)
    meant: list[Meant] = []
    likeliest: dict[str, Meant] = {}
    costs: dict[str, dict[str, float]] = {}
    for (first, end), said in spans.items():
        found = {term.text: term for variant in variants[first, end] for term in by_variant.get(variant, ())}
        if end == len(query.tokens) and len(said) > 2:
            found.update((term.text, term) for term in index.completions(said, _COMPLETIONS))
        joined = end - first - 1
        heard = {term.text for code in sound_keys(said) for term in by_variant.get(code, ())} if not joined else None
        costs[said] = word_costs(said, found, heard)
        most = _JOINED_TERMS if joined else _TERMS if few else _FEWER_TERMS
        options = _likeliest(first, end, costs[said], found, common, most)
        meant += options
        if options and not joined:
            likeliest[said] = min(options, key=lambda meant: (meant.cost, -meant.bearers, meant.text))
    return Expansion(tuple(meant), tuple(facts_meant(query)), likeliest, few, costs)


def spans_of(query: Query) -> dict[tuple[int, int], str]:
    """By their place: the tokens, and two or three neighbours joined, that could be a name or a town."""
    words = query.tokens
    return {
        (first, end): "".join(words[first:end])
        for first in range(len(words))
        for end in range(first + 1, min(len(words), first + 3) + 1)
        if all(map(is_name, words[first:end])) and 1 < len("".join(words[first:end])) <= _LONGEST_JOINED
    }


@lru_cache(maxsize=256)
def variants_meant(said: str, *, joined: bool) -> frozenset[str]:
    """The variants by which terms are met that a word could have been meant to be."""
    # Two letters have no deletions in the index, but may have been exchanged.
    fewer = one_letter_less(said) if len(said) > 2 else [said[::-1]]
    if joined:
        return frozenset((said, *fewer))
    variants = {said, *fewer, *sound_keys(said), *nicknames(said)}
    if _TWO_LETTERS_FROM <= len(said) <= _LONGEST_DELETED:
        variants.update(less for one in fewer for less in one_letter_less(one))
    return frozenset(variants)


def is_near(said: str, term: str) -> bool:
    """Whether a word could have been meant to be this term."""
    return word_cost(said, term) < _WORST_TERM


def _likeliest(
    first: int, end: int, costs: Mapping[str, float], terms: Mapping[str, Term], common: float, most: int
) -> list[Meant]:
    """What a span could mean, likeliest first; `common`: how many bear a name that is no longer rare."""
    joined = _JOINED * (end - first - 1)
    options = [
        (cost + _rarity(terms[text].bearers, common), -terms[text].bearers, text, cost)
        for text, cost in costs.items()
        if cost < _WORST_TERM
    ]
    options.sort()
    return [
        Meant(first, end, text, terms[text].kinds, cost + joined, doubt + joined, -fewer)
        for doubt, fewer, text, cost in options[:most]
    ]


def _rarity(bearers: int, common: float) -> float:
    return _RARITY * log(common / (bearers + 1)) if bearers + 1 < common else 0.0


def facts_meant(query: Query) -> list[Meant]:
    """The postcodes and birth dates that were said or miscopied, each with its mark."""
    meant: list[Meant] = []
    for reading in query.readings:
        if reading.kind in (Kind.POSTCODE, Kind.DATE):
            mark = POSTCODE if reading.kind is Kind.POSTCODE else BIRTH
            costs: dict[str, float] = {}
            for value in reading.values:
                for form, cost in _miscopied(value).items():
                    costs[form] = min(cost, costs.get(form, cost))
            meant += [Meant(reading.first, reading.end, mark + form, PLACE, cost, cost) for form, cost in costs.items()]
    return meant


def _miscopied(fact: str) -> dict[str, float]:
    """A fact as said, with two neighbours exchanged, or with one digit another; always equally long."""
    forms = {fact: 0.0}
    if len(fact) < _SHORTEST_FUZZY_FACT:
        return forms
    for place in range(len(fact) - 1):
        forms.setdefault(fact[:place] + fact[place + 1] + fact[place] + fact[place + 2 :], _SWAPPED)
    for place, character in enumerate(fact):
        if character.isdigit():
            for digit in "0123456789":
                forms.setdefault(fact[:place] + digit + fact[place + 1 :], _SUBSTITUTED)
    return forms
