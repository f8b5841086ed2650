"""The look-up index of the embedded store as the engine asks it (`domain.ports.LookupIndex`).

Ranking reads one small row of each customer found; masks are filled for those alone who are shown.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import Connection, text

from care_console.domain.masking import Mask, mask, outward
from care_console.domain.ports import Ask, Candidate, Outline, Term
from care_console.lookup.keys import BIRTH, EMAIL, POSTCODE
from care_console.lookup.likeness import like_date, like_email, like_postcode
from care_console.storage import lookup_tables as _tables  # noqa: F401 - declares the tables with the others

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_CONTROLLER = text("SELECT id, customers FROM lookup_controller WHERE controller = :name")
_STARTS = text(
    "SELECT id FROM lookup_key WHERE controller_id = :controller AND k >= :low AND k < :high ORDER BY k, id LIMIT :most"
)
_BEST = text(
    "SELECT l.id FROM json_each(:keys) j CROSS JOIN lookup_key l"
    " ON l.controller_id = :controller AND l.k = j.value->>0"
    " GROUP BY l.id ORDER BY sum(j.value->>1) DESC, l.id LIMIT :most"
)
_WHOLE = text(
    "SELECT l.id, l.k FROM json_each(:keys) j CROSS JOIN lookup_key l"
    " ON l.controller_id = :controller AND l.k = j.value LIMIT :most"
)
_ORDERS = text(
    'SELECT o.customer_id, j.value->>1 FROM json_each(:numbers) j CROSS JOIN "order" o ON o.number_key = j.value->>0'
    " CROSS JOIN customer c ON c.id = o.customer_id WHERE c.controller = :name LIMIT :most"
)
# The letters that order numbers begin with: from each the index leads to the next, past all numbers in between.
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ORDER_LETTERS = text(
    'WITH RECURSIVE led(k) AS (SELECT min(number_key) FROM "order" UNION ALL'
    ' SELECT (SELECT min(o.number_key) FROM "order" o WHERE o.number_key >'
    " substr(k, 1, length(k) - length(ltrim(k, :letters))) || ':') FROM led WHERE k IS NOT NULL LIMIT :most)"
    " SELECT DISTINCT substr(k, 1, length(k) - length(ltrim(k, :letters))) FROM led WHERE k IS NOT NULL"
)
_TERMS = text(
    "SELECT v.v, t.term, t.kind, t.df FROM json_each(:variants) j CROSS JOIN lookup_variant v ON v.v = j.value"
    " CROSS JOIN lookup_term t ON t.controller_id = :controller AND t.term = v.term"
)
_COMPLETIONS = text(
    "SELECT term, kind, df FROM lookup_term WHERE controller_id = :controller AND term > :low AND term < :high"
    " ORDER BY df DESC, term LIMIT :most"
)
_CARDS = text(
    "SELECT c.id, c.given_names, c.surname, c.towns, c.postcodes, c.birth_date, c.whole"
    " FROM json_each(:ids) j CROSS JOIN lookup_card c ON c.id = j.value WHERE c.controller_id = :controller"
)
_OWN = text(
    "SELECT r.customer_id, max(r.started_at) FROM json_each(:ids) j CROSS JOIN care_request r"
    " ON r.customer_id = j.value WHERE r.agent = :agent GROUP BY r.customer_id"
)
_RECENT = text(
    "SELECT customer_id FROM care_request WHERE agent = :agent AND controller = :name AND customer_id IS NOT NULL"
    " ORDER BY started_at DESC LIMIT :most"
)
_PEOPLE = text(
    "SELECT c.id, c.given_names, c.surname,"
    " (SELECT json_array(a.town, a.postcode, a.country) FROM address a WHERE a.customer_id = c.id"
    " ORDER BY a.kind <> 'home', a.id LIMIT 1),"
    " (SELECT json_group_array(json_array(n.brand, n.number)) FROM customer_number n WHERE n.customer_id = c.id),"
    " (SELECT e.address FROM email e WHERE e.customer_id = c.id ORDER BY e.id LIMIT 1),"
    " (SELECT p.number FROM phone p WHERE p.customer_id = c.id ORDER BY p.id LIMIT 1),"
    " (SELECT json_group_array(f.flag) FROM customer_flag f WHERE f.customer_id = c.id)"
    " FROM json_each(:ids) j CROSS JOIN customer c ON c.id = j.value WHERE c.controller = :name"
)
_MOST_WHOLE = 60
_MOST_OUTLINES = 240
_MOST_RECENT = 40
_MOST_ORDER_LETTERS = 40
_SHORTEST_BARE_ORDER = 5


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
        self._found: dict[int, datetime | None] = {}

    def _count(self) -> tuple[int, int]:
        """The controller's number (-1 for none) and customers, as they are in this transaction."""
        if self._counted is None:
            found = self.connection.execute(_CONTROLLER, {"name": self.controller}).one_or_none()
            self._counted = (-1, 0) if found is None else (found[0], found[1])
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
        rows = self.connection.execute(_TERMS, {"controller": self._number(), "variants": _json(sorted(variants))})
        return [(variant, Term(term, kinds, bearers)) for variant, term, kinds, bearers in rows]

    def completions(self, start: str, limit: int) -> list[Term]:
        """See the port."""
        if not start:
            return []
        rows = self.connection.execute(
            _COMPLETIONS, {"controller": self._number(), "low": start, "high": _after(start), "most": limit}
        )
        return [Term(*row) for row in rows]

    def hits(self, ask: Ask) -> list[Outline]:
        """See the port."""
        met = self._met(ask)
        ids = dict.fromkeys(met)
        crowded = False
        for start in ask.starts:
            _check_start(start)
            bounds = {"controller": self._number(), "low": start, "high": _after(start), "most": ask.each}
            begun = self.connection.execute(_STARTS, bounds).scalars().all()
            crowded = crowded or len(begun) == ask.each
            ids.update(dict.fromkeys(begun))
        if ask.keys:
            weighted = {"controller": self._number(), "keys": _json(ask.keys), "most": ask.best}
            ids.update(dict.fromkeys(self.connection.execute(_BEST, weighted).scalars()))
        # Where more begin alike than are read, the agent's own recent customers must not be left out.
        recent = self._recent() if crowded and self.agent else ()
        return self._outlines(list(dict.fromkeys([*recent, *ids]))[:_MOST_OUTLINES], ask, met)

    def _met(self, ask: Ask) -> dict[int, set[str]]:
        """By customer: the whole keys and the order numbers that lead there."""
        met: dict[int, set[str]] = {}
        found: list[Any] = []
        if ask.whole:
            whole = {"controller": self._number(), "keys": _json(ask.whole), "most": _MOST_WHOLE}
            found += self.connection.execute(_WHOLE, whole)
        if ask.orders:
            orders = {"name": self.controller, "numbers": _json(self._numbered(ask.orders)), "most": _MOST_WHOLE}
            found += self.connection.execute(_ORDERS, orders)
        for customer_id, key in found:
            met.setdefault(customer_id, set()).add(key)
        return met

    def _numbered(self, said: Sequence[str]) -> list[tuple[str, str]]:
        """Order numbers as on file, each with what was said for it: digits stand for any letters before them."""
        bare = [number for number in said if number.isdigit() and len(number) >= _SHORTEST_BARE_ORDER]
        letters: Sequence[str] = ()
        if bare:
            wanted = {"letters": _LETTERS, "most": _MOST_ORDER_LETTERS}
            letters = self.connection.execute(_ORDER_LETTERS, wanted).scalars().all()
        return [(number, number) for number in said] + [
            (before + number, number) for before in letters if before for number in bare
        ]

    def _recent(self) -> Sequence[int]:
        recent = {"agent": self.agent, "name": self.controller, "most": _MOST_RECENT}
        return self.connection.execute(_RECENT, recent).scalars().all()

    def _outlines(self, ids: Iterable[int], ask: Ask, met: dict[int, set[str]]) -> list[Outline]:
        fresh = list(ids)
        if not fresh:
            return []
        wanted = _json(fresh)
        own: dict[int, datetime] = {}
        if self.agent:
            contacts = self.connection.execute(_OWN, {"ids": wanted, "agent": self.agent})
            own = {customer_id: _EPOCH + timedelta(microseconds=at) for customer_id, at in contacts}
        rows = self.connection.execute(_CARDS, {"ids": wanted, "controller": self._number()})
        outlines = [_outline(row, ask, frozenset(met.get(row[0], ())), own.get(row[0])) for row in rows]
        self._found.update((one.customer_id, one.last_contact) for one in outlines)
        return outlines

    def shown(self, customer_ids: Sequence[int]) -> list[Candidate]:
        """See the port."""
        wanted = [customer_id for customer_id in customer_ids if customer_id in self._found]
        if not wanted:
            return []
        rows = self.connection.execute(_PEOPLE, {"ids": _json(wanted), "name": self.controller})
        return [_candidate(row, self._found[row[0]], whole_number=self._whole_numbers) for row in rows]


def _check_start(start: str) -> None:
    """A fact must be followed by a space: whole, it may be followed by the beginning of a name."""
    if not start or not (start[0].isalnum() or (start[0] in (POSTCODE, BIRTH) and " " in start)):
        raise ValueError("a range of keys may not run into a masked fact")


_Card = tuple[int, str, str, str, str, str, str]
_Person = tuple[int, str, str, str | None, str, str | None, str | None, str]


def _outline(row: Any, ask: Ask, met: frozenset[str], contact: datetime | None) -> Outline:  # noqa: ANN401 - a row
    card: _Card = row
    customer_id, given, surname, towns, postcodes, born, whole = card
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


def _candidate(row: Any, contact: datetime | None, *, whole_number: bool) -> Candidate:  # noqa: ANN401 - a row
    person: _Person = row
    customer_id, given, surname, place, numbers, email, phone, flags = person
    town, postcode, country = json.loads(place) if place else ("", "", "")
    brands: list[list[str]] = json.loads(numbers)
    return Candidate(
        customer_id=customer_id,
        given_names=given,
        surname=surname,
        town=town,
        outward=outward(postcode),
        country=country,
        brands=tuple(dict.fromkeys(brand for brand, _ in brands)),
        number=mask(Mask.LAST_FOUR, brands[0][1]) if brands else "",
        email=mask(Mask.EMAIL, email),
        phone=mask(Mask.PHONE, phone),
        flags=tuple(json.loads(flags)),
        last_contact=contact,
        whole_number=brands[0][1] if brands and whole_number else "",
    )
