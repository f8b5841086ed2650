"""Random sequences of calls against a simple model: no field without its grant, no gap, no mask stored."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import VIEW, amend_scope, needed_rung, reveal_scope
from care_console.domain.masking import DOT
from care_console.domain.requests import FAILURES_THAT_LOCK, Fact, Grant, Refusal, rungs
from tests.contract.desk import ALL, Desk
from tests.stores import SqlitePlaces

TITLE, BORN = amend_scope("customer", "title"), reveal_scope("customer", "birth_date")


COMMIT = st.sampled_from([True, True, True, False])


class Calls(RuleBasedStateMachine):
    """One agent, one request at a time, one customer."""

    places: ClassVar[SqlitePlaces]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.place = self.places.place(Path(self.folder.name) / "store.db")
        self.desk = Desk.at(self.place)
        self.facts: set[Fact] = set()
        self.failures = 0
        self.scopes: set[str] = set()
        self.title = "Ms"
        self.request = self.desk.draft()
        self.desk.state(self.request)

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.store.close()
            self.folder.cleanup()

    @rule(commit=COMMIT)
    def open(self, commit: bool) -> None:
        with self.desk.store.writing(self.desk.who) as unit:
            assert isinstance(unit.open_customer(self.request, 1), Grant)
            if commit:
                unit.commit()
                self.scopes.add("open")

    @rule(fact=st.sampled_from(ALL), right=st.booleans(), commit=COMMIT)
    def answer(self, fact: Fact, right: bool, commit: bool) -> None:
        if not right:
            fact = Fact.CARD
        key = {Fact.EMAIL: self.desk.her.email, Fact.POSTCODE: "LS62PQ/14", Fact.BIRTH_DATE: "1958-05-03"}.get(
            fact, "0000"
        )
        with self.desk.store.writing(self.desk.who) as unit:
            tried = unit.verify(self.request, 1, fact, key)
            may = "open" in self.scopes and self.failures < FAILURES_THAT_LOCK and fact not in self.facts
            assert isinstance(tried, Refusal) is not may
            if commit:
                unit.commit()
        if commit and may:
            self.facts |= {fact} if right else set()
            self.failures += not right
            # The failure that locks closes what was granted; the masked page stays.
            self.scopes &= {"open"} if self.failures >= FAILURES_THAT_LOCK else self.scopes

    @rule(scope=st.sampled_from([VIEW, BORN, TITLE]), commit=COMMIT)
    def grant(self, scope: str, commit: bool) -> None:
        reached = rungs(self.facts) if self.failures < FAILURES_THAT_LOCK else frozenset()
        may = "open" in self.scopes and needed_rung(scope) in reached
        with self.desk.store.writing(self.desk.who) as unit:
            assert isinstance(unit.grant(self.request, 1, [scope]), Grant) is may
            if commit:
                unit.commit()
        self.scopes |= {scope} if commit and may else set()

    @rule(then=st.sampled_from(["amend", "fail", "view"]))
    def go_far(self, then: str) -> None:
        """Chance alone seldom verifies, or fails three times."""
        self.open(commit=True)
        for _ in range(FAILURES_THAT_LOCK if then == "fail" else 0):
            self.answer(Fact.CARD, right=False, commit=True)
        for fact in ALL:
            self.answer(fact, right=True, commit=True)
        self.grant(VIEW, commit=True)
        if then == "amend":
            self.grant(TITLE, commit=True)
            self.amend(f"D{DOT}")

    @precondition(lambda self: "open" in self.scopes)
    @rule(title=st.sampled_from(["Dr", "Mrs", f"D{DOT}"]))
    def amend(self, title: str) -> None:
        try:
            self.desk.amend(title=title)
        except BugError:
            assert TITLE not in self.scopes
        except InvalidError:
            assert DOT in title
        else:
            assert title == self.title or (TITLE in self.scopes and DOT not in title)
            self.title = title

    @rule()
    def end_and_begin(self) -> None:
        self.desk.end(self.request)
        self.scopes, self.facts = set(), set()
        self.request = self.desk.draft()
        self.desk.state(self.request)

    @rule()
    def wait(self) -> None:
        self.place.clock.move(minutes=15)
        self.scopes = set()

    @invariant()
    def nothing_more_is_seen(self) -> None:
        if not hasattr(self, "place"):
            return
        seen = self.desk.see()
        assert (seen is not None) == bool(self.scopes & {"open", VIEW})
        if seen is None:
            return
        assert seen.title == self.title
        assert (seen.birth_date is not None) == (BORN in self.scopes)
        assert (seen.emails[0].address is not None) == (VIEW in self.scopes)
        assert bool(seen.cards) == (VIEW in self.scopes)
        recorded = {row.verb for row in self.desk.events()}
        assert Verb.OPENED in recorded
        assert VIEW not in self.scopes or recorded & {Verb.GRANTED, Verb.REVEALED}
        assert BORN not in self.scopes or Verb.REVEALED in recorded

    @invariant()
    def sequences_have_no_gap(self) -> None:
        if hasattr(self, "place"):
            assert [row.sequence for row in self.desk.events()] == list(range(1, len(self.desk.events()) + 1))


def test_no_sequence_of_calls_shows_what_was_not_granted(places: SqlitePlaces) -> None:
    Calls.places = places
    # Shrinking would outlast the time limit: a sequence is short enough to read as it is.
    phases = [phase for phase in Phase if phase is not Phase.shrink]
    run_state_machine_as_test(
        Calls, settings=settings(max_examples=15, stateful_step_count=20, deadline=None, phases=phases)
    )
