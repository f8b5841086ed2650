"""Texts as data, one line each: `{placeholder}` stands for a value, and there is no other syntax."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from string import Formatter

from care_console.domain.messages import clean_text


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
