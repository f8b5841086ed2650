"""Whole imports into a store: nothing twice, nothing lost, agents' work kept, every batch recorded."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import delete, insert, update

from care_console.domain.amendments import OrderMessage
from care_console.domain.customers import Customer, OrderStatus
from care_console.domain.events import Outcome, Verb
from care_console.domain.facts import answer_key
from care_console.domain.fields import VIEW, amend_scope
from care_console.domain.flags import Flag
from care_console.domain.intake import Job, Kind, Remark, Row, Tally
from care_console.domain.preferences import ChoiceMade, Switch
from care_console.domain.requests import CareRequest, Channel, Fact, Purpose, Reason, Refusal, Requester
from care_console.domain.roles import Agent, Role
from care_console.services.intake import run as run_module
from care_console.services.intake.mapping import OwnNames, parse_mapping
from care_console.services.intake.readers import FileError
from care_console.services.intake.run import Progress, Report, run_import
from care_console.storage import tables as t
from care_console.storage.intake import SqliteIntake
from care_console.storage.lookup_check import misfiled
from care_console.storage.store import SqliteStore
from tests.intake.support import (
    NOW,
    FixedClock,
    a_chat,
    an_order,
    content,
    load,
    new_store,
    person,
    policy_book,
    rows,
    write_lines,
)

COUNT = 60


@pytest.fixture
def people(tmp_path: Path) -> Path:
    return write_lines(tmp_path / "people.jsonl", [person(number) for number in range(COUNT)])


def events(store: SqliteStore) -> list[dict[str, str]]:
    found = rows(store, "SELECT detail FROM outbox WHERE verb = 'imported' ORDER BY sequence")
    return [json.loads(detail) for (detail,) in found]


def index_is_right(store: SqliteStore) -> bool:
    with store.engines.reading() as connection:
        return not list(misfiled(connection))


def test_good_rows_are_kept_and_bad_ones_reported(store: SqliteStore, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.jsonl", [person(1), person(2, emails=["x"]), "no record", person(3)])
    report = load(store, Kind.CUSTOMERS, path)
    assert report.tally == Tally(created=2, refused=2)
    assert [each.line for each in report.refused] == [2, 3]
    assert rows(store, "SELECT count(*) FROM customer") == [(2,)]
    assert index_is_right(store)


def test_a_rerun_changes_nothing(store: SqliteStore, tmp_path: Path, people: Path) -> None:
    orders = write_lines(tmp_path / "o.jsonl", [an_order(number, number) for number in range(20)])
    chats = write_lines(tmp_path / "c.jsonl", [a_chat(number, number) for number in range(20)])
    files = ((Kind.CUSTOMERS, people), (Kind.ORDERS, orders), (Kind.TRANSCRIPTS, chats))
    first = [load(store, kind, path).tally for kind, path in files]
    before = content(store)
    second = [load(store, kind, path).tally for kind, path in files]
    assert [each.created for each in first] == [COUNT, 20, 20]
    assert second == [Tally(unchanged=COUNT), Tally(unchanged=20), Tally(unchanged=20)]
    assert content(store) == before


@pytest.mark.parametrize("stop", range(0, COUNT, 7))
def test_an_import_stopped_anywhere_is_taken_up_there(
    store: SqliteStore, tmp_path: Path, people: Path, stop: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(run_module, "_LARGEST_BATCH", 3)
    monkeypatch.setattr(run_module, "_FIRST_BATCH", 3)
    told: list[Progress] = []
    with people.open("a", encoding="utf-8") as file:
        file.write("broken\n")
    stopped = load(
        store,
        Kind.CUSTOMERS,
        people,
        progress=told.append,
        cancelled=lambda: bool(told) and told[-1].rows >= stop,
    )
    assert stopped.cancelled == (stop < COUNT + 1)
    resumed = load(store, Kind.CUSTOMERS, people)
    assert resumed.resumed_at == (stopped.tally.created if stopped.cancelled else 0)
    assert not resumed.cancelled
    done = {"created": COUNT} if stopped.cancelled else {"unchanged": COUNT}
    assert resumed.tally == Tally(**done, refused=1)
    assert [each.line for each in resumed.refused] == [COUNT + 1]
    whole = new_store(tmp_path / "whole.db")
    load(whole, Kind.CUSTOMERS, people)
    assert content(store) == content(whole)
    whole.close()


class KilledError(Exception):
    """Stands for the end of the process."""


class DyingIntake(SqliteIntake):
    """Dies within the transaction that it is told to, after its rows are written."""

    __slots__ = ()

    def _note(self, connection: Any, job: Job, through: int, tally: Tally, refused: Any) -> None:  # type: ignore[override]
        if tally.created > 20:
            raise KilledError
        SqliteIntake._note(connection, job, through, tally, refused)


def test_an_import_killed_within_a_transaction_leaves_none_of_it(
    store: SqliteStore, tmp_path: Path, people: Path
) -> None:
    with pytest.raises(KilledError):
        run_import(DyingIntake(store, FixedClock()), Kind.CUSTOMERS, people, OwnNames(), book=policy_book(), now=NOW)
    kept = rows(store, "SELECT count(*) FROM customer")[0][0]
    assert kept == sum(int(each["created"]) for each in events(store)) == 20
    assert load(store, Kind.CUSTOMERS, people).resumed_at == 20
    assert rows(store, "SELECT count(*) FROM customer") == [(COUNT,)]
    assert index_is_right(store)


def test_every_batch_is_recorded_with_its_counts_and_the_file(store: SqliteStore, people: Path) -> None:
    report = load(store, Kind.CUSTOMERS, people)
    *batches, end = events(store)
    assert sum(int(each["created"]) for each in batches) == COUNT
    assert {each["file_sha256"] for each in (*batches, end)} == {report.file}
    assert end["end"] == "complete"
    assert end["created"] == str(COUNT)
    assert not any("Given" in str(each) for each in (*batches, end))


def test_changed_rows_are_updated(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1), person(2)]))
    changed = person(1, surname="Vale", emails=["new@example.com", "person1@example.com"], phones=[])
    report = load(store, Kind.CUSTOMERS, write_lines(tmp_path / "2.jsonl", [changed, person(2)]))
    assert report.tally == Tally(updated=1, unchanged=1)
    assert rows(store, "SELECT surname, version FROM customer WHERE id = 1") == [("Vale", 2)]
    assert rows(store, "SELECT address FROM email WHERE customer_id = 1 ORDER BY 1") == [
        ("new@example.com",),
        ("person1@example.com",),
    ]
    assert rows(store, "SELECT count(*) FROM phone") == [(1,)]
    assert index_is_right(store)


def test_what_a_file_does_not_say_stays(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1, birth_date="1980-01-31")]))
    bare = {name: value for name, value in person(1).items() if name in ("numbers", "given_names", "surname")}
    assert load(store, Kind.CUSTOMERS, write_lines(tmp_path / "2.jsonl", [bare])).tally == Tally(unchanged=1)


def opened(store: SqliteStore, who: Agent) -> str:
    """A request under which customer 1 is open."""
    with store.writing(who) as unit:
        request = unit.requests.draft("net-a-porter-group", "the-outnet", Channel.PHONE)
        assert isinstance(request, CareRequest)
        unit.requests.state(request.id, requester=Requester.CUSTOMER, purpose=Purpose.CHANGE_DETAILS)
        unit.commit()
    with store.writing(who) as unit:
        assert not isinstance(unit.open_customer(request.id, 1), Refusal)
        unit.commit()
    return request.id


def amend_as_agent(store: SqliteStore, scope: str, change: Callable[[Customer], None]) -> None:
    """An agent verifies customer 1 and amends one field, as on the screen."""
    who = store.put_agent("Jo", Role.AGENT, "x")
    request = opened(store, who)
    said = ((Fact.CUSTOMER_NUMBER, "9000001"), (Fact.PHONE, "01632 960001"), (Fact.BIRTH_DATE, "31/01/1980"))
    for fact, answer in said:
        with store.writing(who) as unit:
            unit.verify(request, 1, fact, answer_key(fact, answer, "GB") or "")
            unit.commit()
    with store.writing(who) as unit:
        assert not isinstance(unit.grant(request, 1, [VIEW, scope]), Refusal)
        unit.commit()
    with store.writing(who) as unit:
        found = unit.customer(1)
        assert found is not None
        change(found)
        unit.commit()


def test_what_an_agent_amended_stays(store: SqliteStore, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "1.jsonl", [person(1, birth_date="1980-01-31")])
    load(store, Kind.CUSTOMERS, path)
    amend_as_agent(
        store, amend_scope("email", "address"), lambda her: setattr(her.emails[0], "address", "b@example.com")
    )
    assert load(store, Kind.CUSTOMERS, path).tally == Tally(unchanged=1, kept=1)
    assert rows(store, "SELECT address FROM email") == [("b@example.com",)]
    assert index_is_right(store)


OFFERS = Switch("the-outnet", "email", "gb-2", default=False)


def test_flags_that_agents_set_lifted_or_reported_stay_while_others_follow_the_file(
    store: SqliteStore, tmp_path: Path
) -> None:
    def load_flags(*flags: Flag) -> Tally:
        given = [{"flag": flag, "since": "2026-01-01"} for flag in flags]
        return load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1, flags=given)])).tally

    load_flags(Flag.VULNERABLE, Flag.HIDE_LOCATION)
    lead = store.put_agent("Lou", Role.LEAD, "x")
    request = opened(store, lead)
    with store.writing(lead) as unit:
        unit.situations.set_flag(request, 1, Flag.TAKE_OVER, "Her daughter rang.")
        unit.situations.lift_flag(request, 1, Flag.VULNERABLE, "Set in error.")
        made = unit.situations.report_death(request, 1, [OFFERS], Requester.HOUSEHOLD)
        assert isinstance(made, ChoiceMade)
        unit.commit()
    assert load_flags(Flag.VULNERABLE) == Tally(updated=1, kept=3)
    flags = [Flag.DECEASED, Flag.TAKE_OVER]
    assert rows(store, "SELECT flag FROM customer_flag ORDER BY 1") == [(flag.value,) for flag in flags]
    with store.writing(lead) as unit:
        assert isinstance(unit.choices.undo(request, made.id), ChoiceMade)
        unit.commit()
    assert load_flags(Flag.DECEASED) == Tally(updated=1, kept=1), "the file's own word"
    assert rows(store, "SELECT flag, confirmed FROM customer_flag ORDER BY 1") == [
        (Flag.DECEASED.value, 1),
        (Flag.TAKE_OVER.value, 1),
    ]
    assert index_is_right(store)


def test_a_row_that_an_import_adds_takes_no_place_of_one_that_was_retired(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1, birth_date="1980-01-31"), person(2)]))
    ((last,),) = rows(store, "SELECT max(id) FROM email")
    with store.engines.writing() as connection:
        connection.execute(delete(t.email).where(t.email.c.id == last))
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "2.jsonl", [person(3)]))
    assert rows(store, "SELECT max(id) FROM email") == [(last + 1,)]


def test_an_amended_name_stays_while_the_rest_is_updated(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1, birth_date="1980-01-31")]))
    amend_as_agent(store, amend_scope("customer", "surname"), lambda her: setattr(her, "surname", "Amended"))
    later = write_lines(tmp_path / "2.jsonl", [person(1, given_names="Later")])
    assert load(store, Kind.CUSTOMERS, later).tally == Tally(updated=1, kept=1)
    assert rows(store, "SELECT given_names, surname FROM customer") == [("Later", "Amended")]
    assert index_is_right(store)


def test_a_customer_named_twice_in_a_file_is_one(store: SqliteStore, tmp_path: Path) -> None:
    path = write_lines(tmp_path / "p.jsonl", [person(1), person(2), person(1, surname="Later"), person(1)])
    assert load(store, Kind.CUSTOMERS, path).tally == Tally(created=2, updated=2)
    assert rows(store, "SELECT count(*) FROM customer") == [(2,)]
    assert index_is_right(store)


def test_numbers_of_two_customers_in_one_record_are_refused(store: SqliteStore, tmp_path: Path) -> None:
    both = [{"brand": "the-outnet", "number": "1"}, {"brand": "mr-porter", "number": "2"}]
    load(
        store,
        Kind.CUSTOMERS,
        write_lines(tmp_path / "1.jsonl", [person(1, numbers=both[:1]), person(2, numbers=both[1:])]),
    )
    report = load(store, Kind.CUSTOMERS, write_lines(tmp_path / "2.jsonl", [person(1, numbers=both)]))
    assert [each.line for each in report.refused] == [1]


def test_an_order_on_hold_stays_so_until_the_order_system_has_heard_of_it(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "p.jsonl", [person(1)]))
    orders = write_lines(tmp_path / "o.jsonl", [an_order(1, 1, status="pending")])
    load(store, Kind.ORDERS, orders)
    request = opened(store, store.put_agent("Jo", Role.AGENT, "x"))
    told = {"customer_id": 1, "order_id": 1, "request_id": request, "grant_id": "g", "key": "k", "version": 1}
    times = dict.fromkeys(("queued_at", "not_before", "due_at"), NOW)
    with store.engines.writing() as connection:
        connection.execute(update(t.order).values(status=OrderStatus.VALIDATION_HOLD))
        connection.execute(insert(t.order_message).values(message=OrderMessage.VALIDATE_AGAIN, **told, **times))
    assert load(store, Kind.ORDERS, orders).tally == Tally(unchanged=1, kept=1)
    assert rows(store, 'SELECT status FROM "order"') == [("validation_hold",)]
    with store.engines.writing() as connection:
        connection.execute(update(t.order_message).values(sent_at=NOW))
    assert load(store, Kind.ORDERS, orders).tally == Tally(updated=1)
    assert rows(store, 'SELECT status FROM "order"') == [("pending",)]


def test_orders_need_their_customer_and_follow_the_order_system(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "p.jsonl", [person(1), person(2)]))
    first = write_lines(tmp_path / "1.jsonl", [an_order(1, 1), an_order(2, 99), an_order(3, 2)])
    report = load(store, Kind.ORDERS, first)
    assert report.tally == Tally(created=2, refused=1)
    assert report.refused == (Remark(2, "customer_number: no customer of this brand has this number"),)
    second = write_lines(tmp_path / "2.jsonl", [an_order(1, 1, status="delivered", items=[]), an_order(3, 1)])
    report = load(store, Kind.ORDERS, second)
    assert report.tally == Tally(updated=1, refused=1)
    assert rows(store, 'SELECT status FROM "order" WHERE id = 1') == [(OrderStatus.DELIVERED.value,)]
    assert rows(store, "SELECT count(*) FROM order_item WHERE order_id = 1") == [(0,)]
    assert rows(store, "SELECT count(*) FROM address WHERE kind = 'order'") == [(2,)]


def test_a_transcript_that_grew_is_brought_up_to_date(store: SqliteStore, tmp_path: Path) -> None:
    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "p.jsonl", [person(1)]))
    chat = a_chat(1, 1)
    load(store, Kind.TRANSCRIPTS, write_lines(tmp_path / "1.jsonl", [chat]))
    chat["messages"].append({"at": "2026-02-01T10:05:00Z", "speaker": "customer", "text": "Thank you"})
    report = load(store, Kind.TRANSCRIPTS, write_lines(tmp_path / "2.jsonl", [chat]))
    assert report.tally == Tally(updated=1)
    assert rows(store, "SELECT text FROM transcript_message ORDER BY position") == [
        ("Hello",),
        ("Good morning",),
        ("Thank you",),
    ]


def test_consents_are_added_to_and_the_newest_is_in_force(store: SqliteStore, tmp_path: Path) -> None:
    def choice(chosen: bool, day: int) -> dict[str, Any]:
        return {
            "brand": "the-outnet",
            "subject": "direct-mail",
            "chosen": chosen,
            "at": f"2026-02-{day:02}T00:00:00Z",
            "through": "account",
            "word_of": "customer",
            "policy": "ynap-2018",
        }

    load(store, Kind.CUSTOMERS, write_lines(tmp_path / "1.jsonl", [person(1, choices=[choice(False, 9)])]))
    older = write_lines(tmp_path / "2.jsonl", [person(1, choices=[choice(True, 3)])])
    load(store, Kind.CUSTOMERS, older)
    assert rows(store, "SELECT chosen FROM preference") == [(0,)]
    assert rows(store, "SELECT chosen FROM consent ORDER BY at") == [(1,), (0,)]
    assert load(store, Kind.CUSTOMERS, older).tally == Tally(unchanged=1)


def test_a_card_number_reaches_neither_store_nor_report(store: SqliteStore, tmp_path: Path) -> None:
    card = {"scheme": "visa", "last_four": "1111", "expires": "2027-04", "token": "4111111111111111"}
    path = write_lines(tmp_path / "p.jsonl", [person(1, cards=[card])])
    report = load(store, Kind.CUSTOMERS, path)
    report.write(tmp_path / "report.csv")
    report.write(tmp_path / "report.json")
    assert report.tally == Tally(refused=1)
    assert rows(store, "SELECT count(*) FROM customer") == [(0,)]
    for name in ("report.csv", "report.json"):
        assert "4111" not in (tmp_path / name).read_text(encoding="utf-8")


def test_a_report_can_be_written(store: SqliteStore, tmp_path: Path) -> None:
    report = load(store, Kind.CUSTOMERS, write_lines(tmp_path / "p.jsonl", [person(1), "x"]))
    report.write(tmp_path / "r.csv")
    report.write(tmp_path / "r.json")
    with (tmp_path / "r.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file))[1][:2] == ["2", "refused"]
    written = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (written["created"], written["refused"], written["refused_rows"][0]["line"]) == (1, 1, 2)


def test_who_may_not_import_is_refused_and_that_is_recorded(store: SqliteStore, people: Path) -> None:
    who = store.put_agent("Jo", Role.AGENT, "x")
    made = run_import(
        SqliteIntake(store, FixedClock(), who), Kind.CUSTOMERS, people, OwnNames(), book=policy_book(), now=NOW
    )
    assert made == Refusal(Reason.NOT_PERMITTED)
    assert rows(store, "SELECT verb, outcome, agent FROM outbox") == [
        (Verb.IMPORTED.value, Outcome.REFUSED.value, who.id)
    ]
    assert rows(store, "SELECT count(*) FROM customer") == [(0,)]


def test_an_administrator_may_import(store: SqliteStore, people: Path) -> None:
    who: Agent = store.put_agent("Sam", Role.ADMIN, "x")
    made = run_import(
        SqliteIntake(store, FixedClock(), who), Kind.CUSTOMERS, people, OwnNames(), book=policy_book(), now=NOW
    )
    assert isinstance(made, Report)
    assert {row[0] for row in rows(store, "SELECT agent FROM outbox")} == {who.id}


def test_progress_ends_with_the_whole_file(store: SqliteStore, people: Path) -> None:
    told: list[Progress] = []
    load(store, Kind.CUSTOMERS, people, progress=told.append)
    assert told[-1].rows == COUNT
    assert told[-1].bytes_done == told[-1].bytes_total == people.stat().st_size
    assert told[-1].remaining == 0
    assert [each.rows for each in told] == sorted(each.rows for each in told)


def test_a_table_is_imported_by_its_column_names(store: SqliteStore, tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text(
        "numbers.1.brand,numbers.1.number,given_names,surname,birth_date,emails.1\n"
        "la-redoute,77,Ann,Vale,1980-01-31,ann@example.com\n",
        encoding="utf-8",
    )
    assert load(store, Kind.CUSTOMERS, path).tally == Tally(created=1)
    assert rows(store, "SELECT controller, birth_date FROM customer") == [("la-redoute", "1980-01-31")]


def test_a_mapping_of_another_kind_is_told(store: SqliteStore, people: Path) -> None:
    with pytest.raises(FileError, match="for orders, not for customers"):
        load(store, Kind.CUSTOMERS, people, parse_mapping('kind = "orders"', "m.toml"))


def test_rows_are_handed_over_in_small_parts(store: SqliteStore, people: Path) -> None:
    sizes: list[int] = []

    class CountingIntake(SqliteIntake):
        __slots__ = ()

        def put(self, job: Job, rows: Any, refused: Any, *, through: int, before: Tally) -> tuple[Tally, list[Remark]]:
            sizes.append(len(rows))
            assert all(isinstance(row, Row) for row in rows)
            return SqliteIntake.put(self, job, rows, refused, through=through, before=before)

    run_import(CountingIntake(store, FixedClock()), Kind.CUSTOMERS, people, OwnNames(), book=policy_book(), now=NOW)
    assert sum(sizes) == COUNT
    assert sizes[0] <= 20
