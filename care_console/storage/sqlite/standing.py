"""Where identity stands under a request: facts that count, failures, and for how long what was proved lasts.

Facts do not age while their customer is served. They lapse when the customer was not open for `PARKED_FOR`, whether
the request was parked, masked or simply left alone; after a hand-over they last for `HANDED_FOR`, and then need one
fact beside them (`care.md`).
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Row, func, or_, select, update

from care_console.domain.oversight import GLASS_FACTS, GLASS_SEEN
from care_console.domain.ports import Clock
from care_console.domain.preferences import AGE_OF_CONSENT, is_minor
from care_console.domain.request_life import HANDED_FOR, PARKED_FOR
from care_console.domain.requests import (
    FAILURE_WINDOW,
    FAILURES_THAT_LOCK,
    WRITTEN,
    CareRequest,
    Fact,
    Requester,
    Rung,
    Standing,
)
from care_console.domain.roles import Agent, Permission
from care_console.storage import tables as t
from care_console.storage.sqlite import authorities
from care_console.storage.sqlite.flag_rows import flags_of

_FAR_OFF = datetime.max.replace(tzinfo=UTC)


def standing(
    connection: Connection,
    clock: Clock,
    stricter: Mapping[str, Mapping[Rung, int]],
    request_id: str,
    customer_id: int,
    *,
    but: str = "",
) -> Standing:
    """Facts matched under a request, and failures for the customer over all requests of the window.

    Attempts of the transaction named `but` are left out, and those that count no more: of a customer opened in error,
    and what was said before the request was left alone. What was handed over stands for a while, then needs one fact.
    `stricter` says by brand which rungs take more facts than the console asks for; the request's brand decides.
    """
    matched = _matched(connection, request_id, customer_id, but)
    asked = t.care_request.c
    request = connection.execute(
        select(asked.handed_at, asked.channel, asked.brand).where(asked.id == request_id)
    ).one_or_none()
    handed_at = request.handed_at if request else None
    lapsed: frozenset[Fact] = frozenset()
    if handed_at and clock.now() > handed_at + HANDED_FOR and all(row.at <= handed_at for row in matched):
        lapsed, matched = frozenset(row.fact for row in matched), []
    return Standing(
        frozenset(row.fact for row in matched),
        _failures(connection, clock, customer_id, but),
        max((row.at for row in matched), default=None),
        written=request is not None and request.channel in WRITTEN,
        flags=flags_of(connection, customer_id),
        lapsed=lapsed,
        stricter=stricter.get(request.brand, {}) if request else {},
    )


def is_locked(connection: Connection, clock: Clock, customer_id: int, *, but: str = "") -> bool:
    """Whether answers that failed lock the customer, those of the transaction named `but` left out."""
    return _failures(connection, clock, customer_id, but) >= FAILURES_THAT_LOCK


def _failures(connection: Connection, clock: Clock, customer_id: int, but: str) -> int:
    return connection.execute(
        select(func.count()).where(
            t.verification.c.customer_id == customer_id,
            t.verification.c.matched.is_(False),
            t.verification.c.voided.is_(False),
            t.verification.c.unit != but,
            t.verification.c.at > clock.now() - FAILURE_WINDOW,
        )
    ).scalar_one()


def shown_to(connection: Connection, clock: Clock, agent: Agent, request_id: str, customer_id: int) -> frozenset[Fact]:
    """Facts that an agent was shown without verification: saying them back proves nothing."""
    shown = {Fact.CUSTOMER_NUMBER} if agent.may(Permission.REVIEW_AUDIT) else set()
    glass = t.glass_broken.c
    seen = select(glass.id).where(
        glass.customer_id == customer_id,
        or_(glass.agent == agent.id, glass.request_id == request_id),
        glass.at > clock.now() - GLASS_SEEN,
    )
    if connection.execute(seen.limit(1)).first() is not None:
        shown |= GLASS_FACTS
    return frozenset(shown)


def _matched(
    connection: Connection, request_id: str, customer_id: int | None, but: str
) -> list[Row[tuple[Fact, datetime]]]:
    fact = t.verification.c
    return list(
        connection.execute(
            select(fact.fact, fact.at).where(
                fact.request_id == request_id,
                fact.customer_id == customer_id,
                fact.matched.is_(True),
                fact.voided.is_(False),
                fact.unit != but,
            )
        )
    )


def stays_until(connection: Connection, request: CareRequest, customer_id: int | None, now: datetime) -> datetime:
    """When what is revealed lapses at the latest: with a representative's authority, or with a hand-over.

    Far off where nothing lapses: nobody represents, and nothing was handed over, or a fact has confirmed it.
    """
    until = _FAR_OFF
    if request.requester is Requester.REPRESENTATIVE and customer_id is not None:
        until = authorities.lapses_at(connection, customer_id, now.date()) or now
    handed_at = request.handed_at
    if handed_at is None or any(row.at > handed_at for row in _matched(connection, request.id, customer_id, "")):
        return until
    return min(until, handed_at + HANDED_FOR)


def lapses_at(connection: Connection, request: CareRequest, customer_id: int | None) -> datetime | None:
    """When what was proved of a customer counts no more, if the customer is not opened again before.

    None where nobody was opened, and where a hand-over that came later decides instead.
    """
    grant = t.access_grant.c
    ends = connection.execute(
        select(grant.closed_at, grant.expires_at).where(
            grant.request_id == request.id, grant.customer_id == customer_id, grant.agent == request.agent
        )
    )
    last: datetime | None = max((min(row.closed_at or row.expires_at, row.expires_at) for row in ends), default=None)
    if last is None or (request.handed_at is not None and request.handed_at >= last):
        return None
    return last + PARKED_FOR


def left_alone(connection: Connection, now: datetime, request: CareRequest, customer_id: int | None) -> bool:
    """Whether the customer was not open under the request for so long that identity is verified afresh."""
    until = lapses_at(connection, request, customer_id)
    return until is not None and now > until


def forget_facts(connection: Connection, request: CareRequest, customer_id: int) -> None:
    """What was proved under the request counts no more; failures stand."""
    fact = t.verification.c
    connection.execute(
        update(t.verification)
        .where(fact.request_id == request.id, fact.customer_id == customer_id, fact.matched.is_(True))
        .values(voided=True)
    )


def is_minor_of(connection: Connection, customer_id: int, brand: str, ages: Mapping[str, int], today: date) -> bool:
    """Whether the customer is under the age of consent that `ages` say for the brand (G1)."""
    query = select(t.customer.c.birth_date).where(t.customer.c.id == customer_id)
    return is_minor(connection.scalars(query).one_or_none(), ages.get(brand, AGE_OF_CONSENT), today)


def attempt_of(connection: Connection, agent: Agent, unit: str, attempt: str) -> Row[str, int, Fact, bool] | None:
    """An attempt of this agent's that another, committed transaction made."""
    made = t.verification.c
    return connection.execute(
        select(made.request_id, made.customer_id, made.fact, made.matched).where(
            made.id == attempt, made.agent == agent.id, made.unit != unit
        )
    ).one_or_none()
