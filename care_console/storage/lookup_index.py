"""The upkeep of the look-up index: filing customers, filing them anew, taking them out, counting.

Only `recount` touches frequencies, so that an amendment writes no row that another amendment writes too. Whoever
changes what `lookup.keys` gives for a customer adds a migration that files everybody anew.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from sqlalchemy import Connection, insert, text

from care_console.lookup.keys import Indexed, keys_of, name_keys, terms_of, variants_of, whole_keys
from care_console.storage.lookup_tables import lookup_controller

_BATCH = 20_000

_PUT_KEY = "INSERT OR IGNORE INTO lookup_key (controller_id, k, id) VALUES (?, ?, ?)"
_DROP_KEY = "DELETE FROM lookup_key WHERE controller_id = ? AND k = ? AND id = ?"
_SHOWN = (
    "json_array(json((SELECT json_array(a.town, a.postcode, a.country) FROM address a WHERE a.customer_id = {id}"
    " AND a.kind <> 'order' ORDER BY a.kind <> 'home', a.id LIMIT 1)),"
    " json((SELECT json_group_array(json_array(n.brand, n.number)) FROM customer_number n WHERE n.customer_id = {id})),"
    " (SELECT e.address FROM email e WHERE e.customer_id = {id} ORDER BY e.id LIMIT 1),"
    " (SELECT p.number FROM phone p WHERE p.customer_id = {id} ORDER BY p.id LIMIT 1),"
    " json((SELECT json_group_array(f.flag) FROM customer_flag f WHERE f.customer_id = {id})))"
)
_PUT_CARD = (
    "INSERT OR REPLACE INTO lookup_card"  # noqa: S608 - our own names
    " (id, controller_id, given_names, surname, birth_date, towns, postcodes, whole, shown)"
    f" VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, {_SHOWN.format(id='?1')})"
)
OTHERWISE_SHOWN = f"shown <> {_SHOWN.format(id='lookup_card.id')}"
_SHOW_ANEW = f"UPDATE lookup_card SET shown = {_SHOWN.format(id='lookup_card.id')} WHERE id = ? AND {OTHERWISE_SHOWN}"  # noqa: S608 - our own names
CARDS = "SELECT id, controller_id, given_names, surname, birth_date, towns, postcodes, whole FROM lookup_card"
_PUT_TERM = (
    "INSERT INTO lookup_term (controller_id, term, kind, df) VALUES (?, ?, ?, 0) ON CONFLICT (controller_id, term)"
    " DO UPDATE SET kind = kind | excluded.kind WHERE kind <> kind | excluded.kind"
)
_PUT_VARIANT = "INSERT OR IGNORE INTO lookup_variant (v, term) VALUES (?, ?)"
_CONTROLLER = "SELECT id FROM lookup_controller WHERE controller = ?"
_RECORDS = (
    "SELECT c.id, c.controller, c.given_names, c.surname, c.birth_date,"
    " (SELECT json_group_array(json_array(a.town, a.postcode))"
    " FROM address a WHERE a.customer_id = c.id AND a.kind <> 'order'),"
    " (SELECT json_group_array(e.address) FROM email e WHERE e.customer_id = c.id),"
    " (SELECT json_group_array(p.number) FROM phone p WHERE p.customer_id = c.id),"
    " (SELECT json_group_array(n.number) FROM customer_number n WHERE n.customer_id = c.id)"
)

CardRow = tuple[int, int, str, str, str, str, str, str]
"""A row of `lookup_card`: id, controller, given names, surname, birth date, towns, postcodes, whole keys. What a hit
shows is not in it: the base tables give it when the row is written."""


def read_records(connection: Connection, customer_ids: Collection[int] | None = None) -> Iterator[Indexed]:
    """What the base tables say of these customers, or of all of them, as the index knows it."""
    if customer_ids is None:
        rows = connection.exec_driver_sql(f"{_RECORDS} FROM customer c ORDER BY c.id")
    else:
        some = f"{_RECORDS} FROM json_each(?) j CROSS JOIN customer c ON c.id = j.value"
        rows = connection.exec_driver_sql(some, (json.dumps(sorted(customer_ids)),))
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


def card_of(number: int, record: Indexed) -> CardRow:
    """The row that the index keeps of a customer, the same whatever order the parts came in."""
    return (
        record.customer_id,
        number,
        record.given_names,
        record.surname,
        record.birth_date.isoformat() if record.birth_date else "",
        _lines(record.towns),
        _lines(record.postcodes),
        _lines(whole_keys(record)),
    )


def _lines(values: Iterable[str]) -> str:
    return "\n".join(sorted({" ".join(value.split("\n")) for value in values if value}))


def record_of(card: CardRow) -> Indexed:
    """A customer as filed, but for what only whole keys are made of."""
    customer_id, _, given, surname, born, towns, postcodes, _ = card
    return Indexed(
        customer_id=customer_id,
        controller="",
        given_names=given,
        surname=surname,
        towns=tuple(filter(None, towns.split("\n"))),
        postcodes=tuple(filter(None, postcodes.split("\n"))),
        birth_date=date.fromisoformat(born) if born else None,
    )


def _filed_keys(card: CardRow) -> set[str]:
    return name_keys(record_of(card)) | set(filter(None, card[-1].split("\n")))


def put_keys(connection: Connection, records: Iterable[Indexed]) -> int:
    """File customers who are not in the index yet; returns how many. Frequencies wait for `recount`."""
    controllers = Controllers(connection)
    known: set[tuple[int, str, int]] = set()
    remaining = iter(records)
    filed = 0
    while batch := list(islice(remaining, _BATCH)):
        filed += len(batch)
        keys: list[tuple[int, str, int]] = []
        cards: list[CardRow] = []
        terms: dict[tuple[int, str, int], None] = {}
        for record in batch:
            number = controllers.number(record.controller)
            keys.extend((number, key, record.customer_id) for key in keys_of(record))
            cards.append(card_of(number, record))
            for term, kind in terms_of(record).items():
                if (entry := (number, term, kind)) not in known:
                    known.add(entry)
                    terms[entry] = None
        put_rows(connection, sorted(keys), cards)
        put_terms(connection, list(terms))
    return filed


def put_rows(connection: Connection, keys: list[tuple[int, str, int]], cards: list[CardRow]) -> None:
    """Write keys, sorted, and cards."""
    connection.exec_driver_sql(_PUT_KEY, keys)
    connection.exec_driver_sql(_PUT_CARD, cards)


def reindex(connection: Connection, customer_ids: Collection[int]) -> None:
    """File customers anew from the base tables after an amendment, or take them out if they are gone.

    Only keys that differ are written.
    """
    found = {record.customer_id: record for record in read_records(connection, customer_ids)}
    drop_keys(connection, (customer_id for customer_id in customer_ids if customer_id not in found))
    controllers = Controllers(connection)
    for record in found.values():
        _refile(connection, controllers.number(record.controller), record)


def _refile(connection: Connection, number: int, record: Indexed) -> None:
    old_card, card = filed_card(connection, record.customer_id), card_of(number, record)
    if old_card == card:
        connection.exec_driver_sql(_SHOW_ANEW, (record.customer_id,))
        return
    old_number = number if old_card is None else old_card[1]
    old = set() if old_card is None else _filed_keys(old_card)
    new = name_keys(record) | whole_keys(record)
    moved = old_number != number
    if gone := old if moved else old - new:
        connection.exec_driver_sql(_DROP_KEY, [(old_number, key, record.customer_id) for key in sorted(gone)])
    if fresh := new if moved else new - old:
        connection.exec_driver_sql(_PUT_KEY, [(number, key, record.customer_id) for key in sorted(fresh)])
    connection.exec_driver_sql(_PUT_CARD, card)
    known = {} if old_card is None or moved else terms_of(record_of(old_card))
    put_terms(connection, [(number, term, kind) for term, kind in terms_of(record).items() if known.get(term) != kind])


def drop_keys(connection: Connection, customer_ids: Iterable[int]) -> None:
    """Take customers out of the index. Terms that nobody bears any more go with the next `recount`."""
    for customer_id in customer_ids:
        card = filed_card(connection, customer_id)
        if card:
            keys = [(card[1], key, customer_id) for key in sorted(_filed_keys(card))]
            connection.exec_driver_sql(_DROP_KEY, keys)
            connection.exec_driver_sql("DELETE FROM lookup_card WHERE id = ?", (customer_id,))


def recount(connection: Connection) -> None:
    """Count customers, and the bearers of every term; forget terms and variants that nobody bears."""
    counted = count_cards(connection)
    put_counts(connection, counted.borne, counted.customers)


class Counted(NamedTuple):
    """What the cards say: by controller and term its bearers and its kinds, and by controller its customers."""

    borne: Counter[tuple[int, str]]
    kinds: dict[tuple[int, str], int]
    customers: Counter[int]


def count_cards(connection: Connection) -> Counted:
    """Count what is on the cards."""
    counted = Counted(Counter(), {}, Counter())
    for card in connection.exec_driver_sql(CARDS):
        counted.customers[card[1]] += 1
        for term, kind in terms_of(record_of(_card(card))).items():
            counted.borne[card[1], term] += 1
            counted.kinds[card[1], term] = counted.kinds.get((card[1], term), 0) | kind
    return counted


def put_counts(connection: Connection, borne: Counter[tuple[int, str]], customers: Counter[int]) -> None:
    """Write how many customers bear each term and how many there are; what is not counted is forgotten."""
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


def _card(row: Any) -> CardRow:  # noqa: ANN401 - a row of CARDS
    card: CardRow = tuple(row)
    return card


def filed_card(connection: Connection, customer_id: int) -> CardRow | None:
    """The card of a customer; None for somebody who is not filed."""
    row = connection.exec_driver_sql(f"{CARDS} WHERE id = ?", (customer_id,)).one_or_none()
    return None if row is None else _card(row)


def put_terms(connection: Connection, terms: list[tuple[int, str, int]]) -> None:
    """Terms with their kinds, and their variants."""
    if terms:
        connection.exec_driver_sql(_PUT_TERM, terms)
    variants = sorted({(variant, term) for _, term, _ in terms for variant in variants_of(term)})
    if variants:
        connection.exec_driver_sql(_PUT_VARIANT, variants)


class Controllers:
    """The numbers of controllers, made as they are met."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._numbers: dict[str, int] = {}

    def number(self, controller: str) -> int:
        """The number of a controller."""
        if controller not in self._numbers:
            found = self._connection.exec_driver_sql(_CONTROLLER, (controller,)).scalar_one_or_none()
            if found is None:
                self._connection.execute(insert(lookup_controller).values(controller=controller, customers=0))
                found = self._connection.exec_driver_sql(_CONTROLLER, (controller,)).scalar_one()
            self._numbers[controller] = int(found)
        return self._numbers[controller]
