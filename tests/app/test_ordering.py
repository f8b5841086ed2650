"""From settings to a message that the order system has: its address, its token, and the courier that brings it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from care_console.app.ordering import ORDERS_TOKEN, order_system
from care_console.app.stores import SystemClock, assemble
from care_console.credentials import KeyringCredentials
from care_console.domain.errors import ServiceError
from care_console.domain.roles import Role
from care_console.settings import Settings
from care_console.storage.store import open_store
from tests.services.conftest import Counter
from tests.stores import KEY, Planted, stranger
from tests.test_orders import OrderSystem, move_house, system

if TYPE_CHECKING:
    from pathlib import Path

    from pytestqt.qtbot import QtBot

    from tests.memory_keyring import MemoryKeyring
    from tests.stores import Place

__all__ = ["system"]


def test_a_held_order_is_told_of_once_the_console_runs_again(
    place: Place, tmp_path: Path, system: OrderSystem, memory_keyring: MemoryKeyring, qtbot: QtBot
) -> None:
    jo = place.seed.agent("Jo", Role.AGENT)
    move_house(Counter(place, jo, place.seed.customer(Planted(id=1)), place.seed.customer(stranger())))
    place.store.close()
    KeyringCredentials().put(ORDERS_TOKEN, "sesame")
    way = order_system(Settings(orders_url=system.url))
    assert way is not None
    system.answers = [202]
    store = open_store(tmp_path / "store.db", KEY, SystemClock(), "testhost")
    backend = assemble(store, None, lambda _: None, orders=way)
    backend.start()
    try:
        qtbot.waitUntil(lambda: store.order_queue.backlog().waiting == 0)
    finally:
        backend.close()
    ((headers, event),) = system.got
    assert (headers["authorization"], event["data"]["address"]["line1"]) == ("Bearer sesame", "9 Elm Road")


def test_without_an_address_nothing_is_sent_and_a_plain_one_is_refused() -> None:
    assert order_system(Settings()) is None
    with pytest.raises(ServiceError):
        order_system(Settings(orders_url="http://orders.example.org"))
