"""What amending does beside the value itself, told before saving (M5), and which orders an address concerns."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from datetime import date

from care_console.domain.amendments import IN_PROCESS, Consequence, Effect
from care_console.domain.customers import AddressKind, Customer, Email, Order, Phone
from care_console.domain.policies import PolicyBook


def not_revalidated(book: PolicyBook, market: str, on: date) -> frozenset[str]:
    """The brands whose pack in force sends no order through validation again for an address of its customer (M5)."""
    in_force = book.all_in_force(market, on).items()
    return frozenset(brand for brand, policy in in_force if not policy.care.revalidate_orders)


def orders_concerned(customer: Customer, which: int | AddressKind, revalidates: Callable[[str], bool]) -> list[Order]:
    """The orders in process that an address concerns, given by its row, or by its kind where it is to be added.

    An order's own address concerns that order: the order system has to learn where it goes. Of the customer's own, a
    delivery or billing address concerns all orders of the brands that have them validated again (M5; `revalidates`,
    the unit's), and so does the home address where it serves as one of the two.
    """
    open_orders = [order for order in customer.orders if order.status in IN_PROCESS]
    row = next((address for address in customer.addresses if address.id == which), None)
    kind = which if isinstance(which, AddressKind) else row.kind if row else AddressKind.ORDER
    if kind is AddressKind.ORDER:
        return [order for order in open_orders if order.address_id == which]
    if not _serves(kind, {address.kind for address in customer.addresses}):
        return []
    return [order for order in open_orders if revalidates(order.brand)]


def _serves(kind: AddressKind, on_file: Collection[AddressKind]) -> bool:
    """Whether orders go or are billed to an address of this kind: to the home where one of the two is missing."""
    return kind is not AddressKind.HOME or not {AddressKind.DELIVERY, AddressKind.BILLING} <= set(on_file)


def of_added_address(
    kind: AddressKind, on_file: Collection[AddressKind], in_process: Iterable[str]
) -> tuple[Consequence, ...]:
    """What an address of a kind means that is added to those `on_file`; `in_process` are orders validated again."""
    return (*_told_of(in_process if _serves(kind, on_file) else ()), Consequence(Effect.ORDERS_KEPT))


def _told_of(numbers: Iterable[str]) -> list[Consequence]:
    return [Consequence(effect, number) for number in numbers for effect in (Effect.HELD, Effect.ORDER_SYSTEM_TOLD)]


def of_contact(row: Email | Phone) -> tuple[Consequence, ...]:
    """What another e-mail address or phone number in place of this one means."""
    old = (row.address if isinstance(row, Email) else row.number) or ""
    return (Consequence(Effect.MESSAGES_MOVE, old), Consequence(Effect.CHOICES_KEPT))


def of_address(
    customer: Customer, which: int | AddressKind, revalidates: Callable[[str], bool]
) -> tuple[Consequence, ...]:
    """What amending or adding an address means."""
    held = [order.number or "" for order in orders_concerned(customer, which, revalidates)]
    told = _told_of(held)
    own = any(address.id == which and address.kind is AddressKind.ORDER for address in customer.addresses)
    return (*told, Consequence(Effect.ADDRESSES_KEPT if own else Effect.ORDERS_KEPT), Consequence(Effect.CARDS_KEPT))
