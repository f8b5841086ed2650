"""Customers of the published Febrl sets, hidden among many, and what their misspelt duplicates say of them.

A set holds originals (`rec-7-org`) and duplicates of them (`rec-7-dup-0`) misspelt as people misspell. Originals become
customers; a question is what a duplicate says in some of its fields, and its answer is the original.
"""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from random import Random

from care_console.lookup.keys import Indexed
from care_console.services.bench_corrupter import mishear, mistype
from care_console.services.bench_people import CONTROLLER

FORMS = {
    "given surname": ("given", "surname"),
    "surname postcode": ("surname", "postcode"),
    "given surname postcode": ("given", "surname", "postcode"),
    "given surname suburb": ("given", "surname", "suburb"),
    "surname dob": ("surname", "dob"),
}
"""The forms of a question that duplicates ask: fields in the order in which they are said."""
MISSPELT = "misspelt both names + town"
MISHEARD = "phonetic surname + postcode"
_COLUMNS = {
    "given_name": "given",
    "surname": "surname",
    "suburb": "suburb",
    "postcode": "postcode",
    "date_of_birth": "dob",
}
_RECORD = re.compile(r"rec-(\d+)-(org|dup)")

Said = Mapping[str, str]


@dataclass(frozen=True)
class Question:
    """What is asked, whom it means (a key of `Hidden.ids`), and what is on file there in the fields asked."""

    text: str
    meant: str
    truth: tuple[str, ...]


def read(path: Path) -> tuple[dict[str, Said], list[tuple[str, Said]]]:
    """The originals of a set by key, and its duplicates, each with the key of its original."""
    originals: dict[str, Said] = {}
    duplicates: list[tuple[str, Said]] = []
    name = "".join(filter(str.isdigit, path.stem))
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, skipinitialspace=True):
            found = _RECORD.match(row["rec_id"])
            assert found, row["rec_id"]
            said = {field: (row[column] or "").strip() for column, field in _COLUMNS.items()}
            if found[2] == "org":
                originals[f"{name}:{found[1]}"] = said
            else:
                duplicates.append((f"{name}:{found[1]}", said))
    return originals, duplicates


def customer(said: Said) -> Indexed:
    """An original as a customer; the id is set where it is hidden."""
    return Indexed(
        customer_id=0,
        controller=CONTROLLER,
        given_names=said["given"].title(),
        surname=said["surname"].title(),
        postcodes=(said["postcode"],),
        towns=(said["suburb"].title(),),
        birth_date=_birth_date(said["dob"]),
    )


def _birth_date(digits: str) -> date | None:
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


class Hidden:
    """Originals among made-up customers, at places drawn from a seed, so that ties favour nobody."""

    def __init__(self, originals: Mapping[str, Said], total: int, seed: int) -> None:
        self.originals = originals
        places = Random(f"{seed}:places").sample(range(1, total + 1), len(originals))
        self.ids = dict(zip(originals, places, strict=True))
        self._at = {place: key for key, place in self.ids.items()}
        self._total = total

    def among(self, made_up: Iterable[Indexed]) -> Iterator[Indexed]:
        """All customers in the order of their ids, from 1."""
        others = iter(made_up)
        for number in range(1, self._total + 1):
            key = self._at.get(number)
            yield replace(customer(self.originals[key]) if key else next(others), customer_id=number)


def asked_by(duplicates: Iterable[tuple[str, Said]], originals: Mapping[str, Said]) -> dict[str, list[Question]]:
    """By form: what these duplicates say, where they say something in every field of the form."""
    asked: dict[str, list[Question]] = {form: [] for form in FORMS}
    for key, said in duplicates:
        for form, fields in FORMS.items():
            if all(said[field] for field in fields):
                truth = tuple(originals[key][field] for field in fields)
                asked[form].append(Question(" ".join(said[field] for field in fields), key, truth))
    return asked


def asked_with_slips(originals: Mapping[str, Said], seed: int) -> dict[str, list[Question]]:
    """By form: what callers would say of these originals with fresh slips from a seed.

    In the forms of duplicates every second name or suburb is mistyped or misheard, every fifth postcode or birth date
    has two neighbours exchanged; `MISSPELT` mistypes both names, `MISHEARD` mishears the surname.
    """
    rng = Random(f"{seed}:slips")
    slipped = [
        (key, {field: _slipped(field, value, rng) for field, value in said.items()}) for key, said in originals.items()
    ]
    asked = asked_by(slipped, originals)
    asked[MISSPELT], asked[MISHEARD] = [], []
    for key, said in originals.items():
        given, surname, suburb, postcode = (said[field] for field in ("given", "surname", "suburb", "postcode"))
        if given and surname and suburb:
            text = f"{mistype(given, rng)} {mistype(surname, rng)} {suburb}"
            asked[MISSPELT].append(Question(text, key, (given, surname, suburb)))
        if surname and postcode:
            asked[MISHEARD].append(Question(f"{mishear(surname, rng)} {postcode}", key, (surname, postcode)))
    return asked


def _slipped(field: str, value: str, rng: Random) -> str:
    if field in ("given", "surname", "suburb"):
        return value if rng.random() < 0.5 else rng.choice((mistype, mishear))(value, rng)
    if rng.random() < 0.8 or len(value) < 2:
        return value
    place = rng.randrange(len(value) - 1)
    return value[:place] + value[place + 1] + value[place] + value[place + 2 :]


class Bearers:
    """How many have the same on file in the fields asked: of n of them nobody can be right more often than 1/n."""

    def __init__(self, asked: Iterable[Mapping[str, Sequence[Question]]]) -> None:
        self._shapes = {**FORMS, MISSPELT: FORMS["given surname suburb"], MISHEARD: FORMS["surname postcode"]}
        self._wanted = {
            (self._shapes[form], _folded(question.truth))
            for part in asked
            for form, questions in part.items()
            for question in questions
        }
        self._count: Counter[tuple[tuple[str, ...], tuple[str, ...]]] = Counter()

    def counted(self, people: Iterable[Indexed]) -> Iterator[Indexed]:
        """The same people, counted as they pass."""
        shapes = set(FORMS.values())
        for one in people:
            held = {
                "given": one.given_names,
                "surname": one.surname,
                "postcode": one.postcodes[0],
                "suburb": one.towns[0],
                "dob": f"{one.birth_date:%Y%m%d}" if one.birth_date else "",
            }
            for shape in shapes:
                key = shape, _folded(tuple(held[field] for field in shape))
                if key in self._wanted:
                    self._count[key] += 1
            yield one

    def ceiling(self, form: str, questions: Sequence[Question]) -> float:
        """The best R@1 that anybody could reach who is told the fields of this form without a slip."""
        shape = self._shapes[form]
        return sum(1 / max(1, self._count[shape, _folded(q.truth)]) for q in questions) / len(questions)


def _folded(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(value.casefold() for value in values)
