"""What a customer can be found by: keys, terms and their variants.

A key is one line of the index, and typed text is a prefix of one::

    given surname       surname given       surname town       given town
    +postcode surname   +postcode given     (the whole postcode, and its outward part)
    *birthdate surname  *birthdate given    @email             #national number   =customer number

Facts that a search hit masks stand behind a mark that no typed name can begin with, and are followed by a space: a
range of names never runs through facts, and a fact is met whole or not at all (`access.md`).
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from care_console.domain.masking import outward
from care_console.lookup.normalise import compact, tokens
from care_console.lookup.sound import sounds

EMAIL, PHONE, NUMBER, POSTCODE, BIRTH = "@", "#", "=", "+", "*"
GIVEN, SURNAME, PLACE = 1, 2, 4
"""Kinds of terms, as bits."""
SHORTEST_SOUND = 2
"""Letters of a code by which a term is met."""

_MOST_PARTS = 4
_LONGEST_TERM = 32
_SHORTEST_BARE_NUMBER = 5


@dataclass(frozen=True, slots=True)
class Indexed:
    """What the index knows of a customer. Phones are E.164, numbers are customer numbers; the rest is as written."""

    customer_id: int
    controller: str
    given_names: str = ""
    surname: str = ""
    postcodes: tuple[str, ...] = ()
    towns: tuple[str, ...] = ()
    birth_date: date | None = None
    emails: tuple[str, ...] = ()
    phones: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()


@lru_cache(maxsize=32768)
def name_terms(name: str) -> tuple[str, ...]:
    """A name as one term, then its parts of two letters or more: `Mary Jane` -> `maryjane`, `mary`, `jane`."""
    parts = tokens(name)
    if len(parts) <= 1:
        return tuple(part[:_LONGEST_TERM] for part in parts)
    longer = [part[:_LONGEST_TERM] for part in parts if len(part) > 1][:_MOST_PARTS]
    return tuple(dict.fromkeys(["".join(parts)[:_LONGEST_TERM], *longer]))


@lru_cache(maxsize=32768)
def place_term(town: str) -> str:
    """A town as one term: `St. Ives` -> `stives`."""
    return compact(town)[:_LONGEST_TERM]


@lru_cache(maxsize=8192)
def postcode_forms(postcode: str) -> tuple[str, ...]:
    """A postcode as it is met whole, and its outward part: `LS6 2PQ` -> `ls62pq`, `ls6`; ZIP+4 also without its +4."""
    parts = tokens(postcode)
    if not parts:
        return ()
    whole = "".join(parts)
    forms = [whole]
    if len(whole) == 9 and whole.isdigit():
        forms.append(whole[:5])
    forms.append(compact(outward(whole)))
    return tuple(form for form in dict.fromkeys(forms) if form)


def email_form(address: str) -> str:
    """An e-mail address for comparison, as `domain.facts.email_key` folds it."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


@lru_cache(maxsize=1)
def _calling_codes() -> frozenset[str]:
    # 35 ms of metadata that the first frame does not need.
    from phonenumbers import COUNTRY_CODE_TO_REGION_CODE

    return frozenset(map(str, COUNTRY_CODE_TO_REGION_CODE))


def split_calling_code(digits: str) -> tuple[str, str]:
    """Calling code and national number of a number in international form without `+` (ITU-T E.164)."""
    for length in (1, 2, 3):
        if digits[:length] in _calling_codes():
            return digits[:length], digits[length:]
    return "", digits


def number_forms(number: str) -> tuple[str, ...]:
    """A customer number bare, and its digits alone if they are enough: `SG-100234` -> `sg100234`, `100234`."""
    whole = compact(number)
    digits = "".join(filter(str.isdigit, whole))
    forms = [whole] if whole else []
    if len(digits) >= _SHORTEST_BARE_NUMBER and digits != whole:
        forms.append(digits)
    return tuple(forms)


def keys_of(record: Indexed) -> list[str]:
    """Every key of a customer, sorted, none twice; about twelve."""
    return sorted(name_keys(record) | whole_keys(record))


def name_keys(record: Indexed) -> set[str]:
    """The keys that hold a name: with another, a town, a postcode, the birth date."""
    given, surnames = name_terms(record.given_names), name_terms(record.surname)
    keys: set[str] = set()
    for surname in surnames:
        for name in given:
            keys.add(f"{name} {surname}")
            keys.add(f"{surname} {name}")
    if not given or not surnames:
        keys.update(f"{name} " for name in given or surnames)
    names = dict.fromkeys([*surnames, *given])
    for town in filter(None, map(place_term, record.towns)):
        keys.update(f"{name} {town}" for name in names)
    for postcode in record.postcodes:
        for form in postcode_forms(postcode):
            keys.update(f"{POSTCODE}{form} {name}" for name in names or [""])
    if record.birth_date:
        born = f"{BIRTH}{record.birth_date:%Y%m%d} "
        keys.update(born + name for name in names or [""])
    return keys


def whole_keys(record: Indexed) -> set[str]:
    """The keys that are met whole only and hold no name: e-mails, phones, customer numbers."""
    keys = {f"{EMAIL}{email_form(address)}" for address in record.emails if address.strip()}
    keys.update(f"{PHONE}{split_calling_code(phone.lstrip('+'))[1]}" for phone in record.phones if phone)
    keys.update(f"{NUMBER}{form}" for number in record.numbers for form in number_forms(number))
    return keys


def terms_of(record: Indexed) -> dict[str, int]:
    """The words by which a customer is called, each with its kinds: `GIVEN`, `SURNAME`, `PLACE`."""
    kinds: dict[str, int] = {}
    for bit, terms in (
        (GIVEN, name_terms(record.given_names)),
        (SURNAME, name_terms(record.surname)),
        (PLACE, tuple(filter(None, map(place_term, record.towns)))),
    ):
        for term in terms:
            kinds[term] = kinds.get(term, 0) | bit
    return kinds


def sound_keys(term: str) -> list[str]:
    """The codes of a term as variants; a code of one consonant would meet hundreds of terms and is left out."""
    return [f"~{code}" for code in sounds(term) if len(code) >= SHORTEST_SOUND]


def one_letter_less(term: str) -> list[str]:
    """The term without each of its letters in turn."""
    return [term[:place] + term[place + 1 :] for place in range(len(term))]


def variants_of(term: str) -> set[str]:
    """What a misspelt or misheard term is met by: itself, its one-letter deletions, its sounds."""
    variants = {term, *sound_keys(term)}
    if len(term) > 2:
        variants.update(one_letter_less(term))
    return variants
