"""Reading round the guard of the embedded store: raw columns, hand-written SQL, bulk writes, session tricks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, func, insert, literal, select, text, update
from sqlalchemy.orm import Session, aliased, undefer

from care_console.domain.customers import Card, Customer, Email
from care_console.domain.errors import BugError
from care_console.domain.fields import GUARDED
from care_console.domain.preferences import Consent
from care_console.storage import tables as t
from care_console.storage.mapping import GUARDED_CLASSES
from tests.contract.desk import Desk
from tests.stores import Place, SetClock

if TYPE_CHECKING:
    pass

TECHNICAL = {
    "id",
    "customer_id",
    "version",
    "pseudonym",
    "controller",
    "order_id",
    "position",
    "address_id",
    "request_id",
}
"""Columns without a declaration: none says anything about a person."""


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk.at(place)


def session(unit: Any) -> Session:
    """The unit's own, which no service has; what is refused there is refused everywhere."""
    found = unit._session
    assert isinstance(found, Session)
    return found


def column(cls: Any, name: str) -> Any:
    return getattr(cls, name)


ATTACKS: dict[str, Any] = {
    "a column": lambda: select(column(Customer, "birth_date")),
    "a column of an alias": lambda: select(column(aliased(Customer), "birth_date")),
    "a whole alias": lambda: select(aliased(Customer)),
    "an aggregate": lambda: select(func.max(column(Customer, "birth_date"))),
    "an object and a column": lambda: select(*[Customer, column(Email, "address")]),
    "an object and a literal": lambda: select(Customer, literal(1)),
    "the table": lambda: select(t.customer),
    "a column of the table": lambda: select(t.email.c.address),
    "text": lambda: text("SELECT address FROM email"),
    "an object from text": lambda: select(Customer).from_statement(text("SELECT * FROM customer")),
    "a union": lambda: select(t.email.c.address).union(select(t.phone.c.number)),
    "a bulk update": lambda: update(Customer).values(surname="x"),
    "an update of the table": lambda: update(t.customer).values(surname="x"),
    "a bulk delete": lambda: delete(Email),
    "a bulk insert": lambda: insert(Card).values(customer_id=1),
}


@pytest.mark.parametrize("attack", ATTACKS)
def test_the_session_answers_with_whole_guarded_objects_only(desk: Desk, attack: str) -> None:
    desk.verified()
    with desk.store.writing(desk.who) as unit, pytest.raises(BugError):
        session(unit).execute(ATTACKS[attack]())


@pytest.mark.parametrize("cls", [cls for cls in GUARDED_CLASSES if cls is not Consent], ids=lambda cls: cls.__name__)
def test_strangers_rows_are_not_found_by_any_query(desk: Desk, cls: type) -> None:
    desk.verified()
    with desk.store.reading(desk.who) as unit:
        found: list[Any] = list(session(unit).scalars(select(cls)))
        owner = GUARDED[GUARDED_CLASSES[cls]].owner
        assert {getattr(one, owner) for one in found} == {1}
        assert session(unit).get(Customer, 2) is None


def test_refreshing_expiring_and_undeferring_bring_no_locked_column_back(desk: Desk) -> None:
    desk.opened()
    with desk.store.reading(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        session(unit).refresh(customer)
        assert customer.birth_date is None
        session(unit).expire(customer)
        assert customer.birth_date is None
        session(unit).expire(customer, ["birth_date"])
        assert customer.birth_date is None
        query = select(Customer).options(undefer(column(Customer, "birth_date")))
        query = query.execution_options(populate_existing=True)
        assert [one.birth_date for one in session(unit).scalars(query)] == [None]


def test_an_object_taken_out_and_merged_again_is_checked_like_any_other(desk: Desk) -> None:
    desk.opened()
    with desk.store.writing(desk.who) as unit:
        customer = unit.customer(1)
        assert customer is not None
        session(unit).expunge(customer.emails[0])
        email = customer.emails[0]
        email.address = "evil@example.org"
        session(unit).merge(email)
        with pytest.raises(BugError):
            unit.commit()


def test_a_session_without_a_guard_reads_and_writes_no_guarded_row(desk: Desk) -> None:
    desk.verified()
    with desk.store.writing(desk.who) as unit, Session(bind=session(unit).connection()) as bare:
        with pytest.raises(BugError):
            bare.scalars(select(Customer)).all()
        bare.add(Email(id=9, customer_id=1, address="e@x.org", address_key="e@x.org", since=SetClock().now()))
        with pytest.raises(BugError):
            bare.flush()


def test_every_column_is_declared_or_technical() -> None:
    undeclared = {
        (table, one.name)
        for table in set(GUARDED_CLASSES.values())
        for one in t.metadata.tables[table].columns
        if one.name not in GUARDED[table].columns and one.name not in TECHNICAL
    }
    assert undeclared == set()
