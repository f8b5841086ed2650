"""Which pack is in force: market before date, nothing from the future, nothing across controllers."""

from __future__ import annotations

import copy
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from care_console.domain.errors import BugError
from care_console.domain.policies import (
    MarketingChannel,
    NoPolicyError,
    PolicyBook,
    PolicyError,
    PolicyPack,
    RecordKind,
    SharingPurpose,
    parse,
)
from care_console.domain.policies_resolved import resolve
from care_console.domain.requests import Rung
from tests.domain.policy_toml import FOLDER, dump, shipped

YNAP = shipped("ynap-2018")
BRANDS = {"one": ("shoes", "hats"), "two": ("books",)}
MARKETS = ("GB", "US", "*")
SECTIONS = ("care", "privacy_officer", "mail_subjects", "transfer", "recipients")
DAYS = st.dates(date(2000, 1, 1), date(2030, 12, 31))


def pack(
    name: str,
    controller: str,
    brands: tuple[str, ...],
    markets: tuple[str, ...],
    effective: date,
    *,
    partial: bool = False,
) -> PolicyPack:
    """A full pack whose mailboxes tell which pack they come from, or a partial one that says nothing."""
    data: dict[str, Any] = copy.deepcopy(YNAP)
    badge = {"name": "Shop", "initials": "S", "colour": "#27272A"}
    contact = {"routes": ["email"], "mailbox": f"{name}@{controller}.example.com"}
    data |= {"id": name, "markets": list(markets), "effective": effective, "partial": partial}
    data["controller"] = {"key": controller, "name": controller}
    data["brands"] = {brand: badge if partial else badge | {"lends": False, "contact": contact} for brand in brands}
    data["privacy_officer"] = {"route": "email", "mailbox": f"{name}@{controller}.example.com"}
    data["privacy_officer"]["copy"] = [{"since": effective, "days": 28}]
    for section in (*SECTIONS, "channels", "purposes", "retention_months") if partial else ():
        del data[section]
    return parse(dump(data), f"{name}.toml")


@st.composite
def many_packs(draw: st.DrawFn) -> list[PolicyPack]:
    """Packs of two controllers; only packs that may stand together are put together."""
    result: list[PolicyPack] = []
    for number in range(draw(st.integers(1, 6))):
        controller = draw(st.sampled_from(sorted(BRANDS)))
        brands = draw(st.lists(st.sampled_from(BRANDS[controller]), min_size=1, unique=True))
        markets = draw(st.lists(st.sampled_from(MARKETS), min_size=1, unique=True))
        partial = draw(st.booleans())
        drawn = pack(f"pack-{number}", controller, tuple(brands), tuple(markets), draw(DAYS), partial=partial)
        try:
            PolicyBook([*result, drawn])
        except PolicyError:
            continue
        result.append(drawn)
    assume(result)
    return result


def applying(packs: list[PolicyPack], brand: str, market: str, on: date) -> list[PolicyPack]:
    return [p for p in packs if brand in p.brands and p.effective <= on and {market, "*"} & set(p.markets)]


@given(packs=many_packs(), market=st.sampled_from(["GB", "US", "FR", ""]), on=DAYS, data=st.data())
def test_the_pack_in_force_is_of_the_market_and_then_the_newest_not_in_the_future(
    packs: list[PolicyPack], market: str, on: date, data: st.DataObject
) -> None:
    brand = data.draw(st.sampled_from(sorted({brand for p in packs for brand in p.brands})))
    candidates = applying(packs, brand, market, on)
    book = PolicyBook(packs)
    if not candidates:
        with pytest.raises(NoPolicyError):
            book.in_force(brand, market, on)
        return
    of_the_market = [p for p in candidates if market in p.markets] or candidates
    newest = max(p.effective for p in of_the_market)
    assert book.in_force(brand, market, on).id == next(p.id for p in of_the_market if p.effective == newest)


@given(packs=many_packs(), market=st.sampled_from(["GB", "US", "FR"]), on=DAYS)
def test_nothing_is_inherited_from_another_controller_or_from_the_future(
    packs: list[PolicyPack], market: str, on: date
) -> None:
    book, by_id = PolicyBook(packs), {p.id: p for p in packs}
    for controller, brands in BRANDS.items():
        for brand in brands:
            if not applying(packs, brand, market, on):
                continue
            policy = book.in_force(brand, market, on)
            assert policy.controller.key == policy.brand.controller == controller
            for mailbox in (policy.contact.mailbox, policy.privacy_officer.mailbox):
                assert mailbox is not None
                assert mailbox.endswith(f"@{controller}.example.com")
                assert by_id[mailbox.partition("@")[0]].effective <= on
            assert (policy.inherited_from is not None) is by_id[policy.id].partial
            assert policy.copy_terms.since <= on


@given(packs=many_packs(), market=st.sampled_from(["GB", "US", "FR"]), on=DAYS, data=st.data())
def test_the_order_of_packs_does_not_matter(
    packs: list[PolicyPack], market: str, on: date, data: st.DataObject
) -> None:
    book, other = PolicyBook(packs), PolicyBook(data.draw(st.permutations(packs)))
    for brand in {brand for p in packs for brand in p.brands}:
        assert book.controller_of(brand) == other.controller_of(brand)
        if applying(packs, brand, market, on):
            assert book.in_force(brand, market, on) == other.in_force(brand, market, on)


@given(packs=many_packs())
def test_brands_are_listed_under_their_controller_alone(packs: list[PolicyPack]) -> None:
    book = PolicyBook(packs)
    for controller in book.controllers():
        for brand in book.brands(controller.key):
            assert brand.key in BRANDS[controller.key]
            assert book.brand(brand.key) == brand
    for a in (brand for p in packs for brand in p.brands):
        for b in (brand for p in packs for brand in p.brands):
            assert book.same_controller(a, b) is any({a, b} <= set(brands) for brands in BRANDS.values())


def test_a_partial_pack_takes_what_it_does_not_say_from_the_pack_in_force_on_the_day() -> None:
    book = PolicyBook.load(FOLDER)
    fragment = book.in_force("the-outnet", "US", date(2017, 1, 1))
    beneath = book.in_force("the-outnet", "GB", date(2017, 1, 1))
    assert (fragment.id, fragment.inherited_from) == ("theoutnet-us-2016", "theoutnet-uk-2015")
    assert fragment.channels[MarketingChannel.SMS].switchable
    assert not beneath.channels[MarketingChannel.SMS].switchable
    assert fragment.channels[MarketingChannel.EMAIL] == beneath.channels[MarketingChannel.EMAIL]
    assert fragment.purposes[SharingPurpose.GROUP_SHARING] == beneath.purposes[SharingPurpose.GROUP_SHARING]
    assert fragment.retention_months[RecordKind.CHAT_TRANSCRIPTS] == 13
    assert [line.market for line in fragment.phone_lines] == ["*"]
    without_2017 = PolicyBook([each for each in book.packs if each.id != "net-a-porter-us-2017"])
    later = without_2017.in_force("the-outnet", "US", date(2019, 1, 1))
    assert (later.id, later.inherited_from) == ("theoutnet-us-2016", "ynap-2018")
    assert later.care.calls_recorded


def test_inheriting_prefers_the_same_brand_to_the_same_market() -> None:
    day = date(2020, 1, 1)
    hats = pack("hats", "one", ("hats",), ("US",), day)
    shoes = pack("shoes", "one", ("shoes",), ("GB",), day)
    partial = pack("part", "one", ("shoes",), ("US",), day, partial=True)
    assert PolicyBook([hats, shoes, partial]).in_force("shoes", "US", day).inherited_from == "shoes"


def test_an_unchecked_pack_is_never_taken_for_a_whole_one() -> None:
    partial = pack("part", "one", ("shoes",), ("GB",), date(2020, 1, 1), partial=True)
    with pytest.raises(BugError):
        resolve(partial, None, "shoes", "GB", date(2020, 1, 1))


def test_of_two_packs_the_stricter_rung_holds() -> None:
    day = date(2020, 1, 1)
    full = pack("full", "one", ("shoes",), ("*",), day)
    partial = pack("part", "one", ("shoes",), ("GB",), day, partial=True)
    text = dump({**YNAP, "rungs": {"view": 4, "strong": 5}})
    strict = parse(text, "ynap-2018.toml").rungs
    raised = PolicyBook([_with_rungs(full, strict), _with_rungs(partial, {Rung.VIEW: 3})]).in_force("shoes", "GB", day)
    assert {rung: raised.facts_needed(rung) for rung in Rung} == {Rung.VIEW: 4, Rung.STRONG: 5, Rung.CONTACT: 4}


def test_what_is_in_force_everywhere_is_what_is_in_force_of_each_brand() -> None:
    begun, later = date(2020, 1, 1), date(2030, 1, 1)
    shoes = pack("shoes", "one", ("shoes",), ("*",), begun)
    book = PolicyBook([shoes, pack("hats", "two", ("hats",), ("*",), later)])
    assert book.all_in_force("GB", begun) == {"shoes": book.in_force("shoes", "GB", begun)}
    assert set(book.all_in_force("GB", later)) == {"shoes", "hats"}


def _with_rungs(each: PolicyPack, rungs: dict[Rung, int]) -> PolicyPack:
    return msgspec.structs.replace(each, rungs=rungs)


def test_a_market_that_is_not_known_takes_the_pack_for_all_markets() -> None:
    book = PolicyBook.load(FOLDER)
    assert book.in_force("the-outnet", "", date(2026, 1, 1)).id == "ynap-2018"
    assert book.in_force("the-outnet", "uk", date(2026, 1, 1)).id == "theoutnet-uk-2015"


def test_no_pack_in_force_is_told_with_what_there_is() -> None:
    book = PolicyBook.load(FOLDER)
    with pytest.raises(NoPolicyError, match=r"was in force on 2015-09-30.*began on 2015-10-01"):
        book.in_force("the-outnet", "GB", date(2015, 9, 30))
    with pytest.raises(NoPolicyError, match=r"la-redoute for the market FR.*other markets"):
        book.in_force("la-redoute", "FR", date(2026, 1, 1))
    with pytest.raises(NoPolicyError, match=r"No policy pack covers the brand 'koodos'.*la-redoute, mr-porter"):
        book.in_force("koodos", "GB", date(2026, 1, 1))
    with pytest.raises(NoPolicyError):
        book.same_controller("la-redoute", "koodos")
    assert book.brands("nobody") == ()


DAY = date(2020, 1, 1)
TOGETHER = [
    ([("a", "one", "shoes", "GB", DAY), ("a", "one", "hats", "GB", DAY)], "id", "no other pack has"),
    ([("a", "one", "shoes", "GB", DAY), ("b", "two", "shoes", "US", DAY)], "brands.shoes", "another controller"),
    ([("a", "one", "shoes", "*", DAY), ("b", "one", "shoes", "*", DAY)], "effective", "a begins on the same day"),
]


@pytest.mark.parametrize(("given_packs", "path", "expected"), TOGETHER)
def test_packs_that_cannot_stand_together_are_told(
    given_packs: list[tuple[str, str, str, str, date]], path: str, expected: str
) -> None:
    packs = [pack(name, key, (brand,), (market,), day) for name, key, brand, market, day in given_packs]
    with pytest.raises(PolicyError) as caught:
        PolicyBook(packs)
    assert [(each.file, each.path) for each in caught.value.problems] == [(f"{packs[1].id}.toml", path)]
    assert expected in caught.value.problems[0].expected


def test_a_controller_has_one_legal_name() -> None:
    first, second = (shipped(name) for name in ("ynap-2018", "theoutnet-uk-2015"))
    second["controller"]["name"] = "Somebody Else Limited"
    with pytest.raises(PolicyError, match=r"theoutnet-uk-2015\.toml: controller\.name"):
        PolicyBook([parse(dump(each), f"{each['id']}.toml") for each in (first, second)])


def test_a_partial_pack_must_find_something_to_inherit_on_its_first_day() -> None:
    partial = pack("part", "one", ("shoes",), ("GB", "US"), DAY, partial=True)
    stranger = pack("stranger", "two", ("books",), ("*",), date(2019, 1, 1))
    later = pack("later", "one", ("shoes",), ("*",), date(2020, 1, 2))
    for others in ([], [stranger], [later]):
        with pytest.raises(PolicyError) as caught:
            PolicyBook([partial, *others])
        assert [(each.file, each.path) for each in caught.value.problems] == [("part.toml", "partial")]
    with pytest.raises(PolicyError) as caught:
        PolicyBook([partial, pack("hats", "one", ("hats",), ("*",), DAY)])
    assert [each.path for each in caught.value.problems] == ["brands.shoes.lends", "brands.shoes.contact"]


def test_all_bad_files_of_a_folder_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "good.toml").write_text(dump({**YNAP, "id": "good"}), encoding="utf-8")
    (tmp_path / "torn.toml").write_text('id = "torn', encoding="utf-8")
    (tmp_path / "latin.toml").write_bytes('id = "café"'.encode("latin-1"))
    (tmp_path / "short.toml").write_text('id = "short"', encoding="utf-8")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "notes.txt").write_text("not a pack", encoding="utf-8")
    with pytest.raises(PolicyError) as caught:
        PolicyBook.load(tmp_path)
    assert {each.file for each in caught.value.problems} == {"torn.toml", "latin.toml", "short.toml", "folder.toml"}
    assert caught.value.todo
    assert str(tmp_path) not in str(caught.value)


def test_a_folder_without_packs_is_told(tmp_path: Path) -> None:
    for folder in (tmp_path, tmp_path / "missing"):
        with pytest.raises(PolicyError, match="at least one policy pack"):
            PolicyBook.load(folder)
