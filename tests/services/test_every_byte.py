"""Whatever is amended comes back whole: undone within its window, or restored from the history long afterwards.

The store is compared as it lies on disk: every column of every customer, the look-up index that follows, and what the
order system will be told. Versions only grow, and a row that was removed comes back under a new id.
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import phonenumbers
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from care_console.domain.addresses import COLUMNS, checked_address
from care_console.domain.amendments import EARLIEST_BIRTH, FieldChange, Saved, checked_email, checked_text
from care_console.domain.errors import InvalidError
from care_console.domain.fields import follows
from care_console.domain.masking import DOT, Mask, mask
from care_console.domain.roles import Role
from care_console.storage.store import SqliteStore
from tests.services.conftest import Counter
from tests.services.test_amend import ALL, messages, pending, restore, rows
from tests.stores import Planted, stranger

if TYPE_CHECKING:
    from collections.abc import Iterator

    from care_console.domain.customers import Change
    from care_console.services.customer_file import AddressLine, ContactLine, CustomerFile
    from tests.stores import SqlitePlaces

KEPT = (
    "customer", "customer_number", "customer_flag", "email", "phone", "address", '"order"', "order_item", "card",
    "preference", "consent", "lookup_card", "lookup_key",
)  # fmt: skip
PLACES: tuple[dict[str, str], ...] = (
    {"line1": "1 New Road", "town": "York", "postcode": "YO1 7HH", "country": "GB"},
    {"recipient": "Zoë d'Arc", "line1": "12 rue de l'Église", "line2": "bât. C", "town": "Paris", "postcode": "75008",
     "country": "FR"},
    {"line1": "18 Harbour Road", "town": "Wan Chai", "region": "Hong Kong Island", "country": "HK"},
    {"line1": "Sheikh Zayed Road", "region": "Dubai", "country": "AE"},
    {"recipient": "山田 太郎", "line1": "千代田区千代田1-1", "region": "Tokyo", "postcode": "100-8111",
     "country": "JP"},
    {"line1": "1600 Amphitheatre Pkwy", "town": "Mountain View", "region": "CA", "postcode": "94043", "country": "US"},
    {"line1": "Teststraße 1", "town": "Köln", "postcode": "50667", "country": "DE"},
)  # fmt: skip
"""Addresses of many forms; those of Hong Kong and the Emirates have no postcode."""


Rows = dict[str, list[dict[str, Any]]]


def stored(counter: Counter) -> Rows:
    """Everything that is kept of customers, row by row."""
    assert isinstance(counter.place.store, SqliteStore)
    made: Rows = {}
    with counter.place.store.engines.reading() as connection:
        for table in KEPT:
            found = connection.exec_driver_sql(f"SELECT * FROM {table}").mappings().all()
            rows = [{name: value for name, value in row.items() if name != "version"} for row in found]
            made[table] = sorted(rows, key=repr)
    return made


def without(found: Rows, *columns: str) -> Rows:
    """The same without some columns."""
    return {
        table: sorted(({name: value for name, value in row.items() if name not in columns} for row in rows), key=repr)
        for table, rows in found.items()
    }


def good(check: Any, typed: str) -> str | None:
    """The value that a check makes of a text; None where it refuses."""
    try:
        return str(check(typed))
    except InvalidError:
        return None


def place(values: dict[str, str]) -> dict[str, str]:
    """An address in normal form."""
    made, problems = checked_address(values)
    assert not problems, (values, problems)
    return made


TEXTS = st.text(max_size=40).map(lambda text: good(lambda each: checked_text("x", "x", each), text))
NAMES = TEXTS.filter(lambda text: text is not None)
EMAILS = st.emails().map(lambda text: good(checked_email, text)).filter(lambda text: text is not None)
PHONES = st.sampled_from(
    [
        phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
        for region in ("GB", "FR", "US", "JP", "AE", "HK", "DE", "BR")
        if (number := phonenumbers.example_number_for_type(region, phonenumbers.PhoneNumberType.MOBILE)) is not None
    ]
)
ADDRESSES = st.sampled_from([place(values) for values in PLACES])


@dataclass(frozen=True)
class Step:
    """One amendment: what is done to which row, and with which value."""

    what: str
    value: Any
    which: int = 0


def _steps(what: str, values: st.SearchStrategy[Any]) -> st.SearchStrategy[Step]:
    return st.builds(Step, st.just(what), values, st.integers(0, 3))


STEP = st.one_of(
    _steps("customer.title", NAMES),
    _steps("customer.given_names", NAMES),
    _steps("customer.surname", NAMES),
    _steps("customer.birth_date", st.none() | st.dates(EARLIEST_BIRTH, date(2026, 3, 1))),
    _steps("customer.language", st.sampled_from(["fr", "ar", "zh"])),
    _steps("email.address", EMAILS),
    _steps("phone.number", PHONES),
    _steps("address", ADDRESSES),
    _steps("order address", ADDRESSES),
    _steps("add email", EMAILS),
    _steps("add phone", PHONES),
    _steps("add address", st.tuples(ADDRESSES, st.sampled_from(["home", "delivery", "billing"]))),
    _steps("retire", st.sampled_from(["email", "phone", "address"])),
)


def do(counter: Counter, seen: CustomerFile, step: Step) -> Any:
    """Do it as an agent would; None where there is no such row any more."""
    who, request, amend = counter.who, seen.request.id, counter.amend
    if step.what.startswith("customer."):
        change = FieldChange("customer", step.what.split(".")[1], 1, seen.version, step.value)
        return amend.amend(who, request, 1, [change])
    if step.what.startswith("add "):
        table = step.what.split()[1]
        column = {"email": "address", "phone": "number"}.get(table)
        values = {column: step.value} if column else {**step.value[0], "kind": step.value[1]}
        return amend.add(who, request, 1, table, values)
    own = [order.address for order in seen.orders if order.address is not None]
    lines: dict[str, list[ContactLine | AddressLine]] = {
        "email": [*seen.emails], "phone": [*seen.phones], "address": [*seen.addresses], "order address": [*own],
    }  # fmt: skip
    table = step.value if step.what == "retire" else step.what.split(".")[0]
    if not lines[table]:
        return None
    line = lines[table][step.which % len(lines[table])]
    if step.what == "retire":
        return amend.retire(who, request, 1, table, line.row_id, line.version)
    if table in ("email", "phone"):
        column = step.what.split(".")[1]
        return amend.amend(who, request, 1, [FieldChange(table, column, line.row_id, line.version, step.value)])
    changes = [FieldChange("address", name, line.row_id, line.version, step.value[name]) for name in COLUMNS]
    return amend.amend(who, request, 1, changes)


def said_against(counter: Counter, seen: CustomerFile, step: Step) -> str:
    """What a step that cannot be done is refused with; nothing where there is no such row any more."""
    try:
        assert do(counter, seen, step) is None
    except InvalidError as refused:
        return str(refused)
    return ""


@contextmanager
def at_work(places: SqlitePlaces) -> Iterator[tuple[Counter, str]]:
    """A counter of its own, and a request under which she is verified; an order of hers is in process."""
    with tempfile.TemporaryDirectory() as folder:
        made = places.place(Path(folder) / "store.db")
        jo = made.seed.agent("Jo", Role.AGENT)
        counter = Counter(made, jo, made.seed.customer(Planted(id=1)), made.seed.customer(stranger()))
        pending(counter)
        yield counter, counter.verified(*ALL).request.id
        made.store.close()


PROPERTY = settings(
    max_examples=8,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
    phases=[phase for phase in Phase if phase is not Phase.shrink],
)
"""Shrinking would outlast the time limit: a sequence is short enough to read as it is."""


@PROPERTY
@given(steps=st.lists(st.tuples(STEP, st.booleans()), min_size=1, max_size=8))
def test_undo_returns_every_byte_after_any_sequence(places: SqlitePlaces, steps: list[tuple[Step, bool]]) -> None:
    with at_work(places) as (counter, request):
        for step, taken_back in steps:
            before, waiting = stored(counter), messages(counter).count((11, False))
            saved = do(counter, counter.read(request), step)
            if not isinstance(saved, Saved) or not saved.fields or not taken_back:
                continue
            assert stored(counter) != before, step
            undone = counter.amend.undo(counter.who, request, 1, saved.amendment)
            assert isinstance(undone, Saved), (step, undone)
            assert stored(counter) == before, step
            assert messages(counter).count((11, False)) == waiting, step


@PROPERTY
@given(steps=st.lists(STEP, min_size=1, max_size=6))
def test_the_history_brings_every_byte_back_long_afterwards(places: SqlitePlaces, steps: list[Step]) -> None:
    with at_work(places) as (counter, request):
        before = stored(counter)
        for step in steps:
            do(counter, counter.read(request), step)
        counter.place.clock.move(minutes=10)
        for line in counter.read(request).history:
            bring_back(counter, request, line)
        # A contact that came back stands since it came back; an order stays on hold until it was validated.
        assert without(stored(counter), "since", "status") == without(before, "since", "status")


def bring_back(counter: Counter, request: str, line: Change) -> None:
    """What stood before a line of history; the lines of one row that was added or removed are brought back as one."""
    table = line.field.split(".")[0]
    if follows(line.field) or table == "order":
        return
    there = on_file(counter.read(request), table, line.row_id)
    if table != "customer" and line.before is None:
        if there:
            take_away(counter, request, table, line.row_id)
    elif table == "customer" or line.after is not None or not there:
        restored = restore(counter, request, line)
        assert isinstance(restored, Saved), (line, restored)


def on_file(seen: CustomerFile, table: str, row_id: int) -> ContactLine | AddressLine | None:
    """The row of an id, if it is there."""
    own = [order.address for order in seen.orders if order.address is not None]
    rows: dict[str, tuple[ContactLine | AddressLine, ...]] = {
        "email": seen.emails, "phone": seen.phones, "address": (*seen.addresses, *own),
    }  # fmt: skip
    return next((line for line in rows.get(table, ()) if line.row_id == row_id), None)


def take_away(counter: Counter, request: str, table: str, row_id: int) -> None:
    """Remove a row that had been added."""
    line = on_file(counter.read(request), table, row_id)
    assert line is not None
    assert isinstance(counter.amend.retire(counter.who, request, 1, table, row_id, line.version), Saved)


def _masked(values: dict[str, str], column: str, shown: str) -> dict[str, str]:
    return {**values, column: shown}


MASKS = st.sampled_from(
    [mask(kind, value) for kind, value in (
        (Mask.EMAIL, "margaret.h@example.org"), (Mask.PHONE, "+441134960412"), (Mask.OUTWARD, "LS6 2PQ"),
        (Mask.LAST_FOUR, "44710923"), (Mask.DATE, "1958-05-03"),
    )] + [DOT, f"Harg{DOT}eaves"]
)  # fmt: skip


@PROPERTY
@given(
    steps=st.lists(
        st.one_of(
            *(_steps(what, MASKS) for what in ("customer.title", "customer.given_names", "customer.surname")),
            *(_steps(what, MASKS) for what in ("customer.birth_date", "customer.language", "email.address")),
            *(_steps(what, MASKS) for what in ("phone.number", "add email", "add phone")),
            _steps("address", st.builds(_masked, ADDRESSES, st.sampled_from(COLUMNS), MASKS)),
            _steps("order address", st.builds(_masked, ADDRESSES, st.sampled_from(COLUMNS), MASKS)),
            _steps("add address", st.tuples(st.builds(_masked, ADDRESSES, st.sampled_from(COLUMNS), MASKS),
                                            st.sampled_from(["home", "billing"]))),
            STEP,
        ),
        min_size=1, max_size=8,
    )
)  # fmt: skip
def test_masks_never_reach_the_store(places: SqlitePlaces, steps: list[Step]) -> None:
    """Whatever field a mask is typed into, alone or amid good amendments: it is refused, and no table holds one."""
    with at_work(places) as (counter, request):
        for step in steps:
            before = stored(counter)
            if DOT in repr(step.value):
                assert DOT not in said_against(counter, counter.read(request), step)
                assert stored(counter) == before
            else:
                do(counter, counter.read(request), step)
        assert DOT not in repr(stored(counter))
        assert DOT not in repr(rows(counter, "history"))
