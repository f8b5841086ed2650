"""Random sequences of everything that agents do: nothing shows and nothing changes without its grant and its event."""

from __future__ import annotations

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test
from sqlalchemy import select

from care_console.domain.amendments import Conflict, FieldChange, Saved
from care_console.domain.events import EventRow, Verb
from care_console.domain.flags import Flag
from care_console.domain.messages import MessageKind
from care_console.domain.preferences import ALL_MARKETING, ChoiceMade
from care_console.domain.requests import Channel, Fact, Purpose, Refusal, Requester, RequestOutcome
from care_console.domain.roles import Agent, Role
from care_console.services.access import Access
from care_console.services.amend import Amend
from care_console.services.customer_file import RequestInfo
from care_console.services.lookup import Lookup
from care_console.services.oversight import Oversight
from care_console.services.preferences import Asked, Preferences
from care_console.services.requests import CareRequests
from care_console.services.transcripts import Transcripts
from care_console.storage import tables as t
from care_console.storage.store import SqliteStore
from tests.contract.desk import ALL, said
from tests.contract.test_outgoing import draft
from tests.services.conftest import BOOK, notices
from tests.services.floor_oracle import TALK, Oracle
from tests.services.test_copies import Watch
from tests.stores import Planted, SqlitePlaces, stranger

if TYPE_CHECKING:
    from sqlalchemy import Table

GROUP, LINE = "net-a-porter-group", "mr-porter"
DETAILS = (t.customer, t.customer_number, t.email, t.phone, t.address, t.order, t.card)
CHOICES = (t.preference, t.consent)
CHANGES: tuple[tuple[tuple[Table, ...], set[Verb]], ...] = (
    (DETAILS, {Verb.AMENDED}),
    (CHOICES, {Verb.OPTED_OUT, Verb.OPTED_IN, Verb.CHOICE_UNDONE, Verb.DEATH_REPORTED}),
    ((t.customer_flag,), {Verb.FLAG_SET, Verb.FLAG_LIFTED, Verb.DEATH_REPORTED, Verb.CHOICE_UNDONE}),
    ((t.request_note,), {Verb.NOTE_LEFT}),
    ((t.glass_broken,), {Verb.GLASS_BROKEN}),
)
"""Rows of a customer, and the events without which they never change."""

HOLDER = 3
"""Whoever has the request in hand: what others try is refused at once."""
WHO = st.sampled_from((*[HOLDER] * 12, 0, 1, 2))
WHICH = st.sampled_from((0, 0, 0, 1, 1, 2))
WHOM = st.sampled_from((1, 1, 2))
FACTS = (*ALL, Fact.CARD, Fact.SECURITY_ANSWER)
LATER = (timedelta(minutes=1), timedelta(minutes=6), timedelta(minutes=14), timedelta(minutes=31), timedelta(hours=25))
"""Within a grant, past an emergency, nearly over, beyond what parking keeps, and past the lock."""


class Floor(RuleBasedStateMachine):
    """Two agents and a lead, two customers, and the last three requests; every call with any of them."""

    places: ClassVar[SqlitePlaces]

    @initialize()
    def begin(self) -> None:
        self.folder = tempfile.TemporaryDirectory()
        self.place = self.places.place(Path(self.folder.name) / "store.db")
        store = self.place.store
        assert isinstance(store, SqliteStore)
        self.store, seed = store, self.place.seed
        self.people = {
            1: seed.customer(Planted(id=1, controller=GROUP, brand=LINE)),
            2: seed.customer(stranger(controller=GROUP, brand=LINE)),
        }
        roles = {"Jo": Role.AGENT, "Sam": Role.AGENT, "Lee": Role.LEAD}
        self.agents = [seed.agent(name, role) for name, role in roles.items()]
        told = notices(self.place)
        self.access, self.lookup, self.care = Access(store), Lookup(store), CareRequests(store, self.place.clock)
        self.amending = Amend(store, self.place.clock, told)
        self.oversight = Oversight(store)
        self.preferences = Preferences(store, BOOK, self.place.clock, told)
        self.chats = {number: self._chat(number) for number in self.people}
        self.requests = ["none"] * 3
        self.made: list[ChoiceMade] = []
        self.saved: list[str] = []
        self.oracle = Oracle()
        for person in self.people.values():
            self.oracle.flags[person.pseudonym].add(Flag.VULNERABLE)
        self.heard: set[str] = set()
        self.touched: set[str] = set()
        self.looks = 0
        self.rows = self._all_rows()
        self.emergency(1, 1)
        self.serve(1, 2, right=2, wrong=1, then=False)
        self.wait(LATER[0])  # events of several agents are told apart by their time
        self.join(2, 0, leave=False)
        self.serve(0, 1, right=5, wrong=0, then=False)

    def teardown(self) -> None:
        if hasattr(self, "place"):
            self.place.store.close()
            self.folder.cleanup()

    # --- what agents do

    @rule(who=st.integers(0, 2))
    def draft(self, who: int) -> None:
        drafted = self.access.draft(self.agents[who], GROUP, LINE, Channel.PHONE)
        assert isinstance(drafted, RequestInfo)
        self.requests = [drafted.id, *self.requests[:2]]
        self.touched.add(drafted.id)

    @rule(who=st.integers(0, 2), whom=WHOM, right=st.integers(0, 5), wrong=st.integers(0, 3), then=st.booleans())
    def serve(self, who: int, whom: int, right: int, wrong: int, then: bool) -> None:
        """Chance alone seldom verifies, or fails three times."""
        self.draft(who)
        self.open(who, 0, whom, Requester.CUSTOMER)
        for _ in range(wrong):
            self.answer(who, 0, whom, Fact.CUSTOMER_NUMBER, right=False)
        for fact in FACTS[:right]:
            self.answer(who, 0, whom, fact, right=True)
        if then:
            self.reveal(who, 0, whom)
            self.amend(who, 0, whom, "surname", "Changed")

    @rule(who=WHO, which=WHICH, text=st.sampled_from(("hargreaves", "margaret.h@example.org", "3 May 1958", "quill")))
    def search(self, who: int, which: int, text: str) -> None:
        self.lookup.find(self._agent(who, which), self._request(which), text)

    @rule(who=WHO, which=WHICH, whom=WHOM, requester=st.sampled_from(Requester))
    def open(self, who: int, which: int, whom: int, requester: Requester) -> None:
        purpose = Purpose.CHANGE_DETAILS
        seen = self.access.open(self._agent(who, which), self._request(which), whom, requester, purpose)
        may = requester in {Requester.CUSTOMER, Requester.GUARDIAN, Requester.REPRESENTATIVE}
        assert may or isinstance(seen, Refusal)

    @rule(who=WHO, which=WHICH, whom=WHOM, fact=st.sampled_from(FACTS), right=st.booleans())
    def answer(self, who: int, which: int, whom: int, fact: Fact, right: bool) -> None:
        words = said(self.people[whom], fact) if right else said(self.people[3 - whom], fact)
        self.access.verify(self._agent(who, which), self._request(which), whom, fact, words, "GB")
        self.access.read(self._agent(who, which), self._request(which), whom)

    @rule(who=WHO, which=WHICH, whom=WHOM)
    def reveal(self, who: int, which: int, whom: int) -> None:
        self.access.reveal(self._agent(who, which), self._request(which), whom, "customer", "birth_date")

    @rule(who=WHO, which=WHICH, whom=WHOM, column=st.sampled_from(("surname", "guardian_name")),
          value=st.sampled_from(("Hargreaves-Bell", "Quill")))  # fmt: skip
    def amend(self, who: int, which: int, whom: int, column: str, value: str) -> None:
        with self.store.reading(self._agent(who, which)) as unit:
            row = unit.customer(whom)
            version = row.version if row else 1
        change = FieldChange("customer", column, whom, version, value)
        saved = self.amending.amend(self._agent(who, which), self._request(which), whom, [change])
        assert isinstance(saved, Saved | Refusal | Conflict)
        self.saved += [saved.amendment] if isinstance(saved, Saved) else []

    @rule(who=WHO, which=WHICH, whom=WHOM, asked=st.sampled_from((True, True, False)))
    def converse(self, who: int, which: int, whom: int, asked: bool) -> None:
        """A conversation is read, and a copy of it sent, whether or not reading it was refused."""
        agent, request, chat = self._agent(who, which), self._request(which), self.chats[whom]
        Transcripts(self.store).read(agent, request, whom, chat, Watch(), copy_asked=asked)
        with self.store.writing(agent) as unit:
            unit.queue_message(request, whom, draft(MessageKind.TRANSCRIPT_COPY))
            unit.commit()

    @rule(who=WHO, which=WHICH, whom=WHOM)
    def undo_amendment(self, who: int, which: int, whom: int) -> None:
        for amendment in self.saved[-1:]:
            self.amending.undo(self._agent(who, which), self._request(which), whom, amendment)

    @rule(who=WHO, which=WHICH, whom=WHOM, how=st.sampled_from(("no", "yes", "no", "yes", "death")))
    def choose(self, who: int, which: int, whom: int, how: str) -> None:
        agent, request, word_of = self._agent(who, which), self._request(which), Requester.HOUSEHOLD
        mail = Asked(frozenset({"direct-mail"}), (LINE,), "GB")
        if how == "death":
            made = self.preferences.report_death(agent, request, whom, word_of, "GB")
        elif how == "yes":
            made = self.preferences.opt_in(agent, request, whom, mail, "May we?")
        else:
            made = self.preferences.opt_out(agent, request, whom, Asked(ALL_MARKETING, (LINE,), "GB"), word_of)
        self.made += [made] if isinstance(made, ChoiceMade) else []

    @rule(who=WHO, which=WHICH)
    def undo_choice(self, who: int, which: int) -> None:
        for made in self.made[-1:]:
            self.preferences.undo(self._agent(who, which), self._request(which), made)

    @rule(who=WHO, which=WHICH, whom=WHOM, flag=st.sampled_from(Flag), lift=st.sampled_from((False, False, True)))
    def flag(self, who: int, which: int, whom: int, flag: Flag, lift: bool) -> None:
        with self.store.writing(self._agent(who, which)) as unit:
            do = unit.situations.lift_flag if lift else unit.situations.set_flag
            do(self._request(which), whom, flag, "Said so.")
            unit.commit()

    @rule(who=WHO, which=WHICH, whom=WHOM)
    def note(self, who: int, which: int, whom: int) -> None:
        with self.store.writing(self._agent(who, which)) as unit:
            unit.requests.add_note(self._request(which), "Moved.", whom)
            unit.commit()

    @rule(
        who=WHO,
        which=WHICH,
        to=st.integers(0, 2),
        how=st.sampled_from(("park", "resume", "park", "resume", "give", "wrong", "end")),
    )
    def handle(self, who: int, which: int, to: int, how: str) -> None:
        agent, request = self._agent(who, which), self._request(which)
        if how == "park":
            self.care.park(agent, request)
        elif how == "resume":
            self.care.resume(agent, request)
        elif how == "give":
            self.care.hand_over(agent, request, self.agents[to].id)
        elif how == "wrong":
            self.care.wrong_customer(agent, request)
        else:
            self.access.end(agent, request, RequestOutcome.DONE)

    @rule(who=st.integers(0, 2), which=WHICH)
    def take(self, who: int, which: int) -> None:
        self.care.resume(self.agents[who], self._request(which))

    @rule(who=st.integers(0, 2), whom=WHOM)
    def emergency(self, who: int, whom: int) -> None:
        """Chance alone seldom opens somebody without verifying them."""
        self.draft(who)
        self.break_glass(who, 0, whom)

    @rule(who=WHO, which=WHICH, whom=WHOM)
    def break_glass(self, who: int, which: int, whom: int) -> None:
        self.oversight.break_glass(self._agent(who, which), self._request(which), whom, "She says she is in danger.")

    @rule(who=st.sampled_from((2, 2, 2, 0)), which=WHICH, leave=st.sampled_from((False, False, True)))
    def join(self, who: int, which: int, leave: bool) -> None:
        """The lead, and now and then an agent, who may not."""
        agent, request = self.agents[who], self.requests[which]
        if leave:
            self.oversight.leave(agent, request)
        else:
            made = self.oversight.join(agent, request)
            assert agent.role is Role.LEAD or isinstance(made, Refusal)

    @rule(by=st.sampled_from(LATER))
    def wait(self, by: Any) -> None:
        self.place.clock.time += by

    # --- what must hold after each of them

    @invariant()
    def nothing_shows_or_changes_without_its_event(self) -> None:
        if not hasattr(self, "place"):
            return
        now, events = self.place.clock.now(), self._new_events()
        self.oracle.hear(events, self.touched, now)
        self.touched = set()
        rows = self._all_rows()
        for (number, kind), after in rows.items():
            if after != self.rows[number, kind]:
                told = {event.verb for event in events if event.customer == self.people[number].pseudonym}
                assert told & CHANGES[kind][1], f"{CHANGES[kind][0]} changed by {[event.verb for event in events]}"
        self.rows = rows
        # Whoever did something, and in turn one of the others: a look takes longer than what was done.
        self.looks += 1
        acted = {event.agent for event in events} | {self.agents[self.looks % 3].id}
        for agent in self.agents:
            for number, person in self.people.items():
                if agent.id in acted:
                    self._sees_no_more(agent, number, self.oracle.may(agent.id, person.pseudonym, now))

    def _sees_no_more(self, agent: Agent, number: int, allowed: set[str]) -> None:
        with self.store.reading(agent) as unit:
            seen = unit.customer(number)
            further = (unit.history(number, 9), unit.consents(number, 9), unit.recipients(number))
            counted = unit.possible_duplicates(number)
            read = unit.transcript(self.chats[number])
        assert TALK in allowed or read is None
        assert "view" in allowed or not any(further)
        assert "open" in allowed or (seen is None and counted == 0)
        if seen is None:
            return
        secrets: dict[str, list[Any]] = {
            "email.address": [each.address for each in seen.emails],
            "phone.number": [each.number for each in seen.phones],
            "address.line1": [each.line1 for each in seen.addresses],
            "order.number": [each.number for each in seen.orders],
            "customer_number.number": [each.number for each in seen.numbers],
            "customer.guardian_name": [seen.guardian_name],
            "card": seen.cards,
            "preference": seen.preferences,
            "transcript": seen.transcripts,
        }
        for name, shown in secrets.items():
            assert allowed & {"view", name} or not any(shown), f"{name} shows under {allowed}"
        assert "customer.birth_date" in allowed or seen.birth_date is None
        assert seen.security_answer_key is None

    def _agent(self, who: int, which: int) -> Agent:
        held = self.oracle.holder.get(self.requests[which])
        mine = [each for each in self.agents if each.id == held]
        return mine[0] if mine and who == HOLDER else self.agents[who % HOLDER]

    def _request(self, which: int) -> str:
        self.touched.add(self.requests[which])
        return self.requests[which]

    def _new_events(self) -> list[EventRow]:
        fresh = [event for event in self.place.events() if event.id not in self.heard]
        self.heard |= {event.id for event in fresh}
        return sorted(fresh, key=lambda event: (event.time, event.agent, event.sequence))

    def _chat(self, number: int) -> int:
        with self.store.engines.reading() as connection:
            return connection.scalars(select(t.transcript.c.id).where(t.transcript.c.customer_id == number)).one()

    def _all_rows(self) -> dict[tuple[int, int], list[object]]:
        """By customer and kind of change, every row as it is."""
        with self.store.engines.reading() as connection:
            return {
                (number, kind): [
                    tuple(row)
                    for table in tables
                    for row in connection.execute(
                        select(table).where((table.c.id if table is t.customer else table.c.customer_id) == number)
                    )
                ]
                for number in self.people
                for kind, (tables, _verbs) in enumerate(CHANGES)
            }


def test_no_sequence_of_calls_shows_or_changes_what_was_not_granted(places: SqlitePlaces) -> None:
    Floor.places = places
    phases = [phase for phase in Phase if phase is not Phase.shrink]
    bounded = settings(max_examples=8, stateful_step_count=18, deadline=None, derandomize=True, phases=phases)
    run_state_machine_as_test(Floor, settings=bounded)
