"""The ticket of the embedded store: searches, openings, verification and grants (`access.md`).

Refusals are returned, not raised, so that the event that records them commits. Everything here runs inside the writing
transaction of one agent.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, Select, func, insert, select, update

from care_console.domain.codes import CodeSent
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import is_key
from care_console.domain.fields import EMERGENCY, OPEN, is_declared, needed_rung, needed_word
from care_console.domain.flags import Flag
from care_console.domain.messages import Draft, MessageKind
from care_console.domain.ports import Clock
from care_console.domain.preferences import AGE_OF_CONSENT
from care_console.domain.requests import (
    FAILURES_THAT_LOCK,
    GRANT_TIME,
    MAY_SEE,
    CareRequest,
    Fact,
    Grant,
    Purpose,
    Reason,
    Refusal,
    Requester,
    RequestStatus,
    Rung,
    Standing,
)
from care_console.domain.roles import Agent, Permission
from care_console.storage import tables as t
from care_console.storage.post import Post
from care_console.storage.recorder import Recorder
from care_console.storage.sqlite import authorities, codes
from care_console.storage.sqlite.flag_rows import flags_of
from care_console.storage.sqlite.guard import LiveGrants, Under
from care_console.storage.sqlite.standing import forget_facts, is_minor_on, left_alone, standing, stays_until

UNFOLDED_FOR = timedelta(minutes=15)
TRAINING_SCOPE = "training."
"""Before the id of the one conversation that a grant opens for training (T3)."""


def live_grants(connection: Connection, agent: Agent, clock: Clock, unit: str) -> LiveGrants:
    """The grants of an agent that another, committed transaction inserted and that are neither closed nor over."""
    rows = connection.execute(
        select(t.access_grant, t.care_request.c.number, t.care_request.c.purpose)
        .join(t.care_request, t.care_request.c.id == t.access_grant.c.request_id)
        .where(
            t.access_grant.c.agent == agent.id,
            t.access_grant.c.closed_at.is_(None),
            t.access_grant.c.expires_at > clock.now(),
            t.access_grant.c.unit != unit,
        )
        .order_by(t.access_grant.c.opened_at)
    )
    live = LiveGrants()
    for row in rows:
        if any(scope.startswith(TRAINING_SCOPE) for scope in row.scopes):
            continue  # one conversation, redacted: it opens nothing of the customer
        live.scopes[row.customer_id] = live.of(row.customer_id) | frozenset(row.scopes)
        under = Under(row.id, row.request_id, row.number, row.purpose.value if row.purpose else "")
        live.under.update({(row.customer_id, scope): under for scope in row.scopes})
        live.opened |= {(row.request_id, row.customer_id)} if OPEN in row.scopes else set()
    return live


@dataclass(frozen=True, slots=True)
class Desk:
    """The ticket's procedures for one agent in one writing transaction, named by `unit`."""

    recorder: Recorder
    agent: Agent
    unit: str
    ages: Mapping[str, int]
    """By brand, the age under which a parent or guardian may ask (G1)."""

    @property
    def _connection(self) -> Connection:
        return self.recorder.connection

    @property
    def _clock(self) -> Clock:
        return self.recorder.clock

    # --- searches

    def fold_searches(self, which: ColumnElement[bool]) -> None:
        """Fold this agent's searches that are not yet in an event into one event a request."""
        mine = (t.search.c.agent == self.agent.id) & t.search.c.folded.is_(False) & which
        fold_searches(self.recorder, mine)

    # --- opening

    def open_customer(self, request: CareRequest | None, customer_id: int) -> Grant | Refusal:
        """Grant `open`; the request becomes this customer's, and the search that found the customer is folded."""
        refused = self.may_concern(request, customer_id)
        if request is not None and request.purpose is Purpose.GENERAL:
            refused = refused or Refusal(Reason.PURPOSE_BOUND)
        elif request is not None and request.purpose is not Purpose.TRAINING and request.requester not in MAY_SEE:
            unknown = Reason.REQUESTER_UNKNOWN if request.requester is None else Reason.REQUESTER_MAY_NOT_SEE
            refused = refused or Refusal(unknown)
        pseudonym = self.pseudonym(customer_id)
        if refused or request is None:
            return self.refuse(Verb.OPENED, request, refused or Refusal(Reason.NO_REQUEST), customer=pseudonym)
        self.fold_searches(t.search.c.request_id == request.id)
        self._close_grants(request, t.access_grant.c.customer_id != customer_id)
        self._close_elsewhere(request, customer_id)
        afresh = left_alone(self._connection, self._clock.now(), request, customer_id)
        if afresh:
            forget_facts(self._connection, request, customer_id)
        request.customer_id = customer_id
        request.status = RequestStatus.OPEN
        grant = self._insert_grant(request, customer_id, {OPEN})
        detail = {"verification": "afresh"} if afresh else {}
        self.record(Verb.OPENED, request, grant=grant.id, customer=pseudonym, detail=detail)
        self._credit_search(request, customer_id, pseudonym)
        return grant

    def _credit_search(self, request: CareRequest, customer_id: int, pseudonym: str) -> None:
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
            for fact, _, key in (guess.partition(":") for guess in typed):
                kind = Fact(fact)
                if _counts(kind, key) and self._matches(customer_id, kind, key, typed=True):
                    self._insert_attempt(request, customer_id, kind, matched=True)
                    self.record(
                        Verb.VERIFIED,
                        request,
                        customer=pseudonym,
                        detail={"fact": kind.value, "said_in": "search"},
                    )
                    return

    # --- verification

    def verify(self, request: CareRequest | None, customer_id: int, fact: Fact, answer: str) -> str | Refusal:
        """Commit an attempt with its outcome; only `verify_result`, in a later transaction, tells it."""
        pseudonym = self.pseudonym(customer_id)
        refused = self._may_know(request, customer_id)
        if not refused and request is not None:
            standing = self.standing(request.id, customer_id)
            # Answers of this transaction are not told yet, so each might be the failure that locks.
            if standing.failures + self._untold(customer_id) >= FAILURES_THAT_LOCK:
                refused = Refusal(Reason.LOCKED)
            elif fact in standing.facts:
                refused = Refusal(Reason.FACT_USED)
            elif not is_key(fact, answer):
                refused = Refusal(Reason.FACT_UNREADABLE)
            elif fact is Fact.ONE_TIME_CODE and not codes.waiting(
                self._connection, self._clock.now(), request.id, customer_id
            ):
                refused = Refusal(Reason.CODE_OVER)
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
            matched = self._matches(customer_id, fact, answer)
        attempt = self._insert_attempt(request, customer_id, fact, matched=matched)
        self.record(
            Verb.VERIFIED if matched else Verb.VERIFICATION_FAILED,
            request,
            outcome=Outcome.DONE if matched else Outcome.FAILED,
            customer=pseudonym,
            detail={"fact": fact.value},
        )
        return attempt

    def standing(self, request_id: str, customer_id: int) -> Standing:
        """As earlier transactions left it: what this one tried must not show before it commits."""
        return standing(self._connection, self._clock, request_id, customer_id, but=self.unit)

    def send_code(
        self, request: CareRequest | None, customer_id: int, write: Callable[[str], Draft], post: Post
    ) -> CodeSent | Refusal:
        """See `UnitOfWork.send_code`."""
        refused = self._may_know(request, customer_id)
        if not refused and request is not None:
            standing = self.standing(request.id, customer_id)
            if standing.locked:
                refused = Refusal(Reason.LOCKED)
            elif Rung.VIEW not in standing.rungs:
                refused = Refusal(Reason.NOT_VERIFIED)
        if refused or request is None:
            sent: CodeSent | Refusal = refused or Refusal(Reason.NO_REQUEST)
        else:
            sent = codes.send(post, self.agent.id, self._clock.now(), request, customer_id, write)
        if isinstance(sent, Refusal) and sent.reason not in _RECORDED_BY_POST:
            detail = {"kind": MessageKind.ONE_TIME_CODE.value}
            self.refuse(Verb.MESSAGE_QUEUED, request, sent, customer=self.pseudonym(customer_id), detail=detail)
        return sent

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

    def _matches(self, customer_id: int, fact: Fact, key: str, *, typed: bool = False) -> bool:
        """Whether a normalised answer equals one on file (`domain.facts` wrote both).

        `typed` to search, a phone is national digits: the country was not said.
        """
        query: Select[tuple[int]]
        if fact is Fact.BIRTH_DATE:
            wanted = t.customer.c.birth_date == date.fromisoformat(key)
            query = select(t.customer.c.id).where(t.customer.c.id == customer_id, wanted)
        elif fact is Fact.SECURITY_ANSWER:
            query = select(t.customer.c.id).where(
                t.customer.c.id == customer_id, t.customer.c.security_answer_key == key
            )
        elif fact is Fact.ORDER and key.startswith("amount:"):
            query = select(t.order.c.id).where(
                t.order.c.customer_id == customer_id, t.order.c.total_minor == int(key.removeprefix("amount:"))
            )
        elif fact is Fact.PHONE and typed:
            query = select(t.phone.c.id).where(
                t.phone.c.customer_id == customer_id, t.phone.c.number_key.endswith(key, autoescape=True)
            )
        else:
            column = _KEYS[fact]
            query = select(column.table.c.id).where(column.table.c.customer_id == customer_id, column == key)
        return self._connection.execute(query.limit(1)).first() is not None

    # --- grants

    def grant(self, request: CareRequest | None, customer_id: int, scopes: Collection[str]) -> Grant | Refusal:
        """Grant `view`, reveals or amendments, each scope's rung checked."""
        pseudonym = self.pseudonym(customer_id)
        fields = [scope.split(".", 1)[1] for scope in scopes if scope.count(".") == 2 and is_declared(scope)]
        verb = Verb.REVEALED if any(scope.startswith("reveal.") for scope in scopes) else Verb.GRANTED
        refused = self._may_know(request, customer_id) or self._rungs_missing(request, customer_id, scopes)
        if refused or request is None:
            return self.refuse(verb, request, refused or Refusal(Reason.NO_REQUEST), customer=pseudonym, fields=fields)
        grant = self._insert_grant(request, customer_id, set(scopes))
        plain = sorted({scope.split(".", 1)[0] for scope in scopes})
        self.record(
            verb, request, grant=grant.id, customer=pseudonym, fields=fields, detail={"scopes": " ".join(plain)}
        )
        return grant

    def _rungs_missing(self, request: CareRequest | None, customer_id: int, scopes: Collection[str]) -> Refusal | None:
        if request is None:
            return Refusal(Reason.NO_REQUEST)
        standing = self.standing(request.id, customer_id)
        if standing.locked:
            return Refusal(Reason.LOCKED)
        for scope in scopes:
            if not is_declared(scope):
                return Refusal(Reason.NO_SUCH_FIELD)
            rung = needed_rung(scope)
            if rung is not None and rung not in standing.rungs:
                return Refusal(Reason.RUNG_TOO_LOW if standing.rungs else Reason.NOT_VERIFIED)
            if (word_of := needed_word(scope)) and word_of is not request.requester:
                return Refusal(Reason.GUARDIANS_WORD)
        return None

    def prolong(self, request: CareRequest) -> None:
        """Set the live grants of a request to their full time from now, but for an emergency's."""
        now, opened = self._clock.now(), t.access_grant.c.scopes == [OPEN]
        whole = now + GRANT_TIME
        stays = min(whole, stays_until(self._connection, request, request.customer_id, now))
        for which, until in ((opened, whole), (~opened, stays)):
            self._connection.execute(
                update(t.access_grant)
                .where(
                    t.access_grant.c.request_id == request.id,
                    t.access_grant.c.agent == self.agent.id,
                    t.access_grant.c.closed_at.is_(None),
                    t.access_grant.c.expires_at > now,
                    t.access_grant.c.scopes.not_in([[EMERGENCY], sorted([EMERGENCY, OPEN])]),
                    which,
                )
                .values(expires_at=until)
            )

    def close_grants(self, request: CareRequest) -> None:
        """Close every grant of a request."""
        self._close_grants(request, t.access_grant.c.request_id == request.id)

    def close_all_grants(self) -> int:
        """Close every grant of this agent's, under whatever request; how many were live."""
        now, grant = self._clock.now(), t.access_grant.c
        closed = self._connection.execute(
            update(t.access_grant)
            .where(grant.agent == self.agent.id, grant.closed_at.is_(None), grant.expires_at > now)
            .values(closed_at=now)
        )
        return closed.rowcount

    def narrow(self, request: CareRequest) -> None:
        """Close what was shown to somebody who, it turns out, may not see it."""
        if request.requester not in MAY_SEE:
            self.close_grants(request)
        elif request.customer_id is not None and self._may_ask(request, request.customer_id):
            self._close_grants(request, t.access_grant.c.scopes != [OPEN])

    def _close_grants(self, request: CareRequest, which: ColumnElement[bool]) -> None:
        self._connection.execute(
            update(t.access_grant)
            .where(t.access_grant.c.request_id == request.id, t.access_grant.c.closed_at.is_(None), which)
            .values(closed_at=self._clock.now())
        )

    def _close_elsewhere(self, request: CareRequest, customer_id: int) -> None:
        """A customer is open under one request of an agent at a time: what one caller proved is not another's."""
        grant = t.access_grant.c
        self._connection.execute(
            update(t.access_grant)
            .where(
                grant.agent == self.agent.id,
                grant.customer_id == customer_id,
                grant.request_id != request.id,
                grant.closed_at.is_(None),
            )
            .values(closed_at=self._clock.now())
        )

    def _insert_grant(
        self, request: CareRequest, customer_id: int, scopes: Collection[str], time: timedelta = GRANT_TIME
    ) -> Grant:
        now = self._clock.now()
        until = now + time
        if not set(scopes) <= {OPEN, EMERGENCY}:
            until = min(until, stays_until(self._connection, request, customer_id, now))
        grant = Grant(uuid.uuid4().hex, request.id, customer_id, frozenset(scopes), until)
        self._connection.execute(
            insert(t.access_grant).values(
                id=grant.id,
                request_id=request.id,
                customer_id=customer_id,
                agent=self.agent.id,
                scopes=sorted(scopes),
                opened_at=now,
                expires_at=grant.expires_at,
                unit=self.unit,
            )
        )
        return grant

    # --- rules shared by all

    def may_serve(self, request: CareRequest | None) -> Refusal | None:
        """Whether anything may be done under the request: the role serves customers, the request goes on."""
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            return Refusal(Reason.NOT_PERMITTED)
        if request is None:
            return Refusal(Reason.NO_REQUEST)
        if request.status is RequestStatus.ENDED:
            return Refusal(Reason.REQUEST_ENDED)
        away = request.status in {RequestStatus.PARKED, RequestStatus.HANDED_OVER}
        return Refusal(Reason.REQUEST_AWAY) if away else None

    def may_concern(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        """Whether the request may be about this customer: it goes on, and the record is of its own controller."""
        if (refused := self.may_serve(request)) or request is None:
            return refused
        query = select(t.customer.c.controller).where(t.customer.c.id == customer_id)
        controller = self._connection.scalars(query).one_or_none()
        if controller is None:
            return Refusal(Reason.NO_SUCH_CUSTOMER)
        return None if controller == request.controller else Refusal(Reason.OTHER_CONTROLLER)

    def take_up(self, request: CareRequest, customer_id: int) -> None:
        """The searches so far found this customer: the request becomes theirs if it is nobody's yet."""
        self.fold_searches(t.search.c.request_id == request.id)
        if request.customer_id is None:
            request.customer_id, request.status = customer_id, RequestStatus.OPEN

    def _may_know(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        """Whether anything of this customer may be verified, revealed or changed under the request."""
        if (refused := self.may_serve(request)) or request is None:
            return refused
        live = live_grants(self._connection, self.agent, self._clock, self.unit)
        if (request.id, customer_id) not in live.opened:
            return Refusal(Reason.NOT_OPENED)
        if request.purpose is Purpose.TRAINING:
            return Refusal(Reason.PURPOSE_BOUND)
        if request.requester not in MAY_SEE:
            return Refusal(Reason.REQUESTER_MAY_NOT_SEE)
        return Refusal(Reason.PURPOSE_UNKNOWN) if request.purpose is None else self._may_ask(request, customer_id)

    def _may_ask(self, request: CareRequest, customer_id: int) -> Refusal | None:
        """Whether this customer's details may be asked for at all, and by whoever asks (A1, G1; `care.md`)."""
        if Flag.DECEASED in flags_of(self._connection, customer_id):
            return Refusal(Reason.DECEASED)
        if request.requester is Requester.GUARDIAN and not self._is_minor(request, customer_id):
            return Refusal(Reason.NOT_A_MINOR)
        if request.requester is Requester.REPRESENTATIVE and not authorities.lapses_at(
            self._connection, customer_id, self._clock.now().date()
        ):
            return Refusal(Reason.NO_AUTHORITY)
        return None

    def _is_minor(self, request: CareRequest, customer_id: int) -> bool:
        age = self.ages.get(request.brand, AGE_OF_CONSENT)
        return is_minor_on(self._connection, customer_id, age, self._clock.now().date())

    def pseudonym(self, customer_id: int | None) -> str:
        """How events name a customer; empty for nobody."""
        query = select(t.customer.c.pseudonym).where(t.customer.c.id == customer_id)
        return self._connection.scalars(query).one_or_none() or ""

    def refuse(
        self,
        verb: Verb,
        request: CareRequest | None,
        refusal: Refusal,
        *,
        customer: str = "",
        fields: Collection[str] = (),
        detail: dict[str, str] | None = None,
    ) -> Refusal:
        """Record a refusal under the request, and give it back."""
        self.record(
            verb,
            request,
            outcome=Outcome.REFUSED,
            customer=customer,
            fields=fields,
            detail={**(detail or {}), "reason": refusal.reason.value},
        )
        return refusal

    def record(
        self,
        verb: Verb,
        request: CareRequest | None,
        *,
        outcome: Outcome = Outcome.DONE,
        grant: str = "",
        customer: str = "",
        fields: Collection[str] = (),
        detail: dict[str, str] | None = None,
    ) -> None:
        """Record what was done under the request and for its purpose."""
        self.recorder.record(
            verb,
            outcome,
            request=request.id if request else "",
            purpose=request.purpose.value if request and request.purpose else "",
            grant=grant,
            customer=customer,
            fields=fields,
            detail=detail,
        )


_RECORDED_BY_POST = frozenset({Reason.RECIPIENT_NOT_ON_FILE, Reason.RECIPIENT_TOO_NEW})


def _counts(fact: Fact, key: str) -> bool:
    """Whether what was typed to search can be a fact: a postcode is one with the house number, a date is a day."""
    return fact is not Fact.POSTCODE and (fact is not Fact.BIRTH_DATE or is_key(fact, key))


_KEYS = {
    Fact.CUSTOMER_NUMBER: t.customer_number.c.number_key,
    Fact.POSTCODE: t.address.c.premise_key,
    Fact.EMAIL: t.email.c.address_key,
    Fact.PHONE: t.phone.c.number_key,
    Fact.ORDER: t.order.c.number_key,
    Fact.CARD: t.card.c.last_four,
}


def fold_searches(recorder: Recorder, which: ColumnElement[bool]) -> None:
    """One `searched` event for each request with unfolded searches; they stay as rows."""
    groups = recorder.connection.execute(
        select(t.search.c.request_id, func.count().label("queries"), t.care_request.c.purpose)
        .join(t.care_request, t.care_request.c.id == t.search.c.request_id)
        .where(which)
        .group_by(t.search.c.request_id)
    ).all()
    for group in groups:
        recorder.record(
            Verb.SEARCHED,
            request=group.request_id,
            purpose=group.purpose.value if group.purpose else "",
            detail={"queries": str(group.queries)},
        )
    if groups:
        recorder.connection.execute(update(t.search).where(which).values(folded=True))
