"""What is said of errors that nobody expected: their kind and place, and never their text, which may quote data."""

from __future__ import annotations

import re
import sys
import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

    from PySide6.QtCore import QMessageLogContext, QtMsgType

_SCREENLESS = "This plugin does not support propagateSizeHints()"
"""What Qt says of every window where there is no screen."""
_QT_PLACE = re.compile(r"(?:[A-Za-z_]\w*::)+~?[A-Za-z_]\w*")


def report(error: BaseException) -> None:
    """Log an error by its kind and its place, and those of what caused it."""
    import logging  # not loaded before the first frame but for a fault

    logging.getLogger(__name__).error("%s", described(error))


def described(error: BaseException) -> str:
    """Kind and places of an error, innermost first, then of its causes."""
    said: list[str] = []
    known: set[int] = set()
    now: BaseException | None = error
    while now is not None and id(now) not in known:
        known.add(id(now))
        said.append(f"{type(now).__name__} at {_places(now.__traceback__)}")
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return "; because of ".join(said)


def _places(traceback: TracebackType | None) -> str:
    found: list[str] = []
    while traceback is not None:
        found.append(f"{traceback.tb_frame.f_code.co_filename}:{traceback.tb_lineno}")
        traceback = traceback.tb_next
    return ", called from ".join(reversed(found)) or "unknown place"


def keep_quiet(tell: Callable[[Exception], None] = report) -> None:
    """From now on say of what nobody caught its kind and place alone, instead of a traceback with its text.

    `tell` hears of what a callback of the window raised; other threads and destructors are logged.
    """

    def uncaught(kind: type[BaseException], error: BaseException, traceback: TracebackType | None) -> None:
        if isinstance(error, Exception):
            tell(error.with_traceback(traceback))
        else:
            sys.__excepthook__(kind, error, traceback)

    def in_thread(raised: threading.ExceptHookArgs) -> None:
        if raised.exc_value is not None and not isinstance(raised.exc_value, SystemExit):
            report(raised.exc_value)

    def unraisable(raised: sys.UnraisableHookArgs) -> None:
        if raised.exc_value is not None:
            report(raised.exc_value)

    sys.excepthook = uncaught
    threading.excepthook = in_thread
    sys.unraisablehook = unraisable


def keep_qt_quiet() -> None:
    """From now on log where in Qt a warning came from, in place of its text. Not before there is an application.

    What Qt says when it cannot start at all is for everybody to read.
    """
    from PySide6.QtCore import QtMsgType, qInstallMessageHandler

    def handle(kind: QtMsgType, context: QMessageLogContext, text: str | None) -> None:
        import logging

        levels = {
            QtMsgType.QtDebugMsg: logging.DEBUG,
            QtMsgType.QtInfoMsg: logging.INFO,
            QtMsgType.QtWarningMsg: logging.WARNING,
        }
        if text == _SCREENLESS:
            return
        place = _QT_PLACE.match(text or "")
        logging.getLogger(__name__).log(
            levels.get(kind, logging.ERROR), "Qt, %s: %s", context.category or "default", place[0] if place else "…"
        )

    qInstallMessageHandler(handle)
