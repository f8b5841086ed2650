"""Ports: what services ask of the world outside, and what its adapters promise.

Every method of a unit of work is one short statement or two inside one transaction. Writers hold the store's write
lock from their first statement on; readers see a snapshot. Rules of access (`access.md`) are kept *behind* these
ports, by the embedded store in the program and by the shared store in the database, so that no service can forget one.
"""

from __future__ import annotations

from care_console.domain.ports.approvals import Approvals
from care_console.domain.ports.chat import ChatFound, ChatProvider, Chats, ListedChat, Merged, Watch
from care_console.domain.ports.choices import Choices
from care_console.domain.ports.delivery import (
    Backlog,
    MailBacklog,
    Mailer,
    OrderQueue,
    OrderSystem,
    Outbox,
    Outgoing,
    Queue,
    Returns,
    Sendable,
    Way,
)
from care_console.domain.ports.intake import Intake, Keeper
from care_console.domain.ports.lookup import Ask, Candidate, Likeness, LookupIndex, Outline, Term
from care_console.domain.ports.oversight import Oversight
from care_console.domain.ports.requests import Requests
from care_console.domain.ports.reviewing import AuditEntry, AuditLog, AuditPage, AuditQuery, ReviewNames
from care_console.domain.ports.signing_in import SignInAttempt
from care_console.domain.ports.situations import Situations
from care_console.domain.ports.stopped import Stopped
from care_console.domain.ports.store import Store
from care_console.domain.ports.training import Training, TrainingChat
from care_console.domain.ports.unit import UnitOfWork
from care_console.domain.ports.world import Clock, Credentials, Passwords

__all__ = [
    "Approvals",
    "Ask",
    "AuditEntry",
    "AuditLog",
    "AuditPage",
    "AuditQuery",
    "Backlog",
    "Candidate",
    "ChatFound",
    "ChatProvider",
    "Chats",
    "Choices",
    "Clock",
    "Credentials",
    "Intake",
    "Keeper",
    "Likeness",
    "ListedChat",
    "LookupIndex",
    "MailBacklog",
    "Mailer",
    "Merged",
    "OrderQueue",
    "OrderSystem",
    "Outbox",
    "Outgoing",
    "Outline",
    "Oversight",
    "Passwords",
    "Queue",
    "Requests",
    "Returns",
    "ReviewNames",
    "Sendable",
    "SignInAttempt",
    "Situations",
    "Stopped",
    "Store",
    "Term",
    "Training",
    "TrainingChat",
    "UnitOfWork",
    "Watch",
    "Way",
]
