"""What a crash may leave behind: no picture of the memory, in which customers are in clear."""

from __future__ import annotations

import sys
from pathlib import Path

_PR_SET_DUMPABLE = 4
_SEM_FAILCRITICALERRORS, _SEM_NOGPFAULTERRORBOX = 0x1, 0x2
_WER_FAULT_REPORTING_FLAG_NOHEAP = 0x1


def keep_memory() -> None:
    """Have the system write no core dump of this process, and on Linux let no other process of its user read it.

    To be called before a store is opened, but after the window is up: on Linux a desktop portal answers no process
    that it cannot look at for the first time, and Qt asks one for the colours of the desktop.
    """
    if sys.platform == "win32":
        _keep_on_windows()
        return
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        import ctypes

        # The limit does not count where dumps go to a program (core(5)); this does. prctl(2).
        ctypes.CDLL(None).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def _keep_on_windows() -> None:
    """See https://learn.microsoft.com/windows/win32/wer/wer-functions; a system without them keeps no dumps either."""
    import ctypes

    library: object = ctypes
    load = getattr(library, "WinDLL")  # noqa: B009 - known to type checkers on Windows only
    load("kernel32").SetErrorMode(_SEM_FAILCRITICALERRORS | _SEM_NOGPFAULTERRORBOX)
    load("kernel32").WerSetFlags(_WER_FAULT_REPORTING_FLAG_NOHEAP)
    if hasattr(sys, "frozen"):  # else it would be said of every program that this Python runs
        load("wer").WerAddExcludedApplication(ctypes.c_wchar_p(Path(sys.executable).name), 0)
