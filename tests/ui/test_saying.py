"""The first words on a line, as the policy in force has them."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from care_console import resources
from care_console.domain.policies import PolicyBook
from care_console.domain.say_lines import SayBook
from care_console.ui.kit.marks import Brand
from care_console.ui.saying import greeting


def services(market: str) -> Any:
    return SimpleNamespace(
        say=SayBook.load(resources.path("say")),
        book=PolicyBook.load(resources.path("policies")),
        market=market,
        brand=lambda key: Brand(key.upper(), "XX", "#333333"),
    )


@pytest.mark.parametrize(
    ("brand", "market", "told"),
    [
        ("net-a-porter", "GB", True),
        ("net-a-porter", "US", False),
        ("the-outnet", "GB", False),
        ("la-redoute", "GB", False),
    ],
)
def test_a_recording_is_told_of_where_the_policy_says_that_calls_are_recorded(
    brand: str, market: str, told: bool
) -> None:
    said = greeting(services(market), brand)
    assert said.startswith(f"{brand.upper()} customer care, good day.")
    assert ("This call may be recorded." in said) is told


def test_where_no_policy_is_known_a_recording_is_told_of() -> None:
    assert "peut être enregistré" in greeting(services("FR"), "la-redoute")
