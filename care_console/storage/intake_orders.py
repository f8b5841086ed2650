"""Orders and transcripts on their way into the store; both need their customer to be there."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from msgspec import structs
from sqlalchemy import select

from care_console.domain import facts
from care_console.domain.customers import AddressKind
from care_console.domain.intake import AddressRecord, OrderRecord, Remark, Row, Tally, TranscriptRecord
from care_console.storage import tables as t
from care_console.storage.intake_customers import address_values
from care_console.storage.intake_rows import Amended, RowWriter, Stored, Values

_NO_CUSTOMER: Final = "customer_number: no customer of this brand has this number"
_ANOTHER: Final = "customer_number: in the store this belongs to another customer"


class _OwnedIntake:
    """What orders and transcripts have in common."""

    def __init__(self, writer: RowWriter) -> None:
        self._writer = writer
        self.tally = Tally()
        self.turned_away: list[Remark] = []

    def index(self) -> None:
        """The look-up reads orders where they are, and no transcripts: nothing is to be done."""

    def _customer_ids(self, wanted: list[tuple[str, str]]) -> dict[tuple[str, str], int]:
        found = self._writer.named(t.customer_number, "brand", "number", wanted)
        return {key: row["customer_id"] for key, row in found.items()}

    def _owner(self, row: Row, owner: int | None, there: Stored | None) -> int | None:
        """The customer of a row, unless it is turned away."""
        if owner is None:
            self.turned_away.append(Remark(row.line, _NO_CUSTOMER))
        elif there is not None and there["customer_id"] != owner:
            self.turned_away.append(Remark(row.line, _ANOTHER))
        else:
            return owner
        return None

    def _count(self, *, changed: bool) -> None:
        self.tally += Tally(updated=int(changed), unchanged=int(not changed))


class OrderIntake(_OwnedIntake):
    """Stores the orders of one transaction."""

    def store(self, rows: Sequence[Row]) -> None:
        """Collect what these rows, none of them twice, make and change."""
        records = [(row, row.record) for row in rows if isinstance(row.record, OrderRecord)]
        owners = self._customer_ids([(record.brand, record.customer_number) for _, record in records])
        known = self._writer.named(t.order, "brand", "number", [(record.brand, record.number) for _, record in records])
        items = self._writer.owned(t.order_item, "order_id", [row["id"] for row in known.values()])
        places = [row["address_id"] for row in known.values() if row["address_id"] is not None]
        addresses = self._writer.owned(t.address, "id", places)
        amended = Amended.of(self._writer.connection, {row["customer_id"] for row in known.values()})
        untold = self._untold([row["id"] for row in known.values()])
        for row, record in records:
            there = known.get((record.brand, record.number))
            owner = self._owner(row, owners.get((record.brand, record.customer_number)), there)
            if owner is None:
                continue
            if there is None:
                self._create(owner, record)
            else:
                values = _order_values(record)
                if there["id"] in untold:
                    self.tally += Tally(kept=int(there["status"] != values.pop("status")))
                self._compare(there, record, values, items.get(there["id"], []), addresses, amended)

    def _untold(self, order_ids: Collection[int]) -> set[int]:
        """Orders on hold of which the order system, whose file this may be, has not heard yet (M5)."""
        message = t.order_message.c
        waiting = select(message.order_id).where(
            message.order_id.in_(order_ids),
            message.cancelled_at.is_(None),
            message.sent_at.is_(None),
            message.refused_at.is_(None),
        )
        return set(self._writer.connection.scalars(waiting)) if order_ids else set()

    def _create(self, owner: int, record: OrderRecord) -> None:
        address_id = None
        if isinstance(record.address, AddressRecord):
            address_id = self._writer.insert(t.address, _order_address(owner, record, record.address))
        values = {"customer_id": owner, "address_id": address_id, **_order_values(record)}
        order_id = self._writer.insert(t.order, values)
        for values in _item_values(record):
            self._writer.insert(t.order_item, {"customer_id": owner, "order_id": order_id, **values})
        self.tally += Tally(created=1)

    def _compare(
        self,
        there: Stored,
        record: OrderRecord,
        values: Values,
        items: Sequence[Stored],
        addresses: dict[int, list[Stored]],
        amended: Amended,
    ) -> None:
        owner: int = there["customer_id"]
        changed = self._writer.amend(t.order, there, values)
        stamps = {"customer_id": owner, "order_id": there["id"]}
        changed |= self._writer.sync(t.order_item, items, _item_values(record), lambda row: row["position"], stamps)
        if isinstance(record.address, AddressRecord):
            wanted = _order_address(owner, record, record.address)
            address_id = there["address_id"]
            if address_id is None:
                self._writer.amend(t.order, there, {"address_id": self._writer.insert(t.address, wanted)})
                changed = True
            elif ("address", address_id) in amended.rows:
                stored = addresses[address_id][0]
                self.tally += Tally(kept=int(stored["premise_key"] != wanted["premise_key"]))
            else:
                changed |= self._writer.amend(t.address, addresses[address_id][0], wanted)
        self._count(changed=changed)


def _order_values(record: OrderRecord) -> Values:
    return {
        "brand": record.brand,
        "number": record.number,
        "number_key": facts.number_key(record.number),
        "placed_at": record.placed_at,
        "status": record.status,
        "total_minor": record.total_minor,
        "currency": record.currency,
    }


def _order_address(owner: int, record: OrderRecord, address: AddressRecord) -> Values:
    """An order's own copy of its address."""
    own = {"customer_id": owner, "kind": AddressKind.ORDER, "since": record.placed_at}
    return address_values(address) | own


def _item_values(record: OrderRecord) -> list[Values]:
    return [{"position": position, **structs.asdict(item)} for position, item in enumerate(record.items, 1)]


class TranscriptIntake(_OwnedIntake):
    """Stores the transcripts of one transaction."""

    def store(self, rows: Sequence[Row]) -> None:
        """Collect what these rows, none of them twice, make and change."""
        records = [(row, row.record) for row in rows if isinstance(row.record, TranscriptRecord)]
        owners = self._customer_ids([(record.brand, record.customer_number) for _, record in records])
        names = [(record.provider, record.reference) for _, record in records]
        known = self._writer.named(t.transcript, "provider", "reference", names)
        messages = self._writer.owned(t.transcript_message, "transcript_id", [row["id"] for row in known.values()])
        for row, record in records:
            there = known.get((record.provider, record.reference))
            owner = self._owner(row, owners.get((record.brand, record.customer_number)), there)
            if owner is None:
                continue
            values = _transcript_values(record)
            said = _message_values(record)
            if there is None:
                transcript_id = self._writer.insert(t.transcript, {"customer_id": owner, **values})
                self._say(transcript_id, said)
                self.tally += Tally(created=1)
            else:
                changed = self._writer.amend(t.transcript, there, values)
                self._count(changed=self._say_anew(there["id"], messages.get(there["id"], []), said) or changed)

    def _say(self, transcript_id: int, said: Sequence[Values]) -> None:
        for values in said:
            self._writer.insert_part(t.transcript_message, {"transcript_id": transcript_id, **values})

    def _say_anew(self, transcript_id: int, stored: Sequence[Stored], said: Sequence[Values]) -> bool:
        there = sorted(stored, key=lambda row: int(row["position"]))
        if [{name: row[name] for name in ("position", "at", "speaker", "text")} for row in there] == list(said):
            return False
        self._writer.connection.execute(
            t.transcript_message.delete().where(t.transcript_message.c.transcript_id == transcript_id)
        )
        self._say(transcript_id, said)
        return True


def _transcript_values(record: TranscriptRecord) -> Values:
    return {
        "brand": record.brand,
        "provider": record.provider,
        "reference": record.reference,
        "started_at": record.started_at,
        "ended_at": record.ended_at,
        "advisor": record.advisor,
        "topic": record.topic,
        "messages": len(record.messages),
        "held": True,
    }


def _message_values(record: TranscriptRecord) -> list[Values]:
    return [
        {"position": position, "at": each.at, "speaker": each.speaker, "text": each.text}
        for position, each in enumerate(record.messages, 1)
    ]
