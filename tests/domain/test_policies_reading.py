"""A broken pack is refused with the file, the place and what is expected there; every fault at once."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from care_console.domain.policies import PolicyError, Problem, parse
from tests.domain.policy_toml import dump, shipped

YNAP: dict[str, Any] = shipped("ynap-2018")
REDOUTE: dict[str, Any] = shipped("laredoute-uk-2007")

Step = str | int
Path_ = tuple[Step, ...]


def leaves(value: object, path: Path_ = ()) -> list[Path_]:
    if isinstance(value, dict):
        return [leaf for key, each in value.items() for leaf in leaves(each, (*path, key))]
    if isinstance(value, list) and value and isinstance(value[0], dict):
        return [leaf for key, each in enumerate(value) for leaf in leaves(each, (*path, key))]
    return [path]


def tables(value: object, path: Path_ = ()) -> list[Path_]:
    inside = (
        list(value.items()) if isinstance(value, dict) else list(enumerate(value)) if isinstance(value, list) else []
    )
    here = [path] if isinstance(value, dict) else []
    return here + [table for key, each in inside for table in tables(each, (*path, key))]


def dotted(path: Path_) -> str:
    return "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in path).removeprefix(".")


def at(pack: Any, path: Path_) -> Any:
    for step in path:
        pack = pack[step]
    return pack


def changed(pack: dict[str, Any], path: Path_, value: object) -> dict[str, Any]:
    result = copy.deepcopy(pack)
    at(result, path[:-1])[path[-1]] = value
    return result


def without(pack: dict[str, Any], path: Path_) -> dict[str, Any]:
    result = copy.deepcopy(pack)
    del at(result, path[:-1])[path[-1]]
    return result


def problems(pack: dict[str, Any]) -> tuple[Problem, ...]:
    with pytest.raises(PolicyError) as caught:
        parse(dump(pack), f"{pack.get('id', 'ynap-2018')}.toml")
    return caught.value.problems


def paths(pack: dict[str, Any]) -> list[str]:
    return [problem.path for problem in problems(pack)]


def wrong(value: object) -> st.SearchStrategy[object]:
    """Values of another kind than the right one."""
    kinds: list[tuple[type, st.SearchStrategy[object]]] = [
        (bool, st.booleans()),
        (int, st.integers(-5, 5000)),
        (str, st.text(max_size=12).filter(lambda text: not text[:4].isdecimal())),
        (date, st.dates(date(1990, 1, 1))),
        (list, st.just([[]])),
        (dict, st.just({"surprise": 1})),
    ]
    return st.one_of([strategy for kind, strategy in kinds if kind is not type(value)])


def test_shipped_packs_survive_being_written_and_read_again() -> None:
    for pack in (YNAP, REDOUTE):
        read = parse(dump(pack), f"{pack['id']}.toml")
        assert (read.id, read.effective) == (pack["id"], pack["effective"])
        assert read.brands.keys() == pack["brands"].keys()


@given(data=st.data())
def test_a_value_of_the_wrong_kind_is_named_at_its_place(data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from([YNAP, REDOUTE]))
    path = data.draw(st.sampled_from(leaves(pack)))
    value = data.draw(wrong(at(pack, path)))
    # A whole number is an amount too.
    assume(not (path[-1] == "ceiling" and type(value) is int and value > 0))
    found = paths(changed(pack, path, value))
    assert any(place.startswith(dotted(path)) for place in found), found


@given(data=st.data())
def test_a_key_that_is_not_known_is_named_at_its_place(data: st.DataObject) -> None:
    pack = data.draw(st.sampled_from([YNAP, REDOUTE]))
    path = data.draw(st.sampled_from(tables(pack)))
    key = data.draw(st.from_regex(r"[a-z]{3,8}_x", fullmatch=True))
    faults = problems(changed(pack, (*path, key), 1))
    named = [fault for fault in faults if fault.path == dotted((*path, key))]
    assert named
    expected = "expected a table of its own" if path == ("brands",) else "is not known here; known are "
    assert named[0].expected.startswith(expected)


@given(path=st.sampled_from([path for path in leaves(YNAP) if path[-1] != "express"]))
def test_a_full_pack_may_leave_nothing_out(path: Path_) -> None:
    assert dotted(path) in paths(without(YNAP, path))


@pytest.mark.parametrize("section", ["care", "privacy_officer", "mail_subjects", "transfer", "recipients"])
def test_a_full_pack_has_every_section_and_a_partial_one_need_not(section: str) -> None:
    lacking = without(YNAP, (section,))
    assert problems(lacking) == (Problem("ynap-2018.toml", section, "must be given, because the pack is not partial"),)
    assert parse(dump(lacking | {"partial": True}), "ynap-2018.toml").partial


NET = ("brands", "net-a-porter")
RULES: list[tuple[dict[str, Any], Path_, object, str]] = [
    (YNAP, ("id",), "ynap-2019", "file's own name"),
    (YNAP, ("id",), "YNAP 2018", "small letters"),
    (YNAP, ("source",), "../001.txt", "ending in .txt"),
    (YNAP, ("markets",), [], "at least one market"),
    (YNAP, ("markets",), ["UK"], "never UK"),
    (YNAP, ("markets",), ["gb"], "two capital letters"),
    (YNAP, ("markets",), ["GB", "GB"], "each market once"),
    (YNAP, ("controller", "key"), "YNAP", "small letters"),
    (YNAP, ("controller", "name"), " ", "company's name"),
    (YNAP, ("brands",), {}, "at least one brand"),
    (YNAP, ("brands", "Net A Porter"), YNAP["brands"]["net-a-porter"], "a key of small letters"),
    (YNAP, (*NET, "contact", "phones", 0, "region"), "GB", "known are number, market"),
    (REDOUTE, ("mail_subjects", 0, "withdraws"), ["post"], "expected one of group-sharing, third-party-post"),
    (YNAP, (*NET, "name"), "", "name that customers know"),
    (YNAP, (*NET, "initials"), "NAPS", "one to three"),
    (YNAP, (*NET, "initials"), "N-", "one to three"),
    (YNAP, (*NET, "colour"), "grey", "a colour such as #1F2937"),
    (YNAP, (*NET, "colour"), "#777777", "darker colour: white on it has 4.5:1"),
    (YNAP, (*NET, "contact", "routes"), [], "at least one way"),
    (YNAP, (*NET, "contact", "mailbox"), "customercare@net-a-porter", "an e-mail address"),
    (YNAP, (*NET, "contact", "mailbox"), "a@b.com\r\nBcc: c@d.com", "an e-mail address"),
    (YNAP, (*NET, "contact", "phones"), [], "must be given"),
    (YNAP, (*NET, "contact", "phones", 0, "number"), "0800", "a phone number as dialled in GB"),
    (YNAP, (*NET, "contact", "phones", 1, "number"), "0330 022 5700", "with + and the country's code"),
    (YNAP, (*NET, "contact", "phones", 0, "market"), "UK", "never UK"),
    (YNAP, (*NET, "contact", "post"), ["London"], '"letter" belongs in routes'),
    (YNAP, (*NET, "contact", "routes"), ["fax"], "expected one of phone, email, letter, chat"),
    (YNAP, ("channels", "email", "opt_out_by"), ["account"], "care always takes a no"),
    (YNAP, ("channels", "email", "default"), "maybe", "expected one of on, off, never"),
    (YNAP, ("purposes", "third-party-post", "opt_out_by"), ["care"], "cannot be opted out of"),
    (YNAP, ("purposes", "group-sharing", "express"), True, "express permission must be asked for"),
    (YNAP, ("retention_months", "chat-transcripts"), 0, "at least 1 month"),
    (YNAP, ("care", "age_of_consent"), 12, "from 13 to 18"),
    (YNAP, ("care", "due_days"), 0, "at least 1 day"),
    (YNAP, ("privacy_officer", "mailbox"), "query.dpo", "an e-mail address"),
    (YNAP, ("privacy_officer", "copy", 0, "days"), 0, "at least 1 day"),
    (YNAP, ("privacy_officer", "copy", 0, "fee", "ceiling"), "0", "more than 0"),
    (YNAP, ("privacy_officer", "copy", 0, "fee", "ceiling"), "NaN", "more than 0"),
    (YNAP, ("privacy_officer", "copy", 0, "fee", "ceiling"), "ten", "an amount in quotes"),
    (YNAP, ("privacy_officer", "copy", 0, "fee", "currency"), "pounds", "ISO 4217"),
    (YNAP, ("privacy_officer", "copy"), [], "terms that hold from 2018-02-01 on"),
    (YNAP, ("transfer", "adequate"), ["Switzerland"], "two capital letters"),
    (YNAP, ("effective",), datetime(2018, 2, 1, 12, tzinfo=UTC), "a date such as 2018-02-01"),
    (YNAP, ("effective",), "soon", "a date such as 2018-02-01"),
    (REDOUTE, ("mail_subjects", 0, "subject"), " Re: ", "words that no other subject"),
    (REDOUTE, ("mail_subjects", 0, "withdraws"), [], "at least one purpose"),
    (REDOUTE, ("mail_subjects", 0, "withdraws"), ["group-sharing"], '"group-sharing" is never'),
]


@pytest.mark.parametrize(("pack", "path", "value", "expected"), RULES)
def test_a_broken_rule_is_told_in_plain_words(pack: dict[str, Any], path: Path_, value: object, expected: str) -> None:
    with pytest.raises(PolicyError) as caught:
        parse(dump(changed(pack, path, value)), f"{pack['id']}.toml")
    told = [each for each in caught.value.problems if each.path.startswith(dotted(path)) and expected in each.expected]
    assert told, caught.value.problems
    assert str(told[0]) in str(caught.value)


def test_copy_terms_stand_in_the_order_of_their_dates() -> None:
    turned = changed(YNAP, ("privacy_officer", "copy"), YNAP["privacy_officer"]["copy"][::-1])
    assert set(paths(turned)) == {"privacy_officer.copy"}


def test_an_officer_is_reached_by_the_way_that_is_named() -> None:
    assert paths(changed(YNAP, ("privacy_officer", "route"), "post")) == ["privacy_officer.post"]
    assert paths(without(YNAP, ("privacy_officer", "mailbox"))) == ["privacy_officer.mailbox"]


@pytest.mark.parametrize(("rung", "facts", "accepted"), [("view", 2, True), ("view", 1, False), ("contact", 2, False)])
def test_a_rung_may_be_stricter_never_weaker(rung: str, facts: int, *, accepted: bool) -> None:
    pack = YNAP | {"rungs": {rung: facts}}
    if accepted:
        assert parse(dump(pack), "ynap-2018.toml").rungs
    else:
        assert [(p.path, "never weaker" in p.expected) for p in problems(pack)] == [(f"rungs.{rung}", True)]


def test_faults_of_several_sections_are_told_together() -> None:
    broken = changed(changed(YNAP, ("care", "due_days"), "soon"), ("transfer", "elsewhere"), "perhaps")
    broken = without(changed(broken, ("channels", "fax"), {"default": "on"}), ("effective",))
    assert set(paths(broken)) == {"care.due_days", "transfer.elsewhere", "channels.fax", "effective"}


@given(text=st.text(max_size=200))
def test_any_text_gives_an_error_for_people_and_nothing_else(text: str) -> None:
    with pytest.raises(PolicyError) as caught:
        parse(text, "any.toml")
    assert all(problem.file == "any.toml" and problem.expected for problem in caught.value.problems)


def test_packs_are_immutable() -> None:
    pack = parse(dump(YNAP), "ynap-2018.toml")
    with pytest.raises(AttributeError):
        pack.id = "other"  # type: ignore[misc]
    assert msgspec.structs.asdict(pack)["id"] == "ynap-2018"
