"""What a caller says, brought into the one form in which facts are stored and compared.

The same functions write the stored keys and normalise the answers (`access.md`), so that equality of text is equality
of facts. Nothing here ever says whether a fact is right.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from care_console.domain.months import month_in
from care_console.domain.requests import Fact

_MONTH_FIRST = frozenset({"US"})
"""Where 05/03 is the third of May."""
_LONGEST_ANSWER = 200
_INSIDE_THE_HOUSE = frozenset(
    {"FLAT", "SUITE", "APT", "APARTMENT", "UNIT", "ROOM", "FLOOR", "STUDIO", "APPARTEMENT", "APPT", "ETAGE", "BOX"}
)
# Numbers of customers and orders, with what people write between and before; an amount with its currency.
_NUMBER = re.compile(r"[\w#./, £$€-]{1,40}")


def squeeze(text: str) -> str:
    """Letters and digits only, upper case, compatibility forms folded (full-width digits become digits)."""
    folded = unicodedata.normalize("NFKC", text).upper()
    return "".join(character for character in folded if character.isalnum())


def email_key(address: str) -> str:
    """An e-mail address for comparison: folded whole, since no large provider tells local parts apart by case."""
    return unicodedata.normalize("NFKC", address).strip().casefold()


def number_key(number: str) -> str:
    """A customer or order number without its decorations: `#W26 11340` -> `W2611340`."""
    return squeeze(number)


def amount_key(amount: str) -> str | None:
    """An amount of money in minor units, `amount:53665` for `$536.65` or `536,65`; None if it is not one."""
    found = re.fullmatch(r"\D{0,4}(\d{1,3}(?:[ .,]\d{3})*|\d{1,9})[.,](\d{2})\D{0,4}", amount.strip())
    return f"amount:{int(re.sub(r'[^0-9]', '', found[1])) * 100 + int(found[2])}" if found else None


def phone_key(said: str, *regions: str) -> str | None:
    """A phone number in E.164; None if it cannot be one.

    Without a country code it is read as dialled in the first of `regions` (ISO 3166) that has such a number, else in
    the first where it could be one.
    """
    import phonenumbers

    possible = []
    for region in regions:
        try:
            number = phonenumbers.parse(said, region)
        except phonenumbers.NumberParseException:
            continue
        if phonenumbers.is_possible_number(number):
            possible.append(number)
    if not possible:
        return None
    meant = next(filter(phonenumbers.is_valid_number, possible), possible[0])
    return phonenumbers.format_number(meant, phonenumbers.PhoneNumberFormat.E164)


def spoken_phone(number: str) -> str:
    """An E.164 number in groups, as it is read out: `+44 7700 900925`; unchanged if it is none."""
    import phonenumbers

    try:
        parsed = phonenumbers.parse(number)
    except phonenumbers.NumberParseException:
        return number
    return phonenumbers.format_number(parsed, phonenumbers.PhoneNumberFormat.INTERNATIONAL)


def premise_key(postcode: str, lines: str) -> str:
    """Postcode and house number: `LS62PQ/14`. The house number is the first token of the lines that holds a digit.

    The number of a flat or suite is not the house's, unless there is no other; without any number the first word of
    the lines stands for it (a house name).
    """
    tokens = re.findall(r"\w+", unicodedata.normalize("NFKC", lines).upper())
    numbers = [place for place, token in enumerate(tokens) if any(c.isdigit() for c in token)]
    of_the_house = [place for place in numbers if place == 0 or tokens[place - 1] not in _INSIDE_THE_HOUSE]
    house = tokens[(of_the_house or numbers or [0])[0]] if tokens else ""
    return f"{squeeze(postcode)}/{house}"


def birth_date(said: str, region: str = "") -> date | None:
    """A whole date of birth as people say it: `3 May 1984`, `03/05/1984`, `1984-05-03`, `03051984`.

    Months are named in any language of look-up. In numbers the day comes before the month, the month first where
    people of `region` (ISO 3166) say it so, and the other way round where that is no date. None when it is not a whole
    date that exists.
    """
    text = unicodedata.normalize("NFKC", said)
    if month := month_in(text):
        numbers = re.findall(r"\d+", text)
        if len(numbers) != 2:
            return None
        day, year = sorted(numbers, key=len)
        return _date(year, str(month), day)
    parts = re.findall(r"\d+", text)
    if len(parts) == 1 and len(parts[0]) == 8:
        run = parts[0]
        parts = [run[:2], run[2:4], run[4:]] if int(run[4:]) >= 1880 else [run[:4], run[4:6], run[6:]]
    if len(parts) != 3:
        return None
    if len(parts[0]) == 4:
        return _date(*parts)
    first, second, year = parts
    day, month_said = (second, first) if region in _MONTH_FIRST else (first, second)
    return _date(year, month_said, day) or _date(year, day, month_said)


def _date(year: str, month: str, day: str) -> date | None:
    if len(year) != 4 or len(month) > 2 or len(day) > 2:
        return None
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


_KEY_FORMS = {
    Fact.CUSTOMER_NUMBER: r"\w+",
    Fact.BIRTH_DATE: r"[0-9]{4}-[0-9]{2}-[0-9]{2}",
    Fact.POSTCODE: r"\w+/\w+",
    Fact.EMAIL: r"(?s:.*@.*)",
    Fact.PHONE: r"\+[0-9]{4,15}",
    Fact.ORDER: r"\w+|amount:[0-9]{1,15}",
    Fact.CARD: r"\d{4}",
    Fact.SECURITY_ANSWER: r"\w+",
    Fact.ONE_TIME_CODE: r"[0-9]{6}",
}


_DIGITS = frozenset({Fact.CARD, Fact.ONE_TIME_CODE})


def is_key(fact: Fact, key: str) -> bool:
    """Whether `key` has the form that `answer_key` gives for a fact: a store compares nothing else."""
    if len(key) > _LONGEST_ANSWER or not re.fullmatch(_KEY_FORMS[fact], key):
        return False
    return fact is not Fact.BIRTH_DATE or birth_date(key) is not None


def answer_key(fact: Fact, said: str, region: str, *own: str) -> str | None:  # noqa: PLR0911 - one return per kind of fact
    """The form in which an answer is compared with the store; None when it cannot be read as that kind of fact.

    For a postcode the house number is part of the fact: `LS6 2PQ, 14`, the number after a comma or as the last word.
    `region` is the market's country, `own` are the customer's: by them a phone without a country code is read, and by
    `region` a date in numbers.
    """
    if not said.strip() or len(said) > _LONGEST_ANSWER:
        return None
    if fact is Fact.EMAIL:
        return email_key(said) if "@" in said else None
    if fact is Fact.PHONE:
        return phone_key(said, *own, region)
    if fact is Fact.BIRTH_DATE:
        found = birth_date(said, region)
        return found.isoformat() if found else None
    if fact is Fact.POSTCODE:
        postcode, comma, house = said.partition(",")
        if not comma:
            postcode, _, house = said.strip().rpartition(" ")
        return premise_key(postcode, house) if squeeze(postcode) and squeeze(house) else None
    if fact in _DIGITS:
        digits = squeeze(said)
        return digits if digits.isdecimal() and is_key(fact, digits) else None
    if fact is Fact.SECURITY_ANSWER:
        return squeeze(said) or None
    if not _NUMBER.fullmatch(said.strip()):
        return None
    return (amount_key(said) if fact is Fact.ORDER else None) or number_key(said) or None
