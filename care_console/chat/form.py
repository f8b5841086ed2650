"""The documented JSON form of conversations: of the HTTP provider, and of JSON Lines files, one conversation a line.

``reference``, ``provider``  what the provider calls it, and the provider's own name
``brand``, ``customer``      whose customer, by the brand's customer number
``started_at``, ``ended_at`` RFC 3339 with a zone
``advisor``, ``topic``       may be empty
``messages``                 in order: ``at``, ``speaker`` (customer, advisor, system), ``text``
"""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any, Final

import msgspec
from msgspec import Meta

from care_console.domain.errors import InvalidError
from care_console.domain.ports import ListedChat
from care_console.domain.transcripts import Conversation, Message, Speaker

PAGE: Final = 100
MAX_MESSAGES: Final = 20_000
FIRST: Final = datetime(1990, 1, 1, tzinfo=UTC)
"""No live chat is older; what says so is wrong."""
AHEAD: Final = timedelta(days=1)
"""By so much a provider's clock may be ahead: who ends in the future would be kept beyond its retention."""

_MISSING: Final = re.compile(r"Object missing required field `(\w+)`")

Name = Annotated[str, Meta(min_length=1, max_length=200)]
Short = Annotated[str, Meta(max_length=500)]
When = Annotated[datetime, Meta(tz=True)]


class MessageForm(msgspec.Struct, frozen=True):
    """One message."""

    at: When
    speaker: Speaker
    text: str


class ListedForm(msgspec.Struct, frozen=True):
    """A conversation without its messages."""

    reference: Name
    provider: Name
    brand: Name
    customer: Name
    started_at: When
    ended_at: When
    messages: Annotated[int, Meta(ge=0)]
    advisor: Short = ""
    topic: Short = ""


class PageForm(msgspec.Struct, frozen=True):
    """A page of conversations, latest first; `next` is the cursor of the next page."""

    conversations: list[ListedForm]
    next: str | None = None


class ChatForm(msgspec.Struct, frozen=True):
    """A whole conversation."""

    reference: Name
    provider: Name
    brand: Name
    customer: Name
    started_at: When
    ended_at: When
    messages: Annotated[list[MessageForm], Meta(max_length=MAX_MESSAGES)]
    advisor: Short = ""
    topic: Short = ""


class ProblemForm(msgspec.Struct, frozen=True):
    """RFC 9457: what was wrong with a request."""

    title: str
    status: int


def listed(form: ListedForm | ChatForm, now: datetime) -> ListedChat:
    """A conversation as it is listed. Raises InvalidError where its times cannot be."""
    started_at, ended_at = utc(form.started_at), utc(form.ended_at)
    _check_times(started_at, ended_at, now)
    return ListedChat(
        reference=form.reference,
        provider=form.provider,
        brand=form.brand,
        customer=form.customer,
        started_at=started_at,
        ended_at=ended_at,
        advisor=form.advisor,
        topic=form.topic,
        messages=form.messages if isinstance(form.messages, int) else len(form.messages),
    )


def conversation(form: ChatForm, now: datetime) -> Conversation:
    """A conversation of what was received. Raises InvalidError where it contradicts itself."""
    made = Conversation(
        provider=form.provider,
        reference=form.reference,
        brand=form.brand,
        started_at=utc(form.started_at),
        ended_at=utc(form.ended_at),
        advisor=form.advisor,
        topic=form.topic,
        messages=tuple(Message(utc(each.at), each.speaker, each.text) for each in form.messages),
    )
    return checked(made, now)


def checked(chat: Conversation, now: datetime) -> Conversation:
    """The conversation itself. Raises InvalidError where its times cannot be, or contradict each other."""
    _check_times(chat.started_at, chat.ended_at, now)
    if any(not chat.started_at <= each.at <= chat.ended_at for each in chat.messages):
        raise InvalidError("messages.at", "a message lies outside the conversation's own times")
    return chat


def utc(told: datetime) -> datetime:
    """A received time in UTC. Raises InvalidError for one that is in no year that can be counted."""
    try:
        return told.astimezone(UTC)
    except OverflowError:
        raise InvalidError("at", "it has a time that cannot be") from None


def chat_form(chat: Conversation, customer: str) -> ChatForm:
    """What is sent of a conversation."""
    return ChatForm(
        reference=chat.reference,
        provider=chat.provider,
        brand=chat.brand,
        customer=customer,
        started_at=chat.started_at,
        ended_at=chat.ended_at,
        messages=[MessageForm(each.at, each.speaker, each.text) for each in chat.messages],
        advisor=chat.advisor,
        topic=chat.topic,
    )


def decode(body: bytes | str, form: type[Any]) -> Any:  # noqa: ANN401 - an instance of `form`
    """JSON as one of these forms. Raises InvalidError, which names the place and never holds the content."""
    try:
        return msgspec.json.decode(body, type=form)
    except msgspec.ValidationError as error:
        raise InvalidError("body", f"it does not fit the form: {_place(str(error))}") from None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        raise InvalidError("body", "it is not complete JSON") from None


def _place(words: str) -> str:
    """The path of what is wrong or missing; the words of other errors hold the value."""
    what, found, path = words.rpartition(" - at `")
    where = path.rstrip("`") if found else "$"
    missing = _MISSING.match(what if found else words)
    return f"{where}.{missing[1]} is missing" if missing else where


def _check_times(started_at: datetime, ended_at: datetime, now: datetime) -> None:
    if ended_at < started_at:
        raise InvalidError("ended_at", "it ends before it begins")
    if started_at < FIRST or ended_at > now + AHEAD:
        raise InvalidError("ended_at", "it has a time that cannot be")
