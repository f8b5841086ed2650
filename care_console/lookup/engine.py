"""Look-up: prefix, expand, probe, wide, rank; until something answers well enough."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import Enum

from care_console.domain.ports import Ask, Candidate, LookupIndex, Outline
from care_console.lookup.expand import Expansion, expand
from care_console.lookup.highlight import Match, highlights
from care_console.lookup.keys import BIRTH, GIVEN, POSTCODE, SURNAME
from care_console.lookup.query import Kind, Query, is_name, parse
from care_console.lookup.rank import CONFIDENT, Ranked, Ranking, merged

_NAME = GIVEN | SURNAME
_PREFIX_ROWS = 40
_ENOUGH, _ENOUGH_WHOLE = 8, 5
_PROBED = 48
_WIDE_ROWS = 20
_RARE = 60
_NEAREST, _HANDFUL = 10, 5
_LIKELIEST_NAMES = 8
_MOST_NAMES_BEFORE_FACT = 4
_NAME_AND_FACT = 2
_OF_ONE = frozenset({Kind.EMAIL, Kind.PHONE, Kind.NUMBER, Kind.ORDER})


class Advice(Enum):
    """What else to ask the caller; the words are the window's."""

    SAY_SOMETHING = "say_something"
    """Nothing was typed that could be searched."""
    MORE_LETTERS = "more_letters"
    """One letter or digit begins too many names."""
    WHOLE_FACT = "whole_fact"
    """E-mail, phone, postcode, birth date and numbers are met whole only, and this one is not."""
    ADD_FACT = "add_fact"
    """Many answer equally well: a postcode, a town or a given name would tell them apart."""
    SHORTEN = "shorten"
    """Only the beginning was read."""
    CHECK_SPELLING = "check_spelling"
    """Nobody answers well."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A customer, masked; what finding this one cost (0: everything exact), and what to highlight."""

    candidate: Candidate
    cost: float
    matches: tuple[Match, ...]
    confident: bool
    """Whether this is an answer, and not only the nearest there is."""


@dataclass(frozen=True, slots=True)
class Findings:
    """Hits, best first, and what else to ask (None: nothing).

    `settled`: searching further, beyond what is typed exactly or begun, would put nobody better on top.
    """

    hits: tuple[Hit, ...]
    advice: Advice | None = None
    settled: bool = True


def find(index: LookupIndex, text: str, limit: int, *, fuzzy: bool = True, brand: str = "") -> Findings:
    """Find customers by what the caller says, in any order and mixture.

    `limit`: most hits wanted; `brand`: only customers of this brand (empty: of any). Without `fuzzy` only what is
    typed exactly, or begun, is found: the answer of the same frame. Work is bounded whatever the text is; nothing but
    what the index raises is raised.
    """
    query = parse(text)
    advice = _cannot_search(query)
    if advice:
        return Findings((), advice)
    customers = index.size()
    ranking = Ranking(query, customers)
    ask = _facts_asked(query, brand)
    outlines = {one.customer_id: one for one in index.hits(_prefix_ask(query, ask))}
    ranked = ranking.rank(outlines.values())
    settled = _answered(ranked)
    if fuzzy and not ranked and query.values(Kind.EMAIL):
        query = query.with_email_names()
        ranking = Ranking(query, customers)
    if fuzzy and not settled:
        expansion = expand(index, query)
        ranking = Ranking(query, customers, expansion.bearers(), expansion.costs)
        for one in _probe(index, query, expansion, ask):
            outlines.setdefault(one.customer_id, one)
        ranked = ranking.rank(outlines.values())
        if _should_widen(query, ranked):
            fresh = [one for one in index.hits(_wide_ask(query, expansion, ask)) if one.customer_id not in outlines]
            ranked = merged(ranked, ranking.rank(fresh))
    hits = _shown(index, query, ranked, max(0, limit))
    return Findings(hits, _advise(query, ranked, limit), fuzzy or settled)


def _shown(index: LookupIndex, query: Query, ranked: list[Ranked], limit: int) -> tuple[Hit, ...]:
    """Only who is shown is read in full: who answers, up to the limit; of those who are merely near, the nearest.

    Behind answers the nearest fill up a handful; behind somebody who meets all that was said nobody is merely near.
    """
    answers = sum(one.confident for one in ranked)
    most = answers if ranked and _is_whole(ranked[0]) else max(answers, _HANDFUL) if answers else _NEAREST
    wanted = ranked[: min(limit, most)]
    shown = {one.customer_id: one for one in index.shown([one.outline.customer_id for one in wanted])}
    found = ((one, shown.get(one.outline.customer_id)) for one in wanted)
    return tuple(
        Hit(candidate, one.cost, highlights(query, one.met, candidate), one.confident)
        for one, candidate in found
        if candidate
    )


def _cannot_search(query: Query) -> Advice | None:
    if not query.tokens:
        return Advice.SAY_SOMETHING
    if len(query.tokens) == 1 and len(query.tokens[0]) == 1:
        return Advice.MORE_LETTERS
    return None


def _facts_asked(query: Query, brand: str) -> Ask:
    """What every question of one search has in common: the facts to compare with, and whose customers are wanted."""
    return Ask(
        postcodes=query.values(Kind.POSTCODE),
        dates=query.values(Kind.DATE),
        emails=query.values(Kind.EMAIL),
        brand=brand,
    )


def _prefix_ask(query: Query, ask: Ask) -> Ask:
    facts = query.values(Kind.POSTCODE, Kind.DATE)
    # A single name beside a fact would only bring its first bearers, wherever they live.
    starts = [] if facts and len(query.names) == 1 else list(_name_starts(query))
    return replace(
        ask,
        starts=tuple(dict.fromkeys([*_fact_starts(query), *starts])),
        each=_PREFIX_ROWS,
        whole=query.values(Kind.EMAIL, Kind.PHONE, Kind.NUMBER),
        orders=query.values(Kind.ORDER),
    )


def _name_starts(query: Query) -> Iterable[str]:
    """Keys that begin with the names typed, in their orders; one to three leading tokens may be one name."""
    names = query.names
    for parted in range(1, min(3, len(names)) + 1):
        one, rest = "".join(names[:parted]), "".join(names[parted:])
        yield f"{one} {rest}" if rest else one
        if rest and len(names) <= 3:
            yield f"{rest} {one}"


def _fact_starts(query: Query) -> Iterable[str]:
    """Names after a whole fact; a fact alone if nothing else was said."""
    for reading in query.readings:
        if reading.kind not in (Kind.POSTCODE, Kind.DATE):
            continue
        mark = POSTCODE if reading.kind is Kind.POSTCODE else BIRTH
        for value in reading.values:
            for name in query.names[:_MOST_NAMES_BEFORE_FACT]:
                yield f"{mark}{value} {name}"
            if reading.end - reading.first == len(query.tokens):
                yield f"{mark}{value} "


def _answered(ranked: list[Ranked]) -> bool:
    """Whether more searching would bring nobody worth a look.

    A name with a postcode or a birth date is not one customer's alone: it may be another's, with a slip in it, who then
    comes second.
    """
    if not ranked:
        return False
    best = ranked[0]
    if _is_whole(best) and (len(best.met) > _NAME_AND_FACT or any(met.fact in _OF_ONE for met in best.met)):
        return True
    if sum(map(_is_whole, ranked)) >= _ENOUGH_WHOLE:
        return True
    return sum(one.cost <= CONFIDENT for one in ranked) >= _ENOUGH


def _is_whole(one: Ranked) -> bool:
    """Whether all that was said is met as it was said, a fact too."""
    return one.cost == 0 and any(met.fact is not None for met in one.met)


def _probe(index: LookupIndex, query: Query, expansion: Expansion, ask: Ask) -> list[Outline]:
    starts: list[str] = []
    keys = expansion.weighted_keys()
    if len(query.names) == 1:
        starts = [f"{meant.text} " for meant in expansion.terms[: _LIKELIEST_NAMES if not keys else 1]]
    elif any(len(name) == 1 for name in query.names):
        longer = [name for name in query.names if len(name) > 1]
        initials = [name for name in query.names if len(name) == 1]
        starts = [f"{name} {initial}" for name in longer[:2] for initial in initials[:2]]
    if not keys and not starts:
        return []
    each = _PREFIX_ROWS if len(query.names) > 1 else _PREFIX_ROWS // 4
    return index.hits(replace(ask, starts=tuple(dict.fromkeys(starts)), each=each, keys=keys, best=_PROBED))


def _should_widen(query: Query, ranked: list[Ranked]) -> bool:
    return len(query.tokens) > 1 and (not ranked or ranked[0].cost > CONFIDENT)


def _wide_ask(query: Query, expansion: Expansion, ask: Ask) -> Ask:
    """Of those with the fact that was said, or with a rare name, whose other names are most like what was said."""
    starts = [f"{meant.text} " for meant in expansion.facts if meant.cost == 0 and len(meant.text) > 4]
    starts += [
        f"{meant.text} " for meant in expansion.likeliest.values() if meant.kinds & _NAME and meant.bearers < _RARE
    ]
    return replace(ask, around=tuple(dict.fromkeys(starts)), each=_WIDE_ROWS, words=query.names)


def _advise(query: Query, ranked: list[Ranked], limit: int) -> Advice | None:
    if query.shortened:
        return Advice.SHORTEN
    if not ranked:
        unmet = query.partial_email or any(not is_name(token) for token in query.tokens)
        return Advice.WHOLE_FACT if unmet else Advice.CHECK_SPELLING
    if not ranked[0].confident:
        return Advice.CHECK_SPELLING
    equal = sum(one.cost == ranked[0].cost for one in ranked)
    begun = sum(one.cost <= CONFIDENT for one in ranked)
    if equal > limit or (begun >= _PREFIX_ROWS and len(query.tokens) == 1):
        return Advice.ADD_FACT
    return None
