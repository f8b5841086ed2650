"""What the audit API has of a journey, in order and whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from care_console.domain.events import Outcome, Verb

if TYPE_CHECKING:
    from collections.abc import Iterable

    from care_console.domain.events import EventRow

Told = tuple[Verb, Outcome, tuple[str, ...], dict[str, str]]


def told(events: Iterable[EventRow]) -> list[Told]:
    """What events tell, without identifiers and times; of a search not how many queries the typing made."""
    return [
        (event.verb, event.outcome, event.fields, {} if event.verb is Verb.SEARCHED else dict(event.detail))
        for event in events
    ]


def done(verb: Verb, *fields: str, **detail: str) -> Told:
    """What an event tells of something that was done."""
    return verb, Outcome.DONE, fields, detail


def failed(verb: Verb, **detail: str) -> Told:
    """What an event tells of something that was tried in vain."""
    return verb, Outcome.FAILED, (), detail


def refused(verb: Verb, reason: str, *fields: str, **detail: str) -> Told:
    """What an event tells of something that was refused."""
    return verb, Outcome.REFUSED, fields, {**detail, "reason": reason}


IN, OUT = done(Verb.SIGNED_IN), done(Verb.SIGNED_OUT)
DRAFTED = done(Verb.REQUEST_OPENED, channel="phone", brand="mr-porter")
OPENED = (DRAFTED, done(Verb.SEARCHED), done(Verb.OPENED, requester="customer"))
"""A customer found by name and opened, as each journey at the telephone begins."""
VERIFIED = (
    done(Verb.VERIFIED, fact="customer_number"),
    done(Verb.VERIFIED, fact="birth_date"),
    done(Verb.GRANTED, scopes="view"),
)
"""The two facts that open the details (`Desk.verify`)."""
ALL_MARKETING = tuple(
    f"preference.{subject}"
    for subject in (
        "data_matching", "direct_mail", "email", "group_sharing", "live_chat", "phone", "sms", "targeted_advertising",
    )
)  # fmt: skip
