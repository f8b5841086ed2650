"""Verification in the embedded store: what is said against what is on file, and one-time codes (`access.md`)."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy import func, insert, select

from care_console.domain.codes import CodeSent
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import is_key
from care_console.domain.messages import Draft, MessageKind
from care_console.domain.requests import FAILURES_THAT_LOCK, CareRequest, Fact, Reason, Refusal, Rung
from care_console.storage import tables as t
from care_console.storage.sqlite import codes
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.on_file import counts, matches
from care_console.storage.sqlite.post import Post
from care_console.storage.sqlite.standing import is_locked, shown_to

_RECORDED_BY_POST = frozenset({Reason.RECIPIENT_NOT_ON_FILE, Reason.RECIPIENT_TOO_NEW})


@dataclass(frozen=True, slots=True)
class VerifyingDesk(Desk):
    """Attempts at verification, each on record with its outcome."""

    def verify(self, request: CareRequest | None, customer_id: int, fact: Fact, answer: str) -> str | Refusal:
        """Commit an attempt with its outcome; only `verify_result`, in a later transaction, tells it."""
        pseudonym = self.pseudonym(customer_id)
        refused = self.may_know(request, customer_id) or self._may_try(request, customer_id, fact, answer)
        if refused or request is None:
            return self.refuse(
                Verb.VERIFICATION_FAILED,
                request,
                refused or Refusal(Reason.NO_REQUEST),
                customer=pseudonym,
                detail={"fact": fact.value},
            )
        if fact is Fact.ONE_TIME_CODE:
            matched = codes.matches(self._connection, request.id, customer_id, answer)
        else:
            matched = matches(self._connection, customer_id, fact, answer)
        attempt = self._insert_attempt(request, customer_id, fact, matched=matched)
        if not matched and is_locked(self._connection, self._clock, customer_id):
            self.grants.lock(customer_id)
        self.record(
            Verb.VERIFIED if matched else Verb.VERIFICATION_FAILED,
            request,
            outcome=Outcome.DONE if matched else Outcome.FAILED,
            customer=pseudonym,
            detail={"fact": fact.value},
        )
        return attempt

    def _may_try(self, request: CareRequest | None, customer_id: int, fact: Fact, answer: str) -> Refusal | None:
        if request is None:
            return None
        standing = self.standing(request.id, customer_id)
        # Answers of this transaction are not told yet, so each might be the failure that locks.
        if standing.failures + self._untold(customer_id) >= FAILURES_THAT_LOCK:
            return Refusal(Reason.LOCKED)
        if fact in standing.facts:
            return Refusal(Reason.FACT_USED)
        if fact in self._shown(request, customer_id):
            return Refusal(Reason.FACT_SHOWN)
        if not is_key(fact, answer):
            return Refusal(Reason.FACT_UNREADABLE)
        now = self._clock.now()
        said_for = fact is not Fact.ONE_TIME_CODE or codes.waiting(self._connection, now, request.id, customer_id)
        return None if said_for else Refusal(Reason.CODE_OVER)

    def send_code(
        self, request: CareRequest | None, customer_id: int, write: Callable[[str], Draft], post: Post
    ) -> CodeSent | Refusal:
        """See `UnitOfWork.send_code`."""
        refused = self.may_know(request, customer_id)
        if not refused and request is not None:
            refused = self.standing(request.id, customer_id).lacks(Rung.VIEW)
        if refused or request is None:
            sent: CodeSent | Refusal = refused or Refusal(Reason.NO_REQUEST)
        else:
            sent = codes.send(post, self.agent.id, self._clock.now(), request, customer_id, write)
        if isinstance(sent, Refusal) and sent.reason not in _RECORDED_BY_POST:
            detail = {"kind": MessageKind.ONE_TIME_CODE.value}
            self.refuse(Verb.MESSAGE_QUEUED, request, sent, customer=self.pseudonym(customer_id), detail=detail)
        return sent

    def _shown(self, request: CareRequest, customer_id: int) -> frozenset[Fact]:
        return shown_to(self._connection, self._clock, self.agent, request.id, customer_id)

    def _untold(self, customer_id: int) -> int:
        tried = select(func.count()).where(
            t.verification.c.customer_id == customer_id, t.verification.c.unit == self.unit
        )
        return self._connection.execute(tried).scalar_one()

    def _insert_attempt(self, request: CareRequest, customer_id: int, fact: Fact, *, matched: bool) -> str:
        attempt = uuid.uuid4().hex
        self._connection.execute(
            insert(t.verification).values(
                id=attempt,
                request_id=request.id,
                customer_id=customer_id,
                agent=self.agent.id,
                fact=fact,
                matched=matched,
                at=self._clock.now(),
                unit=self.unit,
            )
        )
        return attempt

    def credit_search(self, request: CareRequest, customer_id: int, pseudonym: str) -> None:
        """What was typed to search counts once as a fact, unless the hit printed it (`care.md`), or a lock stands."""
        if self.standing(request.id, customer_id).locked:
            return
        typed = self._connection.scalars(
            select(t.search.c.facts).where(t.search.c.request_id == request.id).order_by(t.search.c.at.desc()).limit(1)
        ).first()
        # Matches of this transaction, and those that count no more, stand here too: a search is credited once.
        matched = select(t.verification.c.id).where(
            t.verification.c.request_id == request.id,
            t.verification.c.customer_id == customer_id,
            t.verification.c.matched.is_(True),
        )
        if typed and self._connection.execute(matched.limit(1)).first() is None:
            shown = self._shown(request, customer_id)
            for fact, _, key in (guess.partition(":") for guess in typed):
                kind = Fact(fact)
                if (
                    kind not in shown
                    and counts(kind, key)
                    and matches(self._connection, customer_id, kind, key, typed=True)
                ):
                    self._insert_attempt(request, customer_id, kind, matched=True)
                    self.record(
                        Verb.VERIFIED,
                        request,
                        customer=pseudonym,
                        detail={"fact": kind.value, "said_in": "search"},
                    )
                    return
