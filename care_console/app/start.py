"""Starting the window: on the configured store, on one that cannot be opened, or on the demo."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from care_console.app.display import need_display
from care_console.app.faults import keep_qt_quiet, keep_quiet
from care_console.app.hardening import keep_memory
from care_console.app.window import Console

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from care_console.app.stores import Backend
    from care_console.app.window import Opener
    from care_console.audit.relay import RelayState
    from care_console.domain.errors import ToldError
    from care_console.settings import Places, Settings


def show(options: argparse.Namespace) -> int:
    """Open the window on the configured store, or on a demo; the exit status."""
    from care_console.cli import guarded

    return guarded(lambda: _start(options))


def _start(options: argparse.Namespace) -> int:
    need_display()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("Care Console")
    keep_qt_quiet()
    return _run(application, options)


def _run(application: QApplication, options: argparse.Namespace) -> int:
    from care_console import settings as declared
    from care_console.domain.errors import InvalidError

    places = declared.Places.of_platform()
    try:
        chosen = declared.load(places)
    except InvalidError as error:
        if options.command == "demo" and options.screenshot:
            raise
        return show_until_closed(application, Console(application, _failing(error), declared.Settings()))
    if options.command == "demo":
        return _run_demo(application, options, chosen, places)
    from care_console.app.opening import open_configured

    console = Console(application, open_configured(chosen, places), chosen, places)

    def remember(name: str) -> None:
        console.background.write(
            console, lambda _job: declared.keep(places, agent_name=name), lambda _kept: None, console.show_error
        )

    console.named.connect(remember)
    return show_until_closed(application, console)


def _run_demo(application: QApplication, options: argparse.Namespace, chosen: Settings, places: Places) -> int:
    from care_console import settings as declared
    from care_console.app.demo import Demo, run_screenshot

    # Colours, text size and language are the user's, whatever store is shown.
    look = declared.Settings(
        colours=chosen.colours,
        text_scale=chosen.text_scale,
        language=chosen.language,
        idle_minutes=chosen.idle_minutes,
    )
    demo = Demo(chosen if options.deliver else None)
    console = Console(application, demo.make, look, places)
    if options.screenshot:
        return run_screenshot(application, console, options.screenshot)
    beside = [Console(application, demo.open_again, look, places) for _ in range(options.windows - 1)]
    for each in beside:
        console.ready.connect(each.start)
    return show_until_closed(application, console, beside)


def show_until_closed(application: QApplication, console: Console, beside: Sequence[Console] = ()) -> int:
    """Show a window, and those beside it, until the last one is closed."""
    console.painted.connect(keep_memory)
    keep_quiet(console.show_error)
    console.start()
    status = application.exec()
    for each in (*beside, console):
        each.close()
    return status


def _failing(error: ToldError) -> Opener:
    """Opens nothing: the window says why, since nobody may be reading the error stream."""

    def opener(_on_state: Callable[[RelayState], None], _progress: Callable[[str], None]) -> Backend:
        raise error

    return opener
