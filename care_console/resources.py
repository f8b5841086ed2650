"""Where the files are that come with the product: fonts, icons, styles, policies, texts.

They lie in `resources/` beside the package in a checkout, in `care_console/_resources/` inside an installed wheel,
and in `resources/` at the root of a frozen bundle. Nothing is looked for at import time.
"""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


class ResourceMissingError(FileNotFoundError):
    """A file that the product ships is not there: the installation is incomplete, or a name is misspelt."""

    def __init__(self, name: str, searched: Path) -> None:
        super().__init__(
            f"The installation is incomplete: {name} is missing from {searched}. Install Care Console again."
        )
        self.name = name
        self.searched = searched


def path(*parts: str) -> Path:
    """The file or folder `resources/<parts>`, such as `path("fonts", "Inter-Regular.otf")`.

    The parts are the product's own names, in the exact case of the file; they never come from outside.

    Raises:
        ResourceMissingError: There is no such file or folder in this installation.
        ValueError: The parts point outside the resources.
    """
    if any(Path(part).is_absolute() or ".." in Path(part).parts for part in parts):
        raise ValueError(f"resources are named from their root: {'/'.join(parts)}")
    root = _root()
    found = root.joinpath(*parts)
    if not found.exists():
        raise ResourceMissingError("/".join(parts) or "resources", root)
    return found


@cache
def _root() -> Path:
    package = Path(__file__).resolve().parent
    bundle = getattr(sys, "_MEIPASS", None)  # set by PyInstaller's start-up code
    if bundle is not None:
        return Path(bundle) / "resources"
    installed = package / "_resources"
    return installed if installed.is_dir() else package.parent / "resources"
