"""What a policy pack must keep to beyond its shape: colours, contacts, choices, terms, completeness.

A customer can always say no through care, a rung is never weaker than the console's own, and a pack that is not
partial says everything, so that nothing is ever left to a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from care_console.domain.policies_format import (
    ANY_MARKET,
    BrandEntry,
    Choice,
    Contact,
    Default,
    MarketingChannel,
    OfficerRoute,
    OptOutRoute,
    PhoneLine,
    PolicyPack,
    PrivacyOfficer,
    RecordKind,
    SharingPurpose,
    Unpublished,
)
from care_console.domain.policies_reading import Faults
from care_console.domain.requests import LEAST_FACTS
from care_console.domain.requests import Channel as RequestChannel

LEAST_CONTRAST: Final = 4.5
"""WCAG 2.1, 1.4.3 (AA): initials on a badge are small white text."""

_KEY: Final = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_SOURCE: Final = re.compile(r"[\w.-]+\.txt", re.ASCII)
_MARKET: Final = re.compile(r"[A-Z]{2}")
_COLOUR: Final = re.compile(r"#[0-9A-Fa-f]{6}")
_MAILBOX: Final = re.compile(
    r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)
_CURRENCY: Final = re.compile(r"[A-Z]{3}")
_INITIALS: Final = re.compile(r"[^\W_]{1,3}")
_QUOTES: Final = "\"'\u2018\u2019\u201c\u201d ."
_SRGB_LINEAR_END: Final = 0.04045
_AGES: Final = range(13, 19)


def check(pack: PolicyPack, faults: Faults) -> None:
    """Note every fault of `pack` that its shape alone does not show."""
    _check_head(pack, faults)
    for key, brand in pack.brands.items():
        _check_brand(key, brand, faults)
    for section, choices in (("channels", pack.channels), ("purposes", pack.purposes)):
        for name, choice in choices.items():
            _check_choice(f"{section}.{name}", choice, faults)
    if pack.privacy_officer is not None:
        _check_officer(pack.privacy_officer, pack, faults)
    _check_numbers(pack, faults)
    _check_subjects(pack, faults)
    if pack.transfer is not None:
        _check_markets("transfer.adequate", pack.transfer.adequate, faults)
    if not pack.partial:
        _check_complete(pack, faults)


def contrast_with_white(colour: str) -> float:
    """Give the contrast ratio of white text on ``#RRGGBB`` (WCAG 2.1, relative luminance)."""
    shares = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = [share / 12.92 if share <= _SRGB_LINEAR_END else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return 1.05 / (luminance + 0.05)


def _check_head(pack: PolicyPack, faults: Faults) -> None:
    if not _KEY.fullmatch(pack.id):
        faults.add("id", "expected small letters, digits and hyphens, such as ynap-2018")
    elif faults.file != f"{pack.id}.toml":
        faults.add("id", f"expected the file's own name: {faults.file.removesuffix('.toml')}")
    if not _SOURCE.fullmatch(pack.source):
        faults.add("source", "expected the name of the published text's file, ending in .txt")
    if not pack.markets:
        faults.add("markets", f'expected at least one market, such as "GB", or "{ANY_MARKET}" for all others')
    _check_markets("markets", (market for market in pack.markets if market != ANY_MARKET), faults)
    if len(set(pack.markets)) < len(pack.markets):
        faults.add("markets", "expected each market once")
    if not _KEY.fullmatch(pack.controller.key):
        faults.add("controller.key", "expected small letters, digits and hyphens")
    if not pack.controller.name.strip():
        faults.add("controller.name", "expected the company's name")
    if not pack.brands:
        faults.add("brands", "expected at least one brand")


def _check_markets(path: str, markets: Iterable[str], faults: Faults) -> None:
    for market in markets:
        if market == "UK" or not _MARKET.fullmatch(market):
            faults.add(path, f"expected two capital letters of ISO 3166, such as GB (never UK); found {market!r}")


def _check_brand(key: str, brand: BrandEntry, faults: Faults) -> None:
    path = f"brands.{key}"
    if not _KEY.fullmatch(key):
        faults.add(path, "expected a key of small letters, digits and hyphens, such as net-a-porter")
    if not brand.name.strip():
        faults.add(f"{path}.name", "expected the name that customers know")
    if not _INITIALS.fullmatch(brand.initials):
        faults.add(f"{path}.initials", "expected one to three letters or digits")
    if not _COLOUR.fullmatch(brand.colour):
        faults.add(f"{path}.colour", f"expected a colour such as #1F2937; found {brand.colour!r}")
    elif (contrast := contrast_with_white(brand.colour)) < LEAST_CONTRAST:
        faults.add(
            f"{path}.colour", f"expected a darker colour: white on it has {contrast:.1f}:1 of {LEAST_CONTRAST}:1"
        )
    if brand.contact is not None:
        _check_contact(f"{path}.contact", brand.contact, faults)


def _check_contact(path: str, contact: Contact, faults: Faults) -> None:
    if not contact.routes:
        faults.add(f"{path}.routes", "expected at least one way to reach care")
    details = (
        (RequestChannel.EMAIL, Unpublished.MAILBOX, contact.mailbox),
        (RequestChannel.PHONE, Unpublished.PHONES, contact.phones),
        (RequestChannel.LETTER, Unpublished.POST, contact.post),
    )
    for route, detail, given in details:
        if given and (detail in contact.unpublished or route not in contact.routes):
            faults.add(f"{path}.{detail}", f'given, so "{route}" belongs in routes and "{detail}" not in unpublished')
        if not given and route in contact.routes and detail not in contact.unpublished:
            faults.add(f"{path}.{detail}", f'must be given for the route "{route}", or be listed in unpublished')
    _check_mailbox(f"{path}.mailbox", contact.mailbox, faults)
    for position, line in enumerate(contact.phones):
        _check_phone(f"{path}.phones[{position}]", line, faults)


def _check_mailbox(path: str, mailbox: str | None, faults: Faults) -> None:
    if mailbox is not None and not _MAILBOX.fullmatch(mailbox):
        faults.add(path, f"expected an e-mail address; found {mailbox!r}")


def _check_phone(path: str, line: PhoneLine, faults: Faults) -> None:
    import phonenumbers

    if line.market != ANY_MARKET:
        _check_markets(f"{path}.market", (line.market,), faults)
    region = None if line.market == ANY_MARKET else line.market
    try:
        valid = phonenumbers.is_valid_number(phonenumbers.parse(line.number, region))
    except phonenumbers.NumberParseException:
        valid = False
    if not valid:
        form = "with + and the country's code" if region is None else f"as dialled in {region}, or with + in front"
        faults.add(f"{path}.number", f"expected a phone number {form}; found {line.number!r}")


def _check_choice(path: str, choice: Choice, faults: Faults) -> None:
    if choice.default is Default.NEVER and choice.opt_out_by:
        faults.add(f"{path}.opt_out_by", "expected nothing: what never happens cannot be opted out of")
    if choice.default is not Default.NEVER and OptOutRoute.CARE not in choice.opt_out_by:
        faults.add(f"{path}.opt_out_by", 'expected "care" among them: care always takes a no')
    if choice.express and choice.default is not Default.OFF:
        faults.add(f"{path}.express", 'expected only with default = "off": express permission must be asked for')


def _check_officer(officer: PrivacyOfficer, pack: PolicyPack, faults: Faults) -> None:
    _check_mailbox("privacy_officer.mailbox", officer.mailbox, faults)
    if officer.route is OfficerRoute.EMAIL and officer.mailbox is None:
        faults.add("privacy_officer.mailbox", 'must be given, because route is "email"')
    if officer.route is OfficerRoute.POST and not any(line.strip() for line in officer.post):
        faults.add("privacy_officer.post", 'must be given, because route is "post"')
    terms = officer.copy
    if not terms or terms[0].since > pack.effective:
        faults.add("privacy_officer.copy", f"expected terms that hold from {pack.effective} on")
    if any(later.since <= earlier.since for earlier, later in pairwise(terms)):
        faults.add("privacy_officer.copy", "expected the terms in the order of their dates, each date once")
    for position, each in enumerate(terms):
        path = f"privacy_officer.copy[{position}]"
        if each.days < 1:
            faults.add(f"{path}.days", "expected at least 1 day")
        if each.fee is not None and not (each.fee.ceiling.is_finite() and each.fee.ceiling > 0):
            faults.add(f"{path}.fee.ceiling", "expected more than 0; leave the fee out where none is taken")
        if each.fee is not None and not _CURRENCY.fullmatch(each.fee.currency):
            faults.add(f"{path}.fee.currency", "expected three capital letters of ISO 4217, such as GBP")


def _check_numbers(pack: PolicyPack, faults: Faults) -> None:
    if pack.time_zone is not None:
        try:
            ZoneInfo(pack.time_zone)
        except (ValueError, OSError, ZoneInfoNotFoundError):
            faults.add("time_zone", "expected a zone that the IANA names, such as Europe/London")
    for kind, months in pack.retention_months.items():
        if months < 1:
            faults.add(f"retention_months.{kind}", "expected at least 1 month")
    for rung, facts in pack.rungs.items():
        if facts < LEAST_FACTS[rung]:
            faults.add(f"rungs.{rung}", f"expected {LEAST_FACTS[rung]} or more: a pack may be stricter, never weaker")
    if pack.care is not None:
        if pack.care.age_of_consent not in _AGES:
            faults.add("care.age_of_consent", f"expected an age from {_AGES[0]} to {_AGES[-1]} years")
        if pack.care.due_days < 1:
            faults.add("care.due_days", "expected at least 1 day")


def _check_subjects(pack: PolicyPack, faults: Faults) -> None:
    seen: set[str] = set()
    for position, each in enumerate(pack.mail_subjects or ()):
        path = f"mail_subjects[{position}]"
        folded = normal_subject(each.subject)
        if not folded or folded in seen:
            faults.add(f"{path}.subject", "expected words that no other subject of this pack has")
        seen.add(folded)
        if not each.withdraws:
            faults.add(f"{path}.withdraws", "expected at least one purpose")
        for purpose in each.withdraws:
            if (choice := pack.purposes.get(purpose)) is not None and not choice.switchable:
                faults.add(f"{path}.withdraws", f'expected purposes that can be on; "{purpose}" is never')


def _check_complete(pack: PolicyPack, faults: Faults) -> None:
    why = "must be given, because the pack is not partial"
    for section, wanted, given in (
        ("channels", list[str](MarketingChannel), pack.channels),
        ("purposes", list[str](SharingPurpose), pack.purposes),
        ("retention_months", list[str](RecordKind), pack.retention_months),
    ):
        for name in wanted:
            if name not in given:
                faults.add(f"{section}.{name}", why)
    for section in ("time_zone", "care", "privacy_officer", "mail_subjects", "transfer", "recipients"):
        if getattr(pack, section) is None:
            faults.add(section, why)
    for key, brand in pack.brands.items():
        for field in ("lends", "contact"):
            if getattr(brand, field) is None:
                faults.add(f"brands.{key}.{field}", why)


_REPLY: Final = re.compile(r"^(?:(?:re|fw|fwd|aw|wg|tr)\s*:\s*)+")


def normal_subject(subject: str) -> str:
    """Give a subject line for comparing: small letters, single spaces, no quotes, no marks of reply or forwarding."""
    words = " ".join(subject.casefold().split())
    return _REPLY.sub("", words.strip(_QUOTES)).strip(_QUOTES)
