"""Taking back a choice, or a death that was reported in error, returns every byte of what stood before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text

from care_console.domain.preferences import ChoiceMade, switches
from care_console.domain.requests import Channel, Fact, Purpose, Requester
from care_console.domain.roles import Role
from care_console.services.access import Access
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.preferences import Asked, Preferences
from care_console.services.stopped import StoppedWork
from care_console.storage import tables as t
from care_console.storage.store import SqliteStore
from tests.contract.desk import said
from tests.services.conftest import BOOK, notices
from tests.stores import PAST, START, Place, Planted, stranger

if TYPE_CHECKING:
    from datetime import datetime

    from care_console.domain.roles import Agent

GROUP, BRANDS = "net-a-porter-group", ("mr-porter", "the-outnet")
SUBJECTS = tuple(
    (brand, switch.subject) for brand in BRANDS for switch in switches(BOOK.in_force(brand, "GB", START.date()))
)
STOOD = st.dictionaries(
    st.sampled_from(SUBJECTS),
    st.tuples(st.booleans(), st.datetimes(min_value=PAST.replace(tzinfo=None), max_value=START.replace(tzinfo=None))),
)
ASKED = st.sets(st.sampled_from(sorted({subject for _brand, subject in SUBJECTS})), min_size=1)
QUIET = settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Desk:
    """A customer who is verified, and what every row says that is not of history."""

    def __init__(self, place: Place) -> None:
        assert isinstance(place.store, SqliteStore)
        self.store = place.store
        self.who, self.lead = place.seed.agent("Jo", Role.AGENT), place.seed.agent("Lee", Role.LEAD)
        self.her = place.seed.customer(Planted(id=1, controller=GROUP, brand=BRANDS[0]))
        place.seed.customer(stranger(controller=GROUP, brand=BRANDS[0]))
        self.preferences = Preferences(place.store, BOOK, place.clock, notices(place))
        self.stopped = StoppedWork(place.store.stopped, BOOK, place.clock)
        self.access = Access(place.store)

    def draft(self, who: Agent) -> str:
        drafted = self.access.draft(who, GROUP, BRANDS[0], Channel.PHONE)
        assert isinstance(drafted, RequestInfo)
        return drafted.id

    def verified(self) -> str:
        request = self.draft(self.who)
        assert isinstance(self.access.open(self.who, request, 1, Requester.CUSTOMER, Purpose.PREFERENCES), CustomerFile)
        for fact in (Fact.EMAIL, Fact.BIRTH_DATE):
            self.access.verify(self.who, request, 1, fact, said(self.her, fact), "GB")
        return request

    def plant(self, stood: dict[tuple[str, str], tuple[bool, datetime]]) -> None:
        with self.store.engines.writing() as connection:
            connection.execute(delete(t.preference).where(t.preference.c.customer_id == 1))
            for (brand, subject), (chosen, since) in stood.items():
                values = {"chosen": chosen, "since": since.replace(tzinfo=PAST.tzinfo), "policy": "gb-1"}
                connection.execute(
                    insert(t.preference).values(customer_id=1, brand=brand, subject=subject, version=1, **values)
                )

    def everything(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row that says what holds for anybody, but for the counters of versions; the look-up's cards too."""
        tables = (t.customer, t.customer_flag, t.email, t.phone, t.address, t.order, t.card)
        with self.store.engines.reading() as connection:
            held = {
                table.name: [tuple(row) for row in connection.execute(select(table).order_by(table.c.id))]
                for table in tables
            }
            chosen = [column for column in t.preference.c if column.name not in {"id", "version"}]
            held["preference"] = [tuple(row) for row in connection.execute(select(*chosen).order_by(*chosen[:3]))]
            held["hits"] = [tuple(row) for row in connection.execute(text("SELECT * FROM lookup_card ORDER BY 1"))]
        return held


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk(place)


@given(stood=STOOD, asked=ASKED, yes=st.booleans())
@QUIET
def test_taking_back_a_choice_returns_every_byte(
    desk: Desk, stood: dict[tuple[str, str], tuple[bool, datetime]], asked: set[str], yes: bool
) -> None:
    desk.plant(stood)
    request, before = desk.verified(), desk.everything()
    what = Asked(frozenset(asked), BRANDS, "GB")
    if yes:
        made = desk.preferences.opt_in(desk.who, request, 1, what, "May we?")
    else:
        made = desk.preferences.opt_out(desk.who, request, 1, what, Requester.CUSTOMER)
    assert isinstance(made, ChoiceMade)
    assert desk.everything() != before
    assert desk.preferences.undo(desk.who, request, made) is None
    assert desk.everything() == before


@given(stood=STOOD, settled=st.booleans())
@QUIET
def test_a_death_reported_in_error_returns_every_byte(
    desk: Desk, stood: dict[tuple[str, str], tuple[bool, datetime]], settled: bool
) -> None:
    desk.plant(stood)
    before, request = desk.everything(), desk.draft(desk.who)
    made = desk.preferences.report_death(desk.who, request, 1, Requester.HOUSEHOLD, "GB")
    assert isinstance(made, ChoiceMade)
    after = desk.everything()
    assert all(after[name] != before[name] for name in ("preference", "customer_flag", "hits"))
    if settled:
        (report,) = desk.stopped.deaths(desk.lead, GROUP)  # type: ignore[misc] # a lead is not refused
        assert desk.stopped.settle_death(desk.lead, report.id, "He rang himself.", confirmed=False) is None
    else:
        assert desk.preferences.undo(desk.who, request, made) is None
    assert desk.everything() == before
