"""Errors in the words of the error bar."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication

from care_console.domain.errors import ToldError
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.told import told_parts

_log = logging.getLogger(__name__)


def trouble(error: Exception) -> Trouble:
    """What happened, what is safe, what to do; a bug is logged by its place alone, since its text may quote data."""
    if isinstance(error, ToldError):
        return Trouble(*told_parts(error))
    place = error.__traceback__
    while place is not None and place.tb_next is not None:
        place = place.tb_next
    where = f"{place.tb_frame.f_code.co_filename}:{place.tb_lineno}" if place is not None else "unknown place"
    _log.error("%s at %s", type(error).__name__, where)
    return Trouble(
        QCoreApplication.translate("trouble", "Something in the program went wrong."),
        QCoreApplication.translate(
            "trouble", "What was saved is safe; what was just asked for may not have been done."
        ),
        QCoreApplication.translate("trouble", "Try again. If it happens again, tell IT the time at which it did."),
    )
