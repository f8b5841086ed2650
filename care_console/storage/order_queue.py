"""Messages to the order system as its courier sees them (`domain.ports.OrderQueue`), over the table `order_message`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, and_, func, select, update

from care_console.domain.addresses import COLUMNS
from care_console.domain.amendments import OrderNote
from care_console.domain.events import Outcome, Verb
from care_console.domain.messages import MessageState, Verdict
from care_console.domain.ports import Clock, MailBacklog
from care_console.storage.engine import Engines
from care_console.storage.holding import Holding
from care_console.storage.recorder import Recorder, Site
from care_console.storage.tables import address, care_request, customer, order, order_message

REFUSAL_SHOWN = timedelta(days=7)
"""So long what was refused counts as something to look at: nobody can answer it here, and its event stays."""

_notes = order_message


@dataclass(frozen=True, slots=True)
class SqlOrderQueue:
    """Each call is one transaction. A message may be sent twice after a crash: its id is the same, and says so."""

    engines: Engines
    site: Site
    clock: Clock
    holding: Holding

    def claim(self, holder: str, seconds: float) -> OrderNote | None:
        """See the port."""
        now = self.clock.now()
        wanted = (_waits(), _notes.c.due_at <= now)
        with self.engines.reading() as connection:
            free = self.holding.free(connection, _notes, now, wanted)
            if free is None:
                return None
        due = select(_notes.c.id).where(*wanted, free).order_by(_notes.c.due_at).limit(1)
        with self.engines.writing() as connection:
            found = connection.scalars(due).first()
            if found is None:
                return None
            connection.execute(
                update(_notes)
                .where(_notes.c.id == found)
                .values(
                    lease_holder=self.holding.signed(holder),
                    lease_until=now + timedelta(seconds=seconds),
                    tries=_notes.c.tries + 1,
                )
            )
            row = connection.execute(
                select(_notes, order.c.brand, order.c.number, care_request.c.number.label("request"), *_ADDRESS)
                .join(order, order.c.id == _notes.c.order_id)
                .join(care_request, care_request.c.id == _notes.c.request_id)
                .outerjoin(address, address.c.id == order.c.address_id)
                .where(_notes.c.id == found)
            ).one()
        return self._note(row)

    def _note(self, row: Row[Any]) -> OrderNote:
        where = {column: getattr(row, f"to_{column}") for column in COLUMNS}
        return OrderNote(
            id=f"{self.site.store_id}-{row.key}",
            tries=row.tries - 1,
            message=row.message,
            brand=row.brand,
            order=row.number,
            request=row.request,
            at=row.queued_at,
            address=where if where["country"] else None,
        )

    def hand_over(self, note_id: str, holder: str) -> bool:
        """See the port."""
        with self.engines.writing() as connection:
            done = connection.execute(
                update(_notes)
                .where(self._held(note_id, holder), _waits(), _notes.c.lease_until > self.clock.now())
                .values(lease_until=_notes.c.lease_until)
            )
            return done.rowcount == 1

    def settle(self, note_id: str, holder: str, verdict: Verdict, due_at: datetime | None = None) -> None:
        """See the port; what nobody knows the end of is sent again under the same id."""
        now = self.clock.now()
        values: dict[str, object] = {"lease_holder": None, "lease_until": None}
        if verdict.reply is not None:
            values["code"] = verdict.reply.code
        if verdict.state is MessageState.ACCEPTED:
            values["sent_at"] = now
        elif verdict.state is MessageState.REFUSED:
            values["refused_at"] = now
        else:
            values["due_at"] = due_at or now
        with self.engines.writing() as connection:
            held = self._held(note_id, holder)
            row = connection.execute(
                select(_notes, customer.c.pseudonym)
                .join(customer, customer.c.id == _notes.c.customer_id)
                .where(held, _waits())
            ).one_or_none()
            if row is None:
                return
            connection.execute(update(_notes).where(_notes.c.id == row.id).values(values))
            if verdict.state in (MessageState.ACCEPTED, MessageState.REFUSED):
                code = {"code": str(verdict.reply.code)} if verdict.reply else {}
                Recorder(connection, self.site, self.clock, None).record(
                    Verb.ORDER_SYSTEM_TOLD,
                    Outcome.DONE if verdict.state is MessageState.ACCEPTED else Outcome.FAILED,
                    request=row.request_id,
                    grant=row.grant_id,
                    customer=row.pseudonym,
                    detail={"message": row.message.value, **code},
                )

    def give_back(self, note_id: str, holder: str) -> None:
        """See the port."""
        with self.engines.writing() as connection:
            connection.execute(
                update(_notes)
                .where(self._held(note_id, holder), _waits())
                .values(lease_holder=None, lease_until=None, tries=_notes.c.tries - 1)
            )

    def backlog(self) -> MailBacklog:
        """See the port; what was refused of late counts among those that somebody has to look at."""
        late = _notes.c.refused_at > self.clock.now() - REFUSAL_SHOWN
        refused = select(func.count()).select_from(_notes).where(late)
        with self.engines.reading() as connection:
            count, due_at = connection.execute(select(func.count(), func.min(_notes.c.due_at)).where(_waits())).one()
            return MailBacklog(count, due_at, connection.execute(refused).scalar_one())

    def _held(self, note_id: str, holder: str) -> ColumnElement[bool]:
        key = note_id.removeprefix(f"{self.site.store_id}-")
        return and_(_notes.c.key == key, _notes.c.lease_holder == self.holding.signed(holder))


_ADDRESS = [address.c[column].label(f"to_{column}") for column in COLUMNS]


def _waits() -> ColumnElement[bool]:
    return and_(_notes.c.sent_at.is_(None), _notes.c.cancelled_at.is_(None), _notes.c.refused_at.is_(None))
