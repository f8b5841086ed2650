"""A provider over imported files: vCons, the published dialogues of STAR, and JSON Lines (`chat.form`)."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

import msgspec

from care_console.chat import form, vcon
from care_console.chat.vcon import Owner
from care_console.domain.errors import InvalidError
from care_console.domain.ports import Clock, ListedChat, Watch
from care_console.domain.retention import Retention
from care_console.domain.transcripts import Conversation, Message, Speaker

MAX_LINE: Final = 16_777_216
"""Bytes of one conversation in a file; a longer one is refused."""

_STAR_SPEAKERS: Final = {"User": Speaker.CUSTOMER, "Wizard": Speaker.ADVISOR}
_STAR_SAID: Final = ("utter", "pick_suggestion")


@dataclass(frozen=True, slots=True)
class Refused:
    """A conversation that cannot be kept: name of its file, line (1 for a vCon), and why; nothing of its content."""

    file: str
    line: int
    reason: str


@dataclass(frozen=True, slots=True)
class Archived:
    """A conversation and its customer's number."""

    conversation: Conversation
    customer: str


class Archive:
    """Conversations in memory, latest first; what is beyond its retention is neither listed nor fetched (T1)."""

    def __init__(self, conversations: Iterable[Archived], retention: Retention, clock: Clock) -> None:
        """Raises InvalidError for two different conversations of one reference."""
        self._retention = retention
        self._clock = clock
        self._known: dict[str, Archived] = {}
        for each in conversations:
            if self._known.setdefault(each.conversation.reference, each) != each:
                raise InvalidError("reference", "two conversations have the same reference")

    def listed(self, brand: str, customer: str, since: datetime, watch: Watch) -> list[ListedChat]:
        """See `domain.ports.ChatProvider`."""
        found = self.list(brand, customer, since)
        watch.found(len(found))
        return found

    def fetch(self, chat: ListedChat, watch: Watch) -> Conversation | None:
        """See `domain.ports.ChatProvider`."""
        watch.found(0)
        found = self.find(chat.reference)
        return None if found is None or found.customer != chat.customer else found.conversation

    def list(self, brand: str, customer: str, since: datetime) -> list[ListedChat]:
        """One customer's conversations that ended at `since` or later and are still kept, latest first."""
        now = self._clock.now()
        found = [
            form.listed(form.chat_form(each.conversation, each.customer), now)
            for each in self._known.values()
            if (each.conversation.brand, each.customer) == (brand, customer)
            and each.conversation.ended_at >= since
            and self._keeps(each)
        ]
        return sorted(found, key=lambda chat: (chat.started_at, chat.reference), reverse=True)

    def find(self, reference: str) -> Archived | None:
        """A conversation that is still kept, with its customer's number."""
        found = self._known.get(reference)
        return found if found is not None and self._keeps(found) else None

    def _keeps(self, each: Archived) -> bool:
        chat = each.conversation
        return self._retention.keeps(chat.brand, chat.ended_at, self._clock.now())


def read_files(
    paths: Iterable[Path], now: datetime, owner: Owner | None = None, moved: timedelta = timedelta()
) -> tuple[list[Archived], list[Refused]]:
    """The conversations of files, and what was refused of them.

    `owner`: whose those are that do not say (STAR, foreign vCons). `moved`: added to every time of STAR's, which were
    all in May 2020. A file that ends in ``.json`` is one vCon, any other is JSON Lines, with ``.gz`` compressed.

    Raises OSError for a file that cannot be read, InvalidError for one that is no compressed file in spite of its name.
    """
    kept: list[Archived] = []
    refused: list[Refused] = []
    for path in paths:
        for line, body in enumerate(_bodies(path), 1):
            try:
                kept.append(_read(body, now, owner, moved))
            except InvalidError as error:
                refused.append(Refused(path.name, line, error.happened))
    return kept, refused


def _bodies(path: Path) -> Iterator[bytes]:
    if path.suffix == ".json":
        yield path.read_bytes()
        return
    with gzip.open(path) if path.suffix == ".gz" else path.open("rb") as file:
        try:
            while line := file.readline(MAX_LINE):
                if line.strip():
                    yield line
        except (EOFError, gzip.BadGzipFile):
            raise InvalidError(path.name, "The compressed file is broken.") from None


def _read(body: bytes, now: datetime, owner: Owner | None, moved: timedelta) -> Archived:
    names = form.decode(body, dict[str, msgspec.Raw])
    if "vcon" in names or "dialog" in names:
        return Archived(*vcon.read(body, owner, now))
    if "DialogueID" in names:
        dialogue = _star(form.decode(body, dict[str, Any]), owner, moved)
        return Archived(form.checked(dialogue, now), owner.customer if owner else "")
    chat: form.ChatForm = form.decode(body, form.ChatForm)
    return Archived(form.conversation(chat, now), chat.customer)


def _star(dialogue: dict[str, Any], owner: Owner | None, moved: timedelta) -> Conversation:
    """What customer and advisor said to each other in a dialogue of STAR; its other events are of the experiment."""
    if owner is None:
        raise InvalidError("owner", "it does not say whose conversation it is")
    try:
        times = [_instant(event["UnixTime"]) + moved for event in dialogue["Events"] if "UnixTime" in event]
        messages = tuple(
            Message(_instant(event["UnixTime"]) + moved, _STAR_SPEAKERS[event["Agent"]], str(event["Text"]))
            for event in dialogue["Events"]
            if event["Agent"] in _STAR_SPEAKERS and event["Action"] in _STAR_SAID
        )
        topic = ", ".join(str(domain) for domain in dialogue["Scenario"]["Domains"])
        reference = str(dialogue["DialogueID"])
    except (KeyError, TypeError, ValueError, OverflowError):
        raise InvalidError("Events", "it is no dialogue of STAR") from None
    if not times:
        raise InvalidError("Events", "it has no time")
    chat = Conversation(owner.provider, reference, owner.brand, min(times), max(times), topic=topic)
    return replace(chat, messages=messages)


def _instant(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
