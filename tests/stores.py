"""Stores for tests: a clock that is set, and a seed that plants customers whatever the store is made of."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Any, Protocol

from sqlalchemy import insert, select, update

from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.facts import email_key, number_key, premise_key
from care_console.domain.flags import Flag
from care_console.domain.roles import Agent, Role
from care_console.storage import tables as t
from care_console.storage.lookup_index import put_keys, read_records, recount
from care_console.storage.store import SqliteStore, create_store, open_store

if TYPE_CHECKING:
    from pathlib import Path

    from care_console.domain.events import EventRow
    from care_console.domain.ports import Store

KEY = bytes(range(32))
START = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
PAST = datetime(2024, 1, 5, 12, 0, tzinfo=UTC)
RECENTLY = START - timedelta(days=30)
CHAT: tuple[dict[str, Any], ...] = (
    {"at": RECENTLY, "speaker": "customer", "text": "Where is my parcel?"},
    {"at": RECENTLY + timedelta(minutes=1), "speaker": "advisor", "text": "Let me look. 🙂"},
    {"at": RECENTLY + timedelta(minutes=2), "speaker": "customer", "text": "שלום"},
    {"at": RECENTLY + timedelta(minutes=3), "speaker": "system", "text": "The chat has ended."},
)


@dataclass
class SetClock:
    """Stands still until it is moved."""

    time: datetime = START

    def now(self) -> datetime:
        """The time that was set."""
        return self.time

    def move(self, **by: float) -> None:
        """Forward by `timedelta(**by)`."""
        self.time += timedelta(**by)


@dataclass(kw_only=True)
class Planted:
    """A customer as planted: everything that a test may want to find, or not to find."""

    id: int
    controller: str = "northwind"
    brand: str = "harbour"
    given_names: str = "Margaret"
    surname: str = "Hargreaves"
    birth_date: date = date(1958, 5, 3)
    number: str = "44710923"
    email: str = "margaret.h@example.org"
    second_email: str = "m.hargreaves@example.net"
    phone: str = "+441134960412"
    line1: str = "14 Ashfield Terrace"
    town: str = "Leeds"
    postcode: str = "LS6 2PQ"
    order: str = "#W2611340"
    older_order: str = "#W2600001"
    total_minor: int = 53665
    last_four: str = "4417"
    token: str = "tok_8812aa"
    answer: str = "BISCUIT"
    question: str = "First pet"
    guardian: str = "Albert Hargreaves"
    guardian_agreed_on: date | None = date(2020, 2, 3)

    @property
    def pseudonym(self) -> str:
        """How audit events name the customer."""
        return f"c-{self.id:04d}"

    @property
    def personal(self) -> list[str]:
        """Texts that no event, error or encrypted file may hold."""
        return [
            self.surname, self.birth_date.isoformat(), self.number, self.email, self.second_email, self.phone,
            self.line1, self.postcode, self.token, self.answer, self.guardian,
        ]  # fmt: skip


def stranger(**other: Any) -> Planted:
    """Somebody else, who shares no fact with the first."""
    facts: dict[str, Any] = {
        "id": 2, "given_names": "Tobias", "surname": "Quillfeather", "birth_date": date(1984, 11, 20),
        "number": "55820034",
        "email": "tobias@example.com", "second_email": "tq@example.net", "phone": "+441614960777",
        "line1": "3 Canal Wharf", "town": "Manchester", "postcode": "M1 4BT", "order": "#W7000001",
        "older_order": "#W7000002", "total_minor": 1299, "last_four": "9021", "token": "tok_77bbcc", "answer": "OTTER",
        "guardian": "Ines Quillfeather",
    }  # fmt: skip
    return Planted(**{**facts, **other})


class Seed(Protocol):
    """Plants what a test needs, and looks at it, past every rule."""

    def agent(self, name: str, role: Role, password_hash: str = "hash") -> Agent:
        """Somebody who may sign in."""
        ...

    def customer(self, planted: Planted) -> Planted:
        """A customer with everything that a customer can have."""
        ...

    def searches(self, agent: Agent, request_id: str, count: int, at: datetime) -> None:
        """Searches that are in an event already."""
        ...

    def searched(self) -> list[str]:
        """The texts of all searches on record."""
        ...

    def refused_by_order_system(self, at: datetime) -> None:
        """Every message to the order system, refused."""
        ...


@dataclass
class Place:
    """One store with its clock and seed."""

    store: Store
    seed: Seed
    clock: SetClock = field(default_factory=SetClock)

    def events(self, agent: Agent | None = None) -> list[EventRow]:
        """Every event of the store, in order of its source; of one agent only, if given."""
        outbox = self.store.outbox
        holder = "test"
        sources: list[str] = []
        rows: list[EventRow] = []
        # Leased sources of this holder come back, so each is taken by another holder.
        while (source := outbox.lease(f"{holder}{len(sources)}", 30)) is not None:
            sources.append(source)
            rows += [row for row, _ in outbox.pending(source, 1_000_000)]
        for number, source in enumerate(sources):
            outbox.release(source, f"{holder}{number}")
        return [row for row in rows if agent is None or row.agent == agent.id]


@dataclass(frozen=True)
class SqliteSeed:
    """Plants into the embedded store."""

    store: SqliteStore

    def agent(self, name: str, role: Role, password_hash: str = "hash") -> Agent:
        """See `Seed`."""
        return self.store.put_agent(name, role, password_hash)

    def customer(self, planted: Planted) -> Planted:
        """See `Seed`."""
        with self.store.engines.writing() as connection:
            for table, values in _rows(planted):
                connection.execute(insert(table).values(**values))
            put_keys(connection, read_records(connection, [planted.id]))
            recount(connection)
        return planted

    def searches(self, agent: Agent, request_id: str, count: int, at: datetime) -> None:
        """See `Seed`."""
        row = {
            "request_id": request_id,
            "agent": agent.id,
            "at": at,
            "text": "x",
            "facts": [],
            "unit": "-",
            "folded": True,
        }
        with self.store.engines.writing() as connection:
            connection.execute(insert(t.search), [{**row, "id": f"planted-{one}"} for one in range(count)])

    def searched(self) -> list[str]:
        """See `Seed`."""
        with self.store.engines.reading() as connection:
            return list(connection.scalars(select(t.search.c.text)))

    def refused_by_order_system(self, at: datetime) -> None:
        """See `Seed`."""
        with self.store.engines.writing() as connection:
            connection.execute(update(t.order_message).values(refused_at=at))


def _rows(who: Planted) -> list[tuple[Any, dict[str, Any]]]:
    own = {"customer_id": who.id}
    key = premise_key(who.postcode, who.line1)
    order = {**own, "brand": who.brand, "status": OrderStatus.DELIVERED, "currency": "GBP"}
    chat = {
        **own,
        "brand": who.brand,
        "provider": "chat",
        "started_at": RECENTLY,
        "ended_at": RECENTLY,
        "advisor": "Ada",
    }
    return [
        (
            t.customer,
            {
                "id": who.id, "pseudonym": who.pseudonym, "controller": who.controller, "title": "Ms",
                "given_names": who.given_names, "surname": who.surname, "birth_date": who.birth_date, "language": "en",
                "since": date(2019, 4, 1), "guardian_name": who.guardian, "guardian_agreed_on": who.guardian_agreed_on,
                "security_question": who.question, "security_answer_key": who.answer,
            },
        ),
        (t.customer_number, {**own, "brand": who.brand, "number": who.number, "number_key": number_key(who.number)}),
        (t.customer_flag, {**own, "flag": Flag.VULNERABLE, "since": date(2025, 1, 2)}),
        (t.email, {**own, "address": who.email, "address_key": email_key(who.email), "since": PAST}),
        (t.email, {**own, "address": who.second_email, "address_key": email_key(who.second_email), "since": PAST}),
        (t.phone, {**own, "number": who.phone, "number_key": who.phone, "kind": "landline", "since": PAST}),
        (
            t.address,
            {
                **own, "kind": AddressKind.HOME, "recipient": "M Hargreaves", "line1": who.line1, "line2": "Flat 2",
                "town": who.town, "region": "Yorkshire", "postcode": who.postcode, "country": "GB", "premise_key": key,
                "since": PAST,
            },
        ),
        (
            t.order,
            {
                **order, "id": who.id * 10, "number": who.older_order, "number_key": number_key(who.older_order),
                "placed_at": PAST, "total_minor": 777,
            },
        ),
        (
            t.order,
            {
                **order, "id": who.id * 10 + 1, "number": who.order, "number_key": number_key(who.order),
                "placed_at": PAST + timedelta(days=30), "total_minor": who.total_minor,
            },
        ),
        (
            t.order_item,
            {
                **own, "order_id": who.id * 10 + 1, "position": 1, "name": "Kettle", "options": "red", "quantity": 1,
                "price_minor": who.total_minor,
            },
        ),
        (t.card, {**own, "scheme": "visa", "last_four": who.last_four, "expires": "2027-04", "token": who.token}),
        (
            t.preference,
            {**own, "brand": who.brand, "subject": "email", "chosen": True, "since": PAST, "policy": "gb-1"},
        ),
        (t.transcript, {**chat, "id": who.id, "reference": f"chat-{who.id}", "topic": "delivery", "messages": 4}),
        *((t.transcript_message, {"transcript_id": who.id, "position": place + 1, **message})
          for place, message in enumerate(CHAT)),
    ]  # fmt: skip


@dataclass
class SqlitePlaces:
    """Makes embedded stores by copying one that was migrated once."""

    template: Path

    @classmethod
    def make(cls, folder: Path) -> SqlitePlaces:
        """Migrate the template."""
        template = folder / "template.db"
        create_store(template, KEY, SetClock(), "testhost").close()
        return cls(template)

    def place(self, path: Path) -> Place:
        """A store of its own at `path`."""
        shutil.copyfile(self.template, path)
        clock = SetClock()
        store = open_store(path, KEY, clock, "testhost")
        return Place(store, SqliteSeed(store), clock)
