"""Look-up over the customers of tau-bench's retail domain, asked for as the callers of its tasks do.

    python -m tests.bench.tau_retail --seed 7

Each task's instruction names its customer by e-mail, or by name and ZIP. That is asked as it is said; then with one
letter mistyped, with two neighbours exchanged, and misheard, in a name or before the `@`, by a seeded corrupter.
Questions that a corrupter leaves as they were are left out. `altered`: surname and ZIP both with a slip, and both
another's: nobody may be a confident answer. `shared`: full names that several customers bear.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import sqlalchemy as sa

from care_console.domain import facts
from care_console.lookup.engine import find
from care_console.services.bench_corrupter import mishear, mistype, transpose
from care_console.storage import tables as t
from care_console.storage.lookup_index import put_keys, read_records, recount
from care_console.storage.lookup_search import SqliteLookupIndex

FOLDER = Path(__file__).parents[3] / "shared/data/tau-retail"
CORRUPTERS: dict[str, Callable[[str, Random], str]] = {
    "as said": lambda word, _rng: word,
    "mistyped": mistype,
    "transposed": transpose,
    "misheard": mishear,
}
_SINCE = datetime(2024, 1, 1, tzinfo=UTC)
_BY_EMAIL = re.compile(r"your email is (\S+@\S+?)\.?(?:\s|$)")
_BY_ZIP = re.compile(r"Your name is ([^.,]+?) and your zip code is (\d{5})")
_NOBODY = "Qwyzzik"


@dataclass(frozen=True)
class User:
    """A customer: the key of the data set, and what is on file."""

    key: str
    given: str
    surname: str
    email: str
    zip: str
    town: str


@dataclass(frozen=True)
class Caller:
    """Who a task's instruction names, and by which words: an e-mail, or given name, surname and ZIP."""

    key: str
    words: tuple[str, ...]

    @property
    def form(self) -> str:
        """`email` or `name_zip`."""
        return "email" if len(self.words) == 1 else "name_zip"

    def said(self, corrupt: Callable[[str, Random], str], rng: Random) -> str:
        """The question, with a slip in one name or in the e-mail's local part."""
        if self.form == "email":
            local, _, domain = self.words[0].partition("@")
            return f"{corrupt(local, rng)}@{domain}"
        given, surname, code = self.words
        if rng.random() < 0.5:
            return f"{corrupt(given, rng)} {surname} {code}"
        return f"{given} {corrupt(surname, rng)} {code}"


def read_users(folder: Path) -> list[User]:
    """The customers."""
    held = json.loads((folder / "users.json").read_text(encoding="utf-8"))
    return [
        User(
            key, u["name"]["first_name"], u["name"]["last_name"], u["email"], u["address"]["zip"], u["address"]["city"]
        )
        for key, u in held.items()
    ]


def read_callers(folder: Path) -> list[Caller]:
    """Who asks in the tasks; every instruction names its customer in one of the two ways."""
    callers = []
    for task in json.loads((folder / "tasks_train.json").read_text(encoding="utf-8")):
        by_email = _BY_EMAIL.search(task["instruction"])
        by_zip = _BY_ZIP.search(task["instruction"])
        if by_email:
            callers.append(Caller(task["user_id"], (by_email[1],)))
        elif by_zip:
            given, _, surname = by_zip[1].rpartition(" ")
            callers.append(Caller(task["user_id"], (given, surname, by_zip[2])))
    return callers


@contextmanager
def filed(users: Sequence[User]) -> Iterator[SqliteLookupIndex]:
    """An index of these customers, numbered from 1, in a store of their own in memory."""
    engine = sa.create_engine("sqlite://")
    with engine.begin() as connection:
        t.metadata.create_all(connection)
        for number, user in enumerate(users, 1):
            connection.execute(
                sa.insert(t.customer).values(
                    id=number, pseudonym=user.key, controller="shop", given_names=user.given, surname=user.surname
                )
            )
            connection.execute(
                sa.insert(t.email).values(
                    customer_id=number, address=user.email, address_key=facts.email_key(user.email), since=_SINCE
                )
            )
            connection.execute(
                sa.insert(t.address).values(
                    customer_id=number, kind="home", line1="1", town=user.town, postcode=user.zip, country="US",
                    premise_key="", since=_SINCE,
                )
            )  # fmt: skip
        put_keys(connection, read_records(connection))
        recount(connection)
        yield SqliteLookupIndex(connection, "shop")
    engine.dispose()


def measure(
    index: SqliteLookupIndex, users: Sequence[User], callers: Sequence[Caller], seed: int
) -> dict[str, dict[str, dict[str, float]]]:
    """By form and corrupter: how many asked, and the shares of whom is meant first, among five, and confidently first.

    `wrong`: how many were confidently answered with somebody else alone.
    """
    ids = {user.key: number for number, user in enumerate(users, 1)}
    told: dict[str, dict[str, dict[str, float]]] = {"email": {}, "name_zip": {}}
    for name, corrupt in CORRUPTERS.items():
        rng = Random(f"{seed}:{name}")
        counts = {form: Counter[str]() for form in told}
        for caller in callers:
            said, count = caller.said(corrupt, rng), counts[caller.form]
            if name != "as said" and said == caller.said(CORRUPTERS["as said"], Random(0)):
                continue
            hits = find(index, said, 5).hits
            places = [hit.candidate.customer_id for hit in hits]
            confident = [hit.candidate.customer_id for hit in hits if hit.confident]
            count["queries"] += 1
            count["r1"] += places[:1] == [ids[caller.key]]
            count["r5"] += ids[caller.key] in places
            count["confident"] += confident[:1] == [ids[caller.key]]
            count["wrong"] += bool(confident) and ids[caller.key] not in confident
        for form, count in counts.items():
            shares = {each: round(count[each] / count["queries"], 4) for each in ("r1", "r5", "confident")}
            told[form][name] = {"queries": count["queries"], **shares, "wrong": count["wrong"]}
    return told


def altered(users: Sequence[User], callers: Sequence[Caller], seed: int) -> Iterator[str]:
    """Questions by name and ZIP with surname and ZIP altered together; no ZIP is anybody's, no surname the true one."""
    rng = Random(f"{seed}:altered")
    taken = {user.zip for user in users}
    for caller in callers:
        if caller.form == "name_zip":
            given, surname, code = caller.words
            place = rng.randrange(5)
            slips = [code[:place] + digit + code[place + 1 :] for digit in "0123456789"]
            yield f"{given} {mistype(surname, rng)} {rng.choice([one for one in slips if one not in taken])}"
            others = (f"{(int(code) + step) % 100_000:05}" for step in range(31_111, 90_000, 7))
            yield f"{given} {_NOBODY} {next(one for one in others if one not in taken)}"


def shared_names(users: Sequence[User]) -> dict[tuple[str, str], int]:
    """Full names that several bear, and how many do."""
    named = Counter((user.given, user.surname) for user in users)
    return {name: count for name, count in named.items() if count > 1}


def main(arguments: Sequence[str] | None = None) -> None:
    """Run, and print the figures as JSON."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.tau_retail")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--data", type=Path, default=FOLDER)
    options = parser.parse_args(arguments)
    users, callers = read_users(options.data), read_callers(options.data)
    told: dict[str, object]
    with filed(users) as index:
        told = {"seed": options.seed, **measure(index, users, callers, options.seed)}
        asked = [find(index, said, 1).hits for said in altered(users, callers, options.seed)]
        told["altered"] = {"queries": len(asked), "confident": sum(hit.confident for hits in asked for hit in hits)}
        shared = shared_names(users)
        chosen = [
            sum(hit.cost == 0 for hit in find(index, " ".join(name), 20).hits) == count
            for name, count in shared.items()
        ]
        told["shared"] = {"customers": sum(shared.values()), "names": len(shared), "shown_as_choice": sum(chosen)}
    sys.stdout.write(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main()
