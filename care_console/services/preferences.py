"""Choices about marketing as an agent records them: saying no, saying yes, taking back, suppressing an address.

A no is the fast path (`care.md`): it needs an open request, neither opening nor verification, and tells nothing of what
had been chosen. What it does is told beforehand by `effects`, which reads policies and mailings and no customer.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from care_console.domain.addresses import address_form, checked_postcode
from care_console.domain.customers import AddressKind
from care_console.domain.errors import BugError, InvalidError
from care_console.domain.masking import holds_mask
from care_console.domain.policies import Policy, PolicyBook
from care_console.domain.ports import Candidate, Clock, Store
from care_console.domain.preferences import (
    ALL_MARKETING,
    LONGEST_LINE,
    Addressee,
    ChoiceMade,
    Effects,
    Mailing,
    Setting,
    Switch,
    chosen_switches,
    effects,
    switches,
)
from care_console.domain.requests import CareRequest, Purpose, Refusal, Requester
from care_console.domain.roles import Agent
from care_console.lookup.normalise import compact
from care_console.services.customer_file import CustomerFile
from care_console.services.lookup import Lookup
from care_console.services.notices import Notices

LIKELY_RECORDS = 5
_UNPRINTABLE = frozenset({"Cc", "Cs"})
"""Controls and lone surrogates: no envelope can carry them, and no store can keep the latter."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is to be switched: subjects, for these brands of one controller, as the policy of a market has them.

    `market` is the customer's country where it is known (ISO 3166), else the shop's.
    """

    subjects: frozenset[str]
    brands: tuple[str, ...]
    market: str


@dataclass(frozen=True, slots=True)
class Known:
    """What a search hit tells of a customer, by which other records of the same person are looked for."""

    customer_id: int
    given_names: str
    surname: str
    outward: str
    town: str
    country: str = ""
    brands: tuple[str, ...] = ()
    """The brands that know the customer."""
    language: str = ""
    """The customer's, where the file is open."""


def known_of(found: Candidate) -> Known:
    """What a hit tells."""
    return Known(
        found.customer_id,
        found.given_names,
        found.surname,
        found.outward,
        found.town,
        found.country,
        found.brands,
    )


def known_of_file(seen: CustomerFile) -> Known:
    """What the file of an opened customer tells, verified or not, by the address at home or else the first one."""
    homes = sorted(seen.addresses, key=lambda line: line.kind is not AddressKind.HOME)
    place = (homes[0].outward, homes[0].town, homes[0].country) if homes else ("", "", "")
    brands = tuple(brand for brand, _number in seen.numbers)
    return Known(
        seen.customer_id, seen.given_names.text, seen.surname.text, *place, brands=brands, language=seen.language
    )


@dataclass(frozen=True, slots=True)
class Preferences:
    """Records choices for the agents of a store, under the policies of `book`."""

    store: Store
    book: PolicyBook
    clock: Clock
    notices: Notices

    # --- what there is to choose, and what it does

    def offer(self, brands: Sequence[str], market: str) -> tuple[Switch, ...]:
        """Everything that can be switched for these brands today. Raises NoPolicyError for an unknown brand."""
        return tuple(each for policy in self._policies(brands, market) for each in switches(policy))

    def mailings(self, agent: Agent, brands: Collection[str]) -> tuple[Mailing, ...]:
        """The mailings of these brands; nothing is recorded, since nothing personal is read."""
        with self.store.reading(agent) as unit:
            return tuple(unit.mailings(brands))

    def effects(self, asked: Asked, mailings: Collection[Mailing]) -> Effects:
        """What saying no does today, the same for every customer; reads no store, so it can follow each key."""
        policies = self._policies(asked.brands, asked.market)
        offered = [each for policy in policies for each in switches(policy)]
        return effects(offered, chosen_switches(policies, asked.subjects), mailings, self.clock.now().date())

    # --- choosing

    def opt_out(
        self, agent: Agent, request_id: str, customer_id: int, asked: Asked, word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Say no, in force at once, on somebody's word; caller and purpose are stated if not yet known.

        A confirmation goes to the address on file once this can no longer be undone (O2); where there is none, that the
        customer is told otherwise is recorded instead. Which of the two it is the agent does not learn.
        """
        with self.store.writing(agent) as unit:
            request = unit.requests.get(request_id)
            choices = self._choices(request, asked)
            if request is not None:
                unit.requests.state(
                    request_id,
                    requester=None if request.requester else word_of,
                    purpose=None if request.purpose else Purpose.PREFERENCES,
                )
            made = unit.choices.opt_out(request_id, customer_id, choices, word_of)
            if isinstance(made, ChoiceMade):
                told = self.effects(asked, unit.mailings(asked.brands))
                subjects = {each.subject for each in choices}
                self.notices.opt_out_confirmed(unit, request_id, customer_id, made, subjects, told.may_arrive_until)
            unit.commit()
        return made

    def opt_in(
        self, agent: Agent, request_id: str, customer_id: int, asked: Asked, wording: str
    ) -> ChoiceMade | Refusal:
        """Say yes on the verified caller's own word; refused below STRONG, and to minors without a guardian.

        `wording` is the question that the caller said yes to, kept with the consent (O7). Raises BugError without one.
        """
        if not wording.strip():
            raise BugError("nobody agrees to what was not asked")
        age = max((policy.care.age_of_consent for policy in self._policies(asked.brands, asked.market)), default=0)
        with self.store.writing(agent) as unit:
            choices = self._choices(unit.requests.get(request_id), asked)
            made = unit.choices.opt_in(request_id, customer_id, choices, age, wording)
            unit.prolong(request_id)
            unit.commit()
        return made

    def undo(self, agent: Agent, request_id: str, made: ChoiceMade) -> Refusal | None:
        """Put back what stood before a choice, while that is possible."""
        with self.store.writing(agent) as unit:
            undone = unit.choices.undo(request_id, made.id)
            if isinstance(undone, ChoiceMade):
                unit.cancel_messages_of(made.id)
            unit.commit()
        return undone if isinstance(undone, Refusal) else None

    def report_death(
        self, agent: Agent, request_id: str, customer_id: int, word_of: Requester, market: str
    ) -> ChoiceMade | Refusal:
        """Stop all marketing of every brand of the controller at once; a lead confirms the evidence later."""
        with self.store.writing(agent) as unit:
            request = unit.requests.get(request_id)
            brands = self.book.brands(request.controller) if request else ()
            asked = Asked(ALL_MARKETING, tuple(brand.key for brand in brands), market)
            if request is not None:
                unit.requests.state(
                    request_id,
                    requester=None if request.requester else word_of,
                    purpose=None if request.purpose else Purpose.OTHER,
                )
            made = unit.situations.report_death(request_id, customer_id, self._choices(request, asked), word_of)
            unit.commit()
        return made

    def suppress(
        self, agent: Agent, request_id: str, who: Addressee, asked: Asked, word_of: Requester
    ) -> str | Refusal:
        """Keep an address, or a name at it, from being written to; the entry. Raises InvalidError for no address."""
        checked = checked_addressee(who)
        with self.store.writing(agent) as unit:
            choices = self._choices(unit.requests.get(request_id), asked)
            unit.requests.state(request_id, requester=word_of, purpose=Purpose.PREFERENCES)
            entry = unit.choices.suppress(request_id, checked, choices, word_of)
            unit.commit()
        return entry

    # --- who else, and what was chosen

    def same_person(self, agent: Agent, request_id: str, known: Known) -> tuple[Candidate, ...]:
        """Records of the same controller that are likely the same person's, masked, by what the hit shows of this one.

        It is a search under the request like any other: recorded before it is read, and empty where it is refused.
        """
        text = " ".join(part for part in (known.given_names, known.surname, known.outward or known.town) if part)
        found = Lookup(self.store).find(agent, request_id, text)
        if isinstance(found, Refusal):
            return ()
        others = (hit.candidate for hit in found.hits if hit.candidate.customer_id != known.customer_id)
        return tuple(other for other in others if _likely_same(known, other))[:LIKELY_RECORDS]

    def settings(self, seen: CustomerFile, market: str) -> tuple[Setting, ...]:
        """What holds for a verified customer; empty before the view.

        Every subject that can be switched, of every brand that knows them or that they chose something of.
        """
        if not seen.verified:
            return ()
        chosen = {(line.brand, line.subject): line for line in seen.preferences}
        told = {(line.brand, line.subject): line for line in reversed(seen.consents)}
        brands = dict.fromkeys(
            (*(brand for brand, _number in seen.numbers), *(line.brand for line in seen.preferences))
        )
        found = []
        for switch in self.offer(tuple(brands), market):
            key = (switch.brand, switch.subject)
            if (line := chosen.get(key)) is None:
                found.append(Setting(switch, switch.default, switch.policy))
                continue
            source = told.get(key)
            through, word_of = (source.through, source.word_of) if source else ("", "")
            found.append(Setting(switch, line.chosen, line.policy, line.since, through, word_of))
        return tuple(found)

    def _choices(self, request: CareRequest | None, asked: Asked) -> tuple[Switch, ...]:
        """The switches of the request's own controller: nothing crosses from one to another."""
        own = [brand for brand in asked.brands if request and self.book.controller_of(brand) == request.controller]
        return chosen_switches(self._policies(own, asked.market), asked.subjects)

    def _policies(self, brands: Collection[str], market: str) -> list[Policy]:
        today = self.clock.now().date()
        return [self.book.in_force(brand, market, today) for brand in brands]


def checked_addressee(typed: Addressee) -> Addressee:
    """An address that somebody could be written to at, trimmed, its postcode in the form of its country.

    Raises InvalidError, in words.
    """
    fields = {
        name: " ".join(unicodedata.normalize("NFKC", getattr(typed, name)).split())
        for name in ("recipient", "line1", "town", "postcode", "country")
    }
    for name, value in fields.items():
        if len(value) > LONGEST_LINE:
            raise InvalidError(f"suppression.{name}", "A line of an address is shorter than this.", todo="Shorten it.")
        if any(unicodedata.category(character) in _UNPRINTABLE for character in value):
            raise InvalidError(
                f"suppression.{name}", "This holds characters that cannot be printed.", todo="Retype it."
            )
        if holds_mask(value):
            raise InvalidError(
                f"suppression.{name}", "This is a mask, not an address.", todo="Ask for the whole of it."
            )
    if not fields["line1"]:
        raise InvalidError("suppression.line1", "House and street are missing.", todo="Ask for the first line.")
    if not fields["postcode"] and not fields["town"]:
        raise InvalidError("suppression.postcode", "Postcode or town is missing.", todo="Ask for one of them.")
    # No envelope has a postcode that its country does not: it would stop nothing, and nobody would know.
    fields["postcode"] = checked_postcode(address_form(fields["country"]), "suppression.postcode", fields["postcode"])
    return Addressee(**fields)


def _likely_same(known: Known, other: Candidate) -> bool:
    """Equal surnames and outward postcodes (towns, where there is none), and given names that begin alike."""
    if compact(known.surname) != compact(other.surname):
        return False
    if known.outward or other.outward:
        same_place = compact(known.outward) == compact(other.outward)
    else:
        same_place = compact(known.town) == compact(other.town)
    return same_place and compact(known.given_names)[:1] == compact(other.given_names)[:1]
