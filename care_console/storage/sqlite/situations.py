"""Situations in the embedded store: reported deaths, flags, and authorities of representatives (`care.md`)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import insert, select

from care_console.domain.events import Verb
from care_console.domain.flags import SETTABLE, STRENGTHENING, Flag
from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.requests import CareRequest, Reason, Refusal, Requester, Rung
from care_console.domain.roles import Permission
from care_console.domain.situations import Authorised
from care_console.storage import tables as t
from care_console.storage.sqlite import authorities, deaths, flag_rows
from care_console.storage.sqlite.choices import Choosing, brands_of, choice_fields
from care_console.storage.sqlite.flag_rows import flags_of


@dataclass(frozen=True, slots=True)
class SituationDesk(Choosing):
    """See `domain.ports.Situations`."""

    # --- deaths

    def report_death(
        self, request_id: str, customer_id: int, choices: Sequence[Switch], word_of: Requester
    ) -> ChoiceMade | Refusal:
        """See the port."""
        request, customer = self.own(request_id), self.pseudonym(customer_id)
        refused = self.may_choose(request, customer_id, choices)
        if refused or request is None:
            return self.refuse(Verb.DEATH_REPORTED, request, refused or Refusal(Reason.NO_REQUEST), customer=customer)
        self.take_up(request, customer_id)
        made = self.rows.choose(request, customer_id, choices, word_of, self._clock.now())
        self.grants.mask(t.access_grant.c.customer_id == customer_id)
        deaths.file(self._connection, request, customer_id, made, self.agent.name, word_of)
        self.record(
            Verb.DEATH_REPORTED,
            request,
            customer=customer,
            fields={"customer_flag.flag", *choice_fields(choices)},
            detail={"brands": brands_of(choices), "word_of": word_of.value},
        )
        return made

    # --- flags

    def set_flag(self, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """See the port."""
        request, there = self.own(request_id), flags_of(self._connection, customer_id)
        refused = self._unless_open(request, customer_id)
        if not refused and flag not in SETTABLE:
            refused = Refusal(Reason.NOT_PERMITTED)
        elif not refused and not why.strip():
            refused = Refusal(Reason.REASON_NEEDED)
        elif not refused and flag in there:
            refused = Refusal(Reason.FLAG_STANDS)
        elif not refused and flag is Flag.CODE_WORD and not self._has_code_word(customer_id):
            refused = Refusal(Reason.NO_CODE_WORD)
        if refused or request is None:
            return self._refuse_flag(Verb.FLAG_SET, request, customer_id, flag, refused)
        flag_rows.put(self._connection, customer_id, flag, self._clock.now().date())
        if flag in STRENGTHENING:
            self.grants.mask(t.access_grant.c.customer_id == customer_id)
        self._tell_flag(Verb.FLAG_SET, request, customer_id, flag, why)
        return None

    def lift_flag(self, request_id: str, customer_id: int, flag: Flag, why: str) -> Refusal | None:
        """See the port."""
        request = self.own(request_id)
        refused = self._unless_open(request, customer_id)
        if not refused and not self.agent.may(Permission.SETTLE_STOPPED):
            refused = Refusal(Reason.NOT_PERMITTED)
        elif not refused and not why.strip():
            refused = Refusal(Reason.REASON_NEEDED)
        elif not refused and flag not in flags_of(self._connection, customer_id):
            refused = Refusal(Reason.NO_SUCH_ENTRY)
        elif not refused and flag is Flag.DECEASED and deaths.waits(self._connection, customer_id):
            refused = Refusal(Reason.REPORT_WAITS)
        if refused or request is None:
            return self._refuse_flag(Verb.FLAG_LIFTED, request, customer_id, flag, refused)
        flag_rows.drop(self._connection, customer_id, flag)
        self._tell_flag(Verb.FLAG_LIFTED, request, customer_id, flag, why)
        return None

    def _has_code_word(self, customer_id: int) -> bool:
        query = select(t.customer.c.security_answer_key).where(t.customer.c.id == customer_id)
        return bool(self._connection.execute(query).scalar_one())

    def _tell_flag(self, verb: Verb, request: CareRequest, customer_id: int, flag: Flag, why: str) -> None:
        """The reason stays with the customer: events hold none."""
        self._connection.execute(
            insert(t.flag_change).values(
                customer_id=customer_id,
                flag=flag,
                lifted=verb is Verb.FLAG_LIFTED,
                at=self._clock.now(),
                agent=self.agent.name,
                request_id=request.id,
                why=why.strip(),
                version=1,
            )
        )
        customer = self.pseudonym(customer_id)
        self.record(verb, request, customer=customer, fields={"customer_flag.flag"}, detail={"flag": flag.value})

    def _refuse_flag(
        self, verb: Verb, request: CareRequest | None, customer_id: int, flag: Flag, refused: Refusal | None
    ) -> Refusal:
        return self.refuse(
            verb,
            request,
            refused or Refusal(Reason.NO_REQUEST),
            customer=self.pseudonym(customer_id),
            detail={"flag": flag.value},
        )

    # --- authorities

    def record_authority(self, request_id: str, customer_id: int, whom: Authorised) -> Refusal | None:
        """See the port."""
        request, detail = self.own(request_id), {"kind": whom.kind.value, "until": whom.until.isoformat()}
        refused = self._unless_open(request, customer_id) or self._may_authorise(request, customer_id, Rung.STRONG)
        if not refused and whom.until < self._clock.now().date():
            refused = Refusal(Reason.NO_AUTHORITY)
        customer = self.pseudonym(customer_id)
        if refused or request is None:
            refused = refused or Refusal(Reason.NO_REQUEST)
            return self.refuse(Verb.AUTHORITY_RECORDED, request, refused, customer=customer, detail=detail)
        authorities.put(self._connection, request, customer_id, whom, self.agent.name, self._clock.now())
        self.record(Verb.AUTHORITY_RECORDED, request, customer=customer, detail=detail)
        return None

    def end_authority(self, request_id: str, customer_id: int, authority: int) -> Refusal | None:
        """See the port."""
        request, now = self.own(request_id), self._clock.now()
        refused = self._unless_open(request, customer_id) or self._may_authorise(request, customer_id, Rung.VIEW)
        if not refused and not authorities.end(self._connection, customer_id, authority, self.agent.name, now):
            refused = Refusal(Reason.NO_SUCH_ENTRY)
        customer = self.pseudonym(customer_id)
        if refused or request is None:
            refused = refused or Refusal(Reason.NO_REQUEST)
            return self.refuse(Verb.AUTHORITY_ENDED, request, refused, customer=customer)
        representatives = select(t.care_request.c.id).where(t.care_request.c.requester == Requester.REPRESENTATIVE)
        grant = t.access_grant.c
        self.grants.mask((grant.customer_id == customer_id) & grant.request_id.in_(representatives))
        self.record(Verb.AUTHORITY_ENDED, request, customer=customer)
        return None

    def _may_authorise(self, request: CareRequest | None, customer_id: int, rung: Rung) -> Refusal | None:
        """On the customer's own word, verified, or by a lead who has seen the evidence."""
        if request is None or self.agent.may(Permission.SETTLE_STOPPED):
            return None
        if request.requester is not Requester.CUSTOMER:
            return Refusal(Reason.CUSTOMERS_WORD)
        return self.may_know(request, customer_id) or self.standing(request.id, customer_id).lacks(rung)

    # --- shared

    def _unless_open(self, request: CareRequest | None, customer_id: int) -> Refusal | None:
        """Refused, unless the customer is open under the request."""
        if (refused := self.may_serve(request)) or request is None:
            return refused
        return None if self.is_open(request, customer_id) else Refusal(Reason.NOT_OPENED)
