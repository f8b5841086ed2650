"""The import contracts cover every room that there is, so that a new one cannot be forgotten."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "care_console"
SHARED_BY_PAGES = {"kit", "theme"}


def contract(name: str) -> dict[str, Any]:
    """The import contract with this id in pyproject.toml."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return next(c for c in settings["tool"]["importlinter"]["contracts"] if c["id"] == name)


def exists(module: str) -> bool:
    """Whether there is such a module or package in the product."""
    return (PACKAGE / f"{module}.py").exists() or (PACKAGE / module / "__init__.py").exists()


def test_every_adapter_is_kept_from_those_who_know_ports() -> None:
    layer = next(line for line in contract("layers")["layers"] if "storage" in line)
    adapters = {name.strip(" ()") for name in layer.split("|")}
    assert {"storage", "audit", "credentials"} <= adapters
    forbidden = set(contract("adapters")["forbidden_modules"])
    assert {f"care_console.{name}" for name in adapters if exists(name)} <= forbidden


def test_every_page_is_kept_from_the_others() -> None:
    folders = {p.parent.name for p in (PACKAGE / "ui").glob("*/__init__.py")}
    pages = {f"care_console.ui.{name}" for name in folders - SHARED_BY_PAGES}
    assert pages == set(contract("pages")["modules"])
