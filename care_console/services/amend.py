"""Amending a customer's details at the customer's request (M1): grant, compare versions, write, all recorded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from care_console.domain.amendments import FieldChange
from care_console.domain.customers import Customer, Guardable
from care_console.domain.errors import ConflictError
from care_console.domain.fields import amend_scope
from care_console.domain.ports import Store
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent

_ROWS = {
    "customer_number": "numbers",
    "email": "emails",
    "phone": "phones",
    "address": "addresses",
}


@dataclass(frozen=True, slots=True)
class Amend:
    """Writes amendments for the agents of a store."""

    store: Store

    def amend(self, agent: Agent, request_id: str, customer_id: int, changes: Sequence[FieldChange]) -> Refusal | None:
        """Write all changes or none.

        The grant is committed first, then history, event and look-up keys in one transaction with the values. Raises
        ConflictError when somebody else changed a row since the agent saw it, InvalidError for a mask, StoreError.
        """
        scopes = {amend_scope(change.table, change.column) for change in changes}
        with self.store.writing(agent) as unit:
            grant = unit.grant(request_id, customer_id, scopes)
            unit.commit()
        if isinstance(grant, Refusal):
            return grant
        with self.store.writing(agent) as unit:
            customer = unit.customer(customer_id)
            if customer is None:
                return Refusal(Reason.NOT_OPENED)
            for change in changes:
                setattr(_row(customer, change), change.column, change.value)
            unit.prolong(request_id)
            unit.commit()
        return None


def _row(customer: Customer, change: FieldChange) -> Guardable:
    rows: list[Guardable] = [customer] if change.table == "customer" else getattr(customer, _ROWS[change.table])
    found = next((row for row in rows if getattr(row, "id", None) == change.row_id), None)
    if found is None or getattr(found, "version", None) != change.version:
        raise ConflictError(
            "Somebody else changed this record while you worked on it.",
            safe="Their change is saved, and yours is still on your screen.",
            todo="Compare both, then save again what should stand.",
        )
    return found
