"""Reports of deaths in the embedded store: filed with what they stop, taken back with it, settled by a lead."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, RowMapping, insert, select, update

from care_console.domain.flags import Flag
from care_console.domain.preferences import ChoiceMade
from care_console.domain.requests import CareRequest, Requester
from care_console.domain.roles import Agent
from care_console.storage import tables as t
from care_console.storage.sqlite import flag_rows
from care_console.storage.sqlite.choice_rows import ChoiceRows


def file(
    connection: Connection, request: CareRequest, customer_id: int, made: ChoiceMade, agent: str, word_of: Requester
) -> None:
    """Flag the customer, not yet confirmed, and put the report on the leads' list; once flagged, it stays as it is."""
    if Flag.DECEASED in flag_rows.flags_of(connection, customer_id):
        return
    flag_rows.put(connection, customer_id, Flag.DECEASED, made.at.date(), confirmed=False)
    connection.execute(
        insert(t.death_report).values(
            customer_id=customer_id,
            request_id=request.id,
            agent=agent,
            at=made.at,
            word_of=word_of,
            choice_made=made.id,
            version=1,
        )
    )


def waits(connection: Connection, customer_id: int) -> bool:
    """Whether a report of this customer's death waits for a lead."""
    report = t.death_report.c
    waiting = select(report.id).where(report.customer_id == customer_id, report.settled_at.is_(None))
    return connection.execute(waiting).first() is not None


def take_back(connection: Connection, made: RowMapping, agent: str, at: datetime) -> None:
    """With the choices of a report goes the report, and the flag that nobody has confirmed."""
    report = t.death_report.c
    waiting = (report.choice_made == made["id"]) & report.settled_at.is_(None)
    settled = connection.execute(
        update(t.death_report).where(waiting).values(settled_at=at, settled_by=agent, confirmed=False)
    )
    if settled.rowcount:
        flag_rows.drop(connection, made["customer_id"], Flag.DECEASED, unconfirmed_only=True)


def settle(
    connection: Connection, report: RowMapping, agent: Agent, at: datetime, evidence: str, *, confirmed: bool
) -> None:
    """Confirm the flag; or take it off, and put back what stood before the report."""
    if confirmed:
        flag_rows.confirm(connection, report["customer_id"], Flag.DECEASED)
    else:
        flag_rows.drop(connection, report["customer_id"], Flag.DECEASED, unconfirmed_only=True)
        ChoiceRows(connection, agent).put_back(report["choice_made"], at)
    connection.execute(
        update(t.death_report)
        .where(t.death_report.c.id == report["id"])
        .values(settled_at=at, settled_by=agent.name, confirmed=confirmed, evidence=evidence)
    )
