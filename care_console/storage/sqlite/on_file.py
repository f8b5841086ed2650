"""What a caller said, or an agent typed to search, against what is on file (`domain.facts` wrote the keys of both)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import Connection, Select, select

from care_console.domain.facts import is_key
from care_console.domain.requests import Fact
from care_console.storage import tables as t

_KEYS = {
    Fact.CUSTOMER_NUMBER: t.customer_number.c.number_key,
    Fact.POSTCODE: t.address.c.premise_key,
    Fact.EMAIL: t.email.c.address_key,
    Fact.PHONE: t.phone.c.number_key,
    Fact.ORDER: t.order.c.number_key,
    Fact.CARD: t.card.c.last_four,
}


def matches(connection: Connection, customer_id: int, fact: Fact, key: str, *, typed: bool = False) -> bool:
    """Whether a normalised answer equals one on file (`domain.facts` wrote both).

    `typed` to search, a phone is national digits: the country was not said.
    """
    query: Select[tuple[int]]
    if fact is Fact.BIRTH_DATE:
        wanted = t.customer.c.birth_date == date.fromisoformat(key)
        query = select(t.customer.c.id).where(t.customer.c.id == customer_id, wanted)
    elif fact is Fact.SECURITY_ANSWER:
        query = select(t.customer.c.id).where(t.customer.c.id == customer_id, t.customer.c.security_answer_key == key)
    elif fact is Fact.ORDER and key.startswith("amount:"):
        query = select(t.order.c.id).where(
            t.order.c.customer_id == customer_id, t.order.c.total_minor == int(key.removeprefix("amount:"))
        )
    elif fact is Fact.PHONE and typed:
        query = select(t.phone.c.id).where(
            t.phone.c.customer_id == customer_id, t.phone.c.number_key.endswith(key, autoescape=True)
        )
    else:
        column = _KEYS[fact]
        query = select(column.table.c.id).where(column.table.c.customer_id == customer_id, column == key)
    return connection.execute(query.limit(1)).first() is not None


def counts(fact: Fact, key: str) -> bool:
    """Whether what was typed to search can be a fact: a postcode is one with the house number, a date is a day."""
    return fact is not Fact.POSTCODE and (fact is not Fact.BIRTH_DATE or is_key(fact, key))
