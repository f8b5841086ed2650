"""Amending a customer's details at the customer's request (M1 to M5): grant, compare versions, write, all recorded.

Every method commits the grant first; history, event, look-up keys, holds of orders, messages to the order system and
the notice to the customer then follow in one transaction with the values. What is refused is a value; InvalidError is
raised for a value that its check would not have given, StoreError where nothing could be written.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from care_console.domain.addresses import checked_kind
from care_console.domain.amendments import (
    UNDO_WINDOW,
    Conflict,
    FieldChange,
    OrderMessage,
    Saved,
    from_history,
    refuse_unchecked,
)
from care_console.domain.customers import Address, AddressKind, Change, Customer, OrderStatus
from care_console.domain.errors import ConflictError, InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.fields import GUARDED, VIEW, add_scope, amend_scope, follows, retire_scope
from care_console.domain.messages import Told
from care_console.domain.ports import Clock, Store, UnitOfWork
from care_console.domain.requests import Reason, Refusal
from care_console.domain.roles import Agent
from care_console.services.amended_rows import (
    differences,
    differs,
    is_added,
    is_retired,
    made_row,
    moved_on,
    refuse_bad_addresses,
    refuse_closed_order,
    row_again,
    row_of,
    rows_of,
    scopes_back,
    stands_otherwise,
    take_back,
    take_out,
)
from care_console.services.consequences import orders_concerned
from care_console.services.notices import Notices, mailable

Outcomes = Saved | Refusal | Conflict
_STATUS = amend_scope("order", "status")


@dataclass(frozen=True, slots=True)
class Amend:
    """Writes amendments for the agents of a store."""

    store: Store
    clock: Clock
    notices: Notices

    def amend(self, agent: Agent, request_id: str, customer_id: int, changes: Sequence[FieldChange]) -> Outcomes:
        """Write all changes or none."""
        if any(change.table == "order" for change in changes):
            return self._refused(agent, request_id, Reason.NO_SUCH_FIELD)  # an order's state only follows
        today = self.clock.now().date()
        for change in changes:
            refuse_unchecked(change, today)
        scopes = {amend_scope(change.table, change.column) for change in changes}

        def write(unit: UnitOfWork, customer: Customer) -> Conflict | None:
            if changed := differences(customer, changes):
                return changed
            touched = [change for change in changes if differs(customer, change)]
            refuse_bad_addresses(customer, touched)
            for change in touched:
                setattr(row_of(customer, change.table, change.row_id), change.column, change.value)
            rows = {change.row_id for change in touched if change.table == "address"}
            self._hold(unit, customer, [row for row in customer.addresses if row.id in rows])
            return None

        addresses = {change.row_id for change in changes if change.table == "address"}
        return self._save(agent, request_id, customer_id, scopes, addresses, write)

    def add(self, agent: Agent, request_id: str, customer_id: int, table: str, values: Mapping[str, str]) -> Outcomes:
        """Add an e-mail address, a phone number or an address (with its `kind`); `values` by column, checked."""

        def write(unit: UnitOfWork, customer: Customer) -> None:
            made = made_row(customer_id, table, values, self.clock.now())
            rows_of(customer, table).append(made)
            if isinstance(made, Address):
                self._hold(unit, customer, [made])

        kind = [checked_kind(values["kind"])] if table == "address" else []
        return self._save(agent, request_id, customer_id, {add_scope(table)}, kind, write)

    def retire(
        self, agent: Agent, request_id: str, customer_id: int, table: str, row_id: int, version: int
    ) -> Outcomes:
        """Delete an e-mail address, a phone number, an address or a saved card.

        Raises InvalidError for an order's own address, which it keeps.
        """

        def write(_unit: UnitOfWork, customer: Customer) -> Conflict | None:
            if changed := moved_on(customer, table, row_id, version):
                return changed
            found = row_of(customer, table, row_id)
            if isinstance(found, Address) and found.kind is AddressKind.ORDER:
                raise InvalidError("address.kind", "An order keeps its address.", todo="Amend it instead.")
            take_out(customer, table, row_id)
            return None

        return self._save(agent, request_id, customer_id, {retire_scope(table)}, (), write)

    def undo(self, agent: Agent, request_id: str, customer_id: int, amendment: str) -> Outcomes:
        """Take back an amendment of this agent's within its window: an amendment that names the undone one."""
        with self.store.reading(agent) as unit:
            verified = VIEW in unit.scopes(customer_id)
            scopes = scopes_back(unit.amendment(customer_id, amendment))
        if not verified or scopes is None:
            return self._refused(agent, request_id, Reason.NOT_UNDOABLE if verified else Reason.NOT_VERIFIED)

        def write(unit: UnitOfWork, customer: Customer) -> Conflict | Refusal | None:
            refused = unit.begin_undo(request_id, customer_id, amendment)
            return refused or take_back(customer, unit.amendment(customer_id, amendment))

        # The notice of what is taken back is called back, so there is nothing to tell.
        return self._save(agent, request_id, customer_id, scopes, (), write, tell=False)

    def restore(self, agent: Agent, request_id: str, customer_id: int, line: Change, version: int | None) -> Outcomes:
        """Bring back what a line of history says was there before; an ordinary amendment, long afterwards too.

        `version` is the row's as the agent saw it now. The line of a retired row brings back the whole row; there is
        no version then.
        """
        table, column = line.field.split(".")
        if is_retired(line):
            return self._restore_row(agent, request_id, customer_id, line, table)
        if is_added(line) or follows(line.field) or amend_scope(table, column) == _STATUS:
            return self._refused(agent, request_id, Reason.NOT_UNDOABLE)

        def write(unit: UnitOfWork, customer: Customer) -> Conflict | Refusal | None:
            known = [
                each
                for each in unit.amendment(customer_id, line.amendment)
                if (each.id, each.field) == (line.id, line.field)
            ]
            row = row_of(customer, table, line.row_id)
            if not known or row is None:
                return _lost(unit, request_id)
            if changed := stands_otherwise(row, line, version):
                return changed
            value = from_history(line.field, known[0].before)
            if getattr(row, column) != value:
                setattr(row, column, value)
                if isinstance(row, Address):
                    refuse_closed_order(customer, row.id)
                    self._hold(unit, customer, [row])
            return None

        addresses = {line.row_id} if table == "address" else set()
        return self._save(agent, request_id, customer_id, {amend_scope(table, column)}, addresses, write)

    def _restore_row(self, agent: Agent, request_id: str, customer_id: int, line: Change, table: str) -> Outcomes:
        if GUARDED[table].add is None:
            return self._refused(agent, request_id, Reason.NOT_UNDOABLE)

        def write(unit: UnitOfWork, customer: Customer) -> Conflict | Refusal | None:
            lines = [
                each
                for each in unit.amendment(customer_id, line.amendment)
                if is_retired(each) and each.row_id == line.row_id and each.field.startswith(f"{table}.")
            ]
            if not lines or row_of(customer, table, line.row_id) is not None:
                return _lost(unit, request_id)
            made = row_again(customer_id, table, lines)
            rows_of(customer, table).append(made)
            if isinstance(made, Address):
                self._hold(unit, customer, [made])
            return None

        kinds = list(AddressKind) if table == "address" else []
        return self._save(agent, request_id, customer_id, {add_scope(table)}, kinds, write)

    # --- how each of them is saved

    def _save(
        self,
        agent: Agent,
        request_id: str,
        customer_id: int,
        scopes: Collection[str],
        addresses: Collection[int | AddressKind],
        write: Callable[[UnitOfWork, Customer], Conflict | Refusal | None],
        *,
        tell: bool = True,
    ) -> Outcomes:
        """Grant `scopes`, let `write` change the customer, and tell. `addresses` are those whose orders may be held."""
        wanted = set(scopes)
        if addresses and self._holds(agent, customer_id, addresses):
            wanted.add(_STATUS)
        with self.store.writing(agent) as unit:
            grant = unit.grant(request_id, customer_id, wanted)
            unit.commit()
        if isinstance(grant, Refusal):
            return grant
        with self.store.writing(agent) as unit:
            customer = unit.customer(customer_id)
            if customer is None:
                return Refusal(Reason.NOT_OPENED)
            former, told = mailable(customer), None
            answer = write(unit, customer)
            if answer is None and tell:
                leaves_at = self.clock.now() + UNDO_WINDOW
                told = self.notices.detail_changed(
                    unit, request_id, customer, grant.id, former=former, leaves_at=leaves_at
                )
            if not isinstance(answer, Conflict):  # a refusal is refused before anything is written, but recorded
                unit.prolong(request_id)
                unit.commit()
        if isinstance(answer, Conflict):
            self._record(agent, request_id, Outcome.FAILED, "conflict")
        return answer or self._saved(agent, customer_id, grant.id, told)

    def _holds(self, agent: Agent, customer_id: int, addresses: Collection[int | AddressKind]) -> bool:
        with self.store.reading(agent) as unit:
            seen = unit.customer(customer_id)
            return seen is not None and any(orders_concerned(seen, each, unit.revalidates) for each in addresses)

    def _saved(self, agent: Agent, customer_id: int, amendment: str, told: Told | None) -> Saved:
        with self.store.reading(agent) as unit:
            lines = unit.amendment(customer_id, amendment)
            customer = unit.customer(customer_id)
        held = {line.row_id for line in lines if line.field == "order.status" and line.undoes is None}
        numbers = tuple(order.number or "" for order in (customer.orders if customer else ()) if order.id in held)
        until = max((line.at for line in lines), default=self.clock.now()) + UNDO_WINDOW
        fields = tuple(dict.fromkeys(line.field for line in lines if not follows(line.field)))
        return Saved(amendment, until, fields, numbers, told)

    def _refused(self, agent: Agent, request_id: str, reason: Reason) -> Refusal:
        self._record(agent, request_id, Outcome.REFUSED, reason.value)
        return Refusal(reason)

    def _record(self, agent: Agent, request_id: str, outcome: Outcome, reason: str) -> None:
        with self.store.writing(agent) as unit:
            unit.record(Verb.AMENDED, outcome, request=request_id, detail={"reason": reason})
            unit.commit()

    @staticmethod
    def _hold(unit: UnitOfWork, customer: Customer, addresses: Iterable[Address]) -> None:
        """Put the orders in process that an address concerns on hold, and tell the order system (M5)."""
        for address in addresses:
            which = address.id if address.kind is AddressKind.ORDER else address.kind
            for order in orders_concerned(customer, which, unit.revalidates):
                if _STATUS not in unit.scopes(customer.id):
                    raise ConflictError(
                        "An order of this customer has changed meanwhile.",
                        safe="Nothing was saved, and your text is still on your screen.",
                        todo="Save again.",
                    )
                order.status = OrderStatus.VALIDATION_HOLD
                unit.tell_order_system(customer.id, order.id, OrderMessage.VALIDATE_AGAIN)


def _lost(unit: UnitOfWork, request_id: str) -> Refusal:
    """There is nothing to bring a value back from, or to: refused and recorded."""
    refusal = Refusal(Reason.NOT_UNDOABLE)
    unit.record(Verb.AMENDED, Outcome.REFUSED, request=request_id, detail={"reason": refusal.reason.value})
    return refusal
