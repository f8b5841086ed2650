"""A brand whose pack asks for more facts, by keyboard alone: the page asks for as many as the store demands."""

from __future__ import annotations

from pathlib import Path

import msgspec
import pytest

from care_console.domain.policies import PolicyBook
from care_console.domain.requests import Rung
from tests.journeys.desk import Desk, Key, Modifier, a_caller

STRICTER = {Rung.VIEW: 3, Rung.CONTACT: 5}


@pytest.fixture
def stricter_packs(monkeypatch: pytest.MonkeyPatch) -> None:
    """The packs as they ship, each with its own demands."""
    load = PolicyBook.load

    def stricter(folder: Path) -> PolicyBook:
        return PolicyBook([msgspec.structs.replace(pack, rungs=STRICTER) for pack in load(folder).packs])

    monkeypatch.setattr(PolicyBook, "load", stricter)


@pytest.mark.usefixtures("stricter_packs")
def test_the_page_asks_for_as_many_facts_as_the_pack_does(desk: Desk) -> None:
    desk.at_work("agent")
    caller = a_caller(desk.store)
    desk.find(caller, f"{caller.given_names} {caller.surname}")
    desk.open_chosen()
    desk.until_says("0 of 3 matched")
    desk.answer(caller.number, "1 of 3 matched")
    desk.answer(caller.birth_date, "2 of 3 matched")
    assert not desk.says(caller.email)
    desk.answer(f"{caller.postcode}, {caller.line1.split()[0]}", "Verified")
    desk.until_says(caller.email)
    desk.press(Key.Key_M, Modifier.ControlModifier)
    desk.until_says("This change takes 2 facts more.", "3 of 5 matched")
    desk.answer(caller.email, "This change takes one fact more.")
    assert desk.says("4 of 5 matched")
    desk.answer(caller.phone, "Still sent:")
    desk.until(lambda: desk.focused() == "New e-mail")
