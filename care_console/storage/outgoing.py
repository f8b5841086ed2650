"""Messages to customers, as the courier sees them (`domain.ports.Outgoing`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, and_, func, or_, select, update

from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import email_key
from care_console.domain.messages import (
    WAITING,
    Letter,
    MessageState,
    Return,
    Stage,
    Taken,
    Verdict,
    address_fails,
    gives_up_at,
    lost_state,
    said_enough,
)
from care_console.domain.ports import Clock, MailBacklog
from care_console.storage.engine import Engines
from care_console.storage.holding import Holding
from care_console.storage.message_rows import draft_of, empty
from care_console.storage.recorder import Recorder, Site
from care_console.storage.tables import customer, email, outgoing
from care_console.storage.tables import outgoing_recipient as copies

_FINAL = (MessageState.ACCEPTED, MessageState.REFUSED, MessageState.UNKNOWN)
_CAN_COME_BACK = (MessageState.ACCEPTED, MessageState.UNKNOWN)
_OTHERWISE = {MessageState.REFUSED: Taken.KNOWN, MessageState.SENDING: Taken.EARLY}


@dataclass(frozen=True, slots=True)
class SqlOutgoing:
    """Over the tables `outgoing` and `outgoing_recipient`; each call is one transaction."""

    engines: Engines
    site: Site
    clock: Clock
    holding: Holding

    def claim(self, holder: str, seconds: float) -> Letter | None:
        """See the port."""
        now = self.clock.now()
        with self.engines.reading() as connection:
            lost = self.holding.free(connection, copies, now, (_is_sent_now(),))
            found = connection.execute(_joined().where(or_(_is_due(now), _is_stale(now))).limit(1)).first()
            if lost is None and found is None:
                return None
        with self.engines.writing() as connection:
            if lost is not None:
                self._mend(connection, lost, now)
            self._give_up(connection, now)
            row = connection.execute(_joined().where(_is_due(now)).order_by(copies.c.due_at, copies.c.id)).first()
            if row is None:
                return None
            connection.execute(
                update(copies)
                .where(copies.c.id == row.copy_id)
                .values(
                    state=MessageState.SENDING,
                    lease_holder=self.holding.signed(holder),
                    lease_until=now + timedelta(seconds=seconds),
                    handed_at=None,
                    tries=copies.c.tries + 1,
                )
            )
            return _letter(row)

    def _mend(self, connection: Connection, lost: ColumnElement[bool], now: datetime) -> None:
        """Set copies whose sender died to what is known of them."""
        for row in connection.execute(_joined().where(_is_sent_now(), lost)).all():
            state = lost_state(handed_over=row.handed_at is not None)
            self._write(connection, row, Verdict(state), now)

    def _give_up(self, connection: Connection, now: datetime) -> None:
        """Give up those whose time is over."""
        for row in connection.execute(_joined().where(or_(_is_due(now), _is_stale(now)))).all():
            if gives_up_at(draft_of(row), row.queued_at) <= now:
                self._write(connection, row, Verdict(MessageState.REFUSED), now)

    def hand_over(self, copy_id: str, holder: str) -> bool:
        """See the port."""
        now = self.clock.now()
        with self.engines.writing() as connection:
            done = connection.execute(
                update(copies)
                .where(self._held(copy_id, holder), _is_sent_now(), copies.c.lease_until > now)
                .values(handed_at=now)
            )
            return done.rowcount == 1

    def settle(self, copy_id: str, holder: str, verdict: Verdict, due_at: datetime | None = None) -> None:
        """See the port. A reply that comes after the lease ended still settles what was unknown meanwhile."""
        with self.engines.writing() as connection:
            row = connection.execute(
                _joined().where(
                    self._held(copy_id, holder), copies.c.state.in_((MessageState.SENDING, MessageState.UNKNOWN))
                )
            ).one_or_none()
            if row is not None:
                self._write(connection, row, verdict, due_at or self.clock.now())

    def give_back(self, copy_id: str, holder: str) -> None:
        """See the port."""
        with self.engines.writing() as connection:
            connection.execute(
                update(copies)
                .where(
                    self._held(copy_id, holder), copies.c.state == MessageState.SENDING, copies.c.handed_at.is_(None)
                )
                .values(state=MessageState.QUEUED, lease_holder=None, lease_until=None, tries=copies.c.tries - 1)
            )

    def take_back(self, returned: Return) -> Taken:
        """See the port."""
        with self.engines.writing() as connection:
            row = connection.execute(_joined().where(copies.c.id == returned.copy_id)).one_or_none()
            if row is None:
                return Taken.NOT_OURS
            if row.state not in _CAN_COME_BACK:
                return _OTHERWISE.get(row.state, Taken.NOT_OURS)
            reply = returned.reply
            if email_key(row.address) not in map(email_key, returned.addresses):
                # It was passed on to somewhere else, which says nothing of the address on file.
                reply = replace(reply, stage=Stage.CONTENT)
            self._write(connection, row, Verdict(MessageState.REFUSED, reply), self.clock.now(), returned="yes")
            return Taken.NEW

    def backlog(self) -> MailBacklog:
        """See the port."""
        waiting = select(func.count(), func.min(copies.c.due_at)).where(
            copies.c.state.in_((*WAITING, MessageState.SENDING))
        )
        unknown = select(func.count()).select_from(copies).where(copies.c.state == MessageState.UNKNOWN)
        with self.engines.reading() as connection:
            count, due_at = connection.execute(waiting).one()
            return MailBacklog(count, due_at, connection.execute(unknown).scalar_one())

    def _held(self, copy_id: str, holder: str) -> ColumnElement[bool]:
        return and_(copies.c.id == copy_id, copies.c.lease_holder == self.holding.signed(holder))

    @staticmethod
    def _others_wait(connection: Connection, row: Row[*tuple[Any, ...]]) -> bool:
        """Whether another copy of the same message may still be sent."""
        others = select(copies.c.id).where(
            copies.c.outgoing_id == row.outgoing_id,
            copies.c.id != row.copy_id,
            copies.c.state.in_((*WAITING, MessageState.SENDING)),
        )
        return connection.execute(others.limit(1)).first() is not None

    def _write(
        self, connection: Connection, row: Row[*tuple[Any, ...]], verdict: Verdict, due_at: datetime, **told: str
    ) -> None:
        """One copy's new state with its event; an address that the server does not know is marked as failing."""
        now = self.clock.now()
        reply = verdict.reply
        # An unknown copy keeps its holder, whose server may still reply.
        kept = verdict.state is MessageState.UNKNOWN
        connection.execute(
            update(copies)
            .where(copies.c.id == row.copy_id)
            .values(
                state=verdict.state,
                due_at=due_at,
                lease_holder=copies.c.lease_holder if kept else None,
                lease_until=None,
                handed_at=copies.c.handed_at if kept else None,
                code=reply.code if reply else row.code,
                words=reply.words if reply else row.words,
            )
        )
        if reply is not None and address_fails(reply):
            connection.execute(
                update(email)
                .where(email.c.customer_id == row.customer_id, email.c.address_key == email_key(row.address))
                .values(failing=now)
            )
        if verdict.state in _FINAL:
            if said_enough(row.kind, verdict.state) and not self._others_wait(connection, row):
                empty(connection, row.outgoing_id)
            detail = {"kind": row.kind.value, "state": verdict.state.value, **told}
            if reply is not None:
                detail |= {"code": str(reply.code), "stage": reply.stage.value}
            Recorder(connection, self.site, self.clock, None).record(
                Verb.MESSAGE_DELIVERED,
                Outcome.DONE if verdict.state is MessageState.ACCEPTED else Outcome.FAILED,
                request=row.request_id,
                customer=row.pseudonym,
                detail=detail,
            )


def _joined() -> Any:  # noqa: ANN401 - a select of many columns has no shorter type
    return (
        select(copies, copies.c.id.label("copy_id"), outgoing, customer.c.pseudonym)
        .join(outgoing, outgoing.c.id == copies.c.outgoing_id)
        .join(customer, customer.c.id == outgoing.c.customer_id)
    )


def _is_due(now: datetime) -> ColumnElement[bool]:
    return and_(copies.c.state.in_(WAITING), copies.c.due_at <= now)


def _is_stale(now: datetime) -> ColumnElement[bool]:
    """Nobody has approved it in time."""
    return and_(copies.c.state == MessageState.HELD, outgoing.c.not_after <= now)


def _is_sent_now() -> ColumnElement[bool]:
    return copies.c.state == MessageState.SENDING


def _letter(row: Row[*tuple[Any, ...]]) -> Letter:
    return Letter(row.copy_id, row.address, row.queued_at, row.tries, draft_of(row))
