"""Per column: the kind of mask, who may see it, what is needed to amend it. Both stores are generated from this.

A *guarded* table holds rows of one customer. Its rows appear only under a grant; a column that the grants do not open
is None on the object read, and its mask stands in `hints`. Scopes are the words of a grant:

========================  ==========================================================================================
scope                     opens
========================  ==========================================================================================
`open`                    the rows that may be seen unverified, and their columns shown on opening
`view`                    everything shown to a verified agent, with orders, cards, preferences and history
`emergency`               where somebody is and how to call them, without verification (`domain.oversight`)
`reveal.<table>.<col>`    one field that is shown on reveal only
`amend.<table>.<col>`     writing one field (and reading it); its keys follow by themselves
`add.<table>`             inserting a row of the table
`retire.<table>`          deleting a row of the table
========================  ==========================================================================================
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from care_console.domain.masking import Mask
from care_console.domain.requests import Requester, Rung

OPEN = "open"
VIEW = "view"
EMERGENCY = "emergency"
"""Never asked for as other scopes are: no rung reaches it."""


class Shown(StrEnum):
    """From when on a column is shown in full."""

    OPENED = "opened"
    VERIFIED = "verified"
    REVEALED = "revealed"
    """Field by field, each reveal recorded."""
    NEVER = "never"
    """To nobody: payment tokens, normalised answers."""


class Rows(StrEnum):
    """Which rows of a guarded table appear to somebody who has opened the customer without verifying."""

    ALL = "all"
    LATEST = "latest"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Column:
    """How one column is shown, masked and amended; `amend` is None where the console never writes it.

    A column that `follows` another is written by the store alone, under the other's grant, as the other is amended. One
    with `word_of` is amended only while that requester asks. `in_emergency`: it opens when somebody's safety asks and
    nobody can be verified.
    """

    shown: Shown
    mask: Mask = Mask.BLANK
    amend: Rung | None = None
    follows: str = ""
    word_of: Requester | None = None
    in_emergency: bool = False


@dataclass(frozen=True, slots=True)
class Guarded:
    """A guarded table: the column that names the customer, which rows appear on opening, and its columns.

    `latest_by` orders the rows where only the latest appears. `add` and `retire` are the rungs needed to insert or
    delete a row, None where the console never does. `kept_by` names the time from which a row's retention counts: rows
    beyond it appear to nobody (`domain.retention.Retention`).
    """

    columns: dict[str, Column]
    owner: str = "customer_id"
    opened_rows: Rows = Rows.ALL
    latest_by: str = ""
    kept_by: str = ""
    add: Rung | None = None
    retire: Rung | None = None


_OPEN = Column(Shown.OPENED)
_VERIFIED = Column(Shown.VERIFIED)
_NEVER = Column(Shown.NEVER)
_GUARDIANS = Column(Shown.VERIFIED, amend=Rung.STRONG, word_of=Requester.GUARDIAN)
"""A parent or guardian agrees on their own word, which the minor cannot give (G1)."""

GUARDED: dict[str, Guarded] = {
    "customer": Guarded(
        owner="id",
        columns={
            "title": Column(Shown.OPENED, Mask.NOTHING, Rung.VIEW),
            "given_names": Column(Shown.OPENED, Mask.NOTHING, Rung.STRONG),
            "surname": Column(Shown.OPENED, Mask.NOTHING, Rung.STRONG),
            # A changed birth date would answer the next verification, so it needs what a changed contact needs.
            "birth_date": Column(Shown.REVEALED, Mask.DATE, Rung.CONTACT),
            "language": Column(Shown.OPENED, Mask.NOTHING, Rung.VIEW),
            "since": _OPEN,
            "guardian_name": _GUARDIANS,
            "guardian_agreed_on": _GUARDIANS,
            "security_question": Column(Shown.REVEALED),
            "security_answer_key": _NEVER,
        },
    ),
    "customer_number": Guarded(
        columns={"brand": _OPEN, "number": Column(Shown.VERIFIED, Mask.LAST_FOUR), "number_key": _NEVER}
    ),
    "customer_flag": Guarded(columns={"flag": _OPEN, "since": _OPEN, "confirmed": _OPEN}),
    "email": Guarded(
        columns={
            "address": Column(Shown.VERIFIED, Mask.EMAIL, Rung.CONTACT),
            "address_key": _NEVER,
            "since": Column(Shown.OPENED, follows="address"),
            "failing": Column(Shown.OPENED, follows="address"),
        },
        add=Rung.CONTACT,
        retire=Rung.CONTACT,
    ),
    "phone": Guarded(
        columns={
            "number": Column(Shown.VERIFIED, Mask.PHONE, Rung.CONTACT, in_emergency=True),
            "number_key": _NEVER,
            "kind": Column(Shown.OPENED, Mask.NOTHING, Rung.CONTACT),
            "since": Column(Shown.OPENED, follows="number"),
        },
        add=Rung.CONTACT,
        retire=Rung.CONTACT,
    ),
    "address": Guarded(
        columns={
            "kind": _OPEN,
            "recipient": Column(Shown.VERIFIED, amend=Rung.STRONG, in_emergency=True),
            "line1": Column(Shown.VERIFIED, amend=Rung.STRONG, in_emergency=True),
            "line2": Column(Shown.VERIFIED, amend=Rung.STRONG, in_emergency=True),
            "town": Column(Shown.OPENED, Mask.NOTHING, Rung.STRONG),
            "region": Column(Shown.VERIFIED, amend=Rung.STRONG, in_emergency=True),
            "postcode": Column(Shown.VERIFIED, Mask.OUTWARD, Rung.STRONG, in_emergency=True),
            "country": Column(Shown.OPENED, Mask.NOTHING, Rung.STRONG),
            "premise_key": _NEVER,
            "since": _OPEN,
        },
        add=Rung.STRONG,
        retire=Rung.STRONG,
    ),
    "order": Guarded(
        opened_rows=Rows.LATEST,
        latest_by="placed_at",
        columns={
            "brand": _OPEN,
            "placed_at": _OPEN,
            # Written only as what an address amended while the order is in process brings about (M5).
            "status": Column(Shown.OPENED, Mask.NOTHING, Rung.STRONG),
            "number": _VERIFIED,
            "total_minor": _VERIFIED,
            "currency": _VERIFIED,
            "number_key": _NEVER,
        },
    ),
    "order_item": Guarded(
        opened_rows=Rows.NONE,
        columns={"name": _VERIFIED, "options": _VERIFIED, "quantity": _VERIFIED, "price_minor": _VERIFIED},
    ),
    "card": Guarded(
        opened_rows=Rows.NONE,
        columns={"scheme": _VERIFIED, "last_four": _VERIFIED, "expires": _VERIFIED, "token": _NEVER},
        retire=Rung.STRONG,
    ),
    "preference": Guarded(
        opened_rows=Rows.NONE,
        columns={
            "brand": _VERIFIED,
            "subject": _VERIFIED,
            "chosen": _VERIFIED,
            "since": _VERIFIED,
            "policy": _VERIFIED,
        },
    ),
    "consent": Guarded(
        opened_rows=Rows.NONE,
        columns={
            "brand": _VERIFIED,
            "subject": _VERIFIED,
            "chosen": _VERIFIED,
            "at": _VERIFIED,
            "through": _VERIFIED,
            "word_of": _VERIFIED,
            "policy": _VERIFIED,
            "request_number": _VERIFIED,
            "recorded_by": _VERIFIED,
            "wording": _VERIFIED,
        },
    ),
    "transcript": Guarded(
        opened_rows=Rows.NONE,
        kept_by="ended_at",
        columns={
            "brand": _VERIFIED,
            "provider": _VERIFIED,
            "reference": _VERIFIED,
            "started_at": _VERIFIED,
            "ended_at": _VERIFIED,
            "advisor": _VERIFIED,
            "topic": _VERIFIED,
            "messages": _VERIFIED,
            "held": _VERIFIED,
        },
    ),
    "history": Guarded(
        opened_rows=Rows.NONE,
        columns={
            "at": _VERIFIED,
            "agent": _VERIFIED,
            "request_number": _VERIFIED,
            "field": _VERIFIED,
            "before": _VERIFIED,
            "after": _VERIFIED,
        },
    ),
}


def reveal_scope(table: str, column: str) -> str:
    """The scope that opens one field shown on reveal only."""
    return f"reveal.{table}.{column}"


def amend_scope(table: str, column: str) -> str:
    """The scope that allows writing one field."""
    return f"amend.{table}.{column}"


def write_scope(table: str, column: str) -> str:
    """The scope under which a column is written: that of the column it follows, if it follows one."""
    declared = GUARDED[table].columns.get(column)
    return amend_scope(table, declared.follows or column if declared else column)


def follows(field: str) -> bool:
    """Whether a declared field, such as `email.since`, is written by itself as another one is amended."""
    table, _, column = field.partition(".")
    return write_scope(table, column) != amend_scope(table, column)


def add_scope(table: str) -> str:
    """The scope that allows inserting a row."""
    return f"add.{table}"


def retire_scope(table: str) -> str:
    """The scope that allows deleting a row."""
    return f"retire.{table}"


def is_declared(scope: str) -> bool:
    """Whether a scope exists; only then may its name be recorded."""
    return scope in _RUNGS


def needed_rung(scope: str) -> Rung | None:
    """The rung that a scope needs; None for `open`, which needs none.

    Raises KeyError for a scope that is not declared: an undeclared scope is refused, not guessed.
    """
    if scope not in _RUNGS:
        raise KeyError(scope)
    return _RUNGS[scope]


def needed_word(scope: str) -> Requester | None:
    """On whose word alone a scope is granted; None for everybody's who may see details at all."""
    verb, _, field = scope.partition(".")
    table, _, column = field.partition(".")
    return GUARDED[table].columns[column].word_of if verb == "amend" and scope in _RUNGS else None


def _declared_rungs() -> dict[str, Rung | None]:
    rungs: dict[str, Rung | None] = {OPEN: None, VIEW: Rung.VIEW}
    for table, guarded in GUARDED.items():
        if guarded.add:
            rungs[add_scope(table)] = guarded.add
        if guarded.retire:
            rungs[retire_scope(table)] = guarded.retire
        for name, column in guarded.columns.items():
            if column.shown is Shown.REVEALED:
                rungs[reveal_scope(table, name)] = Rung.VIEW
            if column.amend:
                rungs[amend_scope(table, name)] = column.amend
    return rungs


_RUNGS = _declared_rungs()


def emergency_fields() -> list[str]:
    """The fields that an emergency opens, in the order of events."""
    return sorted(
        f"{table}.{name}" for table, rule in GUARDED.items() for name, c in rule.columns.items() if c.in_emergency
    )


def opened_by(table: str, column: str, scopes: frozenset[str]) -> bool:
    """Whether `scopes` of one customer show a column in full."""
    declared = GUARDED[table].columns[column]
    shown = declared.shown
    if shown is Shown.OPENED and (OPEN in scopes or VIEW in scopes):
        return True
    if shown is Shown.VERIFIED and VIEW in scopes:
        return True
    if declared.in_emergency and EMERGENCY in scopes:
        return True
    if shown is Shown.REVEALED and reveal_scope(table, column) in scopes:
        return True
    return amend_scope(table, column) in scopes
