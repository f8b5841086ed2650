"""Roles of people who sign in, and what each may do (S2).

What a role may do is decided here once: the screens ask it to know what to offer, the services to know what to allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care_console.domain.requests import ANSWERED_ELSEWHERE, Purpose


class Role(StrEnum):
    """What somebody who signs in is employed to do."""

    AGENT = "agent"
    LEAD = "lead"
    PRIVACY_OFFICER = "privacy_officer"
    ADMIN = "admin"


class Permission(StrEnum):
    """One thing that a role may do."""

    SERVE_CUSTOMERS = "serve_customers"
    REVIEW_AUDIT = "review_audit"
    """Review the audit, and see whole customer numbers in look-up, which then identify nobody to them."""
    IMPORT_DATA = "import_data"
    MANAGE_AGENTS = "manage_agents"
    PURGE_DATA = "purge_data"
    OPEN_FOR_TRAINING = "open_for_training"
    HANDLE_PRIVACY = "handle_privacy"
    SETTLE_STOPPED = "settle_stopped"
    """Lift suppressions, settle reports of deaths, lift flags, and make suppression files."""
    APPROVE_COPIES = "approve_copies"
    OVERSEE = "oversee"
    """Look into emergencies, and join the requests of others."""


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: frozenset({Permission.SERVE_CUSTOMERS}),
    Role.LEAD: frozenset(
        {
            Permission.SERVE_CUSTOMERS,
            Permission.REVIEW_AUDIT,
            Permission.OPEN_FOR_TRAINING,
            Permission.SETTLE_STOPPED,
            Permission.APPROVE_COPIES,
            Permission.OVERSEE,
        }
    ),
    Role.PRIVACY_OFFICER: frozenset({Permission.SERVE_CUSTOMERS, Permission.REVIEW_AUDIT, Permission.HANDLE_PRIVACY}),
    Role.ADMIN: frozenset({Permission.IMPORT_DATA, Permission.MANAGE_AGENTS, Permission.PURGE_DATA}),
}
"""An administrator runs the program and the imports, and sees no customer."""

PURPOSES_OF_ROLES: dict[Purpose, Permission] = {
    Purpose.TRAINING: Permission.OPEN_FOR_TRAINING,
    Purpose.PRIVACY: Permission.HANDLE_PRIVACY,
}
"""Purposes that nobody asks for at the telephone: who may have them (T3, R1). They bind a request for its life."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody signed in: `id` is what audit events name, `name` what the screen shows."""

    id: str
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this person's role carries `permission`."""
        return permission in PERMISSIONS[self.role]

    def purposes(self) -> tuple[Purpose, ...]:
        """The purposes that this person may give a customer's request."""
        return tuple(
            each
            for each in Purpose
            if each not in ANSWERED_ELSEWHERE and (each not in PURPOSES_OF_ROLES or self.may(PURPOSES_OF_ROLES[each]))
        )
