"""Choices about marketing and sharing: what may be switched, what a no does, and the history (O1 to O5, O7, O9, G1)."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from care_console.domain.policies import MARKETING_PURPOSES, Choice, Default, MarketingChannel, Policy, SharingPurpose

UNDO_TIME: Final = timedelta(minutes=10)
"""For how long a choice can be taken back by whoever recorded it, under the same request."""

ALL_MARKETING: Final = frozenset[str](MarketingChannel) | frozenset[str](MARKETING_PURPOSES)
"""What "do not use my information for marketing" stops (O9)."""

SUBJECTS: Final = tuple[str, ...]((*MarketingChannel, *SharingPurpose))
"""Every channel and purpose, in the order in which they are shown."""

AGE_OF_CONSENT: Final = 16
"""Where no policy says another (G1)."""

_TOLD_TO_OTHERS: Final = frozenset[str](SharingPurpose) - {SharingPurpose.TESTIMONIAL}
LONGEST_LINE: Final = 200


@dataclass(kw_only=True, eq=False)
class Consent:
    """A choice as it was made: what, when, through whom, on whose word, under which policy; never overwritten (O7)."""

    id: int
    customer_id: int
    brand: str
    subject: str
    chosen: bool
    at: datetime
    through: str
    word_of: str
    policy: str
    request_id: str | None = None
    request_number: str = ""
    recorded_by: str = ""
    """Name of the agent who recorded it, as it was then; empty where it came with an import."""
    wording: str = ""
    """What the customer was asked, word for word, where a yes was given to an agent."""


@dataclass(frozen=True, slots=True)
class Mailing:
    """A mailing of a brand: addresses were cut on `data_cut`, posted on `drop`, in homes until `in_homes_until`."""

    brand: str
    name: str
    data_cut: date
    drop: date
    in_homes_until: date


@dataclass(frozen=True, slots=True)
class Switch:
    """A subject of a brand that can be switched, under which policy, and what holds while nothing is chosen."""

    brand: str
    subject: str
    policy: str
    default: bool


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for a subject of a brand: the choice in force, or what its policy says while nothing was chosen.

    `policy` is the id of the pack under which it was chosen; `since` is None, and `through` and `word_of` are empty,
    where nothing was chosen. `through` and `word_of` are as `Consent` has them, empty where the history does not tell.
    """

    switch: Switch
    allowed: bool
    policy: str
    since: datetime | None = None
    through: str = ""
    word_of: str = ""


@dataclass(frozen=True, slots=True)
class ChoiceMade:
    """A choice that was recorded. It tells nothing of what stood before; `undo` takes it back until `undo_until`."""

    id: str
    at: datetime

    @property
    def undo_until(self) -> datetime:
        """When it can be taken back no longer."""
        return self.at + UNDO_TIME


@dataclass(frozen=True, slots=True)
class Effects:
    """What a no does, told before it is saved; it is the same whatever the customer had chosen before.

    `may_arrive_until` is the last day of a mailing whose addresses are cut already, None where there is none.
    `told_to_others`: others may hold the details and stop with the next file. `untouched` are the subjects of the same
    brands that stay as they are.
    """

    stops: tuple[str, ...]
    may_arrive_until: date | None
    told_to_others: bool
    untouched: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Addressee:
    """Somebody who is no customer: an address, with a name unless everybody there is meant. `country` is ISO 3166."""

    recipient: str
    line1: str
    town: str
    postcode: str
    country: str


def switches(policy: Policy) -> tuple[Switch, ...]:
    """What can be switched at all for the brand of a policy; what is `never` cannot (O3)."""
    both = (*policy.channels.items(), *policy.purposes.items())
    choices: dict[str, Choice] = {str(subject): choice for subject, choice in both}
    return tuple(
        Switch(policy.brand.key, subject, policy.id, choices[subject].default is Default.ON)
        for subject in SUBJECTS
        if subject in choices and choices[subject].switchable
    )


def chosen_switches(policies: Iterable[Policy], subjects: Collection[str]) -> tuple[Switch, ...]:
    """The switches of these brands for these subjects; a brand whose policy never does something has none for it."""
    return tuple(each for policy in policies for each in switches(policy) if each.subject in subjects)


def effects(offered: Iterable[Switch], stopped: Collection[Switch], mailings: Iterable[Mailing], on: date) -> Effects:
    """What stopping some of what is offered does, on a day; `mailings` of any brand."""
    stops = {each.subject for each in stopped}
    posted = {each.brand for each in stopped if each.subject == MarketingChannel.DIRECT_MAIL}
    under_way = [
        mailing.in_homes_until
        for mailing in mailings
        if mailing.brand in posted and mailing.data_cut <= on <= mailing.in_homes_until
    ]
    offers = {each.subject for each in offered}
    return Effects(
        stops=tuple(subject for subject in SUBJECTS if subject in stops),
        may_arrive_until=max(under_way, default=None),
        told_to_others=bool(stops & _TOLD_TO_OTHERS),
        untouched=tuple(subject for subject in SUBJECTS if subject in offers - stops),
    )


def may_be_switched_on(born: date | None, guardian_agreed_on: date | None, age_of_consent: int, on: date) -> bool:
    """Whether marketing may be switched on: under the age of consent only with a guardian's agreement on file (G1).

    An age that is not known is taken for an adult's: nothing in the policies asks customers to prove theirs.
    """
    return not is_minor(born, age_of_consent, on) or guardian_agreed_on is not None


def is_minor(born: date | None, age_of_consent: int, on: date) -> bool:
    """Whether somebody is under the age of consent on a day; not, where the birth date is not known."""
    if born is None:
        return False
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day)) < age_of_consent
