"""Texts as data, one line each: `{placeholder}` stands for a value, and there is no other syntax.

A folder holds ``common.<language>.toml`` with every text, and ``<brand>.<language>.toml`` with what a brand says
otherwise.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from string import Formatter
from typing import Final, TypeVar

import msgspec

from care_console.domain.messages import clean_text, one_line

COMMON: Final = "common"
FALLBACK: Final = "en"
"""The language that is there whatever else is."""

Form = TypeVar("Form")
_FILE: Final = re.compile(r"(?P<brand>[a-z0-9-]+)\.(?P<language>[a-z]{2})\.toml")


def read_folder(folder: Path, form: type[Form]) -> tuple[dict[tuple[str, str], Form], list[str]]:
    """Every file of a folder by brand (`COMMON` for all) and language, and what is wrong with those left out."""
    texts: dict[tuple[str, str], Form] = {}
    faults: list[str] = []
    for file in sorted(folder.glob("*.toml")):
        named = _FILE.fullmatch(file.name)
        if named is None:
            faults.append(f"{file.name}: expected a name like common.en.toml or my-brand.en.toml")
            continue
        try:
            found = tomllib.loads(file.read_text(encoding="utf-8"))
            texts[named["brand"], named["language"]] = msgspec.convert(found, form)
        except (OSError, ValueError) as error:
            # TOML's and the reader's own words name place and kind; these files hold no personal data.
            faults.append(f"{file.name}: {one_line(str(error))}")
    return texts, faults


def folder_faults(
    texts: Mapping[tuple[str, str], Form], faults_of: Callable[[str, Form], Iterator[str]]
) -> Iterator[str]:
    """What is wrong with the texts of a folder together; `faults_of` says it of one brand's."""
    for (brand, language), one in texts.items():
        for fault in faults_of(brand, one):
            yield f"{brand}.{language}.toml: {fault}"
    if (COMMON, FALLBACK) not in texts:
        yield f"{COMMON}.{FALLBACK}.toml: is missing"
    for brand, language in texts:
        if (COMMON, language) not in texts:
            yield f"{brand}.{language}.toml: there is no {COMMON}.{language}.toml that it could add to"


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with its values; it has been checked by `line_faults`."""
    return "".join(
        literal + (values[name] if name is not None else "") for literal, name, _, _ in Formatter().parse(text)
    )


def placeholders(text: str) -> set[str]:
    """The names of the values that a text asks for. Raises ValueError for a brace that is not closed."""
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


def line_faults(line: str, allowed: frozenset[str] | None) -> Iterator[str]:
    """What is wrong with a line that may hold these placeholders; None for any."""
    if not line.strip() or "\n" in line or line != clean_text(line):
        yield "expected one line of text"
    try:
        parts = list(Formatter().parse(line))
    except ValueError:
        yield "a brace is not closed; {{ and }} stand for braces themselves"
        return
    for _, name, form, conversion in parts:
        if name is None:
            continue
        if form or conversion or not name.isidentifier():
            yield f"{{{name}}} is no plain placeholder"
        elif allowed is not None and name not in allowed:
            yield f"{{{name}}} is not known here; known are {', '.join(sorted(allowed)) or 'none'}"
