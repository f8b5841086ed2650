"""What one policy pack, or a partial one and the pack that it inherits from, come to for a brand, market and day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final, TypeVar

from care_console.domain.errors import BugError
from care_console.domain.policies_format import (
    ANY_MARKET,
    Care,
    Choice,
    Contact,
    Controller,
    CopyTerms,
    MailSubject,
    MarketingChannel,
    PhoneLine,
    PolicyPack,
    PrivacyOfficer,
    Recipients,
    RecordKind,
    SharingPurpose,
    Transfer,
    TransferRule,
)
from care_console.domain.policies_rules import normal_subject
from care_console.domain.requests import Rung, facts_needed

EEA_AND_UK: Final = frozenset(
    {
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GB", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
    }
)  # fmt: skip
"""Destinations that no pack restricts: the EEA, and the United Kingdom, whose market the policies are written for."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Brand:
    """A shop as customers know it: its badge, and the controller behind it. `colour` is ``#RRGGBB``."""

    key: str
    name: str
    initials: str
    colour: str
    controller: str


@dataclass(frozen=True, slots=True)
class Policy:
    """All that holds for one brand, market and day; nothing is left open.

    `id` is the pack in force, to be kept on consents; `inherited_from` the pack that filled in what a partial one
    does not say. `lends`: the brand offers credit (R2). `copy_terms`: the terms of a copy of the data on that day (R1).
    """

    id: str
    inherited_from: str | None
    source: str
    effective: date
    market: str
    on: date
    controller: Controller
    brand: Brand
    lends: bool
    contact: Contact
    channels: Mapping[MarketingChannel, Choice]
    purposes: Mapping[SharingPurpose, Choice]
    time_zone: str
    retention_months: Mapping[RecordKind, int]
    rungs: Mapping[Rung, int]
    care: Care
    privacy_officer: PrivacyOfficer
    copy_terms: CopyTerms
    mail_subjects: tuple[MailSubject, ...]
    transfer: Transfer
    recipients: Recipients

    @property
    def phone_lines(self) -> tuple[PhoneLine, ...]:
        """Care's lines for this market, the market's own before those for callers from anywhere (B1)."""
        own = tuple(line for line in self.contact.phones if line.market == self.market)
        return own + tuple(line for line in self.contact.phones if line.market == ANY_MARKET)

    def facts_needed(self, rung: Rung) -> int:
        """How many facts a rung takes here: the console's number, or more where the pack is stricter."""
        return facts_needed(rung, self.rungs)

    def transfer_to(self, country: str) -> TransferRule:
        """Whether data may go to a country (ISO 3166 alpha-2); a code that is not known is not in the EEA (D3)."""
        code = market_code(country)
        return TransferRule.ALLOWED if code in EEA_AND_UK or code in self.transfer.adequate else self.transfer.elsewhere

    def meaning_of(self, subject: str) -> MailSubject | None:
        """The fixed meaning of an e-mail's subject, whatever its case, spacing, quotes or marks of reply (O8)."""
        folded = normal_subject(subject)
        return next((each for each in self.mail_subjects if normal_subject(each.subject) == folded), None)


def market_code(market: str) -> str:
    """Bring a market or country into the packs' form: capital letters, GB for the common but unofficial UK."""
    code = market.strip().upper()
    return "GB" if code == "UK" else code


def market_rank(pack: PolicyPack, code: str) -> int:
    """How closely a pack's markets fit: 2 names the market, 1 takes any, 0 does not apply."""
    return 2 if code in pack.markets else int(ANY_MARKET in pack.markets)


def brand_of(pack: PolicyPack, key: str) -> Brand:
    """A brand as this pack shows it."""
    entry = pack.brands[key]
    return Brand(key, entry.name, entry.initials, entry.colour, pack.controller.key)


def resolve(own: PolicyPack, base: PolicyPack | None, brand: str, code: str, on: date) -> Policy:
    """Lay a pack over the one that it inherits from; both are checked, so that together they say everything.

    Tables of channels, purposes and retention are merged by key, a rung takes the stricter number, every other section
    is taken whole from the pack in force if it says it.
    """
    beneath = base or own
    entry, entry_beneath = own.brands[brand], beneath.brands.get(brand)
    officer = _said(own.privacy_officer, beneath.privacy_officer)
    return Policy(
        id=own.id,
        inherited_from=base.id if base else None,
        source=own.source,
        effective=own.effective,
        market=code,
        on=on,
        controller=own.controller,
        brand=brand_of(own, brand),
        lends=_said(entry.lends, entry_beneath.lends if entry_beneath else None),
        contact=_said(entry.contact, entry_beneath.contact if entry_beneath else None),
        channels=MappingProxyType({**beneath.channels, **own.channels}),
        purposes=MappingProxyType({**beneath.purposes, **own.purposes}),
        time_zone=_said(own.time_zone, beneath.time_zone),
        retention_months=MappingProxyType({**beneath.retention_months, **own.retention_months}),
        rungs=MappingProxyType({rung: max(own.rungs.get(rung, 0), beneath.rungs.get(rung, 0)) for rung in Rung}),
        care=_said(own.care, beneath.care),
        privacy_officer=officer,
        copy_terms=[terms for terms in officer.copy if terms.since <= on][-1],
        mail_subjects=_said(own.mail_subjects, beneath.mail_subjects),
        transfer=_said(own.transfer, beneath.transfer),
        recipients=_said(own.recipients, beneath.recipients),
    )


def _said(own: _T | None, beneath: _T | None) -> _T:
    """Take what the pack itself says, or else what it inherits."""
    said = beneath if own is None else own
    if said is None:
        raise BugError("a policy pack was resolved that had not passed its checks")
    return said
