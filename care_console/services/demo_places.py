"""Towns, streets and phone numbers for the demo, where its published data has none.

Streets are common names without a place; towns and the first part of postcodes are real, the rest of a postcode is
drawn. Phone numbers come from the ranges that regulators keep free for fiction.

Sources: Ofcom, telephone numbers for use in drama (01632 960000 to 960999, 07700 900000 to 900999); NANPA, 555-0100 to
555-0199; ARCEP, decision 2018-0881, numbers for audiovisual works (01 99 00 and 06 39 98).
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, Final

GB_TOWNS: Final = (
    ("Leeds", "LS6"),
    ("Bristol", "BS7"),
    ("Norwich", "NR2"),
    ("York", "YO24"),
    ("Exeter", "EX4"),
    ("Sheffield", "S11"),
    ("Edinburgh", "EH10"),
    ("Cardiff", "CF24"),
    ("Belfast", "BT9"),
    ("London", "SW11"),
    ("London", "N16"),
    ("Brighton", "BN2"),
    ("Nottingham", "NG7"),
    ("Manchester", "M20"),
    ("Bath", "BA2"),
)
GB_STREETS: Final = (
    "Ashfield Terrace",
    "Chapel Street",
    "Church Lane",
    "Grove Road",
    "Hawthorn Avenue",
    "High Street",
    "Mill Lane",
    "Orchard Close",
    "Park View",
    "Queen's Road",
    "Station Road",
    "Victoria Crescent",
)
FR_TOWNS: Final = (
    ("Lyon", "69003"),
    ("Nantes", "44000"),
    ("Lille", "59800"),
    ("Rennes", "35000"),
    ("Bordeaux", "33800"),
    ("Strasbourg", "67000"),
    ("Montpellier", "34000"),
    ("Paris", "75011"),
    ("Paris", "75018"),
    ("Grenoble", "38000"),
    ("Orléans", "45000"),
    ("Besançon", "25000"),
)
FR_STREETS: Final = (
    "rue de l'Église",
    "rue des Tilleuls",
    "avenue de la Gare",
    "rue du Moulin",
    "place du Marché",
    "rue des Écoles",
    "allée des Châtaigniers",
    "quai des Brumes",
)
_INWARD: Final = "ABDEFGHJLNPQRSTUWXYZ"
_US_AREAS: Final = ("212", "303", "312", "404", "512", "617", "702", "713", "215", "619")


def british_address(rng: Random) -> dict[str, Any]:
    """An address in the United Kingdom."""
    town, outward = rng.choice(GB_TOWNS)
    flat = f"Flat {rng.randint(1, 12)}" if rng.random() < 0.25 else ""
    street = f"{rng.randint(1, 180)} {rng.choice(GB_STREETS)}"
    return {
        "line1": flat or street,
        "line2": street if flat else "",
        "town": town,
        "postcode": f"{outward} {rng.randint(1, 9)}{rng.choice(_INWARD)}{rng.choice(_INWARD)}",
        "country": "GB",
    }


def french_address(rng: Random) -> dict[str, Any]:
    """An address in France."""
    town, postcode = rng.choice(FR_TOWNS)
    number = f"{rng.randint(1, 120)}{rng.choice(('', '', '', ' bis'))}"
    flat = f"Appartement {rng.randint(1, 40)}" if rng.random() < 0.3 else ""
    return {
        "line1": f"{number} {rng.choice(FR_STREETS)}",
        "line2": flat,
        "town": town,
        "postcode": postcode,
        "country": "FR",
    }


def british_phones(rng: Random) -> list[dict[str, str]]:
    """A mobile and perhaps a landline in the United Kingdom."""
    phones = [{"number": f"07700 900{rng.randint(0, 999):03}", "kind": "mobile"}]
    if rng.random() < 0.4:
        phones.append({"number": f"01632 960{rng.randint(0, 999):03}", "kind": "landline"})
    return phones


def french_phones(rng: Random) -> list[dict[str, str]]:
    """A mobile and perhaps a landline in France."""
    phones = [{"number": f"06 39 98 {rng.randint(0, 99):02} {rng.randint(0, 99):02}", "kind": "mobile"}]
    if rng.random() < 0.3:
        phones.append({"number": f"01 99 00 {rng.randint(0, 99):02} {rng.randint(0, 99):02}", "kind": "landline"})
    return phones


def american_phones(rng: Random) -> list[dict[str, str]]:
    """A mobile in the United States."""
    return [{"number": f"({rng.choice(_US_AREAS)}) 555-01{rng.randint(0, 99):02}", "kind": "mobile"}]


ADDRESSES: Final[dict[str, Callable[[Random], dict[str, Any]]]] = {"GB": british_address, "FR": french_address}
PHONES: Final[dict[str, Callable[[Random], list[dict[str, str]]]]] = {
    "GB": british_phones,
    "FR": french_phones,
    "US": american_phones,
}
