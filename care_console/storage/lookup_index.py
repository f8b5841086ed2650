"""The look-up index of the embedded store: its tables, its upkeep, and the port that the engine asks.

Nothing crosses controllers: keys and terms carry the number of theirs. Only `recount` touches frequencies, so that an
amendment writes no row that another amendment writes too.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import islice

from sqlalchemy import Column, Connection, Index, Integer, String, Table, Text, insert, text

from care_console.domain.masking import Mask, mask, outward
from care_console.domain.ports import Ask, Candidate, Term
from care_console.lookup.keys import BIRTH, POSTCODE, Indexed, keys_of, terms_of, variants_of
from care_console.lookup.likeness import like_date, like_postcode
from care_console.storage.tables import metadata

lookup_controller = Table(
    "lookup_controller",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("controller", String, nullable=False, unique=True),
    Column("customers", Integer, nullable=False, default=0),
)
lookup_key = Table(
    "lookup_key",
    metadata,
    Column("controller_id", Integer, primary_key=True, autoincrement=False),
    Column("k", Text, primary_key=True),
    Column("id", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
lookup_term = Table(
    "lookup_term",
    metadata,
    Column("controller_id", Integer, primary_key=True, autoincrement=False),
    Column("term", Text, primary_key=True),
    Column("kind", Integer, nullable=False),
    Column("df", Integer, nullable=False, default=0),
    sqlite_with_rowid=False,
)
lookup_variant = Table(
    "lookup_variant",
    metadata,
    Column("v", Text, primary_key=True),
    Column("term", Text, primary_key=True),
    sqlite_with_rowid=False,
)
Index("ix_lookup_variant_term", lookup_variant.c.term)
# What each customer is filed under, so that an amendment or a removal takes out exactly that, whatever made it.
lookup_card = Table(
    "lookup_card",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("controller_id", Integer, nullable=False),
    Column("keys", Text, nullable=False),
)

_BATCH = 20_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_PUT_KEY = "INSERT OR IGNORE INTO lookup_key (controller_id, k, id) VALUES (?, ?, ?)"
_DROP_KEY = "DELETE FROM lookup_key WHERE controller_id = ? AND k = ? AND id = ?"
_PUT_CARD = "INSERT OR REPLACE INTO lookup_card (id, controller_id, keys) VALUES (?, ?, ?)"
_PUT_TERM = (
    "INSERT INTO lookup_term (controller_id, term, kind, df) VALUES (?, ?, ?, 0) ON CONFLICT (controller_id, term)"
    " DO UPDATE SET kind = kind | excluded.kind WHERE kind <> kind | excluded.kind"
)
_PUT_VARIANT = "INSERT OR IGNORE INTO lookup_variant (v, term) VALUES (?, ?)"

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
    'SELECT o.customer_id, o.number_key FROM json_each(:numbers) j CROSS JOIN "order" o ON o.number_key = j.value'
    " CROSS JOIN customer c ON c.id = o.customer_id WHERE c.controller = :name LIMIT :most"
)
_TERMS = text(
    "SELECT v.v, t.term, t.kind, t.df FROM json_each(:variants) j CROSS JOIN lookup_variant v ON v.v = j.value"
    " CROSS JOIN lookup_term t ON t.controller_id = :controller AND t.term = v.term"
)
_COMPLETIONS = text(
    "SELECT term, kind, df FROM lookup_term WHERE controller_id = :controller AND term > :low AND term < :high"
    " ORDER BY df DESC, term LIMIT :most"
)
_PEOPLE = text(
    "SELECT c.id, c.given_names, c.surname, c.birth_date,"
    " (SELECT json_group_array(json_array(a.kind, a.town, a.postcode, a.country))"
    " FROM address a WHERE a.customer_id = c.id),"
    " (SELECT json_group_array(json_array(n.brand, n.number)) FROM customer_number n WHERE n.customer_id = c.id),"
    " (SELECT e.address FROM email e WHERE e.customer_id = c.id ORDER BY e.id LIMIT 1),"
    " (SELECT p.number FROM phone p WHERE p.customer_id = c.id ORDER BY p.id LIMIT 1),"
    " (SELECT json_group_array(f.flag) FROM customer_flag f WHERE f.customer_id = c.id),"
    " (SELECT max(r.started_at) FROM care_request r WHERE r.customer_id = c.id AND r.agent = :agent)"
    " FROM json_each(:ids) j CROSS JOIN customer c ON c.id = j.value WHERE c.controller = :name"
)
_RECORDS = (
    "SELECT c.id, c.controller, c.given_names, c.surname, c.birth_date,"
    " (SELECT json_group_array(json_array(a.town, a.postcode))"
    " FROM address a WHERE a.customer_id = c.id AND a.kind <> 'order'),"
    " (SELECT json_group_array(e.address) FROM email e WHERE e.customer_id = c.id),"
    " (SELECT json_group_array(p.number) FROM phone p WHERE p.customer_id = c.id),"
    " (SELECT json_group_array(n.number) FROM customer_number n WHERE n.customer_id = c.id)"
)
_MOST_WHOLE = 60
_MOST_PEOPLE = 240


def _after(start: str) -> str:
    """The first text after every text that begins with `start`."""
    return start[:-1] + chr(ord(start[-1]) + 1)


class SqliteLookupIndex:
    """The port `LookupIndex` over one connection, for one controller; `agent` is whose recent customers come first."""

    def __init__(self, connection: Connection, controller: str, agent: str = "") -> None:
        self.connection = connection
        self.controller = controller
        self.agent = agent
        self._counted: tuple[int, int] | None = None

    def _count(self) -> tuple[int, int]:
        """The controller's number (-1 for none) and customers, as they are in this transaction."""
        if self._counted is None:
            found = self.connection.execute(_CONTROLLER, {"name": self.controller}).one_or_none()
            self._counted = (-1, 0) if found is None else (found[0], found[1])
        return self._counted

    def _number(self) -> int:
        return self._count()[0]

    def size(self) -> int:
        """How many customers there were at the last count; at least 1."""
        return max(1, self._count()[1])

    def terms(self, variants: Collection[str]) -> list[tuple[str, Term]]:
        """The terms that have one of these variants, each with the variant that met it."""
        if not variants:
            return []
        rows = self.connection.execute(
            _TERMS, {"controller": self._number(), "variants": json.dumps(sorted(variants), ensure_ascii=False)}
        )
        return [(variant, Term(term, kinds, bearers)) for variant, term, kinds, bearers in rows]

    def completions(self, start: str, limit: int) -> list[Term]:
        """The terms that begin with `start` and are longer, most borne first."""
        if not start:
            return []
        rows = self.connection.execute(
            _COMPLETIONS, {"controller": self._number(), "low": start, "high": _after(start), "most": limit}
        )
        return [Term(*row) for row in rows]

    def hits(self, ask: Ask) -> list[Candidate]:
        """The customers that one question finds. Raises ValueError for a start that runs into a masked fact."""
        ids: dict[int, None] = {}
        met: dict[int, set[str]] = {}
        controller = self._number()
        if ask.whole:
            found = {"controller": controller, "keys": json.dumps(ask.whole, ensure_ascii=False), "most": _MOST_WHOLE}
            for customer_id, key in self.connection.execute(_WHOLE, found):
                met.setdefault(customer_id, set()).add(key)
        if ask.orders:
            numbers = {
                "name": self.controller,
                "numbers": json.dumps(ask.orders, ensure_ascii=False),
                "most": _MOST_WHOLE,
            }
            for customer_id, key in self.connection.execute(_ORDERS, numbers):
                met.setdefault(customer_id, set()).add(key)
        ids.update(dict.fromkeys(met))
        for start in ask.starts:
            _check_start(start)
            bounds = {"controller": controller, "low": start, "high": _after(start), "most": ask.each}
            ids.update(dict.fromkeys(self.connection.execute(_STARTS, bounds).scalars()))
        if ask.keys:
            weighted = {"controller": controller, "keys": json.dumps(ask.keys, ensure_ascii=False), "most": ask.best}
            ids.update(dict.fromkeys(self.connection.execute(_BEST, weighted).scalars()))
        return self._people(list(ids)[:_MOST_PEOPLE], ask, met)

    def _people(self, ids: list[int], ask: Ask, met: dict[int, set[str]]) -> list[Candidate]:
        if not ids:
            return []
        rows = self.connection.execute(_PEOPLE, {"ids": json.dumps(ids), "name": self.controller, "agent": self.agent})
        return [_candidate(row, ask, frozenset(met.get(row[0], ()))) for row in rows]


def _check_start(start: str) -> None:
    """A fact must be followed by a space: whole, it may be followed by the beginning of a name."""
    if not start or not (start[0].isalnum() or (start[0] in (POSTCODE, BIRTH) and " " in start)):
        raise ValueError("a range of keys may not run into a masked fact")


_Person = tuple[int, str, str, str | None, str, str, str | None, str | None, str, int | None]


def _candidate(row: object, ask: Ask, met: frozenset[str]) -> Candidate:
    person: _Person = row  # type: ignore[assignment] # a row of _PEOPLE
    customer_id, given, surname, born, addresses, numbers, email, phone, flags, contact = person
    places: list[list[str]] = json.loads(addresses)
    home = next((place for place in places if place[0] == "home"), places[0] if places else ["", "", "", ""])
    brands: list[list[str]] = json.loads(numbers)
    birth_date = date.fromisoformat(born) if born else None
    postcodes = [place[2] for place in places if place[0] != "order"]
    return Candidate(
        customer_id=customer_id,
        given_names=given,
        surname=surname,
        town=home[1],
        outward=outward(home[2]),
        country=home[3],
        brands=tuple(dict.fromkeys(brand for brand, _ in brands)),
        number=mask(Mask.LAST_FOUR, brands[0][1]) if brands else "",
        email=mask(Mask.EMAIL, email),
        phone=mask(Mask.PHONE, phone),
        flags=tuple(json.loads(flags)),
        last_contact=None if contact is None else _EPOCH + timedelta(microseconds=contact),
        postcodes=tuple(like_postcode(said, postcodes) for said in ask.postcodes),
        dates=tuple(like_date(said, birth_date) for said in ask.dates),
        met=met,
    )


def read_records(connection: Connection, customer_ids: Collection[int] | None = None) -> Iterator[Indexed]:
    """What the base tables say of these customers, or of all of them, as the index knows it."""
    if customer_ids is None:
        rows = connection.execute(text(f"{_RECORDS} FROM customer c ORDER BY c.id"))
    else:
        rows = connection.execute(
            text(f"{_RECORDS} FROM json_each(:ids) j CROSS JOIN customer c ON c.id = j.value"),
            {"ids": json.dumps(sorted(customer_ids))},
        )
    for customer_id, controller, given, surname, born, places, emails, phones, numbers in rows:
        addresses: list[list[str]] = json.loads(places)
        yield Indexed(
            customer_id=customer_id,
            controller=controller,
            given_names=given,
            surname=surname,
            postcodes=tuple(dict.fromkeys(postcode for _, postcode in addresses if postcode)),
            towns=tuple(dict.fromkeys(town for town, _ in addresses if town)),
            birth_date=date.fromisoformat(born) if born else None,
            emails=tuple(json.loads(emails)),
            phones=tuple(json.loads(phones)),
            numbers=tuple(json.loads(numbers)),
        )


def put_keys(connection: Connection, records: Iterable[Indexed]) -> int:
    """File customers who are not in the index yet; returns how many. Frequencies wait for `recount`."""
    controllers = _Controllers(connection)
    known: set[tuple[int, str, int]] = set()
    remaining = iter(records)
    filed = 0
    while batch := list(islice(remaining, _BATCH)):
        filed += len(batch)
        keys: list[tuple[int, str, int]] = []
        cards: list[tuple[int, int, str]] = []
        terms: dict[tuple[int, str, int], None] = {}
        for record in batch:
            number = controllers.number(record.controller)
            own = keys_of(record)
            keys.extend((number, key, record.customer_id) for key in own)
            cards.append((record.customer_id, number, "\n".join(own)))
            for term, kind in terms_of(record).items():
                if (entry := (number, term, kind)) not in known:
                    known.add(entry)
                    terms[entry] = None
        keys.sort()
        connection.exec_driver_sql(_PUT_KEY, keys)
        connection.exec_driver_sql(_PUT_CARD, cards)
        _put_terms(connection, list(terms))
    return filed


def reindex(connection: Connection, customer_ids: Collection[int]) -> None:
    """File customers anew from the base tables after an amendment, or take them out if they are gone.

    Only keys that differ are written.
    """
    found = {record.customer_id: record for record in read_records(connection, customer_ids)}
    drop_keys(connection, (customer_id for customer_id in customer_ids if customer_id not in found))
    controllers = _Controllers(connection)
    for record in found.values():
        _refile(connection, controllers.number(record.controller), record)


def _refile(connection: Connection, number: int, record: Indexed) -> None:
    old_number, old = _filed(connection, record.customer_id) or (number, set())
    new = set(keys_of(record))
    gone = old if old_number != number else old - new
    fresh = new if old_number != number else new - old
    if gone:
        connection.exec_driver_sql(_DROP_KEY, [(old_number, key, record.customer_id) for key in sorted(gone)])
    if fresh:
        connection.exec_driver_sql(_PUT_KEY, [(number, key, record.customer_id) for key in sorted(fresh)])
    if gone or fresh:
        connection.exec_driver_sql(_PUT_CARD, (record.customer_id, number, "\n".join(sorted(new))))
        terms = [(number, term, kind) for term, kind in terms_of(record).items()]
        _put_terms(connection, terms, known=_names_in("\n".join(old)) if old_number == number else frozenset())


def drop_keys(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Take customers out of the index. Terms that nobody bears any more go with the next `recount`."""
    for customer_id in customer_ids:
        filed = _filed(connection, customer_id)
        if filed:
            number, keys = filed
            connection.exec_driver_sql(_DROP_KEY, [(number, key, customer_id) for key in sorted(keys)])
            connection.exec_driver_sql("DELETE FROM lookup_card WHERE id = ?", (customer_id,))


def recount(connection: Connection) -> None:
    """Count customers, and the bearers of every term; forget terms and variants that nobody bears."""
    borne: Counter[tuple[int, str]] = Counter()
    customers: Counter[int] = Counter()
    for number, keys in connection.execute(text("SELECT controller_id, keys FROM lookup_card")):
        customers[number] += 1
        borne.update((number, term) for term in _names_in(keys))
    counted = connection.execute(text("SELECT controller_id, term, df FROM lookup_term")).all()
    changed = [(borne[number, term], number, term) for number, term, df in counted if df != borne[number, term]]
    if changed:
        connection.exec_driver_sql("UPDATE lookup_term SET df = ? WHERE controller_id = ? AND term = ?", changed)
    connection.execute(text("DELETE FROM lookup_term WHERE df = 0"))
    connection.execute(text("DELETE FROM lookup_variant WHERE term NOT IN (SELECT term FROM lookup_term)"))
    for (number,) in connection.execute(text("SELECT id FROM lookup_controller")).all():
        connection.execute(
            text("UPDATE lookup_controller SET customers = :customers WHERE id = :id"),
            {"customers": customers[number], "id": number},
        )


def misfiled(connection: Connection) -> Iterator[int]:
    """The ids of customers whose keys are not what the base tables give, and of keys without a customer."""
    for record in read_records(connection):
        filed = _filed(connection, record.customer_id)
        if filed is None or filed[1] != set(keys_of(record)):
            yield record.customer_id
    yield from connection.execute(
        text("SELECT id FROM lookup_card WHERE id NOT IN (SELECT id FROM customer)")
    ).scalars()


def _names_in(keys: str) -> set[str]:
    """The names and towns in a customer's keys: both halves of those that hold no fact."""
    return {half for key in keys.split("\n") if key[:1].isalnum() for half in key.split(" ") if half}


def _filed(connection: Connection, customer_id: int) -> tuple[int, set[str]] | None:
    row = connection.execute(
        text("SELECT controller_id, keys FROM lookup_card WHERE id = :id"), {"id": customer_id}
    ).one_or_none()
    return None if row is None else (row[0], set(row[1].split("\n")) - {""})


def _put_terms(connection: Connection, terms: list[tuple[int, str, int]], known: Collection[str] = frozenset()) -> None:
    """Terms with their kinds, and the variants of those that are not `known` to have theirs."""
    if terms:
        connection.exec_driver_sql(_PUT_TERM, terms)
    variants = sorted({(variant, term) for _, term, _ in terms if term not in known for variant in variants_of(term)})
    if variants:
        connection.exec_driver_sql(_PUT_VARIANT, variants)


class _Controllers:
    """The numbers of controllers, made as they are met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    def number(self, controller: str) -> int:
        if controller not in self._numbers:
            found = self._connection.execute(_CONTROLLER, {"name": controller}).one_or_none()
            if found is None:
                self._connection.execute(insert(lookup_controller).values(controller=controller, customers=0))
                found = self._connection.execute(_CONTROLLER, {"name": controller}).one()
            self._numbers[controller] = int(found[0])
        return self._numbers[controller]
