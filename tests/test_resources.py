"""Resources are found wherever the product runs from, and a missing one is named."""

from __future__ import annotations

import shutil
import sys
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from care_console import resources

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def fresh_root() -> Iterator[None]:
    resources._root.cache_clear()
    yield
    resources._root.cache_clear()


def test_checkout() -> None:
    assert resources.path("fonts", "Inter-Regular.otf").read_bytes()[:4] == b"OTTO"


def test_installed_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "care_console"
    (package / "_resources" / "icons").mkdir(parents=True)
    (package / "_resources" / "icons" / "x.svg").write_text("<svg/>")
    monkeypatch.setattr(resources, "__file__", str(package / "resources.py"))
    assert resources.path("icons", "x.svg") == package.resolve() / "_resources" / "icons" / "x.svg"


def test_frozen_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(resources.path("fonts"), tmp_path / "resources" / "fonts")
    resources._root.cache_clear()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources.path("fonts").parent == tmp_path / "resources"


def test_a_missing_file_is_named() -> None:
    with pytest.raises(
        resources.ResourceMissingError, match=r"icons/no-such-icon\.svg is missing from .*resources"
    ) as caught:
        resources.path("icons", "no-such-icon.svg")
    assert isinstance(caught.value, FileNotFoundError)


@pytest.mark.parametrize("parts", [("..", "pyproject.toml"), ("fonts", "../../LICENSE"), ("/etc/hostname",)])
def test_nothing_outside_is_reached(parts: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="named from their root"):
        resources.path(*parts)


def test_every_icon_can_be_tinted() -> None:
    icons = sorted(resources.path("icons").glob("*.svg"))
    assert icons
    for icon in icons:
        root = ET.parse(icon).getroot()
        assert (root.get("viewBox"), root.get("stroke")) == ("0 0 24 24", "currentColor"), icon.name


@pytest.mark.parametrize("folder", ["fonts", "icons"])
def test_licences_stand_beside_what_they_license(folder: str) -> None:
    assert "Copyright" in resources.path(folder, "LICENSE.txt").read_text(encoding="utf-8")
