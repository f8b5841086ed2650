"""Maps the domain's classes to the tables, once per process; the classes themselves know nothing of it."""

from __future__ import annotations

import time
from functools import cache

from sqlalchemy.orm import configure_mappers, registry, relationship

from care_console.domain import customers
from care_console.domain.preferences import Consent
from care_console.domain.requests import CareRequest
from care_console.storage import tables as t

GUARDED_CLASSES: dict[type, str] = {
    customers.Customer: "customer",
    customers.CustomerNumber: "customer_number",
    customers.CustomerFlag: "customer_flag",
    customers.Email: "email",
    customers.Phone: "phone",
    customers.Address: "address",
    customers.Order: "order",
    customers.OrderItem: "order_item",
    customers.Card: "card",
    customers.Preference: "preference",
    customers.TranscriptSummary: "transcript",
    Consent: "consent",
}
"""The guarded classes, and the table of `domain.fields.GUARDED` that each one is."""

_PARTS = {
    "numbers": (customers.CustomerNumber, t.customer_number.c.id),
    "flags": (customers.CustomerFlag, t.customer_flag.c.id),
    "emails": (customers.Email, t.email.c.id),
    "phones": (customers.Phone, t.phone.c.id),
    "addresses": (customers.Address, t.address.c.id),
    "orders": (customers.Order, t.order.c.placed_at.desc()),
    "cards": (customers.Card, t.card.c.id),
    "preferences": (customers.Preference, t.preference.c.id),
    "transcripts": (customers.TranscriptSummary, t.transcript.c.started_at.desc()),
}


@cache
def map_classes() -> registry:
    """The mapping; every row's `version` is compared when it is written."""
    mapped = registry(metadata=t.metadata)
    for cls, name in GUARDED_CLASSES.items():
        table = t.metadata.tables[name]
        mapped.map_imperatively(
            cls,
            table,
            version_id_col=table.c.version,
            version_id_generator=_next_version,
            properties=_properties(cls),
        )
    mapped.map_imperatively(
        CareRequest,
        t.care_request,
        version_id_col=t.care_request.c.version,
        include_properties=[c.name for c in t.care_request.c if c.name != "serial"],
    )
    configure_mappers()
    return mapped


def _next_version(version: int | None) -> int:
    """Versions count on. A row that is added begins at the time in seconds, beyond what any editor may still hold.

    One that was removed comes back under its id, and must not be taken for what it was at its first version.
    """
    return int(time.time()) if version is None else version + 1


def _properties(cls: type) -> dict[str, object]:
    if cls is customers.Customer:
        return {
            part: relationship(target, order_by=order, lazy="raise", cascade="all, delete-orphan", passive_deletes=True)
            for part, (target, order) in _PARTS.items()
        }
    if cls is customers.Order:
        return {
            "items": relationship(customers.OrderItem, order_by=t.order_item.c.position, lazy="raise", viewonly=True)
        }
    return {}
