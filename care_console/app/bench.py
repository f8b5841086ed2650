"""How long the first frame takes, and how much memory: against a bare window, in processes of their own, in turn."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from care_console.app.display import need_display, no_display
from care_console.domain.errors import BugError

if TYPE_CHECKING:
    from care_console.app.stores import Backend


def measure_start(runs: int) -> dict[str, object]:
    """CPU seconds from the start of the process to the first painted frame, and resident megabytes there; medians.

    The two kinds of process take turns, so that a machine whose speed drifts does so for both. Raises ToldError where
    there is no screen.
    """
    need_display()
    figures: dict[str, list[dict[str, float]]] = {"bare": [], "console": []}
    for _ in range(runs):
        for kind, found in figures.items():
            found.append(_measure(kind))
    cpu = {kind: median(figure["cpu"] for figure in found) for kind, found in figures.items()}
    resident = {kind: median(figure["resident"] for figure in found) for kind, found in figures.items()}
    ratios = [ours["cpu"] / bare["cpu"] for ours, bare in zip(figures["console"], figures["bare"], strict=True)]
    return {
        "runs": runs,
        "bare_cpu_s": round(cpu["bare"], 3),
        "console_cpu_s": round(cpu["console"], 3),
        "ratio": round(median(ratios), 2),
        "bare_resident_mb": round(resident["bare"], 1),
        "console_resident_mb": round(resident["console"], 1),
    }


def measure_import() -> dict[str, object]:
    """Import rate over a raw executemany of the rows that the import made, with and without look-up keys."""
    from care_console import resources
    from care_console.app.stores import SystemClock
    from care_console.credentials import new_key
    from care_console.domain.policies import PolicyBook
    from care_console.services.intake.bench import bench_import
    from care_console.storage.intake import SqliteIntake
    from care_console.storage.intake_bench import copy_raw
    from care_console.storage.store import SqliteStore, create_store

    clock = SystemClock()
    with tempfile.TemporaryDirectory(prefix="care-console-bench-", ignore_cleanup_errors=True) as folder:
        made: list[SqliteStore] = []

        def new_store() -> SqliteStore:
            made.append(create_store(Path(folder) / f"{len(made)}.store", new_key(), clock, "bench"))
            return made[-1]

        store = new_store()
        try:
            return dict(
                bench_import(
                    SqliteIntake(store, clock),
                    lambda *, keys: copy_raw(store, new_store(), keys=keys),
                    Path(folder),
                    book=PolicyBook.load(resources.path("policies")),
                    now=clock.now(),
                )
            )
        finally:
            for each in made:
                each.close()


def _measure(kind: str) -> dict[str, float]:
    program = [sys.executable, "-m", "care_console.app.bench", kind]
    said = subprocess.run(program, check=False, capture_output=True, text=True, timeout=60)  # noqa: S603 - this program
    if said.returncode:
        raise no_display()  # one that is named, but does not answer
    figures: dict[str, float] = json.loads(said.stdout)
    return figures


def _resident_megabytes() -> float:
    """Memory in use now; where the system does not tell, the most that was ever in use."""
    status = Path("/proc/self/status")
    if status.exists():
        line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
        return int(line.split()[1]) / 1024
    if sys.platform == "win32":
        return float("nan")
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20)


def _tell() -> None:
    sys.stdout.write(json.dumps({"cpu": time.process_time(), "resident": _resident_megabytes()}))


def _bare() -> None:
    from PySide6.QtCore import QTimer
    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QApplication, QMainWindow

    application = QApplication([])

    class Bare(QMainWindow):
        def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 - Qt's name
            super().paintEvent(event)
            QTimer.singleShot(0, self.leave)

        def leave(self) -> None:
            _tell()
            application.quit()

    window = Bare()
    window.resize(1440, 900)
    window.show()
    application.exec()


def _console() -> None:
    from PySide6.QtWidgets import QApplication

    from care_console import cli
    from care_console.app.window import Console
    from care_console.settings import Settings

    cli.parse(["demo"])
    application = QApplication([])
    console = Console(application, _never_opened, Settings())
    console.painted.connect(_tell)
    console.painted.connect(sys.stdout.flush)
    console.painted.connect(lambda: os._exit(0))
    console.start()
    application.exec()


def _never_opened(_on_state: object, _progress: object) -> Backend:
    """The process ends with its first frame."""
    raise BugError("the store is opened after the first frame")


if __name__ == "__main__":
    {"bare": _bare, "console": _console}[sys.argv[1]]()
