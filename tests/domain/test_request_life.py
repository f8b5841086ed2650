"""Promises and notes as they are typed."""

from __future__ import annotations

from datetime import date

import pytest

from care_console.domain.errors import InvalidError
from care_console.domain.request_life import (
    Promise,
    checked_note,
    checked_promise,
    checked_reference,
    likely_outcome,
    promise_day,
)
from care_console.domain.requests import RequestOutcome

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-11-24", date(2026, 11, 24)),
        ("24/11", date(2026, 11, 24)),
        (" 24 / 11 / 2026 ", date(2026, 11, 24)),
        ("24.11.2026", date(2026, 11, 24)),
        ("21/11", TODAY),
        ("20/11", date(2027, 11, 20)),
        ("+3", date(2026, 11, 24)),
        ("+0", TODAY),
        ("31/02", None),
        ("29/02", None),
        ("tomorrow", None),
        ("+٣", None),
        ("", None),
    ],
)
def test_the_day_that_is_meant(typed: str, day: date | None) -> None:
    assert promise_day(typed, TODAY) == day


def test_a_promise_has_words_and_a_day_to_come() -> None:
    assert checked_promise(" Ring back ", "+1", TODAY) == Promise("Ring back", date(2026, 11, 22))
    for text, due in (("", "+1"), ("Ring back", ""), ("Ring back", "20/11/2026"), ("Ring back", "+367")):
        with pytest.raises(InvalidError):
            checked_promise(text, due, TODAY)


def test_what_may_be_a_card_number_is_never_kept() -> None:
    for typed in ("Card 4111 1111 1111 1111", "4111-1111-1111-1111 12/27"):
        with pytest.raises(InvalidError, match="full card number"):
            checked_note(typed)
        with pytest.raises(InvalidError, match="full card number"):
            checked_promise(typed, "+1", TODAY)
    assert checked_note("Card ending 1111, order W7007896") == "Card ending 1111, order W7007896"


def test_a_note_keeps_its_lines() -> None:
    assert checked_note(" one\ntwo ") == "one\ntwo"


@pytest.mark.parametrize(
    ("saved", "found", "verified", "gone_on", "outcome"),
    [
        (1, True, False, True, RequestOutcome.DONE),
        (1, True, True, False, RequestOutcome.DONE),
        (0, True, True, True, RequestOutcome.DONE),
        (0, True, False, True, RequestOutcome.NOT_VERIFIED),
        (0, True, True, False, RequestOutcome.WITHDRAWN),
        (0, False, False, True, RequestOutcome.NOT_FOUND),
        (0, False, False, False, RequestOutcome.NOT_FOUND),
    ],
)
def test_the_outcome_is_filled_in_from_what_was_saved(
    saved: int, found: bool, verified: bool, gone_on: bool, outcome: RequestOutcome
) -> None:
    assert likely_outcome(saved=saved, found=found, verified=verified, gone_on=gone_on) is outcome


def test_a_reference_is_one_line_and_may_be_missing() -> None:
    assert checked_reference("  C-4711 \n of today ") == "C-4711 of today"
    assert checked_reference(" ") == ""
    for typed in ("x" * 101, "bell \a"):
        with pytest.raises(InvalidError):
            checked_reference(typed)
