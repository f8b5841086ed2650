"""What the audit events of a floor allow to be seen: an oracle that knows the events and the ladder, and no store."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import VIEW
from care_console.domain.flags import STRENGTHENING, Flag
from care_console.domain.messages import MessageKind
from care_console.domain.oversight import GLASS_FACTS, GLASS_SEEN, GLASS_TIME
from care_console.domain.requests import (
    FAILURE_WINDOW,
    FAILURES_THAT_LOCK,
    GRANT_TIME,
    OPENS_TRANSCRIPTS,
    Fact,
    Rung,
    rungs,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from care_console.domain.events import EventRow

CLOSING = {Verb.REQUEST_PARKED, Verb.REQUEST_HANDED_OVER, Verb.REQUEST_ENDED, Verb.OPENED_IN_ERROR}
TALK = "conversation"
Place = tuple[str, str]
"""A request and the pseudonym of a customer."""


class Glass(NamedTuple):
    """An emergency: nobody prolongs it."""

    customer: str
    agent: str
    until: datetime
    fields: frozenset[str]


class Joined(NamedTuple):
    """What a team lead sees of another's request: nobody prolongs it."""

    customer: str
    scopes: frozenset[str]
    until: datetime


@dataclass
class Oracle:
    """Grows by events alone; `may` tells what an agent may see of a customer."""

    holder: dict[str, str] = field(default_factory=dict)
    """By request, the agent who has it in hand."""
    opened: dict[str, str] = field(default_factory=dict)
    """By request, the customer who is open."""
    facts: defaultdict[Place, set[Fact]] = field(default_factory=lambda: defaultdict(set))
    granted: defaultdict[Place, set[str]] = field(default_factory=lambda: defaultdict(set))
    """`view`, and the fields that were revealed or may be amended."""
    failures: defaultdict[str, list[datetime]] = field(default_factory=lambda: defaultdict(list))
    flags: defaultdict[str, set[Flag]] = field(default_factory=lambda: defaultdict(set))
    worked: dict[str, datetime] = field(default_factory=dict)
    """By request, when anything was done under it last: that may have prolonged what it opened."""
    glass: dict[str, Glass] = field(default_factory=dict)
    """By request, the emergency that was opened last."""
    shown: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """By agent and customer, when an emergency last showed their phone and address."""
    joined: dict[tuple[str, str], Joined] = field(default_factory=dict)
    """By request and team lead."""

    def hear(self, events: Iterable[EventRow], worked: Collection[str], now: datetime) -> None:
        """Take in what was recorded since, by work under these requests until now."""
        self.worked |= dict.fromkeys(worked, now)
        for event in events:
            if event.outcome is Outcome.DONE or event.verb is Verb.VERIFICATION_FAILED:
                self._hear(event)

    def may(self, agent: str, customer: str, now: datetime) -> set[str]:
        """`open`, `view`, and fields; nothing of somebody who is not open."""
        allowed: set[str] = set()
        for request, opened in self.opened.items():
            mine = self.holder.get(request) == agent
            if mine and opened == customer and now < self.worked[request] + GRANT_TIME:
                allowed |= {"open"} | self.granted[request, customer]
        for glass in self.glass.values():
            if (glass.customer, glass.agent) == (customer, agent) and now < glass.until:
                allowed |= {"open"} | glass.fields
        for (_, lead), joined in self.joined.items():
            if (joined.customer, lead) == (customer, agent) and now < joined.until:
                allowed |= joined.scopes
        return allowed

    def _hear(self, event: EventRow) -> None:
        if event.verb in {Verb.REQUEST_OPENED, Verb.REQUEST_RESUMED}:
            self.holder[event.request] = event.agent
        elif event.verb in CLOSING:
            self._close(event.request)
        else:
            heard = {
                Verb.OPENED: self._open,
                Verb.VERIFIED: self._answer,
                Verb.VERIFICATION_FAILED: self._answer,
                Verb.GRANTED: self._grant,
                Verb.REVEALED: self._grant,
                Verb.GLASS_BROKEN: self._break,
                Verb.TRANSCRIPT_READ: self._talk,
                Verb.MESSAGE_QUEUED: self._talk,
                Verb.SUPERVISED: self._join,
                Verb.AMENDED: self._amend,
            }
            heard.get(event.verb, self._flag)(event)

    def _open(self, event: EventRow) -> None:
        glass = self.glass.get(event.request)
        if event.customer not in {self.opened.get(event.request), glass.customer if glass else None}:
            self._close(event.request)
        self.opened[event.request] = event.customer

    def _break(self, event: EventRow) -> None:
        until = event.time + GLASS_TIME
        self.shown[event.agent, event.customer] = event.time
        self.glass[event.request] = Glass(event.customer, event.agent, until, frozenset(event.fields))

    def _amend(self, event: EventRow) -> None:
        assert set(event.fields) <= self.granted[event.request, event.customer], "what is amended had been granted"

    def _answer(self, event: EventRow) -> None:
        if event.outcome is Outcome.FAILED:
            self.failures[event.customer].append(event.time)
            if self._locked(event):
                self._mask(event.customer)
        elif event.outcome is Outcome.DONE:
            assert self.opened[event.request] == event.customer, "nobody answers for whom nobody opened"
            shown = self.shown.get((event.agent, event.customer))
            spoilt = shown is not None and event.time < shown + GLASS_SEEN and event.detail["fact"] in GLASS_FACTS
            assert not spoilt, "what an emergency showed identifies nobody"
            self.facts[event.request, event.customer].add(Fact(event.detail["fact"]))

    def _flag(self, event: EventRow) -> None:
        flag = Flag(event.detail.get("flag", Flag.DECEASED))
        if event.verb in {Verb.FLAG_SET, Verb.DEATH_REPORTED}:
            self.flags[event.customer].add(flag)
            if flag in STRENGTHENING | {Flag.DECEASED}:
                self._mask(event.customer)
        elif event.verb in {Verb.FLAG_LIFTED, Verb.CHOICE_UNDONE}:
            self.flags[event.customer].discard(flag)

    def _grant(self, event: EventRow) -> None:
        assert self.opened[event.request] == event.customer, "nothing is granted of whom nobody opened"
        assert self.holder[event.request] == event.agent
        reached = rungs(self.facts[event.request, event.customer], flags=self.flags[event.customer])
        assert Rung.VIEW in reached, "identity reaches what is granted"
        assert not self._locked(event), "nothing is granted while locked"
        scopes = set(event.detail["scopes"].split())
        self.granted[event.request, event.customer] |= {VIEW} & scopes | set(event.fields)

    def _talk(self, event: EventRow) -> None:
        """A conversation is read, or a message goes; a copy of a conversation needs what reading it does."""
        reads = event.verb is Verb.TRANSCRIPT_READ
        if not reads and event.detail["kind"] != MessageKind.TRANSCRIPT_COPY:
            return
        assert event.purpose in OPENS_TRANSCRIPTS, "a copy was asked for"
        assert VIEW in self.granted[event.request, event.customer], "under the view of this very request"
        assert not self._locked(event), "no conversation is read, or leaves, while locked"
        self.granted[event.request, event.customer] |= {TALK} if reads else set()

    def _join(self, event: EventRow) -> None:
        scopes = frozenset(event.detail["scopes"].split())
        assert self.holder[event.request] != event.agent, "nobody joins what is their own"
        if VIEW in scopes:
            reached = rungs(self.facts[event.request, event.customer], flags=self.flags[event.customer])
            assert Rung.VIEW in reached, "who joins sees no more than identity reaches"
            assert not self._locked(event), "who joins sees nothing of a locked record"
            shows = event.time < self.worked[event.request] + GRANT_TIME
            assert shows, "nothing is joined that shows to nobody any more"
            assert VIEW in self.granted[event.request, event.customer], "who joins sees what the agent sees"
        self.joined[event.request, event.agent] = Joined(event.customer, scopes, event.time + GRANT_TIME)

    def _locked(self, event: EventRow) -> bool:
        recent = [at for at in self.failures[event.customer] if at > event.time - FAILURE_WINDOW]
        return len(recent) >= FAILURES_THAT_LOCK

    def _close(self, request: str) -> None:
        self.granted[request, self.opened.pop(request, "")].clear()
        self.glass.pop(request, None)
        self.joined = {place: each for place, each in self.joined.items() if place[0] != request}

    def _mask(self, customer: str) -> None:
        for place, scopes in self.granted.items():
            if place[1] == customer:
                scopes.clear()
        for joined, each in self.joined.items():
            if each.customer == customer:
                self.joined[joined] = each._replace(scopes=each.scopes - {VIEW})
