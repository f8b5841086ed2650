"""What the caller says, read in every way that it could be meant.

A query is a row of tokens; a *reading* takes one or several neighbouring tokens for a fact. Names and towns need no
reading: they are matched by the ranking itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from care_console.domain.facts import number_key
from care_console.domain.months import MONTH
from care_console.lookup.keys import EMAIL, NUMBER, PHONE, email_form, postcode_forms, split_calling_code
from care_console.lookup.normalise import tokens

LONGEST_TEXT = 240
MOST_TOKENS = 10
_LONGEST_TOKEN = 40

_EMAIL = re.compile(r"[^\s@<>(),;:\"\[\]]+@[^\s@<>(),;:\"\[\]]+\.[^\s@<>(),;:\"\[\].]{2,}")
_SPOKEN_EMAIL = re.compile(
    r"\S+(?: (?:dot|punkt|point|punto|underscore|dash) \S+)* at \S+(?: dot| punkt| point| punto) \S+.*"
)
_WORD_BREAKS = re.compile(r"[\d._+-]+")
_SPOKEN_SIGNS = {" at ": "@", " underscore ": "_", " dash ": "-"}
_SPOKEN_DOT = re.compile(" (?:dot|punkt|point|punto) ")

_LABELS = frozenset(
    "mr mrs ms miss mx herr frau monsieur madame mme mlle señor señora sr sra signor signora sig "
    "customer client kunde kundin cliente number no nr num numero nummer kundennummer order bestellung commande pedido "
    "ordine phone tel telephone telefon mobile handy email mail dob born birthday geboren postcode postal zip plz name "
    "called from aus".replace("ñ", "n").split()
)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th|er|e|o)?")
_BETWEEN = frozenset({"of", "de", "the", "le", "el", "der", "den"})

_PHONE_DIGITS = range(7, 16)
_PHONE_TOKENS = 8
_NUMBER_LETTERS = range(4, 25)
_NUMBER_TOKENS = 4
# Whole postcodes and outward parts as they are said, their halves joined by a space; what has no such form is none.
_POSTCODE = re.compile(
    r"\d{2,6}|\d{3} \d\d|\d\d \d{3}|\d{3} \d{3,4}|\d{4} \d{3}|\d{5} \d{3,4}"  # most countries; JP, PT, BR, ZIP+4
    r"|[a-z]{1,2}\d[a-z\d]?(?: ?\d[a-z]{2})?"  # United Kingdom
    r"|[a-z]\d[a-z](?: ?\d[a-z]\d)?"  # Canada
    r"|[a-z]\d[\dw](?: ?[a-z\d]{4})?"  # Ireland
    r"|\d{4} ?[a-z]{2}"  # Netherlands
    r"|[a-z]{2,3} ?\d{3,5}|[a-z]\d{4}(?:[a-z]{3})?"  # Andorra, Latvia, Lithuania, Malta; Argentina
)
_LONGEST_HALVES = 7
"""Digits in two groups that may still be a postcode and something else; more of them are a number in groups."""
_DATE_TOKENS = 5
_DATE_DIGITS = 8
_CENTURIES = re.compile("19|20")


class Kind(IntEnum):
    """What a reading takes its tokens for."""

    EMAIL = 0
    PHONE = 1
    NUMBER = 2
    ORDER = 3
    POSTCODE = 4
    DATE = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """Tokens `first` up to but not including `end`, taken for a fact; `values` are its possible forms.

    E-mail, phone and customer number: whole keys. Order: numbers. Postcode: the compact code. Date: YYYYMMDD.
    """

    first: int
    end: int
    kind: Kind
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Query:
    """The tokens of what was said (an e-mail is one token), and their readings as facts."""

    tokens: tuple[str, ...]
    readings: tuple[Reading, ...]
    shortened: bool = False
    partial_email: bool = False

    def values(self, *kinds: Kind) -> tuple[str, ...]:
        """Every form of the readings of these kinds, none twice."""
        return tuple(
            dict.fromkeys(value for reading in self.readings if reading.kind in kinds for value in reading.values)
        )

    def with_email_names(self) -> Query:
        """The same with the words of the first complete e-mail, which are often the name, said before it.

        For when nobody has that e-mail: one with a slip in it is then near the one on file of somebody so called. Its
        reading takes the words with it, so that a slip in both is one.
        """
        email = next((reading for reading in self.readings if reading.kind is Kind.EMAIL), None)
        if email is None:
            return self
        local = email.values[0][1:].rpartition("@")[0]
        words = list(filter(is_name, tokens(_WORD_BREAKS.sub(" ", local))))[: MOST_TOKENS - len(self.tokens)]
        moved = tuple(
            Reading(one.first + len(words) * (one.first > email.first), one.end + len(words), one.kind, one.values)
            if one.first >= email.first
            else one
            for one in self.readings
        )
        said = (*self.tokens[: email.first], *words, *self.tokens[email.first :])
        return Query(said, moved, self.shortened, self.partial_email)

    @property
    def names(self) -> tuple[str, ...]:
        """The tokens that may be part of a name or a town."""
        return tuple(token for token in self.tokens if is_name(token))


def storable(text: str) -> str:
    """The text as a store can keep it: lone surrogates, which can be typed or come from a terminal, become `?`."""
    return text.encode("utf-8", "replace").decode()


def is_name(token: str) -> bool:
    """Whether a token may be part of a name or a town: no digits, no e-mail."""
    return token.isalpha()


def parse(text: str) -> Query:
    """Read what was typed. Never fails; at most `LONGEST_TEXT` characters and `MOST_TOKENS` tokens are read."""
    text = text.strip()
    short = storable(text[:LONGEST_TEXT]).replace("\x00", " ")
    emails: list[str] = []

    def take(match: re.Match[str]) -> str:
        emails.append(email_form(match[0].strip(".")))
        return " "

    rest = _EMAIL.sub(take, _unspoken(short))
    words = [word[:_LONGEST_TOKEN] for word in tokens(_without_domains(rest))]
    words = _without_labels(words, others=bool(emails))
    shortened = len(text) > LONGEST_TEXT or len(words) + len(emails) > MOST_TOKENS
    words = words[: max(0, MOST_TOKENS - len(emails))]
    international = rest.lstrip(" (")[:1] == "+" or "+" in rest or " 00" in f" {rest}"
    readings = _read_facts(words, international=international)
    for address in emails[:2]:
        readings.append(Reading(len(words), len(words) + 1, Kind.EMAIL, (EMAIL + address,)))
        words.append(EMAIL + address)
    return Query(tuple(words), tuple(readings), shortened=shortened, partial_email="@" in rest)


def _unspoken(text: str) -> str:
    """An e-mail as it is read out (`jo dot smith at example dot org`) in writing; other text as it was."""
    lowered = text.casefold()
    if "@" in text or not _SPOKEN_EMAIL.fullmatch(lowered):
        return text
    for words, sign in _SPOKEN_SIGNS.items():
        lowered = lowered.replace(words, sign)
    return _SPOKEN_DOT.sub(".", lowered)


def _without_domains(text: str) -> str:
    """An e-mail that is not complete yet gives the words of its local part, which are often the name."""
    return re.sub(r"(\S*)@\S*", lambda match: _WORD_BREAKS.sub(" ", match[1]), text)


def _without_labels(words: list[str], *, others: bool) -> list[str]:
    """Forms of address and words that only announce a fact are left out, unless nothing else was said."""
    said = [word for word in words if word not in _LABELS]
    return said if said or others else words


def _read_facts(words: list[str], *, international: bool) -> list[Reading]:
    readings: list[Reading] = []
    for first in range(len(words)):
        for end in range(first + 1, min(len(words), first + _PHONE_TOKENS) + 1):
            span = words[first:end]
            joined = "".join(span)
            if not any(character.isdigit() for character in joined):
                continue
            for kind, values in _span_facts(span, joined, international=international):
                readings.append(Reading(first, end, kind, values))
    return [one for one in readings if one.kind is not Kind.POSTCODE or not _is_group(words, one, readings)]


def _is_group(words: list[str], postcode: Reading, readings: list[Reading]) -> bool:
    """Whether what could be a postcode is but a group of the digits of a number that is read out in groups."""
    first, end = postcode.first, postcode.end
    if not all(map(str.isdigit, words[first:end])):
        return False
    while first and words[first - 1].isdigit():
        first -= 1
    while end < len(words) and words[end].isdigit():
        end += 1
    others = [part for part in ((first, postcode.first), (postcode.end, end)) if part[0] < part[1]]
    if not others:
        return False
    if len(others) == 1 and _stands_alone(words, others[0], readings):
        return False
    whole = any(one.kind is Kind.POSTCODE and (one.first, one.end) == (first, end) for one in readings)
    return whole or end - first > 2 or len("".join(words[first:end])) > _LONGEST_HALVES


def _stands_alone(words: list[str], part: tuple[int, int], readings: list[Reading]) -> bool:
    """Whether digits beside a postcode are a fact of their own: a birth date, or a phone in one group."""
    first, end = part
    if end - first == 1 and len(words[first]) in _PHONE_DIGITS:
        return True
    return any(one.kind is Kind.DATE and (one.first, one.end) == part for one in readings)


def _span_facts(span: list[str], joined: str, *, international: bool) -> list[tuple[Kind, tuple[str, ...]]]:
    found: list[tuple[Kind, tuple[str, ...]]] = []
    digits = joined.isdigit()
    if digits and len(joined) in _PHONE_DIGITS:
        found.append((Kind.PHONE, _phones(joined, international=international)))
    if len(span) <= _NUMBER_TOKENS and len(joined) in _NUMBER_LETTERS:
        found.append((Kind.NUMBER, (NUMBER + joined,)))
        found.append((Kind.ORDER, (number_key(joined),)))
    if _POSTCODE.fullmatch(" ".join(span)):
        found.append((Kind.POSTCODE, _postcodes(joined)))
    if len(span) <= _DATE_TOKENS and (dates := _dates(span)):
        found.append((Kind.DATE, dates))
    return [(kind, values) for kind, values in found if values]


def _phones(digits: str, *, international: bool) -> tuple[str, ...]:
    """National numbers that were possibly said; a trunk 0 may be there or not."""
    forms = [digits, digits[1:] if digits.startswith("0") else ""]
    bare = digits.removeprefix("00")
    if international or bare != digits or len(bare) > 9:
        national = split_calling_code(bare)[1]
        forms += [national, national[1:] if national.startswith("0") else ""]
    return tuple(dict.fromkeys(PHONE + form for form in forms if len(form) in _PHONE_DIGITS))


def _postcodes(joined: str) -> tuple[str, ...]:
    plus_four = len(joined) == 9 and joined.isdigit()
    return postcode_forms(joined)[:2] if plus_four else (joined,)


def _dates(span: list[str]) -> tuple[str, ...]:
    """Whole dates of birth as YYYYMMDD, in the orders in which people say them.

    Eight digits that are no date but begin with a year are a date with a slip in it, and stand as they are.
    """
    parts = [part for part in span if part not in _BETWEEN]
    if not parts or len(span[0]) > _DATE_DIGITS or span[0] in _BETWEEN or span[-1] in _BETWEEN:
        return ()
    if len(parts) == 1 and len(parts[0]) == _DATE_DIGITS and parts[0].isdigit():
        run = parts[0]
        splits = [(run[4:], run[2:4], run[:2]), (run[4:], run[:2], run[2:4]), (run[:4], run[4:6], run[6:])]
    elif len(parts) == 3:
        one, two, three = parts
        splits = [(three, two, one), (three, one, two), (one, two, three)]
    else:
        return ()
    dates = tuple(dict.fromkeys(filter(None, (_date(*split) for split in splits))))
    if dates or len(parts) > 1 or not _CENTURIES.match(parts[0]):
        return dates
    year, one, two = splits[-1]
    return (_date(year, two, one) or parts[0],)


def _date(year: str, month: str, day: str) -> str:
    in_words = MONTH.get(month)
    found = _DAY.fullmatch(day)
    if not found or len(year) != 4 or not year.isdigit() or not (in_words or (len(month) <= 2 and month.isdigit())):
        return ""
    try:
        return f"{date(int(year), in_words or int(month), int(found[1])):%Y%m%d}"
    except ValueError:
        return ""
