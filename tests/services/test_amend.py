"""Amending every kind of field and row, undoing and restoring, holds and messages, as the services tell it."""

from __future__ import annotations

import contextlib
import json
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from care_console.domain.amendments import (
    UNDO_WINDOW,
    Conflict,
    Effect,
    FieldChange,
    Saved,
    checked_birth_date,
    checked_email,
    checked_language,
    checked_name,
    checked_phone,
)
from care_console.domain.customers import AddressKind, OrderStatus
from care_console.domain.errors import InvalidError
from care_console.domain.events import Verb
from care_console.domain.fields import follows
from care_console.domain.requests import Fact, Reason, Refusal, RequestOutcome
from care_console.domain.terms import Terms
from care_console.services.consequences import not_revalidated
from care_console.storage.store import SqliteStore
from tests.services.conftest import BOOK

if TYPE_CHECKING:
    from collections.abc import Callable

    from care_console.domain.customers import Change
    from care_console.services.customer_file import CustomerFile
    from tests.services.conftest import Counter

ALL = (Fact.EMAIL, Fact.POSTCODE, Fact.BIRTH_DATE)
BLNS = Path(__file__).parents[3] / "shared" / "data" / "blns" / "blns.json"
GUARDED_TABLES = ("customer", "email", "phone", "address", '"order"', "order_item", "card", "customer_number")
HOME = {
    "kind": "delivery", "recipient": "", "line1": "1 New Road", "line2": "", "town": "York", "region": "",
    "postcode": "YO1 7HH", "country": "GB",
}  # fmt: skip


def rows(counter: Counter, table: str) -> list[dict[str, Any]]:
    """A table as it is stored, without versions; ids of rows that were taken away and came back differ."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.reading() as connection:
        found = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().all()
    keep = {"version"} if table in ("customer", '"order"') else {"version", "id"}
    return sorted(({k: v for k, v in row.items() if k not in keep} for row in found), key=repr)


def everything(counter: Counter) -> dict[str, list[dict[str, Any]]]:
    """All that is kept of customers."""
    return {table: rows(counter, table) for table in GUARDED_TABLES}


def without_since(found: dict[str, list[dict[str, Any]]]) -> dict[str, list[dict[str, Any]]]:
    """The same without the times from which contacts stand."""
    return {
        table: sorted(({k: v for k, v in row.items() if k != "since"} for row in rows), key=repr)
        for table, rows in found.items()
    }


def change(seen: CustomerFile, field: str, value: object) -> FieldChange:
    """A change of the first row of a table."""
    table, column = field.split(".")
    lines: dict[str, Any] = {"email": seen.emails, "phone": seen.phones, "address": seen.addresses}
    line = lines[table][0] if table in lines else None
    row_id, version = (line.row_id, line.version) if line else (seen.customer_id, seen.version)
    return FieldChange(table, column, row_id, version, value)  # type: ignore[arg-type] # values are checked behind it


def version_of(seen: CustomerFile, line: Change) -> int | None:
    """The version of the row of a line of history, as the agent sees it; None where it is gone."""
    own = [order.address for order in seen.orders if order.address is not None]
    lines: dict[str, Any] = {"email": seen.emails, "phone": seen.phones, "address": (*seen.addresses, *own)}
    table = line.field.split(".")[0]
    if table == "customer":
        return seen.version
    return next((each.version for each in lines.get(table, ()) if each.row_id == line.row_id), None)


def restore(counter: Counter, request: str, line: Change) -> Any:
    """Bring a line of history back as it stands now."""
    return counter.amend.restore(counter.who, request, 1, line, version_of(counter.read(request), line))


def pending(counter: Counter, status: str = "pending") -> None:
    """Her last order is in process, and has an address of its own."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.writing() as connection:
        connection.exec_driver_sql(
            "INSERT INTO address (id, customer_id, kind, recipient, line1, line2, town, region, postcode, country, "
            "premise_key, since, version) VALUES (900, 1, 'order', '', '14 Ashfield Terrace', '', 'Leeds', '', "
            "'LS6 2PQ', 'GB', 'LS62PQ/14', 0, 1)"
        )
        connection.exec_driver_sql(f"UPDATE \"order\" SET status = '{status}', address_id = 900 WHERE id = 11")


def messages(counter: Counter) -> list[tuple[int, bool]]:
    """Orders of which the order system will be told, and whether the message was cancelled."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.reading() as connection:
        found = connection.exec_driver_sql("SELECT order_id, cancelled_at IS NOT NULL FROM order_message").all()
    return [(row[0], bool(row[1])) for row in found]


AMENDMENTS: dict[str, Callable[[Counter, CustomerFile], Any]] = {
    "names": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [
        change(s, "customer.given_names", "Zoë 明"), change(s, "customer.surname", "O'Neil"),
        change(s, "customer.title", "")]),
    "birth date": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [
        change(s, "customer.birth_date", date(1960, 2, 29))]),
    "no birth date": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [change(s, "customer.birth_date", None)]),
    "language": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [change(s, "customer.language", "fr")]),
    "e-mail": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [change(s, "email.address", "new@example.org")]),
    "phone": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [
        change(s, "phone.number", "+447400123456"), change(s, "phone.kind", "mobile")]),
    "address": lambda c, s: c.amend.amend(c.who, s.request.id, 1, [
        change(s, "address.line1", "9 Elm Road"), change(s, "address.postcode", "LS9 9ZZ"),
        change(s, "address.region", "")]),
    "another e-mail": lambda c, s: c.amend.add(c.who, s.request.id, 1, "email", {"address": "third@example.org"}),
    "another phone": lambda c, s: c.amend.add(c.who, s.request.id, 1, "phone", {"number": "+447400123456"}),
    "another address": lambda c, s: c.amend.add(c.who, s.request.id, 1, "address", HOME),
    "one e-mail less": lambda c, s: c.amend.retire(
        c.who, s.request.id, 1, "email", s.emails[0].row_id, s.emails[0].version),
    "one phone less": lambda c, s: c.amend.retire(
        c.who, s.request.id, 1, "phone", s.phones[0].row_id, s.phones[0].version),
    "one address less": lambda c, s: c.amend.retire(
        c.who, s.request.id, 1, "address", s.addresses[0].row_id, s.addresses[0].version),
}  # fmt: skip


@pytest.mark.parametrize("what", AMENDMENTS)
def test_each_is_saved_and_undone_to_the_byte(counter: Counter, what: str) -> None:
    pending(counter)
    before = everything(counter)
    seen = counter.verified(*ALL)
    saved = AMENDMENTS[what](counter, seen)
    assert isinstance(saved, Saved), saved
    assert saved.fields
    assert everything(counter) != before
    assert saved.undo_until == counter.place.clock.now() + UNDO_WINDOW
    undone = counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment)
    assert isinstance(undone, Saved), undone
    assert everything(counter) == before
    event = counter.place.events(counter.who)[-1]
    assert (event.verb, event.detail) == (Verb.AMENDED, {"undoes": saved.amendment})
    assert all(cancelled for _, cancelled in messages(counter))
    assert counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment) == Refusal(Reason.NOT_UNDOABLE)


@pytest.mark.parametrize("what", AMENDMENTS)
def test_without_the_rung_nothing_is_written(counter: Counter, what: str) -> None:
    whole = counter.verified(*ALL)
    before = everything(counter)
    opened = counter.open()
    counter.access.end(counter.who, whole.request.id, RequestOutcome.DONE)
    attempt = _under(whole, opened)
    if what == "language":
        counter.answer(opened.request.id, Fact.EMAIL)
    assert isinstance(AMENDMENTS[what](counter, attempt), Refusal)
    assert everything(counter) == before


def _under(seen: CustomerFile, request: CustomerFile) -> CustomerFile:
    return replace(seen, request=request.request)


def test_the_undo_window_closes(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    saved = AMENDMENTS["e-mail"](counter, seen)
    counter.place.clock.move(seconds=UNDO_WINDOW.total_seconds())
    assert counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment) == Refusal(Reason.UNDO_OVER)
    assert "new@example.org" in {line.value.text for line in counter.read(seen.request.id).emails}


def contact(counter: Counter, table: str) -> dict[str, Any]:
    """Her first e-mail address or phone number, as it is stored."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.reading() as connection:
        query = f"SELECT * FROM {table} WHERE customer_id = 1 ORDER BY id LIMIT 1"
        return dict(connection.exec_driver_sql(query).mappings().one())


@pytest.mark.parametrize(("what", "table"), [("e-mail", "email"), ("phone", "phone")])
def test_another_contact_stands_since_now_and_has_not_failed(counter: Counter, what: str, table: str) -> None:
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.writing() as connection:
        connection.exec_driver_sql("UPDATE email SET failing = 7000000 WHERE customer_id = 1")
    before = contact(counter, table)
    seen = counter.verified(*ALL)
    saved = AMENDMENTS[what](counter, seen)
    now = int(counter.place.clock.now().timestamp() * 1_000_000)
    assert (contact(counter, table)["since"], contact(counter, table).get("failing")) == (now, None)
    assert isinstance(counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment), Saved)
    after = contact(counter, table)
    assert {**after, "version": before["version"]} == before

    again = AMENDMENTS[what](counter, counter.read(seen.request.id))
    counter.place.clock.move(days=8)
    seen = counter.verified(Fact.POSTCODE, Fact.BIRTH_DATE, Fact.ORDER)
    (line,) = [
        line
        for line in seen.history
        if line.amendment == again.amendment and line.field in ("email.address", "phone.number")
    ]
    assert isinstance(restore(counter, seen.request.id, line), Saved)
    moved = int(counter.place.clock.now().timestamp() * 1_000_000)
    assert contact(counter, table)["since"] == moved, "what was away is new again"
    follower = next(line for line in seen.history if line.field == f"{table}.since")
    refused = restore(counter, seen.request.id, follower)
    assert refused == Refusal(Reason.NOT_UNDOABLE)


def test_an_undo_leaves_what_somebody_changed_after_it(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    saved = AMENDMENTS["e-mail"](counter, seen)
    again = counter.read(seen.request.id)
    line = next(line for line in again.emails if line.value.text == "new@example.org")
    later = FieldChange("email", "address", line.row_id, line.version, "later@example.org")
    assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, [later]), Saved)
    answer = counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment)
    assert isinstance(answer, Conflict)
    assert [(each.theirs, each.yours) for each in answer.differences] == [("later@example.org", counter.her.email)]


def test_a_row_that_was_removed_is_not_taken_for_one_added_in_its_place(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    request = seen.request.id
    assert isinstance(counter.amend.add(counter.who, request, 1, "email", {"address": "third@example.org"}), Saved)
    typed_into = counter.read(request).emails[-1]
    assert isinstance(
        counter.amend.retire(counter.who, request, 1, "email", typed_into.row_id, typed_into.version), Saved
    )
    assert isinstance(counter.amend.add(counter.who, request, 1, "email", {"address": "fourth@example.org"}), Saved)
    late = FieldChange("email", "address", typed_into.row_id, typed_into.version, "late@example.org")
    answer = counter.amend.amend(counter.who, request, 1, [late])
    assert isinstance(answer, Conflict)
    assert [(each.version, each.theirs, each.yours) for each in answer.differences] == [(None, "", "late@example.org")]
    assert "fourth@example.org" in {line.value.text for line in counter.read(request).emails}


def test_a_row_that_somebody_changed_is_not_removed_unseen(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    line = seen.emails[0]
    assert isinstance(AMENDMENTS["e-mail"](counter, seen), Saved)
    answer = counter.amend.retire(counter.who, seen.request.id, 1, "email", line.row_id, line.version)
    assert isinstance(answer, Conflict)
    (told,) = answer.differences
    assert (told.field, told.version, told.theirs, told.yours) == (
        "email.address", line.version + 1, "new@example.org", "",
    )  # fmt: skip
    assert len(counter.read(seen.request.id).emails) == len(seen.emails)


@pytest.mark.parametrize("what", [name for name in AMENDMENTS if not name.startswith("another")])
def test_an_old_value_comes_back_from_the_history_to_the_byte(counter: Counter, what: str) -> None:
    """Since when a contact stands is no value of the customer's: what came back stands since it came back."""
    before = without_since(everything(counter))
    seen = counter.verified(*ALL)
    AMENDMENTS[what](counter, seen)
    counter.place.clock.move(minutes=10)
    lines = [line for line in counter.read(seen.request.id).history if not follows(line.field)]
    if what.startswith("one"):
        lines = lines[:1]
    for line in lines:
        restored = restore(counter, seen.request.id, line)
        assert isinstance(restored, Saved), restored
    assert without_since(everything(counter)) == before


def test_an_old_value_is_not_brought_back_over_what_the_agent_has_not_seen(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    request = seen.request.id
    AMENDMENTS["names"](counter, seen)
    seen = counter.read(request)
    line = next(line for line in seen.history if line.field == "customer.surname")
    assert isinstance(counter.amend.amend(counter.who, request, 1, [change(seen, "customer.surname", "Third")]), Saved)
    answer = counter.amend.restore(counter.who, request, 1, line, seen.version)
    assert isinstance(answer, Conflict)
    (told,) = answer.differences
    assert (told.theirs, told.yours, told.version) == ("Third", counter.her.surname, seen.version + 1)
    assert counter.read(request).surname.text == "Third"


def test_a_removed_row_comes_back_once_in_its_place(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    AMENDMENTS["one e-mail less"](counter, seen)
    line = next(line for line in counter.read(seen.request.id).history if line.field == "email.address")
    assert isinstance(restore(counter, seen.request.id, line), Saved)
    back = counter.read(seen.request.id).emails
    assert [(each.row_id, each.value) for each in back] == [(each.row_id, each.value) for each in seen.emails]
    assert back[0].version > seen.emails[0].version, "whoever still edits it as it was is told of a conflict"
    again = restore(counter, seen.request.id, line)
    assert again == Refusal(Reason.NOT_UNDOABLE)
    assert len(counter.read(seen.request.id).emails) == len(back)


def test_the_address_of_an_order_in_process_puts_it_on_hold_and_tells_the_order_system(counter: Counter) -> None:
    pending(counter)
    seen = counter.verified(*ALL)
    own = seen.orders[0].address
    assert own is not None
    assert [each.effect for each in own.consequences] == [
        Effect.HELD, Effect.ORDER_SYSTEM_TOLD, Effect.ADDRESSES_KEPT, Effect.CARDS_KEPT,
    ]  # fmt: skip
    moved = FieldChange("address", "line1", own.row_id, own.version, "9 Elm Road")
    saved = counter.amend.amend(counter.who, seen.request.id, 1, [moved])
    assert isinstance(saved, Saved)
    assert saved.held == (counter.her.order,)
    after = counter.read(seen.request.id)
    assert after.orders[0].status is OrderStatus.VALIDATION_HOLD
    assert [line.value for line in after.addresses] == [line.value for line in seen.addresses]
    assert messages(counter) == [(11, False)]


def test_orders_of_a_brand_that_validates_none_again_stay_as_they_are(counter: Counter) -> None:
    store = counter.place.store
    assert isinstance(store, SqliteStore)
    store.terms = Terms(not_revalidated={counter.her.brand})
    pending(counter)
    seen = counter.verified(*ALL)
    assert Effect.HELD not in {each.effect for line in seen.addresses for each in line.consequences}
    assert not any(order.revalidated for order in seen.orders)
    assert isinstance(AMENDMENTS["address"](counter, seen), Saved)
    assert counter.read(seen.request.id).orders[0].status is OrderStatus.PENDING
    assert messages(counter) == []
    own = counter.read(seen.request.id).orders[0].address
    assert own is not None
    moved = FieldChange("address", "line1", own.row_id, own.version, "9 Elm Road")
    assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, [moved]), Saved)
    assert messages(counter) == [(11, False)], "where an order itself goes, the order system has to know"


def test_the_packs_say_whose_orders_are_validated_again() -> None:
    on = date(2026, 11, 21)
    assert not_revalidated(BOOK, "GB", on) == {"la-redoute", "the-outnet"}
    assert not_revalidated(BOOK, "US", on) == frozenset()


@pytest.mark.parametrize("status", ["delivered", "cancelled"])
def test_an_order_that_is_over_keeps_its_address(counter: Counter, status: str) -> None:
    pending(counter, status)
    seen = counter.verified(*ALL)
    own = seen.orders[0].address
    assert own is not None
    with pytest.raises(InvalidError):
        counter.amend.amend(
            counter.who, seen.request.id, 1, [FieldChange("address", "line1", own.row_id, own.version, "9 Elm Road")]
        )
    assert isinstance(AMENDMENTS["address"](counter, seen), Saved)
    assert messages(counter) == []


def test_a_home_address_that_is_neither_shipped_nor_billed_to_holds_nothing(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    for kind in (AddressKind.DELIVERY, AddressKind.BILLING):
        assert isinstance(counter.amend.add(counter.who, seen.request.id, 1, "address", {**HOME, "kind": kind}), Saved)
    pending(counter)
    seen = counter.read(seen.request.id)
    saved = AMENDMENTS["address"](counter, seen)
    assert (saved.held, messages(counter)) == ((), [])


def test_a_removed_card_is_gone_for_good(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    card = seen.cards[0]
    saved = counter.amend.retire(counter.who, seen.request.id, 1, "card", card.row_id, card.version)
    assert isinstance(saved, Saved)
    assert counter.read(seen.request.id).cards == ()
    refused = Refusal(Reason.NOT_UNDOABLE)
    assert counter.amend.undo(counter.who, seen.request.id, 1, saved.amendment) == refused
    line = counter.read(seen.request.id).history[0]
    assert restore(counter, seen.request.id, line) == refused


def test_the_state_of_an_order_only_follows(counter: Counter) -> None:
    seen = counter.verified(*ALL)
    forged = FieldChange("order", "status", 11, 1, "cancelled")
    assert counter.amend.amend(counter.who, seen.request.id, 1, [forged]) == Refusal(Reason.NO_SUCH_FIELD)


BAD_VALUES = [
    ("customer.surname", "x" * 10_000), ("customer.surname", "a\x00b"), ("customer.surname", "a\u202eb"),
    ("customer.surname", "4111 1111 1111 1111"), ("customer.surname", "\ud800"), ("customer.birth_date", "1960-02-30"),
    ("customer.birth_date", date(2190, 1, 1)), ("customer.language", "English"), ("email.address", "no@no@no"),
    ("phone.number", "123"), ("phone.kind", "pigeon"), ("address.postcode", "75008"), ("address.line1", ""),
    ("address.country", "XX"), ("address.region", "Yorkshire West"), ("customer.surname", None),
]  # fmt: skip


@pytest.mark.parametrize(("field", "value"), BAD_VALUES)
def test_values_past_their_check_are_refused_in_words(counter: Counter, field: str, value: Any) -> None:
    seen = counter.verified(*ALL)
    before = everything(counter)
    with pytest.raises(InvalidError) as caught:
        counter.amend.amend(counter.who, seen.request.id, 1, [change(seen, field, value)])
    assert caught.value.field.split(".")[0] == field.split(".", maxsplit=1)[0]
    assert everything(counter) == before


def naughty() -> list[str]:
    if not BLNS.is_file():
        pytest.skip(f"the list of naughty strings is not at {BLNS}")
    return [text for text in json.loads(BLNS.read_text(encoding="utf-8")) if isinstance(text, str)]


def test_naughty_strings_are_refused_in_words_or_kept_as_typed(counter: Counter) -> None:
    checks: list[Callable[[str], object]] = [
        checked_email, checked_language, lambda text: checked_phone(text, "GB"),
        lambda text: checked_birth_date(text, datetime(2026, 3, 2, tzinfo=UTC).date()),
    ]  # fmt: skip
    names: list[str] = []
    for text in naughty():
        for check in checks:
            with contextlib.suppress(InvalidError):
                check(text)
        with contextlib.suppress(InvalidError):
            names.append(checked_name("surname", text))
    assert len(names) > 300
    seen = counter.verified(*ALL)
    for title, given_names, surname in zip(names[::3], names[1::3], names[2::3], strict=False):
        typed = {"title": title, "given_names": given_names, "surname": surname}
        changes = [change(seen, f"customer.{column}", text) for column, text in typed.items()]
        assert isinstance(counter.amend.amend(counter.who, seen.request.id, 1, changes), Saved), typed
        seen = counter.read(seen.request.id)
        assert (seen.title.text, seen.given_names.text, seen.surname.text) == (title, given_names, surname)


STEPS = st.lists(
    st.tuples(st.sampled_from(sorted(AMENDMENTS)), st.sampled_from(["nothing", "email", "postcode", "birth_date"])),
    min_size=1, max_size=5,
)  # fmt: skip


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_no_sequence_of_calls_changes_a_field_without_its_grant(counter: Counter, steps: list[tuple[str, str]]) -> None:
    """Between attempts facts are answered or not; what is saved is what the history says, under its grant."""
    request = counter.open().request.id
    for what, fact in steps:
        if fact != "nothing":
            counter.answer(request, Fact(fact))
        seen = counter.access.read(counter.who, request, 1)
        if isinstance(seen, Refusal) or (
            what.startswith("one") and not (seen.emails and seen.phones and seen.addresses)
        ):
            continue
        before, known = everything(counter), {row["grant_id"] for row in rows(counter, "history")}
        answer = AMENDMENTS[what](counter, seen) if seen.emails and seen.phones and seen.addresses else None
        written = {
            row["field"]
            for row in rows(counter, "history")
            if row["grant_id"] not in known and not follows(row["field"])
        }
        if isinstance(answer, Saved):
            grants = {row["id"]: row for row in grants_of(counter)}
            assert written == set(answer.fields)
            scopes = set(json.loads(grants[answer.amendment]["scopes"]))
            for field in written:
                table = field.split(".")[0]
                assert scopes & {f"amend.{field}", f"add.{table}", f"retire.{table}"}, field
        else:
            assert (everything(counter), written) == (before, set())


def grants_of(counter: Counter) -> list[dict[str, Any]]:
    """Every grant."""
    assert isinstance(counter.place.store, SqliteStore)
    with counter.place.store.engines.reading() as connection:
        return [dict(row) for row in connection.exec_driver_sql("SELECT * FROM access_grant").mappings()]
