"""What is built holds what the product needs at run time."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

import care_console

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    """The wheel, built with the locked back end."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)]
    done = subprocess.run(build, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return zipfile.Path(folder / f"care_console-{care_console.__version__}-py3-none-any.whl")


def test_every_resource_is_in_the_wheel(wheel: zipfile.Path) -> None:
    shipped = set(wheel.root.namelist())
    resources = ROOT / "resources"
    wanted = {
        f"care_console/_resources/{p.relative_to(resources).as_posix()}" for p in resources.rglob("*") if p.is_file()
    }
    assert wanted
    assert wanted <= shipped


def test_the_wheel_holds_the_package_and_nothing_else(wheel: zipfile.Path) -> None:
    tops = {name.split("/")[0] for name in wheel.root.namelist()}
    assert tops == {"care_console", f"care_console-{care_console.__version__}.dist-info"}


def test_the_command_and_the_licences_are_declared(wheel: zipfile.Path) -> None:
    info = wheel / f"care_console-{care_console.__version__}.dist-info"
    assert "care-console = care_console.__main__:main" in (info / "entry_points.txt").read_text()
    assert (info / "licenses" / "LICENSE").exists()
    assert (info / "licenses" / "resources" / "fonts" / "LICENSE.txt").exists()
