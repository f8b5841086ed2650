"""The stores that the contract holds for, and a desk with an agent and two customers."""

from __future__ import annotations

import pytest

from tests.contract.desk import Desk
from tests.stores import Place, SqlitePlaces

STORES = {"sqlite": SqlitePlaces}
"""Every kind of store; each has `make(folder)` once a session and `place(path)` for each test."""


@pytest.fixture(scope="session", params=STORES)
def places(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> SqlitePlaces:
    """Makes stores of one kind."""
    return STORES[request.param].make(tmp_path_factory.mktemp("template"))


@pytest.fixture
def desk(place: Place) -> Desk:
    """An agent at work, with two customers of one controller."""
    return Desk.at(place)
