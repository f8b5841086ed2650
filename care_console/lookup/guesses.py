"""The facts that a query guesses at: what locks a search, and what may count as one fact said (`access.md`)."""

from __future__ import annotations

import re
from collections.abc import Collection

from care_console.domain.requests import GUESSES_THAT_LOCK, Fact
from care_console.lookup.keys import EMAIL, NUMBER, PHONE
from care_console.lookup.query import Kind, parse

# Outward parts (United Kingdom, Canada, Ireland), and what is too short to be a postcode; all else is one in full.
_PART_OF_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?|[A-Z]\d[A-Z\d]|\d{1,3}")
_SIGNS = {Kind.EMAIL: (Fact.EMAIL, EMAIL), Kind.PHONE: (Fact.PHONE, PHONE), Kind.NUMBER: (Fact.CUSTOMER_NUMBER, NUMBER)}


def guesses_in(text: str) -> list[str]:
    """Every fact that a query may be read as, `<fact>:<value>`; sorted, none twice.

    Values are as `domain.facts` writes them, except phones, which are national digits. A postcode is one only in full:
    its outward part is printed on the hit. Digits within a birth date are no postcode beside it. A birth date with
    a slip may be a day that there is not.
    """
    found: set[str] = set()
    readings = parse(text).readings
    dates = [reading for reading in readings if reading.kind is Kind.DATE]
    for reading in readings:
        if reading.kind is Kind.POSTCODE and any(one.first <= reading.first < reading.end <= one.end for one in dates):
            continue  # the year in a birth date, which is counted itself
        for value in reading.values:
            if reading.kind in _SIGNS:
                fact, sign = _SIGNS[reading.kind]
                told = value.removeprefix(sign)
                found.add(f"{fact}:{told.upper() if fact is Fact.CUSTOMER_NUMBER else told}")
            elif reading.kind is Kind.ORDER:
                found.add(f"{Fact.ORDER}:{value}")
            elif reading.kind is Kind.DATE:
                found.add(f"{Fact.BIRTH_DATE}:{value[:4]}-{value[4:6]}-{value[6:]}")
            elif not _PART_OF_POSTCODE.fullmatch(value.upper()):
                found.add(f"{Fact.POSTCODE}:{value.upper()}")
    return sorted(found)


def too_many(guesses: Collection[str]) -> bool:
    """Whether more birth dates and postcodes, taken together, were tried under one request than a caller gives.

    What was searched while a longer one was being typed counts with it: `8027` on the way to `80279` is no guess. A
    date that can be read in two orders is one.
    """
    postcodes = sorted({guess for guess in guesses if guess.startswith(f"{Fact.POSTCODE}:")})
    whole = [one for one, after in zip(postcodes, [*postcodes, ""][1:], strict=True) if not after.startswith(one)]
    days = {tuple(sorted(guess.split("-"))) for guess in guesses if guess.startswith(f"{Fact.BIRTH_DATE}:")}
    return len(whole) + len(days) > GUESSES_THAT_LOCK
