"""Errors in the words of the error bar."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from care_console.app.faults import report
from care_console.domain.errors import ToldError
from care_console.ui.kit.error_bar import Trouble
from care_console.ui.told import told_parts


def trouble(error: Exception) -> Trouble:
    """What happened, what is safe, what to do; a bug is logged by its place alone, since its text may quote data."""
    if isinstance(error, ToldError):
        return Trouble(*told_parts(error))
    report(error)
    return Trouble(
        QCoreApplication.translate("trouble", "Something in the program went wrong."),
        QCoreApplication.translate(
            "trouble", "What was saved is safe; what was just asked for may not have been done."
        ),
        QCoreApplication.translate("trouble", "Try again. If it happens again, tell IT the time at which it did."),
    )
