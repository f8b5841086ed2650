"""Choices about marketing in the embedded store: opting out, opting in, taking back, suppressing an address.

An opt-out needs a request and nothing else: no verification, no opening, no lock stops it, and its answer is the same
whatever had been chosen before (`care.md`). Opting in needs what an address needs. Nothing is overwritten: the choice
in force is `preference`, every choice ever made is a line of `consent`, and taking back is a further line.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy import Connection, RowMapping, delete, insert, select, update

from care_console.domain.events import Verb
from care_console.domain.facts import premise_key
from care_console.domain.fields import OPEN
from care_console.domain.flags import Flag
from care_console.domain.preferences import (
    Addressee,
    ChoiceMade,
    Mailing,
    Switch,
    may_be_switched_on,
)
from care_console.domain.requests import OPT_IN_RUNG, CareRequest, Reason, Refusal, Requester, RequestStatus
from care_console.storage import tables as t
from care_console.storage.sqlite.access import Desk

_UNDO = "undo"


def mailings(connection: Connection, brands: Collection[str]) -> list[Mailing]:
    """The mailings of these brands."""
    rows = connection.execute(select(t.mailing).where(t.mailing.c.brand.in_(brands)).order_by(t.mailing.c.data_cut))
    return [Mailing(**row) for row in rows.mappings()]


class _Paper(Protocol):
    """The request that a line of the consent history names."""

    @property
    def id(self) -> str: ...

    @property
    def number(self) -> str: ...


@dataclass(frozen=True, slots=True)
class _Reference:
    """Id and number of a request that is not this agent's own."""

    id: str
    number: str


@dataclass(frozen=True, slots=True)
class ChoiceDesk(Desk):
    """See `domain.ports.Choices`. `own` gives a request of this agent's, None for any other."""

    own: Callable[[str], CareRequest | None]

    def opt_out(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once; the request becomes this customer's if it is nobody's yet."""
        request, found = self.own(request_id), self._customer(customer_id)
        fields = _fields(choices)
        refused = self._may_choose(request, found, choices)
        if refused or request is None or found is None:
            return self.refuse(
                Verb.OPTED_OUT,
                request,
                refused or Refusal(Reason.NO_REQUEST),
                customer=found["pseudonym"] if found else "",
                fields=fields,
            )
        self.fold_searches(t.search.c.request_id == request.id)
        if request.customer_id is None:
            request.customer_id, request.status = customer_id, RequestStatus.OPEN
        made = self._choose(request, customer_id, choices, word_of)
        self.record(
            Verb.OPTED_OUT,
            request,
            customer=found["pseudonym"],
            fields=fields,
            detail={"brands": _brands(choices), "word_of": word_of.value},
        )
        return made

    def opt_in(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], age_of_consent: int, wording: str
    ) -> ChoiceMade | Refusal:
        """Allow these again: identity must have reached STRONG, and a minor needs a guardian's agreement (G1)."""
        request, found = self.own(request_id), self._customer(customer_id)
        fields = _fields(choices)
        refused = (
            self._may_choose(request, found, choices)
            or self._may_know(request, customer_id)
            or self._strong_missing(request, customer_id)
        )
        if refused is None and found is not None:
            born, agreed, today = found["birth_date"], found["guardian_agreed_on"], self._clock.now().date()
            if not may_be_switched_on(born, agreed, age_of_consent, today):
                refused = Refusal(Reason.GUARDIAN_NEEDED)
        if refused or request is None or request.requester is None or found is None:
            return self.refuse(
                Verb.OPTED_IN,
                request,
                refused or Refusal(Reason.NO_REQUEST),
                customer=found["pseudonym"] if found else "",
                fields=fields,
            )
        made = self._choose(request, customer_id, choices, request.requester, wording)
        self.record(
            Verb.OPTED_IN,
            request,
            customer=found["pseudonym"],
            fields=fields,
            detail={"brands": _brands(choices), "word_of": request.requester.value},
        )
        return made

    def undo(self, request_id: str, made_id: str) -> ChoiceMade | Refusal:
        """Put back what stood before a choice: by the same agent, under the same request, until the window closes."""
        request = self.own(request_id)
        query = select(t.choice_made).where(t.choice_made.c.id == made_id)
        made = self._connection.execute(query).mappings().one_or_none()
        refused = self.may_serve(request) or self._may_undo(request, made)
        if refused or request is None or made is None:
            return self.refuse(Verb.CHOICE_UNDONE, request, refused or Refusal(Reason.UNDO_OVER))
        now = self._clock.now()
        undone = ChoiceMade(uuid.uuid4().hex, now)
        for before in made["before"]:
            self._put_back(request, made, before, now)
        self._take_report_back(made, now)
        self._insert_made(request, undone, made["customer_id"], made["word_of"], [], undoes=made_id)
        self.record(
            Verb.CHOICE_UNDONE,
            request,
            customer=self.pseudonym(made["customer_id"]),
            fields={_field(before["subject"]) for before in made["before"]},
        )
        return undone

    def report_death(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once and flag the customer, whose death a lead confirms later; nothing is disclosed."""
        request, found = self.own(request_id), self._customer(customer_id)
        refused = self._may_choose(request, found, choices)
        if refused or request is None or found is None:
            return self.refuse(
                Verb.DEATH_REPORTED,
                request,
                refused or Refusal(Reason.NO_REQUEST),
                customer=found["pseudonym"] if found else "",
            )
        self.fold_searches(t.search.c.request_id == request.id)
        if request.customer_id is None:
            request.customer_id, request.status = customer_id, RequestStatus.OPEN
        made = self._choose(request, customer_id, choices, word_of)
        self._mask_everywhere(customer_id)
        row = t.customer_flag.c
        flagged = select(row.id).where(row.customer_id == customer_id, row.flag == Flag.DECEASED)
        if self._connection.execute(flagged).first() is None:
            self._connection.execute(
                insert(t.customer_flag).values(
                    customer_id=customer_id, flag=Flag.DECEASED, since=made.at.date(), confirmed=False, version=1
                )
            )
            self._connection.execute(
                insert(t.death_report).values(
                    customer_id=customer_id,
                    request_id=request.id,
                    agent=self.agent.name,
                    at=made.at,
                    word_of=word_of,
                    choice_made=made.id,
                    version=1,
                )
            )
        self.record(
            Verb.DEATH_REPORTED,
            request,
            customer=found["pseudonym"],
            fields={"customer_flag.flag", *_fields(choices)},
            detail={"brands": _brands(choices), "word_of": word_of.value},
        )
        return made

    def suppress(self, request_id: str, who: Addressee, choices: Sequence[Switch], word_of: Requester) -> str | Refusal:
        """Keep an address, or a name at it, from being written to, though no customer is on file there."""
        request = self.own(request_id)
        fields = _fields(choices)
        refused = self.may_serve(request) or (None if choices else Refusal(Reason.NO_SUCH_FIELD))
        if refused or request is None:
            return self.refuse(Verb.SUPPRESSED, request, refused or Refusal(Reason.NO_REQUEST), fields=fields)
        self.fold_searches(t.search.c.request_id == request.id)
        entry = uuid.uuid4().hex
        self._connection.execute(
            insert(t.suppression).values(
                id=entry,
                controller=request.controller,
                request_id=request.id,
                agent=self.agent.id,
                at=self._clock.now(),
                through=_through(request),
                word_of=word_of,
                recipient=who.recipient,
                line1=who.line1,
                town=who.town,
                postcode=who.postcode,
                country=who.country,
                premise_key=premise_key(who.postcode, who.line1),
                choices=[{"brand": each.brand, "subject": each.subject, "policy": each.policy} for each in choices],
            )
        )
        request.status = RequestStatus.OPEN
        self.record(
            Verb.SUPPRESSED,
            request,
            fields=fields,
            detail={
                "brands": _brands(choices),
                "word_of": word_of.value,
                "whom": "name" if who.recipient else "everybody",
            },
        )
        return entry

    # --- rules

    def _customer(self, customer_id: int) -> RowMapping | None:
        return self._connection.execute(select(t.customer).where(t.customer.c.id == customer_id)).mappings().first()

    def _may_choose(
        self, request: CareRequest | None, found: RowMapping | None, choices: Sequence[Switch]
    ) -> Refusal | None:
        if (refused := self.may_serve(request)) or request is None:
            return refused
        if found is None:
            return Refusal(Reason.NO_SUCH_CUSTOMER)
        if found["controller"] != request.controller:
            return Refusal(Reason.OTHER_CONTROLLER)
        return None if choices else Refusal(Reason.NO_SUCH_FIELD)

    def _strong_missing(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        standing = self.standing(request.id if request else "", customer_id)
        if standing.locked:
            return Refusal(Reason.LOCKED)
        if OPT_IN_RUNG in standing.rungs:
            return None
        return Refusal(Reason.RUNG_TOO_LOW if standing.rungs else Reason.NOT_VERIFIED)

    def _mask_everywhere(self, customer_id: int) -> None:
        """Close what any request has revealed of somebody: of the deceased nothing is disclosed."""
        grant = t.access_grant.c
        self._connection.execute(
            update(t.access_grant)
            .where(grant.customer_id == customer_id, grant.closed_at.is_(None), grant.scopes != [OPEN])
            .values(closed_at=self._clock.now())
        )

    def _take_report_back(self, made: RowMapping, now: datetime) -> None:
        """With the choices of a report goes the report, and the flag that nobody has confirmed."""
        report, flag = t.death_report.c, t.customer_flag.c
        waiting = (report.choice_made == made["id"]) & report.settled_at.is_(None)
        settled = self._connection.execute(
            update(t.death_report).where(waiting).values(settled_at=now, settled_by=self.agent.name, confirmed=False)
        )
        if settled.rowcount:
            self._connection.execute(
                delete(t.customer_flag).where(
                    flag.customer_id == made["customer_id"], flag.flag == Flag.DECEASED, flag.confirmed.is_(False)
                )
            )

    def _may_undo(self, request: CareRequest | None, made: RowMapping | None) -> Refusal | None:
        over = Refusal(Reason.UNDO_OVER)
        if made is None or request is None or made["request_id"] != request.id or made["agent"] != self.agent.id:
            return over
        later = select(t.choice_made.c.id).where(t.choice_made.c.undoes == made["id"])
        if self._connection.execute(later).first() or made["undoes"] is not None:
            return over
        if self._clock.now() > ChoiceMade(made["id"], made["at"]).undo_until:
            return over
        # What was chosen since stands: putting back would overwrite it.
        for before in made["before"]:
            stands = self._preference(made["customer_id"], before["brand"], before["subject"])
            if stands is None or stands["since"] != made["at"]:
                return over
        return None

    # --- rows

    def _choose(
        self, request: CareRequest, customer_id: int, choices: Sequence[Switch], word_of: Requester, wording: str = ""
    ) -> ChoiceMade:
        """Record a yes to what was asked in `wording`, or a no, which nobody has to be asked for."""
        chosen = bool(wording)
        made = ChoiceMade(uuid.uuid4().hex, self._clock.now())
        before = [self._stood(customer_id, each) for each in choices]
        self._insert_made(request, made, customer_id, word_of, before)
        for each in choices:
            self._put(customer_id, each.brand, each.subject, chosen=chosen, since=made.at, policy=each.policy)
            self._consent(
                request,
                customer_id,
                each.brand,
                each.subject,
                chosen=chosen,
                at=made.at,
                through=_through(request),
                word_of=word_of.value,
                policy=each.policy,
                wording=wording,
            )
        return made

    def _stood(self, customer_id: int, each: Switch) -> dict[str, Any]:
        """What was in force, and under which policy the default holds where nothing was."""
        row = self._preference(customer_id, each.brand, each.subject)
        stood = None
        if row is not None:
            stood = {"chosen": row["chosen"], "since": row["since"].isoformat(), "policy": row["policy"]}
        return {
            "brand": each.brand,
            "subject": each.subject,
            "policy": each.policy,
            "default": each.default,
            "stood": stood,
        }

    def put_back(self, made_id: str) -> None:
        """Put back what stood before a choice of whomever's that turned out to rest on an error.

        What was chosen since stands.
        """
        query = (
            select(t.choice_made, t.care_request.c.number)
            .join(t.care_request, t.care_request.c.id == t.choice_made.c.request_id)
            .where(t.choice_made.c.id == made_id)
        )
        made = self._connection.execute(query).mappings().one()
        for before in made["before"]:
            stands = self._preference(made["customer_id"], before["brand"], before["subject"])
            if stands is not None and stands["since"] == made["at"]:
                self._put_back(_Reference(made["request_id"], made["number"]), made, before, self._clock.now())

    def _put_back(self, request: _Paper, made: RowMapping, before: dict[str, Any], now: datetime) -> None:
        customer_id, brand, subject, stood = made["customer_id"], before["brand"], before["subject"], before["stood"]
        if stood is None:
            row = t.preference.c
            self._connection.execute(
                delete(t.preference).where(row.customer_id == customer_id, row.brand == brand, row.subject == subject)
            )
            stood = {"chosen": before["default"], "policy": before["policy"]}
        else:
            since = datetime.fromisoformat(stood["since"])
            self._put(customer_id, brand, subject, chosen=stood["chosen"], since=since, policy=stood["policy"])
        self._consent(
            request,
            customer_id,
            brand,
            subject,
            chosen=stood["chosen"],
            at=now,
            through=_UNDO,
            word_of=made["word_of"].value,
            policy=stood["policy"],
        )

    def _preference(self, customer_id: int, brand: str, subject: str) -> RowMapping | None:
        row = t.preference.c
        query = select(t.preference).where(row.customer_id == customer_id, row.brand == brand, row.subject == subject)
        return self._connection.execute(query).mappings().one_or_none()

    def _put(self, customer_id: int, brand: str, subject: str, **values: Any) -> None:  # noqa: ANN401 - column values
        stands = self._preference(customer_id, brand, subject)
        if stands is None:
            self._connection.execute(
                insert(t.preference).values(customer_id=customer_id, brand=brand, subject=subject, version=1, **values)
            )
        else:
            self._connection.execute(
                update(t.preference)
                .where(t.preference.c.id == stands["id"])
                .values(version=stands["version"] + 1, **values)
            )

    def _consent(self, request: _Paper, customer_id: int, brand: str, subject: str, **values: Any) -> None:  # noqa: ANN401 - column values
        self._connection.execute(
            insert(t.consent).values(
                customer_id=customer_id,
                brand=brand,
                subject=subject,
                request_id=request.id,
                request_number=request.number,
                recorded_by=self.agent.name,
                version=1,
                **values,
            )
        )

    def _insert_made(
        self,
        request: CareRequest,
        made: ChoiceMade,
        customer_id: int,
        word_of: Requester,
        before: list[dict[str, Any]],
        *,
        undoes: str | None = None,
    ) -> None:
        self._connection.execute(
            insert(t.choice_made).values(
                id=made.id,
                customer_id=customer_id,
                request_id=request.id,
                agent=self.agent.id,
                at=made.at,
                word_of=word_of,
                before=before,
                undoes=undoes,
            )
        )


def _fields(choices: Collection[Switch]) -> set[str]:
    return {_field(each.subject) for each in choices}


def _field(subject: str) -> str:
    """A subject as events name it: the audit service takes letters, digits and underscores only."""
    return f"preference.{subject.replace('-', '_')}"


def _brands(choices: Collection[Switch]) -> str:
    return " ".join(sorted({each.brand for each in choices}))


def _through(request: CareRequest) -> str:
    """Through whom a choice came (O7): care, and by which channel."""
    return f"care-{request.channel.value}"
