"""Choices about marketing in the embedded store: opting out, opting in, taking back, suppressing an address.

An opt-out needs a request and nothing else: no verification, no opening, no lock stops it, and its answer is the same
whatever had been chosen before (`care.md`). Opting in needs what an address needs.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, RowMapping, insert, select

from care_console.domain.events import Verb
from care_console.domain.facts import premise_key
from care_console.domain.flags import SILENCING
from care_console.domain.preferences import (
    Addressee,
    ChoiceMade,
    Mailing,
    Switch,
    may_be_switched_on,
)
from care_console.domain.requests import OPT_IN_RUNG, CareRequest, Reason, Refusal, Requester, RequestStatus
from care_console.storage import tables as t
from care_console.storage.sqlite import deaths
from care_console.storage.sqlite.choice_rows import ChoiceRows, through
from care_console.storage.sqlite.desk import Desk
from care_console.storage.sqlite.flag_rows import flags_of


def mailings(connection: Connection, brands: Collection[str]) -> list[Mailing]:
    """The mailings of these brands."""
    rows = connection.execute(select(t.mailing).where(t.mailing.c.brand.in_(brands)).order_by(t.mailing.c.data_cut))
    return [Mailing(**row) for row in rows.mappings()]


@dataclass(frozen=True, slots=True)
class Choosing(Desk):
    """What procedures of choices and of situations share. `own` gives a request of this agent's, None for others'."""

    own: Callable[[str], CareRequest | None]

    @property
    def rows(self) -> ChoiceRows:
        """The rows of choices, in this agent's name."""
        return ChoiceRows(self._connection, self.agent)

    def may_choose(self, request: CareRequest | None, customer_id: int, choices: Sequence[Switch]) -> Refusal | None:
        """Whether a no may be recorded: the right record under a request that goes on, and something to stop."""
        refused = self.may_concern(request, customer_id)
        return refused or (None if choices else Refusal(Reason.NO_SUCH_FIELD))


@dataclass(frozen=True, slots=True)
class ChoiceDesk(Choosing):
    """See `domain.ports.Choices`."""

    def opt_out(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """Stop these at once; the request becomes this customer's if it is nobody's yet."""
        request, fields = self.own(request_id), choice_fields(choices)
        customer = self.pseudonym(customer_id)
        refused = self.may_choose(request, customer_id, choices)
        if refused or request is None:
            refused = refused or Refusal(Reason.NO_REQUEST)
            return self.refuse(Verb.OPTED_OUT, request, refused, customer=customer, fields=fields)
        self.take_up(request, customer_id)
        made = self.rows.choose(request, customer_id, choices, word_of, self._clock.now())
        detail = {"brands": brands_of(choices), "word_of": word_of.value}
        self.record(Verb.OPTED_OUT, request, customer=customer, fields=fields, detail=detail)
        return made

    def opt_in(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], age_of_consent: int, wording: str
    ) -> ChoiceMade | Refusal:
        """Allow these again: identity must have reached STRONG, and a minor needs a guardian's agreement (G1)."""
        request, fields = self.own(request_id), choice_fields(choices)
        customer = self.pseudonym(customer_id)
        refused = self.may_choose(request, customer_id, choices) or self._may_allow(
            request, customer_id, age_of_consent
        )
        if refused or request is None or request.requester is None:
            refused = refused or Refusal(Reason.NO_REQUEST)
            return self.refuse(Verb.OPTED_IN, request, refused, customer=customer, fields=fields)
        word_of = request.requester
        made = self.rows.choose(request, customer_id, choices, word_of, self._clock.now(), wording)
        detail = {"brands": brands_of(choices), "word_of": word_of.value}
        self.record(Verb.OPTED_IN, request, customer=customer, fields=fields, detail=detail)
        return made

    def undo(self, request_id: str, made_id: str) -> ChoiceMade | Refusal:
        """Put back what stood before a choice: by the same agent, under the same request, until the window closes."""
        request, made = self.own(request_id), self.rows.made(made_id)
        refused = self.may_serve(request) or self._may_undo(request, made)
        if refused or request is None or made is None:
            return self.refuse(Verb.CHOICE_UNDONE, request, refused or Refusal(Reason.UNDO_OVER))
        now = self._clock.now()
        undone = self.rows.undo(request, made, now)
        deaths.take_back(self._connection, made, self.agent.name, now)
        self.record(
            Verb.CHOICE_UNDONE,
            request,
            customer=self.pseudonym(made["customer_id"]),
            fields={_field(before["subject"]) for before in made["before"]},
        )
        return undone

    def suppress(self, request_id: str, who: Addressee, choices: Sequence[Switch], word_of: Requester) -> str | Refusal:
        """Keep an address, or a name at it, from being written to, though no customer is on file there."""
        request = self.own(request_id)
        fields = choice_fields(choices)
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
                through=through(request),
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
                "brands": brands_of(choices),
                "word_of": word_of.value,
                "whom": "name" if who.recipient else "everybody",
            },
        )
        return entry

    # --- rules

    def _may_allow(self, request: CareRequest | None, customer_id: int, age_of_consent: int) -> Refusal | None:
        """Whether a yes may be recorded: of somebody who may know, at STRONG, for whom nothing silences marketing."""
        if (refused := self.may_know(request, customer_id)) or request is None:
            return refused
        if refused := self.standing(request.id, customer_id).lacks(OPT_IN_RUNG):
            return refused
        if flags_of(self._connection, customer_id) & SILENCING:
            return Refusal(Reason.SILENCED)
        person = t.customer.c
        query = select(person.birth_date, person.guardian_agreed_on).where(person.id == customer_id)
        born, agreed = self._connection.execute(query).one()
        allowed = may_be_switched_on(born, agreed, age_of_consent, self._clock.now().date())
        return None if allowed else Refusal(Reason.GUARDIAN_NEEDED)

    def _may_undo(self, request: CareRequest | None, made: RowMapping | None) -> Refusal | None:
        mine = (
            made is not None
            and request is not None
            and made["request_id"] == request.id
            and made["agent"] == self.agent.id
            and made["undoes"] is None
            and not self.rows.is_undone(made["id"])
            and self._clock.now() <= ChoiceMade(made["id"], made["at"]).undo_until
            and self.rows.stands(made)
        )
        return None if mine else Refusal(Reason.UNDO_OVER)


def choice_fields(choices: Collection[Switch]) -> set[str]:
    """The fields that choices are about, as events name them."""
    return {_field(each.subject) for each in choices}


def _field(subject: str) -> str:
    """A subject as events name it: the audit service takes letters, digits and underscores only."""
    return f"preference.{subject.replace('-', '_')}"


def brands_of(choices: Collection[Switch]) -> str:
    """The brands that choices are about, as events name them."""
    return " ".join(sorted({each.brand for each in choices}))
