"""What can be chosen when somebody opts out, and what it does, in words: the same for customers and for addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from care_console.domain.policies import MarketingChannel, SharingPurpose
from care_console.domain.preferences import ALL_MARKETING
from care_console.domain.requests import Channel, Requester
from care_console.domain.say_lines import Step
from care_console.services.preferences import Asked
from care_console.ui.kit.consequences import Effect, EffectLine
from care_console.ui.optout.data import OptOutChoices
from care_console.ui.saying import aloud
from care_console.ui.saying import line as say_line
from care_console.ui.words import day, mid_sentence, quoted, subject_words, word

if TYPE_CHECKING:
    from collections.abc import Collection

    from care_console.domain.preferences import Mailing
    from care_console.services.customer_file import RequestInfo
    from care_console.ui.shift import Services

_ALL = "all-marketing"
_EVERY_BRAND = "*"

_FIRST_CALLERS = (Requester.HOUSEHOLD, Requester.REPRESENTATIVE, Requester.GUARDIAN, Requester.UNKNOWN)
"""Who reports a death, the likeliest first."""

_CONSENTS: dict[str, object] = {
    MarketingChannel.EMAIL: QT_TRANSLATE_NOOP(
        "consents", "May {0} send you offers by e-mail? You can stop them at any time."
    ),
    MarketingChannel.SMS: QT_TRANSLATE_NOOP(
        "consents", "May {0} send you offers by text message? You can stop them at any time."
    ),
    MarketingChannel.PHONE: QT_TRANSLATE_NOOP(
        "consents", "May {0} ring you with offers? You can stop the calls at any time."
    ),
    MarketingChannel.LIVE_CHAT: QT_TRANSLATE_NOOP(
        "consents", "May {0} make you offers in live chat? You can stop them at any time."
    ),
    MarketingChannel.DIRECT_MAIL: QT_TRANSLATE_NOOP(
        "consents", "May {0} send you offers by post? You can stop them at any time by phone or e-mail to us."
    ),
    SharingPurpose.GROUP_SHARING: QT_TRANSLATE_NOOP(
        "consents",
        "May {0} share your details with the other companies of the group, so that they can send you offers?",
    ),
    SharingPurpose.THIRD_PARTY_POST: QT_TRANSLATE_NOOP(
        "consents", "May {0} pass your postal address to other companies, so that they can send you offers by post?"
    ),
    SharingPurpose.THIRD_PARTY_PHONE: QT_TRANSLATE_NOOP(
        "consents", "May {0} pass your phone number to other companies, so that they can ring you with offers?"
    ),
    SharingPurpose.THIRD_PARTY_EMAIL: QT_TRANSLATE_NOOP(
        "consents", "May {0} pass your e-mail address to other companies, so that they can send you offers by e-mail?"
    ),
    SharingPurpose.DATA_MATCHING: QT_TRANSLATE_NOOP(
        "consents", "May {0} match your details with data from other sources, to choose what to offer you?"
    ),
    SharingPurpose.TARGETED_ADVERTISING: QT_TRANSLATE_NOOP(
        "consents", "May {0} use your details to choose the advertising that you see elsewhere?"
    ),
    SharingPurpose.TESTIMONIAL: QT_TRANSLATE_NOOP(
        "consents", "May {0} publish what you told us of your experience, with your name?"
    ),
}
"""By subject, the question to be read aloud; `{0}` is the brand or brands that ask."""


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


def chosen_first(choices: OptOutChoices, subject: str, brand: str) -> OptOutChoices:
    """The same choices with this subject and brand before the others; empty keys change nothing."""
    subjects = choices.subjects
    if subject and subject not in {key for key, _words in subjects}:
        subjects = ((subject, subject_words(subject)), *subjects)
    return OptOutChoices(
        tuple(sorted(subjects, key=lambda pair: bool(subject) and pair[0] != subject)),
        tuple(sorted(choices.brands, key=lambda pair: bool(brand) and pair[0] != brand)),
        choices.callers,
    )


def allowable(services: Services, line: str, own: Collection[str], subject: str) -> OptOutChoices:
    """A single subject to be allowed again, since each yes is to one question.

    It is for the brands that know the customer, or for all of the controller.
    """
    brands = brands_beside(services, line)
    each = tuple((key, services.brand(key).name) for key in brands if key in own)
    whole = (_EVERY_BRAND, tr("All {0} brands").format(len(brands)))
    return OptOutChoices(((subject, subject_words(subject)),), (*each, whole) if len(brands) > 1 else each)


def at_death(services: Services, line: str) -> OptOutChoices:
    """What stops with a death: everything, of every brand of the controller; only on whose word is asked."""
    every = tr("All {0} brands").format(len(brands_beside(services, line)))
    return OptOutChoices(
        ((_ALL, tr("All marketing")),),
        ((_EVERY_BRAND, every),),
        tuple((each.value, word(each)) for each in _FIRST_CALLERS),
    )


def death_lines(
    services: Services, asked: Asked, mailings: Collection[Mailing], brand: str, language: str = ""
) -> tuple[EffectLine, ...]:
    """What reporting a death does; the arguments are those of `effect_lines`."""
    told = effect_lines(services, asked, mailings, brand, language)
    lines = [line for line in told if line.effect in (Effect.STOPS, Effect.MAY_ARRIVE)]
    return (
        *lines,
        EffectLine(Effect.KEPT, tr("all that is on file; none of it is disclosed to anybody.")),
        EffectLine(Effect.TOLD, tr("a team lead, who confirms the evidence. Until then the flag says: reported.")),
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


def effect_lines(
    services: Services, asked: Asked, mailings: Collection[Mailing], brand: str, language: str = ""
) -> tuple[EffectLine, ...]:
    """What stopping does, and what is read aloud of it; empty where it stops nothing.

    `brand` is that of the line that was called, `language` the customer's, empty where it is not known.
    """
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
    said = [say_line(services, Step.STOPPING, brand, customer=language)]
    if told.may_arrive_until:
        said.append(say_line(services, Step.MAY_ARRIVE, brand, customer=language, until=told.may_arrive_until))
    still = tr("messages about orders, deliveries and the account.")
    if told.untouched and not whole:
        still += " " + tr("Other choices stay as they are.")
    return (*lines, EffectLine(Effect.STILL_SENT, still), aloud(" ".join(said)))


def consent_wording(services: Services, asked: Asked) -> str:
    """The question to which a yes allows something again: what, by whom, and that it can be taken back (O7)."""
    (subject, *_others) = sorted(asked.subjects)
    question = str(_CONSENTS[subject])
    return QCoreApplication.translate("consents", question).format(brands_named(services, asked))


def consent_lines(services: Services, asked: Asked, request: RequestInfo) -> tuple[EffectLine, ...]:
    """What is read aloud before a yes, what the yes allows, and what is kept as its proof.

    Empty where none of the brands asked for does it at all.
    """
    may = [each for each in services.preferences.offer(asked.brands, asked.market) if each.subject in asked.subjects]
    if not may:
        return ()
    who = mid_sentence(word(request.requester)) if request.requester else ""
    policies = ", ".join(sorted({each.policy for each in may}))
    proof = tr("these words, {0}, on the word of {1}, under {2}, with request {3}.")
    return (
        EffectLine(Effect.READ_ALOUD, quoted(consent_wording(services, asked))),
        EffectLine(
            Effect.ALLOWED,
            tr("{0}, {1}, from now on, until the customer says no.").format(
                subject_named(asked), brands_named(services, asked)
            ),
        ),
        EffectLine(Effect.KEPT_AS_PROOF, proof.format(word(request.channel), who, policies, request.number)),
    )


def confirming(channel: Channel) -> str:
    """How an opt-out is confirmed by the agent, as the request came; an e-mail leaves by itself where there is one."""
    return {
        Channel.PHONE: tr("Say it on the call too; an e-mail on file gets a confirmation then."),
        Channel.CHAT: tr("Say it in the chat too; an e-mail on file gets a confirmation then."),
        Channel.EMAIL: tr("Confirm it by letter too: only an e-mail on file gets a confirmation by itself."),
        Channel.LETTER: tr("Confirm it by letter too: only an e-mail on file gets a confirmation by itself."),
    }[channel]
