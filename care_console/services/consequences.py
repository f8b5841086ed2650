"""What amending does beside the value itself, told before saving (M5), and which orders an address concerns."""

from __future__ import annotations

from care_console.domain.amendments import IN_PROCESS, Consequence, Effect
from care_console.domain.customers import AddressKind, Customer, Email, Order, Phone


def orders_concerned(customer: Customer, which: int | AddressKind) -> list[Order]:
    """The orders in process that an address concerns, given by its row, or by its kind where it is to be added.

    An order's own address concerns that order. Of the customer's own, a delivery or billing address concerns all of
    them (M5), and so does the home address where it serves as one of the two.
    """
    open_orders = [order for order in customer.orders if order.status in IN_PROCESS]
    row = next((address for address in customer.addresses if address.id == which), None)
    kind = which if isinstance(which, AddressKind) else row.kind if row else AddressKind.ORDER
    if kind is AddressKind.ORDER:
        return [order for order in open_orders if order.address_id == which]
    if kind is AddressKind.HOME and {AddressKind.DELIVERY, AddressKind.BILLING} <= {
        address.kind for address in customer.addresses
    }:
        return []
    return open_orders


def of_contact(row: Email | Phone) -> tuple[Consequence, ...]:
    """What another e-mail address or phone number in place of this one means."""
    old = (row.address if isinstance(row, Email) else row.number) or ""
    return (Consequence(Effect.MESSAGES_MOVE, old), Consequence(Effect.CHOICES_KEPT))


def of_address(customer: Customer, which: int | AddressKind) -> tuple[Consequence, ...]:
    """What amending or adding an address means."""
    held = [order.number or "" for order in orders_concerned(customer, which)]
    told = [Consequence(effect, number) for number in held for effect in (Effect.HELD, Effect.ORDER_SYSTEM_TOLD)]
    own = any(address.id == which and address.kind is AddressKind.ORDER for address in customer.addresses)
    return (*told, Consequence(Effect.ADDRESSES_KEPT if own else Effect.ORDERS_KEPT), Consequence(Effect.CARDS_KEPT))
