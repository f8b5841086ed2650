"""Customers are told what was done for them: with the change or not at all, called back with it, never a hindrance."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from care_console.domain.amendments import UNDO_WINDOW, FieldChange, Saved
from care_console.domain.events import Outcome, Verb
from care_console.domain.messages import MessageKind, MessageState, Told, Way
from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.requests import Channel, Fact, Purpose, Reason, Refusal, Requester
from care_console.services.customer_file import CustomerFile
from care_console.storage.store import SqliteStore

if TYPE_CHECKING:
    from care_console.domain.messages import Letter
    from tests.services.conftest import Counter

BRAND = "net-a-porter"
ALL = (Fact.EMAIL, Fact.POSTCODE, Fact.BIRTH_DATE)


def served(counter: Counter, brand: str = BRAND, channel: Channel = Channel.PHONE) -> CustomerFile:
    """Her verified file, under a request to a brand that has a mailbox."""
    request = counter.draft(brand=brand, channel=channel)
    opened = counter.access.open(counter.who, request, 1, Requester.CUSTOMER, Purpose.CHANGE_DETAILS)
    assert isinstance(opened, CustomerFile), opened
    for fact in ALL:
        counter.answer(request, fact)
    return counter.read(request)


def email_to(counter: Counter, seen: CustomerFile, address: str = "new@example.org") -> Saved:
    line = seen.emails[0]
    change = FieldChange("email", "address", line.row_id, line.version, address)
    saved = counter.amend.amend(counter.who, seen.request.id, 1, [change])
    assert isinstance(saved, Saved), saved
    return saved


def letters(counter: Counter) -> list[Letter]:
    """What leaves now."""
    found = []
    while (letter := counter.place.store.outgoing.claim("test", 60)) is not None:
        found.append(letter)
    return found


def sql(counter: Counter, statement: str) -> None:
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.writing() as connection:
        connection.exec_driver_sql(statement)


def test_a_changed_email_is_told_to_the_old_and_the_new_address_once_it_cannot_be_undone(counter: Counter) -> None:
    seen = served(counter)
    saved = email_to(counter, seen)
    assert saved.told == Told(Way.EMAIL, saved.told.message_id if saved.told else "", saved.undo_until)
    assert letters(counter) == []
    counter.place.clock.move(seconds=UNDO_WINDOW.total_seconds())
    left = letters(counter)
    assert {letter.recipient for letter in left} == {counter.her.email, "new@example.org", counter.her.second_email}
    draft = left[0].draft
    assert (draft.kind, draft.sender) == (MessageKind.DETAIL_CHANGED, "customercare@net-a-porter.com")
    assert "your e-mail address" in draft.text
    assert seen.request.number in draft.text
    assert "example.org" not in draft.text + draft.html, "no copy names an address"


def test_undoing_calls_the_notice_back(counter: Counter) -> None:
    seen = served(counter)
    saved = email_to(counter, seen)
    assert isinstance(counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment), Saved)
    counter.place.clock.move(days=1)
    assert letters(counter) == []
    verbs = [(event.verb, event.outcome) for event in counter.place.events(counter.who)][-5:]
    assert verbs == [
        (Verb.AMENDED, Outcome.DONE), (Verb.MESSAGE_QUEUED, Outcome.DONE), (Verb.GRANTED, Outcome.DONE),
        (Verb.MESSAGE_CANCELLED, Outcome.DONE), (Verb.AMENDED, Outcome.DONE),
    ]  # fmt: skip


def test_an_address_that_fails_is_not_written_to(counter: Counter) -> None:
    sql(counter, "UPDATE email SET failing = 1 WHERE customer_id = 1 AND address = 'margaret.h@example.org'")
    email_to(counter, served(counter))
    counter.place.clock.move(minutes=3)
    assert {letter.recipient for letter in letters(counter)} == {"new@example.org", counter.her.second_email}


@pytest.mark.parametrize(
    ("channel", "way"),
    [(Channel.PHONE, Way.CALL), (Channel.CHAT, Way.CHAT), (Channel.LETTER, Way.LETTER), (Channel.EMAIL, Way.LETTER)],
)
def test_without_an_email_the_change_is_saved_and_how_the_customer_is_told_is_recorded(
    counter: Counter, channel: Channel, way: Way
) -> None:
    seen = served(counter, channel=channel)
    sql(counter, "DELETE FROM email WHERE customer_id = 1")
    change = FieldChange("customer", "surname", 1, seen.version, "Quill")
    saved = counter.amend.amend(counter.who, seen.request.id, 1, [change])
    assert isinstance(saved, Saved)
    assert saved.told == Told(way)
    event = counter.place.events(counter.who)[-1]
    verb = Verb.LETTER_OWED if way is Way.LETTER else Verb.CUSTOMER_TOLD
    assert (event.verb, event.customer) == (verb, counter.her.pseudonym)
    assert event.detail == {"kind": "detail_changed", "way": way.value}


@pytest.mark.parametrize("brand", ["la-redoute", "harbour"])
def test_a_brand_without_a_mailbox_or_a_policy_hinders_nothing(counter: Counter, brand: str) -> None:
    assert email_to(counter, served(counter, brand)).told == Told(Way.CALL)


def test_what_the_order_system_is_told_is_not_told_to_the_customer(counter: Counter) -> None:
    sql(counter, "UPDATE \"order\" SET status = 'pending' WHERE id = 11")
    seen = served(counter)
    home = seen.addresses[0]
    change = FieldChange("address", "line1", home.row_id, home.version, "9 Elm Road")
    saved = counter.amend.amend(counter.who, seen.request.id, 1, [change])
    assert isinstance(saved, Saved)
    assert "order.status" in saved.fields
    counter.place.clock.move(minutes=3)
    assert "your address." in letters(counter)[0].draft.text


# --- opting out, before anything is opened or verified

MAIL = (Switch(BRAND, "direct-mail", "ynap-2018", default=True),)


def confirm(counter: Counter, until: date | None = None) -> tuple[str, Told | None]:
    """An opt-out with its confirmation, in one transaction, by somebody who has opened nothing."""
    request = counter.draft(brand=BRAND)
    with counter.place.store.writing(counter.who) as unit:
        made = unit.choices.opt_out(request, 1, MAIL, Requester.CUSTOMER)
        assert isinstance(made, ChoiceMade)
        told = counter.amend.notices.opt_out_confirmed(unit, request, 1, made, {"direct-mail"}, until)
        unit.commit()
    return made.id, told


def test_an_opt_out_is_confirmed_in_the_customers_language_though_nothing_was_opened(counter: Counter) -> None:
    sql(counter, "UPDATE customer SET language = 'fr' WHERE id = 1")
    _, told = confirm(counter, date(2026, 3, 14))
    assert told is not None
    assert told.way is Way.EMAIL
    assert letters(counter) == []
    counter.place.clock.move(minutes=10)
    left = letters(counter)
    assert {letter.recipient for letter in left} == {counter.her.email, counter.her.second_email}
    assert left[0].draft.language == "fr"
    assert left[0].draft.text.startswith("Bonjour,\n"), "a name would be one that nobody has verified"
    assert "14 mars 2026" in left[0].draft.text


def test_a_choice_taken_back_calls_its_confirmation_back(counter: Counter) -> None:
    made, _ = confirm(counter)
    with counter.place.store.writing(counter.who) as unit:
        unit.cancel_messages_of("another choice")
        unit.cancel_messages_of(made)
        unit.commit()
    counter.place.clock.move(days=1)
    assert letters(counter) == []
    assert counter.place.events(counter.who)[-1].verb is Verb.MESSAGE_CANCELLED


def test_an_opt_out_without_an_email_on_file_is_told_on_the_call(counter: Counter) -> None:
    sql(counter, "DELETE FROM email WHERE customer_id = 1")
    _, told = confirm(counter)
    assert told == Told(Way.CALL)


def test_what_is_not_open_is_not_told(counter: Counter) -> None:
    request = counter.draft(brand=BRAND)
    with counter.place.store.writing(counter.who) as unit:
        refused = unit.tell_otherwise(request, 1, MessageKind.DETAIL_CHANGED, Way.CALL)
        unit.commit()
    assert refused == Refusal(Reason.NOT_OPENED)
    event = counter.place.events(counter.who)[-1]
    assert (event.verb, event.outcome) == (Verb.CUSTOMER_TOLD, Outcome.REFUSED)


def test_a_notice_shows_among_the_messages_of_the_customer(counter: Counter) -> None:
    seen = served(counter)
    email_to(counter, seen)
    with counter.place.store.reading(counter.who) as unit:
        sent = unit.messages(1, 10)
    assert {(copy.kind, copy.state) for copy in sent} == {(MessageKind.DETAIL_CHANGED, MessageState.QUEUED)}
