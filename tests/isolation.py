"""A pytest plugin: no test reads or writes the home, the settings or the keyring of whoever runs it."""

from __future__ import annotations

import itertools
import os
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.memory_keyring import MemoryKeyring

KEYRING = "tests.memory_keyring.MemoryKeyring"

_HOMES = itertools.count()

# Environment variable -> folder in the home made for the test. The last lines are what platformdirs reads on Windows.
_FOLDERS = {
    "HOME": ".",
    "USERPROFILE": ".",
    "XDG_CACHE_HOME": ".cache",
    "XDG_CONFIG_HOME": ".config",
    "XDG_DATA_HOME": ".local/share",
    "XDG_STATE_HOME": ".local/state",
    "XDG_RUNTIME_DIR": ".run",
    "APPDATA": "AppData/Roaming",
    "LOCALAPPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_APPDATA": "AppData/Roaming",
    "WIN_PD_OVERRIDE_LOCAL_APPDATA": "AppData/Local",
    "WIN_PD_OVERRIDE_PERSONAL": "Documents",
}


def pytest_configure() -> None:
    """Choose the keyring before anything imports `keyring`, here and in the processes that tests start."""
    os.environ["PYTHON_KEYRING_BACKEND"] = KEYRING


@pytest.fixture(scope="session")
def homes(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that holds the homes of all tests of this process."""
    return tmp_path_factory.mktemp("homes")


@pytest.fixture(autouse=True)
def home(homes: Path) -> Iterator[Path]:
    """An empty home for one test, with the places that the platform keeps settings, data and logs in."""
    made = homes / str(next(_HOMES))
    made.mkdir()
    (made / ".run").mkdir(mode=0o700)
    with pytest.MonkeyPatch.context() as patch:
        for variable, folder in _FOLDERS.items():
            patch.setenv(variable, str(made / folder))
        patch.delenv("DBUS_SESSION_BUS_ADDRESS", raising=False)
        yield made


@pytest.fixture
def memory_keyring() -> MemoryKeyring:
    """The keyring of this test, empty at its beginning."""
    import keyring

    from tests.memory_keyring import MemoryKeyring

    made = MemoryKeyring()
    keyring.set_keyring(made)
    return made


@pytest.fixture(autouse=True)
def no_shared_keyring(request: pytest.FixtureRequest) -> None:
    """Give every test an empty keyring, where anything in this process uses one."""
    if "keyring" in sys.modules:
        request.getfixturevalue("memory_keyring")
