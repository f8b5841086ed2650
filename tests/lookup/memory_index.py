"""A look-up index of plain dictionaries: what every store must answer, written down a second time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType

from care_console.domain.masking import Mask, mask, outward
from care_console.domain.ports import Ask, Candidate, Outline, Term
from care_console.lookup.keys import EMAIL, Indexed, email_form, keys_of, terms_of, variants_of
from care_console.lookup.likeness import MOST_AROUND, like_date, like_email, like_postcode, most_alike


class MemoryIndex:
    """See `domain.ports.LookupIndex`."""

    def __init__(self, records: Iterable[Indexed], brands: Mapping[int, str] = MappingProxyType({})) -> None:
        """`brands`: that of each customer who has a number."""
        self.brands = brands
        self.records = {record.customer_id: record for record in records}
        self.keys = sorted((key, record.customer_id) for record in self.records.values() for key in keys_of(record))
        self.kinds: dict[str, int] = {}
        self.bearers: Counter[str] = Counter()
        for record in self.records.values():
            for term, kind in terms_of(record).items():
                self.kinds[term] = self.kinds.get(term, 0) | kind
                self.bearers[term] += 1
        self.variants: dict[str, list[str]] = {}
        for term in self.kinds:
            for variant in variants_of(term):
                self.variants.setdefault(variant, []).append(term)
        self.asked: list[Ask] = []

    def size(self) -> int:
        return max(1, len(self.records))

    def _term(self, term: str) -> Term:
        return Term(term, self.kinds[term], self.bearers[term])

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        return [(variant, self._term(term)) for variant in variants for term in self.variants.get(variant, ())]

    def completions(self, start: str, limit: int) -> list[Term]:
        longer = [self._term(term) for term in self.kinds if term.startswith(start) and term != start]
        return sorted(longer, key=lambda term: (-term.bearers, term.text))[:limit]

    def hits(self, ask: Ask) -> list[Outline]:
        self.asked.append(ask)
        met: dict[int, set[str]] = {}
        keys_of_brand = [(key, i) for key, i in self.keys if not ask.brand or self.brands.get(i) == ask.brand]
        for key, customer_id in keys_of_brand:
            if key in ask.whole:
                met.setdefault(customer_id, set()).add(key)
        ids = dict.fromkeys(met)
        for start in ask.starts:
            ids.update(dict.fromkeys([i for key, i in keys_of_brand if key.startswith(start)][: ask.each]))
        for half in ask.around:
            assert half.endswith(" ")
            keys = [one for one in keys_of_brand if one[0].startswith(half)][:MOST_AROUND]
            ids.update(dict.fromkeys(most_alike(ask.words, keys, ask.each)))
        weights: Counter[int] = Counter()
        weight = dict(ask.keys)
        for key, customer_id in keys_of_brand:
            if key in weight:
                weights[customer_id] += weight[key]  # type: ignore[assignment] # a Counter adds up floats as well
        ids.update(dict.fromkeys(sorted(weights, key=lambda i: (-weights[i], i))[: ask.best]))
        return [self._outline(self.records[i], ask, frozenset(met.get(i, ()))) for i in ids]

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        return [self._candidate(self.records[i]) for i in customer_ids]

    def _outline(self, record: Indexed, ask: Ask, met: frozenset[str]) -> Outline:
        return Outline(
            customer_id=record.customer_id,
            given_names=record.given_names,
            surname=record.surname,
            towns=record.towns,
            postcodes=tuple(like_postcode(said, record.postcodes) for said in ask.postcodes),
            dates=tuple(like_date(said, record.birth_date) for said in ask.dates),
            emails=tuple(like_email(said, [EMAIL + email_form(one) for one in record.emails]) for said in ask.emails),
            met=met,
        )

    def _candidate(self, record: Indexed) -> Candidate:
        return Candidate(
            customer_id=record.customer_id,
            given_names=record.given_names,
            surname=record.surname,
            town=record.towns[0] if record.towns else "",
            outward=outward(record.postcodes[0]) if record.postcodes else "",
            country="",
            brands=(self.brands[record.customer_id],) if record.customer_id in self.brands else (),
            numbers=tuple(mask(Mask.LAST_FOUR, number) for number in record.numbers[:1]),
            email=mask(Mask.EMAIL, record.emails[0]) if record.emails else "",
            phone=mask(Mask.PHONE, record.phones[0]) if record.phones else "",
            flags=(),
        )
