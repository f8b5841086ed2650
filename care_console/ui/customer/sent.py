"""Turns messages to a customer into what their card shows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from care_console.domain.messages import MessageState, Sent
from care_console.ui.customer.data import MessageView
from care_console.ui.kit.chip import ChipText
from care_console.ui.words import clock, recently, word

if TYPE_CHECKING:
    from care_console.ui.theme.icons import IconName
    from care_console.ui.theme.tokens import Tone

_STATES: dict[MessageState, tuple[Tone, IconName]] = {
    MessageState.HELD: ("warn", "clock"),
    MessageState.QUEUED: ("neutral", "clock"),
    MessageState.SENDING: ("accent", "send"),
    MessageState.ACCEPTED: ("ok", "mail-check"),
    MessageState.DEFERRED: ("warn", "clock"),
    MessageState.REFUSED: ("bad", "mail-x"),
    MessageState.UNKNOWN: ("warn", "circle-alert"),
    MessageState.CANCELLED: ("neutral", "undo-2"),
}


def message_views(messages: Iterable[Sent]) -> tuple[MessageView, ...]:
    """Messages as the card shows them."""
    return tuple(
        MessageView(
            message=each.message_id,
            copy=each.copy_id,
            title=word(each.kind),
            address=each.address,
            when=recently(each.queued_at),
            state=ChipText(word(each.state), *_STATES[each.state]),
            words=_server_words(each),
            cancellable=each.cancellable,
            in_doubt=each.state is MessageState.UNKNOWN,
        )
        for each in messages
    )


def _server_words(sent: Sent) -> str:
    if sent.state is MessageState.UNKNOWN:
        return tr("The connection broke after it was handed over. Ask the customer whether it arrived.")
    if sent.state is MessageState.DEFERRED:
        again = tr("Tried again at {0}.").format(clock(sent.due_at))
        return f"{again} {_said(sent)}".strip()
    if sent.state is MessageState.REFUSED:
        return _said(sent) or tr("It was given up: its time was over.")
    return ""


def _said(sent: Sent) -> str:
    return tr("The mail server said: {0}").format(sent.words) if sent.words else ""


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("sent", text)
