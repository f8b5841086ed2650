"""Suppressed addresses and reported deaths in the embedded store (`domain.ports.Stopped`)."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Connection, RowMapping, and_, func, or_, select, update

from care_console.domain.customers import AddressKind
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import squeeze
from care_console.domain.flags import SILENCING
from care_console.domain.masking import outward
from care_console.domain.ports import Clock
from care_console.domain.preferences import Addressee
from care_console.domain.requests import Reason, Refusal, RequestStatus
from care_console.domain.roles import Agent, Permission
from care_console.domain.stopped import SHOWN, DeathReport, Export, Suppressed, Suppression
from care_console.storage import tables as t
from care_console.storage.engine import Engines
from care_console.storage.recorder import Recorder, Site
from care_console.storage.sqlite import deaths

_NEWEST = (t.suppression.c.at.desc(), t.suppression.c.id)
_REPORTS = select(t.death_report, t.choice_made.c.agent.label("reported_by")).join(
    t.choice_made, t.choice_made.c.id == t.death_report.c.choice_made
)


@dataclass(frozen=True, slots=True)
class SqliteStopped:
    """See `domain.ports.Stopped`; `on_commit` is told that there are events to deliver."""

    engines: Engines
    site: Site
    clock: Clock
    on_commit: Callable[[], None]

    # --- suppressions

    def find(self, agent: Agent, request_id: str, controller: str, postcode: str) -> tuple[Suppression, ...] | Refusal:
        """See the port."""
        wanted = squeeze(postcode)
        every = agent.may(Permission.SETTLE_STOPPED)
        refused = None
        if not agent.may(Permission.SERVE_CUSTOMERS):
            refused = Refusal(Reason.NOT_PERMITTED)
        elif not wanted and not every:
            refused = Refusal(Reason.POSTCODE_NEEDED)
        which = t.suppression.c.controller == controller
        if wanted:
            # A postcode stands before the stroke of the key; where there is none, the town is asked for whole.
            at_postcode = t.suppression.c.premise_key.startswith(f"{wanted}/", autoescape=True)
            in_town = (t.suppression.c.postcode == "") & (func.upper(t.suppression.c.town) == postcode.strip().upper())
            which &= at_postcode | in_town
        with self._recording(agent) as recorder:
            if refused is None and (request_id or not every):
                refused = _may_look(recorder.connection, agent, request_id, controller)
            detail = {"by": "postcode" if wanted else "all"}
            if refused is None:
                count = select(func.count()).select_from(t.suppression).where(which)
                detail["entries"] = str(recorder.connection.execute(count).scalar_one())
            own = "" if refused == Refusal(Reason.NO_REQUEST) else request_id
            _record(recorder, Verb.SUPPRESSIONS_VIEWED, refused, detail, request=own)
        if refused:
            return refused
        with self.engines.reading() as connection:
            rows = connection.execute(
                select(t.suppression, t.care_request.c.number, t.agent.c.name)
                .join(t.care_request, t.care_request.c.id == t.suppression.c.request_id)
                .join(t.agent, t.agent.c.id == t.suppression.c.agent)
                .where(which)
                .order_by(*_NEWEST)
                .limit(SHOWN)
            ).mappings()
            return tuple(_suppression(row, agent) for row in rows)

    def take_back(self, agent: Agent, entry: str) -> Refusal | None:
        """See the port."""

        def allowed(found: Suppression) -> Refusal | None:
            return None if found.may_be_taken_back(self.clock.now()) else Refusal(Reason.UNDO_OVER)

        return self._lift(agent, entry, "", allowed, how="undo")

    def lift(self, agent: Agent, entry: str, reason: str) -> Refusal | None:
        """See the port."""

        def allowed(found: Suppression) -> Refusal | None:
            if not agent.may(Permission.SETTLE_STOPPED):
                return Refusal(Reason.NOT_PERMITTED)
            if not reason.strip():
                return Refusal(Reason.REASON_NEEDED)
            return None if found.lifted_at is None else Refusal(Reason.NO_SUCH_ENTRY)

        return self._lift(agent, entry, reason.strip(), allowed, how="lifted")

    def _lift(
        self, agent: Agent, entry: str, reason: str, allowed: Callable[[Suppression], Refusal | None], *, how: str
    ) -> Refusal | None:
        with self._recording(agent) as recorder:
            row = (
                recorder.connection.execute(
                    select(t.suppression, t.care_request.c.number, t.agent.c.name)
                    .join(t.care_request, t.care_request.c.id == t.suppression.c.request_id)
                    .join(t.agent, t.agent.c.id == t.suppression.c.agent)
                    .where(t.suppression.c.id == entry)
                )
                .mappings()
                .one_or_none()
            )
            refused = Refusal(Reason.NO_SUCH_ENTRY) if row is None else allowed(_suppression(row, agent))
            if refused is None:
                recorder.connection.execute(
                    update(t.suppression)
                    .where(t.suppression.c.id == entry)
                    .values(lifted_at=self.clock.now(), lifted_by=agent.name, lifted_why=reason)
                )
            request = row["request_id"] if row is not None else ""
            _record(recorder, Verb.SUPPRESSION_LIFTED, refused, {"how": how}, request=request)
        return refused

    # --- files for mailing houses

    def export(
        self, agent: Agent, brand: str, subject: str, minors_after: date, form: Callable[[Sequence[Suppressed]], bytes]
    ) -> Export | Refusal:
        """See the port."""
        refused = None if agent.may(Permission.SETTLE_STOPPED) else Refusal(Reason.NOT_PERMITTED)
        detail = {"brand": brand, "subject": subject.replace("-", "_"), "recipient": "mailing_house"}
        made = None
        with self._recording(agent) as recorder:
            if refused is None:
                lines = sorted(_lines(recorder.connection, brand, subject, minors_after), key=_in_order)
                content = form(lines)
                made = Export(content, hashlib.sha256(content).hexdigest(), len(lines))
                detail |= {"lines": str(made.lines), "sha256": made.digest}
            _record(recorder, Verb.SUPPRESSIONS_EXPORTED, refused, detail)
        return made or refused or Refusal(Reason.NOT_PERMITTED)

    # --- reported deaths

    def deaths(self, agent: Agent, controller: str) -> tuple[DeathReport, ...] | Refusal:
        """See the port."""
        refused = None if agent.may(Permission.SETTLE_STOPPED) else Refusal(Reason.NOT_PERMITTED)
        with self._recording(agent) as recorder:
            _record(recorder, Verb.DEATHS_VIEWED, refused, {})
        if refused:
            return refused
        with self.engines.reading() as connection:
            rows = connection.execute(
                _REPORTS.add_columns(t.care_request.c.number, t.customer.c.given_names, t.customer.c.surname)
                .join(t.care_request, t.care_request.c.id == t.death_report.c.request_id)
                .join(t.customer, t.customer.c.id == t.death_report.c.customer_id)
                .where(t.death_report.c.settled_at.is_(None), t.customer.c.controller == controller)
                .order_by(t.death_report.c.id)
            ).mappings()
            return tuple(_report(connection, row, agent) for row in rows)

    def settle_death(self, agent: Agent, report: int, evidence: str, *, confirmed: bool) -> Refusal | None:
        """See the port."""
        with self._recording(agent) as recorder:
            connection = recorder.connection
            query = _REPORTS.where(t.death_report.c.id == report, t.death_report.c.settled_at.is_(None))
            row = connection.execute(query).mappings().one_or_none()
            refused = None
            if not agent.may(Permission.SETTLE_STOPPED):
                refused = Refusal(Reason.NOT_PERMITTED)
            elif row is None:
                refused = Refusal(Reason.NO_SUCH_ENTRY)
            elif row["reported_by"] == agent.id:
                refused = Refusal(Reason.OWN_APPROVAL)
            elif not evidence.strip():
                refused = Refusal(Reason.REASON_NEEDED)
            if refused is None and row is not None:
                deaths.settle(connection, row, agent, self.clock.now(), evidence.strip(), confirmed=confirmed)
            _record(
                recorder,
                Verb.DEATH_SETTLED,
                refused,
                {"confirmed": "yes" if confirmed else "no"},
                request=row["request_id"] if row is not None else "",
                customer=_pseudonym(connection, row["customer_id"]) if row is not None else "",
            )
        return refused

    @contextmanager
    def _recording(self, agent: Agent) -> Iterator[Recorder]:
        with self.engines.writing() as connection:
            yield Recorder(connection, self.site, self.clock, agent)
        self.on_commit()


def _record(
    recorder: Recorder,
    verb: Verb,
    refused: Refusal | None,
    detail: dict[str, str],
    *,
    request: str = "",
    customer: str = "",
) -> None:
    outcome = Outcome.REFUSED if refused else Outcome.DONE
    told = {**detail, "reason": refused.reason.value} if refused else detail
    recorder.record(verb, outcome, request=request, customer=customer, detail=told)


def _may_look(connection: Connection, agent: Agent, request_id: str, controller: str) -> Refusal | None:
    """Whether a request of the agent's own goes on that asks the controller (A1)."""
    request = t.care_request.c
    own = select(request.status, request.controller).where(request.id == request_id, request.agent == agent.id)
    row = connection.execute(own).one_or_none()
    if row is None:
        return Refusal(Reason.NO_REQUEST)
    if row.status is RequestStatus.ENDED:
        return Refusal(Reason.REQUEST_ENDED)
    if row.status not in {RequestStatus.DRAFT, RequestStatus.OPEN}:
        return Refusal(Reason.REQUEST_AWAY)
    return None if row.controller == controller else Refusal(Reason.OTHER_CONTROLLER)


def _suppression(row: RowMapping, reader: Agent) -> Suppression:
    return Suppression(
        id=row["id"],
        who=Addressee(row["recipient"], row["line1"], row["town"], row["postcode"], row["country"]),
        choices=tuple((each["brand"], each["subject"]) for each in row["choices"]),
        at=row["at"],
        recorded_by=row["name"],
        request_number=row["number"],
        word_of=row["word_of"],
        mine=row["agent"] == reader.id,
        lifted_at=row["lifted_at"],
        lifted_by=row["lifted_by"] or "",
    )


def _report(connection: Connection, row: RowMapping, reader: Agent) -> DeathReport:
    customer_id = row["customer_id"]
    number, address = t.customer_number.c, t.address.c
    brands = connection.scalars(select(number.brand).where(number.customer_id == customer_id).order_by(number.brand))
    place = connection.execute(
        select(address.town, address.postcode)
        .where(address.customer_id == customer_id, address.kind != AddressKind.ORDER)
        .order_by(address.kind != AddressKind.HOME, address.id)
    ).first()
    return DeathReport(
        id=row["id"],
        name=f"{row['given_names']} {row['surname']}".strip(),
        town=place.town if place else "",
        outward=outward(place.postcode) if place else "",
        brands=tuple(brands),
        at=row["at"],
        recorded_by=row["agent"],
        request_number=row["number"],
        word_of=row["word_of"],
        own=row["reported_by"] == reader.id,
    )


def _lines(connection: Connection, brand: str, subject: str, minors_after: date) -> set[Suppressed]:
    """Everybody whom a brand may not write to, once for each of their addresses."""
    customer, flag, chosen, known = t.customer.c, t.customer_flag.c, t.preference.c, t.customer_number.c
    said_no = select(chosen.customer_id).where(
        chosen.brand == brand, chosen.subject == subject, chosen.chosen.is_(False)
    )
    silenced = select(flag.customer_id).where(flag.flag.in_(SILENCING))
    minor = and_(customer.birth_date > minors_after, customer.guardian_agreed_on.is_(None))
    of_brand = select(known.customer_id).where(known.brand == brand)
    rows = connection.execute(
        select(t.address, customer.given_names, customer.surname)
        .join(t.customer, customer.id == t.address.c.customer_id)
        .where(t.address.c.kind != AddressKind.ORDER)
        .where(or_(customer.id.in_(said_no), and_(customer.id.in_(of_brand), or_(customer.id.in_(silenced), minor))))
    ).mappings()
    lines = {
        Suppressed(
            f"{row['given_names']} {row['surname']}".strip(),
            *(row[name] for name in ("line1", "line2", "town", "region", "postcode", "country")),
        )
        for row in rows
    }
    standing = connection.execute(select(t.suppression).where(t.suppression.c.lifted_at.is_(None))).mappings()
    return lines | {
        Suppressed(row["recipient"], row["line1"], "", row["town"], "", row["postcode"], row["country"])
        for row in standing
        if any(each["brand"] == brand and each["subject"] == subject for each in row["choices"])
    }


def _in_order(line: Suppressed) -> tuple[Any, ...]:
    return line.country, line.postcode, line.line1, line.name, line.line2, line.town, line.region


def _pseudonym(connection: Connection, customer_id: int) -> str:
    query = select(t.customer.c.pseudonym).where(t.customer.c.id == customer_id)
    return str(connection.execute(query).scalar_one())
