"""How long conversations are kept: the edge of the months, time zones, leap days, daylight saving."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from care_console.domain.transcripts import days_left, excerpt, is_over, kept_since, last_day, over_at, sought

LONDON = ZoneInfo("Europe/London")
NEW_YORK = ZoneInfo("America/New_York")
CAIRO = ZoneInfo("Africa/Cairo")  # its clocks skip midnight
APIA = ZoneInfo("Pacific/Apia")  # 13 hours ahead


@pytest.mark.parametrize(
    ("ended", "last"),
    [
        (datetime(2025, 10, 20, 12, tzinfo=UTC), date(2026, 11, 20)),
        (datetime(2024, 1, 31, 12, tzinfo=UTC), date(2025, 2, 28)),
        (datetime(2023, 1, 29, 12, tzinfo=UTC), date(2024, 2, 29)),
        (datetime(2024, 1, 29, 12, tzinfo=UTC), date(2025, 2, 28)),
        (datetime(2024, 2, 29, 12, tzinfo=UTC), date(2025, 3, 29)),
        (datetime(2024, 12, 31, 12, tzinfo=UTC), date(2026, 1, 31)),
    ],
)
def test_thirteen_months_end_on_the_same_day_or_the_months_last(ended: datetime, last: date) -> None:
    assert last_day(ended, 13, LONDON) == last


def test_a_conversation_is_kept_to_the_last_instant_of_its_last_day() -> None:
    ended = datetime(2025, 5, 20, 9, 30, tzinfo=UTC)
    edge = datetime(2026, 6, 20, 23, 0, tzinfo=UTC)  # midnight of British Summer Time
    assert over_at(ended, 13, LONDON) == edge
    assert not is_over(ended, edge - timedelta(microseconds=1), 13, LONDON)
    assert is_over(ended, edge, 13, LONDON)


def test_the_day_is_the_one_of_the_brands_time_zone() -> None:
    ended = datetime(2025, 7, 1, 2, 0, tzinfo=UTC)  # still 30 June in New York
    assert last_day(ended, 13, NEW_YORK) == date(2026, 7, 30)
    assert last_day(ended, 13, LONDON) == date(2026, 8, 1)
    assert over_at(ended, 13, NEW_YORK) == datetime(2026, 7, 31, 4, 0, tzinfo=UTC)


def test_summer_time_that_began_meanwhile_moves_the_instant_not_the_day() -> None:
    ended = datetime(2025, 2, 28, 23, 30, tzinfo=UTC)
    assert over_at(ended, 13, LONDON) == datetime(2026, 3, 29, 0, 0, tzinfo=UTC)
    assert over_at(ended + timedelta(days=1), 13, LONDON) == datetime(2026, 4, 1, 23, 0, tzinfo=UTC)


def test_where_clocks_skip_midnight_the_day_begins_with_the_change() -> None:
    ended = datetime(2024, 3, 24, 12, tzinfo=UTC)
    edge = over_at(ended, 13, CAIRO)  # 25 April 2025 begins at 01:00
    assert edge == datetime(2025, 4, 24, 22, 0, tzinfo=UTC)
    assert edge.astimezone(CAIRO).date() == date(2025, 4, 25)
    assert (edge - timedelta(microseconds=1)).astimezone(CAIRO).date() == date(2025, 4, 24)


def test_days_left_count_today_and_stop_at_nothing() -> None:
    ended = datetime(2025, 10, 20, 12, tzinfo=UTC)
    assert days_left(ended, datetime(2026, 11, 20, 23, tzinfo=UTC), 13, LONDON) == 1
    assert days_left(ended, datetime(2026, 11, 19, 1, tzinfo=UTC), 13, LONDON) == 2
    assert days_left(ended, datetime(2026, 11, 21, 0, tzinfo=UTC), 13, LONDON) == 0
    assert days_left(ended, datetime(2030, 1, 1, tzinfo=UTC), 13, LONDON) == 0


_INSTANTS = st.datetimes(datetime(2019, 1, 1), datetime(2032, 12, 31)).map(  # noqa: DTZ001 - made aware at once
    lambda at: at.replace(tzinfo=UTC)
)


@given(
    now=_INSTANTS,
    back=st.timedeltas(timedelta(days=390), timedelta(days=400)),
    zone=st.sampled_from([UTC, LONDON, NEW_YORK, CAIRO, APIA]),
)
@example(now=datetime(2025, 2, 28, 12, tzinfo=UTC), back=timedelta(days=396, hours=1), zone=LONDON)
@example(now=datetime(2026, 3, 31, 12, tzinfo=UTC), back=timedelta(days=396), zone=LONDON)
@example(now=datetime(2024, 2, 29, 12, tzinfo=UTC), back=timedelta(days=396), zone=NEW_YORK)
def test_an_index_is_asked_the_same_question_as_a_conversation(now: datetime, back: timedelta, zone: ZoneInfo) -> None:
    ended = now - back
    assert is_over(ended, now, 13, zone) == (ended < kept_since(now, 13, zone))
    assert is_over(ended, now, 13, zone) == (days_left(ended, now, 13, zone) == 0)


@given(now=_INSTANTS, months=st.integers(1, 36), zone=st.sampled_from([LONDON, CAIRO, APIA]))
def test_the_edge_itself_is_kept_and_the_instant_before_it_is_over(now: datetime, months: int, zone: ZoneInfo) -> None:
    edge = kept_since(now, months, zone)
    assert not is_over(edge, now, months, zone)
    assert is_over(edge - timedelta(microseconds=1), now, months, zone)


@pytest.mark.parametrize(
    ("text", "wanted", "line"),
    [
        ("Where is my BLUE scarf?", "blue Scarf", "Where is my BLUE scarf?"),
        ("one\r\nblue \t\n scarf", "  blue scarf ", "one blue scarf"),
        ("a (b) [c]*", "(b) [c]*", "a (b) [c]*"),
        ("\u05e9\u05dc\u05d5\u05dd \U0001f642", "\U0001f642", "\u05e9\u05dc\u05d5\u05dd \U0001f642"),
        ("x" * 100 + " scarf " + "y" * 100, "scarf", "\u2026" + "x" * 59 + " scarf " + "y" * 59 + "\u2026"),
    ],
)
def test_a_text_is_found_whatever_its_case_and_spacing(text: str, wanted: str, line: str) -> None:
    pattern = sought(wanted)
    assert pattern is not None
    found = pattern.search(text)
    assert found is not None
    assert excerpt(found) == line


@pytest.mark.parametrize(("text", "wanted"), [("bluescarf", "blue scarf"), ("b", "."), ("", "x")])
def test_what_is_not_there_is_not_found(text: str, wanted: str) -> None:
    pattern = sought(wanted)
    assert pattern is not None
    assert pattern.search(text) is None


@pytest.mark.parametrize("wanted", ["", " ", "\n\t"])
def test_nothing_is_sought_for_nothing(wanted: str) -> None:
    assert sought(wanted) is None
