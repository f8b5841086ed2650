"""Reading one policy pack: TOML text in, `PolicyPack` out, or a `PolicyError` that names every fault in plain words.

Each section is converted by itself, so that one broken section does not hide the faults of the next. The rules that
no single section can break (a full pack says everything, a phone route has a phone) are in ``policies_rules``.
"""

from __future__ import annotations

import re
import tomllib
import typing
from collections.abc import Iterable
from typing import Any, Final

import msgspec
from msgspec import inspect

from care_console.domain.errors import ToldError
from care_console.domain.policies_format import PolicyPack

_PLAIN: Final = {
    "str": "text in quotes",
    "int": "a whole number",
    "bool": "true or false",
    "date": "a date such as 2018-02-01",
    "array": "a list in square brackets",
    "object": "a table of its own",
    "decimal": 'an amount in quotes, such as "10.00"',
}
_INVALID: Final = {
    "Invalid decimal string": f"expected {_PLAIN['decimal']}",
    "Invalid RFC3339 encoded date": f"expected {_PLAIN['date']}",
}
_AT: Final = re.compile(r"^(?P<what>.*?)(?: - at `\$\.?(?P<where>.*)`)?$", re.DOTALL)
_FIELD: Final = re.compile(r"^Object (?:missing required|contains unknown) field `(?P<name>.*)`$", re.DOTALL)
_EXPECTED: Final = re.compile(r"^Expected `(?P<types>[^`]*)`")


class Problem(typing.NamedTuple):
    """One fault: the file, the place in it (dotted; empty for the whole file) and what is expected there."""

    file: str
    path: str
    expected: str

    def __str__(self) -> str:
        """Give one line for people."""
        return f"{self.file}: {self.path}: {self.expected}" if self.path else f"{self.file}: {self.expected}"


class PolicyError(ToldError):
    """Policy packs that cannot be used; `problems` holds all faults, and no personal data, for packs have none."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems: tuple[Problem, ...] = tuple(problems)
        super().__init__(
            "The policy packs cannot be used:\n{faults}",
            safe="\nNo customer's data was opened or changed.",
            todo="Correct the places named above.",
            faults="\n".join(map(str, self.problems)),
        )


class Faults:
    """Collects the faults of one file; `raise_if_any` ends the collecting."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.found: list[Problem] = []

    def add(self, path: str, expected: str) -> None:
        """Note a fault at a dotted place."""
        self.found.append(Problem(self.file, path, expected))

    def raise_if_any(self) -> None:
        """Raise `PolicyError` with all faults, if there are any."""
        if self.found:
            raise PolicyError(self.found)


def read_pack(text: str, name: str) -> PolicyPack:
    """Convert the TOML text of the file called `name` by its shape alone.

    Raises:
        PolicyError: the text is no TOML, or a section has the wrong shape; every such section is named.
    """
    faults = Faults(name)
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise PolicyError([Problem(name, "", f"is not well-formed TOML: {error}")]) from error
    fields = {field.name: field for field in msgspec.structs.fields(PolicyPack)}
    for key in raw.keys() - fields.keys():
        faults.add(key, f"is not known here; known are {', '.join(fields)}")
    values: dict[str, Any] = {}
    for key, field in fields.items():
        if key in raw:
            values[key] = _section(raw[key], field.type, key, faults)
        elif field.required:
            faults.add(key, "must be given")
    faults.raise_if_any()
    return PolicyPack(**values)


def _section(value: object, kind: type, path: str, faults: Faults) -> object:
    """Convert one section; tables with free keys entry by entry, because msgspec does not name such a key."""
    if typing.get_origin(kind) is not dict or not isinstance(value, dict):
        return _convert(value, kind, path, faults)
    key_kind, entry_kind = typing.get_args(kind)
    result: dict[object, object] = {}
    for name, entry in value.items():
        try:
            key = msgspec.convert(name, key_kind)
        except msgspec.ValidationError:
            faults.add(f"{path}.{name}", f"is not known here; known are {', '.join(key_kind)}")
            continue
        result[key] = _convert(entry, entry_kind, f"{path}.{name}", faults)
    return result


def _convert(value: object, kind: type, path: str, faults: Faults) -> object:
    try:
        return msgspec.convert(value, kind)
    except msgspec.ValidationError as error:
        faults.add(*_in_words(str(error), kind, path))
        return None


def _in_words(message: str, kind: type, path: str) -> tuple[str, str]:
    """Translate msgspec's message into the place and what is expected there."""
    parts = _AT.match(message)
    what, where = (parts["what"], parts["where"] or "") if parts else (message, "")
    place = f"{path}{'' if not where or where.startswith('[') else '.'}{where}"
    if field := _FIELD.match(what):
        if "missing" in what:
            return f"{place}.{field['name']}", "must be given"
        return f"{place}.{field['name']}", f"is not known here; known are {', '.join(_words_at(kind, where))}"
    if what.startswith("Invalid enum value"):
        return place, f"expected one of {', '.join(_words_at(kind, where))}"
    if expected := _EXPECTED.match(what):
        types = [each for each in expected["types"].split(" | ") if each != "null"]
        return place, f"expected {' or '.join(_PLAIN.get(each, each) for each in types)}"
    return place, _INVALID.get(what, what)


def _words_at(kind: type, where: str) -> list[str]:
    """Give the words that are possible at a place inside `kind`: values of an enumeration, or keys of a table."""
    info = _inner(inspect.type_info(kind))
    for step in re.findall(r"[^.\[\]]+", where):
        if isinstance(info, inspect.StructType):
            info = _inner(next(field.type for field in info.fields if field.encode_name == step))
        else:
            info = _inner(getattr(info, "item_type", info))
    if isinstance(info, inspect.StructType):
        return [field.encode_name for field in info.fields]
    return [str(word.value) for word in getattr(info, "cls", ())]


def _inner(info: inspect.Type) -> inspect.Type:
    """Take the meaningful part of an optional type."""
    if isinstance(info, inspect.UnionType):
        return next(each for each in info.types if not isinstance(each, inspect.NoneType))
    return info
