"""Signing in: names and passwords told apart by nobody, attempts counted first, every outcome recorded."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from care_console.domain.events import Outcome, Verb
from care_console.domain.request_life import Masked
from care_console.domain.requests import SIGN_IN_FAILURES, SIGN_IN_PAUSE, Reason, Refusal
from care_console.domain.roles import Agent, Role
from care_console.services.signing_in import LONGEST_PASSWORD, SignIn

if TYPE_CHECKING:
    from tests.stores import Place


@dataclass
class CountedPasswords:
    """Knows one password, and counts the slow work that checking costs."""

    right: str = "correct horse"
    worked: list[str] = field(default_factory=list)

    def matches(self, password_hash: str, password: str) -> bool:
        self.worked.append(password)
        return password_hash == "hash" and password == self.right

    def spend(self, password: str) -> None:
        self.worked.append(password)


@pytest.fixture
def passwords() -> CountedPasswords:
    return CountedPasswords()


@pytest.fixture
def service(place: Place, passwords: CountedPasswords) -> SignIn:
    place.seed.agent("Jo Ash", Role.AGENT)
    return SignIn(place.store, passwords)


def test_the_right_password_signs_in(service: SignIn, place: Place) -> None:
    found = service.sign_in("jo ash ", "correct horse")
    assert isinstance(found, Agent)
    assert (found.name, found.role) == ("Jo Ash", Role.AGENT)
    assert [(e.verb, e.outcome, e.agent) for e in place.events()] == [(Verb.SIGNED_IN, Outcome.DONE, found.id)]


def test_the_pause_does_not_tell_which_names_exist(service: SignIn, place: Place) -> None:
    known = [service.sign_in("Jo Ash", "wrong") for _ in range(7)]
    unknown = [service.sign_in("Nobody", "wrong") for _ in range(7)]
    assert known == unknown
    assert isinstance(known[-1], Refusal)
    assert known[-1].reason is Reason.SIGN_IN_LOCKED
    place.clock.move(minutes=6)
    assert service.sign_in("Nobody", "wrong") == Refusal(Reason.WRONG_PASSWORD)


def test_an_unknown_name_is_refused_like_a_wrong_password_and_costs_as_much(
    service: SignIn, passwords: CountedPasswords, place: Place
) -> None:
    assert service.sign_in("Jo Ash", "wrong") == service.sign_in("Nobody", "wrong") == Refusal(Reason.WRONG_PASSWORD)
    assert passwords.worked == ["wrong", "wrong"]
    events = place.events()
    assert [(e.verb, e.outcome, e.detail) for e in events] == 2 * [
        (Verb.SIGN_IN_REFUSED, Outcome.REFUSED, {"reason": "wrong_password"})
    ]
    assert "Nobody" not in repr(events)


def test_five_failures_pause_even_the_right_password(
    service: SignIn, passwords: CountedPasswords, place: Place
) -> None:
    for _ in range(SIGN_IN_FAILURES):
        assert service.sign_in("Jo Ash", "wrong") == Refusal(Reason.WRONG_PASSWORD)
    passwords.worked.clear()
    locked = Refusal(Reason.SIGN_IN_LOCKED, retry_at=place.clock.now() + SIGN_IN_PAUSE)
    assert service.sign_in("Jo Ash", "correct horse") == locked
    assert passwords.worked == []
    place.clock.time += SIGN_IN_PAUSE - timedelta(seconds=1)
    assert service.sign_in("Jo Ash", "correct horse") == locked
    place.clock.time += timedelta(seconds=1)
    assert isinstance(service.sign_in("Jo Ash", "correct horse"), Agent)


def test_a_success_forgets_earlier_failures(service: SignIn) -> None:
    for _ in range(3):
        for _ in range(SIGN_IN_FAILURES - 1):
            assert isinstance(service.sign_in("Jo Ash", "wrong"), Refusal)
        assert isinstance(service.sign_in("Jo Ash", "correct horse"), Agent)


def test_an_attempt_counts_before_the_password_is_checked(service: SignIn, place: Place) -> None:
    attempts = [place.store.attempt_sign_in("Jo Ash") for _ in range(SIGN_IN_FAILURES + 1)]
    assert [isinstance(attempt, Refusal) for attempt in attempts] == SIGN_IN_FAILURES * [False] + [True]


@pytest.mark.parametrize("name", ["Jo Ash", "Nobody"])
def test_a_password_without_end_is_not_worked_through(service: SignIn, passwords: CountedPasswords, name: str) -> None:
    assert service.sign_in(name, "x" * 1_000_000) == Refusal(Reason.WRONG_PASSWORD)
    assert [len(each) for each in passwords.worked] == [LONGEST_PASSWORD]


def test_signing_out_is_recorded_after_the_searches_it_ends(service: SignIn, place: Place) -> None:
    agent = service.sign_in("Jo Ash", "correct horse")
    assert isinstance(agent, Agent)
    service.sign_out(agent)
    assert [e.verb for e in place.events(agent)] == [Verb.SIGNED_IN, Verb.SIGNED_OUT]


@pytest.mark.parametrize("why", list(Masked))
def test_masking_is_recorded_with_its_reason(service: SignIn, place: Place, why: Masked) -> None:
    found = service.sign_in("Jo Ash", "correct horse")
    assert isinstance(found, Agent)
    service.mask(found, why)
    assert [(e.verb, e.outcome, e.detail) for e in place.events(found)[1:]] == [
        (Verb.CONSOLE_MASKED, Outcome.DONE, {"why": why.value, "grants": "0"})
    ]
