"""What the foot of the sidebar says of events and messages that wait."""

from __future__ import annotations

from care_console.audit.relay import RelayState
from care_console.mail.courier import CourierState
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
    since = clock(state.away_since) if state.away_since else ""
    return PostView(state.backlog.waiting, state.backlog.unknown, since)
