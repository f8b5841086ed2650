"""What a search ticket licenses: only what derives from the text that was committed with it (`access.md`).

A client that has a ticket for one text could ask the index for another. Whatever is not near what was committed - by
spelling, sound, short form, or as the same word begun - is dropped before it reaches the store.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from care_console.domain.ports import Ask, Candidate, LookupIndex, Outline, Term
from care_console.lookup.expand import facts_meant, is_near, spans_of, variants_meant
from care_console.lookup.query import Kind, Query, parse

_NOTHING = "?"
"""Equal to nothing on file: what is on file is compared in letters and digits."""


class Licensed:
    """The port `LookupIndex`, for what one committed text may ask."""

    def __init__(self, index: LookupIndex, text: str) -> None:
        self._index = index
        query = parse(text)
        queries = [query, query.with_email_names()] if query.values(Kind.EMAIL) else [query]
        self._said = set().union(*(spans_of(each).items() for each in queries))
        self._joined = set().union(*(_joins(each) for each in queries))
        self._facts = {meant.text for meant in facts_meant(query)}
        self._near: dict[str, bool] = {}
        self._whole = query.values(Kind.EMAIL, Kind.PHONE, Kind.NUMBER)
        self._orders = query.values(Kind.ORDER)
        self._postcodes = query.values(Kind.POSTCODE)
        self._dates = query.values(Kind.DATE)
        self._emails = query.values(Kind.EMAIL)

    def size(self) -> int:
        """See the port."""
        return self._index.size()

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        """See the port."""
        licensed = set().union(*(variants_meant(said, joined=end - first > 1) for (first, end), said in self._said))
        return self._index.terms(licensed.intersection(variants))

    def completions(self, start: str, limit: int) -> list[Term]:
        """See the port."""
        return self._index.completions(start, limit) if start in self._joined else []

    def hits(self, ask: Ask) -> list[Outline]:
        """See the port."""
        return self._index.hits(
            replace(
                ask,
                starts=tuple(filter(self._may_start, ask.starts)),
                around=tuple(half for half in ask.around if half[-1:] == " " and self._is_meant(half[:-1])),
                words=tuple(word for word in ask.words if word in self._joined),
                keys=tuple((key, weight) for key, weight in ask.keys if self._may_ask(key)),
                whole=tuple(key for key in ask.whole if key in self._whole),
                orders=tuple(number for number in ask.orders if number in self._orders),
                postcodes=_licensed(ask.postcodes, self._postcodes),
                dates=_licensed(ask.dates, self._dates),
                emails=_licensed(ask.emails, self._emails),
            )
        )

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        """See the port."""
        return self._index.shown(customer_ids)

    def _may_start(self, start: str) -> bool:
        """Whether a beginning of keys is licensed: its last word is open, and may only be open as it was said."""
        closed, _, open_end = start.rpartition(" ")
        return (not closed or self._is_meant(closed)) and (not open_end or open_end in self._joined)

    def _may_ask(self, key: str) -> bool:
        one, _, other = key.partition(" ")
        return self._is_meant(one) and self._is_meant(other)

    def _is_meant(self, half: str) -> bool:
        if half not in self._near:
            near = half in self._joined or any(is_near(said, half) for _, said in self._said)
            self._near[half] = half in self._facts if half[:1] and not half[0].isalnum() else near
        return self._near[half]


def _licensed(asked: Sequence[str], committed: Sequence[str]) -> tuple[str, ...]:
    return tuple(value if value in committed else _NOTHING for value in asked)


def _joins(query: Query) -> set[str]:
    """Neighbouring names as one word, however many: facts between them do not part them."""
    names = query.names
    return {"".join(names[first:end]) for first in range(len(names)) for end in range(first + 1, len(names) + 1)}
