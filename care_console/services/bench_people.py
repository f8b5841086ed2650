"""Made-up customers by the million, for measuring look-up; the same seed makes the same customers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from random import Random
from typing import Final

from care_console.lookup.keys import Indexed
from care_console.services.bench_names import Frequent, given_names, surnames, towns

CONTROLLER: Final = "bench"
_SURNAMES, _GIVEN, _TOWNS = 60_000, 4_000, 2_600
_BATCH = 10_000
_OLDEST = date(1930, 1, 1)
_DAYS = 28_000
_TWO_NAMES = 0.06
_LETTERS = "abcdefghjklmnpqrstuwxyz"


@dataclass(frozen=True, slots=True)
class _Place:
    town: str
    market: str
    area: int
    """What its postcodes begin with."""

    def postcode(self, rng: Random) -> str:
        if self.market == "GB":
            area = _LETTERS[self.area % 23].upper() + _LETTERS[self.area // 23 % 23].upper()
            return f"{area}{rng.randint(1, 19)} {rng.randint(1, 9)}{rng.choice(_LETTERS).upper()}A"
        if self.market == "AU":
            return f"{(self.area * 3 + rng.randint(0, 2)) % 9000 + 1000}"
        return f"{(self.area * 17 + rng.randint(0, 11)) % 90000 + 10000}"


_PHONE: Final = {"GB": "+447{:09d}", "US": "+1{:010d}", "AU": "+614{:08d}"}
_DIGITS: Final = {"GB": 9, "US": 10, "AU": 8}


def make_people(count: int, seed: int) -> Iterator[Indexed]:
    """`count` customers numbered from 1, all of one controller.

    Surnames and given names by Zipf's law with a long tail; one in sixteen has two given
    names; towns by size, each with its own postcodes, in the manner of Great Britain, the United States and
    Australia; e-mail and phone for nearly everybody.
    """
    rng = Random(f"{seed}:people")  # noqa: S311 - made-up people, no secrets
    last, first = surnames(rng, _SURNAMES), given_names(rng, _GIVEN)
    names = towns(rng, _TOWNS)
    markets = rng.choices(("GB", "US", "AU"), (40, 40, 20), k=len(names))
    places = {name: _Place(name, market, area) for area, (name, market) in enumerate(zip(names, markets, strict=True))}
    live = Frequent(names, 12.0)
    numbers = iter(range(1, count + 1))
    while batch := list(islice(numbers, _BATCH)):
        drawn = zip(
            batch,
            first.draw(rng, len(batch)),
            last.draw(rng, len(batch)),
            live.draw(rng, len(batch)),
            strict=True,
        )
        second = iter(first.draw(rng, len(batch)))
        for number, given, surname, town in drawn:
            if rng.random() < _TWO_NAMES:
                given = f"{given} {next(second)}"  # noqa: PLW2901 - the same name, now complete
            yield _person(rng, number, given, surname, places[town])


def _person(rng: Random, number: int, given: str, surname: str, place: _Place) -> Indexed:
    local = f"{given.partition(' ')[0]}.{surname}{rng.randint(1, 9999)}"
    digits = _DIGITS[place.market]
    return Indexed(
        customer_id=number,
        controller=CONTROLLER,
        given_names=given.title(),
        surname=surname.title(),
        postcodes=(place.postcode(rng),),
        towns=(place.town.title(),),
        birth_date=_OLDEST + timedelta(days=int(rng.random() * _DAYS)),
        emails=(f"{local}@example.{rng.choice(('com', 'org', 'net'))}",) if rng.random() < 0.95 else (),
        phones=(_PHONE[place.market].format(int(rng.random() * 10**digits)),) if rng.random() < 0.9 else (),
        numbers=(f"C{number:07d}",),
    )
