"""Look-up over the customers of tau-bench's retail domain."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from care_console.domain import facts
from care_console.lookup.engine import find
from care_console.storage import tables as t
from care_console.storage.lookup_index import put_keys, read_records, recount
from care_console.storage.lookup_search import SqliteLookupIndex

USERS = Path(__file__).parents[3] / "shared/data/tau-retail/users.json"
pytestmark = pytest.mark.skipif(not USERS.is_file(), reason=f"{USERS} is not here")
SINCE = datetime(2024, 1, 1, tzinfo=UTC)

type_of_user = dict[str, str]


@pytest.fixture(scope="module")
def users() -> list[type_of_user]:
    held = json.loads(USERS.read_text(encoding="utf-8"))
    return [
        {"given": u["name"]["first_name"], "surname": u["name"]["last_name"], "email": u["email"],
            "zip": u["address"]["zip"],
         "town": u["address"]["city"]}
        for u in held.values()
    ]  # fmt: skip


@pytest.fixture(scope="module")
def index(users: list[type_of_user]) -> Iterator[SqliteLookupIndex]:
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        t.metadata.create_all(connection)
        for number, user in enumerate(users, 1):
            names = {"given_names": user["given"], "surname": user["surname"]}
            connection.execute(
                sa.insert(t.customer).values(id=number, pseudonym=str(number), controller="shop", **names)
            )
            connection.execute(
                sa.insert(t.email).values(
                    customer_id=number, address=user["email"], address_key=facts.email_key(user["email"]), since=SINCE
                )
            )
            connection.execute(
                sa.insert(t.address).values(
                    customer_id=number, kind="home", line1="1", town=user["town"], postcode=user["zip"], country="US",
                    premise_key="", since=SINCE,
                )
            )  # fmt: skip
        put_keys(connection, read_records(connection))
        recount(connection)
        yield SqliteLookupIndex(connection, "shop")
    engine.dispose()


def test_everybody_is_first_by_whole_email(index: SqliteLookupIndex, users: list[type_of_user]) -> None:
    for number, user in enumerate(users, 1):
        hits = find(index, user["email"], 5).hits
        assert [(hit.candidate.customer_id, hit.cost) for hit in hits] == [(number, 0.0)]


@pytest.mark.parametrize("form", ["{given} {surname} {zip}", "{zip} {surname} {given}", "{surname}, {given}, {zip}"])
def test_everybody_is_first_by_full_name_and_zip(
    index: SqliteLookupIndex, users: list[type_of_user], form: str
) -> None:
    for number, user in enumerate(users, 1):
        best = find(index, form.format(**user), 5).hits[0]
        assert (best.candidate.customer_id, best.cost) == (number, 0.0)


def test_everybody_is_first_with_a_letter_lost_or_digits_swapped(
    index: SqliteLookupIndex, users: list[type_of_user]
) -> None:
    for number, user in enumerate(users, 1):
        given, surname, code = user["given"], user["surname"], user["zip"]
        for said in (f"{given[0]}{given[2:]} {surname} {code}", f"{given} {surname[:-2]}{surname[-1]} {code}"):
            best = find(index, said, 5).hits[0]
            assert best.candidate.customer_id == number, said
            assert best.confident


def test_all_who_share_a_full_name_are_a_choice(index: SqliteLookupIndex, users: list[type_of_user]) -> None:
    named = Counter((user["given"], user["surname"]) for user in users)
    shared = {name: count for name, count in named.items() if count > 1}
    assert sum(shared.values()) == 221
    for (given, surname), count in shared.items():
        exact = [hit for hit in find(index, f"{given} {surname}", 20).hits if hit.cost == 0]
        assert len(exact) == count


def test_an_altered_zip_and_surname_together_are_no_confident_answer(
    index: SqliteLookupIndex, users: list[type_of_user]
) -> None:
    taken = {user["zip"] for user in users}
    for user in users[:100]:
        altered = next(
            code
            for code in (f"{int(user['zip']) + step:05}"[-5:] for step in range(31_111, 90_000, 7))
            if code not in taken
        )
        best = find(index, f"{user['given']} Qwyzzik {altered}", 1).hits
        assert not best or not best[0].confident
