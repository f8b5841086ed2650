#!/usr/bin/env python3
"""Everything a fresh machine needs, with the standard library alone.

    python3 packaging/dev.py run [ARGS]     open the demo (ARGS as in `run --screenshot demo.png`)
    python3 packaging/dev.py test [ARGS]    run the tests (ARGS go to pytest; without any, all tests on all cores)
    python3 packaging/dev.py check          lint, format, types, import contracts, translations
    python3 packaging/dev.py translations   gather the window's texts for resources/translations, and compile those
    python3 packaging/dev.py lock [ARGS]    resolve pyproject.toml again (ARGS as in `lock --upgrade`)

The environment, `.venv`, is made from the hash-locked lists in packaging/requirements, and follows their changes.
"""

from __future__ import annotations

import ctypes.util
import hashlib
import importlib.util
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LOCKS = ROOT / "packaging" / "requirements"
VENV = ROOT / ".venv"
STAMP = VENV / ".care-console.json"
UV = "uv==0.13.8"

# Shared libraries that Qt's wheels expect of the system, and the Debian and Ubuntu packages that hold them.
ALWAYS = {
    "glib-2.0": "libglib2.0-0",
    "EGL": "libegl1",
    "GL": "libgl1",
    "dbus-1": "libdbus-1-3",
    "fontconfig": "libfontconfig1",
    "xkbcommon": "libxkbcommon0",
    "brotlidec": "libbrotli1",
}
ON_SCREEN = {
    "X11-xcb": "libx11-xcb1",
    "xcb-cursor": "libxcb-cursor0",
    "xcb-icccm": "libxcb-icccm4",
    "xcb-image": "libxcb-image0",
    "xcb-keysyms": "libxcb-keysyms1",
    "xcb-randr": "libxcb-randr0",
    "xcb-render-util": "libxcb-render-util0",
    "xcb-shape": "libxcb-shape0",
    "xcb-sync": "libxcb-sync1",
    "xcb-xfixes": "libxcb-xfixes0",
    "xcb-xkb": "libxcb-xkb1",
    "xkbcommon-x11": "libxkbcommon-x11-0",
    "wayland-cursor": "libwayland-cursor0",
}


def environment_python() -> Path:
    """The interpreter of the project's environment, whether or not it exists yet."""
    return VENV / "Scripts" / "python.exe" if os.name == "nt" else VENV / "bin" / "python"


def run(*command: str | Path, env: dict[str, str] | None = None) -> None:
    """Run a step of the preparation, showing it; end the program with its status when it fails."""
    words = [str(word) for word in command]
    print("+", shlex.join(words), flush=True)
    status = subprocess.run(words, env=env, check=False).returncode
    if status:
        sys.exit(f"This step failed (status {status}): {shlex.join(words)}")


def require_packages(packages: list[str], reason: str, *, optional: bool = False) -> None:
    """Install Debian packages when that is allowed here; otherwise say how to, and stop unless they are optional."""
    if not packages:
        return
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root and shutil.which("apt-get"):
        apt = ["apt-get", "-o", "DPkg::Lock::Timeout=300", "-qq"]
        quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
        run(*apt, "update", env=quiet)
        run(*apt, "install", "-y", "--no-install-recommends", *packages, env=quiet)
    elif not optional:
        sys.exit(f"{reason}. On Debian or Ubuntu: sudo apt-get install {' '.join(packages)}")


def has_screen() -> bool:
    """Whether a window would be seen: always so on Windows and macOS."""
    return not sys.platform.startswith("linux") or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def prepare_system() -> None:
    """See that the system libraries are there which no wheel brings."""
    if importlib.util.find_spec("ensurepip") is None:
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        require_packages([f"{version}-venv"], "This Python cannot make virtual environments")
    if sys.platform.startswith("linux"):
        missing = [package for library, package in ALWAYS.items() if not ctypes.util.find_library(library)]
        screen = [package for library, package in ON_SCREEN.items() if not ctypes.util.find_library(library)]
        require_packages(
            missing + screen, "Qt needs libraries of the system", optional=not missing and not has_screen()
        )


def digest(name: str) -> str:
    """What identifies a list of requirements: the SHA-256 of the file."""
    return hashlib.sha256((LOCKS / name).read_bytes()).hexdigest()


def read_stamp() -> dict[str, str]:
    """What this script noted in the environment: the Python it was made for, and the lists installed. Empty if none."""
    try:
        noted = json.loads(STAMP.read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return {}
    return {str(key): str(value) for key, value in noted.items()} if isinstance(noted, dict) else {}


def make_environment(python: str) -> dict[str, str]:
    """Make the environment where there is none, or where this script's own is for another Python; return its stamp."""
    stamp = read_stamp()
    usable = environment_python().exists()
    if usable and stamp.get("python", python) == python:
        return stamp
    if VENV.exists() and not stamp:
        sys.exit(f"{VENV} has no working Python and was not made by this script: remove it yourself, then try again")
    try:
        venv.create(VENV, with_pip=True, clear=True, symlinks=os.name != "nt", prompt="care-console")
    except subprocess.CalledProcessError:
        sys.exit("Python could not make a virtual environment here: is its venv package complete, the disk full?")
    return {}


def prepare(name: str) -> Path:
    """Bring the environment to the list of requirements `name`; return its interpreter."""
    if sys.version_info < (3, 11):
        sys.exit("Care Console needs Python 3.11 or later")
    python = f"{sys.implementation.name} {sys.version_info.major}.{sys.version_info.minor} {sys.platform}"
    interpreter = environment_python()
    stamp = read_stamp()
    if interpreter.exists() and stamp.get("python") == python and stamp.get(name) == digest(name):
        return interpreter
    prepare_system()
    stamp = make_environment(python)
    pip = (interpreter, "-m", "pip", "--disable-pip-version-check", "install", "--quiet")
    run(*pip, "--require-hashes", "--only-binary", ":all:", "--requirement", LOCKS / name)
    where = "import sysconfig; print(sysconfig.get_path('purelib'))"
    packages = subprocess.run(
        [str(interpreter), "-c", where], check=True, capture_output=True, text=True
    ).stdout.strip()
    (Path(packages) / "care-console.pth").write_text(f"{ROOT}\n", encoding="utf-8")
    stamp |= {"python": python, name: digest(name)}
    if name == "test.txt":
        stamp["run.txt"] = digest("run.txt")  # test.txt holds all of run.txt, in the same versions
    STAMP.write_text(json.dumps(stamp, indent=1), encoding="utf-8")
    return interpreter


def run_demo(args: list[str]) -> int:
    """Open the demo, or paint it off screen for a picture where there is no screen."""
    interpreter = prepare("run.txt")
    env = dict(os.environ)
    if not has_screen() and "QT_QPA_PLATFORM" not in env:
        if not any(arg.split("=")[0] == "--screenshot" for arg in args):
            sys.exit("There is no display here. Try it on a desktop, or save a picture: run --screenshot demo.png")
        env["QT_QPA_PLATFORM"] = "offscreen"
    return subprocess.run([str(interpreter), "-m", "care_console", "demo", *args], env=env, check=False).returncode


def run_tests(args: list[str]) -> int:
    """Run the tests without a screen."""
    interpreter = prepare("test.txt")
    env = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    everything = ["--numprocesses", "auto", "--dist", "loadfile"]
    return subprocess.run(
        [str(interpreter), "-m", "pytest", *(args or everything)], env=env, cwd=ROOT, check=False
    ).returncode


def run_checks() -> int:
    """Run every static check, also after one has failed; return how many failed."""
    python = str(prepare("test.txt"))
    lint = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    checks = [
        [python, "-m", "ruff", "check"],
        [python, "-m", "ruff", "format", "--check"],
        [python, "-m", "mypy"],
        [python, "-m", "mypy", "--strict", "packaging/dev.py", "packaging/translations.py"],
        [python, "-c", lint, "--no-logo"],
        [python, "packaging/translations.py", "check"],
    ]
    failed = 0
    for check in checks:
        print("+", shlex.join(["python", *check[1:]]), flush=True)
        failed += bool(subprocess.run(check, cwd=ROOT, check=False).returncode)
    return failed


def update_translations() -> int:
    """Bring the texts of other languages to those of the code; tells what waits for a translator."""
    python = str(prepare("test.txt"))
    return subprocess.run([python, "packaging/translations.py", "update"], cwd=ROOT, check=False).returncode


def lock(args: list[str]) -> int:
    """Write the lists of requirements for every supported Python and platform, from pyproject.toml."""
    with tempfile.TemporaryDirectory() as scratch:
        venv.create(scratch, with_pip=True)
        tools = Path(scratch) / ("Scripts" if os.name == "nt" else "bin")
        run(tools / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", UV)
        resolve: list[str | Path] = [
            tools / "uv",
            "pip",
            "compile",
            "--no-config",
            "--quiet",
            "--universal",
            "--python-version",
            "3.11",
        ]
        resolve += ["--generate-hashes", "--only-binary", ":all:", "--no-annotate"]
        resolve += ["--custom-compile-command", "python3 packaging/dev.py lock", *args, ROOT / "pyproject.toml"]
        run(*resolve, "--output-file", LOCKS / "run.txt")
        run(*resolve, "--output-file", LOCKS / "test.txt", "--extra", "test", "--constraint", LOCKS / "run.txt")
    return 0


def main() -> int:
    """Do what the command line says."""
    verb, args = (sys.argv[1], sys.argv[2:]) if len(sys.argv) > 1 else ("", [])
    if verb == "run":
        return run_demo(args)
    if verb == "test":
        return run_tests(args)
    if verb == "check" and not args:
        return run_checks()
    if verb == "translations" and not args:
        return update_translations()
    if verb == "lock":
        return lock(args)
    print(__doc__)
    return 0 if verb in {"help", "-h", "--help"} else 2


if __name__ == "__main__":
    sys.exit(main())
