"""Signing in and out (S2): Argon2 passwords, a pause after repeated failures, every attempt recorded."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import Passwords, Store
from care_console.domain.request_life import Masked
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent

LONGEST_PASSWORD = 256


@dataclass(frozen=True, slots=True)
class SignIn:
    """Checks names and passwords against a store."""

    store: Store
    passwords: Passwords

    def sign_in(self, name: str, password: str) -> Agent | Refusal:
        """Who signed in, or why not: `wrong_password` (also for unknown names) or `sign_in_locked` with its end.

        The attempt is counted before the password is checked, and the outcome is recorded before anything shows.
        """
        attempt = self.store.attempt_sign_in(name)
        if isinstance(attempt, Refusal):
            if attempt.reason is Reason.WRONG_PASSWORD:
                # An unknown name costs as much time as a known one, so that the clock does not tell them apart.
                self.passwords.spend(password[:LONGEST_PASSWORD])
            return attempt
        # Checked even if it is too long to be right: a refusal at once would tell that the name is known.
        matched = self.passwords.matches(attempt.password_hash, password[:LONGEST_PASSWORD])
        matched = matched and len(password) <= LONGEST_PASSWORD
        self.store.finish_sign_in(attempt, matched=matched)
        return attempt.agent if matched else Refusal(Reason.WRONG_PASSWORD)

    def mask(self, agent: Agent, why: Masked) -> None:
        """Record that nothing shows any more until the agent signs in again; grants end, requests stay open."""
        with self.store.writing(agent) as unit:
            unit.requests.mask(why)
            unit.commit()

    def sign_out(self, agent: Agent) -> None:
        """Record the end of a shift.

        Searches that are in no event yet are folded first, unused drafts ended and grants closed.
        """
        with self.store.writing(agent) as unit:
            unit.requests.end_unused(timedelta(0))
            unit.fold_searches()
            unit.requests.close_views()
            unit.record(Verb.SIGNED_OUT, Outcome.DONE)
            unit.commit()
