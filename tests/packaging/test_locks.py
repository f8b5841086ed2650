"""The lists of requirements name every file by its hash and no place that only one machine knows."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "requirements"


def entries(name: str) -> dict[str, str]:
    """Requirement line -> everything that follows it, up to the next."""
    text = re.sub(r"(?m)^#.*\n", "", (LOCKS / name).read_text(encoding="utf-8"))
    blocks = re.split(r"(?m)^(?=\S)", text)
    return {block.split(" \\", 1)[0].strip(): block for block in blocks if block.strip()}


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_each_entry_is_pinned_and_hashed(name: str) -> None:
    found = entries(name)
    assert len(found) > 30
    for requirement, block in found.items():
        assert re.match(r"[a-z0-9-]+==[^ ]+( ; .+)?$", requirement), requirement
        assert re.search(r"--hash=sha256:[0-9a-f]{64}", block), requirement


def test_tests_run_with_the_versions_that_the_product_runs_with() -> None:
    pins = {requirement.split(" ;")[0] for requirement in entries("run.txt")}
    assert pins <= {requirement.split(" ;")[0] for requirement in entries("test.txt")}


def test_what_the_project_declares_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    def names(requirements: list[str]) -> set[str]:
        return {re.split(r"[<>=;\[ ]", requirement)[0].lower().replace("_", "-") for requirement in requirements}

    locked = {name: names(list(entries(name))) for name in ("run.txt", "test.txt")}
    assert names(project["dependencies"]) <= locked["run.txt"]
    assert names(project["optional-dependencies"]["test"]) <= locked["test.txt"]
