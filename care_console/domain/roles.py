"""Roles of people who sign in, and what each may do (S2).

What a role may do is decided here once: the screens ask it to know what to offer, the services to know what to allow.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


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
    IMPORT_DATA = "import_data"
    MANAGE_AGENTS = "manage_agents"
    PURGE_DATA = "purge_data"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.AGENT: frozenset({Permission.SERVE_CUSTOMERS}),
    Role.LEAD: frozenset({Permission.SERVE_CUSTOMERS, Permission.REVIEW_AUDIT}),
    Role.PRIVACY_OFFICER: frozenset({Permission.SERVE_CUSTOMERS, Permission.REVIEW_AUDIT}),
    Role.ADMIN: frozenset({Permission.IMPORT_DATA, Permission.MANAGE_AGENTS, Permission.PURGE_DATA}),
}
"""An administrator runs the program and the imports, and sees no customer."""


@dataclass(frozen=True, slots=True)
class Agent:
    """Somebody signed in: `id` is what audit events name, `name` what the screen shows."""

    id: str
    name: str
    role: Role

    def may(self, permission: Permission) -> bool:
        """Whether this person's role carries `permission`."""
        return permission in PERMISSIONS[self.role]
