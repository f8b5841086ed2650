"""The other engine: tantivy with its fuzzy terms, and our ranking behind it.

Every term that our index has, tantivy has too: names joined and in parts, towns, postcodes whole and outward, birth
dates, whole keys. A word is asked for as it is, joined with its neighbours, and with one edit (two from six letters on;
an exchange counts as one), the last also as a beginning; facts whole and with one edit. The best 240 are ranked.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path

from tantivy import Document, Index, Occur, Query, SchemaBuilder

from care_console.domain.ports import Outline
from care_console.lookup.keys import EMAIL, Indexed, name_terms, place_term, postcode_forms, whole_keys
from care_console.lookup.likeness import like_date, like_email, like_postcode
from care_console.lookup.query import Kind, is_name, parse
from care_console.lookup.query import Query as Said
from care_console.lookup.rank import Ranking, word_cost

_NAMES = ("given", "surname", "town")
_FIELDS = (*_NAMES, "postcode", "born", "whole")
_RANKED = 240
_TWO_EDITS_FROM = 6
_EXACTLY, _NEARLY = 3.0, 1.0


class TantivyIndex:
    """Customers in an index on disk, made once; `find` gives ids, best first."""

    def __init__(self, folder: Path) -> None:
        builder = SchemaBuilder()
        for field in _FIELDS:
            builder.add_text_field(field, tokenizer_name="raw", index_option="freq")
        builder.add_bytes_field("card", stored=True)
        self._schema = builder.build()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = Index(self._schema, path=str(folder))
        self._searcher = self._index.searcher()

    def fill(self, people: Iterable[Indexed]) -> None:
        """Put customers into an empty index, in one segment as after long quiet."""
        writer = self._index.writer(400_000_000, 1)
        for one in people:
            writer.add_document(_document(one))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    @property
    def size(self) -> int:
        """How many customers there are."""
        return int(self._searcher.num_docs)

    def find(self, text: str, limit: int) -> list[tuple[int, float]]:
        """Ids and costs of those who answer best."""
        said = parse(text)
        if not said.tokens:
            return []
        found = self._searcher.search(self._query(said), _RANKED).hits
        outlines = [_outline(self._searcher.doc(address)["card"][0], said) for _score, address in found]
        ranked = Ranking(said, self.size, self._bearers(said, outlines)).rank(outlines)
        return [(one.outline.customer_id, one.cost) for one in ranked[:limit]]

    def _query(self, said: Said) -> Query:
        parts = []
        words = said.tokens
        for place, word in enumerate(words):
            if not is_name(word):
                continue
            last = place == len(words) - 1
            edits = 2 if len(word) >= _TWO_EDITS_FROM else 1
            for field in _NAMES:
                parts.append(Query.boost_query(Query.term_query(self._schema, field, word), _EXACTLY))
                fuzzy = Query.fuzzy_term_query(self._schema, field, word, edits, True, False)
                parts.append(Query.boost_query(fuzzy, _NEARLY))
                if last:
                    parts.append(Query.fuzzy_term_query(self._schema, field, word, 0, True, True))
                if not last and is_name(words[place + 1]):
                    parts.append(Query.term_query(self._schema, field, word + words[place + 1]))
        for kind, field in ((Kind.POSTCODE, "postcode"), (Kind.DATE, "born")):
            for value in said.values(kind):
                parts.append(Query.boost_query(Query.term_query(self._schema, field, value), _EXACTLY))
                parts.append(Query.fuzzy_term_query(self._schema, field, value, 1, True, False))
        parts += [
            Query.boost_query(Query.term_query(self._schema, "whole", value), _EXACTLY)
            for value in said.values(Kind.EMAIL, Kind.PHONE, Kind.NUMBER)
        ]
        return Query.boolean_query([(Occur.Should, part) for part in parts])

    def _bearers(self, said: Said, outlines: list[Outline]) -> dict[str, int]:
        """How many bear the likeliest word for each that was said, as our expansion tells the same ranking."""
        held = {word for one in outlines for word in _words(one)}
        bearers = {}
        for token in filter(is_name, said.tokens):
            likeliest = min(held, key=lambda word: (word_cost(token, word), word), default=token)
            bearers[token] = max(self._searcher.doc_freq(field, likeliest) for field in _NAMES)
        return bearers


def _words(one: Outline) -> set[str]:
    return {*name_terms(one.given_names), *name_terms(one.surname), *map(place_term, one.towns)}


def _document(one: Indexed) -> Document:
    card = json.dumps(
        [
            one.customer_id,
            one.given_names,
            one.surname,
            one.towns,
            one.postcodes,
            one.birth_date.isoformat() if one.birth_date else "",
            sorted(whole_keys(one)),
        ]
    )
    document = Document(
        given=list(name_terms(one.given_names)),
        surname=list(name_terms(one.surname)),
        town=[place_term(town) for town in one.towns if town],
        postcode=[form for postcode in one.postcodes for form in postcode_forms(postcode)],
        born=[f"{one.birth_date:%Y%m%d}"] if one.birth_date else [],
        whole=sorted(whole_keys(one)),
    )
    document.add_bytes("card", card.encode())
    return document


def _outline(card: bytes, said: Said) -> Outline:
    customer_id, given, surname, towns, postcodes, born, whole = json.loads(bytes(card))
    birth_date = date.fromisoformat(born) if born else None
    emails = [key for key in whole if key.startswith(EMAIL)]
    return Outline(
        customer_id,
        given,
        surname,
        tuple(town for town in towns if town),
        None,
        tuple(like_postcode(value, postcodes) for value in said.values(Kind.POSTCODE)),
        tuple(like_date(value, birth_date) for value in said.values(Kind.DATE)),
        tuple(like_email(value, emails) for value in said.values(Kind.EMAIL)),
        frozenset(whole).intersection(said.values(Kind.PHONE, Kind.NUMBER, Kind.EMAIL)),
    )
