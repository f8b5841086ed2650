"""What is written under a request: the list of requests, notes, and forms that were not saved yet."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, func, insert, or_, select
from sqlalchemy.dialects.sqlite import insert as upsert

from care_console.domain.errors import InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import VIEW
from care_console.domain.masking import Mask, mask
from care_console.domain.request_life import LONGEST_DRAFT, Held, Note, Unsaved, checked_note
from care_console.domain.requests import CareRequest, Reason, Refusal, RequestStatus
from care_console.domain.roles import Permission
from care_console.storage import tables as t
from care_console.storage.sqlite.request_rows import RequestRows
from care_console.storage.sqlite.standing import lapses_at


@dataclass(frozen=True)
class RequestPapers(RequestRows):
    """See `domain.ports.Requests`."""

    def held(self) -> list[Held]:
        """See the port."""
        if not self.agent.may(Permission.SERVE_CUSTOMERS):
            return []
        request = t.care_request.c
        mine = (request.agent == self.agent.id) & or_(
            request.status != RequestStatus.ENDED,
            request.promise_due.is_not(None) & request.promise_kept_at.is_(None),
        )
        handed = (request.status == RequestStatus.HANDED_OVER) & request.handed_to.in_([self.agent.id, ""])
        query = select(CareRequest).where(mine | handed).order_by(request.started_at.desc(), request.serial.desc())
        return [self._held(found) for found in self.session.scalars(query)]

    def _held(self, found: CareRequest) -> Held:
        connection = self.session.connection()
        holder = ""
        if found.agent != self.agent.id:
            holder = connection.execute(select(t.agent.c.name).where(t.agent.c.id == found.agent)).scalar_one()
        notes, unsaved = (
            connection.execute(
                select(func.count()).select_from(table).where(table.c.request_id == found.id)
            ).scalar_one()
            for table in (t.request_note, t.request_draft)
        )
        parked = found.status is RequestStatus.PARKED
        until = lapses_at(connection, found, found.customer_id) if parked else None
        return Held(replace(found), masked_number(connection, found), holder, notes, unsaved, until)

    # --- notes

    def add_note(self, request_id: str, text: str, about: int | None = None) -> Refusal | None:
        """See the port."""
        desk, request, kept = self.desk(), self.own(request_id), checked_note(text)
        refused = desk.may_serve(request) if about is None else desk.may_concern(request, about)
        if about is None and refused == Refusal(Reason.REQUEST_AWAY):
            refused = None  # a note shows nothing, and who goes on with the request reads it
        if refused or request is None:
            return desk.refuse(Verb.NOTE_LEFT, request, refused or Refusal(Reason.NO_REQUEST))
        if about is not None:
            desk.take_up(request, about)
        customer_id = request.customer_id if about is None else about
        self.session.connection().execute(
            insert(t.request_note).values(
                request_id=request.id,
                customer_id=customer_id,
                agent=self.agent.id,
                at=self.clock.now(),
                text=kept,
            )
        )
        desk.record(Verb.NOTE_LEFT, request, customer=desk.pseudonym(customer_id))
        return None

    def notes(self, request_id: str) -> list[Note]:
        """See the port."""
        request = self.own(request_id)
        if request is None or request.status not in {RequestStatus.DRAFT, RequestStatus.OPEN}:
            return []
        opened = self.live.opened_under(request.id)
        verified = [each for each in opened if self._sees(request.id, each)]
        return notes_on(self.session.connection(), request.id, opened, verified)

    # --- what is not saved yet

    def keep_unsaved(self, request_id: str, customer_id: int, key: str, values: Mapping[str, str]) -> Refusal | None:
        """See the port."""
        if len(key) + sum(len(name) + len(value) for name, value in values.items()) > LONGEST_DRAFT:
            raise InvalidError("request.draft", "This form is too long to be kept.", todo="Shorten it, or save it.")
        if (refused := self._may_keep(request_id, customer_id)) is not None:
            return refused
        row = {"saved_at": self.clock.now(), "values": dict(values), "customer_id": customer_id}
        self.session.connection().execute(
            upsert(t.request_draft)
            .values(request_id=request_id, key=key, **row)
            .on_conflict_do_update(index_elements=["request_id", "key"], set_=row)
        )
        return None

    def _may_keep(self, request_id: str, customer_id: int) -> Refusal | None:
        """Whoever saw the customer under the request may still write down what was typed when the view ended."""
        request = self.own(request_id)
        if request is None:
            return Refusal(Reason.NO_REQUEST)
        if request.status is RequestStatus.ENDED:
            return Refusal(Reason.REQUEST_ENDED)
        grant = t.access_grant.c
        seen = select(grant.scopes).where(
            grant.request_id == request_id, grant.customer_id == customer_id, grant.agent == self.agent.id
        )
        saw = any(VIEW in scopes for scopes in self.session.connection().scalars(seen))
        return None if saw and request.customer_id == customer_id else Refusal(Reason.NOT_VERIFIED)

    def saved(self, request_id: str) -> int:
        """See the port."""
        if self.own(request_id) is None:
            return 0
        line, choice, stopped = t.history.alias(), t.choice_made.alias(), t.suppression.c
        taken_back = select(t.history.c.undoes).where(t.history.c.undoes.is_not(None))
        chosen_back = select(t.choice_made.c.undoes).where(t.choice_made.c.undoes.is_not(None))
        counts = (
            select(func.count(line.c.grant_id.distinct())).where(
                line.c.request_id == request_id, line.c.undoes.is_(None), line.c.id.not_in(taken_back)
            ),
            select(func.count()).where(
                choice.c.request_id == request_id, choice.c.undoes.is_(None), choice.c.id.not_in(chosen_back)
            ),
            select(func.count()).where(stopped.request_id == request_id, stopped.lifted_at.is_(None)),
        )
        return sum(self.session.connection().execute(count).scalar_one() for count in counts)

    def drop_unsaved(self, request_id: str, key: str) -> None:
        """See the port."""
        if self.own(request_id) is not None:
            draft = t.request_draft.c
            self.session.connection().execute(
                delete(t.request_draft).where(draft.request_id == request_id, draft.key == key)
            )

    def unsaved(self, request_id: str, customer_id: int) -> list[Unsaved]:
        """See the port."""
        if not self._sees(request_id, customer_id):
            return []
        draft = t.request_draft.c
        rows = self.session.connection().execute(
            select(t.request_draft)
            .where(draft.request_id == request_id, draft.customer_id == customer_id)
            .order_by(draft.saved_at.desc())
        )
        return [Unsaved(row["key"], row["values"], row["saved_at"]) for row in rows.mappings()]

    def _sees(self, request_id: str, customer_id: int) -> bool:
        """Whether the customer's details show to this agent under this very request."""
        return self.own(request_id) is not None and self.live.grant_of(request_id, customer_id, VIEW) is not None


def masked_number(connection: Connection, request: CareRequest) -> str:
    """The mask of the number of a request's customer, as search hits show it; empty where nobody was opened."""
    number = connection.scalars(
        select(t.customer_number.c.number)
        .where(t.customer_number.c.customer_id == request.customer_id)
        .order_by(t.customer_number.c.brand != request.brand, t.customer_number.c.id)
        .limit(1)
    ).first()
    return mask(Mask.LAST_FOUR, number)


def notes_on(connection: Connection, request_id: str, opened: Collection[int], verified: Collection[int]) -> list[Note]:
    """The notes on a request, oldest first: those about a customer only where they are among the `opened`.

    Of the `verified`, those of earlier requests too.
    """
    note = t.request_note.c
    on_this = (note.request_id == request_id) & or_(note.customer_id.is_(None), note.customer_id.in_(opened))
    rows = connection.execute(
        select(note.at, note.text, t.agent.c.name)
        .join(t.agent, t.agent.c.id == note.agent)
        .where(or_(on_this, note.customer_id.in_(verified)))
        .order_by(note.id)
    )
    return [Note(row.at, row.name, row.text) for row in rows]
