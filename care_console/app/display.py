"""Whether there is a screen for a window: Qt ends the process where there is none."""

from __future__ import annotations

import os
import sys

from care_console.domain.errors import ToldError

_DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
_NEED_ONE = frozenset({"", "xcb", "wayland"})


def need_display() -> None:
    """Raise ToldError where no screen is named, before Qt is asked for a window."""
    if sys.platform in ("win32", "darwin"):
        return
    platform = os.environ.get("QT_QPA_PLATFORM", "").partition(":")[0].partition(";")[0]
    if platform in _NEED_ONE and not any(os.environ.get(name) for name in _DISPLAYS):
        raise no_display()


def no_display() -> ToldError:
    """What is said where no window can be shown."""
    return ToldError(
        "There is no screen here that a window can be shown on.",
        safe="Nothing was changed.",
        todo="Start it in a desktop session, or set QT_QPA_PLATFORM=offscreen to measure without a screen.",
    )
