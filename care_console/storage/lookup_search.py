"""The look-up index of the embedded store as the engine asks it (`domain.ports.LookupIndex`).

Of each customer found one small row is read, with what a hit shows in it; masks are made for those alone who are shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection

from care_console.domain.masking import Mask, mask, outward
from care_console.domain.ports import Ask, Candidate, Outline, Term
from care_console.lookup.keys import BIRTH, EMAIL, POSTCODE
from care_console.lookup.likeness import MOST_AROUND, like_date, like_email, like_postcode, most_alike
from care_console.storage import lookup_tables as _tables  # noqa: F401 - declares the tables with the others

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

# Asked in the driver's own form: what the toolkit does for each statement would cost as much as the statement itself.
_CONTROLLER = "SELECT id, customers FROM lookup_controller WHERE controller = :name"
# `:brand` empty: customers of any.
_OF_BRAND = "(:brand = '' OR EXISTS (SELECT 1 FROM customer_number n WHERE n.customer_id = {id} AND n.brand = :brand))"
# Keys of a range in their order: so many are read, and of those so many are taken that lead to the brand.
_RANGE = (
    "SELECT k, id FROM (SELECT k, id FROM lookup_key"  # noqa: S608 - our own names, as below
    " WHERE controller_id = :controller AND k >= :from{n} AND k < :to{n}"
    " ORDER BY k, id LIMIT :read) s WHERE " + _OF_BRAND.format(id="s.id") + " LIMIT :each"
)
_AROUND = _RANGE.format(n="")
_STARTS = f"SELECT {{n}}, id FROM ({_RANGE})"  # noqa: S608
_BEST = (
    "SELECT l.id FROM json_each(:keys) j CROSS JOIN lookup_key l ON l.controller_id = :controller"  # noqa: S608
    f" AND l.k = j.value->>0 WHERE {_OF_BRAND.format(id='l.id')}"
    " GROUP BY l.id ORDER BY sum(j.value->>1) DESC, l.id LIMIT :best"
)
_WHOLE = (
    "SELECT l.id, l.k FROM json_each(:keys) j CROSS JOIN lookup_key l ON l.controller_id = :controller"
    " AND l.k = j.value LIMIT :most"
)
_ORDERS = (
    'SELECT o.customer_id, j.value->>1 FROM json_each(:numbers) j CROSS JOIN "order" o ON o.number_key = j.value->>0'
    " CROSS JOIN customer c ON c.id = o.customer_id WHERE c.controller = :name LIMIT :most"
)
# The letters that order numbers begin with: from each the index leads to the next, past all numbers in between.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_BEFORE_DIGITS = f"substr(k, 1, length(k) - length(ltrim(k, '{_LETTERS}')))"
_ORDER_LETTERS = (
    'WITH RECURSIVE led(k) AS (SELECT min(number_key) FROM "order" UNION ALL'  # noqa: S608 - our own names
    f" SELECT (SELECT min(o.number_key) FROM \"order\" o WHERE o.number_key > {_BEFORE_DIGITS} || ':')"
    f" FROM led WHERE k IS NOT NULL LIMIT :most) SELECT DISTINCT {_BEFORE_DIGITS} FROM led WHERE k IS NOT NULL"
)
_TERMS = (
    "SELECT v.v, t.term, t.kind, t.df FROM json_each(:variants) j CROSS JOIN lookup_variant v ON v.v = j.value"
    " CROSS JOIN lookup_term t ON t.controller_id = :controller AND t.term = v.term"
)
_COMPLETIONS = (
    "SELECT term, kind, df FROM lookup_term WHERE controller_id = :controller AND term > :start AND term < :after"
    " ORDER BY df DESC, term LIMIT :most"
)
_CARDS = (
    "SELECT c.id, c.given_names, c.surname, c.towns, c.postcodes, c.birth_date, c.whole, c.shown"  # noqa: S608
    " FROM json_each(:ids) j CROSS JOIN lookup_card c ON c.id = j.value WHERE c.controller_id = :controller"
    f" AND {_OF_BRAND.format(id='c.id')}"
)
_OWN = (
    "SELECT r.customer_id, max(r.started_at) FROM json_each(:ids) j CROSS JOIN care_request r"
    " ON r.customer_id = j.value WHERE r.agent = :agent GROUP BY r.customer_id"
)
_RECENT = (
    "SELECT customer_id FROM care_request WHERE agent = :agent AND controller = :name AND customer_id IS NOT NULL"
    " ORDER BY started_at DESC LIMIT :most"
)
_MOST_WHOLE = 60
_MOST_OUTLINES = 240
_MOST_RECENT = 40
_MOST_SIFTED = 2_000
"""Keys of a range that are read for the customers of one brand."""
_MOST_ORDER_LETTERS = 40
_SHORTEST_BARE_ORDER = 5


_Card = tuple[int, str, str, str, str, str, str, str]
"""A row of `_CARDS`."""


def _after(start: str) -> str:
    """The first text after every text that begins with `start`."""
    return start[:-1] + chr(ord(start[-1]) + 1)


def _json(values: object) -> str:
    return json.dumps(values, ensure_ascii=False)


class SqliteLookupIndex:
    """The port `LookupIndex` over one connection, for one controller; `agent` is whose recent customers come first."""

    def __init__(
        self, connection: Connection, controller: str, agent: str = "", *, whole_numbers: bool = False
    ) -> None:
        self.connection = connection
        self.controller = controller
        self.agent = agent
        self._whole_numbers = whole_numbers
        self._counted: tuple[int, int] | None = None
        self._found: dict[int, tuple[_Card, datetime | None, str]] = {}

    def _rows(self, statement: str, **values: object) -> Sequence[Any]:
        return self.connection.exec_driver_sql(statement, values).fetchall()

    def _count(self) -> tuple[int, int]:
        """The controller's number (-1 for none) and customers, as they are in this transaction."""
        if self._counted is None:
            found = self._rows(_CONTROLLER, name=self.controller)
            self._counted = (found[0][0], found[0][1]) if found else (-1, 0)
        return self._counted

    def _number(self) -> int:
        return self._count()[0]

    def size(self) -> int:
        """See the port."""
        return max(1, self._count()[1])

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        """See the port."""
        if not variants:
            return []
        rows = self._rows(_TERMS, variants=_json(sorted(variants)), controller=self._number())
        return [(variant, Term(term, kinds, bearers)) for variant, term, kinds, bearers in rows]

    def completions(self, start: str, limit: int) -> list[Term]:
        """See the port."""
        if not start:
            return []
        rows = self._rows(_COMPLETIONS, controller=self._number(), start=start, after=_after(start), most=limit)
        return [Term(*row) for row in rows]

    def hits(self, ask: Ask) -> list[Outline]:
        """See the port."""
        met = self._met(ask)
        ids = dict.fromkeys(met)
        begun = self._begun(ask)
        for each in begun:
            ids.update(dict.fromkeys(each))
        for half in ask.around:
            keys = self._ranges(_AROUND, {"": half}, MOST_AROUND, ask.brand)
            ids.update(dict.fromkeys(most_alike(ask.words, keys, ask.each)))
        if ask.keys:
            weighted = {"keys": _json(ask.keys), "controller": self._number(), "brand": ask.brand, "best": ask.best}
            ids.update((row[0], None) for row in self._rows(_BEST, **weighted))
        # Where more begin alike than are read, the agent's own recent customers must not be left out.
        crowded = any(len(each) == ask.each for each in begun)
        recent = self._recent() if crowded and self.agent else ()
        return self._outlines(list(dict.fromkeys([*recent, *ids]))[:_MOST_OUTLINES], ask, met)

    def _begun(self, ask: Ask) -> list[list[int]]:
        """By beginning: the customers whose keys begin so."""
        begun: list[list[int]] = [[] for _ in ask.starts]
        if ask.starts:
            named = {str(place): start for place, start in enumerate(ask.starts)}
            statement = " UNION ALL ".join(_STARTS.format(n=place) for place in named)
            for place, customer_id in self._ranges(statement, named, ask.each, ask.brand):
                begun[place].append(customer_id)
        return begun

    def _ranges(self, statement: str, starts: Mapping[str, str], each: int, brand: str) -> Sequence[Any]:
        """What a statement reads of ranges of keys, each named there and given by its beginning."""
        values: dict[str, object] = {}
        for name, start in starts.items():
            _check_start(start)
            values |= {f"from{name}": start, f"to{name}": _after(start)}
        read = _MOST_SIFTED if brand else each
        return self._rows(statement, controller=self._number(), each=each, read=read, brand=brand, **values)

    def _met(self, ask: Ask) -> dict[int, set[str]]:
        """By customer: the whole keys and the order numbers that lead there."""
        met: dict[int, set[str]] = {}
        found: list[Any] = []
        if ask.whole:
            found += self._rows(_WHOLE, keys=_json(ask.whole), controller=self._number(), most=_MOST_WHOLE)
        if ask.orders:
            numbers = _json(self._numbered(ask.orders))
            found += self._rows(_ORDERS, numbers=numbers, name=self.controller, most=_MOST_WHOLE)
        for customer_id, key in found:
            met.setdefault(customer_id, set()).add(key)
        return met

    def _numbered(self, said: Sequence[str]) -> list[tuple[str, str]]:
        """Order numbers as on file, each with what was said for it: digits stand for any letters before them."""
        bare = [number for number in said if number.isdigit() and len(number) >= _SHORTEST_BARE_ORDER]
        letters = [row[0] for row in self._rows(_ORDER_LETTERS, most=_MOST_ORDER_LETTERS)] if bare else []
        return [(number, number) for number in said] + [
            (before + number, number) for before in letters if before for number in bare
        ]

    def _recent(self) -> list[int]:
        return [row[0] for row in self._rows(_RECENT, agent=self.agent, name=self.controller, most=_MOST_RECENT)]

    def _outlines(self, ids: Sequence[int], ask: Ask, met: dict[int, set[str]]) -> list[Outline]:
        if not ids:
            return []
        wanted = _json(ids)
        own: dict[int, datetime] = {}
        if self.agent:
            contacts = self._rows(_OWN, ids=wanted, agent=self.agent)
            own = {customer_id: _EPOCH + timedelta(microseconds=at) for customer_id, at in contacts}
        rows = self._rows(_CARDS, ids=wanted, controller=self._number(), brand=ask.brand)
        self._found.update((row[0], (row, own.get(row[0]), ask.brand)) for row in rows)
        return [_outline(row, ask, frozenset(met.get(row[0], ())), own.get(row[0])) for row in rows]

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        """See the port."""
        found = [self._found[customer_id] for customer_id in customer_ids if customer_id in self._found]
        return [_candidate(card, contact, brand if self._whole_numbers else None) for card, contact, brand in found]


def _check_start(start: str) -> None:
    """A fact must be followed by a space: whole, it may be followed by the beginning of a name."""
    if not start or not (start[0].isalnum() or (start[0] in (POSTCODE, BIRTH) and " " in start)):
        raise ValueError("a range of keys may not run into a masked fact")


def _outline(card: _Card, ask: Ask, met: frozenset[str], contact: datetime | None) -> Outline:
    customer_id, given, surname, towns, postcodes, born, whole, _ = card
    there = postcodes.split("\n") if ask.postcodes else ()
    birth_date = date.fromisoformat(born) if ask.dates and born else None
    addresses = [key for key in whole.split("\n") if key.startswith(EMAIL)] if ask.emails else ()
    return Outline(
        customer_id,
        given,
        surname,
        tuple(towns.split("\n")) if towns else (),
        contact,
        tuple(like_postcode(said, there) for said in ask.postcodes),
        tuple(like_date(said, birth_date) for said in ask.dates),
        tuple(like_email(said, addresses) for said in ask.emails),
        met,
    )


def _candidate(card: _Card, contact: datetime | None, whole_at: str | None) -> Candidate:
    """`whole_at`: the brand whose number is given whole, where the customer has one there; None for none."""
    customer_id, given, surname, *_, shown = card
    place, numbers, email, phone, flags = json.loads(shown)
    town, postcode, country = place or ("", "", "")
    return Candidate(
        customer_id=customer_id,
        given_names=given,
        surname=surname,
        town=town,
        outward=outward(postcode),
        country=country,
        brands=tuple(brand for brand, _ in numbers),
        numbers=tuple(mask(Mask.LAST_FOUR, number) for _, number in numbers),
        email=mask(Mask.EMAIL, email),
        phone=mask(Mask.PHONE, phone),
        flags=tuple(flags),
        last_contact=contact,
        whole_number=_at(whole_at, numbers) if whole_at is not None else "",
    )


def _at(brand: str, numbers: Sequence[Sequence[str]]) -> str:
    """The number at a brand, or at the first one where the customer has none there."""
    return next((number for at, number in numbers if at == brand), numbers[0][1] if numbers else "")
