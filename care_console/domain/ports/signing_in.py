"""Signing in, as a store counts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from care_console.domain.roles import Agent


@dataclass(frozen=True, slots=True)
class SignInAttempt:
    """An attempt counted before the password is checked, so that parallel guesses cannot pass the limit."""

    agent: Agent
    password_hash: str
