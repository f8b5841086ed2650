"""What the foot of the sidebar says of events and messages that wait."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from care_console.audit.relay import RelayState
from care_console.mail.courier import UNSET, CourierState
from care_console.transport import Trouble
from care_console.ui.sidebar import Delivery, OutboxView, PostView
from care_console.ui.words import clock


def outbox_view(state: RelayState) -> OutboxView:
    """What the foot of the sidebar says of events that wait."""
    since = clock(state.backlog.oldest) if state.backlog.oldest else ""
    if not state.online:
        return OutboxView(Delivery.AWAY, state.backlog.waiting, since)
    delivery = Delivery.WAITING if state.backlog.waiting else Delivery.RECORDED
    return OutboxView(delivery, state.backlog.waiting, since)


def post_view(state: CourierState) -> PostView:
    """What the foot of the sidebar says of messages to customers that wait."""
    return _view(state, mail_trouble(state.trouble))


def orders_view(state: CourierState) -> PostView:
    """What the foot of the sidebar says of messages to the order system."""
    return _view(state, orders_trouble(state.trouble))


def _view(state: CourierState, trouble: str) -> PostView:
    since = clock(state.away_since) if state.away_since else ""
    return PostView(state.backlog.waiting, state.backlog.unknown, since, trouble)


def mail_trouble(trouble: str) -> str:
    """Why mail does not leave, in a sentence; empty where it does."""
    return {
        UNSET: tr("No mail server is set"),
        Trouble.UNREACHABLE: tr("The mail server cannot be reached"),
        Trouble.TIMEOUT: tr("The mail server does not answer"),
        Trouble.UNTRUSTED: tr("The mail server could not prove who it is: tell IT"),
        Trouble.REFUSED: tr("The mail server does not let this console in: tell IT"),
        Trouble.BUSY: tr("The mail server asks to wait"),
    }.get(trouble, tr("Mail does not leave") if trouble else "")


def orders_trouble(trouble: str) -> str:
    """Why the order system is not told, in a sentence; empty where it is."""
    words: dict[str, str] = {
        Trouble.UNREACHABLE: tr("The order system cannot be reached"),
        Trouble.TIMEOUT: tr("The order system does not answer"),
        Trouble.UNTRUSTED: tr("The order system could not prove who it is: tell IT"),
        Trouble.REFUSED: tr("The order system does not let this console in: tell IT"),
        Trouble.BUSY: tr("The order system asks to wait"),
    }
    return words.get(trouble, tr("The order system is not told") if trouble else "")


def tr(text: str) -> str:
    """Translate a text of this module."""
    return QCoreApplication.translate("delivery", text)
