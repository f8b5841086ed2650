"""Choices through the services: policies decide what can be switched, a no is fast and tells nothing."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select

from care_console.domain.errors import BugError, InvalidError
from care_console.domain.events import Outcome, Verb
from care_console.domain.masking import DOT
from care_console.domain.preferences import ALL_MARKETING, Addressee, ChoiceMade, Effects
from care_console.domain.requests import Channel, Fact, Purpose, Reason, Refusal, Requester
from care_console.domain.roles import Role
from care_console.services.access import Access
from care_console.services.customer_file import CustomerFile, RequestInfo
from care_console.services.preferences import Asked, Known, Preferences, checked_addressee
from care_console.storage import tables as t
from care_console.storage.store import SqliteStore
from tests.contract.desk import said
from tests.services.conftest import BOOK, notices
from tests.stores import PAST, START, Place, Planted, stranger

GROUP = "net-a-porter-group"
LINE = "mr-porter"
MAIL = frozenset({"direct-mail"})
ASKED = "May MR PORTER send you offers by post?"
TODAY = START.date()


class Desk:
    """An agent of the group, with a customer on file twice and a stranger."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.who = place.seed.agent("Jo", Role.AGENT)
        place.seed.customer(Planted(id=1, controller=GROUP, brand=LINE))
        place.seed.customer(stranger(controller=GROUP, brand=LINE))
        self.her = Planted(id=1)
        place.seed.customer(
            Planted(
                id=3, controller=GROUP, brand="the-outnet", given_names="M", number="91827364", order="#W3",
                phone="+441134960999",
                older_order="#W4", email="m.h@example.com", second_email="mh@example.com", line1="9 Other Road",
            )
        )  # fmt: skip
        self.access = Access(place.store)
        self.preferences = Preferences(place.store, BOOK, place.clock, notices(place))

    def draft(self) -> str:
        made = self.access.draft(self.who, GROUP, LINE, Channel.PHONE)
        assert isinstance(made, RequestInfo)
        return made.id

    def verified(self, *facts: Fact) -> CustomerFile:
        request = self.draft()
        self.access.open(self.who, request, 1, Requester.CUSTOMER, Purpose.PREFERENCES)
        for fact in facts:
            self.access.verify(self.who, request, 1, fact, said(self.her, fact), "GB")
        return self.file(request)

    def file(self, request: str) -> CustomerFile:
        seen = self.access.read(self.who, request, 1)
        assert isinstance(seen, CustomerFile)
        return seen

    def opt_out(self, request: str, subjects: frozenset[str] = MAIL, *brands: str) -> ChoiceMade:
        asked = Asked(subjects, brands or (LINE,), "GB")
        made = self.preferences.opt_out(self.who, request, 1, asked, Requester.CUSTOMER)
        assert isinstance(made, ChoiceMade)
        return made


BLNS = Path(__file__).parents[3] / "shared" / "data" / "blns" / "blns.json"


@pytest.fixture
def desk(place: Place) -> Desk:
    return Desk(place)


def off(seen: CustomerFile) -> set[tuple[str, str]]:
    return {(line.brand, line.subject) for line in seen.preferences if not line.chosen}


def test_a_no_from_the_hit_row_needs_no_opening(desk: Desk) -> None:
    request = desk.draft()
    desk.opt_out(request)
    told = [(event.verb, event.outcome, event.fields, event.purpose) for event in desk.place.events(desk.who)]
    assert told == [
        (Verb.REQUEST_OPENED, Outcome.DONE, (), ""),
        (Verb.OPTED_OUT, Outcome.DONE, ("preference.direct_mail",), "preferences"),
        (Verb.MESSAGE_QUEUED, Outcome.DONE, (), "preferences"),
    ]
    seen = desk.verified(Fact.EMAIL, Fact.POSTCODE)
    assert off(seen) == {(LINE, "direct-mail")}
    assert seen.preferences[-1].policy == "ynap-2018"


def test_who_asked_and_what_for_are_not_changed_by_a_no(desk: Desk) -> None:
    request = desk.draft()
    desk.access.open(desk.who, request, 1, Requester.GUARDIAN, Purpose.ORDER)
    desk.opt_out(request)
    seen = desk.file(request)
    assert (seen.request.requester, seen.request.purpose) == (Requester.GUARDIAN, Purpose.ORDER)


def test_all_marketing_stops_for_every_brand(desk: Desk) -> None:
    brands = ("mr-porter", "net-a-porter", "the-outnet")
    desk.opt_out(desk.draft(), ALL_MARKETING, *brands)
    seen = desk.verified(Fact.EMAIL, Fact.POSTCODE)
    offered = {(each.brand, each.subject) for each in desk.preferences.offer(brands, "GB")}
    assert off(seen) == {pair for pair in offered if pair[1] != "testimonial"}
    assert {brand for brand, _ in off(seen)} == set(brands)


def test_what_never_happens_cannot_be_switched(desk: Desk) -> None:
    third = Asked(frozenset({"third-party-email"}), (LINE,), "GB")
    answer = desk.preferences.opt_out(desk.who, desk.draft(), 1, third, Requester.CUSTOMER)
    assert answer == Refusal(Reason.NO_SUCH_FIELD)
    assert desk.place.events(desk.who)[-1].detail == {"reason": "no_such_field"}


def test_nothing_crosses_to_another_controller(desk: Desk) -> None:
    asked = Asked(MAIL, ("la-redoute",), "GB")
    answer = desk.preferences.opt_out(desk.who, desk.draft(), 1, asked, Requester.CUSTOMER)
    assert answer == Refusal(Reason.NO_SUCH_FIELD)


def test_taking_back_under_the_request(desk: Desk) -> None:
    seen = desk.verified(Fact.EMAIL, Fact.POSTCODE)
    made = desk.opt_out(seen.request.id, frozenset({"email"}))
    assert off(desk.file(seen.request.id)) == {(LINE, "email")}
    assert desk.preferences.undo(desk.who, seen.request.id, made) is None
    assert desk.file(seen.request.id).preferences == seen.preferences
    assert desk.preferences.undo(desk.who, seen.request.id, made) == Refusal(Reason.UNDO_OVER)


def test_a_yes_needs_a_strong_fact(desk: Desk) -> None:
    seen = desk.verified(Fact.EMAIL, Fact.POSTCODE)
    asked = Asked(MAIL, (LINE,), "GB")
    assert desk.preferences.opt_in(desk.who, seen.request.id, 1, asked, ASKED) == Refusal(Reason.RUNG_TOO_LOW)
    desk.access.verify(desk.who, seen.request.id, 1, Fact.BIRTH_DATE, said(desk.her, Fact.BIRTH_DATE), "GB")
    assert isinstance(desk.preferences.opt_in(desk.who, seen.request.id, 1, asked, ASKED), ChoiceMade)
    assert (LINE, "direct-mail", True) in {
        (p.brand, p.subject, p.chosen) for p in desk.file(seen.request.id).preferences
    }


def test_nobody_agrees_to_what_was_not_asked(desk: Desk) -> None:
    seen = desk.verified(Fact.EMAIL, Fact.BIRTH_DATE)
    with pytest.raises(BugError):
        desk.preferences.opt_in(desk.who, seen.request.id, 1, Asked(MAIL, (LINE,), "GB"), " ")


def test_what_holds_is_told_for_every_subject_with_its_source(desk: Desk) -> None:
    assert desk.preferences.settings(desk.verified(), "GB") == ()
    seen = desk.verified(Fact.EMAIL, Fact.BIRTH_DATE)
    before = {each.switch.subject: each for each in desk.preferences.settings(seen, "GB")}
    # What the pack never does cannot be switched, so it does not show (O3).
    assert set(before) == {
        "email", "sms", "phone", "live-chat", "direct-mail", "group-sharing", "data-matching", "targeted-advertising",
        "testimonial",
    }  # fmt: skip
    assert (before["email"].allowed, before["email"].since, before["email"].through) == (True, PAST, "")
    mail, sharing = before["direct-mail"], before["group-sharing"]
    assert (mail.allowed, mail.since, mail.policy) == (False, None, mail.switch.policy)
    assert sharing.allowed
    made = desk.preferences.opt_in(desk.who, seen.request.id, 1, Asked(MAIL, (LINE,), "GB"), ASKED)
    assert isinstance(made, ChoiceMade)
    desk.opt_out(seen.request.id, frozenset({"group-sharing"}))
    after = {each.switch.subject: each for each in desk.preferences.settings(desk.file(seen.request.id), "GB")}
    mail, sharing = after["direct-mail"], after["group-sharing"]
    assert (mail.allowed, mail.since, mail.through, mail.word_of) == (True, made.at, "care-phone", "customer")
    assert (sharing.allowed, sharing.policy) == (False, sharing.switch.policy)


@pytest.mark.parametrize("subjects", [MAIL, ALL_MARKETING, frozenset({"testimonial"})], ids=["mail", "all", "one"])
def test_a_no_is_confirmed_to_the_address_on_file_unless_it_is_taken_back(desk: Desk, subjects: frozenset[str]) -> None:
    request = desk.draft()
    made = desk.opt_out(request, subjects, LINE, "the-outnet")
    assert [event.verb for event in desk.place.events(desk.who)][-2:] == [Verb.OPTED_OUT, Verb.MESSAGE_QUEUED]
    assert desk.preferences.undo(desk.who, request, made) is None
    assert Verb.MESSAGE_CANCELLED in {event.verb for event in desk.place.events(desk.who)}


def test_nobody_s_address_blocks_no_no(desk: Desk) -> None:
    store = desk.place.store
    assert isinstance(store, SqliteStore)
    with store.engines.writing() as connection:
        connection.execute(delete(t.email).where(t.email.c.customer_id == 1))
    desk.opt_out(desk.draft())
    verbs = [event.verb for event in desk.place.events(desk.who)]
    assert (Verb.OPTED_OUT in verbs, verbs[-1]) == (True, Verb.CUSTOMER_TOLD)


def test_history_is_read_once_verified(desk: Desk) -> None:
    desk.opt_out(desk.draft())
    assert desk.verified().consents == ()
    (line,) = desk.verified(Fact.EMAIL, Fact.POSTCODE).consents
    assert (line.subject, line.chosen, line.through, line.word_of) == ("direct-mail", False, "care-phone", "customer")


def test_what_may_still_arrive_has_the_date_of_the_mailing_under_way(desk: Desk) -> None:
    store = desk.place.store
    assert isinstance(store, SqliteStore)
    with store.engines.writing() as connection:
        for name, days in (("past", -70), ("under way", -9), ("to come", 16)):
            cut = TODAY + timedelta(days=days)
            until = cut + timedelta(days=28)
            row = {"name": name, "data_cut": cut, "drop": cut + timedelta(days=7), "in_homes_until": until}
            connection.execute(insert(t.mailing), [row | {"brand": brand} for brand in (LINE, "la-redoute")])
    known = desk.preferences.mailings(desk.who, (LINE, "the-outnet"))
    assert {mailing.name for mailing in known} == {"past", "under way", "to come"}

    def told(subject: str, brand: str = LINE) -> Effects:
        return desk.preferences.effects(Asked(frozenset({subject}), (brand,), "GB"), known)

    assert told("direct-mail").stops == ("direct-mail",)
    assert told("direct-mail").may_arrive_until == TODAY + timedelta(days=19)
    assert "email" in told("direct-mail").untouched
    assert told("direct-mail", "the-outnet").may_arrive_until is None
    assert told("email").may_arrive_until is None


def test_likely_records_of_the_same_person_are_masked_and_their_search_recorded(desk: Desk) -> None:
    request = desk.draft()
    found = desk.preferences.same_person(desk.who, request, Known(1, "Margaret", "Hargreaves", "LS6", "Leeds"))
    assert [each.customer_id for each in found] == [3]
    assert found[0].email == f"m{DOT * 6}@example.com"
    desk.opt_out(request)
    assert [event.verb for event in desk.place.events(desk.who)] == [
        Verb.REQUEST_OPENED,
        Verb.SEARCHED,
        Verb.OPTED_OUT,
        Verb.MESSAGE_QUEUED,
    ]
    assert desk.preferences.same_person(desk.who, "none", Known(1, "Margaret", "Hargreaves", "LS6", "")) == ()


def test_somebody_not_on_file_is_suppressed_by_address(desk: Desk) -> None:
    request = desk.draft()
    who = Addressee("  Jo   Former ", "9 Gone Street", "", "LS1 1AA", "GB")
    asked = Asked(ALL_MARKETING, (LINE, "the-outnet"), "GB")
    assert isinstance(desk.preferences.suppress(desk.who, request, who, asked, Requester.UNKNOWN), str)
    store = desk.place.store
    assert isinstance(store, SqliteStore)
    with store.engines.reading() as connection:
        (row,) = connection.execute(select(t.suppression)).all()
    assert (row.recipient, row.premise_key, row.controller) == ("Jo Former", "LS11AA/9", GROUP)
    assert {each["brand"] for each in row.choices} == {LINE, "the-outnet"}
    last = desk.place.events(desk.who)[-1]
    assert (last.verb, last.customer, last.purpose) == (Verb.SUPPRESSED, "", "preferences")


@pytest.mark.parametrize(
    ("who", "field"),
    [
        (Addressee("", "", "Leeds", "LS1 1AA", "GB"), "suppression.line1"),
        (Addressee("", "9 Gone Street", "", "", "GB"), "suppression.postcode"),
        (Addressee("x" * 10_000, "9 Gone Street", "Leeds", "", "GB"), "suppression.recipient"),
        (Addressee("", f"{DOT * 3} Street", "Leeds", "", "GB"), "suppression.line1"),
        (Addressee("", "9 Gone Street", "Leeds", "anything", "GB"), "suppression.postcode"),
        (Addressee("", "9 Gone Street", "Leeds", "LS1", "GB"), "suppression.postcode"),
        (Addressee("", "9 Gone Street", "Springfield", "LS1 1AA", "US"), "suppression.postcode"),
        (Addressee("", "9 Gone Street", "Dubai", "12345", "AE"), "suppression.postcode"),
    ],
)
def test_what_is_no_address_is_told_in_words_and_not_kept(desk: Desk, who: Addressee, field: str) -> None:
    with pytest.raises(InvalidError) as told:
        desk.preferences.suppress(desk.who, desk.draft(), who, Asked(MAIL, (LINE,), "GB"), Requester.UNKNOWN)
    assert told.value.field == field


@pytest.mark.parametrize(
    ("typed", "country", "kept"),
    [("ls1  1aa", "GB", "LS1 1AA"), ("62701-1234", "US", "62701-1234"), ("", "AE", ""), ("d02 x285", "IE", "D02 X285")],
)
def test_a_postcode_is_kept_in_the_form_of_its_country(desk: Desk, typed: str, country: str, kept: str) -> None:
    who = Addressee("", "9 Gone Street", "Somewhere", typed, country)
    asked = Asked(MAIL, (LINE,), "GB")
    assert isinstance(desk.preferences.suppress(desk.who, desk.draft(), who, asked, Requester.UNKNOWN), str)
    store = desk.place.store
    assert isinstance(store, SqliteStore)
    with store.engines.reading() as connection:
        (row,) = connection.execute(select(t.suppression)).all()
    assert (row.postcode, row.country) == (kept, country)


@pytest.mark.parametrize("bad", ["9\x00 Gone Street", "9 Gone\ud800 Street"])
def test_what_cannot_be_printed_is_refused(desk: Desk, bad: str) -> None:
    with pytest.raises(InvalidError):
        checked_addressee(Addressee("", bad, "Leeds", "", "GB"))


def test_naughty_strings_are_refused_in_words_or_kept_as_they_are_printed(desk: Desk) -> None:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not at {BLNS}")
    request, asked, kept, refused = desk.draft(), Asked(MAIL, (LINE,), "GB"), 0, 0
    for text in json.loads(BLNS.read_text(encoding="utf-8")):
        try:
            who = checked_addressee(Addressee(text, text, text, "", "GB"))
        except InvalidError:
            refused += 1
            continue
        assert isinstance(desk.preferences.suppress(desk.who, request, who, asked, Requester.UNKNOWN), str)
        kept += 1
    store = desk.place.store
    assert isinstance(store, SqliteStore)
    with store.engines.reading() as connection:
        rows = connection.execute(select(t.suppression.c.recipient, t.suppression.c.line1)).all()
    assert len(rows) == kept > 300
    assert refused > 0
    assert all(
        row.recipient == row.line1 == checked_addressee(Addressee("", row.line1, "x", "", "GB")).line1 for row in rows
    )
