"""What the card of verification says of a one-time code: where it is on its way, and until when it may be said."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.messages import MessageState, Sent
from care_console.ui.words import clock

if TYPE_CHECKING:
    from care_console.domain.codes import CodeSent

_LOST = frozenset({MessageState.REFUSED, MessageState.CANCELLED})


def code_words(code: CodeSent, sent: Iterable[Sent] = (), trouble: str = "") -> str:
    """Where a code is, by the copies that were `sent`; `trouble` says why mail does not leave, empty where it does."""
    states = {copy.state for copy in sent if copy.message_id == code.message_id}
    until = clock(code.expires_at)
    if MessageState.ACCEPTED in states:
        return tr("A code was sent by e-mail; it may be used until {0}.").format(until)
    if MessageState.UNKNOWN in states:
        return tr("The code may have arrived: ask the customer. It may be used until {0}.").format(until)
    if states and states <= _LOST:
        return tr("The mail server refused the code: it does not arrive. Ask for a further fact.")
    if trouble or MessageState.DEFERRED in states:
        why = trouble or tr("The mail server asks to wait")
        return tr("{0}: the code has not left yet. Ask for a further fact, or wait.").format(why)
    return tr("A code is leaving by e-mail; it may be used until {0}.").format(until)


def no_code_words() -> str:
    """Why no code is offered where it would be, and what to do."""
    return tr("No mail server is set, so that no code can be sent. Ask for a further fact.")


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("code", text)
