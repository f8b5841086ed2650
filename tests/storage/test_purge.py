"""A purge deletes what is over, with its messages, in short transactions, each with its event, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, insert, select

from care_console.domain.events import Outcome, Verb
from care_console.domain.messages import MessageKind, MessageState
from care_console.domain.policies import RecordKind
from care_console.domain.requests import CareRequest, Channel, Reason, Refusal
from care_console.domain.retention import Retention
from care_console.domain.roles import Role
from care_console.domain.terms import Terms
from care_console.services.retention import BATCH, Purged, purge
from care_console.storage import tables as t
from care_console.storage.purge import SqliteKeeper
from care_console.storage.store import SqliteStore
from tests.stores import Place, Planted

if TYPE_CHECKING:
    pass

BRAND = "harbour"


@pytest.fixture(autouse=True)
def somebody(place: Place) -> Planted:
    """Whose conversations they are."""
    return place.seed.customer(Planted(id=1))


def keeper(place: Place, role: Role = Role.ADMIN) -> SqliteKeeper:
    assert isinstance(place.store, SqliteStore)
    return SqliteKeeper(place.store, place.clock, place.seed.agent("root", role), place.store.terms.retention)


def plant(place: Place, ends: list[datetime], brand: str = BRAND) -> None:
    """Conversations that ended then, with two messages each."""
    assert isinstance(place.store, SqliteStore)
    with place.store.engines.writing() as connection:
        for ended in ends:
            row = {
                "customer_id": 1, "brand": brand, "provider": brand, "reference": ended.isoformat(),
                "advisor": "Ada", "topic": "", "started_at": ended, "ended_at": ended, "messages": 2,
            }  # fmt: skip
            made = connection.execute(insert(t.transcript).values(**row).returning(t.transcript.c.id)).scalar_one()
            for position in (1, 2):
                said = {"transcript_id": made, "position": position, "at": ended, "speaker": "customer", "text": "x"}
                connection.execute(insert(t.transcript_message).values(**said))


def counts(place: Place) -> tuple[int, int]:
    assert isinstance(place.store, SqliteStore)
    with place.store.engines.reading() as connection:
        chats = connection.execute(select(func.count()).select_from(t.transcript)).scalar_one()
        return chats, connection.execute(select(func.count()).select_from(t.transcript_message)).scalar_one()


def run(keeps: SqliteKeeper, *, confirmed: bool = True, stop_after: int = 10**9) -> tuple[Purged | Refusal, list[int]]:
    told: list[int] = []
    done = purge(
        keeps,
        keeps.agent,
        confirmed=confirmed,
        progress=lambda deleted, _total: told.append(deleted),
        cancelled=lambda: len(told) >= stop_after,
    )
    return done, told


def old(place: Place, count: int) -> list[datetime]:
    return [place.clock.now() - timedelta(days=420, minutes=number) for number in range(count)]


def test_a_dry_run_counts_and_deletes_nothing(place: Place) -> None:
    plant(place, old(place, 3))
    before = counts(place)
    keeps = keeper(place)
    assert run(keeps, confirmed=False) == (Purged({BRAND: 3}, 0), [])
    assert counts(place) == before
    assert place.events(keeps.agent) == []


def test_what_is_over_goes_with_its_messages_and_an_event_of_counts(place: Place) -> None:
    plant(place, old(place, BATCH + 5))
    keeps = keeper(place)
    assert run(keeps) == (Purged({BRAND: BATCH + 5}, BATCH + 5), [BATCH, BATCH + 5])
    assert counts(place) == (1, 4)
    assert [(event.verb, event.outcome, event.detail) for event in place.events(keeps.agent)] == [
        (Verb.PURGED, Outcome.DONE, {"transcripts": str(BATCH)}),
        (Verb.PURGED, Outcome.DONE, {"transcripts": "5"}),
    ]


def test_a_second_purge_finds_nothing_and_says_nothing(place: Place) -> None:
    plant(place, old(place, 2))
    keeps = keeper(place)
    run(keeps)
    assert run(keeps) == (Purged({}, 0), [])
    assert len(place.events(keeps.agent)) == 1


def test_it_stops_between_two_transactions(place: Place) -> None:
    plant(place, old(place, BATCH + 5))
    assert run(keeper(place), stop_after=1) == (Purged({BRAND: BATCH + 5}, BATCH), [BATCH])
    assert counts(place)[0] == 6


@pytest.mark.parametrize("role", [Role.AGENT, Role.LEAD, Role.PRIVACY_OFFICER])
def test_who_may_not_purge_is_refused_and_recorded(place: Place, role: Role) -> None:
    plant(place, old(place, 1))
    keeps = keeper(place, role)
    assert run(keeps) == (Refusal(Reason.NOT_PERMITTED), [])
    assert counts(place)[0] == 2
    (event,) = place.events(keeps.agent)
    assert (event.verb, event.outcome) == (Verb.PURGED, Outcome.REFUSED)


@pytest.mark.parametrize(
    ("ended", "gone_at"),
    [
        (datetime(2025, 1, 31, 23, 59, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC)),
        (datetime(2025, 2, 28, 0, 0, tzinfo=UTC), datetime(2026, 3, 29, tzinfo=UTC)),
        (datetime(2024, 1, 29, 12, 0, tzinfo=UTC), datetime(2025, 3, 1, tzinfo=UTC)),
        (datetime(2023, 1, 29, 12, 0, tzinfo=UTC), datetime(2024, 3, 1, tzinfo=UTC)),
        (datetime(2025, 3, 30, 1, 30, tzinfo=UTC), datetime(2026, 5, 1, tzinfo=UTC)),
    ],
)
def test_the_edge_is_that_of_the_listing(place: Place, ended: datetime, gone_at: datetime) -> None:
    """31 January, 28 and 29 February, and the day on which clocks go forward: kept to the last microsecond."""
    keeps = keeper(place)
    run(keeps)
    plant(place, [ended])
    place.clock.time = gone_at - timedelta(microseconds=1)
    assert keeps.over().get(BRAND, 0) == 0
    place.clock.time = gone_at
    assert keeps.over()[BRAND] >= 1
    run(keeps)
    assert Retention().keeps(BRAND, ended, gone_at) is False


def test_each_brand_keeps_as_long_as_its_pack_says(place: Place) -> None:
    assert isinstance(place.store, SqliteStore)
    plant(place, old(place, 2))
    plant(place, old(place, 3), "meadow")
    place.store.terms = Terms(retention=Retention({BRAND: 24, "meadow": 13}))
    assert keeper(place).over() == {"meadow": 3}


LONDON, NEW_YORK, CAIRO = ZoneInfo("Europe/London"), ZoneInfo("America/New_York"), ZoneInfo("Africa/Cairo")


@pytest.mark.parametrize(
    ("zone", "ended", "first_over"),
    [
        # London keeps summer time: its midnight is 23:00 of the day before in UTC.
        (LONDON, datetime(2025, 5, 30, 12, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC)),
        (LONDON, datetime(2025, 5, 30, 23, 30, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC)),
        (NEW_YORK, datetime(2025, 5, 31, 3, 59, tzinfo=UTC), datetime(2026, 7, 1, 4, tzinfo=UTC)),
        # Begun in winter time, over in summer time, and the other way round.
        (LONDON, datetime(2025, 2, 28, 23, 30, tzinfo=UTC), datetime(2026, 3, 29, 0, tzinfo=UTC)),
        (LONDON, datetime(2025, 9, 25, 22, 30, tzinfo=UTC), datetime(2026, 10, 26, 0, tzinfo=UTC)),
        # There is no 31st, and no 29th, thirteen months later.
        (LONDON, datetime(2026, 1, 31, 12, tzinfo=UTC), datetime(2027, 3, 1, tzinfo=UTC)),
        (LONDON, datetime(2024, 2, 29, 12, tzinfo=UTC), datetime(2025, 3, 30, 0, tzinfo=UTC)),
        (LONDON, datetime(2027, 1, 30, 12, tzinfo=UTC), datetime(2028, 3, 1, tzinfo=UTC)),
        # Cairo's clocks skip midnight on 24 April 2026: that day begins at one.
        (CAIRO, datetime(2025, 3, 23, 12, tzinfo=UTC), datetime(2026, 4, 23, 22, tzinfo=UTC)),
    ],
)
def test_the_edge_is_midnight_where_the_brand_is(
    place: Place, zone: ZoneInfo, ended: datetime, first_over: datetime
) -> None:
    assert isinstance(place.store, SqliteStore)
    place.store.terms = Terms(retention=Retention({BRAND: 13}, zones={BRAND: zone}))
    keeps = keeper(place)
    with place.store.engines.writing() as connection:
        connection.execute(t.transcript.delete())
    plant(place, [ended])
    place.clock.time = first_over - timedelta(microseconds=1)
    assert run(keeps)[0] == Purged({}, 0)
    assert place.store.terms.retention.days_left(BRAND, ended, place.clock.time) == 1
    place.clock.time = first_over
    assert run(keeps, confirmed=False)[0] == Purged({BRAND: 1}, 0)
    assert run(keeps)[0] == Purged({BRAND: 1}, 1)
    assert place.store.terms.retention.days_left(BRAND, ended, place.clock.time) == 0


def test_sent_mail_goes_by_its_own_time_and_what_may_still_leave_stays(place: Place) -> None:
    assert isinstance(place.store, SqliteStore)
    plant(place, old(place, 1))
    agent = place.seed.agent("Jo", Role.AGENT)
    with place.store.writing(agent) as unit:
        request = unit.requests.draft("northwind", BRAND, Channel.PHONE)
        unit.commit()
    assert isinstance(request, CareRequest)
    long_ago = place.clock.now() - timedelta(days=420)
    with place.store.engines.writing() as connection:
        for name, queued, state in (
            ("old", long_ago, "accepted"), ("doubt", long_ago, "unknown"), ("waits", long_ago, "held"),
            ("new", place.clock.now(), "accepted"),
        ):  # fmt: skip
            message = {
                "id": name, "kind": MessageKind.DETAIL_CHANGED, "customer_id": 1, "request_id": request.id,
                "agent": "jo", "brand": BRAND, "language": "en", "sender_name": "H", "sender": "h@example.org",
                "subject": "s", "text": "t", "html": "h", "queued_at": queued,
            }  # fmt: skip
            connection.execute(insert(t.outgoing).values(**message))
            copy = {"id": name, "outgoing_id": name, "address": "a@example.org", "state": MessageState(state)}
            connection.execute(insert(t.outgoing_recipient).values(**copy, tries=1, due_at=queued, words=""))
    mails = replace(keeper(place), kind=RecordKind.SENT_MAIL)
    before = counts(place)
    assert run(mails)[0] == Purged({BRAND: 2}, 2)
    with place.store.engines.reading() as connection:
        assert set(connection.scalars(select(t.outgoing.c.id))) == {"waits", "new"}
        assert set(connection.scalars(select(t.outgoing_recipient.c.id))) == {"waits", "new"}
    assert counts(place) == before
    assert place.events(mails.agent)[-1].detail == {"messages": "2"}
