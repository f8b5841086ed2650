"""The places of a window: their names, who may go to them, and where an agent was when everything was masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.roles import Agent, Permission
from care_console.ui.palette import PALETTE
from care_console.ui.sidebar import NavEntry

if TYPE_CHECKING:
    from care_console.services.customer_file import RequestInfo

LOOKUP, CUSTOMER, TRANSCRIPT, REVIEW, NOTHING = "lookup", "customer", "transcript", "review", "nothing"
REQUESTS = "requests"
SETTINGS = "settings"
SENDING, APPROVALS = "sending", "approvals"
STOPPED = "stopped"
TRAINING = "training"
SUPERVISE = "supervise"
ALERTS = "alerts"
"""Key of the toast that leads to the approvals."""
HANDED = "handed"
"""Key of the toast that leads to the open requests."""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("pages", text)


def navigation(agent: Agent) -> tuple[NavEntry, ...]:
    """The places that a role may go to."""
    entries: list[NavEntry] = []
    if agent.may(Permission.SERVE_CUSTOMERS):
        entries.append(NavEntry(LOOKUP, tr("Look-up"), "search"))
        entries.append(NavEntry(REQUESTS, tr("Open requests"), "clock"))
    if agent.may(Permission.SERVE_CUSTOMERS):
        entries.append(NavEntry(STOPPED, tr("Suppressions"), "mail-x"))
    if agent.may(Permission.REVIEW_AUDIT):
        entries.append(NavEntry(REVIEW, tr("Audit log"), "list-checks", tr("Review")))
    if agent.may(Permission.APPROVE_COPIES):
        entries.append(NavEntry(APPROVALS, tr("Approvals"), "mail-check", tr("Review")))
    if agent.may(Permission.OVERSEE):
        entries.append(NavEntry(SUPERVISE, tr("Supervise"), "users", tr("Review")))
    if agent.may(Permission.OPEN_FOR_TRAINING):
        entries.append(NavEntry(TRAINING, tr("Training"), "message-square-text", tr("Review")))
    entries.append(NavEntry(SETTINGS, tr("Settings"), "settings", tr("This computer")))
    entries.append(NavEntry(PALETTE, tr("Commands"), "keyboard", tr("This computer")))
    return tuple(entries)


def first_page(agent: Agent) -> str:
    """Where a shift begins."""
    return LOOKUP if agent.may(Permission.SERVE_CUSTOMERS) else NOTHING


@dataclass(frozen=True, slots=True)
class Place:
    """Where an agent was when everything was masked: the page, and the request in hand there. Nothing personal."""

    page: str
    request: RequestInfo | None = None
