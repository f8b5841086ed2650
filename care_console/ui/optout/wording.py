"""What can be chosen when somebody opts out, and what it does, in words: the same for customers and for addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.policies import MarketingChannel
from care_console.domain.preferences import ALL_MARKETING
from care_console.domain.requests import Requester
from care_console.services.preferences import Asked
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.optout.data import OptOutChoices
from care_console.ui.words import day, subject_words, word

if TYPE_CHECKING:
    from collections.abc import Collection

    from care_console.domain.preferences import Mailing
    from care_console.ui.shift import Services

_ALL = "all-marketing"
_EVERY_BRAND = "*"


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("optout", text)


def brands_beside(services: Services, line: str) -> tuple[str, ...]:
    """Every brand of the controller whose line was called."""
    return tuple(brand.key for brand in services.book.brands(services.book.controller_of(line)))


def offered(
    services: Services, line: str, own: Collection[str], market: str, *, ask_caller: bool, whole_first: bool = False
) -> OptOutChoices:
    """What may be chosen: direct mail first (or all marketing), the line that was called first if it is among `own`."""
    brands = brands_beside(services, line)
    can = {each.subject for each in services.preferences.offer(brands, market)}
    first = [_ALL] if whole_first else [subject for subject in (MarketingChannel.DIRECT_MAIL,) if subject in can]
    rest = [subject for subject in (*MarketingChannel, *sorted(ALL_MARKETING)) if subject in can]
    subjects = dict.fromkeys(str(subject) for subject in (*first, _ALL, *rest))
    mine = sorted((key for key in own if key in brands), key=lambda key: key != line) or [line]
    each = tuple((key, services.brand(key).name) for key in mine)
    whole = (_EVERY_BRAND, tr("All {0} brands").format(len(brands)))
    return OptOutChoices(
        subjects=tuple((key, tr("All marketing") if key == _ALL else subject_words(key)) for key in subjects),
        brands=(*each, whole) if len(brands) > 1 else each,
        callers=tuple((each.value, word(each)) for each in Requester) if ask_caller else (),
    )


def asked_for(services: Services, line: str, subject: str, brands: str, market: str) -> Asked:
    """What the keys that were chosen stand for."""
    return Asked(
        ALL_MARKETING if subject == _ALL else frozenset({subject}),
        brands_beside(services, line) if brands == _EVERY_BRAND else (brands,),
        market,
    )


def subject_named(asked: Asked) -> str:
    """What is stopped, in the middle of a sentence."""
    if asked.subjects == ALL_MARKETING:
        return tr("all marketing")
    return ", ".join(subject_words(subject).lower() for subject in sorted(asked.subjects))


def brands_named(services: Services, asked: Asked) -> str:
    """For which brands."""
    return ", ".join(services.brand(key).name for key in asked.brands)


def effect_lines(services: Services, asked: Asked, mailings: Collection[Mailing]) -> tuple[EffectLine, ...]:
    """What stopping does; empty where it stops nothing."""
    told = services.preferences.effects(asked, mailings)
    if not told.stops:
        return ()
    whole = asked.subjects == ALL_MARKETING
    stops = tr("all marketing, by every channel, with sharing, matching and advertising")
    what = stops if whole else subject_named(asked)
    lines = [EffectLine(Effect.STOPS, tr("{0}, {1}, from now on.").format(what, brands_named(services, asked)))]
    under_way = []
    if told.may_arrive_until:
        under_way.append(tr("post that is under way already, until {0}").format(day(told.may_arrive_until)))
    if told.told_to_others:
        under_way.append(tr("what others have in hand"))
    if under_way:
        lines.append(EffectLine(Effect.MAY_ARRIVE, "; ".join(under_way) + "."))
    still = tr("messages about orders, deliveries and the account.")
    if told.untouched and not whole:
        still += " " + tr("Other choices stay as they are.")
    return (*lines, EffectLine(Effect.STILL_SENT, still))
