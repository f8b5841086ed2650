"""Look-up over the customers of tau-bench's retail domain."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

import pytest

from care_console.lookup.engine import find
from care_console.storage.lookup_search import SqliteLookupIndex
from tests.bench import tau_retail
from tests.bench.tau_retail import FOLDER, Caller, User, filed, measure, read_callers, read_users, shared_names

pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"{FOLDER} is not here")


@pytest.fixture(scope="module")
def users() -> list[User]:
    return read_users(FOLDER)


@pytest.fixture(scope="module")
def callers() -> list[Caller]:
    return read_callers(FOLDER)


@pytest.fixture(scope="module")
def index(users: list[User]) -> Iterator[SqliteLookupIndex]:
    with filed(users) as index:
        yield index


def test_every_task_names_its_customer(callers: list[Caller]) -> None:
    assert [sum(caller.form == form for caller in callers) for form in ("email", "name_zip")] == [256, 244]


def test_whoever_calls_is_first_as_said_and_nearly_always_with_a_slip(
    index: SqliteLookupIndex, users: list[User], callers: list[Caller]
) -> None:
    told = measure(index, users, callers, 20)
    for form, least in (("email", 0.95), ("name_zip", 0.99)):
        assert told[form]["as said"]["r1"] == told[form]["as said"]["confident"] == 1.0
        for name in ("mistyped", "transposed", "misheard"):
            figures = told[form][name]
            assert figures["queries"] > 200
            assert figures["r1"] >= least, (form, name)
            assert figures["wrong"] == 0, (form, name)


@pytest.mark.parametrize("seed", [1, 2, 7, 54012])
def test_an_altered_zip_and_surname_together_are_no_confident_answer(
    index: SqliteLookupIndex, users: list[User], callers: list[Caller], seed: int
) -> None:
    for said in tau_retail.altered(users, callers, seed):
        assert not any(hit.confident for hit in find(index, said, 5).hits), said


def test_figures_are_told_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    tau_retail.main(["--seed", "3"])
    told = json.loads(capsys.readouterr().out)
    assert told["altered"] == {"queries": 488, "confident": 0}
    assert told["shared"] == {"customers": 221, "names": 100, "shown_as_choice": 100}
    assert list(told["email"]) == list(tau_retail.CORRUPTERS)


def test_everybody_is_first_by_whole_email(index: SqliteLookupIndex, users: list[User]) -> None:
    for number, user in enumerate(users, 1):
        hits = find(index, user.email, 5).hits
        assert [(hit.candidate.customer_id, hit.cost) for hit in hits] == [(number, 0.0)]


@pytest.mark.parametrize("form", ["{given} {surname} {zip}", "{zip} {surname} {given}", "{surname}, {given}, {zip}"])
def test_everybody_is_first_by_full_name_and_zip(index: SqliteLookupIndex, users: list[User], form: str) -> None:
    for number, user in enumerate(users, 1):
        best = find(index, form.format(**asdict(user)), 5).hits[0]
        assert (best.candidate.customer_id, best.cost) == (number, 0.0)


def test_everybody_is_first_with_a_letter_lost_or_digits_swapped(index: SqliteLookupIndex, users: list[User]) -> None:
    for number, user in enumerate(users, 1):
        given, surname, code = user.given, user.surname, user.zip
        for said in (f"{given[0]}{given[2:]} {surname} {code}", f"{given} {surname[:-2]}{surname[-1]} {code}"):
            best = find(index, said, 5).hits[0]
            assert best.candidate.customer_id == number, said
            assert best.confident


def test_all_who_share_a_full_name_are_a_choice(index: SqliteLookupIndex, users: list[User]) -> None:
    shared = shared_names(users)
    assert sum(shared.values()) == 221
    for (given, surname), count in shared.items():
        exact = [hit for hit in find(index, f"{given} {surname}", 20).hits if hit.cost == 0]
        assert len(exact) == count
