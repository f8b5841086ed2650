"""Reading the audit log (A3): who looks at it is recorded before it is shown."""

from __future__ import annotations

from dataclasses import dataclass

from care_console.domain.events import Outcome, Verb
from care_console.domain.ports import AuditLog, AuditPage, AuditQuery, ReviewNames, Store
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent, Permission


@dataclass(frozen=True, slots=True)
class ReviewedPage:
    """A page of the log with the names behind its identifiers."""

    page: AuditPage
    names: ReviewNames


@dataclass(frozen=True, slots=True)
class Review:
    """The audit log as leads and the privacy officer read it."""

    store: Store
    log: AuditLog

    def read(self, agent: Agent, query: AuditQuery) -> ReviewedPage | Refusal:
        """A page of events, newest first.

        Refused for those who may not review, and the refusal is recorded too. Raises ServiceError when the log is
        away: what was recorded here stays in the outbox meanwhile.
        """
        allowed = agent.may(Permission.REVIEW_AUDIT)
        detail = {"filters": " ".join(n for n, v in (("agent", query.agent), ("customer", query.customer)) if v)}
        if not allowed:
            detail["reason"] = Reason.NOT_PERMITTED.value
        with self.store.writing(agent) as unit:
            unit.record(Verb.AUDIT_VIEWED, Outcome.DONE if allowed else Outcome.REFUSED, detail=detail)
            unit.commit()
        if not allowed:
            return Refusal(Reason.NOT_PERMITTED)
        page = self.log.read(query)
        with self.store.reading(agent) as unit:
            return ReviewedPage(page, unit.names())
