"""Mapping files: how the records of another system become ours, as TOML.

======================  ================================================================================
``kind``                ``customers``, ``orders`` or ``transcripts``
``[constants]``         our fields that are the same in every record
``[fields]``            ``our.field = "their.field"``, or a table, see below
``[lists.NAME]``        a list of ours made from a list (or the values of an object) of theirs: ``each`` names
                        it, ``where`` keeps members by the words that a field of theirs may have, ``fields`` as above
======================  ================================================================================

Fields are reached by dots, members of lists by their number from 1 (``addresses.1.line1``, ``payments.1.amount``).
``$key`` is the name under which a record stands in an object of records. A field as a table::

    { from = "their.field", words = { USA = "US" }, split = " ", part = 1, as = "date", pattern = "%d/%m/%Y" }

``words`` translates values (others stay as they are), ``split`` takes one part of a text, and ``as`` is one of `As`.
A file without a mapping uses our own field names; a table's columns are then named by the same dots.
Our fields are those of `domain.intake`. A field that cannot be converted refuses its row.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from pathlib import Path
from typing import Any, Final, Protocol

import msgspec
from msgspec import inspect

from care_console.domain.errors import ToldError
from care_console.domain.intake import RECORDS, Kind
from care_console.services.intake.readers import Raw

_LONGEST_MAP: Final = 1 << 20
_MOST_MEMBERS: Final = 1000


class MappingError(ToldError):
    """A mapping file that cannot be used; names the place in it."""


class RowError(Exception):
    """A row that is refused; the message is the reason, without any of the row's values."""


class As(StrEnum):
    """How a value of theirs becomes one of ours."""

    SAME = "same"
    TEXT = "text"
    """Numbers as text; lists as `a, b`; objects as `name: value, name: value`."""
    DATE = "date"
    """A date written by `pattern` (strptime)."""
    MONTH = "month"
    """The expiry of a card written by `pattern`."""
    TIME = "time"
    """A time in UTC written by `pattern`."""
    UNIX = "unix"
    """Seconds since 1970."""
    MINOR = "minor"
    """Money in units with two decimals, such as 12.50."""


class Field(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one of our fields comes from."""

    source: str = msgspec.field(name="from")
    words: dict[str, str] = {}
    split: str = ""
    part: int = 1
    form: As = msgspec.field(name="as", default=As.SAME)
    pattern: str = ""


class ListRule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where one of our lists comes from."""

    each: str
    where: dict[str, tuple[str, ...]] = {}
    fields: dict[str, str | Field]


class MappingFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a mapping file says."""

    kind: Kind
    constants: dict[str, str | int | bool] = {}
    fields: dict[str, str | Field] = {}
    lists: dict[str, ListRule] = {}


class Preparation(Protocol):
    """Makes records of ours; `digest` tells one way of making them from another."""

    @property
    def digest(self) -> str:
        """SHA-256, hexadecimal."""
        ...

    def __call__(self, raw: Raw) -> Raw:
        """The record in our field names, not yet checked. Raises RowError."""
        ...


class OwnNames:
    """The preparation of files that use our own field names."""

    digest = hashlib.sha256(b"own names").hexdigest()

    def __call__(self, raw: Raw) -> Raw:
        """Dotted names become fields within fields; empty ones are not said."""
        made: Raw = {}
        for name, value in raw.items():
            if value is not None:
                _put(made, name, value)
        return _lists(made)


class ForeignNames:
    """The preparation that a mapping file describes."""

    def __init__(self, rules: MappingFile) -> None:
        self.kind = rules.kind
        self.digest = hashlib.sha256(msgspec.json.encode(rules, order="deterministic")).hexdigest()
        self._constants = rules.constants
        self._fields = _compiled(rules.fields)
        self._rules = [(name, rule, _compiled(rule.fields)) for name, rule in rules.lists.items()]

    def __call__(self, raw: Raw) -> Raw:
        """See `Preparation`."""
        made: Raw = {}
        for name, value in self._constants.items():
            _put(made, name, value)
        _fill(made, self._fields, raw)
        made = _lists(made)
        for name, rule, fields in self._rules:
            members = _members(_get(raw, rule.each), rule.where)
            made[name] = [_lists(_fill({}, fields, member)) for member in members]
        return made


def parse_mapping(text: str, name: str) -> ForeignNames:
    """Read a mapping from TOML text; `name` is its file's name. Raises MappingError."""
    try:
        told = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _told(name, f"it is no TOML: {error}") from None
    try:
        rules = msgspec.convert(told, MappingFile)
    except msgspec.ValidationError as error:
        raise _told(name, _broken_field(told) or str(error)) from None
    for place, fault in _faults(rules):
        raise _told(name, f"{place} {fault}")
    return ForeignNames(rules)


def read_mapping(path: Path) -> ForeignNames:
    """Read a mapping file. Raises MappingError."""
    try:
        with path.open("rb") as file:
            text = file.read(_LONGEST_MAP).decode()
    except OSError as error:
        raise _told(path.name, "it cannot be opened") from error
    except UnicodeDecodeError:
        raise _told(path.name, "it is not text in UTF-8") from None
    return parse_mapping(text, path.name)


def _told(name: str, what: str) -> MappingError:
    return MappingError(
        f"The mapping file {name} cannot be used: {what}.",
        safe="Nothing was imported.",
        todo="Correct the mapping file, then import again.",
    )


def _broken_field(told: Mapping[str, Any]) -> str:
    """The first field that says something impossible, by name, which msgspec does not tell; empty if none does."""
    lists = told.get("lists", {})
    sections = {"fields": told.get("fields", {})}
    if isinstance(lists, dict):
        sections |= {
            f"lists.{name}.fields": rule.get("fields") for name, rule in lists.items() if isinstance(rule, dict)
        }
    for section, fields in sections.items():
        for name, each in fields.items() if isinstance(fields, dict) else ():
            try:
                msgspec.convert(each, str | Field)
            except msgspec.ValidationError as error:
                return f"{section}.{name}: {error}"
    return ""


def _faults(rules: MappingFile) -> Iterator[tuple[str, str]]:
    known = RECORDS[rules.kind]
    own = [("constants", name) for name in rules.constants] + [("fields", name) for name in rules.fields]
    for section, name in own:
        if not _leads_to_field(known, name.split(".")):
            yield f"{section}.{name}", f"is no field of {rules.kind}"
    for name, rule in rules.lists.items():
        for target in rule.fields:
            if not _leads_to_field(known, [name, "1", *target.split(".")]):
                yield f"lists.{name}.fields.{target}", f"is no field of {rules.kind}"
    for place, each in _each_field(rules):
        if isinstance(each, Field):
            if each.form in (As.DATE, As.MONTH, As.TIME) and not each.pattern:
                yield place, f"needs a pattern to be read as {each.form}"
            if each.part == 0:
                yield place, "counts parts from 1, or from the end with -1"


def _each_field(rules: MappingFile) -> Iterator[tuple[str, str | Field]]:
    for name, each in rules.fields.items():
        yield f"fields.{name}", each
    for name, rule in rules.lists.items():
        for target, each in rule.fields.items():
            yield f"lists.{name}.fields.{target}", each


def _leads_to_field(kind: type, steps: list[str]) -> bool:
    here: inspect.Type = inspect.type_info(kind)
    for step in steps:
        if isinstance(here, inspect.StructType):
            here = next((field.type for field in here.fields if field.encode_name == step), inspect.NoneType())
        elif isinstance(here, inspect.VarTupleType) and step.isdecimal() and step != "0":
            here = here.item_type
        else:
            return False
        if isinstance(here, inspect.UnionType):
            here = here.types[0]
    return not isinstance(here, inspect.NoneType | inspect.StructType | inspect.VarTupleType)


_Filler = tuple[str, tuple[str, ...], Field | None]


def _compiled(fields: Mapping[str, str | Field]) -> list[_Filler]:
    return [
        (
            name,
            tuple((each if isinstance(each, str) else each.source).split(".")),
            None if isinstance(each, str) else each,
        )
        for name, each in fields.items()
    ]


def _fill(made: Raw, fields: list[_Filler], raw: Raw) -> Raw:
    for name, steps, rule in fields:
        value = _walk(raw, steps)
        if value is not None and rule is not None:
            value = _converted(value, rule, name)
        if value is not None:
            _put(made, name, value)
    return made


def _get(raw: Any, path: str) -> Any:  # noqa: ANN401 - JSON
    return _walk(raw, tuple(path.split(".")))


def _walk(value: Any, steps: tuple[str, ...]) -> Any:  # noqa: ANN401 - JSON
    for step in steps:
        if isinstance(value, dict):
            value = value.get(step)
        elif isinstance(value, list) and step.isdecimal() and 0 < int(step) <= len(value):
            value = value[int(step) - 1]
        else:
            return None
    return value


def _members(found: Any, where: Mapping[str, tuple[str, ...]]) -> list[Raw]:  # noqa: ANN401 - JSON
    each = list(found.values()) if isinstance(found, dict) else found if isinstance(found, list) else []
    return [
        member
        for member in each
        if isinstance(member, dict) and all(_get(member, path) in words for path, words in where.items())
    ]


def _put(made: Raw, name: str, value: object) -> None:
    *path, last = name.split(".")
    for step in path:
        inner = made.setdefault(step, {})
        if not isinstance(inner, dict):
            raise RowError("a field is given twice, whole and in part")
        made = inner
    made[last] = value


def _lists(made: Raw) -> Raw:
    """Numbered fields become lists, in the order of their numbers; gaps close."""
    for name, value in made.items():
        if isinstance(value, dict):
            inner = _lists(value)
            numbered = bool(inner) and len(inner) <= _MOST_MEMBERS and all(_is_number(step) for step in inner)
            made[name] = [inner[step] for step in sorted(inner, key=int)] if numbered else inner
    return made


def _is_number(step: object) -> bool:
    return isinstance(step, str) and step.isascii() and step.isdecimal() and len(step) <= 4


def _text(value: Any) -> str:  # noqa: ANN401 - JSON
    if isinstance(value, dict):
        return ", ".join(f"{name}: {_text(each)}" for name, each in value.items())
    if isinstance(value, list):
        return ", ".join(_text(each) for each in value)
    return str(value)


def _number(value: str) -> Decimal:
    number = Decimal(value)
    if not number.is_finite() or abs(number) > 10**12:
        raise InvalidOperation
    return number


_CONVERSIONS: Final[dict[As, Callable[[str, str], object]]] = {
    As.SAME: lambda text, _: text,
    As.TEXT: lambda text, _: text,
    As.DATE: lambda text, pattern: datetime.strptime(text, pattern).replace(tzinfo=UTC).date().isoformat(),
    As.MONTH: lambda text, pattern: datetime.strptime(text, pattern).replace(tzinfo=UTC).strftime("%Y-%m"),
    As.TIME: lambda text, pattern: datetime.strptime(text, pattern).replace(tzinfo=UTC).isoformat(),
    As.UNIX: lambda text, _: datetime.fromtimestamp(float(_number(text)), UTC).isoformat(),
    As.MINOR: lambda text, _: int((_number(text) * 100).to_integral_value()),
}


def _converted(value: Any, rule: Field, name: str) -> Any:  # noqa: ANN401 - JSON
    if rule.form is As.SAME and not isinstance(value, str):
        return value
    text = _text(value).strip()
    if rule.split:
        parts = [part for part in text.split(rule.split) if part]
        index = rule.part - 1 if rule.part > 0 else rule.part
        if not -len(parts) <= index < len(parts):
            return None
        text = parts[index]
    text = rule.words.get(text, text)
    if not text:
        return None
    try:
        return _CONVERSIONS[rule.form](text, rule.pattern)
    except (ValueError, OverflowError, OSError, InvalidOperation):
        raise RowError(f"{name} cannot be read as {rule.form}") from None
