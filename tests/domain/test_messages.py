"""Rules of messages: what a reply means, when to try again, when to give up, what can be called back."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from care_console.domain.messages import (
    FIRST_BACKOFF,
    LONGEST_BACKOFF,
    PATIENCE,
    Draft,
    MessageKind,
    MessageState,
    Reply,
    Stage,
    address_fails,
    backoff,
    cancellable,
    clean_text,
    gives_up_at,
    lost_state,
    one_line,
    verdict,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("code", "stage", "state"),
    [
        (250, Stage.CONTENT, MessageState.ACCEPTED),
        (251, Stage.CONTENT, MessageState.ACCEPTED),
        (421, Stage.CONTENT, MessageState.DEFERRED),
        (450, Stage.RECIPIENT, MessageState.DEFERRED),
        (550, Stage.RECIPIENT, MessageState.REFUSED),
        (554, Stage.CONTENT, MessageState.REFUSED),
        (550, Stage.SENDER, MessageState.DEFERRED),
        (530, Stage.SENDER, MessageState.DEFERRED),
    ],
)
def test_what_a_reply_means(code: int, stage: Stage, state: MessageState) -> None:
    assert verdict(Reply(code, "", stage)).state is state


@pytest.mark.parametrize(
    ("code", "words", "stage", "fails"),
    [
        (550, "5.1.1 no such user", Stage.RECIPIENT, True),
        (550, "5.1.10 null MX", Stage.RECIPIENT, True),
        (550, "5.2.1 disabled", Stage.RECIPIENT, True),
        (552, "5.2.2 mailbox full", Stage.RECIPIENT, False),
        (550, "5.7.1 blocked", Stage.RECIPIENT, False),
        (550, "no such user", Stage.RECIPIENT, True),
        (552, "too much mail", Stage.RECIPIENT, False),
        (450, "4.1.1 perhaps later", Stage.RECIPIENT, False),
        (550, "5.1.1 who?", Stage.CONTENT, False),
        (550, "5.1.8 bad sender", Stage.SENDER, False),
    ],
)
def test_when_an_address_is_no_good(code: int, words: str, stage: Stage, fails: bool) -> None:
    assert address_fails(Reply(code, words, stage)) == fails


@given(st.integers(1, 10_000), st.floats(0, 1))
def test_pauses_grow_to_four_hours(tries: int, part: float) -> None:
    pause = backoff(tries, lambda low, high: low + part * (high - low))
    assert FIRST_BACKOFF / 2 <= pause <= LONGEST_BACKOFF
    later = backoff(tries + 1, lambda low, high: low + part * (high - low))
    assert later >= pause
    assert backoff(100, lambda _low, high: high) == LONGEST_BACKOFF


def draft(**other: datetime) -> Draft:
    return Draft(MessageKind.DETAIL_CHANGED, "b", "en", "B", "b@example.org", "s", "t", "h", None, **other)


def test_when_it_is_given_up() -> None:
    assert gives_up_at(draft(), NOW) == NOW + PATIENCE
    later = NOW + timedelta(days=5)
    assert gives_up_at(draft(not_before=later), NOW) == later + PATIENCE
    assert gives_up_at(draft(not_after=NOW), NOW) == NOW


@pytest.mark.parametrize("handed_over", [False, True])
@pytest.mark.parametrize("state", MessageState)
def test_what_can_be_called_back_can_surely_not_have_arrived(state: MessageState, handed_over: bool) -> None:
    waits = state in (MessageState.HELD, MessageState.QUEUED, MessageState.DEFERRED)
    under_way = state is MessageState.SENDING and not handed_over
    assert cancellable(state, handed_over=handed_over) == (waits or under_way)
    assert lost_state(handed_over=handed_over) is (MessageState.UNKNOWN if handed_over else MessageState.QUEUED)


@given(st.text())
def test_clean_text_is_clean_and_stays_so(text: str) -> None:
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert clean.splitlines() == clean.removesuffix("\n").split("\n") if clean else True
    clean.encode()
    assert len(one_line(text).splitlines()) <= 1


def test_letters_of_every_script_and_tabs_stay() -> None:
    said = "\t\u0645\u0631\u062d\u0628\u0627 \u200f\u05e9\u05dc\u05d5\u05dd \U0001f469\u200d\U0001f467 e\u0301\u00a0!"
    assert clean_text(said) == said
    assert clean_text("a\x00b\x1b[2Jc\u202ed\ud800") == "a\ufffdb\ufffd[2Jc\ufffdd\ufffd"
