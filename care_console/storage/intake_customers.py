"""Customers on their way into the store."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time
from typing import Any, Final

from msgspec import UNSET, structs
from sqlalchemy import Table

from care_console.domain import facts
from care_console.domain.customers import AddressKind
from care_console.domain.intake import AddressRecord, ChoiceRecord, CustomerRecord, Remark, Row, Tally
from care_console.lookup.keys import Indexed
from care_console.storage import tables as t
from care_console.storage.intake_rows import Amended, RowWriter, Stored, Values
from care_console.storage.lookup_index import put_keys, reindex

_PLAIN: Final = (
    "given_names",
    "surname",
    "title",
    "birth_date",
    "language",
    "since",
    "guardian_name",
    "guardian_agreed_on",
    "security_question",
)
_DEFAULTS: Final[Values] = {
    "title": "",
    "birth_date": None,
    "language": "en",
    "since": None,
    "guardian_name": "",
    "guardian_agreed_on": None,
    "security_question": "",
    "security_answer_key": "",
}
_PARTS: Final[tuple[tuple[str, Table, Callable[[Stored], Any]], ...]] = (
    ("numbers", t.customer_number, lambda row: row["brand"]),
    ("emails", t.email, lambda row: row["address_key"]),
    ("phones", t.phone, lambda row: row["number_key"]),
    ("addresses", t.address, lambda row: (row["kind"], row["premise_key"])),
    ("cards", t.card, lambda row: row["token"]),
    ("flags", t.customer_flag, lambda row: row["flag"]),
)
_STAMPED: Final = frozenset({t.email, t.phone, t.address})


def address_values(address: AddressRecord) -> Values:
    """The columns of an address."""
    values = structs.asdict(address)
    return values | {"premise_key": facts.premise_key(address.postcode, f"{address.line1} {address.line2}")}


def _customer_values(record: CustomerRecord) -> Values:
    values = {name: value for name in _PLAIN if (value := getattr(record, name)) is not UNSET}
    if isinstance(record.security_answer, str):
        values["security_answer_key"] = facts.squeeze(record.security_answer)
    return values


def _part_values(record: CustomerRecord, part: str) -> list[Values] | None:
    """The rows of a part; None where the record does not speak of it."""
    given = getattr(record, part)
    if given is UNSET:
        return None
    if part == "numbers":
        return [
            {"brand": each.brand, "number": each.number, "number_key": facts.number_key(each.number)} for each in given
        ]
    if part == "emails":
        return [{"address": each, "address_key": facts.email_key(each)} for each in given]
    if part == "phones":
        return [{"number": each.number, "number_key": each.number, "kind": each.kind} for each in given]
    if part == "addresses":
        return [address_values(each) for each in given]
    return [structs.asdict(each) for each in given]


class CustomerIntake:
    """Stores the customers of one transaction."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        self.tally = Tally()
        self.turned_away: list[Remark] = []
        self._created: list[Indexed] = []
        self._changed: set[int] = set()

    def store(self, rows: Sequence[Row]) -> None:
        """Collect what these rows, none of them twice, make and change."""
        records = [(row, row.record) for row in rows if isinstance(row.record, CustomerRecord)]
        wanted = [(each.brand, each.number) for _, record in records for each in record.numbers]
        known = self._writer.named(t.customer_number, "brand", "number", wanted)
        ids = {row["customer_id"] for row in known.values()}
        stored = _Stored(self._writer, ids)
        for row, record in records:
            own = {known[key]["customer_id"] for each in record.numbers if (key := (each.brand, each.number)) in known}
            if len(own) > 1:
                self.turned_away.append(Remark(row.line, "numbers: they belong to different customers in the store"))
            elif own:
                self._compare(own.pop(), record, stored)
            else:
                self._create(row.controller, record)

    def index(self) -> None:
        """Bring the look-up index up to date."""
        if self._created:
            put_keys(self._writer.connection, self._created)
        if self._changed:
            reindex(self._writer.connection, self._changed)

    def _create(self, controller: str, record: CustomerRecord) -> None:
        values = _customer_values(record)
        head = {"pseudonym": uuid.uuid4().hex, "controller": controller, **_DEFAULTS, **values}
        customer_id = self._writer.insert(t.customer, head)
        stamp = self._stamp(record)
        parts: dict[str, list[Values]] = {}
        for part, table, _ in _PARTS:
            parts[part] = _part_values(record, part) or []
            extra = {"since": stamp} if table in _STAMPED else {}
            for each in parts[part]:
                self._writer.insert(table, {"customer_id": customer_id, **each, **extra})
        self._choices(customer_id, record.choices, [], [])
        self._created.append(_indexed(customer_id, head, parts))
        self.tally += Tally(created=1)

    def _stamp(self, record: CustomerRecord) -> datetime:
        return datetime.combine(record.since, time(), UTC) if isinstance(record.since, date) else self._writer.now

    def _compare(self, customer_id: int, record: CustomerRecord, stored: _Stored) -> None:
        changed, kept = self._compare_head(customer_id, record, stored)
        for part, table, key in _PARTS:
            wanted = _part_values(record, part)
            if wanted is None:
                continue
            there = stored.rows[table].get(customer_id, [])
            orders = [row["id"] for row in there if table is t.address and row["kind"] is AddressKind.ORDER]
            there = [row for row in there if row["id"] not in orders]
            if part == "numbers":
                brands = {each["brand"] for each in wanted}
                there = [row for row in there if row["brand"] in brands]
            if table is t.customer_flag:
                ours = stored.amended.flags.get(customer_id, frozenset())
                kept += len(({row["flag"] for row in there} ^ {row["flag"] for row in wanted}) & ours)
                there = [row for row in there if row["flag"] not in ours]
                wanted = [row for row in wanted if row["flag"] not in ours]
            if stored.amended.touches(customer_id, table, orders):
                kept += {key(row) for row in there} != {key(row) for row in wanted}
                continue
            stamps = {"customer_id": customer_id} | ({"since": self._writer.now} if table in _STAMPED else {})
            changed |= self._writer.sync(table, there, wanted, key, stamps)
        changed |= self._choices(
            customer_id,
            record.choices,
            stored.rows[t.consent].get(customer_id, []),
            stored.rows[t.preference].get(customer_id, []),
        )
        if changed:
            self._changed.add(customer_id)
        self.tally += Tally(updated=int(changed), unchanged=int(not changed), kept=kept)

    def _compare_head(self, customer_id: int, record: CustomerRecord, stored: _Stored) -> tuple[bool, int]:
        head = stored.rows[t.customer][customer_id][0]
        values = _customer_values(record)
        amended = {name for name in values if stored.amended.has(customer_id, f"customer.{name}")}
        if "security_question" in amended:
            amended.add("security_answer_key")
        kept = sum(head[name] != values[name] for name in amended if name in values)
        rest = {name: value for name, value in values.items() if name not in amended}
        return self._writer.amend(t.customer, head, rest), kept

    def _choices(
        self, customer_id: int, given: Sequence[ChoiceRecord], consents: Sequence[Stored], chosen: Sequence[Stored]
    ) -> bool:
        """Add to the history what it does not hold yet; the newest word of a brand on a subject is in force (O7)."""
        known = {(row["brand"], row["subject"], row["at"], row["chosen"]) for row in consents}
        fresh = [each for each in given if (each.brand, each.subject, each.at, each.chosen) not in known]
        in_force = {(row["brand"], row["subject"]): row for row in chosen}
        newest: dict[tuple[str, str], ChoiceRecord] = {}
        for each in sorted(fresh, key=lambda choice: choice.at):
            self._writer.insert(t.consent, {"customer_id": customer_id, "request_id": None, **structs.asdict(each)})
            newest[each.brand, each.subject] = each
        for key, each in newest.items():
            values = {"chosen": each.chosen, "since": each.at, "policy": each.policy}
            if key not in in_force:
                own = {"customer_id": customer_id, "brand": each.brand, "subject": each.subject}
                self._writer.insert(t.preference, own | values)
            elif in_force[key]["since"] < each.at:
                self._writer.amend(t.preference, in_force[key], values)
        return bool(fresh)


class _Stored:
    """What the store holds of some customers."""

    def __init__(self, writer: RowWriter, customer_ids: set[int]) -> None:
        tables = [table for _, table, _ in _PARTS] + [t.consent, t.preference]
        self.rows: dict[Table, dict[int, list[Stored]]] = {
            table: writer.owned(table, "customer_id", customer_ids) for table in tables
        }
        self.rows[t.customer] = writer.owned(t.customer, "id", customer_ids)
        self.amended = Amended.of(writer.connection, customer_ids)


def _indexed(customer_id: int, head: Values, parts: dict[str, list[Values]]) -> Indexed:
    places = [each for each in parts["addresses"] if each["kind"] is not AddressKind.ORDER]
    return Indexed(
        customer_id=customer_id,
        controller=head["controller"],
        given_names=head["given_names"],
        surname=head["surname"],
        postcodes=tuple(dict.fromkeys(each["postcode"] for each in places if each["postcode"])),
        towns=tuple(dict.fromkeys(each["town"] for each in places if each["town"])),
        birth_date=head["birth_date"],
        emails=tuple(each["address"] for each in parts["emails"]),
        phones=tuple(each["number"] for each in parts["phones"]),
        numbers=tuple(each["number"] for each in parts["numbers"]),
    )
