"""The set-up script: when it makes an environment, when it leaves one alone, and what it says where it cannot help."""

from __future__ import annotations

import importlib.util
import json
import os
import subprocess
import sys
import venv
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def dev(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The script, at work on a project in a temporary folder."""
    spec = importlib.util.spec_from_file_location("dev", ROOT / "packaging" / "dev.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    locks = tmp_path / "requirements"
    locks.mkdir()
    for name in ("run.txt", "test.txt"):
        (locks / name).write_text(f"# {name}\n")
    for name, value in {"ROOT": tmp_path, "LOCKS": locks, "VENV": tmp_path / ".venv"}.items():
        monkeypatch.setattr(module, name, value)
    monkeypatch.setattr(module, "STAMP", tmp_path / ".venv" / ".care-console.json")
    return module


@pytest.fixture
def installs(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The lists that were installed; nothing is fetched, and the system's libraries are taken to be there."""
    seen: list[Path] = []
    monkeypatch.setattr(dev, "prepare_system", lambda: None)
    monkeypatch.setattr(dev, "run", lambda *command: seen.append(command[-1]))

    def bare(where: Path, **options: Any) -> None:
        venv.EnvBuilder(clear=options["clear"], symlinks=options["symlinks"]).create(where)

    monkeypatch.setattr(dev.venv, "create", bare)
    return seen


def test_made_once_and_again_when_a_list_changes(dev: ModuleType, installs: list[Path]) -> None:
    python = dev.prepare("test.txt")
    assert python.exists()
    dev.prepare("test.txt")
    dev.prepare("run.txt")  # is part of test.txt
    assert [p.name for p in installs] == ["test.txt"]
    (dev.LOCKS / "run.txt").write_text("# changed\n")
    dev.prepare("run.txt")
    dev.prepare("run.txt")
    assert [p.name for p in installs] == ["test.txt", "run.txt"]


def test_the_project_can_be_imported_from_anywhere(dev: ModuleType, installs: list[Path], tmp_path: Path) -> None:
    (tmp_path / "care_console_probe.py").write_text("print('found')")
    command = [str(dev.prepare("run.txt")), "-m", "care_console_probe"]
    assert subprocess.run(command, cwd=Path.home(), capture_output=True, text=True, check=True).stdout == "found\n"


def test_made_anew_for_another_python(dev: ModuleType, installs: list[Path]) -> None:
    dev.prepare("run.txt")
    dev.STAMP.write_text(json.dumps(dev.read_stamp() | {"python": "cpython 3.10 linux"}))
    (dev.VENV / "of-the-old").touch()
    dev.prepare("run.txt")
    assert not (dev.VENV / "of-the-old").exists()
    assert len(installs) == 2


def test_an_environment_made_by_hand_is_completed_in_place(dev: ModuleType, installs: list[Path]) -> None:
    venv.EnvBuilder(symlinks=os.name != "nt").create(dev.VENV)
    (dev.VENV / "by-hand").touch()
    dev.prepare("run.txt")
    assert (dev.VENV / "by-hand").exists()
    assert len(installs) == 1


def test_a_folder_that_is_no_environment_is_not_removed(dev: ModuleType, installs: list[Path]) -> None:
    dev.VENV.mkdir()
    (dev.VENV / "precious").touch()
    with pytest.raises(SystemExit, match="was not made by this script"):
        dev.prepare("run.txt")
    assert (dev.VENV / "precious").exists()


def test_without_root_the_command_is_told(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    with pytest.raises(SystemExit, match="sudo apt-get install libegl1 libgl1"):
        dev.require_packages(["libegl1", "libgl1"], "Qt needs libraries of the system")


def test_what_a_real_screen_needs_is_optional_without_one(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev.os, "geteuid", lambda: 1000, raising=False)
    monkeypatch.setattr(dev.sys, "platform", "linux")
    monkeypatch.setattr(dev.ctypes.util, "find_library", lambda name: None if name == "xcb-cursor" else name)
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    dev.prepare_system()
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(SystemExit, match=r"libxcb-cursor0$"):
        dev.prepare_system()


def test_without_a_display_only_a_picture_can_be_made(dev: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dev, "prepare", lambda _name: Path(sys.executable))
    monkeypatch.setattr(dev, "has_screen", lambda: False)
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    with pytest.raises(SystemExit, match=r"run --screenshot demo\.png"):
        dev.run_demo([])


def test_a_broken_stamp_is_no_stamp(dev: ModuleType) -> None:
    dev.VENV.mkdir()
    dev.STAMP.write_text("{")
    assert dev.read_stamp() == {}
