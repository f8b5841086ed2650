"""Writing TOML for tests: a dictionary in, text out, one key a line with everything else inline."""

from __future__ import annotations

import json
import tomllib
from datetime import date
from pathlib import Path
from typing import Any

FOLDER = Path(__file__).parents[2] / "resources" / "policies"


def shipped(name: str) -> dict[str, Any]:
    """Give a shipped pack as a dictionary."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def dump(pack: dict[str, Any]) -> str:
    """Write a pack as TOML."""
    return "\n".join(f"{_key(key)} = {_inline(value)}" for key, value in pack.items())


def _key(key: str) -> str:
    return json.dumps(key, ensure_ascii=False).replace("\x7f", "\\u007f")


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{_key(key)} = {_inline(each)}" for key, each in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    if isinstance(value, date):
        return value.isoformat()
    return _key(value) if isinstance(value, str) else json.dumps(value)
