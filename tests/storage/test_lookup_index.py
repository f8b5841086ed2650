from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
import sqlalchemy as sa

from care_console.domain import facts
from care_console.domain.customers import AddressKind
from care_console.domain.flags import Flag
from care_console.domain.ports import Ask, Candidate, Outline, Term
from care_console.lookup.engine import Findings, find
from care_console.lookup.keys import Indexed, keys_of
from care_console.storage import tables as t
from care_console.storage.lookup_check import Differences, differences, misfiled
from care_console.storage.lookup_index import drop_keys, put_keys, read_records, recount, reindex
from care_console.storage.lookup_search import SqliteLookupIndex
from care_console.storage.lookup_tables import lookup_key, lookup_term, lookup_variant
from tests.lookup.memory_index import MemoryIndex
from tests.lookup.people import CALLERS

SINCE = datetime(2024, 1, 1, tzinfo=UTC)
STRANGER = Indexed(
    50, "south", "Noah", "Brown", ("LS6 2PQ",), ("Leeds",), date(1980, 1, 2), ("noah.brown@example.org",)
)
SAID = (
    "noah brown", "brown noah", "noha brwon leeds", "ls6 2pq brown", "smith ls6", "2 jan 1980", "75008",
    "zoe muller", "王小明",
    "cathy smiht", "noah.brown@example.org", "0113 296 0123", "SG100234", "no", "smi", "giovani luca 00184", "n brown",
)  # fmt: skip


def store(connection: sa.Connection, person: Indexed) -> None:
    own = {"customer_id": person.customer_id}
    connection.execute(
        sa.insert(t.customer).values(
            id=person.customer_id,
            pseudonym=f"p{person.customer_id}",
            controller=person.controller,
            given_names=person.given_names,
            surname=person.surname,
            birth_date=person.birth_date,
        )
    )
    for address in person.emails:
        key = facts.email_key(address)
        connection.execute(sa.insert(t.email).values(**own, address=address, address_key=key, since=SINCE))
    for number in person.phones:
        connection.execute(
            sa.insert(t.phone).values(**own, number=number, number_key=number, kind="mobile", since=SINCE)
        )
    for number in person.numbers:
        connection.execute(
            sa.insert(t.customer_number).values(**own, brand="star", number=number, number_key=facts.number_key(number))
        )
    for postcode, town in zip(person.postcodes, person.towns, strict=True):
        connection.execute(
            sa.insert(t.address).values(
                **own,
                kind=AddressKind.HOME,
                line1="1",
                town=town,
                postcode=postcode,
                country="GB",
                premise_key="",
                since=SINCE,
            )
        )


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        t.metadata.create_all(connection)
        for person in (*CALLERS, STRANGER):
            store(connection, person)
        assert put_keys(connection, read_records(connection)) == len(CALLERS) + 1
        recount(connection)
        yield connection
    engine.dispose()


@pytest.fixture
def index(connection: sa.Connection) -> SqliteLookupIndex:
    return SqliteLookupIndex(connection, "north", "agent")


def outline(findings: Findings) -> list[object]:
    return [findings.advice, *((hit.candidate.customer_id, hit.cost, hit.matches) for hit in findings.hits)]


def ids(candidates: list[Candidate]) -> set[int]:
    return {candidate.customer_id for candidate in candidates}


def rows(connection: sa.Connection, table: sa.Table) -> set[tuple[object, ...]]:
    return {tuple(row) for row in connection.execute(sa.select(table))}


def test_the_base_tables_give_back_what_the_index_knows(connection: sa.Connection) -> None:
    assert list(read_records(connection)) == [*CALLERS, STRANGER]
    assert list(read_records(connection, [2, 999])) == [CALLERS[1]]


@pytest.mark.parametrize("said", SAID)
def test_the_store_answers_as_plain_dictionaries_do(index: SqliteLookupIndex, said: str) -> None:
    assert outline(find(index, said, 10)) == outline(find(MemoryIndex(CALLERS), said, 10))


@pytest.mark.parametrize("said", SAID)
def test_indexing_anew_in_another_order_changes_nothing(
    connection: sa.Connection, index: SqliteLookupIndex, said: str
) -> None:
    before = find(index, said, 10)
    drop_keys(connection, [person.customer_id for person in CALLERS])
    assert put_keys(connection, reversed(CALLERS)) == len(CALLERS)
    recount(connection)
    assert find(index, said, 10) == before


def test_hits_are_masked(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    connection.execute(sa.insert(t.customer_flag).values(customer_id=1, flag=Flag.VULNERABLE, since=date(2024, 1, 1)))
    reindex(connection, [1])
    (found,) = index.hits(Ask(whole=("@noah.brown@example.org",)))
    assert found == Outline(1, "Noah", "Brown", ("Leeds",), met=frozenset({"@noah.brown@example.org"}))
    (hit,) = index.shown([1])
    assert hit == Candidate(
        customer_id=1,
        given_names="Noah",
        surname="Brown",
        town="Leeds",
        outward="LS6",
        country="GB",
        brands=("star",),
        numbers=("\u2022\u2022\u2022\u2022 0234",),
        email="n\u2022\u2022\u2022\u2022\u2022\u2022@example.org",
        phone="\u2022\u2022\u2022\u2022\u2022 \u2022\u2022\u2022123",
        flags=("vulnerable",),
    )


def test_only_who_was_found_is_shown(index: SqliteLookupIndex) -> None:
    assert index.shown([1, 2]) == []
    index.hits(Ask(starts=("noah",)))
    assert [shown.customer_id for shown in index.shown([8, 2, 1])] == [8, 1]


def test_nothing_crosses_controllers(connection: sa.Connection) -> None:
    south = SqliteLookupIndex(connection, "south")
    assert ids([hit.candidate for hit in find(south, "noah brown", 10).hits]) == {50}
    assert ids([hit.candidate for hit in find(south, "noah.brown@example.org", 10).hits]) == {50}
    assert south.size() == 1
    assert south.terms(["smith"]) == []
    assert south.completions("smi", 9) == []


def test_an_unknown_controller_finds_nothing(connection: sa.Connection) -> None:
    nobody = SqliteLookupIndex(connection, "")
    assert nobody.size() == 1
    for said in SAID:
        assert find(nobody, said, 10).hits == ()


def test_orders_find_their_customer(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    for order_id, (customer_id, number) in enumerate([(2, "#W2611340"), (50, "#W7")], 1):
        connection.execute(
            sa.insert(t.order).values(
                id=order_id,
                customer_id=customer_id,
                brand="star",
                number=number,
                number_key=facts.number_key(number),
                placed_at=SINCE,
                status="pending",
                total_minor=1,
                currency="USD",
            )
        )
    (hit,) = find(index, "order no. #w2611340", 5).hits
    assert (hit.candidate.customer_id, hit.cost) == (2, 0)
    assert index.hits(Ask(orders=("W7",))) == []


@pytest.mark.parametrize(("said", "found"), [("2611340", [2]), ("26113401", []), ("7654321", [4]), ("W7654321", [])])
def test_an_order_is_found_by_its_digits_alone(
    connection: sa.Connection, index: SqliteLookupIndex, said: str, found: list[int]
) -> None:
    for order_id, (customer_id, number) in enumerate([(2, "#W2611340"), (3, "W99"), (4, "XY7654321"), (5, "123")], 1):
        connection.execute(
            sa.insert(t.order).values(
                id=order_id, customer_id=customer_id, brand="star", number=number, placed_at=SINCE, status="pending",
                number_key=facts.number_key(number), total_minor=1, currency="USD",
            )
        )  # fmt: skip
    assert [hit.candidate.customer_id for hit in find(index, said, 5).hits] == found


def test_only_customers_of_a_brand_are_shown_where_one_is_asked(index: SqliteLookupIndex) -> None:
    assert [hit.candidate.customer_id for hit in find(index, "noah brown", 5).hits][:2] == [1, 8]
    assert [hit.candidate.customer_id for hit in find(index, "noah brown", 5, brand="star").hits] == [1]
    assert find(index, "noah brown", 5, brand="moon").hits == ()


@pytest.mark.parametrize("said", ["noah brown", "noha brwon", "brown leeds", "ls6 2pq brown", "brown", "bro"])
def test_customers_of_a_brand_are_found_behind_many_of_others(connection: sa.Connection, said: str) -> None:
    people = [
        Indexed(100 + place, "north", "Noah", "Brown", ("LS6 2PQ",), ("Leeds",), numbers=(f"N{place:06}",))
        for place in range(300)
    ]
    for person in people:
        store(connection, person)
    last = [one.customer_id for one in people[-3:]]
    of_brand = sa.update(t.customer_number).where(t.customer_number.c.customer_id.in_(last)).values(brand="moon")
    connection.execute(of_brand)
    put_keys(connection, people)
    recount(connection)
    found = find(SqliteLookupIndex(connection, "north", "agent"), said, 10, brand="moon")
    assert [hit.candidate.customer_id for hit in found.hits] == last
    north = [*CALLERS, *people]
    brands = {one.customer_id: "moon" if one.customer_id in last else "star" for one in north if one.numbers}
    assert outline(found) == outline(find(MemoryIndex(north, brands), said, 10, brand="moon"))


def test_numbers_are_whole_for_reviewers_alone(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    reviewing = SqliteLookupIndex(connection, "north", "lead", whole_numbers=True)
    for asked, number in ((index, ""), (reviewing, "SG-100234")):
        (hit,) = find(asked, "noah.brown@example.org", 5).hits
        assert (hit.candidate.whole_number, hit.candidate.numbers) == (number, ("\u2022\u2022\u2022\u2022 0234",))


def test_the_whole_number_is_that_of_the_brand_asked_about(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    (hit,) = find(index, "noah.brown@example.org", 5).hits
    own = {"customer_id": hit.candidate.customer_id, "brand": "zenith", "number": "ZZ-9", "number_key": "ZZ9"}
    connection.execute(sa.insert(t.customer_number).values(version=1, **own))
    reindex(connection, [hit.candidate.customer_id])
    reviewing = SqliteLookupIndex(connection, "north", "lead", whole_numbers=True)
    for brand, number in (("zenith", "ZZ-9"), ("", "SG-100234")):
        (hit,) = find(reviewing, "noah.brown@example.org", 5, brand=brand).hits
        assert hit.candidate.whole_number == number


def test_recent_customers_come_first_however_many_are_called_so(connection: sa.Connection) -> None:
    for number in range(100, 180):
        store(connection, Indexed(number, "north", "John", "Smith"))
    put_keys(connection, read_records(connection, range(100, 180)))
    recount(connection)
    connection.execute(
        sa.insert(t.care_request).values(
            id="r1", serial=1, number="R1", agent="agent", controller="north", brand="star", channel="phone",
            status="ended", started_at=datetime(2026, 1, 1, tzinfo=UTC), customer_id=177,
        )
    )  # fmt: skip
    for agent, first in (("agent", 177), ("other", 100)):
        hits = find(SqliteLookupIndex(connection, "north", agent), "john smith", 5).hits
        assert (hits[0].candidate.customer_id, hits[0].cost) == (first, 0)


def test_own_requests_are_remembered(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    for serial, (agent, customer_id, day) in enumerate([("agent", 8, 1), ("agent", 8, 3), ("other", 1, 9)], 1):
        at = datetime(2026, 1, day, tzinfo=UTC)
        connection.execute(
            sa.insert(t.care_request).values(
                id=f"r{serial}", serial=serial, number=f"R{serial}", agent=agent, controller="north", brand="star",
                channel="phone", status="ended", started_at=at, customer_id=customer_id,
            )
        )  # fmt: skip
    found = find(index, "noah brown", 5).hits
    assert [(hit.candidate.customer_id, hit.candidate.last_contact) for hit in found[:2]] == [
        (8, datetime(2026, 1, 3, tzinfo=UTC)),
        (1, None),
    ]


@pytest.mark.parametrize("start", ["", "+8", "+80279", "*1980", "@n", "#44", "=sg", "%", " "])
def test_a_range_never_runs_into_a_fact(index: SqliteLookupIndex, start: str) -> None:
    with pytest.raises(ValueError, match="masked fact"):
        index.hits(Ask(starts=(start,)))


def test_bearers_are_counted_for_each_controller(index: SqliteLookupIndex) -> None:
    assert index.size() == len(CALLERS)
    assert ("brown", Term("brown", 2, 2)) in index.terms(["brown"])
    assert ("leeds", Term("leeds", 4, 2)) in index.terms(["leeds"])
    assert [term.text for term in index.completions("ma", 5)] == ["manchester", "mary", "maryjane"]


def test_an_amendment_moves_exactly_the_keys_that_differ(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    connection.execute(sa.update(t.customer).where(t.customer.c.id == 1).values(surname="Thistlethwaite"))
    assert list(misfiled(connection)) == [1]
    counts = rows(connection, t.metadata.tables["lookup_controller"])
    connection.execute(sa.delete(lookup_key).where(lookup_key.c.id == 2, lookup_key.c.k == "mary denver"))
    connection.execute(sa.insert(lookup_key).values(controller_id=1, k="nobody nowhere", id=4))
    assert list(misfiled(connection)) == [1, 2, 4]
    connection.execute(sa.insert(lookup_key).values(controller_id=1, k="mary denver", id=2))
    connection.execute(sa.delete(lookup_key).where(lookup_key.c.k == "nobody nowhere"))
    reindex(connection, [1])
    assert list(misfiled(connection)) == []
    held = {str(row[1]) for row in rows(connection, lookup_key) if row[2] == 1}
    assert held == set(keys_of(replace(CALLERS[0], surname="Thistlethwaite")))
    assert find(index, "noah thistletwaite", 5).hits[0].candidate.customer_id == 1
    assert 1 not in [hit.candidate.customer_id for hit in find(index, "noah brown", 1).hits]
    assert rows(connection, t.metadata.tables["lookup_controller"]) == counts
    assert ("brown", Term("brown", 2, 2)) in index.terms(["brown"])


def test_an_amendment_of_what_is_no_key_writes_nothing(connection: sa.Connection) -> None:
    before = rows(connection, lookup_key)
    changes = connection.exec_driver_sql("SELECT total_changes()").scalar_one()
    reindex(connection, [1, 2, 3])
    assert connection.exec_driver_sql("SELECT total_changes()").scalar_one() == changes
    assert rows(connection, lookup_key) == before


def test_whoever_is_gone_leaves_nothing_behind(connection: sa.Connection, index: SqliteLookupIndex) -> None:
    connection.execute(sa.delete(t.email))
    connection.execute(sa.delete(t.phone))
    connection.execute(sa.delete(t.customer_number))
    connection.execute(sa.delete(t.address).where(t.address.c.customer_id == 7))
    connection.execute(sa.delete(t.customer).where(t.customer.c.id == 7))
    assert 7 in misfiled(connection)
    reindex(connection, [7])
    recount(connection)
    assert find(index, "sukarno", 5).hits == ()
    assert not any(row[2] == 7 for row in rows(connection, lookup_key))
    assert not any(
        "sukarno" in row or "jakarta" in row for row in rows(connection, lookup_term) | rows(connection, lookup_variant)
    )
    assert index.size() == len(CALLERS) - 1


def test_putting_twice_changes_nothing(connection: sa.Connection) -> None:
    before = rows(connection, lookup_key), rows(connection, lookup_term), rows(connection, lookup_variant)
    put_keys(connection, read_records(connection))
    assert before == (rows(connection, lookup_key), rows(connection, lookup_term), rows(connection, lookup_variant))


def test_everything_that_differs_is_named(connection: sa.Connection) -> None:
    assert differences(connection) == Differences([], [], [], [])
    connection.exec_driver_sql("UPDATE lookup_term SET df = 7 WHERE term = 'brown'")
    connection.exec_driver_sql("UPDATE lookup_term SET kind = 4 WHERE term = 'noah'")
    connection.exec_driver_sql("DELETE FROM lookup_term WHERE term = 'denver'")
    connection.exec_driver_sql("DELETE FROM lookup_variant WHERE term = 'smith' AND v = 'smth'")
    connection.exec_driver_sql("INSERT INTO lookup_variant VALUES ('zz', 'leeds'), ('yy', 'nobody')")
    connection.exec_driver_sql("UPDATE lookup_card SET shown = '[]' WHERE id = 3")
    found = differences(connection)
    assert found.harmful
    assert (found.customers, found.words, found.counts) == ([3], ["denver", "noah"], ["brown"])
    assert {"smth of smith", "zz of leeds", "yy of nobody", "denver of denver"} <= set(found.variants)
    for table in (lookup_term, lookup_variant):
        connection.execute(sa.delete(table))
    put_keys(connection, read_records(connection))
    recount(connection)
    assert differences(connection) == Differences([], [], [], [])


def test_an_amendment_leaves_the_counts_alone_and_nothing_else(connection: sa.Connection) -> None:
    connection.execute(sa.update(t.customer).where(t.customer.c.id == 1).values(surname="Smith"))
    reindex(connection, [1])
    found = differences(connection)
    assert found == Differences([], [], ["brown", "smith"], [])
    assert not found.harmful
