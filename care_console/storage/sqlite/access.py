"""Opening customers in the embedded store, and granting what is seen and changed of them (`access.md`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from care_console.domain.events import Verb
from care_console.domain.fields import OPEN, is_declared, needed_rung, needed_word
from care_console.domain.requests import MAY_SEE, CareRequest, Grant, Purpose, Reason, Refusal, RequestStatus
from care_console.storage import tables as t
from care_console.storage.sqlite.standing import forget_facts, left_alone
from care_console.storage.sqlite.verifying import VerifyingDesk


@dataclass(frozen=True, slots=True)
class AccessDesk(VerifyingDesk):
    """The way to a customer's details: opened, verified, granted."""

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
        self.grants.close_of(request, t.access_grant.c.customer_id != customer_id)
        self.grants.close_elsewhere(request, customer_id)
        afresh = left_alone(self._connection, self._clock.now(), request, customer_id)
        if afresh:
            forget_facts(self._connection, request, customer_id)
        request.customer_id = customer_id
        request.status = RequestStatus.OPEN
        grant = self.grants.give(request, customer_id, {OPEN})
        asks = {"requester": request.requester.value} if request.requester else {}
        detail = asks | ({"verification": "afresh"} if afresh else {})
        self.record(Verb.OPENED, request, grant=grant.id, customer=pseudonym, detail=detail)
        self.credit_search(request, customer_id, pseudonym)
        return grant

    def grant(self, request: CareRequest | None, customer_id: int, scopes: Collection[str]) -> Grant | Refusal:
        """Grant `view`, reveals or amendments, each scope's rung checked."""
        pseudonym = self.pseudonym(customer_id)
        fields = [scope.split(".", 1)[1] for scope in scopes if scope.count(".") == 2 and is_declared(scope)]
        verb = Verb.REVEALED if any(scope.startswith("reveal.") for scope in scopes) else Verb.GRANTED
        refused = self.may_know(request, customer_id) or self._rungs_missing(request, customer_id, scopes)
        if refused or request is None:
            return self.refuse(verb, request, refused or Refusal(Reason.NO_REQUEST), customer=pseudonym, fields=fields)
        grant = self.grants.give(request, customer_id, set(scopes))
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
            if (rung := needed_rung(scope)) and (refused := standing.lacks(rung)):
                return refused
            if (word_of := needed_word(scope)) and word_of is not request.requester:
                return Refusal(Reason.GUARDIANS_WORD)
        return None
