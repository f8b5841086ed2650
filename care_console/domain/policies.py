"""Policy packs: what a retailer's published privacy policy promises, as data, and which pack is in force.

A pack is one TOML file of ``resources/policies/``, named after its ``id``; adding a retailer is adding a file.

======================  ================================================================================
``id``                  the file's name without ``.toml``; a consent keeps the id it was given under
``source``              file name of the published text that the pack was made from
``markets``             ISO 3166 alpha-2 codes, or ``"*"`` for every market that no other pack names
``effective``           first day, a TOML date
``partial``             true: what is not said comes from the same controller's pack in force
``time_zone``           the zone whose days count for retention, as the IANA names it, such as ``Europe/London``
``[controller]``        ``key`` and legal ``name`` of the company answerable for the data
``[brands.KEY]``        ``name``, ``initials`` and ``colour`` of the badge (white on it at least 4.5:1), ``lends``
``[brands.KEY.contact]``  ``routes`` to care, ``mailbox``, ``phones`` per market, ``post``, what is ``unpublished``,
                        ``mail_needs``: what e-mails should state
``[channels.NAME]``     the brand's own marketing: ``default`` (on, off, never), ``express``, ``opt_out_by``
``[purposes.NAME]``     sharing and other uses, in the same form; ``never`` cannot be switched
``[retention_months]``  whole months per kind of record
``[rungs]``             facts needed where this policy is stricter than the console (optional)
``[care]``              ``age_of_consent``, ``due_days``, ``calls_recorded``, ``revalidate_orders``
``[privacy_officer]``   ``route``, ``mailbox`` or ``post``; per date the ``copy`` terms: ``days``, ``fee``
``[[mail_subjects]]``   subjects with a fixed meaning: ``subject``, ``withdraws``, ``needs``
``[transfer]``          ``elsewhere`` (allowed, allowed-with-safeguard, refused), ``adequate`` countries
``[recipients]``        ``processors`` and ``authorities`` that the policy names
======================  ================================================================================

In force for a brand, a market and a day is, among the packs of that brand that began by that day, the one that names
the market; among several, the newest. Whatever crosses from one controller to another is a fault of the program:
neither inheritance nor any list here does.

Source: policies.md, table of packs; A4, M5, O1 to O4, O6, O8 to O10, T1, R1 to R3, D1 to D3, G1, B1, S3.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from itertools import combinations
from pathlib import Path

from care_console.domain.errors import ToldError, said
from care_console.domain.policies_format import (
    ANY_MARKET,
    MARKETING_PURPOSES,
    Authority,
    BrandEntry,
    Care,
    Choice,
    Contact,
    Controller,
    CopyTerms,
    Default,
    Fee,
    MailFact,
    MailSubject,
    MarketingChannel,
    OfficerRoute,
    OptOutRoute,
    PhoneLine,
    PolicyPack,
    PrivacyOfficer,
    Processor,
    Recipients,
    RecordKind,
    SharingPurpose,
    Transfer,
    TransferRule,
    Unpublished,
)
from care_console.domain.policies_reading import Faults, PolicyError, Problem, read_pack
from care_console.domain.policies_resolved import Brand, Policy, brand_of, market_code, market_rank, resolve
from care_console.domain.policies_rules import check, contrast_with_white

__all__ = [
    "ANY_MARKET",
    "MARKETING_PURPOSES",
    "Authority",
    "Brand",
    "BrandEntry",
    "Care",
    "Choice",
    "Contact",
    "Controller",
    "CopyTerms",
    "Default",
    "Fee",
    "MailFact",
    "MailSubject",
    "MarketingChannel",
    "NoPolicyError",
    "OfficerRoute",
    "OptOutRoute",
    "PhoneLine",
    "Policy",
    "PolicyBook",
    "PolicyError",
    "PolicyPack",
    "PrivacyOfficer",
    "Problem",
    "Processor",
    "Recipients",
    "RecordKind",
    "SharingPurpose",
    "Transfer",
    "TransferRule",
    "Unpublished",
    "contrast_with_white",
    "parse",
]


class NoPolicyError(ToldError):
    """No pack covers this brand, or none had begun on that day."""


def parse(text: str, name: str) -> PolicyPack:
    """Read one pack from TOML text; `name` is its file name, ``<id>.toml``.

    Raises:
        PolicyError: with every fault found: file, dotted place, and what is expected there.
    """
    pack = read_pack(text, name)
    faults = Faults(name)
    check(pack, faults)
    faults.raise_if_any()
    return pack


class PolicyBook:
    """All packs together. Immutable; made once and shared between threads."""

    def __init__(self, packs: Iterable[PolicyPack]) -> None:
        """Check the packs against each other.

        Raises:
            PolicyError: an id twice, a brand or a legal name with two controllers, two packs beginning on one day for
                the same brand and market, or a partial pack that finds nothing to inherit on its first day.
        """
        given = tuple(packs)
        self._packs: dict[str, PolicyPack] = {pack.id: pack for pack in given}
        self._controllers: dict[str, str] = {}
        problems = [problem for pair in combinations(given, 2) for problem in _pair_problems(*pair)]
        for pack in given:
            problems += (
                _problem(pack, f"brands.{brand}", "belongs to another controller in another pack")
                for brand in pack.brands
                if self._controllers.setdefault(brand, pack.controller.key) != pack.controller.key
            )
        problems += (problem for pack in given if pack.partial for problem in self._gaps(pack))
        if problems:
            raise PolicyError(dict.fromkeys(problems))

    @classmethod
    def load(cls, folder: Path) -> PolicyBook:
        """Read every ``*.toml`` of a folder.

        Raises:
            PolicyError: with the faults of all files at once, or because there is no pack.
        """
        packs: list[PolicyPack] = []
        problems: list[Problem] = []
        files = sorted(folder.glob("*.toml"))
        if not files:
            problems.append(Problem(folder.name, "", "expected at least one policy pack (*.toml) in this folder"))
        for file in files:
            try:
                packs.append(parse(file.read_text(encoding="utf-8"), file.name))
            except PolicyError as error:
                problems += error.problems
            except UnicodeDecodeError:
                problems.append(Problem(file.name, "", "expected UTF-8 text"))
            except OSError as error:
                problems.append(Problem(file.name, "", f"cannot be read: {error.strerror}"))
        if problems:
            raise PolicyError(problems)
        return cls(packs)

    @property
    def packs(self) -> tuple[PolicyPack, ...]:
        """All packs, as they were given."""
        return tuple(self._packs.values())

    def controllers(self) -> tuple[Controller, ...]:
        """The controllers, in the order of their keys."""
        newest = {pack.controller.key: pack.controller for pack in sorted(self.packs, key=lambda pack: pack.effective)}
        return tuple(newest[key] for key in sorted(newest))

    def brands(self, controller: str) -> tuple[Brand, ...]:
        """The brands of one controller in the order of their keys, each as its newest full pack shows it."""
        newest: dict[str, Brand] = {}
        for pack in sorted(self.packs, key=lambda pack: (not pack.partial, pack.effective)):
            if pack.controller.key == controller:
                newest.update((key, brand_of(pack, key)) for key in pack.brands)
        return tuple(newest[key] for key in sorted(newest))

    def brand(self, key: str) -> Brand:
        """One brand's badge and controller.

        Raises:
            NoPolicyError: no pack covers the brand.
        """
        return next(brand for brand in self.brands(self.controller_of(key)) if brand.key == key)

    def controller_of(self, brand: str) -> str:
        """The key of the controller behind a brand.

        Raises:
            NoPolicyError: no pack covers the brand.
        """
        try:
            return self._controllers[brand]
        except KeyError:
            raise NoPolicyError(
                "No policy pack covers the brand {brand!r}.",
                safe="Nothing was opened or changed.",
                todo="Known brands are {known}.",
                brand=brand,
                known=", ".join(sorted(self._controllers)),
            ) from None

    def same_controller(self, a: str, b: str) -> bool:
        """Whether two brands share a controller, so that search, merging and "all brands" may span them.

        Raises:
            NoPolicyError: no pack covers one of them.
        """
        return self.controller_of(a) == self.controller_of(b)

    def in_force(self, brand: str, market: str, on: date) -> Policy:
        """The whole policy for a brand, a market (ISO 3166 alpha-2, empty where not known) and a day.

        Raises:
            NoPolicyError: no pack covers the brand, or none for this market had begun on that day.
        """
        self.controller_of(brand)
        code = market_code(market)
        packs = [pack for pack in self.packs if brand in pack.brands and market_rank(pack, code)]
        begun = [pack for pack in packs if pack.effective <= on]
        if not begun:
            first = min((pack.effective for pack in packs), default=None)
            raise NoPolicyError(
                "No policy pack of {brand} for the market {market} was in force on {day}.",
                safe="Nothing was opened or changed.",
                todo="The first one began on {first}." if first else "Its packs name other markets.",
                brand=brand,
                market=code or said("that is not known"),
                day=on,
                first=first,
            )
        own = max(begun, key=lambda pack: (market_rank(pack, code), pack.effective))
        return resolve(own, self._base(own, brand, code, on), brand, code, on)

    def all_in_force(self, market: str, on: date) -> dict[str, Policy]:
        """By brand, what is in force in a market on a day, as `in_force`; without the brands that no pack covers."""
        found: dict[str, Policy] = {}
        for brand in {key for pack in self.packs for key in pack.brands}:
            with suppress(NoPolicyError):
                found[brand] = self.in_force(brand, market, on)
        return found

    def _base(self, own: PolicyPack, brand: str, code: str, on: date) -> PolicyPack | None:
        """Find what a partial pack inherits from: a full pack of its controller, of the same brand if there is one."""
        if not own.partial:
            return None
        full = [
            pack
            for pack in self.packs
            if not pack.partial and pack.controller.key == own.controller.key and pack.effective <= on
        ]
        return max(full, key=lambda pack: (brand in pack.brands, market_rank(pack, code), pack.effective), default=None)

    def _gaps(self, pack: PolicyPack) -> Iterator[Problem]:
        """Give what a partial pack can take from nowhere on its first day; later packs only add to what there is."""
        for key, brand in pack.brands.items():
            for market in pack.markets:
                base = self._base(pack, key, market, pack.effective)
                if base is None:
                    yield _problem(pack, "partial", f"no full pack of {pack.controller.key} is in force on day one")
                    return
                for field in ("lends", "contact"):
                    if getattr(brand, field) is None and key not in base.brands:
                        yield _problem(pack, f"brands.{key}.{field}", f"must be given: {base.id} does not say it")


def _problem(pack: PolicyPack, path: str, expected: str) -> Problem:
    return Problem(f"{pack.id}.toml", path, expected)


def _pair_problems(first: PolicyPack, second: PolicyPack) -> Iterator[Problem]:
    """Give what two packs cannot both say."""
    if first.id == second.id:
        yield _problem(second, "id", "expected an id that no other pack has")
    if first.controller.key == second.controller.key and first.controller.name != second.controller.name:
        yield _problem(second, "controller.name", f"expected the name that {first.id} gives to {first.controller.key}")
    if first.effective == second.effective and set(first.markets) & set(second.markets):
        for brand in first.brands.keys() & second.brands.keys():
            yield _problem(second, "effective", f"{first.id} begins on the same day for {brand} in the same market")
